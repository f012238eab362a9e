"""GraphQL over HTTP against the bare endpoint: both asked the same, in turns, answers compared.

One client asks over one kept-alive connection to each; see `serving.py` for the servers.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from time import perf_counter

import orjson

from bench.engines import Running
from bench.paired import Block, in_pairs, ratio_of
from bench.plan import SEED, Plan
from bench.questions import Asked
from bench.reads import READS, ROLE, Read, agree, by_id, statement_of
from bench.results import Compared
from bench.serving import HOST, servers
from graph.keys import create_key

ANSWER_SECONDS = 60
EXTENSIONS = b',"extensions":'

Ids = list[str]


async def compare_over_http(
    engine: Running, world: Asked, plan: Plan, folder: Path
) -> tuple[Compared, ...]:
    """Each read, by GraphQL and by the bare endpoint; `folder` is for what the servers need."""
    now = time.time_ns() // 1_000_000
    key, _ = await create_key(
        world.database, name="benchmark", role=ROLE, days=1, now=now, by="benchmark"
    )
    subjects = {read.name: _subjects(read, world.ids, plan) for read in READS}
    statements = {
        read.name: await statement_of(world.database, read, subjects[read.name], now)
        for read in READS
    }
    with servers(engine, statements, folder) as (rapport, by_hand):
        return tuple(
            [
                await _compared(
                    read,
                    subjects[read.name],
                    _graphql(rapport, read, key),
                    [_bare(by_hand, read) for _ in range(2)],
                    plan,
                )
                for read in READS
            ]
        )


def _subjects(read: Read, ids: Sequence[str], plan: Plan) -> list[Ids]:
    """Which accounts each pair asks about; the same in every block, in another order."""
    chance = Random(f"{SEED} {read.name}")
    return [sorted(chance.sample(ids, read.accounts)) for _ in range(max(plan.pairs, 2))]


@dataclass
class Endpoint:
    """One way to ask a read over HTTP.

    Its answers are compared up to `upto`. `expected` fills with a digest of the answer about each
    subject; a later answer that differs is an error.
    """

    port: int
    path: str
    body: Callable[[Ids], bytes]
    headers: Mapping[str, str] = field(default_factory=dict)
    upto: bytes = b"\n"
    expected: dict[str, bytes] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Keep one connection open; a server closes it when it was idle for some seconds."""
        self.connection = HTTPConnection(HOST, self.port, timeout=ANSWER_SECONDS)
        try:
            yield
        finally:
            self.connection.close()

    async def answer(self, ids: Ids) -> bytes:
        """The whole answer."""
        return self._asked(ids)[0]

    async def timed(self, ids: Ids) -> float:
        """Milliseconds until the answer was there; it must be the one expected."""
        answer, milliseconds = self._asked(ids)
        if self._digest(answer) != self.expected[" ".join(ids)]:
            raise RuntimeError(f"{self.path} changed its answer about {ids}")
        return milliseconds

    def expect(self, ids: Ids, answer: bytes) -> None:
        """From now on this is the answer about these accounts."""
        self.expected[" ".join(ids)] = self._digest(answer)

    def _asked(self, ids: Ids) -> tuple[bytes, float]:
        assert self.connection is not None, "asked outside `connected`"
        body = self.body(ids)
        started = perf_counter()
        self.connection.request("POST", self.path, body, dict(self.headers))
        response = self.connection.getresponse()
        answer = response.read()
        milliseconds = (perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{self.path} answered {response.status}: {answer[:500]!r}")
        return answer, milliseconds

    def _digest(self, answer: bytes) -> bytes:
        # What follows the data (what the call cost) is different every time.
        end = answer.rfind(self.upto) if self.upto in answer else len(answer)
        return blake2b(answer[:end], digest_size=16).digest()


def _graphql(port: int, read: Read, key: str) -> Endpoint:
    def body(ids: Ids) -> bytes:
        return orjson.dumps({"query": read.document, "variables": read.variables(ids)})

    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return Endpoint(port, "/graphql", body, headers, EXTENSIONS)


def _bare(port: int, read: Read) -> Endpoint:
    return Endpoint(port, f"/read/{read.name}", orjson.dumps, {"Content-Type": "application/json"})


async def _compared(
    read: Read, subjects: list[Ids], graphql: Endpoint, by_hand: Sequence[Endpoint], plan: Plan
) -> Compared:
    """Blocks of GraphQL against bare, with blocks of bare against bare between them."""
    one, same = by_hand
    size = await _agreed(read, subjects, graphql, one)
    same.expected = one.expected
    ratios: list[Block] = []
    controls: list[Block] = []
    for number in range(plan.blocks):
        order = [(ids, ids) for ids in Random(number).sample(subjects, plan.pairs)]
        for first, blocks in ((graphql, ratios), (same, controls)):
            with first.connected(), one.connected():
                await in_pairs(first.timed, one.timed, order[: plan.warm_up])
                blocks.append(await in_pairs(first.timed, one.timed, order))
    return Compared(read.name, read.title, size, ratio_of(ratios), ratio_of(controls))


async def _agreed(read: Read, subjects: list[Ids], graphql: Endpoint, one: Endpoint) -> int:
    """Make sure, before anything is timed, that both say the same; bytes of the longest answer."""
    longest = 0
    with graphql.connected(), one.connected():
        for ids in subjects:
            told, held = await graphql.answer(ids), await one.answer(ids)
            answer = orjson.loads(told)
            nodes = read.nodes(answer["data"])
            if "errors" in answer or not agree(by_id(nodes), by_id(orjson.loads(held))):
                raise RuntimeError(f"{read.name}: GraphQL and its own statement differ on {ids}")
            graphql.expect(ids, told)
            one.expect(ids, held)
            longest = max(longest, len(told))
    return longest
