"""Small mails and mailboxes written to disk. Dana, at us.example, is one of us."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.statement import Statement
from importers.mail import open_mail
from importers.source import Export, Options
from tests.importers.exports import statements

OURS = Options(our_domains=("us.example",))
ANN = "Ann Lee <ann.lee@acme.example>"
DANA = "Dana Fox <dana@us.example>"
SENT = "Wed, 04 Mar 2026 10:00:00 +0100"


def mail(body: str = "Hello", /, *, without: Iterable[str] = (), **fields: str) -> bytes:
    """A mail; from Ann to Dana unless told otherwise. `In_Reply_To` is the field In-Reply-To."""
    header: Mapping[str, str] = {
        "From": ANN,
        "To": DANA,
        "Subject": "Question",
        "Date": SENT,
        "Message-ID": "<q1@acme.example>",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in header.items() if name not in without]
    return ("\n".join(lines) + "\n\n" + body + "\n").encode()


def mbox(*mails: bytes) -> bytes:
    """An mbox of these mails."""
    return b"".join(b"From ann@acme.example Wed Mar  4 09:00:00 2026\n" + m + b"\n" for m in mails)


def mailbox(folder: Path, *mails: bytes, options: Options = OURS) -> Export:
    """An mbox file of these mails, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "box.mbox"
    path.write_bytes(mbox(*mails))
    return open_mail(path, options)


def said(folder: Path, *mails: bytes, options: Options = OURS) -> list[Statement]:
    """What these mails say."""
    return statements(mailbox(folder, *mails, options=options))


def parts(kind: str, *bodies: tuple[str, str]) -> tuple[str, str]:
    """The Content-Type and the body of a mail of several parts, each with its own Content-Type."""
    pieces = [f"--=-b\nContent-Type: {type_}\n\n{text}\n" for type_, text in bodies]
    return f'{kind}; boundary="=-b"', "".join(pieces) + "--=-b--\n"
