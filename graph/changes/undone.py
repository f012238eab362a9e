"""Taking back what one batch of an import changed, as far as nothing later builds on it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.apply import redraw, settle
from graph.changes.accounts import settle_accounts
from graph.changes.mails import join_again
from graph.changes.records import read_records, record_of, text, write_records
from graph.changes.things import (
    end_things,
    put_back,
    show_things,
    strip,
    things_absent_at,
)
from graph.changes.touchpoints import put_back_touchpoints, strip_touchpoints
from graph.changes.undoing import Undoing
from graph.changes.undone_names import forget_names, hand_back, part_merged, tell_domains
from graph.database import Transaction
from graph.identity import Plan
from graph.ids import id_from
from graph.loading.footprint import Footprint
from graph.loading.others import Others
from graph.model import Millis
from graph.versions import SourceRecord, Version, told_apart, unpacked

Row = dict[str, Any]

SHOWN_LATER = "a later import shows it too"
CHANGED_SINCE = "it was changed since"
SAME_MOMENT = "another import of an export taken at the same moment shows it"


async def take_back(
    tx: Transaction, footprint: Footprint, taken_at: Millis, others: Others
) -> Undoing:
    """Take back one batch; what is returned says what stayed, and why."""
    u = Undoing(tx, footprint, taken_at, others)
    mails = await _touchpoints(u)
    await _parts(u)
    await _things(u)
    await _teammates(u)
    await _records(u)
    await _concern_subjects(u)
    await part_merged(u)
    await hand_back(u)
    await _redraw(u)
    await forget_names(u)
    await tell_domains(u)
    await _forget_roles(u)
    await join_again(tx, mails)
    return u


async def show_again(
    tx: Transaction, label: str, span: tuple[str, str], absent_at: Millis, others: Others
) -> None:
    """Take back that things are absent since a full export, unless others lack them too."""
    for thing in await things_absent_at(tx, label, span, absent_at):
        if not others.lack_at(thing.key, absent_at):
            await show_things(tx, label, [thing.id])
            since = others.lacked_after(thing.key, absent_at)
            if since is not None:
                await end_things(tx, label, [thing.id], since)
            if label == "Opportunity":
                through = await read_records(tx, "read_records_through", [thing.key])
                await redraw(tx, through, (), Plan({}))


async def _touchpoints(u: Undoing) -> list[tuple[str, str]]:
    """Take back touchpoints; returns the mails and activities that are tied to them."""
    images = u.footprint.touchpoints
    if not images:
        return []
    rows = await u.tx.run("undo.tied", text("read_tied_mails"), {"ids": sorted(images)})
    mine = await _untouched(u, "Touchpoint", images, u.stays.touchpoints)
    names = await u.names(
        p["who"]
        for id_ in mine
        for kind in ("people", "teammates")
        for p in (images[id_] or {}).get(kind, ())
    )
    old = {id_: image for id_ in mine if (image := images[id_]) is not None}
    await put_back_touchpoints(u.tx, old, names)
    await strip_touchpoints(u.tx, mine - old.keys())
    return [(row["task"], row["mail"]) for row in rows]


async def _parts(u: Undoing) -> None:
    parts = u.footprint.parts
    if not parts:
        return
    wanted = [{"touchpoint": p["touchpoint"], "record": r} for r, p in parts.items()]
    found = await u.tx.run("undo.parts", text("read_parts"), {"rows": wanted})
    now = {row["record"]: row["seen_at"] for row in found}
    mine = [row for row in wanted if _may(u, row["record"], now.get(row["record"]))]
    ours = {row["record"] for row in mine}
    u.stays.parts |= {r: part for r, part in parts.items() if r not in ours}
    await u.tx.run("undo.clear_parts", text("clear_parts"), {"rows": mine})
    before = [old for row in mine if (old := parts[row["record"]]["before"]) is not None]
    names = await u.names(row["who"] for row in before)
    for label in ("Person", "Teammate"):
        rows = [
            {**row, "id": names[row["who"]].id if row["who"] in names else row["id"]}
            for row in before
            if row["label"] == label
        ]
        await u.tx.run("undo.parts", text(f"draw_parts_{label.lower()}"), {"rows": rows})
    touched = {"ids": sorted({row["touchpoint"] for row in mine})}
    await u.tx.run("undo.loose", text("drop_loose_touchpoints"), touched)


async def _things(u: Undoing) -> None:
    for label, images in u.footprint.things.items():
        staying: dict[str, Row | None] = {}
        mine = await _untouched(u, label, images, staying)
        if staying:
            u.stays.things[label] = staying
        old = {id_: image for id_ in mine if (image := images[id_]) is not None}
        names = await u.names(
            line["who"]
            for image in old.values()
            for lines in image["lines"].values()
            for line in lines
        )
        if old:
            await put_back(u.tx, label, old, names)
        await strip(u.tx, label, mine - old.keys())
        await _end_again(u, label, old)
        if label == "Opportunity":
            keys = {k for image in images.values() if image and (k := image["thing"]["key"])}
            keys |= await _keys_of(u, "Opportunity", images)
            through = await read_records(u.tx, "read_records_through", keys)
            u.subjects |= {record.subject for record in through}


async def _end_again(u: Undoing, label: str, images: Mapping[str, Row]) -> None:
    """What other full exports of later do not have either is absent since the first of them."""
    for id_, image in images.items():
        key = image["thing"]["key"]
        since = u.others.lacked_after(key, u.taken_at)
        if since is not None and image["thing"].get("absent_at") is None:
            await end_things(u.tx, label, [id_], since)


async def _teammates(u: Undoing) -> None:
    images = u.footprint.teammates
    if not images:
        return
    mine = await _untouched(u, "Teammate", images, u.stays.teammates, key="record")
    rows = [{"id": id_, "known": False, **(images[id_] or {})} for id_ in sorted(mine)]
    await u.tx.run("undo.teammates", text("describe_teammates"), {"rows": rows})


async def _untouched(
    u: Undoing,
    label: str,
    images: Mapping[str, Row | None],
    staying: dict[str, Row | None],
    key: str = "key",
) -> set[str]:
    """The nodes among those of the batch that are still as it left them; others are `staying`."""
    rows = await u.tx.run(
        f"undo.now_{label.lower()}",
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, n.{key} AS key, "
        "n.seen_at AS seen_at, n.absent_at AS absent_at",
        {"ids": sorted(images)},
    )
    mine = set()
    for row in rows:
        id_, told, seen_at = row["id"], row["key"], row["seen_at"]
        if row["absent_at"] == u.taken_at:
            seen_at = u.taken_at
        taken_back = told is None or (seen_at is not None and seen_at < u.taken_at)
        if not taken_back and _may(u, told, seen_at):
            mine.add(id_)
        elif not taken_back:
            staying[id_] = images[id_]
        # A full export that lacks it noted how it was: with that one gone it would be so again.
        if told is None or u.others.lacked_after(told, u.taken_at) is not None:
            staying[id_] = images[id_]
    return mine


def _may(u: Undoing, key: str, seen_at: Millis | None) -> bool:
    """Whether what a record says is what the batch said; else it is noted why it stays."""
    if seen_at != u.taken_at:
        u.kept[key] = CHANGED_SINCE
    elif u.others.show_later(key):
        u.kept[key] = SHOWN_LATER
    else:
        return True
    return False


async def _records(u: Undoing) -> None:
    told = u.footprint.records
    changed: list[SourceRecord] = []
    gone: list[str] = []
    for record in await read_records(u.tx, "read_records", told):
        if u.others.show_at(record.key, u.taken_at, later=True):
            u.kept[record.key] = SAME_MOMENT
            u.stays.records[record.key] = told[record.key]
            continue
        before = told[record.key] or {}
        versions = _without(u, record, before)
        if any(v.seen_at in (u.taken_at, *before.get("past", ())) for v in versions):
            u.stays.records[record.key] = told[record.key]
        if versions == record.versions:
            continue
        u.subjects.add(record.subject)
        u.roles |= {role for version in record.versions for role in _roles(version)}
        if not versions:
            gone.append(record.key)
            continue
        changed.append(_rewritten(u, record, versions, before))
        u.subjects.add(changed[-1].subject)
    await write_records(u.tx, "update_records", changed)
    await u.tx.run("undo.records", text("drop_records"), {"keys": gone})


def _without(u: Undoing, record: SourceRecord, before: Row) -> tuple[Version, ...]:
    """The versions of a record, but for what only the run showed."""
    known, moment = record.versions, u.taken_at
    mine = next((v for v in known if v.seen_at == moment), None)
    if mine is not None and mine.absent and u.others.lack_at(record.key, moment):
        return known
    past = () if u.others.show_later(record.key) else before.get("past", ())
    kept = [v for v in known if v is not mine and v.seen_at not in past]
    if len(kept) == len(known):
        return known
    times = {version.seen_at for version in kept}
    rivals = unpacked(before["rival"]) if "rival" in before else ()
    kept += (v for v in rivals if v.seen_at not in times)
    if mine is not None:
        following = _goes_on(u, record.key, mine)
        if following and not any(moment < v.seen_at <= following for v in kept):
            kept.append(replace(mine, seen_at=following))
            names = {"names": before["names"]} if "names" in before else None
            u.left[following].records[record.key] = names
    return told_apart(kept)


def _goes_on(u: Undoing, key: str, mine: Version) -> Millis | None:
    """When the first other export of later was taken that showed the same."""
    after = u.others.lacked_after if mine.absent else u.others.shown_after
    return after(key, u.taken_at)


def _rewritten(
    u: Undoing, record: SourceRecord, versions: tuple[Version, ...], before: Row
) -> SourceRecord:
    names = [
        name
        for name in record.names
        if "names" not in before or name in before["names"] or u.others.speak_later_of(name)
    ]
    return record_of(record.kind, record.key, versions, names)


async def _concern_subjects(u: Undoing) -> None:
    for target in (await u.names(u.subjects)).values():
        u.concern(target)


async def _redraw(u: Undoing) -> None:
    if u.accounts:
        await settle_accounts(u.tx, u.accounts, {}, {})
    await settle(u.tx, u.people, u.joined)


async def _forget_roles(u: Undoing) -> None:
    unnamed = [role for role in u.roles if not u.others.name(f"role:{role}")]
    ids = [id_from("Role", role) for role in unnamed]
    if ids:
        await u.tx.run("undo.roles", text("drop_roles"), {"ids": sorted(ids)})


async def _keys_of(u: Undoing, label: str, ids: Iterable[str]) -> set[str]:
    rows = await u.tx.run(
        "undo.keys",
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.key AS key",
        {"ids": sorted(ids)},
    )
    return {row["key"] for row in rows if row["key"]}


def _roles(version: Version) -> Iterable[str]:
    single = version.text("role")
    return (*version.words("roles"), *version.words("ticked_roles"), *([single] if single else []))
