"""Notices and digests by mail, through a real mail server on this machine."""

import asyncio
import logging
import ssl
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

import pytest
import trustme

from api.outbox.delivering import deliver_all
from api.outbox.mail import Mail, notice_text, shortened
from api.outbox.settings import OutboxSettings, read_outbox_settings
from graph.changes.notices import Notice, tell
from graph.database import Database
from graph.errors import SettingsError
from graph.model import Millis
from graph.outbox.deliveries import Channel, Named, Told, claim, plan
from graph.outbox.digests import plan_digests
from graph.outbox.listed import read_deliveries
from tests.api.outbox.post import PostOffice, post_office
from tests.queries.world import DAY, NOW, account, at, person, teammate
from tests.queries.world import names as names_of
from tests.queries.world import tell as import_

FROM = "Rapport <rapport@vendor.example>"


@pytest.fixture
async def graph(prepared: Database) -> Database:
    """Tess owns Acme, Tom owns Bolt and wants one mail a day, Tim owns Coil and wants none."""
    await import_(
        prepared,
        teammate("tess"),
        teammate("tom", mails="daily"),
        teammate("tim", mails="never"),
        account("acme"),
        account("bolt", owner="tom"),
        account("coil", owner="tim"),
        person("ann", "acme"),
    )
    return prepared


@pytest.fixture
async def called(graph: Database) -> Mapping[str, str]:
    """The ids of things by their names."""
    return {name: id_ for id_, name in (await names_of(graph)).items()}


def settings(office: PostOffice, **more: Any) -> OutboxSettings:
    """Settings for the mail server, unencrypted unless said."""
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": office.port,
        "smtp_security": "none",
        "mail_from": FROM,
        "public_url": "https://rapport.vendor.example/",
    }
    return OutboxSettings.model_validate(given | more)


async def out(
    graph: Database,
    with_: OutboxSettings,
    now: Millis = NOW,
    trusted: ssl.SSLContext | None = None,
) -> Counter[str]:
    """Send everything that is due by mail."""
    by = {Channel.MAIL: Mail(with_, graph, patience=3, trusted=trusted)}
    return await deliver_all(graph, by, now)


async def happen(graph: Database, text: str, *to: str, at: Millis = NOW, **more: str) -> None:
    """Tell something."""
    about = more.get("about", "acc_x")
    notice = Notice("departure_confirmed", about, text, to, account=more.get("account"))
    await graph.transaction("tests.tell", lambda tx: tell(tx, [notice], at))


def text_of(message: EmailMessage) -> str:
    """The text of a mail."""
    text: str = message.get_content()
    return text.replace("\r\n", "\n")


async def problems(graph: Database) -> list[tuple[str, str | None]]:
    """State and problem of every delivery."""
    return [(one.state, one.problem) for one in await read_deliveries(graph, None, 100)]


async def test_a_notice_is_mailed_to_whom_it_is_for(
    graph: Database, called: Mapping[str, str]
) -> None:
    async with post_office() as office:
        everybody = [called[name] for name in ("tess", "tom", "tim")]
        await happen(graph, "Änn (champion) left Acme.", *everybody, about=called["ann"])
        assert await out(graph, settings(office)) == {"delivered": 1}
        assert await out(graph, settings(office), NOW + DAY) == {}
        (posted,) = office.posted
    message = posted.message
    assert (posted.sender, posted.to) == ("rapport@vendor.example", ["tess@vendor.example"])
    assert message["From"] == FROM
    assert message["To"] == "Tess <tess@vendor.example>"
    assert message["Subject"] == "Änn (champion) left Acme."
    assert message["Date"] == "Mon, 15 Jun 2026 12:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert text_of(message) == (
        "Änn (champion) left Acme.\n"
        "\n"
        f"Person: Ann ({called['ann']})\n"
        "When: 2026-06-15 12:00 UTC\n"
        "\n"
        "Rapport at https://rapport.vendor.example answers whoever brings a key, "
        "over GraphQL or to `rapport ask`.\n"
    )


async def test_old_notices_flood_nobody_when_mail_is_set_up(
    graph: Database, called: Mapping[str, str]
) -> None:
    async with post_office() as office:
        await happen(graph, "Long ago.", called["tess"], at=NOW - 4 * DAY)
        await happen(graph, "Lately.", called["tess"], at=NOW - 2 * DAY)
        assert await out(graph, settings(office)) == {"delivered": 1}
        assert [posted.message["Subject"] for posted in office.posted] == ["Lately."]


