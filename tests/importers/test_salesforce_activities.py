"""Which tasks and events of a Salesforce export are touches, attempts or nothing."""

from pathlib import Path

import pytest

from graph.statement import Participant, Statement
from tests.importers.exports import (
    ACME,
    ANN,
    CASE,
    DANA,
    DEAL,
    LEAD,
    at,
    known,
    only,
    parts,
    reject,
    salesforce,
    statements,
    takes_back,
)

TASK = "00T000000000001EAA"
EVENT = "00U000000000001EAA"
MAIL = "02s000000000001AAA"


def task(folder: Path, **cells: str) -> Statement | None:
    """What one task says; unless told otherwise Dana's closed task with Ann of Acme."""
    row = {
        "Id": TASK,
        "WhoId": ANN,
        "WhatId": ACME,
        "OwnerId": DANA,
        "Subject": "Hello",
        "Status": "Completed",
        "IsClosed": "1",
        "TaskSubtype": "Task",
        "Type": "",
        "ActivityDate": "2026-03-04",
        "CompletedDateTime": "2026-03-05 09:30:00",
    } | cells
    return one(folder, "Task", row)


def event(folder: Path, **cells: str) -> Statement | None:
    """What one event says; unless told otherwise Dana meets Ann of Acme."""
    row = {
        "Id": EVENT,
        "WhoId": ANN,
        "WhatId": ACME,
        "AccountId": ACME,
        "OwnerId": DANA,
        "Subject": "Roadmap",
        "Description": "Ann likes the plan.",
        "StartDateTime": "2026-03-04 09:00:00",
        "ActivityDate": "2026-03-04",
        "DurationInMinutes": "45",
        "Type": "Meeting",
        "IsChild": "0",
        "IsPrivate": "0",
        "ShowAs": "Busy",
    } | cells
    return one(folder, "Event", row)


def one(folder: Path, object: str, row: dict[str, str]) -> Statement | None:
    header = ",".join(row)
    values = ",".join(f'"{value}"' for value in row.values())
    export = salesforce(folder, {f"{object}.csv": f"{header}\n{values}\n"})
    assert export.has_touchpoints
    found = statements(export)
    return found[0] if found else None


def touch(statement: Statement | None) -> Statement:
    assert statement is not None
    assert statement.kind == "Touchpoint"
    return statement


class TestCalls:
    @pytest.mark.parametrize(
        ("cells", "connected"),
        [
            ({"TaskSubtype": "Call", "CallType": "Inbound"}, True),
            ({"TaskSubtype": "Call", "CallDurationInSeconds": "61"}, True),
            ({"Type": "Call", "CallDurationInSeconds": "61"}, True),
            ({"Type": "Call", "CallDisposition": "Connected"}, True),
            ({"Type": "Call", "CallDisposition": "Connected - demo booked"}, True),
            ({"Type": "Call"}, False),
            ({"Type": "Call", "CallDurationInSeconds": "0"}, False),
            ({"Type": "Call", "CallDisposition": "Interested"}, False),
            ({"Type": "Call", "CallDisposition": "Interested", "CallDurationInSeconds": "9"}, True),
            ({"Type": "Call", "CallDisposition": "Voicemail", "CallDurationInSeconds": "9"}, False),
            ({"Type": "Call", "CallDisposition": "Left voice mail"}, False),
            ({"Type": "Call", "CallDisposition": "No Answer", "CallDurationInSeconds": "9"}, False),
            ({"Type": "Call", "CallDisposition": "BUSY", "CallDurationInSeconds": "9"}, False),
            ({"Type": "Call", "CallDisposition": "Wrong number"}, False),
            ({"Type": "Call", "CallDisposition": "Left live message"}, False),
            ({"Type": "Call", "CallDisposition": "Not connected"}, False),
            ({"Type": "Call", "CallDisposition": "Disconnected"}, False),
            ({"Type": "Call", "CallDisposition": "No answer", "CallType": "Inbound"}, True),
        ],
    )
    def test_a_closed_call_is_a_touch_when_connected_else_an_attempt(
        self, tmp_path: Path, cells: dict[str, str], connected: bool
    ) -> None:
        call = touch(task(tmp_path, **cells))
        assert call.values["channel"] == "call"
        if connected:
            assert parts(call.participants) == {ANN: "attended", DANA: "attended"}
            assert call.values["direction"] == "both"
        else:
            assert parts(call.participants) == {ANN: "addressed", DANA: "wrote"}
            assert call.values["direction"] == "out"

    @pytest.mark.parametrize(
        "cells",
        [
            {"IsClosed": "0", "Status": "Not Started"},
            {"IsClosed": "", "Status": "Not Started", "CompletedDateTime": ""},
            {"CallType": "Internal", "CallDurationInSeconds": "60"},
        ],
    )
    def test_an_open_or_internal_call_is_nothing(
        self, tmp_path: Path, cells: dict[str, str]
    ) -> None:
        assert takes_back(task(tmp_path, TaskSubtype="Call", **cells))

    def test_a_call_happened_when_it_was_completed(self, tmp_path: Path) -> None:
        call = touch(task(tmp_path, TaskSubtype="Call", CallDurationInSeconds="90"))
        assert call.values["at"] == at("2026-03-05T09:30:00Z")
        assert call.values["minutes"] == 2
        call = touch(task(tmp_path, TaskSubtype="Call", CompletedDateTime=""))
        assert call.values["at"] == at("2026-03-04")

    def test_a_call_without_any_date_is_unusable(self, tmp_path: Path) -> None:
        row = f"Id,WhoId,TaskSubtype,IsClosed,ActivityDate\n{TASK},{ANN},Call,1,\n"
        item = reject(salesforce(tmp_path, {"Task.csv": row}))
        assert (item.line, item.column) == (2, "ActivityDate")
        assert item.reason == "neither CompletedDateTime nor ActivityDate says when it was"

    def test_a_lead_or_a_queue_takes_no_part(self, tmp_path: Path) -> None:
        call = touch(task(tmp_path, TaskSubtype="Call", WhoId=LEAD, OwnerId="00G000000000001EAA"))
        assert call.participants == ()

    def test_a_call_that_concerns_nobody_we_keep_is_nothing(self, tmp_path: Path) -> None:
        assert task(tmp_path, TaskSubtype="Call", WhoId=LEAD, WhatId="") is None


