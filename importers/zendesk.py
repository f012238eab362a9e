"""Zendesk: tickets, their comments, users, organizations and satisfaction ratings.

Tables as the API names their columns, which warehouses keep. What a comment needs of its ticket and
of the users on it is looked up on disk (`joined.py`), so comments are read together with
their tickets and users.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.statement import Participant, Statement
from graph.values.mailboxes import is_shared
from importers import cells
from importers.cells import CellError, Parser, shown, text
from importers.files import File
from importers.joined import Lookup, Tables
from importers.keys import salesforce
from importers.named import named_sheets
from importers.ours import Ours, ours_of
from importers.reading import open_export
from importers.sheets import Sheet
from importers.source import Cells, Column, Export, Form, Options, Source, declared_values, said

SYSTEM = "-1"
"""The author of what Zendesk itself writes."""


def _reference(object: str) -> Parser:
    def parse(cell: str) -> str | None:
        word = cell.strip().removesuffix(".0")
        if word in ("", SYSTEM):
            return None
        if not (word.isascii() and word.isdigit() and len(word) <= 20):
            raise CellError(f"{shown(word)} is not a Zendesk id, which is digits only")
        return f"zendesk:{object}:{word}"

    return parse


def _record_columns(object: str) -> tuple[Column, ...]:
    return (
        Column("id", "key", _reference(object)),
        Column("created_at", "created_at", cells.moment),
        Column("updated_at", "modified_at", cells.moment),
        Column("_fivetran_deleted", "removed", cells.flag),
    )


# --- organizations


def _organization(row: Cells) -> Statement:
    values = declared_values("Account", row)
    domains = row.get("domains") or ()
    if domains:
        values["domain"] = domains[0]
    elsewhere = [row["salesforce"]] if row.get("salesforce") else []
    deleted = row | {"deleted": row.get("deleted_at") is not None}
    return said("Account", deleted, values, names=elsewhere)


def _domains(cell: str) -> list[str]:
    words = cell.translate(str.maketrans('[]",', "   ;")).split(";")
    return [found for word in words if (found := cells.domain(word))]


ORGANIZATION = Form(
    "organization",
    "Account",
    (
        *_record_columns("Organization"),
        Column("name", "name", text),
        Column("domain_names", "domains", _domains),
        Column("external_id", "salesforce", salesforce("Account")),
        Column("deleted_at", "deleted_at", cells.moment),
    ),
    _organization,
)
_DOMAIN_NAMES = Lookup(
    "domain_name", ("organization_id",), ("id",), (("domain_names", "domain_name"),), many=True
)

# --- users

_AGENTS = ("agent", "admin")


def _user(ours: Ours) -> Callable[[Cells], Statement]:
    def meaning(row: Cells) -> Statement:
        email = row.get("email")
        names = [f"email:{email}"] if email and not is_shared(email) else []
        gone = row.get("active") is False
        if row.get("role") in _AGENTS or (email and email in ours):
            values = declared_values("Teammate", row)
            values["active"] = not (gone or row.get("suspended") or row.get("removed"))
            return said("Teammate", row | {"removed": False}, values, names=names)
        if row.get("salesforce"):
            names.append(row["salesforce"])
        values = declared_values("Person", row)
        return said("Person", row | {"deleted": gone}, values, names=names)

    return meaning


def _user_form(ours: Ours) -> Form:
    return Form(
        "user",
        "Person",
        (
            *_record_columns("User"),
            Column("name", "name", text),
            Column("email", "email", cells.email),
            Column("phone", "phone", text),
            Column("role", "role", cells.slug),
            Column("organization_id", "account", _reference("Organization")),
            Column("active", "active", cells.flag),
            Column("suspended", "suspended", cells.flag),
            Column("external_id", "salesforce", salesforce("Person")),
        ),
        _user(ours),
    )


# --- tickets

_CLOSED = ("solved", "closed")
_URGENT = "urgent"


def _ticket(row: Cells) -> Statement:
    """A ticket stands in the way while it is open and urgent or escalated.

    Zendesk's `high` is an everyday priority and is left out, for a high case elsewhere would block.
    """
    values = declared_values("Escalation", row)
    if row.get("priority") == "high":
        values["priority"] = None
    tags = row.get("tags") or ""
    if row.get("escalated") is None and "tags" in row:
        values["escalated"] = "escalat" in tags.casefold()
    changed_at = row.get("modified_at") or row.get("created_at")
    status = row.get("status")
    closed_at = row.get("solved_at") or changed_at
    values["opened_at"] = row.get("created_at")
    values["closed_at"] = closed_at if status in _CLOSED else None
    gone = status == "deleted" or bool(row.get("removed"))
    values["deleted_at"] = changed_at if gone else None
    return said("Escalation", row | {"deleted": gone}, values)


TICKET = Form(
    "ticket",
    "Escalation",
    (
        *_record_columns("Ticket"),
        Column("subject", "subject", text),
        Column("priority", "priority", cells.slug),
        Column("status", "status", cells.slug),
        Column("organization_id", "account", _reference("Organization")),
        Column("requester_id", "person", _reference("User")),
        Column("escalated", "escalated", cells.flag),
        Column("is_escalated", "escalated", cells.flag),
        Column("solved_at", "solved_at", cells.moment),
        Column("tags", "tags", text),
    ),
    _ticket,
)
_TAGS = Lookup("ticket_tag", ("ticket_id",), ("id",), (("tags", "tag", "tags"),), many=True)

# --- comments


def _comment(options: Options, ours: Ours) -> Callable[[Cells], Statement | None]:
    """A customer's public comment is a touch, one of ours an attempt until they answer."""

    def is_ours(row: Cells, who: str) -> bool | None:
        email, role = row.get(f"{who}_email"), row.get(f"{who}_role")
        if role in _AGENTS or (email and email in ours):
            return True
        return None if role is None else False

    def meaning(row: Cells) -> Statement | None:
        author, requester = row.get("author"), row.get("requester")
        if author is None:
            return None
        by_us = is_ours(row, "author")
        if by_us is None and author != requester:
            raise CellError(
                "the export has no user of this id: nobody can tell whether a customer wrote this "
                "or one of us. Export the users with the comments",
                "author_id",
            )
        internal = by_us and is_ours(row, "requester")
        if row.get("public") is False or row.get("removed") or internal:
            return said("Touchpoint", row, {"status": "deleted"})
        if row.get("created_at") is None:
            raise CellError("it does not say when it was written", "created_at")
        values: Cells = {
            "at": row["created_at"],
            "channel": "support",
            "reach": "human",
            "direction": "out" if by_us else "in",
            "subject": row.get("subject"),
            "summary": row.get("summary") if options.keep_text else None,
            "escalation": row.get("ticket"),
        }
        if row.get("account"):
            values["account"] = [row["account"]]
        return said("Touchpoint", row, values, participants=_people(row, bool(by_us)))

    return meaning


