"""What one record of a source said, in every version we have seen, and when each version held.

The first version holds from the record's own creation on, a later one from the moment the export
that first showed it was taken; a deletion holds from the record's last modification. Versions are
kept in the order in which exports were taken, so that the order of imports does not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

import orjson

from graph.model import Millis
from graph.statement import Statement, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: what it said, and since when we know."""

    seen_at: Millis
    hash: str
    created_at: Millis | None
    modified_at: Millis | None
    deleted: bool
    merged_into: str | None
    values: Mapping[str, Value]

    def text(self, name: str) -> str | None:
        """A value that is a text, if it said one."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        """A value that is a whole number or a moment, if it said one."""
        value = self.values.get(name)
        return int(value) if isinstance(value, int | float) else None

    def words(self, name: str) -> tuple[str, ...]:
        """A value that is a list of texts; empty if it said none."""
        value = self.values.get(name)
        return tuple(value) if isinstance(value, list) else ()

    @property
    def flagged_at(self) -> Millis:
        """From when on its flags hold: its last modification, else when it was seen."""
        return self.seen_at if self.modified_at is None else self.modified_at


@dataclass(frozen=True, slots=True)
class Spell:
    """A time during which a record said the same; `since` None: as far back as we know."""

    since: Millis | None
    until: Millis | None
    version: Version


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record with its versions, oldest first (never empty).

    `names` are the further keys that any of them claimed for its subject.
    """

    key: str
    kind: str
    subject: str
    through: str | None
    versions: tuple[Version, ...]
    names: tuple[str, ...] = ()

    @property
    def newest(self) -> Version:
        """What the record says now."""
        return self.versions[-1]

    @property
    def created_at(self) -> Millis | None:
        """When its source created it, as far as that is known."""
        return self.versions[0].created_at

    @property
    def source(self) -> str:
        """The source it comes from: `salesforce` of `salesforce:Contact:003…`."""
        return self.key.partition(":")[0]


def version_of(statement: Statement, seen_at: Millis) -> Version:
    """The version of its record that a statement shows in an export taken at `seen_at`."""
    values = dict(statement.values)
    content = (
        statement.created_at,
        statement.modified_at,
        statement.deleted,
        statement.merged_into,
        values,
    )
    return Version(
        seen_at,
        fingerprint(content),
        statement.created_at,
        statement.modified_at,
        statement.deleted,
        statement.merged_into,
        values,
    )


def fingerprint(content: object) -> str:
    """A short hash of JSON-like content, the same whatever the order of its keys."""
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(text, digest_size=12).hexdigest()


def with_version(known: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """The versions with one more; the same object when it tells nothing new.

    Content that goes on counts from the first export in a row that showed it; content that comes
    back after something else is a version of its own. Of two versions in exports taken at the same
    moment the one modified last counts.
    """
    if known and known[-1].hash == new.hash and known[-1].seen_at <= new.seen_at:
        return known
    rival = next((v for v in known if v.seen_at == new.seen_at), None)
    if rival is not None and _rank(rival) >= _rank(new):
        return known
    kept = (v for v in known if v is not rival)
    ordered = sorted((*kept, new), key=lambda version: version.seen_at)
    hashes = [None, *(version.hash for version in ordered)]
    told = tuple(v for v, before in zip(ordered, hashes, strict=False) if v.hash != before)
    return known if told == known else told


def _rank(version: Version) -> tuple[Millis, str]:
    return (version.modified_at or 0, version.hash)


FLAGS = frozenset({"left", "ticked_roles", "opted_out", "bounced_at", "bounce_weight"})
"""Values that hold from a record's last modification, never from before it."""


def completed(record: SourceRecord) -> SourceRecord:
    """The record with every version saying what an export without that column left out.

    A column that is missing says nothing: what was said before still holds, and what is seen for
    the first time holds from the beginning, unless it is a flag.
    """
    if len(record.versions) == 1:
        return record
    first_said: dict[str, Value] = {}
    for version in reversed(record.versions):
        first_said |= version.values
    known = {name: value for name, value in first_said.items() if name not in FLAGS}
    versions = []
    for version in record.versions:
        known = {**known, **version.values}
        versions.append(replace(version, values=known))
    return replace(record, versions=tuple(versions))


def spells(record: SourceRecord) -> Iterator[Spell]:
    """When each version held; none for the time after a deletion, none of no length."""
    for number, version in enumerate(record.versions):
        since = version.created_at if number == 0 else version.seen_at
        until: Millis | None = None
        if version.deleted:
            # What a deleted record still says was true until it was deleted; only the first
            # version can tell, a later one was preceded by a version that says it better.
            if number > 0:
                continue
            until = version.flagged_at
        following = record.versions[number + 1 :]
        if following:
            ended = following[0].flagged_at if following[0].deleted else following[0].seen_at
            until = ended if until is None else min(until, ended)
        if until is None or since is None or until > since:
            yield Spell(since, until, version)


def runs(record: SourceRecord, what: Callable[[Version], T | None]) -> Iterator[tuple[Spell, T]]:
    """The spells during which `what` of the record stayed the same, joined where they touch.

    Spells without it (None) are left out.
    """
    open_spell: Spell | None = None
    value: T | None = None
    for spell in spells(record):
        found = what(spell.version)
        if open_spell is not None and found == value and open_spell.until == spell.since:
            open_spell = Spell(open_spell.since, spell.until, open_spell.version)
            continue
        if open_spell is not None and value is not None:
            yield open_spell, value
        open_spell, value = spell, found
    if open_spell is not None and value is not None:
        yield open_spell, value


def claims(
    record: SourceRecord, what: Callable[[Version], T | None]
) -> Iterator[tuple[Version, T, Version | None]]:
    """What the record claimed in a row of versions, deleted or not.

    Yields the first version that claims it, the claim, and the version that no longer does. A
    deletion takes nothing back.
    """
    start: Version | None = None
    value: T | None = None
    for version in record.versions:
        found = what(version)
        if start is not None and found == value:
            continue
        if start is not None and value is not None:
            yield start, value, version
        start, value = version, found
    if start is not None and value is not None:
        yield start, value, None


def packed(versions: Iterable[Version]) -> str:
    """Versions as the JSON text that the graph keeps."""
    return orjson.dumps(
        [
            [
                v.seen_at,
                v.hash,
                v.created_at,
                v.modified_at,
                v.deleted,
                v.merged_into,
                v.values,
            ]
            for v in versions
        ]
    ).decode()


def unpacked(text: str) -> tuple[Version, ...]:
    """The versions that `packed` wrote."""
    return tuple(Version(*parts) for parts in orjson.loads(text))
