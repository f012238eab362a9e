"""Mailboxes and calendars of any size, for measuring: what our people wrote and whom they met.

Everything is drawn from a seed and streamed out, so that memory stays flat however much is written.
For stories to look at, use `python -m examples`.
"""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

from examples.team import DOMAIN, TEAM

DAYS = 730
PEOPLE_OF_A_CUSTOMER = 20
MAILS_OF_A_PERSON = 25
EVENTS_OF_A_PERSON = 5
OUTGOING, ANSWERS, AUTOMATIC, SERIES = 0.55, 0.60, 0.05, 0.02
"""Shares: of mails that we wrote, that answer another, that a program wrote; of events a series."""

_OURS = tuple(mate.email for mate in TEAM)


def write_mbox(path: Path, mails: int, seed: int, as_of: date) -> None:
    """An mbox of that many mails between us and customers, up to that day."""
    chance = Random(seed)
    people = max(1, mails // MAILS_OF_A_PERSON)
    with path.open("w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        for number in range(mails):
            file.write(_mail(number, people, as_of, chance))


def _mail(number: int, people: int, as_of: date, chance: Random) -> str:
    ours, theirs = chance.choice(_OURS), _customer(chance.randrange(people))
    sender, recipient = (ours, theirs) if chance.random() < OUTGOING else (theirs, ours)
    sent = format_datetime(_moment(as_of, chance))
    lines = [
        "From - Mon Jan  1 00:00:00 2024",
        f"From: {sender}",
        f"To: {recipient}",
        f"Subject: Question {number % 97}",
        f"Date: {sent}",
        f"Message-ID: <{number}.mail@{sender.partition('@')[2]}>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        f"Received: from mx.{DOMAIN} by mail.{DOMAIN}; {sent}",
    ]
    if number and chance.random() < ANSWERS:
        begun = chance.randrange(number)
        lines.append(f"References: <{begun}.mail@{recipient.partition('@')[2]}>")
    if chance.random() < AUTOMATIC:
        lines.append("Precedence: bulk")
    return "\n".join((*lines, "", "Hello, this is about the matter above.", "", ""))


def write_calendar(path: Path, events: int, seed: int, as_of: date) -> None:
    """A calendar of that many events with customers, a few of them series, up to that day."""
    chance = Random(seed)
    people = max(1, events // EVENTS_OF_A_PERSON)
    with path.open("w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n")
        for number in range(events):
            file.write(_event(number, people, as_of, chance))
        file.write("END:VCALENDAR\r\n")


def _event(number: int, people: int, as_of: date, chance: Random) -> str:
    start = _moment(as_of, chance)
    first = chance.randrange(people)
    guests = {_customer((first + step) % people) for step in range(chance.randint(1, 3))}
    lines = [
        "BEGIN:VEVENT",
        f"UID:{number}.event@{DOMAIN}",
        f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{start:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Berlin:{start + timedelta(minutes=30):%Y%m%dT%H%M%S}",
        f"SUMMARY:Check-in {number % 97}",
        f"ORGANIZER:mailto:{chance.choice(_OURS)}",
        *(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}" for guest in sorted(guests)),
        "END:VEVENT",
    ]
    if chance.random() < SERIES:
        lines.insert(6, "RRULE:FREQ=WEEKLY;COUNT=4")
    return "\r\n".join((*lines, ""))


def _customer(number: int) -> str:
    return f"person{number}@customer{number // PEOPLE_OF_A_CUSTOMER}.example"


def _moment(as_of: date, chance: Random) -> datetime:
    """A moment in the two years before the day, in office hours."""
    day = as_of - timedelta(days=chance.randint(40, DAYS))
    hour, minute = chance.randint(8, 17), chance.choice((0, 15, 30, 45))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
