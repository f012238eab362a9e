"""What other imports show, as far as the ledger still tells: does anything build on this one?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.cypher import cypher
from graph.database import Database
from graph.loading.footprint import Marks
from graph.model import Millis
from graph.versions import object_of

PAGE = 100


@dataclass(slots=True)
class Other:
    """Another import: when its export was taken, whether it began later, and its marks."""

    taken_at: Millis
    later: bool
    full: frozenset[str]
    shown: Marks = field(default_factory=Marks)
    named: Marks = field(default_factory=Marks)

    def lacks(self, key: str) -> bool:
        """Whether it held everything of the record's object, and not the record."""
        return object_of(key) in self.full and key not in self.shown


@dataclass(frozen=True, slots=True)
class Others:
    """All other imports that count."""

    runs: Sequence[Other]

    def speak_later_of(self, key: str) -> bool:
        """Whether a later import shows or names what the key names."""
        return any(o.later and (key in o.shown or key in o.named) for o in self.runs)

    def show_later(self, key: str) -> bool:
        """Whether a later import shows the record."""
        return any(o.later and key in o.shown for o in self.runs)

    def show_at(self, key: str, moment: Millis, *, later: bool) -> bool:
        """Whether an import (a later one) of an export taken at the same moment shows it."""
        return any(
            o.taken_at == moment and key in o.shown for o in self.runs if o.later or not later
        )

    def lack_at(self, key: str, moment: Millis) -> bool:
        """Whether another full export taken at the same moment lacks the record."""
        return any(o.taken_at == moment and o.lacks(key) for o in self.runs)

    def shown_after(self, key: str, moment: Millis) -> Millis | None:
        """When the first export after a moment was taken that shows the record."""
        times = [o.taken_at for o in self.runs if o.taken_at > moment and key in o.shown]
        return min(times, default=None)

    def lacked_after(self, key: str, moment: Millis) -> Millis | None:
        """When the first full export after a moment was taken that lacks the record."""
        times = [o.taken_at for o in self.runs if o.taken_at > moment and o.lacks(key)]
        return min(times, default=None)

    def name(self, key: str) -> bool:
        """Whether any import names it."""
        return any(key in o.named for o in self.runs)


async def read_others(database: Database, run: str, started_at: Millis) -> Others:
    """The imports beside one that began at that moment."""
    rows = await database.read("undo.others", cypher("graph.loading", "others"), {"run": run})
    found = []
    for row in rows:
        later = (row["started_at"], row["id"]) > (started_at, run)
        other = Other(row["taken_at"], later, frozenset(row["full"]))
        await _read_marks(database, row["id"], other)
        found.append(other)
    return Others(found)


async def _read_marks(database: Database, run: str, other: Other) -> None:
    skip, rows = 0, None
    while rows is None or len(rows) == PAGE:
        given = {"run": run, "skip": skip, "limit": PAGE}
        rows = await database.read("undo.marks", cypher("graph.loading", "marks"), given)
        skip += len(rows)
        for row in rows:
            other.shown.add_packed(row["shown"])
            other.named.add_packed(row["named"])
