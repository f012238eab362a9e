"""The catalogue of questions: how one is declared, asked, ordered and paged.

A question is a row type, a parameter type and the Cypher that gathers what it needs, either

* `facts`: names of files in `queries/facts/`, each of which adds one column about the account `a`
  in scope, with a pure function `answer` that turns accounts with those columns into rows;
* the same with `over_time` in place of `answer`, where one moment is not enough: it looks at the
  accounts as of as many moments as it needs, and makes the rows when they are drawn;
* no facts: one file `queries/<name>.cypher` whose returned columns are the row's fields; or
* `statement`: one file `queries/<statement>.cypher` about things that are no account's, with a pure
  function `conclude` that turns what it returns into rows.

The GraphQL field, the REST endpoint, the command-line table, the documentation and the contract
test all derive from the declaration.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from graph.cypher import cypher
from graph.database import Database
from graph.errors import BadInput
from graph.model import Millis
from graph.reading.ordering import DAMAGED, decoded, encoded
from queries.deployment import Deployment, read_deployment
from queries.facts import ALWAYS, AccountFacts
from queries.parameters import Page, Parameters, PeopleParameters
from queries.row import Row

P = TypeVar("P", bound=Parameters)
R = TypeVar("R", bound=Row)

ACCOUNTS_AT_A_TIME = 100
"""Accounts gathered by one statement when the whole company is asked about.

Bounds its time and memory, and how long others wait while its rows are read.
"""

Key = tuple[Any, ...]
Found = Mapping[str, Any]
"""One row that a statement returned."""


class View(NamedTuple):
    """The accounts asked about with their facts, and the deployment, as of one moment."""

    deployment: Deployment
    accounts: list[AccountFacts]


class Look(Protocol):
    """How a question that needs several moments sees each of them.

    `narrowed` replaces parameters: `accounts`, `status` …
    """

    async def __call__(self, as_of: Millis, **narrowed: Any) -> View:
        """What was true at that moment."""
        ...


Gathering = Callable[[Database, str, tuple[str, ...], Parameters], Awaitable[View]]
"""A way to gather facts as `gather` does."""


@dataclass(frozen=True)
class Question(Generic[P, R]):
    """One thing that can be asked.

    `orders` maps the name of each ordering to a function from a row to a key that sorts ascending;
    the first is the default. `unique` tells two rows apart and is always the last sort key. Keys
    are texts and numbers, never None: cursors are made of them.
    """

    name: str
    parameters: type[P]
    row: type[R]
    orders: Mapping[str, Callable[[R], Key]]
    unique: Callable[[R], Key]
    facts: tuple[str, ...] = ()
    answer: Callable[[Deployment, Sequence[AccountFacts], P], Iterable[R]] | None = None
    statement: str = ""
    conclude: Callable[[Sequence[Found], P], Iterable[R]] | None = None
    over_time: Callable[[Look, P], Awaitable[Iterable[R]]] | None = None

    @property
    def meaning(self) -> str:
        """What is asked, in business words: the first sentence of the row's docstring."""
        return (self.row.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True)
class Answer(Generic[R]):
    """One page of rows, with the cursor of each, out of `total`."""

    rows: list[R]
    cursors: list[str]
    total: int
    has_next: bool
    has_previous: bool
    settings_version: str
    warnings: list[str] = field(default_factory=list)


async def ask(
    database: Database,
    question: Question[P, R],
    parameters: P,
    page: Page | None = None,
    order: Sequence[str] = (),
    gathering: Gathering | None = None,
) -> Answer[R]:
    """Answer `question`; without a page, with every row.

    Whoever asks several questions may gather what they have in common once, with `gathering`.
    """
    deployment, rows = await _to_be_drawn(database, question, parameters, gathering or gather)
    draw = partial(_page, question, rows, page or Page(), order, deployment)
    # More arithmetic than that of one account would keep everybody else waiting.
    return draw() if parameters.about_one else await asyncio.to_thread(draw)


async def _to_be_drawn(
    database: Database, question: Question[P, R], parameters: P, gathered: Gathering
) -> tuple[Deployment, Callable[[], Iterable[R]]]:
    """All that the rows are made of, and what makes them."""
    if question.answer is not None:
        deployment, accounts = await gathered(database, question.name, question.facts, parameters)
        return deployment, partial(question.answer, deployment, accounts, parameters)
    if question.over_time is not None:
        look = _look(database, question, parameters, gathered)
        rows = await question.over_time(look, parameters)
    else:
        rows = await _rows_of_statement(database, question, parameters)
    return await read_deployment(database, parameters.as_of), lambda: rows


def _look(database: Database, question: Question[P, R], parameters: P, gathered: Gathering) -> Look:
    async def look(as_of: Millis, **narrowed: Any) -> View:
        then = parameters.model_copy(update={"as_of": as_of, **narrowed})
        return await gathered(database, question.name, question.facts, then)

    return look


