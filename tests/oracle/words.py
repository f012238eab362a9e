"""What words in an export mean: roles, titles, subjects, dispositions, bounces, mail headers."""

import re

SHARED_MAILBOXES = frozenset(
    [
        "info",
        "sales",
        "support",
        "service",
        "admin",
        "office",
        "contact",
        "hello",
        "team",
        "help",
        "billing",
        "accounts",
        "accounting",
        "finance",
        "invoices",
        "hr",
        "jobs",
        "marketing",
        "press",
        "legal",
        "purchasing",
        "procurement",
        "orders",
        "noreply",
        "no-reply",
        "postmaster",
        "webmaster",
        "abuse",
        "security",
    ]
)

ROLE_WORDS = {
    "economic_decision_maker": "economic_buyer",
    "budget_holder": "economic_buyer",
    "technical_buyer": "technical_lead",
    "business_user": "end_user",
}

CANCELLED_WORDS = (
    "canceled",
    "cancelled",
    "abgesagt",
    "annulé",
    "cancelado",
    "annullato",
    "geannuleerd",
)

AUTOMATIC_SUBJECTS = (
    "automatic reply:",
    "automatische antwort:",
    "réponse automatique :",
    "réponse automatique:",
    "respuesta automática:",
    "resposta automática:",
    "risposta automatica:",
    "automatisch antwoord:",
)

NOT_CONNECTED = ("voicemail", "no answer", "busy", "wrong number", "left message")

NOT_CUSTOMERS = (
    "prospect",
    "partner",
    "reseller",
    "competitor",
    "former customer",
    "churned",
)

# Lowest first; "unknown" stands below "individual", as in the design's list.
SENIORITIES = ("unknown", "individual", "manager", "director", "vp", "c_level")

UNKNOWN_USER_CODES = ("1.1", "1.10", "1.6", "2.1")
UNKNOWN_USER_TEXTS = (
    "user unknown",
    "unknown user",
    "no such user",
    "mailbox not found",
    "user does not exist",
)


def slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_")


def listed(text: str) -> list[str]:
    """The values of a multipicklist or of any ';' list."""
    return [part.strip() for part in text.split(";") if part.strip()]


def role_of(word: str) -> str:
    """ "Economic Decision Maker and Budget Holder are economic_buyer; Technical Buyer
    technical_lead; Business User end_user; other words become roles of their own." """
    return ROLE_WORDS.get(slug(word), slug(word))


def address_of(text: str) -> str:
    """The bare address of `Ann <ann@acme.example>` or `ann@acme.example`, in lower case."""
    inside = re.search(r"<([^<>]+)>", text)
    return (inside.group(1) if inside else text).strip().casefold()


def addresses_of(text: str) -> list[str]:
    return [address_of(part) for part in re.split(r"[;,]", text) if part.strip()]


def is_personal(address: str) -> bool:
    """An address that identifies somebody: not one of the "shared mailboxes that never
    identify"."""
    local, at, domain = address.partition("@")
    return bool(local and at and domain) and local not in SHARED_MAILBOXES


def is_cancelled(subject: str) -> bool:
    """ "the subject begins with a word for cancelled" """
    return any(
        re.match(rf"{word}\b", subject.strip().casefold()) is not None for word in CANCELLED_WORDS
    )


def is_automatic(headers: str, subject: str) -> bool:
    """ "Auto-Submitted other than no, Precedence bulk, list, junk or auto_reply, X-Auto*,
    List-*, a subject 'Automatic reply:' in any of the languages" """
    if subject.strip().casefold().startswith(AUTOMATIC_SUBJECTS):
        return True
    for line in headers.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip().casefold(), value.strip().casefold()
        if name == "auto-submitted" and value != "no":
            return True
        if name == "precedence" and value in ("bulk", "list", "junk", "auto_reply"):
            return True
        if name.startswith(("x-auto", "list-")):
            return True
    return False


def is_customer_type(account_type: str) -> bool:
    """ "a Type that contains prospect, partner, reseller, competitor, former customer or churned
    is none of them; an empty type or any other is a customer" """
    return not any(word in account_type.casefold() for word in NOT_CUSTOMERS)


def is_connected(call_type: str, seconds: int, disposition: str) -> bool:
    """ "inbound, or a duration above zero, or a disposition that says connected. A disposition
    that says otherwise wins over a duration, not over inbound; other words say nothing." """
    if slug(call_type) == "inbound":
        return True
    if any(word in disposition.casefold() for word in NOT_CONNECTED):
        return False
    return seconds > 0 or slug(disposition) == "connected"


def seniority_of(title: str) -> str:
    """ "an assistant to an executive is individual; President and Managing Director c_level; Head
    of and Chief of Staff are director; Associate, Assistant and Senior VP are vp; Founder, Owner
    and Partner c_level" """
    words = slug(title).split("_") if slug(title) else []
    joined = "_".join(words)
    if not words:
        return "unknown"
    is_vice = "vp" in words or "svp" in words or "evp" in words or "vice_president" in joined
    if joined in ("executive_assistant", "personal_assistant") or "assistant_to" in joined:
        return "individual"
    if is_vice:
        return "vp"
    if "chief_of_staff" in joined or joined.startswith("head_of"):
        return "director"
    c_words = {"ceo", "cto", "cfo", "coo", "cio", "cmo", "ciso", "chief", "president"}
    c_words |= {"founder", "owner", "partner", "geschäftsführer"}
    if c_words & set(words) or "managing_director" in joined:
        return "c_level"
    if "director" in words:
        return "director"
    if "manager" in words:
        return "manager"
    return "individual"


def is_executive_title(title: str) -> bool:
    """ "an executive who is c_level or vp by title" """
    return seniority_of(title) in ("c_level", "vp")


def bounce_weight(reason: str) -> float:
    """ "A bounce is judged by text and enhanced code: unknown user with a permanent code or none
    0.8, with a temporary code 0.5, no reason given 0.3, anything else 0; the enhanced code
    decides over the basic one." """
    text = reason.strip().casefold()
    if not text:
        return 0.3
    enhanced = re.search(r"\b([245])\.(\d{1,3}\.\d{1,3})\b", text)
    basic = re.search(r"\b([245])\d\d\b", text)
    says_unknown = any(words in text for words in UNKNOWN_USER_TEXTS)
    code_says_unknown = enhanced is not None and enhanced.group(2) in UNKNOWN_USER_CODES
    if not (says_unknown or code_says_unknown):
        return 0.0
    code = enhanced or basic
    is_temporary = code is not None and code.group(1) == "4"
    return 0.5 if is_temporary else 0.8
