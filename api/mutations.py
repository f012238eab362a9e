"""The fields of Mutation, from the table of changes: one input, the thing changed, what was wrong.

What is wrong with the input comes back in `userErrors`; that somebody may not make a change, or
that the graph cannot be reached, is an error of the request.
"""

import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graphql import GraphQLResolveInfo

from api.context import Context
from api.declare import Argument, Declared, Types, camel, pascal, snake
from api.moments import current
from api.question_types import CASE
from api.questions import departures_with, nodes_with
from api.reads import Node, view_of
from api.roots import Resolver, policies_of
from api.selection import arguments, selected
from api.types import ENUMS, SCALARS
from graph.cases import case_id
from graph.change import Author, Change, make
from graph.changes.by_people import CHANGES
from graph.errors import BadInput, Conflict, NotFound, RapportError
from graph.model import Property, Type
from graph.reading.selection import Field
from graph.rights import check_changes
from graph.roles import role_named
from graph.values.money import minor_units
from queries.rules.approach import blockers_in_the_way

_PLAIN = {**SCALARS, Type.WORDS: "str", Type.MONEY: "Decimal"}

EXPLAINED = (BadInput, Conflict, NotFound)
"""Errors that are about what was given; they come back beside the answer."""


def declare_mutations(types: Types) -> list[Declared]:
    """Declare an input and a payload for each change; the fields of Mutation."""
    types.object(
        "UserError",
        [
            Declared("field", "list[str] | None", "the input at fault"),
            Declared("message", "str", "what to do about it"),
            Declared("code", "str", "a stable code"),
        ],
        "What was wrong with an input.",
    )
    return [_declare(types, change) for change in CHANGES.values()]


def _declare(types: Types, change: Change) -> Declared:
    name = pascal(change.name)
    inputs = [_input(types, change, one) for one in change.inputs]
    inputs.append(
        Declared("idempotency_key", "str | None", "the same change under it happens once")
    )
    types.input(f"{name}Input", inputs, change.meaning)
    bears_on = "the departure as it is now; null where it is none"
    types.object(
        f"{name}Payload",
        [
            Declared(snake(change.returns), f"{change.returns} | None", "as it is now"),
            *(Declared(one.name, "str | None", one.meaning) for one in change.once),
            *([Declared("departure", f"{CASE} | None", bears_on)] if _on_a_case(change) else []),
            Declared("user_errors", "list[UserError]", "what was wrong with the input"),
        ],
        change.meaning,
    )
    return Declared(
        change.name, f"{name}Payload", change.meaning, (Argument("input", f"{name}Input"),)
    )


def _on_a_case(change: Change) -> bool:
    """Whether it bears on a departure, which is shown beside what was changed."""
    return change.returns in ("Decision", "Signal")


def _input(types: Types, change: Change, one: Any) -> Declared:
    if not isinstance(one, Property):
        type_ = "list[ID]" if one.many else "ID"
    elif one.name == "id":
        type_ = "ID"
    elif one.values:
        type_ = _enum(types, change, one)
    else:
        type_ = _PLAIN[one.type]
    if isinstance(one, Property) and one.type is Type.WORDS:
        type_ = f"list[{type_}]"
    needed = one.name in change.needs
    return Declared(one.name, type_ if needed else f"{type_} | None", one.meaning)


def _enum(types: Types, change: Change, one: Property) -> str:
    """The enum that answers show the same values with, else one of its own."""
    known = next((name for name, values in types.enums.items() if values == one.values), None)
    name = known or ENUMS.get(one.values, f"{change.returns}{pascal(one.name)}")
    types.enum(name, one.values, one.meaning)
    return name


def changer(name: str) -> Resolver:
    """The resolver of a field of Mutation."""
    change = CHANGES[name]

    async def resolve(_root: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        context: Context = info.context
        check_changes(context.key.role, change.name)
        return await _made(context, change, arguments(given)["input"], selected(info))

    return resolve


async def _made(context: Context, change: Change, given: Mapping[str, Any], field: Field) -> Node:
    values = {name: value for name, value in given.items() if name != "idempotency_key"}
    author = Author(context.key.id or context.key.name, context.request_id)
    errors: list[RapportError] = []
    shown_once = {one.name for one in change.once}
    target = None
    try:
        target = await make(
            context.database,
            change,
            _in_our_units(values),
            author,
            context.now,
            secrets.token_hex(8),
            given.get("idempotency_key"),
            blockers_in_the_way,
        )
    except EXPLAINED as error:
        errors.append(error)
    return {
        child.key: [_shown(error, child) for error in errors]
        if child.name == "user_errors"
        else None
        if target is None
        else target.once.get(child.name)
        if child.name in shown_once
        else await _thing(context, change, target.id, values, child)
        for child in field.children
    }


def _in_our_units(values: Mapping[str, Any]) -> dict[str, Any]:
    """Amounts in minor units, roles by their names in the graph."""
    found = dict(values)
    for name, value in values.items():
        if isinstance(value, Decimal):
            if not values.get("currency"):
                raise BadInput("An amount needs its currency.", "currency")
            try:
                found[name] = minor_units(value, values["currency"])
            except BadInput as error:
                raise BadInput(error.message, name) from None
    if isinstance(values.get("role"), str):
        found["role"] = role_named(values["role"])
        if not found["role"]:
            raise BadInput("A role is a word, such as champion.", "role")
    return found


async def _thing(
    context: Context, change: Change, id_: str, values: Mapping[str, Any], field: Field
) -> Any:
    view = view_of(context, max(context.now, current()))
    if change.returns == "Policy":
        return (await policies_of(context, view, field, values["segment"]))[0]
    if _on_a_case(change) and field.name == "departure":
        case = values.get("id") or case_id(values["account"], values["person"])
        return (await departures_with(context, view, [case], field.children)).get(case)
    nodes = await nodes_with(context, view, change.returns, [id_], field.children)
    return nodes.get(id_)


def _shown(error: RapportError, field: Field) -> Node:
    at_fault = None if error.field is None else ["input", camel(error.field)]
    shown = {"field": at_fault, "message": error.message, "code": error.code}
    return {child.key: shown[child.name] for child in field.children}
