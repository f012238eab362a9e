"""What the exports hold: records, their versions over several exports, and when each value held.

A world is a list of exports, each `{"taken_at": millis or None, "tables": {name: rows}}`. A row
maps canonical Salesforce column names to strings as the API writes them. Tables of Rapport's own
(goals, consents, ...) are described in own_tables.py; they may stand in any export.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from .days import SEVEN_DAYS, Millis, moment

Row = dict[str, str]


class Export(TypedDict):
    taken_at: Millis | None
    tables: dict[str, list[Row]]


World = list[Export]

STAMPS = ("SystemModstamp", "LastModifiedDate", "CreatedDate")
ACTIVITY_FILES = ("Task", "Event", "EmailMessage")
SALESFORCE_OBJECTS = (
    "Account",
    "Contact",
    "User",
    "AccountContactRelation",
    "Opportunity",
    "OpportunityContactRole",
    "Task",
    "Event",
    "EventRelation",
    "EmailMessage",
    "Case",
)
ID_COLUMNS = frozenset(
    [
        "Id",
        "MasterRecordId",
        "AccountId",
        "ContactId",
        "OpportunityId",
        "ReportsToId",
        "OwnerId",
        "CSM__c",
        "WhoId",
        "WhatId",
        "EventId",
        "RelationId",
        "ActivityId",
        "EmailMessageId",
        "ParentId",
        "RelatedToId",
        "person",
        "account",
    ]
)
SUFFIX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def eighteen(identifier: str) -> str:
    """The 18-character form of a 15-character id: three letters that tell which are capitals."""
    if len(identifier) != len("001000000000001"):
        return identifier
    suffix = ""
    for start in (0, 5, 10):
        capitals = [
            letter.isascii() and letter.isupper() for letter in identifier[start : start + 5]
        ]
        suffix += SUFFIX_LETTERS[sum(2**place for place, capital in enumerate(capitals) if capital)]
    return identifier + suffix


def is_true(text: str) -> bool:
    return text.strip().casefold() in ("true", "1")


def watermark(export: Export) -> Millis | None:
    """ "the moment its export was taken: --taken-at, else the newest SystemModstamp,
    LastModifiedDate or CreatedDate in any of its files; never the wall clock" """
    if export["taken_at"] is not None:
        return export["taken_at"]
    stamps = [
        moment(row.get(column, ""))
        for name in SALESFORCE_OBJECTS
        for row in export["tables"].get(name, [])
        for column in STAMPS
    ]
    return max((stamp for stamp in stamps if stamp is not None), default=None)


def touchpoint_watermark(world: World) -> Millis | None:
    """ "that of the newest export that contained activity files (Task, Event or EmailMessage; a
    header alone is enough)"; None when there never was one."""
    marks = [
        watermark(export)
        for export in world
        if any(name in export["tables"] for name in ACTIVITY_FILES)
    ]
    return max((mark for mark in marks if mark is not None), default=None)


def is_stale_source(mark: Millis, as_of: Millis) -> bool:
    """ "stale when its watermark lies more than exactly 7 * 24 h before as_of" """
    return as_of - mark > SEVEN_DAYS


@dataclass(frozen=True)
class Version:
    """A record as one export showed it."""

    row: Row
    taken_at: Millis


@dataclass(frozen=True)
class Span:
    """A value and when it held: since <= t < until (None: still)."""

    value: str
    since: Millis
    until: Millis | None

    def holds(self, as_of: Millis) -> bool:
        return self.since <= as_of and (self.until is None or as_of < self.until)


@dataclass(frozen=True)
class Record:
    """One Salesforce record with its versions, oldest export first."""

    id: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    def get(self, column: str) -> str:
        """The newest statement of a column; an export that lacks the column says nothing."""
        for version in reversed(self.versions):
            if column in version.row:
                return version.row[column].strip()
        return ""

    def stating(self, column: str) -> Iterator[tuple[Version, str]]:
        for version in self.versions:
            if column in version.row:
                yield version, version.row[column].strip()


