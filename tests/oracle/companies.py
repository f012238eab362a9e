"""The accounts, people, relations, opportunities and cases of random worlds (see worlds.py)."""

from .builder import MADE_ON, Builder
from .days import DAY, SECOND, iso, moment
from .exports import Export, Row, read_tables
from .identity import people_of
from .own_tables import FREQUENCY

TYPES = (
    "",
    "Customer - Direct",
    "Customer",
    "Analyst",
    "Customer",
    "Former Customer",
    "Prospect",
    "Channel Partner / Reseller",
    "Competitor",
    "Churned",
)
SEGMENTS = (
    "",
    "",
    "Strategic",
    "Enterprise",
    "Enterprise",
    "Mid-Market",
    "SMB",
    "Digital",
    "Galactic",
)
REVENUES = ("", "0", "9999.99", "10000", "50000", "249999.99", "250000", "1000000", "3500000")
RENEWALS = (None, -1, 0, 1, 60, 61, 90, 91, 300)
TITLES = (
    "CEO",
    "Chief Technology Officer",
    "VP Engineering",
    "Senior Vice President Sales",
    "Vice President of Support",
    "Director of Operations",
    "Head of Data",
    "Chief of Staff",
    "IT Manager",
    "Software Engineer",
    "Executive Assistant to the CEO",
    "Managing Director",
    "",
)
BOUNCES = (
    "",
    "550 5.1.1 user unknown",
    "smtp; 550 5.1.10 recipient not found",
    "450 5.1.1 user unknown",
    "550 4.1.1 user unknown",
    "user unknown",
    "450 user unknown",
    "552 5.2.2 mailbox full",
    "421 4.7.0 try again later",
    "451 greylisted",
    "550 5.7.1 rejected by policy",
)
ROLE_LISTS = (
    "",
    "Champion",
    "Champion;Economic Buyer",
    "Executive Sponsor",
    "Economic Decision Maker",
    "Budget Holder",
    "Admin",
    "Admin;Champion",
    "Decision Maker;Technical Buyer",
    "Business User",
    "Evaluator",
    "Other",
)
ROLES = ("Champion", "Admin", "Economic Buyer", "Executive Sponsor", "Evaluator", "Technical Buyer")


def add_users(b: Builder) -> None:
    titles = ("Customer Success Manager", "VP Customer Success", "CEO", "Account Executive")
    for number in range(b.rng.randint(1, 4)):
        user = {
            "Username": f"u{number}@vendor.example",
            "Email": f"u{number}@vendor.example",
            "Name": f"User {number}",
            "FirstName": "User",
            "LastName": str(number),
            "Title": b.rng.choice(titles),
            "Department": "Success",
            "IsActive": b.flag(0.75),
        }
        b.add("User", user, MADE_ON)


def add_accounts(b: Builder) -> None:
    for number in range(b.rng.randint(1, 4)):
        renewal = b.rng.choice(RENEWALS)
        users = b.ids("User")
        account = {
            "MasterRecordId": "",
            "Name": f"Account {number}",
            "Type": b.rng.choice(TYPES if b.chance(0.5) else TYPES[:5]),
            "Industry": b.rng.choice(("Banking", "Energy", "")),
            "NumberOfEmployees": b.rng.choice(("", "10", "500", "20000")),
            "OwnerId": b.one_or_none(users, 0.8),
            "ARR__c": b.rng.choice(REVENUES),
            "Segment__c": b.rng.choice(SEGMENTS),
            "Renewal_Date__c": "" if renewal is None else b.day(renewal),
            "CSM__c": b.one_or_none(users, 0.6),
            "Region__c": b.rng.choice(("EMEA", "AMER", "")),
            "Topics__c": b.rng.choice(("", "Analytics", "Analytics;Onboarding")),
        }
        created = MADE_ON + number * DAY
        changed = b.change(created)
        key = b.add("Account", account, created, changed)
        row = b.tables["Account"][-1]
        if b.chance(0.05):
            row["IsDeleted"] = "true"
            b.before["Account", key] = {"IsDeleted": "false"}
        elif number and b.chance(0.08):
            row |= {"IsDeleted": "true", "MasterRecordId": b.ids("Account")[0]}
        elif b.chance(0.2):
            b.before["Account", key] = {
                "ARR__c": b.rng.choice(REVENUES),
                "Segment__c": b.rng.choice(SEGMENTS),
                "Renewal_Date__c": b.day(30),
            }
        b.was("Account", key, 0.1, Industry="Shipping", Topics__c="Onboarding")
        b.was("Account", key, 0.1, Type=b.rng.choice(TYPES))
        b.was("Account", key, 0.1, OwnerId=b.one_or_none(users, 0.5), CSM__c="")


