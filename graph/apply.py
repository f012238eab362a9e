"""Applying statements to the graph: what every importer and every change goes through.

After each transaction the graph is what follows from all statements applied so far.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.changes.accounts import settle_accounts
from graph.changes.mails import join_mails_of
from graph.changes.people import people_at, settle_people
from graph.changes.records import read_records, store_records
from graph.changes.roles import flag_unknown_roles
from graph.changes.teammates import write_teammates
from graph.changes.things import thing_references, write_things
from graph.changes.touchpoints import (
    Written,
    references_of,
    write_participations,
    write_touchpoints,
)
from graph.database import Transaction
from graph.identity import Claim, Plan, Target, names_of, resolve
from graph.model import ENTITIES, PERSON_REFERENCES, RELATIONS, Millis
from graph.statement import Statement
from graph.versions import SourceRecord

RELATION_KINDS = frozenset(RELATIONS) - {"TOOK_PART"}


@dataclass(slots=True)
class Applied:
    """What applying statements did: lines that changed something, and names for the next batch."""

    lines: set[int] = field(default_factory=set)
    names: dict[str, Target] = field(default_factory=dict)
    people_moved: bool = False

    def add(self, written: Written) -> None:
        """Count what one kind of statement changed."""
        self.lines |= written.lines


async def apply(
    tx: Transaction,
    statements: list[Statement],
    seen_at: Millis,
    remembered: Mapping[str, Target] | None = None,
) -> Applied:
    """Apply statements of an export taken at `seen_at`, all or (with their transaction) none."""
    by_kind: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_kind[statement.kind].append(statement)
    names = await resolve(tx, _claims(by_kind), _references(by_kind), remembered or {})
    applied = Applied(names=names.names, people_moved=bool(names.merged or names.handed_over))
    applied.add(await write_teammates(tx, by_kind.pop("Teammate", []), seen_at, names.names))
    parts = by_kind.pop("TOOK_PART", [])
    touchpoints = by_kind.pop("Touchpoint", [])
    things = [kind for kind in by_kind if kind in ENTITIES and kind not in ("Account", "Person")]
    deals: list[str] = []
    for label in things:
        written, changed = await write_things(tx, label, by_kind.pop(label), seen_at, names.names)
        applied.add(written)
        deals += [s.key for s in changed if label == "Opportunity"]
    records = [statement for of_kind in by_kind.values() for statement in of_kind]
    await _apply_records(tx, records, deals, seen_at, names, applied)
    if touchpoints:
        applied.add(await write_touchpoints(tx, touchpoints, seen_at, names.names))
    if parts:
        applied.add(await write_participations(tx, parts, seen_at, names.names))
    return applied


def _claims(by_kind: Mapping[str, list[Statement]]) -> list[Claim]:
    return [
        Claim(
            label,
            (s.key, *s.names, *([s.merged_into] if s.merged_into else [])),
        )
        for label in ("Account", "Person", "Teammate")
        for s in by_kind.get(label, [])
    ]


def _references(by_kind: Mapping[str, list[Statement]]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for kind, statements in by_kind.items():
        for statement in statements:
            if kind == "Touchpoint" or kind == "TOOK_PART":
                found |= references_of(statement)
            elif kind in RELATION_KINDS or kind in ("Account", "Person"):
                found |= _record_references(statement)
            elif kind != "Teammate":
                found |= thing_references(statement)
    return found


def _record_references(statement: Statement) -> set[tuple[str, str]]:
    declared = (
        RELATIONS[statement.kind].references
        if statement.kind in RELATIONS
        else PERSON_REFERENCES
        if statement.kind == "Person"
        else ENTITIES[statement.kind].references
    )
    return {
        (reference.to, str(key))
        for reference in declared
        if reference.to != "Opportunity" and (key := statement.values.get(reference.name))
    }


async def _apply_records(
    tx: Transaction,
    statements: list[Statement],
    deals: list[str],
    seen_at: Millis,
    plan: Plan,
    applied: Applied,
) -> None:
    """Keep what records say, then redraw every account and person they speak of."""
    changed: list[SourceRecord] = []
    if statements:
        stored = await store_records(tx, statements, seen_at)
        applied.lines |= stored.lines
        changed = stored.changed
    through = await read_records(tx, "read_records_through", deals)
    subjects = {r.subject for r in (*changed, *through)}
    names = dict(plan.names)
    if missing := subjects - names.keys():
        names |= await names_of(tx, missing)
    affected = {names[subject] for subject in subjects if subject in names}
    survivors = {survivor for _, survivor in plan.merged}
    affected |= survivors
    fresh: dict[str, list[SourceRecord]] = {id_: [] for id_ in plan.created}
    for record in changed:
        target = names.get(record.subject)
        if target is not None and target.id in fresh:
            fresh[target.id].append(record)
    accounts = {t.id for t in affected if t.label == "Account"}
    people = {t.id for t in affected if t.label == "Person"}
    # Where two accounts became one, a move from one to the other never was one.
    people |= await people_at(tx, {s.id for s in survivors if s.label == "Account"})
    if accounts:
        await settle_accounts(tx, accounts, _only(fresh, accounts), names)
    if people:
        joined = {survivor.id for survivor in survivors}
        roles = await settle_people(tx, people, _only(fresh, people), names, joined)
        await flag_unknown_roles(tx, roles)
        await join_mails_of(tx, people - fresh.keys())


def _only(fresh: Mapping[str, list[SourceRecord]], ids: set[str]) -> dict[str, list[SourceRecord]]:
    return {id_: records for id_, records in fresh.items() if id_ in ids}
