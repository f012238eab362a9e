"""Where mails lie: mbox files, Maildirs, folders and zips, whatever their line ends."""

import tracemalloc
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.errors import BadInput
from graph.statement import Reject
from importers.mail import mailboxes, open_mail
from importers.source import Export, Options
from tests.importers.exports import at, known, only, outcome, statements, written, zipped
from tests.importers.mail.mails import ANN, DANA, OURS, mail, mailbox, mbox, said


def keys(export: Export) -> list[str]:
    """The Message-IDs of the touches of an export."""
    return [statement.key.removeprefix("mail:Message:") for statement in statements(export)]


class TestMbox:
    def test_each_message_on_its_line(self, tmp_path: Path) -> None:
        export = mailbox(tmp_path, mail(), mail(Message_ID="<q2@acme.example>"))
        (table,) = export.tables
        assert (export.source, export.path, table.name, table.object) == (
            "mail",
            "box.mbox",
            "box.mbox",
            "Message",
        )
        assert (table.rows, export.has_touchpoints) == (2, True)
        assert [(s.key, s.line) for s in statements(export)] == [
            ("mail:Message:q1@acme.example", 1),
            ("mail:Message:q2@acme.example", 10),
        ]

    @pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
    def test_whatever_the_line_ends(self, tmp_path: Path, end: bytes) -> None:
        two = mbox(mail(), mail(Message_ID="<q2@acme.example>")).replace(b"\n", end)
        export = open_mail(written(tmp_path, {"box": two}) / "box", OURS)
        assert keys(export) == ["q1@acme.example", "q2@acme.example"]

    @pytest.mark.parametrize(
        ("quoted", "meant"),
        [
            (">From here on", "From here on"),
            (">>From here on", ">From here on"),
            ("From here on", "From here on"),
            ("x\n\nFrom what I hear at 10:30 all is well\nYes it is", None),
            ("x\n\nFrom: Ann\nDate: today", None),
        ],
    )
    def test_a_line_that_begins_with_from_is_text(
        self, tmp_path: Path, quoted: str, meant: str | None
    ) -> None:
        options = replace(OURS, keep_text=True)
        statement = only(mailbox(tmp_path, mail(quoted), options=options))
        assert statement.values["summary"] == (quoted if meant is None else meant)

    def test_no_blank_line_between_messages(self, tmp_path: Path) -> None:
        one, other = mbox(mail()), mbox(mail(Message_ID="<q2@acme.example>"))
        path = written(tmp_path, {"box": one.rstrip() + b"\n" + other}) / "box"
        assert keys(open_mail(path, OURS)) == ["q1@acme.example", "q2@acme.example"]

    def test_lines_before_the_first_message(self, tmp_path: Path) -> None:
        path = (
            written(tmp_path, {"box.mbox": b"\nlost words\nmore\n\n" + mbox(mail())}) / "box.mbox"
        )
        lost, found = outcome(open_mail(path, OURS))
        assert isinstance(lost, Reject)
        assert (lost.file, lost.line) == ("box.mbox", 2)
        assert (
            lost.reason == "these lines stand before the first message: it has lost its From line"
        )
        assert not isinstance(found, Reject)
        assert (found.key, found.line) == ("mail:Message:q1@acme.example", 5)

    def test_a_message_that_never_ends(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mailboxes, "MOST", 4000)
        export = mailbox(tmp_path, mail("x" * 5000), mail(Message_ID="<q2@acme.example>"))
        too_long, _ = outcome(export)
        assert isinstance(too_long, Reject)
        assert (too_long.line, too_long.reason) == (1, mailboxes.TOO_LONG)

    def test_the_same_message_in_two_boxes_has_one_key(self, tmp_path: Path) -> None:
        folder = written(tmp_path, {"inbox.mbox": mbox(mail()), "sent.mbox": mbox(mail())})
        export = open_mail(folder, OURS)
        assert [table.name for table in export.tables] == ["inbox.mbox", "sent.mbox"]
        assert keys(export) == ["q1@acme.example"] * 2

    def test_memory_stays_flat_however_long_the_message(self, tmp_path: Path) -> None:
        path = tmp_path / "box.mbox"
        line = b"x" * 76 + b"\n"
        with path.open("wb") as file:
            for number in range(3):
                file.write(mbox(mail(Message_ID=f"<{number}@acme.example>")))
                file.writelines(line for _ in range(40_000))
            file.write(b"y" * 15_000_000)
        tracemalloc.start()
        assert len(outcome(open_mail(path, OURS))) == 3
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 12_000_000


