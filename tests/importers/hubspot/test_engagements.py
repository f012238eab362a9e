"""What meetings and calls of a HubSpot export say: who met, who was only tried."""

from pathlib import Path

import pytest

from graph.statement import Participant, Statement
from tests.importers.exports import at, known, only, parts, reject, statements, takes_back
from tests.importers.hubspot.portal import ACME, ANN, BOB, DANA, WAREHOUSE, hubspot

STARTED = "2026-03-01T10:00:00Z"


def meeting(folder: Path, **cells: str) -> Statement:
    """What one meeting says; unless told otherwise one of Ann and Bob with Dana."""
    row = {
        "hs_object_id": "1",
        "hs_meeting_title": "QBR",
        "hs_meeting_start_time": STARTED,
        "hs_meeting_end_time": "2026-03-01T10:45:00Z",
        "hs_meeting_outcome": "COMPLETED",
        "hubspot_owner_id": "900",
        "contacts": "51;52",
        "companies": "7",
        "hs_lastmodifieddate": "2026-03-01T11:00:00Z",
    } | cells
    return _only(folder, "engagements_meetings.csv", row)


def call(folder: Path, **cells: str) -> Statement:
    """What one call says; unless told otherwise an outbound one to Ann that says nothing more."""
    row = {
        "hs_object_id": "2",
        "hs_call_title": "Check-in",
        "hs_timestamp": "1772359200000",
        "hs_call_direction": "OUTBOUND",
        "hs_call_status": "COMPLETED",
        "hubspot_owner_id": "900",
        "contacts": '["51"]',
    } | cells
    return _only(folder, "calls.csv", row)


def _only(folder: Path, file: str, row: dict[str, str]) -> Statement:
    values = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
    export = hubspot(folder, {file: f"{','.join(row)}\n{values}\n"})
    assert export.has_touchpoints
    return only(export)


class TestMeetings:
    def test_a_meeting_that_took_place(self, tmp_path: Path) -> None:
        qbr = meeting(tmp_path, hs_activity_type="QBR", hs_internal_meeting_notes="<p>All well</p>")
        assert qbr.key == "hubspot:Meeting:1"
        assert known(qbr) == {
            "at": at(STARTED),
            "channel": "meeting",
            "reach": "human",
            "direction": "both",
            "subject": "QBR",
            "summary": "All well",
            "purpose": "qbr",
            "minutes": 45,
            "account": [ACME],
        }
        assert qbr.participants == (
            Participant(ANN, "attended", "Person"),
            Participant(BOB, "attended", "Person"),
            Participant(DANA, "attended", "Teammate"),
        )

    @pytest.mark.parametrize(
        ("outcome", "status"),
        [
            ("SCHEDULED", None),
            ("COMPLETED", None),
            ("RESCHEDULED", "cancelled"),
            ("NO_SHOW", "missed"),
            ("No show", "missed"),
            ("CANCELED", "cancelled"),
            ("Something of ours", None),
        ],
    )
    def test_its_outcome(self, tmp_path: Path, outcome: str, status: str | None) -> None:
        said = meeting(tmp_path, hs_meeting_outcome=outcome)
        assert said.values["status"] == status
        theirs = parts(said.participants)["51"]
        assert theirs == ("absent" if status == "missed" else "attended")

    def test_times_in_milliseconds_and_the_timestamp_of_the_activity(self, tmp_path: Path) -> None:
        said = meeting(tmp_path, hs_meeting_start_time="1772359200000", hs_meeting_end_time="")
        assert (said.values["at"], "minutes" in said.values) == (at(STARTED), False)
        said = meeting(tmp_path, hs_meeting_start_time="", hs_timestamp=STARTED)
        assert said.values["at"] == at(STARTED)

    def test_everybody_of_us_who_was_there(self, tmp_path: Path) -> None:
        said = meeting(tmp_path, hs_attendee_owner_ids="901;900", contacts="51")
        assert parts(said.participants) == dict.fromkeys(("51", "900", "901"), "attended")

    def test_a_webinar_reaches_many(self, tmp_path: Path) -> None:
        said = meeting(tmp_path, hs_meeting_type="Webinar")
        assert (said.values["channel"], said.values["reach"]) == ("webinar", "scaled")

    def test_a_cancelled_subject_and_a_deleted_record(self, tmp_path: Path) -> None:
        assert meeting(tmp_path, hs_meeting_title="Canceled: QBR").values["status"] == "cancelled"
        gone = meeting(tmp_path, is_deleted="true")
        assert (gone.deleted, gone.values["status"]) == (True, "deleted")

    def test_without_a_date_it_is_unusable(self, tmp_path: Path) -> None:
        item = reject(hubspot(tmp_path, {"meetings.csv": "id,hs_meeting_title\n1,QBR\n"}))
        assert (item.column, item.reason) == ("hs_timestamp", "it does not say when it was")