Tables = dict[str, dict[str, Record]]


def read_tables(world: World) -> Tables:
    """Every Salesforce record of the world, by object and 18-character id."""
    dated = [(watermark(export), export) for export in world]
    in_order = sorted(((mark or 0, place) for place, (mark, _) in enumerate(dated)))
    tables: Tables = {}
    for name in SALESFORCE_OBJECTS:
        versions: dict[str, list[Version]] = {}
        for mark, place in in_order:
            for row in world[place]["tables"].get(name, []):
                clean = {
                    column: eighteen(value.strip()) if column in ID_COLUMNS else value
                    for column, value in row.items()
                }
                versions.setdefault(clean["Id"], []).append(Version(clean, mark))
        tables[name] = {key: Record(key, tuple(seen)) for key, seen in versions.items()}
    return tables


def own_rows(world: World, table: str) -> list[Row]:
    """The rows of one of Rapport's own tables, from all exports."""
    return [
        {
            column: eighteen(value.strip()) if column in ID_COLUMNS else value
            for column, value in row.items()
        }
        for export in world
        for row in export["tables"].get(table, [])
    ]


def created_at(record: Record) -> Millis:
    created = moment(record.get("CreatedDate"))
    return record.versions[0].taken_at if created is None else created


def modified_at(version: Version) -> Millis:
    changed = moment(version.row.get("LastModifiedDate", ""))
    return version.taken_at if changed is None else changed


def history(record: Record, column: str) -> list[Span]:
    """ "everything else on first sight holds from the record's CreatedDate, and a later change
    holds from the moment the export was taken" """
    spans: list[Span] = []
    for version, value in record.stating(column):
        if not spans:
            spans.append(Span(value, created_at(record), None))
        elif spans[-1].value != value:
            spans[-1] = Span(spans[-1].value, spans[-1].since, version.taken_at)
            spans.append(Span(value, version.taken_at, None))
    return spans


def value_at(record: Record, column: str, as_of: Millis) -> str:
    for span in history(record, column):
        if span.holds(as_of):
            return span.value
    return ""


def flagged_by(record: Record, column: str) -> list[tuple[Span, Version]]:
    """When a flag stood, and which version first said so. "flags and deletions hold from the
    record's LastModifiedDate" """
    found: list[tuple[Span, Version]] = []
    stands = False
    for version, value in record.stating(column):
        if is_true(value) and not stands:
            found.append((Span("true", modified_at(version), None), version))
        elif not is_true(value) and stands:
            span, first = found[-1]
            found[-1] = (Span("true", span.since, modified_at(version)), first)
        stands = is_true(value)
    return found


def is_flagged(record: Record, column: str, as_of: Millis) -> bool:
    return any(span.holds(as_of) for span, _ in flagged_by(record, column))


def deleted_at(record: Record) -> Millis | None:
    """Since when a record that is deleted is so; None when it is not deleted."""
    flagged = flagged_by(record, "IsDeleted")
    if flagged and flagged[-1][0].until is None:
        return flagged[-1][0].since
    return None


def is_deleted_ever(record: Record) -> bool:
    """Whether the newest word on a record is that it was deleted."""
    return deleted_at(record) is not None


def is_merged(record: Record) -> bool:
    return record.get("MasterRecordId") != ""


def exists(record: Record, as_of: Millis) -> bool:
    """Created by then, not deleted by then and never merged into another."""
    gone = deleted_at(record)
    return created_at(record) <= as_of and not is_merged(record) and (gone is None or as_of < gone)


def survivor(records: dict[str, Record], identifier: str) -> str:
    """The id that a record goes by after all merges. "MasterRecordId = merge tombstone" """
    seen = {identifier}
    while identifier in records and is_merged(records[identifier]):
        identifier = records[identifier].get("MasterRecordId")
        if identifier in seen:
            break
        seen.add(identifier)
    return identifier
