"""Meetings and calls: which of them were touches or attempts at one, and who took part."""

from graph.statement import Participant, Statement
from importers import cells, words
from importers.cells import CellError, text
from importers.hubspot import ids
from importers.hubspot import words as hubspot
from importers.hubspot.records import columns, record_columns
from importers.joined import Lookup
from importers.moments import moment
from importers.source import Cells, Column, Form, said

OF_ENGAGEMENT = ("engagement_id", "hs_object_id", "Record ID", "id")


def _associated(object: str) -> Lookup:
    return Lookup(
        f"engagement_{object}",
        ("engagement_id",),
        OF_ENGAGEMENT,
        ((f"{object}_ids", f"{object}_id"),),
        many=True,
    )


ENGAGEMENT_LOOKUPS = (
    Lookup(
        "engagement",
        ("id", "engagement_id"),
        OF_ENGAGEMENT,
        (
            ("hs_timestamp", "timestamp"),
            ("hubspot_owner_id", "owner_id"),
            ("hs_createdate", "created_at"),
            ("hs_lastmodifieddate", "last_updated"),
        ),
    ),
    _associated("contact"),
    _associated("company"),
    _associated("deal"),
)
"""What older warehouse tables keep of an engagement in tables beside it."""


def engagement_columns(object: str) -> tuple[Column, ...]:
    """What every engagement tells: when, whose, and with whom it is associated."""
    return (
        *record_columns(object, "engagement_id"),
        *columns("timestamp", moment, "hs_timestamp", "Activity date", "timestamp"),
        *columns("owner", ids.reference("Owner"), "hubspot_owner_id", "owner_id"),
        *columns(
            "contacts",
            ids.references("Contact"),
            *("contact_ids", "contacts", "Associated Contact IDs"),
        ),
        *columns(
            "account",
            ids.references("Company"),
            *("company_ids", "companies", "Associated Company IDs"),
        ),
        *columns("opportunity", ids.first_of("Deal"), "deal_ids", "deals", "Associated Deal IDs"),
    )


def touchpoint(row: Cells, at: int | None, channel: str, direction: str) -> Cells:
    """What a touchpoint says, whatever its kind; CellError when nothing tells when it was."""
    if at is None:
        raise CellError("it does not say when it was", "hs_timestamp")
    values = {
        "at": at,
        "channel": channel,
        "reach": "human",
        "direction": direction,
        "subject": row.get("subject"),
        "summary": row.get("summary"),
        "purpose": row.get("purpose"),
    }
    values |= {name: row[name] for name in ("account", "opportunity") if name in row}
    if row.get("deleted") or row.get("removed"):
        values["status"] = "deleted"
    return values


def nothing(row: Cells) -> Statement:
    """A record that is no touch as it stands: it says so, for an earlier version may have been."""
    return said("Touchpoint", row, {"status": "deleted"})


def people(row: Cells, theirs: str, ours: str) -> list[Participant]:
    """The contacts and the owner with the part each had."""
    found = [Participant(who, theirs, "Person") for who in row.get("contacts") or ()]
    owners = [row.get("owner"), *(row.get("attendees") or ())]
    found += [Participant(who, ours, "Teammate") for who in dict.fromkeys(owners) if who]
    return found


# --- meetings


def _meeting(row: Cells) -> Statement:
    at = row.get("start") if row.get("start") is not None else row.get("timestamp")
    values = touchpoint(row, at, row.get("channel") or "meeting", "both")
    if values["channel"] == "webinar":
        values["reach"] = "scaled"
    status = hubspot.OUTCOMES.get(row.get("outcome") or "")
    if words.is_cancelled(row.get("subject") or ""):
        status = "cancelled"
    values.setdefault("status", status)
    end = row.get("end")
    if end is not None and end >= values["at"]:
        values["minutes"] = (end - values["at"]) // 60_000
    came = "absent" if status == "missed" else "attended"
    return said("Touchpoint", row, values, participants=people(row, came, "attended"))


MEETING = Form(
    "engagement_meeting",
    "Touchpoint",
    (
        *engagement_columns("Meeting"),
        *columns("start", moment, "hs_meeting_start_time", "start_time"),
        *columns("end", moment, "hs_meeting_end_time", "end_time"),
        *columns("subject", text, "hs_meeting_title", "Meeting name", "title"),
        *columns("summary", cells.plain, "hs_meeting_body", "body", "hs_internal_meeting_notes"),
        *columns("outcome", cells.squashed, "hs_meeting_outcome", "meeting_outcome"),
        *columns("purpose", cells.slug, "hs_activity_type", "activity_type"),
        *columns("attendees", ids.references("Owner"), "hs_attendee_owner_ids"),
        Column("hs_meeting_type", "channel", cells.from_table(words.EVENT_CHANNELS)),
    ),
    _meeting,
    activity=True,
)

# --- calls


def _call(row: Cells) -> Statement:
    status = row.get("status")
    if status in hubspot.UNDER_WAY:
        return nothing(row)
    milliseconds = row.get("milliseconds") or 0
    reached = row.get("disposition")
    if reached is None and status in hubspot.NOT_REACHED:
        reached = False
    # Words for "not reached" win over a duration, and an incoming call over both.
    inbound = row.get("call_direction") == "inbound"
    connected = inbound or (milliseconds > 0 if reached is None else reached)
    values = touchpoint(row, row.get("timestamp"), "call", "both" if connected else "out")
    if milliseconds > 0:
        values["minutes"] = -(-milliseconds // 60_000)
    parts = ("attended", "attended") if connected else ("addressed", "wrote")
    return said("Touchpoint", row, values, participants=people(row, *parts))


CALL = Form(
    "engagement_call",
    "Touchpoint",
    (
        *engagement_columns("Call"),
        *columns("subject", text, "hs_call_title", "Call Title", "title"),
        *columns("summary", cells.plain, "hs_call_body", "body"),
        *columns("milliseconds", cells.whole, "hs_call_duration", "duration_milliseconds"),
        *columns("call_direction", cells.squashed, "hs_call_direction", "direction"),
        *columns(
            "disposition", hubspot.disposition, "hs_call_disposition", "Call outcome", "disposition"
        ),
        *columns("status", cells.squashed, "hs_call_status", "status"),
        *columns("purpose", cells.slug, "hs_activity_type", "activity_type"),
    ),
    _call,
    activity=True,
)
