"""Timeline: what our people logged of meetings, calls and mails."""

import re
from collections.abc import Callable

from graph.statement import Participant, Statement
from graph.values.mailboxes import is_shared
from importers import cells, words
from importers.cells import CellError, text
from importers.gainsight import ids
from importers.gainsight.records import columns, record_columns
from importers.moments import moment
from importers.ours import Ours, ours_of
from importers.source import Cells, Column, Form, Options, said

_CHANNELS = (
    ("inperson", "in_person"),
    ("onsite", "in_person"),
    ("webinar", "webinar"),
    ("email", "email"),
    ("videocall", "video"),
    ("call", "call"),
    ("chat", "chat"),
    ("slack", "chat"),
    ("meeting", "meeting"),
)
"""Words in the type of an activity that tell its channel; any other type is a meeting."""

_NO_CONTACT = frozenset({"update", "milestone", "note", "task", "survey", "churnreason", "risk"})
"""Types of notes to ourselves."""

_PROGRAM = re.compile(r"journey|program|outreach|automat", re.IGNORECASE)
"""Sources of mails that nobody wrote."""


def _activity(options: Options) -> Callable[[Cells], Statement]:
    ours = ours_of(options)

    def meaning(row: Cells) -> Statement:
        type_ = row.get("type") or ""
        if type_ in _NO_CONTACT or not type_:
            return said("Touchpoint", row, {"status": "deleted"})
        if row.get("at") is None:
            raise CellError("it does not say when it was", "ActivityDate")
        channel = next((meant for word, meant in _CHANNELS if word in type_), "meeting")
        subject = row.get("subject") or ""
        one_way = channel == "email" or words.disposition(subject) is False
        values: Cells = {
            "at": row["at"],
            "channel": channel,
            "purpose": row.get("purpose"),
            "reach": _reach(row, channel),
            "direction": "out" if one_way else "both",
            "subject": row.get("subject"),
            "summary": row.get("summary") if options.keep_text or channel != "email" else None,
            "minutes": row.get("minutes"),
        }
        if words.is_cancelled(subject):
            values["status"] = "cancelled"
        if "account" in row:
            values["account"] = [row["account"]] if row["account"] else []
        return said("Touchpoint", row, values, participants=_people(row, one_way, ours))

    return meaning


def _reach(row: Cells, channel: str) -> str:
    if channel == "webinar":
        return "scaled"
    written_by_program = channel == "email" and _PROGRAM.search(row.get("source") or "")
    automatic = words.is_automatic(row.get("subject") or "", "")
    return "automated" if written_by_program or automatic else "human"


def _people(row: Cells, one_way: bool, ours: Ours) -> list[Participant]:
    """Those outside attended or were addressed; the author and those inside took part."""
    theirs, mine = ("addressed", "wrote") if one_way else ("attended", "attended")
    author = row.get("author") or row.get("author_email")
    inside = dict.fromkeys([*([author] if author else []), *(row.get("inside") or ())])
    found = [Participant(who, mine, "Teammate") for who in inside]
    for who in row.get("outside") or ():
        address = who.removeprefix("email:")
        label = "Person" if address == who else "Teammate" if address in ours else ""
        if who not in inside:
            found.append(Participant(who, mine if label == "Teammate" else theirs, label))
    return found


def _email_key(cell: str) -> str | None:
    address = cells.email(cell)
    return f"email:{address}" if address and not is_shared(address) else None


def timeline_form(options: Options) -> Form:
    """The activities of the Timeline."""
    return Form(
        "activity_timeline",
        "Touchpoint",
        (
            *record_columns("Activity", "Activity ID", "ExternalId"),
            *columns("at", moment, "ActivityDate", "Activity Date"),
            *columns("type", cells.squashed, "Type", "ActivityType", "TypeName", "Type Name"),
            Column("ActivityTypeName", "type", cells.squashed),
            *columns("purpose", cells.slug, "ReportingCategory", "Reporting Category", "Purpose"),
            *columns("subject", text, "Subject"),
            *columns("summary", cells.plain, "Notes", "NotesPlainText", "Notes (Plain Text)"),
            *columns("minutes", cells.whole, "Duration", "DurationInMins", "Duration (in Mins)"),
            *columns("source", text, "Source"),
            *columns("account", ids.reference("Company"), "CompanyId", "GsCompanyId"),
            *columns("author", ids.named("User"), "AuthorId", "Author", "user_id", "OwnerId"),
            *columns("author_email", _email_key, "User Email", "Author Email"),
            *columns("inside", ids.attendees("User"), "InternalAttendees", "Internal Attendees"),
            *columns(
                "outside",
                ids.attendees("Person"),
                *("ExternalAttendees", "External Attendees", "Attendees"),
            ),
        ),
        _activity(options),
        activity=True,
    )
