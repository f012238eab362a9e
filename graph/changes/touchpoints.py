"""Writing touchpoints and who took part in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.changes.records import text
from graph.database import Transaction
from graph.identity import Target
from graph.ids import id_from
from graph.model import TOUCHPOINT, Millis
from graph.statement import Participant, Statement
from graph.versions import fingerprint, version_of

Row = dict[str, Any]


@dataclass(slots=True)
class Written:
    """Which lines of the export changed something."""

    lines: set[int] = field(default_factory=set)
    unchanged: int = 0


def references_of(statement: Statement) -> set[tuple[str, str]]:
    """The accounts, people and teammates a touchpoint or participation refers to."""
    found = {("Account", key) for key in _keys(statement.values.get("account"))}
    found |= {(p.label, p.who) for p in statement.participants}
    return found


def _keys(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(key) for key in value] if isinstance(value, list) else []


async def write_touchpoints(
    tx: Transaction, statements: list[Statement], seen_at: Millis, names: Mapping[str, Target]
) -> Written:
    """Write touchpoints with their own participants; newer versions replace older ones."""
    newest = {statement.key: statement for statement in _oldest_first(statements)}
    rows = {id_from("Touchpoint", key): _row(s, seen_at) for key, s in newest.items()}
    stored = await tx.run("load.read_touchpoints", text("read_touchpoints"), {"ids": sorted(rows)})
    before = {row["id"]: row for row in stored}
    written = Written()
    created: list[Row] = []
    replaced: list[Row] = []
    statement_of: dict[str, Statement] = {}
    for key, statement in newest.items():
        id_ = id_from("Touchpoint", key)
        row, old = rows[id_], before.get(id_)
        if old is not None and not _says_more(row, old):
            written.unchanged += 1
            continue
        written.lines.add(statement.line)
        statement_of[id_] = statement
        (created if old is None else replaced).append(row)
    written.unchanged += len(statements) - len(newest)
    if created:
        await tx.run("load.create_touchpoints", text("create_touchpoints"), {"rows": created})
    if replaced:
        await tx.run("load.replace_touchpoints", text("replace_touchpoints"), {"rows": replaced})
    await _draw_parts(tx, statement_of, names)
    await _draw_concerns(tx, statement_of, names)
    await _join_mails(tx, statement_of)
    return written


def _oldest_first(statements: list[Statement]) -> list[Statement]:
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
        "hash": fingerprint([version.hash, parts, statement.logged_as, statement.logs]),
    }


def _status(statement: Statement, seen_at: Millis) -> str:
    """Planned while its start lay ahead when the export was taken."""
    if statement.deleted:
        return "deleted"
    stated = str(statement.values.get("status") or "held")
    at = statement.values.get("at")
    if stated == "held" and isinstance(at, int) and at > seen_at:
        return "planned"
    return stated


def _says_more(row: Row, old: Row) -> bool:
    if old["hash"] == row["hash"]:
        return bool(old["status"] == "planned" and row["status"] != "planned")
    if old["hash"] is None:
        return True
    now = (row["modified_at"], row["seen_at"], row["hash"])
    return bool(now > (old["modified_at"], old["seen_at"], old["hash"]))


async def _draw_parts(
    tx: Transaction, statements: Mapping[str, Statement], names: Mapping[str, Target]
) -> None:
    parts = [
        (names[p.who].label, part_row(id_, p, statement.key, names[p.who].id))
        for id_, statement in statements.items()
        for p in statement.participants
        if p.who in names
    ]
    for label in ("Person", "Teammate"):
        rows = [row for of, row in parts if of == label]
        if rows:
            name = f"draw_parts_{label.lower()}"
            await tx.run(f"load.{name}", text(name), {"rows": rows})


def part_row(touchpoint: str, p: Participant, record: str, who: str) -> Row:
    """One participation, ready to be drawn."""
    return {
        "touchpoint": touchpoint,
        "who": who,
        "properties": {
            "part": p.part,
            "who": p.who,
            "record": record,
            "responded_at": p.responded_at,
        },
    }


async def _draw_concerns(
    tx: Transaction, statements: Mapping[str, Statement], names: Mapping[str, Target]
) -> None:
    accounts = [
        {"touchpoint": id_, "account": names[key].id}
        for id_, statement in statements.items()
        for key in _keys(statement.values.get("account"))
        if key in names
    ]
    if accounts:
        await tx.run("load.draw_concerns", text("draw_concerns_account"), {"rows": accounts})
    for name, label in (("opportunity", "Opportunity"), ("escalation", "Escalation")):
        rows = [
            {"touchpoint": id_, "other": id_from(label, key)}
            for id_, statement in statements.items()
            for key in _keys(statement.values.get(name))
        ]
        if rows:
            await tx.run("load.draw_concerns", text(f"draw_concerns_{name}"), {"rows": rows})


async def _join_mails(tx: Transaction, statements: Mapping[str, Statement]) -> None:
    """Tie mails to the activities that log them, then see through whom each is joined."""
    pairs = [
        {"task": id_from("Touchpoint", s.logged_as), "mail": id_}
        for id_, s in statements.items()
        if s.logged_as
    ]
    pairs += [
        {"task": id_, "mail": id_from("Touchpoint", s.logs)}
        for id_, s in statements.items()
        if s.logs
    ]
    if pairs:
        await tx.run("load.tie_mails", text("tie_mails"), {"rows": pairs})
    await settle_mails(tx, sorted(statements))


async def settle_mails(tx: Transaction, ids: list[str]) -> None:
    """Decide anew whether mails among `ids` are joined by address or through their activity."""
    if not ids:
        return
    pairs = await tx.run("load.read_logged_mails", text("read_logged_mails"), {"ids": ids})
    if pairs:
        await tx.run("load.settle_mails", text("settle_mails"), {"rows": pairs})


async def settle_mails_of(tx: Transaction, people: set[str]) -> None:
    """The same for the mails of people who just became known."""
    if not people:
        return
    rows = await tx.run("load.read_mails_of", text("read_mails_of"), {"ids": sorted(people)})
    await settle_mails(tx, [row["id"] for row in rows])


async def write_participations(
    tx: Transaction, statements: list[Statement], seen_at: Millis, names: Mapping[str, Target]
) -> Written:
    """Write parts that have a record of their own, such as answers to an invitation."""
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
        row = part_row(touchpoint, part, statement.key, target.id)
        row["properties"] |= {
            "hash": version.hash,
            "modified_at": statement.modified_at or 0,
            "seen_at": seen_at,
        }
        rows.append((statement.line, target.label, row))
    return await _write_parts(tx, rows, len(statements) - len(newest))


async def _write_parts(tx: Transaction, rows: list[tuple[int, str, Row]], repeated: int) -> Written:
    written = Written(unchanged=repeated)
    if not rows:
        return written
    wanted = [
        {"touchpoint": row["touchpoint"], "record": row["properties"]["record"]}
        for _, _, row in rows
    ]
    stored = await tx.run("load.read_parts", text("read_parts"), {"rows": wanted})
    before = {row["record"]: row for row in stored}
    changed: list[tuple[str, Row]] = []
    for line, label, row in rows:
        new, old = row["properties"], before.get(row["properties"]["record"])
        rank = (new["modified_at"], new["seen_at"], new["hash"])
        if old is not None and (
            old["hash"] == new["hash"] or rank < (old["modified_at"], old["seen_at"], old["hash"])
        ):
            written.unchanged += 1
            continue
        written.lines.add(line)
        changed.append((label, row))
    replaced = [
        {"touchpoint": row["touchpoint"], "record": row["properties"]["record"]}
        for _, row in changed
        if row["properties"]["record"] in before
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
    return written
