"""Mail: mbox files, Maildirs, folders or zips of .eml files.

Who wrote to whom, when, and under which subject. Bodies are read only where an answering machine or
a mail system wrote them, and kept only where the operator says so.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from graph.errors import BadInput
from graph.model import Millis
from graph.statement import Reject, Statement
from importers.files import fingerprint
from importers.mail.mailboxes import Mailbox, all_files, mailboxes_at
from importers.mail.message import MessageError, date_of, message_of, row_of
from importers.mail.statements import statements_of
from importers.ours import Ours, ours_of
from importers.source import Export, Options, Table

NAME = "mail"
MEANING = "Mail: mbox files, Maildirs, folders and zips of .eml files"


def open_mail(path: Path, options: Options) -> Export:
    """The mail at `path`: an mbox file, a Maildir, or a folder or zip of mboxes and .eml files.

    Reads everything once, to count mails and to find the newest date. BadInput when there is no
    mail, or when nothing says who of the correspondents is one of us.
    """
    if options.name not in ("", NAME):
        raise BadInput("Mail cannot be given another name: its ids are the same everywhere.")
    ours = ours_of(options)
    if not (ours.domains or ours.whose):
        raise BadInput(
            "Which mails came in and which went out cannot be told. Say which mail domains are ours"
            " (--our-domains us.example), or whose mailbox it is (--whose dana@us.example).",
            "our_domains",
        )
    latest = _now() if options.taken_at is None else options.taken_at
    mailboxes, others = mailboxes_at(path)
    tables: list[Table] = []
    newest: Millis | None = None
    for mailbox in mailboxes:
        mails, date = _survey(mailbox, latest)
        newest = max((d for d in (newest, date) if d is not None), default=None)
        tables.append(_table(mailbox, mails, ours, latest, keep_text=options.keep_text))
    return Export(
        NAME,
        path.name,
        fingerprint(all_files(path), NAME, repr(options)),
        newest if options.taken_at is None else options.taken_at,
        True,
        tuple(tables),
        tuple(sorted(others)),
    )


def _now() -> Millis:
    """No mail comes from the future; that alone is judged by the clock."""
    return time.time_ns() // 1_000_000


def _survey(mailbox: Mailbox, latest: Millis) -> tuple[int, Millis | None]:
    """How many mails there are, and the newest date among them."""
    newest: Millis | None = None
    mails = 0
    for raw in mailbox.messages():
        mails += 1
        date = None if isinstance(raw, Reject) else date_of(raw, latest)
        if date is not None and (newest is None or date > newest):
            newest = date
    return mails, newest


def _table(mailbox: Mailbox, mails: int, ours: Ours, latest: Millis, *, keep_text: bool) -> Table:
    def read() -> Iterator[Statement | Reject]:
        for raw in mailbox.messages():
            if isinstance(raw, Reject):
                yield raw
                continue
            try:
                message = message_of(raw, latest)
                yield from statements_of(message, ours, raw.place, keep_text=keep_text)
            except MessageError as error:
                yield Reject(raw.file, raw.line, error.field, str(error), row_of(raw))

    return Table(mailbox.name, "Message", mails, (), read)
