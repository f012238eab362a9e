"""The text of a mail: what its author wrote, without the mail it answers."""

import html
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message as Part

from importers.mail.headers import readable
from importers.mail.message import Message

LONGEST = 2**18
"""Characters of a text that are read."""
DEEPEST = 20
"""Parts within parts beyond this are not looked at."""
MOST_PARTS = 200
"""A mail with more parts is not taken apart: what parsing it takes grows with their square."""


def parts_of(message: Message) -> list[Part]:
    """The parts of a mail that hold something, in order; of a mail within the mail only itself."""
    if message.body.lower().count(b"multipart/") > MOST_PARTS:
        return []
    try:
        whole = message_from_bytes(
            message.header.encode("utf-8", "replace") + b"\n\n" + message.body,
            policy=policy.compat32,
        )
        return list(_leaves(whole, 0))
    except Exception:
        # The parser of the standard library promises to take anything, and does not: endlessly
        # nested or damaged mails raise errors of many kinds.
        return []


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    content = part.get_payload()
    own = part.get_content_type() in ("message/rfc822", "message/delivery-status")
    if isinstance(content, list) and not own:
        if depth < DEEPEST:
            for inner in (c for c in content if isinstance(c, Part)):
                yield from _leaves(inner, depth + 1)
    else:
        yield part


def text_of(message: Message) -> str:
    """The text that a reader sees: the first plain one, else the first HTML; empty without one."""
    formatted = ""
    for part in parts_of(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and (text := content_of(part)).strip():
            return text
        if kind == "text/html" and not formatted:
            formatted = unformatted(content_of(part))
    return formatted


def content_of(part: Part) -> str:
    """The decoded text of one part."""
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset() or "utf-8"
    except Exception:
        # See `parts_of`: a damaged transfer encoding or character set.
        return ""
    if not isinstance(content, bytes):
        return ""
    text = readable(content[: 4 * LONGEST], charset)[:LONGEST]
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


_TAG = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_PARAGRAPHS = frozenset(
    ("p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6")
)
_NOT_SHOWN = frozenset(("style", "script", "title", "head"))
_QUOTATION = re.compile(r"<blockquote|gmail_quote|divRplyFwdMsg|OutlookMessageHeader", re.I)


def unformatted(markup: str) -> str:
    """The text of a piece of HTML up to the mail it quotes."""
    pieces: list[str] = []
    hidden = ""
    at = 0
    for tag in _TAG.finditer(markup):
        if not hidden:
            pieces.append(markup[at : tag.start()].replace("\n", " "))
        at = tag.end()
        if _QUOTATION.search(tag[0]):
            return _joined(pieces)
        found = _TAG_NAME.match(tag[0])
        name = found[1].lower() if found else ""
        if hidden:
            hidden = "" if name == hidden and tag[0][1] == "/" else hidden
        elif name in _NOT_SHOWN and tag[0][1] != "/":
            hidden = name
        elif name == "br":
            pieces.append("\n")
        elif name in _PARAGRAPHS:
            pieces.append("\n\n")
    if not hidden:
        pieces.append(markup[at:])
    return _joined(pieces)


def _joined(pieces: list[str]) -> str:
    return html.unescape("".join(pieces)).replace("\xa0", " ")


_QUOTES_FROM_HERE = re.compile(
    r"\s*(?:"
    r"-- ?$|_{10,}|-{2,} ?(?:original|urspr|message d'origine|mensaje original|mensagem original"
    r"|messaggio originale|oorspronkelijk|元のメッセージ|forwarded|weitergeleitet|below this line"
    r"|this is a copy)"
    r"|(?:from|von|de|da|van|差出人|送信者) ?[:：] .*@"
    r"|.{0,200}(?:\bwrote|\bschrieb\b.{0,80}|a écrit|escribió|escreveu|ha scritto"
    r"|\bschreef\b.{0,80}|さんは書きました) ?[:：]?$"
    r")",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """The text without quotations and signature."""
    lines: list[str] = []
    for line in text.split("\n"):
        if _QUOTES_FROM_HERE.match(line[:400]):
            break
        if not line.lstrip().startswith(">"):
            lines.append(line)
    return "\n".join(lines)
