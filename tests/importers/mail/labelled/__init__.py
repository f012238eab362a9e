"""The labelled set: invented answers of machines and humans in eight languages, each with a label.

`kind` of a text is the mail it arrives in: `auto-reply` (unless stated), `human`, `list`, `report`
(of a mail system, for programs; `text` is its diagnosis) or `bounce` (a text of a mail system).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from importers.mail.headers import correspondents
from importers.mail.mailboxes import Raw
from importers.mail.message import message_of
from importers.mail.replies import Reading, Reply
from importers.mail.statements import read
from importers.ours import Ours
from tests.importers.exports import at

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ja")
SENT = "Mon, 04 May 2026 09:30:00 +0000"
LATEST = at("2026-05-05T00:00:00Z")
OURS = Ours("", ("us.example",))


@dataclass(frozen=True)
class Labelled:
    """One text: the label it should get, what else should be read in it, and the mail it is."""

    language: str
    author: str
    label: Reading
    kind: str
    subject: str
    text: str
    status: str
    held_out: bool
    successor: str
    new_address: str
    until: date | None

    @property
    def address(self) -> str:
        """The address of whoever the text is about."""
        return correspondents(self.author)[0].address


@dataclass(frozen=True)
class Understood:
    """How a text was read."""

    reading: Reading
    successor: str = ""
    new_address: str = ""
    until: date | None = None
    phrase: str = ""


def labelled_set() -> list[Labelled]:
    """Every text, language by language."""
    return [one for code in LANGUAGES for one in _of_language(FOLDER / f"{code}.toml")]


def _of_language(path: Path) -> list[Labelled]:
    table = tomllib.loads(path.read_text("utf-8"))
    return [
        Labelled(
            language=table["language"],
            author=table["author"],
            label=Reading[mail["is"]],
            kind=mail.get("kind", "auto-reply"),
            subject=mail.get("subject", "Re: Renewal"),
            text=mail["text"],
            status=mail.get("status", ""),
            held_out=mail.get("held_out", False),
            successor=mail.get("successor", ""),
            new_address=mail.get("new_address", ""),
            until=date.fromisoformat(mail["until"]) if "until" in mail else None,
        )
        for mail in table["mail"]
    ]


def understood(one: Labelled) -> Understood:
    """How the importer reads the mail that a labelled text arrives in."""
    content = mail_of(one).as_bytes()
    message = message_of(Raw("labelled.eml", 1, 1, content, len(content)), LATEST)
    reading = read(message, OURS)
    if isinstance(reading, Reply):
        return Understood(
            reading.reading, reading.successor, reading.new_address, reading.until, reading.phrase
        )
    if isinstance(reading, list):
        assert {bounce.address for bounce in reading} <= {one.address}
        return Understood(reading[0].reading if reading else Reading.ORDINARY)
    return Understood(Reading.ORDINARY)


def mail_of(one: Labelled) -> Message:
    """The mail that a labelled text arrives in."""
    if one.kind == "report":
        return _report(one)
    mail = EmailMessage()
    mail["From"] = (
        "Mail Delivery <mailer-daemon@mx.example>" if one.kind == "bounce" else one.author
    )
    mail["To"] = "Dana Fox <dana@us.example>"
    mail["Subject"] = one.subject
    mail["Date"] = SENT
    mail["Message-ID"] = "<labelled@mx.example>"
    if one.kind == "auto-reply":
        mail["Auto-Submitted"] = "auto-replied"
        mail["In-Reply-To"] = "<question@us.example>"
    if one.kind == "list":
        mail["Precedence"] = "bulk"
        mail["List-Id"] = "<news.example>"
    mail.set_content(one.text)
    return mail


def _report(one: Labelled) -> Message:
    mail = MIMEMultipart("report", report_type="delivery-status")
    mail["From"] = "Mail Delivery <postmaster@mx.example>"
    mail["To"] = "dana@us.example"
    mail["Subject"] = "Undeliverable"
    mail["Date"] = SENT
    mail["Message-ID"] = "<labelled@mx.example>"
    mail.attach(MIMEText("See the report.", "plain", "utf-8"))
    recipient = Message()
    recipient["Final-Recipient"] = f"rfc822; {one.address}"
    recipient["Action"] = "delayed" if one.status.startswith("4") else "failed"
    recipient["Status"] = one.status
    recipient["Diagnostic-Code"] = one.text
    reporting = Message()
    reporting["Reporting-MTA"] = "dns; mx.example"
    status = Message()
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([reporting, recipient])
    mail.attach(status)
    return mail
