"""The outbox: what somebody of ours is to be told, written where it happens.

A notice stands in the graph exactly when the transaction that caused it does; delivering it comes
later and elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.changes.records import text
from graph.database import Transaction
from graph.ids import id_from
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened: `about` is the id of a thing, `to` are ids of teammates.

    Nobody in `to` means whoever listens to everything.
    """

    kind: str
    about: str
    text: str
    to: tuple[str, ...] = ()


async def tell(tx: Transaction, notices: Sequence[Notice], at: Millis) -> None:
    """Put notices into the outbox; the same one (kind, thing and moment) only once."""
    rows = [
        {
            "id": id_from("Notice", f"{notice.kind}:{notice.about}:{at}"),
            "kind": notice.kind,
            "about": notice.about,
            "text": notice.text,
            "to": sorted(set(notice.to)),
            "at": at,
        }
        for notice in notices
    ]
    if rows:
        await tx.run("notices.tell", text("tell"), {"rows": rows})
