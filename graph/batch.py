"""Batches: statements with everything that follows from them alone.

Nothing here asks the graph, so that an import makes its next batch while the last one is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.changes.things import thing_references
from graph.changes.touchpoints import Told, newest_touchpoints, touchpoint_references
from graph.identity import Claim
from graph.model import ENTITIES, PERSON_REFERENCES, RELATIONS, Millis
from graph.statement import Statement

RELATION_KINDS = frozenset(RELATIONS) - {"TOOK_PART"}
RECORD_KINDS = RELATION_KINDS | {"Account", "Person"}
"""What is kept in every version, and projected."""
NOT_THINGS = RECORD_KINDS | {"Teammate", "Touchpoint", "TOOK_PART"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements of an export taken at `seen_at`, by what becomes of them.

    `claims` and `references` are what they say of who is who, `touchpoints` the newest of each.
    """

    seen_at: Millis
    size: int
    claims: tuple[Claim, ...]
    references: frozenset[tuple[str, str]]
    teammates: tuple[Statement, ...]
    records: tuple[Statement, ...]
    things: Mapping[str, list[Statement]]
    touchpoints: Mapping[str, Told]
    parts: tuple[Statement, ...]


def batch_of(statements: Iterable[Statement], seen_at: Millis) -> Batch:
    """The batch that statements of an export taken at `seen_at` make."""
    by_kind: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_kind[statement.kind].append(statement)
    return Batch(
        seen_at,
        sum(map(len, by_kind.values())),
        tuple(_claims(by_kind)),
        frozenset(_references(by_kind)),
        tuple(by_kind.get("Teammate", ())),
        tuple(s for kind, of_kind in by_kind.items() if kind in RECORD_KINDS for s in of_kind),
        {kind: of_kind for kind, of_kind in by_kind.items() if kind not in NOT_THINGS},
        newest_touchpoints(by_kind.get("Touchpoint", ()), seen_at),
        tuple(by_kind.get("TOOK_PART", ())),
    )


def _claims(by_kind: Mapping[str, list[Statement]]) -> Iterable[Claim]:
    for label in ("Account", "Person", "Teammate"):
        for s in by_kind.get(label, ()):
            yield Claim(label, (s.key, *s.names, *([s.merged_into] if s.merged_into else [])))


def _references(by_kind: Mapping[str, list[Statement]]) -> Iterable[tuple[str, str]]:
    for kind, statements in by_kind.items():
        if kind == "Teammate":
            continue
        references = (
            touchpoint_references
            if kind in ("Touchpoint", "TOOK_PART")
            else _record_references
            if kind in RECORD_KINDS
            else thing_references
        )
        for statement in statements:
            yield from references(statement)


def _record_references(statement: Statement) -> set[tuple[str, str]]:
    declared = (
        RELATIONS[statement.kind].references
        if statement.kind in RELATIONS
        else PERSON_REFERENCES
        if statement.kind == "Person"
        else ENTITIES[statement.kind].references
    )
    return {
        (reference.to, str(key))
        for reference in declared
        if reference.to != "Opportunity" and (key := statement.values.get(reference.name))
    }
