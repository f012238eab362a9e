"""Filters mean what they say: each is tried against a reading of it in Python."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.errors import BadInput
from graph.model import DATED_ACCOUNT_PROPERTIES, Reader
from graph.reading.links import ROOTS
from graph.reading.select import select_list
from graph.reading.selection import View, fields
from tests.engines import empty
from tests.graph.reading import below, listed

AS_OF = 1_000
NAMES = ("Alder", "alderman", "Birch", "ÖSTER", None)
TOPICS = ((), ("routing",), ("billing", "routing"))
ROLES = ("champion", "admin")

Account = Mapping[str, Any]

# Twelve accounts in which every property takes each of its values, absent among them. Of every
# fourth nothing is known but its name.
ACCOUNTS: list[dict[str, Any]] = [
    {
        "id": f"acc_{number:02}",
        "name": NAMES[number % 5],
        "parent": f"acc_{number - 1:02}" if number % 3 == 1 else None,
        **(
            dict.fromkeys(("industry", "employees", "hold_until", "status", "arr", "currency"))
            | {"topics": []}
            if number % 4 == 3
            else {
                "industry": ("retail", "energy", None)[number % 3],
                "employees": (10, 500, None)[number % 3] if number % 2 else 500,
                "hold_until": ("2026-01-01", None)[number % 2],
                "topics": list(TOPICS[number % 3]),
                "status": ("customer", "prospect")[number % 2],
                "arr": (100_00, 250_00, None)[number % 3],
                "currency": ("EUR", "USD")[number // 3 % 2],
            }
        ),
    }
    for number in range(12)
]
# Who holds which role where; the last one is over.
STAKEHOLDERS = [
    {
        "account": f"acc_{number:02}",
        "person": f"per_{number * 7 % 4}",
        "role": ROLES[number % 2],
        "confidence": (0.4, 0.9, None)[number % 3],
        "until": None,
    }
    for number in (0, 1, 2, 3, 4, 6, 8, 9)
] + [
    {"account": "acc_00", "person": "per_0", "role": "admin", "confidence": 0.9, "until": None},
    {"account": "acc_05", "person": "per_1", "role": "admin", "confidence": 0.9, "until": 1_000},
]
PEOPLE = [
    {"id": f"per_{number}", "opted_out": (True, False, None)[number % 3]} for number in range(4)
]


@pytest.fixture(scope="module")
async def world(connected: Database, first_nodes: object) -> Database:
    """The accounts and people above."""
    assert first_nodes
    await empty(connected)
    for text, rows in (
        (
            "CREATE (a:Account {known: true, id: row.id, name: row.name}) "
            "FOREACH (state IN CASE WHEN row.status IS NULL THEN [] ELSE [row.state] END | "
            "CREATE (a)-[:HAS_STATE]->(s:AccountState) SET s = state)",
            [
                account | {"state": {name: account.get(name) for name in DATED_ACCOUNT_PROPERTIES}}
                for account in ACCOUNTS
            ],
        ),
        (
            "MATCH (a:Account {id: row.id}) MATCH (b:Account {id: row.parent}) "
            "CREATE (a)-[:PART_OF]->(b)",
            [a for a in ACCOUNTS if a["parent"]],
        ),
        ("CREATE (p:Person) SET p = row, p.known = true", PEOPLE),
        (
            "MATCH (a:Account {id: row.account}) MATCH (p:Person {id: row.person}) "
            "CREATE (p)-[r:STAKEHOLDER_IN]->(a) SET r.role = row.role, r.until = row.until, "
            "r.confidence = row.confidence, r.record = row.account + row.role",
            STAKEHOLDERS,
        ),
    ):
        await connected.write("tests.world", f"UNWIND $rows AS row {text}", {"rows": rows})
    return connected


# --- the meaning, in Python


def matches(wanted: Mapping[str, Any], account: Account) -> bool:
    """Whether an account fulfils a filter."""
    return all(_part(name, value, account) for name, value in wanted.items())


def _part(name: str, value: Any, account: Account) -> bool:
    if name == "and":
        return all(matches(part, account) for part in value)
    if name == "or":
        return any(matches(part, account) for part in value)
    if name == "not":
        return not matches(value, account)
    if name == "parent":
        parent = next((a for a in ACCOUNTS if a["id"] == account["parent"]), None)
        return parent is not None and matches(value, parent)
    if name == "stakeholders":
        return _quantified(value, account, stakeholder_matches)
    # Whoever is not said to be anything else is a customer; what has no name is called by its id.
    known = {**account, "status": account["status"] or "customer"}
    known["name"] = account["name"] or account["id"]
    if name == "arr":
        return _compared(
            {k: v * 100 if isinstance(v, Decimal) else v for k, v in value.items()},
            known["arr"],
            known["currency"],
        )
    return _compared(value, known[name])


def _quantified(
    value: Mapping[str, Any], account: Account, holds: Callable[[Mapping[str, Any], Any], bool]
) -> bool:
    edges = list(stakeholders_of(account))
    some = [e for e in edges if "some" in value and holds(value["some"], e)]
    none = [e for e in edges if "none" in value and holds(value["none"], e)]
    every = all(holds(value["every"], e) for e in edges) if "every" in value else True
    return ("some" not in value or bool(some)) and not none and every


def stakeholders_of(account: Account) -> Iterable[dict[str, Any]]:
    """One edge for each person, with all of their roles."""
    now = [r for r in STAKEHOLDERS if r["account"] == account["id"] and r["until"] is None]
    for person in sorted({str(r["person"]) for r in now}):
        own = [r for r in now if r["person"] == person]
        known = [r["confidence"] for r in own if isinstance(r["confidence"], float)]
        yield {
            "roles": [r["role"] for r in own],
            "confidence": max(known, default=None),
            "node": next(p for p in PEOPLE if p["id"] == person),
        }


def stakeholder_matches(wanted: Mapping[str, Any], edge: Mapping[str, Any]) -> bool:
    """Whether an edge fulfils a filter."""
    for name, value in wanted.items():
        if name == "not":
            if stakeholder_matches(value, edge):
                return False
        elif name == "node":
            if not _compared(value["opted_out"], bool(edge["node"]["opted_out"])):
                return False
        elif not _compared(value, edge[name]):
            return False
    return True


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value == operand,
    "in": lambda value, operand: value in operand,
    "gt": lambda value, operand: value > operand,
    "gte": lambda value, operand: value >= operand,
    "lt": lambda value, operand: value < operand,
    "lte": lambda value, operand: value <= operand,
    "contains": lambda value, operand: operand.lower() in value.lower(),
    "starts_with": lambda value, operand: value.lower().startswith(operand.lower()),
    "has": lambda value, operand: operand in value,
    "has_any": lambda value, operand: any(word in value for word in operand),
    "has_all": lambda value, operand: all(word in value for word in operand),
}


def _compared(operators: Mapping[str, Any], value: Any, currency: Any = None) -> bool:
    def holds(operator: str, operand: Any) -> bool:
        if operator == "is_null":
            return (value is None) is operand
        if operator == "currency":
            return bool(currency == operand)
        if operator == "is_empty":
            return (value == []) is operand
        if value is None:
            return False
        return OPERATORS[operator](value, operand)

    return all(holds(operator, operand) for operator, operand in operators.items())


# --- filters of all shapes

texts = st.sampled_from(("Alder", "alder", "Birch", "öster", "r", "retail", "x"))
topics = st.sampled_from(("routing", "billing", "x"))
amounts = st.sampled_from((Decimal(100), Decimal(250), Decimal("99.5")))


def one_operator(**operators: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A comparison by one of these operators, or an empty one."""
    choices = [st.fixed_dictionaries({name: operand}) for name, operand in operators.items()]
    return st.one_of(st.just({}), *choices)


