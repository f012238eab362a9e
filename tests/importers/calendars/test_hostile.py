"""Files that are broken or meant to do harm: the rest is used, and memory stays flat."""

import tracemalloc
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers.calendars import open_calendars, survey
from importers.source import Options
from tests.importers.calendars.ics import (
    ANN,
    BERLIN,
    DANA,
    MEETING,
    OURS,
    calendar,
    event,
    opened,
    opened_all,
    told,
)
from tests.importers.exports import at, known, only, outcome, reject, statements, written, zipped

KEY = "Event:1@ours.example"
TEN = ("DTSTART:20250506T100000Z", "DTEND:20250506T104500Z")
PLAIN = calendar(event(*TEN, "SUMMARY:Größe", *MEETING))


class TestBytes:
    @pytest.mark.parametrize(
        "content",
        [
            PLAIN.encode("utf-16"),
            PLAIN.encode("utf-16-le"),
            PLAIN.encode("utf-16-be"),
            PLAIN.encode("utf-8-sig"),
            PLAIN.encode("cp1252"),
            PLAIN.replace("\r\n", "\r").encode(),
            PLAIN.replace("\r\n", "\n").encode(),
            PLAIN.replace("\r\n", "\r\r\n").encode(),
            PLAIN.encode().replace("ö".encode(), b"\xc3\r\n \xb6"),
            PLAIN.replace("SUMMARY:G", "sum\r\n mary:G").encode(),
        ],
    )
    def test_charsets_line_ends_and_folds(self, tmp_path: Path, content: bytes) -> None:
        assert told(opened(tmp_path, content))[KEY]["subject"] == "Größe"

    def test_characters_that_cannot_be_kept(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, "SUMMARY:a\x00b\x1b\u2028c", *MEETING))
        assert told(opened(tmp_path, text))[KEY]["subject"] == "a b  c"


class TestEvents:
    def refused(self, folder: Path, *lines: str) -> tuple[str, str]:
        item = reject(opened(folder, calendar(event(*lines, *MEETING))))
        return item.column, item.reason

    def test_dates_that_are_missing_or_wrong(self, tmp_path: Path) -> None:
        assert self.refused(tmp_path) == ("DTSTART", "it does not say when it begins")
        assert self.refused(tmp_path, "DTSTART:20251301T100000Z") == (
            "DTSTART",
            "'20251301T100000Z' is not a date such as 20260207T204405Z",
        )
        column, reason = self.refused(tmp_path, "RECURRENCE-ID:soon", *TEN)
        assert (column, reason[:18]) == ("RECURRENCE-ID", "'soon' is not a da")
        assert self.refused(tmp_path, "RRULE:FREQ=DAILY")[0] == "DTSTART"

    def test_lines_that_are_none_are_left_out(self, tmp_path: Path) -> None:
        text = calendar(
            event(
                ":::",
                "nonsense",
                "ATTENDEE;PARTSTAT:mailto:bob@acme.example",
                "SEQUENCE:many",
                "DTEND:never",
                "EXDATE:never",
                *TEN[:1],
                *MEETING,
            )
        )
        meeting = only(opened(tmp_path, text))
        assert known(meeting)["at"] == at("2025-05-06T10:00Z")
        assert "minutes" not in known(meeting)

    def test_a_zone_whose_name_does_not_end(self, tmp_path: Path) -> None:
        text = calendar(event(f"DTSTART;TZID={'x' * 10_000}:20250506T100000", *MEETING))
        assert reject(opened(tmp_path, text)).reason.startswith("it cannot be read")

    def test_no_uid(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, *MEETING, uid=""))
        assert reject(opened(tmp_path, text)).reason == "it has no UID"

    def test_a_uid_without_end(self, tmp_path: Path) -> None:
        meeting = only(opened(tmp_path, calendar(event(*TEN, *MEETING, uid="x" * 100_000))))
        assert len(meeting.key) < 60

    def test_an_event_that_does_not_end(self, tmp_path: Path) -> None:
        text = calendar(event(*TEN, *MEETING)).replace("END:VEVENT\r\nEND:VCALENDAR\r\n", "")
        first, second = outcome(opened(tmp_path, text + PLAIN))
        assert isinstance(first, Reject)
        assert (first.line, first.reason) == (4, "it has no end")
        assert isinstance(second, Statement)

    def test_the_other_events_are_used(self, tmp_path: Path) -> None:
        text = calendar(event(*MEETING), event(*TEN, *MEETING, uid="2"))
        kinds = [type(item) for item in outcome(opened(tmp_path, text))]
        assert kinds == [Reject, Statement]

    def test_one_within_another(self, tmp_path: Path) -> None:
        alarms = "\r\n".join(["BEGIN:VALARM"] * 50_000 + ["END:VALARM"] * 50_000)
        nested = calendar(event(*TEN, *MEETING)).replace("END:VEVENT", f"{alarms}\r\nEND:VEVENT")
        assert len(statements(opened(tmp_path / "alarms", nested))) == 1
        events = "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 5_000
        found = outcome(opened(tmp_path / "events", events))
        assert {item.reason for item in found if isinstance(item, Reject)} == {"it has no end"}

    def test_longer_than_any_event(self, tmp_path: Path) -> None:
        long = event(*TEN, *(f"SUMMARY:{'x' * 1000}" for _ in range(1100)), *MEETING)
        item = reject(opened(tmp_path, calendar(long)))
        assert item.reason == "it is longer than 1 MB"

    def test_an_attachment_costs_nothing(self, tmp_path: Path) -> None:
        big = calendar(event(*TEN, "ATTACH;ENCODING=BASE64:" + "QUJD" * 2**21, *MEETING))
        folder = written(tmp_path, {"calendar.ics": big})
        del big
        tracemalloc.start()
        assert len(statements(open_calendars(folder, OURS))) == 1
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 16 * 2**20


