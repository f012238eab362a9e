"""The GraphQL schema: what it says, and that every selection is answered as GraphQL means it."""

from pathlib import Path

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from api.declare import camel
from api.schema import build_schema, sdl
from graph.database import Database
from graph.model import Reader
from graph.reading.exposed import COLUMNS
from queries.all import QUESTIONS
from tests.api.answering import ACME, ANN, MEETING, answer, data, nothing

SCHEMA = Path(__file__).parents[2] / "schema.graphql"


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
