"""Consents that are taken back."""

from graph.change import Given, Target, say
from graph.changes.records import text
from graph.changes.said import revoked
from graph.changes.steps import Step, take_steps
from graph.database import Transaction
from graph.errors import Conflict
from graph.programme.states import ENDED, IN_FORCE


async def taken_back(tx: Transaction, given: Given) -> Target:
    """Somebody takes a consent back, whichever source it came from: no import brings it back.

    Raises Conflict for one that was given for good.
    """
    if (given.stored or {}).get("revocable") is False:
        raise Conflict("This consent was given for good: it ends on its day only.", "id")
    target = await say(tx, revoked(given), given)
    at = given.moment("revoked_at")
    if at <= given.now:
        stands = await tx.run("consents.stands", text("read_consent"), {"id": target.id})
        was = stands[0]["state"] if stands else IN_FORCE
        step = Step(target.id, was, ENDED, given.values.get("reason") or "taken back")
        await take_steps(tx, [step], at, given.actor)
    return target
