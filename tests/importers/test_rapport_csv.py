"""Rapport's own CSV folder: what its files say, and how they name things."""

import csv
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.model import ENTITIES, RELATIONS
from graph.statement import Participant, Statement
from importers.catalogue import open_source
from importers.rapport_csv import KINDS, columns_of
from importers.source import Options
from importers.templates import explanation, write_templates
from tests.importers.exports import (
    ACME,
    ANN,
    DANA,
    DEAL,
    at,
    known,
    only,
    outcome,
    rapport,
    reject,
    statements,
)


def test_accounts_with_money_in_whole_units(tmp_path: Path) -> None:
    account = only(
        rapport(
            tmp_path,
            {
                "accounts.csv": "id,name,domain,status,segment,arr,currency,renewal_on,topics,"
                "parent,csm,created_at,modified_at\n"
                "a1,Acme,WWW.Acme.example,customer,enterprise,1200.50,eur,2026-09-30,"
                "planning;forecasting,a2,dana@us.example,2025-01-01,2026-01-01T10:00:00Z\n"
            },
        )
    )
    assert (account.kind, account.key) == ("Account", "csv:Account:a1")
    assert known(account) == {
        "name": "Acme",
        "domain": "acme.example",
        "status": "customer",
        "segment": "enterprise",
        "arr": 120050,
        "currency": "EUR",
        "renewal_on": "2026-09-30",
        "topics": ["planning", "forecasting"],
        "parent": "csv:Account:a2",
        "csm": "email:dana@us.example",
    }
    assert (account.created_at, account.modified_at) == (
        at("2025-01-01"),
        at("2026-01-01T10:00:00Z"),
    )


def test_people_with_all_that_a_record_says_of_them(tmp_path: Path) -> None:
    person = only(
        rapport(
            tmp_path,
            {
                "people.csv": "id,name,email,emails,title,roles,left,bounced_at,bounce_reason,"
                "account,reports_to,opted_out\n"
                "p1,Ann Lee,Ann@acme.example,ann@home.example;info@acme.example,CTO,"
                "Technical Buyer;champion,no,2026-01-01,user unknown,a1,p2,yes\n"
            },
        )
    )
    assert known(person) == {
        "name": "Ann Lee",
        "email": "ann@acme.example",
        "emails": ["ann@home.example", "info@acme.example"],
        "title": "CTO",
        "roles": ["technical_lead", "champion"],
        "left": False,
        "bounced_at": at("2026-01-01"),
        "bounce_reason": "user unknown",
        "bounce_weight": 0.8,
        "opted_out": True,
        "account": "csv:Account:a1",
        "reports_to": "csv:Person:p2",
    }
    assert person.names == ("email:ann@acme.example", "email:ann@home.example")


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("a1", "csv:Account:a1"),
        ("Acme Inc", "csv:Account:Acme Inc"),
        (ACME, f"salesforce:Account:{ACME}"),
        (ACME[:15], f"salesforce:Account:{ACME}"),
        (f"salesforce:Account:{ACME[:15]}", f"salesforce:Account:{ACME}"),
        ("crm:Company:42", "crm:Company:42"),
    ],
)
def test_a_reference_is_an_id_of_ours_or_of_another_system(
    tmp_path: Path, word: str, key: str
) -> None:
    goal = only(rapport(tmp_path, {"goals.csv": f"text,person,account\nGrow,p1,{word}\n"}))
    assert goal.values["account"] == key


def test_a_reference_to_the_wrong_thing_is_refused(tmp_path: Path) -> None:
    item = reject(rapport(tmp_path, {"goals.csv": f"text,person,account\nGrow,p1,{ANN}\n"}))
    assert (item.file, item.line, item.column) == ("goals.csv", 2, "account")
    assert item.reason == f"'{ANN}' is the Salesforce id of a record of Contact"


