"""Source conflicts: who says what, since when, and whose word is shown."""

from dataclasses import replace

from graph.database import Database
from queries.catalogue import ask
from queries.relationships.conflicts import SOURCE_CONFLICTS, SourceConflict
from tests.queries.world import LONG_AGO, NOW, account, ago, key, person, teammate, tell

ACME = account("acme", arr=40_000_00, industry="Machinery", domain="acme.example")
ANN = person("ann", "acme", email="ann@acme.example", title="CIO", phone="+49 30 901820")


async def conflicts(
    database: Database, as_of: int = NOW, **narrowed: tuple[str, ...]
) -> dict[str, SourceConflict]:
    """What is contradicted, by the property."""
    parameters = SOURCE_CONFLICTS.parameters(as_of=as_of, **narrowed)
    rows = (await ask(database, SOURCE_CONFLICTS, parameters)).rows
    assert len({row.property for row in rows}) == len(rows)
    return {row.property: row for row in rows}


async def test_each_word_with_its_source_and_the_reason_for_the_one_that_is_shown(
    prepared: Database,
) -> None:
    in_hubspot = replace(
        ANN,
        key="hubspot:Contact:51",
        values={
            "name": "Anna Lee",
            "title": "Chief Information Officer",
            "phone": "+49 (30) 90 18 20",
        }
        | {"account": key("Account", "acme")},
        created_at=ago(100),
        modified_at=NOW - 1,
    )
    on_a_card = replace(
        ANN, key="vcard:Card:ann", values={"name": "ann", "title": "Boss"}, created_at=None
    )
    desk = replace(
        ACME,
        key="zendesk:Organization:9",
        values={"name": "ACME ", "industry": "Steel"},
        names=(ACME.key,),
    )
    await tell(prepared, teammate("tess"), ACME, ANN, in_hubspot, on_a_card, desk)
    found = await conflicts(prepared)

    assert set(found) == {"name", "title", "industry"}, "spelling is no contradiction"
    title = found["title"]
    assert title.shown == "CIO"
    assert [(c.source, c.value, c.since, c.shown) for c in title.claims] == [
        ("crm", "CIO", LONG_AGO, True),
        ("hubspot", "Chief Information Officer", ago(100), False),
    ], "her card names no account: its title is of no employer we know"
    assert title.because == (
        "crm says 'CIO' of the title of Ann, hubspot 'Chief Information Officer': "
        "crm is trusted more with it."
    )
    name = found["name"]
    assert [(c.source, c.value, c.shown) for c in name.claims] == [
        ("crm", "Ann", True),
        ("hubspot", "Anna Lee", False),
        ("vcard", "ann", True),
    ]
    assert found["industry"].person is None
    assert found["industry"].shown == "Machinery"
    assert set(await conflicts(prepared, properties=("name",))) == {"name"}


async def test_of_equals_the_one_changed_last(prepared: Database) -> None:
    board = replace(
        ACME,
        key="board:Account:1",
        values={"arr": 50_000_00, "currency": "EUR"},
        names=(ACME.key,),
        modified_at=ago(5),
    )
    await tell(prepared, teammate("tess"), ACME, board)
    (conflict,) = (await conflicts(prepared)).values()
    assert (conflict.property, conflict.shown) == ("arr", "50000.00 EUR")
    assert conflict.because == (
        "board says '50000.00 EUR' of the arr of Acme, crm '40000.00 USD': both are trusted alike, "
        "and the first was changed last, on 2026-06-10."
    )


async def test_a_contradiction_is_one_while_both_say_so(prepared: Database) -> None:
    """The CRM learnt her new name in the export of ten days ago; the desk always knew it."""
    desk = replace(
        ANN, key="zendesk:User:7", values={"name": "Ann Ray"}, created_at=ago(300), modified_at=None
    )
    await tell(prepared, teammate("tess"), ACME, ANN, desk, taken_at=ago(50))
    renamed = replace(ANN, values={**ANN.values, "name": "Ann Ray"})
    await tell(prepared, renamed, taken_at=ago(10))
    assert set(await conflicts(prepared, ago(400))) == set(), "the desk did not know her yet"
    assert set(await conflicts(prepared, ago(20))) == {"name"}
    assert set(await conflicts(prepared)) == set()


async def test_one_opt_out_suffices(prepared: Database) -> None:
    yes = replace(ANN, key="zendesk:User:7", values={"opted_out": True}, modified_at=ago(5))
    no = replace(ANN, values={**ANN.values, "opted_out": False}, modified_at=NOW)
    await tell(prepared, teammate("tess"), ACME, no, yes)
    (conflict,) = (await conflicts(prepared)).values()
    assert (conflict.property, conflict.shown) == ("opted_out", "true")
    assert conflict.because.endswith("one record that says so suffices.")
