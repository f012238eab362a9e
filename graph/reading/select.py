"""A selection of fields becomes ONE Cypher statement, shaped so that its rows are the answer.

Every link selected is a nested `CALL (n) { … RETURN collect({…}) }`: order, limit and total happen
inside the database. Values of arguments are parameters, so that one selection always gives the same
text. What the role may not see and what is not true as of the moment never leaves the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.identity import NAMED
from graph.reading.exposed import COLUMNS, Link
from graph.reading.rows import visible
from graph.reading.selection import Field, Fields, View
from graph.reading.writer import Writer
from graph.rights import check_reads, check_sees


@dataclass(frozen=True)
class Selected:
    """A statement; each of its rows has an `answer`, and the `id` that it was asked for by."""

    text: str
    parameters: dict[str, Any]


def select_nodes(view: View, label: str, ids: Sequence[str], fields: Fields) -> Selected:
    """The nodes with these ids; an id that was merged away finds what it was merged into."""
    writer = Writer(view)
    check_sees(view.role, label)
    lines = [f"UNWIND {writer.parameter(list(ids))} AS id"]
    if label in NAMED:
        key = f"'rapport:{label}:' + id"
        lines += [
            f"OPTIONAL MATCH (itself:{label} {{id: id}})",
            f"OPTIONAL MATCH (:Identifier {{key: {key}}})-[:NAMES]->(survivor:{label})",
            "WITH id, coalesce(itself, survivor) AS n0",
            f"WHERE n0 IS NOT NULL AND {visible((label,), 'n0')}",
        ]
    else:
        lines += [f"MATCH (n0:{label} {{id: id}})", f"WHERE {visible((label,), 'n0')}"]
    return _finished(writer, lines, label, fields)


def select_named(
    view: View, label: str, keys: Sequence[str], fields: Fields, through: str = ""
) -> Selected:
    """The nodes that these identifiers name; `through` is the column they give away."""
    writer = Writer(view)
    check_sees(view.role, label)
    if through:
        check_reads(view.role, label, through, COLUMNS[label][through].readers)
    lines = [
        f"UNWIND {writer.parameter(list(keys))} AS id",
        f"MATCH (:Identifier {{key: id}})-[:NAMES]->(n0:{label})",
        f"WHERE {visible((label,), 'n0')}",
    ]
    return _finished(writer, lines, label, fields)


def select_where(view: View, label: str, name: str, value: Any, fields: Fields) -> Selected:
    """The nodes whose property has this value, those described by a record first."""
    writer = Writer(view)
    check_sees(view.role, label)
    column = COLUMNS[label][name]
    check_reads(view.role, label, name, column.readers)
    lines = [
        f"MATCH (n0:{label} {{{column.name}: {writer.parameter(value)}}})",
        f"WHERE {visible((label,), 'n0')}",
        "WITH n0, n0.id AS id ORDER BY coalesce(n0.known, false) DESC, id LIMIT 1",
    ]
    return _finished(writer, lines, label, fields)


def select_list(view: View, link: Link, field: Field) -> Selected:
    """A list that begins at no node (`ROOTS`), under the field's arguments: one row."""
    writer = Writer(view)
    blocks, value = writer.link(link, "", field)
    return Selected("\n".join((*blocks, f"RETURN {value} AS answer")), writer.parameters)


def _finished(writer: Writer, lines: list[str], label: str, fields: Fields) -> Selected:
    """The statement that goes on from `n0` and `id`."""
    blocks, value = writer.node(label, "n0", fields)
    text = "\n".join((*lines, *blocks, f"RETURN id, {value} AS answer"))
    return Selected(text, writer.parameters)
