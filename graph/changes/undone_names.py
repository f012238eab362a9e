"""Taking back what an import did to who is who: keys, nodes, and people who became one."""

from collections.abc import Collection, Iterable

from graph.changes.people import people_at
from graph.changes.records import read_records, text
from graph.changes.undoing import Undoing
from graph.identity import NAMED, Target
from graph.merging import part
from graph.values.mailboxes import company_domain
from graph.versions import SourceRecord

SPOKEN_OF = "something later builds on it"
STILL_ONE = "what was learnt since says that they are one"


async def part_merged(u: Undoing) -> None:
    """Make two again of those who became one through the batch."""
    for merged in reversed(u.footprint.merged):
        label, loser, keys = merged["label"], merged["loser"], set(merged["keys"])
        holders = set((await u.names(keys)).values())
        records = await read_records(
            u.tx, "read_records_about", await _keys_naming(u, label, holders)
        )
        reach = _reach(keys, records)
        if not holders or reach & set(merged["survivor_keys"]):
            u.kept[f"{label} {loser}"] = STILL_ONE
            u.stays.merged.insert(0, merged)
            continue
        parted = await part(u.tx, label, loser, reach, merged["touchpoints"])
        if label == "Teammate":
            rows = [{**merged["said"], "id": loser}]
            await u.tx.run("undo.teammates", text("describe_teammates"), {"rows": rows})
        u.joined |= {loser, *parted}
        for id_ in (loser, *parted):
            u.concern(Target(label, id_))
        if label == "Account":
            u.people |= await people_at(u.tx, {loser, *parted})


async def _keys_naming(u: Undoing, label: str, holders: Iterable[Target]) -> set[str]:
    rows = await u.tx.run(
        "undo.keys_naming",
        f"UNWIND $ids AS id MATCH (:{label} {{id: id}})<-[:NAMES]-(i:Identifier) "
        "RETURN i.key AS key",
        {"ids": sorted(holder.id for holder in holders)},
    )
    return {row["key"] for row in rows}


async def hand_back(u: Undoing) -> None:
    """Give addresses back that a teammate took over from a customer."""
    for handed in reversed(u.footprint.handed_over):
        key = handed["key"]
        if u.others.speak_later_of(key):
            u.kept[key] = SPOKEN_OF
            u.stays.handed_over.insert(0, handed)
            continue
        await u.tx.run("undo.hand_back", text("hand_back"), handed)
        u.people.add(handed["from"])
        u.joined.add(handed["from"])


async def forget_names(u: Undoing) -> None:
    """Remove keys, and nodes, that only this batch spoke of."""
    every = {key for keys in u.footprint.named.values() for key in keys}
    needed = {key for key in every if u.others.speak_later_of(key)}
    about = await read_records(u.tx, "read_records_about", every)
    needed |= {record.subject for record in about}
    by_key = await read_records(u.tx, "read_records", every)
    needed |= {record.key for record in by_key}
    rows = await u.tx.run(
        "undo.lines", text("read_lines_of_keys"), {"keys": sorted(every - needed)}
    )
    needed |= {row["key"] for row in rows if row["lines"]}
    for label in NAMED:
        ids = [id_ for id_, of in u.footprint.created.items() if of == label]
        if ids:
            needed |= await _drop_nodes(u, label, ids, needed)
    u.stays.named |= {
        id_: staying
        for id_, keys in u.footprint.named.items()
        if (staying := [key for key in keys if key in needed])
    }
    # Whoever became somebody else since has no node now, and will have one again.
    u.stays.created |= {i: of for i, of in u.footprint.created.items() if i in u.stays.named}
    await u.tx.run("undo.forget", text("forget_keys"), {"keys": sorted(every - needed)})


async def _drop_nodes(u: Undoing, label: str, ids: list[str], needed: set[str]) -> set[str]:
    """Drop the nodes that nothing leads to; returns the keys of those that stay as they are."""
    rows = await u.tx.run(
        f"undo.loose_{label.lower()}",
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "CALL (n) { OPTIONAL MATCH (n)-[r]-(m) WHERE type(r) <> 'NAMES' "
        "RETURN count(r) AS lines } "
        "CALL (n) { OPTIONAL MATCH (i:Identifier)-[:NAMES]->(n) "
        "RETURN collect(i.key) AS keys } RETURN id, lines, keys",
        {"ids": ids},
    )
    loose, staying = [], set()
    for row in rows:
        ours = {key for key in row["keys"] if key.startswith("rapport:")}
        if not row["lines"] and not needed & set(row["keys"]):
            loose.append(row["id"])
        elif ours:
            staying |= set(row["keys"])
            u.kept[min(set(row["keys"]) - ours, default=row["id"])] = SPOKEN_OF
    u.stays.created |= {row["id"]: label for row in rows if row["id"] not in loose}
    await u.tx.run(
        f"undo.drop_{label.lower()}",
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "OPTIONAL MATCH (i:Identifier)-[:NAMES]->(n) DETACH DELETE i, n",
        {"ids": loose},
    )
    return staying


async def tell_domains(u: Undoing) -> None:
    """Of somebody only an address is known of again: the company it tells."""
    rows = await u.tx.run("undo.strangers", text("read_strangers"), {"ids": sorted(u.people)})
    found = []
    for row in rows:
        addresses = (key.removeprefix("email:") for key in sorted(row["keys"]))
        domains = (company_domain(address) for address in addresses if "@" in address)
        found.append({"id": row["id"], "domain": next((d for d in domains if d), None)})
    await u.tx.run("undo.domains", text("tell_domains"), {"rows": found})


def _reach(keys: Collection[str], records: Collection[SourceRecord]) -> set[str]:
    """The keys, and whatever records claim to name the same, in turn."""
    found = set(keys)
    claims = [
        {r.key, *r.names, *(v.merged_into for v in r.versions if v.merged_into)}
        for r in records
        if r.kind in ("Account", "Person")
    ]
    grown = True
    while grown:
        grown = False
        for claim in claims:
            if claim & found and not claim <= found:
                found |= claim
                grown = True
    return found
