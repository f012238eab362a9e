"""The interview sample, told of banks and shops, great and small."""

from collections import Counter
from typing import Any

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.sample import INTERVIEW_SAMPLE, InterviewSubject
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    call,
    names,
    person,
    teammate,
    tell,
)


def customers(kind: str, count: int, **values: Any) -> list[Statement]:
    """So many customers alike, with one champion each."""
    said: list[Statement] = []
    for number in range(count):
        name = f"{kind}{number}"
        said += (account(name, **values), person(f"of-{name}", name, "champion"))
    return said


async def sample(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[InterviewSubject]:
    parameters = INTERVIEW_SAMPLE.parameters(as_of=as_of, **narrowed)
    return (await ask(database, INTERVIEW_SAMPLE, parameters)).rows


async def test_every_kind_takes_its_turn(database: Database) -> None:
    """Until there are enough, or a kind has no more."""
    await tell(
        database,
        teammate("tess"),
        *customers("bank", 9, industry="Banking", stage="Adoption"),
        *customers("shop", 4, industry="Retail", segment="smb"),
        *customers("mill", 1),
    )
    kinds = Counter(
        (row.segment, row.stage, row.industry) for row in await sample(database, size=8)
    )
    assert kinds == {
        ("enterprise", "Adoption", "Banking"): 4,
        ("smb", "unknown", "Retail"): 3,
        ("enterprise", "unknown", "unknown"): 1,
    }
    everybody = await sample(database)
    assert [row.place for row in everybody] == list(range(1, 15))
    assert len({row.account for row in everybody}) == 14
    assert [row.industry for row in everybody[:4]] == ["Banking", "Retail", "unknown", "Banking"]


async def test_the_same_seed_draws_the_same(database: Database) -> None:
    """And another another; a new customer of another kind changes nothing within this one."""
    await tell(database, teammate("tess"), *customers("bank", 12, industry="Banking"))
    first = [row.account for row in await sample(database, size=5)]
    assert [row.account for row in await sample(database, size=5)] == first
    draws = {tuple(row.account for row in await sample(database, size=5, seed=n)) for n in range(9)}
    assert len(draws) > 5
    await tell(database, *customers("shop", 1, industry="Retail"), taken_at=NOW + 1)
    again = [row.account for row in await sample(database, size=6) if row.industry == "Banking"]
    assert again == first


async def test_whom_to_ask_there(database: Database) -> None:
    """Of those with a role whom nothing stops, the one last in touch; or nobody."""
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        person("ann", "acme", "champion", opted_out=True),
        person("ben", "acme", "admin"),
        person("cleo", "acme", "admin"),
        person("dora", "acme"),
        call(ago(9), "ben"),
        call(ago(5), "cleo"),
        call(ago(2), "dora"),
        account("bolt"),
        person("eve", "bolt", "champion"),
        ask_of("eve", "bolt", "quote", ago(3)),
    )
    who = await names(database)
    assert [who[row.person] for row in await sample(database)] == ["cleo"]
    assert [who[row.person] for row in await sample(database, ago(6))] in (
        ["ben", "eve"],
        ["eve", "ben"],
    )
    (row,) = await sample(database)
    assert row.because == ("Cleo at Acme: one of 1 in enterprise, stage unknown, industry unknown.")