def test_an_id_of_the_crm_makes_both_speak_of_one_account(tmp_path: Path) -> None:
    account = only(rapport(tmp_path, {"accounts.csv": f"id,topics\n{ACME[:15]},planning\n"}))
    assert account.key == f"csv:Account:{ACME[:15]}"
    assert account.names == (f"salesforce:Account:{ACME}",)


def test_rows_without_an_id_are_known_by_their_name_or_by_what_they_say(tmp_path: Path) -> None:
    def keys(folder: str, until: str) -> list[str]:
        export = rapport(
            tmp_path / folder,
            {
                "accounts.csv": "name\nAcme\n",
                "people.csv": "email\nANN@acme.example\n",
                "roles.csv": "person,account,role,since,until\n"
                f"ann@acme.example,Acme,champion,2025-01-01,{until}\n"
                "ann@acme.example,Acme,admin,2025-01-01,\n",
            },
        )
        return [statement.key for statement in statements(export)]

    account, person, champion, admin = keys("first", "")
    assert (account, person) == ("csv:Account:Acme", "csv:Person:ann@acme.example")
    assert champion != admin
    assert keys("later", "2026-01-01") == [account, person, champion, admin]


def test_a_touchpoint_lists_who_took_part(tmp_path: Path) -> None:
    export = rapport(
        tmp_path,
        {
            "teammates.csv": "id,name,email,title,function\nt1,Dana,dana@us.example,CSM,csm\n",
            "touchpoints.csv": "id,at,channel,direction,account,attended,declined,copied,minutes\n"
            f"x1,2026-03-04T09:00:00+01:00,meeting,,{ACME};a2,ann@acme.example;t1;p2,{ANN},"
            f"crm:User:7;{DANA},30\n"
            "x2,2026-03-05,email,out,,,,,\n"
            "x3,2026-03-05,webinar,,,,,,\n",
        },
    )
    assert export.has_touchpoints
    _, meeting, mail, webinar = statements(export)
    assert known(meeting) == {
        "at": at("2026-03-04T08:00:00Z"),
        "channel": "meeting",
        "direction": "both",
        "minutes": 30,
        "account": [f"salesforce:Account:{ACME}", "csv:Account:a2"],
    }
    assert sorted(meeting.participants, key=lambda person: person.who) == [
        Participant("crm:User:7", "copied", "Teammate"),
        Participant("csv:Person:p2", "attended", "Person"),
        Participant("csv:Teammate:t1", "attended", "Teammate"),
        Participant("email:ann@acme.example", "attended", ""),
        Participant(f"salesforce:Contact:{ANN}", "declined", "Person"),
        Participant(f"salesforce:User:{DANA}", "copied", "Teammate"),
    ]
    assert mail.values["direction"] == "out"
    assert webinar.values["reach"] == "scaled"


def test_a_participation_of_its_own(tmp_path: Path) -> None:
    part = only(
        rapport(
            tmp_path,
            {
                "participants.csv": "touchpoint,participant,part,responded_at\n"
                f"x1,{ANN},declined,2026-03-01\n"
            },
        )
    )
    assert part.kind == "TOOK_PART"
    assert part.values == {
        "touchpoint": "csv:Touchpoint:x1",
        "participant": f"salesforce:Contact:{ANN}",
        "part": "declined",
        "responded_at": at("2026-03-01"),
    }
    assert part.participants == (
        Participant(f"salesforce:Contact:{ANN}", "declined", "Person", at("2026-03-01")),
    )


@pytest.mark.parametrize(
    ("file", "content", "column", "reason"),
    [
        ("accounts.csv", "id,name\na1,\n", "name", "it must not be empty"),
        ("accounts.csv", "name,status\nAcme,friend\n", "status", "'friend' is none of customer,"),
        ("accounts.csv", "name,renewal_on\nAcme,31/12/2026\n", "renewal_on", "is not a date"),
        ("people.csv", "name,email\nAnn,nobody\n", "email", "is not an e-mail address"),
        ("goals.csv", "text,person\nGrow,\n", "person", "it must not be empty"),
        ("consents.csv", "person,acts\np1,quote;dance\n", "acts", "'dance' is none of"),
        ("sentiment.csv", "person,at,score\np1,2026-01-01,good\n", "score", "is not a number"),
    ],
)
def test_our_own_files_are_read_strictly(
    tmp_path: Path, file: str, content: str, column: str, reason: str
) -> None:
    item = reject(rapport(tmp_path, {file: content}))
    assert (item.file, item.line, item.column) == (file, 2, column)
    assert reason in item.reason


