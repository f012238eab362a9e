"""Series: instance by instance, up to now; versions by UID, SEQUENCE and RECURRENCE-ID."""

from itertools import permutations
from pathlib import Path

import pytest

from importers.source import Options
from tests.importers.calendars.ics import (
    ANN,
    BERLIN,
    DANA,
    MEETING,
    calendar,
    event,
    opened,
    opened_all,
    people,
    told,
)
from tests.importers.exports import at, known, outcome, reject, statements

UID = "1@ours.example"
WEEKLY = ("DTSTART:20250506T100000Z", "DURATION:PT30M", "RRULE:FREQ=WEEKLY")


def key(moment: str) -> str:
    """The key of the instance of that moment."""
    return f"Event:{UID}/{at(moment)}"


def held(found: dict[str, dict[str, object]]) -> list[object]:
    """When the meetings took place that were held."""
    return [values["at"] for values in found.values() if "status" not in values]


def test_a_series_without_end_goes_up_to_now(tmp_path: Path) -> None:
    found = told(opened(tmp_path, calendar(event(*WEEKLY, *MEETING))))
    days = ["2025-05-06", "2025-05-13", "2025-05-20", "2025-05-27"]
    assert list(found) == [key(f"{day}T10:00Z") for day in days]
    assert held(found) == [at(f"{day}T10:00Z") for day in days]
    assert {values["minutes"] for values in found.values()} == {30}


def test_now_is_when_the_operator_took_the_export(tmp_path: Path) -> None:
    options = Options(our_domains=("ours.example",), taken_at=at("2025-05-13T10:00Z"))
    assert len(told(opened(tmp_path, calendar(event(*WEEKLY, *MEETING)), options))) == 2


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", "06 07 08"),
        ("FREQ=DAILY;UNTIL=20250508", "06 07 08"),
        ("FREQ=DAILY;UNTIL=20250508T100000Z", "06 07 08"),
        ("FREQ=DAILY;UNTIL=20250508T095959Z", "06 07"),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", "06 08 13 15"),
        ("FREQ=WEEKLY;INTERVAL=2", "06 20"),
        ("FREQ=MONTHLY;BYDAY=-1WE", "06 28"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "06"),
        ("FREQ=YEARLY", "06"),
    ],
)
def test_rules(tmp_path: Path, rule: str, days: str) -> None:
    text = calendar(event("DTSTART:20250506T100000Z", f"RRULE:{rule}", *MEETING))
    expected = [at(f"2025-05-{day}T10:00Z") for day in days.split()]
    assert held(told(opened(tmp_path, text))) == expected


def test_further_and_left_out_dates(tmp_path: Path) -> None:
    text = calendar(
        event(
            *WEEKLY,
            "RDATE:20250509T140000Z,20250910T100000Z",
            "EXDATE:20250513T100000Z",
            "EXDATE;VALUE=DATE:20250520",
            *MEETING,
        )
    )
    found = told(opened(tmp_path, text))
    assert held(found) == [at(f"2025-05-{d}Z") for d in ("06T10:00", "09T14:00", "27T10:00")]
    for day in ("13", "20"):
        assert found[key(f"2025-05-{day}T10:00Z")]["status"] == "cancelled"


