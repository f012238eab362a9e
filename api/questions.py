"""The questions in GraphQL: their answers as connections, in the shape that was selected.

What a row names by id (an account, people) is a whole node here: one more statement for each such
column that is selected, whatever the number of rows. A question below a list of accounts is asked
once for all of them.
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from api.asking import asked
from api.columns import Column, Holds, columns_of
from api.context import Context
from api.declare import camel
from api.parameters import validated
from api.reads import Node, read_nodes
from graph.cases import parts_of_case
from graph.errors import BadInput
from graph.model import STATUSES
from graph.reading.pages import page_of
from graph.reading.selection import Field, Fields, View
from queries.all import QUESTIONS
from queries.catalogue import Answer, Question
from queries.parameters import Page, Parameters
from queries.row import Row
from queries.rules.departed import DepartureStatus

AnyQuestion = Question[Any, Any]

OF_AN_ACCOUNT = {
    "stakeholder_map": "map",
    "account_timeline": "timeline",
    "accounts_at_risk": "risk",
}
"""What a question is called as a field of Account, where its own name would repeat that."""
NESTED: Mapping[str, AnyQuestion] = {
    OF_AN_ACCOUNT.get(name, name): question
    for name, question in QUESTIONS.items()
    if any(c.name == "account" and not c.optional for c in columns_of(question.row))
}
"""The questions whose rows are each about one account, by the name of the field of Account."""

QUESTION_FIELDS = frozenset(camel(name) for name in QUESTIONS)
"""The fields of Query that ask a question."""

# --- what is answered


async def answer_question(
    context: Context, view: View, question: AnyQuestion, field: Field
) -> Node:
    """The connection that a field asks for, about every account in scope."""
    given = field.arguments
    parameters = _parameters(question, view, given)
    page = page_of(given)
    answer = await asked(context, question, parameters, _page(page), given.get("order_by") or ())
    return (await _shaped(context, view, field, [answer]))[0]


async def answer_of_accounts(
    context: Context, view: View, question: AnyQuestion, field: Field, accounts: Sequence[str]
) -> dict[str, Node]:
    """The same about each of some accounts, asked once for all of them."""
    given = field.arguments
    if (given.get("filter") or {}).get("accounts") is not None:
        raise BadInput(f"{field.key} is asked about the account it belongs to; leave out accounts.")
    ids = tuple(dict.fromkeys(accounts))
    parameters = _parameters(question, view, given)
    page, order = page_of(given), given.get("order_by") or ()
    if page.after is None and page.before is None:
        about = parameters.model_copy(update={"accounts": ids})
        everything = await asked(context, question, about, None, order)
        answers = [_part(everything, account, page.size, page.backwards) for account in ids]
    else:
        # A cursor says where one account's rows go on, so each account is asked by itself.
        answers = [
            await asked(
                context,
                question,
                parameters.model_copy(update={"accounts": (account,)}),
                _page(page),
                order,
            )
            for account in ids
        ]
    return dict(zip(ids, await _shaped(context, view, field, answers), strict=True))


def parted(
    question: AnyQuestion,
) -> tuple[type[BaseModel] | None, list[Column], list[Column]]:
    """A question's parameters: what is needed (a model of its own), what shapes, what narrows."""
    bases = question.parameters.__mro__[1:]
    criteria = next(
        (
            base
            for base in bases
            if base is not BaseModel
            and issubclass(base, BaseModel)
            and not issubclass(base, Parameters)
        ),
        None,
    )
    needed = set(criteria.model_fields) if criteria else set()
    rest = [c for c in columns_of(question.parameters) if c.name not in needed | {"as_of"}]
    shaping = [column for column in rest if column.shapes or column.holds is Holds.FLAG]
    return criteria, shaping, [column for column in rest if column not in shaping]


def _parameters(question: AnyQuestion, view: View, given: Mapping[str, Any]) -> Parameters:
    values: dict[str, Any] = {"as_of": view.as_of}
    _, shaping, _ = parted(question)
    values |= {one.name: given[one.name] for one in shaping if given.get(one.name) is not None}
    for part in ("criteria", "filter"):
        values |= {name: v for name, v in (given.get(part) or {}).items() if v is not None}
    parameters: Parameters = validated(question.parameters, values)
    return parameters


def _page(page: Any) -> Page:
    size = {"last" if page.backwards else "first": page.size}
    return Page(after=page.after, before=page.before, **size)


def _part(answer: Answer[Any], account: str, size: int, backwards: bool) -> Answer[Any]:
    """The first (or last) rows about one account out of an answer about several."""
    own = [n for n, row in enumerate(answer.rows) if row.account == account]
    shown = own[-size:] if backwards else own[:size]
    return replace(
        answer,
        rows=[answer.rows[n] for n in shown],
        cursors=[answer.cursors[n] for n in shown],
        total=len(own),
        has_next=not backwards and len(own) > size,
        has_previous=backwards and len(own) > size,
    )


async def fill(context: Context, view: View, answers: Iterable[Any], fields: Fields) -> None:
    """Put answers where nodes that were read hold the id of an account that is asked about."""
    for field, accounts in _asked_about(list(answers), fields):
        found = await answer_of_accounts(
            context, view, NESTED[field.name], field, [node[field.key] for node in accounts]
        )
        for node in accounts:
            node[field.key] = found[node[field.key]]


