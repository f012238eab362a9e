"""Who acts at once never leaves half of either: what stands could have come one after the other."""

import asyncio
import os
from collections.abc import Awaitable
from typing import Any

from graph.changes.lapses import expire_lapsed
from graph.database import Database
from graph.errors import Conflict
from graph.programme.transitions import OPEN
from tests.programme.telling import ACME, ANN, MINUTE, told
from tests.queries.world import DAY

ROUNDS = int(os.environ.get("RAPPORT_RACES", "6"))
"""How often each race is run; by hand once with 200 on each engine."""


async def at_once(*changes: Awaitable[Any]) -> list[Any]:
    """What came of changes made at once: an id each, or the refusal."""
    outcomes = await asyncio.gather(*changes, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, Conflict):
            raise outcome
    return outcomes


async def broken_chains(database: Database) -> list[tuple[str, list[str]]]:
    """The steps of things in which one does not begin where the one before led to."""
    rows = await database.read(
        "tests.chains",
        "MATCH (s:Step)-[:STEP_OF]->(n) WITH n, s ORDER BY s.at "
        "RETURN n.id AS id, n.state AS state, collect(coalesce(s.was, '')) AS was, "
        "collect(s.state) AS became",
    )
    return [
        (
            row["id"],
            [f"{was}>{state}" for was, state in zip(row["was"], row["became"], strict=True)],
        )
        for row in rows
        if row["was"][1:] != row["became"][:-1] or row["state"] not in (None, row["became"][-1])
    ]


async def open_asks(database: Database, request: str) -> list[str]:
    """The people who are thought of for a request."""
    rows = await database.read(
        "tests.open",
        "MATCH (p:Person)-[:WAS_ASKED]->(k:Ask)-[:FOR]->(:AdvocacyRequest {id: $id}) "
        "WHERE k.state IN $open RETURN p.id AS id",
        {"id": request, "open": OPEN},
    )
    return [row["id"] for row in rows]


async def test_no_ask_outlives_its_request(database: Database) -> None:
    """Proposed while the request is cancelled: refused after it, or cancelled with it."""
    programme = await told(database)
    for _ in range(ROUNDS):
        request = await programme.request()
        at = programme.now + MINUTE
        about = {"person": ANN, "account": ACME, "request": request}
        await at_once(
            programme.make_at(at, "ask_propose", **about),
            programme.make_at(at, "advocacy_request_cancel", id=request),
        )
        assert await programme.state("AdvocacyRequest", request) == "cancelled"
        assert await open_asks(database, request) == []
    assert await broken_chains(database) == []


async def test_nobody_is_thought_of_twice_at_once(database: Database) -> None:
    programme = await told(database)
    for _ in range(ROUNDS):
        request = await programme.request()
        at = programme.now + MINUTE
        about = {"person": ANN, "account": ACME, "request": request}
        await at_once(*(programme.make_at(at, "ask_propose", **about) for _ in range(3)))
        assert await open_asks(database, request) == [ANN]
        assert await programme.state("AdvocacyRequest", request) == "matching"


async def test_the_same_key_at_once_is_one_change(prepared: Database) -> None:
    """Several who send one change again find one thing; another change under the key is refused."""
    programme = await told(prepared)
    for number in range(ROUNDS):
        at, word = programme.now + MINUTE, f"once {number}"
        about = {"person": ANN, "account": ACME, "act": "quote"}
        made = await at_once(
            *(programme.make_at(at, "ask_propose", word, **about) for _ in range(3)),
            programme.make_at(at, "ask_propose", word, **{**about, "act": "logo"}),
        )
        ids = {one for one in made if isinstance(one, str)}
        assert len(ids) == 1
        assert all(isinstance(one, Conflict) for one in made if not isinstance(one, str))
        (row,) = await prepared.read(
            "tests.made", "MATCH (k:Ask {source: 'rapport'}) RETURN count(k) AS made"
        )
        assert row["made"] == number + 1


