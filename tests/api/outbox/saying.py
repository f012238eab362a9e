"""Something happens now, and somebody is to be told."""

from api.moments import current
from graph.changes.notices import Notice, tell
from graph.database import Database


async def happen(database: Database, text: str) -> str:
    """Tell something now; the id of the notice."""
    notice = Notice("departure_confirmed", "acc_x", text, once=text)
    await database.transaction("tests.tell", lambda tx: tell(tx, [notice], current()))
    rows = await database.read(
        "tests.notice", "MATCH (n:Notice {text: $text}) RETURN n.id AS id", {"text": text}
    )
    return str(rows[0]["id"])
