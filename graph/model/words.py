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
