"""Relationship findings: what changed, went quiet or does not fit in our relations with people."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from graph.model import Millis
from graph.values.calendar import DAY
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Row
from queries.rules.days import date_words, days_between, days_words
from queries.rules.departed import FACTS, Departure, departures, known_there, silence
from queries.rules.feeds import stale_since
from queries.rules.promises import policy_of
from queries.rules.sentiment import current_sentiment, mood, promoter_since, readings_of
from queries.rules.severity import WORST_FIRST, Severity, base, raised

CHANGE_DAYS = 90
"""A change of title or department is a finding for so many days."""
CHAMPION_DAYS = 60
"""A champion from whom nothing came for longer is one in name only."""
UNHAPPY = -0.2
AGAINST_US = ("sceptical", "opposed")


class FindingKind(StrEnum):
    """What was found about a person."""

    CAME_BACK = "CAME_BACK"
    ROLE_CHANGED = "ROLE_CHANGED"
    DORMANT_SPONSOR = "DORMANT_SPONSOR"
    SILENT_CHAMPION = "SILENT_CHAMPION"
    UNHAPPY_ADVOCATE = "UNHAPPY_ADVOCATE"
    OPPOSED_PROMOTER = "OPPOSED_PROMOTER"


STEPS = {
    FindingKind.CAME_BACK: 0,
    FindingKind.ROLE_CHANGED: -2,
    FindingKind.DORMANT_SPONSOR: -1,
    FindingKind.SILENT_CHAMPION: -1,
    FindingKind.UNHAPPY_ADVOCATE: -1,
    FindingKind.OPPOSED_PROMOTER: -2,
}
"""How much milder than the segment's base each kind is."""


class RelationshipFinding(Row):
    """What changed, went quiet or contradicts itself in our relations with people?

    One row for each finding about somebody who plays a role there: a new title or department, a
    sponsor without an answer beyond three times their own rhythm, a champion from whom nothing came
    for 60 days, a stated attitude that their readings contradict, somebody said to have left who is
    back.
    """

    account: AccountId
    person: PersonId
    kind: FindingKind
    roles: list[str]
    since: At
    severity: Severity
    because: str
    next_action: str


class FindingParameters(Parameters):
    """`kinds`, `roles` and `severities` narrow the answer."""

    kinds: tuple[FindingKind, ...] | None = None
    roles: tuple[str, ...] | None = None
    severities: tuple[Severity, ...] | None = None


Found = tuple[FindingKind, Millis, str, str]
"""A kind, since when, why, and what to do."""


def relationship_findings(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: FindingParameters
) -> Iterator[RelationshipFinding]:
    """The findings about the people of each account, as far as they are asked for."""
    for account in accounts:
        cases = departures(deployment, account)
        steps = base(policy_of(deployment, account))
        for person in known_there(account, cases):
            if not person.roles:
                continue
            for kind, since, because, action in _found(deployment, account, person, cases):
                row = RelationshipFinding(
                    account=account.id,
                    person=person.id,
                    kind=kind,
                    roles=person.roles,
                    since=since,
                    severity=raised(steps, STEPS[kind]),
                    because=because,
                    next_action=action,
                )
                if _wanted(row, parameters):
                    yield row


def _wanted(row: RelationshipFinding, parameters: FindingParameters) -> bool:
    return (
        (parameters.kinds is None or row.kind in parameters.kinds)
        and (parameters.roles is None or bool(set(row.roles) & set(parameters.roles)))
        and (parameters.severities is None or row.severity in parameters.severities)
    )


def _found(
    deployment: Deployment,
    account: AccountFacts,
    person: PersonFacts,
    cases: Mapping[str, Departure],
) -> Iterator[Found]:
    yield from _came_back(account, person)
    yield from _role_changed(account, person)
    if person.id not in cases:  # else their silence is told there
        yield from _dormant(deployment, account, person)
        yield from _silent(deployment, account, person)
    yield from _contradictions(account, person)


def _came_back(account: AccountFacts, person: PersonFacts) -> Iterator[Found]:
    """Said to have left, and in touch since."""
    decisions = account.rows_of("decisions", person.id)
    newest = max(decisions, key=lambda d: (d["at"], d["verdict"]), default=None)
    if newest is None or newest["verdict"] == "dismissed":
        return
    last = person.last_touch_at
    if last is not None and last > newest["at"]:
        yield (
            FindingKind.CAME_BACK,
            last,
            f"{person.name} was said to have left {account.name} on {date_words(newest['at'])} "
            f"and was in touch on {date_words(last)}.",
            "If the decision was wrong take it back: what it stopped goes on.",
        )


