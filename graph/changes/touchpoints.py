"""Writing touchpoints and who took part in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.changes.mails import join_mails
from graph.changes.records import text
from graph.changes.touchpoint_shapes import creations
from graph.database import Transaction
from graph.identity import Target
from graph.ids import id_from
from graph.loading.footprint import Footprint
from graph.model import TOUCHPOINT, Millis
from graph.statement import Participant, Statement
from graph.versions import fingerprint, version_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A touchpoint as one batch tells it: what its node shall hold, and the statement."""

    row: Row
    statement: Statement


def touchpoint_references(statement: Statement) -> set[tuple[str, str]]:
    """The accounts, people and teammates a touchpoint or participation refers to."""
    found = {("Account", key) for key in _keys(statement.values.get("account"))}
    found |= {(p.label, p.who) for p in statement.participants}
    return found


def _keys(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(key) for key in value] if isinstance(value, list) else []


def newest_touchpoints(statements: Iterable[Statement], seen_at: Millis) -> dict[str, Told]:
    """The newest version of each touchpoint, by its id."""
    newest = {statement.key: statement for statement in _oldest_first(statements)}
    told = (Told(_row(statement, seen_at), statement) for statement in newest.values())
    return {one.row["id"]: one for one in told}


async def write_touchpoints(
    tx: Transaction,
    told: Mapping[str, Told],
    names: Mapping[str, Target],
    footprint: Footprint | None = None,
) -> set[str]:
    """Write touchpoints with their own participants; newer versions replace older ones.

    Returns the keys of the records that said something new.
    """
    stored = await tx.run("load.read_touchpoints", text("read_touchpoints"), {"ids": sorted(told)})
    before = {row["id"]: row for row in stored}
    new = {id_: one for id_, one in told.items() if _says_more(one.row, before.get(id_))}
    if footprint is not None:
        seen = [id_ for id_ in new if (before.get(id_) or {}).get("hash")]
        footprint.touchpoints = dict.fromkeys(new) | await read_drawn(tx, seen)
    drawn = {id_: _drawn(one, names) for id_, one in new.items()}
    for creation, of_shape in creations(row for id_, row in drawn.items() if id_ not in before):
        await tx.run("load.create_touchpoints", creation, {"rows": of_shape})
    replaced = drawn.keys() & before.keys()
    if replaced:
        again = [drawn[id_] for id_ in sorted(replaced)]
        await tx.run("load.replace_touchpoints", text("replace_touchpoints"), {"rows": again})
    await join_mails(tx, {id_: one.statement for id_, one in new.items()}, replaced, names)
    return {one.statement.key for one in new.values()}


