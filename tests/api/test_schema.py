"""The GraphQL schema: what it says, and that every selection is answered as GraphQL means it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from api.context import Budget, Context, Key
from api.declare import camel
from api.scalars import moment_of
from api.schema import build_schema, sdl
from graph.database import Database
from graph.errors import RapportError
from graph.ids import id_from
from graph.model import Reader
from graph.reading.exposed import COLUMNS
from queries.all import QUESTIONS
from tests.api import story

ACME = id_from("Account", f"csv:Account:{story.ACME}")
ANN = id_from("Person", f"csv:Person:{story.ANN}")
MEETING = id_from("Touchpoint", "csv:Touchpoint:t1")
SCHEMA = Path(__file__).parents[2] / "schema.graphql"


@dataclass(frozen=True)
class Answered:
    """What a request came to."""

    data: Any
    errors: list[tuple[str, str]]
    statements: list[str]
    withheld: set[str]


async def answer(
    database: Database,
    query: str,
    variables: Mapping[str, Any] | None = None,
    role: Reader = Reader.CSM,
) -> Answered:
    """Execute a request as of the day of the story."""
    now = moment_of(story.AS_OF)
    key = Key("somebody", role)
    context = Context(database, key, "a request", now, budget=Budget(per_minute=100, left=7))
    with database.recorded() as statements:
        result = await build_schema().execute(
            query, variable_values=dict(variables or {}), context_value=context
        )
    errors = [
        (e.original_error.code if isinstance(e.original_error, RapportError) else "", e.message)
        for e in result.errors or []
    ]
    return Answered(result.data, errors, list(statements), context.withheld)


def nothing(shown: Any) -> bool:
    """Whether a request was answered with no data at all."""
    return shown is None or set(shown.values()) == {None}


async def data(database: Database, query: str, **variables: Any) -> Any:
    """The data of a request that has no error."""
    answered = await answer(database, query, variables)
    assert answered.errors == []
    return answered.data


# --- what it says


def test_the_schema_is_the_one_checked_in() -> None:
    assert sdl() == SCHEMA.read_text("utf-8"), "run `make pages` and look at the difference"


def test_every_kind_of_node_and_every_question_is_there() -> None:
    types = build_schema()._schema.type_map
    query, account = types["Query"], types["Account"]
    assert isinstance(query, GraphQLObjectType)
    assert isinstance(account, GraphQLObjectType)

    assert set(COLUMNS) <= set(types)
    for question in QUESTIONS.values():
        answer = query.fields[camel(question.name)].type
        assert str(answer).endswith("Connection!")
    assert {"coverageGaps", "interactionRecency", "map", "timeline"} <= set(account.fields)


def test_every_field_has_a_resolver_that_takes_the_row() -> None:
    """Below the roots nothing runs but a look at the row."""
    for type_ in build_schema()._schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            assert type_.is_type_of is None
            for name, field in type_.fields.items():
                assert field.resolve is not None, f"{type_.name}.{name}"
                assert field.resolve.__module__ in ("api.schema", "api.roots", "api.mutations")


# --- GraphQL's own meaning of a selection


async def test_aliases_fragments_directives_and_merged_keys(world: Database) -> None:
    query = """
        query Acme($no: Boolean = false, $yes: Boolean = true, $size: Int = 1) {
          acme: account(by: {domain: "acme.example"}) {
            ...Names
            ... on Account { title: name @include(if: $yes) }
            ... @skip(if: $yes) { industry }
            region @include(if: $no)
            both: stakeholders(first: 5) { edges { roles } }
            both: stakeholders(first: 5) { edges { node { name } } ...Count }
            one: stakeholders(first: $size, orderBy: [NAME_DESC]) { nodes { ...Named again: name } }
          }
        }
        fragment Names on Account { name ... on Node { id } __typename }
        fragment Named on Person { name }
        fragment Count on StakeholderConnection { totalCount }
    """

    answered = await answer(world, query)

    assert answered.errors == []
    assert answered.statements == ["select.account"]
    assert answered.data == {
        "acme": {
            "name": "Acme Robotics",
            "id": ACME,
            "__typename": "Account",
            "title": "Acme Robotics",
            "both": {
                "edges": [
                    {"roles": ["champion"], "node": {"name": "Ann Reyes"}},
                    {"roles": ["admin"], "node": {"name": "Bo Lund"}},
                ],
                "totalCount": 2,
            },
            "one": {"nodes": [{"name": "Bo Lund", "again": "Bo Lund"}]},
        }
    }


async def test_one_statement_however_deep(world: Database) -> None:
    query = """{
      accounts(first: 2) { totalCount nodes {
        owners { function teammate { name accounts(first: 2) { nodes { name } } } }
        stakeholders(first: 2) { edges { since node {
          reportsTo { name }
          lastTouch { at participants(first: 5) { edges { part node {
            __typename
            ... on Person { name employments(first: 1) { edges { title node { name } } } }
            ... on Teammate { name title }
          } } } }
        } } }
      } }
    }"""

    answered = await answer(world, query)

    assert answered.errors == []
    assert answered.statements == ["select.accounts"]
    ann = answered.data["accounts"]["nodes"][1]["stakeholders"]["edges"][0]
    assert ann == {
        "since": "2024-02-01T00:00:00Z",
        "node": {
            "reportsTo": None,
            "lastTouch": {
                "at": "2026-05-20T09:00:00Z",
                "participants": {
                    "edges": [
                        {
                            "part": "ATTENDED",
                            "node": {
                                "__typename": "Person",
                                "name": "Ann Reyes",
                                "employments": {
                                    "edges": [
                                        {
                                            "title": "Head of Operations",
                                            "node": {"name": "Acme Robotics"},
                                        }
                                    ]
                                },
                            },
                        },
                        {
                            "part": "ATTENDED",
                            "node": {
                                "__typename": "Teammate",
                                "name": "Mia Torres",
                                "title": "Customer Success Manager",
                            },
                        },
                    ]
                },
            },
        },
    }


async def test_every_value_of_every_kind_of_node_can_be_selected(world: Database) -> None:
    """All leaves of all kinds at once: whatever is declared can be part of a statement."""
    types = build_schema()._schema.type_map
    fragments = []
    for label in COLUMNS:
        type_ = types[label]
        assert isinstance(type_, GraphQLObjectType)
        leaves = " ".join(
            f"{label.lower()}_{name}: {name}"
            for name, field in type_.fields.items()
            if is_leaf_type(get_named_type(field.type)) and not field.args
        )
        fragments.append(f"... on {label} {{ {leaves} }}")
    query = f"query All($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename {' '.join(fragments)} }} }}"

    (meeting, nobody, ann) = (await data(world, query, ids=[MEETING, "acc_nobody", ANN]))["nodes"]

    assert nobody is None
    assert meeting["__typename"] == "Touchpoint"
    assert meeting["touchpoint_subject"] == "Roadmap"
    assert ann["person_email"] == "ann@acme.example"


# --- roots


async def test_the_keys_of_an_account_and_a_person(world: Database) -> None:
    query = """
        query Keys($account: AccountKey!, $person: PersonKey!) {
          account(by: $account) { name } person(by: $person) { name }
        }
    """
    known = {"account": {"name": "Acme Robotics"}, "person": {"name": "Ann Reyes"}}
    crm = {"source": "salesforce"}
    for account, person in (
        ({"id": ACME}, {"id": ANN}),
        ({"domain": "ACME.example"}, {"email": "Ann@acme.example"}),
        (
            {"external": {**crm, "id": "001000000000001AAA"}},
            {"external": {**crm, "id": "003000000000001AAA"}},
        ),
        (
            {"external": {**crm, "id": "001000000000001"}},
            {"external": {**crm, "id": "003000000000001", "kind": "Contact"}},
        ),
    ):
        assert await data(world, query, account=account, person=person) == known
    unknown = {"account": {"domain": "no.example"}, "person": {"email": "no@no.example"}}
    assert await data(world, query, **unknown) == {"account": None, "person": None}


async def test_search_finds_accounts_and_people(world: Database) -> None:
    query = """
        query Find($text: String!) { search(text: $text, first: 10) {
          nodes { __typename ... on Account { name domain } ... on Person { name email } }
        } }
    """
    found = (await data(world, query, text="ACME"))["search"]["nodes"]
    assert found == [
        {"__typename": "Account", "name": "Acme Robotics", "domain": "acme.example"},
        {"__typename": "Person", "name": "Ann Reyes", "email": "ann@acme.example"},
        {"__typename": "Person", "name": "Bo Lund", "email": "bo@acme.example"},
    ]
    by_marketing = await answer(world, query, {"text": "acme"}, Reader.MARKETING)
    assert [node["name"] for node in by_marketing.data["search"]["nodes"]] == ["Acme Robotics"]


async def test_policies_and_who_asks(world: Database) -> None:
    query = """{
      viewer { name role budget { left } }
      policies { segment contacts cadences { role days } }
    }"""

    answered = await data(world, query)

    assert answered["viewer"] == {"name": "somebody", "role": "CSM", "budget": {"left": 7}}
    assert answered["policies"][3] == {
        "segment": "smb",
        "contacts": 1,
        "cadences": [{"role": "champion", "days": 90}, {"role": "admin", "days": 90}],
    }


async def test_as_of_holds_for_everything_below(world: Database) -> None:
    query = """
        query Then($asOf: DateTime) { account(by: {domain: "acme.example"}, asOf: $asOf) {
          touchpoints(first: 5) { totalCount }
          stakeholders(first: 5) { totalCount nodes { lastTouch { id } } }
          interactionRecency(first: 5) { nodes { state person { name } } }
        } }
    """
    before = await data(world, query, asOf="2026-05-20T10:59:59.999+02:00")
    after = await data(world, query, asOf="2026-05-20T11:00:00+02:00")

    assert before["account"]["touchpoints"] == {"totalCount": 0}
    assert after["account"]["touchpoints"] == {"totalCount": 1}
    assert before["account"]["stakeholders"]["nodes"][0] == {"lastTouch": None}
    assert after["account"]["stakeholders"]["nodes"][0] == {"lastTouch": {"id": MEETING}}
    states = [
        {
            row["person"]["name"]: row["state"]
            for row in part["account"]["interactionRecency"]["nodes"]
        }
        for part in (before, after)
    ]
    assert states == [
        {"Ann Reyes": "NEVER_TOUCHED", "Bo Lund": "NEVER_TOUCHED"},
        {"Ann Reyes": "ON_TIME", "Bo Lund": "NEVER_TOUCHED"},
    ]


# --- questions


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


# --- what cannot be answered


@pytest.mark.parametrize(
    ("query", "code", "sentence"),
    [
        ("{ accounts { totalCount } }", "BAD_USER_INPUT", "Say first or last"),
        ("{ accounts(first: 101) { totalCount } }", "BAD_USER_INPUT", "go from 1 to 100"),
        ("{ coverageGaps { totalCount } }", "BAD_USER_INPUT", "Say first or last"),
        ('{ coverageGaps(first: 1, after: "x") { totalCount } }', "BAD_USER_INPUT", "cursor"),
        ('{ search(text: "a", first: 5) { nodes { __typename } } }', "BAD_USER_INPUT", "2 to 200"),
        (
            '{ account(by: {domain: "acme.example"}) '
            '{ coverageGaps(first: 1, filter: {accounts: ["x"]}) { totalCount } } }',
            "BAD_USER_INPUT",
            "leave out accounts",
        ),
        (
            '{ accounts(first: 1, asOf: "2026-06-01") { totalCount } }',
            "BAD_USER_INPUT",
            "A DateTime reads like",
        ),
        ("{ account(by: {}) { id } }", "", "exactly one"),
    ],
)
async def test_requests_that_cannot_be_answered(
    world: Database, query: str, code: str, sentence: str
) -> None:
    answered = await answer(world, query)

    assert nothing(answered.data)
    ((found, message),) = answered.errors
    assert found == code
    assert sentence in message
