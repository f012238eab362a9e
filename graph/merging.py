"""Two people or accounts that are one, by somebody's word, and two again.

Records keep saying what they said, so nothing is lost: what a node was drawn from is its own by
the keys that name it. Merging moves the keys, parting moves them back, and whoever is concerned
is drawn anew. A line that no record draws carries the key that named its end.
"""

from collections.abc import Collection, Iterable

from graph.apply import settle
from graph.changes.accounts import settle_accounts
from graph.changes.records import text
from graph.database import Transaction
from graph.errors import BadInput, NotFound
from graph.identity import merge
from graph.ids import id_from, label_of
from graph.model import ENTITIES, Millis, Reference


async def merge_two(tx: Transaction, label: str, loser: str, survivor: str, at: Millis) -> None:
    """Make everything known of one person or account known of the other.

    Raises NotFound when either is not there, BadInput when they are one already.
    """
    if loser == survivor:
        raise BadInput("Nothing can be merged into itself.", "merge")
    for field, id_ in (("merge", loser), ("keep", survivor)):
        await _must_exist(tx, label, id_, field)
    entry = {
        "id": id_from("Merger", f"{loser}:{survivor}:{at}"),
        "loser": loser,
        "survivor": survivor,
        "at": at,
    }
    await tx.run("merging.note", text(f"note_{label.lower()}_merger"), entry)
    if label == "Account":
        await tx.run("merging.unshare_concerns", text("unshare_concerns"), entry)
    concerned = await _neighbours(tx, (loser, survivor))
    await merge(tx, label, [{"loser": loser, "survivor": survivor}])
    await _redraw(tx, {survivor}, concerned - {loser})


async def part_two(tx: Transaction, label: str, loser: str) -> None:
    """Take back the last merger of a person or account into another: each is what it was.

    What has been learnt since under the keys of either is its own; a touchpoint that came since
    stays with the account that was kept. Raises NotFound when nobody merged it.
    """
    rows = await tx.run("merging.read", text("read_merger"), {"loser": loser})
    if not rows or label_of(loser) != label:
        raise NotFound(f"Nobody merged {loser} into another.", label.lower())
    (merger,) = rows
    keys = await _claimed(tx, [*merger["keys"], f"rapport:{label}:{loser}"])
    holders = await part(tx, label, loser, keys, merger["touchpoints"])
    if merger["shared"]:
        shared = {"id": loser, "touchpoints": merger["shared"]}
        await tx.run("merging.share_concerns", text("share_concerns"), shared)
    both = {loser, *holders}
    concerned = await _neighbours(tx, both)
    await tx.run("merging.forget", text("forget_merger"), {"id": merger["id"], "keys": keys})
    await _redraw(tx, both, concerned)


async def _redraw(tx: Transaction, changed: set[str], concerned: set[str]) -> None:
    """Draw anew those who became one or two, and whoever is drawn by them."""
    everybody = changed | concerned
    accounts = {id_ for id_ in everybody if label_of(id_) == "Account"}
    people = {id_ for id_ in everybody if label_of(id_) == "Person"}
    if accounts:
        await settle_accounts(tx, accounts, {}, {})
    await settle(tx, people, joined=changed & people)


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


async def _must_exist(tx: Transaction, label: str, id_: str, field: str) -> None:
    rows = await tx.run(
        "merging.exists", f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id", {"id": id_}
    )
    if not rows:
        raise NotFound(f"There is no {label.lower()} {id_}.", field)


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
