"""What hangs on somebody who leaves an account: what stops, what lapses, and who knew them.

Once a departure was decided, what the decision stopped is still told: it is what hung on them.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from graph.programme.asks import asks_then
from graph.programme.states import asset_state, consent_holds, resting_on
from graph.programme.transitions import OPEN
from queries.facts import AccountFacts, PersonFacts
from queries.row import (
    AskId,
    AskState,
    AssetId,
    At,
    ConsentId,
    GoalId,
    PersonId,
    Row,
    TeammateId,
)
from queries.rules.departed import Departure
from queries.rules.strength import bonds_of

Thing = dict[str, Any]


class OpenAsk(Row):
    """An ask that was open when the person left, or still is: where it stands, who wanted it."""

    ask: AskId
    act: str
    state: AskState
    requester: TeammateId | None


class Bond(Row):
    """One of our people who knew the person: touches within 365 days, the last, and the strength.

    The strength is 0 to 100; empty: insufficient data. Without touches they are in a private
    network of ours.
    """

    teammate: TeammateId
    touches: int
    last_at: At | None
    strength: float | None


class DepartureExposure(Row):
    """What hangs on the person as somebody of the account.

    `vacant_roles` have no other holder. `assets` need approval anew: those that feature them, and
    those without a face that nobody else's consent carries. In `touches_alone` nobody else of the
    account took part.
    """

    vacant_roles: list[str]
    goals: list[GoalId]
    asks: list[AskId]
    open_asks: list[OpenAsk]
    consents: list[ConsentId]
    assets: list[AssetId]
    touches_alone: int
    managers: list[PersonId]
    reports: list[PersonId]
    influences: list[PersonId]
    influenced_by: list[PersonId]
    known_by: list[Bond]


FACTS = ("exposure", "faceless", "consents", "alone", "lines", "influence", "bonds")
"""The columns that this needs."""


def exposure_of(
    account: AccountFacts, case: Departure, roles: Sequence[str], remaining: Sequence[PersonFacts]
) -> DepartureExposure:
    """What hangs on the one who left in these roles; `remaining` are still known there."""
    person = case.person.id
    hanging = account.by_person("exposure").get(person, {})
    alone = account.by_person("alone").get(person)
    held = {role for other in remaining for role in other.roles}
    decisions = {decision["id"] for decision in account.rows_of("decisions", person)}
    open_asks = list(_asks(hanging.get("asks", ()), decisions, account))
    consents = [
        consent
        for consent in hanging.get("consents", ())
        if consent_holds(consent, account.as_of) or _stopped(consent, decisions, account)
    ]
    lines, influence = account.row["lines"], account.row["influence"]
    return DepartureExposure(
        vacant_roles=sorted(set(roles) - held),
        goals=sorted(hanging.get("goals", ())),
        asks=[ask.ask for ask in open_asks],
        open_asks=open_asks,
        consents=sorted(consent["id"] for consent in consents),
        assets=sorted(
            asset["id"]
            for asset in (*hanging.get("assets", ()), *_faceless(account, consents, remaining))
            if asset_state(asset, account.as_of) != "retired"
        ),
        touches_alone=0 if alone is None else alone["touches"],
        managers=sorted({line["manager"] for line in lines if line["person"] == person}),
        reports=sorted({line["person"] for line in lines if line["manager"] == person}),
        influences=sorted({i["influenced"] for i in influence if i["person"] == person}),
        influenced_by=sorted({i["person"] for i in influence if i["influenced"] == person}),
        known_by=[Bond(**bond) for bond in bonds_of(account, person)],
    )


def _asks(
    things: Sequence[Thing], decisions: Collection[str], account: AccountFacts
) -> Iterator[OpenAsk]:
    for ask in sorted(asks_then(things, account.as_of), key=lambda ask: str(ask["id"])):
        state = ask["state"]
        if state in OPEN or _stopped(ask, decisions, account):
            yield OpenAsk(ask=ask["id"], act=ask["act"], state=state, requester=ask["requester"])


def _faceless(
    account: AccountFacts, consents: Sequence[Thing], remaining: Sequence[PersonFacts]
) -> Iterator[Thing]:
    """Assets without a face that rest on these consents, and on none of those who remain."""
    others = [
        consent
        for person in remaining
        for consent in account.rows_of("consents", person.id)
        if consent_holds(consent, account.as_of)
    ]
    yield from resting_on(account.row["faceless"], consents, others)


def _stopped(thing: Thing, decisions: Collection[str], account: AccountFacts) -> bool:
    """Whether one of the decisions stopped it, and nothing was done about it since."""
    taken = [step for step in thing["steps"] if step["at"] <= account.as_of]
    newest = max(taken, key=lambda step: step["at"], default=None)
    return newest is not None and newest["cause"] in decisions
