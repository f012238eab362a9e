"""A small programme: Tess looks after Acme, Mara of marketing asks for what Olaf's deal needs.

`Programme` makes changes as people make them, one after another, each a minute after the last.
"""

import secrets
from typing import Any

from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database, Row
from graph.ids import id_from
from graph.model import Millis
from queries.rules.approach import blockers_in_the_way
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    key,
    person,
    teammate,
    tell,
)

MINUTE: Millis = 60_000
ACTS = ("quote", "review", "logo", "reference_call", "case_study")


def id_of(kind: str, name: str) -> str:
    """The id of somebody or something of the world."""
    return id_from(kind, key(kind, name))


ANN, BEN, CLEO = (id_of("Person", name) for name in ("ann", "ben", "cleo"))
ACME, BOLT = (id_of("Account", name) for name in ("acme", "bolt"))
TESS, MARA = (id_of("Teammate", name) for name in ("tess", "mara"))


async def told(database: Database) -> "Programme":
    """The world, and a programme in it: Ann and Ben of Acme and Cleo of Bolt would do anything."""
    await tell(
        database,
        teammate("tess"),
        teammate("mara", function="marketing"),
        account("acme"),
        account("bolt"),
        *(person(name, "acme", "champion") for name in ("ann", "ben")),
        person("cleo", "bolt", "champion"),
        *(consent(name, *ACTS) for name in ("ann", "ben", "cleo")),
        *(
            ask_of(
                name, "acme", "quote", ago(400), "completed", decided_at=ago(399), ended_at=ago(390)
            )
            for name in ("ann", "ben", "cleo")
        ),
    )
    return Programme(database)


class Programme:
    """Makes changes, by `actor` unless told otherwise; `now` is the moment of the last one."""

    def __init__(self, database: Database, now: Millis = NOW, actor: str = "mara") -> None:
        self.database = database
        self.now = now
        self.actor = actor

    async def make(self, change: str, **values: Any) -> str:
        """Make a change a minute later; the id of what it was made to."""
        self.now += MINUTE
        return await self.make_at(self.now, change, **values)

    async def make_at(
        self, now: Millis, change: str, idempotency_key: str | None = None, **values: Any
    ) -> str:
        """Make a change at a moment."""
        target = await make(
            self.database,
            CHANGES[change],
            values,
            Author(self.actor),
            now,
            secrets.token_hex(8),
            idempotency_key,
            blockers_in_the_way,
        )
        return target.id

    # --- how far things usually come

    async def request(self, submitted: bool = True, **values: Any) -> str:
        """A request of Mara's for a quote."""
        wanted = {"title": "Initech", "act": "quote", "requester": MARA, **values}
        id_ = await self.make("advocacy_request_create", **wanted)
        if submitted:
            await self.make("advocacy_request_submit", id=id_)
        return id_

    async def ask(
        self,
        *changes: str,
        person: str = ANN,
        account: str = ACME,
        request: str | None = None,
        **values: Any,
    ) -> str:
        """An ask, proposed and then brought on by these changes."""
        if request is None and "act" not in values:
            request = await self.request()
        about = {"person": person, "account": account, "request": request, **values}
        given = {name: value for name, value in about.items() if value is not None}
        id_ = await self.make("ask_propose", **given)
        for change in changes:
            await self.make(change, id=id_, **_usual(change, self.now))
        return id_

    # --- how things stand

    async def one(self, label: str, id_: str) -> Row:
        """The properties of a thing."""
        text = f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS thing"
        (row,) = await self.database.read("tests.one", text, {"id": id_})
        thing: Row = row["thing"]
        return thing

    async def state(self, label: str, id_: str) -> str:
        """Where a thing stands."""
        return str((await self.one(label, id_))["state"])

    async def steps(self, label: str, id_: str) -> list[str]:
        """The states a thing went through, each step with its reason."""
        text = (
            f"MATCH (s:Step)-[:STEP_OF]->(:{label} {{id: $id}}) "
            "RETURN s.state AS state, s.reason AS reason, s.at AS at ORDER BY at"
        )
        rows = await self.database.read("tests.steps", text, {"id": id_})
        return [row["state"] + (f" ({row['reason']})" if row["reason"] else "") for row in rows]

    async def notices(self) -> list[tuple[str, str, list[str]]]:
        """Kind, text and addressees of what is to be told, oldest first."""
        text = (
            "MATCH (n:Notice) CALL (n) { MATCH (n)-[:TELLS]->(t:Teammate) "
            "RETURN collect(t.name) AS to } "
            "RETURN n.kind AS kind, n.text AS text, to ORDER BY n.at, kind, text"
        )
        rows = await self.database.read("tests.notices", text)
        return [(row["kind"], row["text"], row["to"]) for row in rows]


def _usual(change: str, now: Millis) -> dict[str, Any]:
    """What a change that needs more is given."""
    if change == "ask_schedule":
        return {"scheduled_at": now + 60 * MINUTE}
    return {"missed_by": "prospect"} if change == "ask_miss" else {}
