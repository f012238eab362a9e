"""Whom we know: accounts, people, teammates; what roles there are, and what is promised."""

from graph.model.declaring import (
    ADVOCACY,
    CONTACT_DETAILS,
    CURRENCY_CODE,
    MOST_DAYS,
    PRIVATE,
    SINCE,
    UNTIL,
    Entity,
    Keeping,
    Property,
    Reference,
    Type,
)
from graph.model.words import ADVOCATE_STATUSES, CHANNELS, FUNCTIONS, STATUSES

ACCOUNT = Entity(
    "Account",
    "acc",
    "A company we serve, or might.",
    (
        Property("name", Type.TEXT, "name of the company", required=True),
        Property("domain", Type.TEXT, "main internet domain, lower case"),
        Property("status", Type.TEXT, "what it is to us", values=STATUSES),
        Property("segment", Type.TEXT, "segment as a source states it; else derived from ARR"),
        Property("stage", Type.TEXT, "place in the customer journey"),
        Property("industry", Type.TEXT, "industry"),
        Property("region", Type.TEXT, "region or country"),
        Property("employees", Type.WHOLE, "number of people who work there", least=0),
        Property("arr", Type.MONEY, "what it pays us in a year; never its own revenue"),
        Property("currency", Type.TEXT, "ISO 4217 code of its amounts", pattern=CURRENCY_CODE),
        Property("renewal_on", Type.DAY, "day its contract renews"),
        Property("topics", Type.WORDS, "use cases and products it is known for"),
        Property("competitors", Type.WORDS, "domains of companies it competes with"),
        Property(
            "hold_until",
            Type.DAY,
            "its owner asks nobody there for anything before this day",
        ),
        Property("hold_reason", Type.TEXT, "why its owner holds it", readers=PRIVATE),
    ),
    (
        Reference("parent", "Account", "the company it belongs to", "PART_OF", outgoing=True),
        Reference("owner", "Teammate", "who of us owns the account"),
        Reference("csm", "Teammate", "its customer success manager"),
    ),
    file="accounts.csv",
    keeping=Keeping.VERSIONS,
)

DATED_ACCOUNT_PROPERTIES = (
    "status",
    "segment",
    "stage",
    "industry",
    "region",
    "employees",
    "arr",
    "currency",
    "renewal_on",
    "topics",
    "competitors",
    "hold_until",
)
"""What questions weigh and time changes: kept as AccountState nodes with since and until."""

PERSON = Entity(
    "Person",
    "per",
    "One human at a customer, whichever companies they have worked for.",
    (
        Property("name", Type.TEXT, "full name"),
        Property("email", Type.TEXT, "e-mail address", readers=CONTACT_DETAILS),
        Property("phone", Type.TEXT, "telephone number", readers=CONTACT_DETAILS),
        Property("links", Type.WORDS, "profile addresses", readers=CONTACT_DETAILS),
        Property(
            "preferred_channel",
            Type.TEXT,
            "how they like to be reached",
            values=CHANNELS,
        ),
        Property(
            "preferred_frequency_days",
            Type.WHOLE,
            "how often they like to be, in days",
            least=1,
            most=MOST_DAYS,
        ),
        Property("opted_out", Type.FLAG, "asked not to be written to"),
        Property("hold_until", Type.DAY, "not to be asked for anything before this day"),
        Property("hold_reason", Type.TEXT, "why not", readers=PRIVATE),
        Property(
            "advocate_status",
            Type.TEXT,
            "where they stand in the advocacy programme",
            values=ADVOCATE_STATUSES,
        ),
        Property("advocate_reason", Type.TEXT, "why they stand there", readers=ADVOCACY),
    ),
    file="people.csv",
    keeping=Keeping.VERSIONS,
)

PERSON_RECORD = (
    Property(
        "emails",
        Type.WORDS,
        "further addresses of the same person",
        readers=CONTACT_DETAILS,
    ),
    Property("title", Type.TEXT, "job title at `account`"),
    Property("department", Type.TEXT, "department at `account`"),
    Property("roles", Type.WORDS, "stakeholder roles at `account`"),
    Property("ticked_roles", Type.WORDS, "roles ticked in a box of the record: flags"),
    Property("attitude", Type.TEXT, "advocate, supportive, neutral, sceptical or opposed"),
    Property("left", Type.FLAG, "the source says: no longer at `account`"),
    Property("bounced_at", Type.MOMENT, "when mail to the address came back"),
    Property(
        "bounce_weight",
        Type.NUMBER,
        "how strongly that speaks of a departure",
        least=0,
        most=1,
    ),
    Property("bounce_reason", Type.TEXT, "what the mail system said"),
)
"""What a source's record of a person says beyond the person: it becomes relations and signals."""

PERSON_REFERENCES = (
    Reference("account", "Account", "where the person works"),
    Reference("reports_to", "Person", "the person's manager"),
)

TEAMMATE = Entity(
    "Teammate",
    "tea",
    "Someone on our side.",
    (
        Property("name", Type.TEXT, "full name"),
        Property("email", Type.TEXT, "e-mail address"),
        Property("title", Type.TEXT, "job title"),
        Property("function", Type.TEXT, "what they do", values=FUNCTIONS),
        Property("active", Type.FLAG, "still with us"),
        Property("executive", Type.FLAG, "counts as an executive of ours"),
        Property(
            "mails",
            Type.TEXT,
            "what they are told by mail: each notice to them at once and a digest of the day "
            "(unless said), the digest alone, or nothing",
            values=("each", "daily", "never"),
        ),
    ),
    file="teammates.csv",
)

POLICY = Entity(
    "Policy",
    "pol",
    "What we promise the accounts of one segment, from a day on.",
    (
        Property("segment", Type.TEXT, "segment", required=True),
        Property("touch", Type.TEXT, "touch model", values=("high", "low", "automated")),
        Property(
            "cadences",
            Type.WORDS,
            "role=days for each required role; `role=` has no cadence",
        ),
        Property(
            "contacts", Type.WHOLE, "how many people we want to know there", least=0, most=1000
        ),
        Property(
            "executive_days",
            Type.WHOLE,
            "executives meet at least once in so many days",
            least=1,
            most=MOST_DAYS,
        ),
        SINCE,
        UNTIL,
    ),
    file="policy.csv",
)

ACCOUNT_STATE = Entity(
    "AccountState",
    "sta",
    "What was true of an account from one moment to another.",
    (
        *(p for p in ACCOUNT.properties if p.name in DATED_ACCOUNT_PROPERTIES),
        SINCE,
        UNTIL,
    ),
)

ROLE = Entity(
    "Role",
    "rol",
    "A stakeholder role; those no catalogue knows yet are flagged.",
    (
        Property(
            "name",
            Type.TEXT,
            "name in the graph, e.g. executive_sponsor",
            required=True,
        ),
        Property("words", Type.TEXT, "as a source spelled it"),
        Property("catalogued", Type.FLAG, "part of the catalogue"),
    ),
)