async def read_drawn(tx: Transaction, ids: Iterable[str]) -> dict[str, Row]:
    """Touchpoints as they are stored, in the rows that `replace_touchpoints` takes."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    rows = await tx.run("load.image_touchpoints", text("image_touchpoints"), {"ids": wanted})
    return {row["touchpoint"]["id"]: row for row in rows}


async def put_back_touchpoints(
    tx: Transaction, images: Mapping[str, Row], names: Mapping[str, Target]
) -> None:
    """Store touchpoints as their images show them, with whoever their keys name now."""
    rows = []
    for image in images.values():
        ties: dict[str, list[Row]] = {"people": [], "teammates": []}
        for part in (*image["people"], *image["teammates"]):
            target = names.get(part["who"])
            label = target.label if target else "Person" if part in image["people"] else "Teammate"
            place = "people" if label == "Person" else "teammates"
            ties[place].append({**part, "id": target.id if target else part["id"]})
        rows.append({**image, **ties})
    if rows:
        await tx.run("undo.touchpoints", text("replace_touchpoints"), {"rows": rows})


async def strip_touchpoints(tx: Transaction, ids: Iterable[str]) -> None:
    """Make stubs of touchpoints no record tells of; gone where nothing speaks of them."""
    some = {"ids": sorted(ids)}
    if some["ids"]:
        await tx.run("undo.strip_touchpoints", text("strip_touchpoints"), some)
        await tx.run("undo.loose", text("drop_loose_touchpoints"), some)


def _oldest_first(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: s.modified_at or 0)


def _row(statement: Statement, seen_at: Millis) -> Row:
    version = version_of(statement, seen_at)
    row: Row = {
        name: statement.values[name]
        for name in (declared.name for declared in TOUCHPOINT.properties)
        if statement.values.get(name) is not None
    }
    row["status"] = _status(statement, seen_at)
    row["reach"] = row.get("reach", "human")
    parts = [[p.who, p.part, p.responded_at] for p in statement.participants]
    return row | {
        "id": id_from("Touchpoint", statement.key),
        "key": statement.key,
        "source": statement.key.partition(":")[0],
        "seen_at": seen_at,
        "modified_at": statement.modified_at or 0,
        "logged_as": _touchpoint_id(statement.logged_as),
        "expects": _touchpoint_id(statement.logs),
        "hash": fingerprint([version.hash, parts, statement.logged_as, statement.logs]),
    }


def _touchpoint_id(key: str | None) -> str | None:
    return None if key is None else id_from("Touchpoint", key)


def _status(statement: Statement, seen_at: Millis) -> str:
    """Planned while its start lay ahead when the export was taken."""
    if statement.deleted:
        return "deleted"
    stated = str(statement.values.get("status") or "held")
    at = statement.values.get("at")
    if stated == "held" and isinstance(at, int) and at > seen_at:
        return "planned"
    return stated


def _says_more(row: Row, old: Row | None) -> bool:
    if old is None or old["hash"] is None:
        return True
    if old["hash"] == row["hash"]:
        return bool(old["status"] == "planned" and row["status"] != "planned")
    now = (row["modified_at"], row["seen_at"], row["hash"])
    return bool(now > (old["modified_at"], old["seen_at"], old["hash"]))


def _drawn(told: Told, names: Mapping[str, Target]) -> Row:
    """A touchpoint with everything it is tied to."""
    row, statement = told.row, told.statement
    parts: dict[str, list[Row]] = {"Person": [], "Teammate": []}
    for p in statement.participants:
        if (target := names.get(p.who)) is not None:
            parts[target.label].append(_part(row["id"], p, statement.key, target.id))
    values = statement.values
    return {
        "touchpoint": row,
        "people": parts["Person"],
        "teammates": parts["Teammate"],
        "accounts": [names[key].id for key in _keys(values.get("account")) if key in names],
        "opportunities": [id_from("Opportunity", k) for k in _keys(values.get("opportunity"))],
        "escalations": [id_from("Escalation", k) for k in _keys(values.get("escalation"))],
    }


def _part(touchpoint: str, p: Participant, record: str, id_: str) -> Row:
    return {
        "touchpoint": touchpoint,
        "id": id_,
        "part": p.part,
        "who": p.who,
        "record": record,
        "responded_at": p.responded_at,
    }


async def write_participations(
    tx: Transaction,
    statements: Iterable[Statement],
    seen_at: Millis,
    names: Mapping[str, Target],
    footprint: Footprint | None = None,
) -> set[str]:
    """Write parts that have a record of their own, such as answers to an invitation.

    Returns the keys of the records that said something new.
    """
    newest = {statement.key: statement for statement in _oldest_first(statements)}
    rows = []
    for statement in newest.values():
        version = version_of(statement, seen_at)
        participant = statement.participants[0]
        if participant.who not in names:
            continue
        part = Participant(
            participant.who,
            "absent" if statement.deleted else participant.part,
            participant.label,
            participant.responded_at,
        )
        touchpoint = id_from("Touchpoint", str(statement.values["touchpoint"]))
        target = names[part.who]
        row = _part(touchpoint, part, statement.key, target.id) | {
            "hash": version.hash,
            "modified_at": statement.modified_at or 0,
            "seen_at": seen_at,
        }
        rows.append((target.label, row))
    return await _write_parts(tx, rows, footprint) if rows else set()


async def _write_parts(
    tx: Transaction, rows: list[tuple[str, Row]], footprint: Footprint | None
) -> set[str]:
    wanted = [{"touchpoint": row["touchpoint"], "record": row["record"]} for _, row in rows]
    stored = await tx.run("load.read_parts", text("read_parts"), {"rows": wanted})
    before = {row["record"]: row for row in stored}
    changed: list[tuple[str, Row]] = []
    for label, row in rows:
        new, old = row, before.get(row["record"])
        rank = (new["modified_at"], new["seen_at"], new["hash"])
        if old is not None and (
            old["hash"] == new["hash"] or rank < (old["modified_at"], old["seen_at"], old["hash"])
        ):
            continue
        changed.append((label, row))
        if footprint is not None:
            footprint.parts[row["record"]] = {"touchpoint": row["touchpoint"], "before": old}
    replaced = [
        {"touchpoint": row["touchpoint"], "record": row["record"]}
        for _, row in changed
        if row["record"] in before
    ]
    if replaced:
        await tx.run("load.clear_parts", text("clear_parts"), {"rows": replaced})
    stubs = sorted({row["touchpoint"] for _, row in changed})
    if stubs:
        await tx.run("load.expect_touchpoints", text("expect_touchpoints"), {"ids": stubs})
    for label in ("Person", "Teammate"):
        of_label = [row for of, row in changed if of == label]
        if of_label:
            name = f"draw_parts_{label.lower()}"
            await tx.run(f"load.{name}", text(name), {"rows": of_label})
    return {row["record"] for _, row in changed}
