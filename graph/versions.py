"""What one record of a source said, in every version we have seen, and when each version held.

The first version holds from the record's own creation on, a later one from the moment the export
that first showed it was taken; a deletion holds from the record's last modification. A record that
a full export no longer has is absent from the moment that export was taken: a version that says
nothing. Versions are kept in the order in which exports were taken, so that the order of imports
does not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

import orjson

from graph.model import Millis
from graph.statement import Statement, Value

T = TypeVar("T")

ABSENT = "absent"
"""The hash of a version that only says that its record was not in a full export."""


FullAt = Mapping[str, Sequence[Millis]]
"""When full exports of each source and object (`object_of`) were taken."""
NEVER_FULL: FullAt = {}


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
    def absent(self) -> bool:
        """A full export did not have the record."""
        return self.hash == ABSENT

    @property
    def gone(self) -> bool:
        """Deleted, or absent: nothing it said before holds from then on."""
        return self.deleted or self.absent

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
    def last_shown(self) -> Version:
        """The newest version that an export showed."""
        return next(version for version in reversed(self.versions) if not version.absent)

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


def absence(seen_at: Millis) -> Version:
    """The version of a record that a full export taken at `seen_at` did not have."""
    return Version(seen_at, ABSENT, None, None, False, None, {})


def object_of(key: str) -> str:
    """The source and object of a record: `salesforce:Contact` of `salesforce:Contact:003…`."""
    return ":".join(key.split(":", 2)[:2])


def fingerprint(content: object) -> str:
    """A short hash of JSON-like content, the same whatever the order of its keys."""
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(text, digest_size=12).hexdigest()


def with_version(
    known: tuple[Version, ...], new: Version, full_at: Sequence[Millis] = ()
) -> tuple[Version, ...]:
    """The versions with one more; the same object when it tells nothing new.

    Content that goes on counts from the first export in a row that showed it; content that comes
    back after something else is a version of its own. Of two versions in exports taken at the same
    moment the one modified last counts. `full_at` are the moments at which full exports were taken
    that are imported already: what was known of the record then goes on to be true from then.
    """
    if known and known[-1].hash == new.hash and known[-1].seen_at <= new.seen_at:
        return known
    rival = next((v for v in known if v.seen_at == new.seen_at), None)
    if rival is not None and _rank(rival) >= _rank(new):
        return known
    kept = [v for v in known if v is not rival]
    following = next((moment for moment in sorted(full_at) if moment > new.seen_at), None)
    if following is not None and all(v.seen_at != following for v in kept):
        before = in_force(known, following)
        kept.append(absence(following) if before is None else replace(before, seen_at=following))
    told = told_apart((*kept, new))
    return known if told == known else told


def without_version(
    known: tuple[Version, ...], seen_at: Millis, full_at: Sequence[Millis] = ()
) -> tuple[Version, ...]:
    """The versions of a record that a full export taken at `seen_at` did not have.

    The same object when that is no news: what was deleted or merged before need not be there.
    """
    before = in_force(known, seen_at)
    if before is None or before.gone or before.merged_into:
        return known
    return with_version(known, absence(seen_at), full_at)


def told_apart(versions: Iterable[Version]) -> tuple[Version, ...]:
    """The versions in order, each different from the one before; none absent before the first."""
    told: list[Version] = []
    for version in sorted(versions, key=lambda version: version.seen_at):
        if version.hash != (told[-1].hash if told else ABSENT):
            told.append(version)
    return tuple(told)


def in_force(versions: Iterable[Version], moment: Millis) -> Version | None:
    """What an export taken at that moment showed, as far as is known; None before the first."""
    return next((v for v in reversed(tuple(versions)) if v.seen_at <= moment), None)


def _rank(version: Version) -> tuple[bool, Millis, str]:
    return (not version.absent, version.modified_at or 0, version.hash)


FLAGS = frozenset({"left", "ticked_roles", "opted_out", "bounced_at", "bounce_weight"})
"""Values that hold from a record's last modification, never from before it."""


def completed(record: SourceRecord) -> SourceRecord:
    """The record with every version saying what an export without that column left out.

    A column that is missing says nothing: what was said before still holds, and what is seen for
    the first time holds from the beginning, unless it is a flag. When the record was created is
    true of every version.
    """
    if len(record.versions) == 1:
        return record
    created_at = next((v.created_at for v in record.versions if v.created_at is not None), None)
    first_said: dict[str, Value] = {}
    for version in reversed(record.versions):
        first_said |= version.values
    known = {name: value for name, value in first_said.items() if name not in FLAGS}
    versions = []
    for version in record.versions:
        known = {**known, **version.values}
        created = created_at if version.created_at is None else version.created_at
        versions.append(replace(version, values=known, created_at=created))
    return replace(record, versions=tuple(versions))


def spells(record: SourceRecord) -> Iterator[Spell]:
    """When each version held; none after a deletion or while absent, none of no length."""
    for number, version in enumerate(record.versions):
        since = version.created_at if number == 0 else version.seen_at
        until: Millis | None = None
        if version.absent:
            continue
        if version.deleted:
            # What a deleted record still says was true until it was deleted; only the first
            # version can tell, a later one was preceded by a version that says it better.
            if number > 0:
                continue
            until = version.flagged_at
        following = record.versions[number + 1 :]
        if following:
            ended = following[0].flagged_at if following[0].gone else following[0].seen_at
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