async def gather(
    database: Database, name: str, facts: tuple[str, ...], parameters: Parameters
) -> View:
    """The accounts in scope with the facts asked for, and what is true of the whole deployment."""
    deployment_read = asyncio.ensure_future(read_deployment(database, parameters.as_of))
    try:
        ids = await _accounts_to_look_at(database, parameters)
        if facts and not parameters.about_one:  # what they are is known sooner than all about them
            ids = [a.id for a in await _in_scope(database, f"{name}.scope", (), ids, parameters)]
        accounts = await _in_scope(database, name, facts, ids, parameters)
    except BaseException:
        deployment_read.cancel()
        await asyncio.wait([deployment_read])
        raise
    return View(await deployment_read, accounts)


async def _in_scope(
    database: Database,
    name: str,
    facts: tuple[str, ...],
    ids: Sequence[str],
    parameters: Parameters,
) -> list[AccountFacts]:
    """Of these accounts the ones that are asked about, with the facts."""
    text, as_of = account_statement(facts), parameters.as_of
    found: list[AccountFacts] = []
    for start in range(0, len(ids), ACCOUNTS_AT_A_TIME):
        some = list(ids[start : start + ACCOUNTS_AT_A_TIME])
        rows = await database.read(name, text, {"accounts": some, "as_of": as_of})
        accounts = (AccountFacts(row, as_of) for row in rows)
        found.extend(account for account in accounts if in_scope(account, parameters))
    return found


def in_scope(account: AccountFacts, parameters: Parameters) -> bool:
    """Whether the parameters ask about an account like this."""
    if parameters.accounts is not None and account.id not in parameters.accounts:
        return False
    if account.status not in parameters.status:
        return False
    if parameters.segments is not None and account.segment not in parameters.segments:
        return False
    if parameters.owners is None:
        return True
    return any(owner["teammate"] in parameters.owners for owner in account.owners)


def row_in_scope(row: Found, parameters: Parameters) -> bool:
    """The same of the columns `account` and `owners`; no account only where nothing narrows."""
    if row["account"] is not None:
        return in_scope(AccountFacts(dict(row), parameters.as_of), parameters)
    return all(p is None for p in (parameters.accounts, parameters.segments, parameters.owners))


async def _accounts_to_look_at(database: Database, parameters: Parameters) -> Sequence[str]:
    if parameters.accounts is not None:
        return parameters.accounts
    if isinstance(parameters, PeopleParameters) and parameters.people is not None:
        fact, given = "accounts_of_people", {"people": list(parameters.people)}
    else:
        fact, given = "all_accounts", {}
    rows = await database.read("accounts_in_scope", cypher("queries.facts", fact), given)
    return tuple(row["id"] for row in rows)


async def _rows_of_statement(
    database: Database, question: Question[P, R], parameters: P
) -> Iterable[R]:
    text = cypher("queries", question.statement or question.name)
    found = await database.read(question.name, text, parameters.model_dump(mode="json"))
    if question.conclude is not None:
        return question.conclude(found, parameters)
    return [question.row.model_validate(row) for row in found]


@cache
def account_statement(facts: tuple[str, ...]) -> str:
    """One statement that gathers `facts` about each account of `$accounts`."""
    wanted = dict.fromkeys((*ALWAYS, *facts))
    pieces = [f"CALL (a) {{\n{cypher('queries.facts', fact).rstrip()}\n}}" for fact in wanted]
    columns = ", ".join(wanted)
    return "\n".join(
        (
            cypher("queries.facts", "scope").rstrip(),
            *pieces,
            f"RETURN {columns} ORDER BY account.id",
        )
    )


def _page(
    question: Question[P, R],
    rows: Callable[[], Iterable[R]],
    page: Page,
    order: Sequence[str],
    deployment: Deployment,
) -> Answer[R]:
    chosen = list(order) or [next(iter(question.orders))]
    for name in chosen:
        if name not in question.orders:
            known = ", ".join(question.orders)
            raise BadInput(f"{question.name} cannot be ordered by {name}; try one of: {known}.")

    def key(row: R) -> Key:
        parts = [part for name in chosen for part in question.orders[name](row)]
        return (*parts, *question.unique(row))

    keyed = sorted(((key(row), row) for row in rows()), key=lambda pair: pair[0])
    if any(one == other for (one, _), (other, _) in pairwise(keyed)):
        raise ValueError(f"{question.name}: `unique` does not tell two of its rows apart")
    ordering = ",".join(chosen)
    low, high = 0, len(keyed)
    if page.after is not None:
        after = decoded(page.after, ordering)
        low = next((n for n, (k, _) in enumerate(keyed) if _beyond(k, after)), len(keyed))
    if page.before is not None:
        before = decoded(page.before, ordering)
        at_or_beyond = (
            n for n, (k, _) in enumerate(keyed) if list(k) == before or _beyond(k, before)
        )
        high = next(at_or_beyond, len(keyed))
    high = max(low, high)
    if page.first is not None:
        high = min(high, low + page.first)
    if page.last is not None:
        low = max(low, high - page.last)
    shown = keyed[low:high]
    return Answer(
        rows=[row for _, row in shown],
        cursors=[encoded([ordering, *k]) for k, _ in shown],
        total=len(keyed),
        has_next=high < len(keyed),
        has_previous=low > 0,
        settings_version=deployment.settings_version,
        warnings=list(deployment.warnings),
    )


def _beyond(key: Key, cursor: list[Any]) -> bool:
    """Whether a row comes after the cursor's."""
    try:
        return list(key) > cursor
    except TypeError:
        raise BadInput(DAMAGED) from None
