"""What a batch of an import changed, as far as it takes to take it back (`undo.py`).

It is kept with the batch in the ledger: what was there before where something was replaced, the
keys that are new, and a mark for every key that the batch shows or speaks of, so that of any later
change it can be told whether it builds on this one.
"""

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from graph.model import Millis
from graph.statement import Statement

Row = dict[str, Any]


@dataclass(slots=True)
class Footprint:
    """What one batch changed. Ids and keys lead to what was there before; None where nothing was.

    `records` are `{"rival": versions that gave way, "names": what it claimed}`; `things` by label,
    `named` the new keys by the id of what they name, `created` labels by id; `merged` and
    `handed_over` what became of people who turned out to be somebody else.
    """

    records: dict[str, Row | None] = field(default_factory=dict)
    things: dict[str, dict[str, Row | None]] = field(default_factory=dict)
    touchpoints: dict[str, Row | None] = field(default_factory=dict)
    parts: dict[str, Row] = field(default_factory=dict)
    teammates: dict[str, Row | None] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)
    created: dict[str, str] = field(default_factory=dict)
    merged: list[Row] = field(default_factory=list)
    handed_over: list[Row] = field(default_factory=list)

    def packed(self) -> str:
        """The same as the JSON text that the ledger keeps; without what is empty."""
        told = {name: value for name, value in asdict(self).items() if value}
        return orjson.dumps(told).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Footprint":
        """The footprint that `packed` wrote."""
        return cls(**orjson.loads(text))

    def take_in(self, other: "Footprint") -> None:
        """Add what another footprint tells."""
        for label, images in other.things.items():
            self.things.setdefault(label, {}).update(images)
        for name in ("records", "touchpoints", "parts", "teammates", "named", "created"):
            getattr(self, name).update(getattr(other, name))
        self.merged += other.merged
        self.handed_over += other.handed_over


Left = dict[Millis, Footprint]
"""What of a batch could not be taken back, by the moment whose versions of it are concerned."""


def packed_left(left: Left) -> str | None:
    """The same as JSON text; None where nothing is left."""
    told = {str(at): footprint.packed() for at, footprint in left.items()}
    told = {at: text for at, text in told.items() if text != "{}"}
    return orjson.dumps(told).decode() if told else None


def unpacked_left(text: str) -> Left:
    """What `packed_left` wrote."""
    return {int(at): Footprint.unpacked(told) for at, told in orjson.loads(text).items()}


def mark(key: str) -> int:
    """Eight bytes that stand for a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())


class Marks:
    """Many keys, eight bytes each."""

    def __init__(self, marks: Iterable[int] = ()) -> None:
        self._marks = array("Q", marks)
        self._sorted = False

    def add(self, key: str) -> None:
        """Add one key."""
        self._marks.append(mark(key))
        self._sorted = False

    def add_packed(self, text: str) -> None:
        """Add the keys that `packed` wrote."""
        self._marks.frombytes(b64decode(text))
        self._sorted = False

    def __contains__(self, key: str) -> bool:
        if not self._sorted:
            self._marks = array("Q", sorted(self._marks))
            self._sorted = True
        wanted = mark(key)
        place = bisect_left(self._marks, wanted)
        return place < len(self._marks) and self._marks[place] == wanted


def packed_marks(keys: Iterable[str]) -> str:
    """Marks of keys as text."""
    return b64encode(array("Q", map(mark, keys)).tobytes()).decode()


def spoken_of(
    statements: Iterable[Statement],
    claimed: Iterable[tuple[str, ...]],
    references: Iterable[tuple[str, str]],
) -> set[str]:
    """Every key that statements claim or refer to, and `role:` with every role they name."""
    found = {key for keys in claimed for key in keys}
    found |= {key for _, key in references}
    for statement in statements:
        values: Mapping[str, Any] = statement.values
        for name in ("roles", "ticked_roles", "role"):
            said = values.get(name)
            words = said if isinstance(said, list) else [said] if said else []
            found |= {f"role:{word}" for word in words}
    return found
