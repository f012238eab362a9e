"""The words a question's row is written in: what a value means, beyond its Python type.

A row is a frozen Pydantic model. Its annotations tell the API, the command line and the
documentation what a column is: an id of an entity, a moment, a day, an amount of money.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict

from graph.model import ASK_STATES, ASSET_STATES, REQUEST_STATES, Millis


@dataclass(frozen=True)
class Names:
    """The value is the id of an entity with this label (or a list of ids)."""

    label: str


@dataclass(frozen=True)
class Moment:
    """The value is a moment: milliseconds since 1970 UTC."""


@dataclass(frozen=True)
class Day:
    """The value is an ISO date."""


@dataclass(frozen=True)
class OneOf:
    """The value is one of these words of the label table."""

    words: tuple[str, ...]


At = Annotated[Millis, Moment()]
On = Annotated[str, Day()]
AccountId = Annotated[str, Names("Account")]
PersonId = Annotated[str, Names("Person")]
TeammateId = Annotated[str, Names("Teammate")]
TouchpointId = Annotated[str, Names("Touchpoint")]
GoalId = Annotated[str, Names("Goal")]
AskId = Annotated[str, Names("Ask")]
ConsentId = Annotated[str, Names("Consent")]
AssetId = Annotated[str, Names("Asset")]
OpportunityId = Annotated[str, Names("Opportunity")]
ResourceId = Annotated[str, Names("Resource")]
RequestId = Annotated[str, Names("AdvocacyRequest")]
AskState = Annotated[str, OneOf(ASK_STATES)]
AssetState = Annotated[str, OneOf(ASSET_STATES)]
RequestState = Annotated[str, OneOf(REQUEST_STATES)]


@dataclass(frozen=True)
class Restricted:
    """Only keys that may read private notes see the value."""


T = TypeVar("T")
Private = Annotated[T, Restricted()]


class Row(BaseModel):
    """One line of an answer, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Money(Row):
    """An amount in one currency; amounts in different currencies are never added."""

    amount: Decimal
    currency: str