class TestCalls:
    @pytest.mark.parametrize(
        "cells",
        [
            {"hs_call_duration": "61000"},
            {"hs_call_disposition": "f240bbac-87c9-4f6e-bf70-924b57d47db7"},
            {"hs_call_disposition": "Connected"},
            {"hs_call_direction": "INBOUND"},
            {"hs_call_direction": "INBOUND", "hs_call_status": "MISSED"},
            {"hs_call_disposition": "Qualified", "hs_call_duration": "1000"},
        ],
    )
    def test_connected(self, tmp_path: Path, cells: dict[str, str]) -> None:
        said = call(tmp_path, **cells)
        assert said.values["direction"] == "both"
        assert parts(said.participants) == {"51": "attended", "900": "attended"}

    @pytest.mark.parametrize(
        "cells",
        [
            {},
            {"hs_call_duration": "0"},
            {"hs_call_disposition": "b2cf5968-551e-4856-9783-52b3da59a7d0"},
            {"hs_call_disposition": "Left voicemail", "hs_call_duration": "30000"},
            {"hs_call_disposition": "No answer"},
            {"hs_call_status": "NO_ANSWER", "hs_call_duration": "9000"},
            {"hs_call_status": "BUSY"},
        ],
    )
    def test_an_attempt(self, tmp_path: Path, cells: dict[str, str]) -> None:
        said = call(tmp_path, **cells)
        assert said.values["direction"] == "out"
        assert parts(said.participants) == {"51": "addressed", "900": "wrote"}

    @pytest.mark.parametrize("status", ["QUEUED", "RINGING", "IN_PROGRESS"])
    def test_one_that_is_under_way_is_nothing(self, tmp_path: Path, status: str) -> None:
        assert takes_back(call(tmp_path, hs_call_status=status))

    def test_its_length_in_minutes(self, tmp_path: Path) -> None:
        assert call(tmp_path, hs_call_duration="61000").values["minutes"] == 2


class TestTablesBeside:
    def test_what_older_warehouses_keep_apart_is_put_together(self, tmp_path: Path) -> None:
        wanted = ("engagement.csv", "engagement_meeting.csv", "engagement_call.csv")
        beside = ("engagement_contact.csv", "engagement_company.csv", "engagement_deal.csv")
        export = hubspot(tmp_path, {name: WAREHOUSE[name] for name in (*wanted, *beside)})
        assert export.ignored_files == ()
        assert [table.name for table in export.tables] == list(wanted[1:])
        qbr, spoken = statements(export)
        assert (qbr.values["opportunity"], qbr.values["account"]) == ("hubspot:Deal:81", [ACME])
        assert parts(qbr.participants) == dict.fromkeys(("51", "52", "900"), "attended")
        assert qbr.modified_at == at("2026-03-01T11:00:00Z")
        assert (spoken.values["at"], spoken.values["minutes"]) == (at("2026-03-05T10:00:00Z"), 2)
        assert spoken.values["summary"] == "Spoke of renewal"
        assert parts(spoken.participants) == {"51": "attended", "900": "attended"}

    def test_without_them_the_touchpoint_stands_alone(self, tmp_path: Path) -> None:
        export = hubspot(tmp_path, {"engagement_meeting.csv": WAREHOUSE["engagement_meeting.csv"]})
        qbr = only(export)
        assert (qbr.values["at"], qbr.participants) == (at(STARTED), ())

    def test_of_thousands_of_people_a_thousand_are_kept(self, tmp_path: Path) -> None:
        pairs = "".join(f"{number},1\n" for number in range(1, 3001))
        files = {
            "engagement_meeting.csv": WAREHOUSE["engagement_meeting.csv"],
            "engagement_contact.csv": "contact_id,engagement_id\n" + pairs,
        }
        assert len(only(hubspot(tmp_path, files)).participants) == 1000
