"""The report as a PDF, set by Typst from the same pages as the HTML."""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import orjson
import typst

from api.report.document import Report
from api.report.formats.pages import pages

HERE = "api.report.formats"
OUR_FONTS = "api.report.fonts"


def as_pdf(report: Report, more_fonts: Path | None = None) -> bytes:
    """The document, in A4.

    `more_fonts` is a folder with fonts for scripts that ours do not have; a character in none of
    them is shown as an empty box. The report reaches Typst as data and is never read as markup; no
    file beside the fonts is read.
    """
    return typst.compile(
        _template(),
        font_paths=_fonts(more_fonts),
        sys_inputs={"report": orjson.dumps(pages(report)).decode()},
        timestamp=datetime.fromtimestamp(report.as_of / 1000, UTC),
    )


@cache
def _template() -> bytes:
    return files(HERE).joinpath("report.typ").read_bytes()


@cache
def _fonts(more: Path | None) -> typst.Fonts:
    """Fonts once read, used for every report: ours, and those of the folder."""
    with as_file(files(OUR_FONTS)) as ours:
        paths = [str(ours), *([] if more is None else [str(more)])]
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=paths
        )
