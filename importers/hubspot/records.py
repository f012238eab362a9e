"""Owners, companies, contacts, deals and tickets: which column says what of them."""

from graph.statement import Statement
from graph.values.mailboxes import is_shared
from importers import cells, words
from importers.cells import CellError, Parser, text
from importers.hubspot import ids
from importers.hubspot import words as hubspot
from importers.joined import Lookup
from importers.keys import salesforce
from importers.moments import day, hold, moment
from importers.profiles import profile_key
from importers.source import Cells, Column, Form, declared_values, said


def columns(property: str, parse: Parser, *names: str) -> tuple[Column, ...]:
    """A property by the names its columns go by: labels of the product and internal names.

    Warehouses write `property_` before the internal names.
    """
    spellings = [spelling for name in names for spelling in (name, f"property_{name}")]
    return tuple(Column(spelling, property, parse) for spelling in spellings)


CREATED = ("createdate", "hs_createdate", "created_at")
MODIFIED = ("lastmodifieddate", "hs_lastmodifieddate", "updated_at", "last_updated")
"""Columns of a record's own dates; squashed, the labels of the product are the same words."""


def record_columns(object: str, *ids_: str) -> tuple[Column, ...]:
    """What every HubSpot record tells of itself; `ids_` are columns of its id beside the usual."""
    names = ("hs_object_id", "Record ID", *ids_, "id", f"Record ID - {object}")
    return (
        *columns("key", ids.reference(object), *names),
        *columns("created_at", moment, *CREATED),
        *columns("modified_at", moment, *MODIFIED),
        *columns("deleted", cells.flag, "is_deleted", "archived"),
        Column("_fivetran_deleted", "removed", cells.flag),
    )


def _full_name(row: Cells) -> str | None:
    parts = (row.get("first_name"), row.get("last_name"))
    return " ".join(part for part in parts if part) or None


def _personal(*addresses: str | None) -> list[str]:
    return [f"email:{a}" for a in dict.fromkeys(addresses) if a and not is_shared(a)]


# --- our people


def _owner(row: Cells) -> Statement | None:
    if row.get("type") == "queue":
        return None
    values = declared_values("Teammate", row)
    if (name := _full_name(row)) is not None:
        values["name"] = name
    if row.get("deleted") or row.get("removed"):
        values["active"] = False
        row = row | {"deleted": False, "removed": False}
    return said("Teammate", row, values, names=_personal(row.get("email")))


OWNER = Form(
    "owner",
    "Teammate",
    (
        *record_columns("Owner", "owner_id", "hubspot_owner_id"),
        Column("email", "email", cells.email),
        Column("first_name", "first_name", text),
        Column("last_name", "last_name", text),
        Column("title", "title", text),
        Column("type", "type", cells.squashed),
        Column("is_active", "active", cells.flag),
        Column("function", "function", words.function),
        Column("executive", "executive", cells.flag),
    ),
    _owner,
)

# --- companies


def _company(row: Cells) -> Statement:
    values = declared_values("Account", row)
    if "lifecycle_stage" in row or "type" in row:
        values["status"] = hubspot.status(row.get("lifecycle_stage"), row.get("type"))
    known = [row.get("salesforce"), *(row.get("merged") or ())]
    return said("Account", row, values, names=[name for name in known if name])


COMPANY = Form(
    "company",
    "Account",
    (
        *record_columns("Company", "Company ID", "company_id"),
        *columns("name", text, "name", "Company name"),
        *columns("domain", cells.domain, "domain", "Company Domain Name", "website", "Website URL"),
        *columns("lifecycle_stage", text, "lifecyclestage", "Lifecycle Stage"),
        *columns("type", text, "type"),
        *columns("industry", text, "industry"),
        *columns("employees", cells.whole, "numberofemployees", "Number of Employees"),
        *columns("region", text, "region", "sales_region", "country", "Country/Region"),
        *columns("parent", ids.reference("Company"), "hs_parent_company_id", "Parent Company ID"),
        *columns("owner", ids.reference("Owner"), "hubspot_owner_id", "owner_id"),
        *columns("arr", cells.decimal, "arr", "annual_recurring_revenue", "current_arr"),
        *columns(
            "renewal_on",
            day,
            *("renewal_date", "contract_renewal_date", "next_renewal_date"),
        ),
        *columns("segment", words.segment, "segment", "customer_segment"),
        *columns("stage", text, "customer_stage", "customer_journey_stage"),
        *columns("topics", cells.words, "topics", "use_cases", "use_case", "products"),
        *columns("competitors", cells.words, "competitors"),
        *columns("hold_until", hold, "hold_until", "advocacy_hold_until"),
        *columns("hold_reason", text, "hold_reason", "advocacy_hold_reason"),
        *columns("merged", ids.merged("Company"), "hs_merged_object_ids", "Merged Record IDs"),
        *columns("salesforce", salesforce("Account"), "salesforceaccountid"),
    ),
    _company,
)

