"""Damaged exports: valid ones with accidents, as transport, editors and malice make them."""

import io
import random
import re
import resource
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.loading.part import part_of
from graph.loading.rejects import packed
from graph.statement import Reject, Statement
from importers.source import Export
from tests.importers.exports import outcome, written

Content = str | bytes | Mapping[str, str | bytes]
"""What a file holds; a mapping is a zip of files."""


@dataclass(slots=True)
class Survived:
    """What came of damaged copies of an export: rows read of all, how many copies were refused.

    `slowest` is how many seconds the slowest took, `grown` by how many bytes the most memory that
    this process ever had has grown.
    """

    read: int = 0
    refused: int = 0
    slowest: float = 0
    grown: int = 0


def survived(
    folder: Path,
    files: Mapping[str, Content],
    opened: Callable[[Path], Export],
    times: int,
    seed: int = 1,
) -> Survived:
    """Read so many damaged copies of an export, the same ones for the same seed.

    Each gives statements and rejects that can be loaded, the same ones when it is read again, or is
    refused in words; anything else is an error here.
    """
    chance = random.Random(seed)
    whole = {name: _bytes(content) for name, content in files.items()}
    written(folder, whole)
    told = Survived()
    memory = _memory()
    for _ in range(times):
        harmed = chance.sample(sorted(files), min(len(files), chance.randint(1, 3)))
        written(folder, {name: _harmed(files[name], chance) for name in harmed})
        began = time.monotonic()
        try:
            told.read += _read(opened(folder))
        except BadInput as refusal:
            refusal.message.encode()
            told.refused += 1
        told.slowest = max(told.slowest, time.monotonic() - began)
        written(folder, {name: whole[name] for name in harmed})
    told.grown = _memory() - memory
    return told


def _read(export: Export) -> int:
    said = outcome(export)
    assert said == outcome(export)
    rejects = [item for item in said if isinstance(item, Reject)]
    for reject in rejects:
        assert reject.line > 0
        assert reject.reason
    statements = [item for item in said if isinstance(item, Statement)]
    part = part_of(statements, rejects, export.taken_at or 0)
    assert packed(part.rejects).encode()
    assert repr(said).encode()
    return len(said)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _bytes(content: Content) -> bytes:
    if isinstance(content, Mapping):
        return zipped(content)
    return content if isinstance(content, bytes) else content.encode()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _harmed(content: Content, chance: random.Random) -> bytes:
    """A damaged copy; of a zip the zip itself, or one of the files in it."""
    if isinstance(content, Mapping) and chance.random() < 0.8:
        name = chance.choice(sorted(content))
        return zipped({**content, name: damaged(_bytes(content[name]), chance)})
    return damaged(_bytes(content), chance)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four accidents.

    Half of the time the first line is spared: a file that is not what it should be is refused at
    once.
    """
    spared = content.find(b"\n") + 1 if chance.random() < 0.5 else 0
    data = bytearray(content[spared:])
    for _ in range(chance.randint(1, 4)):
        chance.choice(ACCIDENTS)(data, chance)
    return content[:spared] + bytes(data)


def _piece(data: bytearray, chance: random.Random) -> tuple[int, int]:
    """Where a piece begins and ends: mostly a short one."""
    begin = chance.randrange(len(data) + 1)
    longest = len(data) if chance.random() < 0.2 else 200
    return begin, min(len(data), begin + chance.randint(1, longest or 1))


def _change_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 20) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _change_digits(data: bytearray, chance: random.Random) -> None:
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    for place in chance.sample(digits, min(3, len(digits))):
        data[place] = chance.randrange(48, 58)


def _break_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _lose(data: bytearray, chance: random.Random) -> None:
    begin, end = _piece(data, chance)
    del data[begin:end]


def _repeat(data: bytearray, chance: random.Random) -> None:
    begin, end = _piece(data, chance)
    data[begin:begin] = data[begin:end] * chance.randint(1, 5)


def _copy_elsewhere(data: bytearray, chance: random.Random) -> None:
    begin, end = _piece(data, chance)
    place = chance.randrange(len(data) + 1)
    data[place:place] = data[begin:end]


def _mistake_charset(data: bytearray, chance: random.Random) -> None:
    begin, end = (0, len(data)) if chance.random() < 0.5 else _piece(data, chance)
    text = data[begin:end].decode(chance.choice(("utf-8", "latin-1")), "replace")
    data[begin:end] = text.encode(chance.choice(_CHARSETS), "replace")


def _mistake_ends_of_lines(data: bytearray, chance: random.Random) -> None:
    data[:] = data.replace(b"\r\n", b"\n").replace(b"\n", chance.choice(_ENDS))


def _mistake_delimiters(data: bytearray, chance: random.Random) -> None:
    old, new = chance.sample((b",", b";", b"\t", b":", b",,", b" ", b"="), 2)
    data[:] = data.replace(old, new, chance.choice((1, 3, -1)))


def _put_word_elsewhere(data: bytearray, chance: random.Random) -> None:
    """One word, or cell, stands in the place of another: what is said is strange, not how."""
    words = list(_WORD.finditer(data))
    if words:
        one, other = chance.choice(words), chance.choice(words)
        data[one.start() : one.end()] = bytes(other[0])


def _put_in(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = chance.choice(HOSTILE)


def _put_in_place_of_a_word(data: bytearray, chance: random.Random) -> None:
    words = list(_WORD.finditer(data))
    if words:
        word = chance.choice(words)
        data[word.start() : word.end()] = chance.choice(HOSTILE)


ACCIDENTS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _change_bytes,
    _flip_bits,
    _change_digits,
    _break_off,
    _lose,
    _repeat,
    _copy_elsewhere,
    _mistake_charset,
    _mistake_ends_of_lines,
    _mistake_delimiters,
    _put_word_elsewhere,
    _put_in,
    _put_in_place_of_a_word,
)

_WORD = re.compile(rb"[^,;:\"\r\n<>=]+")
_ENDS = (b"\r", b"\n", b"\r\n", b"\n\r", b"\r\r\n")
_CHARSETS = ("utf-16", "utf-16-le", "cp1252", "utf-7", "utf-8-sig", "iso-2022-jp", "utf-32")

HOSTILE = (
    b"\0",
    b'"',
    b"\r",
    b"\n\n",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"&#x0;&#xd800;",
    "İﬁ٣\u202e\u2028".encode(),
    b"=cmd|'/c calc'!A1",
    b"1e999",
    b"-1e-999999999",
    b"-99999999999999999999",
    b"99999999999999",
    b"0001-01-01",
    b"9999-12-31T23:59:59.999999Z",
    b"{" * 2000,
    b"[" * 5000,
    b";" * 3000,
    b"<" * 3000,
    b"(((",
    b"=?utf-8?B?",
    b"=?x?Q?=FF?=",
    b"\nFrom ",
    b"\n--=-b--\n",
    b"\x1b$B",
    b"\nBEGIN:VEVENT\n",
    b"\nEND:VCARD\n",
    b"\nRRULE:FREQ=SECONDLY\n",
    b"\nDTSTART:00010101T000000\n",
    b"\nRECURRENCE-ID:99991231T235959Z\n",
    b"\nEND:VTIMEZONE\n",
)
