"""Asset health, told of a quote of Ann's at Acme, and of what became of her."""

from typing import Any

import pytest

from graph.changes.steps import Step, take_steps
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.asset_health import ASSET_HEALTH, AssetHealth
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    asset,
    consent,
    day,
    decision,
    key,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = (teammate("tess"), account("acme"))
ANN = person("ann", "acme", "champion")
QUOTE = asset("ann", ago(100), state="published", title="Ann's quote")
AGREED = consent("ann", "quote", account=key("Account", "acme"))


async def health(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[AssetHealth]:
    parameters = ASSET_HEALTH.parameters(as_of=as_of, **narrowed)
    return (await ask(database, ASSET_HEALTH, parameters)).rows


async def findings(database: Database, as_of: Millis = NOW) -> list[tuple[str, str | None]]:
    """What is wrong with the one asset, and from which day on."""
    (row,) = await health(database, as_of)
    assert row.healthy == (not row.findings)
    return [(finding.code.value, finding.on) for finding in row.findings]


async def test_a_healthy_asset(database: Database) -> None:
    await tell(database, *ACME, ANN, QUOTE, AGREED, reading("ann", ago(5), score=0.9))
    (row,) = await health(database)
    who = await names(database)
    assert (row.title, row.kind, row.state, row.published_at) == (
        "Ann's quote",
        "quote",
        "published",
        ago(100),
    )
    assert [who[id_] for id_ in row.people] == ["ann"]
    assert row.because == "Ann's quote (Acme): its subject is there, content and willing."
    assert row.next_action == "Use it."
    assert await health(database, ago(100, 1)) == []
    assert await health(database, kinds=("logo",)) == []
    assert await health(database, findings=("NO_CONSENT",)) == []


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ([], [("NO_CONSENT", None)]),
        ([consent("ann", "logo")], [("NO_CONSENT", None)]),
        ([consent("ann", "quote", until=ago(0))], [("CONSENT_ENDED", day(0))]),
        ([consent("ann", "quote", revoked_at=ago(3))], [("CONSENT_ENDED", day(-3))]),
        ([consent("ann", "quote", until=ago(-30))], [("CONSENT_ENDING", day(30))]),
        ([consent("ann", "quote", until=ago(-31))], []),
        ([AGREED, reading("ann", ago(3), score=-0.21)], [("SUBJECT_SOURED", None)]),
        ([AGREED, reading("ann", ago(3), score=-0.2)], []),
        ([AGREED, reading("ann", ago(3), "nps", raw=6)], [("SUBJECT_SOURED", None)]),
    ],
)
async def test_what_may_be_wrong(
    database: Database, what: list[Statement], found: list[tuple[str, str | None]]
) -> None:
    await tell(database, *ACME, ANN, QUOTE, *what)
    assert await findings(database) == found


async def test_she_seems_to_leave_and_leaves(database: Database) -> None:
    bounced = person("ann", "acme", "champion", bounced_at=ago(5), bounce_weight=0.5)
    confirmed = decision("ann", "acme", "confirmed", ago(2))
    await tell(database, *ACME, bounced, QUOTE, AGREED, confirmed)
    assert await findings(database, ago(5, 1)) == []
    assert await findings(database, ago(3)) == [("SUBJECT_LEAVING", day(-5))]
    assert await findings(database) == [("SUBJECT_LEFT", day(-2))]
    (row,) = await health(database)
    assert row.because == "Ann's quote (Acme): Ann left Acme."
    assert row.next_action == "Have it approved again by somebody who is still there."


async def test_the_account_left_us(database: Database) -> None:
    """Churned accounts are asked about too; the worst comes first."""
    await tell(
        database,
        teammate("tess"),
        account("acme", status="churned"),
        account("bolt"),
        person("ann", "acme", opted_out=True),
        person("ben", "bolt"),
        QUOTE,
        asset("ben", ago(9), state="published", kind="video"),
    )
    rows = await health(database)
    assert [[finding.code.value for finding in row.findings] for row in rows] == [
        ["ACCOUNT_CHURNED", "OPTED_OUT", "NO_CONSENT"],
        ["NO_CONSENT"],
    ]
    assert [row.title for row in await health(database, status=("customer",))] == ["A story"]


async def test_drafts_need_no_consent_and_the_retired_no_care(database: Database) -> None:
    await tell(
        database,
        *ACME,
        ANN,
        person("ben", "acme"),
        asset("ann", None, state="draft"),
        asset("ben", ago(9), state="retired"),
    )
    assert await findings(database) == []


async def test_a_logo_of_nobody(database: Database) -> None:
    """Anybody at the account may have agreed to it."""
    acme = key("Account", "acme")
    logo = asset("acme", ago(9), state="published", kind="logo", person=None, account=acme)
    await tell(database, *ACME, ANN, logo)
    assert await findings(database) == [("NO_CONSENT", None)]
    await tell(database, consent("ann", "logo"), taken_at=ago(-1))
    assert await findings(database) == []


async def test_a_consent_that_was_ended_here(database: Database) -> None:
    """As a departure ends it, whatever its source still says."""
    await tell(database, *ACME, ANN, QUOTE, AGREED)
    step = Step(id_from("Consent", AGREED.key), "in_force", "ended")

    async def end(tx: Transaction) -> None:
        await take_steps(tx, [step], ago(4), "test")

    await database.transaction("tests.end", end)
    assert await findings(database) == [("CONSENT_ENDED", day(-4))]
    assert await findings(database, ago(4, 1)) == []


async def test_its_state_is_that_of_its_newest_step(database: Database) -> None:
    """Put back into approval it waits; before that it was public."""
    await tell(database, *ACME, ANN, QUOTE, AGREED)
    step = Step(id_from("Asset", key("Asset", "ann")), "published", "in_approval")

    async def back(tx: Transaction) -> None:
        await take_steps(tx, [step], ago(2), "test")

    await database.transaction("tests.back", back)
    assert await findings(database) == [("NEEDS_APPROVAL", None)]
    assert await findings(database, ago(2, 1)) == []
    assert (await health(database, ago(2, 1)))[0].state == "published"


async def test_whose_it_is_when_she_changed_employers(database: Database) -> None:
    """An asset about no account is that of whoever employed her when it was published."""
    moved = person("ann", "bolt", "champion", since=ago(300), modified_at=ago(50))
    await tell(database, *ACME, account("bolt"), person("ann", "acme", since=ago(300)), QUOTE)
    await tell(database, moved, taken_at=ago(-1))
    rows = await health(database, ago(-1))
    who = await names(database)
    assert [(who[row.account], row.findings[0].code.value) for row in rows] == [
        ("acme", "SUBJECT_LEFT")
    ]
