"""How things stand at a moment: the customers, and what the questions of a report answer then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from api.asking import asked
from api.context import Context
from api.parameters import validated
from graph.model import Millis
from queries.catalogue import Answer, Gathering, Question
from queries.facts import AccountFacts
from queries.gathered import gathered_once
from queries.parameters import Parameters
from queries.row import Row

P = TypeVar("P", bound=Parameters)
R = TypeVar("R", bound=Row)
Key = tuple[str, tuple[tuple[str, Any], ...]]


@dataclass(frozen=True)
class Asking(Generic[P, R]):
    """A question with what it is asked beside the moment."""

    question: Question[P, R]
    said: tuple[tuple[str, Any], ...] = ()

    @property
    def key(self) -> Key:
        """What tells two askings apart."""
        return self.question.name, self.said


def asking(question: Question[P, R], **said: Any) -> Asking[P, R]:
    """The question, asked with these parameters."""
    return Asking(question, tuple(sorted(said.items())))


@dataclass(frozen=True)
class Standing:
    """The customers by id and the answers by asking, all as of one moment.

    With `teams_only` what would be said of single teammates is said of their teams.
    """

    as_of: Millis
    accounts: Mapping[str, AccountFacts]
    answers: Mapping[Key, Answer[Any]]
    settings_version: str
    warnings: tuple[str, ...]
    teams_only: bool = False

    def rows(self, asking: Asking[P, R]) -> Sequence[R]:
        """What was answered, in the question's own order."""
        return self.answers[asking.key].rows


async def standing_at(
    context: Context, as_of: Millis, askings: Iterable[Asking[Any, Any]]
) -> Standing:
    """Ask everything, each asking once, as far as the key may ask it."""
    wanted = {each.key: each for each in askings}
    facts = [fact for each in wanted.values() for fact in each.question.facts]
    async with context.whole_company:
        gathering = await gathered_once(context.database, "report", facts, as_of)
    customers = Parameters(as_of=as_of)
    deployment, accounts = await gathering(context.database, "report", (), customers)
    answers = [await _answer(context, as_of, each, gathering) for each in wanted.values()]
    said = [*deployment.warnings, *(w for answer in answers for w in answer.warnings)]
    return Standing(
        as_of=as_of,
        accounts={account.id: account.without_facts() for account in accounts},
        answers=dict(zip(wanted, answers, strict=True)),
        settings_version=deployment.settings_version,
        warnings=tuple(dict.fromkeys(said)),
        teams_only=context.teams_only,
    )


async def _answer(
    context: Context, as_of: Millis, asking: Asking[Any, Any], gathering: Gathering
) -> Answer[Any]:
    parameters = validated(asking.question.parameters, {"as_of": as_of, **dict(asking.said)})
    return await asked(context, asking.question, parameters, gathering=gathering)
