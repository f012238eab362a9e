"""Who is who: which keys name one account, one person, one teammate.

Every record claims its own key and the further names it gives (addresses, ids elsewhere, the record
it was merged into). Claims that share a key are about one thing. A key that nobody claimed yet, but
something refers to, names a stub: a node with `known` false that waits for its record. A teammate's
address is never a customer's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cypher import cypher
from graph.database import Transaction
from graph.ids import id_from
from graph.loading.footprint import Footprint
from graph.model import ENTITIES, RELATIONS
from graph.values.mailboxes import company_domain

NAMED = ("Account", "Person", "Teammate")
"""The labels whose nodes are found through identifiers."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A record's claim that its keys, its own first, name one thing with this label."""

    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a key names."""

    label: str
    id: str


@dataclass(slots=True)
class Plan:
    """What has to change so that every key names what it should."""

    names: dict[str, Target]
    created: dict[str, str] = field(default_factory=dict)  # id -> label
    identifiers: list[tuple[str, Target]] = field(default_factory=list)
    merged: list[tuple[Target, Target]] = field(default_factory=list)  # loser, survivor
    handed_over: list[tuple[str, Target, Target]] = field(default_factory=list)  # key, from, to
    losers: list[dict[str, Any]] = field(default_factory=list)  # what was theirs, see read_losers


def plan(
    existing: Mapping[str, Target],
    claims: Iterable[Claim],
    references: Iterable[tuple[str, str]],
) -> Plan:
    """How to honour `claims` and `references` (label or "", key) given what keys name already."""
    result = Plan(dict(existing))
    groups = _groups(claims, result)
    for label, keys in groups:
        targets = sorted({result.names[k].id for k in keys if k in result.names})
        target = Target(label, targets[0] if targets else id_from(label, keys[0]))
        if not targets:
            result.created[target.id] = label
        result.merged += [(Target(label, loser), target) for loser in targets[1:]]
        _name(result, keys, target)
        if targets[1:]:
            losers = set(targets[1:])
            for key, named in result.names.items():
                if named.label == label and named.id in losers:
                    result.names[key] = target
    for label, key in references:
        if key not in result.names:
            stub = Target(label or "Person", id_from(label or "Person", key))
            result.created[stub.id] = stub.label
            _name(result, [key], stub)
    return result


def _name(result: Plan, keys: Iterable[str], target: Target) -> None:
    for key in keys:
        if result.names.get(key) != target:
            if key not in result.names:
                result.identifiers.append((key, target))
            result.names[key] = target


def _groups(claims: Iterable[Claim], result: Plan) -> list[tuple[str, list[str]]]:
    """Keys that name one thing, per label; teammates first, for their addresses are theirs."""
    ordered = sorted(claims, key=lambda claim: (claim.label != "Teammate", claim.keys))
    ours: set[str] = set()
    parent: dict[str, str] = {}
    label_of: dict[str, str] = {}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for claim in ordered:
        if claim.label == "Teammate":
            ours.update(claim.keys)
            for key in claim.keys:
                _take_over(key, claim, result)
        keys = [
            key
            for key in claim.keys
            if claim.label == "Teammate"
            or not (key in ours or _names_other(result.names.get(key), claim.label))
        ]
        for key in keys:
            parent.setdefault(key, key)
            label_of.setdefault(key, claim.label)
            # The smallest key leads its group, so that ids do not depend on the order of records.
            one, other = sorted((root(keys[0]), root(key)))
            parent[other] = one
    # The id comes from a record's own key, never from an address.
    own = {claim.keys[0] for claim in ordered}
    members: dict[str, list[str]] = {}
    for key in sorted(parent, key=lambda k: (k not in own, k)):
        members.setdefault(root(key), []).append(key)
    return [(label_of[keys[0]], keys) for keys in members.values()]


def _names_other(target: Target | None, label: str) -> bool:
    return target is not None and target.label != label


def _take_over(key: str, claim: Claim, result: Plan) -> None:
    """A key that named a person is a teammate's from now on."""
    target = result.names.get(key)
    if target is None or target.label == "Teammate":
        return
    known = next(
        (
            result.names[k].id
            for k in claim.keys
            if k in result.names and result.names[k].label == "Teammate"
        ),
        id_from("Teammate", claim.keys[0]),
    )
    result.handed_over.append((key, target, Target("Teammate", known)))
    del result.names[key]


async def resolve(
    tx: Transaction,
    claims: Iterable[Claim],
    references: Iterable[tuple[str, str]],
    remembered: Mapping[str, Target],
) -> Plan:
    """Make every key name what it should, and tell what each names.

    `remembered` are names that earlier transactions committed; they spare a look-up.
    """
    wanted = {key for claim in claims for key in claim.keys}
    referred = sorted(set(references) - {("", "")})
    lookup = wanted | {key for _, key in referred if key not in remembered}
    existing = {key: remembered[key] for _, key in referred if key in remembered}
    existing |= await names_of(tx, lookup)
    result = plan(existing, claims, referred)
    await _write(tx, result)
    return result


async def names_of(tx: Transaction, keys: Iterable[str]) -> dict[str, Target]:
    """What each of the keys names; keys that name nothing are left out."""
    rows = await tx.run(
        "identity.names", cypher("graph.changes", "read_names"), {"keys": sorted(keys)}
    )
    return {row["key"]: Target(row["label"], row["id"]) for row in rows}


