"""Automatic replies and reports of mail systems: evidence of departures, never touches."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.database import Database
from graph.loading.load import load
from graph.statement import Reject, Statement
from graph.values.mailboxes import FREE_MAIL
from importers.mail import open_mail
from importers.source import Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.recency import INTERACTION_RECENCY
from tests.importers.exports import at, known, rapport, written
from tests.importers.mail.mails import ANN, DANA, SENT, mail, mbox, parts, said

REPORTER = "Mail Delivery Subsystem <mailer-daemon@mx.example>"


def away(text: str, **fields: str) -> bytes:
    """The answer of Ann's answering machine."""
    more = {"Auto-Submitted": "auto-replied", "In-Reply-To": "<offer@us.example>"} | fields
    return mail(text, **{name.replace("-", "_"): value for name, value in more.items()})


def report(*recipients: str, text: str = "It did not get there.") -> bytes:
    """A report about some recipients, each a block of fields."""
    blocks = "\n\n".join(("Reporting-MTA: dns; mx.example", *recipients))
    type_, body = parts(
        "multipart/report; report-type=delivery-status",
        ("text/plain", text),
        ("message/delivery-status", blocks),
        ("message/rfc822", f"From: {DANA}\nTo: {ANN}\nSubject: Offer\n\nBuy!"),
    )
    return mail(body, From=REPORTER, Content_Type=type_, Return_Path="<>")


def evidence(folder: Path, content: bytes) -> list[dict[str, object]]:
    """The signals of one mail: person, kind, weight and detail."""
    names = ("person", "kind", "weight", "detail")
    found = said(folder, content)
    assert {statement.kind for statement in found} <= {"Signal"}
    return [{name: statement.values[name] for name in names} for statement in found]


def only(folder: Path, content: bytes) -> Statement:
    """The one thing that a mail says."""
    (statement,) = said(folder, content)
    return statement


class TestAutomaticReplies:
    def test_somebody_left(self, tmp_path: Path) -> None:
        signal = only(tmp_path, away("I am no longer with Acme."))
        assert signal.key == "mail:Signal:q1@acme.example"
        assert known(signal) == {
            "kind": "auto_reply_left",
            "at": at("2026-03-04T09:00:00Z"),
            "weight": 0.95,
            "detail": "automatic reply in English: no longer with the company",
            "source": "mail",
            "record": "mail:Message:q1@acme.example",
            "person": "email:ann.lee@acme.example",
        }

    def test_with_a_successor_and_a_new_address(self, tmp_path: Path) -> None:
        text = (
            "I have left Acme. Please write to Bob Ray (Bob.Ray@acme.example). You can reach me"
            " at ann@lee.example."
        )
        signal, successor = said(tmp_path, away(text))
        assert (signal.values["detail"], signal.values["note"]) == (
            "automatic reply in English: no longer with the company",
            "turn to bob.ray@acme.example; now at ann@lee.example",
        )
        assert (successor.kind, successor.key) == (
            "SUCCEEDED_BY",
            "mail:Successor:q1@acme.example",
        )
        assert known(successor) == {
            "person": "email:ann.lee@acme.example",
            "successor": "email:bob.ray@acme.example",
            "since": at("2026-03-04T09:00:00Z"),
        }
        assert signal.line != successor.line

    @pytest.mark.parametrize(
        "others",
        [
            "Ask bob.ray@acme.example or cleo.marsh@acme.example.",
            "Ask sales@acme.example.",
            "Ask kontakt@acme.example.",
            "Ask our partner, zoe@partner.example.",
        ],
    )
    def test_nobody_in_particular_follows(self, tmp_path: Path, others: str) -> None:
        assert only(tmp_path, away(f"I am no longer with Acme. {others}")).kind == "Signal"

    def test_nor_where_anybody_gets_an_address(self, tmp_path: Path) -> None:
        anywhere = min(FREE_MAIL)
        reply = away(f"I have retired. Ask bob@{anywhere}.", From=f"Ann Lee <ann@{anywhere}>")
        assert only(tmp_path, reply).kind == "Signal"

    def test_an_absence_weighs_nothing(self, tmp_path: Path) -> None:
        assert evidence(tmp_path, away("I am out of the office.")) == [
            {
                "person": "email:ann.lee@acme.example",
                "kind": "absent",
                "weight": 0.0,
                "detail": "automatic reply in English: away",
            }
        ]

    def test_a_leave_has_an_end(self, tmp_path: Path) -> None:
        leave = only(tmp_path, away("Ich bin bis 15.05.2026 in Elternzeit."))
        assert known(leave) | {"record": None} == {
            "kind": "on_leave",
            "at": at("2026-03-04T09:00:00Z"),
            "until": at("2026-05-15"),
            "weight": 0.0,
            "detail": "automatic reply in German: on parental leave until 2026-05-15",
            "source": "mail",
            "record": None,
            "person": "email:ann.lee@acme.example",
        }

    @pytest.mark.parametrize(
        "content",
        [
            away("I am no longer with Acme.", From=DANA, To=ANN),
            away("Ann Lee is no longer with Acme.", From="Acme <info@acme.example>"),
            away("I am no longer with Acme.", **{"List-Id": "<news.acme.example>"}),
            away("Thank you for your message."),
            mail("I am no longer with Acme.", Auto_Submitted="auto-generated"),
        ],
    )
    def test_replies_that_speak_of_nobody(self, tmp_path: Path, content: bytes) -> None:
        assert said(tmp_path, content) == []

    @pytest.mark.parametrize(
        ("sender", "text"),
        [
            ("Tomasz Wilk <t.wilk@pellham.example>", "I no longer work at Pellham Bank."),
            ("Ida Ross <ida@tarnbrook.example>", "I no longer work for Tarnbrook Foods"),
            ("Leo Gray <leo@osier.example>", "I have left Osier Logistics"),
            ("Pia Sole <pia@mail.ferro.example>", "Non lavoro piu per Banca Ferro."),
        ],
    )
    def test_a_company_is_called_after_its_domain_and_its_trade(
        self, tmp_path: Path, sender: str, text: str
    ) -> None:
        reply = away(text, From=sender)
        assert [e["kind"] for e in evidence(tmp_path, reply)] == ["auto_reply_left"]

    @pytest.mark.parametrize("left", ["Globex", "Acme Germany", "Acme Marketing"])
    def test_who_left_what_may_not_be_their_company_is_told_of(
        self, tmp_path: Path, left: str
    ) -> None:
        content = away(f"I no longer work for {left}.", Subject="Automatic reply: Offer")
        box = written(tmp_path, {"box.mbox": mbox(content)})
        (table,) = open_mail(box, Options(our_domains=("us.example",))).tables
        (told,) = list(table.statements())
        assert isinstance(told, Reject)
        assert told.reason.startswith("an automatic reply in English says that its author left")
        assert told.row == {
            "Message-ID": "<q1@acme.example>",
            "From": ANN,
            "Subject": "Automatic reply: Offer",
            "Date": SENT,
        }

    def test_the_mail_it_answers_does_not_count(self, tmp_path: Path) -> None:
        quoted = "Away.\n\nOn Wed, Dana Fox wrote:\n> I am no longer with Acme."
        assert [e["kind"] for e in evidence(tmp_path, away(quoted))] == ["absent"]

    def test_in_html(self, tmp_path: Path) -> None:
        text = "<html><head><title>x</title></head><p>I am <b>no longer</b> with&nbsp;Acme.</p>"
        reply = away(text, **{"Content-Type": "text/html; charset=utf-8"})
        assert [e["kind"] for e in evidence(tmp_path, reply)] == ["auto_reply_left"]


