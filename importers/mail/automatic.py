"""Which mails a program wrote, and which of these speak of the one whose mailbox they come from."""

import re

from graph.values.mailboxes import is_shared
from importers.mail.message import Message
from importers.mail.text import parts_of
from importers.words import is_automatic

_SUBJECT = re.compile(
    r"\s*(?:\[?自動(?:応答|返信)\]?|不在(?:通知|のお知らせ)|out of (?:the )?office\b|abwesend\b"
    r"|absent(?:e)? (?:du bureau|jusqu)|afwezig\b)\s*[:：]?",
    re.IGNORECASE,
)
"""Beginnings of subjects of automatic replies beyond those that CRM exports know."""
_AUTOMATIC_REPLY_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")
_ROBOTS = re.compile(
    r"(?:no|do[-_.]?not)[-_.]?reply|mailer-?daemon|bounces?|notifications?|postmaster|automail(?:er)?"
)


def is_written_by_a_program(message: Message) -> bool:
    """Whether no human wrote it: a list, a newsletter, a robot, an answering machine."""
    kind = message.first("content-type").lower()
    return (
        is_automatic(message.subject, message.header)
        or _is_automatic_subject(message.subject)
        or kind.startswith("multipart/report")
        or _ROBOTS.fullmatch(message.author.address.partition("@")[0].partition("+")[0]) is not None
        or _answers_an_invitation(message)
    )


def is_automatic_reply(message: Message) -> bool:
    """Whether it is the answer of somebody's answering machine; never a list or newsletter."""
    fields = message.fields
    if any(name.startswith("list-") for name in fields) or is_shared(message.author.address):
        return False
    submitted = message.first("auto-submitted").lower()
    precedence = message.first("precedence").lower()
    if (
        submitted.startswith("auto-replied")
        or any(name in fields for name in _AUTOMATIC_REPLY_FIELDS)
        or precedence.startswith("auto_reply")
    ):
        return True
    sent_by_a_program = (
        submitted.startswith("auto-generated")
        or precedence in ("bulk", "junk")
        or "x-auto-response-suppress" in fields
    )
    return (sent_by_a_program and message.answers) or _is_automatic_subject(message.subject)


def _is_automatic_subject(subject: str) -> bool:
    return is_automatic(subject, "") or (
        _SUBJECT.match(subject) is not None and not subject.rstrip().endswith("?")
    )


def _answers_an_invitation(message: Message) -> bool:
    if b"text/calendar" not in message.body.lower() and "calendar" not in message.first(
        "content-type"
    ):
        return False
    return any(
        part.get_content_type() == "text/calendar"
        and str(part.get_param("method") or "").upper() in ("REPLY", "COUNTER")
        for part in parts_of(message)
    )
