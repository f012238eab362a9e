"""Policy kept: do we do what we said we would?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from queries.catalogue import Look, Question, View
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import ComparedParameters
from queries.relationships.coverage import COVERAGE_GAPS, CoverageGapKind, gaps_of
from queries.rules.days import date_words
from queries.rules.departed import departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.groups import (
    Group,
    Grouped,
    GroupedParameters,
    by_name,
    group_words,
    grouped,
    identity,
)
from queries.rules.promises import policy_of, promise_to


class PromiseKind(StrEnum):
    """What a policy promises: touches within the cadence, meetings of executives, people known."""

    TOUCH = "TOUCH"
    EXECUTIVE_MEETING = "EXECUTIVE_MEETING"
    ROLE = "ROLE"
    CONTACT = "CONTACT"


class PolicyKept(Grouped):
    """Do we do what we said we would?

    One row for each group and kind of promise. TOUCH: people with a role at an account who are
    promised a cadence, kept while the last touch is no older. EXECUTIVE_MEETING: accounts promised
    that executives of both sides meet. ROLE: required roles, kept while somebody there holds it.
    CONTACT: people the policy wants us to know. A promise that a stale feed cannot tell of is
    `unknown` and not in `share`, which is kept against kept and broken, 0 to 1.
    """

    kind: PromiseKind
    account_count: int
    promised: int
    kept: int
    broken: int
    unknown: int
    share: float | None
    promised_before: int | None
    share_before: float | None
    change: float | None
    because: str


class PolicyKeptParameters(GroupedParameters, ComparedParameters):
    """Which accounts count, and, by `kinds`, which promises."""

    kinds: tuple[PromiseKind, ...] | None = None


async def policy_kept(look: Look, parameters: PolicyKeptParameters) -> Iterator[PolicyKept]:
    """The rows as of one moment, held against another if one is named."""
    now = await look(parameters.as_of)
    before = None if parameters.compare_to is None else await look(parameters.compare_to)
    return kept_rows(now, before, parameters)


class _Tally:
    """The promises of one kind to the accounts of one group."""

    def __init__(self, promises: Iterable[bool | None] = (), accounts: int = 0) -> None:
        counts = Counter(promises)
        self.accounts = accounts
        self.kept, self.broken, self.unknown = counts[True], counts[False], counts[None]
        self.promised = sum(counts.values())

    @property
    def share(self) -> float | None:
        told = self.kept + self.broken
        return self.kept / told if told else None


Tallies = dict[tuple[Group, PromiseKind], _Tally]


def _tallies(view: View, parameters: PolicyKeptParameters) -> Tallies:
    found: Tallies = {}
    for group, accounts in grouped(view.accounts, parameters).items():
        made = [list(promises_to(view.deployment, account)) for account in accounts]
        for kind in parameters.kinds or PromiseKind:
            promises = [[kept for of, kept in told if of is kind] for told in made]
            to = sum(bool(one) for one in promises)
            if to:
                found[group, kind] = _Tally((kept for one in promises for kept in one), to)
    return found


def promises_to(
    deployment: Deployment, account: AccountFacts
) -> Iterator[tuple[PromiseKind, bool | None]]:
    """Each promise to one account, and whether it is kept; None where a stale feed hides it."""
    policy = policy_of(deployment, account)
    known = known_there(account, departures(deployment, account))
    stale = stale_since(deployment, account, account.as_of) is not None
    for person in known:
        promise = promise_to(policy, person, person.roles, account.as_of)
        if person.roles and promise.cadence is not None:
            yield PromiseKind.TOUCH, True if promise.kept else None if stale else False
    if policy.executive_days is not None:
        gaps = {gap.kind for gap in gaps_of(deployment, account)}
        met = CoverageGapKind.NO_EXECUTIVE_CONTACT not in gaps
        yield PromiseKind.EXECUTIVE_MEETING, None if stale else met
    held = {role for person in known for role in person.roles}
    for role in policy.cadences:
        yield PromiseKind.ROLE, role in held
    for place in range(policy.contacts):
        yield PromiseKind.CONTACT, place < len(known)


def kept_rows(
    now: View, before: View | None, parameters: PolicyKeptParameters
) -> Iterator[PolicyKept]:
    """A row for each group and kind of promise there is, or was at the moment compared to."""
    tallies = _tallies(now, parameters)
    tallies_before = None if before is None else _tallies(before, parameters)
    for key in dict.fromkeys((*tallies, *(tallies_before or ()))):
        group, kind = key
        today = tallies.get(key, _Tally())
        then = None if tallies_before is None else tallies_before.get(key, _Tally())
        share, was = today.share, None if then is None else then.share
        yield PolicyKept(
            group=group.name,
            teammate=group.teammate,
            account=group.account,
            kind=kind,
            account_count=today.accounts,
            promised=today.promised,
            kept=today.kept,
            broken=today.broken,
            unknown=today.unknown,
            share=share,
            promised_before=None if then is None else then.promised,
            share_before=was,
            change=None if share is None or was is None else share - was,
            because=_because(group, kind, today, was, parameters),
        )


WORDS = {
    PromiseKind.TOUCH: ("touch in time", "touches in time"),
    PromiseKind.EXECUTIVE_MEETING: ("meeting of executives", "meetings of executives"),
    PromiseKind.ROLE: ("role to be filled", "roles to be filled"),
    PromiseKind.CONTACT: ("person to be known", "people to be known"),
}


def _because(
    group: Group,
    kind: PromiseKind,
    tally: _Tally,
    was: float | None,
    parameters: PolicyKeptParameters,
) -> str:
    one, many = WORDS[kind]
    name = group_words(group, parameters)
    if not tally.promised:
        return f"{name}: no {many} promised any more."
    promised = f"{tally.promised} {one if tally.promised == 1 else many}"
    sentence = f"{name}: of {promised} we kept {tally.kept}"
    if tally.unknown:
        sentence += f"; {tally.unknown} cannot be told"
    if was is not None and parameters.compare_to is not None:
        sentence += f". On {date_words(parameters.compare_to)} we kept {was:.0%}"
    return f"{sentence}."


def _worst(share: float | None) -> tuple[float]:
    return (2.0 if share is None else share,)


POLICY_KEPT = Question(
    name="policy_kept",
    parameters=PolicyKeptParameters,
    row=PolicyKept,
    facts=COVERAGE_GAPS.facts,
    over_time=policy_kept,
    orders={
        "KIND": lambda row: (list(PromiseKind).index(row.kind), *_worst(row.share)),
        "SHARE": lambda row: _worst(row.share),
        "GROUP": lambda row: (*by_name(row), list(PromiseKind).index(row.kind)),
    },
    unique=lambda row: (identity(row), row.kind.value),
)
