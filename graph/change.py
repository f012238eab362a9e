"""Changes made by people: statements of the source `rapport`, applied with their audit entry.

A change goes the way of every import (`apply.py`), so it survives the next one, and it leaves its
audit entry in its own transaction. With an idempotency key the same change made twice happens once.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.apply import apply
from graph.audit import Deed, note_once
from graph.batch import batch_of
from graph.changes.locks import lock_all, lock_records
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput, Conflict, NotFound
from graph.faults import said_fault, value_fault
from graph.identity import NAMED
from graph.ids import id_from, label_of
from graph.model import ENTITIES, Millis, Property, Reference
from graph.programme.approach import Rules
from graph.statement import Statement, Value
from graph.versions import fingerprint

SOURCE = "rapport"


@dataclass(frozen=True, slots=True)
class Target:
    """The thing a change was made to; `once` is shown to whoever made it, and never again."""

    label: str
    id: str
    once: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What a change amounts to: the statements, and the thing that is returned."""

    statements: tuple[Statement, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody asked for: values by the names of the change's inputs.

    `stored` is what the graph holds of the thing named by the input `id`, if there is one;
    `actor` is the key or command that asked; `rules` say whether somebody may be approached.
    """

    values: Mapping[str, Any]
    now: Millis
    fresh: str
    stored: Mapping[str, Any] | None = None
    actor: str = ""
    rules: Rules | None = None

    @property
    def said_at(self) -> Millis:
        """When it is said: now, and after whatever was said of the thing named by `id` before."""
        before = (self.stored or {}).get("modified_at") or 0
        return max(self.now, int(before) + 1)

    def moment(self, name: str) -> Millis:
        """A moment that was given, else now."""
        value = self.values.get(name)
        return self.now if value is None else int(value)

    def ref(self, name: str) -> str | None:
        """The key of the thing whose id was given."""
        value = self.values.get(name)
        return None if value is None else key_of(str(value))


@dataclass(frozen=True)
class Change:
    """A change that may be asked for.

    `inputs` are properties (values) and references (ids of things); `needs` names those that must
    be there. `amends` is the label of the thing that the input `id` names. A change either `says`
    something, as a source does, or `does` something to what sources said. `once` is what it answers
    with the first time only.
    """

    name: str
    meaning: str
    returns: str
    inputs: tuple[Property | Reference, ...]
    says: Callable[[Given], Said] | None = None
    does: Callable[[Transaction, Given], Awaitable[Target]] | None = None
    needs: frozenset[str] = frozenset()
    amends: str | None = None
    once: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change: the key or command, and the request it belongs to."""

    actor: str
    request: str = ""


def key_of(id_: str) -> str:
    """The key by which statements name a thing of the graph."""
    label = label_of(id_)
    if label is None:
        raise NotFound(f"{id_} is no id of anything here.")
    return f"{SOURCE}:{label}:{id_}"


async def make(
    database: Database,
    change: Change,
    values: Mapping[str, Any],
    author: Author,
    now: Millis,
    fresh: str,
    idempotency_key: str | None = None,
    rules: Rules | None = None,
) -> Target:
    """Make a change; returns what it was made to. `fresh` is a random word new things are named by.

    `rules` are needed by changes that approach somebody (`ask_invite`).

    Raises BadInput for what cannot be true, NotFound for an id that names nothing, Conflict for an
    idempotency key that was used for something else, for a thing that another source looks after,
    and for a step that is not legal, or not now.
    """
    _check_values(change, values)

    async def work(tx: Transaction) -> Target:
        entry_id, given_print = None, fingerprint([change.name, dict(values)])
        if idempotency_key is not None:
            entry_id = id_from("AuditEntry", f"{author.actor}:{idempotency_key}")
            before = await tx.run(
                "change.read_entry", cypher("graph.changes", "read_entry"), {"id": entry_id}
            )
            if before:
                if before[0]["given"] != given_print:
                    raise Conflict("This idempotency key was used for another change.")
                changed = str(before[0]["target"])
                return Target(label_of(changed) or change.returns, changed)
        stored = await _stored(tx, change, values, fresh)
        await _adopt(tx, change, values)
        target = await _done(tx, change, Given(values, now, fresh, stored, author.actor, rules))
        deed = Deed(author.actor, change.name, target.id, author.request)
        await note_once(tx, deed, now, entry_id, given_print)
        return target

    return await database.transaction(f"change.{change.name}", work)


def _check_values(change: Change, values: Mapping[str, Any]) -> None:
    for one in change.inputs:
        if isinstance(one, Property):
            reason = value_fault(one, values.get(one.name))
            if reason is not None:
                raise BadInput(f"{one.name} {reason}.", one.name)


async def _done(tx: Transaction, change: Change, given: Given) -> Target:
    if change.does is not None:
        return await change.does(tx, given)
    if change.says is None:
        raise ValueError(f"{change.name} neither says nor does anything")
    return await say(tx, change.says(given), given)


async def say(tx: Transaction, said: Said, given: Given) -> Target:
    """Apply statements; BadInput for what cannot be true. Returns what they are about."""
    for statement in said.statements:
        fault = said_fault(statement, given.values.keys())
        if fault is not None:
            raise BadInput(fault.sentence, fault.field)
    await lock_records(tx, given.fresh, {statement.key for statement in said.statements})
    applied = await apply(tx, batch_of(said.statements, given.now))
    # What was said of somebody new may turn out to be about somebody known.
    known = applied.names.get(said.statements[0].key) if said.statements else None
    if known is not None and known.label == said.target.label:
        return Target(known.label, known.id)
    return said.target


async def _stored(
    tx: Transaction, change: Change, values: Mapping[str, Any], token: str
) -> Mapping[str, Any] | None:
    """What the graph holds of the thing to amend, locked, with the participants of a touchpoint."""
    id_ = values.get("id")
    if change.amends is None or id_ is None:
        return None
    await lock_all(tx, token, change.amends, [str(id_)])
    rows = await tx.run(
        "change.read_thing",
        f"MATCH (n:{change.amends} {{id: $id}}) RETURN properties(n) AS thing",
        {"id": id_},
    )
    if not rows:
        raise NotFound(f"There is no {change.amends.lower()} {id_}.")
    thing: Mapping[str, Any] = rows[0]["thing"]
    if change.amends == "Touchpoint":
        around = await tx.run(
            "change.read_around", cypher("graph.changes", "read_around_touchpoint"), {"id": id_}
        )
        thing = {**thing, **around[0]}
    return thing


async def _adopt(tx: Transaction, change: Change, values: Mapping[str, Any]) -> None:
    """See to it that every account, person and teammate named by id has a key for it."""
    wanted: dict[str, set[str]] = {}
    for declared in change.inputs:
        if not isinstance(declared, Reference) or values.get(declared.name) is None:
            continue
        given = values[declared.name]
        for id_ in given if declared.many else (given,):
            label = label_of(str(id_))
            if label is None or (declared.to and label != declared.to):
                raise NotFound(f"{id_} is not the id of {_article(declared.to)}.", declared.name)
            wanted.setdefault(label, set()).add(str(id_))
    amended = values.get("id")
    if change.amends in NAMED and amended is not None:
        wanted.setdefault(str(change.amends), set()).add(str(amended))
    await adopt(tx, wanted)


async def adopt(tx: Transaction, wanted: Mapping[str, Collection[str]]) -> None:
    """Give each account, person and teammate, by label and id, a key that statements can name.

    Raises NotFound where there is no such thing.
    """
    for label, ids in wanted.items():
        rows = [{"id": id_, "key": key_of(id_)} for id_ in sorted(ids)]
        found = await tx.run(
            "change.adopt",
            _adopt_text(label) if label in NAMED else _exists_text(label),
            {"rows": rows},
        )
        missing = set(ids) - {row["id"] for row in found}
        if missing:
            raise NotFound(f"There is no {label.lower()} {', '.join(sorted(missing))}.")


def _article(label: str) -> str:
    return f"{'an' if label[:1] in 'AEIOU' else 'a'} {label.lower()}" if label else "a thing"


def _adopt_text(label: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) "
        "MERGE (i:Identifier {key: row.key}) MERGE (i)-[:NAMES]->(n) RETURN n.id AS id"
    )


def _exists_text(label: str) -> str:
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) RETURN n.id AS id"


def said_by(kind: str, key: str, values: Mapping[str, Value], now: Millis) -> Statement:
    """A statement of ours, made now."""
    return Statement(kind, key, dict(values), modified_at=now)


def born(statement: Statement, now: Millis) -> Statement:
    """The same of a thing that begins with it."""
    return replace(statement, created_at=now)


def own_key(kind: str, name: str) -> str:
    """The key of a record of ours."""
    return f"{SOURCE}:{kind}:{name}"


def declared(label: str, *names: str) -> tuple[Property | Reference, ...]:
    """Properties and references of an entity, by their names."""
    entity = ENTITIES[label]
    every: dict[str, Property | Reference] = {p.name: p for p in entity.properties}
    every |= {r.name: r for r in entity.references}
    return tuple(every[name] for name in names)
