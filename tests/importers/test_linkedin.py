"""LinkedIn: whom one of us knows there, and what becomes of it once a customer's people are known.

Dana is one of us. Ann and Bob work at Acme by the CRM; Carl is a private friend of Dana's.
"""

from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading.load import load
from graph.values.employers import same_company
from importers.catalogue import open_source
from importers.contacts import open_contacts
from importers.linkedin import open_linkedin
from importers.profiles import profile_key
from importers.source import Export, Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from tests.graph.digest import digest
from tests.importers.exports import at, only, outcome, reject, statements, written

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the addresses are missing. '
    'You will only see addresses of connections who let you."\n\n'
)
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,,{},CTO,05 Mar 2024"
BOB = "Bob,Ray,https://www.linkedin.com/in/bob-ray,bob@acme.example,{},COO,06 Mar 2024"
CARL = "Carl,Poe,https://www.linkedin.com/in/carl-poe,carl@home.example,Bakery,Baker,07 Mar 2024"


def dana(taken_at: str | None = None) -> Options:
    """Dana's list, taken then."""
    taken = None if taken_at is None else at(taken_at)
    return Options(taken_at=taken, whose="Dana@us.example", our_domains=("us.example",))


def connections(folder: Path, *rows: str, options: Options | None = None) -> Export:
    """Dana's Connections.csv with these rows."""
    text = NOTES + "\n".join([HEADER, *rows, ""])
    return open_linkedin(written(folder, {"Connections.csv": text}), options or dana())


class TestRows:
    def test_who_knows_whom_and_nothing_more(self, tmp_path: Path) -> None:
        told = only(connections(tmp_path, ANN.format("Acme")))
        assert (told.kind, told.key, told.line) == (
            "KNOWS",
            "linkedin:Connection:dana@us.example/in/ann-lee",
            5,
        )
        assert told.values == {
            "teammate": "email:dana@us.example",
            "person": "linkedin:in/ann-lee",
            "employer": "Acme",
            "since": at("2024-03-05"),
        }
        assert told.names == ()

    def test_by_profile_and_by_address(self, tmp_path: Path) -> None:
        told = statements(connections(tmp_path, BOB.format("Acme")))
        assert [s.values["person"] for s in told] == [
            "linkedin:in/bob-ray",
            "email:bob@acme.example",
        ]
        assert [s.key for s in told] == [
            "linkedin:Connection:dana@us.example/in/bob-ray",
            "linkedin:Connection:dana@us.example/bob@acme.example",
        ]

    def test_a_shared_mailbox_is_nobody(self, tmp_path: Path) -> None:
        told = only(
            connections(
                tmp_path, "Ann,Lee,linkedin.com/in/ann-lee,info@acme.example,Acme,,05 Mar 2024"
            )
        )
        assert told.values["person"] == "linkedin:in/ann-lee"

    def test_colleagues_and_members_who_left_say_nothing(self, tmp_path: Path) -> None:
        rows = ("Erin,Us,linkedin.com/in/erin,erin@us.example,Us,,05 Mar 2024", ",,,,,,05 Mar 2024")
        assert outcome(connections(tmp_path, *rows)) == []

    def test_the_newest_connection_tells_when_it_was_taken(self, tmp_path: Path) -> None:
        export = connections(tmp_path, ANN.format("Acme"), CARL)
        assert (export.source, export.taken_at) == ("linkedin", at("2024-03-07"))
        assert not export.has_touchpoints

    @pytest.mark.parametrize(
        ("row", "column", "reason"),
        [
            ("Ann,Lee,,,Acme,CTO,05 Mar 2024", "", "neither a profile nor an address"),
            ("Ann,Lee,acme.example,,Acme,CTO,05 Mar 2024", "URL", "not the address of a profile"),
            ("Ann,Lee,,ann at acme,Acme,,05 Mar 2024", "Email Address", "not an e-mail address"),
            (
                "Ann,Lee,linkedin.com/in/ann,,Acme,,31 Feb 2024",
                "Connected On",
                "'31 Feb 2024' is not a date",
            ),
        ],
    )
    def test_rows_that_cannot_be_used(
        self, tmp_path: Path, row: str, column: str, reason: str
    ) -> None:
        item = reject(connections(tmp_path, row))
        assert (item.file, item.line, item.column) == ("Connections.csv", 5, column)
        assert reason in item.reason

    @pytest.mark.parametrize("whose", ["", "Dana", "info@us.example"])
    def test_whose_list_it_is_must_be_said(self, tmp_path: Path, whose: str) -> None:
        with pytest.raises(BadInput) as error:
            connections(tmp_path, CARL, options=Options(whose=whose))
        assert "name the one of us with --whose" in error.value.message

    def test_no_list_of_connections(self, tmp_path: Path) -> None:
        folder = written(tmp_path, {"Skills.csv": "Name\nPatience\n", "Rich Media.csv": ""})
        with pytest.raises(BadInput) as error:
            open_linkedin(folder, dana())
        assert "expected Connections.csv" in error.value.message

    def test_other_files_of_the_archive_are_named(self, tmp_path: Path) -> None:
        written(tmp_path, {"Skills.csv": "Name\nPatience\n"})
        assert connections(tmp_path, CARL).ignored_files == ("Skills.csv",)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.linkedin.com/in/Ann-Lee/", "linkedin:in/ann-lee"),
        ("de.linkedin.com/in/ann-lee?trk=x", "linkedin:in/ann-lee"),
        ("https://www.linkedin.com/in/j%C3%B6rg-b%C3%A4r", "linkedin:in/jörg-bär"),
        ("https://www.linkedin.com/company/acme", None),
        ("https://example.com/in/ann-lee", None),
    ],
)
def test_one_key_for_each_profile(address: str, key: str | None) -> None:
    assert profile_key(address) == key


