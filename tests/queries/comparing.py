"""Asks the product and the oracle the same of one world, and puts both answers in natural keys.

An account is its Salesforce id, a teammate too; a person is the sorted ids of all Contact records
that are the same human. Both sides become plain lists, so that `==` compares whole answers.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.database import Database
from graph.loading.load import load
from graph.model import Millis
from importers.reading import open_export
from importers.salesforce import SALESFORCE
from importers.source import Options
from queries.advocacy.references import REFERENCE_CANDIDATES
from queries.catalogue import Question, ask
from queries.leadership.arr_at_risk import ARR_AT_RISK
from queries.leadership.policy_kept import POLICY_KEPT
from queries.leadership.relationship_quality import RELATIONSHIP_QUALITY
from queries.relationships.coverage import COVERAGE_GAPS
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.recency import INTERACTION_RECENCY
from queries.relationships.single_threaded import SINGLE_THREADED_ACCOUNTS
from tests import oracle
from tests.graph.saying import say
from tests.oracle.exports import read_tables, survivor
from tests.oracle.worlds import CRITERIA, write_csv
from tests.queries.own_facts import own_statements

Plain = dict[str, Any]
Answers = dict[str, list[Plain]]
GROUPINGS = ("ACCOUNT", "OWNER", "SEGMENT")
DIGITS = 9
"""To how many digits scores must agree."""


async def load_world(database: Database, world: oracle.World, folder: Path) -> None:
    """Import the exports in their order, then say what Rapport's own tables hold."""
    for number, export in enumerate(world):
        directory = folder / str(number)
        directory.mkdir()
        write_csv(export, directory)
        options = Options(taken_at=export["taken_at"])
        await load(database, open_export(SALESFORCE, directory, options))
    await say(database, own_statements(world), 0)


@dataclass(frozen=True)
class Names:
    """What the product's ids stand for in Salesforce."""

    accounts: Mapping[str, str]
    people: Mapping[str, tuple[str, ...]]
    teammates: Mapping[str, str]


