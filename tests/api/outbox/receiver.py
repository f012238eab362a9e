"""A receiver of webhooks on this machine: real sockets, and answers as a test wants them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    line: str
    headers: dict[str, str]
    body: bytes


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def answer(status: int, *headers: str) -> bytes:
    """An answer without a body."""
    return "\r\n".join([f"HTTP/1.1 {status} So", "Content-Length: 0", *headers, "", ""]).encode()


@dataclass
class Receiver:
    """What came in, and what it is answered: one answer after the other, then 200 for ever.

    An answer of None never comes. `arrived` is set when a request has come in whole; `gate` holds
    the answers back until it is open.
    """

    port: int = 0
    answers: list[bytes | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    secure: bool = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self.secure else 'http'}://localhost:{self.port}/hook?token=quince"

    @property
    def ids(self) -> list[str]:
        """The message ids that came in, in order."""
        return [asked.headers["webhook-id"] for asked in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request and answer it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {
                name.lower(): value
                for name, _, value in (line.partition(": ") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.asked.append(Asked(head[0], headers, body))
            self.arrived.set()
            await self.gate.wait()
            said = self.answers.pop(0) if self.answers else OK
            if said is None:
                await asyncio.sleep(3600)
            else:
                writer.write(said)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def receiving(
    *answers: bytes | None, tls: ssl.SSLContext | None = None, hosts: Sequence[str] = ("127.0.0.1",)
) -> AsyncIterator[Receiver]:
    """A receiver that answers so, for as long as the block lasts."""
    receiver = Receiver(answers=list(answers), secure=tls is not None)
    receiver.gate.set()
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(receiver.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, list(hosts), ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        if tasks:
            await asyncio.wait(list(tasks))
