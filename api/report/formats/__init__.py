"""What a report can be written as: HTML, PDF, XLSX and CSV, one module each."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from api.report.document import Report
from api.report.words import moment_cell


class Format(StrEnum):
    """How a report is written."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8; header=present",
}


def written(report: Report, format_: Format, more_fonts: Path | None = None) -> bytes:
    """The report as a file; the same report gives the same bytes.

    `more_fonts` is a folder of fonts for scripts that the PDF's own do not have. Each format's
    library is loaded when it is first used.
    """
    if format_ is Format.HTML:
        from api.report.formats.html import as_html

        return as_html(report)
    if format_ is Format.PDF:
        from api.report.formats.pdf import as_pdf

        return as_pdf(report, more_fonts)
    if format_ is Format.XLSX:
        from api.report.formats.xlsx import as_xlsx

        return as_xlsx(report)
    from api.report.formats.csv import as_csv

    return as_csv(report)


def file_name(report: Report, format_: Format) -> str:
    """What to call the file: relationship-report-2026-09-30.pdf."""
    return f"relationship-report-{moment_cell(report.as_of).replace(':', '')}.{format_}"
