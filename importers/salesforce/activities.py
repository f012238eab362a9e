"""Tasks and events: which of them were touches or attempts at one, and who took part."""

from graph.statement import Participant, Statement
from importers import cells, words
from importers.cells import CellError, text
from importers.salesforce.ids import object_of, reference
from importers.salesforce.records import record_columns
from importers.source import Cells, Column, Form, said

_SUBJECT_OF = {"Account": "account", "Opportunity": "opportunity", "Case": "escalation"}
"""What an activity may be about, and the reference that says so."""


def concerns(row: Cells) -> Cells:
    """The account, deal and case that the columns AccountId, WhatId and the like name."""
    found: Cells = {}
    accounts = [row.get("account_id")]
    for named in (row.get("what"), row.get("parent")):
        if named is None:
            continue
        reference_name = _SUBJECT_OF.get(object_of(named))
        if reference_name == "account":
            accounts.append(named)
        elif reference_name:
            found.setdefault(reference_name, named)
    found["account"] = list(dict.fromkeys(account for account in accounts if account))
    return found


def nothing(row: Cells) -> Statement:
    """A record that is no touch as it stands: it says so, for an earlier version may have been."""
    return said("Touchpoint", row, {"status": "deleted"})


def _participants(row: Cells, theirs: str, ours: str) -> list[Participant]:
    """The contact and the owner with the part each had; leads and queues are left out."""
    people: list[Participant] = []
    who, owner = row.get("who"), row.get("owner")
    if who is not None and (object_of(who) == "Contact" or who.startswith("email:")):
        people.append(Participant(who, theirs, "Person"))
    if owner is not None and (object_of(owner) == "User" or owner.startswith("email:")):
        people.append(Participant(owner, ours, "Teammate"))
    return people


_ACTIVITY = (
    Column("WhoId", "who", reference("Contact", "Lead")),
    Column("WhatId", "what", reference()),
    Column("AccountId", "account_id", reference("Account")),
    Column("OwnerId", "owner", reference("User", "Group", "Calendar")),
    Column("Subject", "subject", text),
    Column("Description", "summary", text),
    Column("Purpose__c", "purpose", cells.slug),
)

# --- tasks: calls and mails that somebody logged


def _task(row: Cells) -> Statement | None:
    kind = _kind_of_task(row)
    if kind is None or _concerns_nobody(row):
        return None
    if _is_open(row):
        return nothing(row)
    if kind == "call":
        return _call(row)
    return _logged_mail(row, is_list=kind == "listemail")


def _concerns_nobody(row: Cells) -> bool:
    who = row.get("who")
    return (who is None or object_of(who) == "Lead") and not any(concerns(row).values())


def _kind_of_task(row: Cells) -> str | None:
    """`call`, `email` or `listemail`, by TaskSubtype, else by Type; None for any other task."""
    for column in ("subtype", "type"):
        kind = row.get(column)
        if kind in ("call", "email", "listemail"):
            return str(kind)
    return None


def _is_open(row: Cells) -> bool:
    closed = row.get("closed")
    if closed is None and "status" in row:
        return row["status"] != "completed" and row.get("completed_at") is None
    return closed is False


def _call(row: Cells) -> Statement:
    call_type = row.get("call_type")
    if call_type == "internal":
        return nothing(row)
    seconds = row.get("seconds") or 0
    reached = row.get("disposition")
    # Words for "not reached" win over a duration, and an incoming call over both.
    connected = call_type == "inbound" or (seconds > 0 if reached is None else reached)
    values = _touchpoint(row, _moment_of_task(row), "call", "both" if connected else "out")
    if seconds > 0:
        values["minutes"] = -(-seconds // 60)
    parts = ("attended", "attended") if connected else ("addressed", "wrote")
    return _said(row, values, _participants(row, *parts))


def _logged_mail(row: Cells, is_list: bool) -> Statement:
    values = _touchpoint(row, _moment_of_task(row), "email", "out")
    if is_list or words.is_automatic(row.get("subject") or "", ""):
        values["reach"] = "automated"
    people = _participants(row, "addressed", "wrote")
    return _said(row, values, people, logs=row.get("mail"))


def _moment_of_task(row: Cells) -> int:
    for column in ("completed_at", "day"):
        if (at := row.get(column)) is not None:
            return int(at)
    raise CellError("neither CompletedDateTime nor ActivityDate says when it was", "ActivityDate")


def _touchpoint(row: Cells, at: int, channel: str, direction: str) -> Cells:
    return {
        "at": at,
        "channel": channel,
        "reach": "human",
        "direction": direction,
        "subject": row.get("subject"),
        "summary": row.get("summary"),
        "purpose": row.get("purpose"),
        **concerns(row),
    }


def _said(
    row: Cells, values: Cells, people: list[Participant], logs: str | None = None
) -> Statement:
    if row.get("deleted") or row.get("removed"):
        values["status"] = "deleted"
    return said("Touchpoint", row, values, participants=people, logs=logs)


TASK = Form(
    "Task",
    "Touchpoint",
    (
        *record_columns("Task"),
        *_ACTIVITY,
        Column("TaskSubtype", "subtype", cells.squashed),
        Column("Type", "type", cells.squashed),
        Column("ActivityDate", "day", cells.moment),
        Column("CompletedDateTime", "completed_at", cells.moment),
        Column("Status", "status", cells.squashed),
        Column("IsClosed", "closed", cells.flag),
        Column("CallType", "call_type", cells.squashed),
        Column("CallDurationInSeconds", "seconds", cells.whole),
        Column("CallDisposition", "disposition", words.disposition),
        Column("EmailMessageId", "mail", reference("EmailMessage")),
    ),
    _task,
    activity=True,
)

# --- events: meetings


def _event(row: Cells) -> Statement | None:
    if row.get("child"):
        return None
    if row.get("shown_as") == "outofoffice":
        return nothing(row)
    at = next((row[c] for c in ("start", "moment", "day") if row.get(c) is not None), None)
    if at is None:
        raise CellError("neither StartDateTime nor ActivityDate says when it is", "StartDateTime")
    values = _touchpoint(row, at, row.get("channel") or "meeting", "both")
    if values["channel"] == "webinar":
        values["reach"] = "scaled"
    if words.is_cancelled(row.get("subject") or ""):
        values["status"] = "cancelled"
    values["minutes"] = _minutes(row, at)
    if row.get("private"):
        for name in ("subject", "summary", "purpose", *_SUBJECT_OF.values()):
            values.pop(name, None)
        values["private"] = True
    return _said(row, values, _participants(row, "attended", "attended"))


def _minutes(row: Cells, at: int) -> int | None:
    if (minutes := row.get("minutes")) is not None:
        return int(minutes)
    end = row.get("end")
    return (end - at) // 60_000 if end is not None and end >= at else None


EVENT = Form(
    "Event",
    "Touchpoint",
    (
        *record_columns("Event"),
        *_ACTIVITY,
        Column("StartDateTime", "start", cells.moment),
        Column("ActivityDateTime", "moment", cells.moment),
        Column("ActivityDate", "day", cells.moment),
        Column("EndDateTime", "end", cells.moment),
        Column("DurationInMinutes", "minutes", cells.whole),
        Column("Type", "channel", cells.from_table(words.EVENT_CHANNELS)),
        Column("IsPrivate", "private", cells.flag),
        Column("IsChild", "child", cells.flag),
        Column("ShowAs", "shown_as", cells.squashed),
    ),
    _event,
    activity=True,
)
