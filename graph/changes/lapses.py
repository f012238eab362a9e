"""What time ends: reservations that nobody answered to, requests that were needed before today.

Everybody who reads knows an ask whose reservation has lapsed as expired from that moment on; here
that is written down, and those concerned are told. Looking twice does nothing more.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex

from graph.audit import Deed, note
from graph.changes.asks import read_ask
from graph.changes.locks import lock
from graph.changes.notices import Notice, tell
from graph.changes.records import text
from graph.changes.requests import bring, read_request
from graph.changes.steps import Step, take_steps
from graph.database import Database, Transaction
from graph.model import Millis
from graph.programme.transitions import LAPSING, TRANSITIONS

ACTOR = "rapport"
_WAITING = TRANSITIONS["advocacy_request_expire"].before


@dataclass(frozen=True, slots=True)
class Lapses:
    """How many asks and requests expired."""

    asks: int
    requests: int


async def expire_lapsed(database: Database, now: Millis) -> Lapses:
    """Write down what has lapsed by now, each in a transaction of its own."""
    looked_for = {"at": now, "today": _day(now), "lapsing": LAPSING, "waiting": _WAITING}
    (found,) = await database.read("lapses.read", text("read_lapsed"), looked_for)

    asks = [
        await database.transaction("lapses.ask", partial(_ask, id_=id_, now=now))
        for id_ in found["asks"]
    ]
    requests = [
        await database.transaction("lapses.request", partial(_request, id_=id_, now=now))
        for id_ in found["requests"]
    ]
    return Lapses(sum(asks), sum(requests))


async def _ask(tx: Transaction, id_: str, now: Millis) -> bool:
    around = (await read_ask(tx, id_, now)).around
    await lock(tx, token_hex(8), AdvocacyRequest=around["request"], Ask=id_)
    ask = await read_ask(tx, id_, now)
    stood = ask.values["state"]
    if ask.state != "expired" or stood == "expired":
        return False
    step = Step(id_, stood, "expired", "nobody answered in time")
    await take_steps(tx, [step], ask.values["reserved_until"], ACTOR)
    owners = await tx.run(
        "asks.owners", text("read_owners"), {"account": ask.around["account"], "at": now}
    )
    requester = ask.around["requester"]
    to = (*(row["id"] for row in owners), *([requester] if requester else []))
    told = f"{ask.words}: the reservation lapsed; they are not held any more."
    await tell(tx, [Notice("reservation_lapsed", id_, told, to)], now)
    await note(tx, Deed(ACTOR, "ask_expire", id_), now)
    return True


async def _request(tx: Transaction, id_: str, now: Millis) -> bool:
    await lock(tx, token_hex(8), AdvocacyRequest=id_)
    request = await read_request(tx, id_)
    needed_on = request["thing"].get("needed_on")
    if request["state"] not in _WAITING or needed_on is None or needed_on >= _day(now):
        return False
    await bring(tx, request, "expired", f"it was needed by {needed_on}", now, ACTOR)
    await note(tx, Deed(ACTOR, "advocacy_request_expire", id_), now)
    return True


def _day(moment: Millis) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()