async def read_names(database: Database, world: oracle.World) -> Names:
    """Every id of the graph by the Salesforce records that it stands for."""
    rows = await database.read(
        "tests.names",
        "MATCH (i:Identifier)-[:NAMES]->(n) WHERE i.key STARTS WITH 'salesforce:' "
        "RETURN n.id AS id, i.key AS key",
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        _, object, key = row["key"].split(":")
        found[object][row["id"]].append(key)
    accounts = read_tables(world)["Account"]
    return Names(
        {id: survivor(accounts, keys[0]) for id, keys in found["Account"].items()},
        {id: tuple(sorted(keys)) for id, keys in found["Contact"].items()},
        {id: key for id, keys in found["User"].items() for key in keys},
    )


# --- the product


async def product_answers(database: Database, world: oracle.World, as_of: Millis) -> Answers:
    """All answers of the product in natural keys."""
    names = Product(await read_names(database, world))

    async def rows(question: Question[Any, Any], **more: Any) -> list[Any]:
        answer = await ask(database, question, question.parameters(as_of=as_of, **more))
        return answer.rows

    answers = {
        "coverage": [names.gap(row) for row in await rows(COVERAGE_GAPS)],
        "recency": [names.recency(row) for row in await rows(INTERACTION_RECENCY)],
        "departures": [names.departure(row) for row in await rows(CHAMPION_DEPARTURES)],
        "single_threaded": [
            names.thread(row) for row in await rows(SINGLE_THREADED_ACCOUNTS, include_our_side=True)
        ],
    }
    for number, criteria in enumerate(CRITERIA):
        candidates = await rows(REFERENCE_CANDIDATES, include_blocked=True, **criteria)
        answers[f"references {number}"] = [names.candidate(row) for row in candidates]
    answers["risks"] = [names.risk(row) for row in await rows(ARR_AT_RISK)]
    kept = await rows(POLICY_KEPT, group_by="OWNER")
    answers["policy kept"] = [names.promise(row) for row in kept]
    for by in GROUPINGS:
        groups = await rows(RELATIONSHIP_QUALITY, group_by=by)
        answers[f"quality by {by}"] = [names.quality(row) for row in groups]
    return {name: ordered(rows) for name, rows in answers.items()}


class Product:
    """Rows of the product in natural keys."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def account(self, id: str) -> str:
        return self.names.accounts[id]

    def person(self, id: str) -> tuple[str, ...]:
        return self.names.people[id]

    def people(self, ids: list[str]) -> list[tuple[str, ...]]:
        return sorted(self.person(id) for id in ids)

    def gap(self, row: Any) -> Plain:
        return {
            "account": self.account(row.account),
            "kind": row.kind.value,
            "role": row.role,
            "people": self.people(row.people),
            "severity": row.severity.value,
            "last_touch_at": row.last_touch_at,
            "cadence_days": row.cadence_days,
            "overdue_days": row.overdue_days,
        }

    def recency(self, row: Any) -> Plain:
        return {
            "account": self.account(row.account),
            "person": self.person(row.person),
            "roles": row.roles,
            "state": row.state.value,
            "last_touch_at": row.last_touch_at,
            "channel": row.channel,
            "days_since": row.days_since,
            "cadence_days": row.cadence_days,
            "overdue_days": row.overdue_days,
            "attempts_since": row.attempts_since,
            "last_touched_by": sorted(self.names.teammates[id] for id in row.last_touched_by),
        }

    def departure(self, row: Any) -> Plain:
        return {
            "account": self.account(row.account),
            "person": self.person(row.person),
            "roles": row.roles,
            "status": row.status.value,
            "confidence": round(row.confidence, DIGITS),
            "detected_at": row.detected_at,
            "evidence": strongest([(e.kind, e.at, e.weight) for e in row.evidence]),
            "arr": None if row.arr is None else row.arr.amount,
            "days_to_renewal": row.days_to_renewal,
            "remaining_contacts": self.people(row.remaining_contacts),
            "successors": ranked(
                [
                    (self.person(one.person), one.score, {p.name: p.value for p in one.parts})
                    for one in row.successors
                ]
            ),
        }

    def thread(self, row: Any) -> Plain:
        return {
            "account": self.account(row.account),
            "side": row.side.value,
            "person": None if row.person is None else self.person(row.person),
            "teammate": None if row.teammate is None else self.names.teammates[row.teammate],
            "share": round(row.share, DIGITS),
        }

    def candidate(self, row: Any) -> Plain:
        return {
            "account": self.account(row.account),
            "person": self.person(row.person),
            "score": round(row.score, DIGITS),
            "parts": {part.name: round(part.value, DIGITS) for part in row.parts},
            "eligible": row.eligible,
            "blockers": {one.code.value: one.lifts_on for one in row.blockers},
            "asks_in_a_year": row.asks_in_a_year,
        }

    def risk(self, row: Any) -> Plain:
        return {
            "reason": row.reason.value,
            "paying": row.arr is not None,
            "accounts": sorted(map(self.account, row.accounts)),
            "arr": 0 if row.arr is None else row.arr.amount,
        }

    def promise(self, row: Any) -> Plain:
        return {
            "group": "" if row.teammate is None else self.names.teammates[row.teammate],
            "kind": row.kind.value,
            "kept": row.kept,
            "broken": row.broken,
            "unknown": row.unknown,
        }

    def quality(self, row: Any) -> Plain:
        group = self.account(row.account) if row.account else (row.group or "").casefold()
        if row.teammate is not None:
            group = self.names.teammates[row.teammate]
        figures = {
            one.name: figure(
                one.value,
                one.by_count,
                one.unknown_accounts,
                0 if one.unknown_arr is None else one.unknown_arr.amount,
            )
            for one in row.figures
        }
        return {
            "group": group,
            "paying": row.arr is not None,
            "accounts": row.account_count,
            "arr": 0 if row.arr is None else row.arr.amount,
            **figures,
        }


def figure(by_arr: float | None, by_count: float | None, unknown: int, unknown_arr: Any) -> Plain:
    """A figure of relationship quality, in the shape that both sides share."""
    return {
        "by_arr": None if by_arr is None else round(by_arr, DIGITS),
        "by_count": None if by_count is None else round(by_count, DIGITS),
        "unknown": unknown,
        "unknown_arr": unknown_arr,
    }


def strongest(evidence: list[tuple[str, Millis, float]]) -> list[tuple[str, Millis, float]]:
    """The evidence that counts: of each kind the strongest, of several such the newest."""
    found: dict[str, tuple[str, Millis, float]] = {}
    for kind, at, weight in sorted(evidence, key=lambda one: (one[2], one[1])):
        if weight > 0:
            found[kind] = (kind, at, weight)
    return sorted(found.values())


def ranked(successors: list[tuple[tuple[str, ...], float, dict[str, float]]]) -> list[Plain]:
    """Successors, best first; ties, which each side breaks by its own ids, by natural key."""
    rows = [
        {
            "person": person,
            "score": round(score, DIGITS),
            "parts": {name: round(value, DIGITS) for name, value in parts.items()},
        }
        for person, score, parts in successors
    ]
    return sorted(rows, key=lambda row: (-row["score"], row["person"]))


# --- the oracle


def oracle_answers(world: oracle.World, as_of: Millis) -> Answers:
    """All answers of the oracle, in the same shape."""
    answers = {
        "coverage": oracle.coverage_gaps(world, as_of),
        "recency": oracle.interaction_recency(world, as_of),
        "departures": [_departure(row) for row in oracle.champion_departures(world, as_of)],
        "single_threaded": [
            row | {"share": round(row["share"], DIGITS)}
            for row in oracle.single_threaded_accounts(world, as_of, include_our_side=True)
        ],
    }
    for number, criteria in enumerate(CRITERIA):
        candidates = oracle.reference_candidates(world, as_of, criteria)
        answers[f"references {number}"] = [_candidate(row) for row in candidates]
    answers["risks"] = oracle.arr_at_risk(world, as_of)
    answers["policy kept"] = oracle.policy_kept(world, as_of)
    for by in GROUPINGS:
        groups = oracle.relationship_quality_by(world, by, as_of)
        answers[f"quality by {by}"] = [_quality(row) for row in groups]
    return {name: ordered(rows) for name, rows in answers.items()}


def _departure(row: Plain) -> Plain:
    return row | {
        "confidence": round(row["confidence"], DIGITS),
        "evidence": sorted((e["kind"], e["at"], e["weight"]) for e in row["evidence"]),
        "successors": ranked(
            [(one["person"], one["score"], one["parts"]) for one in row["successors"]]
        ),
    }


def _candidate(row: Plain) -> Plain:
    return {
        "account": row["account"],
        "person": row["person"],
        "score": round(row["score"], DIGITS),
        "parts": {name: round(value, DIGITS) for name, value in row["parts"].items()},
        "eligible": row["eligible"],
        "blockers": {
            one["code"]: None if one["lifts_on"] is None else one["lifts_on"].isoformat()
            for one in row["blockers"]
        },
        "asks_in_a_year": row["asks_in_a_year"],
    }


def _quality(row: Plain) -> Plain:
    return {
        name: figure(*value.values()) if isinstance(value, dict) else value
        for name, value in row.items()
    }


def ordered(rows: list[Plain]) -> list[Plain]:
    """The same rows in an order that both sides share."""
    return sorted(rows, key=name_of)


def name_of(row: Plain) -> str:
    """What tells a row from the others of its answer."""
    keys = ("account", "person", "teammate", "kind", "role", "side", "group", "reason", "paying")
    return " ".join(str(row[key]) for key in keys if row.get(key))
