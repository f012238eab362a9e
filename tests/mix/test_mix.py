"""Six sources about forty people make the graph that a careful reader would make of them."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from graph.database import Database
from queries.catalogue import Question, ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.ghosts import GHOST_STAKEHOLDERS
from queries.relationships.merge_suggestions import MERGE_SUGGESTIONS
from queries.relationships.recency import INTERACTION_RECENCY
from queries.relationships.stakeholder_map import STAKEHOLDER_MAP
from tests.importers.exports import at
from tests.mix import answer
from tests.mix.loading import RECORDS, imported

AS_OF = at("2026-06-01")


def _short(key: str) -> str:
    source, _, name = key.partition(":")
    if source == "email":
        return name
    if source == "salesforce":
        return f"salesforce {int(name.rpartition(':')[2][3:15])}"
    return f"{source} {name.rpartition(':')[2]}"


async def who_is_who(database: Database) -> dict[str, tuple[str, set[str]]]:
    """Everybody whom a record names: id, by name with what names them; namesakes are numbered."""
    rows = await database.read(
        "tests.who",
        "MATCH (i:Identifier)-[:NAMES]->(p:Person) "
        "WHERE p.known AND NOT i.key STARTS WITH 'rapport:' "
        "WITH p, collect(i.key) AS keys RETURN p.id AS id, p.name AS name, keys",
    )
    found: dict[str, tuple[str, set[str]]] = {}
    for row in sorted(rows, key=lambda row: min(row["keys"]), reverse=True):
        name = row["name"] if row["name"] not in found else f"{row['name']} (2)"
        found[name] = row["id"], {_short(key) for key in row["keys"]}
    return found


async def rows_of(database: Database, question: Question[Any, Any]) -> list[Any]:
    return list((await ask(database, question, question.parameters(as_of=AS_OF))).rows)


async def pairs(database: Database, relation: str) -> set[tuple[str, str]]:
    rows = await database.read(
        "tests.pairs",
        f"MATCH (a:Person)-[:{relation}]->(b:Person) RETURN a.name AS one, b.name AS other",
    )
    return {(row["one"], row["other"]) for row in rows}


async def test_the_right_answer(prepared: Database, tmp_path: Path) -> None:
    runs = await imported(prepared, tmp_path, RECORDS)
    assert sum(run.rejected + run.partly_read for run in runs) == 0

    who = await who_is_who(prepared)
    told = {name: set(keys.split(", ")) for name, keys in answer.WHO.items()}
    assert {name: keys for name, (_, keys) in who.items()} == told
    names = {id_: name for name, (id_, _) in who.items()}

    accounts = await prepared.read(
        "tests.accounts",
        "MATCH (a:Account)-[:HAS_STATE]->(s:AccountState) WHERE a.known AND s.until IS NULL "
        "OPTIONAL MATCH (a)-[:PART_OF]->(parent:Account) "
        "OPTIONAL MATCH (t:Teammate)-[o:OWNS {function: 'owner'}]->(a) "
        "WHERE o.record STARTS WITH 'salesforce' OR a.name = 'Umbra' "
        "RETURN a.id AS id, a.name AS name, s.segment AS segment, s.arr AS arr, "
        "s.currency AS currency, t.name AS owner, parent.name AS parent",
    )
    assert {
        a["name"]: (a["segment"], a["arr"], a["currency"], a["owner"], a["parent"])
        for a in accounts
    } == answer.ACCOUNTS
    names |= {account["id"]: account["name"] for account in accounts}

    people = await prepared.read(
        "tests.phones",
        "MATCH (p:Person) WHERE p.phone IS NOT NULL RETURN p.name AS name, p.phone AS phone",
    )
    assert {row["name"]: row["phone"] for row in people} == answer.PHONES
    on_the_map = {names[row.person]: row for row in await rows_of(prepared, STAKEHOLDER_MAP)}
    assert {name: on_the_map[name].title for name in answer.TITLES} == answer.TITLES
    assert await pairs(prepared, "REPORTS_TO") == answer.MANAGERS
    assert await pairs(prepared, "SUCCEEDED_BY") == answer.SUCCESSORS

    assert {
        (names[row.person], names[row.account]): (" ".join(row.roles), row.state, row.days_since)
        for row in await rows_of(prepared, INTERACTION_RECENCY)
    } == answer.RECENCY
    assert {
        (names[row.person], names[row.account]): (
            row.status,
            row.confidence,
            [piece.kind for piece in row.evidence if piece.weight > 0],
        )
        for row in await rows_of(prepared, CHAMPION_DEPARTURES)
    } == answer.DEPARTURES
    assert {
        (names[row.account], row.address, row.touches)
        for row in await rows_of(prepared, GHOST_STAKEHOLDERS)
    } == answer.GHOSTS
    assert {
        (*sorted((names[row.person], names[row.other])), row.score)
        for row in await rows_of(prepared, MERGE_SUGGESTIONS)
    } == answer.MERGE_SUGGESTIONS
    counts: dict[str, int] = defaultdict(int)
    for row in await prepared.read(
        "tests.touchpoints", "MATCH (t:Touchpoint) RETURN t.source AS source, count(t) AS number"
    ):
        counts[row["source"]] += row["number"]
    assert counts == answer.TOUCHPOINTS