class TestFiles:
    @pytest.mark.parametrize(
        "files", [{}, {"c.ics": ""}, {"c.ics": "\x00\xff"}, {"notes.txt": PLAIN}]
    )
    def test_no_calendar_at_all(self, tmp_path: Path, files: dict[str, str]) -> None:
        with pytest.raises(BadInput, match=r"holds no calendar: a file that ends in \.ics"):
            opened_all(tmp_path, files)

    def test_one_that_is_none_among_others(self, tmp_path: Path) -> None:
        export = opened_all(tmp_path, {"a.ics": PLAIN, "b.ics": "junk", "photo.jpg": b"\xff\xd8"})
        assert export.ignored_files == ("b.ics", "photo.jpg")
        assert len(statements(export)) == 1

    def test_a_zip(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "calendars.zip", {"dana.ics": PLAIN})
        assert [table.name for table in open_calendars(path, OURS).tables] == ["dana.ics"]

    def test_an_empty_calendar(self, tmp_path: Path) -> None:
        export = opened(tmp_path, calendar())
        assert outcome(export) == []
        assert export.taken_at is None

    def test_more_events_than_can_be_kept_in_mind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(survey, "MOST_EVENTS", 2)
        text = calendar(*(event(*TEN, uid=str(number)) for number in range(3)))
        with pytest.raises(BadInput, match="There are more than 2 events"):
            opened(tmp_path, text)

    def test_the_fingerprint_tells_content_and_reading_apart(self, tmp_path: Path) -> None:
        dana = Options(whose="dana@ours.example")
        prints = {
            opened(tmp_path / "a", PLAIN).fingerprint,
            opened(tmp_path / "b", PLAIN).fingerprint,
            opened(tmp_path / "c", PLAIN, dana).fingerprint,
            opened(tmp_path / "d", PLAIN + " ").fingerprint,
        }
        assert len(prints) == 3


def test_memory_stays_flat_however_long_the_calendar(tmp_path: Path) -> None:
    def peak(events: int) -> int:
        notes = f"DESCRIPTION:{'long ' * 8000}"
        text = calendar(*(event(*TEN, notes, *MEETING, uid=str(n)) for n in range(events)))
        folder = written(tmp_path / str(events), {"calendar.ics": text})
        del text
        tracemalloc.start()
        (table,) = open_calendars(folder, OURS).tables
        assert sum(1 for _ in table.statements()) == table.rows == events
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    small, large = peak(50), peak(150)
    assert large - small < 100 * 2_000  # of 40 kB for each


FIXTURES = [
    PLAIN,
    calendar(
        BERLIN,
        event(
            "DTSTART;TZID=Our own Berlin:20250106T100000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20250901T000000Z",
            "EXDATE;TZID=Our own Berlin:20250113T100000",
            "RDATE;VALUE=PERIOD:20250501T100000Z/PT1H",
            'ATTENDEE;DELEGATED-TO="mailto:bob@acme.example":mailto:cleo@acme.example',
            *MEETING,
        ),
        event(
            "RECURRENCE-ID;TZID=Our own Berlin:20250120T100000",
            "DTSTART:20250121T100000Z",
            *MEETING,
        ),
        header="METHOD:REQUEST\nX-WR-TIMEZONE:Europe/Berlin",
    ),
    calendar(event("DTSTART:20240101", "RRULE:FREQ=YEARLY;COUNT=3", DANA, ANN), BERLIN),
    calendar(event(ANN.replace("ACCEPTED", "DECLINED")), header="METHOD:REPLY"),
]
