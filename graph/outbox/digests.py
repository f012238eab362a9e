"""The digest of a day: what concerned a teammate's accounts, or was addressed to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis

DAYS = 3
"""So many days are made up for after a time in which nothing was delivered."""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a digest; `account` is the name of the account it concerns."""

    at: Millis
    text: str
    account: str | None


async def plan_digests(database: Database, now: Millis, hour: int) -> int:
    """Plan the digests of the days before today that are due from `hour` (UTC) on.

    Only to teammates for whom there is something in it; planning twice plans nothing twice. How
    many digests there are to be of these days.
    """
    moment = datetime.fromtimestamp(now / 1000, UTC)
    newest = moment.date() - timedelta(days=1 if moment.hour >= hour else 2)

    async def work(tx: Transaction) -> int:
        planned = 0
        for day in _days_until(newest):
            start, end = bounds(day)
            concerned = await tx.run(
                "digests.concerned", _text("digest_readers"), {"start": start, "end": end}
            )
            rows = [
                {"id": id_from("Delivery", f"digest:{row['id']}:{day}"), "to": row["id"]}
                for row in concerned
            ]
            given = {"rows": rows, "day": day.isoformat(), "now": now}
            if rows:
                await tx.run("digests.plan", _text("plan_digest"), given)
            planned += len(rows)
        return planned

    return await database.transaction("digests.plan", work)


async def read_digest(database: Database, teammate: str, day: date) -> list[Line]:
    """What the digest of a day tells a teammate, by account and moment."""
    start, end = bounds(day)
    given = {"teammate": teammate, "start": start, "end": end}
    rows = await database.read("digests.read", _text("digest"), given)
    return [Line(row["at"], row["text"], row["account"]) for row in rows]


def bounds(day: date) -> tuple[Millis, Millis]:
    """The first moment of a UTC day, and the first after it."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = start + timedelta(days=1)
    return int(start.timestamp()) * 1000, int(end.timestamp()) * 1000


def _days_until(newest: date) -> Iterator[date]:
    return (newest - timedelta(days=back) for back in reversed(range(DAYS)))


def _text(name: str) -> str:
    return cypher("graph.outbox", name)
