"""Address books: people as Google and Outlook tell of them."""

from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading.load import load
from importers.catalogue import open_source
from importers.contacts import open_contacts
from importers.source import Export, Options
from tests.importers.exports import at, known, only, outcome, reject, statements, written

OURS = Options(taken_at=at("2026-03-01"), our_domains=("us.example",))


def contacts(folder: Path, text: str, options: Options = OURS) -> Export:
    """The address book that this CSV is."""
    return open_contacts(written(folder, {"contacts.csv": text}), options)


GOOGLE = (
    "First Name,Middle Name,Last Name,Name Suffix,Organization Name,Organization Title,"
    "Organization Department,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Website 1 - Value\n"
    "Ann,B,Lee,,Acme,CTO,IT,* myContacts,Work,Ann@acme.example ::: ann.lee@acme.example,"
    "ann@home.example,Work,+49 731 1 ::: +49 731 2,https://www.linkedin.com/in/Ann-Lee/\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,"
    "Organization 1 - Title,Phone 1 - Value\n"
    "Bob Ray,Bob,Ray,* Work,bob@acme.example,Acme,COO,+49 731 3\n"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Department,Job Title,E-mail Address,E-mail 2 Address,"
    "Business Phone,Manager's Name,Assistant's Name,Sensitivity,Private\n"
    "Dr.,Cleo,Ott,Acme,Legal,General Counsel,cleo@acme.example,info@acme.example,+49 731 4,Ann Lee,"
    "Bob Ray,Normal,False\n"
)


class TestDialects:
    def test_google(self, tmp_path: Path) -> None:
        ann = only(contacts(tmp_path, GOOGLE))
        assert (ann.kind, ann.key) == ("Person", "contacts:Contact:ann@acme.example")
        assert known(ann) == {
            "name": "Ann B Lee",
            "email": "ann@acme.example",
            "emails": ["ann.lee@acme.example", "ann@home.example"],
            "phone": "+49 731 1",
            "title": "CTO",
            "department": "IT",
            "links": ["https://www.linkedin.com/in/Ann-Lee/"],
        }
        assert ann.names == (
            "email:ann@acme.example",
            "email:ann.lee@acme.example",
            "email:ann@home.example",
            "linkedin:in/ann-lee",
        )

    def test_google_as_it_was(self, tmp_path: Path) -> None:
        assert known(only(contacts(tmp_path, OLD_GOOGLE))) == {
            "name": "Bob Ray",
            "email": "bob@acme.example",
            "phone": "+49 731 3",
            "title": "COO",
        }

    def test_outlook(self, tmp_path: Path) -> None:
        """A shared mailbox is kept and names nobody; Title is how to address them."""
        cleo = only(contacts(tmp_path, OUTLOOK))
        assert known(cleo) == {
            "name": "Cleo Ott",
            "email": "cleo@acme.example",
            "emails": ["info@acme.example"],
            "phone": "+49 731 4",
            "title": "General Counsel",
            "department": "Legal",
        }
        assert cleo.names == ("email:cleo@acme.example",)

    def test_a_company_of_the_same_name_is_nothing(self, tmp_path: Path) -> None:
        for number, text in enumerate((GOOGLE, OLD_GOOGLE, OUTLOOK)):
            assert "account" not in only(contacts(tmp_path / str(number), text)).values


HEADER = "First Name,Last Name,E-mail Address,Job Title,Business Phone,Sensitivity\n"


class TestRows:
    def test_the_key_is_the_address_whatever_the_order(self, tmp_path: Path) -> None:
        rows = ["Ann,Lee,ann@acme.example,,,\n", "Bob,Ray,,,+49 731 3,\n"]
        one = statements(contacts(tmp_path / "a", HEADER + "".join(rows)))
        other = statements(contacts(tmp_path / "b", HEADER + "".join(reversed(rows))))
        assert {s.key for s in one} == {s.key for s in other}

    def test_two_address_books_are_two_records_of_one_person(self, tmp_path: Path) -> None:
        options = Options(whose="Dana@us.example")
        ann = only(contacts(tmp_path, GOOGLE, options))
        assert ann.key == "contacts:Contact:dana@us.example/ann@acme.example"

    @pytest.mark.parametrize(
        "row", ["Dana,Us,dana@us.example,,,", "Mum,,mum@home.example,,,Private"]
    )
    def test_colleagues_and_private_contacts_are_left_out(self, tmp_path: Path, row: str) -> None:
        assert outcome(contacts(tmp_path, f"{HEADER}{row}\n")) == []

    def test_a_name_alone_is_nobody(self, tmp_path: Path) -> None:
        item = reject(contacts(tmp_path, f"{HEADER}Ann,Lee,/o=Exchange/cn=ann,,,\n"))
        assert (item.line, item.reason) == (
            2,
            "the contact has neither an address nor a telephone number",
        )

    def test_no_address_book(self, tmp_path: Path) -> None:
        connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        with pytest.raises(BadInput) as error:
            contacts(tmp_path, connections)
        assert "expected a CSV that Google or Outlook exported" in error.value.message


async def test_a_contact_adds_to_the_person_that_the_crm_knows(
    prepared: Database, tmp_path: Path
) -> None:
    crm = {
        "accounts.csv": "id,name,created_at\na1,Acme,2024-01-01\n",
        "people.csv": "id,name,email,account,created_at,modified_at\n"
        "p1,Annabel Lee,ann@acme.example,a1,2024-01-01,2026-01-01\n",
    }
    await load(prepared, contacts(tmp_path / "book", GOOGLE))
    await load(prepared, open_source("csv", written(tmp_path / "crm", crm)))
    people = await prepared.read(
        "tests.people",
        "MATCH (p:Person)-[w:WORKS_AT]->(a:Account) "
        "RETURN p.name AS name, p.phone AS phone, a.name AS account, w.title AS title",
    )
    assert people == [
        {"name": "Annabel Lee", "phone": "+49 731 1", "account": "Acme", "title": None}
    ]
    assert (await load(prepared, contacts(tmp_path / "book", GOOGLE))).written == 0
