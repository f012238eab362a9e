"""The leadership report of a small company, from its graph to the reader, and who may read it.

Acme (enterprise, $2.5 million) has lost its champion Ann, and only Bo answers now; Globex
(mid-market, 300,000 EUR) is in good order since May.
"""

import csv
import hashlib
import io
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.asking import asked
from api.context import Context, Key
from api.csv_text import csv_cell
from api.moments import current, rfc3339
from api.report.chapters import SUBJECTS
from api.report.document import Report
from api.report.formats import Format, written
from api.report.making import make_report
from api.report.standing import standing_at
from api.report.wanted import Wanted
from api.report.words import cleaned
from api.settings import ApiSettings
from graph.audit import read_audit
from graph.database import Database
from graph.errors import Forbidden
from graph.keys import create_key
from graph.model import Millis, Reader
from graph.schema import prepare
from graph.statement import Statement, Value
from queries.row import Money
from tests import engines
from tests.api.conftest import running
from tests.api.report.made import HOSTILE
from tests.api.terminal import Terminal
from tests.engines import Engine
from tests.queries.world import (
    DAY,
    NOW,
    account,
    affiliation,
    ago,
    ask_of,
    at,
    call,
    consent,
    key,
    meeting,
    opportunity,
    person,
    request,
    teammate,
    tell,
)

TODAY = at("2026-06-15")
IN_MARCH = at("2026-03-15")
STORY = (
    teammate("tess", function="csm"),
    account("acme", "enterprise", arr=250_000_000, renewal_on="2026-08-01"),
    account("globex", "mid_market", arr=30_000_000, currency="EUR"),
    account("prospect", "enterprise", status="prospect", arr=100),
    person("ann", None),
    affiliation("ann", "acme", "champion", until=ago(20), modified_at=ago(20)),
    person("bo", "acme", "admin", "economic_buyer", "executive_sponsor"),
    person("cy", "globex", "champion", "economic_buyer", "admin"),
    consent("cy", "reference_call"),
    ask_of("cy", "globex", "quote", ago(300), "completed", ended_at=ago(290)),
    *(meeting(ago(days), "ann") for days in (100, 110, 120)),
    *(call(ago(days), "bo") for days in (3, 13, 23, 100)),
    *(call(ago(days), "cy") for days in (5, 12, 130)),
)


@pytest.fixture(scope="module")
async def told(connected: Database) -> Database:
    """The graph of the story."""
    await engines.empty(connected)
    await prepare(connected)
    await tell(connected, *STORY)
    return connected


def leader(database: Database) -> Context:
    return Context(database, Key("Lea", Reader.LEADER, "key_lea"), "request-1", now=NOW)


async def report_of(
    database: Database, as_of: Millis = TODAY, compare_to: Millis | None = IN_MARCH
) -> Report:
    return await make_report(leader(database), Wanted(as_of, compare_to))


def figures(report: Report) -> dict[str, tuple[str, str]]:
    """Each figure with what it was, as CSV says them."""
    found: dict[str, dict[str, str]] = {}
    for line in csv.DictReader(io.StringIO(written(report, Format.CSV).decode())):
        if line["table"] == "figures":
            unit = f" {line['unit']}" if line["unit"].isupper() else ""
            found.setdefault(line["item"] + unit, {})[line["column"]] = line["value"]
    return {name: (of.get("value", ""), of.get("before", "")) for name, of in found.items()}


