"""Surveys: how customers answered NPS and CSAT, as Delighted, Wootric, Qualtrics or a plain CSV
tells it.

One source for all of them: the header of a file says whose it is, so that nobody has to. A survey
is sentiment, dated and with its own scale; it never is a touch.
"""

from pathlib import Path

from graph.errors import BadInput
from importers.reading import open_export
from importers.source import Export, Form, Options, Source
from importers.surveys.answers import DATES, form
from importers.surveys.dialects import DIALECTS, survey_sheets

NAME = "survey"
MEANING = "NPS and CSAT answers: Delighted, Wootric, Qualtrics or a plain CSV"


def open_surveys(path: Path, options: Options) -> Export:
    """The answers at `path`; BadInput where a file does not say which kind of survey it is."""
    if options.name not in ("", NAME):
        raise BadInput(f"A {NAME} export cannot be given another name; only csv can.")
    source = Source(NAME, MEANING, forms(options), survey_sheets, dates=DATES)
    return open_export(source, path, options)


def forms(options: Options) -> tuple[Form, ...]:
    """The responses of each vendor."""
    return tuple(form(dialect, options) for dialect in DIALECTS)
