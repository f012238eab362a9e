"""What people decide about departures, and what follows in the same transaction.

A report is evidence like any other. A decision stands until it is taken back (`undone_at`): to
confirm stops what must not go on (`stopping.py`), to resolve hands over to a successor as well
(`succession.py`).
"""

from collections.abc import Mapping

from graph.apply import apply
from graph.batch import batch_of
from graph.cases import REPORTED, REPORTED_WEIGHT
from graph.change import SOURCE, Given, Target, key_of, own_key, said_by
from graph.changes.departing import Case, Row, read_case
from graph.changes.stopping import restore, stop
from graph.changes.succession import hand_back, hand_over, read_succession
from graph.database import Transaction
from graph.errors import BadInput, Conflict
from graph.ids import id_from
from graph.model import DECISION
from graph.statement import Value


async def reported(tx: Transaction, given: Given) -> Target:
    """A colleague heard that somebody left."""
    case = await read_case(tx, given)
    at = given.moment("at")
    if at > given.now:
        raise BadInput("Nobody heard of it in the future.", "at")
    key = own_key("Signal", given.fresh)
    values: Mapping[str, Value] = {
        "person": key_of(case.person),
        "account": key_of(case.account),
        "kind": REPORTED,
        "weight": REPORTED_WEIGHT,
        "at": at,
        "source": SOURCE,
        "record": key,
        "note": given.values.get("note"),
    }
    await apply(tx, batch_of([said_by("Signal", key, values, given.now)], given.now))
    return Target("Signal", id_from("Signal", key))


async def confirmed(tx: Transaction, given: Given) -> Target:
    """Somebody left, by our word: nothing goes on that hung on them."""
    case = await read_case(tx, given)
    _must_not_stand(case, "confirmed", "resolved")
    target = await _decide(tx, case, given, "confirmed")
    await stop(tx, case, target.id, given.now, given.actor)
    return target


async def resolved(tx: Transaction, given: Given) -> Target:
    """Somebody left and somebody follows, who takes over what was chosen of what was offered."""
    case = await read_case(tx, given)
    _must_not_stand(case, "resolved")
    chosen = await read_succession(tx, case, given)
    target = await _decide(tx, case, given, "resolved", successor=key_of(chosen.successor))
    await stop(tx, case, target.id, given.now, given.actor, f"{chosen.name} follows.")
    await hand_over(tx, case, chosen, given)
    return target


async def dismissed(tx: Transaction, given: Given) -> Target:
    """Somebody did not leave, by our word."""
    case = await read_case(tx, given)
    if not given.values.get("reason"):
        raise BadInput("Say why they did not leave.", "reason")
    _must_not_stand(case, "confirmed", "resolved")
    return await _decide(tx, case, given, "dismissed")


async def undone(tx: Transaction, given: Given) -> Target:
    """The newest decision is taken back, and what it stopped goes on."""
    case = await read_case(tx, given)
    if not case.decisions:
        raise Conflict(
            f"Nobody decided whether {case.name} left {case.account_name}: nothing to take back."
        )
    decision = case.decisions[-1]
    kept: list[str] = []
    if decision["verdict"] != "dismissed":
        kept += await restore(tx, case, decision, given.now, given.actor)
        kept += await hand_back(tx, case, decision, given.now, given.actor)
    stored: dict[str, Value] = {p.name: decision.get(p.name) for p in DECISION.properties}
    stored |= {"undone_at": given.now, "unrestored": kept}
    said = said_by("Decision", str(decision["key"]), stored, given.now)
    await apply(tx, batch_of([said], given.now))
    return Target("Decision", str(decision["id"]))


async def _decide(tx: Transaction, case: Case, given: Given, verdict: str, **more: Value) -> Target:
    values: Mapping[str, Value] = {
        "person": key_of(case.person),
        "account": key_of(case.account),
        "verdict": verdict,
        "at": given.now,
        "reason": given.values.get("reason"),
        "by": given.actor,
        **more,
    }
    key = own_key("Decision", given.fresh)
    await apply(tx, batch_of([said_by("Decision", key, values, given.now)], given.now))
    return Target("Decision", id_from("Decision", key))


def _must_not_stand(case: Case, *verdicts: str) -> None:
    """Conflict where one of these is what was decided last, and holds."""
    standing: Row | None = case.standing
    if standing is not None and standing["verdict"] in verdicts:
        raise Conflict(
            f"The departure of {case.name} from {case.account_name} is {standing['verdict']} "
            "already; take that back first (departureUndo) if it is wrong."
        )
