"""Facts gathered once for several questions of one moment."""

import asyncio
from typing import Any

from graph.database import Database
from graph.model import STATUSES, Millis
from queries.catalogue import View, gather, in_scope
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters

OF_EVERY_QUESTION = ("account", "owners")
Rows = dict[str, dict[str, Any]]
"""The facts of each account, by its id."""


class Gathered:
    """Gathers as `gather` does, and never the same fact of one moment twice.

    Only for questions about every account; one about a few is gathered by itself.
    """

    def __init__(self) -> None:
        self.moments: dict[Millis, _Moment] = {}

    async def __call__(
        self, database: Database, name: str, facts: tuple[str, ...], parameters: Parameters
    ) -> View:
        """The accounts in scope with these facts at least."""
        if not parameters.everywhere:
            return await gather(database, name, facts, parameters)
        moment = self.moments.setdefault(parameters.as_of, _Moment(parameters.as_of))
        deployment = await moment.learn(database, name, facts)
        wanted = {*OF_EVERY_QUESTION, *facts}
        accounts = (
            AccountFacts({fact: row[fact] for fact in wanted}, parameters.as_of)
            for row in moment.rows.values()
            if wanted <= row.keys()  # an account may have come while facts were gathered
        )
        return View(deployment, [a for a in accounts if in_scope(a, parameters)])


class _Moment:
    """What is known of every account as of one moment."""

    def __init__(self, as_of: Millis) -> None:
        self.everything = Parameters(as_of=as_of, status=STATUSES)
        self.rows: Rows = {}
        self.known: set[str] = set()
        self.deployment: Deployment | None = None
        self.turn = asyncio.Lock()

    async def learn(self, database: Database, name: str, facts: tuple[str, ...]) -> Deployment:
        """Gather those facts that are not known yet."""
        async with self.turn:
            missing = tuple(fact for fact in facts if fact not in self.known)
            if missing or self.deployment is None:
                self.deployment, accounts = await gather(database, name, missing, self.everything)
                for account in accounts:
                    self.rows.setdefault(account.id, {}).update(account.row)
                self.known.update(missing, OF_EVERY_QUESTION)
            return self.deployment
