"""`rapport import` asked wrongly: one sentence and an exit code before anything is imported."""

import os
from pathlib import Path

import pytest

from api.cli.imports import RejectsFile
from graph.errors import BadInput, RapportError
from graph.statement import Reject
from importers.source import some_of
from tests.api.terminal import Terminal
from tests.importers.exports import at

BAD = Reject("goals.csv", 2, "person", "it must not be empty")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--rejects", "/nonexistent/r.csv"], "Rejected rows cannot be written to /nonexistent/r"),
        (["--rejects", "story"], "story is no file that rejected rows can go to."),
        (["--rejects", "story/people.csv"], "people.csv holds something else than rejected rows"),
        (["--currency", "€€€"], "The currency: '€€€' is not a currency code such as USD."),
        (["--currency", "EURO"], "The currency: 'EURO' is not a currency code such as USD."),
        (["--taken-at", "9999-12-31T23:59:59-12:00"], "lies outside the years 1900 to 9990."),
        (["--taken-at", "0001-01-01T00:00:00+14:00"], "lies outside the years 1900 to 9990."),
        (["--taken-at", "2062-11-22"], "2062-11-22 lies in the future: no export was taken then."),
        (["--our-domains", "us,example"], "'example' is no mail domain such as us.example."),
    ],
)
async def test_what_cannot_be_is_refused_before_the_import(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, words: list[str], why: str
) -> None:
    story = terminal.folder / "story"
    story.mkdir(exist_ok=True)
    (story / "people.csv").write_text("id,name\nann,Ann Reyes\n")
    monkeypatch.chdir(terminal.folder)
    taken = [] if "--taken-at" in words else ["--taken-at", "2026-06-01"]
    code, said, complained = await terminal.run("import", "csv", "story", *taken, *words)
    assert (code, said) == (2, "")
    assert why in " ".join(complained.split())
    assert (story / "people.csv").read_text() == "id,name\nann,Ann Reyes\n"


async def test_an_export_that_tells_no_date_names_what_is_wrong_with_it(terminal: Terminal) -> None:
    folder = terminal.folder / "unbalanced"
    folder.mkdir(exist_ok=True)
    row = '001A00000000001,"Acme,2026-01-02\n'
    (folder / "Account.csv").write_text(f"Id,Name,LastModifiedDate\n{row}")
    rejects = str(terminal.folder / "r.csv")
    code, _, complained = await terminal.run(
        "import", "salesforce", str(folder), "--rejects", rejects
    )
    assert code == 2
    assert " ".join(complained.split()) == (
        "Nothing in unbalanced tells when it was taken; say so with --taken-at. The first thing "
        "wrong with it: Account.csv, line 2: a quotation mark is opened and not closed before the "
        "file ends."
    )


async def test_an_export_was_taken_when_the_newest_of_its_files_was_written(
    empty_terminal: Terminal,
) -> None:
    folder = empty_terminal.folder / "board"
    folder.mkdir()
    for name, text, day in (
        ("people.csv", "id,name\nann,Ann\n", "2026-06-01"),
        ("goals.csv", "id,person,text\n1,ann,Grow\n", "2026-06-02"),
    ):
        (folder / name).write_text(text)
        os.utime(folder / name, (0, at(day) / 1000))

    said = await empty_terminal.done("import", "csv", "board", "--taken-at", "file")

    assert "Taken 2026-06-02 00:00 UTC" in said


def test_a_rejects_file_is_made_only_for_rejects_and_its_own_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with RejectsFile(path):
        assert not path.exists()
    for _ in range(2):
        with RejectsFile(path) as rejected:
            rejected(BAD)
    assert path.read_text().splitlines() == [
        "file,line,column,reason,row,used",
        "goals.csv,2,person,it must not be empty,{},no",
    ]
    with RejectsFile(path):
        assert path.exists()  # until it is known that nothing is rejected this time
    assert not path.exists()


def test_what_an_operator_wrote_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "Account.csv"
    path.write_text("Id,Name\n")
    with pytest.raises(BadInput, match="holds something else than rejected rows"):
        RejectsFile(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("count", [1, 1000])
def test_a_full_disk_is_one_sentence(count: int) -> None:
    def write() -> None:
        with RejectsFile(Path("/dev/full")) as rejected:
            for _ in range(count):
                rejected(BAD)

    with pytest.raises(RapportError) as error:
        write()
    assert error.value.message.startswith(
        "Rejected rows could not be written to /dev/full: No space left on device. Import the same"
    )


def test_names_without_number_are_cut() -> None:
    assert some_of([f"c{n}" for n in range(3)]) == "c0, c1, c2"
    assert some_of(["c"] * 10_000).endswith("c, c and 9,980 more")


def test_every_fault_of_a_row_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rejects.csv"
    more = (("phone", "it must not be blank"),)
    why = "'x' is not an e-mail address"
    kept = Reject("people.csv", 2, "email", why, more=more, kept=True)
    with RejectsFile(path) as rejected:
        rejected(BAD)
        rejected(kept)
    assert path.read_text().splitlines()[1:] == [
        "goals.csv,2,person,it must not be empty,{},no",
        "people.csv,2,email,'x' is not an e-mail address,{},partly",
        "people.csv,2,phone,it must not be blank,{},partly",
    ]
    rejected.report()
    told = capsys.readouterr().err
    assert "phone: it must not be blank (left out; the rest of the row was used)" in told
    assert "1 row could not be used; 1 was used without a value" in " ".join(told.split())
