"""Introduction paths: who of us can be introduced to somebody, and by whom."""

import math
from itertools import pairwise

from graph.database import Database
from graph.statement import Statement, Value
from queries.catalogue import ask
from queries.relationships.introductions import INTRODUCTION_PATHS, IntroductionPath
from tests.queries.world import (
    NOW,
    account,
    affiliation,
    ago,
    key,
    meeting,
    names,
    person,
    reports,
    teammate,
    tell,
)

WORLD = (
    teammate("tess"),
    teammate("tom"),
    teammate("ugo"),
    account("acme"),
    account("bolt"),
    person("ann", "acme", "champion", department="IT"),
    person("bea", "acme", "economic_buyer"),
    person("cleo", "acme", department="it"),
    person("dan", "bolt"),
    person("eve", "bolt"),
    reports("ann", "bea"),
    *(meeting(ago(days), "ann", ours=["tess"]) for days in (5, 25, 45, 65)),
    meeting(ago(30), "dan", ours=["tom"]),
)


def knows(who: str, whom: str, **values: int) -> Statement:
    said: dict[str, Value] = {"teammate": key("Teammate", who), "person": key("Person", whom)}
    said |= values
    return Statement("KNOWS", key("Acquaintance", f"{who}-{whom}"), said, created_at=ago(100))


async def paths(
    database: Database, as_of: int = NOW, **narrowed: list[str]
) -> dict[str, list[str]]:
    """Whom a path leads to: everybody on it, with what ties each to the next."""
    return {who: told for who, (told, _) in (await answers(database, as_of, **narrowed)).items()}


async def answers(
    database: Database, as_of: int = NOW, **narrowed: list[str]
) -> dict[str, tuple[list[str], IntroductionPath]]:
    who = await names(database)
    ids = {name: id_ for id_, name in who.items()}
    chosen = {name: tuple(ids[value] for value in values) for name, values in narrowed.items()}
    parameters = INTRODUCTION_PATHS.parameters.model_validate({"as_of": as_of, **chosen})
    found = {}
    for row in (await ask(database, INTRODUCTION_PATHS, parameters)).rows:
        told = [who[row.teammate]]
        for step in row.steps:
            told += [step.tie.value.lower(), who[step.to]]
        assert (row.steps[0].teammate, row.steps[0].person) == (row.teammate, None)
        assert all(one.to == other.person for one, other in pairwise(row.steps))
        assert row.strength == 100 * math.prod(step.strength / 100 for step in row.steps)
        found[who[row.person]] = (told, row)
    return found


async def test_through_whomever_we_know_best(prepared: Database) -> None:
    await tell(prepared, *WORLD)
    assert await paths(prepared) == {
        "ann": ["tess", "touches", "ann"],
        "bea": ["tess", "touches", "ann", "reporting_line", "bea"],
        "cleo": ["tess", "touches", "ann", "same_department", "cleo"],
        "dan": ["tom", "touches", "dan"],
        "eve": ["tom", "touches", "dan", "colleagues", "eve"],
    }
    told = await answers(prepared)
    _, bea = told["bea"]
    assert [step.strength for step in bea.steps][1:] == [70.0]
    assert bea.because == (
        "To Bea at Acme: Tess was in touch with Ann 4 times within a year; "
        "Ann and Bea are manager and report at Acme."
    )
    assert bea.next_action == "Reach Bea through Ann."
    _, dan = told["dan"]
    assert dan.strength == 10.0
    assert dan.because.endswith("fewer than 3: too few to tell more.")
    assert await paths(prepared, people=["bea"], teammates=["tom"]) == {}
    assert list(await paths(prepared, people=["bea"])) == ["bea"]


async def test_an_acquaintance_leads_where_no_touch_does(prepared: Database) -> None:
    await tell(prepared, *WORLD, knows("ugo", "bea", since=ago(400), until=ago(10)))
    assert await paths(prepared, teammates=["ugo"]) == {}
    assert await paths(prepared, as_of=ago(20), teammates=["ugo"]) == {
        "ann": ["ugo", "acquaintance", "bea", "reporting_line", "ann"],
        "bea": ["ugo", "acquaintance", "bea"],
        "cleo": ["ugo", "acquaintance", "bea", "colleagues", "cleo"],
    }
    assert "Ugo is acquainted with Bea (crm)" in (
        (await answers(prepared, ago(20), people=["bea"], teammates=["ugo"]))["bea"][1].because
    )


async def test_former_colleagues_know_each_other(prepared: Database) -> None:
    """Fay worked with Dan at Bolt before she came to Initech, where we know nobody."""
    fay = (
        person("fay", "initech"),
        affiliation("fay", "bolt", "influencer", since=ago(800), until=ago(300)),
        Statement(
            "WORKS_AT",
            key("Job", "fay"),
            {
                "person": key("Person", "fay"),
                "account": key("Account", "bolt"),
                "since": ago(800),
                "until": ago(300),
            },
        ),
    )
    await tell(prepared, *WORLD, account("initech"), *fay)
    found = await answers(prepared, people=["fay"])
    told, fays = found["fay"]
    assert told == ["tom", "touches", "dan", "former_colleagues", "fay"]
    assert "Dan and Fay worked together at Bolt" in fays.because


async def test_nobody_is_asked_who_does_not_want_to_be(prepared: Database) -> None:
    out = person("ann", "acme", "champion", opted_out=True, modified_at=ago(200))
    await tell(prepared, *WORLD[:5], out, *WORLD[6:])
    assert await paths(prepared) == {
        "ann": ["tess", "touches", "ann"],
        "dan": ["tom", "touches", "dan"],
        "eve": ["tom", "touches", "dan", "colleagues", "eve"],
    }


async def test_nothing_is_known_before_it_happened(prepared: Database) -> None:
    await tell(prepared, *WORLD)
    assert await paths(prepared, as_of=ago(70)) == {}
    assert list(await paths(prepared, as_of=ago(40))) == ["ann", "bea", "cleo"]