class TestZones:
    def moments(self, folder: Path, start: str, *zones: str, header: str = "") -> list[object]:
        monthly = event(start, "RRULE:FREQ=MONTHLY", *MEETING)
        return held(told(opened(folder, calendar(*zones, monthly, header=header))))

    BERLIN_TIME = ("02-20T09:00", "03-20T09:00", "04-20T08:00", "05-20T08:00")

    @pytest.mark.parametrize(
        "name",
        [
            "Europe/Berlin",
            '"Europe/Berlin"',
            "W. Europe Standard Time",
            "/freeassociation.sourceforge.net/Europe/Berlin",
            "/mozilla.org/20050126_1/Europe/Berlin",
        ],
    )
    def test_clocks_change_and_the_meeting_stays_at_ten(self, tmp_path: Path, name: str) -> None:
        found = self.moments(tmp_path, f"DTSTART;TZID={name}:20250220T100000")
        assert found == [at(f"2025-{moment}Z") for moment in self.BERLIN_TIME]

    def test_a_zone_that_the_calendar_defines(self, tmp_path: Path) -> None:
        start = "DTSTART;TZID=Our own Berlin:20250220T100000"
        found = self.moments(tmp_path, start, BERLIN)
        assert found == [at(f"2025-{moment}Z") for moment in self.BERLIN_TIME]

    def test_a_zone_that_is_defined_behind_the_event(self, tmp_path: Path) -> None:
        meeting = event("DTSTART;TZID=Our own Berlin:20250220T100000", *MEETING)
        assert held(told(opened(tmp_path, calendar(meeting, BERLIN)))) == [at("2025-02-20T09:00Z")]

    def test_two_calendars_of_a_file_mean_different_zones_by_one_name(self, tmp_path: Path) -> None:
        start = "DTSTART;TZID=Our own Berlin:20250220T100000"
        other = BERLIN.replace("+0200", "-0400").replace("+0100", "-0500")
        text = calendar(BERLIN, event(start, *MEETING)) + calendar(
            other, event(start, *MEETING, uid="2")
        )
        assert held(told(opened(tmp_path, text))) == [
            at("2025-02-20T09:00Z"),
            at("2025-02-20T15:00Z"),
        ]

    def test_floating_times_are_in_the_calendars_zone(self, tmp_path: Path) -> None:
        floating = "DTSTART:20250220T100000"
        found = self.moments(tmp_path / "a", floating, header="X-WR-TIMEZONE:Europe/Berlin")
        assert found == [at(f"2025-{moment}Z") for moment in self.BERLIN_TIME]
        assert self.moments(tmp_path / "b", floating)[0] == at("2025-02-20T10:00Z")

    def test_a_name_that_means_nothing_is_the_calendars_zone(self, tmp_path: Path) -> None:
        start = "DTSTART;TZID=../../etc/passwd:20250220T100000"
        found = self.moments(tmp_path, start, header="X-WR-TIMEZONE:Europe/Berlin")
        assert found[0] == at("2025-02-20T09:00Z")

    def test_hours_that_clocks_skip_or_repeat(self, tmp_path: Path) -> None:
        for name, zones in (("Europe/Berlin", ()), ("Our own Berlin", (BERLIN,))):
            skipped = event(f"DTSTART;TZID={name}:20250330T023000", *MEETING)
            repeated = event(f"DTSTART;TZID={name}:20241027T023000", *MEETING, uid="2")
            found = told(opened(tmp_path / name, calendar(*zones, skipped, repeated)))
            assert held(found)[1] == at("2024-10-27T00:30Z")
            assert held(found)[0] in (at("2025-03-30T01:30Z"), at("2025-03-30T00:30Z"))


class TestVersions:
    def test_an_instance_that_was_moved(self, tmp_path: Path) -> None:
        moved = event(
            "RECURRENCE-ID;TZID=Europe/London:20250513T110000",
            "DTSTART:20250514T120000Z",
            "SUMMARY:Moved",
            *MEETING,
        )
        cancelled = event("RECURRENCE-ID:20250520T100000Z", "STATUS:CANCELLED")
        found = told(opened(tmp_path, calendar(moved, event(*WEEKLY, *MEETING), cancelled)))
        assert {k: (v.get("at"), v.get("status")) for k, v in found.items()} == {
            key("2025-05-06T10:00Z"): (at("2025-05-06T10:00Z"), None),
            key("2025-05-13T10:00Z"): (at("2025-05-14T12:00Z"), None),
            key("2025-05-20T10:00Z"): (None, "deleted"),
            key("2025-05-27T10:00Z"): (at("2025-05-27T10:00Z"), None),
        }

    def test_the_newest_counts_in_whatever_file_it_stands(self, tmp_path: Path) -> None:
        def version(sequence: int, hour: int, changed: str) -> str:
            return calendar(
                event(
                    f"DTSTART:20250506T{hour}0000Z",
                    f"SEQUENCE:{sequence}",
                    f"LAST-MODIFIED:{changed}",
                    *MEETING,
                )
            )

        versions = [
            version(0, 10, "20250501T000000Z"),
            version(1, 11, "20250502T000000Z"),
            version(1, 12, "20250503T000000Z"),
            version(0, 13, "20250504T000000Z"),
        ]
        for number, order in enumerate(permutations(versions)):
            files = {f"{place}.ics": text for place, text in enumerate(order)}
            (only,) = statements(opened_all(tmp_path / str(number), files))
            assert known(only)["at"] == at("2025-05-06T12:00Z")

    def test_the_same_event_in_two_calendars_is_one(self, tmp_path: Path) -> None:
        text = calendar(event(*WEEKLY, *MEETING))
        assert len(statements(opened_all(tmp_path, {"dana.ics": text, "erin.ics": text}))) == 4

    def test_a_cancelled_meeting(self, tmp_path: Path) -> None:
        asked = calendar(event("DTSTART:20250506T100000Z", *MEETING), header="METHOD:REQUEST")
        cancel = calendar(
            event("SEQUENCE:1", *MEETING, stamp="20250505T000000Z"), header="METHOD:CANCEL"
        )
        for folder, files in (
            ("one", {"1.ics": asked, "2.ics": cancel}),
            ("two", {"1.ics": cancel, "2.ics": asked}),
        ):
            (meeting,) = statements(opened_all(tmp_path / folder, files))
            assert known(meeting)["status"] == "cancelled"
            assert meeting.modified_at == at("2025-05-05")

    def test_a_cancelled_series_was_held_until_then(self, tmp_path: Path) -> None:
        asked = calendar(event(*WEEKLY, *MEETING, stamp="20250501T000000Z"))
        cancel = calendar(
            event(*WEEKLY, *MEETING, "SEQUENCE:1", stamp="20250515T000000Z"),
            header="METHOD:CANCEL",
        )
        options = Options(our_domains=("ours.example",), taken_at=at("2025-06-01"))

        def states(files: dict[str, str]) -> list[object]:
            export = opened_all(tmp_path / "-".join(files), files, options)
            return [values.get("status") for values in told(export).values()]

        assert states({"1.ics": asked, "2.ics": cancel}) == [None, None, "cancelled", "cancelled"]
        assert states({"2.ics": cancel}) == ["cancelled", "cancelled"]

    def test_a_meeting_that_became_a_series_is_no_longer_a_meeting_of_its_own(
        self, tmp_path: Path
    ) -> None:
        text = calendar(event(*WEEKLY, "SEQUENCE:1", *MEETING))
        assert told(opened(tmp_path, text))[f"Event:{UID}"] == {"status": "deleted"}


