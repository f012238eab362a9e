"""Writes one statement from a selection: nodes and their values, the links that lead on."""

from collections.abc import Callable, Sequence
from typing import Any

from graph.model import Reader, Type
from graph.reading.exposed import COLUMNS, Column, Form, Link
from graph.reading.filters import Filter, Place, edge_columns, needs_state
from graph.reading.links import DEFAULT_ORDER, LINKS
from graph.reading.ordering import Key, checked, keys_of, named, sorted_by
from graph.reading.pages import connection
from graph.reading.rows import Rows, called, put, state_of, where
from graph.reading.selection import Field, Fields, View, children_for
from graph.rights import APPROVED_STATES, Sight, check_reads, check_sees, sight

LONGEST_LIST = 100

_APPROVED = (
    "EXISTS { MATCH ({n})-[:WAS_ASKED]->(ask:Ask) "
    f"WHERE ask.state IN {list(APPROVED_STATES)} AND coalesce(ask.invited_at, 0) <= $as_of }}"
)


class Writer:
    """One statement in the making; hands out its variables and parameters in order."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.parameters: dict[str, Any] = {"as_of": view.as_of}
        self._number = 0

    @property
    def role(self) -> Reader:
        """As whom one reads."""
        return self.view.role

    def parameter(self, value: Any) -> str:
        """A parameter with this value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def number(self) -> int:
        """A number that no variable has yet."""
        self._number += 1
        return self._number

    # --- a node and its values

    def node(
        self, label: str, n: str, fields: Fields, *, state: str = "", typed: bool = False
    ) -> tuple[list[str], str]:
        """The lines to run once `n` is bound, and then the map of its fields.

        `state` is the variable of its state where it is bound already.
        """
        blocks: list[str] = []
        entries = [f"__typename: '{label}'"] if typed else []
        for field in fields:
            column = COLUMNS[label].get("id" if field.elsewhere else field.name)
            if column is None:
                inner, value = self.link(LINKS[label][field.name], n, field)
                blocks += inner
            else:
                if column.dated and not state:
                    state = f"s{self.number()}"
                    blocks.insert(0, state_of(n, state))
                value = self._value(label, column, field, n, state)
            entries.append(f"`{field.key}`: {value}")
        return blocks, f"{{{', '.join(entries)}}}"

    def _value(self, label: str, column: Column, field: Field, n: str, state: str) -> str:
        seen = sight(self.role, column.readers)
        if seen is not Sight.ALWAYS:
            self.view.withheld.add(f"{label}.{column.name}")
        nothing = "[]" if column.type is Type.WORDS else "null"
        if seen is Sight.NEVER:
            return nothing
        value = put(column.of, n=n, s=state)
        if column.type is Type.MONEY:
            value = _money(value, put(column.currency, n=n, s=state), field)
        if seen is Sight.APPROVED:
            return f"CASE WHEN {put(_APPROVED, n=n)} THEN {value} ELSE {nothing} END"
        return value

    def of_nodes(
        self, labels: Sequence[str], m: str, children: Fields, state: str = ""
    ) -> tuple[list[str], str]:
        """The same for a node that has one of several labels."""
        if len(labels) == 1:
            return self.node(labels[0], m, children_for(children, labels[0]), state=state)
        blocks: list[str] = []
        cases = []
        for label in labels:
            inner, shape = self.node(label, m, children_for(children, label), typed=True)
            blocks += inner
            cases.append(f"WHEN {m}:{label} THEN {shape}")
        return blocks, f"CASE {' '.join(cases)} END"

    # --- links

    def link(self, link: Link, n: str, field: Field) -> tuple[list[str], str]:
        """The lines that follow a link from `n` ("" for none), and then the value of the field."""
        for label in link.to:
            check_sees(self.role, label)
        if link.form is Form.CONNECTION:
            return connection(self, link, n, field)
        value = f"v{self.number()}"
        lines = self._one(link, n, field) if link.form is Form.ONE else self._list(link, n, field)
        return [called(n, [*lines[:-1], f"RETURN {lines[-1]} AS {value}"])], value

    def _one(self, link: Link, n: str, field: Field) -> list[str]:
        rows = Rows(link, n, self.number())
        m, r = rows.m, rows.r
        blocks, shape = self.of_nodes(link.to, m, field.children)
        return [
            f"MATCH {put(link.path, n=n, m=m, r=r)} WHERE {where(link, m, r)}",
            f"WITH {m}, {r} ORDER BY {put(link.newest, m=m, r=r)} LIMIT 1",
            *blocks,
            f"head(collect({shape}))",
        ]

    def _list(self, link: Link, n: str, field: Field) -> list[str]:
        rows = Rows(link, n, self.number())
        blocks: list[str] = []
        entries = []
        edge = []
        if link.columns:
            for child in field.children:
                if child.name == link.node_name:
                    inner, value = self.of_nodes(link.to, rows.m, child.children)
                    blocks += inner
                else:
                    edge.append(child.name)
                    value = rows.variable(child.name)
                entries.append(f"`{child.key}`: {value}")
            shape = f"{{{', '.join(entries)}}}"
        else:
            blocks, shape = self.of_nodes(link.to, rows.m, field.children)
        order = sorted_by(self.keys(rows, self.default_order(link)), backwards=False)
        return [
            *rows.lines(edge, dated=False),
            f"WITH * ORDER BY {order} LIMIT {LONGEST_LIST}",
            *blocks,
            f"collect({shape})",
        ]

    def keys(self, rows: Rows, order: Sequence[str]) -> list[Key]:
        """What to sort rows by, the last of it unique."""
        link = rows.link
        checked(order, orderable(link))
        found: list[Key] = []
        for name, descending in map(named, order):
            column = link.edge.get(name)
            if column is not None:
                found += keys_of(column, rows.variable(name), "", descending)
                continue
            columns = [COLUMNS[label][name] for label in link.to]
            for label, of_label in zip(link.to, columns, strict=True):
                check_reads(self.role, label, name, of_label.readers)
            of = by_label(link.to, rows, [c.of for c in columns])
            currency = by_label(link.to, rows, [c.currency for c in columns])
            found += keys_of(columns[0], of, currency, descending)
        found.append(Key(f"{rows.m}.{'id' if link.to else 'key'}", nullable=False))
        return found + [Key(rows.variable(c.name), nullable=not c.required) for c in rows.apart]

    def default_order(self, link: Link) -> tuple[str, ...]:
        """How a link is ordered unless told otherwise."""
        return link.order or (DEFAULT_ORDER.get(link.to[0], ()) if link.to else ())

    def sorts_by_state(self, link: Link, order: Sequence[str]) -> bool:
        """Whether the ordering needs the state of an account."""
        known = orderable(link)
        return any(known[name].dated for name, _ in map(named, order))

    def place(self, rows: Rows) -> Place:
        """Where the conditions of a filter on these rows apply."""
        link = rows.link
        return Place(
            link.to[0] if len(link.to) == 1 else "",
            rows.m,
            lambda column: put(column.of, n=rows.m, s=rows.state),
            {name: rows.variable(name) for name in link.edge},
            link,
        )

    def exists(self, link: Link, n: str, wanted: Filter, inner: Callable[[Place], str]) -> str:
        """A node at the end of the link from `n` for which `inner`, made of `wanted`, holds."""
        rows = Rows(link, n, self.number())
        edge = edge_columns(wanted, link)
        dated = needs_state(wanted, link)
        holds = inner(self.place(rows))
        lines = rows.lines(edge, dated)
        return f"EXISTS {{ {' '.join(lines)} WITH * WHERE {holds} RETURN 1 }}"


