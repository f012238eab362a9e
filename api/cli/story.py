"""The story that the demo plays: a champion leaves, and what hung on her goes on with others.

Every step is a change that people make through the API; what is printed is what the questions
answer then.
"""

import secrets
from typing import Any

from api.cli.session import actor
from api.cli.terminal import output
from api.moments import current
from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.model import Millis
from graph.names import ids_meant, names_of
from queries.advocacy.references import (
    REFERENCE_CANDIDATES,
    ReferenceCandidate,
    ReferenceParameters,
)
from queries.catalogue import ask
from queries.leadership.arr_at_risk import ACCOUNTS_AT_RISK
from queries.relationships.departures import CHAMPION_DEPARTURES, ChampionDeparture
from queries.rules.approach import blockers_in_the_way
from queries.rules.departed import DepartureStatus
from queries.rules.money import money_words

ACCOUNT = "Thornwick Packaging"
CHAMPION = "Beatrix Hallingdal"
REQUESTER = "Yara Haddow"
WANTED = {"act": "reference_call", "industry": "Food & Beverage", "region": "Southern Europe"}


async def play(database: Database) -> None:
    """Play the story in a graph that holds the demo's data, and print it."""
    await _Story(database).play()


class _Story:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = current()
        """The moment of the last change."""

    async def play(self) -> None:
        """From the rumour to the report."""
        self.account = await self._id("Account", ACCOUNT)
        who = {"account": self.account, "person": await self._id("Person", CHAMPION)}
        output.print("\n[bold]What happens when a champion leaves[/bold]", highlight=False)
        before = self.now

        await self._do("departure_report", **who, note="She said goodbye at the user group.")
        _tell(f"A colleague hears that {CHAMPION} leaves {ACCOUNT}.", (await self._case()).because)

        await self._do("departure_confirm", **who, reason="Her successor wrote to us.")
        case = await self._case()
        hung = case.exposure
        stopped = [f"the {each.act.replace('_', ' ')} is {each.state}" for each in hung.open_asks]
        _tell(
            "Her CSM confirms it: what must not go on stops, and its requester is told.",
            f"{', '.join(stopped)}; consents ended: {len(hung.consents)}; "
            f"assets to be approved again: {len(hung.assets)}.",
        )
        left = self.now

        successor = case.successors[0]
        names = await names_of(self.database, [successor.person])
        await self._do(
            "departure_resolve",
            **who,
            successor=successor.person,
            roles=hung.vacant_roles,
            goals=hung.goals,
        )
        _tell(
            f"{names[successor.person].name} follows, the first of the ranked successors.",
            successor.because,
        )

        await self._next_request()
        await self._report(before, left, self.now)

    async def _next_request(self) -> None:
        """Marketing needs somebody for a call; whoever is rested, willing and fit is asked."""
        requester = await self._id("Teammate", REQUESTER)
        title = "A food producer wants to hear it from a peer"
        request = await self._do(
            "advocacy_request_create", title=title, requester=requester, **WANTED
        )
        await self._do("advocacy_request_submit", id=request)
        best = await self._best_candidate()
        proposed = await self._do(
            "ask_propose", person=best.person, account=best.account, request=request
        )
        for step in ("ask_submit", "ask_approve", "ask_invite", "ask_accept"):
            await self._do(step, id=proposed)
        _tell(
            "Marketing requests a reference call: the owner approves, and the best one accepts.",
            best.because,
        )

    async def _best_candidate(self) -> ReferenceCandidate:
        parameters = ReferenceParameters.model_validate({"as_of": self.now, **WANTED})
        return (await ask(self.database, REFERENCE_CANDIDATES, parameters)).rows[0]

    async def _report(self, *moments: Millis) -> None:
        """What leadership reads of the account: before she left, after, and now."""
        said = []
        for moment in moments:
            parameters = ACCOUNTS_AT_RISK.parameters(as_of=moment, accounts=(self.account,))
            rows = (await ask(self.database, ACCOUNTS_AT_RISK, parameters)).rows
            said.append(
                f"{money_words(row.arr)} at risk: {row.because}"
                if (row := next(iter(rows), None)) and row.arr
                else "nothing at risk."
            )
        for when, words in zip(("Before", "When she had left", "Now"), said, strict=True):
            _tell(f"{when}, as leadership reads it:", words)

    async def _case(self) -> ChampionDeparture:
        parameters = CHAMPION_DEPARTURES.parameters(
            as_of=self.now, accounts=(self.account,), statuses=tuple(DepartureStatus)
        )
        return (await ask(self.database, CHAMPION_DEPARTURES, parameters)).rows[0]

    async def _do(self, change: str, **values: Any) -> str:
        """Make a change as people do, at a moment of its own; the id of what it was made to."""
        self.now = max(current(), self.now + 1)
        target = await make(
            self.database,
            CHANGES[change],
            values,
            Author(actor()),
            self.now,
            secrets.token_hex(8),
            None,
            blockers_in_the_way,
        )
        return target.id

    async def _id(self, label: str, name: str) -> str:
        return (await ids_meant(self.database, label, {name: None}))[name]


def _tell(what: str, answer: str) -> None:
    output.print(f"• {what}", markup=False, highlight=False)
    output.print(f"  → {answer}", markup=False, highlight=False)
