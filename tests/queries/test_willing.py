"""Willing advocates, told of Ann and Ben of Acme, who agreed to some things."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.advocacy.willing import WILLING_ADVOCATES, WillingAdvocate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    key,
    names,
    person,
    teammate,
    tell,
)

TEAM = (teammate("tess"), account("acme"), account("bolt"))


async def willing(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[WillingAdvocate]:
    parameters = WILLING_ADVOCATES.parameters(as_of=as_of, **narrowed)
    return (await ask(database, WILLING_ADVOCATES, parameters)).rows


async def who_would(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> set[tuple[str, str, str]]:
    """Person, account and act."""
    who = await names(database)
    rows = await willing(database, as_of, **narrowed)
    return {(who[row.person], who[row.account], row.act) for row in rows}


async def test_who_would_do_what(database: Database) -> None:
    """Not who opted out, left, or took it back; and nothing before they said so."""
    await tell(
        database,
        *TEAM,
        person("ann", "acme", "champion"),
        consent("ann", "quote", "logo", since=ago(10)),
        consent("ann", "case_study", until=ago(1)),
        consent("ann", "speaking", revoked_at=ago(1)),
        person("ben", "acme"),
        consent("ben", "quote", account=key("Account", "bolt")),
        person("cleo", "acme", "admin", opted_out=True, modified_at=ago(800)),
        consent("cleo", "quote"),
        person("dora", "acme", "admin", left=True, modified_at=ago(5)),
        consent("dora", "quote"),
        person("eve", "acme"),
    )
    assert await who_would(database) == {("ann", "acme", "quote"), ("ann", "acme", "logo")}
    assert await who_would(database, ago(1, 1)) == {
        ("ann", "acme", "quote"),
        ("ann", "acme", "logo"),
        ("ann", "acme", "case_study"),
        ("ann", "acme", "speaking"),
    }
    assert await who_would(database, ago(10, 1)) == {
        ("ann", "acme", "case_study"),
        ("ann", "acme", "speaking"),
        ("dora", "acme", "quote"),
    }
    assert await who_would(database, acts=("logo", "survey")) == {("ann", "acme", "logo")}


async def test_what_they_allow_and_for_how_long(database: Database) -> None:
    """Several consents to one act add up; one that names no channel allows any."""
    await tell(
        database,
        *TEAM,
        person("ann", "acme", "champion"),
        consent("ann", "quote", channels=["web"], regions=["EMEA"], until=ago(-20)),
        consent("ann", "quote", "logo", channels=["print"], until=ago(-30)),
        ask_of("ann", "acme", "quote", ago(200), "completed", ended_at=ago(190)),
        ask_of("ann", "acme", "quote", ago(100), "declined", decided_at=ago(99)),
    )
    (logo,) = await willing(database, acts=("logo",))
    assert (logo.channels, logo.regions, logo.until) == (["print"], [], ago(-30))
    assert (logo.asked, logo.done, logo.last_asked_at, logo.effort) == (0, 0, None, "medium")
    assert logo.because == "Ann at Acme agreed to a logo until 2026-07-15; never asked for one."
    (quote,) = await willing(database, acts=("quote",))
    assert (quote.channels, quote.regions, quote.until) == (["print", "web"], [], ago(-30))
    assert (quote.asked, quote.done, quote.last_asked_at) == (2, 1, ago(100))
    assert quote.because == (
        "Ann at Acme agreed to a quote until 2026-07-15; asked 2 times, did it once."
    )
    assert [row.act for row in await willing(database)] == ["logo", "quote"]
    assert await willing(database, ending_within_days=29) == []
    assert len(await willing(database, ending_within_days=30)) == 2