class TestMailTasks:
    def test_a_logged_mail_is_an_attempt(self, tmp_path: Path) -> None:
        mail = touch(task(tmp_path, TaskSubtype="Email", EmailMessageId=MAIL))
        assert known(mail) == {
            "at": at("2026-03-05T09:30:00Z"),
            "channel": "email",
            "reach": "human",
            "direction": "out",
            "subject": "Hello",
            "account": [f"salesforce:Account:{ACME}"],
        }
        assert mail.participants == (
            Participant(f"salesforce:Contact:{ANN}", "addressed", "Person"),
            Participant(f"salesforce:User:{DANA}", "wrote", "Teammate"),
        )
        assert mail.logs == f"salesforce:EmailMessage:{MAIL}"

    def test_a_list_mail_and_an_automatic_reply_are_automated(self, tmp_path: Path) -> None:
        assert touch(task(tmp_path, TaskSubtype="ListEmail")).values["reach"] == "automated"
        reply = task(tmp_path, TaskSubtype="Email", Subject="Automatische Antwort: Urlaub")
        assert touch(reply).values["reach"] == "automated"

    def test_a_to_do_is_nothing_a_mail_still_to_be_written_neither(self, tmp_path: Path) -> None:
        assert task(tmp_path) is None
        assert takes_back(task(tmp_path, Type="Email", IsClosed="0"))

    def test_mail_that_concerns_nobody_we_keep_is_nothing(self, tmp_path: Path) -> None:
        assert task(tmp_path, TaskSubtype="Email", WhoId="", WhatId="") is None


def test_what_an_activity_concerns(tmp_path: Path) -> None:
    call = touch(task(tmp_path, TaskSubtype="Call", WhatId=DEAL, AccountId=ACME))
    assert call.values["account"] == [f"salesforce:Account:{ACME}"]
    assert call.values["opportunity"] == f"salesforce:Opportunity:{DEAL}"
    call = touch(task(tmp_path, TaskSubtype="Call", WhatId=CASE))
    assert call.values["account"] == []
    assert call.values["escalation"] == f"salesforce:Case:{CASE}"
    call = touch(task(tmp_path, TaskSubtype="Call", WhatId="a0X000000000001AAA"))
    assert not {"opportunity", "escalation"} & call.values.keys()


