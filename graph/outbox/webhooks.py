"""Webhooks: addresses on the web that are told of notices, and the secrets that sign what they get.

A secret has to be kept to sign with. It stands on a node of its own that no read, question or
filter leads to; it is shown once, to whoever makes the webhook or its next secret.
"""

import base64
import secrets
from typing import Any
from urllib.parse import urlsplit

from graph.change import Given, Target
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput, NotFound
from graph.ids import id_from
from graph.model import Millis, Property, Type
from graph.values.calendar import DAY

OVERLAP: Millis = DAY
"""How long the secret before signs as well, so that a receiver has time to change it."""
SECRET_BYTES = 32
LONGEST_URL = 2000
LOOPBACK = ("localhost", "127.0.0.1", "::1")

SHOWN_ONCE = Property("secret", Type.TEXT, "signs what is sent; shown in this answer only")


async def created(tx: Transaction, given: Given) -> Target:
    """A webhook, with its first secret."""
    url = str(given.values["url"]).strip()
    fault = url_fault(url)
    if fault:
        raise BadInput(f"url {fault}.", "url")
    id_ = id_from("Webhook", f"rapport:Webhook:{given.fresh}")
    kinds = sorted(set(given.values.get("kinds") or ()))
    values = {"id": id_, "url": url, "kinds": kinds, "now": given.now}
    await tx.run("webhooks.create", _text("webhook_create"), values)
    return Target("Webhook", id_, {"secret": await _sign_with(tx, id_, given)})


async def rotated(tx: Transaction, given: Given) -> Target:
    """A webhook with a new secret; the one before signs for another day."""
    id_ = _known(given)
    return Target("Webhook", id_, {"secret": await _sign_with(tx, id_, given)})


async def enabled(tx: Transaction, given: Given) -> Target:
    """A webhook that is told again; what died meanwhile is replayed."""
    id_ = _known(given)
    values = {"id": id_, "now": given.now}
    await tx.run("webhooks.enable", _text("webhook_enable"), values)
    return Target("Webhook", id_)


async def deleted(tx: Transaction, given: Given) -> Target:
    """A webhook that is told nothing more; its secret is forgotten."""
    id_ = _known(given)
    await end(tx, id_, "The webhook was deleted.", given.now)
    await tx.run("webhooks.delete", _text("webhook_delete"), {"id": id_, "now": given.now})
    return Target("Webhook", id_)


async def replayed(tx: Transaction, given: Given) -> Target:
    """A notice whose dead deliveries are due again."""
    id_ = str(given.values["notice"])
    await tx.run("webhooks.replay", _text("notice_replay"), {"id": id_, "now": given.now})
    return Target("Notice", id_)


async def end(tx: Transaction, id_: str, because: str, now: Millis) -> None:
    """Send nothing more to a webhook; what waits for it dies."""
    values = {"id": id_, "because": because, "now": now}
    await tx.run("webhooks.end", _text("webhook_end"), values)


async def disable(database: Database, id_: str, because: str, now: Millis) -> None:
    """The same in a transaction of its own."""

    async def work(tx: Transaction) -> None:
        await end(tx, id_, because, now)

    await database.transaction("webhooks.end", work)


async def hold(database: Database, id_: str, until: Millis) -> None:
    """Send nothing to a webhook before that moment."""
    values = {"id": id_, "until": until}
    await database.write("webhooks.hold", _text("webhook_hold"), values)


def url_fault(url: str) -> str:
    """What is wrong with the address of a webhook, as the end of a sentence; empty if nothing is.

    Without TLS only an address of this machine will do, for development. Where the name leads to is
    looked at when something is sent, each time.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in ("https", "http") or not host:
        return "must begin with https:// and a host"
    if port == 0 or len(url) > LONGEST_URL or not url.isascii() or not url.isprintable():
        return "is no address of at most 2,000 plain characters"
    if " " in url or "\\" in url:
        return "must not hold blanks or backslashes"
    if parts.username is not None or parts.password is not None:
        return "must not hold a user or a password"
    if parts.fragment:
        return "must not end in a # part"
    if parts.scheme == "http" and host not in LOOPBACK:
        return "must begin with https://; without TLS only this machine can be told"
    return ""


def _known(given: Given) -> str:
    id_ = str(given.values["id"])
    if given.stored is None or given.stored.get("deleted") is not None:
        raise NotFound(f"There is no webhook {id_}.", "id")
    return id_


async def _sign_with(tx: Transaction, webhook: str, given: Given) -> str:
    key = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    values: dict[str, Any] = {
        "id": id_from("WebhookSecret", f"{webhook}:{given.fresh}"),
        "webhook": webhook,
        "secret": f"whsec_{key}",
        "until": given.now + OVERLAP,
    }
    await tx.run("webhooks.sign", _text("webhook_sign"), values)
    return str(values["secret"])


def _text(name: str) -> str:
    return cypher("graph.outbox", name)
