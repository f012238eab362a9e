"""Waiting for one's turn, before deciding by what stands in the graph.

Who decides by a thing first writes to it: Neo4j then lets the next one wait, and the embedded
engine runs the transaction of whoever commits last again. Either way, what is read of the thing
after the lock is what the others left, and of this thing only: while a transaction is being stored,
others may see one of its nodes changed and another not yet. So everything that is decided by is
locked, not just one thing that stands for it. Accounts are locked before people, people before
requests, requests before asks, so that hardly any two wait for each other.
"""

from collections.abc import Collection, Sequence
from secrets import token_hex

from graph.changes.records import text
from graph.database import Transaction

ORDER = ("Account", "Person", "AdvocacyRequest", "Ask", "Consent", "Asset")


async def lock_all(tx: Transaction, token: str, label: str, ids: Collection[str]) -> None:
    """Lock several things of one label, in the order of their ids."""
    if ids:
        await tx.run(
            f"lock.{label.lower()}",
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.locked_by = $token "
            "RETURN count(n) AS locked",
            {"ids": sorted(set(ids)), "token": token},
        )


async def lock(tx: Transaction, token: str, **ids: str | None) -> None:
    """Lock one thing of each label named, in order; `token` differs from every other change's."""
    for label in sorted(ids, key=ORDER.index):
        if ids[label] is not None:
            await tx.run(
                f"lock.{label.lower()}",
                f"MATCH (n:{label} {{id: $id}}) SET n.locked_by = $token RETURN n.id AS id",
                {"id": ids[label], "token": token},
            )


async def lock_drawn(tx: Transaction, label: str, ids: Collection[str]) -> None:
    """Lock accounts or people who are about to be drawn anew from everything said of them."""
    await lock_all(tx, token_hex(8), label, ids)


async def lock_records(tx: Transaction, token: str, keys: Collection[str]) -> None:
    """Lock the records in which we keep what people say."""
    await tx.run("lock.records", text("lock_records"), {"keys": sorted(keys), "token": token})


async def lock_asks(tx: Transaction, token: str, ids: Sequence[str]) -> None:
    """Lock every ask of these people, accounts and requests."""
    await tx.run("lock.asks", text("lock_asks"), {"ids": sorted(ids), "token": token})