def an_email(b: Builder, number: int) -> str:
    earlier = [row["Email"] for row in b.tables.get("Contact", [])]
    if earlier and b.chance(0.2):
        return b.rng.choice(earlier)
    if b.chance(0.1):
        return "info@acme.example"
    if b.chance(0.05):
        return ""
    return f"{b.rng.choice(('p', 'P'))}{number}@acme.example"


def add_contacts(b: Builder, size: int) -> None:
    for number in range(max(1, b.rng.randint(-1, size), b.rng.randint(1, size))):
        accounts = b.ids("Account")
        created = MADE_ON + b.rng.choice((100, 300, 500, 700, 850)) * DAY + number * SECOND
        bounced = b.chance(0.2)
        contact = {
            "MasterRecordId": "",
            "AccountId": b.one_or_none(accounts, 0.95),
            "FirstName": "Person",
            "LastName": str(number),
            "Email": an_email(b, number),
            "Title": b.rng.choice(TITLES),
            "Department": b.rng.choice(("IT", "Sales", "")),
            "ReportsToId": b.one_or_none(b.ids("Contact"), 0.4),
            "OwnerId": b.one_or_none(b.ids("User"), 0.5),
            "HasOptedOutOfEmail": b.flag(0.1),
            "EmailBouncedReason": b.rng.choice(BOUNCES) if bounced else "",
            "EmailBouncedDate": iso(min(max(b.past(), created), b.taken_at)) if bounced else "",
            "Champion__c": b.flag(0.25),
            "Role__c": b.rng.choice(ROLE_LISTS) if b.chance(0.4) else "",
            "No_Longer_At_Company__c": b.flag(0.1),
            FREQUENCY: "",
        }
        key = b.add("Contact", contact, created, b.change(created))
        row = b.tables["Contact"][-1]
        if number and b.chance(0.08):
            row |= {"IsDeleted": "true", "MasterRecordId": b.rng.choice(b.ids("Contact")[:-1])}
        elif b.chance(0.07):
            row["IsDeleted"] = "true"
        elif row["AccountId"] and len(accounts) > 1 and b.chance(0.3):
            elsewhere = b.rng.choice([one for one in accounts if one != row["AccountId"]])
            b.before["Contact", key] = {"AccountId": elsewhere, "Title": b.rng.choice(TITLES)}
        b.was("Contact", key, 0.1, Email=f"former{number}@acme.example")
        b.was("Contact", key, 0.1, Department="Finance", Title=b.rng.choice(TITLES))
        b.was("Contact", key, 0.1, ReportsToId=b.one_or_none(b.ids("Contact")[:-1], 0.7))
        b.was("Contact", key, 0.1, Role__c=b.rng.choice(ROLE_LISTS))
        b.was("Contact", key, 0.1, Champion__c="true")
        b.was("Contact", key, 0.05, HasOptedOutOfEmail="true")
        b.was("Contact", key, 0.05, No_Longer_At_Company__c="true")
        b.was("Contact", key, 0.03, AccountId="")


def add_preferences(b: Builder) -> None:
    """A preferred frequency is the same on all records of one person."""
    export: Export = {"taken_at": b.taken_at, "tables": b.tables}
    chosen: dict[tuple[str, ...], str] = {}
    people = people_of(read_tables([export]))
    for row in b.tables["Contact"]:
        person = people[row["Id"]]
        if person not in chosen:
            chosen[person] = b.rng.choice(("7", "45", "200")) if b.chance(0.1) else ""
        row[FREQUENCY] = chosen[person]


