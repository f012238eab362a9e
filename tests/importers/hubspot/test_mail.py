"""What mails of a HubSpot export say: who wrote to whom, and what came back."""

from pathlib import Path

import pytest

from graph.changes.touchpoints import newest_touchpoints
from graph.statement import Participant, Statement
from importers.hubspot.words import bounce
from importers.source import Options
from tests.importers.exports import at, known, only, parts, reject, statements, takes_back
from tests.importers.hubspot.portal import ACME, ANN, DANA, US, WAREHOUSE, hubspot

HEADERS = (
    '{"from":{"email":"Ann@acme.example","firstName":"Ann"},"to":[{"email":"dana@us.example"}],'
    '"cc":[{"email":"bob@acme.example"},{"email":"info@acme.example"}],"bcc":[]}'
)


def mail(folder: Path, *, options: Options = US, **cells: str) -> Statement:
    """What one mail says; unless told otherwise one from Ann to Dana, Bob in copy."""
    row = {
        "hs_object_id": "3",
        "hs_timestamp": "2026-03-09T10:00:00Z",
        "hs_email_subject": "Question",
        "hs_email_direction": "INCOMING_EMAIL",
        "hs_email_status": "SENT",
        "hs_email_headers": HEADERS,
        "hs_email_text": "How are you?",
        "hubspot_owner_id": "900",
        "contacts": "51",
        "companies": "7",
    } | cells
    values = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
    export = hubspot(folder, {"engagement_email.csv": f"{','.join(row)}\n{values}\n"}, options)
    assert export.has_touchpoints
    return only(export)


def test_an_incoming_mail(tmp_path: Path) -> None:
    question = mail(tmp_path)
    assert known(question) == {
        "at": at("2026-03-09T10:00:00Z"),
        "channel": "email",
        "reach": "human",
        "direction": "in",
        "subject": "Question",
        "bounced": False,
        "account": [ACME],
    }
    assert question.participants == (
        Participant("email:ann@acme.example", "wrote"),
        Participant("email:dana@us.example", "addressed", "Teammate"),
        Participant("email:bob@acme.example", "copied"),
    )


def test_the_body_only_where_it_is_asked_for(tmp_path: Path) -> None:
    kept = mail(tmp_path, options=Options(keep_text=True))
    assert kept.values["summary"] == "How are you?"
    assert kept.participants[1] == Participant("email:dana@us.example", "addressed")


def test_an_outgoing_mail(tmp_path: Path) -> None:
    answer = mail(
        tmp_path,
        hs_email_direction="EMAIL",
        hs_email_status="BOUNCED",
        hs_email_headers="",
        hs_email_from_email="dana@us.example",
        hs_email_to_email="ann@acme.example;bob@acme.example",
    )
    assert (answer.values["direction"], answer.values["bounced"]) == ("out", True)
    assert [(person.who, person.part) for person in answer.participants] == [
        ("email:dana@us.example", "wrote"),
        ("email:ann@acme.example", "addressed"),
        ("email:bob@acme.example", "addressed"),
    ]


class TestWithoutAHeader:
    def test_whoever_it_is_associated_with_stands_in(self, tmp_path: Path) -> None:
        question = mail(tmp_path, hs_email_headers="")
        assert question.participants == (
            Participant(ANN, "wrote", "Person"),
            Participant(DANA, "addressed", "Teammate"),
        )
        answer = mail(tmp_path, hs_email_headers="", hs_email_direction="EMAIL", contacts="51;52")
        assert parts(answer.participants) == {
            "51": "addressed",
            "52": "addressed",
            "900": "wrote",
        }

    def test_of_several_nobody_can_tell_who_wrote(self, tmp_path: Path) -> None:
        question = mail(tmp_path, hs_email_headers="redacted", contacts="51;52")
        assert parts(question.participants) == {
            "51": "copied",
            "52": "copied",
            "900": "addressed",
        }

    def test_a_shared_mailbox_names_nobody(self, tmp_path: Path) -> None:
        question = mail(tmp_path, hs_email_headers="", hs_email_from_email="info@acme.example")
        assert parts(question.participants) == {"51": "wrote", "900": "addressed"}


@pytest.mark.parametrize(
    ("sender", "direction"),
    [("ann@acme.example", "in"), ("dana@us.example", "out"), ("dana@eu.us.example", "out")],
)
def test_a_forwarded_mail_is_its_senders(tmp_path: Path, sender: str, direction: str) -> None:
    forwarded = mail(
        tmp_path,
        hs_email_direction="FORWARDED_EMAIL",
        hs_email_headers="",
        hs_email_from_email=sender,
    )
    assert forwarded.values["direction"] == direction


