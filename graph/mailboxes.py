"""E-mail addresses: one spelling for each, and which of them belong to nobody in particular."""

import re

_SHARED = """
info sales support service admin office contact hello team help billing accounts accounting finance
invoices hr jobs marketing press legal purchasing procurement orders noreply no-reply postmaster
webmaster abuse security
"""
SHARED_MAILBOXES = frozenset(_SHARED.split())
"""Names before the @ that never identify a person."""

LONGEST_ADDRESS = 254

_ADDRESS = re.compile(
    r"[^\s@<>,;:\"'()\[\]\\]+@[^\s@<>,;:\"'()\[\]\\.]+(?:\.[^\s@<>,;:\"'()\[\]\\.]+)+"
)


def folded_address(text: str) -> str | None:
    """The address in lower case, without blanks around it; None when it cannot be an address."""
    address = text.strip().lower()
    if len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address):
        return address
    return None


def addresses_in(text: str) -> list[str]:
    """Every address in a line such as `"Ann, Lee" <ann@acme.example>; bob@acme.example`, once."""
    return list(dict.fromkeys(_ADDRESS.findall(text.lower())))


def is_shared(address: str) -> bool:
    """Whether several people read this mailbox; `info+eu@` is as shared as `info@`."""
    name = address.strip().lower().partition("@")[0]
    return name.partition("+")[0] in SHARED_MAILBOXES
