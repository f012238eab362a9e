"""Relay connections: one page of a link's rows, in order, with cursors, total and page info."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.reading.exposed import Link
from graph.reading.filters import condition, edge_columns, needs_state
from graph.reading.ordering import beyond, decoded, named, sorted_by
from graph.reading.rows import Rows, called
from graph.reading.selection import Field

if TYPE_CHECKING:
    from graph.reading.writer import Writer

LARGEST_PAGE = 100


@dataclass(frozen=True)
class Page:
    """Which part of the rows: so many from the front, or (`backwards`) from the back."""

    size: int
    backwards: bool
    after: str | None
    before: str | None


def page_of(arguments: Mapping[str, Any]) -> Page:
    """The page that the arguments ask for; BadInput unless first or last says how large."""
    first, last = arguments.get("first"), arguments.get("last")
    size = last if first is None else first
    if size is None or (first is not None and last is not None):
        raise BadInput("Say first or last (not both): how many rows at most.")
    if not 1 <= size <= LARGEST_PAGE:
        raise BadInput(f"first and last go from 1 to {LARGEST_PAGE}.")
    return Page(size, first is None, arguments.get("after"), arguments.get("before"))


def connection(writer: "Writer", link: Link, n: str, field: Field) -> tuple[list[str], str]:
    """The blocks that read a connection from `n` ("" for none), and then its map."""
    written = _Connection(writer, link, n, field)
    blocks: list[str] = []
    entries = []
    for child in field.children:
        if child.name == "total_count":
            value = f"v{writer.number()}"
            blocks.append(called(n, written.counted(value)))
        elif child.name == "page_info":
            value = written.page_info(child)
        else:
            value = written.collected(child)
        entries.append(f"`{child.key}`: {value}")
    if written.returned:
        blocks.append(called(n, written.page_lines()))
    return blocks, f"{{{', '.join(entries)}}}"


class _Connection:
    """What the parts of one connection share: its rows, their order, and what is collected."""

    def __init__(self, writer: "Writer", link: Link, n: str, field: Field) -> None:
        arguments = field.arguments
        self.writer = writer
        self.link = link
        self.page = page_of(arguments)
        self.returned: list[str] = []
        self._blocks: list[str] = []
        self._over = False
        wanted = arguments.get("filter") or {}
        ended = writer.parameter(bool(arguments.get("include_ended"))) if link.lasting else ""
        self.rows = Rows(link, n, writer.number(), ended=ended)
        self._filter = condition(writer, writer.place(self.rows), wanted)
        order = tuple(arguments.get("order_by") or writer.default_order(link))
        self._order = ",".join(order)
        self._keys = writer.keys(self.rows, order)
        self._edge = edge_columns(wanted, link) | {name for name, _ in map(named, order)}
        self._dated = needs_state(wanted, link) or writer.sorts_by_state(link, order)
        self._filter_dated = needs_state(wanted, link)
        self._filter_edge = edge_columns(wanted, link)
        self._size = writer.parameter(self.page.size)
        self._past = self._cursors()

    def counted(self, value: str) -> list[str]:
        """The lines that count all rows of the filter."""
        lines = self._source(self._filter_edge, self._filter_dated)
        return [*lines, f"RETURN count(*) AS {value}"]

    def collected(self, child: Field) -> str:
        """The variable that will hold the edges, or the nodes."""
        if child.name == "nodes":
            blocks, shape = self._node(child)
            self._blocks += blocks
            return self._return(shape)
        entries = []
        for part in child.children:
            if part.name == "cursor":
                value = self._cursor
            elif part.name == "node":
                blocks, value = self._node(part)
                self._blocks += blocks
            else:
                self._edge.add(part.name)
                value = self.rows.variable(part.name)
            entries.append(f"`{part.key}`: {value}")
        return self._return(f"{{{', '.join(entries)}}}")

    def page_info(self, child: Field) -> str:
        """The map of the page info."""
        entries = []
        for part in child.children:
            if part.name == "start_cursor":
                value = f"head({self._return(self._cursor)})"
            elif part.name == "end_cursor":
                value = f"last({self._return(self._cursor)})"
            elif (part.name == "has_previous_page") == self.page.backwards:
                self._over = True
                value = f"v{self.writer.number()}"
                self.returned.append(f"count(*) > {self._size} AS {value}")
            else:
                # The row of a cursor lies on the other side of it.
                beyond_it = self.page.before if self.page.backwards else self.page.after
                value = self.writer.parameter(beyond_it is not None)
            entries.append(f"`{part.key}`: {value}")
        return f"{{{', '.join(entries)}}}"

    def page_lines(self) -> list[str]:
        """The lines that find the rows of the page and collect what was asked for."""
        order = sorted_by(self._keys, backwards=self.page.backwards)
        limit = self.writer.parameter(self.page.size + self._over)
        return [
            *self._source(self._edge, self._dated, self._past),
            f"WITH * ORDER BY {order} LIMIT {limit}",
            *self._blocks,
            f"RETURN {', '.join(self.returned)}",
        ]

    def _node(self, child: Field) -> tuple[list[str], str]:
        state = self.rows.state if self._dated else ""
        return self.writer.of_nodes(self.link.to, self.rows.m, child.children, state)

    @property
    def _cursor(self) -> str:
        return f"[{', '.join((repr(self._order), *(key.expression for key in self._keys)))}]"

    def _return(self, shape: str) -> str:
        value = f"v{self.writer.number()}"
        rows = f"collect({shape})[..{self._size}]"
        self.returned.append(f"{f'reverse({rows})' if self.page.backwards else rows} AS {value}")
        return value

    def _source(self, edge: set[str], dated: bool, past: str = "true") -> list[str]:
        conditions = [c for c in (self._filter, past) if c != "true"]
        if not conditions:
            return self.rows.lines(edge, dated)
        holds = " AND ".join(f"({c})" for c in conditions)
        if not (dated or self.link.columns):
            return self.rows.lines(edge, dated, holds)
        return [*self.rows.lines(edge, dated), f"WITH * WHERE {holds}"]

    def _cursors(self) -> str:
        conditions = []
        for cursor, backwards in ((self.page.after, False), (self.page.before, True)):
            if cursor is not None:
                values = decoded(cursor, self._order, len(self._keys))
                given = [self.writer.parameter(value) for value in values]
                conditions.append(f"({beyond(self._keys, given, backwards=backwards)})")
        return " AND ".join(conditions) or "true"
