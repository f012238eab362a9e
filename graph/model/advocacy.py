"""What customers do for us: requests, asks, consents, assets, and what they got in return."""

from graph.model.declaring import ADVOCACY, SINCE, UNTIL, Entity, Property, Reference, Type
from graph.model.words import ACTS, ASK_STATES

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
        SINCE,
        UNTIL,
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