def orderable(link: Link) -> dict[str, Column]:
    """The columns by which the rows of a link can be ordered: its nodes' and its edges'."""
    if not link.to:
        return dict(link.edge)
    shared = [
        column
        for column in COLUMNS[link.to[0]].values()
        if all(column.name in COLUMNS[label] for label in link.to[1:])
    ]
    return {column.name: column for column in (*shared, *link.columns)}


def by_label(labels: Sequence[str], rows: Rows, expressions: Sequence[str]) -> str:
    """A value that each kind of node has in a way of its own."""
    filled = [put(expression, n=rows.m, s=rows.state) for expression in expressions]
    if len(set(filled)) == 1:
        return filled[0]
    cases = [f"WHEN {rows.m}:{label} THEN {of}" for label, of in zip(labels, filled, strict=True)]
    return f"CASE {' '.join(cases)} END"


def _money(amount: str, currency: str, field: Field) -> str:
    # As in every other answer: an amount without a currency counts as dollars.
    known = f"coalesce({currency}, 'USD')"
    parts = {"amount": f"[{amount}, {known}]", "currency": known}
    entries = ", ".join(f"`{child.key}`: {parts[child.name]}" for child in field.children)
    return f"CASE WHEN {amount} IS NULL THEN null ELSE {{{entries}}} END"