def add_relations(b: Builder) -> None:
    """AccountContactRelations in all combinations of direct, active, start and end."""
    for contact in list(b.tables["Contact"]):
        linked: set[str] = set()
        for _ in range(b.rng.choice((0, 1, 1, 2))):
            account = b.rng.choice(b.ids("Account"))
            if b.chance(0.5) and contact["AccountId"]:
                account = contact["AccountId"]
            if account not in linked:
                linked.add(account)
                add_relation(b, contact, account)


def add_relation(b: Builder, contact: Row, account: str) -> None:
    created = (moment(contact["CreatedDate"]) or 0) + DAY
    end = b.rng.choice((None, None, None, None, None, None, -200, -91, -30, -7, -1, 0, 1, 40))
    start = b.rng.choice((None, None, -880, -400, -60, -7, 0, 5))
    if start is not None and end is not None and start >= end:
        start = None
    direct = b.chance(0.85) if account == contact["AccountId"] else b.chance(0.2)
    relation = {
        "AccountId": account,
        "ContactId": contact["Id"],
        "Roles": b.rng.choice(ROLE_LISTS),
        "IsDirect": "true" if direct else "false",
        "IsActive": b.flag(0.85),
        "StartDate": "" if start is None else b.day(start),
        "EndDate": "" if end is None else b.day(end),
        "IsDeleted": b.flag(0.04),
    }
    key = b.add("AccountContactRelation", relation, created, b.change(created))
    if b.chance(0.2):
        b.before["AccountContactRelation", key] = {"Roles": b.rng.choice(ROLE_LISTS)}
    b.was("AccountContactRelation", key, 0.1, StartDate=b.day(-500))
    b.was("AccountContactRelation", key, 0.1, EndDate=b.day(b.rng.choice((-300, -20, 60))))


def add_opportunities(b: Builder) -> None:
    for _ in range(b.rng.randint(0, 3)):
        created = MADE_ON + b.rng.choice((200, 600)) * DAY
        stage = b.rng.choice(("Prospecting", "Closed Won", "Closed Lost"))
        opportunity = {
            "AccountId": b.rng.choice(b.ids("Account")),
            "Name": "Opportunity",
            "StageName": stage,
            "Amount": "1000",
            "CloseDate": b.day(b.rng.choice((-100, 30))),
            "IsClosed": "true" if stage != "Prospecting" else "false",
            "IsWon": "true" if stage == "Closed Won" else "false",
            "OwnerId": b.one_or_none(b.ids("User"), 0.9),
            "IsDeleted": b.flag(0.15),
        }
        key = b.add("Opportunity", opportunity, created, b.change(created))
        for _ in range(b.rng.randint(0, 2)):
            contact = b.rng.choice(b.tables["Contact"])
            begun = max(created, b.past(), moment(contact["CreatedDate"]) or 0)
            role = {
                "OpportunityId": key,
                "ContactId": contact["Id"],
                "Role": b.rng.choice(ROLES),
                "IsPrimary": b.flag(0.3),
                "IsDeleted": b.flag(0.1),
            }
            b.add("OpportunityContactRole", role, begun, b.change(begun))


def add_cases(b: Builder) -> None:
    for _ in range(b.rng.randint(0, 2)):
        created = b.past()
        closed = b.chance(0.5)
        case = {
            "ContactId": b.one_or_none(b.ids("Contact"), 0.8),
            "AccountId": b.rng.choice(b.ids("Account")),
            "Status": "Closed" if closed else "New",
            "Priority": b.rng.choice(("Low", "Medium", "High", "Critical", "Urgent", "")),
            "IsClosed": "true" if closed else "false",
            "ClosedDate": iso(min(b.taken_at, created + 3 * DAY)) if closed else "",
            "IsEscalated": b.flag(0.3),
            "IsDeleted": b.flag(0.1),
        }
        b.add("Case", case, created, b.change(created))
