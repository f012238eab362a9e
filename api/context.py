"""What one request carries: who asks, when, and the graph it is answered from."""

from dataclasses import dataclass, field

from graph.database import Database
from graph.model import Millis, Reader


@dataclass(frozen=True)
class Key:
    """Who asks: an API key, a bearer token or the command line, with the role it acts in."""

    name: str
    role: Reader
    id: str | None = None


@dataclass
class Context:
    """The request a GraphQL operation, a REST call or a command belongs to.

    `now` is the `asOf` of whatever names none: taken once, so that one request is true of one
    moment. `withheld` collects what was asked for and left out because the role may not read it
    (`Person.email`); answers carry it in `extensions.withheld`.
    """

    database: Database
    key: Key
    request_id: str
    now: Millis
    withheld: set[str] = field(default_factory=set)