class TestEvents:
    def test_a_meeting(self, tmp_path: Path) -> None:
        meeting = touch(event(tmp_path))
        assert known(meeting) == {
            "at": at("2026-03-04T09:00:00Z"),
            "channel": "meeting",
            "reach": "human",
            "direction": "both",
            "subject": "Roadmap",
            "summary": "Ann likes the plan.",
            "account": [f"salesforce:Account:{ACME}"],
            "minutes": 45,
        }
        assert meeting.participants == (
            Participant(f"salesforce:Contact:{ANN}", "attended", "Person"),
            Participant(f"salesforce:User:{DANA}", "attended", "Teammate"),
        )

    @pytest.mark.parametrize(
        "subject",
        [
            "Canceled: Roadmap",
            "CANCELLED - Roadmap",
            "Abgesagt: Planung",
            "Annulé : Réunion",
            "Cancelado: Reunión",
            "Annullato: riunione",
            "Geannuleerd: overleg",
        ],
    )
    def test_a_subject_that_begins_with_cancelled_cancels(
        self, tmp_path: Path, subject: str
    ) -> None:
        assert touch(event(tmp_path, Subject=subject)).values["status"] == "cancelled"

    @pytest.mark.parametrize(
        "subject", ["Cancellation terms", "Roadmap (not cancelled)", "Annuler ou pas", ""]
    )
    def test_other_subjects_do_not(self, tmp_path: Path, subject: str) -> None:
        assert "status" not in touch(event(tmp_path, Subject=subject)).values

    def test_a_webinar_is_scaled(self, tmp_path: Path) -> None:
        webinar = touch(event(tmp_path, Type="Webinar"))
        assert (webinar.values["channel"], webinar.values["reach"]) == ("webinar", "scaled")

    def test_other_types_are_meetings(self, tmp_path: Path) -> None:
        for type_ in ("Call", "Email", "Demo", ""):
            assert touch(event(tmp_path, Type=type_)).values["channel"] == "meeting"

    def test_child_rows_and_absences_are_nothing(self, tmp_path: Path) -> None:
        assert event(tmp_path, IsChild="1") is None
        assert takes_back(event(tmp_path, ShowAs="OutOfOffice"))

    def test_of_a_private_event_only_time_and_people_are_kept(self, tmp_path: Path) -> None:
        private = touch(event(tmp_path, IsPrivate="1", WhatId=DEAL))
        assert known(private) == {
            "at": at("2026-03-04T09:00:00Z"),
            "channel": "meeting",
            "reach": "human",
            "direction": "both",
            "minutes": 45,
            "private": True,
        }
        assert parts(private.participants) == {ANN: "attended", DANA: "attended"}

    def test_a_deleted_event_says_so(self, tmp_path: Path) -> None:
        gone = touch(event(tmp_path, IsDeleted="1", Subject="Canceled: x"))
        assert (gone.deleted, gone.values["status"]) == (True, "deleted")

    def test_an_event_begins_at_its_start_else_on_its_day(self, tmp_path: Path) -> None:
        later = touch(
            event(
                tmp_path,
                StartDateTime="",
                ActivityDateTime="2026-03-04T10:00:00.000+0000",
                EndDateTime="2026-03-04T10:30:00.000+0000",
                DurationInMinutes="",
            )
        )
        assert later.values["at"] == at("2026-03-04T10:00:00Z")
        assert later.values["minutes"] == 30
        all_day = touch(event(tmp_path, StartDateTime="", DurationInMinutes=""))
        assert all_day.values["at"] == at("2026-03-04")


def test_who_answered_an_invitation(tmp_path: Path) -> None:
    export = salesforce(
        tmp_path,
        {
            "EventRelation.csv": "Id,EventId,RelationId,IsWhat,Status,RespondedDate,IsDeleted\n"
            f"0RE000000000001GAA,{EVENT},{ANN},0,Accepted,2026-03-01 10:00:00,0\n"
            f"0RE000000000002GAA,{EVENT},{ANN},0,Declined,2026-03-02 10:00:00,0\n"
            f"0RE000000000003GAA,{EVENT},{DANA},0,,,1\n"
            f"0RE000000000004GAA,{EVENT},{LEAD},0,Accepted,,0\n"
            f"0RE000000000005GAA,{EVENT},{ACME},1,,,0\n"
            f"0RE000000000007GAA,{EVENT},023000000000001AAA,0,New,,0\n"
        },
    )
    accepted, declined, ours = statements(export)
    assert accepted.kind == "TOOK_PART"
    assert accepted.values == {
        "touchpoint": f"salesforce:Event:{EVENT}",
        "participant": f"salesforce:Contact:{ANN}",
        "part": "attended",
        "responded_at": at("2026-03-01T10:00:00Z"),
    }
    assert accepted.participants == (
        Participant(f"salesforce:Contact:{ANN}", "attended", "Person", at("2026-03-01T10:00:00Z")),
    )
    assert declined.participants[0].part == "declined"
    assert ours.participants == (Participant(f"salesforce:User:{DANA}", "attended", "Teammate"),)
    assert ours.deleted


def test_a_header_alone_shows_that_activities_were_exported(tmp_path: Path) -> None:
    files = {"Account.csv": f"Id,Name\n{ACME},Acme\n"}
    assert not salesforce(tmp_path / "without", files).has_touchpoints
    export = salesforce(tmp_path / "with", files | {"Task.csv": "Id,WhoId\n"})
    assert export.has_touchpoints
    assert only(export).kind == "Account"
    invitations = files | {"EventRelation.csv": "Id,EventId,RelationId\n"}
    assert not salesforce(tmp_path / "invitations", invitations).has_touchpoints
