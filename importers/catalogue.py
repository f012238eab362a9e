"""Every source Rapport can import from, by the name the command line gives it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import BadInput
from importers.rapport_csv import rapport_csv
from importers.reading import open_export
from importers.salesforce import SALESFORCE
from importers.source import Export, Options, Source


def _salesforce(options: Options) -> Source:
    if options.name not in ("", SALESFORCE.name):
        raise BadInput("A Salesforce export cannot be given another name; only csv can.")
    return SALESFORCE


SOURCES: Mapping[str, Callable[[Options], Source]] = {
    "salesforce": _salesforce,
    "csv": lambda options: rapport_csv(options.name or "csv"),
}


def open_source(name: str, path: Path, options: Options | None = None) -> Export:
    """The export of that source at `path`, ready to be loaded; BadInput says what is wrong."""
    if name not in SOURCES:
        raise BadInput(f"{name!r} is no source. Known are {', '.join(SOURCES)}.")
    options = options or Options()
    return open_export(SOURCES[name](options), path, options)
