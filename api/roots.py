"""The fields of Query: what each is answered with."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from graphql import GraphQLResolveInfo

from api.context import Context
from api.declare import Argument, Declared, Types
from api.question_types import CASE
from api.questions import answer_question, departures_with, fill, nodes_with
from api.reads import Node, read_found, read_list, read_one, view_of
from api.selection import arguments, selected
from api.types import AS_OF, root_fields
from graph.cases import parts_of_case
from graph.errors import BadInput
from graph.ids import label_of
from graph.model import Reader
from graph.reading.exposed import COLUMNS
from graph.reading.links import ROOTS
from graph.reading.selection import Field, Fields, View, children_for
from queries.all import QUESTIONS
from queries.deployment import read_deployment

Resolver = Callable[..., Awaitable[Any]]
Answerer = Callable[[Context, View, Field], Awaitable[Any]]

MOST_IDS = 100


def declare_roots(types: Types) -> list[Declared]:
    """Declare what only Query speaks of; its fields, but for the questions."""
    types.input(
        "ExternalKey",
        [
            Declared("source", "str", "which system, e.g. salesforce"),
            Declared("id", "str", "id of the record there"),
            Declared(
                "kind", "str | None", "kind of record there, where the id alone is not enough"
            ),
        ],
        "How another system knows something.",
    )
    for label, by in (("Account", "domain"), ("Person", "email")):
        keys = [
            Declared("id", "ID | None"),
            Declared(by, "str | None"),
            Declared("external", "ExternalKey | None"),
        ]
        types.input(f"{label}Key", keys, f"What names one {label.lower()}.", one_of=True)
    types.union("SearchResult", ("Account", "Person"), "What a search finds.")
    types.object("SearchEdge", [Declared("node", "SearchResult")], "One thing found.")
    found = [Declared("edges", "list[SearchEdge]"), Declared("nodes", "list[SearchResult]")]
    types.object("SearchConnection", found, "What was found, best first.")
    types.enum("Role", [str(role) for role in Reader], "What a key may see and do.")
    budget = [Declared("per_minute", "int"), Declared("left", "int")]
    types.object(
        "Budget", budget, "Nodes that may be read for a key in a minute, and what is left."
    )
    viewer = [
        Declared("name", "str", "name of the key or account"),
        Declared("role", "Role"),
        Declared("budget", "Budget | None", "null where calls are not counted"),
    ]
    types.object("Viewer", viewer, "Who asks.")
    cadence = [
        Declared("role", "str"),
        Declared("days", "int | None", "days between touches; null: required, without a cadence"),
    ]
    types.object("Cadence", cadence, "How often we promise to be in touch with a role.")
    policy = [
        Declared("segment", "Segment"),
        Declared("touch", "str", "touch model: high, low or automated"),
        Declared("cadences", "list[Cadence]", "the roles required"),
        Declared("contacts", "int", "how many people we want to know"),
        Declared("executive_days", "int | None", "executives of both sides meet so often, in days"),
    ]
    types.object("Policy", policy, "What we promise the accounts of one segment.")
    return [
        Declared("node", "Node | None", "Whatever has this id.", (Argument("id", "ID"), AS_OF)),
        Declared(
            "nodes",
            "list[Node | None]",
            f"The same for up to {MOST_IDS} ids, in their order.",
            (Argument("ids", "list[ID]"), AS_OF),
        ),
        Declared("viewer", "Viewer", "Who asks."),
        *(
            Declared(
                label.lower(),
                f"{label} | None",
                f"One {label.lower()}.",
                (Argument("by", f"{label}Key"), AS_OF),
            )
            for label in ("Account", "Person")
        ),
        *root_fields(types),
        Declared(
            "search",
            "SearchConnection",
            "Accounts and people by a piece of their name, domain or e-mail address.",
            (Argument("text", "str"), Argument("first", "int"), AS_OF),
        ),
        Declared("policies", "list[Policy]", "What we promise accounts, by segment.", (AS_OF,)),
    ]


async def _node(context: Context, view: View, field: Field) -> Node | None:
    return (await _nodes_of(context, view, field, [field.arguments["id"]]))[0]


async def _nodes(context: Context, view: View, field: Field) -> list[Node | None]:
    ids = field.arguments["ids"]
    if len(ids) > MOST_IDS:
        raise BadInput(f"Ask for {MOST_IDS} ids at most.")
    return await _nodes_of(context, view, field, ids)


async def _nodes_of(
    context: Context, view: View, field: Field, ids: list[str]
) -> list[Node | None]:
    """One statement for each kind of node among the ids."""
    by_label: dict[str, list[str]] = {}
    for id_ in ids:
        label = label_of(id_) if parts_of_case(id_) is None else CASE
        if label is not None and (label in COLUMNS or label == CASE):
            by_label.setdefault(label, []).append(id_)
    answers = await asyncio.gather(
        *(
            _of_kind(context, view, label, of_label, children_for(field.children, label))
            for label, of_label in by_label.items()
        )
    )
    found = {
        id_: {**node, "__typename": label}
        for label, nodes in zip(by_label, answers, strict=True)
        for id_, node in nodes.items()
    }
    return [found.get(id_) for id_ in ids]


async def _of_kind(
    context: Context, view: View, label: str, ids: list[str], fields: Fields
) -> Mapping[str, Node]:
    if label == CASE:
        return await departures_with(context, view, ids, fields)
    return await nodes_with(context, view, label, ids, fields)


async def _viewer(context: Context, _view: View, field: Field) -> Node:
    known = {"name": context.key.name, "role": str(context.key.role), "budget": context.budget}
    return {
        child.key: known[child.name]
        if child.name != "budget" or context.budget is None
        else {part.key: getattr(context.budget, part.name) for part in child.children}
        for child in field.children
    }


def _one(label: str) -> Answerer:
    async def answer(context: Context, view: View, field: Field) -> Node | None:
        node = await read_one(context, view, label, field.arguments["by"], field.children)
        await fill(context, view, [node], field.children)
        return node

    return answer


def _list(name: str) -> Answerer:
    async def answer(context: Context, view: View, field: Field) -> Node:
        page = await read_list(context, view, name, field)
        await fill(context, view, [page], field.children)
        return page

    return answer


def _question(name: str) -> Answerer:
    async def answer(context: Context, view: View, field: Field) -> Node:
        return await answer_question(context, view, QUESTIONS[name], field)

    return answer


async def _search(context: Context, view: View, field: Field) -> Node:
    given = field.arguments
    found = await read_found(context, view, given["text"], given["first"], field.children)
    await fill(context, view, [found], field.children)
    return found


async def policies_of(
    context: Context, view: View, field: Field, segment: str | None = None
) -> list[Node]:
    """The policies in force, of one segment or of all."""
    deployment = await read_deployment(context.database, view.as_of)
    return [
        {child.key: _of_policy(policy, child) for child in field.children}
        for policy in deployment.policies.values()
        if segment in (None, policy.segment)
    ]


def _of_policy(policy: Any, wanted: Field) -> Any:
    if wanted.name != "cadences":
        return getattr(policy, wanted.name)
    return [
        {child.key: {"role": role, "days": days}[child.name] for child in wanted.children}
        for role, days in policy.cadences.items()
    ]


ROOT_ANSWERS: Mapping[str, Answerer] = {
    "node": _node,
    "nodes": _nodes,
    "viewer": _viewer,
    "account": _one("Account"),
    "person": _one("Person"),
    "search": _search,
    "policies": policies_of,
    **{name: _list(name) for name in ROOTS},
    **{name: _question(name) for name in QUESTIONS},
}
"""How each field of Query is answered."""


def resolver(answer: Answerer) -> Resolver:
    """The resolver of a field of Query."""

    async def resolve(_root: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        context: Context = info.context
        view = view_of(context, arguments(given).get("as_of"))
        return await answer(context, view, selected(info))

    return resolve
