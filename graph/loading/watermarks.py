"""How far each source tells: the watermark below which silence means something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Watermark:
    """One source: when its newest whole export was taken, and the newest that held touchpoints.

    `newest` are the properties of its newest run, whatever became of it, `newest_done` of the
    newest that was done.
    """

    source: str
    taken_at: Millis | None
    touchpoints_until: Millis | None
    runs: int
    newest: Mapping[str, Any]
    newest_done: Mapping[str, Any] | None


async def read_watermarks(database: Database) -> Sequence[Watermark]:
    """Every source that anything was imported from, by name."""
    rows = await database.read("watermarks", cypher("graph.loading", "watermarks"))
    return [
        Watermark(
            row["source"],
            row["watermark"],
            row["touchpoints_until"],
            row["runs"],
            row["newest"],
            row["newest_done"],
        )
        for row in rows
    ]
