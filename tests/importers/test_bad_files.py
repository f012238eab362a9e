"""A file or zip that cannot be used is refused as a whole, in words."""

import os
import struct
import zipfile
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.loading.rejects import packed
from importers import files as files_module
from importers.catalogue import open_source
from importers.sheets import LONGEST_LINE
from tests.importers.exports import (
    ACME,
    GLOBEX,
    outcome,
    rapport,
    reject,
    salesforce,
    statements,
    written,
    zipped,
)


def refusal(path: Path) -> str:
    """Why the export at `path` is refused as a whole."""
    with pytest.raises(BadInput) as error:
        open_source("salesforce", path)
    return error.value.message


class TestFiles:
    def test_nothing_there(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "gone").startswith("There is no file or folder")

    def test_what_is_no_regular_file_is_not_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "Account.csv"
        os.mkfifo(pipe)
        assert refusal(pipe) == "Account.csv is neither a folder nor a regular file."
        assert "holds nothing that salesforce exports" in refusal(tmp_path)

    def test_nothing_known(self, tmp_path: Path) -> None:
        expected = "holds nothing that salesforce exports. Expected files such as User.csv"
        assert expected in refusal(tmp_path)
        assert expected in refusal(written(tmp_path, {"Lead.csv": "Id\n", "notes.txt": "x"}))

    def test_files_of_our_own_folder_are_expected_by_their_names(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match=r"Expected files such as accounts\.csv, people\.csv"):
            rapport(tmp_path, {"notes.txt": "x"})

    def test_a_page_that_was_saved_in_place_of_an_export(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as error:
            rapport(tmp_path, {"touchpoints.csv": "<html><p>Sign in to go on</p></html>\n"})
        assert error.value.message == (
            "touchpoints.csv has no column that is read, such as id, at, channel, purpose."
        )

    @pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
    def test_an_empty_file(self, tmp_path: Path, content: str) -> None:
        message = refusal(written(tmp_path, {"Account.csv": content}))
        assert message == "Account.csv is empty: not even a header is there."

    def test_a_header_alone_is_fine(self, tmp_path: Path) -> None:
        export = salesforce(tmp_path, {"Account.csv": "Id,Name"})
        assert outcome(export) == []
        assert export.taken_at is None

    def test_a_header_twice(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Id,Name,name\n"}))
        assert message == "Account.csv, line 1: the column name stands there twice."
        fine = salesforce(tmp_path / "fine", {"Account.csv": "Id,Odd,Odd,\n"})
        assert fine.tables[0].ignored_columns == ("Odd",)

    def test_no_id_column(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Name\nAcme\n"}))
        assert message == "Account.csv has no column Id."

    def test_a_header_that_is_no_utf8(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Id,Größe\n".encode("latin-1")}))
        assert message == "Account.csv, line 1, is not UTF-8: export the file as UTF-8."

    def test_a_binary_file_and_an_endless_header(self, tmp_path: Path) -> None:
        binary = bytes(range(256)) * 10
        assert "is not UTF-8" in refusal(written(tmp_path, {"Account.csv": binary}))
        endless = written(tmp_path / "endless", {"Account.csv": "x" * (LONGEST_LINE + 1)})
        assert refusal(endless) == "Account.csv has no header: its first line is too long."

    def test_a_tree_that_is_none(self, tmp_path: Path) -> None:
        for name, content, message in (
            ("half", '{"records": [', "Account.json is not JSON"),
            ("deep", "[" * 100_000, "Account.json is not JSON"),
            ("typeless", '{"records": [{"Name": "Acme"}]}', "record 1, does not say its type"),
        ):
            assert message in refusal(written(tmp_path / name, {"Account.json": content}))

    def test_half_a_character_in_a_tree(self, tmp_path: Path) -> None:
        tree = '{"records": [{"attributes": {"type": "Account"}, "Id": "%s", "Name": "%s"}]}'
        export = salesforce(tmp_path, {"Account.json": tree % (ACME, "A\\ud83d!\\ud83d\\ude00")})
        (account,) = statements(export)
        assert account.values["name"] == "A\ufffd!\U0001f600"

    def test_half_a_character_in_the_name_of_a_field(self, tmp_path: Path) -> None:
        record = '{"attributes": {"type": "Account"}, "Id": "%s", "IsDeleted": "x", "\\ud83d": 1}'
        tree = f'{{"records": [{record % ACME}]}}'
        item = reject(salesforce(tmp_path, {"Account.json": tree}))
        assert "\ufffd" in item.row
        assert packed([item]).isascii() is False


class TestZips:
    def test_a_truncated_one(self, tmp_path: Path) -> None:
        whole = zipped(tmp_path / "whole.zip", {"Account.csv": f"Id\n{ACME}\n"}).read_bytes()
        half = tmp_path / "half.zip"
        half.write_bytes(whole[: len(whole) // 2])
        assert refusal(half).startswith("half.zip cannot be read")

    def test_a_damaged_one(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {"Account.csv": "Id\n" + f"{ACME}\n" * 1000})
        content = bytearray(path.read_bytes())
        content[60:70] = b"\xff" * 10
        path.write_bytes(content)
        assert refusal(path).startswith("Account.csv is damaged or cannot be read")

    def test_one_that_would_become_a_mountain(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files_module, "HARMLESS_SIZE", 2**20)
        bomb = zipped(tmp_path / "bomb.zip", {"Account.csv": "Id\n" + "0" * 2**21})
        assert refusal(bomb).startswith("bomb.zip would unpack to 2 MB, more than 200 times")

    def test_one_that_lies_about_its_size(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "liar.zip", {"Account.csv": "Id\n" + "0" * 2**21})
        content = bytearray(path.read_bytes())
        directory = content.index(b"PK\x01\x02")
        struct.pack_into("<I", content, directory + 24, 10)
        path.write_bytes(content)
        assert refusal(path).startswith("Account.csv is damaged or cannot be read")

    @pytest.mark.parametrize("name", ["../Account.csv", "/Account.csv", "a\\..\\Account.csv"])
    def test_one_whose_names_leave_it(self, tmp_path: Path, name: str) -> None:
        path = zipped(tmp_path / "x.zip", {name: f"Id\n{ACME}\n"})
        assert "a name that leaves its folder" in refusal(path)

    def test_one_with_an_entry_that_has_no_name(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {".": f"Id\n{ACME}\n", "Account.csv": "Id\n"})
        assert refusal(path) == "x.zip holds '.', which is no name of a file."

    def test_one_with_two_entries_of_one_name(self, tmp_path: Path) -> None:
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Account.csv", f"Id\n{ACME}\n")
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("Account.csv", f"Id\n{GLOBEX}\n")
        assert refusal(path) == "x.zip holds two files of one name, 'Account.csv'."

    def test_names_are_told_without_what_a_terminal_would_obey(self, tmp_path: Path) -> None:
        files = {"\x1b[31mAccount.csv": f"Id\n{ACME}\n", "no\ntes.txt": "", "Contact.csv": "Id\n"}
        export = open_source("salesforce", zipped(tmp_path / "x.zip", files))
        assert export.ignored_files == ("\\x1b[31mAccount.csv", "no\\ntes.txt")

    def test_an_encrypted_one(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {"Account.csv": f"Id\n{ACME}\n"})
        content = bytearray(path.read_bytes())
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(content)
        assert refusal(path) == "x.zip is encrypted: unpack it and import the folder."

    def test_what_archivers_add_is_not_looked_at(self, tmp_path: Path) -> None:
        files = {"Account.csv": f"Id\n{ACME}\n", "__MACOSX/._Account.csv": "junk", ".DS_Store": "x"}
        export = open_source("salesforce", zipped(tmp_path / "x.zip", files))
        assert len(statements(export)) == 1
        assert export.ignored_files == ()
