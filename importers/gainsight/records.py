"""Users, companies and people: which column says what of them."""

from graph.statement import Statement
from graph.values.mailboxes import is_shared
from importers import cells, words
from importers.cells import CellError, Parser, text
from importers.gainsight import ids
from importers.joined import Lookup
from importers.keys import salesforce
from importers.moments import day, moment
from importers.profiles import profile_key
from importers.source import Cells, Column, Form, declared_values, said


def columns(property: str, parse: Parser, *names: str) -> tuple[Column, ...]:
    """A property by the names its columns go by; fields a tenant added end in `__gc`."""
    spellings = [spelling for name in names for spelling in (name, f"{name}__gc")]
    return tuple(Column(spelling, property, parse) for spelling in spellings)


CREATED = ("CreatedDate", "Created Date", "CreatedAt", "created_date")
MODIFIED = ("ModifiedDate", "Modified Date", "LastModifiedDate", "LastModifiedAt", "modified_date")


def record_columns(object: str, *names: str) -> tuple[Column, ...]:
    """What every record tells of itself; `names` are columns of its id beside the usual."""
    return (
        *columns("key", ids.reference(object), "Gsid", *names, "id"),
        *columns("created_at", moment, *CREATED),
        *columns("modified_at", moment, *MODIFIED),
        *columns("deleted", cells.flag, "IsDeleted", "Deleted"),
        Column("_fivetran_deleted", "removed", cells.flag),
    )


def _name(row: Cells) -> str | None:
    parts = (row.get(part) for part in ("first_name", "middle_name", "last_name"))
    return row.get("name") or " ".join(part for part in parts if part) or None


_NAMES = (
    *columns("name", text, "Name"),
    *columns("first_name", text, "FirstName"),
    *columns("middle_name", text, "MiddleName"),
    *columns("last_name", text, "LastName"),
)


def _personal(email: str | None) -> list[str]:
    return [f"email:{email}"] if email and not is_shared(email) else []


# --- our people


def _user(row: Cells) -> Statement:
    values = declared_values("Teammate", row)
    if (name := _name(row)) is not None:
        values["name"] = name
    names = [*_personal(row.get("email")), *filter(None, [row.get("salesforce")])]
    return said("Teammate", row, values, names=names)


USER = Form(
    "gsuser",
    "Teammate",
    (
        *record_columns("User", "User ID"),
        *_NAMES,
        *columns("email", cells.email, "Email", "User Email"),
        *columns("title", text, "Title"),
        *columns("active", cells.flag, "IsActiveUser", "Is Active User", "Is Active", "Active"),
        *columns("salesforce", salesforce("Teammate"), "SFDCUserId", "SFDC User Id"),
    ),
    _user,
)

# --- companies

_LOST = frozenset({"churn", "churned", "inactive", "lost", "cancelled", "canceled", "terminated"})


def status(cell: str) -> str:
    """What a company of this status is to us; whatever the words do not tell is a customer."""
    return "churned" if cells.squashed(cell) in _LOST else words.status(cell)


def _company(row: Cells) -> Statement:
    values = declared_values("Account", row)
    for reference in ("parent", "csm"):
        if values.get(reference) is None and row.get(f"{reference}_named"):
            values[reference] = row[f"{reference}_named"]
    return said("Account", row, values, names=filter(None, [row.get("salesforce")]))


COMPANY = Form(
    "company",
    "Account",
    (
        *record_columns("Company", "Company ID", "company_gsid"),
        *columns("name", text, "Name", "Company Name"),
        *columns("domain", cells.domain, "Domain", "Email Domain", "Website"),
        *columns("industry", text, "Industry"),
        *columns("arr", cells.decimal, "ARR"),
        *columns("currency", cells.currency, "CurrencyIsoCode", "Currency"),
        *columns("employees", cells.whole, "Employees"),
        *columns("stage", text, "Stage", "Lifecycle Stage", "Customer Lifecycle Stage"),
        *columns("status", status, "Status"),
        *columns("renewal_on", day, "RenewalDate", "Renewal Date"),
        *columns("segment", words.segment, "Segment", "Customer Segment", "Tier"),
        *columns("region", text, "Region", "Country", "Billing Country"),
        *columns("topics", cells.words, "Topics", "Products", "Use Cases"),
        *columns("csm", ids.named("User"), "CSM"),
        Column("csm_named", "csm_named", ids.only_of("User")),
        *columns("parent", ids.named("Company"), "ParentCompany", "Parent Company ID"),
        Column("parent_named", "parent_named", ids.only_of("Company")),
        *columns(
            "salesforce", salesforce("Account"), "SFDC account id", "SfdcAccountId", "SFDC ID"
        ),
    ),
    _company,
)
COMPANY_LOOKUPS = (
    Lookup("gsuser", ("Name",), ("CSM",), (("csm_named", "Gsid", "User ID", "id"),), many=True),
    Lookup(
        "company",
        ("Name", "Company Name"),
        ("ParentCompany", "Parent Company"),
        (("parent_named", "Gsid", "Company ID", "id"),),
        many=True,
    ),
)
"""Reports write the names of the user and the company where the object keeps ids."""

