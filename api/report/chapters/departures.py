"""Departures: who left our customers, or seems to, and what is at stake there."""

from api.report.document import Better, Chapter, Column, Definition, Kind, Ref, Table
from api.report.reckoning import (
    Amounts,
    accounts_of,
    arr_sum,
    compared,
    day,
    money_figures,
    phrase,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from api.report.words import moment_words
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.rules.days import day_of
from queries.rules.departed import DepartureStatus
from queries.rules.exposure import DepartureExposure

TITLE = "Departures"
OPEN = asking(CHAMPION_DEPARTURES)

CONFIRMED = Definition(
    "Confirmed departures",
    "People with a role at a customer who are known to have left it, by evidence that amounts to "
    "0.9 or more or by somebody's word, and whose case nobody has resolved.",
    better=Better.LESS,
)
SUSPECTED = Definition(
    "Suspected departures",
    "People with a role at a customer for whose leaving the evidence amounts to 0.5 or more, but "
    "less than 0.9.",
    better=Better.LESS,
)
ARR_LEFT = Definition(
    "ARR where somebody left",
    "ARR of customers with a confirmed or suspected departure that is not resolved, each customer "
    "once.",
    Kind.MONEY,
    Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """Which cases are open."""
    rows = now.rows(OPEN)
    recent = "" if before is None else _recent(now, before)
    return Chapter(
        TITLE,
        lead=f"{phrase(_count(now, DepartureStatus.CONFIRMED), 'person has', 'people have')} left, "
        f"{phrase(_count(now, DepartureStatus.SUSPECTED), 'seems', 'seem')} to be leaving{recent}."
        if rows
        else "No departure is open.",
        figures=(
            compared(CONFIRMED, lambda s: _count(s, DepartureStatus.CONFIRMED), now, before),
            compared(SUSPECTED, lambda s: _count(s, DepartureStatus.SUSPECTED), now, before),
            *money_figures(ARR_LEFT, _arr, now, before),
        ),
        tables=(_cases(now),),
        headline=(CONFIRMED,),
    )


def _count(standing: Standing, status: DepartureStatus) -> int:
    return sum(row.status is status for row in standing.rows(OPEN))


def _arr(standing: Standing) -> Amounts:
    return arr_sum(accounts_of(standing, (row.account for row in standing.rows(OPEN))))


def _recent(now: Standing, before: Standing) -> str:
    count = sum(row.detected_at > before.as_of for row in now.rows(OPEN))
    return f"; {count:,} of these came to light since {moment_words(before.as_of)}"


def _cases(now: Standing) -> Table:
    return Table(
        "Open departures, the gravest first",
        (
            Column("Person"),
            Column("Customer"),
            Column("Roles", aside=True),
            Column("Status"),
            Column("Severity"),
            Column("Detected", Kind.DAY),
            Column("ARR", Kind.MONEY),
            Column("Renewal", Kind.DAY),
            Column("What hung on them", aside=True),
            Column("Why", wide=True),
        ),
        tuple(
            (
                Ref(row.person),
                now.accounts[row.account].name,
                ", ".join(map(word, row.roles)),
                word(row.status),
                word(row.severity),
                day_of(row.detected_at),
                row.arr,
                day(row.renewal_on),
                _hung(row.exposure),
                row.because,
            )
            for row in now.rows(OPEN)
        ),
        empty="Nobody is known or suspected to have left.",
    )


def _hung(exposure: DepartureExposure) -> str:
    things = (
        (len(exposure.goals), "goal"),
        (len(exposure.asks), "open ask"),
        (len(exposure.consents), "consent"),
        (len(exposure.assets), "asset"),
    )
    return ", ".join(phrase(count, what) for count, what in things if count)


SUBJECT = Subject(TITLE, (OPEN,), (CONFIRMED, SUSPECTED, ARR_LEFT), tell)
