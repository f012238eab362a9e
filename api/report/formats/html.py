"""The report as one HTML page that needs nothing else: no script, font or picture of others."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from api.report.document import Report
from api.report.formats.pages import pages

HERE = "api.report.formats"


def as_html(report: Report) -> bytes:
    """The page; every text of the report is escaped."""
    return _template().render(report=pages(report), style=Markup(_style())).encode()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["drawn"] = Markup  # an SVG of ours, whose texts are escaped already
    return environment.from_string(_file("report.html"))


@cache
def _style() -> str:
    return _file("report.css")


def _file(name: str) -> str:
    return files(HERE).joinpath(name).read_text("utf-8")