def _people(row: Cells, by_us: bool) -> list[Participant]:
    """Who wrote, and to whom: the requester, or whoever of us has the ticket."""
    author, requester, assignee = row["author"], row.get("requester"), row.get("assignee")
    found = [Participant(author, "wrote", "Teammate" if by_us else "Person")]
    if by_us and requester not in (None, author):
        found.append(Participant(requester, "addressed", "Person"))
    if not by_us and assignee not in (None, author):
        found.append(Participant(assignee, "addressed", "Teammate"))
    return found


def _comment_form(options: Options, ours: Ours) -> Form:
    return Form(
        "ticket_comment",
        "Touchpoint",
        (
            *_record_columns("Comment"),
            Column("created", "created_at", cells.moment),
            Column("ticket_id", "ticket", _reference("Ticket")),
            Column("author_id", "author", _reference("User")),
            Column("user_id", "author", _reference("User")),
            Column("public", "public", cells.flag),
            Column("body", "summary", text),
            Column("plain_body", "summary", text),
            Column("ticket_subject", "subject", text),
            Column("ticket_organization_id", "account", _reference("Organization")),
            Column("ticket_requester_id", "requester", _reference("User")),
            Column("ticket_assignee_id", "assignee", _reference("User")),
            Column("author_role", "author_role", cells.slug),
            Column("author_email", "author_email", cells.email),
            Column("requester_role", "requester_role", cells.slug),
            Column("requester_email", "requester_email", cells.email),
        ),
        _comment(options, ours),
        activity=True,
    )