class TestReports:
    def test_an_unknown_user(self, tmp_path: Path) -> None:
        failed = report(
            "Final-Recipient: rfc822; Ann.Lee@acme.example\nAction: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550 5.1.1 no such user"
        )
        signal = only(tmp_path, failed)
        assert signal.key == "mail:Signal:q1@acme.example:ann.lee@acme.example"
        assert known(signal) == {
            "kind": "bounce",
            "at": at("2026-03-04T09:00:00Z"),
            "weight": 0.8,
            "detail": "unknown user",
            "note": "smtp; 550 5.1.1 no such user 5.1.1",
            "source": "mail",
            "record": "mail:Message:q1@acme.example",
            "person": "email:ann.lee@acme.example",
        }

    @pytest.mark.parametrize(
        ("fields", "weight", "reading"),
        [
            ("Status: 5.2.1", 0.8, "unknown user"),
            (
                "Status: 5.0.0\nDiagnostic-Code: x; 550 5.1.10 RecipientNotFound",
                0.8,
                "unknown user",
            ),
            ("Status: 4.1.1\nDiagnostic-Code: smtp; 450 4.1.1 user unknown", 0.5, "unknown user"),
            ("Status: 5.2.2", 0.0, "mailbox full"),
            ("Status: 4.7.1\nDiagnostic-Code: smtp; 451 greylisted", 0.0, "refused for now"),
            ("Status: 5.7.1\nDiagnostic-Code: smtp; blocked", 0.0, "refused by policy"),
            ("Status: 5.4.4", 0.0, "another reason"),
            ("", 0.3, "another reason"),
        ],
    )
    def test_reasons(self, tmp_path: Path, fields: str, weight: float, reading: str) -> None:
        block = f"Final-Recipient: rfc822; ann@acme.example\nAction: failed\n{fields}".strip()
        (found,) = evidence(tmp_path, report(block))
        assert (found["weight"], str(found["detail"]).partition(":")[0]) == (weight, reading)

    def test_several_recipients(self, tmp_path: Path) -> None:
        status = "Action: failed\nStatus: 5.1.1"
        content = report(
            f"Original-Recipient: rfc822; ann@acme.example\n{status}\n"
            "Final-Recipient: rfc822; ann@internal.acme.example",
            f"Final-Recipient: rfc822; bob@acme.example\n{status}",
            "Final-Recipient: rfc822; cleo@acme.example\nAction: delivered\nStatus: 2.1.5",
            f"Final-Recipient: rfc822; erin@us.example\n{status}",
            f"Final-Recipient: x-unknown; nobody\n{status}",
        )
        found = evidence(tmp_path, content)
        assert [e["person"] for e in found] == ["email:ann@acme.example", "email:bob@acme.example"]

    @pytest.mark.parametrize(
        ("content", "people"),
        [
            (mail("<ann@acme.example>: user unknown", From=REPORTER), ["email:ann@acme.example"]),
            (
                mail("Sorry.", From=REPORTER, X_Failed_Recipients="ann@acme.example"),
                ["email:ann@acme.example"],
            ),
            (mail("ann@acme.example or bob@acme.example", From=REPORTER), []),
            (mail("Delivery failed.", From=REPORTER), []),
            (mail("dana@us.example: user unknown", From=REPORTER), []),
            (mail("Warning", From=REPORTER, Content_Type="multipart/report"), []),
        ],
    )
    def test_texts_that_no_program_can_read(
        self, tmp_path: Path, content: bytes, people: list[str]
    ) -> None:
        assert [e["person"] for e in evidence(tmp_path, content)] == people


