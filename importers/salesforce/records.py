"""Accounts, contacts, users, opportunities and cases: which column says what of them."""

from graph.statement import Statement
from graph.values.mailboxes import is_shared
from importers import cells, words
from importers.bounces import judge
from importers.cells import Parser, text
from importers.profiles import profile_key
from importers.salesforce.ids import own_id, reference
from importers.salesforce.words import NOT_OUR_PEOPLE
from importers.source import Cells, Column, Form, declared_values, said


def record_columns(object: str) -> tuple[Column, ...]:
    """What every Salesforce record tells of itself."""
    return (
        Column("Id", "key", own_id(object)),
        Column("Guid", "key", own_id(object)),
        Column("CreatedDate", "created_at", cells.moment),
        Column("LastModifiedDate", "modified_at", cells.moment),
        Column("SystemModstamp", "modified_at", cells.moment),
        Column("IsDeleted", "deleted", cells.flag),
        Column("_fivetran_deleted", "removed", cells.flag),
    )


def _own(property: str, parse: Parser, *names: str) -> tuple[Column, ...]:
    """Columns that organisations add themselves, by the names they usually give them."""
    return tuple(Column(f"{name}__c", property, parse) for name in names)


def _account(row: Cells) -> Statement:
    values = declared_values("Account", row)
    if "status" in row and row["status"] is None:
        values["status"] = words.status("")
    return said("Account", row, values)


ACCOUNT = Form(
    "Account",
    "Account",
    (
        *record_columns("Account"),
        Column("MasterRecordId", "merged_into", reference("Account")),
        Column("Name", "name", text),
        Column("Website", "domain", cells.domain),
        Column("Type", "status", words.status),
        Column("ParentId", "parent", reference("Account")),
        Column("OwnerId", "owner", reference("User")),
        Column("Industry", "industry", text),
        Column("NumberOfEmployees", "employees", cells.whole),
        Column("CurrencyIsoCode", "currency", cells.currency),
        *_own("arr", cells.decimal, "ARR", "Annual_Recurring_Revenue", "Current_ARR"),
        *_own(
            "renewal_on", cells.day, "Renewal_Date", "Contract_Renewal_Date", "Next_Renewal_Date"
        ),
        *_own("segment", words.segment, "Segment", "Customer_Segment", "Account_Segment"),
        *_own("stage", text, "Stage", "Lifecycle_Stage", "Customer_Stage"),
        *_own("region", text, "Region", "Sales_Region"),
        Column("BillingCountry", "region", text),
        Column("BillingCountryCode", "region", text),
        *_own("topics", cells.words, "Topics", "Topic", "Use_Case", "Use_Cases", "Products"),
        *_own("competitors", cells.words, "Competitors", "Competitor"),
        *_own("hold_until", cells.hold, "Hold_Until", "Advocacy_Hold_Until"),
        *_own("hold_reason", text, "Hold_Reason", "Advocacy_Hold_Reason"),
    ),
    _account,
)


def _contact(row: Cells) -> Statement:
    values = declared_values("Person", row)
    name = row.get("name") or _full_name(row)
    if name is not None:
        values["name"] = name
    if "champion" in row:
        values["ticked_roles"] = ["champion"] if row["champion"] else []
    values |= _bounce(row)
    addresses = [row.get("email"), *(row.get("emails") or ())]
    personal = [f"email:{a}" for a in dict.fromkeys(addresses) if a and not is_shared(a)]
    profiles = [key for link in row.get("links") or () if (key := profile_key(link))]
    return said("Person", row, values, names=dict.fromkeys((*personal, *profiles)))


def _full_name(row: Cells) -> str | None:
    parts = (row.get(part) for part in ("first_name", "middle_name", "last_name", "suffix"))
    return " ".join(part for part in parts if part) or None


def _bounce(row: Cells) -> Cells:
    """What mail that came back says: bounce management keeps the last one on the contact."""
    reason, at = row.get("bounce_reason"), row.get("bounced_at")
    if not (reason or at or row.get("bounced")):
        return {}
    return {"bounced_at": at, "bounce_reason": reason, "bounce_weight": judge(reason).weight}


