"""What a workbook is made of: a zip of XML documents that name each other.

Sizes are judged before anything is read. Only the texts that cells share are kept in memory.
"""

import lzma
import posixpath
import re
import struct
import zipfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.errors import BadInput
from importers.files import ENCRYPTED, HARMLESS_SIZE, MOST_GROWTH, READ_ERRORS, File
from importers.hardened_xml import BadXml, Event, events
from importers.workbook_numbers import Numbers, Shows, shown_by

LONGEST_CELL = 2**20
LARGEST_TEXTS = 2**26
"""How many bytes the texts that cells share may have together."""
MOST_PARTS = 20_000
MOST_STYLES = 100_000

DAMAGE = (*READ_ERRORS, BadXml, RuntimeError, KeyError, ValueError, struct.error, lzma.LZMAError)
"""What reading a damaged workbook may raise."""


class CellTooLong(Exception):
    """A cell holds more than one may."""


@dataclass(frozen=True, eq=False)
class Book:
    """A workbook: its worksheets, and what its cells mean."""

    file: File

    @contextmanager
    def readable(self) -> Iterator[None]:
        """While reading it: whatever shows it to be damaged becomes BadInput."""
        try:
            yield
        except DAMAGE as error:
            reason = f"{error}".strip(" .'\"") or "it breaks off"
            raise BadInput(
                f"{self.file.name} is no workbook, damaged or protected by a password: {reason}."
            ) from error

    @contextmanager
    def opened(self, part: str) -> Iterator[Iterator[Event]]:
        """One of its documents, as what happens in it."""
        with self.file.opened() as stream, zipfile.ZipFile(stream) as archive:
            self._judge(archive)
            with archive.open(part) as content:
                yield events(content)

    def worksheets(self) -> list[tuple[str, str]]:
        """Title and document of each worksheet that is not hidden, in their order."""
        parts = {
            id: part for id, (kind, part) in self._parts(self._main).items() if kind == "worksheet"
        }
        found: list[tuple[str, str]] = []
        with self.opened(self._main) as happened:
            for name, attributes, _ in happened:
                if name != "sheet" or attributes is None or len(found) > MOST_PARTS:
                    continue
                ids = (value for key, value in attributes.items() if key.endswith(":id"))
                part = parts.get(next(ids, ""))
                if part is not None and attributes.get("state", "visible") == "visible":
                    found.append((attributes.get("name", ""), part))
        return found

    def text_of(self, kind: str, stored: str, style: str) -> str:
        """What a cell of that kind shows; CellTooLong for what no cell may hold."""
        if kind == "s":
            text = _texts(self)[int(stored)]
        elif kind == "b":
            text = "true" if stored.strip() == "1" else "false"
        elif kind == "e":
            text = ""
        elif kind == "n":
            text = self._numbers.text(stored.strip(), style)
        else:
            text = unescaped(stored)
        if len(text) > LONGEST_CELL:
            raise CellTooLong
        return text

    def texts_part(self) -> str | None:
        """The document with the texts that cells share, if it has one."""
        return self._part_of_kind("sharedStrings")

    @cached_property
    def largest(self) -> int:
        """How many bytes it may unpack to, and how many characters one of its sheets may hold."""
        with self.file.opened() as stream:
            return max(HARMLESS_SIZE, MOST_GROWTH * stream.seek(0, 2))

    @cached_property
    def _main(self) -> str:
        main = next((p for kind, p in self._parts("").values() if kind == "officeDocument"), None)
        return "xl/workbook.xml" if main is None else main

    @cached_property
    def _numbers(self) -> Numbers:
        since_1904 = False
        with self.opened(self._main) as happened:
            for name, attributes, _ in happened:
                if name == "workbookPr" and attributes is not None:
                    since_1904 = attributes.get("date1904", "0") in ("1", "true")
        part = self._part_of_kind("styles")
        return Numbers(() if part is None else self._formats(part), since_1904)

    def _formats(self, part: str) -> tuple[Shows, ...]:
        """What the format of each style shows."""
        codes: dict[int, str] = {}
        shows: list[Shows] = []
        within = False
        with self.opened(part) as happened:
            for name, attributes, _ in happened:
                if len(codes) + len(shows) > MOST_STYLES:
                    raise ValueError("it has more styles than a workbook can have")
                if name == "cellXfs":
                    within = attributes is not None
                elif attributes is not None and name == "numFmt":
                    codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:255]
                elif attributes is not None and name == "xf" and within:
                    shows.append(shown_by(int(attributes.get("numFmtId", "0")), codes))
        return tuple(shows)

    def _part_of_kind(self, wanted: str) -> str | None:
        return next((p for kind, p in self._parts(self._main).values() if kind == wanted), None)

    def _parts(self, part: str) -> dict[str, tuple[str, str]]:
        """The documents that one refers to: kind and name by the id it uses for them."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}
        with self.opened(posixpath.join(folder, "_rels", f"{name}.rels")) as happened:
            for element, attributes, _ in happened:
                if element == "Relationship" and attributes is not None:
                    kind = attributes.get("Type", "").rpartition("/")[2]
                    target = posixpath.join("/", folder, attributes.get("Target", ""))
                    found[attributes.get("Id", "")] = (kind, posixpath.normpath(target)[1:])
                if len(found) > MOST_PARTS:
                    raise ValueError("it has more parts than a workbook can have")
        return found

    def _judge(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > self.largest:
            raise BadInput(
                f"{self.file.name} would unpack to {unpacked // 2**20} MB, more than {MOST_GROWTH} "
                "times its size. If it is an honest workbook, save its sheets as CSV."
            )
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            raise BadInput(f"{self.file.name} is encrypted: save it without a password.")


class _Texts:
    """Many texts in little memory."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))
        if len(self._bytes) + 8 * len(self._ends) > LARGEST_TEXTS:
            raise ValueError("it holds too many texts for a workbook; save its sheets as CSV")

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise ValueError(f"it has no text {number}")
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode()


@lru_cache(maxsize=1)
def _texts(book: Book) -> _Texts:
    """The texts that cells of the book share; those of the book read last are kept."""
    texts = _Texts()
    part = book.texts_part()
    if part is None:
        return texts
    parts: list[str] = []
    length = 0
    reading = aside = False
    with book.opened(part) as happened:
        for name, attributes, text in happened:
            if name == "si":
                if attributes is None:
                    texts.add(unescaped("".join(parts)))
                parts, length = [], 0
            elif name == "t":
                reading = attributes is not None
            elif name == "rPh":
                aside = attributes is not None
            elif text and reading and not aside and length <= LONGEST_CELL:
                parts.append(text)
                length += len(text)
    return texts


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """The text with characters that XML cannot hold, such as `_x000D_`, put back."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code == 0 or 0xD800 <= code < 0xE000 else chr(code)
