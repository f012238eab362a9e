"""Redrawing people: employments, roles, lines and signals from their records."""

from collections.abc import Collection, Mapping
from functools import cache

from graph.changes.locks import lock_drawn
from graph.changes.records import keys_in, records_about, text
from graph.database import Transaction
from graph.identity import Target, names_of
from graph.ids import id_from
from graph.projection.of_one import Deal, Known
from graph.projection.people import PersonProjection, project_person
from graph.values.mailboxes import company_domain
from graph.values.phones import dial_of
from graph.versions import SourceRecord, fingerprint

PEOPLE = ("reports_to", "manager", "influenced", "successor")
ACCOUNTS = ("account",)
TEAMMATES = ("teammate",)


async def settle_people(
    tx: Transaction,
    ids: set[str],
    fresh: Mapping[str, list[SourceRecord]],
    names: Mapping[str, Target],
    joined: Collection[str],
) -> set[str]:
    """Redraw people from their records; returns the roles that their records name.

    `fresh` are people of this batch of whom there are no other records; `names` what keys are
    already known to name; `joined` are people who took over what was drawn of others.
    """
    await lock_drawn(tx, "Person", ids - fresh.keys())
    records = dict(fresh)
    records |= await records_about(tx, "Person", sorted(ids - fresh.keys()))
    known = await _known(tx, records, names)
    projections = {id_: project_person(records.get(id_, ()), known) for id_ in sorted(ids)}
    settled = await _settled(tx, sorted(ids - fresh.keys()))
    changed = {
        id_: _Change(p, settled.get(id_, {}), id_ in fresh, id_ in joined)
        for id_, p in projections.items()
    }
    await _write(tx, {id_: change for id_, change in changed.items() if change.kinds})
    return _roles_named(records)


async def people_at(tx: Transaction, accounts: Collection[str]) -> set[str]:
    """Everybody who ever worked or played a role at these accounts, or left them."""
    if not accounts:
        return set()
    ids = {"ids": sorted(accounts)}
    return {row["id"] for row in await tx.run("load.people_at", text("read_people_at"), ids)}


def _roles_named(records: Mapping[str, list[SourceRecord]]) -> set[str]:
    """Every role that a record ever named, whether anybody held it or not."""
    versions = [v for of_one in records.values() for record in of_one for v in record.versions]
    single = (version.text("role") for version in versions)
    listed = (word for v in versions for word in (*v.words("roles"), *v.words("ticked_roles")))
    return {role for role in (*single, *listed) if role}


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


class _Change:
    """What is new about a person since they were last drawn: the kinds of things that differ."""

    def __init__(
        self, p: PersonProjection, settled: Mapping[str, str], fresh: bool, joined: bool
    ) -> None:
        self.projection = p
        self.fresh = fresh
        self.prints = {kind: fingerprint(getattr(p, kind)) for kind in KINDS if getattr(p, kind)}
        self.prints["properties"] = fingerprint([p.known, p.properties])
        self.kinds = {
            kind
            for kind in ("properties", *KINDS)
            if joined or self.prints.get(kind) != settled.get(kind)
        }


KINDS: Mapping[str, tuple[str, str]] = {
    "employments": ("draw_employments", "-[old:WORKS_AT]->()"),
    "roles": ("draw_roles", "-[old:STAKEHOLDER_IN]->()"),
    "managers": ("draw_managers", "-[old:REPORTS_TO]->()"),
    "influenced": ("draw_influences", "-[old:INFLUENCES]->()"),
    "successors": ("draw_successors", "-[old:SUCCEEDED_BY]->()"),
    "looked_after_by": ("draw_looked_after", "<-[old:LOOKS_AFTER]-()"),
    "known_by": ("draw_acquaintances", "<-[old:KNOWS]-()"),
    "signals": ("draw_signals", "-[:SHOWS]->(old:Signal {derived: true})"),
}
"""What is drawn of a person: the statement that draws it, and where what was drawn stands."""


async def _settled(tx: Transaction, ids: list[str]) -> dict[str, dict[str, str]]:
    """Fingerprints of what was last drawn of people, by kind."""
    if not ids:
        return {}
    rows = await tx.run("load.read_settled_people", text("read_settled_people"), {"ids": ids})
    return {row["id"]: dict(mark.split(":", 1) for mark in row["settled"] or ()) for row in rows}


async def _write(tx: Transaction, changed: Mapping[str, _Change]) -> None:
    if not changed:
        return
    rows = [
        {
            "id": id_,
            "properties": {
                **change.projection.properties,
                "known": change.projection.known,
                "dial": dial_of(change.projection.properties.get("phone")),
                "domain": company_domain(change.projection.properties.get("email")),
                "settled": [f"{kind}:{mark}" for kind, mark in change.prints.items()],
            },
        }
        for id_, change in changed.items()
    ]
    await tx.run("load.describe_people", text("describe_people"), {"rows": rows})
    for kind, (drawing, old) in KINDS.items():
        some = {id_: change for id_, change in changed.items() if kind in change.kinds}
        before = [id_ for id_, change in some.items() if not change.fresh]
        if before:
            await tx.run(f"load.clear_{kind}", _clear(old), {"ids": before})
        lines = [
            {"person": id_, **row}
            for id_, change in some.items()
            for row in getattr(change.projection, kind)
            if row.get("other") != id_  # two records of one person may name each other
        ]
        if lines:
            await tx.run(f"load.{drawing}", text(drawing), {"rows": lines})


@cache
def _clear(old: str) -> str:
    delete = "DETACH DELETE" if "(old" in old else "DELETE"
    return f"UNWIND $ids AS id MATCH (:Person {{id: id}}){old} {delete} old"
