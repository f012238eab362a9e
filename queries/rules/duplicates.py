"""People who may be one: the same name at one account, or the same telephone number."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from rapidfuzz import fuzz

SAME_NAME, CLOSE_NAME, INITIAL, SAME_NUMBER = 0.9, 0.6, 0.5, 0.6
"""How much each reason weighs; together 1 - product(1 - weight)."""
CLOSE = 92
"""From which similarity on, 0 to 100, names are close: a letter or two differ."""
ENOUGH = 0.5
SWITCHBOARD = 4
"""A number that so many people have is nobody's own."""

_HONORIFICS = frozenset(
    {
        *("dr", "prof", "mr", "mrs", "ms", "miss", "mx", "herr", "frau", "monsieur", "madame"),
        *("sr", "sra", "dott", "ing", "phd", "mba", "jr"),
    }
)


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody's name and number, and who else has that number, by id."""

    id: str
    name: str
    same_number: Mapping[str, str]
    dial: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people who may be one: how likely, 0 to 1, and why.

    `evidence` holds a mark for each reason, which changes with the names or the number.
    """

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]


def likenesses(cards: Sequence[Card]) -> Iterator[Likeness]:
    """The pairs among the people of one account, and with whoever has their number elsewhere."""
    by_id = {card.id: card for card in cards}
    for one, other in sorted(_pairs(cards)):
        elsewhere = {**by_id[one].same_number} if one in by_id else {}
        name = by_id[other].name if other in by_id else elsewhere[other]
        likeness = _likeness(by_id[one], other, name, here=other in by_id)
        if likeness.score >= ENOUGH:
            yield likeness


def _pairs(cards: Sequence[Card]) -> set[tuple[str, str]]:
    """Only people who share the beginning of a name, or a number, are compared at all."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for beginning in {word[:2] for word in words(card.name) if len(word) > 1}:
            blocks[beginning].append(card.id)
    pairs = {(min(pair), max(pair)) for block in blocks.values() for pair in combinations(block, 2)}
    here = {card.id for card in cards}
    for card in cards:
        if len(card.same_number) + 1 < SWITCHBOARD:
            pairs |= {
                (min(card.id, other), max(card.id, other)) if other in here else (card.id, other)
                for other in card.same_number
            }
    return pairs


def _likeness(one: Card, other: str, name: str, *, here: bool) -> Likeness:
    found: dict[str, float] = {}
    evidence: list[str] = []
    if here and (likeness := _alike(one.name, name)):
        reason, weight = likeness
        found[reason] = weight
        evidence.append(_mark("name", *sorted(" ".join(words(n)) for n in (one.name, name))))
    if other in one.same_number and len(one.same_number) + 1 < SWITCHBOARD:
        found["the same telephone number"] = SAME_NUMBER
        evidence.append(_mark("number", one.dial))
    doubt = 1.0
    for weight in found.values():
        doubt *= 1 - weight
    return Likeness(one.id, other, round(1 - doubt, 2), tuple(found), tuple(evidence))


def _mark(reason: str, *told: str) -> str:
    """What a reason rests on, so that it is known again and tells nothing to whoever reads it."""
    return f"{reason}:{blake2b(chr(0).join(told).encode(), digest_size=6).hexdigest()}"


def _alike(one: str, other: str) -> tuple[str, float] | None:
    ours, theirs = words(one), words(other)
    if not ours or not theirs:
        return None
    if sorted(ours) == sorted(theirs):
        return "the same name", SAME_NAME
    if fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))) >= CLOSE:
        return "nearly the same name", CLOSE_NAME
    if ours[-1] == theirs[-1] and _initial(ours[0], theirs[0]):
        return "the same surname and initial", INITIAL
    return None


def _initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def words(name: str) -> list[str]:
    """The words of a name without accents, titles and punctuation; "Reyes, Ann" as "Ann Reyes"."""
    last, comma, first = name.partition(",")
    plain = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name)
    kept = "".join(c for c in plain.casefold() if not unicodedata.combining(c))
    return [word for word in re.findall(r"\w+", kept) if word not in _HONORIFICS]
