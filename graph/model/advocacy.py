"""What customers do for us: requests, asks, consents, assets, and what they got in return."""

from graph.model.acts import ACTS, BENEFITS
from graph.model.declaring import (
    ADVOCACY,
    SINCE,
    UNTIL,
    Entity,
    Pattern,
    Property,
    Reference,
    Type,
)
from graph.model.words import ASK_STATES, ASSET_STATES, BLOCKERS, REQUEST_STATES

SLOT = Pattern(
    r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d)?Z",
    "a moment in UTC, such as 2026-03-01T15:00Z",
)

ADVOCACY_REQUEST = Entity(
    "AdvocacyRequest",
    "req",
    "A request for advocates, from the one who needs them.",
    (
        Property("title", Type.TEXT, "what it is for"),
        Property("act", Type.TEXT, "what is needed", values=ACTS),
        Property("state", Type.TEXT, "where it stands", values=REQUEST_STATES),
        Property("how_many", Type.WHOLE, "how many advocates are needed", least=1, most=100),
        Property("campaign", Type.TEXT, "the campaign it serves"),
        Property("channel", Type.TEXT, "where the result will be shown: web, print, call …"),
        Property("industry", Type.TEXT, "industry wanted"),
        Property("region", Type.TEXT, "region wanted"),
        Property("min_employees", Type.WHOLE, "least size wanted, in employees", least=0),
        Property("max_employees", Type.WHOLE, "greatest size wanted, in employees", least=0),
        Property("use_case", Type.TEXT, "use case wanted"),
        Property("persona", Type.TEXT, "role, department or seniority wanted"),
        Property("prospect_domain", Type.TEXT, "domain of the company it is to convince"),
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
        Property("proposed_at", Type.MOMENT, "when they were proposed"),
        Property("invited_at", Type.MOMENT, "when they were asked"),
        Property("decided_at", Type.MOMENT, "when they accepted or declined"),
        Property(
            "ended_at",
            Type.MOMENT,
            "when it was completed, missed, cancelled or expired",
        ),
        Property("reserved_until", Type.MOMENT, "until when the person is held for it"),
        Property("slots", Type.WORDS, "moments offered for it", pattern=SLOT),
        Property("scheduled_at", Type.MOMENT, "when it takes place"),
        Property("overrides", Type.WORDS, "blockers it goes ahead in spite of", values=BLOCKERS),
        Property("override_reason", Type.TEXT, "why it goes ahead in spite of them"),
        Property("overridden_by", Type.TEXT, "which key or command said so"),
        Property("advocate_rating", Type.WHOLE, "how the advocate found it", least=1, most=5),
        Property("advocate_feedback", Type.TEXT, "what the advocate said about it"),
        Property("prospect_rating", Type.WHOLE, "how the other side found it", least=1, most=5),
        Property("prospect_feedback", Type.TEXT, "what the other side said about it"),
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
        Property("uses", Type.WORDS, "uses allowed, such as website or sales; empty: any"),
        SINCE,
        UNTIL,
        Property("revocable", Type.FLAG, "whether it can be taken back; it can, unless said"),
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
        Property("state", Type.TEXT, "where it stands", values=ASSET_STATES),
        Property("text", Type.TEXT, "the words that were approved, or are to be"),
        Property("url", Type.TEXT, "where it is"),
        Property("approval", Type.TEXT, "who at the customer approved it, and where they said so"),
        Property("approved_at", Type.MOMENT, "when it was approved"),
        Property("published_at", Type.MOMENT, "when it was published"),
    ),
    (
        Reference("person", "Person", "who features in it", "FEATURES_IN", many=True),
        Reference("account", "Account", "which account", "ABOUT", True),
    ),
    file="assets.csv",
)

BENEFIT = Entity(
    "Benefit",
    "ben",
    "What an advocate got in return.",
    (
        Property("kind", Type.TEXT, "kind of benefit", values=BENEFITS),
        Property("text", Type.TEXT, "what it was", required=True),
        Property("offered_at", Type.MOMENT, "when it was offered"),
        Property("at", Type.MOMENT, "when they got it; empty while it is only offered"),
    ),
    (
        Reference("person", "Person", "who got it", "RECEIVED", required=True),
        Reference("ask", "Ask", "for what they did", "IN_RETURN_FOR", True),
    ),
    file="benefits.csv",
)

STEP = Entity(
    "Step",
    "stp",
    "One step of a request, an ask, a consent or an asset from one state to the next.",
    (
        Property("at", Type.MOMENT, "when", required=True),
        Property("state", Type.TEXT, "the state it is in from then on", required=True),
        Property("was", Type.TEXT, "the state it was in before"),
        Property("reason", Type.TEXT, "why"),
        Property("actor", Type.TEXT, "which key or command took it"),
        Property("cause", Type.TEXT, "id of the decision that led to it, if one did"),
        Property("reserved_until", Type.MOMENT, "until when it holds a person for an ask"),
    ),
    (
        Reference("request", "AdvocacyRequest", "whose state", "STEP_OF", True),
        Reference("ask", "Ask", "whose state", "STEP_OF", True),
        Reference("consent", "Consent", "whose state", "STEP_OF", True),
        Reference("asset", "Asset", "whose state", "STEP_OF", True),
    ),
)
"""The state of such a thing as of a moment is that of its newest step by then; before its first
step, what its source says."""
