"""What our people are told: notices, where they go, and how far each has come."""

from graph.model.declaring import Entity, Property, Reference, Type
from graph.model.words import DELIVERY_STATES, NOTICES

NOTICE = Entity(
    "Notice",
    "ntc",
    "Something that somebody of ours is to be told: the outbox.",
    (
        Property("kind", Type.TEXT, "what happened", values=NOTICES, required=True),
        Property("at", Type.MOMENT, "when", required=True),
        Property("about", Type.TEXT, "id of what it is about"),
        Property("text", Type.TEXT, "what happened, in a sentence"),
    ),
    (
        Reference("teammate", "Teammate", "who is to be told", "TELLS", True, many=True),
        Reference("account", "Account", "the account it concerns", "REGARDS", True),
        Reference("person", "Person", "the person it concerns", "REGARDS", True),
    ),
)

WEBHOOK = Entity(
    "Webhook",
    "whk",
    "An address on the web that is told of notices.",
    (
        Property("url", Type.TEXT, "the address", required=True),
        Property("kinds", Type.WORDS, "what it is told of; empty: everything", values=NOTICES),
        Property("created_at", Type.MOMENT, "when it was made; it is told of nothing before"),
        Property("held_until", Type.MOMENT, "nothing is sent before: the receiver asked for rest"),
        Property("disabled_at", Type.MOMENT, "since when nothing goes there"),
        Property("disabled_because", Type.TEXT, "why"),
    ),
)

WEBHOOK_SECRET = Entity(
    "WebhookSecret",
    "whs",
    "What the notices to a webhook are signed with; shown once, when it is made.",
    (
        Property("secret", Type.TEXT, "whsec_ and 32 random bytes in base64; no read leads here"),
        Property("until", Type.MOMENT, "when it stops signing, because a newer one took its place"),
    ),
    (Reference("webhook", "Webhook", "whose", "SIGNS", True),),
)

DELIVERY = Entity(
    "Delivery",
    "dlv",
    "One notice, or one day's digest, on its way to one receiver.",
    (
        Property("at", Type.MOMENT, "when it was due first", required=True),
        Property("state", Type.TEXT, "how far it has come", values=DELIVERY_STATES, required=True),
        Property("attempts", Type.WHOLE, "how often it was tried"),
        Property("due", Type.MOMENT, "when it is tried next"),
        Property("delivered_at", Type.MOMENT, "when the receiver had it"),
        Property("problem", Type.TEXT, "why the last attempt failed"),
        Property("day", Type.DAY, "the day that the digest is of"),
    ),
    (
        Reference("notice", "Notice", "what is told", "CARRIES", True),
        Reference("webhook", "Webhook", "the webhook that is told", "GOES_TO", True),
        Reference("recipient", "Teammate", "who is told by mail", "GOES_TO", True),
    ),
)