of_text = one_operator(
    eq=texts,
    contains=texts,
    starts_with=texts,
    is_null=st.booleans(),
    **{"in": st.lists(texts, max_size=3)},
)
of_number = one_operator(
    **dict.fromkeys(("eq", "gt", "gte", "lt", "lte"), st.sampled_from((10, 100, 500))),
    is_null=st.booleans(),
)
of_day = one_operator(eq=st.just("2026-01-01"), gt=st.just("2025-06-01"), is_null=st.booleans())
of_topics = one_operator(
    has=topics,
    has_any=st.lists(topics, max_size=2),
    has_all=st.lists(topics, max_size=2),
    is_empty=st.booleans(),
)
of_amount = st.fixed_dictionaries(
    {"currency": st.sampled_from(("EUR", "USD"))}, optional={"gte": amounts, "lt": amounts}
)
of_edge = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "roles": one_operator(has=st.sampled_from(ROLES), has_all=st.just(list(ROLES))),
            "confidence": one_operator(gte=st.just(0.5), is_null=st.booleans()),
            "node": st.fixed_dictionaries({"opted_out": one_operator(eq=st.booleans())}),
        },
    ),
    lambda inner: st.fixed_dictionaries({"not": inner}),
    max_leaves=2,
)
of_account = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "name": of_text,
            "industry": of_text,
            "employees": of_number,
            "hold_until": of_day,
            "topics": of_topics,
            "status": one_operator(eq=st.sampled_from(("customer", "prospect"))),
            "arr": of_amount,
            "stakeholders": st.fixed_dictionaries(
                {}, optional=dict.fromkeys(("some", "every", "none"), of_edge)
            ),
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "not": inner,
            "parent": inner,
            **dict.fromkeys(("and", "or"), st.lists(inner, min_size=1, max_size=2)),
        },
    ),
    max_leaves=3,
)


