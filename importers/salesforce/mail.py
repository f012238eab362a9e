"""EmailMessage: mails between our people and a customer's."""

from graph.statement import Participant, Statement
from graph.values.mailboxes import addresses_in, is_shared
from importers import cells, words
from importers.cells import CellError, text
from importers.salesforce.activities import concerns, nothing
from importers.salesforce.ids import object_of, reference
from importers.salesforce.records import record_columns
from importers.salesforce.words import DRAFTS
from importers.source import Cells, Column, Form, said

_PARTS = (("from", "wrote"), ("to", "addressed"), ("cc", "copied"))


def _mail(row: Cells) -> Statement:
    if row.get("status") in DRAFTS:
        return nothing(row)
    at = row.get("sent_at")
    if at is None:
        at = row.get("created_at")
    if at is None:
        raise CellError("it does not say when the mail was sent", "MessageDate")
    subject = row.get("subject")
    automatic = words.is_automatic(subject or "", row.get("headers") or "")
    values = {
        "at": at,
        "channel": "email",
        "reach": "automated" if automatic else "human",
        "direction": "in" if row.get("incoming") else "out",
        "subject": subject,
        "bounced": row.get("bounced"),
        **concerns(row),
    }
    if row.get("thread"):
        values["thread"] = row["thread"]
    if row.get("deleted") or row.get("removed"):
        values["status"] = "deleted"
    activity = row.get("activity")
    logged_as = activity if activity and object_of(activity) == "Task" else None
    return said("Touchpoint", row, values, participants=_people(row), logged_as=logged_as)


def _people(row: Cells) -> list[Participant]:
    """Whoever has an address of their own in the header, in the first part they are named for."""
    parts: dict[str, str] = {}
    for column, part in _PARTS:
        for address in row.get(column) or ():
            if not is_shared(address):
                parts.setdefault(address, part)
    return [Participant(f"email:{address}", part) for address, part in parts.items()]


def _message_id(cell: str) -> str | None:
    """The id of a mail without the angle brackets around it, as mailboxes know it."""
    return cell.strip().removeprefix("<").removesuffix(">") or None


EMAIL_MESSAGE = Form(
    "EmailMessage",
    "Touchpoint",
    (
        *record_columns("EmailMessage"),
        Column("ActivityId", "activity", reference()),
        Column("ParentId", "parent", reference()),
        Column("RelatedToId", "what", reference()),
        Column("Subject", "subject", text),
        Column("Headers", "headers", text),
        Column("FromAddress", "from", addresses_in),
        Column("ToAddress", "to", addresses_in),
        Column("CcAddress", "cc", addresses_in),
        Column("Incoming", "incoming", cells.flag),
        Column("Status", "status", cells.squashed),
        Column("MessageDate", "sent_at", cells.moment),
        Column("IsBounced", "bounced", cells.flag),
        Column("ThreadIdentifier", "thread", _message_id),
    ),
    _mail,
    activity=True,
)
