"""Who plays which role where: contacts and our people at accounts, in deals and at events."""

from collections.abc import Callable

from graph.statement import Participant, Statement
from importers import cells
from importers.cells import CellError
from importers.salesforce.ids import key, object_of, reference
from importers.salesforce.records import record_columns
from importers.source import Cells, Column, Form, declared_values, said
from importers.words import function


def _relation(object: str, kind: str, **required: str) -> Callable[[Cells], Statement | None]:
    """The meaning of a row that ties things together: each `property=Column` must be there.

    Without an id of its own the row is known by what it ties together.
    """

    def meaning(row: Cells) -> Statement:
        for property, column in required.items():
            if not row.get(property):
                raise CellError("the row does not say which", column)
        if not row.get("key"):
            parts = (row[property].rpartition(":")[2] for property in required)
            row["key"] = key(object, "-".join((*parts, row.get("role") or "")).strip("-"))
        return said(kind, row, declared_values(kind, row))

    return meaning


ACCOUNT_CONTACT_RELATION = Form(
    "AccountContactRelation",
    "AFFILIATED",
    (
        *record_columns("AccountContactRelation"),
        Column("AccountId", "account", reference("Account")),
        Column("ContactId", "person", reference("Contact")),
        Column("Roles", "roles", cells.roles),
        Column("IsDirect", "direct", cells.flag),
        Column("IsActive", "active", cells.flag),
        Column("StartDate", "since", cells.moment),
        Column("EndDate", "until", cells.end),
    ),
    _relation("AccountContactRelation", "AFFILIATED", account="AccountId", person="ContactId"),
    needs_id=False,
)

OPPORTUNITY_CONTACT_ROLE = Form(
    "OpportunityContactRole",
    "STAKEHOLDER_IN",
    (
        *record_columns("OpportunityContactRole"),
        Column("OpportunityId", "opportunity", reference("Opportunity")),
        Column("ContactId", "person", reference("Contact")),
        Column("Role", "role", cells.role),
    ),
    _relation(
        "OpportunityContactRole",
        "STAKEHOLDER_IN",
        opportunity="OpportunityId",
        person="ContactId",
    ),
    needs_id=False,
)

ACCOUNT_CONTACT_ROLE = Form(
    "AccountContactRole",
    "STAKEHOLDER_IN",
    (
        *record_columns("AccountContactRole"),
        Column("AccountId", "account", reference("Account")),
        Column("ContactId", "person", reference("Contact")),
        Column("Role", "role", cells.role),
    ),
    _relation("AccountContactRole", "STAKEHOLDER_IN", account="AccountId", person="ContactId"),
    needs_id=False,
)

ACCOUNT_TEAM_MEMBER = Form(
    "AccountTeamMember",
    "OWNS",
    (
        *record_columns("AccountTeamMember"),
        Column("AccountId", "account", reference("Account")),
        Column("UserId", "teammate", reference("User")),
        Column("TeamMemberRole", "function", function),
    ),
    _relation("AccountTeamMember", "OWNS", account="AccountId", teammate="UserId"),
    needs_id=False,
)


_LABELS = {"Contact": "Person", "User": "Teammate"}


def _invitation(row: Cells) -> Statement | None:
    """An answer to an invitation: whoever did not decline took part; leads and rooms are nobody."""
    who, event = row.get("participant"), row.get("touchpoint")
    if not event:
        raise CellError("the row does not say which", "EventId")
    label = _LABELS.get(object_of(who)) if who else None
    if who is None or label is None or row.get("is_what"):
        return None
    declined = (row.get("status") or "").casefold() == "declined"
    part = "declined" if declined else "attended"
    if not row.get("key"):
        names = (named.rpartition(":")[2] for named in (event, who))
        row["key"] = key("EventRelation", "-".join(names))
    responded_at = row.get("responded_at")
    values = {
        "touchpoint": event,
        "participant": who,
        "part": part,
        "responded_at": responded_at,
    }
    return said(
        "TOOK_PART", row, values, participants=[Participant(who, part, label, responded_at)]
    )


EVENT_RELATION = Form(
    "EventRelation",
    "TOOK_PART",
    (
        *record_columns("EventRelation"),
        Column("EventId", "touchpoint", reference("Event")),
        Column("RelationId", "participant", reference()),
        Column("IsWhat", "is_what", cells.flag),
        Column("Status", "status", cells.text),
        Column("RespondedDate", "responded_at", cells.moment),
    ),
    _invitation,
    needs_id=False,
)
