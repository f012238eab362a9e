"""Which words for roles and segments mean anything here: a typo must not pass for an empty answer.

Both are open: an operator adds roles and segments by using them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from graph.roles import CATALOGUE
from queries.deployment import read_deployment
from queries.parameters import Parameters


@dataclass(frozen=True, slots=True)
class WordsInUse:
    """Every role and every segment that a policy, a record or the catalogue knows."""

    roles: frozenset[str]
    segments: frozenset[str]


async def words_in_use(database: Database, as_of: Millis) -> WordsInUse:
    """The words as of a moment."""
    (row,) = await database.read("queries.words_in_use", cypher("queries", "words_in_use"))
    policies = (await read_deployment(database, as_of)).policies
    promised = {role for policy in policies.values() for role in policy.cadences}
    return WordsInUse(
        frozenset({*CATALOGUE, *promised, *row["roles"]}),
        frozenset({*policies, *row["segments"]}),
    )


async def unknown_words(database: Database, parameters: Parameters) -> list[str]:
    """A warning for each role and segment asked for that nobody here ever used."""
    roles: tuple[str, ...] = getattr(parameters, "roles", None) or ()
    segments = parameters.segments or ()
    if not roles and not segments:
        return []
    known = await words_in_use(database, parameters.as_of)
    return [
        *_warnings("role", roles, known.roles),
        *_warnings("segment", segments, known.segments),
    ]


def _warnings(kind: str, asked: tuple[str, ...], known: frozenset[str]) -> Iterator[str]:
    for word in dict.fromkeys(asked):
        if word not in known:
            yield f"No {kind} here is called {word}; known are {', '.join(sorted(known))}."