@pytest.mark.timeout(300)  # a real Neo4j plans every text anew
@given(wanted=of_account)
@example(wanted={"not": {"industry": {"eq": "retail"}}})
@example(wanted={"stakeholders": {"every": {"not": {"confidence": {"gte": 0.5}}}}})
@example(wanted={"parent": {"not": {"arr": {"currency": "EUR"}}}})
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
async def test_a_filter_finds_what_it_says(world: Database, wanted: dict[str, Any]) -> None:
    field = below(
        "accounts",
        below("nodes", *fields("id")),
        *fields("total_count"),
        first=100,
        filter=wanted,
        order_by=["ID_ASC"],
    )
    expected = [account["id"] for account in ACCOUNTS if matches(wanted, account)]

    answer = await listed(world, "accounts", field, Reader.CSM, AS_OF)

    assert [node["id"] for node in answer["nodes"]] == expected
    assert answer["total_count"] == len(expected)


async def test_a_filter_of_an_edge_narrows_a_connection_below_a_node(world: Database) -> None:
    champions = {"roles": {"has": "champion"}}
    inner = below("stakeholders", *fields("total_count"), first=5, filter=champions)
    field = below("accounts", below("nodes", *fields("id"), inner), first=4, order_by=["ID_ASC"])

    answer = await listed(world, "accounts", field, Reader.CSM, AS_OF)

    assert [(n["id"], n["stakeholders"]["total_count"]) for n in answer["nodes"]] == [
        ("acc_00", 1),
        ("acc_01", 0),
        ("acc_02", 1),
        ("acc_03", 0),
    ]


DEEP: dict[str, Any] = {"name": {"eq": "x"}}
for _ in range(40):
    DEEP = {"not": DEEP}


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"name": None}, "The filter name is null"),
        ({"name": {"eq": None}}, "ask is_null"),
        ({"or": []}, "The filter or is empty"),
        ({"arr": {"gte": Decimal(1)}}, "say in which currency"),
        ({"shoe_size": {"eq": 1}}, "cannot be filtered by shoe_size"),
        ({"stakeholders": {"some": None}}, "The filter some is null"),
        ({"or": [{"name": {"eq": "x"}}] * 51}, "more than 50 conditions"),
        (DEEP, "nested too deeply"),
    ],
)
def test_filters_that_cannot_be_asked(wanted: dict[str, Any], sentence: str) -> None:
    field = below("accounts", *fields("total_count"), first=1, filter=wanted)

    with pytest.raises(BadInput) as refused:
        select_list(View(Reader.CSM, AS_OF), ROOTS["accounts"], field)

    assert sentence in refused.value.message
