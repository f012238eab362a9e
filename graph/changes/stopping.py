"""What must not go on once somebody left: stopped in one transaction, and put back in another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.changes.departing import Case, Hanging, read_hanging
from graph.changes.notices import Notice, tell
from graph.changes.records import text
from graph.changes.steps import Step, take_steps
from graph.database import Transaction
from graph.ids import label_of
from graph.model import Millis
from graph.programme.states import ENDED, IN_FORCE, asset_state
from graph.programme.transitions import OVER, PENDING, lapsed

Row = Mapping[str, Any]


async def stop(
    tx: Transaction, case: Case, decision: str, now: Millis, actor: str, more: str = ""
) -> None:
    """Cancel open asks, end consents, send assets into approval again; tell whom it concerns.

    `more` is what the owners are told beside.
    """
    hanging = await read_hanging(tx, case, now)
    reason = f"{case.name} left {case.account_name}"
    steps = [
        *(Step(k["id"], k["state"], "cancelled", reason, decision) for k in hanging.asks),
        *(Step(c["id"], IN_FORCE, ENDED, reason, decision) for c in hanging.consents),
        *(
            Step(s["id"], asset_state(s, now), "in_approval", reason, decision)
            for s in hanging.assets
        ),
    ]
    await take_steps(tx, steps, now, actor)
    await tell(tx, [_of_departure(case, hanging, more), *_of_asks(case, hanging)], now)


def _of_departure(case: Case, hanging: Hanging, more: str) -> Notice:
    stopped = (
        ("cancelled", "ask", len(hanging.asks)),
        ("ended", "consent", len(hanging.consents)),
        ("to be approved again", "asset", len(hanging.assets)),
    )
    counts = "; ".join(f"{what}: {_counted(n, of)}" for what, of, n in stopped if n)
    sentences = [
        f"{case.name} left {case.account_name}.",
        *([f"{counts[0].upper()}{counts[1:]}."] if counts else []),
        *([more] if more else []),
    ]
    return Notice(
        "departure_confirmed",
        case.id,
        " ".join(sentences),
        case.owners,
        case.account,
        case.person,
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _of_asks(case: Case, hanging: Hanging) -> Iterator[Notice]:
    for ask in hanging.asks:
        text_ = (
            f"{case.name} left {case.account_name}: the {_words(ask['act'])} asked of them was "
            "cancelled. Find somebody else for it."
        )
        yield Notice("ask_stopped", ask["id"], text_, tuple(ask["requesters"]) or case.owners)


async def restore(tx: Transaction, case: Case, decision: Row, now: Millis, actor: str) -> list[str]:
    """Put back what a decision stopped, by new steps; says in sentences what could not be."""
    cause = str(decision["id"])
    rows = await tx.run("departures.read_stopped", text("read_stopped"), {"decision": cause})
    about = {"person": case.person, "pending": PENDING, "now": now}
    busy = bool(await tx.run("departures.read_other_asks", text("read_other_asks"), about))
    kept = {row["id"]: why for row in rows if (why := _why_not(case, row, busy, now))}
    steps = [
        Step(row["id"], row["state"], row["was"], case.taken_back, cause)
        for row in rows
        if row["id"] not in kept
    ]
    await take_steps(tx, steps, now, actor)
    await tell(tx, [_of_return(case, rows, list(kept.values()))], now)
    return list(kept.values())


def _why_not(case: Case, row: Row, busy: bool, now: Millis) -> str:
    """Why something that was stopped stays so, in a sentence; empty where it can go on."""
    label = label_of(row["id"])
    match label:
        case "Ask":
            what = f"The {_words(row['act'])} asked of {case.name}"
        case "Asset":
            what = f"“{row['title']}”"
        case _:
            what = f"The consent of {case.name} to {_words(', '.join(row['acts'] or ()))}"
    state = row["since"][-1] if row["since"] else row["stored"] or row["state"]
    if state != row["state"]:
        return f"{what} is {_words(state)} by now and stays so."
    if row["since"]:
        return f"{what} was stopped again since and stays {_words(state)}."
    if row["request"] in OVER:
        return f"{what} stays {_words(state)}: its request is {row['request']} by now."
    if lapsed(row["was"], row["reserved_until"], now):
        return f"{what} stays {_words(state)}: its reservation would have lapsed by now."
    if busy and row["was"] in PENDING:
        return f"{what} stays {_words(state)}: something else is being asked of them by now."
    if label == "Asset" and row["amended"]:
        return f"{what} was changed since and stays {_words(state)}."
    return ""


def _of_return(case: Case, rows: Sequence[Row], kept: Sequence[str]) -> Notice:
    back = len(rows) - len(kept)
    sentences = [
        f"{case.taken_back}.",
        *([f"{back} of {len(rows)} things that were stopped can go on."] if rows else []),
        *kept,
    ]
    requesters = {id_ for row in rows for id_ in row["requesters"]}
    return Notice(
        "departure_undone",
        case.id,
        " ".join(sentences),
        (*case.owners, *requesters),
        case.account,
        case.person,
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