@pytest.mark.parametrize("status", ["FAILED", "SCHEDULED", "SENDING"])
def test_a_mail_that_was_not_sent_is_nothing(tmp_path: Path, status: str) -> None:
    assert takes_back(mail(tmp_path, hs_email_status=status))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("hs_email_subject", "Automatic reply: Hello"), ("hs_sequence_id", "77")],
)
def test_mail_that_a_program_wrote_is_automated(tmp_path: Path, column: str, cell: str) -> None:
    assert mail(tmp_path, options=US, **{column: cell}).values["reach"] == "automated"


@pytest.mark.parametrize("headers", ["[]", "null", '{"from": 3, "to": {"email": 4}}', "{" * 9000])
def test_a_header_of_another_make_names_nobody(tmp_path: Path, headers: str) -> None:
    assert parts(mail(tmp_path, hs_email_headers=headers).participants)["51"] == "wrote"


def test_half_a_character_in_an_address_is_none(tmp_path: Path) -> None:
    """JSON can spell what no database takes."""
    headers = HEADERS.replace("bob@acme.example", "bob@acme.example\\ud800")
    told = mail(tmp_path, hs_email_headers=headers)
    assert all(participant.who.encode() for participant in told.participants)
    assert newest_touchpoints([told], at("2026-03-10"))


def test_a_mail_in_the_tables_of_older_warehouses(tmp_path: Path) -> None:
    names = ("engagement", "engagement_email", "engagement_email_to", "engagement_contact")
    question = only(hubspot(tmp_path, {f"{n}.csv": WAREHOUSE[f"{n}.csv"] for n in names}, US))
    assert question.values["direction"] == "in"
    assert question.participants == (
        Participant("email:ann@acme.example", "wrote"),
        Participant("email:dana@us.example", "addressed", "Teammate"),
    )


class TestBounces:
    @pytest.mark.parametrize(
        ("category", "text", "weight"),
        [
            ("UNKNOWN_USER", "", 0.8),
            ("UNKNOWN_USER", "5.1.1 450 no such user", 0.8),
            ("UNKNOWN_USER", "450 no such user", 0.5),
            ("UNKNOWN_USER", "550 nix da", 0.8),
            ("Unknown user", "452 4.2.2 mailbox full", 0.0),
            ("UNKNOWN_USER", "451 greylisted, try again later", 0.0),
            ("MAILBOX_FULL", "552 5.2.2 mailbox full", 0.0),
            ("THROTTLED", "421 4.7.0 too many connections", 0.0),
            ("GREYLISTING", "", 0.0),
            ("POLICY", "550 5.7.1 blocked by policy", 0.0),
            ("MAILBOX_MISCONFIGURATION", "", 0.0),
            ("OTHER", "550 5.1.1 user unknown", 0.8),
            ("", "550 5.1.1 user unknown", 0.8),
            ("OTHER", "", 0.3),
            ("", "", 0.3),
        ],
    )
    def test_category_and_text(self, category: str, text: str, weight: float) -> None:
        assert bounce(category, text).weight == weight

    def test_a_bounce_is_a_signal_about_whoever_has_the_address(self, tmp_path: Path) -> None:
        names = ("email_event.csv", "email_event_bounce.csv")
        signal = only(hubspot(tmp_path, {name: WAREHOUSE[name] for name in names}))
        assert (signal.kind, signal.key) == ("Signal", "hubspot:EmailEvent:aa-1")
        assert known(signal) == {
            "kind": "bounce",
            "at": at("2026-03-10T00:00:00Z"),
            "weight": 0.8,
            "detail": "UNKNOWN_USER",
            "note": "5.1.1 450 no such user",
            "source": "hubspot",
            "record": "hubspot:EmailEvent:aa-1",
            "person": "email:bob@acme.example",
        }

    def test_events_that_say_nothing(self, tmp_path: Path) -> None:
        rows = (
            "1,1773100800000,BOUNCE,bob@acme.example,MAILBOX_FULL,,false\n"
            "2,1773100800000,BOUNCE,info@acme.example,UNKNOWN_USER,,false\n"
            "3,1773100800000,BOUNCE,bob@acme.example,UNKNOWN_USER,,true\n"
            "4,1773100800000,DELIVERED,bob@acme.example,,,false\n"
            "5,1773100800000,BOUNCE,,UNKNOWN_USER,,false\n"
        )
        header = "id,created,type,recipient,category,response,filtered_event\n"
        export = hubspot(tmp_path, {"email_events.csv": header + rows})
        assert (statements(export), export.has_touchpoints) == ([], False)

    def test_a_bounce_without_a_date_is_unusable(self, tmp_path: Path) -> None:
        row = "id,type,recipient,category\n1,BOUNCE,bob@acme.example,UNKNOWN_USER\n"
        assert reject(hubspot(tmp_path, {"email_event.csv": row})).column == "created"