def crm(accounts: str = "a1,Acme GmbH,acme-systems.example,customer") -> dict[str, str]:
    """What the CRM knows: Ann and Bob of Acme, with whom Dana met in January 2026."""
    return {
        "teammates.csv": "email,name,created_at\ndana@us.example,Dana,2024-01-01\n",
        "accounts.csv": "id,name,domain,status,segment,created_at\n"
        + "".join(f"{row},enterprise,2024-01-01\n" for row in accounts.split("|")),
        "people.csv": "id,name,email,account,roles,created_at\n"
        "p1,Ann Lee,ann@acme.example,a1,champion,2024-01-01\n"
        "p2,Robert Ray,bob@acme.example,a1,economic_buyer,2024-01-01\n",
        "touchpoints.csv": "id,at,channel,attended,created_at\n"
        "t1,2026-01-10,meeting,p1;p2;dana@us.example,2026-01-10\n",
    }


def rapport(folder: Path, files: dict[str, str], taken_at: str = "2026-03-01") -> Export:
    """Rapport's CSV folder of these files."""
    return open_source("csv", written(folder, files), Options(taken_at=at(taken_at)))


async def departed(database: Database, as_of: str = "2026-03-20") -> list[tuple[Any, ...]]:
    """Who has left which account: names, status, and each piece of evidence."""
    parameters = CHAMPION_DEPARTURES.parameters(as_of=at(as_of))
    rows = (await ask(database, CHAMPION_DEPARTURES, parameters)).rows
    names = await database.read(
        "tests.names", "MATCH (n) WHERE n.name IS NOT NULL RETURN n.id AS id, n.name AS name"
    )
    name = {row["id"]: row["name"] for row in names}
    return sorted(
        (
            name[row.person],
            name[row.account],
            row.status.value,
            [(e.kind, e.weight, e.detail, e.source) for e in row.evidence],
        )
        for row in rows
    )


async def acquaintances(database: Database) -> list[dict[str, Any]]:
    """Whom Dana knows, of those whom a customer's record describes."""
    return await database.read(
        "tests.acquaintances",
        "MATCH (t:Teammate)-[k:KNOWS]->(p:Person) WHERE p.known "
        "RETURN t.name AS who, p.name AS whom, k.since AS since, k.until AS until, "
        "k.source AS source ORDER BY whom, since",
    )


GLOBEX = ("employer_changed", 0.9, "Globex", "linkedin")


async def listed(database: Database, folder: Path, row: str, **employers: str) -> None:
    """Dana's lists of March 2026: what the row of a connection named as employer on which day."""
    for day, employer in employers.items():
        options = dana(f"2026-03-{day.removeprefix('on')}")
        export = connections(folder / day, row.format(employer), options=options)
        await load(database, export)


