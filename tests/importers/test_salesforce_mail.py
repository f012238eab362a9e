"""What mails of a Salesforce export say: who wrote to whom, and whether a person wrote at all."""

from pathlib import Path

import pytest

from graph.statement import Participant, Statement
from tests.importers.exports import (
    ACME,
    CASE,
    DEAL,
    at,
    known,
    reject,
    salesforce,
    statements,
    takes_back,
)

MAIL = "02s000000000001AAA"
TASK = "00T000000000001EAA"


def mail(folder: Path, **cells: str) -> Statement | None:
    """What one mail says; unless told otherwise one from Ann to Dana."""
    row = {
        "Id": MAIL,
        "ActivityId": TASK,
        "RelatedToId": ACME,
        "Subject": "Question",
        "Headers": "",
        "FromAddress": "Ann.Lee@acme.example",
        "ToAddress": "dana@us.example",
        "CcAddress": "",
        "Incoming": "1",
        "Status": "1",
        "MessageDate": "2026-03-04 09:00:00",
        "IsBounced": "0",
        "CreatedDate": "2026-03-04 09:05:00",
    } | cells
    values = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
    export = salesforce(folder, {"EmailMessage.csv": f"{','.join(row)}\n{values}\n"})
    assert export.has_touchpoints
    found = statements(export)
    return found[0] if found else None


def sent(statement: Statement | None) -> Statement:
    assert statement is not None
    return statement


def test_an_incoming_mail(tmp_path: Path) -> None:
    question = sent(mail(tmp_path, CcAddress="Bob <bob@acme.example>; info@acme.example"))
    assert known(question) == {
        "at": at("2026-03-04T09:00:00Z"),
        "channel": "email",
        "reach": "human",
        "direction": "in",
        "subject": "Question",
        "bounced": False,
        "account": [f"salesforce:Account:{ACME}"],
    }
    assert question.participants == (
        Participant("email:ann.lee@acme.example", "wrote"),
        Participant("email:dana@us.example", "addressed"),
        Participant("email:bob@acme.example", "copied"),
    )
    assert question.logged_as == f"salesforce:Task:{TASK}"


def test_an_outgoing_mail_to_several_people(tmp_path: Path) -> None:
    answer = sent(
        mail(
            tmp_path,
            Incoming="0",
            FromAddress="dana@us.example",
            ToAddress='"Lee, Ann" <ann@acme.example>, bob@acme.example;ANN@acme.example',
            CcAddress="ann@acme.example",
            RelatedToId=DEAL,
            ParentId=CASE,
            IsBounced="1",
        )
    )
    assert (answer.values["direction"], answer.values["bounced"]) == ("out", True)
    assert [(person.who, person.part) for person in answer.participants] == [
        ("email:dana@us.example", "wrote"),
        ("email:ann@acme.example", "addressed"),
        ("email:bob@acme.example", "addressed"),
    ]
    assert answer.values["opportunity"] == f"salesforce:Opportunity:{DEAL}"
    assert answer.values["escalation"] == f"salesforce:Case:{CASE}"


def test_a_draft_is_nothing(tmp_path: Path) -> None:
    assert takes_back(mail(tmp_path, Status="5"))
    assert takes_back(mail(tmp_path, Status="Draft"))
    assert not takes_back(mail(tmp_path, Status="Sent"))


def test_a_mail_without_a_date_of_its_own_counts_from_its_creation(tmp_path: Path) -> None:
    assert sent(mail(tmp_path, MessageDate="")).values["at"] == at("2026-03-04T09:05:00Z")
    undated = f"Id,FromAddress\n{MAIL},ann@acme.example\n"
    item = reject(salesforce(tmp_path / "undated", {"EmailMessage.csv": undated}))
    assert (item.column, item.reason) == ("MessageDate", "it does not say when the mail was sent")


@pytest.mark.parametrize(
    "cells",
    [
        {"Headers": "Auto-Submitted: auto-replied"},
        {"Headers": "Received: from x\nauto-submitted:\n auto-generated (vacation)\nX: y"},
        {"Headers": "Precedence: bulk"},
        {"Headers": "PRECEDENCE: auto_reply"},
        {"Headers": "Subject: x\r\nX-Autoreply: yes\r\n"},
        {"Headers": "Subject: x\rX-Auto-Response-Suppress: All\r"},
        {"Headers": "List-Unsubscribe: <mailto:stop@acme.example>"},
        {"Headers": "List-Id: news"},
        {"Subject": "Automatic reply: Question"},
        {"Subject": "Automatische Antwort: Frage"},
        {"Subject": "Réponse automatique : Question"},
        {"Subject": "Respuesta automática: Pregunta"},
        {"Subject": "Resposta automática: Pergunta"},
        {"Subject": "Risposta automatica: Domanda"},
        {"Subject": "Automatisch antwoord: Vraag"},
    ],
)
def test_mail_that_a_program_wrote_is_automated(tmp_path: Path, cells: dict[str, str]) -> None:
    assert sent(mail(tmp_path, **cells)).values["reach"] == "automated"


@pytest.mark.parametrize(
    "cells",
    [
        {"Headers": "Auto-Submitted: no"},
        {"Headers": "Auto-Submitted: no (really)"},
        {"Headers": "Precedence: first-class"},
        {"Headers": "Subject: see the list-id: page"},
        {"Headers": "X-Mailer: Autopilot"},
        {"Subject": "Re: Automatic reply: Question"},
        {"Subject": "Out of office next week?"},
        {"Subject": "Automatic reply settings"},
    ],
)
def test_mail_that_a_person_wrote_is_not(tmp_path: Path, cells: dict[str, str]) -> None:
    assert sent(mail(tmp_path, **cells)).values["reach"] == "human"
