"""The command line, as an operator types it: real commands on a real graph."""

import asyncio
import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from graphql import build_schema

from api.cli.ask import MEANINGS, option_name
from api.columns import columns_of
from api.parameters import spoken
from queries.all import QUESTIONS
from queries.catalogue import Question
from tests.api.story import AS_OF, write_story
from tests.api.terminal import PROGRAM, ROOT, Terminal


async def test_from_an_export_to_answers(empty_terminal: Terminal) -> None:
    terminal = empty_terminal
    write_story(terminal.folder / "story")
    (terminal.folder / "story" / "goals.csv").write_text("person,text\n,Nobody's goal\n")

    dry = await terminal.done("import", "csv", "story", "--taken-at", "2026-06-01", "--dry-run")
    assert "nothing was changed (dry run)" in dry
    assert "nothing found" in await terminal.done("ask", "coverage_gaps", "--as-of", AS_OF)

    code, said, complained = await terminal.run(
        "import", "csv", "story", "--taken-at", "2026-06-01"
    )
    assert code == 0
    assert rows_of(said) == {
        "accounts.csv": ["2", "2", "0", "0"],
        "teammates.csv": ["1", "1", "0", "0"],
        "people.csv": ["3", "3", "0", "0"],
        "touchpoints.csv": ["2", "2", "0", "0"],
        "goals.csv": ["1", "0", "0", "1"],
        "owners.csv": ["1", "1", "0", "0"],
    }
    assert "accounts.csv: 2 rows" in complained
    assert "goals.csv, line 2, person: it must not be empty" in complained
    rejects = list(csv.DictReader((terminal.folder / "csv-rejects.csv").read_text().splitlines()))
    assert [(r["file"], r["line"], r["column"]) for r in rejects] == [("goals.csv", "2", "person")]

    again = await terminal.done("import", "csv", "story", "--taken-at", "2026-06-01")
    assert rows_of(again)["people.csv"] == ["3", "0", "3", "0"]

    table = await terminal.done(
        "ask", "coverage-gaps", "--as-of", AS_OF, "--account", "acme.example", "--first", "2"
    )
    assert max(len(line) for line in table.splitlines()) <= 100
    assert "Acme Robotics" in table
    assert "Find out who" in table

    words = f"ask interaction_recency --as-of {AS_OF} --owner mia@vendor.example --state ON_TIME"
    told = json.loads(await terminal.done(*words.split(), "--format", "json"))
    assert [row["person_name"] for row in told["rows"]] == ["Ann Reyes"]
    lines = await terminal.done("ask", "interactionRecency", "--as-of", AS_OF, "--format", "csv")
    people = [line["person_name"] for line in csv.DictReader(io.StringIO(lines))]
    assert people[0] == "Bo Lund"  # never touched: the most pressing
    assert sorted(people) == ["Ann Reyes", "Bo Lund", "Cy Okafor"]


def rows_of(said: str) -> dict[str, list[str]]:
    """The numbers beside each file in a summary."""
    lines = (line.split() for line in said.splitlines())
    return {words[0]: words[1:] for words in lines if words and words[0].endswith(".csv")}


async def test_keys_are_made_listed_and_revoked(empty_terminal: Terminal) -> None:
    terminal = empty_terminal
    code, said, complained = await terminal.run(
        "keys", "create", "--role", "csm", "--name", "Mia", "--days", "30"
    )
    assert code == 0
    assert re.fullmatch(r"rap_[A-Za-z0-9_-]{43}\n", said)
    assert "A csm key for Mia until" in complained
    listed = await terminal.done("keys", "list")
    assert said.strip() not in listed
    [line] = [line.split() for line in listed.splitlines() if said[:8] in line]
    assert line[2:4] == ["Mia", "csm"]
    assert line[-1] == "holds"

    assert "Revoked: key_" in await terminal.done("keys", "revoke", "Mia")
    assert "revoked" in await terminal.done("keys", "list")


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["ask", "coverage_gaps", "--as-of", "soon"], 2, "as_of: 'soon' is not a date"),
        (["ask", "coverage_gaps", "--account", "Nobody"], 1, "No account here is called Nobody."),
        (["ask", "coverage_gaps", "--kind", "BAD"], 2, "kinds must be one of MISSING_ROLE"),
        (["ask", "nothing"], 2, "No such command 'nothing'"),
        (["keys", "create", "--role", "king", "--name", "x"], 2, "'king' is not one of"),
        (["keys", "revoke", "Nobody"], 1, "No key has the id, beginning or name Nobody."),
        (["import", "outlook", "."], 2, "'outlook' is no source."),
        (["import", "csv"], 2, "Say which folder or file to import."),
        (["import", "csv", "nowhere"], 2, "nowhere"),
        (["policy", "set", "smb", "--cadence", "champion:9"], 2, "A cadence reads role=days"),
        (["policy", "set", "smb"], 2, "Say what to change: --cadence"),
        (["policy", "set", "smb", "--cadence", "legal=none"], 2, "legal is not required"),
        (["ask", "coverage_gaps", "--first", "0"], 2, "Invalid value for '--first'"),
        (["ask", "coverage_gaps", "--account-status", "bad"], 2, "account_status must be one of"),
        (["serve", "--port", "65536"], 2, "Invalid value for '--port'"),
        (["demo", "--port", "0"], 2, "Invalid value for '--port'"),
        (["policy", "set", "smb", "--touch", "warm"], 2, "'warm' is not one of"),
    ],
)  # fmt: skip
async def test_what_goes_wrong_is_one_sentence_and_an_exit_code(
    terminal: Terminal, words: Sequence[str], code: int, why: str
) -> None:
    left, said, complained = await terminal.run(*words)
    assert (left, said) == (code, "")
    assert why in " ".join(re.sub(r"[│╭╮╰╯─]", " ", complained).split())
    assert "Traceback" not in complained


