"""Facts gathered once for several questions of one moment."""

from collections.abc import Iterable

from graph.database import Database
from graph.model import STATUSES, Millis
from queries.catalogue import Gathering, View, gather, in_scope
from queries.parameters import Parameters


async def gathered_once(
    database: Database, name: str, facts: Iterable[str], as_of: Millis
) -> Gathering:
    """A way to gather that reads these facts of every account now, and none of them again.

    What is asked about a few accounts, another moment or other facts is gathered by itself.
    """
    known = tuple(dict.fromkeys(facts))
    everything = await gather(database, name, known, Parameters(as_of=as_of, status=STATUSES))

    async def gathered(
        database: Database, name: str, facts: tuple[str, ...], parameters: Parameters
    ) -> View:
        if not parameters.everywhere or parameters.as_of != as_of or set(facts) - set(known):
            return await gather(database, name, facts, parameters)
        asked = [account for account in everything.accounts if in_scope(account, parameters)]
        return View(everything.deployment, asked)

    return gathered