# --- people


def _left(row: Cells) -> bool | None:
    """Gainsight marks those who left as inactive; an empty cell says nothing."""
    return None if row.get("active") is None else not row["active"]


def _person_values(row: Cells) -> Cells:
    values = declared_values("Person", row)
    if (name := _name(row)) is not None:
        values["name"] = name
    if "active" in row:
        values["left"] = _left(row)
    return values


def _person(row: Cells) -> Statement:
    """Somebody, wherever they work; an upsert has no id but the address."""
    email = row.get("email")
    if row.get("key") is None and email:
        row["key"] = ids.key("Person", email)
    elsewhere = [row.get("salesforce"), *map(profile_key, row.get("links") or ())]
    names = [*_personal(email), *(name for name in elsewhere if name)]
    return said("Person", row, _person_values(row), names=dict.fromkeys(names))


PERSON = Form(
    "person",
    "Person",
    (
        *record_columns("Person", "Person ID"),
        *_NAMES,
        *columns("email", cells.email, "Email", "Person Email"),
        *columns("phone", text, "Phone", "Work Phone", "Mobile Phone"),
        *columns("links", cells.words, "LinkedinUrl", "LinkedIn URL"),
        *columns("account", ids.reference("Company"), "CompanyId", "Company ID"),
        *columns("title", text, "Title"),
        *columns("department", text, "Department"),
        *columns("roles", cells.roles, "Role"),
        *columns("active", cells.flag, "IsActive", "Active"),
        *columns("opted_out", cells.flag, "IsEmailOptOut", "Email Opt Out", "Opted Out"),
        *columns("salesforce", salesforce("Person"), "SfdcContactId", "SFDC Contact ID"),
    ),
    _person,
    needs_id=False,
)


def _company_person(row: Cells) -> Statement:
    """Somebody as one company knows them: a record of the same person, at that company."""
    who, account = row.get("of"), row.get("account")
    if who is None:
        raise CellError("the row does not say which", "Person_ID")
    if row.get("key") is None:
        parts = (who.rpartition(":")[2], (account or "").rpartition(":")[2])
        row["key"] = ids.key("CompanyPerson", "-".join(parts).strip("-"))
    return said(
        "Person", row, _person_values(row), names=filter(None, [who, row.get("salesforce")])
    )


COMPANY_PERSON = Form(
    "company_person",
    "Person",
    (
        *record_columns("CompanyPerson", "Company Person ID"),
        *columns("of", ids.person, "Person_ID", "PersonId"),
        *columns("account", ids.reference("Company"), "Company_ID", "CompanyId"),
        *columns("title", text, "Title"),
        *columns("department", text, "Department"),
        *columns("roles", cells.roles, "Role", "Roles"),
        *columns("active", cells.flag, "Active", "IsActive", "Is Active", "Active?"),
        *columns("reports_to", ids.reference("CompanyPerson"), "Manager", "Manager_ID"),
        *columns("salesforce", salesforce("Person"), "SfdcContactId", "SFDC Contact ID"),
    ),
    _company_person,
    needs_id=False,
)


def _relationship_person(row: Cells) -> Statement:
    """Roles in one relationship with a company; when it ends, the roles do, not the employment."""
    for property, column in (("person", "person_id"), ("account", "company_id")):
        if row.get(property) is None:
            raise CellError("the row does not say which", column)
    if row.get("key") is None:
        parts = (row.get(name) or "" for name in ("person", "account", "relationship"))
        ends = "-".join(part.rpartition(":")[2] for part in parts).strip("-")
        row["key"] = ids.key("RelationshipPerson", ends)
    return said("AFFILIATED", row, declared_values("AFFILIATED", row) | {"direct": False})


RELATIONSHIP_PERSON = Form(
    "relationship_person",
    "AFFILIATED",
    (
        *record_columns("RelationshipPerson", "Relationship Person ID"),
        *columns("person", ids.person, "Person_ID", "PersonId"),
        *columns("account", ids.reference("Company"), "Company_ID", "CompanyId"),
        *columns("relationship", text, "relationship_id"),
        *columns("roles", cells.roles, "Role", "Roles"),
        *columns("active", cells.flag, "Active", "IsActive", "Is Active", "Active?"),
    ),
    _relationship_person,
    needs_id=False,
)
