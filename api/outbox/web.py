"""Telling a webhook: one POST, signed, to a public address, whose answer is its status alone."""

import asyncio
import logging
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from api.outbox.addresses import Guard, Refused, Resolve, look_up
from api.outbox.attempts import DELIVERED, LONGEST_REST, SECOND, Outcome
from api.outbox.payload import payload_of
from api.outbox.settings import Network
from api.outbox.signing import headers_of
from graph.model import Millis
from graph.outbox.deliveries import Claimed

PATIENCE = 20.0
"""Seconds that a receiver has to answer, from the look-up of its name on."""
CONNECT_PATIENCE = 5.0
REST: Millis = 30 * SECOND
"""How long a receiver rests that says it is overloaded, unless it says how long."""
OVERLOADED = (429, 502, 503, 504)

for _chatty in ("httpx", "httpcore"):  # they log whole addresses, which may hold a token
    logging.getLogger(_chatty).setLevel(logging.WARNING)


class Web:
    """The way to webhooks. Close it at the end."""

    def __init__(
        self,
        networks: Sequence[Network] = (),
        public_url: str | None = None,
        *,
        patience: float = PATIENCE,
        trusted: ssl.SSLContext | None = None,
        resolve: Resolve = look_up,
    ) -> None:
        self._public_url = public_url
        self._patience = patience
        self._client = httpx.AsyncClient(
            transport=Guard(networks, trusted, resolve),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(patience, connect=min(patience, CONNECT_PATIENCE)),
            headers={"user-agent": "Rapport", "accept-encoding": "identity"},
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def deliver(self, delivery: Claimed, now: Millis) -> Outcome:
        """Tell the webhook of its notice; what came of it."""
        if delivery.notice is None or delivery.address is None or not delivery.secrets:
            return Outcome("The webhook has no secret to sign with.", final=True)
        body = payload_of(delivery.notice, self._public_url)
        signed = headers_of(delivery.notice.id, now // SECOND, body, delivery.secrets)
        headers = {"content-type": "application/json", **signed}
        try:
            async with asyncio.timeout(self._patience):
                return await self._post(delivery.address, body, headers)
        except Refused as refused:
            return Outcome(str(refused))
        except (TimeoutError, httpx.TimeoutException):
            return Outcome(f"No answer came within {self._patience:g} seconds.")
        except httpx.ConnectError as error:
            certificate = isinstance(_root(error), ssl.SSLError)
            return Outcome(
                "TLS failed; is the certificate in order?"
                if certificate
                else "It could not be reached."
            )
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
            return Outcome("It closed the connection, or answered what is no HTTP.")

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
        # The body of the answer is never read: no receiver can make it too long.
        async with self._client.stream("POST", url, content=body, headers=headers) as answer:
            return _outcome(answer.status_code, answer.headers.get("retry-after", ""))


def _outcome(status: int, retry_after: str) -> Outcome:
    if 200 <= status < 300:
        return DELIVERED
    if status == 410:
        return Outcome("It answered 410: it wants to be told nothing more.", gone=True)
    if 300 <= status < 400:
        return Outcome(f"It answered {status}; redirects are not followed: change its address.")
    rest = _rest(retry_after)
    if status in OVERLOADED:
        rest = rest or REST
    return Outcome(f"It answered {status}.", rest=min(rest, LONGEST_REST))


def _rest(retry_after: str) -> Millis:
    """How long a receiver asks for, in seconds or until a date; 0 where it does not say."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return int(text[:9]) * SECOND
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, round((until - datetime.now(UTC)).total_seconds() * SECOND))


def _root(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
