"""Closed sets of values that several kinds of nodes share."""

from collections.abc import Mapping

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

SCALES: Mapping[str, tuple[float, float]] = {"nps": (0, 10), "csat": (1, 5)}
"""Lowest and highest answer where a reading does not state its scale."""

STATUSES = ("customer", "prospect", "partner", "competitor", "churned")

ASK_STATES = (
    "proposed",
    "owner_approval",
    "approved",
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

REQUEST_STATES = (
    "draft",
    "submitted",
    "matching",
    "owner_approval",
    "invited",
    "accepted",
    "scheduled",
    "completed",
    "feedback",
    "declined_by_owner",
    "declined_by_advocate",
    "missed",
    "cancelled",
    "expired",
    "unfulfilled",
)

ASSET_STATES = ("draft", "in_approval", "approved", "published", "retired")

ADVOCATE_STATUSES = ("candidate", "active", "resting", "retired")
"""Where somebody stands in the advocacy programme."""

BLOCKERS = (
    "NO_CONSENT",
    "CONSENT_EXPIRED",
    "CONSENT_SCOPE",
    "OPTED_OUT",
    "COOLDOWN",
    "CAP_PERSON",
    "CAP_ACCOUNT",
    "OPEN_ESCALATION",
    "RENEWAL_WINDOW",
    "DETRACTOR",
    "PERSON_DEPARTED",
    "OWNER_HOLD",
    "COMPETITOR_OF_PROSPECT",
    "PENDING_ELSEWHERE",
    "LADDER",
)
"""Codes of what may stand in the way of asking somebody; `queries/rules/blockers.py` finds them."""

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

NOTICES = (
    "departure_suspected",
    "departure_confirmed",
    "departure_undone",
    "ask_stopped",
    "approval_needed",
    "reservation_lapsed",
    "consent_ending",
    "request_stalled",
    "request_changed",
)
"""What somebody of ours may be told of."""

DELIVERY_STATES = ("waiting", "delivered", "dead")
"""How far a delivery has come; a dead one is tried no more until somebody replays it."""