async def test_what_leadership_reads(told: Database) -> None:
    assert figures(await report_of(told)) == {
        "Customers": ("2", "2"),
        "ARR EUR": ("300000.00", "300000.00"),
        "ARR USD": ("2500000.00", "2500000.00"),
        "ARR up for renewal USD": ("2500000.00", "0"),
        "Customers without ARR": ("0", "0"),
        "Relationship quality, weighed by ARR in EUR": ("90.625", "53.125"),
        "Relationship quality, weighed by ARR in USD": ("75.0", "90.625"),
        "Relationship quality, by count": ("82.8125", "71.875"),
        "Coverage": ("87.5", "100.0"),
        "Recency": ("100.0", "50.0"),
        "Depth": ("37.5", "50.0"),
        "ARR at risk EUR": ("300000.00", "300000.00"),
        "ARR at risk USD": ("2500000.00", "0.00"),
        "Share of ARR at risk, in EUR": ("1.0", "1.0"),
        "Share of ARR at risk, in USD": ("1.0", "0.0"),
        "Customers at risk": ("2", "1"),
        "Coverage gaps": ("6", "5"),
        "Customers with a grave gap": ("0.5", "0.5"),
        "ARR under a critical gap USD": ("2500000.00", "0"),
        "Touches kept": ("1.0", "0.666667"),
        "Executive meetings kept": ("0.0", "0.0"),
        "Roles filled": ("0.857143", "1.0"),
        "Contacts known": ("0.333333", "0.5"),
        "People left waiting": ("0", "1"),
        "Confirmed departures": ("1", "0"),
        "Suspected departures": ("0", "0"),
        "ARR where somebody left USD": ("2500000.00", "0"),
        "Single-threaded customers": ("2", "1"),
        "ARR on a single thread EUR": ("300000.00", "300000.00"),
        "ARR on a single thread USD": ("2500000.00", "0"),
        "Teammates who carry customers": ("1", "1"),
        "Teammates needed, by activities": ("0.010238", "0.010238"),
        "Teammates needed, by ARR, in EUR": ("0.2", "0.2"),
        "Teammates needed, by ARR, in USD": ("1.666667", "1.666667"),
        "Books too large": ("1", "1"),
        "Books on which the formulas disagree": ("1", "1"),
        "Customers of nobody": ("0", "0"),
        "Touches": ("5", "5"),
        "Attempts": ("0", "0"),
        "Technical share": ("0.0", "0.0"),
        "People ready for a reference call": ("1", "1"),
        "Customers with somebody ready": ("1", "1"),
        "People considered as references": ("2", "2"),
        "Advocates": ("1", "1"),
        "Asks left": ("3", "3"),
        "Deals ahead": ("0", "0"),
        "References too few": ("0", "0"),
        "Deals that references helped to close, in 2026-Q2, before in 2026-Q1": ("0", "0"),
        "Customers that churned": ("0", "0"),
        "Data known": ("46.428571", "46.428571"),
    }


async def test_nothing_is_compared_with_a_day_before_the_first_touchpoint(told: Database) -> None:
    """What was unknown then would look like an improvement."""
    report = await report_of(told, compare_to=at("2026-01-31"))
    assert report.compare_to is None
    assert {before for _, before in figures(report).values()} == {""}
    assert report.warnings == (
        "Touchpoints are known from 5 Feb 2026 only: nothing is compared with 31 Jan 2026.",
    )


async def test_it_says_that_little_was_known_on_the_day_compared_with(told: Database) -> None:
    report = await report_of(told)
    assert report.compare_to == IN_MARCH
    assert report.warnings == (
        "Touchpoints are known from 5 Feb 2026 only: fewer than 90 days of them tell of "
        "15 Mar 2026, so that part of what changed may be what is known.",
    )


async def test_every_figure_and_computed_column_is_defined(told: Database) -> None:
    report = await report_of(told)
    defined = {definition.name for definition in report.definitions}
    for chapter, subject in zip(report.chapters, SUBJECTS, strict=True):
        assert chapter.title == subject.title
        columns = (column for table in chapter.tables for column in table.columns)
        used = {figure.definition for figure in chapter.figures}
        used |= {column.definition for column in columns if column.definition is not None}
        assert used <= set(subject.definitions)
        assert {definition.name for definition in used} <= defined


async def test_no_reference_is_left_without_its_name(told: Database) -> None:
    html = written(await report_of(told), Format.HTML).decode()
    assert "Ref(" not in html
    assert "per_" not in html
    assert "Ann (champion) left Acme" in html


