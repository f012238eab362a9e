"""Facts gathered once for several questions of one moment."""

from collections.abc import Iterable
from typing import Any

from graph.database import Database
from graph.model import STATUSES, Millis
from queries.catalogue import Gathering, View, gather, in_scope
from queries.facts import AccountFacts
from queries.parameters import Parameters

FACTS_AT_A_TIME = 8
"""How many are read by one statement: one of thirty takes a cold database longer to plan than a
statement may take."""


async def gathered_once(
    database: Database, name: str, facts: Iterable[str], as_of: Millis
) -> Gathering:
    """A way to gather that reads these facts of every account now, and none of them again.

    What is asked about a few accounts, another moment or other facts is gathered by itself.
    """
    known = tuple(dict.fromkeys(facts))
    everything = await _gather_in_parts(database, name, known, as_of)

    async def gathered(
        database: Database, name: str, facts: tuple[str, ...], parameters: Parameters
    ) -> View:
        if not parameters.everywhere or parameters.as_of != as_of or set(facts) - set(known):
            return await gather(database, name, facts, parameters)
        asked = [account for account in everything.accounts if in_scope(account, parameters)]
        return View(everything.deployment, asked)

    return gathered


async def _gather_in_parts(
    database: Database, name: str, facts: tuple[str, ...], as_of: Millis
) -> View:
    """All of it, a few facts at a time, of the accounts that were there throughout."""
    parameters = Parameters(as_of=as_of, status=STATUSES)
    parts = [
        await gather(database, name, facts[start : start + FACTS_AT_A_TIME], parameters)
        for start in range(0, max(len(facts), 1), FACTS_AT_A_TIME)
    ]
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        for account in part.accounts:
            found.setdefault(account.id, {}).update(account.row)
    everywhere = set.intersection(*({account.id for account in part.accounts} for part in parts))
    accounts = [AccountFacts(row, as_of) for id_, row in found.items() if id_ in everywhere]
    return View(parts[-1].deployment, accounts)
