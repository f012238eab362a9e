"""The label table: everything the graph holds, declared once.

Constraints and indexes (`schema.py`), the loader's checks (`load.py`), the columns of the Rapport
CSV folder (`importers/csv.py`), the GraphQL types (`api/types.py`) and the documentation all derive
from `ENTITIES` and `RELATIONS`. A new property is one line here.

Times are whole milliseconds since 1970-01-01 UTC, days without a time are ISO dates, money is whole
minor units beside an ISO currency. A relation that can end carries `since` and `until`; a missing
`since` means "as far back as we know", a missing `until` means "still".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Millis = int
"""Milliseconds since 1970-01-01T00:00:00Z."""


class Type(StrEnum):
    """What a property holds, in the graph and in a CSV cell."""

    TEXT = "text"
    WORDS = "words"  # a list of texts; `;` separated in CSV
    WHOLE = "whole"  # an integer
    NUMBER = "number"
    FLAG = "flag"  # true or false
    MOMENT = "moment"  # milliseconds UTC; RFC 3339 or a bare date in CSV
    DAY = "day"  # ISO date
    MONEY = "money"  # minor units; the currency stands in the property `currency`


class Reader(StrEnum):
    """Whose key may read a property; the roles of an API key (see `rights.py`)."""

    READER = "reader"
    CSM = "csm"
    MARKETING = "marketing"
    LEADER = "leader"
    ADMIN = "admin"


EVERYONE = frozenset(Reader)
CONTACT_DETAILS = frozenset({Reader.READER, Reader.CSM, Reader.LEADER, Reader.ADMIN})
"""Marketing sees contact details only once the owner of the account has approved an ask."""
PRIVATE = frozenset({Reader.CSM, Reader.LEADER, Reader.ADMIN})
"""Notes about how people feel and what they said in confidence."""
ADVOCACY = frozenset({Reader.CSM, Reader.MARKETING, Reader.LEADER, Reader.ADMIN})


@dataclass(frozen=True)
class Property:
    """One value of a node or relationship."""

    name: str
    type: Type
    meaning: str
    values: tuple[str, ...] = ()
    required: bool = False
    readers: frozenset[Reader] = EVERYONE


@dataclass(frozen=True)
class Reference:
    """The other end of something: which thing a row speaks of.

    `edge` is the relationship type that the loader draws between the two nodes, from the row's node
    to the other (`outgoing`) or back; `many` when a row may name several.
    """

    name: str
    to: str
    meaning: str
    edge: str = ""
    outgoing: bool = False
    many: bool = False
    required: bool = False


class Keeping(StrEnum):
    """How much of its past the graph keeps of what a source says."""

    VERSIONS = "versions"  # every version a source ever said; relations with since and until follow
    LATEST = "latest"  # the newest version only: an event, or a thing that carries its own dates


@dataclass(frozen=True)
class Entity:
    """A kind of node."""

    label: str
    prefix: str
    meaning: str
    properties: tuple[Property, ...]
    references: tuple[Reference, ...] = ()
    file: str | None = None
    keeping: Keeping = Keeping.LATEST

    def property_named(self, name: str) -> Property | None:
        """The declared property of that name, if there is one."""
        return next((p for p in self.properties if p.name == name), None)


@dataclass(frozen=True)
class Relation:
    """A kind of relationship that holds for a time, between two kinds of node."""

    type: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...]
    references: tuple[Reference, ...]
    file: str | None = None


CHANNELS = (
    "in_person",
    "meeting",
    "video",
    "call",
    "email",
    "chat",
    "support",
    "webinar",
    "event",
    "in_app",
    "survey",
    "other",
)
STATUSES = ("customer", "prospect", "partner", "competitor", "churned")
ACTS_BY_EFFORT: Mapping[str, tuple[str, ...]] = {
    "small": ("social_post", "quote", "review", "survey"),
    "medium": ("logo", "referral", "peer_introduction", "interview", "beta_test"),
    "large": (
        "reference_call",
        "case_study",
        "speaking",
        "site_visit",
        "analyst_call",
        "advisory_board",
    ),
}
ACTS = tuple(act for acts in ACTS_BY_EFFORT.values() for act in acts)
ASK_STATES = (
    "proposed",
    "owner_approval",
    "invited",
    "accepted",
    "scheduled",
    "completed",
    "declined",
    "declined_by_owner",
    "missed_by_prospect",
    "missed_by_advocate",
    "cancelled",
    "expired",
)
SENIORITIES = ("c_level", "vp", "director", "manager", "individual", "unknown")
FUNCTIONS = (
    "owner",
    "csm",
    "account_manager",
    "executive",
    "marketing",
    "sales",
    "support",
    "other",
)
PARTS = ("attended", "wrote", "addressed", "copied", "declined", "absent")
"""What somebody did in a touchpoint. For people at a customer: attended (a meeting, a connected
call, an event) and wrote are two-way; addressed is an attempt of ours; the rest count for nothing.
For our people: attended, wrote and addressed took part."""


_SINCE = Property("since", Type.MOMENT, "from when on it holds")
_UNTIL = Property("until", Type.MOMENT, "when it ended; empty while it holds")

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
        Property("employees", Type.WHOLE, "number of people who work there"),
        Property("arr", Type.MONEY, "what it pays us in a year; never its own revenue"),
        Property("currency", Type.TEXT, "ISO 4217 code of its amounts"),
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
        Property("preferred_frequency_days", Type.WHOLE, "how often they like to be, in days"),
        Property("opted_out", Type.FLAG, "asked not to be written to"),
        Property("hold_until", Type.DAY, "not to be asked for anything before this day"),
        Property("hold_reason", Type.TEXT, "why not", readers=PRIVATE),
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
    Property("bounce_weight", Type.NUMBER, "how strongly that speaks of a departure, 0 to 1"),
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
    ),
    file="teammates.csv",
)

TOUCHPOINT = Entity(
    "Touchpoint",
    "tch",
    "One contact, or attempt at one, between our people and a customer's.",
    (
        Property("at", Type.MOMENT, "when it began", required=True),
        Property("channel", Type.TEXT, "how", values=CHANNELS, required=True),
        Property("purpose", Type.TEXT, "what for: check_in, qbr, onboarding, training …"),
        Property("initiation", Type.TEXT, "why", values=("reactive", "planned", "proactive")),
        Property("reach", Type.TEXT, "to whom", values=("human", "scaled", "automated")),
        Property(
            "status",
            Type.TEXT,
            "what became of it",
            values=("held", "planned", "cancelled", "missed", "deleted"),
        ),
        Property("direction", Type.TEXT, "who began it", values=("in", "out", "both")),
        Property("subject", Type.TEXT, "subject line", readers=PRIVATE),
        Property("summary", Type.TEXT, "what was said", readers=PRIVATE),
        Property("minutes", Type.WHOLE, "how long, in minutes"),
        Property("private", Type.FLAG, "only time and participants are kept"),
        Property("bounced", Type.FLAG, "came back undelivered"),
    ),
    (
        Reference("account", "Account", "the account it concerns", "CONCERNS", True, many=True),
        Reference("opportunity", "Opportunity", "the deal it concerns", "CONCERNS", True),
        Reference("escalation", "Escalation", "the case it concerns", "CONCERNS", True),
    ),
    file="touchpoints.csv",
)

SENTIMENT = Entity(
    "Sentiment",
    "sen",
    "A dated reading of how one person feels.",
    (
        Property("at", Type.MOMENT, "when", required=True),
        Property(
            "kind",
            Type.TEXT,
            "how it was read",
            values=("judgement", "nps", "csat", "text"),
        ),
        Property("score", Type.NUMBER, "-1 (bad) to 1 (good)", readers=PRIVATE),
        Property("raw", Type.NUMBER, "the answer on its own scale", readers=PRIVATE),
        Property("scale_min", Type.NUMBER, "lowest answer of that scale"),
        Property("scale_max", Type.NUMBER, "highest answer of that scale"),
        Property("note", Type.TEXT, "what was said", readers=PRIVATE),
    ),
    (
        Reference("person", "Person", "who feels so", "FELT", required=True),
        Reference("account", "Account", "at which account", "ABOUT", True),
    ),
    file="sentiment.csv",
)
GOAL = Entity(
    "Goal",
    "goa",
    "What a stakeholder wants to reach.",
    (
        Property("text", Type.TEXT, "the goal", required=True),
        _SINCE,
        _UNTIL,
        Property("due_on", Type.DAY, "by when"),
        Property("met_at", Type.MOMENT, "when it was reached"),
    ),
    (
        Reference("person", "Person", "whose goal", "WANTS", required=True),
        Reference("account", "Account", "at which account", "ABOUT", True),
    ),
    file="goals.csv",
)
RESOURCE = Entity(
    "Resource",
    "res",
    "Something we can offer: content, an event, an introduction to a peer.",
    (
        Property("name", Type.TEXT, "title", required=True),
        Property("kind", Type.TEXT, "content, event or peer_introduction"),
        Property("url", Type.TEXT, "where it is"),
        Property("roles", Type.WORDS, "for which roles"),
        Property("industries", Type.WORDS, "for which industries"),
        Property("topics", Type.WORDS, "about what"),
    ),
    file="resources.csv",
)
OPPORTUNITY = Entity(
    "Opportunity",
    "opp",
    "A deal, as the CRM tells it.",
    (
        Property("name", Type.TEXT, "name of the deal"),
        Property("stage", Type.TEXT, "stage in the CRM's words"),
        Property("amount", Type.MONEY, "value of the deal", readers=ADVOCACY),
        Property("currency", Type.TEXT, "ISO 4217 code of its amount"),
        Property("closes_on", Type.DAY, "day it closes or closed"),
        Property("closed", Type.FLAG, "closed"),
        Property("won", Type.FLAG, "won"),
        Property("opened_at", Type.MOMENT, "when it was created"),
        Property("deleted_at", Type.MOMENT, "when it was deleted"),
    ),
    (Reference("account", "Account", "whose deal", "HAS_OPPORTUNITY"),),
    file="opportunities.csv",
)
ESCALATION = Entity(
    "Escalation",
    "esc",
    "A support case that may stand in the way of asking for anything.",
    (
        Property("subject", Type.TEXT, "what it is about", readers=PRIVATE),
        Property("priority", Type.TEXT, "priority in the source's words"),
        Property("escalated", Type.FLAG, "escalated"),
        Property("opened_at", Type.MOMENT, "when it was opened"),
        Property("closed_at", Type.MOMENT, "when it was closed; empty while open"),
        Property("deleted_at", Type.MOMENT, "when it was deleted"),
    ),
    (
        Reference("account", "Account", "whose case", "HAS_ESCALATION"),
        Reference("person", "Person", "who raised it", "RAISED"),
    ),
    file="escalations.csv",
)
ADVOCACY_REQUEST = Entity(
    "AdvocacyRequest",
    "req",
    "A request for advocates, from the one who needs them.",
    (
        Property("title", Type.TEXT, "what it is for"),
        Property("act", Type.TEXT, "what is needed", values=ACTS),
        Property("state", Type.TEXT, "where it stands"),
        Property("needed_on", Type.DAY, "by when"),
        Property("created_at", Type.MOMENT, "when it was made"),
    ),
    (
        Reference("opportunity", "Opportunity", "the deal it serves", "SERVES", True),
        Reference("requester", "Teammate", "who asks", "REQUESTED"),
    ),
    file="requests.csv",
)
ASK = Entity(
    "Ask",
    "ask",
    "One person approached for one act of advocacy.",
    (
        Property("act", Type.TEXT, "what they were asked for", values=ACTS, required=True),
        Property("state", Type.TEXT, "where it stands", values=ASK_STATES, required=True),
        Property("invited_at", Type.MOMENT, "when they were asked"),
        Property("decided_at", Type.MOMENT, "when they accepted or declined"),
        Property(
            "ended_at",
            Type.MOMENT,
            "when it was completed, missed, cancelled or expired",
        ),
        Property("reserved_until", Type.MOMENT, "until when the person is held for it"),
    ),
    (
        Reference("person", "Person", "who was asked", "WAS_ASKED", required=True),
        Reference("account", "Account", "as somebody of which account", "ABOUT", True),
        Reference("request", "AdvocacyRequest", "for which request", "FOR", True),
    ),
    file="asks.csv",
)
CONSENT = Entity(
    "Consent",
    "con",
    "What a person allows us to do with their name, and for how long.",
    (
        Property("acts", Type.WORDS, "acts allowed", values=ACTS, required=True),
        Property("channels", Type.WORDS, "channels allowed; empty: any"),
        Property("regions", Type.WORDS, "regions allowed; empty: any"),
        _SINCE,
        _UNTIL,
        Property("revoked_at", Type.MOMENT, "when it was taken back"),
        Property("evidence", Type.TEXT, "where they said so", readers=ADVOCACY),
    ),
    (
        Reference("person", "Person", "who allows it", "GAVE", required=True),
        Reference("account", "Account", "as somebody of which account", "ABOUT", True),
    ),
    file="consents.csv",
)
ASSET = Entity(
    "Asset",
    "ast",
    "A quote, case study, logo or recording that features a customer.",
    (
        Property("title", Type.TEXT, "title", required=True),
        Property("kind", Type.TEXT, "quote, case_study, logo, review, video …"),
        Property(
            "state",
            Type.TEXT,
            "where it stands",
            values=("draft", "in_approval", "approved", "published", "retired"),
        ),
        Property("url", Type.TEXT, "where it is"),
        Property("published_at", Type.MOMENT, "when it was published"),
    ),
    (
        Reference("person", "Person", "who features in it", "FEATURES_IN"),
        Reference("account", "Account", "which account", "ABOUT", True),
    ),
    file="assets.csv",
)
BENEFIT = Entity(
    "Benefit",
    "ben",
    "What an advocate got in return.",
    (
        Property("text", Type.TEXT, "what it was", required=True),
        Property("at", Type.MOMENT, "when"),
    ),
    (Reference("person", "Person", "who got it", "RECEIVED", required=True),),
    file="benefits.csv",
)
SIGNAL = Entity(
    "Signal",
    "sig",
    "A piece of evidence that somebody left, or is leaving, an account.",
    (
        Property("kind", Type.TEXT, "kind of evidence", required=True),
        Property("at", Type.MOMENT, "from when on it speaks", required=True),
        Property("until", Type.MOMENT, "when its source took it back"),
        Property("weight", Type.NUMBER, "0 to 1", required=True),
        Property("detail", Type.TEXT, "what the source says"),
        Property("source", Type.TEXT, "which source says so"),
        Property("record", Type.TEXT, "which record of the source"),
    ),
    (
        Reference("person", "Person", "who left", "SHOWS", required=True),
        Reference("account", "Account", "which employer", "ABOUT", True),
    ),
    file="signals.csv",
)
DECISION = Entity(
    "Decision",
    "dec",
    "What a person decided about a suspected departure.",
    (
        Property(
            "verdict",
            Type.TEXT,
            "what was decided",
            values=("confirmed", "dismissed", "resolved"),
            required=True,
        ),
        Property("at", Type.MOMENT, "when", required=True),
        Property("reason", Type.TEXT, "why"),
        Property("by", Type.TEXT, "who decided"),
    ),
    (
        Reference("person", "Person", "about whom", "JUDGED_BY", required=True),
        Reference("account", "Account", "at which account", "ABOUT", True, required=True),
    ),
    file="decisions.csv",
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
        Property("contacts", Type.WHOLE, "how many people we want to know there"),
        Property(
            "executive_days",
            Type.WHOLE,
            "executives meet at least once in so many days",
        ),
        _SINCE,
        _UNTIL,
    ),
    file="policy.csv",
)

ACCOUNT_STATE = Entity(
    "AccountState",
    "sta",
    "What was true of an account from one moment to another.",
    (
        *(p for p in ACCOUNT.properties if p.name in DATED_ACCOUNT_PROPERTIES),
        _SINCE,
        _UNTIL,
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
IDENTIFIER = Entity(
    "Identifier",
    "",
    "A name that some system gives to one account, person or teammate.",
    (Property("key", Type.TEXT, "`email:ann@acme.example`, `salesforce:Contact:003…`"),),
)
RECORD = Entity(
    "Record",
    "",
    "What one record of one source said, in every version seen.",
    (
        Property("key", Type.TEXT, "source, object and id of the record"),
        Property("kind", Type.TEXT, "what it speaks of"),
        Property("subject", Type.TEXT, "key of the account or person it speaks of"),
        Property("through", Type.TEXT, "key of the deal through which it does"),
        Property("hash", Type.TEXT, "fingerprint of the newest version"),
        Property("versions", Type.TEXT, "JSON list of versions"),
    ),
)
IMPORT_RUN = Entity(
    "ImportRun",
    "run",
    "One run of one importer.",
    (
        Property("source", Type.TEXT, "which source"),
        Property("path", Type.TEXT, "name of the file or folder"),
        Property("fingerprint", Type.TEXT, "of what was read, to resume it"),
        Property("state", Type.TEXT, "running, done or failed"),
        Property("taken_at", Type.MOMENT, "when the export was taken: the watermark"),
        Property("touchpoints", Type.FLAG, "the export held activity files"),
        Property("started_at", Type.MOMENT, "when the run began"),
        Property("ended_at", Type.MOMENT, "when it ended"),
        Property("read", Type.WHOLE, "rows read"),
        Property("written", Type.WHOLE, "rows written"),
        Property("unchanged", Type.WHOLE, "rows that said nothing new"),
        Property("rejected", Type.WHOLE, "rows rejected"),
    ),
)
IMPORT_BATCH = Entity(
    "ImportBatch",
    "bat",
    "The ledger: one batch, written in the same transaction as its rows.",
    (
        Property("run", Type.TEXT, "id of the run"),
        Property("file", Type.TEXT, "which file"),
        Property("number", Type.WHOLE, "which batch of it"),
        Property("rows", Type.WHOLE, "how many rows"),
        Property("written", Type.WHOLE, "how many of them changed something"),
    ),
)
AUDIT_ENTRY = Entity(
    "AuditEntry",
    "aud",
    "Who changed, exported or was denied what, and when.",
    (
        Property("at", Type.MOMENT, "when"),
        Property("actor", Type.TEXT, "which key or command"),
        Property("action", Type.TEXT, "what was done"),
        Property("target", Type.TEXT, "id of what it was done to"),
        Property("request", Type.TEXT, "request id"),
        Property("given", Type.TEXT, "fingerprint of what was given, for idempotency keys"),
    ),
)
API_KEY = Entity(
    "ApiKey",
    "key",
    "A key to the API; only its hash is kept.",
    (
        Property("hash", Type.TEXT, "SHA-256 of the key"),
        Property("hint", Type.TEXT, "its first characters, to tell keys apart"),
        Property("name", Type.TEXT, "whose it is"),
        Property("role", Type.TEXT, "what it may do", values=tuple(Reader)),
        Property("created_at", Type.MOMENT, "when it was made"),
        Property("expires_at", Type.MOMENT, "when it ends"),
        Property("revoked_at", Type.MOMENT, "when it was revoked"),
    ),
)

ENTITIES: Mapping[str, Entity] = {
    entity.label: entity
    for entity in (
        ACCOUNT,
        ACCOUNT_STATE,
        PERSON,
        TEAMMATE,
        TOUCHPOINT,
        SENTIMENT,
        GOAL,
        RESOURCE,
        OPPORTUNITY,
        ESCALATION,
        ADVOCACY_REQUEST,
        ASK,
        CONSENT,
        ASSET,
        BENEFIT,
        SIGNAL,
        DECISION,
        POLICY,
        ROLE,
        IDENTIFIER,
        RECORD,
        IMPORT_RUN,
        IMPORT_BATCH,
        AUDIT_ENTRY,
        API_KEY,
    )
}

_PERSON_AND_ACCOUNT = (
    Reference("person", "Person", "who", required=True),
    Reference("account", "Account", "where", required=True),
)
WORKS_AT = Relation(
    "WORKS_AT",
    "Person",
    "Account",
    "Somebody works at a company, under one title.",
    (
        Property("title", Type.TEXT, "job title"),
        Property("department", Type.TEXT, "department"),
        Property("seniority", Type.TEXT, "read from the title", values=SENIORITIES),
        _SINCE,
        _UNTIL,
    ),
    _PERSON_AND_ACCOUNT,
    file="employments.csv",
)
STAKEHOLDER_IN = Relation(
    "STAKEHOLDER_IN",
    "Person",
    "Account",
    "Somebody plays a role for a customer; several at once are normal.",
    (
        Property("role", Type.TEXT, "name of the role", required=True),
        Property("attitude", Type.TEXT, "advocate, supportive, neutral, sceptical or opposed"),
        Property("confidence", Type.NUMBER, "how sure we are, 0 to 1"),
        _SINCE,
        _UNTIL,
    ),
    (
        Reference("person", "Person", "who", required=True),
        Reference("account", "Account", "where"),
        Reference("opportunity", "Opportunity", "or through which deal"),
    ),
    file="roles.csv",
)
AFFILIATED = Relation(
    "AFFILIATED",
    "Person",
    "Account",
    "A CRM's relation between a contact and an account; employment and roles follow from it.",
    (
        Property("roles", Type.WORDS, "roles it names"),
        Property("direct", Type.FLAG, "the contact's own employer"),
        Property("active", Type.FLAG, "still holds"),
        _SINCE,
        _UNTIL,
    ),
    _PERSON_AND_ACCOUNT,
    file="affiliations.csv",
)
REPORTS_TO = Relation(
    "REPORTS_TO",
    "Person",
    "Person",
    "The reporting line.",
    (_SINCE, _UNTIL),
    (
        Reference("person", "Person", "who", required=True),
        Reference("manager", "Person", "to whom", required=True),
    ),
    file="reporting.csv",
)
INFLUENCES = Relation(
    "INFLUENCES",
    "Person",
    "Person",
    "Whose word counts with whom, beside the reporting line.",
    (_SINCE, _UNTIL),
    (
        Reference("person", "Person", "who", required=True),
        Reference("influenced", "Person", "whom", required=True),
    ),
    file="influence.csv",
)
OWNS = Relation(
    "OWNS",
    "Teammate",
    "Account",
    "Who of us looks after an account.",
    (Property("function", Type.TEXT, "as what", values=FUNCTIONS), _SINCE, _UNTIL),
    (
        Reference("teammate", "Teammate", "who", required=True),
        Reference("account", "Account", "which account", required=True),
    ),
    file="owners.csv",
)
LOOKS_AFTER = Relation(
    "LOOKS_AFTER",
    "Teammate",
    "Person",
    "Who of us looks after one person.",
    (_SINCE, _UNTIL),
    (
        Reference("teammate", "Teammate", "who", required=True),
        Reference("person", "Person", "whom", required=True),
    ),
    file="relationships.csv",
)
SUCCEEDED_BY = Relation(
    "SUCCEEDED_BY",
    "Person",
    "Person",
    "Who took over from somebody who left.",
    (_SINCE, _UNTIL),
    (
        Reference("person", "Person", "who left", required=True),
        Reference("successor", "Person", "who took over", required=True),
    ),
    file="successions.csv",
)
TOOK_PART = Relation(
    "TOOK_PART",
    "Person",
    "Touchpoint",
    "Somebody's part in a touchpoint; an invitation is not attendance.",
    (
        Property("part", Type.TEXT, "what they did", values=PARTS, required=True),
        Property("responded_at", Type.MOMENT, "when they answered the invitation"),
    ),
    (
        Reference("touchpoint", "Touchpoint", "in what", required=True),
        Reference("participant", "Person", "who, of theirs or ours", required=True),
    ),
    file="participants.csv",
)

RELATIONS: Mapping[str, Relation] = {
    relation.type: relation
    for relation in (
        WORKS_AT,
        STAKEHOLDER_IN,
        AFFILIATED,
        REPORTS_TO,
        INFLUENCES,
        OWNS,
        LOOKS_AFTER,
        SUCCEEDED_BY,
        TOOK_PART,
    )
}
