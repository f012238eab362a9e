"""Deliveries: planned once for each notice and receiver, claimed for a while, told how they went.

A delivery that waits has a moment at which it is `due`. To claim it is to move that moment to the
end of a lease, in a transaction that takes the lock first: whoever comes second finds it not due.
If the claimant dies, it is due again when the lease ends. So everything is delivered at least once,
and what is delivered again is the same delivery of the same notice.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis
from graph.values.calendar import DAY

LEASE: Millis = 120_000
"""How long a claimed delivery is left alone; longer than any attempt may take."""
PLANNED_AT_ONCE = 200
CLAIMED_AT_ONCE = 20
CLAIMED_OF_ONE = 5
"""Of one receiver, so that one that is slow holds up nobody else."""
MAILED_AT_ONCE = 10
"""Of more notices at once, after a first import say, a teammate hears in the digest alone."""
LATE: Millis = 3 * DAY
"""Notices older than this are not sent by mail any more: setting up mail must not flood anybody."""


class Channel(StrEnum):
    """By which way a delivery goes."""

    WEBHOOK = "Webhook"
    MAIL = "Teammate"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name, as it is called now."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it is told: what happened, when, and to whom and what it relates."""

    id: str
    kind: str
    at: Millis
    about: str
    text: str
    account: Named | None
    person: Named | None
    to: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to make until the lease ends.

    `address` is the URL of a webhook, or a teammate's e-mail address; `secrets` sign what goes to a
    webhook, the newest first. Without a notice it is the digest of `day`.
    """

    id: str
    claim: str
    channel: Channel
    receiver: Named
    address: str | None
    attempts: int
    notice: Told | None
    day: str | None
    secrets: tuple[str, ...] = field(repr=False)


async def anything_waits(database: Database, now: Millis, channels: Sequence[Channel]) -> bool:
    """Whether a notice is to be planned, or a delivery by these channels is due."""
    given = {"now": now, "channels": [str(channel) for channel in channels]}
    rows = await database.read("outbox.waiting", _text("waiting"), given)
    return bool(rows[0]["waits"])


async def plan(database: Database, now: Millis, *, mail: bool) -> int:
    """Plan the deliveries of notices that wait for it; how many notices there were.

    With `mail` also those to teammates who are to be told. Planning twice plans nothing twice.
    """

    async def work(tx: Transaction) -> int:
        notices = await tx.run("outbox.unplanned", _text("unplanned"), {"most": PLANNED_AT_ONCE})
        webhooks = await tx.run("outbox.listening", _text("listening"))
        rows = [
            {"id": id_from("Delivery", f"{notice['id']}:{to}"), "notice": notice["id"], "to": to}
            for notice, mailed in zip(notices, _mailed(notices, now), strict=True)
            for to in [
                *(webhook["id"] for webhook in webhooks if _listens(webhook, notice)),
                *(mailed if mail else ()),
            ]
        ]
        for channel in Channel:
            of_channel = [row for row in rows if row["to"].startswith(_PREFIX[channel])]
            if of_channel:
                name = f"plan_{channel.lower()}"
                await tx.run(f"outbox.{name}", _text(name), {"rows": of_channel, "now": now})
        if notices:
            ids = [notice["id"] for notice in notices]
            await tx.run("outbox.planned", _text("planned"), {"ids": ids})
        return len(notices)

    return await database.transaction("outbox.plan", work)


_PREFIX = {Channel.WEBHOOK: "whk_", Channel.MAIL: "tea_"}


def _mailed(notices: Sequence[dict[str, Any]], now: Millis) -> list[list[str]]:
    """To whom each notice is mailed: not late ones, and nobody more than a few at once."""
    counts = Counter(to for notice in notices for to in notice["mailed"])
    return [
        [
            to
            for to in notice["mailed"]
            if counts[to] <= MAILED_AT_ONCE and now - notice["at"] <= LATE
        ]
        for notice in notices
    ]


def _listens(webhook: dict[str, Any], notice: dict[str, Any]) -> bool:
    kinds = webhook["kinds"]
    return webhook["created_at"] <= notice["at"] and (not kinds or notice["kind"] in kinds)


async def claim(
    database: Database, now: Millis, channels: Sequence[Channel], lease: Millis = LEASE
) -> list[Claimed]:
    """Take some deliveries that are due by these channels; they are ours until the lease ends."""
    mark = secrets.token_hex(8)
    given = {
        "now": now,
        "channels": [str(channel) for channel in channels],
        "most": CLAIMED_AT_ONCE,
        "most_of_one": CLAIMED_OF_ONE,
        "claim": mark,
    }

    async def work(tx: Transaction) -> list[Claimed]:
        locked = await tx.run("outbox.lock", _text("lock_due"), given)
        if not locked:
            return []
        taken = {**given, "ids": [row["id"] for row in locked], "until": now + lease}
        mine = await tx.run("outbox.claim", _text("claim_due"), taken)
        ids = [row["id"] for row in mine]
        rows = await tx.run("outbox.claimed", _text("claimed"), {"ids": ids, "now": now})
        return [_claimed(row, mark) for row in rows]

    return await database.transaction("outbox.claim", work)


def _claimed(row: dict[str, Any], mark: str) -> Claimed:
    notice = row["notice"]
    return Claimed(
        id=row["id"],
        claim=mark,
        channel=Channel(row["channel"]),
        receiver=Named(row["receiver"], row["name"] or row["receiver"]),
        address=row["address"],
        attempts=row["attempts"],
        notice=None
        if notice is None
        else Told(
            notice["id"],
            notice["kind"],
            notice["at"],
            notice["about"],
            notice["text"],
            _named(row["account"]),
            _named(row["person"]),
            tuple(Named(one["id"], one["name"] or one["id"]) for one in row["told"]),
        ),
        day=row["day"],
        secrets=tuple(row["secrets"]),
    )


def _named(row: dict[str, Any] | None) -> Named | None:
    return None if row is None else Named(row["id"], row["name"] or row["id"])


async def note_delivered(database: Database, delivery: Claimed, now: Millis) -> None:
    """The receiver has it, whoever claimed it since."""
    await database.write(
        "outbox.delivered", _text("note_delivered"), {"id": delivery.id, "now": now}
    )


async def note_failed(
    database: Database, delivery: Claimed, problem: str, again: Millis | None
) -> None:
    """The attempt failed: it is due `again`, or dead; unless somebody else claimed it since."""
    given = {"id": delivery.id, "claim": delivery.claim, "problem": problem, "again": again}
    await database.write("outbox.failed", _text("note_failed"), given)


def _text(name: str) -> str:
    return cypher("graph.outbox", name)
