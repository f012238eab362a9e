"""Waiting for one's turn, before deciding by what stands in the graph.

Who decides by a thing first writes to it: Neo4j then lets the next one wait, and the embedded
engine runs the transaction of whoever commits last again. Either way, what is read after the lock
is what the others left. Requests are locked before asks, asks before accounts, accounts before
people, so that no two wait for each other.
"""

from collections.abc import Collection

from graph.database import Transaction

ORDER = ("AdvocacyRequest", "Ask", "Asset", "Account", "Person")


async def lock_all(tx: Transaction, token: str, label: str, ids: Collection[str]) -> None:
    """Lock several things of one label, in the order of their ids."""
    if ids:
        await tx.run(
            f"lock.{label.lower()}",
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.locked_by = $token "
            "RETURN count(n) AS locked",
            {"ids": sorted(ids), "token": token},
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
