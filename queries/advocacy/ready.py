"""Ready for more: who did small things for us and may be asked for a greater one?"""

from collections.abc import Iterator, Sequence

from graph.model import ACTS_BY_EFFORT
from graph.programme.states import consent_holds
from queries.advocacy.references import EFFORT_OF, EFFORTS, EXPERIENCE_DAYS
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, On, PersonId, Row
from queries.rules.asks import asks_of
from queries.rules.blockers import BLOCKER_FACTS, Blocker, blockers_of_any_act, lifting
from queries.rules.days import date_words, days_between
from queries.rules.departed import Departure, departures


class ReadyAdvocate(Row):
    """Who did small things for us and is ready for a greater one?

    One row for each person employed at an account now who completed an act within 730 days and
    never one of the greatest effort. The next effort is the one above the greatest they ever
    completed; of its acts, `agreed_acts` are those that a consent in force already names. `ready`:
    nothing stands in the way of asking now, consent aside; otherwise every blocker, and the day the
    last one lifts (empty: not by itself).
    """

    person: PersonId
    account: AccountId
    done: list[str]
    last_done_at: At
    next_effort: str
    next_acts: list[str]
    agreed_acts: list[str]
    ready: bool
    blockers: list[Blocker]
    ready_on: On | None
    because: str


class ReadyAdvocateParameters(Parameters):
    """`ready_only` leaves out whom something stands in the way of asking."""

    ready_only: bool = False


def ready_for_more(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: ReadyAdvocateParameters
) -> Iterator[ReadyAdvocate]:
    """The people of each account who are ready for more."""
    for account in accounts:
        if not account.row["asks"]:
            continue
        cases = departures(deployment, account)
        for person in account.people:
            row = _row(account, person, cases.get(person.id))
            if row is not None and (row.ready or not parameters.ready_only):
                yield row


def _row(
    account: AccountFacts, person: PersonFacts, case: Departure | None
) -> ReadyAdvocate | None:
    done = [
        ask
        for ask in asks_of(account, person.id)
        if ask["state"] == "completed" and ask["ended_at"] is not None
    ]
    if not done or not person.jobs_now:
        return None
    last = max(ask["ended_at"] for ask in done)
    greatest = max(EFFORTS.index(EFFORT_OF[ask["act"]]) for ask in done)
    if greatest == len(EFFORTS) - 1 or days_between(last, account.as_of) > EXPERIENCE_DAYS:
        return None
    effort = EFFORTS[greatest + 1]
    acts = list(ACTS_BY_EFFORT[effort])
    blockers = blockers_of_any_act(account, person, case)
    consents = [
        c for c in account.rows_of("consents", person.id) if consent_holds(c, account.as_of)
    ]
    agreed = [act for act in acts if any(act in (c["acts"] or ()) for c in consents)]
    return ReadyAdvocate(
        person=person.id,
        account=account.id,
        done=sorted(ask["act"] for ask in done),
        last_done_at=last,
        next_effort=effort,
        next_acts=acts,
        agreed_acts=agreed,
        ready=not blockers,
        blockers=blockers,
        ready_on=lifting(blockers),
        because=_because(account, person, len(done), last, effort, agreed, blockers),
    )


def _because(
    account: AccountFacts,
    person: PersonFacts,
    count: int,
    last: int,
    effort: str,
    agreed: list[str],
    blockers: list[Blocker],
) -> str:
    acts = "1 act" if count == 1 else f"{count} acts"
    said = (
        f"{person.name} at {account.name} completed {acts}, the last on {date_words(last)}, "
        f"and none of {effort} effort"
    )
    if agreed:
        said += f"; agreed to {', '.join(act.replace('_', ' ') for act in agreed)}"
    if blockers:
        said += f"; not now: {', '.join(blocker.because for blocker in blockers)}"
    return f"{said}."


READY_FOR_MORE = Question(
    name="ready_for_more",
    parameters=ReadyAdvocateParameters,
    row=ReadyAdvocate,
    facts=BLOCKER_FACTS,
    answer=ready_for_more,
    orders={
        "READY": lambda row: (not row.ready, -len(row.agreed_acts), -len(row.done)),
        "LATEST": lambda row: (-row.last_done_at,),
    },
    unique=lambda row: (row.person, row.account),
)
