"""The reads that GraphQL and a bare endpoint are both asked for, and the statement behind each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.context import Context, Key
from api.scalars import moment_of
from api.schema import build_schema
from bench.bare import Statement
from graph.database import Database, Row
from graph.database import Parameters as Given
from graph.model import Millis, Reader

ROLE = Reader.CSM
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
LIST_LENGTH = 50
"""Accounts of a read that asks about several."""


@dataclass(frozen=True)
class Read:
    """A GraphQL document that asks about accounts: `$id` one of them, `$ids` several."""

    name: str
    title: str
    document: str

    @property
    def accounts(self) -> int:
        """How many accounts it asks about."""
        return LIST_LENGTH if "$ids" in self.document else 1

    def variables(self, ids: list[str]) -> dict[str, Any]:
        """Variables that ask about these accounts."""
        return {"ids": ids} if self.accounts > 1 else {"id": ids[0]}

    def nodes(self, data: Mapping[str, Any]) -> list[Any]:
        """The accounts that were found."""
        (answer,) = data.values()
        return answer if isinstance(answer, list) else [answer]


_ACCOUNT = "id name domain status segment industry region employees"
_PERSON = "id name email phone preferredChannel optedOut"

READS = (
    Read(
        "account",
        "one account",
        f"query($id: ID!) {{ account(by: {{id: $id}}) {{ {_ACCOUNT} }} }}",
    ),
    Read(
        "people",
        "its people",
        "query($id: ID!) { account(by: {id: $id}) { id name "
        f"people(first: 50) {{ edges {{ title department node {{ {_PERSON} }} }} }} }} }}",
    ),
    Read(
        "accounts",
        f"{LIST_LENGTH} accounts with their people",
        f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Account {{ {_ACCOUNT} "
        f"people(first: 50) {{ edges {{ title department node {{ {_PERSON} }} }} }} }} }} }}",
    ),
    Read(
        "touchpoints",
        "its people with their last 5 touchpoints",
        "query($id: ID!) { account(by: {id: $id}) { id name people(first: 50) { nodes { id name "
        "touchpoints(first: 5, orderBy: [AT_DESC]) { nodes { id at channel status direction "
        "subject } } } } } }",
    ),
)


class Tape(Database):
    """The same database, keeping the text and the parameters of every statement it reads."""

    def __init__(self, database: Database) -> None:
        vars(self).update(vars(database))
        self.heard: list[tuple[str, Given]] = []

    async def read(self, name: str, text: str, parameters: Given | None = None) -> list[Row]:
        """Keep the statement, then run it."""
        self.heard.append((text, parameters or {}))
        return await super().read(name, text, parameters)


async def statement_of(
    database: Database, read: Read, subjects: Sequence[list[str]], now: Millis
) -> Statement:
    """The one statement that answers a read, found by asking about the first two subjects."""
    (text, first), (same, second) = [await _heard(database, read, ids, now) for ids in subjects[:2]]
    differing = [name for name in first if first[name] != second[name]]
    if text != same or len(differing) != 1:
        raise RuntimeError(f"{read.name}: its statement does not depend on its ids alone")
    fixed = {name: value for name, value in first.items() if name not in (*differing, "as_of")}
    return Statement(text, fixed, differing[0])


async def _heard(database: Database, read: Read, ids: list[str], now: Millis) -> tuple[str, Given]:
    tape = Tape(database)
    context = Context(tape, Key("benchmark", ROLE), "benchmark", now)
    result = await build_schema().execute(
        read.document, variable_values=read.variables(ids), context_value=context
    )
    if result.errors or len(tape.heard) != 1:
        raise RuntimeError(f"{read.name}: {len(tape.heard)} statements, errors {result.errors}")
    return tape.heard[0]


def agree(answer: Any, held: Any) -> bool:
    """Whether a GraphQL answer says what the graph holds.

    GraphQL spells moments in RFC 3339 and members of an enum in capitals.
    """
    if isinstance(answer, dict):
        return (
            isinstance(held, dict)
            and answer.keys() == held.keys()
            and all(agree(value, held[key]) for key, value in answer.items())
        )
    if isinstance(answer, list):
        return isinstance(held, list) and len(answer) == len(held) and all(map(agree, answer, held))
    if isinstance(answer, str) and MOMENT.match(answer) and isinstance(held, int):
        return moment_of(answer) == held
    return bool(answer == held or (isinstance(held, str) and answer == held.upper()))


def by_id(nodes: list[Any]) -> list[Any]:
    """Accounts in an order of their own: a bare statement may give them in any."""
    return sorted(nodes, key=lambda node: str(node["id"]))
