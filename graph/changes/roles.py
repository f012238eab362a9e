"""The catalogue of roles in the graph; words of exports that it does not know enter it flagged."""

from graph.changes.records import text
from graph.database import Transaction
from graph.ids import id_from
from graph.roles import CATALOGUE


async def flag_unknown_roles(tx: Transaction, roles: set[str]) -> None:
    """Enter roles that no catalogue knows, marked as such."""
    rows = [{"id": id_from("Role", role), "name": role} for role in sorted(roles - set(CATALOGUE))]
    if rows:
        await tx.run("load.flag_roles", text("flag_roles"), {"rows": rows})