class TestInTheGraph:
    async def test_a_known_person_is_known_to_dana_and_keeps_their_name(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        await load(prepared, rapport(tmp_path / "crm", crm()))
        await load(prepared, connections(tmp_path / "li", BOB.format("Acme"), CARL))
        assert await acquaintances(prepared) == [
            {
                "who": "Dana",
                "whom": "Robert Ray",
                "since": at("2024-03-06"),
                "until": None,
                "source": "linkedin",
            }
        ]
        assert await departed(prepared) == []
        people = "MATCH (p:Person) WHERE p.known RETURN p.name AS name ORDER BY name"
        assert await prepared.read("tests.people", people) == [
            {"name": "Ann Lee"},
            {"name": "Robert Ray"},
        ], "Carl is nobody's customer"

    async def test_a_change_of_employer_is_a_departure(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        await load(prepared, rapport(tmp_path / "crm", crm()))
        await listed(prepared, tmp_path, BOB, on05="Acme", on10="Globex")
        assert await departed(prepared, "2026-03-09") == []
        assert await departed(prepared) == [("Robert Ray", "Acme GmbH", "CONFIRMED", [GLOBEX])]

    async def test_another_employer_at_first_sight_is_a_hint(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        """A company has many names: only together with something else does it speak."""
        await load(prepared, rapport(tmp_path / "crm", crm()))
        await listed(prepared, tmp_path, BOB, on05="Zeta", on08="Zeta Inc.")
        assert await departed(prepared) == []
        later = await departed(prepared, "2026-12-01")
        assert later == [], "there are too few touches for a silence"
        await listed(prepared, tmp_path, BOB, on10="Globex")
        assert await departed(prepared) == [("Robert Ray", "Acme GmbH", "CONFIRMED", [GLOBEX])]

    async def test_a_hint_and_a_silence_are_a_suspicion(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        files = crm()
        files["touchpoints.csv"] += "".join(
            f"t{day},2026-01-{day},meeting,p2;dana@us.example,2026-01-{day}\n"
            for day in ("15", "20")
        )
        await load(prepared, rapport(tmp_path / "crm", files))
        await listed(prepared, tmp_path, BOB, on05="Zeta")
        ((who, _, status, evidence),) = await departed(prepared)
        assert (who, status) == ("Robert Ray", "SUSPECTED")
        assert {kind: weight for kind, weight, *_ in evidence} == {
            "silence": 0.3,
            "employer_differs": 0.3,
        }

    async def test_a_sister_company_is_none(self, prepared: Database, tmp_path: Path) -> None:
        files = crm("g1,Zeta Holding,,customer|a1,Acme GmbH,,customer|b1,Beta,,customer")
        header, *rows = files["accounts.csv"].splitlines()
        parents = ("parent", "", "g1", "g1")
        lines = (f"{row},{parent}" for row, parent in zip((header, *rows), parents, strict=True))
        files["accounts.csv"] = "\n".join(lines) + "\n"
        await load(prepared, rapport(tmp_path / "crm", files))
        await listed(prepared, tmp_path, BOB, on05="Acme", on07="Beta AG", on09="Zeta")
        assert await departed(prepared) == []
        await listed(prepared, tmp_path, BOB, on10="Globex")
        assert [who for who, *_ in await departed(prepared)] == ["Robert Ray"]

    async def test_the_order_of_imports_does_not_matter(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        first = connections(tmp_path / "1", BOB.format("Acme"), options=dana("2026-02-01"))
        second = connections(tmp_path / "2", BOB.format("Globex"), options=dana("2026-03-10"))
        for export in (second, rapport(tmp_path / "crm", crm()), first):
            await load(prepared, export)
        assert await departed(prepared) == [("Robert Ray", "Acme GmbH", "CONFIRMED", [GLOBEX])]
        before = await digest(prepared)
        for export in (first, second):
            assert (await load(prepared, export)).written == 0
        assert await digest(prepared) == before

    async def test_a_profile_that_follows_the_crm_says_nothing(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        """Bob moved to Globex, a customer too; his profile says so later."""
        accounts = "a1,Acme GmbH,,customer|a2,Globex Corp.,globex.example,customer"
        files = crm(accounts)
        await load(prepared, rapport(tmp_path / "a", files, "2026-01-20"))
        files["people.csv"] = files["people.csv"].replace(
            "bob@acme.example,a1", "bob@acme.example,a2"
        )
        await load(prepared, rapport(tmp_path / "b", files, "2026-02-01"))
        new = connections(tmp_path / "li", BOB.format("GLOBEX"), options=dana("2026-03-10"))
        await load(prepared, new)
        assert await departed(prepared) == [
            ("Robert Ray", "Acme GmbH", "CONFIRMED", [("moved", 1.0, "", "csv")])
        ]

    async def test_a_touch_clears_it_and_the_next_list_does_not_bring_it_back(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        """The company goes by another name in the network: a meeting tells that Bob is there."""
        files = crm()
        await load(prepared, rapport(tmp_path / "crm", files))
        for month, employer in (("01", "Acme"), ("02", "Zeta"), ("03", "Zeta")):
            new = connections(
                tmp_path / month, BOB.format(employer), options=dana(f"2026-{month}-10")
            )
            await load(prepared, new)
        assert [who for who, *_ in await departed(prepared)] == ["Robert Ray"]
        files["touchpoints.csv"] += "t2,2026-02-20,call,p2;dana@us.example,2026-02-20\n"
        await load(prepared, rapport(tmp_path / "more", files, "2026-03-12"))
        assert await departed(prepared) == []

    async def test_taken_back_when_the_profile_names_the_account_again(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        await load(prepared, rapport(tmp_path / "crm", crm()))
        await listed(prepared, tmp_path, BOB, on08="Acme", on10="Globex", on12="Acme")
        assert [who for who, *_ in await departed(prepared, "2026-03-11")] == ["Robert Ray"]
        assert await departed(prepared) == []

    async def test_an_adviser_who_plays_a_role_has_not_left(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        """Evidence speaks of an employer, and Acme never was Bob's."""
        files = crm()
        files["people.csv"] = files["people.csv"].replace(
            "bob@acme.example,a1,economic_buyer", "bob@acme.example,,"
        )
        files["roles.csv"] = "person,account,role,created_at\np2,a1,influencer,2024-01-01\n"
        await load(prepared, rapport(tmp_path / "crm", files))
        await listed(prepared, tmp_path, BOB, on05="Beta", on10="Globex")
        assert await departed(prepared) == []

    async def test_an_address_book_ties_profile_and_address(
        self, prepared: Database, tmp_path: Path
    ) -> None:
        await load(prepared, rapport(tmp_path / "crm", crm()))
        await listed(prepared, tmp_path, ANN, on05="Acme", on10="Globex")
        assert await departed(prepared) == [], "nobody knows yet whose profile that is"
        book = (
            "First Name,Last Name,E-mail 1 - Value,Website 1 - Value\n"
            "Ann,Lee,ann@acme.example,https://www.linkedin.com/in/ann-lee/\n"
        )
        written(tmp_path / "book", {"contacts.csv": book})
        await load(
            prepared,
            open_contacts(tmp_path / "book", Options(taken_at=at("2026-03-11"))),
        )
        assert await departed(prepared) == [("Ann Lee", "Acme GmbH", "CONFIRMED", [GLOBEX])]
        assert [row["whom"] for row in await acquaintances(prepared)] == ["Ann Lee"]


async def test_acquaintances_in_rapports_own_folder(prepared: Database, tmp_path: Path) -> None:
    """With dates of their own; what our other lists say of the same pair stands beside it."""
    files = crm()
    files["acquaintances.csv"] = (
        "teammate,person,since,until\ndana@us.example,p2,2020-01-01,2025-01-01\n"
    )
    await load(prepared, rapport(tmp_path / "crm", files))
    await load(prepared, connections(tmp_path / "li", BOB.format("Acme")))
    assert [
        (row["source"], row["since"], row["until"]) for row in await acquaintances(prepared)
    ] == [
        ("csv", at("2020-01-01"), at("2025-01-01")),
        ("linkedin", at("2024-03-06"), None),
    ]


@pytest.mark.parametrize(
    ("named", "name", "domain", "same"),
    [
        ("Acme", "Acme GmbH", None, True),
        ("ACME Software Inc.", "Acme", None, True),
        ("Société Générique S.A.", "Societe Generique", None, True),
        ("AcmeSystems", "Acme Holding", "acme-systems.example", True),
        ("Zeta", "Acme", "zeta.example", True),
        ("IBV", "Industrie Bau Verbund AG", None, True),
        ("Müller & Söhne", "Mueller und Soehne", "mueller.example", True),
        ("Globex", "Acme GmbH", "acme.example", False),
        ("Self-employed", "Acme GmbH", "acme.example", False),
        ("Zeta", "Acme", None, False),
        ("Confidential", "Acme", None, True),
        ("???", "Acme", None, True),
    ],
)
def test_names_of_one_company(named: str, name: str, domain: str | None, same: bool) -> None:
    assert same_company(named, name, domain) is same
