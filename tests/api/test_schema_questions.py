"""Questions in GraphQL: beside and below entities, and what is not for a role."""

from typing import Any

import pytest

from api.schema import build_schema
from graph.database import Database
from graph.model import Reader
from tests.api.answering import MEETING, answer, data, nothing

GAP = "kind role severity because account { id name owners { teammate { name } } } people { name }"


async def test_a_question_takes_one_statement_more_for_each_column_of_nodes(
    world: Database,
) -> None:
    plain = await answer(world, "{ coverageGaps(first: 10) { nodes { kind } } }")
    named = await answer(
        world,
        f"{{ coverageGaps(first: 10) {{ totalCount edges {{ cursor node {{ {GAP} }} }} }} }}",
    )

    assert named.errors == []
    more = list(named.statements)
    for statement in plain.statements:
        more.remove(statement)
    assert sorted(more) == ["select.account", "select.person"]
    assert named.data["coverageGaps"]["totalCount"] == len(named.data["coverageGaps"]["edges"])


async def test_a_question_below_a_list_is_asked_once_for_all_of_it(world: Database) -> None:
    inner = f"coverageGaps(first: 10) {{ totalCount nodes {{ {GAP} }} }}"
    nested = await answer(world, f"{{ accounts(first: 10) {{ nodes {{ id {inner} }} }} }}")
    every = await data(world, f"{{ coverageGaps(first: 100) {{ nodes {{ {GAP} }} }} }}")

    assert nested.errors == []
    assert nested.statements.count("coverage_gaps") == 1
    for account in nested.data["accounts"]["nodes"]:
        own = [g for g in every["coverageGaps"]["nodes"] if g["account"]["id"] == account["id"]]
        assert account["coverageGaps"] == {"totalCount": len(own), "nodes": own}
    assert sum(a["coverageGaps"]["totalCount"] for a in nested.data["accounts"]["nodes"]) > 2


async def test_paging_through_a_question_below_an_account(world: Database) -> None:
    query = """
        query Page($after: String, $before: String, $first: Int, $last: Int) {
          account(by: {domain: "acme.example"}) {
            coverageGaps(first: $first, last: $last, after: $after, before: $before) {
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              nodes { kind role }
            }
          }
        }
    """

    async def page(**arguments: Any) -> Any:
        return (await data(world, query, **arguments))["account"]["coverageGaps"]

    everything = (await page(first=100))["nodes"]
    forwards: list[Any] = []
    arguments: dict[str, Any] = {"first": 2}
    while True:
        part = await page(**arguments)
        forwards += part["nodes"]
        if not part["pageInfo"]["hasNextPage"]:
            break
        arguments["after"] = part["pageInfo"]["endCursor"]
    assert forwards == everything
    backwards: list[Any] = []
    arguments = {"last": 2}
    while True:
        part = await page(**arguments)
        backwards = part["nodes"] + backwards
        if not part["pageInfo"]["hasPreviousPage"]:
            break
        arguments["before"] = part["pageInfo"]["startCursor"]
    assert backwards == everything


async def test_every_question_is_answered(world: Database) -> None:
    for name in build_schema()._schema.query_type.fields:  # type: ignore[union-attr]
        if name in {"coverageGaps", "interactionRecency", "championDepartures", "map"}:
            answered = await data(world, f"{{ {name}(first: 5) {{ totalCount warnings }} }}")
            assert answered[name]["totalCount"] >= 0
    needed = "referenceCandidates(first: 5, criteria: {act: QUOTE}, includeBlocked: true)"
    parts = "parts { name value contribution } blockers { code liftsOn } person { name }"
    candidates = await data(world, f"{{ {needed} {{ nodes {{ score {parts} }} }} }}")
    assert {c["person"]["name"] for c in candidates["referenceCandidates"]["nodes"]} == {
        "Ann Reyes",
        "Bo Lund",
        "Cy Okafor",
    }


# --- rights


@pytest.mark.parametrize(
    ("role", "query", "sentence"),
    [
        (
            Reader.MARKETING,
            "{ coverageGaps(first: 1) { totalCount } }",
            "A key with role marketing may not ask coverage_gaps; "
            "that takes reader, csm, leader or admin.",
        ),
        (
            Reader.READER,
            "{ people(first: 1) { nodes { consents(first: 1) { totalCount } } } }",
            "A key with role reader may not see Consent; "
            "that takes csm, marketing, leader or admin.",
        ),
        (
            Reader.READER,
            '{ accounts(first: 1, filter: {holdReason: {contains: "x"}}) { totalCount } }',
            "A key with role reader may not look up, filter or order Account by hold_reason; "
            "that takes csm, leader or admin.",
        ),
        (
            Reader.MARKETING,
            '{ person(by: {email: "ann@acme.example"}) { name } }',
            "A key with role marketing may not look up, filter or order Person by email; "
            "that takes reader, csm, leader or admin.",
        ),
        (
            Reader.MARKETING,
            "{ accounts(first: 1) { nodes { interactionRecency(first: 1) { totalCount } } } }",
            "A key with role marketing may not ask interaction_recency; "
            "that takes reader, csm, leader or admin.",
        ),
    ],
)
async def test_what_is_not_for_a_role_is_forbidden(
    world: Database, role: Reader, query: str, sentence: str
) -> None:
    answered = await answer(world, query, role=role)

    assert answered.errors == [("FORBIDDEN", sentence)]
    assert nothing(answered.data)


async def test_values_that_are_not_for_a_role_are_left_out_and_named(world: Database) -> None:
    query = """
        query Private($meeting: ID!) {
          node(id: $meeting) { ... on Touchpoint { subject } }
          touchpoints(first: 5) { nodes { subject } }
          accounts(first: 5) { nodes { touchpoints(first: 5) { edges { node { ...Private } } } } }
        }
        fragment Private on Touchpoint { at subject summary }
    """

    answered = await answer(world, query, {"meeting": MEETING}, Reader.READER)

    assert answered.errors == []
    assert answered.withheld == {"Touchpoint.subject", "Touchpoint.summary"}
    assert answered.data["node"] == {"subject": None}
    assert answered.data["touchpoints"]["nodes"] == [{"subject": None}, {"subject": None}]
    assert "Roadmap" not in str(answered.data)
