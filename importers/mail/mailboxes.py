"""Where mails lie: mbox files, Maildirs, folders and zips of single messages, read as a stream.

An mbox is told from other files by its first line, a single message by its header. Never more than
one message is held, and of that no more than its beginning: attachments are not looked at.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import CHUNK, READ_ERRORS, File, files_of, readable

KEPT = 2**19
"""How many bytes of a message are kept: its header and the text people read come first."""
MOST = 64 * 2**20
"""A message of more bytes is none: in an mbox a separator is missing."""
LONGEST_LINE = 2**16
"""A longer line is read in pieces."""

TOO_LONG = f"the message is longer than {MOST // 2**20} MB: where it ends cannot be told"
NOT_READABLE = "the file cannot be read"
NO_BEGINNING = "these lines stand before the first message: it has lost its From line"

_SEPARATOR = re.compile(rb"From \S.*\d?\d:\d\d")
_CERTAIN_SEPARATOR = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d(?::\d\d)?"
    rb"[^:]*\d{4}\s*$"
)
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_QUOTED = re.compile(rb">+From ")
_TELLING_FIELD = re.compile(rb"^(?:from|date|message-id|received)[ \t]*:", re.I | re.M)
_BLANK = (b"\n", b"\r\n", b"\r")


@dataclass(frozen=True, slots=True)
class Raw:
    """One message as it lies there: the first `KEPT` bytes of `size`.

    It begins on `line` of `file`. `place` tells it from every other message of its mailbox: the
    line it would begin on if all of them stood in one file.
    """

    file: str
    line: int
    place: int
    content: bytes
    size: int


@dataclass(frozen=True)
class Mailbox:
    """An mbox file, or all the single messages of a folder together."""

    name: str
    files: "Files"

    def messages(self) -> Iterator[Raw | Reject]:
        """Its messages in order, streamed; each call begins at the first."""
        place = 1
        for file in self.files:
            if self.files.mbox:
                yield from _messages_of(file)
            else:
                found = _single(file, place)
                place += 2 + (found.content.count(b"\n") if isinstance(found, Raw) else 0)
                yield found


@dataclass(frozen=True)
class Files:
    """The files of a mailbox, found anew each time: a Maildir may hold a million of them."""

    path: Path
    mbox: str = ""

    def __iter__(self) -> Iterator[File]:
        for file in mail_files(self.path):
            if self.mbox:
                if file.name == self.mbox:
                    yield file
                    return
            elif kind_of(file) == "message":
                yield file


def mailboxes_at(path: Path) -> tuple[list[Mailbox], list[str]]:
    """The mailboxes at `path`, and the files there that hold no mail.

    BadInput when there is nothing, or nothing that holds mail.
    """
    single = False
    found: list[Mailbox] = []
    others: list[str] = []
    for file in mail_files(path):
        kind = kind_of(file)
        if kind == "mbox":
            found.append(Mailbox(file.name, Files(path, file.name)))
        elif kind == "message":
            single = True
        else:
            others.append(file.name)
    if single:
        found.append(Mailbox(path.name, Files(path)))
    if not found:
        raise BadInput(
            f"{path.name} holds no mail. Expected an mbox file, a Maildir, or a folder or zip of"
            " .eml files."
        )
    return found, others


def mail_files(path: Path) -> Iterator[File]:
    """Every file that may hold mail, in the order of their names, also in folders within folders.

    Hidden files are left out, hidden folders are not: Maildirs keep theirs in them.
    """
    if not path.is_dir():
        yield from files_of(path)
        return
    for folder, folders, names in os.walk(path):
        # What a Maildir holds in `tmp` is still being delivered.
        folders[:] = sorted(name for name in folders if name != "tmp" or "cur" not in folders)
        for name in sorted(names):
            if name.startswith("."):
                continue
            entry = Path(folder, name)
            shown = entry.relative_to(path).as_posix()
            if entry.suffix.lower() == ".zip":
                for file in files_of(entry):
                    yield File(f"{shown}/{file.name}", file.opened)
            elif entry.is_file():
                yield _file(shown, entry)


def _file(name: str, path: Path) -> File:
    return File(name, lambda: path.open("rb"))


def kind_of(file: File) -> str:
    """`mbox`, `message`, or nothing for a file that holds no mail."""
    if PurePosixPath(file.name).parent.name in ("cur", "new"):
        return "message"
    if file.suffix == ".eml":
        return "message"
    try:
        with file.opened() as stream:
            beginning = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    except READ_ERRORS:
        return ""
    if file.suffix in (".mbox", ".mbx") or _SEPARATOR.match(beginning):
        return "mbox"
    header = beginning.replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")[0]
    return "message" if _FIELD.match(header) and _TELLING_FIELD.search(header) else ""


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends: LF, CRLF or CR. A very long line comes in pieces."""
    rest = b""
    while part := stream.read(CHUNK):
        lines = (rest + part).splitlines(keepends=True)
        # The last line may go on, and one that ends with CR may be half of CRLF.
        goes_on = not lines[-1].endswith(b"\n") and len(lines[-1]) < LONGEST_LINE
        rest = lines.pop() if goes_on else b""
        yield from lines
    if rest:
        yield rest


class _Growing:
    """A message while its lines are read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.size = 0
        self._parts: list[bytes] = []

    def add(self, line: bytes) -> None:
        if self.size < KEPT:
            # mboxrd quotes every line that looks like a separator; mboxo only the plain ones.
            self._parts.append(line[1:] if line[:1] == b">" and _QUOTED.match(line) else line)
        self.size += len(line)

    def done(self, file: str) -> Raw | Reject:
        if self.size > MOST:
            return Reject(file, self.line, "", TOO_LONG)
        return Raw(file, self.line, self.line, b"".join(self._parts)[:KEPT], self.size)


def _messages_of(file: File) -> Iterator[Raw | Reject]:
    """The messages of an mbox.

    A separator stands after a blank line and before a field of a header; text that only begins
    with "From " does not.
    """
    message: _Growing | None = None
    perhaps: tuple[int, bytes] | None = None
    after_blank, lost = True, False
    with readable(file), file.opened() as stream:
        for number, line in enumerate(lines_of(stream), 1):
            if perhaps is not None:
                if _FIELD.match(line):
                    if message is not None:
                        yield message.done(file.name)
                    message = _Growing(perhaps[0])
                elif message is not None:
                    message.add(perhaps[1])
                perhaps = None
            if line[:5] == b"From " and (
                (after_blank and (message is None or _SEPARATOR.match(line)))
                or _CERTAIN_SEPARATOR.match(line)
            ):
                perhaps = (number, line)
            elif message is not None:
                message.add(line)
            elif line.strip() and not lost:
                lost = True
                yield Reject(file.name, number, "", NO_BEGINNING)
            after_blank = line in _BLANK
    if message is not None:
        if perhaps is not None:
            message.add(perhaps[1])
        yield message.done(file.name)


def _single(file: File, place: int) -> Raw | Reject:
    try:
        with file.opened() as stream:
            content = stream.read(KEPT)
            size = len(content)
            while size <= MOST and (part := stream.read(CHUNK)):
                size += len(part)
    except READ_ERRORS:
        # A mail program moves the files of a Maildir while we read.
        return Reject(file.name, 1, "", NOT_READABLE)
    if size > MOST:
        return Reject(file.name, 1, "", TOO_LONG)
    content = content.removeprefix(b"\xef\xbb\xbf")
    return Raw(file.name, 1, place, content, size)


def all_files(path: Path) -> Iterable[File]:
    """The files that hold mail, for a fingerprint of them."""
    return (file for file in mail_files(path) if kind_of(file))
