"""Which events of a calendar were meetings with a customer, and what is told of them."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.statement import Participant
from importers.calendars import open_calendars
from importers.source import Options
from tests.importers.calendars.ics import ANN, DANA, MEETING, OURS, calendar, event, opened, told
from tests.importers.calendars.ics import people as people_of
from tests.importers.exports import at, only, outcome, reject, statements, written

KEY = "Event:1@ours.example"
TEN = ("DTSTART:20250506T100000Z", "DTEND:20250506T104500Z")


def test_a_meeting(tmp_path: Path) -> None:
    text = calendar(
        event(
            *TEN,
            "SUMMARY:QBR\\, second quarter",
            "CREATED:20250401T080000Z",
            "LAST-MODIFIED:20250502T080000Z",
            "DESCRIPTION:Join at https://video.example/1",
            *MEETING,
        )
    )
    export = opened(tmp_path, text)
    assert export.taken_at == at("2025-06-01")
    assert export.has_touchpoints
    meeting = only(export)
    assert (meeting.kind, meeting.key) == ("Touchpoint", "calendar:Event:1@ours.example")
    assert (meeting.created_at, meeting.modified_at) == (
        at("2025-04-01T08:00Z"),
        at("2025-05-02T08:00Z"),
    )
    assert told(export)[KEY] == {
        "at": at("2025-05-06T10:00Z"),
        "minutes": 45,
        "channel": "meeting",
        "reach": "human",
        "direction": "both",
        "subject": "QBR, second quarter",
    }
    assert meeting.participants == (
        Participant("email:ann@acme.example", "attended", ""),
        Participant("email:dana@ours.example", "attended", "Teammate"),
    )


def test_the_description_is_kept_when_the_operator_wants_texts(tmp_path: Path) -> None:
    text = calendar(event(*TEN, "DESCRIPTION:Agenda\\nPrices", *MEETING))
    options = Options(our_domains=("ours.example",), keep_text=True)
    assert told(opened(tmp_path, text, options))[KEY]["summary"] == "Agenda\nPrices"


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL", "confidential"])
def test_of_a_private_event_only_time_and_people_are_kept(tmp_path: Path, word: str) -> None:
    text = calendar(event(*TEN, "SUMMARY:Layoffs", "DESCRIPTION:Names", f"CLASS:{word}", *MEETING))
    export = opened(tmp_path, text, Options(our_domains=("ours.example",), keep_text=True))
    assert told(export)[KEY] == {
        "at": at("2025-05-06T10:00Z"),
        "minutes": 45,
        "channel": "meeting",
        "reach": "human",
        "direction": "both",
        "private": True,
    }
    assert people_of(export)[KEY] == {
        "ann@acme.example": "attended",
        "dana@ours.example": "attended",
    }


class TestWhoTookPart:
    def parts(self, folder: Path, *lines: str, options: Options = OURS) -> dict[str, str]:
        return people_of(opened(folder, calendar(event(*TEN, *lines)), options))[KEY]

    def test_an_invitation_counts_unless_it_was_declined(self, tmp_path: Path) -> None:
        found = self.parts(
            tmp_path,
            DANA,
            ANN,
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:bob@acme.example",
            "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:MAILTO:Cleo@Acme.example",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:dave@acme.example",
            'ATTENDEE;PARTSTAT="declined":mailto:erin@ours.example',
            "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:finn@acme.example",
        )
        assert found == {
            "ann@acme.example": "attended",
            "bob@acme.example": "attended",
            "cleo@acme.example": "attended",
            "dana@ours.example": "attended",
            "dave@acme.example": "declined",
            "erin@ours.example": "declined",
            "finn@acme.example": "copied",
        }

    def test_who_sends_a_delegate_declined(self, tmp_path: Path) -> None:
        found = self.parts(
            tmp_path,
            DANA,
            'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bob@acme.example":mailto:ann@acme.example',
            'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:ann@acme.example":mailto:bob@acme.example',
            'ATTENDEE;DELEGATED-TO="mailto:dave@acme.example":mailto:cleo@acme.example',
        )
        assert found == {
            "ann@acme.example": "declined",
            "bob@acme.example": "attended",
            "cleo@acme.example": "declined",
            "dana@ours.example": "attended",
            "dave@acme.example": "attended",
        }

    def test_rooms_lists_and_shared_mailboxes_are_nobody(self, tmp_path: Path) -> None:
        found = self.parts(
            tmp_path,
            *MEETING,
            "ATTENDEE;CUTYPE=ROOM:mailto:room1@acme.example",
            "ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@acme.example",
            "ATTENDEE;CUTYPE=GROUP:mailto:board@acme.example",
            "ATTENDEE:mailto:c_188x@resource.calendar.google.com",
            "ATTENDEE:mailto:info@acme.example",
            "ATTENDEE:invalid:nomail",
        )
        assert found == {"ann@acme.example": "attended", "dana@ours.example": "attended"}

    def test_an_address_that_stands_elsewhere(self, tmp_path: Path) -> None:
        found = self.parts(
            tmp_path,
            "ORGANIZER;EMAIL=dana@ours.example:/principals/uids/7/",
            'ATTENDEE;CN="Lee, Ann":mailto:ann%40acme.example',
            "ATTENDEE:bob@acme.example",
        )
        assert list(found) == ["ann@acme.example", "bob@acme.example", "dana@ours.example"]

    def test_the_owner_of_the_calendar_was_there(self, tmp_path: Path) -> None:
        dana = Options(whose="Dana@ours.example")
        assert self.parts(tmp_path, ANN, options=dana) == {
            "ann@acme.example": "attended",
            "dana@ours.example": "attended",
        }

    def test_the_owners_colleagues_are_ours_too(self, tmp_path: Path) -> None:
        erin = "ATTENDEE:mailto:erin@ours.example"
        text = calendar(event(*TEN, DANA, erin))
        assert outcome(opened(tmp_path, text, Options(whose="dana@ours.example"))) == []

    def test_but_not_everybody_with_the_same_mail_service(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, "ORGANIZER:mailto:ann@gmail.com"))
        meeting = only(opened(tmp_path, text, Options(whose="dana@gmail.com")))
        assert [p.label for p in meeting.participants] == ["", "Teammate"]

    def test_more_people_than_meet(self, tmp_path: Path) -> None:
        crowd = [f"ATTENDEE:mailto:p{n}@acme.example" for n in range(251)]
        item = reject(opened(tmp_path, calendar(event(*TEN, *crowd))))
        assert (item.column, item.reason) == (
            "ATTENDEE",
            "more than 250 people are invited to it",
        )


class TestNoTouch:
    def test_nobody_from_outside(self, tmp_path: Path) -> None:
        erin = "ATTENDEE:mailto:erin@ours.example"
        dentist = event("DTSTART:20250506T100000Z", "SUMMARY:Dentist", uid="2")
        assert outcome(opened(tmp_path, calendar(event(*TEN, DANA, erin), dentist))) == []

    def test_nobody_of_ours_came(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@ours.example", ANN))
        assert outcome(opened(tmp_path, text)) == []

    def test_the_owner_declined(self, tmp_path: Path) -> None:
        declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@ours.example"
        text = calendar(event(*TEN, "ORGANIZER:mailto:ann@acme.example", declined))
        assert outcome(opened(tmp_path, text, Options(whose="dana@ours.example"))) == []

    def test_only_informed(self, tmp_path: Path) -> None:
        finn = "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:finn@acme.example"
        assert outcome(opened(tmp_path, calendar(event(*TEN, DANA, finn)))) == []

    def test_a_whole_day_or_free_time_without_both_sides(self, tmp_path: Path) -> None:
        day = "DTSTART;VALUE=DATE:20250506"
        birthday = event(day, "SUMMARY:Ann's birthday", ANN, uid="2")
        webinar = event(*TEN, "TRANSP:TRANSPARENT", ANN, uid="3")
        dana = Options(whose="dana@ours.example")
        assert outcome(opened(tmp_path, calendar(birthday, webinar), dana)) == []

    def test_a_whole_day_with_both_sides_is_a_meeting(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART;VALUE=DATE:20250506", "DTEND;VALUE=DATE:20250508", *MEETING))
        meeting = told(opened(tmp_path, text))[KEY]
        assert meeting["at"] == at("2025-05-06")
        assert "minutes" not in meeting

    def test_out_of_office(self, tmp_path: Path) -> None:
        away = event(*TEN, "X-MICROSOFT-CDO-BUSYSTATUS:OOF", *MEETING)
        assert outcome(opened(tmp_path, calendar(away))) == []

    def test_what_is_no_event(self, tmp_path: Path) -> None:
        todo = (
            "BEGIN:VTODO\nUID:9\nDUE:20250506T100000Z\nATTENDEE:mailto:ann@acme.example\nEND:VTODO"
        )
        assert outcome(opened(tmp_path, calendar(todo), Options(whose="dana@ours.example"))) == []

    def test_one_that_may_have_been_a_touch_takes_it_back(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, DANA, "SEQUENCE:1"))
        assert told(opened(tmp_path, text)) == {KEY: {"status": "deleted"}}


@pytest.mark.parametrize(
    "line", ["STATUS:CANCELLED", "SUMMARY:Abgesagt: QBR", "SUMMARY:Canceled: QBR"]
)
def test_a_cancelled_event_says_so(tmp_path: Path, line: str) -> None:
    assert (
        told(opened(tmp_path, calendar(event(*TEN, line, *MEETING))))[KEY]["status"] == "cancelled"
    )


class TestAnswers:
    def test_an_answer_is_dated(self, tmp_path: Path) -> None:
        declined = event(
            "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@acme.example", stamp="20250505T090000Z"
        )
        answer = only(opened(tmp_path, calendar(declined, header="METHOD:REPLY")))
        assert answer.kind == "TOOK_PART"
        assert answer.key == "calendar:Reply:1@ours.example/ann@acme.example"
        assert answer.values == {
            "touchpoint": "calendar:Event:1@ours.example",
            "participant": "email:ann@acme.example",
            "part": "declined",
            "responded_at": at("2025-05-05T09:00Z"),
        }
        assert answer.modified_at == at("2025-05-05T09:00Z")

    def test_an_answer_replaces_no_event(self, tmp_path: Path) -> None:
        later = event(ANN, stamp="20250605T090000Z")
        text = calendar(event(*TEN, *MEETING)) + calendar(later, header="METHOD:REPLY")
        kinds = [statement.kind for statement in statements(opened(tmp_path, text))]
        assert kinds == ["Touchpoint", "TOOK_PART"]

    @pytest.mark.parametrize("method", ["COUNTER", "REFRESH", "DECLINECOUNTER"])
    def test_other_messages_say_nothing(self, tmp_path: Path, method: str) -> None:
        text = calendar(event(*TEN, *MEETING), header=f"METHOD:{method}")
        assert outcome(opened(tmp_path, text)) == []


class TestWhoWeAre:
    def test_somebody_must_say(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="Nothing tells our people from a customer's"):
            open_calendars(written(tmp_path, {"c.ics": calendar()}), Options())

    def test_an_address_that_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="'dana' is not an e-mail address"):
            open_calendars(written(tmp_path, {"c.ics": calendar()}), Options(whose="dana"))
