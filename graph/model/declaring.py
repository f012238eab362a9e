"""How the label table is declared: properties, references, entities, relations, readers."""

from dataclasses import dataclass
from enum import StrEnum

Millis = int
"""Milliseconds since 1970-01-01T00:00:00Z."""


class Type(StrEnum):
    """What a property holds, in the graph and in a CSV cell."""

    TEXT = "text"
    WORDS = "words"  # a list of texts; `;` separated in CSV
    WHOLE = "whole"  # an integer
    NUMBER = "number"
    FLAG = "flag"  # true or false
    MOMENT = "moment"  # milliseconds UTC; RFC 3339 or a bare date in CSV
    DAY = "day"  # ISO date
    MONEY = "money"  # minor units; the currency stands in the property `currency`


class Reader(StrEnum):
    """Whose key may read a property; the roles of an API key (see `rights.py`)."""

    READER = "reader"
    CSM = "csm"
    MARKETING = "marketing"
    LEADER = "leader"
    ADMIN = "admin"


EVERYONE = frozenset(Reader)

CONTACT_DETAILS = frozenset({Reader.READER, Reader.CSM, Reader.LEADER, Reader.ADMIN})
"""Marketing sees contact details only once the owner of the account has approved an ask."""

PRIVATE = frozenset({Reader.CSM, Reader.LEADER, Reader.ADMIN})
"""Notes about how people feel and what they said in confidence."""

ADVOCACY = frozenset({Reader.CSM, Reader.MARKETING, Reader.LEADER, Reader.ADMIN})


@dataclass(frozen=True)
class Pattern:
    """How a text is spelled: a regular expression for all of it, and what that means in words."""

    expression: str
    meaning: str


CURRENCY_CODE = Pattern("[A-Z]{3}", "a code of three capital letters, such as USD")

MOST_DAYS = 3650
"""No promise and no wish reaches further than ten years."""


@dataclass(frozen=True)
class Property:
    """One value of a node or relationship.

    A number lies from `least` to `most`, both included; `faults.py` sees to it.
    """

    name: str
    type: Type
    meaning: str
    values: tuple[str, ...] = ()
    required: bool = False
    readers: frozenset[Reader] = EVERYONE
    least: int | None = None
    most: int | None = None
    pattern: Pattern | None = None

    @property
    def bounds(self) -> str:
        """Between what a number lies, in words; empty where it may be any."""
        if self.least is None:
            return "" if self.most is None else f"at most {self.most}"
        return f"at least {self.least}" if self.most is None else f"{self.least} to {self.most}"


@dataclass(frozen=True)
class Reference:
    """The other end of something: which thing a row speaks of.

    `edge` is the relationship type that the loader draws between the two nodes, from the row's node
    to the other (`outgoing`) or back; `many` when a row may name several.
    """

    name: str
    to: str
    meaning: str
    edge: str = ""
    outgoing: bool = False
    many: bool = False
    required: bool = False


class Keeping(StrEnum):
    """How much of its past the graph keeps of what a source says."""

    VERSIONS = "versions"  # every version a source ever said; relations with since and until follow
    LATEST = "latest"  # the newest version only: an event, or a thing that carries its own dates


@dataclass(frozen=True)
class Entity:
    """A kind of node."""

    label: str
    prefix: str
    meaning: str
    properties: tuple[Property, ...]
    references: tuple[Reference, ...] = ()
    file: str | None = None
    keeping: Keeping = Keeping.LATEST

    def property_named(self, name: str) -> Property | None:
        """The declared property of that name, if there is one."""
        return next((p for p in self.properties if p.name == name), None)


@dataclass(frozen=True)
class Relation:
    """A kind of relationship that holds for a time, between two kinds of node."""

    type: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...]
    references: tuple[Reference, ...]
    file: str | None = None


SINCE = Property("since", Type.MOMENT, "from when on it holds")

UNTIL = Property("until", Type.MOMENT, "when it ended; empty while it holds")
