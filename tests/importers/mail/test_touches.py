"""Which mails are touches or attempts: what humans wrote across the line between us and them."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.statement import Participant, Statement
from importers.source import Options
from tests.importers.exports import at, known, parts
from tests.importers.mail.mails import ANN, DANA, OURS, mail, said
from tests.importers.mail.mails import parts as of_parts


def touch(folder: Path, content: bytes, options: Options = OURS) -> Statement:
    """What one mail says."""
    (statement,) = said(folder, content, options=options)
    return statement


def test_a_mail_that_came(tmp_path: Path) -> None:
    content = mail(
        To='"Fox, Dana" <Dana@us.example>, info@us.example',
        Cc="bob@acme.example, erin@team.us.example",
        Bcc="boss@us.example",
    )
    question = touch(tmp_path, content)
    assert (question.kind, question.key) == ("Touchpoint", "mail:Message:q1@acme.example")
    assert known(question) == {
        "at": at("2026-03-04T09:00:00Z"),
        "channel": "email",
        "reach": "human",
        "direction": "in",
        "initiation": "reactive",
        "subject": "Question",
        "thread": "q1@acme.example",
    }
    assert question.participants == (
        Participant("email:ann.lee@acme.example", "wrote"),
        Participant("email:dana@us.example", "addressed", "Teammate"),
        Participant("email:bob@acme.example", "copied"),
        Participant("email:erin@team.us.example", "copied", "Teammate"),
    )


def test_a_mail_that_went_out(tmp_path: Path) -> None:
    content = mail(From=DANA, To=f"{ANN}, bob@acme.example", Cc="ann.lee@acme.example")
    offer = touch(tmp_path, content)
    assert (offer.values["direction"], offer.values["initiation"]) == ("out", "proactive")
    assert parts(offer.participants) == {
        "dana@us.example": "wrote",
        "ann.lee@acme.example": "addressed",
        "bob@acme.example": "addressed",
    }


@pytest.mark.parametrize(
    ("fields", "began"),
    [
        ({"In_Reply_To": "<q1@us.example>"}, "proactive"),
        ({"References": "<first@mail.us.example> <second@acme.example>"}, "proactive"),
        ({"References": "<first@acme.example>", "In_Reply_To": "<x@us.example>"}, "reactive"),
        ({"References": "<first@mailer.example>"}, None),
        ({"References": "<q1@acme.example>"}, "reactive"),
    ],
)
def test_who_began_the_thread(tmp_path: Path, fields: dict[str, str], began: str | None) -> None:
    assert touch(tmp_path, mail(**fields)).values["initiation"] == began
    answer = mail(From=DANA, To=ANN, Message_ID="<answer@us.example>", **fields)
    assert touch(tmp_path, answer).values["initiation"] == began


@pytest.mark.parametrize(
    "fields",
    [
        {"From": DANA, "To": "erin@us.example"},
        {"From": DANA, "To": "erin@us.example", "Cc": "team@mail.us.example"},
        {"From": DANA, "To": "undisclosed-recipients:;"},
        {"From": DANA, "To": ""},
        {"From": ANN, "To": "bob@acme.example"},
    ],
)
def test_mail_that_does_not_cross_the_line_is_nothing(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    assert said(tmp_path, mail(**fields)) == []


def test_a_blind_copy_to_us_came_to_us(tmp_path: Path) -> None:
    content = mail(To="bob@acme.example", Delivered_To="dana@us.example")
    assert parts(touch(tmp_path, content).participants) == {
        "ann.lee@acme.example": "wrote",
        "bob@acme.example": "addressed",
    }


def test_shared_mailboxes_are_nobody(tmp_path: Path) -> None:
    content = mail(From="Support <support@us.example>", To=f"{ANN}, billing@acme.example")
    assert parts(touch(tmp_path, content).participants) == {"ann.lee@acme.example": "addressed"}


def test_only_one_of_us_is_known(tmp_path: Path) -> None:
    """Her colleagues are those at her domain, unless it gives anybody an address."""
    options = Options(whose="Dana@us.example")
    assert said(tmp_path / "1", mail(From=DANA, To="erin@us.example"), options=options) == []
    options = Options(whose="dana@gmail.com")
    erin = touch(tmp_path / "2", mail(From="dana@gmail.com", To="erin@gmail.com"), options)
    assert erin.participants == (
        Participant("email:dana@gmail.com", "wrote", "Teammate"),
        Participant("email:erin@gmail.com", "addressed"),
    )


def test_several_authors(tmp_path: Path) -> None:
    content = mail(From=f"{DANA}, {ANN}, bob@acme.example", To=DANA, Sender="bob@acme.example")
    both = touch(tmp_path, content)
    assert both.values["direction"] == "in"
    assert parts(both.participants) == {
        "bob@acme.example": "wrote",
        "dana@us.example": "copied",
        "ann.lee@acme.example": "wrote",
    }


def test_a_display_name_is_no_address(tmp_path: Path) -> None:
    forged = touch(tmp_path, mail(From='"dana@us.example" <mallory@bad.example>'))
    assert forged.values["direction"] == "in"
    assert forged.participants[0] == Participant("email:mallory@bad.example", "wrote")


_CALENDAR = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR"
_REPLY_TYPE, _REPLY = of_parts(
    "multipart/alternative",
    ("text/plain", "Ann accepted"),
    ('text/calendar; charset=utf-8; method="REPLY"', _CALENDAR),
)


@pytest.mark.parametrize(
    "content",
    [
        mail(Auto_Submitted="auto-generated"),
        mail(Precedence="bulk"),
        mail(List_Id="<news.acme.example>"),
        mail(List_Unsubscribe="<mailto:stop@acme.example>"),
        mail(X_Auto_Response_Suppress="All"),
        mail("I am away.", Subject="Automatic reply: Question", From=DANA, To=ANN),
        mail("Bonjour", Subject="Réponse automatique : Question"),
        mail("こんにちは", Subject="=?utf-8?B?6Ieq5YuV5b+c562U?=: x"),
        mail(From="no-reply@acme.example"),
        mail(From="Acme <do_not_reply@acme.example>"),
        mail(_REPLY, Content_Type=_REPLY_TYPE),
        mail(_CALENDAR, Content_Type="text/calendar; method=REPLY"),
        mail("read", Content_Type="multipart/report; report-type=disposition-notification"),
    ],
)
def test_what_a_program_wrote_is_nothing(tmp_path: Path, content: bytes) -> None:
    assert said(tmp_path, content) == []


@pytest.mark.parametrize(
    "content",
    [
        mail(Auto_Submitted="no"),
        mail(Precedence="first-class"),
        mail(Subject="Re: Automatic reply: Question"),
        mail(Subject="Out of office next week?"),
        mail(_CALENDAR, Content_Type="text/calendar; method=REQUEST"),
        mail("text/calendar; method=REPLY"),
        mail("I am no longer with Acme."),
    ],
)
def test_what_a_human_wrote_is_a_touch(tmp_path: Path, content: bytes) -> None:
    assert touch(tmp_path, content).values["reach"] == "human"


def test_a_body_is_kept_when_asked_for(tmp_path: Path) -> None:
    options = replace(OURS, keep_text=True)
    assert touch(tmp_path, mail("How are you?\n\n"), options).values["summary"] == "How are you?"
