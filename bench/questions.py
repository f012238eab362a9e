"""How long the questions take, asked in process as the API asks them, without HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import cycle, islice
from random import Random
from time import perf_counter
from typing import Any

from bench.paired import Block, in_pairs, ratio_of
from bench.plan import AS_OF, SEED, Plan
from bench.results import Growth, Times, times_of
from graph.cypher import cypher
from graph.database import Database
from queries.all import QUESTIONS
from queries.catalogue import Question, ask
from queries.parameters import Page

PAGE = Page(first=100)
MOMENT = int(datetime.combine(AS_OF, time(), UTC).timestamp() * 1000)
"""The end of the worlds' data."""

AnyQuestion = Question[Any, Any]


@dataclass(frozen=True)
class Asked:
    """A world that was loaded: the connections to it and its accounts, in a random order."""

    accounts: int
    database: Database
    ids: Sequence[str]


async def asked(accounts: int, database: Database) -> Asked:
    """The world behind these connections."""
    rows = await database.read("bench.accounts", cypher("queries.facts", "all_accounts"))
    ids = [row["id"] for row in rows]
    Random(SEED).shuffle(ids)
    return Asked(accounts, database, ids)


async def time_of(database: Database, question: AnyQuestion, account: str | None) -> float:
    """Milliseconds of one answer, about one account or about the whole company."""
    about = None if account is None else (account,)
    parameters = question.parameters(as_of=MOMENT, accounts=about)
    started = perf_counter()
    await ask(database, question, parameters, PAGE)
    return (perf_counter() - started) * 1000


async def about_one(world: Asked, plan: Plan) -> Mapping[str, Times]:
    """Every question about one account, then about the next."""
    ids = cycle(world.ids)
    for account in islice(ids, plan.warm_up):
        await _round(world, account)
    return _by_question([await _round(world, each) for each in islice(ids, plan.asked)])


async def about_all(world: Asked, plan: Plan) -> Mapping[str, Times]:
    """Every question about the whole company, once at least, and again until the time is over."""
    rounds: list[list[float]] = []
    began = perf_counter()
    while not rounds or (len(rounds) < plan.whole and perf_counter() - began < plan.whole_seconds):
        rounds.append(await _round(world, None))
    return _by_question(rounds)


async def _round(world: Asked, account: str | None) -> list[float]:
    """Milliseconds of each question in turn, so that none has a colder engine than the others."""
    return [await time_of(world.database, question, account) for question in QUESTIONS.values()]


def _by_question(rounds: Sequence[Sequence[float]]) -> Mapping[str, Times]:
    columns = zip(*rounds, strict=True)
    return {name: times_of(times) for name, times in zip(QUESTIONS, columns, strict=True)}


async def growth(smaller: Asked, larger: Asked, plan: Plan) -> Growth:
    """One account's questions in both worlds, in turns."""
    questions = {}
    controls: list[Block] = []
    for name, question in QUESTIONS.items():
        await _block(question, larger, smaller, plan.warm_up, 0)
        blocks: list[Block] = []
        for number in range(plan.blocks):
            blocks.append(await _block(question, larger, smaller, plan.pairs, number))
            controls.append(await _block(question, smaller, smaller, plan.pairs, number))
        questions[name] = ratio_of(blocks)
    return Growth(smaller.accounts, larger.accounts, questions, ratio_of(controls))


async def _block(
    question: AnyQuestion, first: Asked, second: Asked, pairs: int, number: int
) -> Block:
    async def in_first(account: str) -> float:
        return await time_of(first.database, question, account)

    async def in_second(account: str) -> float:
        return await time_of(second.database, question, account)

    chance = Random(number)
    subjects = [(chance.choice(first.ids), chance.choice(second.ids)) for _ in range(pairs)]
    return await in_pairs(in_first, in_second, subjects)
