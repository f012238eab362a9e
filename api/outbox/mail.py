"""Telling a teammate by mail: through the mail server that is set, encrypted unless said.

A mail is one notice or the digest of a day. Sent again, it is the same message with the same
Message-ID.
"""

import asyncio
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from api.moments import moment_of
from api.outbox.attempts import DELIVERED, Outcome
from api.outbox.settings import OutboxSettings, sender_of
from graph.database import Database
from graph.model import Millis
from graph.outbox.deliveries import Claimed, Told
from graph.outbox.digests import Line, read_digest

PATIENCE = 60.0
"""Seconds that a mail may take, waiting for its turn included."""
ANSWER_PATIENCE = 10.0
"""Seconds that the mail server has for each answer."""
MOST_AT_ONCE = 2
LONGEST_SUBJECT = 120
_HOW_TO_ASK = "answers whoever brings a key, over GraphQL or to `rapport ask`."
"""There is no page to open about an account or a person, so no link pretends to lead to one."""


class Mail:
    """The way to teammates."""

    def __init__(
        self,
        settings: OutboxSettings,
        database: Database,
        *,
        patience: float = ANSWER_PATIENCE,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        if settings.smtp_host is None or settings.mail_from is None:
            raise ValueError("no mail server is set")
        self._host = settings.smtp_host
        self._from = sender_of(settings.mail_from)
        self._settings = settings
        self._database = database
        self._patience = patience
        self._trusted = trusted or ssl.create_default_context()
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    async def deliver(self, delivery: Claimed, now: Millis) -> Outcome:
        """Send the mail; what came of it."""
        link = self._settings.public_url
        if delivery.notice is not None:
            subject, text = delivery.notice.text, notice_text(delivery.notice, link)
        elif delivery.day is not None:
            day = date.fromisoformat(delivery.day)
            lines = await read_digest(self._database, delivery.receiver.id, day)
            subject, text = digest_subject(lines, day), digest_text(lines, day, link)
        else:
            return Outcome("There is nothing to tell.", final=True)
        try:
            to = Address(_in_header(delivery.receiver.name), addr_spec=delivery.address or "")
        except (ValueError, IndexError):
            return Outcome("Their e-mail address is none.", final=True)
        message = self._message(delivery.id, to, subject, text, now)
        try:
            async with asyncio.timeout(PATIENCE), self._turns:
                return await asyncio.to_thread(self._send, message, to.addr_spec)
        except TimeoutError:
            return Outcome(f"The mail server took longer than {PATIENCE:g} seconds.")

    def _message(self, id_: str, to: Address, subject: str, text: str, now: Millis) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = self._from
        message["To"] = to
        message["Subject"] = shortened(_in_header(subject), LONGEST_SUBJECT)
        message["Date"] = format_datetime(moment_of(now))
        message["Message-ID"] = f"<{id_}@{self._from.domain}>"
        message["Auto-Submitted"] = "auto-generated"  # nobody's absence answers it
        message.set_content(text, cte="quoted-printable")
        return message

    def _send(self, message: EmailMessage, to: str) -> Outcome:
        try:
            server = self._connected()
        except smtplib.SMTPAuthenticationError:
            return Outcome("The mail server refused our user name or password.")
        except smtplib.SMTPNotSupportedError:
            return Outcome("The mail server offers no STARTTLS, or no login.")
        except ssl.SSLError:
            return Outcome("TLS failed; is the mail server's certificate in order?")
        except (OSError, smtplib.SMTPException):
            return Outcome("The mail server could not be reached.")
        try:
            server.send_message(message, self._from.addr_spec, [to])
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            return Outcome(f"The mail server refused the address ({code}).", final=code >= 500)
        except smtplib.SMTPSenderRefused as refused:
            return Outcome(f"The mail server refused us as the sender ({refused.smtp_code}).")
        except smtplib.SMTPResponseException as refused:
            code = refused.smtp_code
            return Outcome(f"The mail server refused the mail ({code}).", final=code >= 500)
        except (OSError, smtplib.SMTPException):
            return Outcome("The mail server closed the connection.")
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        return DELIVERED

    def _connected(self) -> smtplib.SMTP:
        settings, patience = self._settings, self._patience
        if settings.smtp_security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, settings.port, timeout=patience, context=self._trusted
            )
        else:
            server = smtplib.SMTP(self._host, settings.port, timeout=patience)
        try:
            if settings.smtp_security == "starttls":
                server.starttls(context=self._trusted)
            if settings.smtp_user and settings.smtp_password:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server


def notice_text(notice: Told, link: str | None) -> str:
    """The text of a notice: the sentence, what it concerns, when, and where to look."""
    named = [("Account", notice.account), ("Person", notice.person)]
    lines = [_plain(notice.text), ""]
    lines += [f"{what}: {_plain(one.name)} ({one.id})" for what, one in named if one]
    lines.append(f"When: {moment_of(notice.at):%Y-%m-%d %H:%M} UTC")
    return _ended(lines, link)


def digest_subject(lines: Sequence[Line], day: date) -> str:
    """What a digest is called."""
    count = "1 thing" if len(lines) == 1 else f"{len(lines)} things"
    return f"{count} about your accounts on {day.isoformat()}"


def digest_text(lines: Sequence[Line], day: date, link: str | None) -> str:
    """The text of a digest: what happened on the day, account by account."""
    told = [f"What happened on {day.isoformat()} (UTC):"]
    account: str | None = ""
    for line in lines:
        if line.account != account:
            account = line.account
            told += ["", _plain(account) if account else "Of no account in particular"]
        told.append(f"- {moment_of(line.at):%H:%M} {_plain(line.text)}")
    return _ended(told, link)


def shortened(text: str, most: int) -> str:
    """The text; where it is too long, what comes before a colon, else cut at a blank."""
    if len(text) <= most:
        return text
    head, colon, _ = text[:most].rpartition(": ")
    return head if colon else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _ended(lines: Sequence[str], link: str | None) -> str:
    end = ["", f"Rapport at {link} {_HOW_TO_ASK}"] if link else []
    return "\n".join([*lines, *end]) + "\n"


def _plain(text: str) -> str:
    """One line without control characters: what a name holds never becomes a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _in_header(text: str) -> str:
    """The same where it must not be read as an encoded word of a header either."""
    return _plain(text).replace("=?", "= ?")
