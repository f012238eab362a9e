"""Whom a webhook may not lead us to, however it tries."""

import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from api.outbox.addresses import Resolve, look_up, public
from api.outbox.attempts import Outcome
from api.outbox.settings import Network
from api.outbox.web import Web
from graph.outbox.deliveries import Channel, Claimed, Named, Told
from tests.api.outbox.receiver import LOOPBACK, answer, receiving
from tests.queries.world import NOW

HERE = (ip_network("127.0.0.1/32"),)
PRIVATE = Outcome("The address is private.")


def delivery(url: str) -> Claimed:
    """Something to tell that address."""
    notice = Told("ntc_1", "consent_ending", NOW, "con_1", "It ends.", None, None)
    return Claimed(
        "dlv_1", "1", Channel.WEBHOOK, Named("whk_1", "it"), url, 1, notice, None, ("whsec_AAAA",)
    )


@asynccontextmanager
async def web(
    networks: Sequence[Network] = (),
    trusted: ssl.SSLContext | None = None,
    resolve: Resolve = look_up,
) -> AsyncIterator[Web]:
    """A way to webhooks."""
    way = Web(networks, patience=5, trusted=trusted, resolve=resolve)
    try:
        yield way
    finally:
        await way.aclose()


class Names:
    """A name server that gives one answer after the other, and the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name."""
        self.asked.append((host, port))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.9.10", "169.254.169.254"),
        *("172.16.0.1", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "fec0::1"),
    ],
)
def test_what_is_not_on_the_internet(address: str) -> None:
    assert not public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_disguise_makes_an_address_public(address: IPv4Address) -> None:
    """Mapped, compatible, 6to4, NAT64 and Teredo: an IPv4 address inside an IPv6 one."""
    number = int(address)
    assert public(IPv6Address((0xFFFF << 32) | number)) == public(address)
    for disguised in (
        number,
        (0x2002 << 112) | (number << 80),
        (0x64FF9B << 96) | number,
        (0x20010000 << 96) | (number ^ 0xFFFFFFFF),
    ):
        assert not public(IPv6Address(disguised))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_what_is_on_the_internet(address: str) -> None:
    assert public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "017700000001", "0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "10.0.0.1", "169.254.169.254"),
    ],
)
async def test_an_address_inside_is_not_told_however_it_is_spelled(host: str) -> None:
    async with receiving() as receiver, web() as way:
        for scheme in ("http", "https"):
            outcome = await way.deliver(delivery(f"{scheme}://{host}:{receiver.port}/"), NOW)
            assert outcome in (PRIVATE, Outcome("It could not be reached."))
        assert receiver.asked == []


async def test_a_name_is_looked_up_once_and_led_nowhere_else() -> None:
    """DNS rebinding: allowed when it is judged, private when it would be looked up again."""
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    async with receiving(hosts=["127.0.0.1"]) as receiver, web(HERE, resolve=names) as way:
        to = delivery(f"http://hooks.example:{receiver.port}/hook")
        assert (await way.deliver(to, NOW)).delivered
        assert names.asked == [("hooks.example", receiver.port)]
        assert receiver.asked[0].headers["host"] == f"hooks.example:{receiver.port}"

        assert await way.deliver(to, NOW) == PRIVATE
        assert len(names.asked) == 2
        assert len(receiver.asked) == 1


async def test_of_several_addresses_only_those_allowed_are_tried() -> None:
    names = Names(["10.0.0.1", "169.254.169.254", "127.0.0.1", "::1"])
    async with receiving() as receiver, web(HERE, resolve=names) as way:
        assert (await way.deliver(delivery(f"http://it:{receiver.port}/"), NOW)).delivered


async def test_an_address_that_is_down_leads_to_the_next() -> None:
    names = Names(["127.0.0.2", "127.0.0.1"])
    async with receiving() as receiver, web(LOOPBACK, resolve=names) as way:
        assert (await way.deliver(delivery(f"http://it:{receiver.port}/"), NOW)).delivered


async def test_a_public_address_is_not_told_without_tls() -> None:
    async with web(LOOPBACK, resolve=Names(["8.8.8.8"])) as way:
        outcome = await way.deliver(delivery("http://hooks.example/"), NOW)
        assert outcome == Outcome("The address is not told without TLS.")


async def test_a_redirect_is_not_followed() -> None:
    async with receiving() as inside:
        moved = answer(307, f"Location: {inside.url}")
        async with receiving(moved) as receiver, web(LOOPBACK) as way:
            outcome = await way.deliver(delivery(receiver.url), NOW)
        assert outcome == Outcome(
            "It answered 307; redirects are not followed: change its address."
        )
        assert inside.asked == []


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as proxy, receiving() as receiver:
        for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        async with web(LOOPBACK) as way:
            assert (await way.deliver(delivery(receiver.url), NOW)).delivered
        assert proxy.asked == []


async def test_a_name_that_leads_nowhere() -> None:
    async def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "quince")

    async with web(resolve=nowhere) as way:
        outcome = await way.deliver(delivery("https://hooks.example/"), NOW)
        assert outcome == Outcome("It could not be reached.")


async def test_the_certificate_is_checked_against_the_name() -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    names = Names(["127.0.0.1"])
    for issuer, name, outcome in (
        (authority, "hooks.example", Outcome()),
        (authority, "other.example", Outcome("TLS failed; is the certificate in order?")),
        (stranger, "hooks.example", Outcome("TLS failed; is the certificate in order?")),
    ):
        served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        issuer.issue_cert(name).configure_cert(served)
        async with receiving(tls=served) as receiver, web(HERE, trusted, names) as way:
            to = delivery(f"https://hooks.example:{receiver.port}/")
            assert await way.deliver(to, NOW) == outcome
            assert len(receiver.asked) == outcome.delivered
