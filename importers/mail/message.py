"""From the bytes of a mail to what its header says: who wrote when to whom, in which thread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from hashlib import blake2b

from graph.model import Millis
from graph.values.calendar import DAY
from importers.cells import CellError, moment
from importers.mail.headers import (
    LONGEST_SUBJECT,
    Correspondent,
    Fields,
    correspondents,
    decoded,
    fields_of,
    readable,
    shown,
    split,
)
from importers.mail.mailboxes import Raw

EARLIEST: Millis = 315_532_800_000
"""1980: no mail is older, but clocks that were never set are."""
LONGEST_ID = 500
LONGEST_DATE = 200
FOUND_BY = ("Message-ID", "From", "Subject", "Date")
"""Fields by which people find a mail again."""

_ID = re.compile(r"<([^<>]{1,998})>")
_SPACE = re.compile(r"\s+")


class MessageError(ValueError):
    """A mail cannot be used; the message says why, `field` names the field at fault."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class Message:
    """What the header of a mail says.

    `id` is its Message-ID, or a fingerprint of the mail where it has none. `thread` is the id of
    the mail that began the thread, its own if it did. `authors` stand in From, the one who sent it
    first. `body` is the unread rest, as far as it was kept.
    """

    id: str
    thread: str
    at: Millis
    subject: str
    authors: tuple[Correspondent, ...]
    to: tuple[Correspondent, ...]
    copied: tuple[Correspondent, ...]
    fields: Fields
    header: str
    body: bytes

    @property
    def author(self) -> Correspondent:
        """Who wrote it, or sent it where several did."""
        return self.authors[0]

    @property
    def answers(self) -> bool:
        """Whether it answers another mail."""
        return self.thread != self.id

    def first(self, field: str) -> str:
        """The first value of a field, decoded; empty without one."""
        return decoded(next(iter(self.fields.get(field, ())), ""))


def message_of(raw: Raw, latest: Millis) -> Message:
    """The message; MessageError when nothing tells who wrote it, or when.

    `latest` is the moment after which no mail can have been sent.
    """
    header, body = split(raw.content)
    fields = fields_of(header)
    authors = _authors(fields)
    id_ = _id(fields) or _fingerprint(fields, body)
    return Message(
        id_,
        _thread(fields) or id_,
        _sent_at(fields, latest),
        decoded(_only(fields, "subject"))[:LONGEST_SUBJECT],
        authors,
        tuple(_people(fields, "to")),
        tuple(_people(fields, "cc")),
        fields,
        readable(header),
        body,
    )


def date_of(raw: Raw, latest: Millis) -> Millis | None:
    """When a message was sent, without looking at anything else of it."""
    try:
        return _sent_at(fields_of(split(raw.content)[0]), latest)
    except MessageError:
        return None


def row_of(raw: Raw) -> dict[str, str]:
    """By what a mail is found again that cannot be used, as far as it has it."""
    fields = fields_of(split(raw.content)[0])
    found = {title: decoded(_only(fields, title.lower())) for title in FOUND_BY}
    return {title: value[:LONGEST_SUBJECT] for title, value in found.items() if value}


def _only(fields: Fields, name: str) -> str:
    return next((value for value in fields.get(name, ()) if value), "")


def _people(fields: Fields, name: str) -> Sequence[Correspondent]:
    return correspondents(", ".join(fields.get(name, ())))


def _authors(fields: Fields) -> tuple[Correspondent, ...]:
    authors = list(_people(fields, "from"))
    senders = _people(fields, "sender")
    if not authors:
        authors = list(senders)
    if not authors:
        raise MessageError("nobody stands in From", "From")
    # Of several authors the one who sent it speaks for all.
    sender = {person.address for person in senders}
    return tuple(sorted(authors, key=lambda person: person.address not in sender))


def _id(fields: Fields) -> str:
    value = _only(fields, "message-id")
    found = _ID.search(value)
    id_ = _SPACE.sub("", shown(found[1] if found else value.strip("<>")))
    return id_ if 3 <= len(id_) <= LONGEST_ID else ""


def _thread(fields: Fields) -> str:
    """The id of the mail that began the thread: the first of References, else In-Reply-To."""
    for name in ("references", "in-reply-to"):
        for found in _ID.finditer(_only(fields, name)):
            id_ = _SPACE.sub("", shown(found[1]))
            if 3 <= len(id_) <= LONGEST_ID:
                return id_
    return ""


def _fingerprint(fields: Fields, body: bytes) -> str:
    """An id for a mail without one: of what does not change on its way."""
    total = blake2b(digest_size=16)
    for name in ("date", "from", "to", "subject"):
        total.update(f"{name}:{' '.join(_only(fields, name).split())}\n".encode("utf-8", "replace"))
    total.update(b"".join(body.split()))
    return f"without-id-{total.hexdigest()}"


def _sent_at(fields: Fields, latest: Millis) -> Millis:
    written = _only(fields, "date")
    at = _moment(written)
    if at is None:
        # Whoever received it stamped it: the last stamp stands first.
        stamps = (_moment(value.rpartition(";")[2]) for value in fields.get("received", ()))
        at = next((stamp for stamp in stamps if stamp is not None), None)
    if at is None:
        if written:
            raise MessageError(f"{shown(written)[:60]!r} is not the date of a mail", "Date")
        raise MessageError("nothing tells when it was sent", "Date")
    if at > latest + DAY:
        raise MessageError(f"its date lies in the future: {shown(written)[:60]}", "Date")
    if at < EARLIEST:
        raise MessageError(f"its date is wrong: {shown(written)[:60]}", "Date")
    return at


def _moment(text: str) -> Millis | None:
    word = shown(text)[:LONGEST_DATE]
    try:
        parts = parsedate_tz(word)
        if parts is not None:
            return int(mktime_tz(parts)) * 1000
    # What the parser does with texts that are no dates is not told anywhere.
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        pass
    try:
        return moment(word)
    except CellError:
        return None
