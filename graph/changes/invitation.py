"""Inviting somebody: what stands in the way, and holding them so that nobody else asks meanwhile.

The account, the person and all asks of either are locked first. Whoever comes second sees the
invitation of whoever came first, however their clocks differ: they look at the moment after the
newest step.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from graph.change import Given, Target
from graph.changes.asks import NEVER_OVERRIDDEN, Found, read_ask, step, turn
from graph.changes.locks import lock, lock_asks
from graph.changes.records import text
from graph.database import Transaction
from graph.errors import BadInput, Conflict
from graph.model import CATALOGUE, Millis
from graph.programme.approach import Approach, Blocker
from graph.programme.transitions import PENDING, held_until
from graph.values.calendar import DAY

LONGEST_HOLD = 90 * DAY


async def invited(tx: Transaction, given: Given) -> Target:
    """They are asked, and held until they answer or the reservation lapses."""
    around = (await read_ask(tx, str(given.values["id"]), given.now)).around
    person, account = around["person"], around["account"]
    await lock(tx, given.fresh, Account=account, Person=person)
    ask = await turn(tx, given, "ask_invite")
    if account is None:
        raise Conflict("This ask names no account: propose one that does.", "id")
    await lock_asks(tx, given.fresh, (person, account))
    at = await _now(tx, given, ask)
    blockers = await _blockers(tx, given, ask, at)
    if blockers:
        raise Conflict(await _refusal(tx, ask, blockers, at), "id")
    until = given.values.get("reserved_until")
    if until is not None and not at < until <= at + LONGEST_HOLD:
        raise BadInput("People are held for 90 days at most, from now on.", "reserved_until")
    return await step(tx, given, ask, "invited", at, until or held_until(at))


async def _now(tx: Transaction, given: Given, ask: Found) -> Millis:
    """The moment of the change, after everything that was done with anybody concerned."""
    around = {"person": ask.around["person"], "account": ask.around["account"]}
    (newest,) = await tx.run("asks.newest", text("read_newest_step"), around)
    moments: list[Millis] = [at + 1 for at in newest.values() if at is not None]
    return max(given.now, *moments)


async def _blockers(tx: Transaction, given: Given, ask: Found, at: Millis) -> Sequence[Blocker]:
    """What stands in the way and was not overridden."""
    if given.rules is None:
        raise ValueError("ask_invite needs the rules of whom we may approach")
    around = ask.around
    approach = Approach(
        around["person"],
        around["account"],
        ask.values["act"],
        around["channel"],
        around["region"],
        around["prospect_domain"],
    )
    passed_over = set(ask.values.get("overrides") or ()) - set(NEVER_OVERRIDDEN)
    return [b for b in await given.rules(tx, approach, at) if b.code not in passed_over]


async def _refusal(tx: Transaction, ask: Found, blockers: Sequence[Blocker], at: Millis) -> str:
    """Why not, with the day each reason lifts; who holds them comes first."""
    reasons = ", ".join(f"{b.because} ({_until(b.lifts_on)})" for b in blockers if not _pending(b))
    if not any(_pending(b) for b in blockers):
        act = CATALOGUE[ask.values["act"]].words
        return f"{ask.who} may not be asked for {act} now: {reasons}."
    held = await _held(tx, ask, at)
    return f"{held} Besides: {reasons}." if reasons else held


def _pending(blocker: Blocker) -> bool:
    return blocker.code == "PENDING_ELSEWHERE"


def _until(lifts_on: str | None) -> str:
    return f"until {lifts_on}" if lifts_on else "until somebody settles it"


async def _held(tx: Transaction, ask: Found, at: Millis) -> str:
    """By whom the person is held, for what, and until when."""
    held = {"person": ask.around["person"], "ask": ask.id, "pending": PENDING, "at": at}
    rows = await tx.run("asks.holder", text("read_holder"), held)
    if not rows:
        return f"{ask.who} is being asked already."
    (holder,) = rows
    title = f" for “{holder['title']}”" if holder["title"] else ""
    until = "it ends"
    if holder["reserved_until"] is not None:
        until = f"{datetime.fromtimestamp(holder['reserved_until'] / 1000, UTC):%Y-%m-%d %H:%M} UTC"
    by = f" by {holder['by']}" if holder["by"] else ""
    what = CATALOGUE[holder["act"]].words
    return f"{ask.who} is being asked for {what}{title}{by}, and held until {until}."
