"""What sources say that they read is what they read."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from graph.statement import Statement
from importers.catalogue import SOURCES
from importers.properties import names_of
from importers.source import Fields
from tests.mix.loading import OPTIONS, RECORDS, Record, opened
from tests.mix.sources import MORE_CARDS, MORE_EVENTS, REPLIES

OF_EVERY_STATEMENT = ("key", "names", "participants", "created_at", "modified_at")
MORE = (
    *(Record("calendar", "us.ics", text) for text in MORE_EVENTS),
    *(Record("calendar", "answers.ics", text) for text in REPLIES),
    *(Record("vcard", "people.vcf", text) for text in MORE_CARDS),
)


@pytest.mark.parametrize("name", SOURCES)
def test_whatever_is_read_becomes_something_the_graph_has(name: str) -> None:
    for read in SOURCES[name].reads():
        known = {*names_of(read.kind), *OF_EVERY_STATEMENT}
        if isinstance(read, Fields):
            assert {property for _, property in read.columns} <= known, read.object
        else:
            assert any(column.property in known for column in read.columns), read.object


@pytest.mark.parametrize("name", ["mail", "calendar", "vcard"])
def test_what_an_opener_of_its_own_says_is_declared_and_the_other_way_round(
    tmp_path: Path, name: str
) -> None:
    declared: dict[str, set[str]] = defaultdict(set)
    for read in SOURCES[name].reads():
        assert isinstance(read, Fields)
        declared[read.kind] |= {property for _, property in read.columns}
    said: dict[str, set[str]] = defaultdict(set)
    records = [record for record in (*RECORDS, *MORE) if record.source == name]
    (export,) = opened(tmp_path, records, replace(OPTIONS, keep_text=True))
    for table in export.tables:
        for statement in table.statements():
            assert isinstance(statement, Statement)
            said[statement.kind] |= {n for n, v in statement.values.items() if v not in (None, [])}
            said[statement.kind] |= {n for n in OF_EVERY_STATEMENT if getattr(statement, n)}
    assert said == declared
