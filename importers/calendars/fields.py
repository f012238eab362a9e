"""What is read of an event, and what it becomes: for the docs, and held against the code."""

from importers.source import Fields

EVENT = Fields(
    "VEVENT",
    "Touchpoint",
    (
        ("UID, RECURRENCE-ID; of a series each instance", "key"),
        ("DTSTART, RRULE, RDATE, EXDATE, VTIMEZONE, X-WR-TIMEZONE", "at"),
        ("DTEND, DURATION", "minutes"),
        ("ATTENDEE, ORGANIZER", "participants"),
        ("STATUS, METHOD, SUMMARY, TRANSP, X-MICROSOFT-CDO-BUSYSTATUS", "status"),
        ("SUMMARY", "subject"),
        ("DESCRIPTION (with --keep-text)", "summary"),
        ("CLASS", "private"),
        ("CREATED", "created_at"),
        ("SEQUENCE, LAST-MODIFIED, DTSTAMP", "modified_at"),
        ("every event", "channel"),
        ("every event", "reach"),
        ("every event", "direction"),
    ),
    activity=True,
)
REPLY = Fields(
    "VEVENT of METHOD:REPLY",
    "TOOK_PART",
    (
        ("UID, RECURRENCE-ID, ATTENDEE", "key"),
        ("UID, RECURRENCE-ID", "touchpoint"),
        ("ATTENDEE", "participant"),
        ("ATTENDEE", "participants"),
        ("PARTSTAT", "part"),
        ("DTSTAMP", "responded_at"),
        ("DTSTAMP", "modified_at"),
    ),
)
READ = (EVENT, REPLY)