async def test_many_notices_at_once_are_left_to_the_digest(
    graph: Database, called: Mapping[str, str]
) -> None:
    async with post_office() as office:
        for number in range(11):
            await happen(graph, f"Number {number}.", called["tess"], about=f"acc_{number}")
        assert await out(graph, settings(office)) == {}
        morning = NOW + DAY
        assert await plan_digests(graph, morning, 6) == 1
        assert await out(graph, settings(office), morning) == {"delivered": 1}
        (posted,) = office.posted
        assert posted.message["Subject"] == "11 things about your accounts on 2026-06-15"


@pytest.mark.parametrize(
    ("security", "context"), [("starttls", "starttls"), ("tls", "tls")], ids=["starttls", "tls"]
)
async def test_mail_goes_encrypted_and_after_a_login(
    graph: Database, called: Mapping[str, str], security: str, context: str
) -> None:
    authority = trustme.CA()
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(served)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    contexts: dict[str, Any] = {context: served}
    async with post_office(login=True, **contexts) as office:
        with_ = settings(
            office,
            smtp_host="localhost",
            smtp_security=security,
            smtp_user="rapport",
            smtp_password="quince",
        )
        await happen(graph, "It is so.", called["tess"])
        # Somebody else's authority is not trusted, and nothing was said to that server.
        assert await out(graph, with_) == {"failed": 1}
        assert await problems(graph) == [
            ("waiting", "TLS failed; is the mail server's certificate in order?")
        ]
        assert await out(graph, with_, NOW + DAY, trusted) == {"delivered": 1}
        (posted,) = office.posted
        assert (posted.encrypted, posted.user) == (True, "rapport")


async def test_without_starttls_nothing_is_said(graph: Database, called: Mapping[str, str]) -> None:
    async with post_office() as office:
        with_ = settings(
            office, smtp_security="starttls", smtp_user="rapport", smtp_password="quince"
        )
        await happen(graph, "It is so.", called["tess"])
        assert await out(graph, with_) == {"failed": 1}
        assert office.posted == []
    assert await problems(graph) == [
        ("waiting", "The mail server offers no STARTTLS, or no login.")
    ]


async def test_what_the_mail_server_refuses(graph: Database, called: Mapping[str, str]) -> None:
    async with post_office() as office:
        office.refuse["tess@vendor.example"] = "450 Later"
        await happen(graph, "It is so.", called["tess"])
        assert await out(graph, settings(office)) == {"failed": 1}
        office.refuse["tess@vendor.example"] = "550 No such user quince"
        assert await out(graph, settings(office), NOW + DAY) == {"dead": 1}
        assert await problems(graph) == [("dead", "The mail server refused the address (550).")]

        office.answer = "554 Too long"
        await happen(graph, "It is so again.", called["tess"], at=NOW + DAY)
        office.refuse.clear()
        assert await out(graph, settings(office), NOW + DAY) == {"dead": 1}
    await happen(graph, "And once more.", called["tess"], at=NOW + 2 * DAY)
    assert await out(graph, settings(office), NOW + 2 * DAY) == {"failed": 1}
    assert {problem for _, problem in await problems(graph)} == {
        "The mail server refused the address (550).",
        "The mail server refused the mail (554).",
        "The mail server could not be reached.",
    }


