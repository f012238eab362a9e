"""Which report is wanted: of which day, compared with which, with rankings of teammates or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from graph.errors import BadInput
from graph.model import Millis
from importers.cells import CellError, day, flag
from queries.days import date_words, day_of


@dataclass(frozen=True)
class Wanted:
    """A report's days, each meaning its first moment, 00:00 UTC, as everywhere."""

    as_of: Millis
    compare_to: Millis | None = None
    teams_only: bool = False

    def __post_init__(self) -> None:
        if self.compare_to is not None and self.compare_to >= self.as_of:
            raise BadInput(
                f"compare_to must be a day before {date_words(self.as_of)}, the day of the report.",
                "compare_to",
            )


def report_wanted(words: Mapping[str, str], now: Millis, *, teams_only: bool) -> Wanted:
    """What words say: of today unless they name a day.

    A deployment that keeps its reports to teams keeps them so whatever a request says. Raises
    BadInput for words that say no day.
    """
    today = _first_moment(day_of(now))
    return Wanted(
        as_of=_day("as_of", words.get("as_of", "")) or today,
        compare_to=_day("compare_to", words.get("compare_to", "")),
        teams_only=teams_only or _flag("teams_only", words.get("teams_only", "")),
    )


def _day(name: str, text: str) -> Millis | None:
    try:
        found = day(text) if text.strip() else None
    except CellError as error:
        raise BadInput(f"{name}: {error}.", name) from None
    return None if found is None else _first_moment(date.fromisoformat(found))


def _flag(name: str, text: str) -> bool:
    try:
        return bool(flag(text))
    except CellError as error:
        raise BadInput(f"{name}: {error}.", name) from None


def _first_moment(of: date) -> Millis:
    return int(datetime(of.year, of.month, of.day, tzinfo=UTC).timestamp()) * 1000