async def test_a_question_makes_no_graph_and_says_when_one_is_empty(
    empty_terminal: Terminal,
) -> None:
    terminal = empty_terminal
    await terminal.done("keys", "list")  # prepares the graph
    code, said, complained = await terminal.run("ask", "coverage_gaps")
    assert (code, said) == (0, "coverage_gaps: nothing found.\n")
    assert "holds no accounts: import something first, or set RAPPORT_GRAPH_URL." in complained
    nowhere = terminal.folder / "nowhere"
    terminal.environment["RAPPORT_GRAPH_URL"] = f"embedded:{nowhere}"
    for words in (["ask", "coverage_gaps"], ["check"]):
        code, said, complained = await terminal.run(*words)
        assert (code, said) == (1, "")
        assert "".join(complained.split()) == (
            f"There is no graph in {nowhere} yet: import something first, or set RAPPORT_GRAPH_URL."
        ).replace(" ", "")
    assert not nowhere.exists()


@pytest.mark.parametrize("command", ["serve", "demo"])
async def test_a_port_in_use_is_told_before_any_work(terminal: Terminal, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said, complained = await terminal.run(command, "--port", str(port))
    assert (code, said) == (1, "")
    assert complained == f"Port {port} is in use; name another with --port.\n"


async def test_a_demo_is_not_poured_into_a_folder_of_other_things(terminal: Terminal) -> None:
    other = terminal.folder / "mine"
    (other / "graph").mkdir(parents=True)
    code, said, complained = await terminal.run("demo", "--no-serve", "--directory", str(other))
    assert (code, said) == (2, "")
    assert "holds other things; name a new or empty folder." in " ".join(complained.split())


async def test_debug_shows_where_an_error_arose(terminal: Terminal) -> None:
    process = await terminal.start("--debug", "keys", "revoke", "Nobody")
    said, complained = await process.communicate()
    assert (process.returncode, said) == (1, b"")
    assert b"Traceback" in complained
    assert b"keys.read" in complained


async def test_a_failing_command_shows_no_stack(terminal: Terminal) -> None:
    process = await terminal.start("keys", "revoke", "Nobody")
    said, complained = await process.communicate()
    assert (process.returncode, said) == (1, b"")
    assert complained == b"No key has the id, beginning or name Nobody.\n"


async def test_policies_are_shown_and_set_from_a_day_on(empty_terminal: Terminal) -> None:
    terminal = empty_terminal
    before = await terminal.done("policy", "show")
    assert "champion 90, admin 90" in before
    after = await terminal.done(
        *("policy", "set", "smb", "--since", "2026-05-01", "--contacts", "2"),
        *("--cadence", "champion=60", "--cadence", "admin="),
    )
    assert "champion 60, admin" in after
    assert await terminal.done("policy", "show", "--as-of", "2026-04-30") == before
    assert await terminal.done("policy", "show", "--as-of", "2026-05-01") == after
    # Nothing was promised otherwise in 1970; its first moment is a moment like any other.
    assert await terminal.done("policy", "show", "--as-of", "1970-01-01") == before


async def test_what_a_policy_does_not_name_stays(empty_terminal: Terminal) -> None:
    terminal = empty_terminal
    words = ("policy", "set", "mid_market", "--cadence", "champion=10", "--cadence", "admin=none")
    code, said, complained = await terminal.run(*words)
    assert code == 0
    assert "champion 10, economic_buyer 90 " in said
    assert complained == (
        "Changed for mid_market: champion 30 days -> 10 days; admin 90 days -> not required.\n"
    )
    code, _, complained = await terminal.run("policy", "set", "vip", "--cadence", "patron=7")
    assert code == 0
    assert "No segment was called vip before; known are digital, enterprise" in complained
    assert "No role was called patron before; known are admin, champion" in complained
    code, _, complained = await terminal.run("ask", "coverage_gaps", "--segment", "vip,vib")
    assert "vip" not in complained.partition("known are")[0]
    assert "No segment here is called vib; known are digital" in complained


async def test_check_says_that_all_is_well_or_what_is_not(terminal: Terminal) -> None:
    await terminal.done("keys", "list")  # prepares the graph
    assert re.fullmatch(
        r"All is well with the graph in \S+\.\n"
        r"\d+ accounts, \d+ people, \d+ touchpoints; (nothing was imported yet|newest .* UTC)\.\n",
        await terminal.done("check"),
    )
    terminal.environment |= {"RAPPORT_GRAPH_URL": "bolt://127.0.0.1:1", "RAPPORT_RETRY_TIME": "0"}
    code, said, complained = await terminal.run("check")
    assert (code, said) == (1, "")
    assert complained.strip()
    terminal.environment["RAPPORT_GRAPH_URL"] = "mysql://somewhere"
    code, _, complained = await terminal.run("check")
    assert code == 2
    assert "RAPPORT_GRAPH_URL must begin with embedded:" in " ".join(complained.split())


async def test_the_schema_is_printed_as_graphql(terminal: Terminal) -> None:
    schema = build_schema(await terminal.done("schema"))
    assert schema.query_type is not None
    assert "coverageGaps" in schema.query_type.fields


async def test_templates_explain_themselves(terminal: Terminal) -> None:
    await terminal.done("import", "csv", "--templates", "mine")
    assert (terminal.folder / "mine" / "people.csv").exists()
    assert (terminal.folder / "mine" / "README.md").exists()


async def test_pages_of_documentation_are_made_and_checked(terminal: Terminal) -> None:
    guides = Path(__file__).parents[2] / "docs" / "sources"
    copytree(guides, terminal.folder / "pages" / "sources")
    code, _, complained = await terminal.run("docs", "--check", "--folder", "pages")
    assert (code, complained.split(":")[0]) == (1, "Out of date")
    await terminal.done("docs", "--folder", "pages")
    await terminal.done("docs", "--check", "--folder", "pages")
    questions = (terminal.folder / "pages" / "questions.md").read_text()
    assert "## coverage_gaps" in questions
    assert "| `accounts` | `--account` | `filter: {accounts}` | Account id; several |" in questions
    assert "### Person" in (terminal.folder / "pages" / "model.md").read_text()


async def test_every_command_explains_itself(terminal: Terminal) -> None:
    for words in ([], ["ask"], ["ask", "coverage_gaps"], ["import"], ["keys"], ["serve"]):
        assert "Usage:" in await terminal.done(*words, "--help")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_every_option_of_every_question_is_explained_and_means_one_thing(
    question: Question[Any, Any],
) -> None:
    columns = columns_of(question.parameters)
    options = [option_name(column) for column in columns]
    assert len(options) == len(set(options))
    assert [column.name for column in columns if spoken(column) not in MEANINGS] == []


async def test_it_serves_until_it_is_told_to_stop(empty_terminal: Terminal) -> None:
    terminal = empty_terminal
    made = await terminal.start("keys", "create", "--role", "csm", "--name", "Mia")
    key = (await made.communicate())[0].decode().strip()
    port = free_port()
    process = await terminal.start("serve", "--port", str(port), "--dev")
    try:
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            await until_ready(client)
            body = {"query": "{ viewer { name } }"}
            response = await client.post("/graphql", json=body, headers=headers)
            assert response.json()["data"] == {"viewer": {"name": "Mia"}}
            assert "server" not in response.headers
            assert (
                "Rapport explorer"
                in (await client.get("/graphql", headers={"Accept": "text/html"})).text
            )
    finally:
        process.send_signal(signal.SIGTERM)
        _, complained = await process.communicate()
    assert process.returncode in (0, -signal.SIGTERM)
    assert "POST /graphql 200" in complained.decode()
    assert key not in complained.decode()


async def until_ready(client: httpx.AsyncClient) -> None:
    for _ in range(300):
        try:
            if (await client.get("/readyz")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.1)
    raise AssertionError("the service did not get ready")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_demo_that_is_told_to_stop_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORT_")}
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *("demo", "--no-serve", "--accounts", "27"),
        env={**environment, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    async with asyncio.timeout(60):
        said = await process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    complained = await process.stderr.read()
    assert b" rows" in said
    assert await process.wait() == 128 + signal.SIGTERM
    assert b"Traceback" not in complained
    assert list(tmp_path.glob("*-rapport")) == []


@pytest.mark.timeout(300)  # it makes, imports and asks a whole year of sixty customers
async def test_the_demo_goes_from_nothing_to_answers(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORT_")}
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *("demo", "--no-serve", "--accounts", "27", "--directory", str(tmp_path / "demo")),
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT), "RAPPORT_GRAPH_URL": "embedded:elsewhere"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()
    assert "RAPPORT_GRAPH_URL is not used: a demo has a graph of its own." in said.decode()
    assert not (tmp_path / "elsewhere").exists()
    for question in ("coverage_gaps", "interaction_recency", "champion_departures"):
        assert f"rapport ask {question}" in said.decode()
    assert "nothing found" not in said.decode()
    assert "Ready after" in said.decode()
