"""What one may ask a question with: the moment, the accounts it is about and the page."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from graph.model import ACTS, Millis
from queries.row import At, Moment, Names


@dataclass(frozen=True)
class Shapes:
    """The parameter says how the answer is made up, rather than what it is narrowed to."""


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

    @property
    def about_one(self) -> bool:
        """Whether a single account is asked about."""
        return self.accounts is not None and len(self.accounts) == 1

    @property
    def ranks_teammates(self) -> bool:
        """Whether the answer has figures of single teammates beside each other."""
        return False


class ComparedParameters(Parameters):
    """`compare_to` is an earlier moment that the answer is held against."""

    compare_to: Annotated[At | None, Shapes()] = None

    @field_validator("compare_to")
    @classmethod
    def _earlier(cls, compare_to: Millis | None, given: ValidationInfo) -> Millis | None:
        if compare_to is not None and compare_to >= given.data.get("as_of", compare_to + 1):
            raise ValueError("must lie before as_of")
        return compare_to


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