class TestHostileRules:
    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ("FREQ=SECONDLY", "it repeats SECONDLY; meetings do so daily at most"),
            ("FREQ=MINUTELY", "it repeats MINUTELY; meetings do so daily at most"),
            ("FREQ=DAILY;INTERVAL=0", "it repeats in no interval"),
            ("FREQ=NEVER", "the rule 'FREQ=NEVER' cannot be understood"),
            ("FREQ=DAILY;COUNT=99999999999999", "cannot be understood"),
            (
                "FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=1,2,3,4,5;BYSECOND=1,2",
                "it takes place more than 24 times a day",
            ),
            ("FREQ=DAILY;BYHOUR=1,2", "it repeats more than 25000 times up to now"),
        ],
    )
    def test_a_rule_that_no_meeting_has(self, tmp_path: Path, rule: str, reason: str) -> None:
        text = calendar(event("DTSTART:19800101T100000Z", f"RRULE:{rule}", *MEETING))
        item = reject(opened(tmp_path, text))
        assert (item.line, item.column, item.row) == (4, "RRULE", {"UID": UID})
        assert reason in item.reason

    def test_many_rules(self, tmp_path: Path) -> None:
        start = "DTSTART:20000101T100000Z"
        rules = ["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"] * 6
        item = reject(opened(tmp_path / "rules", calendar(event(start, *rules, *MEETING))))
        assert item.reason == "it has more than 5 rules"

    def test_ten_thousand_instances(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART:19980101T100000Z", "RRULE:FREQ=DAILY;COUNT=10000", *MEETING))
        assert len(statements(opened(tmp_path, text))) == 10_000

    def test_a_zone_that_never_rests(self, tmp_path: Path) -> None:
        endless = BERLIN.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY")
        start = "DTSTART;TZID=Our own Berlin:20250520T100000"
        text = calendar(endless, event(start, *MEETING), header="X-WR-TIMEZONE:Europe/Berlin")
        assert held(told(opened(tmp_path, text))) == [at("2025-05-20T08:00Z")]

    @pytest.mark.parametrize("year", ["0001", "1601", "9999"])
    def test_years_that_cannot_be_meant(self, tmp_path: Path, year: str) -> None:
        text = calendar(event(f"DTSTART:{year}0101T100000Z", "RRULE:FREQ=DAILY", *MEETING))
        item = reject(opened(tmp_path / "a", text))
        outside = f"the year {int(year)} lies outside the years 1900 to 9990"
        assert (item.column, item.reason) == ("DTSTART", outside)
        alone = calendar(event(f"DTSTART;TZID=Europe/Berlin:{year}0101T100000", *MEETING))
        assert reject(opened(tmp_path / "b", alone)).column == "DTSTART"

    def test_a_stamp_from_the_end_of_time_does_not_move_the_present(self, tmp_path: Path) -> None:
        late = event(DANA, uid="2", stamp="99991231T235959Z")
        assert len(told(opened(tmp_path, calendar(event(*WEEKLY, *MEETING), late)))) == 4

    def test_a_series_of_our_own_is_not_even_followed(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART:20250101T100000Z", "RRULE:FREQ=SECONDLY", DANA))
        assert outcome(opened(tmp_path, text)) == []


def test_who_declined_the_series_and_came_once(tmp_path: Path) -> None:
    declined = ANN.replace("ACCEPTED", "DECLINED")
    series = event(*WEEKLY, DANA, declined)
    once = event("RECURRENCE-ID:20250513T100000Z", "DTSTART:20250513T100000Z", *MEETING)
    found = people(opened(tmp_path, calendar(series, once)))
    assert [parts["ann@acme.example"] for _, parts in sorted(found.items())] == [
        "declined",
        "attended",
        "declined",
        "declined",
    ]
