"""Every source of a list in one go, and what was imported so far."""

from pathlib import Path

import pytest

from api.moments import current
from graph.audit import Deed
from graph.database import Database
from graph.loading.runs import fail_run, queue_run
from tests.api.story import write_story
from tests.api.terminal import Terminal

LIST = """
our_domains = "vendor.example"

[[import]]
source = "csv"
path = "story"
taken_at = "2026-06-01"

[[import]]
source = "csv"
name = "board"
path = "nowhere"

[[import]]
source = "csv"
name = "second"
path = "story"
taken_at = "2026-06-02"
"""


async def test_a_source_that_fails_does_not_keep_the_others(empty_terminal: Terminal) -> None:
    write_story(empty_terminal.folder / "story")
    (empty_terminal.folder / "list.toml").write_text(LIST)

    code, said, complained = await empty_terminal.run("sync", "list.toml")

    assert code == 1
    done = [line.split() for line in said.splitlines() if "story" in line]
    assert [words[:-1] for words in done] == [
        ["csv", "story", "9", "9", "0", "0", "0"],
        ["csv", "story", "9", "8", "1", "0", "0"],  # one row is a CRM's account, known already
    ]
    runs = (await empty_terminal.done("runs")).splitlines()[2:]
    assert {line.split()[0] for line in runs} == {words[-1] for words in done}
    assert "csv nowhere: There is no file or folder nowhere." in complained

    again = (await empty_terminal.run("sync", "list.toml"))[1]
    assert [line.split()[3] for line in again.splitlines() if "story" in line] == ["0", "0"]

    listed = await empty_terminal.done("sources")
    rows = [line.split() for line in listed.splitlines() if "story" in line]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("csv", "2026-06-01", "2026-06-01"),
        ("second", "2026-06-02", "2026-06-02"),
    ]


FULL = """
[[import]]
source = "csv"
path = "whole"
taken_at = "{day}"
full = true
"""


async def test_a_day_needs_no_quotation_marks(empty_terminal: Terminal) -> None:
    (empty_terminal.folder / "people.csv").write_text("id,name\nann,Ann\n")
    listed = "[[import]]\nsource = 'csv'\npath = 'people.csv'\ntaken_at = 2026-06-01\n"
    (empty_terminal.folder / "list.toml").write_text(listed)
    said = await empty_terminal.done("sync", "list.toml")
    assert said.splitlines()[-1].split()[:-1] == ["csv", "people.csv", "1", "1", "0", "0", "0"]
    assert "2026-06-01" in await empty_terminal.done("sources")


async def test_a_full_export_marks_what_it_lacks(empty_terminal: Terminal) -> None:
    folder = empty_terminal.folder / "whole"
    folder.mkdir()
    for day, people in (("2026-06-03", "ann\nbob\n"), ("2026-06-04", "ann\n")):
        (folder / "people.csv").write_text(f"id\n{people}")
        (empty_terminal.folder / "list.toml").write_text(FULL.format(day=day))
        said = await empty_terminal.done("sync", "list.toml")
    assert said.splitlines()[-1].split()[:-1] == ["csv", "whole", "1", "0", "1", "0", "1"]

    (folder / "people.csv").write_text("id\ncyd\n")
    told = ("import", "csv", "whole", "--taken-at", "2026-06-05", "--full")
    complained = (await empty_terminal.run(*told))[2]
    assert "too many to believe (--accept-absent marks them)" in " ".join(complained.split())
    said = await empty_terminal.done(*told, "--accept-absent")
    assert "Absent from it, and marked so: 1." in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["mail", ".", "--full"], "An export of mail is never full"),
        (["csv", ".", "--accept-absent"], "What is absent is only known of a full export."),
    ],
)
async def test_what_cannot_be_full(terminal: Terminal, words: list[str], sentence: str) -> None:
    code, _, complained = await terminal.run("import", *words)
    assert (code, sentence in " ".join(complained.split())) == (2, True), complained


async def test_what_was_imported_can_be_found_and_taken_back(empty_terminal: Terminal) -> None:
    folder = empty_terminal.folder / "people"
    folder.mkdir()
    (folder / "people.csv").write_text("id,name,account\nann,Ann,acme\nbob,Bob,\n")
    told = ("import", "csv", "people", "--taken-at", "2026-06-01")
    assert (await empty_terminal.run(*told))[2].splitlines()[-1] == (
        "1 account is referred to, and in no export of csv yet."
    )
    (row,) = (await empty_terminal.done("runs")).splitlines()[2:]
    run, *rest = row.split()
    assert (rest[0], rest[3:]) == ("csv", ["done", "2", "2", "0"])
    assert (
        await empty_terminal.done("undo", run) == f"{run} is taken back: 2 rows it had written.\n"
    )
    again = await empty_terminal.done("undo", run)
    assert again == f"{run} was taken back before: 2 rows it had written.\n"
    (row,) = (await empty_terminal.done("runs", "--first", "1")).splitlines()[2:]
    assert row.split()[4] == "undone"


async def test_a_failed_upload_hides_no_run_that_was_done(
    empty_terminal: Terminal, database: Database
) -> None:
    folder = empty_terminal.folder / "people"
    folder.mkdir()
    (folder / "people.csv").write_text("id,name\nann,Ann\n")
    await empty_terminal.done("import", "csv", "people", "--taken-at", "2026-06-01")
    later = current() + 1000
    await queue_run(
        database, "run_2", "csv", "damaged.zip", Deed("tests", "import", "run_2"), later
    )
    await fail_run(database, "run_2", "It is no zip.", later)

    code, said, complained = await empty_terminal.run("sources")

    assert (code, said.splitlines()[-1].split()[-5:]) == (0, ["done,", "people", "1", "1", "0"])
    assert complained == "csv: the newest run, of damaged.zip, is failed: It is no zip.\n"


async def test_the_help_shows_how_a_list_is_written(terminal: Terminal) -> None:
    assert "[[import]]" in await terminal.done("sync", "--help")


async def test_nothing_was_imported_yet(empty_terminal: Terminal) -> None:
    assert "Nothing was imported yet" in await empty_terminal.done("sources")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The list list.toml names no source: begin each with [[import]]."),
        (
            "[[import]]\nsource = 'csv'\n",
            "The list list.toml, [[import]] number 1, path: Field required.",
        ),
        (
            "[[import]]\nsource = 'csv'\npth = '.'\n",
            "[[import]] number 1, pth: there is no such word; known are source, name,",
        ),
        ("domains = 'x'\n", "list.toml, domains: there is no such word; known are our_domains,"),
        (
            "[[import]]\nsource = 1\npath = '.'\n",
            "[[import]] number 1, source: Input should be",
        ),
        ("[import]\nsource = 'csv'\npath = '.'\n", "import: Input should be a valid list."),
        ("= 5", "The list list.toml is not TOML"),
        (None, "The list list.toml cannot be read: No such file or directory."),
    ],
)
async def test_lists_that_cannot_be_run(
    terminal: Terminal, tmp_path: Path, text: str | None, sentence: str
) -> None:
    if text is not None:
        (tmp_path / "list.toml").write_text(text)

    code, _, complained = await terminal.run("sync", "list.toml")

    assert (code, sentence in complained.replace("\n", " ")) == (2, True), complained