def test_a_folder_may_be_a_source_with_a_name_of_its_own(tmp_path: Path) -> None:
    files = {"touchpoints.csv": "id,at,channel\nx1,2026-01-01,support\n"}
    export = rapport(tmp_path, files, Options(name="support-desk"))
    assert export.source == "support-desk"
    assert only(export).key == "support-desk:Touchpoint:x1"
    for name in ("Support Desk", "salesforce", "email", "a:b"):
        with pytest.raises(BadInput, match="cannot name a source"):
            rapport(tmp_path, files, Options(name=name))
    with pytest.raises(BadInput, match="only csv can"):
        open_source("salesforce", tmp_path, Options(name="second"))
    with pytest.raises(BadInput, match="'hubspt' is no source"):
        open_source("hubspt", tmp_path)


def test_nothing_tells_when_undated_files_were_written(tmp_path: Path) -> None:
    files = {"accounts.csv": "name\nAcme\n"}
    assert rapport(tmp_path, files).taken_at is None
    assert rapport(tmp_path, files, Options(taken_at=5)).taken_at == 5


def test_every_entity_and_relation_with_a_file_can_be_told(tmp_path: Path) -> None:
    declared = {e.file for e in ENTITIES.values()} | {r.file for r in RELATIONS.values()}
    assert set(KINDS.values()) == declared - {None}
    paths = write_templates(tmp_path / "templates")
    assert {path.name for path in paths} == set(KINDS.values()) | {"README.md"}
    export = open_source("csv", tmp_path / "templates")
    assert export.ignored_files == ("README.md",)
    assert [table.object for table in export.tables] == list(KINDS)
    assert all(table.ignored_columns == () for table in export.tables)
    assert outcome(export) == []


def test_a_template_names_every_column_and_the_page_explains_it(tmp_path: Path) -> None:
    write_templates(tmp_path)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert page == explanation()
    for kind, file in KINDS.items():
        with (tmp_path / file).open(encoding="utf-8", newline="") as stream:
            (header,) = csv.reader(stream)
        assert header == columns_of(kind)
        section = page.split(f"## {file}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line[:3] == "| `"] == header
    assert columns_of("Ask")[:3] == ["id", "act", "state"]
    assert columns_of("Ask")[-3:] == ["created_at", "modified_at", "deleted"]


def test_templates_overwrite_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="is there already"):
        write_templates(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_an_ask_and_what_it_refers_to(tmp_path: Path) -> None:
    ask, request = statements(
        rapport(
            tmp_path,
            {
                "asks.csv": "id,act,state,invited_at,person,account,request\n"
                f"k1,reference_call,Accepted,2026-01-01,ann@acme.example,{ACME},r1\n",
                "requests.csv": "id,title,created_at,opportunity,requester\n"
                f"r1,Call,2026-01-01,{DEAL},dana@us.example\n",
            },
        )
    )[::-1]
    assert isinstance(ask, Statement)
    assert known(ask) == {
        "act": "reference_call",
        "state": "accepted",
        "invited_at": at("2026-01-01"),
        "person": "email:ann@acme.example",
        "account": f"salesforce:Account:{ACME}",
        "request": "csv:AdvocacyRequest:r1",
    }
    assert known(request) == {
        "title": "Call",
        "created_at": at("2026-01-01"),
        "opportunity": f"salesforce:Opportunity:{DEAL}",
        "requester": "email:dana@us.example",
    }
