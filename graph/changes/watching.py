"""Telling of departures that nobody decided about: what is computed is news as well."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from graph.changes.notices import Notice, tell
from graph.changes.records import text
from graph.database import Database, Transaction
from graph.model import Millis

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class News:
    """A departure as it stands: `about` is its id, `since` when it came to stand so."""

    kind: str
    about: str
    account: str
    person: str
    since: Millis
    text: str


async def tell_news(database: Database, news: Sequence[News], now: Millis) -> int:
    """Tell the owners of each account what they were not told since it is so; how many were new."""
    told = 0
    for start in range(0, len(news), AT_ONCE):
        some = news[start : start + AT_ONCE]

        async def work(tx: Transaction, some: Sequence[News] = some) -> int:
            rows = [asdict(one) for one in some]
            found = await tx.run("watch.read", text("read_told"), {"rows": rows, "now": now})
            known = {row["about"]: row for row in found}
            fresh = [
                Notice(
                    n.kind,
                    n.about,
                    n.text,
                    tuple(known[n.about]["owners"]),
                    n.account,
                    n.person,
                    once=str(n.since),
                )
                for n in some
                if n.about in known and not known[n.about]["told"]
            ]
            return await tell(tx, fresh, now)

        told += await database.transaction("watch.tell", work)
    return told
