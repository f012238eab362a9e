"""Mails that were logged, and marketing mail that came back."""

from collections.abc import Callable
from typing import Any

from graph.statement import Participant, Statement
from graph.values.mailboxes import addresses_in, folded_address, is_shared
from importers import cells, words
from importers.cells import CellError, text
from importers.hubspot import words as hubspot
from importers.hubspot.engagements import engagement_columns, nothing, touchpoint
from importers.hubspot.records import columns
from importers.joined import Lookup
from importers.moments import moment
from importers.ours import Ours, ours_of
from importers.source import Cells, Column, Form, Options, said

_PARTS = (("from", "wrote"), ("to", "addressed"), ("cc", "copied"))
_NOT_SENT = frozenset({"failed", "scheduled", "sending", "draft"})
"""Values of hs_email_status for mail that did not leave."""


def header(cell: str) -> dict[str, list[str]]:
    """The addresses of hs_email_headers, JSON such as {"from": {"email": …}, "to": [{"email": …}]}.

    Whoever is named otherwise, or where it is no JSON: nobody.
    """
    try:
        told = cells.json_of(cell)
    except CellError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {part: _addresses(told.get(part)) for part, _ in _PARTS}


def _addresses(told: Any) -> list[str]:
    entries = told if isinstance(told, list) else [told]
    emails = (entry.get("email") for entry in entries if isinstance(entry, dict))
    folded = (folded_address(email) for email in emails if isinstance(email, str))
    return [address for address in folded if address]


def _mail(options: Options) -> Callable[[Cells], Statement]:
    ours = ours_of(options)

    def meaning(row: Cells) -> Statement:
        if row.get("status") in _NOT_SENT:
            return nothing(row)
        told = row.get("headers") or {}
        parts = {part: row.get(part) or told.get(part) or [] for part, _ in _PARTS}
        incoming = _comes_in(row, parts["from"], ours)
        row = row if options.keep_text else row | {"summary": None}
        values = touchpoint(row, row.get("timestamp"), "email", "in" if incoming else "out")
        if row.get("sequence") or words.is_automatic(row.get("subject") or "", ""):
            values["reach"] = "automated"
        values["bounced"] = row.get("status") == "bounced"
        if row.get("thread"):
            values["thread"] = row["thread"]
        found = _people(row, parts, incoming, ours)
        return said("Touchpoint", row, values, participants=found)

    return meaning


def _comes_in(row: Cells, senders: list[str], ours: Ours) -> bool:
    """A mail somebody forwarded to HubSpot is a customer's unless one of us wrote it."""
    direction = row.get("mail_direction")
    if direction == "forwardedemail":
        return bool(senders) and all(sender not in ours for sender in senders)
    return bool(direction == "incomingemail")


def _people(
    row: Cells, parts: dict[str, list[str]], incoming: bool, ours: Ours
) -> list[Participant]:
    """Whoever has an address of their own in the header, in the first part they are named for.

    Where the header does not name the customer, whoever the mail is associated with stands in; of
    several associated contacts nobody can tell who wrote.
    """
    named: dict[str, str] = {}
    for column, part in _PARTS:
        for address in parts[column]:
            if not is_shared(address):
                named.setdefault(address, part)
    found = [
        Participant(f"email:{address}", part, "Teammate" if address in ours else "")
        for address, part in named.items()
    ]
    theirs, mine = ("wrote", "addressed") if incoming else ("addressed", "wrote")
    contacts = row.get("contacts") or ()
    if theirs not in named.values():
        part = "copied" if incoming and len(contacts) > 1 else theirs
        found += [Participant(who, part, "Person") for who in contacts]
    if mine not in named.values() and row.get("owner"):
        found.append(Participant(row["owner"], mine, "Teammate"))
    return found


def email_form(options: Options) -> Form:
    """Mails of one-to-one correspondence, as sent from HubSpot or logged to it."""
    return Form(
        "engagement_email",
        "Touchpoint",
        (
            *engagement_columns("Email"),
            *columns("subject", text, "hs_email_subject", "Email subject", "subject"),
            *columns("summary", cells.plain, "hs_email_text", "text", "hs_email_html", "html"),
            *columns("mail_direction", cells.squashed, "hs_email_direction", "type"),
            *columns("status", cells.squashed, "hs_email_status", "status"),
            *columns("thread", text, "hs_email_thread_id"),
            *columns("headers", header, "hs_email_headers"),
            *columns("from", addresses_in, "hs_email_from_email", "from_email"),
            *columns("to", addresses_in, "hs_email_to_email", "to_email"),
            *columns("cc", addresses_in, "hs_email_cc_email", "cc_email"),
            *columns("sequence", text, "hs_sequence_id"),
        ),
        _mail(options),
        activity=True,
    )


def _of_mail(part: str) -> Lookup:
    return Lookup(
        f"engagement_email_{part}",
        ("engagement_id",),
        ("engagement_id",),
        ((f"{part}_email", "email"),),
        many=True,
    )


EMAIL_LOOKUPS = (
    Lookup(
        "engagement",
        ("id", "engagement_id"),
        ("engagement_id", "hs_object_id", "id"),
        (("type", "type"),),
    ),
    _of_mail("to"),
    _of_mail("cc"),
)
"""Where older warehouse tables keep the direction and the addresses."""

# --- marketing mail that came back


def _event_key(cell: str) -> str | None:
    return f"hubspot:EmailEvent:{cell.strip()}" if cell.strip() else None


def _event(row: Cells) -> Statement | None:
    """A bounce that speaks of the addressee; every other event is of automated mail: nothing."""
    category = row.get("category")
    response = " ".join(part for part in (row.get("status"), row.get("response")) if part)
    kind = row.get("type") or ("bounce" if category or response else None)
    recipient = row.get("recipient")
    if kind != "bounce" or row.get("filtered") or recipient is None or is_shared(recipient):
        return None
    verdict = hubspot.bounce(category, response)
    if not verdict.weight:
        return None
    if row.get("created_at") is None:
        raise CellError("it does not say when the mail came back", "created")
    values = {
        "kind": "bounce",
        "at": row["created_at"],
        "weight": verdict.weight,
        "detail": category,
        "note": response or None,
        "source": "hubspot",
        "record": row["key"],
        "person": f"email:{recipient}",
    }
    return said("Signal", row, values)


EMAIL_EVENT = Form(
    "email_event",
    "Signal",
    (
        Column("id", "key", _event_key),
        Column("created", "created_at", moment),
        Column("type", "type", cells.squashed),
        Column("recipient", "recipient", folded_address),
        Column("filtered_event", "filtered", cells.flag),
        Column("category", "category", text),
        Column("response", "response", text),
        Column("status", "status", text),
    ),
    _event,
)
EMAIL_EVENT_LOOKUPS = (
    Lookup(
        "email_event_bounce",
        ("id",),
        ("id",),
        (("category", "category"), ("response", "response"), ("status", "status")),
    ),
)
