"""Applying statements to the graph: what every importer and every change goes through.

After each transaction the graph is what follows from all statements applied so far.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.batch import Batch
from graph.changes.accounts import settle_accounts
from graph.changes.mails import join_mails_of
from graph.changes.people import people_at, settle_people
from graph.changes.records import read_records, store_records
from graph.changes.roles import flag_unknown_roles
from graph.changes.teammates import write_teammates
from graph.changes.things import write_things
from graph.changes.touchpoints import write_participations, write_touchpoints
from graph.database import Transaction
from graph.identity import Plan, Target, names_of, note_names, resolve
from graph.loading.footprint import Footprint
from graph.versions import NEVER_FULL, FullAt, SourceRecord


@dataclass(slots=True)
class Applied:
    """What applying did: records that said something new, and names for the next batch."""

    changed: set[str] = field(default_factory=set)
    names: dict[str, Target] = field(default_factory=dict)
    people_moved: bool = False


async def apply(
    tx: Transaction,
    batch: Batch,
    remembered: Mapping[str, Target] | None = None,
    full_at: FullAt = NEVER_FULL,
    footprint: Footprint | None = None,
) -> Applied:
    """Apply a batch, all of it or (with its transaction) nothing.

    `remembered` are names that earlier transactions committed; they spare a look-up. `full_at` are
    the moments of the full exports that are newer than the batch and imported already. What it
    takes to take the batch back goes into `footprint`.
    """
    names = await resolve(tx, batch.claims, batch.references, remembered or {})
    if footprint is not None:
        note_names(footprint, names)
    seen_at = batch.seen_at
    applied = Applied(names=names.names, people_moved=bool(names.merged or names.handed_over))
    if batch.teammates:
        applied.changed |= await write_teammates(
            tx, batch.teammates, seen_at, names.names, footprint
        )
    deals: list[str] = []
    for label, statements in batch.things.items():
        changed = await write_things(
            tx, label, statements, seen_at, names.names, full_at, footprint
        )
        applied.changed |= {statement.key for statement in changed}
        deals += [s.key for s in changed if label == "Opportunity"]
    await _apply_records(tx, batch, deals, names, applied, full_at, footprint)
    if batch.touchpoints:
        applied.changed |= await write_touchpoints(tx, batch.touchpoints, names.names, footprint)
    if batch.parts:
        applied.changed |= await write_participations(
            tx, batch.parts, seen_at, names.names, footprint
        )
    return applied


async def _apply_records(
    tx: Transaction,
    batch: Batch,
    deals: list[str],
    plan: Plan,
    applied: Applied,
    full_at: FullAt,
    footprint: Footprint | None,
) -> None:
    """Keep what records say, then redraw every account and person they speak of."""
    changed: list[SourceRecord] = []
    former: set[str] = set()
    if batch.records:
        changed, former = await store_records(tx, batch.records, batch.seen_at, full_at, footprint)
        applied.changed |= {record.key for record in changed}
    await redraw(tx, changed, deals, plan, former)


async def redraw(
    tx: Transaction,
    changed: Collection[SourceRecord],
    deals: Iterable[str],
    plan: Plan,
    former: Collection[str] = (),
) -> None:
    """Redraw whatever records speak of that say something new, themselves or through a deal.

    `former` are keys of those whom records spoke of before.
    """
    through = await read_records(tx, "read_records_through", deals)
    subjects = {r.subject for r in (*changed, *through)} | set(former)
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
    await settle(tx, people, {s.id for s in survivors}, _only(fresh, people), names)


async def settle(
    tx: Transaction,
    people: set[str],
    joined: Collection[str],
    fresh: Mapping[str, list[SourceRecord]] | None = None,
    names: Mapping[str, Target] | None = None,
) -> None:
    """Redraw people and the mails they are named by; see `people.settle_people`."""
    if people:
        fresh = fresh or {}
        roles = await settle_people(tx, people, fresh, names or {}, joined)
        await flag_unknown_roles(tx, roles)
        await join_mails_of(tx, people - fresh.keys())


def _only(fresh: Mapping[str, list[SourceRecord]], ids: set[str]) -> dict[str, list[SourceRecord]]:
    return {id_: records for id_, records in fresh.items() if id_ in ids}
