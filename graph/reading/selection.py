"""What somebody wants to read, without saying how: a tree of fields.

The API makes it from a GraphQL operation, an export from its list of columns. `select.py` turns it
into one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput
from graph.model import Millis, Reader


@dataclass(frozen=True, slots=True)
class Field:
    """One value wanted, under the key by which the answer shall carry it.

    `name` is a name of `exposed.py`, or a part of a connection (`edges`, `node`, `page_info` …).
    `on` is the label that a child of something of several kinds applies to; empty: to each.
    `elsewhere`: the graph alone does not tell it; its place is held by the id of the node.
    """

    name: str
    key: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    children: "Fields" = ()
    on: str = ""
    elsewhere: bool = False

    def __post_init__(self) -> None:
        # It becomes part of a statement's text, which nothing that was sent may ever do otherwise.
        if not (self.key.isascii() and self.key.isidentifier()):
            raise BadInput(f"A name has letters, digits and underscores only; got {self.key!r}.")


Fields = tuple[Field, ...]


@dataclass(slots=True)
class View:
    """As whom and as of when one reads. `withheld` fills with what the role may not read."""

    role: Reader
    as_of: Millis
    withheld: set[str] = field(default_factory=set)


def fields(*names: str) -> Fields:
    """Plain fields under their own names."""
    return tuple(Field(name, name) for name in names)


def children_for(children: Fields, label: str) -> Fields:
    """The children that apply to nodes with this label."""
    return tuple(child for child in children if child.on in ("", label))
