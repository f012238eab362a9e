"""E-mail addresses: one spelling for each, and which of them belong to nobody in particular."""

import re

_SHARED = """
info sales support service admin office contact hello team help billing accounts accounting finance
invoices hr jobs marketing press legal purchasing procurement orders noreply no-reply postmaster
webmaster abuse security
"""
SHARED_MAILBOXES = frozenset(_SHARED.split())
"""Names before the @ that never identify a person."""

_FREE = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com
icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch web.de
t-online.de freenet.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr
libero.it virgilio.it tiscali.it terra.com.br uol.com.br bol.com.br telefonica.net ziggo.nl
kpnmail.nl mail.ru yandex.ru yandex.com qq.com 163.com 126.com naver.com hanmail.net zoho.com
fastmail.com hey.com comcast.net verizon.net att.net
"""
FREE_MAIL = frozenset(_FREE.split())
"""Domains where anybody gets an address: they belong to no customer."""

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


def company_domain(address: str | None) -> str | None:
    """The domain of an address, where it tells the company somebody works for."""
    domain = (address or "").strip().lower().partition("@")[2]
    if not domain or domain in FREE_MAIL or domain.startswith(("yahoo.", "hotmail.", "live.")):
        return None
    return domain


def is_within(domain: str, of: str | None) -> bool:
    """Whether a domain is that other one, or below it."""
    return of is not None and (domain == of or domain.endswith(f".{of}"))


def is_shared(address: str) -> bool:
    """Whether several people read this mailbox; `info+eu@` is as shared as `info@`."""
    name = address.strip().lower().partition("@")[0]
    return name.partition("+")[0] in SHARED_MAILBOXES
