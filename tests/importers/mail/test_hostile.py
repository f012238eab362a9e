"""Whatever a mailbox holds: nothing comes out but statements and reasons, in little memory."""

import time
import tracemalloc
from pathlib import Path

import pytest

from importers.mail import open_mail
from tests.importers.exports import outcome, written
from tests.importers.mail.mails import OURS, mail

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
