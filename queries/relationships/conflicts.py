"""Source conflicts: which source says what, since when, and why one of them is believed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.model import ACCOUNT, PERSON, Millis, Property, Type
from graph.trust import rank
from graph.values.money import major_units
from graph.values.phones import dial_of
from graph.versions import SourceRecord, Spell, Version, completed, runs, unpacked
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Row
from queries.rules.days import date_words
from queries.rules.money import DEFAULT_CURRENCY

AT_EMPLOYER = ("title", "department")
"""What a record says of somebody at the account it names."""


class SourceClaim(Row):
    """What one record says; `since` is when it began to, empty where nobody knows."""

    source: str
    record: str
    value: str
    since: At | None
    shown: bool


class SourceConflict(Row):
    """Where do our sources contradict each other, and whom do we believe?

    One row for each property of an account or person (`person` empty: of the account) of which two
    records say different things at that moment. Spelling alone is no contradiction. The claims
    stand in the order in which they are believed.
    """

    account: AccountId
    person: PersonId | None
    property: str
    shown: str
    claims: list[SourceClaim]
    because: str


class SourceConflictParameters(Parameters):
    """`properties` narrows the answer: name, title, arr …"""

    properties: tuple[str, ...] | None = None


def source_conflicts(
    _deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: SourceConflictParameters,
) -> Iterator[SourceConflict]:
    """The contradictions about each account and its people; of each person they are told once."""
    told: set[str] = set()
    for account in accounts:
        for conflict in _conflicts_of(account, told):
            if parameters.properties is None or conflict.property in parameters.properties:
                yield conflict


def _conflicts_of(account: AccountFacts, told: set[str]) -> Iterator[SourceConflict]:
    found: Mapping[str, Any] = account.row["told"]
    records = [_record(row) for row in found["records"]]
    yield from _differences(account, None, account.name, records, ACCOUNT.properties)
    for row in sorted(found["people"], key=lambda row: str(row["person"])):
        records = [_record(one) for one in row["records"]]
        name = row["name"] or "somebody without a name"
        here = set(found["keys"])
        for title in AT_EMPLOYER:
            yield from _differences(
                account, row["person"], name, records, (_as_text(title),), _at(here)
            )
        if row["person"] not in told:
            told.add(row["person"])
            yield from _differences(account, row["person"], name, records, PERSON.properties)


def _as_text(name: str) -> Property:
    return Property(name, Type.TEXT, name)


def _record(row: Mapping[str, str]) -> SourceRecord:
    return completed(SourceRecord(row["key"], "", "", None, unpacked(row["versions"])))


Counts = Callable[[Version], bool]


def _at(keys: set[str]) -> Counts:
    return lambda version: version.text("account") in keys


def _differences(
    account: AccountFacts,
    person: str | None,
    name: str,
    records: Iterable[SourceRecord],
    properties: Iterable[Property],
    counts: Counts = lambda _: True,
) -> Iterator[SourceConflict]:
    standing = [record for record in records if not record.newest.merged_into]
    for declared in properties:
        if declared.name == "currency":
            continue
        words = [w for r in standing if (w := _word(r, declared, account.as_of, counts))]
        if len({word.meaning for word in words}) < 2:
            continue
        words.sort(key=lambda word: word.standing, reverse=True)
        words.sort(key=lambda word: word.rank)
        yield SourceConflict(
            account=account.id,
            person=person,
            property=declared.name,
            shown=words[0].text,
            claims=[
                SourceClaim(
                    source=word.record.source,
                    record=word.record.key,
                    value=word.text,
                    since=word.since,
                    shown=word.meaning == words[0].meaning,
                )
                for word in words
            ],
            because=_because(name, declared.name, words),
        )


class _Word:
    """What a record said of one property at a moment."""

    def __init__(self, record: SourceRecord, declared: Property, spell: Spell, value: Any) -> None:
        self.record = record
        self.since = spell.since
        currency = spell.version.text("currency") or DEFAULT_CURRENCY
        self.text = _shown(declared, value, currency)
        self.meaning = _plain(declared, value, self.text)
        version = spell.version
        said_yes = declared.name == "opted_out" and value is True
        self.rank = -1 if said_yes else rank(record.source, declared.name)
        self.changed_at = version.modified_at or 0
        self.standing = (self.changed_at, version.seen_at, record.key)


def _word(record: SourceRecord, declared: Property, as_of: Millis, counts: Counts) -> _Word | None:
    def value(version: Version) -> Any:
        return version.values.get(declared.name) if counts(version) else None

    for spell, said in runs(record, value):
        holds = (spell.since or 0) <= as_of and (spell.until is None or as_of < spell.until)
        if holds and said not in ("", []):
            return _Word(record, declared, spell, said)
    return None


def _shown(declared: Property, value: Any, currency: str) -> str:
    if declared.type is Type.MONEY:
        return f"{major_units(value, currency)} {currency}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _plain(declared: Property, value: Any, text: str) -> str:
    """What two ways of writing one thing have in common."""
    if declared.name == "phone" and (dial := dial_of(value)):
        return dial
    if isinstance(value, list):
        return "; ".join(sorted({str(word).casefold() for word in value}))
    return " ".join(text.casefold().split())


def _because(name: str, property: str, words: Sequence[_Word]) -> str:
    first, second = words[0], next(w for w in words if w.meaning != words[0].meaning)
    what = property.replace("_", " ")
    says = (
        f"{first.record.source} says {first.text!r} of the {what} of {name}, "
        f"{second.record.source} {second.text!r}"
    )
    if property == "opted_out":
        return f"{says}: one record that says so suffices."
    if first.rank < second.rank:
        return f"{says}: {first.record.source} is trusted more with it."
    if first.changed_at > second.changed_at:
        changed = date_words(first.changed_at)
        return f"{says}: both are trusted alike, and the first was changed last, on {changed}."
    return f"{says}: both are trusted alike, and the first was seen last."


SOURCE_CONFLICTS = Question(
    name="source_conflicts",
    parameters=SourceConflictParameters,
    row=SourceConflict,
    facts=("told",),
    answer=source_conflicts,
    orders={"PROPERTY": lambda row: (row.property,)},
    unique=lambda row: (row.account, row.person or "", row.property),
)