async def test_facts_gathered_once_give_the_answers_of_each_question_by_itself(
    told: Database,
) -> None:
    askings = {asking.key: asking for subject in SUBJECTS for asking in subject.asks}
    standing = await standing_at(leader(told), TODAY, askings.values())
    for asking in askings.values():
        parameters = asking.question.parameters(as_of=TODAY, **dict(asking.said))
        alone = await asked(leader(told), asking.question, parameters)
        assert standing.rows(asking) == alone.rows


async def test_it_is_the_same_however_often_it_is_made(told: Database) -> None:
    made = [await report_of(told) for _ in range(2)]
    for format_ in Format:
        first, second = (hashlib.sha256(written(report, format_)).digest() for report in made)
        assert first == second


# --- over HTTP and on the command line


@pytest.fixture(scope="module")
async def keys(told: Database) -> Mapping[Reader, str]:
    made = {}
    for role_ in Reader:
        made[role_], _ = await create_key(
            told, name=f"the {role_}", role=role_, days=9, now=current(), by="test"
        )
    return made


@pytest.fixture
async def client(engine: Engine, keys: Mapping[Reader, str]) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service with the key of a leader."""
    async with running(engine.settings, ApiSettings(nodes_per_minute=10**9)) as client:
        client.headers["Authorization"] = f"Bearer {keys[Reader.LEADER]}"
        yield client


@pytest.mark.parametrize(
    ("format_", "begins", "media", "shown"),
    [
        ("html", b"<!doctype html>", "text/html; charset=utf-8", "inline"),
        ("pdf", b"%PDF-1.7", "application/pdf", "inline"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""),
        ("csv", b"as_of,compare_to,", "text/csv; charset=utf-8; header=present", ""),
    ],
)
async def test_a_format_over_http_and_on_the_command_line_is_the_same_file(
    client: httpx.AsyncClient,
    terminal: Terminal,
    format_: str,
    begins: bytes,
    media: str,
    shown: str,
) -> None:
    days = {"as_of": "2026-06-15", "compare_to": "2026-03-15"}
    response = await client.get("/report", params={**days, "format": format_})
    assert response.status_code == 200, response.text
    assert response.content.startswith(begins)
    assert response.headers["content-type"] == media
    name = f'filename="relationship-report-2026-06-15.{format_}"'
    assert response.headers["content-disposition"] == f"{shown or 'attachment'}; {name}"
    assert "script-src" not in response.headers["content-security-policy"]

    options = ("--as-of", days["as_of"], "--compare-to", days["compare_to"])
    said = await terminal.done("report", *options, "--out", f"ours.{format_}")
    assert said == f"Written: ours.{format_}\n"
    assert Path(f"ours.{format_}").read_bytes() == response.content


async def test_without_a_word_it_is_a_page_of_today(
    client: httpx.AsyncClient, terminal: Terminal
) -> None:
    response = await client.get("/report")
    today = rfc3339(current())[:10]
    assert f"relationship-report-{today}.html" in response.headers["content-disposition"]
    assert await terminal.done("report") == f"Written: relationship-report-{today}.html\n"
    shown = await client.get("/report", headers={"Accept": "application/pdf, */*"})
    assert shown.content.startswith(b"%PDF")


async def test_it_takes_the_right_of_a_leader(
    client: httpx.AsyncClient, keys: Mapping[Reader, str], told: Database
) -> None:
    for role_, shown in keys.items():
        response = await client.get("/report", headers={"Authorization": f"Bearer {shown}"})
        allowed = role_ in (Reader.LEADER, Reader.ADMIN)
        assert response.status_code == (200 if allowed else 403)
        if not allowed:
            assert response.json()["errors"][0]["message"] == (
                f"A key with role {role_} may not see the report; that takes leader or admin."
            )
    context = Context(told, Key("Ray", Reader.CSM), "request-2", now=NOW)
    with pytest.raises(Forbidden):
        await make_report(context, Wanted(TODAY))


async def test_every_report_and_every_denial_is_noted(told: Database) -> None:
    await report_of(told)
    noted = [(entry.actor, entry.action, entry.target) for entry in await read_audit(told)]
    assert ("key_lea", "export", "report") in noted
    assert {action for _, action, target in noted if target == "report"} == {"export", "denied"}


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("as_of=soon", "as_of: 'soon' is not a date"),
        ("as_of=2026-06-15&compare_to=2026-06-15", "compare_to must lie before 2026-06-15"),
        ("as_of=2026-06-15&compare_to=2026-06-16", "compare_to must lie before 2026-06-15"),
        ("format=docx", "format must be one of html, pdf, xlsx, csv."),
        ("teams_only=perhaps", "teams_only: 'perhaps' is neither true nor false"),
        ("when=1", "There is no parameter when; try one of: as_of, compare_to"),
    ],
)
async def test_bad_words_are_answered_with_what_is_wrong(
    client: httpx.AsyncClient, query: str, why: str
) -> None:
    response = await client.get(f"/report?{query}")
    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"].startswith(why)


async def test_bad_words_on_the_command_line(terminal: Terminal, told: Database) -> None:
    assert told is not None
    code, _, why = await terminal.run("report", "--out", "board.docx")
    assert (code, "html|pdf|xlsx|csv" in why) == (2, True)
    code, _, why = await terminal.run("report", "--out", "nowhere/board.pdf")
    assert (code, "nowhere/board.pdf cannot be written" in " ".join(why.split())) == (2, True)


# --- the graph changes


async def files_of_march(database: Database) -> list[bytes]:
    """The report of a day in March, in every format."""
    report = await report_of(database, IN_MARCH, None)
    return [written(report, format_) for format_ in Format]


async def test_the_past_is_not_changed_by_what_happens_later(told: Database) -> None:
    before = await files_of_march(told)
    await tell(
        told,
        replace(account("newco", "smb", arr=100), created_at=ago(30)),
        person("dee", "globex", "decision_maker", since=ago(30)),
        meeting(ago(2), "dee"),
        taken_at=NOW + DAY,
    )
    assert await files_of_march(told) == before
    assert figures(await report_of(told))["Customers"] == ("3", "2")


async def test_a_graph_without_customers_says_so(empty_terminal: Terminal) -> None:
    await empty_terminal.done("report", "--as-of", "2026-06-15", "--out", "r.csv")
    lines = list(csv.DictReader(Path("r.csv").read_text().splitlines()))
    assert len(lines) == len(SUBJECTS)
    assert {line["value"] for line in lines} == {
        "No account is known as a customer on 15 Jun 2026."
    }


# --- what must hold of any company


async def test_references_helped_close_ten_deals_worth_two_and_a_half_million(
    database: Database,
) -> None:
    """The founding case, said exactly so; each deal once, whatever it used."""
    amounts = [25_000_000 + 100 * n for n in range(9)]
    amounts.append(250_000_000 - sum(amounts))
    said: list[Statement] = []
    for n, amount in enumerate(amounts):
        closed: dict[str, Value] = {
            "amount": amount,
            "closes_on": f"2026-05-{10 + n}",
            "closed": True,
            "won": True,
        }
        said += (opportunity(f"deal{n}", "prospect", **closed), request(f"for{n}", f"deal{n}"))
        for who in ("bo", "cy"):
            done: dict[str, Value] = {
                "ended_at": at("2026-05-01"),
                "request": key("AdvocacyRequest", f"for{n}"),
            }
            asked_of = ask_of(who, "acme", "reference_call", at("2026-04-20"), "completed", **done)
            said.append(replace(asked_of, key=key("Ask", f"{who}-{n}")))
    alone: dict[str, Value] = {"amount": 99, "closes_on": "2026-05-11", "closed": True, "won": True}
    await tell(database, *STORY, *said, opportunity("alone", "prospect", **alone))

    report = await report_of(database)
    chapter = next(chapter for chapter in report.chapters if chapter.title == "Influenced revenue")
    assert chapter.lead == "References helped close 10 deals worth $2.5 million in 2026-Q2."
    assert (
        "References helped close 10 deals worth $2.5 million in 2026-Q2."
        in written(report, Format.HTML).decode()
    )
    found = figures(report)
    quarters = "in 2026-Q2, before in 2026-Q1"
    assert found[f"Deals that references helped to close, {quarters}"] == ("10", "0")
    assert found[f"Influenced revenue, {quarters} USD"] == ("2500000.00", "0")


async def test_the_tables_add_up_to_the_arr_to_the_cent(database: Database) -> None:
    """By segment, region, industry, owner and customer; whatever currency, owner or state."""
    await tell(
        database,
        *STORY,
        teammate("otto"),
        account("initech", "smb", arr=123_456_789, currency="EUR", region="DACH"),
        account("hooli", None, arr=1, owner="otto", industry="Media"),
        account("nobody", "a segment of ours", arr=700, currency="JPY", owner=None),
        account("unpriced", "smb"),
    )
    report = await report_of(database)
    wanted = {"USD": Decimal("2500000.01"), "EUR": Decimal("1534567.89"), "JPY": Decimal(700)}
    adding_up = [
        table
        for chapter in report.chapters
        for table in chapter.tables
        if table.title.startswith(("Customers by", "Quality by", "Customers, the", "Books by"))
    ]
    assert len(adding_up) == 7
    for table in adding_up:
        sums: dict[str, Decimal] = {}
        place = [column.title for column in table.columns].index("ARR")
        for row in table.rows:
            if isinstance(arr := row[place], Money):
                sums[arr.currency] = sums.get(arr.currency, Decimal(0)) + arr.amount
        assert sums == wanted, table.title


async def test_with_teams_only_no_teammate_stands_beside_another(database: Database) -> None:
    await tell(
        database,
        *STORY,
        teammate("ottokar", function="account_manager"),
        account("initech", "smb", arr=100, owner="ottokar"),
    )
    alone = await make_report(leader(database), Wanted(TODAY))
    teams = await make_report(leader(database), Wanted(TODAY, teams_only=True))
    for format_ in (Format.HTML, Format.CSV):
        assert "Ottokar" in written(alone, format_).decode()
        text = written(teams, format_).decode()
        assert "Ottokar" not in text
        assert "account manager" in text
    titles = {table.title for chapter in teams.chapters for table in chapter.tables}
    assert {"Quality by team", "Promises by team", "Books by team"} <= titles
    kept = replace(leader(database), teams_only=True)  # RAPPORT_TEAMS_ONLY
    assert (await make_report(kept, Wanted(TODAY))).teams_only


async def test_names_of_strangers_are_names_in_every_format(database: Database) -> None:
    said: list[Statement] = []
    for n, name in enumerate(HOSTILE):
        shown = name.replace("\x00", "").strip()
        said.append(replace(account(f"a{n}", "enterprise", arr=100), **_called(f"a{n}", shown)))
        said.append(person(f"p{n}", f"a{n}", "champion", name=shown))
    await tell(database, *STORY, *said)
    report = await report_of(database)
    page = written(report, Format.HTML).decode()
    assert "<script" not in page
    lines = csv.reader(io.StringIO(written(report, Format.CSV).decode()))
    cells = {cell for line in lines for cell in line}
    assert {csv_cell(cleaned(name.replace("\x00", ""))) for name in HOSTILE} <= cells
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@")) and not is_number(c)]
    for format_ in (Format.PDF, Format.XLSX):
        assert written(report, format_) == written(report, format_)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _called(name: str, shown: str) -> dict[str, Any]:
    told_of = account(name, "enterprise", arr=100)
    return {"values": {**told_of.values, "name": shown}}
