"""`GET /questions/{name}`: JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Mapping

import httpx
import pytest

from graph.audit import read_audit
from graph.database import Database
from queries.all import QUESTIONS
from tests.api.story import ACME, ANN, AS_OF


async def rows(client: httpx.AsyncClient, question: str, **words: str) -> list[dict[str, object]]:
    response = await client.get(f"/questions/{question}", params={"as_of": AS_OF, **words})
    assert response.status_code == 200, response.text
    found: list[dict[str, object]] = response.json()["rows"]
    return found


async def test_an_answer_names_everything_by_its_name_and_its_crm_ids(
    client: httpx.AsyncClient,
) -> None:
    response = await client.get(
        "/questions/interaction_recency", params={"as_of": AS_OF, "roles": "champion", "first": 1}
    )
    answer = response.json()
    [row] = answer.pop("rows")
    assert answer.pop("start_cursor") == answer.pop("end_cursor")
    assert len(answer.pop("settings_version")) == 12
    assert answer == {
        "question": "interaction_recency",
        "as_of": AS_OF,
        "total": 2,
        "has_next": True,
        "has_previous": False,
        "warnings": [],
        "withheld": [],
    }
    for name, prefix in (("account", "acc_"), ("person", "per_"), ("last_touch", "tch_")):
        assert row.pop(name).startswith(prefix)
    [mia] = row.pop("last_touched_by")
    assert mia.startswith("tea_")
    assert row == {
        "account_name": "Acme Robotics",
        "person_name": "Ann Reyes",
        "roles": ["champion"],
        "state": "ON_TIME",
        "last_touch_at": "2026-05-20T09:00:00Z",
        "last_touched_by_names": ["Mia Torres"],
        "channel": "meeting",
        "days_since": 11,
        "cadence_days": 14,
        "overdue_days": None,
        "attempts_since": 0,
        "trend": "RISING",
        "because": "The last touch with Ann Reyes was 11 days ago; promised is every 14 days.",
        "account_external_ids": [ACME],
        "people_external_ids": [ANN],
    }


async def test_csv_is_safe_in_a_spreadsheet_and_joins_back_to_the_crm(
    client: httpx.AsyncClient,
) -> None:
    response = await client.get(
        "/questions/coverage_gaps", params={"as_of": AS_OF, "format": "csv"}
    )
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["content-disposition"] == 'attachment; filename="coverage_gaps.csv"'
    lines = list(csv.DictReader(io.StringIO(response.text)))
    never = next(line for line in lines if line["kind"] == "NEVER_TOUCHED")
    assert (never["account_name"], never["account_external_ids"]) == ("Acme Robotics", ACME)
    assert (never["arr"], never["arr_currency"]) == ("300000.00", "EUR")
    assert (never["renewal_on"], never["people_names"]) == ("2026-07-15", "Bo Lund")
    assert never["people_external_ids"] == "csv:Person:bo"
    # A company called like a formula is no formula.
    assert {line["account_name"] for line in lines} == {"Acme Robotics", "'=Globex Ltd"}
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.values())


async def test_csv_may_be_asked_for_by_accept(client: httpx.AsyncClient) -> None:
    response = await client.get(
        "/questions/coverage_gaps", params={"first": "1"}, headers={"Accept": "text/csv"}
    )
    assert response.headers["content-type"].startswith("text/csv")
    assert len(response.text.splitlines()) == 2


async def test_every_question_has_the_same_columns_in_json_and_csv(
    client: httpx.AsyncClient, keys: Mapping[str, str]
) -> None:
    client.headers["Authorization"] = f"Bearer {keys['admin']}"
    listed = (await client.get("/questions")).json()["questions"]
    assert [question["name"] for question in listed] == list(QUESTIONS)
    for name in QUESTIONS:
        needed = {"accounts": "Acme Robotics"} if name in NEEDS_AN_ACCOUNT else {}
        as_csv = await client.get(
            f"/questions/{name}", params={"as_of": AS_OF, "format": "csv", **needed}
        )
        header = as_csv.text.splitlines()[0].split(",")
        for row in await rows(client, name, **needed):
            assert [column for column in header if not column.endswith("_currency")] == list(row)


NEEDS_AN_ACCOUNT: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "named", ["Acme Robotics", "acme.example", "001000000000001AAA", "001000000000001", ACME]
)
async def test_an_account_is_named_as_people_name_it(client: httpx.AsyncClient, named: str) -> None:
    found = await rows(client, "interaction_recency", accounts=named)
    assert [row["person_name"] for row in found] == ["Bo Lund", "Ann Reyes"]


async def test_owners_are_named_by_address_and_lists_by_commas(client: httpx.AsyncClient) -> None:
    found = await rows(client, "interaction_recency", owners="mia@vendor.example")
    assert {row["account_name"] for row in found} == {"Acme Robotics"}
    found = await rows(client, "coverage_gaps", kinds="unowned,never_touched", order="renewal")
    assert {row["kind"] for row in found} == {"UNOWNED", "NEVER_TOUCHED"}


@pytest.mark.parametrize(
    ("path", "status", "code", "why"),
    [
        ("nonsense", 404, "NOT_FOUND", "There is no question nonsense; try one of: coverage_gaps"),
        ("coverage_gaps?when=1", 400, "BAD_USER_INPUT", "There is no parameter when; try one of:"),
        ("coverage_gaps?as_of=soon", 400, "BAD_USER_INPUT", "as_of: 'soon' is not a date"),
        ("coverage_gaps?first=0", 400, "BAD_USER_INPUT", "first: "),
        ("coverage_gaps?first=2147483647", 400, "BAD_USER_INPUT", "first and last go up to 10,000"),
        ("coverage_gaps?last=10001", 400, "BAD_USER_INPUT", "first and last go up to 10,000"),
        ("coverage_gaps?as_of=9999-12-31T23:59:59-12:00", 400, "BAD_USER_INPUT", "as_of: '9999"),
        (
            "coverage_gaps?as_of=0001-01-01",
            400,
            "BAD_USER_INPUT",
            "as_of: '0001-01-01' lies outside",
        ),
        ("coverage_gaps?first=x", 400, "BAD_USER_INPUT", "first: "),
        ("coverage_gaps?kinds=BAD", 400, "BAD_USER_INPUT", "kinds must be one of MISSING_ROLE"),
        ("coverage_gaps?order=BAD", 400, "BAD_USER_INPUT", "order must be one of SEVERITY"),
        ("coverage_gaps?format=pdf", 400, "BAD_USER_INPUT", "format must be one of json, csv."),
        ("coverage_gaps?after=%00", 400, "BAD_USER_INPUT", "The cursor is damaged"),
        ("coverage_gaps?as_of=2026-01-01&as_of=2026-02-01", 400, "BAD_USER_INPUT", "as_of takes"),
        (
            "coverage_gaps?accounts=003000000000001AAA",
            400,
            "BAD_USER_INPUT",
            "accounts: '003000000000001AAA' is the Salesforce id of a record of Contact",
        ),
        ("coverage_gaps?accounts=Nobody", 404, "NOT_FOUND", "No account here is called Nobody."),
        ("champion_departures?status=CONFIRMED", 400, "BAD_USER_INPUT", "There is no parameter st"),
        (
            "champion_departures?account_status=CONFIRMED",
            400,
            "BAD_USER_INPUT",
            "account_status must be one of customer, prospect, partner, competitor, churned.",
        ),
        ("reference_candidates?act=sing", 400, "BAD_USER_INPUT", "act must be one of social_post,"),
    ],
)
async def test_what_cannot_be_answered_says_why(
    client: httpx.AsyncClient, path: str, status: int, code: str, why: str
) -> None:
    response = await client.get(f"/questions/{path}")
    [error] = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
    assert error["message"].startswith(why)


async def test_pages_follow_each_other(client: httpx.AsyncClient) -> None:
    everything = await rows(client, "coverage_gaps")
    seen: list[dict[str, object]] = []
    after: dict[str, str] = {}
    while True:
        params = {"as_of": AS_OF, "first": "2", **after}
        answer = (await client.get("/questions/coverage_gaps", params=params)).json()
        seen += answer["rows"]
        if not answer["has_next"]:
            break
        after = {"after": answer["end_cursor"]}
    assert seen == everything


async def test_a_whole_answer_is_an_export_and_leaves_an_entry(
    client: httpx.AsyncClient, world: Database
) -> None:
    before = len(await read_audit(world))
    await client.get("/questions/coverage_gaps", params={"first": "5"})
    assert len(await read_audit(world)) == before
    await client.get("/questions/coverage_gaps", headers={"X-Request-Id": "x-1"})
    [entry, *_] = await read_audit(world)
    assert (entry.action, entry.target, entry.request) == ("export", "coverage_gaps", "x-1")


async def test_a_role_asks_only_what_is_for_it(
    client: httpx.AsyncClient, keys: Mapping[str, str], world: Database
) -> None:
    headers = {"Authorization": f"Bearer {keys['marketing']}", "X-Request-Id": "x-2"}
    response = await client.get("/questions/coverage_gaps", headers=headers)
    assert response.status_code == 403
    [entry, *_] = await read_audit(world)
    assert (entry.action, entry.target, entry.request) == ("denied", "coverage_gaps", "x-2")
    assert (await client.get("/questions/reference_candidates", headers=headers)).status_code == 200


async def test_without_a_key_nothing_is_told(client: httpx.AsyncClient) -> None:
    del client.headers["Authorization"]
    for path in ("/questions", "/questions/coverage_gaps", "/questions/nonsense"):
        response = await client.get(path)
        assert response.status_code == 401
        assert [e["extensions"]["code"] for e in response.json()["errors"]] == ["UNAUTHENTICATED"]


async def test_a_word_that_nobody_ever_used_is_warned_about(client: httpx.AsyncClient) -> None:
    words = {"as_of": AS_OF, "roles": "Champion,champoin", "segments": "enterprise,smal"}
    response = await client.get("/questions/interaction_recency", params=words)
    first, second = response.json()["warnings"]
    assert first.startswith("No role here is called champoin; known are admin, champion, decision")
    assert second == (
        "No segment here is called smal; known are digital, enterprise, mid_market, smb, strategic."
    )
    as_csv = await client.get("/questions/interaction_recency", params={**words, "format": "csv"})
    assert json.loads(as_csv.headers["rapport-warnings"]) == [first, second]
    assert "rapport-withheld" not in as_csv.headers
