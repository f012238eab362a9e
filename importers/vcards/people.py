"""What a card says of a person, and of the lines in which they report."""

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from urllib.parse import unquote

from graph.model import Millis
from graph.statement import Value
from graph.values.calendar import millis
from graph.values.mailboxes import addresses_in, is_shared
from importers.profiles import profile_key
from importers.vcards.cards import Card, Property

LONGEST_UID = 200
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PEOPLE = ("", "INDIVIDUAL")
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_NO_VOICE = frozenset({"FAX", "PAGER", "MODEM", "BBS", "TEXTPHONE"})
_LINKED = "https://www.linkedin.com/in/"

_MANAGERS = ("X-MANAGER", "X-MS-MANAGER", "X-EVOLUTION-MANAGER", "X-KADDRESSBOOK-X-MANAGERSNAME")
_ASSISTANTS = (
    *("X-ASSISTANT", "X-MS-ASSISTANT", "X-EVOLUTION-ASSISTANT"),
    *("X-KADDRESSBOOK-X-ASSISTANTSNAME", "AGENT"),
)
_ABOVE = frozenset({"MANAGER", "SUPERVISOR", "BOSS", "SUPERIOR"})
_BELOW = frozenset({"ASSISTANT", "AGENT", "SECRETARY"})


def is_person(card: Card) -> bool:
    """Whether it is a person's, and not private: no group's, no place's, no company's."""
    kind = card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")
    if kind.upper() not in _PEOPLE or card.first("X-ABSHOWAS").upper() == "COMPANY":
        return False
    if card.first("CLASS").upper() in _PRIVATE:
        return False
    company = next((p.parts[0] for p in card.all("ORG")), "")
    named = any(part for p in card.all("N") for part in p.parts[:3])
    return named or not company or name_of(card).casefold() not in ("", company.casefold())


def name_of(card: Card) -> str:
    """The full name, made of its parts where it is not written out."""
    if full := card.first("FN"):
        return full
    for parts in (p.parts for p in card.all("N")):
        family, given, more = (*parts, "", "", "")[:3]
        if name := " ".join(part for part in (given, more, family) if part):
            return name
    return ""


def addresses_of(card: Card) -> list[str]:
    """Its e-mail addresses, the preferred first."""
    texts = (unquote(p.value).removeprefix("mailto:") for p in card.all("EMAIL"))
    return list(dict.fromkeys(address for text in texts for address in addresses_in(text)[:1]))


def key_of(card: Card) -> str:
    """The key of the card: by its UID, else by name and first address."""
    if uid := plain_uid(card.first("UID")):
        return uid_key(uid)
    told = "\0".join((name_of(card).casefold(), *addresses_of(card)[:1]))
    return f"vcard:Card:{blake2b(told.encode(), digest_size=16).hexdigest()}"


def plain_uid(text: str) -> str:
    """A UID without what is put around it: `urn:uuid:`, capitals in a UUID."""
    uid = text.strip()
    for prefix in ("urn:uuid:", "uuid:", "uid:"):
        if uid.lower().startswith(prefix):
            uid = uid[len(prefix) :]
    if _UUID.fullmatch(uid):
        return uid.lower()
    if len(uid) > LONGEST_UID:
        return blake2b(uid.encode(), digest_size=16).hexdigest()
    return uid


def uid_key(uid: str) -> str:
    """The key of the card with that UID."""
    return f"vcard:Card:{uid}"


def revised_at(card: Card) -> Millis | None:
    """When the card was last changed; a date out of all reason is none."""
    text = card.first("REV")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return millis(moment)


def values_of(card: Card) -> dict[str, Value]:
    """What the card says of the person; what it leaves out it says nothing of."""
    addresses = sorted(addresses_of(card), key=is_shared)
    org = next((p.parts for p in card.all("ORG")), [])
    said: dict[str, Value] = {
        "name": name_of(card),
        "email": next(iter(addresses), None),
        "emails": addresses[1:],
        "phone": _phone(card),
        "links": _links(card),
        "title": card.first("TITLE") or card.first("ROLE"),
        "department": next((part for part in org[1:] if part), None),
    }
    return {name: value for name, value in said.items() if value}


def names_of(card: Card) -> list[str]:
    """By which keys others know the person: addresses of their own, their LinkedIn profile."""
    found = [f"email:{address}" for address in addresses_of(card) if not is_shared(address)]
    found += [key for link in _links(card) if (key := profile_key(link)) is not None]
    return list(dict.fromkeys(found))


def managers_of(card: Card) -> Iterator[str]:
    """Whom the card calls the person's manager: a name, an address or a UID each."""
    yield from (p.value for p in card.all(*_MANAGERS))
    yield from (p.value for p in _related(card) if _words(card, p) & _ABOVE)


def assistants_of(card: Card) -> Iterator[str]:
    """Whom the card calls the person's assistant."""
    yield from (p.value for p in card.all(*_ASSISTANTS))
    yield from (p.value for p in _related(card) if _words(card, p) & _BELOW)


def _related(card: Card) -> list[Property]:
    return card.all("RELATED", "X-ABRELATEDNAMES")


def _words(card: Card, property: Property) -> set[str]:
    """In which relation somebody stands, by type or by the label of the group."""
    return {*property.types, card.label(property)}


def _phone(card: Card) -> str | None:
    numbers = [p for p in card.all("TEL") if not p.types & _NO_VOICE]
    best = min(numbers, key=lambda p: (p.place, "WORK" not in p.types), default=None)
    return None if best is None else best.value.removeprefix("tel:").strip() or None


def _links(card: Card) -> list[str]:
    found = []
    for p in card.all("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "IMPP"):
        user = p.user or p.value.removeprefix("x-apple:")
        linked = "LINKEDIN" in p.types or p.name == "X-LINKEDIN"
        candidates = [p.value, *([_LINKED + user.strip("/ @")] if linked else [])]
        found += [link for link in candidates if profile_key(link)][:1]
    return list(dict.fromkeys(found))
