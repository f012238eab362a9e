"""All the records about one person, and what the keys in them stand for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.model import Millis
from graph.versions import SourceRecord, Spell, runs


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity through which somebody holds a role."""

    account: str | None
    deleted_at: Millis | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the keys in the records stand for: ids of nodes, and the deals."""

    accounts: Mapping[str, str]
    people: Mapping[str, str]
    teammates: Mapping[str, str]
    deals: Mapping[str, Deal]


class PersonRecords:
    """The records about one person, by kind; those that another record survived stand aside.

    `contacts` are the records of the person as such, without the merged ones.
    """

    def __init__(self, records: Iterable[SourceRecord], known: Known) -> None:
        self.known = known
        self.by_kind: dict[str, list[SourceRecord]] = defaultdict(list)
        for record in records:
            self.by_kind[record.kind].append(record)
        merged = {
            record.key: record.newest.merged_into
            for record in self.by_kind["Person"]
            if record.newest.merged_into
        }
        self._survivors = {key: _survivor(key, merged) for key in merged}
        self.contacts = [r for r in self.by_kind["Person"] if r.key not in merged]

    def account(self, key: str | None) -> str | None:
        """The id of the account with this key."""
        return None if key is None else self.known.accounts.get(key)

    def contact_of(self, record: SourceRecord) -> str:
        """The key of the contact that a relation is about, after all mergers."""
        return self._survivors.get(record.subject, record.subject)

    def places(self, contact: SourceRecord) -> Iterator[tuple[Spell, str]]:
        """When the record put the person at which account."""
        yield from runs(contact, lambda v: self.account(v.text("account")))

    @cached_property
    def direct_affiliations(self) -> dict[tuple[str, str], list[SourceRecord]]:
        """Relations to an employer by contact and account; a deleted one tells nothing."""
        found: dict[tuple[str, str], list[SourceRecord]] = defaultdict(list)
        for record in self.by_kind["AFFILIATED"]:
            said = record.newest
            account = self.account(said.text("account"))
            if account is not None and said.values.get("direct") and not said.deleted:
                found[self.contact_of(record), account].append(record)
        return found


def _survivor(key: str, merged: Mapping[str, str]) -> str:
    seen = {key}
    while (following := merged.get(key)) is not None and following not in seen:
        key = following
        seen.add(key)
    return key
