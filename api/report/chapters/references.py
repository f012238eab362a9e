"""References: who could speak for us to a prospect, and what stands in the way of the others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Kind,
    Ref,
    Series,
    Shape,
    Table,
)
from api.report.reckoning import (
    by_segment,
    compared,
    comparing,
    grouped,
    phrase,
    segment_place,
    was_and_change,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.advocacy.references import REFERENCE_CANDIDATES, ReferenceCandidate
from queries.rules.blockers import BlockerCode

TITLE = "References"
CALLS = asking(REFERENCE_CANDIDATES, act="reference_call", include_blocked=True)

CONSIDERED = Definition(
    "People considered as references",
    "People employed at a customer who hold a role there or have a consent, an asset or an earlier "
    "ask.",
)
READY = Definition(
    "People ready for a reference call",
    "People considered whom nothing keeps from being asked for a reference call on the day: they "
    "consented to it, are rested, and neither their account nor they themselves stand against it.",
    better=Better.MORE,
)
READY_CUSTOMERS = Definition(
    "Customers with somebody ready",
    "Customers at which at least one person is ready for a reference call.",
    better=Better.MORE,
)
IN_THE_WAY = Definition(
    "What stands in the way",
    "For each reason not to ask for a reference call now, the people considered whom it keeps "
    "back. One person may be kept back by several.",
)


SCORE = Definition(
    "Score",
    "How well somebody suits a reference call, from 0 to 1: how they feel and fit, how strong the "
    "relation is, what they did before and how rested they are. “Why” tells each part.",
    Kind.NUMBER,
)
REASONS: Mapping[BlockerCode, str] = {
    BlockerCode.NO_CONSENT: "no consent",
    BlockerCode.CONSENT_EXPIRED: "the consent ended",
    BlockerCode.CONSENT_SCOPE: "the consent is for something else",
    BlockerCode.OPTED_OUT: "does not want to be asked",
    BlockerCode.COOLDOWN: "asked or declined too recently",
    BlockerCode.CAP_PERSON: "person asked too often",
    BlockerCode.CAP_ACCOUNT: "customer asked too often",
    BlockerCode.OPEN_ESCALATION: "open escalation",
    BlockerCode.RENEWAL_WINDOW: "renewal is near",
    BlockerCode.DETRACTOR: "unhappy",
    BlockerCode.PERSON_DEPARTED: "left or seems to be leaving",
    BlockerCode.OWNER_HOLD: "held back by the owner",
    BlockerCode.COMPETITOR_OF_PROSPECT: "competitor of the prospect",
    BlockerCode.PENDING_ELSEWHERE: "asked for something else right now",
    BlockerCode.LADDER: "has not done anything smaller yet",
}


def tell(now: Standing, before: Standing | None) -> Chapter:
    """Who is ready, where, and why the others are not."""
    rows, ready = now.rows(CALLS), _ready(now)
    blocked = any(row.blockers for row in rows)
    return Chapter(
        TITLE,
        lead=f"{phrase(len(ready), 'person', 'people')} at "
        f"{phrase(_customers(now), 'customer')} may be asked for a reference call today, "
        f"of {len(rows):,} considered.",
        figures=(
            compared(READY, lambda s: len(_ready(s)), now, before),
            compared(READY_CUSTOMERS, _customers, now, before),
            compared(CONSIDERED, lambda s: len(s.rows(CALLS)), now, before),
        ),
        charts=(_in_the_way(now),) if blocked else (),
        tables=(_segments(now, before), _obstacles(now, before), _people(now)),
        headline=(READY,),
        missing="" if rows else "Nobody could be considered: no person with a role is known.",
    )


def _ready(standing: Standing) -> list[ReferenceCandidate]:
    return [row for row in standing.rows(CALLS) if row.eligible]


def _customers(standing: Standing) -> int:
    return len({row.account for row in _ready(standing)})


def _in_the_way(now: Standing) -> Chart:
    count = _kept_back(now)
    codes = _frequent_first(count)
    return Chart(
        "What keeps people from being asked for a reference call",
        Shape.BARS,
        labels=tuple(REASONS[code] for code in codes),
        series=(Series("people", tuple(count[code] for code in codes)),),
    )


def _kept_back(standing: Standing) -> Counter[BlockerCode]:
    """How many people each reason keeps back."""
    reasons = ({blocker.code for blocker in row.blockers} for row in standing.rows(CALLS))
    return Counter(code for codes in reasons for code in codes)


def _frequent_first(count: Counter[BlockerCode]) -> list[BlockerCode]:
    return sorted(count, key=lambda code: (-count[code], code))


def _obstacles(now: Standing, before: Standing | None) -> Table:
    count = _kept_back(now)
    then = Counter[BlockerCode]() if before is None else _kept_back(before)
    rows: list[tuple[Cell, ...]] = [
        (REASONS[code], count[code], *was_and_change(count[code], then[code], before))
        for code in dict.fromkeys((*_frequent_first(count), *_frequent_first(then)))
    ]
    return Table(
        "What stands in the way",
        (
            Column("Reason"),
            Column("People", Kind.WHOLE, IN_THE_WAY),
            *comparing(Kind.WHOLE, before),
        ),
        tuple(rows),
        empty="Nothing stands in anybody's way.",
        shown=20,
    )


def _segments(now: Standing, before: Standing | None) -> Table:
    return Table(
        "Reference calls by segment",
        (
            Column("Segment"),
            Column("Customers", Kind.WHOLE),
            Column("with somebody ready", Kind.WHOLE, READY_CUSTOMERS),
            Column("People considered", Kind.WHOLE, CONSIDERED),
            Column("People ready", Kind.WHOLE, READY),
            *comparing(Kind.WHOLE, before),
        ),
        tuple(_segment_rows(now, before)),
        empty="",
    )


def _segment_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    considered, ready = _of_segments(now, now.rows(CALLS)), _of_segments(now, _ready(now))
    then = {} if before is None else _of_segments(before, _ready(before))
    for segment, accounts in by_segment(now.accounts.values()).items():
        found, was = ready.get(segment, []), len(then.get(segment, []))
        yield (
            word(segment),
            len(accounts),
            len({candidate.account for candidate in found}),
            len(considered.get(segment, [])),
            len(found),
            *was_and_change(len(found), was, before),
        )


def _of_segments(
    standing: Standing, rows: Sequence[ReferenceCandidate]
) -> dict[str, list[ReferenceCandidate]]:
    found = grouped(rows, lambda row: standing.accounts[row.account].segment)
    return {segment: found[segment] for segment in sorted(found, key=segment_place)}


def _people(now: Standing) -> Table:
    return Table(
        "Ready for a reference call, the most fitting first",
        (
            Column("Person"),
            Column("Customer"),
            Column("Segment"),
            Column("Score", Kind.NUMBER, SCORE),
            Column("Asks in a year", Kind.WHOLE),
            Column("Why", wide=True),
        ),
        tuple(
            (
                Ref(row.person),
                now.accounts[row.account].name,
                word(now.accounts[row.account].segment),
                row.score,
                row.asks_in_a_year,
                row.because,
            )
            for row in _ready(now)
        ),
        empty="Nobody may be asked for a reference call now.",
    )


SUBJECT = Subject(TITLE, (CALLS,), (READY, READY_CUSTOMERS, CONSIDERED, IN_THE_WAY, SCORE), tell)
