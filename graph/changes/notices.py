"""The outbox: what somebody of ours is to be told, written where it happens.

A notice stands in the graph exactly when the transaction that caused it does; delivering it comes
later and elsewhere (`graph/outbox/`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from graph.changes.records import text
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened: `about` is the id of a thing, `to` are ids of teammates.

    Nobody in `to` means whoever listens to everything. `account` and `person` are ids too; of an
    ask, a consent, an asset or a request they are found if left out. A notice with `once` is told
    once for that word or moment, whenever it is found: for the end of a consent, say.
    """

    kind: str
    about: str
    text: str
    to: tuple[str, ...] = ()
    account: str | None = None
    person: str | None = None
    once: str | Millis | None = None


async def tell(tx: Transaction, notices: Sequence[Notice], at: Millis) -> int:
    """Put notices into the outbox; the same one (kind, thing and moment, or `once`) only once.

    How many were not there before.
    """
    rows = [
        {
            "id": id_from("Notice", f"{notice.kind}:{notice.about}:{notice.once or at}"),
            "kind": notice.kind,
            "about": notice.about,
            "text": notice.text,
            "to": sorted(set(notice.to)),
            "account": notice.account,
            "person": notice.person,
            "at": at,
        }
        for notice in notices
    ]
    known = await tx.run("notices.known", text("tell_known"), {"ids": [r["id"] for r in rows]})
    told = {row["id"] for row in known}
    rows = [row for row in rows if row["id"] not in told]
    if not rows:
        return 0
    await tx.run("notices.tell", text("tell"), {"rows": rows})
    regarded = await tx.run("notices.regarded", text("tell_regarded"), {"rows": rows})
    for name in ("account", "person"):
        ends = [{"id": row["id"], "to": row[name]} for row in regarded if row[name]]
        if ends:
            await tx.run(f"notices.{name}", text(f"tell_{name}"), {"rows": ends})
    return len({row["id"] for row in rows})


async def tell_alone(database: Database, notices: Sequence[Notice], at: Millis) -> int:
    """The same of what nobody did, in transactions of their own."""
    told = 0
    for start in range(0, len(notices), AT_ONCE):
        some = notices[start : start + AT_ONCE]
        told += await database.transaction("notices.tell", partial(_told, some, at))
    return told


async def _told(notices: Sequence[Notice], at: Millis, tx: Transaction) -> int:
    return await tell(tx, notices, at)
