"""What cards say of people: names, addresses, titles, and which card is whose."""

from itertools import permutations
from pathlib import Path

import pytest

from importers.source import Options
from tests.importers.exports import at, only, outcome, statements
from tests.importers.vcards.vcf import card, opened, told

ANN = ("UID:ann", "FN:Ann Lee")


def test_a_card(tmp_path: Path) -> None:
    person = only(
        opened(
            tmp_path,
            card(
                *ANN,
                "N:Lee;Ann;;;",
                "ORG:Acme\\, Inc.;Finance;Controlling",
                "TITLE:CFO",
                "ROLE:Budget holder",
                "EMAIL;TYPE=INTERNET,HOME:ann@home.example",
                "EMAIL;TYPE=INTERNET,WORK,PREF:Ann.Lee@acme.example",
                "TEL;TYPE=FAX:+1 555 0100",
                "TEL;TYPE=CELL:+1 555 0101",
                "TEL;TYPE=WORK,VOICE:+1 555 0102",
                "URL:https://www.linkedin.com/in/Ann-Lee/",
                "URL:https://acme.example",
                "NOTE:Likes tea",
                "REV:2025-05-06T10:00:00Z",
            ),
        )
    )
    assert (person.kind, person.key) == ("Person", "vcard:Card:ann")
    assert person.names == (
        "email:ann.lee@acme.example",
        "email:ann@home.example",
        "linkedin:in/ann-lee",
    )
    assert person.modified_at == at("2025-05-06T10:00Z")
    assert person.values == {
        "name": "Ann Lee",
        "email": "ann.lee@acme.example",
        "emails": ["ann@home.example"],
        "phone": "+1 555 0102",
        "links": ["https://www.linkedin.com/in/Ann-Lee/"],
        "title": "CFO",
        "department": "Finance",
    }


class TestVersions:
    def test_the_second(self, tmp_path: Path) -> None:
        text = card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
            "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen =",
            "M=FCl=",
            "ler",
            "TITLE;QUOTED-PRINTABLE:Head of =",
            " Things",
            "TEL;FAX:1",
            "TEL;WORK;PREF:2",
            "EMAIL;INTERNET;PREF:juergen@acme.example",
            "PHOTO;JPEG;ENCODING=BASE64:",
            " QUJDQUJDQUJD",
            "",
            "X-MS-MANAGER:Nobody",
            version="2.1",
        )
        (said,) = told(opened(tmp_path, text)).values()
        assert said == {
            "name": "Jürgen Müller",
            "email": "juergen@acme.example",
            "phone": "2",
            "title": "Head of Things",
        }

    def test_the_third_as_apple_writes_it(self, tmp_path: Path) -> None:
        text = card(
            "N:Lee;Ann;Marie;;",
            "item1.EMAIL;type=INTERNET;type=pref:ann@acme.example",
            "item1.X-ABLabel:_$!<Work>!$_",
            "X-SOCIALPROFILE;type=linkedin;x-user=ann-lee:x-apple:ann-lee",
            "X-ABUID:1\\:ABPerson",
        )
        (said,) = told(opened(tmp_path, text)).values()
        assert said == {
            "name": "Ann Marie Lee",
            "email": "ann@acme.example",
            "links": ["https://www.linkedin.com/in/ann-lee"],
        }

    def test_the_fourth(self, tmp_path: Path) -> None:
        text = card(
            "UID:urn:uuid:4FBE8971-0BC3-424C-9C26-36C3E1EFF6B1",
            "FN;PREF=2:A. Lee",
            "FN;PREF=1:Ann Lee",
            "KIND:individual",
            "EMAIL;PREF=2:b@acme.example",
            'EMAIL;PREF=1;TYPE="work,home":a@acme.example',
            'TEL;VALUE=uri;TYPE="voice,work":tel:+1-555-0100',
            version="4.0",
        )
        assert told(opened(tmp_path, text)) == {
            "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1": {
                "name": "Ann Lee",
                "email": "a@acme.example",
                "emails": ["b@acme.example"],
                "phone": "+1-555-0100",
            }
        }


class TestWhoIsNobody:
    @pytest.mark.parametrize(
        "line",
        [
            "KIND:group",
            "KIND:org",
            "KIND:location",
            "X-ADDRESSBOOKSERVER-KIND:group",
            "X-ABShowAs:COMPANY",
            "CLASS:PRIVATE",
        ],
    )
    def test_no_person(self, tmp_path: Path, line: str) -> None:
        assert outcome(opened(tmp_path, card(*ANN, "N:Lee;Ann", line))) == []

    def test_a_company_that_does_not_say_so(self, tmp_path: Path) -> None:
        company = card("FN:Acme", "N:;;;;", "ORG:Acme", "EMAIL:info@acme.example")
        assert outcome(opened(tmp_path, company)) == []

    def test_our_own_people(self, tmp_path: Path) -> None:
        text = card("FN:Dana", "EMAIL:dana@ours.example")
        assert len(outcome(opened(tmp_path, text))) == 1
        for options in (Options(our_domains=("ours.example",)), Options(whose="erin@ours.example")):
            assert outcome(opened(tmp_path, text, options)) == []


def test_a_shared_mailbox_is_an_address_but_names_nobody(tmp_path: Path) -> None:
    text = card(*ANN, "EMAIL:info@acme.example", "EMAIL:ann@acme.example")
    person = only(opened(tmp_path, text))
    assert person.names == ("email:ann@acme.example",)
    assert person.values["email"] == "ann@acme.example"
    assert person.values["emails"] == ["info@acme.example"]


class TestWhichCard:
    def test_without_a_uid_name_and_address_tell(self, tmp_path: Path) -> None:
        first = card("FN:Ann Lee", "EMAIL:ann@acme.example")
        again = card("EMAIL:Ann@acme.example", "FN:ann lee", "TITLE:CFO", "REV:20250506")
        other = card("FN:Ann Lee", "EMAIL:ann@globex.example")
        found = told(opened(tmp_path, first + again + other))
        assert sorted(str(said.get("title")) for said in found.values()) == ["CFO", "None"]

    def test_the_newest_version_counts_in_whatever_order(self, tmp_path: Path) -> None:
        versions = [
            card(*ANN, f"TITLE:{title}", *revised)
            for title, revised in (
                ("CFO", ("REV:20250506T100000Z",)),
                ("CEO", ("REV:2025-05-07T10:00:00.5+02:00",)),
                ("Clerk", ()),
                ("Boss", ("REV:99990101T000000Z",)),
            )
        ]
        for number, order in enumerate(permutations(versions)):
            export = opened(tmp_path / str(number), "".join(order))
            assert told(export)["ann"]["title"] == "CEO"
            assert export.taken_at == at("2025-05-07T08:00:00.500Z")

    def test_the_same_card_twice_is_one(self, tmp_path: Path) -> None:
        assert len(statements(opened(tmp_path, card(*ANN) * 3))) == 1

    def test_nothing_tells_when_the_cards_were_taken(self, tmp_path: Path) -> None:
        assert opened(tmp_path, card(*ANN)).taken_at is None
        assert opened(tmp_path, card(*ANN), Options(taken_at=7)).taken_at == 7
