"""Settings of the graph, read from environment variables that begin with RAPPORT_."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import SettingsError

EMBEDDED = "embedded:"
NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class Settings(BaseSettings):
    """Where the graph is and how long we wait for it. Each field is RAPPORT_ and its name."""

    model_config = SettingsConfigDict(env_prefix="RAPPORT_", frozen=True, extra="forbid")

    graph_url: str = Field(
        "embedded:data/graph",
        description="embedded:DIRECTORY, or the address of a Neo4j 5.26 or later: "
        "neo4j://host:7687 (neo4j+s:// with a checked certificate, neo4j+ssc:// with any), "
        "bolt:// for one server.",
    )
    graph_user: str = Field("neo4j", description="User name at the Neo4j.")
    graph_password: SecretStr | None = Field(
        None,
        description="Password at the Neo4j; none for a Neo4j without authentication.",
    )
    graph_database: str | None = Field(
        None, description="Name of the database; none for the server's home database."
    )
    statement_timeout: float = Field(
        30,
        gt=0,
        description="Seconds a statement or a transaction may take, retries included.",
    )
    connections: int = Field(100, gt=0, description="Most connections to the database at once.")
    acquisition_timeout: float = Field(
        5, gt=0, description="Seconds to wait for a free connection of the pool."
    )
    connect_timeout: float = Field(3, gt=0, description="Seconds to wait for a new connection.")
    retry_time: float = Field(
        8,
        ge=0,
        description="Seconds during which a transaction that can be retried is retried.",
    )
    liveness_timeout: float = Field(
        30,
        ge=0,
        description="Seconds of idleness after which a connection is tested before use.",
    )
    embedded_heap: str = Field(
        "2g",
        description="Most memory the embedded server's Java heap may take: 512m, 2g.",
    )

    @field_validator("graph_url")
    @classmethod
    def _known_url(cls, url: str) -> str:
        if url.startswith(EMBEDDED):
            if not url.removeprefix(EMBEDDED):
                raise ValueError("embedded: needs a directory, as in embedded:data/graph")
            return url
        parts = urlsplit(url)
        if parts.scheme not in NEO4J_SCHEMES:
            known = ", ".join(f"{scheme}://" for scheme in NEO4J_SCHEMES)
            raise ValueError(f"must begin with embedded: or one of {known}")
        if not parts.hostname:
            raise ValueError("names no host, as in neo4j://localhost:7687")
        if parts.username or parts.password:
            raise ValueError(
                "must not hold a user or password: "
                "use RAPPORT_GRAPH_USER and RAPPORT_GRAPH_PASSWORD"
            )
        return url

    @field_validator("embedded_heap")
    @classmethod
    def _memory(cls, heap: str) -> str:
        if not re.fullmatch(r"[1-9][0-9]*[mg]", heap):
            raise ValueError("must be a number of m or g, as in 512m or 2g")
        return heap

    @property
    def embedded_directory(self) -> Path | None:
        """Directory of the embedded database, None when the graph is in a Neo4j."""
        if not self.graph_url.startswith(EMBEDDED):
            return None
        return Path(self.graph_url.removeprefix(EMBEDDED)).expanduser().absolute()


def read_settings(**overrides: Any) -> Settings:
    """The settings of the environment, each keyword replacing one.

    Raises SettingsError, whose sentence names every variable that is wrong.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        wrong = [
            f"RAPPORT_{'_'.join(map(str, fault['loc'])).upper()} {_words(fault['msg'])}"
            for fault in error.errors(include_input=False)
        ]
        raise SettingsError("; ".join(wrong) + ".") from None


def _words(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ")
