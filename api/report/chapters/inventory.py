"""Reference inventory: whom we have to speak for us, and whether they are enough."""

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
    Shape,
    Table,
)
from api.report.reckoning import compared, comparing, phrase, told, was_and_change
from api.report.standing import Asking, Standing, asking
from api.report.subject import Subject
from queries.advocacy.inventory import (
    REFERENCE_INVENTORY,
    InventoryBy,
    InventoryLine,
    InventoryParameters,
)
from queries.rules.thresholds import HORIZON_DAYS

TITLE = "Reference inventory"
MOST_BARS = 12
By = Asking[InventoryParameters, InventoryLine]
BY_INDUSTRY: By = asking(REFERENCE_INVENTORY, by=InventoryBy.INDUSTRY)
BY_SEGMENT: By = asking(REFERENCE_INVENTORY, by=InventoryBy.SEGMENT)
BY_REGION: By = asking(REFERENCE_INVENTORY, by=InventoryBy.REGION)
BY_ACT: By = asking(REFERENCE_INVENTORY, by=InventoryBy.ACT)

ADVOCATES = Definition(
    "Advocates",
    "People employed at a customer now who gave a consent in force to some act, did not opt out "
    "and did not leave.",
    better=Better.MORE,
)
AVAILABLE = Definition(
    "Available now",
    "Advocates whom nothing keeps from being asked today, whatever for. Fewer may be ready for a "
    "reference call: that takes a consent to it and something smaller done before.",
    better=Better.MORE,
)
REMAINING = Definition(
    "Asks left",
    f"How often advocates may be asked within the next {HORIZON_DAYS} days by the caps of each "
    "person and account, leaving out whom something stops for longer.",
    better=Better.MORE,
)
DEALS = Definition(
    "Deals ahead", f"Open deals, of anybody, that close within the next {HORIZON_DAYS} days."
)
NEED = Definition(
    "References needed",
    "Deals ahead times the references that a deal used which was closed within 365 days, rounded "
    "up; unknown while none was closed.",
)
GAP = Definition(
    "References too few",
    "By how much the references needed exceed the asks left, line by line: what one industry has "
    "too many does not help another.",
    better=Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How many advocates there are, for what and where, against the deals ahead."""
    lines = now.rows(BY_INDUSTRY)
    short = [line for line in lines if line.gap]
    return Chapter(
        TITLE,
        lead=f"{phrase(len(_people(now)), 'advocate')} for {phrase(_deals(now), 'deal')} ahead"
        + (
            f"; in {phrase(len(short), 'industry', 'industries')} they are too few."
            if short
            else "; nowhere are they too few, as far as it can be told."
        ),
        figures=(
            compared(ADVOCATES, lambda s: len(_people(s)), now, before),
            compared(REMAINING, _remaining, now, before),
            compared(DEALS, _deals, now, before),
            compared(NEED, _need, now, before),
            compared(GAP, _gap, now, before),
        ),
        charts=(_by_industry(now),) if any(line.need for line in lines) else (),
        tables=(
            _lines("Advocates and deals by industry", "Industry", BY_INDUSTRY, now, before),
            _lines("Advocates and deals by segment", "Segment", BY_SEGMENT, now, before),
            _lines("Advocates and deals by region", "Region", BY_REGION, now, before),
            _lines("Advocates by act", "Act", BY_ACT, now, before),
        ),
        missing="" if lines else "No advocate and no open deal is known.",
    )


def _people(standing: Standing) -> set[str]:
    return {person for line in standing.rows(BY_INDUSTRY) for person in line.people}


def _remaining(standing: Standing) -> int:
    return sum(line.remaining for line in standing.rows(BY_INDUSTRY))


def _deals(standing: Standing) -> int:
    return sum(line.deals for line in standing.rows(BY_INDUSTRY))


def _need(standing: Standing) -> int | None:
    needs = [line.need for line in standing.rows(BY_INDUSTRY) if line.need is not None]
    return sum(needs) if needs else None


def _gap(standing: Standing) -> int:
    return sum(line.gap for line in standing.rows(BY_INDUSTRY))


def _by_industry(now: Standing) -> Chart:
    """The asks left in each industry, with a mark where the need is."""
    lines = [line for line in now.rows(BY_INDUSTRY) if line.need or line.remaining][:MOST_BARS]
    return Chart(
        "Asks left by industry, and the references needed",
        Shape.BARS,
        labels=tuple(line.group for line in lines),
        series=(
            Series("asks left", tuple(line.remaining for line in lines)),
            Series("needed", tuple(line.need for line in lines)),
        ),
    )


def _lines(title: str, of: str, by: By, now: Standing, before: Standing | None) -> Table:
    return Table(
        title,
        (
            Column(of),
            Column("Advocates", Kind.WHOLE, ADVOCATES),
            Column("Available now", Kind.WHOLE, AVAILABLE),
            Column("Asks left", Kind.WHOLE, REMAINING),
            Column("Deals ahead", Kind.WHOLE, DEALS),
            Column("Needed", Kind.WHOLE, NEED),
            Column("Too few", Kind.WHOLE, GAP),
            *comparing(Kind.WHOLE, before),
        ),
        tuple(_rows(by, now, before)),
        empty="No advocate and no open deal is known.",
    )


def _rows(by: By, now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else {line.group: line.gap for line in before.rows(by)}
    for line in now.rows(by):
        was = then.get(line.group, 0)
        yield (
            told(line.group),
            line.advocates,
            line.available,
            line.remaining,
            line.deals,
            line.need,
            line.gap,
            *was_and_change(line.gap, was, before),
        )


SUBJECT = Subject(
    TITLE,
    (BY_INDUSTRY, BY_SEGMENT, BY_REGION, BY_ACT),
    (ADVOCATES, AVAILABLE, REMAINING, DEALS, NEED, GAP),
    tell,
)