async def test_a_mailbox_changes_what_questions_answer(prepared: Database, tmp_path: Path) -> None:
    """Ann answered in March and left in April; Bob is only away; Cleo has not answered."""
    people = {
        "accounts.csv": "id,name,segment\nacme,Acme,enterprise\n",
        "people.csv": "id,name,email,account,roles\n"
        "ann,Ann Lee,ann.lee@acme.example,acme,champion\n"
        "bob,Bob Ray,bob@acme.example,acme,admin\n"
        "cleo,Cleo Marsh,cleo@acme.example,acme,economic_buyer\n",
        "teammates.csv": "id,name,email\ndana,Dana Fox,dana@us.example\n",
    }
    taken = at("2026-04-20")
    csv = rapport(tmp_path / "csv", people, Options(taken_at=taken))
    await load(prepared, csv)
    left = away(
        "I am no longer with Acme. Please write to cleo@acme.example.",
        Date="Mon, 13 Apr 2026 08:00:00 +0000",
    ).replace(b"<q1@", b"<left@")
    absent = away("Out of office.", From="bob@acme.example").replace(b"<q1@", b"<away@")
    offer = mail(From=DANA, To="cleo@acme.example, new@acme.example", Message_ID="<o@us.example>")
    box = written(tmp_path / "mail", {"box.mbox": mbox(mail(), left, absent, offer)})
    options = Options(our_domains=("us.example",), taken_at=taken)
    summary = await load(prepared, open_mail(box, options))
    assert (summary.read, summary.written, summary.rejected) == (5, 5, 0)
    again = await load(prepared, open_mail(box, replace(options, keep_text=False)))
    assert again.written == 0

    parameters = INTERACTION_RECENCY.parameters(as_of=taken)
    names = {
        row["id"]: row["name"]
        for row in await prepared.read(
            "tests.names", "MATCH (p:Person) WHERE p.known RETURN p.id AS id, p.name AS name"
        )
    }
    recency = (await ask(prepared, INTERACTION_RECENCY, parameters)).rows
    assert {names[row.person]: (row.last_touch_at, row.attempts_since) for row in recency} == {
        "Bob Ray": (None, 0),
        "Cleo Marsh": (None, 1),
    }
    cases = (
        await ask(prepared, CHAMPION_DEPARTURES, CHAMPION_DEPARTURES.parameters(as_of=taken))
    ).rows
    (case,) = cases
    assert (names[case.person], case.status.value) == ("Ann Lee", "CONFIRMED")
    assert [(e.kind, e.weight, e.source) for e in case.evidence] == [
        ("auto_reply_left", 0.95, "mail")
    ]
    assert case.because == (
        "Ann Lee (champion) left Acme: their mailbox answered that they left on 2026-04-13 "
        "(automatic reply in English: no longer with the company). "
        "Named to follow: Cleo Marsh (mail)."
    )
    successors = await prepared.read(
        "tests.successors",
        "MATCH (p:Person)-[:SUCCEEDED_BY]->(s:Person) RETURN p.name AS who, s.name AS successor",
    )
    assert [(row["who"], row["successor"]) for row in successors] == [("Ann Lee", "Cleo Marsh")]
