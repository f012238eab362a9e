"""Files that are broken or meant to do harm: the rest is used, and memory stays flat."""

import tracemalloc
from pathlib import Path

import pytest

import importers.vcards as vcards
from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers.source import Options
from importers.vcards import open_vcards
from tests.importers.exports import outcome, reject, statements, written, zipped
from tests.importers.vcards.vcf import card, opened, told

JURGEN = card("UID:1", "FN:Jürgen Müller", "TITLE:Käufer", "EMAIL:j@acme.example")


@pytest.mark.parametrize(
    "content",
    [
        JURGEN.encode("utf-16"),
        JURGEN.encode("utf-16-le"),
        JURGEN.encode("utf-16-be"),
        JURGEN.encode("utf-8-sig"),
        JURGEN.encode("cp1252"),
        JURGEN.replace("\r\n", "\r").encode(),
        JURGEN.replace("\r\n", "\n").encode(),
        JURGEN.replace("\r\n", "\r\r\n").encode(),
        JURGEN.encode().replace("ü".encode(), b"\xc3\r\n \xbc"),
        JURGEN.replace("FN:", "fn;charset=klingon:").encode(),
        JURGEN.replace("FN:", 'FN;CHARSET=iso-8859-1;X="a:b":').encode("latin-1"),
    ],
)
def test_charsets_line_ends_and_folds(tmp_path: Path, content: bytes) -> None:
    (said,) = told(opened(tmp_path, content)).values()
    assert (said["name"], said["title"]) == ("Jürgen Müller", "Käufer")


def test_quoted_printable_that_goes_wrong(tmp_path: Path) -> None:
    text = card(
        "FN;ENCODING=QUOTED-PRINTABLE:A=ZZnn=4=",
        "TITLE;ENCODING=QUOTED-PRINTABLE:CF=4F=",
        "",
        "EMAIL:ann@acme.example",
        "ORG;ENCODING=QUOTED-PRINTABLE:Acme;Fin=61nce=",
    )
    (said,) = told(opened(tmp_path, text)).values()
    assert said["email"] == "ann@acme.example"
    assert said["department"] == "Finance"


def test_a_photo_of_five_megabytes_costs_nothing(tmp_path: Path) -> None:
    folded = "\r\n ".join(["QUJDQUJD" * 9] * 70_000)
    for name, photo in (("one", "QUJD" * (5 * 2**18)), ("folded", folded)):
        text = card("FN:Ann", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}", "EMAIL:ann@acme.example")
        folder = written(tmp_path / name, {"people.vcf": text})
        del text
        tracemalloc.start()
        (said,) = told(open_vcards(folder)).values()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert said == {"name": "Ann", "email": "ann@acme.example"}
        assert peak < 16 * 2**20


class TestCards:
    def test_neither_name_nor_address(self, tmp_path: Path) -> None:
        item = reject(opened(tmp_path, card("UID:1", "TITLE:CFO")))
        assert (item.line, item.reason) == (1, "it has neither a name nor an e-mail address")

    def test_one_that_does_not_end(self, tmp_path: Path) -> None:
        first, second = outcome(opened(tmp_path, "BEGIN:VCARD\r\nFN:Ann\r\n" + JURGEN))
        assert isinstance(first, Reject)
        assert (first.line, first.reason, first.row) == (1, "it has no end", {"FN": "Ann"})
        assert isinstance(second, Statement)

    def test_one_within_another(self, tmp_path: Path) -> None:
        agent = "AGENT:\r\n" + card("FN:Cleo").strip()
        text = card("FN:Ann", "EMAIL:ann@acme.example", agent, "TITLE:CFO")
        (said,) = told(opened(tmp_path, text)).values()
        assert said == {"name": "Ann", "email": "ann@acme.example", "title": "CFO"}

    def test_a_tower_of_cards(self, tmp_path: Path) -> None:
        tower = "AGENT:\r\nBEGIN:VCARD\r\n" * 20_000 + "END:VCARD\r\n" * 20_000
        text = card("FN:Ann", tower.strip(), "TITLE:CFO")
        assert [said["title"] for said in told(opened(tmp_path / "a", text)).values()] == ["CFO"]
        open_ends = outcome(opened(tmp_path / "b", "BEGIN:VCARD\r\n" * 5_000))
        assert {item.reason for item in open_ends if isinstance(item, Reject)} == {"it has no end"}

    def test_longer_than_any_card(self, tmp_path: Path) -> None:
        text = card("FN:Ann", *(f"ORG:{'x' * 1000}" for _ in range(300)))
        assert reject(opened(tmp_path, text)).reason == "it is longer than 256 kB"

    def test_two_people_with_one_uid(self, tmp_path: Path) -> None:
        other = card("UID:1", "FN:Ann Lee", "EMAIL:ann@acme.example", "REV:20250506")
        first, second = outcome(opened(tmp_path, JURGEN + other))
        assert isinstance(first, Reject)
        assert first.reason == "another card has its UID, but not its name or address"
        assert isinstance(second, Statement)

    def test_lines_that_are_none(self, tmp_path: Path) -> None:
        text = card(";;;;", "junk", ":", "FN:Ann", 'EMAIL;TYPE="open:a@acme.example', "REV:soon")
        (said,) = told(opened(tmp_path, text)).values()
        assert said == {"name": "Ann"}


class TestFiles:
    @pytest.mark.parametrize("files", [{}, {"a.vcf": ""}, {"a.vcf": "junk"}, {"a.txt": JURGEN}])
    def test_no_cards_at_all(self, tmp_path: Path, files: dict[str, str]) -> None:
        with pytest.raises(BadInput, match=r"holds no cards: a file that ends in \.vcf"):
            open_vcards(written(tmp_path, files))

    def test_several_files_one_of_them_none(self, tmp_path: Path) -> None:
        cards = {"a.vcf": JURGEN, "b.vcf": card("FN:Ann")}
        files: dict[str, str | bytes] = {**cards, "c.vcf": "junk", "d.png": b"\x89PNG"}
        export = open_vcards(written(tmp_path, files))
        assert [table.name for table in export.tables] == ["a.vcf", "b.vcf"]
        assert export.ignored_files == ("c.vcf", "d.png")
        assert len(statements(export)) == 2

    def test_a_zip(self, tmp_path: Path) -> None:
        assert len(statements(open_vcards(zipped(tmp_path / "all.zip", {"a.vcf": JURGEN})))) == 1

    def test_more_than_can_be_kept_in_mind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vcards, "MOST_CARDS", 2)
        text = "".join(card(f"FN:P{number}") for number in range(3))
        with pytest.raises(BadInput, match="There are more than 2 cards"):
            opened(tmp_path, text)

    def test_another_name(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="cannot be given another name"):
            opened(tmp_path, JURGEN, Options(name="outlook"))


FIXTURES = [
    JURGEN,
    card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen =",
        "M=FCller",
        "TEL;WORK;PREF:+1 555 0100",
        "PHOTO;JPEG;ENCODING=BASE64:",
        " QUJDQUJDQUJD",
        "",
        "X-MS-MANAGER:Ann Lee",
        version="2.1",
    ),
    card(
        "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "FN:Ann Lee",
        "RELATED;TYPE=agent:mailto:bob@acme.example",
        "item1.X-ABRELATEDNAMES:Jürgen Müller",
        "item1.X-ABLabel:_$!<Manager>!$_",
        "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ann-lee",
        "REV:20250506T100000Z",
        version="4.0",
    ),
]