async def test_a_mail_server_that_never_answers(graph: Database, called: Mapping[str, str]) -> None:
    """It takes the call and says nothing: tried again later, and nobody waits for it."""

    callers: list[asyncio.StreamWriter] = []

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)

    server = await asyncio.start_server(silent, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    await happen(graph, "It is so.", called["tess"])
    await plan(graph, NOW, mail=True)
    (claimed,) = await claim(graph, NOW, [Channel.MAIL])
    mail = Mail(settings(PostOffice(port=port)), graph, patience=0.2)
    outcome = await mail.deliver(claimed, NOW)
    assert (outcome.problem, outcome.final) == ("The mail server could not be reached.", False)
    server.close()
    for caller in callers:
        caller.close()
        with suppress(ConnectionError):
            await caller.wait_closed()


async def test_a_mail_that_goes_out_twice_is_one_message(
    graph: Database, called: Mapping[str, str]
) -> None:
    """The deliverer dies after the mail server has it and before the graph knows."""
    async with post_office() as office:
        await happen(graph, "It is so.", called["tess"])
        await plan(graph, NOW, mail=True)
        (claimed,) = await claim(graph, NOW, [Channel.MAIL])
        assert (await Mail(settings(office), graph).deliver(claimed, NOW)).delivered
        assert await out(graph, settings(office), NOW + DAY) == {"delivered": 1}
        first, second = (posted.message for posted in office.posted)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"] == f"<{claimed.id}@vendor.example>"


@pytest.mark.parametrize(
    "nasty",
    [
        "Ann\r\nBcc: all@evil.example",
        "Ann\nSubject: won",
        "Ann\r\n\r\nClick here",
        "Ann\u2028Bcc: all@evil.example",
        "Ann\x00\x0b\x0c\x85Bcc: all@evil.example",
        "\u202egpj.exe",
        '"Ann" <all@evil.example>, Bob',
        "=?utf-8?q?Bcc=3A_all=40evil=2Eexample?=",
    ],
)
async def test_names_never_become_headers(
    graph: Database, called: Mapping[str, str], nasty: str
) -> None:
    async with post_office() as office:
        await graph.write(
            "tests.rename",
            "MATCH (t:Teammate {id: $id}) SET t.name = $name",
            {"id": called["tess"], "name": nasty},
        )
        await happen(graph, f"{nasty} left Acme.", called["tess"])
        assert await out(graph, settings(office)) == {"delivered": 1}
        (posted,) = office.posted
    message = posted.message
    assert posted.to == ["tess@vendor.example"]
    assert len(message["To"].addresses) == 1
    assert message["To"].addresses[0].addr_spec == "tess@vendor.example"
    assert message["Bcc"] is None
    assert len(message.get_all("Subject") or []) == 1
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
    assert "\u202e" not in message["Subject"]
    first_line = text_of(message).split("\n")[0]
    assert first_line.endswith("left Acme.")


async def test_an_address_that_is_none_is_not_tried_again(
    graph: Database, called: Mapping[str, str]
) -> None:
    async with post_office() as office:
        for number, address in enumerate(
            (
                "tess",
                "tess@vendor.example\r\nRCPT TO:<all@evil.example>",
                "a@b.example, c@d.example",
            )
        ):
            await graph.write(
                "tests.address",
                "MATCH (t:Teammate {id: $id}) SET t.email = $email",
                {"id": called["tess"], "email": address},
            )
            await happen(graph, "It is so.", called["tess"], at=NOW + number)
            assert await out(graph, settings(office), NOW + number) == {"dead": 1}
        assert office.posted == []
    assert {problem for _, problem in await problems(graph)} == {"Their e-mail address is none."}


async def test_a_digest_tells_what_concerned_their_accounts_that_day(
    graph: Database, called: Mapping[str, str]
) -> None:
    morning = at("2026-06-16T07:00")
    async with post_office() as office:
        acme, bolt, coil = (called[name] for name in ("acme", "bolt", "coil"))
        await happen(graph, "Ann left Acme.", at=at("2026-06-15T09:30"), account=acme)
        await happen(graph, "Bea left Acme.", at=at("2026-06-15T23:59"), account=acme)
        await happen(graph, "Cas left Bolt.", at=at("2026-06-15T10:00"), account=bolt)
        await happen(graph, "For Tom.", called["tom"], at=at("2026-06-15T11:00"))
        await happen(graph, "Dan left Coil.", at=at("2026-06-15T12:00"), account=coil)
        await happen(graph, "Today.", at=at("2026-06-16T00:00"), account=acme)

        assert await plan_digests(graph, at("2026-06-16T05:59"), 6) == 0
        assert await plan_digests(graph, morning, 6) == 2
        assert await plan_digests(graph, morning + 1, 6) == 2
        assert await out(graph, settings(office), morning) == {"delivered": 2}
        assert await plan_digests(graph, morning + 2, 6) == 2
        assert await out(graph, settings(office), morning + 2) == {}
        by_whom = {posted.to[0]: posted.message for posted in office.posted}

    tess, tom = by_whom["tess@vendor.example"], by_whom["tom@vendor.example"]
    assert tess["Subject"] == "2 things about your accounts on 2026-06-15"
    assert text_of(tess) == (
        "What happened on 2026-06-15 (UTC):\n"
        "\n"
        "Acme\n"
        "- 09:30 Ann left Acme.\n"
        "- 23:59 Bea left Acme.\n"
        "\n"
        "Rapport at https://rapport.vendor.example answers whoever brings a key, "
        "over GraphQL or to `rapport ask`.\n"
    )
    assert text_of(tom) == (
        "What happened on 2026-06-15 (UTC):\n"
        "\n"
        "Of no account in particular\n"
        "- 11:00 For Tom.\n"
        "\n"
        "Bolt\n"
        "- 10:00 Cas left Bolt.\n"
        "\n"
        "Rapport at https://rapport.vendor.example answers whoever brings a key, "
        "over GraphQL or to `rapport ask`.\n"
    )
    assert by_whom.keys() == {"tess@vendor.example", "tom@vendor.example"}


async def test_digests_are_made_up_for_after_an_outage(
    graph: Database, called: Mapping[str, str]
) -> None:
    async with post_office() as office:
        for day in range(11, 16):
            moment = at(f"2026-06-{day}T09:00")
            await happen(graph, f"On the {day}th.", at=moment, account=called["acme"])
        morning = at("2026-06-16T07:00")
        assert await plan_digests(graph, morning, 6) == 3
        assert await out(graph, settings(office), morning) == {"delivered": 3}
        assert sorted(str(posted.message["Subject"])[-10:] for posted in office.posted) == [
            "2026-06-13",
            "2026-06-14",
            "2026-06-15",
        ]


async def test_the_password_is_never_logged(
    graph: Database, called: Mapping[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with post_office() as office:
        with_ = settings(
            office, smtp_security="starttls", smtp_user="rapport", smtp_password="quince"
        )
        await happen(graph, "It is so.", called["tess"])
        await out(graph, with_)
        assert "quince" not in caplog.text
        assert "quince" not in repr(with_)


def test_a_subject_is_cut_at_a_colon_or_a_blank() -> None:
    assert shortened("Ann left Acme: mail came back.", 20) == "Ann left Acme"
    assert shortened("Ann left Acme.", 20) == "Ann left Acme."
    assert shortened("Ann left Acme in a hurry.", 12) == "Ann left…"


def test_without_an_address_of_its_own_no_link_is_given() -> None:
    notice = Told("ntc_1", "consent_ending", NOW, "con_1", "It ends.", Named("acc_1", "Acme"), None)
    assert notice_text(notice, None) == (
        "It ends.\n\nAccount: Acme (acc_1)\nWhen: 2026-06-15 12:00 UTC\n"
    )


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container file passes every variable on, filled in or not."""
    for name in ("PUBLIC_URL", "WEBHOOK_NETWORKS", "SMTP_HOST", "SMTP_PORT", "SMTP_SECURITY"):
        monkeypatch.setenv(f"RAPPORT_{name}", "")
    for name in ("SMTP_USER", "SMTP_PASSWORD", "MAIL_FROM"):
        monkeypatch.setenv(f"RAPPORT_{name}", "")
    assert read_outbox_settings() == OutboxSettings()


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SMTP_HOST": "post.example"}, "RAPPORT_SMTP_HOST needs RAPPORT_MAIL_FROM as well."),
        (
            {"SMTP_HOST": "post.example", "MAIL_FROM": FROM, "SMTP_USER": "rapport"},
            "RAPPORT_SMTP_USER needs RAPPORT_SMTP_PASSWORD as well.",
        ),
        (
            {"SMTP_PASSWORD": "quince", "SMTP_SECURITY": "none"},
            "RAPPORT_SMTP_PASSWORD is not sent without encryption.",
        ),
        (
            {"MAIL_FROM": "nobody"},
            "RAPPORT_MAIL_FROM: must be an address such as Rapport <rapport@example.com>.",
        ),
        (
            {"PUBLIC_URL": "rapport.example.com"},
            "RAPPORT_PUBLIC_URL: must be an address such as https://rapport.example.com.",
        ),
    ],
)
def test_settings_that_do_not_fit_are_named(
    monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], sentence: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(f"RAPPORT_{name}", value)
    with pytest.raises(SettingsError) as wrong:
        read_outbox_settings()
    assert wrong.value.message == sentence