def _role_changed(account: AccountFacts, person: PersonFacts) -> Iterator[Found]:
    """Another title or department at the same account; of several records the newest change."""
    by_record: dict[str, list[dict[str, Any]]] = {}
    for job in sorted(person.jobs, key=lambda job: job["since"] or 0):
        by_record.setdefault(job["record"], []).append(job)
    changes = [
        (new["since"], _job(old), _job(new))
        for jobs in by_record.values()
        for old, new in pairwise(jobs)
        if old["until"] == new["since"] and _job(old) != _job(new)
    ]
    since, before, now = max(changes, default=(None, "", ""))
    if since is not None and days_between(since, account.as_of) <= CHANGE_DAYS:
        yield (
            FindingKind.ROLE_CHANGED,
            since,
            f"{person.name} is {now} at {account.name} since {date_words(since)}, before {before}.",
            f"Ask {person.name} what that changes: which roles still hold, who decides now.",
        )


def _job(job: dict[str, Any]) -> str:
    title = job["title"] or "without a title"
    return f"{title} ({job['department']})" if job["department"] else str(title)


def _dormant(deployment: Deployment, account: AccountFacts, person: PersonFacts) -> Iterator[Found]:
    if "executive_sponsor" not in person.roles:
        return
    for evidence in silence(deployment, account, person):
        yield (
            FindingKind.DORMANT_SPONSOR,
            evidence.at,
            f"{person.name}, executive sponsor at {account.name}, does not answer: "
            f"{evidence.detail}.",
            f"Have an executive of ours write to {person.name}.",
        )


def _silent(deployment: Deployment, account: AccountFacts, person: PersonFacts) -> Iterator[Found]:
    """A champion from whom nothing came, as far as the feeds can tell."""
    if "champion" not in person.roles:
        return
    last = person.last_touch_at
    if last is None:
        return  # never touched at all: a gap in coverage
    watermark = stale_since(deployment, account, account.as_of)
    judged_at = account.as_of if watermark is None else watermark
    quiet = days_between(last, judged_at)
    if quiet <= CHAMPION_DAYS:
        return
    until = "" if watermark is None else f" until {date_words(watermark)}, where the feed ends"
    yield (
        FindingKind.SILENT_CHAMPION,
        last + (CHAMPION_DAYS + 1) * DAY,
        f"{person.name} is champion at {account.name}, and nothing came from them for "
        f"{days_words(quiet)}{until}.",
        f"Meet {person.name}, or say who champions us there.",
    )


def _contradictions(account: AccountFacts, person: PersonFacts) -> Iterator[Found]:
    """What is stated of them against what they answer."""
    feeling = current_sentiment(account, person.id)
    readings = readings_of(account, person.id)
    if person.attitude == "advocate" and feeling is not None and feeling < UNHAPPY:
        yield (
            FindingKind.UNHAPPY_ADVOCATE,
            max(reading["at"] for reading in readings),
            f"{person.name} is noted as an advocate at {account.name}, and is {mood(feeling)}.",
            f"Find out what went wrong before {person.name} is asked for anything.",
        )
    promoter = promoter_since(account, person.id)
    judged = next((r["score"] for r in readings if r["kind"] == "judgement"), None)
    against = person.attitude if person.attitude in AGAINST_US else None
    if against is None and judged is not None and judged < UNHAPPY:
        against = mood(judged)
    if promoter is not None and against is not None:
        yield (
            FindingKind.OPPOSED_PROMOTER,
            promoter,
            f"{person.name} is noted as {against} at {account.name}, and answers as a promoter.",
            f"Ask {person.name}, and correct what is noted.",
        )


RELATIONSHIP_FINDINGS = Question(
    name="relationship_findings",
    parameters=FindingParameters,
    row=RelationshipFinding,
    facts=(*FACTS, "readings"),
    answer=relationship_findings,
    orders={
        "SEVERITY": lambda row: (WORST_FIRST.index(row.severity), -row.since),
        "NEWEST": lambda row: (-row.since,),
    },
    unique=lambda row: (row.account, row.person, row.kind.value),
)
