"""Whom we seem to know twice, told of Acme and Bolt."""

from typing import Any

import pytest

from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput
from queries.catalogue import ask
from queries.relationships.merge_suggestions import MERGE_SUGGESTIONS
from queries.rules.duplicates import words
from tests.queries.world import NOW, account, ago, names, person, role, teammate, tell

AUTHOR = Author("a test")
Pair = tuple[str, str, float, tuple[str, ...]]


async def pairs(database: Database, as_of: int = NOW, **narrowed: Any) -> set[Pair]:
    who = await names(database)
    parameters = MERGE_SUGGESTIONS.parameters(as_of=as_of, **narrowed)
    return {
        (
            min(who[row.person], who[row.other]),
            max(who[row.person], who[row.other]),
            row.score,
            tuple(row.reasons),
        )
        for row in (await ask(database, MERGE_SUGGESTIONS, parameters)).rows
    }


async def test_names_at_one_account(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        account("bolt"),
        person("one", "acme", name="Ann Reyes"),
        person("two", "acme", name="Dr. Reyes, Ánn"),
        person("three", "acme", name="A. Reyes"),
        person("four", "acme", name="Bo Lund"),
        person("five", "acme", name="Bo Lundt"),
        person("six", "bolt", name="Ann Reyes"),
    )

    assert await pairs(database) == {
        ("one", "two", 0.9, ("the same name",)),
        ("one", "three", 0.5, ("the same surname and initial",)),
        ("three", "two", 0.5, ("the same surname and initial",)),
        ("five", "four", 0.6, ("nearly the same name",)),
    }
    assert await pairs(database, least=0.7) == {("one", "two", 0.9, ("the same name",))}


async def test_numbers_wherever_they_are(database: Database) -> None:
    """However they are written; a switchboard's number is nobody's own, an extension is."""
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        account("bolt"),
        person("one", "acme", name="Ann Reyes", phone="+1 (555) 010-1234 x5"),
        person("two", "bolt", name="Annie R", phone="001 555 0101234 ext. 5"),
        person("next desk", "bolt", name="Bo Lund", phone="001 555 0101234 x6"),
        person("lobby", "bolt", name="Cy Ode", phone="001 555 0101234"),
        *(person(f"p{n}", "acme", name=f"{n} Y", phone="+49 30 5550000") for n in "abcd"),
    )

    assert await pairs(database) == {("one", "two", 0.6, ("the same telephone number",))}


async def test_both_reasons_and_who_has_left(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        person("one", "acme", name="Ann Reyes", phone="555 010 1234"),
        person("two", "acme", name="Ann Reyes", phone="5550101234"),
        person("gone", None, name="Ann Reyes"),
        role("gone", "acme", "champion", until=ago(30)),
    )

    assert await pairs(database) == {
        ("one", "two", 0.96, ("the same name", "the same telephone number"))
    }


def test_words_of_a_name() -> None:
    assert words("Prof. Dr. Müller-Lüdenscheidt, Käthe") == ["kathe", "muller", "ludenscheidt"]
    assert words("  ") == []


async def test_two_people_who_were_told_apart(database: Database) -> None:
    """The same evidence does not bring them back, whatever is imported again; new evidence does."""
    two = (
        person("one", "acme", name="Ann Reyes"),
        person("two", "acme", name="Ann Reyes"),
        person("three", "acme", name="A. Reyes"),
    )
    await tell(database, teammate("tess"), account("acme"), *two)
    parameters = MERGE_SUGGESTIONS.parameters(as_of=NOW + 2)
    row = next(
        row for row in (await ask(database, MERGE_SUGGESTIONS, parameters)).rows if row.score > 0.8
    )
    given = {"person": row.other, "other": row.person, "evidence": row.evidence, "reason": "twins"}
    change = CHANGES["merge_suggestion_dismiss"]
    assert (await make(database, change, given, AUTHOR, NOW + 1, "fresh")).id == row.other

    others = {
        ("one", "three", 0.5, ("the same surname and initial",)),
        ("three", "two", 0.5, ("the same surname and initial",)),
    }
    assert await pairs(database, as_of=NOW + 2) == others
    again = ("one", "two", 0.9, ("the same name",))
    assert await pairs(database) == {again, *others}, "it was not said then yet"
    await tell(database, account("acme"), *two, taken_at=NOW + 1)
    assert await pairs(database, as_of=NOW + 2) == others

    numbers = (
        person(name, "acme", name="Ann Reyes", phone="555 010 1234") for name in ("one", "two")
    )
    await tell(database, *numbers, taken_at=NOW + 3)
    told = ("one", "two", 0.96, ("the same name", "the same telephone number"))
    assert await pairs(database, as_of=NOW + 4) == {told, *others}


async def test_nobody_is_told_apart_from_themselves(database: Database) -> None:
    await tell(database, teammate("tess"), account("acme"), person("one", "acme"))
    (id_,) = [id_ for id_, name in (await names(database)).items() if name == "one"]
    given = {"person": id_, "other": id_, "evidence": ["name:1"]}
    with pytest.raises(BadInput, match="Nobody can be told apart from themselves"):
        await make(database, CHANGES["merge_suggestion_dismiss"], given, AUTHOR, NOW, "fresh")
