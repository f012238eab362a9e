"""A policy that cannot be used is refused when it is set, and stops nothing where it is there."""

import json
from collections.abc import Sequence

import pytest

from graph.database import Database
from graph.schema import prepare
from tests.api.terminal import Terminal


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--cadence", "champion=99999999999999999999999", "--contacts", "1"], "1 to 3650 days"),
        (["--cadence", "champion=²"], "1 to 3650 days"),
        (["--cadence", "champion=14", "--cadence", "Champion=30"], "must name champion once"),
        (["--contacts", "-3"], "than or equal to 0"),
        (["--contacts", "1001"], "than or equal to 1000"),
        (["--executive-days", "-3"], "than or equal to 0"),
        (["--executive-days", "3651"], "than or equal to 3650"),
    ],
)
async def test_a_policy_nobody_could_keep_is_not_set(
    empty_terminal: Terminal, words: Sequence[str], why: str
) -> None:
    before = await empty_terminal.done("policy", "show")
    code, said, complained = await empty_terminal.run("policy", "set", "smb", *words)
    assert (code, said) == (2, "")
    assert why in " ".join(complained.replace("│", " ").split())
    assert await empty_terminal.done("policy", "show") == before


async def test_a_policy_needs_a_segment(empty_terminal: Terminal) -> None:
    code, _, complained = await empty_terminal.run("policy", "set", " ", "--contacts", "1")
    assert (code, complained) == (2, "segment must not be blank.\n")


DAMAGED = (
    {"segment": "smb", "cadences": ["champion=99999999999999999999999"], "contacts": 1},
    {"segment": "smb", "cadences": ["champion=two weeks"], "contacts": 1},
    {"segment": "smb", "cadences": ["champion=²"], "contacts": 1},
    {"segment": "smb", "cadences": ["champion:14", "admin="], "contacts": 1},
    {"segment": "smb", "cadences": ["admin="], "contacts": -3},
    {"segment": "smb", "cadences": ["admin="], "contacts": 1, "executive_days": -3},
)


@pytest.mark.parametrize("damaged", DAMAGED)
async def test_a_damaged_policy_stops_nothing(
    empty_terminal: Terminal, database: Database, damaged: dict[str, object]
) -> None:
    terminal = empty_terminal
    await prepare(database)
    await database.write(
        "t",
        "CREATE (p:Policy {id: 'pol_1', since: 1}) SET p += $damaged",
        {"damaged": damaged},
    )
    code, said, complained = await terminal.run("policy", "show")
    assert code == 0
    assert "champion 90, admin 90" in said  # what smb is promised unless said
    warning = "The policy of smb since 1970-01-01 cannot be used: "
    assert warning in " ".join(complained.split())

    told = json.loads(await terminal.done("ask", "coverage_gaps", "--format", "json"))
    assert [text.startswith(warning) for text in told["warnings"]] == [True]
    assert told["warnings"][0].endswith("What was promised before it counts.")
    code, _, complained = await terminal.run("ask", "coverage_gaps")
    assert code == 0
    assert warning in " ".join(complained.split())

    await terminal.done("policy", "set", "smb", "--contacts", "2")
    told = json.loads(await terminal.done("ask", "coverage_gaps", "--format", "json"))
    assert told["warnings"] == []


async def test_a_policy_of_no_segment_is_named_too(
    empty_terminal: Terminal, database: Database
) -> None:
    await prepare(database)
    await database.write("t", "CREATE (:Policy {id: 'pol_1', cadences: ['admin='], contacts: 1})")
    code, _, complained = await empty_terminal.run("policy", "show")
    assert code == 0
    assert "The policy pol_1 cannot be used: segment must not be empty." in complained
