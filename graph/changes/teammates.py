"""Writing the people on our side."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph.changes.records import text
from graph.database import Transaction
from graph.identity import Target
from graph.loading.footprint import Footprint
from graph.model import TEAMMATE, Millis
from graph.statement import Statement
from graph.trust import rank as doubt
from graph.values.seniority import seniority
from graph.versions import version_of

EXECUTIVES = ("c_level", "vp")


async def write_teammates(
    tx: Transaction,
    statements: Iterable[Statement],
    seen_at: Millis,
    names: Mapping[str, Target],
    footprint: Footprint | None = None,
) -> set[str]:
    """Write teammates; they have no history: the newest record of the most trusted source tells.

    Returns the keys of the records that said something new.
    """
    told: set[str] = set()
    newest: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: (-_doubt(s.key), s.modified_at or 0, s.key)):
        newest[names[statement.key].id] = statement
    rows = await tx.run("load.read_teammates", text("read_teammates"), {"ids": sorted(newest)})
    before = {row["id"]: row for row in rows if row["hash"] is not None}
    changed = []
    for id_, statement in newest.items():
        version = version_of(statement, seen_at)
        old = before.get(id_)
        rank = (-_doubt(statement.key), statement.modified_at or 0, seen_at, version.hash)
        if old is not None and (
            old["hash"] == version.hash
            or rank
            < (-_doubt(old["record"] or ""), old["modified_at"], old["seen_at"], old["hash"])
        ):
            continue
        told.add(statement.key)
        values = {p.name: statement.values.get(p.name) for p in TEAMMATE.properties}
        if values["executive"] is None:
            values["executive"] = seniority(version.text("title")) in EXECUTIVES
        values["active"] = not statement.deleted and values["active"] is not False
        changed.append(
            values
            | {
                "id": id_,
                "known": True,
                "record": statement.key,
                "hash": version.hash,
                "seen_at": seen_at,
                "modified_at": statement.modified_at or 0,
            }
        )
    if footprint is not None:
        ids = [str(row["id"]) for row in changed]
        images = await _images(tx, before.keys() & set(ids))
        footprint.teammates = {**dict.fromkeys(ids), **images}
    if changed:
        await tx.run("load.describe_teammates", text("describe_teammates"), {"rows": changed})
    return told


async def _images(tx: Transaction, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    text_ = "UNWIND $ids AS id MATCH (t:Teammate {id: id}) RETURN id, properties(t) AS said"
    rows = await tx.run("load.image_teammates", text_, {"ids": sorted(ids)})
    return {row["id"]: row["said"] for row in rows}


def _doubt(record: str) -> int:
    """How little the source of a record is believed about people of ours."""
    return doubt(record.partition(":")[0], "name")
