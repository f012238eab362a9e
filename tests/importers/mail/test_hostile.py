"""Whatever a mailbox holds: nothing comes out but statements and reasons, in little memory."""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers.mail import open_mail
from tests.importers.exports import outcome, written
from tests.importers.mail.labelled import labelled_set, mail_of
from tests.importers.mail.mails import DANA, OURS, mail, mbox, parts

MUTATIONS = 300

_LABELLED = labelled_set()
_HTML, _HTML_BODY = parts(
    "multipart/alternative",
    ("text/plain; charset=iso-8859-1", "I am away"),
    ("text/html; charset=utf-8", "<p>I am <b>away</b> until 12 May 2026.</p>"),
)
_VALID = (
    mail(Subject="=?utf-8?B?w4lwaW5hbA==?=", Cc='"Ray, Bob" <bob@acme.example>; x@acme.example'),
    mail(From=DANA, To="ann@acme.example", References="<a@us.example> <b@us.example>"),
    mail(_HTML_BODY, Content_Type=_HTML, Auto_Submitted="auto-replied"),
    *(mail_of(one).as_bytes() for one in _LABELLED[:: len(_LABELLED) // 12]),
)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut off, doubled, taken out or written in another character set."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.randint(1, 200))
        match chance.randrange(6):
            case 0:
                for _ in range(chance.randint(1, 20)):
                    if data:
                        data[chance.randrange(len(data))] = chance.randrange(256)
            case 1:
                del data[start:]
            case 2:
                data[start:start] = data[start:end] * chance.randint(1, 5)
            case 3:
                del data[start:end]
            case 4:
                charset = chance.choice(("utf-16", "utf-7", "cp1252", "iso-2022-jp", "utf-32"))
                part = data[start:end].decode("utf-8", "replace")
                data[start:end] = part.encode(charset, "replace")
            case _:
                data[start:start] = chance.choice(
                    (
                        b"\r",
                        b"\0",
                        b"\n\n",
                        b"\nFrom ",
                        b"=?utf-8?B?",
                        b"--=-b--",
                        b"(((",
                        b'"',
                        b"<",
                    )
                )
    return bytes(data)


def _zip_of(content: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.eml", content)
    return packed.getvalue()


FORMATS: dict[str, Callable[[random.Random], tuple[str, bytes]]] = {
    "mbox": lambda chance: ("box.mbox", _mutated(mbox(*chance.sample(_VALID, 3)), chance)),
    "maildir": lambda chance: ("cur/1:2,S", _mutated(chance.choice(_VALID), chance)),
    "eml": lambda chance: ("a.eml", _mutated(chance.choice(_VALID), chance)),
    "zip": lambda chance: ("mail.zip", _mutated(_zip_of(chance.choice(_VALID)), chance)),
    "in a zip": lambda chance: ("mail.zip", _zip_of(_mutated(chance.choice(_VALID), chance))),
}


def mutations(form: str, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged mailboxes of one form."""
    chance = random.Random(seed)
    return (FORMATS[form](chance) for _ in range(count))


def survives(folder: Path, name: str, content: bytes) -> None:
    """Read a mailbox twice: both times it says the same."""
    path = folder / name
    written(path.parent, {path.name: content})
    try:
        export = open_mail(folder, OURS)
        said = outcome(export)
        assert said == outcome(export)
    except BadInput:
        return
    for item in said:
        assert isinstance(item, Statement | Reject)
        repr(item).encode()


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_mailboxes(tmp_path: Path, form: str) -> None:
    for name, content in mutations(form, MUTATIONS, seed=7):
        survives(tmp_path, name, content)


_NESTED = "".join(
    f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(9000)
)


@pytest.mark.parametrize(
    "content",
    [
        mail(To="(" * 200_000),
        mail(To='"' * 199_999),
        mail(To="<" * 200_000),
        mail(To="a" * 200_000),
        mail(To=",".join(f"p{n}@acme.example" for n in range(10_000))),
        mail(Subject="=?utf-8?Q?" * 20_000),
        mail(Subject="=?utf-8?B?YQ==?= " * 10_000),
        mail(References="<" * 200_000),
        mail(**{f"X-{n}": "y" for n in range(10_000)}),
        mail(Subject="x\n " * 80_000),
        mail(Date="1" * 200_000),
        mail(_NESTED, Content_Type="multipart/mixed; boundary=b0", Auto_Submitted="auto-replied"),
        mail("<" * 400_000, Content_Type="text/html", Auto_Submitted="auto-replied"),
        mail("<script>" * 50_000, Content_Type="text/html", Auto_Submitted="auto-replied"),
        mail("&#xD800;" * 50_000, Content_Type="text/html", Auto_Submitted="auto-replied"),
        mail("a" * 400_000, Auto_Submitted="auto-replied"),
        mail("a@" * 200_000, Auto_Submitted="auto-replied"),
        mail("Ann " * 100_000, Auto_Submitted="auto-replied"),
        mail("acme " * 100_000, Auto_Submitted="auto-replied"),
        mail("ich bin " * 50_000, Auto_Submitted="auto-replied"),
        mail("a. " * 100_000, Auto_Submitted="auto-replied"),
        mail("a@b." * 100_000, From="mailer-daemon@mx.example"),
        mail("1.1." * 100_000, Auto_Submitted="auto-replied"),
        mail("domain " * 60_000 + "x@acme.example", From="mailer-daemon@mx.example"),
    ],
    ids=range(24),
)
def test_what_was_made_to_take_long_does_not(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, {"a.eml": content})
    started = time.process_time()
    tracemalloc.start()
    outcome(open_mail(path, OURS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < 8
    assert peak < 60_000_000
