"""Coverage: whom we should know at our customers, and don't."""

from collections import Counter
from collections.abc import Iterator

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Kind,
    Series,
    Shade,
    Shape,
    Table,
)
from api.report.reckoning import (
    Amounts,
    accounts_of,
    arr_sum,
    compared,
    comparing,
    day,
    grouped,
    money_figures,
    phrase,
    share,
    was_and_change,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.relationships.coverage import COVERAGE_GAPS, CoverageGap, CoverageGapKind
from queries.rules.severity import WORST_FIRST, Severity

TITLE = "Coverage"
GAPS = asking(COVERAGE_GAPS)
GRAVE = (Severity.CRITICAL, Severity.HIGH)
SHADES = dict(zip(WORST_FIRST, Shade, strict=False))

OPEN_GAPS = Definition(
    "Coverage gaps",
    "Things missing at customers by the policy of their segment on the day: required roles that "
    "nobody holds, or whose holder left or was never or not lately in touch; too few contacts, one "
    "contact alone, no executive contact, no owner, no goal; and feeds too old to tell.",
    better=Better.LESS,
)
GRAVE_SHARE = Definition(
    "Customers with a grave gap",
    "Customers with at least one coverage gap of severity critical or high, divided by all "
    "customers.",
    Kind.SHARE,
    Better.LESS,
)
CRITICAL_ARR = Definition(
    "ARR under a critical gap",
    "ARR of customers with at least one coverage gap of severity critical, each customer once.",
    Kind.MONEY,
    Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """What is missing, how grave it is and where."""
    grave, critical = len(_with(now, *GRAVE)), len(_with(now, Severity.CRITICAL))
    by_kind = _by_kind(now)
    return Chapter(
        TITLE,
        lead=f"{phrase(grave, 'customer')} of {len(now.accounts):,} "
        f"{'has' if grave == 1 else 'have'} a grave gap, {critical:,} a critical one."
        if now.rows(GAPS)
        else "Nothing that the policies promise is missing anywhere.",
        figures=(
            compared(OPEN_GAPS, lambda s: len(s.rows(GAPS)), now, before),
            compared(
                GRAVE_SHARE, lambda s: share(len(_with(s, *GRAVE)), len(s.accounts)), now, before
            ),
            *money_figures(CRITICAL_ARR, _critical_arr, now, before),
        ),
        charts=(by_kind,) if now.rows(GAPS) else (),
        tables=(_kinds(now, before), _accounts(now)),
        headline=(GRAVE_SHARE,),
    )


def _with(standing: Standing, *severities: Severity) -> set[str]:
    return {gap.account for gap in standing.rows(GAPS) if gap.severity in severities}


def _critical_arr(standing: Standing) -> Amounts:
    return arr_sum(accounts_of(standing, _with(standing, Severity.CRITICAL)))


def _by_kind(standing: Standing) -> Chart:
    """Gaps of each kind, the most frequent first, parted by severity."""
    count = Counter((gap.kind, gap.severity) for gap in standing.rows(GAPS))
    kinds = _frequent_first(standing)
    return Chart(
        "Coverage gaps by kind and severity",
        Shape.STACKED,
        labels=tuple(word(kind) for kind in kinds),
        series=tuple(
            Series(word(severity), tuple(count[kind, severity] for kind in kinds), shade)
            for severity, shade in SHADES.items()
        ),
    )


def _frequent_first(standing: Standing) -> list[CoverageGapKind]:
    number = Counter(gap.kind for gap in standing.rows(GAPS))
    return sorted(number, key=lambda kind: (-number[kind], kind))


def _kinds(now: Standing, before: Standing | None) -> Table:
    return Table(
        "Coverage gaps by kind",
        (
            Column("Gap"),
            *(Column(word(severity).capitalize(), Kind.WHOLE) for severity in WORST_FIRST),
            Column("All", Kind.WHOLE, OPEN_GAPS),
            Column("Customers", Kind.WHOLE),
            *comparing(Kind.WHOLE, before),
        ),
        tuple(_kind_rows(now, before)),
        empty="No gap is open.",
    )


def _kind_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    gaps = grouped(now.rows(GAPS), lambda gap: gap.kind)
    then = Counter(gap.kind for gap in before.rows(GAPS)) if before else Counter()
    for kind in dict.fromkeys((*_frequent_first(now), *sorted(then))):
        found = gaps.get(kind, [])
        severities = Counter(gap.severity for gap in found)
        yield (
            word(kind),
            *(severities[severity] for severity in WORST_FIRST),
            len(found),
            len({gap.account for gap in found}),
            *was_and_change(len(found), then[kind], before),
        )


def _accounts(now: Standing) -> Table:
    return Table(
        "Customers with the gravest gaps",
        (
            Column("Customer"),
            Column("Segment"),
            Column("Gravest"),
            Column("Gaps", Kind.WHOLE),
            Column("ARR", Kind.MONEY),
            Column("Renewal", Kind.DAY),
            Column("Why", wide=True),
        ),
        tuple(_account_rows(now)),
        empty="No customer has a gap.",
    )


def _account_rows(now: Standing) -> Iterator[tuple[Cell, ...]]:
    """Customers with gaps: the gravest, the most, the greatest ARR of its currency first."""
    found = grouped(now.rows(GAPS), lambda gap: gap.account)

    def place(gaps: list[CoverageGap]) -> tuple[int, int, object, str]:
        arr = gaps[0].arr
        return (
            WORST_FIRST.index(_gravest(gaps).severity),
            -len(gaps),
            0 if arr is None else -arr.amount,
            gaps[0].account,
        )

    for gaps in sorted(found.values(), key=place):
        gravest, account = _gravest(gaps), now.accounts[gaps[0].account]
        yield (
            account.name,
            word(account.segment),
            word(gravest.severity),
            len(gaps),
            gravest.arr,
            day(gravest.renewal_on),
            gravest.because,
        )


def _gravest(gaps: list[CoverageGap]) -> CoverageGap:
    return min(gaps, key=lambda gap: WORST_FIRST.index(gap.severity))


SUBJECT = Subject(TITLE, (GAPS,), (OPEN_GAPS, GRAVE_SHARE, CRITICAL_ARR), tell)
