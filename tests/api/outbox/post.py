"""A mail server on this machine that keeps what it is sent."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True)
class Posted:
    """One mail as the server got it."""

    sender: str
    to: list[str]
    message: EmailMessage
    raw: bytes
    encrypted: bool
    user: str | None


@dataclass
class PostOffice:
    """What was sent, and what is refused: `refuse` maps a recipient to the answer."""

    port: int = 0
    posted: list[Posted] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    user: str = "rapport"
    password: str = "quince"
    secure: bool = False

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Accept a recipient, or not."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server calls it so
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep a mail."""
        raw = envelope.content
        assert isinstance(raw, bytes)
        login: object = session.auth_data
        self.posted.append(
            Posted(
                str(envelope.mail_from),
                list(envelope.rcpt_tos),
                message_from_bytes(raw, _class=EmailMessage, policy=default),
                raw,
                self.secure or session.ssl is not None,
                login.login.decode() if isinstance(login, LoginPassword) else None,
            )
        )
        return self.answer

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        """Whether somebody may come in."""
        expected = LoginPassword(self.user.encode(), self.password.encode())
        return AuthResult(success=given == expected, handled=False, auth_data=given)


@asynccontextmanager
async def post_office(
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    login: bool = False,
) -> AsyncIterator[PostOffice]:
    """A mail server, for as long as the block lasts."""
    office = PostOffice(secure=tls is not None)

    def session() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it does not know that all of it is encrypted
            return SMTP(
                office,
                hostname="post.example",
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=login,
                auth_require_tls=tls is None,
                authenticator=office.authenticate,
            )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", ssl=tls)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        await server.wait_closed()
