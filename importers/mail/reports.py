"""Mail that came back: to whom it should have gone, and why it did not get there.

Most mail systems send a report that programs can read (RFC 3464); others only write a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Part

from graph.values.mailboxes import folded_address, is_shared
from importers.bounces import GONE, OTHER, PERHAPS_GONE, Verdict, judge
from importers.mail.headers import fields_of, shown
from importers.mail.message import Message
from importers.mail.replies import Reading
from importers.mail.spelling import plain
from importers.mail.text import content_of, own_words, parts_of, text_of

LONGEST_REASON = 2000
MOST_RECIPIENTS = 500

_FAILED = ("failed", "delayed", "")
"""Actions of a report that tell of a failure; delivered, relayed and expanded do not."""
_FULL = re.compile(
    r"(?<![\d.])[45]\.2\.2(?!\d)|quota|mailbox (?:is )?full|storage|insufficient (?:disk )?space"
    r"|(?:postfach|mailbox|speicherplatz)[^.]{0,30}(?:voll|erschöpft|überschritten)"
    r"|boîte[^.]{0,30}pleine|(?:buzón|casilla)[^.]{0,20}llen[oa]|cuota|caixa[^.]{0,30}cheia|cota\b"
    r"|casella[^.]{0,20}pien[ao]|postvak[^.]{0,20}vol\b|quotum|容量|いっぱい",
)
_POLICY = re.compile(
    r"(?<![\d.])5\.7\.\d|policy|spam|blocked|blacklist|block ?list|unauthenticated|dmarc|\bspf\b"
    r"|security|richtlinie|sicherheit|politique|sécurité|polític|segurid|seguranç|sicurezza|beleid"
    r"|ポリシー|迷惑メール|セキュリティ",
)
_TEMPORARY = re.compile(
    r"(?<![\d.])4\.\d{1,3}\.\d|(?<![\d.])4\d\d[ -]|gr[ea]y ?list|throttl|too (?:many|quickly|much)"
    r"|rate limit|try again|later|temporar|delayed|später|plus tard|más tarde|mais tarde|più tardi"
    r"|later opnieuw|しばらく|再度",
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that a mail did not reach, what was told of it, and how that was read."""

    address: str
    reason: str
    reading: Reading
    verdict: Verdict


def is_report(message: Message) -> bool:
    """Whether a mail system sent it, to tell what became of a mail of ours."""
    if "x-failed-recipients" in message.fields:
        return True
    kind = message.first("content-type").lower()
    if kind.startswith("multipart/report"):
        return "delivery-status" in kind or "report-type" not in kind
    name = message.author.address.partition("@")[0]
    return name in ("mailer-daemon", "mailerdaemon") or (
        name == "postmaster" and message.first("return-path") in ("", "<>")
    )


def bounces_in(message: Message) -> list[Bounce]:
    """Everybody whom a report says our mail did not reach."""
    parts = parts_of(message)
    status = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    if status is not None:
        found = {b.address: b for b in _reported(status)}
        return list(found.values())[:MOST_RECIPIENTS]
    text = own_words(text_of(message))
    named = _failed_recipients(message) or _addresses(text)
    # Where several addresses stand in a text nothing tells which of them failed.
    if len(named) != 1:
        return []
    reason = shown(text.replace(named[0], " ", 10))[:LONGEST_REASON]
    return [_bounce(named[0], reason)]


def _reported(status: Part) -> Iterator[Bounce]:
    """The recipients of a report, a block of fields each; the first block is about all of them."""
    for block in _blocks(status):
        fields = fields_of(block.encode("utf-8", "replace"))
        action = next(iter(fields.get("action", ())), "").lower().strip()
        if action not in _FAILED:
            continue
        for name in ("original-recipient", "final-recipient"):
            written = next(iter(fields.get(name, ())), "").rpartition(";")[2]
            address = folded_address(written.strip(" <>"))
            if address is not None:
                break
        else:
            continue
        diagnosis = shown(" ".join(fields.get("diagnostic-code", ())))[:LONGEST_REASON]
        code = shown(" ".join(fields.get("status", ())))[:40]
        # The words of the mail system tell more than the code that its report sums them up in.
        yield _bounce(address, f"{diagnosis} {code}".strip())


def _blocks(status: Part) -> Iterator[str]:
    content = status.get_payload()
    if isinstance(content, list):
        for part in content:
            if isinstance(part, Part):
                yield "\n".join(f"{name}: {value}" for name, value in part.raw_items())
    else:
        yield from re.split(r"\n\s*\n", content_of(status))


def _bounce(address: str, reason: str) -> Bounce:
    verdict = judge(reason)
    return Bounce(address, reason, _reading(reason, verdict), verdict)


def _reading(reason: str, verdict: Verdict) -> Reading:
    if verdict in (GONE, PERHAPS_GONE):
        return Reading.BOUNCE_UNKNOWN_USER
    text = plain(reason).casefold()
    if verdict is OTHER:
        for pattern, reading in _READINGS:
            if pattern.search(text):
                return reading
    return Reading.BOUNCE_OTHER


def _plainly(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(plain(pattern.pattern))


_READINGS = (
    (_plainly(_FULL), Reading.BOUNCE_FULL),
    (_plainly(_TEMPORARY), Reading.BOUNCE_TEMPORARY),
    (_plainly(_POLICY), Reading.BOUNCE_POLICY),
)

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.ASCII)


def _failed_recipients(message: Message) -> list[str]:
    return _addresses(" ".join(message.fields.get("x-failed-recipients", ())))


def _addresses(text: str) -> list[str]:
    found = (folded_address(m[0].strip(".")) for m in _ADDRESS.finditer(text[: 4 * LONGEST_REASON]))
    return list(dict.fromkeys(address for address in found if address and not is_shared(address)))