def _user_of(who: str, *on: str) -> Lookup:
    return Lookup("user", ("id",), on, ((f"{who}_role", "role"), (f"{who}_email", "email")))


_OF_COMMENT = (
    Lookup(
        "ticket",
        ("id",),
        ("ticket_id",),
        (
            ("ticket_subject", "subject"),
            ("ticket_organization_id", "organization_id"),
            ("ticket_requester_id", "requester_id"),
            ("ticket_assignee_id", "assignee_id"),
        ),
    ),
    _user_of("author", "author_id", "user_id"),
    _user_of("requester", "ticket_requester_id"),
)

# --- satisfaction

_SCORES = {"good": 1.0, "goodwithcomment": 1.0, "bad": 0.0, "badwithcomment": 0.0}
_STARS = ("1", "2", "3", "4", "5")


def _rating(row: Cells) -> Statement | None:
    """Good or bad, or one to five; a rating that was only offered says nothing."""
    score = row.get("rating") or ""
    if score in _SCORES:
        raw, low, high = _SCORES[score], 0.0, 1.0
    elif score in _STARS:
        raw, low, high = float(score), 1.0, 5.0
    else:
        return None
    if row.get("person") is None:
        raise CellError("the row does not say whose rating it is", "requester_id")
    at = row.get("created_at") if row.get("created_at") is not None else row.get("modified_at")
    if at is None:
        raise CellError("it does not say when it was given", "created_at")
    scale: Cells = {"kind": "csat", "raw": raw, "scale_min": low, "scale_max": high}
    return said("Sentiment", row, declared_values("Sentiment", row) | scale | {"at": at})


SATISFACTION_RATING = Form(
    "satisfaction_rating",
    "Sentiment",
    (
        *_record_columns("SatisfactionRating"),
        Column("requester_id", "person", _reference("User")),
        Column("ticket_organization_id", "account", _reference("Organization")),
        Column("score", "rating", cells.squashed),
        Column("comment", "note", text),
    ),
    _rating,
)
_OF_RATING = Lookup(
    "ticket", ("id",), ("ticket_id",), (("ticket_organization_id", "organization_id"),)
)

# --- the export

_LOOKUPS = {
    "organization": (_DOMAIN_NAMES,),
    "ticket": (_TAGS,),
    "ticket_comment": _OF_COMMENT,
    "satisfaction_rating": (_OF_RATING,),
}
_ALIASES = {"comment": "ticket_comment", "rating": "satisfaction_rating"}
_BESIDE = ("domain_name", "ticket_tag")
DATES = ("updated_at", "created_at", "created")


def _sheets(files: Sequence[File], objects: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    names = {name: name for name in (*objects, *_BESIDE)} | _ALIASES
    known, ignored = named_sheets(files, names, DATES)
    tables = Tables(known)
    ignored += [sheet.file for sheet in known if sheet.object not in (*objects, *_BESIDE)]
    mine = [sheet for sheet in known if sheet.object in objects]
    return [tables.widened(sheet, _LOOKUPS.get(sheet.object, ())) for sheet in mine], ignored


def zendesk(options: Options) -> Source:
    """Zendesk, as read with these options."""
    ours = ours_of(options)
    comments = _comment_form(options, ours)
    forms = (ORGANIZATION, _user_form(ours), TICKET, comments, SATISFACTION_RATING)
    objects = [form.object for form in forms]
    return Source(
        "zendesk",
        "Zendesk: tickets, comments, users, organizations and satisfaction ratings as tables",
        forms,
        lambda files: _sheets(files, objects),
        dates=DATES,
    )


ZENDESK = zendesk(Options())


def open_zendesk(path: Path, options: Options) -> Export:
    """The Zendesk export at `path`; BadInput says what is wrong with it."""
    if options.name not in ("", ZENDESK.name):
        raise BadInput("A zendesk export cannot be given another name; only csv can.")
    return open_export(zendesk(options), path, options)
