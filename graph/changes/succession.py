"""What a successor takes over from somebody who left, and how it is given back.

Each thing handed over is a fact of its own that begins now and is named after the decision, so that
the days before stay what they were, and taking the decision back ends exactly these.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.apply import apply
from graph.batch import batch_of
from graph.change import Given, born, key_of, own_key, said_by
from graph.changes.departing import Case, Row, case_of
from graph.changes.notices import Notice, tell
from graph.changes.records import read_records, text
from graph.changes.steps import Step, follow, take_steps
from graph.database import Transaction
from graph.errors import BadInput
from graph.model import ENTITIES, Millis
from graph.programme.transitions import ASKABLE, OPEN
from graph.roles import role_named
from graph.statement import Statement, Value

RELATIONS = ("SUCCEEDED_BY", "STAKEHOLDER_IN", "LOOKS_AFTER")


@dataclass(frozen=True, slots=True)
class Succession:
    """Who follows, and what of what was offered they take over."""

    successor: str
    name: str
    held: frozenset[str]
    roles: tuple[str, ...]
    looked_after_by: tuple[str, ...]
    goals: tuple[Row, ...]
    asks: tuple[Row, ...]


async def read_succession(tx: Transaction, case: Case, given: Given) -> Succession:
    """What the inputs choose of what is offered. Raises BadInput for anything else they name."""
    successor = str(given.values["successor"])
    if successor == case.person:
        raise BadInput(f"{case.name} cannot follow themselves.", "successor")
    follower = await case_of(tx, successor, case.account, given.now)
    if follower.standing is not None and follower.standing["verdict"] != "dismissed":
        raise BadInput(f"{follower.name} left {case.account_name} as well.", "successor")
    about = {
        "person": case.person,
        "account": case.account,
        "successor": successor,
        "decisions": [decision["id"] for decision in case.decisions],
        "open": OPEN,
        "askable": ASKABLE,
        "now": given.now,
    }
    (offer,) = await tx.run("departures.read_offer", text("read_offer"), about)
    named = [role_named(str(role)) for role in given.values.get("roles") or ()]
    return Succession(
        successor,
        offer["name"],
        frozenset(offer["held"]),
        tuple(_chosen("roles", named, {role: role for role in offer["roles"]})),
        tuple(_chosen("looked_after_by", given.values.get("looked_after_by"), _same(offer))),
        tuple(_chosen("goals", given.values.get("goals"), _by_id(offer["goals"]))),
        tuple(_chosen("asks", given.values.get("asks"), _by_id(offer["asks"]))),
    )


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _same(offer: Row) -> dict[str, str]:
    return {teammate: teammate for teammate in offer["looked_after_by"]}


def _chosen(name: str, named: Iterable[Any] | None, offered: Mapping[str, Any]) -> Iterator[Any]:
    for one in dict.fromkeys(str(one) for one in named or ()):
        if one not in offered:
            there = ", ".join(sorted(offered)) or "none"
            raise BadInput(f"{one} is not theirs to take over; there are: {there}.", name)
        yield offered[one]


async def hand_over(tx: Transaction, case: Case, chosen: Succession, given: Given) -> None:
    """Make the successor the one who has what was chosen, from now on."""
    await apply(tx, batch_of(_statements(case, chosen, given), given.now))
    await follow(tx, [ask["id"] for ask in chosen.asks], given.now, given.actor)
    await tell(
        tx,
        [
            Notice(
                "request_changed",
                ask["id"],
                f"{chosen.name} is proposed for the {ask['act'].replace('_', ' ')} that "
                f"{case.name} was asked for.",
                tuple(ask["requesters"]) or case.owners,
            )
            for ask in chosen.asks
        ],
        given.now,
    )


def _statements(case: Case, chosen: Succession, given: Given) -> list[Statement]:
    """What is said, by the kind of each and what tells it apart."""
    follows: dict[str, Value] = {"person": key_of(chosen.successor), "since": given.now}
    there: dict[str, Value] = {**follows, "account": key_of(case.account)}
    said: dict[tuple[str, str], Mapping[str, Value]] = {
        ("SUCCEEDED_BY", ""): {
            "person": key_of(case.person),
            "successor": key_of(chosen.successor),
            "since": given.now,
        }
    }
    for role in chosen.roles:
        if role not in chosen.held:
            said["STAKEHOLDER_IN", role] = {**there, "role": role}
    for mate in chosen.looked_after_by:
        said["LOOKS_AFTER", mate] = {**follows, "teammate": key_of(mate)}
    for goal in chosen.goals:
        said["Goal", goal["id"]] = {**there, "text": goal["text"], "due_on": goal["due_on"]}
    for ask in chosen.asks:
        said["Ask", ask["request"] or ask["id"]] = {  # once for each request
            **there,
            "act": ask["act"],
            "state": "proposed",
            "proposed_at": given.now,
            "request": ask["request"],
        }
    return [
        born(said_by(kind, own_key(kind, f"{given.fresh}:{name}"), values, given.now), given.now)
        for (kind, name), values in said.items()
    ]


async def hand_back(
    tx: Transaction, case: Case, decision: Row, now: Millis, actor: str
) -> list[str]:
    """End what the successor took over by a decision; says in sentences what goes on."""
    successor = decision["successor"]
    if successor is None:
        return []
    about = {"successor": successor}
    (row,) = await tx.run("departures.read_handed_over", text("read_handed_over"), about)
    subjects = (key_of(successor), key_of(case.person))
    records = await read_records(tx, "read_records_about", subjects)
    mark = str(decision["key"]).rpartition(":")[2]

    def ours(kind: str, key: str) -> bool:
        return key.startswith(own_key(kind, f"{mark}:"))

    ended = [
        Statement(r.kind, r.key, r.newest.values, modified_at=now, deleted=True)
        for r in records
        if r.kind in RELATIONS and ours(r.kind, r.key)
    ]
    for goal in row["goals"]:
        if ours("Goal", goal["key"]):
            values = {p.name: goal.get(p.name) for p in ENTITIES["Goal"].properties}
            ended.append(said_by("Goal", goal["key"], values | {"until": now}, now))
    await apply(tx, batch_of(ended, now))
    asks = [ask for ask in row["asks"] if ours("Ask", ask["key"])]
    steps = [
        Step(ask["id"], "proposed", "cancelled", case.taken_back, str(decision["id"]))
        for ask in asks
        if ask["state"] == "proposed"
    ]
    await take_steps(tx, steps, now, actor)
    return [
        f"The {ask['act'].replace('_', ' ')} asked of {row['name']} is "
        f"{ask['state'].replace('_', ' ')} by now and goes on."
        for ask in asks
        if ask["state"] not in ("proposed", "cancelled")
    ]
