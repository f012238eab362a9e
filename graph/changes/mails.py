"""Mails and the activities that log them: which of the two counts, and for whom.

A mail that came is counted itself; the activity that logs it is not. A mail is joined to people by
its addresses first. Where none on the customer's side belongs to a known person, whoever its
activity names stands in.
"""

from collections.abc import Mapping

from graph.changes.records import text
from graph.database import Transaction
from graph.identity import Target
from graph.ids import id_from
from graph.statement import Statement

Pair = tuple[str, str]
"""Ids of an activity and of the mail it logs."""


async def join_mails(
    tx: Transaction,
    statements: Mapping[str, Statement],
    replaced: set[str],
    names: Mapping[str, Target],
) -> None:
    """See to the mails and logging activities among touchpoints just written, by their ids."""
    emails = sorted(id_ for id_, s in statements.items() if s.values.get("channel") == "email")
    if not emails:
        return
    pairs = {
        (id_from("Touchpoint", s.logged_as), id_) for id_, s in statements.items() if s.logged_as
    }
    pairs |= {(id_, id_from("Touchpoint", s.logs)) for id_, s in statements.items() if s.logs}
    rows = await tx.run("load.read_tied_mails", text("read_tied_mails"), {"ids": emails})
    tied = {(row["task"], row["mail"]) for row in rows}
    seen = {mail for _, mail in tied - pairs} | replaced
    unjoined = await _unjoined(tx, statements, names)
    await _settle(
        tx,
        sorted(pairs | tied),
        [pair for pair in sorted(pairs | tied) if pair[1] in unjoined or pair[1] not in statements],
        clear=bool(seen),
    )


async def join_mails_of(tx: Transaction, people: set[str]) -> None:
    """The same for the mails of people who just became known."""
    if not people:
        return
    rows = await tx.run("load.read_mails_of", text("read_mails_of"), {"ids": sorted(people)})
    pairs = [(row["task"], row["mail"]) for row in rows]
    await _settle(tx, pairs, pairs, clear=True)


async def join_again(tx: Transaction, pairs: list[Pair]) -> None:
    """See again to mails and activities that may have changed."""
    await _settle(tx, pairs, pairs, clear=True)


async def _unjoined(
    tx: Transaction, statements: Mapping[str, Statement], names: Mapping[str, Target]
) -> set[str]:
    """Mails none of whose addresses on the customer's side names a known person."""
    people: dict[str, set[str]] = {}
    for id_, statement in statements.items():
        part = "wrote" if statement.values.get("direction") == "in" else "addressed"
        people[id_] = {
            names[p.who].id
            for p in statement.participants
            if p.part == part and p.who in names and names[p.who].label == "Person"
        }
    ids = sorted({id_ for of_one in people.values() for id_ in of_one})
    rows = await tx.run("load.read_known_people", text("read_known_people"), {"ids": ids})
    known = {row["id"] for row in rows}
    return {mail for mail, of_one in people.items() if not of_one & known}


async def _settle(
    tx: Transaction, pairs: list[Pair], perhaps_unjoined: list[Pair], *, clear: bool
) -> None:
    if not pairs:
        return
    rows = [{"task": task, "mail": mail} for task, mail in pairs]
    await tx.run("load.mark_logging", text("mark_logging"), {"rows": rows})
    if clear:
        await tx.run("load.clear_stand_ins", text("clear_stand_ins"), {"rows": rows})
    some = [{"task": task, "mail": mail} for task, mail in perhaps_unjoined]
    if some:
        await tx.run("load.draw_stand_ins", text("draw_stand_ins"), {"rows": some})
