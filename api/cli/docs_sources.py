"""`docs/sources.md`: the guides of `docs/sources/`, with what is read from the declarations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from importers.catalogue import SOURCES, Importer
from importers.mapping import squashed
from importers.properties import properties_of, references_of
from importers.source import Fields, Form

GUIDE = "README.md"
"""What comes before all sources; the guide of each is called after it."""

_OF_EVERY_RECORD = (
    ("which record it is", ("key",)),
    ("by which keys others know it", ("names",)),
    ("who took which part", ("participants",)),
    ("when it was made and changed", ("created_at", "modified_at")),
    ("whether it is deleted, or merged into which", ("deleted", "removed", "merged_into")),
)


def sources_page(folder: Path) -> str:
    """Every source: how to get it out, what is read, what is not."""
    guides = folder / "sources"
    parts = [_at_top(guides / GUIDE)]
    for name, importer in SOURCES.items():
        parts += _source(guides, name, importer)
    return "\n".join(parts)


def _source(guides: Path, name: str, importer: Importer) -> Iterator[str]:
    yield _lowered(guides / f"{name}.md")
    reads = importer.reads()
    if reads:
        yield f"### {name}: what becomes what\n"
    for read in reads:
        touches = "; touches are judged by it" if read.activity else ""
        yield f"**{read.object}** ({read.kind}{touches})\n"
        yield _table(_columns(read))


def _columns(read: Form | Fields) -> Iterator[tuple[str, str]]:
    """What each property is read from; then what is only read to understand the row."""
    meanings = {p.name: p.meaning for p in properties_of(read.kind)}
    meanings |= {r.name: r.meaning for r in references_of(read.kind)}
    read_from: dict[str, list[str]] = defaultdict(list)
    for name, property in _named(read):
        read_from[property].append(name)
    for meaning, properties in _OF_EVERY_RECORD:
        told = [n for p in properties if p not in meanings for n in read_from.pop(p, ())]
        if told:
            yield _spelled(told), meaning
    for property, meaning in meanings.items():
        if property in read_from:
            yield _spelled(read_from.pop(property)), f"`{property}`: {meaning}"
    if read_from:
        names = [name for names in read_from.values() for name in names]
        yield _spelled(names), "read to tell what the row means"


def _named(read: Form | Fields) -> Iterable[tuple[str, str]]:
    if isinstance(read, Fields):
        return read.columns
    return ((column.name, column.property) for column in read.columns)


_PREFIX, _SUFFIX = "property_", "__gc"


def _spelled(names: list[str]) -> str:
    """The names, without those that differ in case, or as connectors lengthen them."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(squashed(name.removeprefix(_PREFIX).removesuffix(_SUFFIX)), name)
    return ", ".join(found.values())


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    return "\n".join(("| read | becomes |", "|---|---|", *cells, ""))


_BESIDE = re.compile(r"\]\((?!https?:|#|\.\./)")


def _at_top(path: Path) -> str:
    """A guide as it reads from the folder above its own: with links from there."""
    return _BESIDE.sub("](sources/", path.read_text("utf-8")).replace("](../", "](")


def _lowered(path: Path) -> str:
    """A guide as a section of a page."""
    return _at_top(path).replace("# ", "## ", 1)
