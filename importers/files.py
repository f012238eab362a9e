"""The files of an export: a folder, a zip, a folder of zips, or one file; read, never unpacked.

Sizes are judged before anything is read, so that a small archive cannot become a mountain of data.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import BadInput
from graph.model import Millis

MOST_GROWTH = 200
"""A zip that unpacks to more than this many times its own size is refused …"""
HARMLESS_SIZE = 16 * 2**20
"""… unless all of it together stays below this many bytes."""

ENCRYPTED = 0x1
CHUNK = 2**18
READ_ERRORS = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What reading a damaged or vanished file may raise."""


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, a line would end with, or no text may hold."""


def printable(text: str) -> str:
    r"""The text on one line of a terminal: a control character in it reads `\x1b`, `\n` …"""
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)


@dataclass(frozen=True)
class File:
    """One file of an export: its printable name, and how to open it (as often as needed)."""

    name: str
    opened: Callable[[], AbstractContextManager[IO[bytes]]]

    @property
    def stem(self) -> str:
        """The name without folders and suffix: `Account` of `export.zip/data/Account.csv`."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """`.csv`, `.json` …, in lower case."""
        return PurePosixPath(self.name).suffix.lower()


def files_of(path: Path) -> list[File]:
    """Every file of the export at `path`, in the order of their names; BadInput says what is wrong.

    Of a folder the files right in it count; zips among them are looked into.
    """
    try:
        if path.is_dir():
            entries = sorted(entry for entry in path.iterdir() if entry.is_file())
            visible = [entry for entry in entries if not entry.name.startswith(".")]
            return [file for entry in visible for file in _files_at(entry, prefix=True)]
        if not path.exists():
            raise BadInput(f"There is no file or folder {printable(str(path))}.")
        if not path.is_file():
            # A pipe would be waited for, and none can be read twice.
            raise BadInput(f"{printable(path.name)} is neither a folder nor a regular file.")
        return list(_files_at(path, prefix=False))
    except READ_ERRORS as error:
        raise BadInput(f"{printable(path.name)} cannot be read: {error}.") from error


def written_at(path: Path) -> Millis | None:
    """When the newest file of the export at `path` was written; None where there is none."""
    files = path.rglob("*") if path.is_dir() else [path]
    times = (file.stat().st_mtime_ns // 1_000_000 for file in files if file.is_file())
    return max(times, default=None)


def fingerprint(files: Iterable[File], *settings: str) -> str:
    """What the files hold and how they are to be understood, as 32 hexadecimal digits."""
    total = hashlib.blake2b(digest_size=16)
    for file in files:
        content = hashlib.blake2b(digest_size=16)
        with readable(file), file.opened() as stream:
            while part := stream.read(CHUNK):
                content.update(part)
        total.update(f"{file.name}\0{content.hexdigest()}\n".encode())
    total.update("\0".join(settings).encode())
    return total.hexdigest()


@contextmanager
def readable(file: File) -> Iterator[None]:
    """While reading `file`: whatever shows it to be damaged becomes BadInput."""
    try:
        yield
    except READ_ERRORS as error:
        raise BadInput(f"{file.name} is damaged or cannot be read: {error}.") from error


def _files_at(path: Path, prefix: bool) -> Iterator[File]:
    if path.suffix.lower() != ".zip":
        yield File(printable(path.name), lambda: path.open("rb"))
        return
    archive_name = printable(path.name)
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _judge(path, entries)
    seen: set[str] = set()
    for entry in sorted(entries, key=lambda entry: entry.filename):
        if _is_hidden(entry.filename):
            continue
        name = printable(entry.filename)
        if name in seen:
            raise BadInput(f"{archive_name} holds two files of one name, {name!r}.")
        seen.add(name)
        yield File(f"{archive_name}/{name}" if prefix else name, _opener(path, entry.filename))


MOST_ENTRIES = 200_000
MOST_DIRECTORY = 64 * 2**20
"""The list of an archive's files is read whole: one of more bytes is refused unread."""


def check_archive(path: Path, most_unpacked: int) -> None:
    """Raise BadInput if `path` is a zip of too many files, or of more than so many bytes unpacked.

    For files of which nobody knows who made them.
    """
    if path.suffix.lower() != ".zip":
        return
    name = printable(path.name)
    try:
        if _directory_size(path) > MOST_DIRECTORY:
            raise BadInput(f"{name} holds too many files.")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except READ_ERRORS as error:
        raise BadInput(f"{name} cannot be read: {error}.") from error
    if len(entries) > MOST_ENTRIES:
        raise BadInput(f"{name} holds {len(entries):,} files; {MOST_ENTRIES:,} are the most.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > most_unpacked:
        raise BadInput(
            f"{name} would unpack to {unpacked // 2**20:,} MB; {most_unpacked // 2**20:,} MB are "
            "the most."
        )


def _directory_size(path: Path) -> int:
    """How many bytes the list of an archive's files has: what lies between it and the end."""
    tail = 2**16 + 22  # the record at the end, with the longest comment
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - tail))
        end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place < 0 or len(end) < place + 22:
        raise zipfile.BadZipFile("it is no zip")
    announced = int.from_bytes(end[place + 12 : place + 16], "little")
    if announced == 2**32 - 1:  # said in a longer record before it
        wide = end.rfind(b"PK\x06\x06", 0, place)
        announced = int.from_bytes(end[wide + 40 : wide + 48], "little") if wide >= 0 else size
    return announced


def _judge(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    archive = printable(path.name)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(HARMLESS_SIZE, MOST_GROWTH * path.stat().st_size):
        raise BadInput(
            f"{archive} would unpack to {unpacked // 2**20} MB, more than {MOST_GROWTH} times its"
            " size. If it is an honest export, unpack it and import the folder."
        )
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise BadInput(f"{archive} is encrypted: unpack it and import the folder.")
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if not parts:
            raise BadInput(f"{archive} holds {entry.filename!r}, which is no name of a file.")
        if ".." in parts or parts[0] == "/" or parts[0].endswith(":"):
            raise BadInput(f"{archive} holds {entry.filename!r}, a name that leaves its folder.")


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _opener(archive: Path, name: str) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(archive) as opened_archive, opened_archive.open(name) as stream:
            yield stream

    return opened
