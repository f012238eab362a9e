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
    parted = {"id": loser, "keys": keys}
    found = await tx.run("merging.part_names", text("part_names"), parted)
    holders = sorted(row["id"] for row in found)
    concerned = await _neighbours(tx, holders)
    await tx.run("merging.part_touches", text("part_touches"), {**parted, "holders": holders})
    for label, reference in _lines_to_people():
        await tx.run("merging.part_lines", _part(label, reference), {**parted, "holders": holders})
    await tx.run("merging.forget", text("forget_merger"), {"id": merger["id"], "keys": keys})
    everybody = {loser, *holders}
    await settle(tx, people=everybody | concerned, joined=everybody)


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


def _lines_to_people() -> Iterable[tuple[str, Reference]]:
    """Every line between a thing and a person that no record of the person draws."""
    for label, entity in ENTITIES.items():
        if label in ("Account", "Person", "Teammate", "Touchpoint"):
            continue
        for reference in entity.references:
            if reference.edge and reference.to == "Person":
                yield label, reference


def _part(label: str, reference: Reference) -> str:
    start, end = ("<-", "-") if reference.outgoing else ("-", "->")
    old, new = (
        f"{start}[{line}:{reference.edge}]{end}(n{of})"
        for line, of in (("r", f":{label}"), ("s", ""))
    )
    return (
        f"UNWIND $holders AS holder MATCH (:Person {{id: holder}}){old} WHERE r.who IN $keys "
        f"MATCH (p:Person {{id: $id}}) CREATE (p){new} SET s.who = r.who DELETE r"
    )
