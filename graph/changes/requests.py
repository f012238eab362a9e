"""What is done with a request for advocates; where it stands in between follows from its asks."""

from dataclasses import replace

from graph.change import Given, Target, say
from graph.changes.locks import lock
from graph.changes.notices import Notice, tell
from graph.changes.records import text
from graph.changes.said import Inputs, thing
from graph.changes.steps import Step, follow, take_steps
from graph.database import Row, Transaction
from graph.errors import NotFound
from graph.model import ADVOCACY_REQUEST, Millis
from graph.programme.transitions import OPEN, check_step

_OURS = ("state", "created_at")
"""What nobody says of a request: it follows from what is done with it."""

REQUEST_INPUTS: Inputs = (
    *(p for p in ADVOCACY_REQUEST.properties if p.name not in _OURS),
    *ADVOCACY_REQUEST.references,
)
_request = thing("AdvocacyRequest", (*ADVOCACY_REQUEST.properties, *ADVOCACY_REQUEST.references))


async def turn(tx: Transaction, given: Given, change: str) -> Row:
    """The request that a change was asked for, locked; Conflict unless it may take this step."""
    id_ = str(given.values["id"])
    await lock(tx, given.fresh, AdvocacyRequest=id_)
    request = await read_request(tx, id_)
    check_step(change, request["state"])
    return request


async def read_request(tx: Transaction, id_: str) -> Row:
    """The request, with its asks that are not over; NotFound where there is none."""
    rows = await tx.run("requests.read", text("read_request"), {"id": id_, "open": OPEN})
    if not rows:
        raise NotFound(f"There is no request {id_}.", "id")
    return rows[0]


async def created(tx: Transaction, given: Given) -> Target:
    """A request, not submitted yet."""
    values = {"how_many": 1, **given.values, "created_at": given.now, "state": "draft"}
    target = await say(tx, _request(replace(given, values=values)), given)
    await take_steps(tx, [Step(target.id, None, "draft")], given.now, given.actor)
    return target


async def amended(tx: Transaction, given: Given) -> Target:
    """What is wanted, said again or better."""
    request = await turn(tx, given, "advocacy_request_update")
    target = await say(tx, _request(replace(given, stored=request["thing"])), given)
    await follow(tx, [target.id], given.now, given.actor)
    return target


async def submitted(tx: Transaction, given: Given) -> Target:
    """It is ready to be looked at."""
    return await _step(tx, given, "advocacy_request_submit", "submitted")


async def taken_up(tx: Transaction, given: Given) -> Target:
    """Somebody looks for advocates."""
    return await _step(tx, given, "advocacy_request_match", "matching")


async def given_up(tx: Transaction, given: Given) -> Target:
    """Nobody was found."""
    return await _step(tx, given, "advocacy_request_give_up", "unfulfilled")


async def cancelled(tx: Transaction, given: Given) -> Target:
    """It is not needed any more; nor are its asks."""
    return await _step(tx, given, "advocacy_request_cancel", "cancelled")


async def _step(tx: Transaction, given: Given, change: str, state: str) -> Target:
    request = await turn(tx, given, change)
    reason = given.values.get("reason")
    await bring(tx, request, state, reason, given.now, given.actor)
    return Target("AdvocacyRequest", request["id"])


async def bring(
    tx: Transaction, request: Row, state: str, reason: str | None, at: Millis, actor: str
) -> None:
    """Bring a request into a state of its own; where that ends it, its open asks are cancelled."""
    await take_steps(tx, [Step(request["id"], request["state"], state, reason)], at, actor)
    if state not in ("submitted", "matching"):
        why = reason or f"the request is {state}"
        asks = [Step(ask["id"], ask["state"], "cancelled", why) for ask in request["asks"]]
        await take_steps(tx, asks, at, actor)
    told = f"“{request['title'] or 'A request'}” is {state}."
    to = tuple(request["requesters"])
    await tell(tx, [Notice("request_changed", request["id"], told, to)], at)