CONTACT = Form(
    "Contact",
    "Person",
    (
        *record_columns("Contact"),
        Column("MasterRecordId", "merged_into", reference("Contact")),
        Column("AccountId", "account", reference("Account")),
        Column("ReportsToId", "reports_to", reference("Contact")),
        Column("Name", "name", text),
        Column("FirstName", "first_name", text),
        Column("MiddleName", "middle_name", text),
        Column("LastName", "last_name", text),
        Column("Suffix", "suffix", text),
        Column("Email", "email", cells.email),
        *_own("emails", cells.emails, "Secondary_Email", "Other_Email", "Alternate_Email"),
        Column("Phone", "phone", text),
        Column("MobilePhone", "phone", text),
        Column("Title", "title", text),
        Column("Department", "department", text),
        Column("HasOptedOutOfEmail", "opted_out", cells.flag),
        Column("EmailBouncedReason", "bounce_reason", text),
        Column("EmailBouncedDate", "bounced_at", cells.moment),
        Column("IsEmailBounced", "bounced", cells.flag),
        *_own("links", cells.words, "LinkedIn", "LinkedIn_URL", "LinkedIn_Profile"),
        *_own("champion", cells.flag, "Champion", "Is_Champion"),
        *_own("roles", cells.roles, "Role", "Roles", "Contact_Role", "Buying_Role"),
        *_own("left", cells.flag, "No_Longer_At_Company", "Left_Company"),
        *_own("left", cells.flag, "No_Longer_With_Company", "No_Longer_There"),
        *_own("preferred_frequency_days", words.days, "Preferred_Contact_Frequency"),
        *_own("preferred_channel", words.channel, "Preferred_Channel", "Preferred_Contact_Method"),
        *_own("attitude", cells.slug, "Attitude"),
        *_own("hold_until", cells.hold, "Hold_Until", "Advocacy_Hold_Until"),
        *_own("hold_reason", text, "Hold_Reason", "Advocacy_Hold_Reason"),
    ),
    _contact,
)


def _user(row: Cells) -> Statement | None:
    if (row.get("user_type") or "").casefold() in NOT_OUR_PEOPLE:
        return None
    values = declared_values("Teammate", row)
    name = row.get("name") or _full_name(row)
    if name is not None:
        values["name"] = name
    email = row.get("email")
    names = [f"email:{email}"] if email and not is_shared(email) else []
    return said("Teammate", row, values, names=names)


USER = Form(
    "User",
    "Teammate",
    (
        *record_columns("User"),
        Column("Name", "name", text),
        Column("FirstName", "first_name", text),
        Column("MiddleName", "middle_name", text),
        Column("LastName", "last_name", text),
        Column("Suffix", "suffix", text),
        Column("Email", "email", cells.email),
        Column("Title", "title", text),
        Column("IsActive", "active", cells.flag),
        Column("UserType", "user_type", text),
        *_own("function", words.function, "Function", "Team_Function"),
        *_own("executive", cells.flag, "Executive", "Is_Executive"),
    ),
    _user,
)


def _opportunity(row: Cells) -> Statement:
    statement = said("Opportunity", row, {})
    values = declared_values("Opportunity", row)
    return said("Opportunity", row, values | _lifetime(statement))


def _lifetime(statement: Statement) -> Cells:
    """When a record was created, and when deleted if it was."""
    deleted_at = statement.modified_at if statement.deleted else None
    return {"opened_at": statement.created_at, "deleted_at": deleted_at}


OPPORTUNITY = Form(
    "Opportunity",
    "Opportunity",
    (
        *record_columns("Opportunity"),
        Column("AccountId", "account", reference("Account")),
        Column("Name", "name", text),
        Column("StageName", "stage", text),
        Column("Amount", "amount", cells.decimal),
        Column("CurrencyIsoCode", "currency", cells.currency),
        Column("CloseDate", "closes_on", cells.day),
        Column("IsClosed", "closed", cells.flag),
        Column("IsWon", "won", cells.flag),
    ),
    _opportunity,
)


def _case(row: Cells) -> Statement:
    statement = said("Escalation", row, {})
    values = declared_values("Escalation", row) | _lifetime(statement)
    closed = row.get("closed")
    if closed is None:
        closed = bool(row.get("closed_at") or row.get("status") == "closed")
    closed_at = row.get("closed_at") or statement.modified_at or statement.created_at
    return said("Escalation", row, values | {"closed_at": closed_at if closed else None})


CASE = Form(
    "Case",
    "Escalation",
    (
        *record_columns("Case"),
        Column("MasterRecordId", "merged_into", reference("Case")),
        Column("AccountId", "account", reference("Account")),
        Column("ContactId", "person", reference("Contact")),
        Column("Subject", "subject", text),
        Column("Priority", "priority", text),
        Column("Status", "status", cells.slug),
        Column("IsEscalated", "escalated", cells.flag),
        Column("IsClosed", "closed", cells.flag),
        Column("ClosedDate", "closed_at", cells.moment),
    ),
    _case,
)