# --- contacts


def _contact(row: Cells) -> Statement:
    values = declared_values("Person", row)
    if values.get("account") is None and row.get("company_named"):
        values["account"] = row["company_named"]
    if (name := _full_name(row)) is not None:
        values["name"] = name
    values |= _bounce(row)
    elsewhere = [row.get("salesforce"), *map(profile_key, row.get("links") or ())]
    names = [
        *_personal(row.get("email"), *(row.get("emails") or ())),
        *(row.get("merged") or ()),
        *(name for name in elsewhere if name),
    ]
    return said("Person", row, values, names=dict.fromkeys(names))


def _bounce(row: Cells) -> Cells:
    """What a hard bounce of our mail says; HubSpot keeps its kind and its text, not its day."""
    category, reason = row.get("bounce_category"), row.get("bounce_text")
    if not (category or reason or row.get("bad_address")):
        return {}
    told = ": ".join(part for part in (category, reason) if part)
    return {
        "bounce_reason": told or None,
        "bounce_weight": hubspot.bounce(category, reason).weight,
    }


CONTACT = Form(
    "contact",
    "Person",
    (
        *record_columns("Contact", "vid", "Contact ID", "contact_id"),
        Column("merged_into", "merged_into", ids.reference("Contact")),
        *columns("first_name", text, "firstname", "First Name"),
        *columns("last_name", text, "lastname", "Last Name"),
        *columns("email", cells.email, "email"),
        *columns("emails", cells.emails, "hs_additional_emails", "Additional email addresses"),
        *columns("phone", text, "phone", "Phone Number", "mobilephone", "Mobile Phone Number"),
        *columns(
            "account",
            ids.first_of("Company"),
            *("associatedcompanyid", "Primary Associated Company ID"),
            *("Associated Company IDs (Primary)", "Associated Company IDs"),
        ),
        Column("company_named", "company_named", ids.only_of("Company")),
        *columns("title", text, "jobtitle", "Job Title"),
        *columns("department", text, "department", "job_function", "Job function"),
        *columns("roles", cells.roles, "hs_buying_role", "Buying Role"),
        *columns("links", cells.words, "hs_linkedin_url", "LinkedIn URL", "linkedin"),
        *columns(
            "opted_out",
            cells.flag,
            *("hs_email_optout", "Unsubscribed from all email", "Opted out of all email"),
        ),
        *columns(
            "bounce_category",
            text,
            *("hs_email_hard_bounce_reason_enum", "Email hard bounce reason"),
        ),
        *columns("bounce_text", text, "hs_email_hard_bounce_reason"),
        *columns("bad_address", cells.flag, "hs_email_bad_address", "Invalid email address"),
        *columns("left", cells.flag, "no_longer_at_company", "left_company"),
        *columns("preferred_frequency_days", words.days, "preferred_contact_frequency"),
        *columns("preferred_channel", words.channel, "preferred_channel"),
        *columns("attitude", cells.slug, "attitude"),
        *columns("reports_to", ids.reference("Contact"), "reports_to", "manager_contact_id"),
        *columns("hold_until", hold, "hold_until", "advocacy_hold_until"),
        *columns("hold_reason", text, "hold_reason", "advocacy_hold_reason"),
        *columns(
            "merged",
            ids.merged("Contact"),
            *("hs_merged_object_ids", "Merged Record IDs", "hs_calculated_merged_vids"),
        ),
        *columns("salesforce", salesforce("Person"), "salesforcecontactid"),
    ),
    _contact,
)
CONTACT_LOOKUPS = (
    Lookup(
        "contact_merge_audit",
        ("vid_to_merge",),
        ("id", "hs_object_id", "vid", "Record ID"),
        (("merged_into", "canonical_vid", "contact_id"),),
    ),
    Lookup(
        "company",
        ("Company name", "name", "property_name"),
        ("Associated Company",),
        (("company_named", "Record ID", "id", "hs_object_id"),),
        many=True,
    ),
)


def _merger(row: Cells) -> Statement:
    """A contact that became part of another; its own row, if there still is one, says the same."""
    if row.get("merged_into") is None:
        raise CellError("the row does not say which contact survived", "canonical_vid")
    return said("Person", row, {})


