"""Words for selections in tests, and how to read them."""

from typing import Any

from graph.database import Database
from graph.model import Millis, Reader
from graph.reading.links import ROOTS
from graph.reading.select import Selected, select_list, select_nodes
from graph.reading.selection import Field, Fields, View, fields
from tests.acme import NOW

NAME: Fields = fields("name")


def below(name: str, *children: Field, **arguments: Any) -> Field:
    """A field with children, under its own name."""
    return Field(name, name, arguments, children)


def page(name: str, *edge: Field, **arguments: Any) -> Field:
    """A connection with these parts of its edges; ten rows unless told otherwise."""
    size = {} if {"first", "last"} & arguments.keys() else {"first": 10}
    return below(name, below("edges", *edge), **size, **arguments)


async def run(database: Database, selected: Selected) -> list[Any]:
    """The answers of a statement."""
    rows = await database.read("tests.select", selected.text, selected.parameters)
    return [row["answer"] for row in rows]


async def node(
    database: Database,
    id_: str,
    *wanted: Field,
    role: Reader = Reader.CSM,
    as_of: Millis = NOW,
) -> Any:
    """One node as somebody sees it; None if it does not exist for them."""
    label = {"acc": "Account", "per": "Person", "tch": "Touchpoint", "ask": "Ask"}[id_[:3]]
    answers = await run(database, select_nodes(View(role, as_of), label, [id_], wanted))
    return answers[0] if answers else None


async def listed(
    database: Database, name: str, field: Field, role: Reader = Reader.CSM, as_of: Millis = NOW
) -> Any:
    """A list that begins at no node."""
    (answer,) = await run(database, select_list(View(role, as_of), ROOTS[name], field))
    return answer
