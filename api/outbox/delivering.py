"""Delivering: what is due goes out, in the background of the service or once for `deliver`."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from traceback import format_tb
from typing import Protocol

from api.moments import current
from api.outbox.attempts import Outcome, wait_after
from api.outbox.mail import Mail
from api.outbox.settings import OutboxSettings
from api.outbox.web import Web
from api.recurring import recurring
from graph.database import Database
from graph.errors import RapportError
from graph.model import Millis
from graph.outbox.deliveries import (
    Channel,
    Claimed,
    anything_waits,
    claim,
    note_delivered,
    note_failed,
    plan,
)
from graph.outbox.digests import plan_digests
from graph.outbox.webhooks import disable, hold

DIGEST_EVERY: Millis = 30 * 60 * 1000
"""How often we look whether digests are due."""
AFTER_TROUBLE = 30.0
"""Seconds until we look again when the database could not be asked."""

log = logging.getLogger("rapport.outbox")


class Way(Protocol):
    """One way to whoever is told."""

    async def deliver(self, delivery: Claimed, now: Millis) -> Outcome:
        """Make the delivery; what came of it."""


Ways = Mapping[Channel, Way]


@asynccontextmanager
async def ways(settings: OutboxSettings, database: Database) -> AsyncIterator[Ways]:
    """The ways that the settings open."""
    web = Web(settings.networks, settings.public_url)
    by: dict[Channel, Way] = {Channel.WEBHOOK: web}
    if settings.smtp_host is not None:
        by[Channel.MAIL] = Mail(settings, database)
    try:
        yield by
    finally:
        await web.aclose()


async def deliver_all(database: Database, by: Ways, now: Millis | None = None) -> Counter[str]:
    """Plan and deliver until nothing is due; how many were delivered, failed and died.

    `now` is the clock's unless said.
    """
    tally: Counter[str] = Counter()
    channels = list(by)
    while await anything_waits(database, now or current(), channels):
        moment = now or current()
        await plan(database, moment, mail=Channel.MAIL in by)
        claimed = await claim(database, moment, channels)
        results = await asyncio.gather(*(_deliver(database, by, one, now) for one in claimed))
        tally.update(results)
    return tally


async def _deliver(database: Database, by: Ways, delivery: Claimed, now: Millis | None) -> str:
    outcome = await _attempt(by[delivery.channel], delivery, now or current())
    moment = now or current()
    if outcome.delivered:
        await note_delivered(database, delivery, moment)
        log.info("%s delivered, attempt %d", delivery.id, delivery.attempts)
        return "delivered"
    wait = wait_after(delivery.attempts, outcome)
    again = None if wait is None else moment + wait
    await note_failed(database, delivery, outcome.problem, again)
    if outcome.gone:
        await disable(database, delivery.receiver.id, outcome.problem, moment)
    elif outcome.rest and delivery.channel is Channel.WEBHOOK:
        await hold(database, delivery.receiver.id, moment + outcome.rest)
    log.warning("%s failed, attempt %d: %s", delivery.id, delivery.attempts, outcome.problem)
    return "dead" if again is None else "failed"


async def _attempt(way: Way, delivery: Claimed, now: Millis) -> Outcome:
    try:
        return await way.deliver(delivery, now)
    except Exception as error:
        _unforeseen(delivery.id, error)
        return Outcome("Rapport failed to send it; its log says where.")


def _unforeseen(what: str, error: Exception) -> None:
    """Log where an error arose, and not what it says: that could quote an address or a secret."""
    where = "".join(format_tb(error.__traceback__))
    log.error("%s failed with %s at\n%s", what, type(error).__name__, where)


@asynccontextmanager
async def delivering(database: Database, settings: OutboxSettings | None) -> AsyncIterator[None]:
    """Deliver in the background for as long as the block lasts; not at all without settings."""
    if settings is None or settings.deliver_seconds == 0:
        yield
        return
    digested_at = 0

    async def deliver() -> float:
        nonlocal digested_at
        try:
            if Channel.MAIL in by and current() - digested_at >= DIGEST_EVERY:
                await plan_digests(database, current(), settings.digest_hour)
                digested_at = current()
            await deliver_all(database, by)
        except RapportError as error:
            log.warning("Nothing is delivered for now: %s", error.message)
        except Exception as error:
            _unforeseen("Delivering", error)
        else:
            return settings.deliver_seconds
        return max(settings.deliver_seconds, AFTER_TROUBLE)

    async with ways(settings, database) as by, recurring(deliver):
        yield