CONTACT_MERGE_AUDIT = Form(
    "contact_merge_audit",
    "Person",
    (
        Column("vid_to_merge", "key", ids.reference("Contact")),
        Column("canonical_vid", "merged_into", ids.reference("Contact")),
        Column("contact_id", "merged_into", ids.reference("Contact")),
        Column("timestamp", "modified_at", moment),
    ),
    _merger,
)

# --- deals


def _deal(row: Cells) -> Statement:
    values = declared_values("Opportunity", row) | _lifetime(row)
    outcome = hubspot.closed_stage(row.get("stage_id")) or hubspot.closed_stage(row.get("stage"))
    if row.get("stage") is None and row.get("stage_id") is not None:
        values["stage"] = row["stage_id"]
    if row.get("won") is None and (outcome or row.get("stage_won")):
        values["won"] = bool(row.get("stage_won")) or outcome == "closedwon"
    if row.get("closed") is None and (outcome or values.get("won")):
        values["closed"] = True
    return said("Opportunity", row, values)


def _lifetime(row: Cells) -> Cells:
    """When a record was created, and when deleted if it was."""
    gone = row.get("deleted") or row.get("removed")
    return {
        "opened_at": row.get("created_at"),
        "deleted_at": row.get("modified_at") if gone else None,
    }


_COMPANY_IDS = ("Associated Company IDs (Primary)", "Associated Company IDs", "company_ids")
_OF_COMPANY = ("hs_primary_associated_company", "hs_primary_company_id", *_COMPANY_IDS)

DEAL = Form(
    "deal",
    "Opportunity",
    (
        *record_columns("Deal", "deal_id", "Deal ID"),
        *columns("name", text, "dealname", "Deal Name"),
        Column("stage_label", "stage", text),
        *columns("stage_id", text, "dealstage", "Deal Stage", "deal_pipeline_stage_id"),
        Column("stage_won", "stage_won", cells.flag),
        *columns("amount", cells.decimal, "amount"),
        *columns("currency", cells.currency, "deal_currency_code", "Currency"),
        *columns("closes_on", day, "closedate", "Close Date"),
        *columns("closed", cells.flag, "hs_is_closed", "Is Deal Closed?", "Is closed"),
        *columns("won", cells.flag, "hs_is_closed_won", "Is Closed Won"),
        *columns("account", ids.first_of("Company"), *_OF_COMPANY),
    ),
    _deal,
)
DEAL_LOOKUPS = (
    Lookup(
        "deal_company",
        ("deal_id",),
        ("deal_id", "id", "hs_object_id"),
        (("company_ids", "company_id"),),
        many=True,
    ),
    Lookup(
        "deal_pipeline_stage",
        ("stage_id",),
        ("dealstage", "property_dealstage", "deal_pipeline_stage_id"),
        (("stage_label", "label"), ("stage_won", "closed_won")),
    ),
)

# --- tickets


def _ticket(row: Cells) -> Statement:
    values = declared_values("Escalation", row) | _lifetime(row)
    closed = hubspot.is_closed_ticket(row.get("stage"), row.get("stage_state"))
    closed_at = row.get("closed_at")
    if closed and closed_at is None:
        closed_at = row.get("modified_at") or row.get("created_at")
    return said("Escalation", row, values | {"closed_at": closed_at})


TICKET = Form(
    "ticket",
    "Escalation",
    (
        *record_columns("Ticket", "Ticket ID", "ticket_id"),
        *columns("subject", text, "subject", "Ticket name"),
        *columns("priority", text, "hs_ticket_priority", "priority"),
        *columns("escalated", cells.flag, "escalated", "is_escalated"),
        *columns("stage", text, "hs_pipeline_stage", "Ticket status"),
        Column("stage_state", "stage_state", text),
        *columns("closed_at", moment, "closed_date", "hs_closed_date", "Close date"),
        *columns("account", ids.first_of("Company"), *_OF_COMPANY),
        *columns("person", ids.first_of("Contact"), "Associated Contact IDs", "contact_ids"),
    ),
    _ticket,
)
TICKET_LOOKUPS = (
    Lookup(
        "ticket_company",
        ("ticket_id",),
        ("id", "hs_object_id", "ticket_id"),
        (("company_ids", "company_id"),),
        many=True,
    ),
    Lookup(
        "ticket_contact",
        ("ticket_id",),
        ("id", "hs_object_id", "ticket_id"),
        (("contact_ids", "contact_id"),),
        many=True,
    ),
    Lookup(
        "ticket_pipeline_stage",
        ("stage_id",),
        ("hs_pipeline_stage", "property_hs_pipeline_stage"),
        (("stage_state", "ticket_state"),),
    ),
)
