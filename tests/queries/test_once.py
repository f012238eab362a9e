"""What is concluded of one account is worked out once for all who ask, and off the event loop."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.database import Database
from queries.catalogue import View, ask, gather
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.gathered import gathered_once
from queries.parameters import Parameters
from queries.relationships.coverage import (
    COVERAGE_GAPS,
    CoverageGap,
    CoverageGapParameters,
    coverage_gaps,
)
from queries.rules.departed import departures
from tests.queries.books import DEPLOYMENT
from tests.queries.world import NOW, account, person, teammate, tell


async def test_questions_asked_together_share_facts_and_conclusions(database: Database) -> None:
    await tell(database, teammate("tess"), account("acme"), person("ann", "acme", left=True))
    everybody = Parameters(as_of=NOW)
    gathering = await gathered_once(database, "test", COVERAGE_GAPS.facts, NOW)

    async def judged() -> View:
        return await gathering(database, "test", COVERAGE_GAPS.facts, everybody)

    with database.recorded() as statements:
        first, second = await judged(), await judged()
    (one,), (other,) = first.accounts, second.accounts

    assert statements == []
    assert len(departures(first.deployment, one)) == 1
    assert departures(second.deployment, other) is departures(first.deployment, one)


async def test_another_deployment_is_judged_anew(database: Database) -> None:
    await tell(database, teammate("tess"), account("acme"), person("ann", "acme", left=True))
    view = await gather(database, "test", COVERAGE_GAPS.facts, Parameters(as_of=NOW))
    (acme,) = view.accounts
    assert departures(DEPLOYMENT, acme) is not departures(view.deployment, acme)


async def test_others_go_on_while_rows_about_every_account_are_made(database: Database) -> None:
    """The rows are not made before the event loop has turned."""
    await tell(database, teammate("tess"), account("acme"))
    turned = threading.Event()
    waited: list[bool] = []

    def slowly(
        deployment: Deployment, accounts: Sequence[AccountFacts], parameters: CoverageGapParameters
    ) -> Iterator[CoverageGap]:
        loop.call_soon_threadsafe(turned.set)
        waited.append(turned.wait(10))
        return coverage_gaps(deployment, accounts, parameters)

    loop = asyncio.get_running_loop()
    question = replace(COVERAGE_GAPS, answer=slowly)
    answer = await ask(database, question, question.parameters(as_of=NOW))
    assert waited == [True]
    assert answer == await ask(database, COVERAGE_GAPS, question.parameters(as_of=NOW))
