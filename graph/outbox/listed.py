"""What an operator looks at: the webhooks there are, and how far deliveries have come."""

from dataclasses import dataclass

from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as it is shown; never its secret."""

    id: str
    url: str
    kinds: list[str]
    created_at: Millis
    disabled_at: Millis | None
    disabled_because: str | None
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as it is shown; `receiver` is an address on the web, or a teammate's name."""

    id: str
    at: Millis
    state: str
    attempts: int
    due: Millis | None
    problem: str | None
    receiver: str
    notice: str | None
    text: str | None
    day: str | None


async def read_webhooks(database: Database) -> list[Webhook]:
    """Every webhook that was not deleted, oldest first."""
    rows = await database.read("webhooks.read", cypher("graph.outbox", "read_webhooks"))
    return [Webhook(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A notice that is not on its way to anybody."""

    id: str
    at: Millis
    text: str | None


async def read_undelivered(database: Database, most: int) -> list[Undelivered]:
    """The newest notices for which no delivery is planned."""
    text = cypher("graph.outbox", "read_undelivered")
    rows = await database.read("notices.undelivered", text, {"most": most})
    return [Undelivered(**row) for row in rows]


async def read_deliveries(database: Database, state: str | None, most: int) -> list[Delivery]:
    """The newest deliveries, in one state or in any."""
    given = {"state": state, "most": most}
    rows = await database.read("deliveries.read", cypher("graph.outbox", "read_deliveries"), given)
    return [Delivery(**row) for row in rows]
