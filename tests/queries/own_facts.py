"""Rapport's own tables of an oracle's world as statements, as its importers would make them."""

from collections.abc import Iterator

from graph.model import Millis
from graph.statement import Statement, Value
from tests.oracle import World
from tests.oracle.days import moment
from tests.oracle.exports import Row, own_rows
from tests.oracle.own_tables import (
    ASKS,
    ASSETS,
    COMPETITORS,
    CONSENTS,
    GOALS,
    HOLDS,
    POLICY,
    SENTIMENT,
)
from tests.oracle.words import listed


def own_statements(world: World) -> list[Statement]:
    """What every row of every table says; rows have no id but their place."""
    return [
        statement
        for table, said in SAID.items()
        for number, row in enumerate(own_rows(world, table))
        for statement in said(f"own:{table}:{number}", row)
    ]


def _person(row: Row) -> dict[str, Value]:
    return {"person": f"salesforce:Contact:{row['person']}"}


def _at(row: Row, column: str) -> Millis | None:
    return moment(row.get(column, ""))


def _goal(key: str, row: Row) -> Iterator[Statement]:
    yield Statement("Goal", key, {"text": row["goal"], "since": _at(row, "at"), **_person(row)})


def _reading(key: str, row: Row) -> Iterator[Statement]:
    values: dict[str, Value] = {"at": _at(row, "at"), "kind": row["kind"], **_person(row)}
    if row["kind"] in ("nps", "csat"):
        values["raw"] = float(row["score"])
        values |= {name: float(row[name]) for name in ("scale_min", "scale_max")}
    else:
        values["score"] = float(row["score"])
    yield Statement("Sentiment", key, values)


def _consent(key: str, row: Row) -> Iterator[Statement]:
    values: dict[str, Value] = {
        "acts": listed(row["acts"]),
        "regions": listed(row["region"]),
        "since": _at(row, "from"),
        "until": _at(row, "to"),
        "revoked_at": _at(row, "revoked_at"),
    }
    yield Statement("Consent", key, values | _person(row))


def _asset(key: str, row: Row) -> Iterator[Statement]:
    values: dict[str, Value] = {"title": "An asset", "kind": row["kind"]}
    values["published_at"] = _at(row, "at")
    yield Statement("Asset", key, values | _person(row))


STATES = {
    "accepted_at": "accepted",
    "scheduled_at": "scheduled",
    "completed_at": "completed",
    "declined_at": "declined",
    "missed_at": "missed_by_prospect",
}


def _ask(key: str, row: Row) -> Iterator[Statement]:
    state = "invited"
    for column, name in STATES.items():
        if row[column]:
            state = name
    values: dict[str, Value] = {
        "act": row["act"],
        "state": state,
        "invited_at": _at(row, "invited_at"),
        "decided_at": _at(row, "accepted_at") or _at(row, "declined_at"),
        "ended_at": _at(row, "completed_at") or _at(row, "missed_at"),
        "reserved_until": _at(row, "reserved_until"),
        "account": f"salesforce:Account:{row['account']}",
    }
    yield Statement("Ask", key, values | _person(row))


def _hold(key: str, row: Row) -> Iterator[Statement]:
    yield _of_account(key, row, {"hold_until": row["until"]}, _at(row, "from"))


def _competitor(key: str, row: Row) -> Iterator[Statement]:
    yield _of_account(key, row, {"competitors": [row["domain"]]}, None)


def _of_account(
    key: str, row: Row, values: dict[str, Value], created_at: Millis | None
) -> Statement:
    names = (f"salesforce:Account:{row['account']}",)
    return Statement("Account", key, values, created_at=created_at, names=names)


def _policy(key: str, row: Row) -> Iterator[Statement]:
    cadences = ["=".join(word.partition(":")[::2]) for word in listed(row["roles"])]
    executive_days = row.get("executive_days", "")
    values: dict[str, Value] = {
        "segment": row["segment"],
        "cadences": cadences,
        "contacts": int(row["contacts"]),
        "executive_days": int(executive_days) if executive_days else None,
        "since": _at(row, "from"),
    }
    yield Statement("Policy", key, values)


SAID = {
    GOALS: _goal,
    SENTIMENT: _reading,
    CONSENTS: _consent,
    ASSETS: _asset,
    ASKS: _ask,
    HOLDS: _hold,
    COMPETITORS: _competitor,
    POLICY: _policy,
}
