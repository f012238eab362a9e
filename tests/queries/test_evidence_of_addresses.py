"""Evidence about an address speaks of the employer whose address it is.

Ann works at Acme and sits on the board of Globex, where she has an address of its own.
"""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.statement import Participant, Statement, Value
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from tests.queries.world import (
    NOW,
    account,
    ago,
    key,
    mail_to,
    names,
    person,
    role,
    teammate,
    tell,
)

AT_ACME, AT_GLOBEX, AT_HOME = "ann@acme.example", "ann@mail.globex.example", "ann@home.example"
ANN = replace(
    person("ann", "acme", "champion", email=AT_ACME),
    names=tuple(f"email:{address}" for address in (AT_ACME, AT_GLOBEX, AT_HOME)),
)
ON_THE_BOARD = replace(ANN, key="board:Person:7", values={"account": key("Account", "globex")})
WORLD = (
    teammate("tess"),
    account("acme", domain="acme.example"),
    account("globex", domain="globex.example"),
    ANN,
    ON_THE_BOARD,
    role("ann", "globex", "executive_sponsor"),
)


def signal(address: str, **values: Value) -> Statement:
    said: dict[str, Value] = {"kind": "bounce", "at": ago(3), "weight": 0.8, "source": "mail"}
    said |= {"person": f"email:{address}", **values}
    return Statement("Signal", f"mail:Signal:{address}", said)


async def departed(database: Database) -> set[str]:
    """The accounts that Ann seems to have left."""
    rows = (
        await ask(database, CHAMPION_DEPARTURES, CHAMPION_DEPARTURES.parameters(as_of=NOW))
    ).rows
    who = await names(database)
    return {who[row.account] for row in rows}


@pytest.mark.parametrize(
    ("address", "left"),
    [
        (AT_ACME, {"acme"}),
        (AT_GLOBEX, {"globex"}),
        (AT_HOME, {"acme", "globex"}),  # nobody's domain: it may be how either writes to her
    ],
)
async def test_a_bounce_and_a_reply(prepared: Database, address: str, left: set[str]) -> None:
    await tell(prepared, *WORLD, signal(address))
    assert await departed(prepared) == left
    reply = replace(signal(address, kind="auto_reply_left", weight=0.95), key="mail:Signal:another")
    await tell(prepared, reply)
    assert await departed(prepared) == left


async def test_one_that_names_its_account_is_believed(prepared: Database) -> None:
    await tell(prepared, *WORLD, signal(AT_ACME, account=key("Account", "globex")))
    assert await departed(prepared) == {"globex"}


async def test_a_former_employer_is_not_the_present_one(prepared: Database) -> None:
    """She moved from Globex to Acme: that her old address is dead says nothing of Acme."""
    moved = replace(ON_THE_BOARD, values={"account": key("Account", "acme")})
    await tell(prepared, *WORLD[:4], ON_THE_BOARD, taken_at=ago(90))
    await tell(prepared, moved, signal(AT_GLOBEX), taken_at=ago(1))
    assert "acme" not in await departed(prepared)


@pytest.mark.parametrize(("address", "sure"), [(AT_ACME, {"acme"}), (AT_GLOBEX, {"globex"})])
async def test_a_mail_marked_as_come_back(prepared: Database, address: str, sure: set[str]) -> None:
    """No reason given weighs too little for a case of its own; with another hint it is one."""
    back = mail_to(ago(3), "ann", bounced=True)
    people = tuple(
        Participant(f"email:{address}", p.part) if p.label == "Person" else p
        for p in back.participants
    )
    hints = [
        replace(signal(AT_HOME, kind="rumour", weight=0.3), key=f"mail:Signal:{n}") for n in "a"
    ]
    await tell(prepared, *WORLD, replace(back, participants=people), *hints)
    assert await departed(prepared) == sure
