"""API keys: made, listed, revoked, and recognised when somebody shows one.

A key is `rap_` and 32 random bytes in base64url. The graph keeps its SHA-256 only (a random key
needs no slow hash), so a key is shown once, when it is made. Every key has a role and ends one day.
"""

import hmac
import re
import secrets
from asyncio import Lock
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from time import monotonic

from graph.audit import Deed, note
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput, NotFound
from graph.ids import id_from
from graph.model import Millis, Reader
from graph.values.calendar import DAY

SHAPE = re.compile(r"rap_[A-Za-z0-9_-]{43}")
HINT_LENGTH = 8
LONGEST_DAYS = 3650

FRESH_SECONDS = 3.0
"""A revoked key is refused this long after its revocation at the latest, in every process."""
LOOK_AGAIN_SECONDS = 0.5
"""How often, at most, an unknown key makes us look for new ones."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What the graph knows of a key; `hint` is its beginning, to tell keys apart."""

    id: str
    hash: str
    hint: str
    name: str
    role: Reader
    created_at: Millis
    expires_at: Millis
    revoked_at: Millis | None = None

    def holds(self, now: Millis) -> bool:
        """Whether it opens anything at that moment."""
        return self.revoked_at is None and now < self.expires_at


async def create_key(
    database: Database, *, name: str, role: Reader, days: int, now: Millis, by: str
) -> tuple[str, ApiKey]:
    """Make a key: the key itself, which nobody can read again, and what the graph keeps of it."""
    if not name.strip():
        raise BadInput("A key needs a name, so that one knows later whose it is.")
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(f"A key holds for 1 to {LONGEST_DAYS} days.")
    key = f"rap_{secrets.token_urlsafe(32)}"
    digest = _digest(key)
    made = ApiKey(
        id=id_from("ApiKey", digest),
        hash=digest,
        hint=key[:HINT_LENGTH],
        name=name.strip(),
        role=role,
        created_at=now,
        expires_at=now + days * DAY,
    )

    async def work(transaction: Transaction) -> None:
        values = {
            "id": made.id,
            "hash": made.hash,
            "hint": made.hint,
            "name": made.name,
            "role": made.role.value,
            "created_at": made.created_at,
            "expires_at": made.expires_at,
        }
        await transaction.run("keys.create", cypher("graph.changes", "key_create"), values)
        await note(transaction, Deed(by, f"key.create.{role}", made.id), now)

    await database.transaction("keys.create", work)
    return key, made


async def read_keys(database: Database) -> list[ApiKey]:
    """Every key there ever was, oldest first."""
    rows = await database.read("keys.read", cypher("graph", "keys"))
    return [ApiKey(**{**row, "role": Reader(row["role"])}) for row in rows]


async def revoke_key(database: Database, wanted: str, *, now: Millis, by: str) -> ApiKey:
    """End the one key that `wanted` names: its id, its beginning or its name.

    Raises NotFound for none, BadInput for several. Revoking twice changes nothing.
    """
    named = [key for key in await read_keys(database) if wanted in (key.id, key.hint, key.name)]
    found = [key for key in named if key.revoked_at is None] or named
    if not found:
        raise NotFound(f"No key has the id, beginning or name {wanted}.")
    if len(found) > 1:
        ids = ", ".join(key.id for key in found)
        raise BadInput(f"Several keys are called {wanted}; revoke one by its id: {ids}.")
    key = found[0]

    async def work(transaction: Transaction) -> None:
        await transaction.run(
            "keys.revoke", cypher("graph.changes", "key_revoke"), {"id": key.id, "at": now}
        )
        await note(transaction, Deed(by, "key.revoke", key.id), now)

    if key.revoked_at is not None:
        return key
    await database.transaction("keys.revoke", work)
    return replace(key, revoked_at=now)


class KeyRing:
    """The keys of the graph, read again every few seconds, so that a request needs no statement.

    `clock` counts seconds and never goes back.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self._by_hash: dict[str, ApiKey] = {}
        self._read_at = float("-inf")
        self._reading = Lock()

    async def find(self, shown: str, now: Millis) -> ApiKey | None:
        """The key that was shown, if it is one of ours and still holds."""
        if not SHAPE.fullmatch(shown):
            return None
        digest = _digest(shown)
        await self._read_if_older_than(FRESH_SECONDS)
        if digest not in self._by_hash:
            await self._read_if_older_than(LOOK_AGAIN_SECONDS)
        key = self._by_hash.get(digest)
        if key is None or not hmac.compare_digest(key.hash, digest) or not key.holds(now):
            return None
        return key

    async def _read_if_older_than(self, seconds: float) -> None:
        async with self._reading:
            began = self._clock()
            if began - self._read_at < seconds:
                return
            self._by_hash = {key.hash: key for key in await read_keys(self._database)}
            self._read_at = began


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
