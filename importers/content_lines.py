"""The content lines of calendars and cards: `NAME;PARAMETER=VALUE:VALUE`, folded or not.

Lines may end in CR, LF or both, the file may be UTF-8 or UTF-16; however long a line is, no more
than its beginning is kept.
"""

import codecs
import re
from collections.abc import Iterator
from typing import IO

from importers.files import CHUNK, File, readable

LONGEST_LINE = 2**20
"""Of a longer line only so many bytes are kept, so that a picture is never held whole."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_FRAME = re.compile(rb"\s*(?:BEGIN|END):", re.IGNORECASE)


def content_lines(file: File, soft_breaks: bool = False) -> Iterator[tuple[int, bytes]]:
    """The unfolded lines of a file that are not blank, each with the number of its first one.

    With `soft_breaks` a quoted-printable value that ends in `=` goes on in the next line (vCard
    2.1). Unfolding comes before decoding, for a fold may stand within a character. BadInput when
    the file is damaged.
    """
    begun, content = 0, bytearray()
    goes_on = False
    with readable(file), file.opened() as stream:
        for number, line in enumerate(_lines(_utf8(stream)), 1):
            if not line.strip():
                goes_on = False
                continue
            folded = line[:1] in (b" ", b"\t")
            if begun and (folded or (goes_on and not _FRAME.match(line))):
                if goes_on:
                    del content[-1:]
                content += line[folded : LONGEST_LINE - len(content) + folded]
            else:
                if begun:
                    yield begun, bytes(content)
                begun, content = number, bytearray(line[:LONGEST_LINE])
            goes_on = (
                soft_breaks and content.endswith(b"=") and bool(_QUOTED_PRINTABLE.match(content))
            )
    if begun:
        yield begun, bytes(content)


def _utf8(stream: IO[bytes]) -> Iterator[bytes]:
    """The content in parts, as UTF-8 where it is marked as UTF-16, without a byte order mark."""
    part = stream.read(CHUNK)
    encoding = _utf16(part[:4])
    if encoding is None:
        part = part.removeprefix(codecs.BOM_UTF8)
        while part:
            yield part
            part = stream.read(CHUNK)
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while part:
        yield decoder.decode(part).encode()
        part = stream.read(CHUNK)


def _utf16(begin: bytes) -> str | None:
    if begin[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if len(begin) == 4 and begin[1] == begin[3] == 0 and begin[0] and begin[2]:
        return "utf-16-le"
    if len(begin) == 4 and begin[0] == begin[2] == 0 and begin[1] and begin[3]:
        return "utf-16-be"
    return None


def _lines(parts: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for part in parts:
        whole = rest + part
        # Half of a CR LF at the end of a part is no line end yet.
        held = whole.endswith(b"\r")
        lines = _LINE_END.split(whole[:-1] if held else whole)
        rest = lines.pop()[: 2 * LONGEST_LINE] + (b"\r" if held else b"")
        yield from lines
    yield from _LINE_END.split(rest)