async def test_two_who_amend_one_thing_both_have_their_word(database: Database) -> None:
    """One says what it was, the other when it was given."""
    programme = await told(database)
    for number in range(ROUNDS):
        benefit = await programme.make("benefit_record", person=ANN, kind="gift", text="A book")
        at = programme.now + MINUTE
        text = f"Book {number}"
        await at_once(
            programme.make_at(at, "benefit_record", id=benefit, text=text),
            programme.make_at(at + 1, "benefit_record", id=benefit, at=at),
            programme.make_at(at + 2, "benefit_record", id=benefit, kind="credit"),
        )
        shown = await programme.one("Benefit", benefit)
        assert (shown["text"], shown["at"], shown["kind"]) == (text, at, "credit")


async def test_an_answer_in_the_last_moment(database: Database) -> None:
    """Accepted just before the reservation lapses, while somebody looks what lapsed."""
    programme = await told(database)
    for _ in range(ROUNDS):
        ask = await programme.ask("ask_approve", "ask_invite", act="quote")
        until = (await programme.one("Ask", ask))["reserved_until"]
        (answer, *_) = await at_once(
            programme.make_at(until - 1, "ask_accept", id=ask),
            expire_lapsed(database, until),
            programme.make_at(until, "ask_cancel", id=ask),
        )
        state = await programme.state("Ask", ask)
        accepted = not isinstance(answer, Conflict)
        assert state in (("cancelled", "accepted") if accepted else ("expired", "cancelled"))
        programme.now = until + 200 * DAY
        await expire_lapsed(database, programme.now)
    assert await broken_chains(database) == []


async def test_words_that_change_while_they_are_approved(database: Database) -> None:
    """Whoever comes second is refused, or what is approved are the new words."""
    programme = await told(database)
    for number in range(ROUNDS):
        words = f"So fast {number}."
        quote = await programme.make(
            "asset_upsert", title="Fast", kind="quote", text="Fast.", person=[ANN], account=ACME
        )
        await programme.make("asset_submit", id=quote)
        at = programme.now + MINUTE
        _, changed, _ = await at_once(
            programme.make_at(at, "asset_approve", id=quote, approval="Ann, by mail"),
            programme.make_at(at, "asset_upsert", id=quote, text=words),
            programme.make_at(at, "asset_upsert", id=quote, url="https://vendor.example/fast"),
        )
        shown = await programme.one("Asset", quote)
        text = "Fast." if isinstance(changed, Conflict) else words
        assert (shown["state"], shown["text"], shown["url"]) == (
            "approved",
            text,
            "https://vendor.example/fast",
        )
        assert shown["approval"] == "Ann, by mail"
    assert await broken_chains(database) == []


async def test_two_preferences_at_once_are_both_kept(database: Database) -> None:
    """Of one moment even: that somebody must not be reached is never lost."""
    programme = await told(database)
    for number in range(ROUNDS):
        at = programme.now + MINUTE * number
        days = 20 + number
        out = bool(number % 2)
        await at_once(
            programme.make_at(at, "preference_set", person=ANN, opted_out=out),
            programme.make_at(at, "preference_set", person=ANN, preferred_frequency_days=days),
            programme.make_at(
                at,
                "advocate_status_set",
                person=ANN,
                advocate_status="active",
                advocate_reason=f"reason {number}",
            ),
        )
        shown = await programme.one("Person", ANN)
        assert (
            shown["opted_out"],
            shown["preferred_frequency_days"],
            shown["advocate_reason"],
        ) == (out, days, f"reason {number}")


async def test_what_is_said_of_one_person_at_once_is_all_drawn(database: Database) -> None:
    """In records of their own: two roles beside a preference."""
    programme = await told(database)
    for number in range(ROUNDS):
        roles = {f"first {number}", f"second {number}"}
        at = programme.now + MINUTE * number
        await at_once(
            *(
                programme.make_at(
                    at, "stakeholder_role_set", person=ANN, account=ACME, role=role, since=at
                )
                for role in sorted(roles)
            ),
            programme.make_at(at, "preference_set", person=ANN, preferred_frequency_days=9),
        )
        rows = await database.read(
            "tests.roles",
            "MATCH (:Person {id: $id})-[r:STAKEHOLDER_IN]->() RETURN r.role AS role",
            {"id": ANN},
        )
        assert roles <= {row["role"] for row in rows}
