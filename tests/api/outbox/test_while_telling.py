"""Planning and claiming while notices are being told: nobody is passed over, nothing dies."""

import asyncio
import os
from collections import Counter

from graph.changes.notices import Notice, tell_alone
from graph.database import Database
from graph.ids import id_from
from graph.outbox.deliveries import Channel, claim, note_delivered, plan
from tests.api.outbox.test_webhooks import listen
from tests.queries.world import NOW, key, teammate
from tests.queries.world import tell as import_

NOTICES = 4 * int(os.environ.get("RAPPORT_RACES", "8"))
TEAM = [f"mate{number}" for number in range(NOTICES // 3 + 3)]
"""So many that none hears of more at once than is mailed."""


async def test_everybody_is_told_of_what_is_told_meanwhile(prepared: Database) -> None:
    """Two deliverers look all the time, while three tell; whoever is to be told is, by each way."""
    await import_(prepared, *map(teammate, TEAM))
    mates = [id_from("Teammate", key("Teammate", name)) for name in TEAM]
    webhook = await listen(prepared, "https://hooks.example/rapport")
    telling = True

    async def tells(teller: int) -> None:
        for number in range(teller, NOTICES, 3):
            to = tuple(mates[(number + step) % len(mates)] for step in range(3))
            notice = Notice("departure_confirmed", f"acc_{number}", "So it is.", to)
            await tell_alone(prepared, [notice], NOW)

    async def delivers() -> list[str]:
        done, last = [], False
        while not last:
            last = not telling
            await plan(prepared, NOW, mail=True)
            for one in await claim(prepared, NOW, list(Channel)):
                assert one.notice is not None
                await note_delivered(prepared, one, NOW)
                done.append(one.id)
        return done

    deliverers = [asyncio.create_task(delivers()) for _ in range(2)]
    await asyncio.gather(*map(tells, range(3)))
    telling = False
    delivered = [id_ for one in deliverers for id_ in await one]
    while claimed := await claim(prepared, NOW, list(Channel)):
        for one in claimed:
            await note_delivered(prepared, one, NOW)
            delivered.append(one.id)
    rows = await prepared.read(
        "tests.deliveries",
        "MATCH (n:Notice) CALL (n) { MATCH (d:Delivery)-[:CARRIES]->(n) MATCH (d)-[:GOES_TO]->(to) "
        "RETURN collect(to.id) AS to } RETURN n.about AS about, to",
    )
    assert Counter(len(row["to"]) for row in rows) == {4: NOTICES}
    assert all(webhook.id in row["to"] for row in rows)
    assert max(Counter(delivered).values()) == 1
    assert len(delivered) == 4 * NOTICES
