"""Record ids as Salesforce writes them: a key prefix, a counter in base 62, a case checksum."""

from collections.abc import Iterator
from itertools import count

PREFIXES = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "Lead": "00Q",
    "Task": "00T",
    "Event": "00U",
    "OpportunityContactRole": "00K",
    "AccountTeamMember": "01M",
    "EmailMessage": "02s",
    "AccountContactRelation": "07k",
    "EventRelation": "0RE",
    "Case": "500",
}

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_INSTANCE = "5g0"
_FIRST_BLOCK = 780


def _capitals(characters: str) -> int:
    """Bit n is set where the nth character is a capital letter."""
    return sum(1 << n for n, char in enumerate(characters) if "A" <= char <= "Z")


_LAST_TWO = tuple((a + b, _capitals(a + b) << 3) for a in _DIGITS for b in _DIGITS)
"""The last two digits of a block of ids, with what they add to the third checksum character."""


def checksum(short: str) -> str:
    """The three characters that make a 15-character id safe where case is lost.

    Each stands for five characters of the id and says which of them are capitals.
    """
    return "".join(_CHECKSUM[_capitals(short[start : start + 5])] for start in (0, 5, 10))


def record_ids(kind: str) -> Iterator[str]:
    """The 18-character ids of one kind of record (a key of PREFIXES), without end.

    Neighbours differ in the case of a letter only, as real ones do: whoever compares 15-character
    ids without regard to case confuses two people.
    """
    for block in count(_FIRST_BLOCK):
        head = PREFIXES[kind] + _INSTANCE + _base62(block, 7)
        ending = checksum(head)[:2]
        capitals = _capitals(head[10:])
        for digits, more_capitals in _LAST_TWO:
            yield head + digits + ending + _CHECKSUM[capitals | more_capitals]


def _base62(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits = _DIGITS[digit] + digits
    return digits


class IdSequence:
    """Hands out ids, counting each kind of record on its own."""

    def __init__(self) -> None:
        self._sequences = {kind: record_ids(kind) for kind in PREFIXES}

    def next(self, kind: str) -> str:
        """A fresh id for a record of this kind."""
        return next(self._sequences[kind])
