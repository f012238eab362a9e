"""Reading nodes and lists of nodes for a request: one statement each."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from api.context import Context
from graph.model import Millis
from graph.reading.links import ROOTS
from graph.reading.search import select_found
from graph.reading.select import Selected, select_list, select_named, select_nodes, select_where
from graph.reading.selection import Field, Fields, View
from importers.cells import CellError
from importers.salesforce.ids import long_id

Node = dict[str, Any]

SALESFORCE_OBJECTS = {"Account": ("Account",), "Person": ("Contact", "Lead")}
"""What a Salesforce id may be the id of, where only the id is given."""


def view_of(context: Context, as_of: Millis | None = None) -> View:
    """As whom, and as of when, the request reads."""
    moment = context.now if as_of is None else as_of
    return View(context.key.role, moment, context.withheld)


async def read_nodes(
    context: Context, view: View, label: str, ids: Iterable[str], fields: Fields
) -> Mapping[str, Node]:
    """The nodes with these ids, by id; those that do not exist as of the moment are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = await _rows(context, label, select_nodes(view, label, wanted, fields))
    return {row["id"]: row["answer"] for row in rows}


async def read_one(
    context: Context, view: View, label: str, by: Mapping[str, Any], fields: Fields
) -> Node | None:
    """The one account or person that a key names, e.g. `{"domain": "acme.example"}`."""
    ((how, value),) = by.items()
    if how == "id":
        selected = select_nodes(view, label, [value], fields)
    elif how == "domain":
        selected = select_where(view, label, "domain", value.strip().lower(), fields)
    elif how == "email":
        # An address is contact details: to find somebody by it is to learn that it is theirs.
        selected = select_named(
            view, label, [f"email:{value.strip().lower()}"], fields, through="email"
        )
    else:
        selected = select_named(view, label, _external(label, value), fields)
    rows = await _rows(context, label, selected)
    return min(rows, key=lambda row: str(row["id"]))["answer"] if rows else None


def _external(label: str, key: Mapping[str, Any]) -> list[str]:
    source, id_, kind = key["source"].strip().lower(), key["id"].strip(), key.get("kind")
    if source == "salesforce":
        with suppress(CellError):
            id_ = long_id(id_)
    kinds = (kind,) if kind else (*SALESFORCE_OBJECTS[label], label)
    return [f"{source}:{each}:{id_}" for each in dict.fromkeys(kinds)]


async def read_list(context: Context, view: View, name: str, field: Field) -> Node:
    """One of the lists that begin at no node (`ROOTS`), as a connection."""
    rows = await _rows(context, name, select_list(view, ROOTS[name], field))
    answer: Node = rows[0]["answer"]
    return answer


async def read_found(context: Context, view: View, text: str, first: int, fields: Fields) -> Node:
    """The accounts and people in whose name, domain or address a text is found."""
    rows = await _rows(context, "search", select_found(view, text, first, fields))
    answer: Node = rows[0]["answer"]
    return answer


async def _rows(context: Context, what: str, selected: Selected) -> list[dict[str, Any]]:
    return await context.database.read(f"select.{what.lower()}", selected.text, selected.parameters)
