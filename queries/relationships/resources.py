"""Resource matches: what can we bring to somebody that is of use to them?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import PeopleParameters
from queries.row import AccountId, PersonId, ResourceId, Row
from queries.rules.departed import FACTS, departures, known_there
from queries.rules.thresholds import RESOURCES


class ResourceMatch(Row):
    """What can we bring to somebody that is of use to them, and that they do not have yet?

    One row for each person with a role at an account now and each resource that is for one of their
    roles, or for no role in particular, and for the account's industry, or for none, if it fits in
    something: `fits` names role, industry, topic (one of the account's) and goal (one of its topics
    stands in what the person wants to reach). What the person was offered before is left out, and
    so is whoever opted out. The best three of each person, those that fit in most first.
    """

    person: PersonId
    account: AccountId
    resource: ResourceId
    name: str
    kind: str | None
    fits: list[str]
    place: int
    because: str


class ResourceMatchParameters(PeopleParameters):
    """`kinds` of resources narrow the answer; `each` is how many for one person."""

    kinds: tuple[str, ...] | None = None
    each: Annotated[int, Field(ge=1, le=100)] = RESOURCES


def resource_matches(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: ResourceMatchParameters
) -> Iterator[ResourceMatch]:
    """The best for everybody at each account."""
    for account in accounts:
        if not account.row["resources"]:
            continue
        for person in known_there(account, departures(deployment, account)):
            if person.roles and not person.opted_out and parameters.asks_about(person.id):
                yield from _best(account, person, parameters)


def _best(
    account: AccountFacts, person: PersonFacts, parameters: ResourceMatchParameters
) -> Iterator[ResourceMatch]:
    has = {row["resource"] for row in account.rows_of("shares", person.id)}
    found = [
        (resource, fits)
        for resource in account.row["resources"]
        if resource["id"] not in has
        and (parameters.kinds is None or resource["kind"] in parameters.kinds)
        and (fits := _fits(account, person, resource))
    ]
    found.sort(key=lambda match: (-len(match[1]), match[0]["name"], match[0]["id"]))
    for place, (resource, fits) in enumerate(found[: parameters.each], 1):
        yield ResourceMatch(
            person=person.id,
            account=account.id,
            resource=resource["id"],
            name=resource["name"],
            kind=resource["kind"],
            fits=fits,
            place=place,
            because=f"{resource['name']} for {person.name} at {account.name}: "
            f"fits in {', '.join(fits)}.",
        )


def _fits(account: AccountFacts, person: PersonFacts, resource: dict[str, Any]) -> list[str]:
    """In what a resource fits; in nothing where it is meant for other roles."""
    roles = set(resource["roles"] or ())
    if roles and not roles & set(person.roles):
        return []
    topics = _plain(resource["topics"])
    aims = " ".join(aim["text"] or "" for aim in account.rows_of("aims", person.id)).casefold()
    met = {
        "role": bool(roles),
        "industry": bool(resource["industries"]),
        "topic": bool(topics & _plain(account.row["account"]["topics"])),
        "goal": any(topic in aims for topic in topics),
    }
    return [name for name, fits in met.items() if fits]


def _plain(words: Iterable[str] | None) -> set[str]:
    return {word.strip().casefold() for word in words or () if word.strip()}


RESOURCE_MATCHES = Question(
    name="resource_matches",
    parameters=ResourceMatchParameters,
    row=ResourceMatch,
    facts=(*FACTS, "resources", "shares", "aims"),
    answer=resource_matches,
    orders={
        "FIT": lambda row: (-len(row.fits), row.place),
        "PERSON": lambda row: (row.person, row.place),
    },
    unique=lambda row: (row.person, row.account, row.resource),
)
