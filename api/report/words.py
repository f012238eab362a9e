"""Cells as people read them on a page."""

from datetime import UTC, date, datetime
from decimal import Decimal

from api.moments import rfc3339
from api.report.document import Better, Cell, Figure, Kind
from graph.model import Millis
from graph.values.calendar import DAY
from graph.values.money import decimals
from queries.row import Money
from queries.rules.days import date_words

NOTHING = "–"
UNCHANGED = "unchanged"
MINUS = "\u2013"
"""An en dash is as wide as a figure and stands in every font."""
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
"""Currencies whose sign everybody reads as this one; the others are written by their code."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def cell_words(cell: Cell, kind: Kind, *, signed: bool = False) -> str:
    """A cell of a table."""
    if cell is None:
        return "" if kind is Kind.TEXT else NOTHING
    if isinstance(cell, Money):
        return money_words(cell, signed=signed)
    if isinstance(cell, date):
        return day_words(cell)
    if isinstance(cell, int | float):
        return number_words(cell, kind, signed=signed)
    return cleaned(str(cell))


def number_words(number: float, kind: Kind, *, signed: bool = False) -> str:
    """A number of a kind; a change of a share is told in points of a hundred."""
    if kind is Kind.SHARE:
        text = f"{abs(number) * 100:,.0f}" + (" pts" if signed else "%")
    elif kind is Kind.SCORE:
        text = f"{abs(number):,.1f}"
    elif kind is Kind.NUMBER:
        text = f"{abs(number):,.2f}"
    else:
        text = f"{abs(number):,.0f}"
    return _sign(number, text, signed=signed) + text


def money_words(money: Money, *, signed: bool = False) -> str:
    """An amount in whole units: $1,250,000; CHF 900."""
    text = f"{abs(money.amount):,.0f}"
    return _sign(money.amount, text, signed=signed) + _with_currency(text, money.currency)


def large_words(money: Money) -> str:
    """An amount at a glance, exact to three digits or more: $2.5 million; CHF 900."""
    size = abs(money.amount)
    for unit, name in LARGE:
        if size >= unit:
            text = f"{size / unit:,.2f}".rstrip("0").rstrip(".")
            return _sign(money.amount, text) + _with_currency(text, money.currency) + f" {name}"
    return money_words(money)


def exact_words(money: Money) -> str:
    """An amount with all its decimals: $2,500,000.00."""
    text = f"{abs(money.amount):,.{decimals(money.currency)}f}"
    return _sign(money.amount, text) + _with_currency(text, money.currency)


def _with_currency(text: str, currency: str) -> str:
    sign = SYMBOLS.get(currency)
    return f"{sign}{text}" if sign else f"{currency}\u00a0{text}"


def _sign(number: float | Decimal, text: str, *, signed: bool = False) -> str:
    if not _tells(text):
        return ""
    return MINUS if number < 0 else "+" if signed else ""


def _tells(text: str) -> bool:
    """Whether a number is more than nothing as it is written."""
    return any(digit in text for digit in "123456789")


def day_words(day: date) -> str:
    """30 Sep 2026, in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(at: Millis) -> str:
    """A day, where it is its first moment; else the day and the time, UTC."""
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return day_words(moment.date()) + ("" if at % DAY == 0 else f", {moment:%H:%M:%S} UTC")


def moment_cell(at: Millis) -> str:
    """The same for programs: 2026-09-30, or 2026-09-30T14:05:33.120Z."""
    return date_words(at) if at % DAY == 0 else rfc3339(at)


def figure_words(figure: Figure) -> str:
    """The value of a figure, as its tile shows it."""
    if isinstance(figure.value, Money):
        return large_words(figure.value)
    return cell_words(figure.value, figure.definition.kind)


def figure_change(figure: Figure) -> str:
    """By how much a figure changed; nothing where it cannot be told."""
    change = figure.change
    if change is None:
        return ""
    if isinstance(change, Money):
        words = ("+" if change.amount > 0 else "") + large_words(change)
    else:
        words = number_words(change, figure.definition.kind, signed=True)
    return words if _tells(words) else UNCHANGED


def figure_verdict(figure: Figure) -> str:
    """Whether a change that can be seen is for the better or for the worse, if it is either."""
    change, better = figure.change, figure.definition.better
    if change is None or better is Better.NEITHER or not _tells(figure_change(figure)):
        return ""
    rose = (change.amount if isinstance(change, Money) else change) > 0
    return "better" if rose is (better is Better.MORE) else "worse"


def cleaned(text: str) -> str:
    """A text in one line, without characters that no page can show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