def _asked_about(nodes: list[Any], fields: Fields) -> Iterator[tuple[Field, list[Node]]]:
    nodes = [each for node in nodes for each in (node if isinstance(node, list) else [node])]
    nodes = [node for node in nodes if node is not None]
    for field in fields:
        within = [node for node in nodes if field.key in node]
        if field.elsewhere:
            if within:
                yield field, within
        elif field.children:
            yield from _asked_about([node[field.key] for node in within], field.children)


# --- rows as nodes


async def _shaped(
    context: Context, view: View, field: Field, answers: Sequence[Answer[Any]]
) -> list[Node]:
    """Answers as connections; what their rows name is read once for all of them."""
    rows = [row for answer in answers for row in answer.rows]
    known: dict[int, Mapping[str, Node]] = {}
    for wanted in _row_fields(field.children):
        known |= await _named(context, view, rows, wanted)
    return [_connection(answer, field, known) for answer in answers]


def _row_fields(fields: Fields) -> Iterator[Fields]:
    for field in fields:
        if field.name == "nodes":
            yield field.children
        elif field.name == "edges":
            yield from (part.children for part in field.children if part.name == "node")


async def _named(
    context: Context, view: View, rows: Sequence[Row], fields: Fields
) -> dict[int, Mapping[str, Node]]:
    """What the columns selected name: for each such field (by identity) its nodes by id."""
    found: dict[int, Mapping[str, Node]] = {}
    waiting = []
    if not rows:
        return found
    columns = {column.name: column for column in columns_of(type(rows[0]))}
    for field in fields:
        column = columns[field.name]
        values = [v for row in rows for v in _items(getattr(row, column.name))]
        if column.holds is Holds.NAME:
            waiting.append((field, column.label, values))
        elif column.holds is Holds.PART:
            found |= await _named(context, view, values, field.children)
    answers = await asyncio.gather(
        *(nodes_with(context, view, label, ids, field.children) for field, label, ids in waiting)
    )
    for (field, _, _), nodes in zip(waiting, answers, strict=True):
        found[id(field)] = nodes
    return found


async def nodes_with(
    context: Context, view: View, label: str, ids: Iterable[str], fields: Fields
) -> Mapping[str, Node]:
    """The nodes with these ids, questions about them answered."""
    nodes = await read_nodes(context, view, label, ids, fields)
    await fill(context, view, nodes.values(), fields)
    return nodes


async def departures_with(
    context: Context, view: View, ids: Collection[str], fields: Fields
) -> Mapping[str, Node]:
    """The departure cases with these ids. A case is computed, so its account is asked about."""
    question = QUESTIONS["champion_departures"]
    accounts = {parts[0] for id_ in ids if (parts := parts_of_case(id_))}
    everywhere = {
        "accounts": sorted(accounts),
        "status": STATUSES,
        "statuses": tuple(DepartureStatus),
    }
    parameters = validated(question.parameters, {"as_of": view.as_of, **everywhere})
    answer = await asked(context, question, parameters)
    wanted = set(ids)
    rows = [row for row in answer.rows if row.id in wanted]
    known = await _named(context, view, rows, fields)
    return {row.id: _row(row, fields, known) for row in rows}


def _items(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _connection(answer: Answer[Any], field: Field, known: Mapping[int, Mapping[str, Node]]) -> Node:
    shown: Node = {}
    for child in field.children:
        if child.name == "nodes":
            shown[child.key] = [_row(row, child.children, known) for row in answer.rows]
        elif child.name == "edges":
            shown[child.key] = [
                {
                    part.key: cursor if part.name == "cursor" else _row(row, part.children, known)
                    for part in child.children
                }
                for row, cursor in zip(answer.rows, answer.cursors, strict=True)
            ]
        elif child.name == "page_info":
            shown[child.key] = {part.key: _place(answer, part.name) for part in child.children}
        else:
            value = {"total_count": "total"}.get(child.name, child.name)
            shown[child.key] = getattr(answer, value)
    return shown


def _place(answer: Answer[Any], name: str) -> Any:
    if name == "start_cursor":
        return answer.cursors[0] if answer.cursors else None
    if name == "end_cursor":
        return answer.cursors[-1] if answer.cursors else None
    return answer.has_next if name == "has_next_page" else answer.has_previous


def _row(row: Row, fields: Fields, known: Mapping[int, Mapping[str, Node]]) -> Node:
    columns = {column.name: column for column in columns_of(type(row))}
    return {f.key: _cell(columns[f.name], getattr(row, f.name), f, known) for f in fields}


def _cell(column: Column, value: Any, field: Field, known: Mapping[int, Mapping[str, Node]]) -> Any:
    if value is None:
        return None
    if column.many:
        cells = (_cell(replace(column, many=False), item, field, known) for item in value)
        return [cell for cell in cells if cell is not None]
    if column.holds is Holds.NAME:
        return known[id(field)].get(value)
    if column.holds in (Holds.PART, Holds.MONEY):
        if column.holds is Holds.MONEY:
            return {child.key: getattr(value, child.name) for child in field.children}
        return _row(value, field.children, known)
    return value
