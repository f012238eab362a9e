"""vCards: the people of an address book, and in which lines they report.

A card names the company somebody works for, and a name identifies no account: titles and
departments wait until another source says where the person works.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from graph.errors import BadInput
from graph.model import Millis
from graph.statement import Reject, Statement
from graph.values.mailboxes import folded_address, is_shared
from importers.files import File, files_of, fingerprint
from importers.moments import latest_believed
from importers.ours import Ours, ours_of
from importers.source import Export, Options, Table
from importers.vcards import people
from importers.vcards.cards import Card, cards

NAME = "vcard"
MEANING = "vCards: the people of an address book, with their managers and assistants"
SUFFIXES = (".vcf", ".vcard")
MOST_CARDS = 100_000

Place = tuple[int, int]
"""Which file, and the line in it."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The newest version of a card: how new, where it stands, and what tells whose it is."""

    rank: tuple[Millis, int]
    place: Place
    marks: frozenset[int]


@dataclass(slots=True)
class _Known:
    """The newest version of every card by key, and the keys of everybody with a name."""

    newest: dict[str, _Seen] = field(default_factory=dict)
    named: dict[int, set[str]] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    newest_date: Millis | None = None
    latest: Millis = field(default_factory=latest_believed)


def open_vcards(path: Path, options: Options | None = None) -> Export:
    """The cards at `path`: one file, or a folder or zip of them.

    Looks through every file for the newest version of each card. An export was taken when its
    newest card was revised. BadInput says what is wrong with a file as a whole.
    """
    options = options or Options()
    if options.name not in ("", NAME):
        raise BadInput(f"A {NAME} export cannot be given another name; only csv can.")
    ours = ours_of(options)
    everything = files_of(path)
    files = [file for file in everything if file.suffix in SUFFIXES]
    known = _look_through(files)
    if not any(known.counts):
        raise BadInput(f"{path.name} holds no cards: a file that ends in .vcf, with VCARD.")
    used = [number for number, count in enumerate(known.counts) if count]
    tables = [_table(files, number, known, ours) for number in used]
    unused = [file.name for file in everything if file not in [files[n] for n in used]]
    return Export(
        NAME,
        path.name,
        fingerprint(files, NAME, repr(options)),
        known.newest_date if options.taken_at is None else options.taken_at,
        False,
        tuple(tables),
        tuple(sorted(unused)),
    )


def _look_through(files: Sequence[File]) -> _Known:
    known = _Known()
    for number, file in enumerate(files):
        known.counts.append(0)
        for card in cards(file):
            known.counts[number] += 1
            if not card.problem and people.is_person(card):
                _note(known, card, (number, card.line))
            if len(known.newest) > MOST_CARDS:
                raise BadInput(f"There are more than {MOST_CARDS:,} cards. Import them in parts.")
    return known


def _note(known: _Known, card: Card, place: Place) -> None:
    key, revised = people.key_of(card), people.revised_at(card)
    if revised is not None and revised <= known.latest:
        known.newest_date = max(known.newest_date or 0, revised)
    rank = revised or 0, card.digest
    before = known.newest.get(key)
    if before is None or rank > before.rank:
        known.newest[key] = _Seen(rank, place, _marks(card))
    if name := people.name_of(card):
        known.named.setdefault(_mark(name), set()).add(key)


def _table(files: Sequence[File], number: int, known: _Known, ours: Ours) -> Table:
    file = files[number]
    return Table(
        file.name, "Card", known.counts[number], (), lambda: _read(file, number, known, ours)
    )


def _read(file: File, number: int, known: _Known, ours: Ours) -> Iterator[Statement | Reject]:
    for card in cards(file):
        if card.problem:
            yield _reject(file, card, card.problem)
            continue
        if not people.is_person(card):
            continue
        key = people.key_of(card)
        newest = known.newest[key]
        if newest.place != (number, card.line):
            if not newest.marks & _marks(card):
                yield _reject(file, card, "another card has its UID, but not its name or address")
        elif not people.name_of(card) and not people.addresses_of(card):
            yield _reject(file, card, "it has neither a name nor an e-mail address")
        elif not any(address in ours for address in people.addresses_of(card)):
            yield from _said(card, key, known)


def _said(card: Card, key: str, known: _Known) -> Iterator[Statement]:
    """The person, and the lines in which assistants report to them."""
    names = people.names_of(card)
    own = {key, *names}
    values = people.values_of(card)
    managers = _resolved(people.managers_of(card), known, own)
    if managers:
        values["reports_to"] = managers[0]
    revised = people.revised_at(card)
    yield Statement("Person", key, values, modified_at=revised, names=tuple(names), line=card.line)
    id_ = key.removeprefix("vcard:Card:")
    for assistant in _resolved(people.assistants_of(card), known, own):
        yield Statement(
            "REPORTS_TO",
            f"vcard:Assistant:{id_}/{assistant.rpartition(':')[2]}",
            {"person": assistant, "manager": key},
            modified_at=revised,
            line=card.line,
        )


def _resolved(written: Iterator[str], known: _Known, own: set[str]) -> list[str]:
    """The keys of those who are meant for certain, each once; never the person's own."""
    found = dict.fromkeys(key for text in written if (key := _meant(text, known)))
    return [key for key in found if key not in own]


def _meant(text: str, known: _Known) -> str | None:
    """By UID or address, also of somebody without a card here, or by the name of one card here."""
    address = folded_address(text.removeprefix("mailto:"))
    if address is not None:
        return None if is_shared(address) else f"email:{address}"
    key = people.uid_key(people.plain_uid(text))
    if key in known.newest or text.lower().startswith("urn:uuid:"):
        return key
    named = known.named.get(_mark(text), set())
    return next(iter(named)) if len(named) == 1 else None


def _marks(card: Card) -> frozenset[int]:
    """What tells that two versions are of one person: name and addresses."""
    words = [people.name_of(card), *people.addresses_of(card)[:5]]
    return frozenset(_mark(word) for word in words if word)


def _mark(word: str) -> int:
    return int.from_bytes(blake2b(word.casefold().encode(), digest_size=8).digest())


def _reject(file: File, card: Card, reason: str) -> Reject:
    return Reject(file.name, card.line, "", reason, {"FN": people.name_of(card)})