async def _write(tx: Transaction, result: Plan) -> None:
    for key, giver, taker in result.handed_over:
        await tx.run(
            "identity.hand_over",
            cypher("graph.changes", "hand_over"),
            {"key": key, "from": giver.id, "to": taker.id},
        )
    handed = {key for key, _, _ in result.handed_over}
    takers = {taker.id for _, _, taker in result.handed_over}
    keys: dict[Target, list[str]] = defaultdict(list)
    for key, target in result.identifiers:
        if key not in handed:
            keys[target].append(key)
    for label in NAMED:
        new = [
            _node(id_, keys.pop(Target(label, id_), []))
            for id_, of in result.created.items()
            if of == label and id_ not in takers
        ]
        if new:
            await tx.run(f"identity.create_{label.lower()}", _create(label), {"rows": new})
        named = [
            {"id": t.id, "key": key}
            for t, names in keys.items()
            for key in names
            if t.label == label
        ]
        if named:
            await tx.run(f"identity.name_{label.lower()}", _identify(label), {"rows": named})
    for label in NAMED:
        pairs = [
            {"loser": loser.id, "survivor": survivor.id}
            for loser, survivor in result.merged
            if loser.label == label
        ]
        if pairs:
            result.losers += await read_losers(tx, label, pairs)
            await merge(tx, label, pairs)


async def read_losers(
    tx: Transaction, label: str, pairs: list[dict[str, str]]
) -> list[dict[str, Any]]:
    """What is theirs who are about to be merged: keys, properties, what touchpoints concern."""
    rows = await tx.run(
        "identity.losers",
        f"UNWIND $pairs AS pair MATCH (n:{label} {{id: pair.loser}}) "
        "OPTIONAL MATCH (i:Identifier)-[:NAMES]->(n) WITH pair, n, collect(i.key) AS keys "
        f"OPTIONAL MATCH (j:Identifier)-[:NAMES]->(:{label} {{id: pair.survivor}}) "
        "WITH pair, n, keys, collect(j.key) AS survivor_keys "
        "OPTIONAL MATCH (t:Touchpoint)-[:CONCERNS]->(n) "
        "RETURN pair.loser AS loser, keys, survivor_keys, properties(n) AS said, "
        "collect(t.id) AS touchpoints",
        {"pairs": pairs},
    )
    return [{"label": label, **row} for row in rows]


def note_names(footprint: Footprint, plan: Plan) -> None:
    """Note what a plan that was carried out did to who is who."""
    footprint.created = dict(plan.created)
    for key, target in plan.identifiers:
        footprint.named.setdefault(target.id, []).append(key)
    footprint.merged = plan.losers
    footprint.handed_over = [
        {"key": key, "from": giver.id, "to": taker.id} for key, giver, taker in plan.handed_over
    ]


async def merge(tx: Transaction, label: str, pairs: list[dict[str, str]]) -> None:
    """Move everything from each loser to its survivor; the loser's id goes on naming it."""
    used = await tx.run(
        "identity.used_types",
        f"UNWIND $pairs AS pair MATCH (n:{label} {{id: pair.loser}})-[r]-() "
        "RETURN DISTINCT type(r) AS type, startNode(r) = n AS outgoing ORDER BY type, outgoing",
        {"pairs": pairs},
    )
    for row in used:
        if row["type"] not in RELATIONSHIP_TYPES:
            continue
        await tx.run("identity.move", _move(label, row["type"], row["outgoing"]), {"pairs": pairs})
    rows = [{"key": f"rapport:{label}:{pair['loser']}", "id": pair["survivor"]} for pair in pairs]
    await tx.run(
        "identity.drop",
        f"UNWIND $pairs AS pair MATCH (n:{label} {{id: pair.loser}}) DETACH DELETE n "
        # Whatever the survivor was drawn from, it is not what it is now.
        f"WITH pair MATCH (s:{label} {{id: pair.survivor}}) REMOVE s.settled",
        {"pairs": pairs},
    )
    await tx.run(f"identity.alias_{label.lower()}", _alias(label), {"rows": rows})


def _node(id_: str, keys: list[str]) -> dict[str, object]:
    """A node about to be made; of somebody only an address is known of, the company it tells."""
    addresses = (key.removeprefix("email:") for key in keys if key.startswith("email:"))
    domain = next((found for a in addresses if (found := company_domain(a))), None)
    return {"id": id_, "keys": keys, "domain": domain}


RELATIONSHIP_TYPES = frozenset(
    {"NAMES", "HAS_STATE", "SHOWS"}
    | set(RELATIONS)
    | {ref.edge for entity in ENTITIES.values() for ref in entity.references if ref.edge}
)


def _create(label: str) -> str:
    told = ", domain: row.domain" if label == "Person" else ""
    return (
        f"UNWIND $rows AS row CREATE (n:{label} {{id: row.id, known: false{told}}}) "
        "WITH n, row UNWIND row.keys AS key CREATE (:Identifier {key: key})-[:NAMES]->(n)"
    )


def _identify(label: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) "
        "CREATE (:Identifier {key: row.key})-[:NAMES]->(n)"
    )


def _alias(label: str) -> str:
    """A change may have been made to the loser by its id, so that the id names it already."""
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) "
        "MERGE (i:Identifier {key: row.key}) MERGE (i)-[:NAMES]->(n)"
    )


def _move(label: str, type_: str, outgoing: bool) -> str:
    """Redraw the relationships of one type; a line from somebody to themselves is dropped."""
    old = f"(loser)-[r:{type_}]->(other)" if outgoing else f"(loser)<-[r:{type_}]-(other)"
    new = f"(survivor)-[n:{type_}]->(other)" if outgoing else f"(survivor)<-[n:{type_}]-(other)"
    return (
        f"UNWIND $pairs AS pair MATCH (loser:{label} {{id: pair.loser}}) "
        f"MATCH (survivor:{label} {{id: pair.survivor}}) MATCH {old} "
        f"CREATE {new} SET n = properties(r) DELETE r"
    )
