"""What headers and bodies say, as broken as mail programs write them."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.statement import Reject
from importers.mail.headers import Correspondent, correspondents, decoded
from importers.mail.text import own_words, unformatted
from tests.importers.exports import at, outcome
from tests.importers.mail.mails import OURS, mail, mailbox, parts, said

KEEPING = replace(OURS, keep_text=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Plain subject", "Plain subject"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=", "Grüße aus Köln"),
        ("=?UTF-8?B?w4lwaW5hbA==?= et suite", "Épinal et suite"),
        ("=?utf-8?B?w4lwaW5hbA?=", "Épinal"),
        ("=?utf-8?Q?K=C3?= =?utf-8?Q?=B6ln?=", "Köln"),
        ("=?utf-8?Q?a?=\t=?iso-8859-1?Q?=E9?=", "aé"),
        ("=?iso-2022-jp?B?GyRCTDw4bBsoQg==?=", "娘語"),
        ("=?utf-8?Q?with blanks inside?=", "with blanks inside"),
        ("=?nonsense?Q?caf=C3=A9?=", "café"),
        ("=?zlib?Q?abc?=", "abc"),
        ("=?utf-8?B?!?=", "=?utf-8?B?!?="),
        ("=?utf-8?Q?never closed", "=?utf-8?Q?never closed"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("tab\tand\x00zero", "tab and zero"),
    ],
)
def test_encoded_words(written: str, meant: str) -> None:
    assert decoded(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ann@acme.example", [("", "ann@acme.example")]),
        ("Ann Lee <Ann@Acme.Example>", [("Ann Lee", "ann@acme.example")]),
        ('"Lee, Ann" <ann@acme.example>', [("Lee, Ann", "ann@acme.example")]),
        ("Lee, Ann <ann@acme.example>", [("Ann", "ann@acme.example")]),
        ("ann@acme.example (Ann Lee)", [("", "ann@acme.example")]),
        ("Ann (her (old) bob@x.example) <ann@acme.example>", [("Ann", "ann@acme.example")]),
        ('"ceo@us.example" <mallory@bad.example>', [("ceo@us.example", "mallory@bad.example")]),
        ("ceo@us.example <mallory@bad.example>", [("ceo@us.example", "mallory@bad.example")]),
        (
            "=?utf-8?Q?J=C3=B6rg_=3Cx=3E?= <joerg@acme.example>",
            [("Jörg <x>", "joerg@acme.example")],
        ),
        ("a@x.example; b@x.example,a@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("Team: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("<mailto:ann@acme.example>", [("", "ann@acme.example")]),
        ('"ann@acme.example" </O=EXCHANGE/CN=ANN>', [("", "ann@acme.example")]),
        ('"never closed <ann@acme.example>', [("never closed", "ann@acme.example")]),
        ("ann at acme", []),
        ("", []),
    ],
)
def test_who_stands_in_a_field(written: str, meant: list[tuple[str, str]]) -> None:
    assert correspondents(written) == [Correspondent(*person) for person in meant]


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("Wed, 4 Mar 2026 10:00:00 +0100", "2026-03-04T09:00:00Z"),
        ("4 Mar 2026 10:00 CET", "2026-03-04T10:00:00Z"),
        ("Wed, 04 Mar 26 09:00:00 -0000", "2026-03-04T09:00:00Z"),
        ("Wed Mar  4 09:00:00 2026", "2026-03-04T09:00:00Z"),
        ("2026-03-04T09:00:00Z", "2026-03-04T09:00:00Z"),
        ("Wed, 4 Mar 2026 04:00:00 EST (comment)", "2026-03-04T09:00:00Z"),
    ],
)
def test_dates(tmp_path: Path, date: str, meant: str) -> None:
    (touch,) = said(tmp_path, mail(Date=date))
    assert touch.values["at"] == at(meant)


def test_a_mail_without_a_date_has_that_of_its_last_stamp(tmp_path: Path) -> None:
    stamp = "from mx.example by us.example; Wed, 4 Mar 2026 09:00:07 +0000"
    (touch,) = said(tmp_path, mail(without=("Date",), Received=stamp))
    assert touch.values["at"] == at("2026-03-04T09:00:07Z")


@pytest.mark.parametrize(
    ("fields", "without", "column", "reason"),
    [
        ({}, "Date", "Date", "nothing tells when it was sent"),
        ({"Date": "yesterday"}, "", "Date", "'yesterday' is not the date of a mail"),
        ({"Date": "Mon, 99 Foo 2026 99:99:99"}, "", "Date", "'Mon, 99 Foo 2026 99:99:99' is not"),
        ({"Date": "Wed, 4 Mar 2076 10:00:00 GMT"}, "", "Date", "its date lies in the future: Wed,"),
        (
            {"Date": "Thu, 1 Jan 1970 00:00:00 GMT"},
            "",
            "Date",
            "its date is wrong: Thu, 1 Jan 1970",
        ),
        ({}, "From", "From", "nobody stands in From"),
        ({"From": "Ann Lee"}, "", "From", "nobody stands in From"),
    ],
)
def test_what_cannot_be_used(
    tmp_path: Path, fields: dict[str, str], without: str, column: str, reason: str
) -> None:
    good = mail(Message_ID="<good@acme.example>")
    bad, used = outcome(mailbox(tmp_path, mail(without=(without,), **fields), good))
    assert isinstance(bad, Reject)
    assert (bad.file, bad.line, bad.column) == ("box.mbox", 1, column)
    assert bad.reason.startswith(reason)
    assert not isinstance(used, Reject)


def test_a_mail_without_an_id_is_known_by_what_it_says(tmp_path: Path) -> None:
    def key(content: bytes) -> str:
        (touch,) = said(tmp_path, content)
        return touch.key

    bare = key(mail(without=("Message-ID",)))
    assert bare.startswith("mail:Message:without-id-")
    assert bare == key(mail(without=("Message-ID",), Received="later"))
    assert bare == key(mail(Message_ID="<>"))
    assert bare != key(mail("Goodbye", without=("Message-ID",)))
    assert key(mail(Message_ID="CaSe@acme.example")) == "mail:Message:CaSe@acme.example"
    assert key(mail(Message_ID="<a b\n c@acme.example>")) == "mail:Message:abc@acme.example"


def kept(folder: Path, content: bytes) -> object:
    """The text of a mail, kept."""
    (touch,) = said(folder, content, options=KEEPING)
    return touch.values["summary"]


@pytest.mark.parametrize(
    ("type_", "encoding", "body", "meant"),
    [
        ("text/plain", "7bit", "Hello", "Hello"),
        ("text/plain; charset=utf-8", "quoted-printable", "soft=\nbreak =C3=A9", "softbreak é"),
        ("text/plain; charset=utf-16", "base64", "//5IAGkA", "Hi"),
        ("text/plain; charset=us-ascii", "8bit", "café", "café"),
        ("text/plain; charset=unknown-8bit", "8bit", "café", "café"),
        ("text/plain; charset=rot13", "8bit", "abc", "abc"),
        ("text/plain; charset=utf-8", "base64", "SGVsbG8", "Hello"),
        ("text/html", "7bit", "<p>Hi &amp;<br>bye<style>p {}</style></p>", "Hi &\nbye"),
        ("text/html", "7bit", "<script>if (1 < 2) {}</script>Hi<blockquote>old", "Hi"),
        ("image/png", "base64", "iVBORw0KGgo=", None),
    ],
)
def test_bodies(tmp_path: Path, type_: str, encoding: str, body: str, meant: str | None) -> None:
    content = mail(body, Content_Type=type_, Content_Transfer_Encoding=encoding)
    assert kept(tmp_path, content) == meant


def test_the_plain_text_of_several_parts(tmp_path: Path) -> None:
    inner_type, inner = parts(
        "multipart/alternative", ("text/html", "<b>no</b>"), ("text/plain", "yes")
    )
    inner = inner.replace("=-b", "=-c")
    attached = "text/plain\nContent-Disposition: attachment; filename=a.txt"
    type_, body = parts(
        "multipart/mixed",
        (attached, "attached"),
        ("message/rfc822", "Subject: old\n\nforwarded"),
        (inner_type.replace("=-b", "=-c"), inner),
    )
    assert kept(tmp_path, mail(body, Content_Type=type_)) == "yes"


def test_parts_within_parts_without_end(tmp_path: Path) -> None:
    body = "".join(
        f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(3000)
    )
    assert kept(tmp_path, mail(body, Content_Type="multipart/mixed; boundary=b0")) is None


def test_bodies_are_not_kept_unless_asked_for(tmp_path: Path) -> None:
    (touch,) = said(tmp_path, mail("A secret"))
    assert "secret" not in repr(touch)


@pytest.mark.parametrize(
    "quotation",
    [
        "On Wed, 4 Mar 2026, Dana Fox wrote:\nold",
        "> old\n> older",
        "-----Original Message-----\nold",
        "Am 04.03.2026 um 10:00 schrieb Dana Fox:\nold",
        "Le 4 mars 2026, Dana Fox a écrit :\nold",
        "From: Dana Fox <dana@us.example>\nold",
        "________________________________\nold",
        "-- \nAnn Lee",
    ],
)
def test_quotations_are_not_the_authors_words(quotation: str) -> None:
    assert own_words(f"Fine.\n{quotation}").strip() == "Fine."


def test_formatted_text() -> None:
    assert unformatted("<div>One</div><div>two &lt;3</div>").split() == ["One", "two", "<3"]
