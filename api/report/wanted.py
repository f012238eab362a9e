"""Which report is wanted: of which day, compared with which, with rankings of teammates or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import BadInput
from graph.model import Millis
from graph.values.calendar import DAY
from importers.cells import CellError, flag, moment
from queries.rules.days import date_words


@dataclass(frozen=True)
class Wanted:
    """A report's moments; a day means its first, 00:00 UTC, as everywhere."""

    as_of: Millis
    compare_to: Millis | None = None
    teams_only: bool = False

    def __post_init__(self) -> None:
        if self.compare_to is not None and self.compare_to >= self.as_of:
            raise BadInput(
                f"compare_to must lie before {date_words(self.as_of)}, the day of the report.",
                "compare_to",
            )


def report_wanted(words: Mapping[str, str], now: Millis, *, teams_only: bool) -> Wanted:
    """What words say: of today unless they name a day or a moment.

    A deployment that keeps its reports to teams keeps them so whatever a request says. Raises
    BadInput for words that say neither.
    """
    today = now - now % DAY
    return Wanted(
        as_of=today if (said := _moment("as_of", words)) is None else said,
        compare_to=_moment("compare_to", words),
        teams_only=teams_only or _flag("teams_only", words.get("teams_only", "")),
    )


def _moment(name: str, words: Mapping[str, str]) -> Millis | None:
    try:
        return moment(words.get(name, ""))
    except CellError as error:
        raise BadInput(f"{name}: {error}.", name) from None


def _flag(name: str, text: str) -> bool:
    try:
        return bool(flag(text))
    except CellError as error:
        raise BadInput(f"{name}: {error}.", name) from None
