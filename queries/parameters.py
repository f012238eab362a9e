"""What one may ask a question with: the moment, the accounts it is about and the page."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph.model import Millis
from queries.row import Moment, Names


class Parameters(BaseModel):
    """What every question takes.

    `as_of` is the moment the answer is true of. The other fields narrow the answer; an empty one
    narrows nothing. `status` are the kinds of account asked about; customers unless told otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: Annotated[Millis, Moment()]
    accounts: Annotated[tuple[str, ...] | None, Names("Account")] = None
    segments: tuple[str, ...] | None = None
    owners: Annotated[tuple[str, ...] | None, Names("Teammate")] = None
    status: tuple[str, ...] = ("customer",)


class Page(BaseModel):
    """Which part of the answer: `first` rows after a cursor, or `last` rows before one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: Annotated[int, Field(ge=1)] | None = None
    after: str | None = None
    last: Annotated[int, Field(ge=1)] | None = None
    before: str | None = None
