"""Two people who are one, by somebody's word, and two again.

Records keep saying what they said, so nothing is lost: what a person was drawn from is theirs by
the keys that name them. Merging moves the keys, parting moves them back, and whoever is concerned
is drawn anew. A line that no record draws carries the key that named its end.
"""

from collections.abc import Collection, Iterable

from graph.apply import settle
from graph.changes.records import text
from graph.database import Transaction
from graph.errors import BadInput, NotFound
from graph.identity import merge
from graph.ids import id_from
from graph.model import ENTITIES, Millis, Reference


async def merge_people(tx: Transaction, loser: str, survivor: str, at: Millis) -> None:
    """Make everything known of one person known of the other.

    Raises NotFound when either is nobody, BadInput when they are one already.
    """
    if loser == survivor:
        raise BadInput("Nobody can be merged into themselves.", "merge")
    for field, id_ in (("merge", loser), ("keep", survivor)):
        await _must_exist(tx, id_, field)
    entry = {
        "id": id_from("Merger", f"{loser}:{survivor}:{at}"),
        "loser": loser,
        "survivor": survivor,
        "at": at,
    }
    await tx.run("merging.note", text("note_merger"), entry)
    concerned = await _neighbours(tx, (loser, survivor))
    await merge(tx, "Person", [{"loser": loser, "survivor": survivor}])
    await settle(tx, people={survivor, *concerned} - {loser}, joined={survivor})


async def part_people(tx: Transaction, loser: str) -> None:
    """Take back the last merger of a person into another: everybody is who they were.

    What has been learnt since under the keys of either is theirs. Raises NotFound when nobody
    merged the person.
    """
    rows = await tx.run("merging.read", text("read_merger"), {"loser": loser})
    if not rows:
        raise NotFound(f"Nobody merged {loser} into somebody else.", "person")
    (merger,) = rows
    keys = await _claimed(tx, [*merger["keys"], f"rapport:Person:{loser}"])
    holders = await part(tx, "Person", loser, keys)
    concerned = await _neighbours(tx, holders)
    await tx.run("merging.forget", text("forget_merger"), {"id": merger["id"], "keys": keys})
    everybody = {loser, *holders}
    await settle(tx, people=everybody | concerned, joined=everybody)


async def part(
    tx: Transaction, label: str, id_: str, keys: Iterable[str], touchpoints: Iterable[str] = ()
) -> list[str]:
    """Make a node of its own of what these keys name; returns the ids of those who named it.

    What came through the keys is its own again; `touchpoints` are those that concern an account.
    """
    named = {*keys, f"rapport:{label}:{id_}"}
    parted = {"id": id_, "keys": sorted(named)}
    found = await tx.run("merging.part_names", _part_names(label), parted)
    holders = sorted(row["id"] for row in found)
    given = {**parted, "holders": holders, "touchpoints": sorted(touchpoints)}
    if label == "Account":
        await tx.run("merging.part_concerns", text("part_concerns"), given)
    else:
        await tx.run("merging.part_touches", _part_touches(label), given)
    for kind, reference in _lines_to(label):
        await tx.run("merging.part_lines", _part(kind, reference, label), given)
    return holders


async def _must_exist(tx: Transaction, id_: str, field: str) -> None:
    rows = await tx.run(
        "merging.exists", "MATCH (p:Person {id: $id}) RETURN p.id AS id", {"id": id_}
    )
    if not rows:
        raise NotFound(f"There is no person {id_}.", field)


async def _claimed(tx: Transaction, keys: Iterable[str]) -> list[str]:
    """The keys, and what the records with these keys claim besides, in turn."""
    found, fresh = set(keys), set(keys)
    while fresh:
        rows = await tx.run("merging.names", text("read_names_of_records"), {"keys": sorted(fresh)})
        fresh = {name for row in rows for name in row["names"] or ()} - found
        found |= fresh
    return sorted(found)


async def _neighbours(tx: Transaction, ids: Collection[str]) -> set[str]:
    rows = await tx.run("merging.neighbours", text("read_neighbours"), {"ids": sorted(ids)})
    return {row["id"] for row in rows}


def _lines_to(to: str) -> Iterable[tuple[str, Reference]]:
    """Every line between a thing and a node with this label that no record of the latter draws."""
    for label, entity in ENTITIES.items():
        if label in ("Account", "Person", "Teammate", "Touchpoint"):
            continue
        for reference in entity.references:
            if reference.edge and reference.to == to:
                yield label, reference


def _part(label: str, reference: Reference, of_label: str) -> str:
    start, end = ("<-", "-") if reference.outgoing else ("-", "->")
    old, new = (
        f"{start}[{line}:{reference.edge}]{end}(n{of})"
        for line, of in (("r", f":{label}"), ("s", ""))
    )
    return (
        f"UNWIND $holders AS holder MATCH (:{of_label} {{id: holder}}){old} WHERE r.who IN $keys "
        f"MATCH (p:{of_label} {{id: $id}}) CREATE (p){new} SET s.who = r.who DELETE r"
    )


def _part_names(label: str) -> str:
    return (
        f"CREATE (p:{label} {{id: $id, known: false}}) WITH p UNWIND $keys AS key "
        f"MATCH (i:Identifier {{key: key}})-[r:NAMES]->(holder:{label}) "
        f"DELETE r CREATE (i)-[:NAMES]->(p) RETURN DISTINCT holder.id AS id"
    )


def _part_touches(label: str) -> str:
    return (
        f"UNWIND $holders AS holder MATCH (:{label} {{id: holder}})-[r:TOOK_PART]->(t:Touchpoint) "
        f"WHERE r.who IN $keys MATCH (p:{label} {{id: $id}}) "
        "CREATE (p)-[n:TOOK_PART]->(t) SET n = properties(r) DELETE r"
    )
