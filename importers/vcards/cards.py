"""The cards of a vCard file, one at a time: 2.1, 3.0, 4.0 and what vendors made of them.

Only the properties we read are kept, so that photos, sounds and keys cost nothing.
"""

import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.content_lines import LONGEST_LINE, content_lines
from importers.files import File
from importers.mail.headers import readable, shown

LONGEST_CARD = 2**18
LONGEST_VALUE = 4000

_READ = """
FN N ORG TITLE ROLE EMAIL TEL URL UID REV KIND CLASS RELATED AGENT IMPP SOCIALPROFILE
X-SOCIALPROFILE X-LINKEDIN X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND X-ABLABEL X-ABRELATEDNAMES
X-MANAGER X-MS-MANAGER X-EVOLUTION-MANAGER X-KADDRESSBOOK-X-MANAGERSNAME
X-ASSISTANT X-MS-ASSISTANT X-EVOLUTION-ASSISTANT X-KADDRESSBOOK-X-ASSISTANTSNAME
"""
_NAMES = frozenset(_READ.split())
_LINE = re.compile(
    rb"\s*(?:([A-Za-z0-9_-]{1,60})\.)?([A-Za-z0-9_-]{1,60})"
    rb'((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)',
    re.DOTALL,
)
_PARAMETER = re.compile(r';([^:;"=]*)(?:=((?:[^;"]|"[^"]*")*))?')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_BETWEEN = {";": re.compile(r"(?<!\\);"), ",": re.compile(r"(?<!\\),")}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its group (`item1`), name and types in capitals, and its text.

    `place` is its place by preference, the smaller the dearer; `user` an account somewhere.
    """

    group: str
    name: str
    types: frozenset[str]
    text: str
    place: int = 100
    user: str = ""

    @property
    def value(self) -> str:
        """The text without escapes, on one line."""
        return _plain(self.text)

    @property
    def parts(self) -> list[str]:
        """The parts of a structured text such as N and ORG, without escapes."""
        return [_plain(part) for part in _BETWEEN[";"].split(self.text)]


@dataclass(slots=True)
class Card:
    """A card and the line at which it begins; `problem` says why it cannot be used."""

    line: int
    properties: list[Property] = field(default_factory=list)
    problem: str = ""
    size: int = 0

    @property
    def digest(self) -> int:
        """A number that only cards of the same content share."""
        content = repr(self.properties).encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())

    def all(self, *names: str) -> list[Property]:
        """Its properties of these names that are not empty, the preferred first."""
        found = [p for p in self.properties if p.name in names and p.value]
        return sorted(found, key=lambda p: p.place)

    def first(self, name: str) -> str:
        """The value of the preferred property of that name, "" without one."""
        return next((p.value for p in self.all(name)), "")

    def label(self, property: Property) -> str:
        """What the card calls a property of a group: `item1.X-ABLabel:_$!<Manager>!$_`."""
        labels = self.all("X-ABLABEL") if property.group else []
        found = next((p.value for p in labels if p.group == property.group), "")
        return found.strip("_$!<> ").upper()


def cards(file: File) -> Iterator[Card]:
    """Every card of a file, in their order; a card within another (AGENT) is left out."""
    card: Card | None = None
    depth = 0
    agent = False
    for number, content in content_lines(file, soft_breaks=True):
        found = _LINE.match(content)
        if found is None:
            continue
        name = found[2].decode().upper()
        frame = found[4].strip().upper() == b"VCARD" if name in ("BEGIN", "END") else False
        if frame and name == "BEGIN":
            if card is not None and (agent or depth):
                depth += 1
            else:
                if card is not None:
                    card.problem = "it has no end"
                    yield card
                card = Card(number)
        elif frame and depth:
            depth -= 1
        elif frame and card is not None:
            yield card
            card = None
        elif card is not None and not depth:
            _keep(card, name, found, content)
        agent = name == "AGENT" and not found[4].strip()
    if card is not None:
        card.problem = "it has no end"
        yield card


def _keep(card: Card, name: str, found: re.Match[bytes], content: bytes) -> None:
    """Add a line to the card, if it is one that we read and can hold."""
    if name not in _NAMES or len(content) >= LONGEST_LINE:
        return
    card.size += len(content)
    if card.size > LONGEST_CARD:
        card.problem = f"it is longer than {LONGEST_CARD // 1024} kB"
        return
    parsed = _property(name, found)
    if parsed is not None:
        card.properties.append(parsed)


def _property(name: str, found: re.Match[bytes]) -> Property | None:
    types: set[str] = set()
    place, charset, encoding, user = 100, "utf-8", "", ""
    for parameter in _PARAMETER.finditer(readable(found[3])):
        key, said = parameter[1].strip().upper(), (parameter[2] or "").strip().strip('"')
        if parameter[2] is None:  # 2.1: `TEL;WORK;PREF`
            if key in _ENCODINGS:
                encoding = key
            else:
                types.add(key)
        elif key == "TYPE":
            types |= {word.strip(' "').upper() for word in said.split(",")}
        elif key == "PREF" and said.isascii() and said.isdecimal():
            place = min(int(said[:3]), 99)
        elif key == "CHARSET":
            charset = said
        elif key == "ENCODING":
            encoding = said.upper()
        elif key in ("X-USER", "USERNAME"):
            user = said
    if "PREF" in types:
        place = 0
    if encoding in ("BASE64", "B"):
        return None
    content = found[4][:LONGEST_VALUE]
    if encoding == "QUOTED-PRINTABLE":
        content = binascii.a2b_qp(content)
    group = (found[1] or b"").decode().upper()
    return Property(group, name, frozenset(types), readable(content, charset), place, user)


def _plain(text: str) -> str:
    return shown(_ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text))
