"""Settings of delivery, read from environment variables that begin with RAPPORT_."""

from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import SettingsError

Network = IPv4Network | IPv6Network
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class OutboxSettings(BaseSettings):
    """Where notices may go and by which mail server. Each field is RAPPORT_ and its name."""

    model_config = SettingsConfigDict(
        env_prefix="RAPPORT_", frozen=True, extra="forbid", env_ignore_empty=True
    )

    public_url: str | None = Field(
        None,
        description="Address of this deployment, https://rapport.example.com; notices name it.",
    )
    deliver_seconds: float = Field(
        5,
        ge=0,
        description="How often `rapport serve` looks for notices to deliver; 0: never, where "
        "`rapport deliver` runs instead.",
    )
    webhook_networks: str = Field(
        "",
        description="Private networks that webhooks may be in, separated by commas: 10.20.0.0/16; "
        "127.0.0.0/8 for development. None unless said.",
    )
    smtp_host: str | None = Field(None, description="Mail server; no mail is sent without one.")
    smtp_port: int | None = Field(
        None, ge=1, le=65535, description="Its port; 587 with starttls, 465 with tls, 25 with none."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="starttls: encrypted before anything is said; tls: from the first byte; none: "
        "not, and then without a password.",
    )
    smtp_user: str | None = Field(None, description="User name there; none to send without login.")
    smtp_password: SecretStr | None = Field(None, description="Password there.")
    mail_from: str | None = Field(
        None, description="Whose mail it is: Rapport <rapport@example.com>."
    )
    digest_hour: int = Field(
        6, ge=0, le=23, description="From which hour (UTC) on the digest of the day before is sent."
    )

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "https://-")
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.query:
            raise ValueError("must be an address such as https://rapport.example.com")
        return url and url.rstrip("/")

    @field_validator("webhook_networks")
    @classmethod
    def _known_networks(cls, text: str) -> str:
        for word in _words(text):
            ip_network(word)
        return text

    @field_validator("mail_from")
    @classmethod
    def _mailbox(cls, text: str | None) -> str | None:
        if text is not None:
            sender_of(text)
        return text

    @model_validator(mode="after")
    def _mail_is_whole(self) -> "OutboxSettings":
        if self.smtp_host and not self.mail_from:
            raise ValueError("RAPPORT_SMTP_HOST needs RAPPORT_MAIL_FROM as well")
        if self.smtp_user and not self.smtp_password:
            raise ValueError("RAPPORT_SMTP_USER needs RAPPORT_SMTP_PASSWORD as well")
        if self.smtp_password and self.smtp_security == "none":
            raise ValueError("RAPPORT_SMTP_PASSWORD is not sent without encryption")
        return self

    @property
    def networks(self) -> tuple[Network, ...]:
        """The private networks that webhooks may be in."""
        return tuple(ip_network(word) for word in _words(self.webhook_networks))

    @property
    def port(self) -> int:
        """The port of the mail server."""
        return self.smtp_port or PORTS[self.smtp_security]


def sender_of(text: str) -> Address:
    """Whose mail it is, from `Name <address>`; ValueError if that names nobody."""
    name, address = parseaddr(text)
    try:
        found = Address(name, addr_spec=address)
    except (MessageError, ValueError, IndexError):
        raise ValueError("must be an address such as Rapport <rapport@example.com>") from None
    if not found.username or not found.domain:
        raise ValueError("must be an address such as Rapport <rapport@example.com>")
    return found


def read_outbox_settings() -> OutboxSettings:
    """The settings of the environment; SettingsError says what is wrong."""
    try:
        return OutboxSettings()
    except ValidationError as error:
        wrong = [
            f"{''.join(f'RAPPORT_{name}: '.upper() for name in fault['loc'])}"
            f"{fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("; ".join(wrong) + ".") from None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
