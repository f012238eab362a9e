"""What is done with assets: from a draft to what is published, and back for a new approval."""

from dataclasses import replace

from graph.change import Given, Target, say
from graph.changes.locks import lock
from graph.changes.records import text
from graph.changes.said import ID, Inputs, thing
from graph.changes.steps import Step, take_steps
from graph.database import Row, Transaction
from graph.errors import BadInput, Conflict, NotFound
from graph.model import ASSET
from graph.programme.transitions import check_step

_OURS = ("state", "approval", "approved_at", "published_at")
"""What nobody says of an asset: it follows from what is done with it."""

ASSET_INPUTS: Inputs = (
    ID,
    *(p for p in ASSET.properties if p.name not in _OURS),
    *ASSET.references,
)
_asset = thing("Asset", (*ASSET.properties, *ASSET.references))
AMENDABLE = ("draft", "in_approval")
"""States in which the words of an asset may still change."""


async def put_down(tx: Transaction, given: Given) -> Target:
    """A draft, or more said about an asset; approved words stay as they were approved."""
    if given.values.get("id") is None:
        values = {**given.values, "state": "draft"}
        target = await say(tx, _asset(replace(given, values=values)), given)
        await take_steps(tx, [Step(target.id, None, "draft")], given.now, given.actor)
        return target
    asset = await _turn(tx, given, "asset_upsert")
    text_, before = given.values.get("text"), asset["thing"].get("text")
    if "text" in given.values and text_ != before and asset["state"] not in AMENDABLE:
        raise Conflict(
            f"This asset is {asset['state']}: its words may change while it is draft or "
            "in_approval; submit it for approval again.",
            "text",
        )
    return await say(tx, _asset(replace(given, stored=asset["thing"])), given)


async def submitted(tx: Transaction, given: Given) -> Target:
    """The customer is asked to approve it, for the first time or again."""
    return await _step(tx, given, "asset_submit", "in_approval")


async def approved(tx: Transaction, given: Given) -> Target:
    """The customer approved it."""
    if not str(given.values.get("approval") or "").strip():
        raise BadInput("Say who approved it, and where they said so.", "approval")
    target = await _step(tx, given, "asset_approve", "approved")
    values = {"approval": given.values["approval"]}
    await tx.run("assets.amend", text("amend_asset"), {"id": target.id, "values": values})
    return target


async def rejected(tx: Transaction, given: Given) -> Target:
    """The customer wants it otherwise."""
    return await _step(tx, given, "asset_reject", "draft")


async def published(tx: Transaction, given: Given) -> Target:
    """It is out."""
    return await _step(tx, given, "asset_publish", "published")


async def retired(tx: Transaction, given: Given) -> Target:
    """It is used no more."""
    return await _step(tx, given, "asset_retire", "retired")


async def _turn(tx: Transaction, given: Given, change: str) -> Row:
    id_ = str(given.values["id"])
    await lock(tx, given.fresh, Asset=id_)
    rows = await tx.run("assets.read", text("read_asset"), {"id": id_})
    if not rows:
        raise NotFound(f"There is no asset {id_}.", "id")
    check_step(change, rows[0]["state"])
    return rows[0]


async def _step(tx: Transaction, given: Given, change: str, state: str) -> Target:
    asset = await _turn(tx, given, change)
    step = Step(asset["id"], asset["state"], state, given.values.get("reason"))
    await take_steps(tx, [step], given.now, given.actor)
    return Target("Asset", asset["id"])
