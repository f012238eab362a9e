"""What a report is before it is written down: chapters of figures, charts and tables, as data.

Chapters make these from the answers of questions; `formats/` write them as HTML, PDF, XLSX and CSV.
Nothing here holds a clock, a random number or anything else that differs between two makings.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.model import Millis
from queries.row import Money


class Kind(StrEnum):
    """What the values of a figure or a column are."""

    TEXT = "text"
    WHOLE = "whole"
    SHARE = "share"  # 0 to 1, written in percent
    SCORE = "score"  # of a hundred
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


class Better(StrEnum):
    """Which way a figure should go."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands for the name of whom or what an id means, until the names are known."""

    id: str


Cell = str | int | float | date | Money | Ref | None


def difference(value: Cell, before: Cell) -> Money | float | None:
    """By how much a number or an amount changed; None where either is unknown."""
    if isinstance(value, Money) and isinstance(before, Money):
        return Money(amount=value.amount - before.amount, currency=value.currency)
    if isinstance(value, int | float) and isinstance(before, int | float):
        return value - before
    return None


ABOVE = ""
"""Stands in a cell whose value is that of the line above; None where a value is not known."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure or a computed column means, to the letter; every report ends with these."""

    name: str
    meaning: str
    kind: Kind = Kind.WHOLE
    better: Better = Better.NEITHER


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that matters, with what it was on the day compared with and a remark.

    An amount of money is one figure for each currency; `before` is None where nothing is compared
    or nothing was known then.
    """

    definition: Definition
    value: Cell
    before: Cell = None
    remark: str = ""

    @property
    def change(self) -> Money | float | None:
        """By how much it changed; None where either value is unknown."""
        return difference(self.value, self.before)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `signed` for a change, `wide` for the one that takes the room left. One that is `aside` stands
    in the workbook and the CSV only: on a page another column says as much in words.
    """

    title: str
    kind: Kind = Kind.TEXT
    definition: Definition | None = None
    signed: bool = False
    wide: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. Pages show the first `shown` of them, the workbook and the CSV show all.

    `empty` says why there are none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    shown: int = 12


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"  # one bar for each label; a second series is a mark across the first's
    STACKED = "stacked"  # one bar for each label, parted by the series, the gravest part first
    LINES = "lines"  # one line for each series over the labels


class Shade(StrEnum):
    """How a part of a stacked bar is shaded, from dark to light in grey print too."""

    WORST = "worst"
    BAD = "bad"
    FAIR = "fair"
    PALE = "pale"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values, one for each label of the chart."""

    name: str
    values: tuple[float | None, ...]
    shade: Shade = Shade.PALE


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of values that stand in a table too."""

    title: str
    shape: Shape
    labels: tuple[str | Ref, ...]
    series: tuple[Series, ...]
    kind: Kind = Kind.WHOLE
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One subject: a sentence that says how it stands, then figures, charts and tables.

    `missing` says what keeps the chapter from saying anything, if something does. The first page
    shows the `lead` of each chapter, the figures in `headline` and the chart in `poster`.
    """

    title: str
    lead: str
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    headline: tuple[Definition, ...] = ()
    poster: Chart | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole document: chapters as of a day, maybe compared with an earlier one."""

    title: str
    as_of: Millis
    compare_to: Millis | None
    settings_version: str
    chapters: tuple[Chapter, ...]
    warnings: tuple[str, ...] = ()
    teams_only: bool = False
    definitions: tuple[Definition, ...] = field(default=())
