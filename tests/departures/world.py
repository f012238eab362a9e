"""The world in which people leave: Ann champions us at Acme, and much hangs on her.

Tess owns Acme, Cass looks after it, Mark of marketing wants Ann for a case study. Ben could follow.
"""

from collections.abc import Mapping
from typing import Any

from graph.change import Author, Target, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES, ChampionDeparture
from queries.rules.departed import DepartureStatus
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    day,
    goal,
    influences,
    key,
    meeting,
    person,
    reports,
    teammate,
)


def id_of(label: str, name: str) -> str:
    """The id of what the source calls so."""
    return id_from(label, key(label, name))


ANN, BEN, ACME, BOLT = (
    *(id_of("Person", name) for name in ("ann", "ben")),
    *(id_of("Account", name) for name in ("acme", "bolt")),
)
TESS, CASS, MARK = (id_of("Teammate", name) for name in ("tess", "cass", "mark"))


def owns(who: str, where: str, function: str) -> Statement:
    """Who of us looks after an account."""
    said = {"teammate": key("Teammate", who), "account": key("Account", where)}
    return Statement("OWNS", key("Owner", f"{who}-{where}"), {**said, "function": function})


def request(name: str, requester: str) -> Statement:
    """Something marketing needs somebody for."""
    said = {"title": name, "act": "case_study", "requester": key("Teammate", requester)}
    return Statement("AdvocacyRequest", key("AdvocacyRequest", name), {**said, "state": "accepted"})


def thing(label: str, name: str, who: str | None, where: str | None, **said: Any) -> Statement:
    """A consent or an asset of somebody, as somebody of an account."""
    ends = {
        "person": None if who is None else key("Person", who),
        "account": None if where is None else key("Account", where),
    }
    return Statement(label, key(label, name), {**ends, **said})


WORLD = (
    teammate("tess"),
    teammate("cass"),
    teammate("mark", function="marketing"),
    account("acme", arr=300_000_00, renewal_on=day(200)),
    account("bolt"),
    owns("cass", "acme", "csm"),
    person("ann", "acme", "champion", "economic_buyer", title="VP IT", department="IT"),
    person("ben", "acme", "economic_buyer", title="Director of IT", department="IT"),
    person("cleo", "acme", "admin"),
    reports("ben", "ann"),
    influences("ann", "cleo"),
    goal("ann"),
    request("stories", "mark"),
    ask_of(
        "ann",
        "acme",
        "case_study",
        ago(10),
        "accepted",
        decided_at=ago(6),
        proposed_at=ago(10),
        request=key("AdvocacyRequest", "stories"),
    ),
    ask_of("ann", "acme", "quote", ago(90), "completed", ended_at=ago(80)),
    thing("Consent", "wide", "ann", "acme", acts=["quote", "case_study"], since=ago(300)),
    thing("Consent", "over", "ann", "acme", acts=["logo"], since=ago(300), until=ago(30)),
    thing(
        "Asset",
        "praise",
        "ann",
        "acme",
        title="Praise",
        kind="quote",
        state="published",
        published_at=ago(100),
    ),
    thing("Asset", "film", "ann", "acme", title="A film", kind="video", state="draft"),
    meeting(ago(20), "ann"),
    meeting(ago(27), "ann"),
    meeting(ago(34), "ann", "ben"),
)
ASK = id_of("Ask", f"ann-case_study-{ago(10)}")
WIDE, PRAISE = id_of("Consent", "wide"), id_of("Asset", "praise")

_fresh = iter(range(10**9))


async def change(database: Database, name: str, now: Millis = NOW, **values: Any) -> Target:
    """Make a change, as Cass."""
    return await make(database, CHANGES[name], values, Author("key_cass"), now, f"f{next(_fresh)}")


async def case_of(
    database: Database, person_id: str = ANN, account_id: str = ACME, as_of: Millis = NOW
) -> ChampionDeparture | None:
    """The departure of somebody from an account as of a moment, whatever its status."""
    parameters = CHAMPION_DEPARTURES.parameters(as_of=as_of, statuses=tuple(DepartureStatus))
    rows = (await ask(database, CHAMPION_DEPARTURES, parameters)).rows
    return next((r for r in rows if (r.person, r.account) == (person_id, account_id)), None)


async def states(database: Database) -> Mapping[str, str | None]:
    """Where each ask, consent and asset stands by its newest step, else by its source."""
    rows = await database.read(
        "tests.states",
        "MATCH (n) WHERE n:Ask OR n:Consent OR n:Asset "
        "OPTIONAL MATCH (s:Step)-[:STEP_OF]->(n) WITH n, s ORDER BY s.at "
        "WITH n, collect(s.state) AS steps RETURN n.id AS id, n.state AS stated, steps",
    )
    return {row["id"]: row["steps"][-1] if row["steps"] else row["stated"] for row in rows}


async def notices(database: Database) -> set[tuple[str, str, frozenset[str], str]]:
    """What stands in the outbox: kind, thing, who is told, and the text."""
    rows = await database.read(
        "tests.notices",
        "MATCH (n:Notice) OPTIONAL MATCH (n)-[:TELLS]->(t:Teammate) WITH n, collect(t.id) AS to "
        "RETURN n.kind AS kind, n.about AS about, n.text AS text, to",
    )
    return {(row["kind"], row["about"], frozenset(row["to"]), row["text"]) for row in rows}