class TestFolders:
    def test_a_maildir_with_its_folders(self, tmp_path: Path) -> None:
        for number, place in enumerate(("cur", "new", "tmp", ".Sent/cur")):
            content = mail(Message_ID=f"<{number}@acme.example>")
            written(tmp_path / place, {f"17000000{number}.M1P2.mx:2,S": content})
        written(tmp_path, {"dovecot-uidlist": "3 V1 N2", ".hidden": mail()})
        export = open_mail(tmp_path, OURS)
        (table,) = export.tables
        assert (table.name, table.rows) == (tmp_path.name, 3)
        assert export.ignored_files == ("dovecot-uidlist",)
        # The folders within come last.
        assert sorted(keys(export)) == ["0@acme.example", "1@acme.example", "3@acme.example"]
        assert len({statement.line for statement in statements(export)}) == 3

    def test_single_messages_in_folders_within_folders(self, tmp_path: Path) -> None:
        written(tmp_path / "2026", {"a.eml": mail(), "7": mail(Message_ID="<q7@acme.example>")})
        written(
            tmp_path, {"notes.txt": "Dear all\n\nFrom: nobody", "x.eml": b"\xef\xbb\xbf" + mail()}
        )
        export = open_mail(tmp_path, OURS)
        assert keys(export) == ["q1@acme.example", "q7@acme.example", "q1@acme.example"]
        assert export.ignored_files == ("notes.txt",)

    def test_one_message(self, tmp_path: Path) -> None:
        path = written(tmp_path, {"question.eml": mail()}) / "question.eml"
        assert keys(open_mail(path, OURS)) == ["q1@acme.example"]

    def test_a_zip_of_messages_and_mboxes(self, tmp_path: Path) -> None:
        files = {
            "Takeout/Mail/All.mbox": mbox(mail()),
            "loose/a.eml": mail(Message_ID="<q2@acme.example>"),
            "readme.html": b"<p>Your archive</p>",
        }
        export = open_mail(zipped(tmp_path / "mail.zip", files), OURS)
        assert keys(export) == ["q1@acme.example", "q2@acme.example"]
        assert export.ignored_files == ("readme.html",)

    def test_a_message_that_was_damaged_since(self, tmp_path: Path) -> None:
        files = {"1.eml": mail(), "2.eml": mail(Message_ID="<q2@acme.example>")}
        path = tmp_path / "mail.zip"
        with ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        export = open_mail(path, OURS)
        path.write_bytes(path.read_bytes().replace(b"Hello", b"Jello", 1))
        damaged, _ = outcome(export)
        assert isinstance(damaged, Reject)
        assert (damaged.file, damaged.line, damaged.reason) == ("1.eml", 1, mailboxes.NOT_READABLE)


class TestWhatCannotBeRead:
    def test_no_mail(self, tmp_path: Path) -> None:
        folder = written(tmp_path, {"Contact.csv": "Id,Email\n1,ann@acme.example\n"})
        with pytest.raises(BadInput, match=r"holds no mail\. Expected an mbox file, a Maildir"):
            open_mail(folder, OURS)
        with pytest.raises(BadInput, match="There is no file or folder"):
            open_mail(tmp_path / "nowhere", OURS)

    def test_nobody_is_one_of_us(self, tmp_path: Path) -> None:
        path = written(tmp_path, {"a.eml": mail()})
        with pytest.raises(BadInput, match=r"--our-domains us\.example.*--whose dana@us\.example"):
            open_mail(path, Options())
        with pytest.raises(BadInput, match="'dana' is not an e-mail address"):
            open_mail(path, Options(whose="dana"))

    def test_another_name(self, tmp_path: Path) -> None:
        path = written(tmp_path, {"a.eml": mail()})
        with pytest.raises(BadInput, match="cannot be given another name"):
            open_mail(path, replace(OURS, name="gmail"))


def test_an_export_was_taken_at_its_newest_mail(tmp_path: Path) -> None:
    older = mail(Date="Tue, 3 Mar 2026 09:00:00 GMT", Message_ID="<q2@acme.example>")
    wrong = mail(Date="Tue, 3 Mar 2066 09:00:00 GMT", Message_ID="<q3@acme.example>")
    export = mailbox(tmp_path, mail(), older, wrong)
    assert export.taken_at == at("2026-03-04T09:00:00Z")
    stated = replace(OURS, taken_at=at("2026-03-05"))
    assert mailbox(tmp_path, mail(), options=stated).taken_at == at("2026-03-05")


def test_the_fingerprint_tells_content_apart(tmp_path: Path) -> None:
    one, again = mailbox(tmp_path / "a", mail()), mailbox(tmp_path / "b", mail())
    other = mailbox(tmp_path / "c", mail("Goodbye"))
    assert one.fingerprint == again.fingerprint != other.fingerprint


def test_people_are_found_in_any_folder(tmp_path: Path) -> None:
    (touch,) = said(tmp_path, mail(From=DANA, To=ANN))
    assert known(touch)["direction"] == "out"
