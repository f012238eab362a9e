"""What the words of picklists, subjects and mail headers mean, whichever system they are from."""

import re

from graph.model import CHANNELS, FUNCTIONS, STATUSES
from importers.cells import CellError, shown, whole

# --- accounts

_STATUS_WORDS = (
    ("former customer", "churned"),
    ("churned", "churned"),
    ("prospect", "prospect"),
    ("partner", "partner"),
    ("reseller", "partner"),
    ("competitor", "competitor"),
)


def status(type_: str) -> str:
    """What an account of this Type is to us; whatever the words do not tell is a customer."""
    folded = type_.strip().casefold()
    if folded in STATUSES:
        return folded
    return next((meant for words, meant in _STATUS_WORDS if words in folded), "customer")


_SEGMENTS = {
    "strategic": "strategic",
    "enterprise": "enterprise",
    "midmarket": "mid_market",
    "smb": "smb",
    "digital": "digital",
}
_NO_LETTER = re.compile(r"[\W_]+")


def segment(cell: str) -> str | None:
    """A segment by its name in the policy where we know it, else as it is stated."""
    return _SEGMENTS.get(_NO_LETTER.sub("", cell).casefold(), cell.strip()) or None


# --- people

_DAYS = {
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "fortnightly": 14,
    "everytwoweeks": 14,
    "twiceamonth": 14,
    "monthly": 30,
    "bimonthly": 60,
    "quarterly": 90,
    "halfyearly": 182,
    "semiannually": 182,
    "twiceayear": 182,
    "yearly": 365,
    "annually": 365,
    "never": None,
    "none": None,
}
_UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_SPAN = re.compile(r"(?:every )?(\d{1,4}) ?(day|week|month|quarter|year)s?")


def days(cell: str) -> int | None:
    """How many days lie between two contacts: "30", "Monthly", "every 2 weeks"."""
    folded = cell.strip().casefold()
    if (name := _NO_LETTER.sub("", folded)) in _DAYS:
        return _DAYS[name]
    if span := _SPAN.fullmatch(folded):
        return int(span[1]) * _UNITS[span[2]]
    try:
        number = whole(cell)
    except CellError:
        raise CellError(f"{shown(cell)} is not a frequency such as 30 or Monthly") from None
    return number if number and number > 0 else None


_CHANNELS = {
    **{channel: channel for channel in CHANNELS},
    "phone": "call",
    "telephone": "call",
    "mobile": "call",
    "mail": "email",
    "inperson": "in_person",
    "inapp": "in_app",
    "videocall": "video",
    "slack": "chat",
    "teams": "chat",
}


def channel(cell: str) -> str | None:
    """How somebody likes to be reached; words we do not know are `other`."""
    folded = _NO_LETTER.sub("", cell).casefold()
    return _CHANNELS.get(folded, "other") if folded else None


# --- our people

_FUNCTION_WORDS = (
    ("customersuccess", "csm"),
    ("accountmanager", "account_manager"),
    ("accountdirector", "account_manager"),
    ("executivesponsor", "executive"),
    ("marketing", "marketing"),
    ("support", "support"),
    ("service", "support"),
    ("sales", "sales"),
    ("accountexecutive", "sales"),
    ("channelmanager", "sales"),
    ("leadqualifier", "sales"),
    ("opportunityowner", "sales"),
    ("owner", "owner"),
)


def function(cell: str) -> str | None:
    """As what somebody of us looks after an account."""
    folded = cell.strip().casefold().replace(" ", "_")
    if folded in FUNCTIONS:
        return folded
    name = _NO_LETTER.sub("", folded)
    return next((meant for words, meant in _FUNCTION_WORDS if words in name), "other")


# --- activities

_CANCELLED = (
    "canceled",
    "cancelled",
    "abgesagt",
    "annulé",
    "annulée",
    "annule",
    "cancelado",
    "cancelada",
    "annullato",
    "annullata",
    "geannuleerd",
)
_BEGINS_CANCELLED = re.compile(rf"\W*(?:{'|'.join(_CANCELLED)})(?!\w)", re.IGNORECASE)


def is_cancelled(subject: str) -> bool:
    """Whether a subject begins with a word for cancelled."""
    return _BEGINS_CANCELLED.match(subject) is not None


EVENT_CHANNELS = {
    "webinar": "webinar",
    "in person": "in_person",
    "in_person": "in_person",
    "in-person": "in_person",
    "video": "video",
    "meeting": "meeting",
}
"""Types of an Event that say how people met; every other is a meeting."""

_NOT_REACHED = re.compile(
    r"voice ?mail|vmail|\blvm\b|no[ _-]?answer|not answered|unanswered|did not (?:answer|pick)"
    r"|no[ _-]?reply|\bbusy\b|wrong[ _-]?number|bad number|left (?:\w+ )*message"
    r"|not[ _-]?(?:connected|reached|available)|disconnected|unreachable|no contact|no show"
)
_REACHED = re.compile(r"\b(?:connected|reached|spoke|spoken|answered|talked|conversation)\b")


def disposition(cell: str) -> bool | None:
    """Whether a call's result says that we spoke; None where it says nothing of that."""
    folded = cell.strip().casefold()
    if _NOT_REACHED.search(folded):
        return False
    return True if _REACHED.search(folded) else None


_AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office(?: autoreply)?"
    r"|automatische antwort|(?:automatische )?abwesenheitsnotiz"
    r"|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica|fuera de la oficina"
    r"|resposta autom[áa]tica|fora do escrit[óo]rio|risposta automatica|fuori (?:sede|ufficio)"
    r"|automatisch antwoord|afwezigheidsbericht|niet op kantoor)\s*:",
    re.IGNORECASE,
)
_AUTOMATIC_HEADER = re.compile(
    r"^(?:auto-submitted:[ \t]*(?:\n[ \t]+)?(?!no\b)[a-z]|x-auto[\w-]*:|list-[\w-]+:"
    r"|precedence:[ \t]*(?:\n[ \t]+)?(?:bulk|list|junk|auto_reply)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def is_automatic(subject: str, headers: str) -> bool:
    """Whether a program wrote the mail: an answering machine, a list, a newsletter."""
    lines = headers.replace("\r\n", "\n").replace("\r", "\n")
    return bool(_AUTOMATIC_SUBJECT.match(subject) or _AUTOMATIC_HEADER.search(lines))
