"""What the cells of a HubSpot export mean: stages, outcomes, bounces, in tables."""

import re

from importers import cells, words
from importers.bounces import OTHER, Verdict, judge

# --- companies

_STAGES = {
    **dict.fromkeys(("subscriber", "lead", "marketingqualifiedlead"), "prospect"),
    **dict.fromkeys(("salesqualifiedlead", "opportunity"), "prospect"),
    **dict.fromkeys(("customer", "evangelist"), "customer"),
}


def status(lifecycle_stage: str | None, type_: str | None) -> str:
    """What a company of this stage and type is to us: a type that tells wins over the stage."""
    by_type = words.status(type_ or "")
    if by_type != "customer":
        return by_type
    stage = cells.squashed(lifecycle_stage or "") or ""
    return _STAGES.get(stage) or words.status(lifecycle_stage or "")


# --- deals and tickets

_CLOSED = ("closedwon", "closedlost")


def closed_stage(stage: str | None) -> str | None:
    """`closedwon` or `closedlost` where the stage of a deal says so ("Closed Won (Sales)")."""
    squashed = cells.squashed(stage or "") or ""
    return next((word for word in _CLOSED if squashed.startswith(word)), None)


TICKET_CLOSED = "4"
"""The id of the stage Closed in the pipeline that every portal begins with."""


def is_closed_ticket(stage: str | None, state: str | None) -> bool:
    """Whether a ticket is closed, by its stage's name or id, or by what its stage counts as."""
    if state is not None:
        return state.casefold() == "closed"
    return stage == TICKET_CLOSED or (cells.squashed(stage or "") or "").startswith("closed")


# --- meetings and calls

OUTCOMES = {
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "rescheduled": "cancelled",
    "noshow": "missed",
}
"""Outcomes of a meeting that did not take place then. SCHEDULED is what nobody ever updates."""

_DISPOSITIONS = {
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": True,  # connected
    "9d9162e7-6cf3-4944-bf63-4dff82258764": False,  # busy
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": False,  # left live message
    "b2cf5968-551e-4856-9783-52b3da59a7d0": False,  # left voicemail
    "73a0d17f-1163-4015-bdd5-ec830791da20": False,  # no answer
    "17b47fee-58de-441e-a44c-c6300d46f273": False,  # wrong number
}
"""The ids of the outcomes that every portal begins with."""


def disposition(cell: str) -> bool | None:
    """Whether the outcome of a call says that we spoke; None where it says nothing of that."""
    known = _DISPOSITIONS.get(cell.strip().casefold())
    return words.disposition(cell) if known is None else known


NOT_REACHED = frozenset({"busy", "noanswer", "missed", "failed", "canceled"})
UNDER_WAY = frozenset({"queued", "ringing", "inprogress", "connecting", "callingcrmuser"})
"""Values of hs_call_status."""

# --- mail that came back

_UNKNOWN_USER = "unknownuser"
_ANOTHER_REASON = frozenset(
    {
        *("mailboxfull", "throttled", "greylisting", "policy", "mailboxmisconfiguration"),
        *("content", "spam", "ispmisconfiguration", "doublebounce", "connectionerror", "timeout"),
        *("connectionfailure", "dnsfailure", "blocklisted", "blacklist", "filtered"),
        *("ispblocked", "temporaryproblem", "ipreputation", "domainreputation", "dmarc"),
        "sendingdomainmisconfiguration",
    }
)
_PASSING = re.compile(r"quota|\bfull\b|gr[ea]y ?list|throttl|rate limit|storage|too many|try again")


def bounce(category: str | None, text: str | None) -> Verdict:
    """What a bounce says, by HubSpot's category and by what the mail system wrote.

    The category tells that the user is unknown, the text (whose code is often a temporary one) how
    sure that is, and takes it back where it speaks of a reason that passes. A category that names
    another reason says nothing of the user; where the category does not tell, the text does.
    """
    reason = cells.squashed(category or "") or ""
    if reason in _ANOTHER_REASON:
        return OTHER
    if reason != _UNKNOWN_USER:
        return judge(text)
    if text and judge(text) is OTHER and _PASSING.search(text.casefold()):
        return OTHER
    return judge(f"unknown user; {text or ''}")
