"""The audit log: who changed, exported or was denied what, when, and in which request.

An entry names ids and actions, never what somebody's record says. Entries are only ever added.
"""

import secrets
from dataclasses import asdict, dataclass

from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Deed:
    """Something worth an entry: `actor` is a key's id or a command, `target` an id or a name."""

    actor: str
    action: str
    target: str
    request: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the log."""

    id: str
    at: Millis
    actor: str
    action: str
    target: str
    request: str


async def note(transaction: Transaction, deed: Deed, at: Millis) -> None:
    """Add the entry of a change in the transaction that makes it: both happen, or neither."""
    await transaction.run("audit.note", cypher("graph.changes", "audit_entry"), _entry(deed, at))


async def note_once(
    transaction: Transaction, deed: Deed, at: Millis, id_: str | None, given: str
) -> None:
    """The same, under an id of its own where the change must not happen twice."""
    entry = _entry(deed, at) | {"given": given} | ({} if id_ is None else {"id": id_})
    await transaction.run("audit.note", cypher("graph.changes", "audit_entry"), entry)


async def note_alone(database: Database, deed: Deed, at: Millis) -> None:
    """Add the entry of something that changes nothing: an export, a denial."""
    await database.write("audit.note", cypher("graph.changes", "audit_entry"), _entry(deed, at))


async def read_audit(database: Database, limit: int = 100) -> list[AuditEntry]:
    """The newest entries, newest first."""
    rows = await database.read("audit.read", cypher("graph", "audit"), {"limit": limit})
    return [AuditEntry(**row) for row in rows]


def _entry(deed: Deed, at: Millis) -> dict[str, object]:
    return {
        "id": id_from("AuditEntry", secrets.token_hex(16)),
        "at": at,
        "given": None,
        **asdict(deed),
    }
