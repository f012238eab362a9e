"""Redrawing accounts: states, owners and parents from their records."""

from collections.abc import Mapping
from typing import Any

from graph.changes.locks import lock_drawn
from graph.changes.records import keys_in, records_about, text
from graph.database import Transaction
from graph.identity import Target, names_of
from graph.ids import id_from
from graph.projection.accounts import AccountProjection, project_account
from graph.versions import SourceRecord, fingerprint

Row = dict[str, Any]


async def settle_accounts(
    tx: Transaction,
    ids: set[str],
    fresh: Mapping[str, list[SourceRecord]],
    names: Mapping[str, Target],
) -> None:
    """Redraw accounts from their records; see `people.settle_people` for the arguments."""
    await lock_drawn(tx, "Account", ids - fresh.keys())
    records = dict(fresh)
    records |= await records_about(tx, "Account", sorted(ids - fresh.keys()))
    every = [record for of_one in records.values() for record in of_one]
    keys = keys_in(every, ("parent", "owner", "csm", "teammate"))
    targets = {key: names[key] for key in keys if key in names}
    if missing := keys - targets.keys():
        targets |= await names_of(tx, missing)
    accounts = {key: t.id for key, t in targets.items() if t.label == "Account"}
    teammates = {key: t.id for key, t in targets.items() if t.label == "Teammate"}
    projections = {
        id_: project_account(records.get(id_, ()), accounts, teammates) for id_ in sorted(ids)
    }
    await _write(tx, projections, fresh)


async def _write(
    tx: Transaction, projections: Mapping[str, AccountProjection], fresh: Mapping[str, object]
) -> None:
    prints = {id_: _fingerprint(p) for id_, p in projections.items()}
    older = [id_ for id_ in projections if id_ not in fresh]
    settled: dict[str, str] = {}
    if older:
        rows = await tx.run(
            "load.read_settled_accounts", text("read_settled_accounts"), {"ids": older}
        )
        settled = {row["id"]: row["settled"] for row in rows}
    changed = {id_: p for id_, p in projections.items() if settled.get(id_) != prints[id_]}
    if redrawn := [id_ for id_ in changed if id_ in settled]:
        await tx.run("load.clear_accounts", text("clear_accounts"), {"ids": redrawn})
    described = [
        {
            "id": id_,
            "properties": {
                **p.properties,
                "known": p.known,
                "deleted_at": p.deleted_at,
                "settled": prints[id_],
            },
        }
        for id_, p in changed.items()
    ]
    await _draw(tx, "describe_accounts", described)
    await _draw(
        tx,
        "draw_states",
        [
            {"account": id_, "properties": {"id": id_from("AccountState", f"{id_}:{n}"), **state}}
            for id_, p in changed.items()
            for n, state in enumerate(p.states)
        ],
    )
    owners = [{"account": id_, **owner} for id_, p in changed.items() for owner in p.owners]
    await _draw(tx, "draw_owners", owners)
    parents = [{"account": id_, **parent} for id_, p in changed.items() for parent in p.parents]
    await _draw(tx, "draw_parents", parents)


async def _draw(tx: Transaction, name: str, rows: list[Row]) -> None:
    if rows:
        await tx.run(f"load.{name}", text(name), {"rows": rows})


def _fingerprint(p: AccountProjection) -> str:
    return fingerprint([p.known, p.properties, p.deleted_at, p.states, p.owners, p.parents])
