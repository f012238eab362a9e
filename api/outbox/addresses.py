"""Which addresses may be spoken to, and a way to speak to no other.

A name is looked up once for each request, every address it leads to is judged, and the connection
is made to an address that was judged: a name that leads elsewhere a moment later changes nothing.
The certificate is still checked against the name. Nothing is redirected, and no proxy of the
environment is used.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from api.outbox.settings import Network

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

MOST_TRIED = 4
GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSITION = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
"""6to4 and Teredo: an IPv4 address in disguise."""


class Refused(Exception):
    """An address that nothing is sent to; the sentence names no more than the reason."""


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses that a name leads to now."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def public(address: Address) -> bool:
    """Whether an address is on the internet, and no disguise of one that is not."""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        if mapped is not None:
            return public(mapped)
        if address not in GLOBAL_UNICAST or any(address in network for network in _TRANSITION):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class Guard(httpx.AsyncBaseTransport):
    """Speaks to public addresses, with TLS; to those in `networks` as well, and there without.

    Raises Refused for every other address.
    """

    def __init__(
        self,
        networks: Sequence[Network] = (),
        trusted: ssl.SSLContext | None = None,
        resolve: Resolve = look_up,
    ) -> None:
        self._networks = networks
        self._resolve = resolve
        self._transport = httpx.AsyncHTTPTransport(
            verify=trusted or ssl.create_default_context(),
            trust_env=False,
            # A connection is to an address: another name at the same address must not reuse it.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first address that can be reached."""
        host = request.url.raw_host.decode("ascii")
        addresses = await self._allowed(host, request.url)
        for address in addresses[:-1]:
            try:
                return await self._ask(request, address, host)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._ask(request, addresses[-1], host)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def _allowed(self, host: str, url: httpx.URL) -> list[str]:
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise httpx.ConnectError("The name leads nowhere.") from None
        addresses = [ip_address(text.partition("%")[0]) for text in found]
        allowed = [a for a in addresses if self._permits(a) or (secure and public(a))]
        if not allowed:
            if not secure and any(map(public, addresses)):
                raise Refused("The address is not told without TLS.")
            raise Refused("The address is private.")
        return [str(address) for address in allowed[:MOST_TRIED]]

    def _permits(self, address: Address) -> bool:
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return any((mapped or address) in network for network in self._networks)

    async def _ask(self, request: httpx.Request, address: str, host: str) -> httpx.Response:
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,  # the Host among them is the name
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._transport.handle_async_request(pinned)
