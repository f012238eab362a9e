"""API keys: shown once, kept as a hash, ended by time or by revocation."""

import re
from dataclasses import replace

import pytest

from graph.audit import read_audit
from graph.database import Database
from graph.errors import BadInput, NotFound
from graph.keys import FRESH_SECONDS, KeyRing, create_key, read_keys, revoke_key
from graph.model import Reader
from graph.values.calendar import DAY

pytestmark = pytest.mark.anyio

NOON = 1_800_000_000_000


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def anns_key(database: Database, name: str = "Ann", days: int = 90) -> str:
    key, _ = await create_key(
        database, name=name, role=Reader.CSM, days=days, now=NOON, by="command"
    )
    return key


async def test_a_key_is_shown_once_and_only_its_hash_is_kept(database: Database) -> None:
    key, made = await create_key(
        database, name=" Ann Reyes ", role=Reader.CSM, days=90, now=NOON, by="command"
    )
    assert re.fullmatch(r"rap_[A-Za-z0-9_-]{43}", key)
    assert await read_keys(database) == [made]
    assert (made.name, made.role, made.hint) == ("Ann Reyes", Reader.CSM, key[:8])
    assert (made.created_at, made.expires_at) == (NOON, NOON + 90 * DAY)
    everything = await database.read("test.all", "MATCH (n) RETURN properties(n) AS p")
    assert key not in str(everything)


async def test_a_key_opens_until_its_last_moment(database: Database) -> None:
    key = await anns_key(database, days=1)
    ring = KeyRing(database)
    found = await ring.find(key, NOON + DAY - 1)
    assert found is not None
    assert (found.name, found.role) == ("Ann", Reader.CSM)
    assert await ring.find(key, NOON + DAY) is None


@pytest.mark.parametrize(
    "shown", ["", "rap_", "rap_short", "Bearer", "x" * 5000, "rap_" + "A" * 43, "rap_" + "ä" * 43]
)
async def test_what_is_no_key_of_ours_opens_nothing(database: Database, shown: str) -> None:
    await anns_key(database)
    assert await KeyRing(database).find(shown, NOON) is None


async def test_a_revoked_key_is_refused_within_seconds(database: Database) -> None:
    clock = Clock()
    ring = KeyRing(database, clock)
    key = await anns_key(database)
    assert await ring.find(key, NOON) is not None

    revoked = await revoke_key(database, "Ann", now=NOON + 5, by="command")
    assert revoked.revoked_at == NOON + 5
    clock.seconds = FRESH_SECONDS
    assert await ring.find(key, NOON + 10) is None
    assert (await read_keys(database)) == [revoked]
    assert await revoke_key(database, revoked.id, now=NOON + 99, by="command") == revoked


async def test_a_new_key_opens_at_once_though_the_ring_has_looked(database: Database) -> None:
    clock = Clock()
    ring = KeyRing(database, clock)
    await ring.find(await anns_key(database), NOON)
    key = await anns_key(database, "Bo")
    clock.seconds = 1.0
    assert await ring.find(key, NOON) is not None


async def test_many_requests_and_many_guesses_ask_the_graph_once(database: Database) -> None:
    clock = Clock()
    ring = KeyRing(database, clock)
    key = await anns_key(database)
    with database.recorded() as names:
        for number in range(20):
            await ring.find(key, NOON)
            await ring.find(f"rap_{number:043d}", NOON)
    assert names == ["keys.read"]


async def test_one_name_for_two_keys_is_not_enough_to_revoke(database: Database) -> None:
    await anns_key(database)
    await anns_key(database)
    first, second = await read_keys(database)
    with pytest.raises(BadInput, match="Several keys are called Ann"):
        await revoke_key(database, "Ann", now=NOON, by="command")
    with pytest.raises(NotFound, match="No key has the id, beginning or name Cy"):
        await revoke_key(database, "Cy", now=NOON, by="command")
    await revoke_key(database, first.id, now=NOON, by="command")
    # Now only one key of that name still holds.
    assert await revoke_key(database, "Ann", now=NOON, by="command") == replace(
        second, revoked_at=NOON
    )


@pytest.mark.parametrize(
    ("name", "days", "why"),
    [("  ", 90, "needs a name"), ("Ann", 0, "1 to 3650 days"), ("Ann", 9999, "1 to 3650 days")],
)
async def test_a_key_needs_a_name_and_an_end(
    database: Database, name: str, days: int, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        await anns_key(database, name, days)
    assert await read_keys(database) == []


async def test_making_and_revoking_leave_audit_entries(database: Database) -> None:
    await anns_key(database)
    [key] = await read_keys(database)
    await revoke_key(database, key.id, now=NOON + 1, by="command")
    assert [(e.at, e.actor, e.action, e.target) for e in await read_audit(database)] == [
        (NOON + 1, "command", "key.revoke", key.id),
        (NOON, "command", "key.create.csm", key.id),
    ]
