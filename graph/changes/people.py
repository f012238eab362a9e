"""Redrawing people: employments, roles, lines and signals from their records."""

from collections.abc import Mapping
from typing import Any

from graph.changes.records import keys_in, records_about, text
from graph.database import Transaction
from graph.identity import Target, names_of
from graph.ids import id_from
from graph.projection.people import Deal, Known, PersonProjection, project_person
from graph.versions import SourceRecord, fingerprint

PEOPLE = ("reports_to", "manager", "influenced", "successor")
ACCOUNTS = ("account",)
TEAMMATES = ("teammate",)


async def settle_people(
    tx: Transaction,
    ids: set[str],
    fresh: Mapping[str, list[SourceRecord]],
    names: Mapping[str, Target],
) -> set[str]:
    """Redraw people from their records; returns the roles they hold.

    `fresh` are people of this batch of whom there are no other records; `names` what keys are
    already known to name.
    """
    records = dict(fresh)
    records |= await records_about(tx, "Person", sorted(ids - fresh.keys()))
    known = await _known(tx, records, names)
    projections = {id_: project_person(records.get(id_, ()), known) for id_ in sorted(ids)}
    prints = {id_: _fingerprint(p) for id_, p in projections.items()}
    settled = await _settled(tx, sorted(ids - fresh.keys()))
    changed = {id_: p for id_, p in projections.items() if settled.get(id_) != prints[id_]}
    await _write(tx, changed, prints, fresh.keys())
    return {role["role"] for p in changed.values() for role in p.roles}


async def _known(
    tx: Transaction, records: Mapping[str, list[SourceRecord]], names: Mapping[str, Target]
) -> Known:
    every = [record for of_one in records.values() for record in of_one]
    keys = keys_in(every, (*PEOPLE, *ACCOUNTS, *TEAMMATES))
    targets = {key: names[key] for key in keys if key in names}
    if missing := keys - targets.keys():
        targets |= await names_of(tx, missing)

    def of(label: str) -> dict[str, str]:
        return {key: target.id for key, target in targets.items() if target.label == label}

    return Known(of("Account"), of("Person"), of("Teammate"), await _deals(tx, every))


async def _deals(tx: Transaction, records: list[SourceRecord]) -> dict[str, Deal]:
    by_id = {id_from("Opportunity", r.through): r.through for r in records if r.through}
    if not by_id:
        return {}
    rows = await tx.run("load.read_deals", text("read_deals"), {"ids": sorted(by_id)})
    return {by_id[row["id"]]: Deal(row["account"], row["deleted_at"]) for row in rows}


async def _settled(tx: Transaction, ids: list[str]) -> dict[str, str]:
    if not ids:
        return {}
    rows = await tx.run("load.read_settled_people", text("read_settled_people"), {"ids": ids})
    return {row["id"]: row["settled"] for row in rows}


def _fingerprint(p: PersonProjection) -> str:
    return fingerprint(
        [
            p.known,
            p.properties,
            p.employments,
            p.roles,
            p.managers,
            p.influenced,
            p.successors,
            p.looked_after_by,
            p.signals,
        ]
    )


async def _write(
    tx: Transaction,
    changed: Mapping[str, PersonProjection],
    prints: Mapping[str, str],
    fresh: Any,
) -> None:
    if not changed:
        return
    redrawn = [id_ for id_ in changed if id_ not in fresh]
    if redrawn:
        await tx.run("load.clear_people", text("clear_people"), {"ids": redrawn})
    rows = [
        {"id": id_, "properties": {**p.properties, "known": p.known, "settled": prints[id_]}}
        for id_, p in changed.items()
    ]
    await tx.run("load.describe_people", text("describe_people"), {"rows": rows})
    for name, rows_of in _LINES.items():
        lines = [
            {"person": id_, **row} for id_, p in changed.items() for row in getattr(p, rows_of)
        ]
        if lines:
            await tx.run(f"load.{name}", text(name), {"rows": lines})


_LINES = {
    "draw_employments": "employments",
    "draw_roles": "roles",
    "draw_managers": "managers",
    "draw_influences": "influenced",
    "draw_successors": "successors",
    "draw_looked_after": "looked_after_by",
    "draw_signals": "signals",
}
