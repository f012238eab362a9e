"""What happens between customers and us: touchpoints, feelings, goals, deals, cases, departures."""

from graph.model.declaring import (
    ADVOCACY,
    CURRENCY_CODE,
    PRIVATE,
    SINCE,
    UNTIL,
    Entity,
    Property,
    Reference,
    Type,
)
from graph.model.words import CHANNELS

MINUTES_OF_A_YEAR = 365 * 24 * 60

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
            "what became of it; planned while it lay ahead when its export was taken",
            values=("held", "planned", "cancelled", "missed", "deleted"),
        ),
        Property(
            "direction",
            Type.TEXT,
            "who wrote: they (in), we (out); both in a talk",
            values=("in", "out", "both"),
        ),
        Property("subject", Type.TEXT, "subject line", readers=PRIVATE),
        Property("summary", Type.TEXT, "what was said", readers=PRIVATE),
        Property("minutes", Type.WHOLE, "how long, in minutes", least=0, most=MINUTES_OF_A_YEAR),
        Property("private", Type.FLAG, "only time and participants are kept"),
        Property("bounced", Type.FLAG, "came back undelivered"),
        Property(
            "thread",
            Type.TEXT,
            "of a mail: the id of the one that began its thread",
            readers=PRIVATE,
        ),
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
        Property("score", Type.NUMBER, "-1 (bad) to 1 (good)", readers=PRIVATE, least=-1, most=1),
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
        SINCE,
        UNTIL,
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

SHARE = Entity(
    "Share",
    "shr",
    "A resource that was offered to somebody.",
    (Property("at", Type.MOMENT, "when", required=True),),
    (
        Reference("resource", "Resource", "what was offered", "SHARES", True, required=True),
        Reference("person", "Person", "to whom", "WAS_OFFERED", required=True),
    ),
    file="shares.csv",
)

OPPORTUNITY = Entity(
    "Opportunity",
    "opp",
    "A deal, as the CRM tells it.",
    (
        Property("name", Type.TEXT, "name of the deal"),
        Property("stage", Type.TEXT, "stage in the CRM's words"),
        Property("amount", Type.MONEY, "value of the deal", readers=ADVOCACY),
        Property("currency", Type.TEXT, "ISO 4217 code of its amount", pattern=CURRENCY_CODE),
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

SIGNAL = Entity(
    "Signal",
    "sig",
    "A piece of evidence that somebody left, or is leaving, an account.",
    (
        Property("kind", Type.TEXT, "kind of evidence", required=True),
        Property("at", Type.MOMENT, "from when on it speaks", required=True),
        Property("until", Type.MOMENT, "when its source took it back"),
        Property("weight", Type.NUMBER, "how much it counts", required=True, least=0, most=1),
        Property("detail", Type.TEXT, "what the source says"),
        Property("source", Type.TEXT, "which source says so"),
        Property("record", Type.TEXT, "which record of the source"),
        Property("note", Type.TEXT, "its own words, or a colleague's", readers=PRIVATE),
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
        Property("reason", Type.TEXT, "why", readers=PRIVATE),
        Property("by", Type.TEXT, "who decided"),
        Property("undone_at", Type.MOMENT, "when it was taken back"),
        Property("unrestored", Type.WORDS, "what went on otherwise when it was taken back"),
    ),
    (
        Reference("person", "Person", "about whom", "JUDGED_BY", required=True),
        Reference("account", "Account", "at which account", "ABOUT", True, required=True),
        Reference("successor", "Person", "who took over, if it is resolved", "HANDED_TO", True),
    ),
    file="decisions.csv",
)

DISTINCTION = Entity(
    "Distinction",
    "dst",
    "Somebody's word that two people who look like one are two.",
    (
        Property("evidence", Type.WORDS, "marks of what made them look alike", required=True),
        Property("at", Type.MOMENT, "when it was said", required=True),
        Property("reason", Type.TEXT, "how we know"),
    ),
    (
        Reference("person", "Person", "one of them", "TOLD_APART_BY", required=True),
        Reference("other", "Person", "the other", "TOLD_APART_FROM", True, required=True),
    ),
)
