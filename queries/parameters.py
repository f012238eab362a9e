"""What one may ask a question with: the moment, the accounts it is about and the page."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from graph.model import ACTS, Millis
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

    @property
    def everywhere(self) -> bool:
        """Whether every account must be looked at."""
        return self.accounts is None


class PeopleParameters(Parameters):
    """`people` narrows the answer to some people, and to the accounts they ever belonged to."""

    people: Annotated[tuple[str, ...] | None, Names("Person")] = None

    @property
    def everywhere(self) -> bool:
        """Whether every account must be looked at."""
        return self.accounts is None and self.people is None

    def asks_about(self, person: str) -> bool:
        """Whether the answer is to speak of that person."""
        return self.people is None or person in self.people


def known_acts(acts: tuple[str, ...]) -> tuple[str, ...]:
    """The acts, if the catalogue knows each."""
    if unknown := set(acts) - set(ACTS):
        raise ValueError(f"{', '.join(sorted(unknown))}: an act is one of {', '.join(ACTS)}")
    return acts


Acts = Annotated[tuple[str, ...], AfterValidator(known_acts)]
"""Acts of advocacy that an answer is narrowed to."""


class Page(BaseModel):
    """Which part of the answer: `first` rows after a cursor, or `last` rows before one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: Annotated[int, Field(ge=1)] | None = None
    after: str | None = None
    last: Annotated[int, Field(ge=1)] | None = None
    before: str | None = None
