"""The header of a mail: its fields, encoded words, and who stands in them.

Read by a few linear rules of our own: what mail programs write is broken in so many ways that a
strict parser refuses too much of it, and takes too long over the worst.
"""

import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.values.mailboxes import LONGEST_ADDRESS, addresses_in, folded_address

LONGEST_HEADER = 2**18
LONGEST_SUBJECT = 1000

_CHARSET = re.compile(
    r"us-ascii|ascii|utf[-_]?(?:7|8|16|32)(?:[-_]?[bl]e)?(?:-sig)?|iso[-_]?8859[-_]?\d{1,2}"
    r"|iso[-_]?2022[-_](?:jp|kr)(?:[-_]\w+)?|(?:windows|cp|ibm)[-_]?\d{3,5}|latin[-_]?\d{1,2}"
    r"|koi8[-_][rut]|big5(?:[-_]?hkscs)?|gbk|gb2312|gb18030|hz|euc[-_](?:jp|kr)|tis[-_]?620"
    r"|shift[-_]?jis(?:[-_]\w+)?|sjis|ms[-_]?kanji|mac[-_]?roman|ks_c_5601-1987",
    re.IGNORECASE,
)
"""Character sets of mails; Python knows codecs beyond these that are none."""
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_HEXADECIMAL = re.compile(rb"=([0-9A-Fa-f]{2})")
_BLANK_LINE = re.compile(rb"(?>\r\n|\r|\n)(?>\r\n|\r|\n)")
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]+")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

Fields = Mapping[str, Sequence[str]]
"""The values of each field, by its name in lower case, on one line each."""


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody who stands in a header."""

    name: str
    address: str


def split(content: bytes) -> tuple[bytes, bytes]:
    """The header of a message, and what follows the blank line after it."""
    content = content.lstrip(b"\r\n")
    if content[:5] in (b"From ", b">From"):
        content = content.replace(b"\r", b"\n", 1) if b"\n" not in content else content
        content = content.partition(b"\n")[2]
    blank = _BLANK_LINE.search(content, 0, LONGEST_HEADER)
    if blank is None:
        return content[:LONGEST_HEADER], b""
    return content[: blank.start()], content[blank.end() :]


def fields_of(header: bytes) -> Fields:
    """The fields of a header; lines that are none are left out."""
    found: dict[str, list[str]] = {}
    for line in _FOLD.sub(" ", readable(header)).replace("\r", "\n").split("\n"):
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon and name and " " not in name:
            found.setdefault(name, []).append(value.strip())
    return found


def readable(content: bytes, charset: str = "utf-8") -> str:
    """The text of some bytes: in their character set, else in one that always fits."""
    if _CHARSET.fullmatch(charset):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            pass
    try:
        return content.decode("utf-8")
    except ValueError:
        return content.decode("cp1252", "replace")


def shown(text: str) -> str:
    """The text on one line, without characters that cannot be shown or kept."""
    return " ".join(_NOT_SHOWN.sub(" ", text).split())


def decoded(text: str) -> str:
    """A text with its encoded words (RFC 2047) read; those that cannot be read stay as they are."""
    return shown("".join(_pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    run, charset = b"", ""
    for word in _WORD.finditer(text):
        between = text[at : word.start()]
        content = _content(word[2], word[3])
        if content is None:
            continue
        # Blanks between two encoded words are no text, and a character may begin in one and end
        # in the next.
        if between.strip() or (run and word[1].lower() != charset):
            yield readable(run, charset)
            run = b""
        if between.strip() or at == 0:
            yield between
        run, charset = run + content, word[1].lower()
        at = word.end()
    yield readable(run, charset)
    yield text[at:]


def _content(encoding: str, text: str) -> bytes | None:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEXADECIMAL.sub(lambda m: bytes([int(m[1], 16)]), raw.replace(b"_", b" "))
    try:
        content = binascii.a2b_base64(raw.rstrip(b"=") + b"==")
    except binascii.Error:
        return None
    return content if content or not raw else None


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|[^"<(),;:]+|.', re.DOTALL)


def correspondents(value: str) -> list[Correspondent]:
    """Everybody who stands in a field such as From or To, each address once.

    The address is what stands in angle brackets, never what a display name claims.
    """
    found: dict[str, Correspondent] = {}
    names: list[str] = []
    brackets: list[str] = []
    depth = 0
    for match in (*_TOKEN.finditer(value[:LONGEST_HEADER]), None):
        token = "," if match is None else match[0]
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif depth and match is not None:
            continue
        elif token in (",", ";"):
            person = _person("".join(names), brackets)
            if person is not None:
                found.setdefault(person.address, person)
            names, brackets = [], []
        elif token == ":":
            names = []  # the name of a group
        elif token[0] == "<" and len(token) > 1:
            brackets.append(token[1:-1])
        else:
            names.append(token)
    return list(found.values())


def _person(written: str, brackets: Sequence[str]) -> Correspondent | None:
    name = decoded(written.replace('"', "").replace("\\", "")).strip(" '")
    for bracket in reversed(brackets):
        address = folded_address(bracket.strip().removeprefix("mailto:"))
        if address is not None:
            return Correspondent(name, _clean(address))
    if len(written) > LONGEST_ADDRESS * 2:
        return None
    addresses = addresses_in(name)
    if len(addresses) != 1 or folded_address(addresses[0]) is None:
        return None
    return Correspondent("" if name.lower() == addresses[0] else name, _clean(addresses[0]))


def _clean(address: str) -> str:
    return _NOT_SHOWN.sub("", address)
