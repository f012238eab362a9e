"""A champion leaves: who is told, by which way, of what, and what nobody is told."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from api.outbox.delivering import Ways, deliver_all
from api.outbox.mail import Mail
from api.outbox.settings import OutboxSettings
from api.outbox.web import Web
from graph.cases import case_id
from graph.database import Database
from graph.outbox.deliveries import Channel
from queries.watch.watch import watch
from tests.api.outbox.post import post_office
from tests.api.outbox.receiver import LOOPBACK, receiving
from tests.departures.world import ACME, ANN, WORLD, change
from tests.queries.world import NOW, teammate, tell

DOCS = Path(__file__).parents[3] / "docs" / "notices.md"
CASE = case_id(ACME, ANN)
ACCOUNT: Mapping[str, str] = {"id": ACME, "name": "Acme"}
PERSON: Mapping[str, str] = {"id": ANN, "name": "Ann"}


async def test_my_contact_changed(database: Database) -> None:
    """A colleague hears so, it is told; it is confirmed, and marketing hears that its ask stops."""
    await tell(database, *WORLD, teammate("tess"), teammate("mark"))
    async with receiving() as receiver, post_office() as office:
        settings = OutboxSettings(
            smtp_host="127.0.0.1",
            smtp_port=office.port,
            smtp_security="none",
            mail_from="Rapport <rapport@vendor.example>",
        )
        web = Web(LOOPBACK)
        ways: Ways = {Channel.WEBHOOK: web, Channel.MAIL: Mail(settings, database)}
        try:
            await change(database, "webhook_create", url=receiver.url)
            await change(
                database, "departure_report", NOW + 1, person=ANN, account=ACME, note="kumquat"
            )
            await watch(database, NOW + 2)
            await deliver_all(database, ways, NOW + 2)
            await change(database, "departure_confirm", NOW + 3, id=CASE, reason="lychee")
            await watch(database, NOW + 4)
            await deliver_all(database, ways, NOW + 4)
        finally:
            await web.aclose()

    told = [json.loads(asked.body) for asked in receiver.asked]
    assert sorted(message["type"] for message in told) == [
        "ask.stopped",
        "departure.confirmed",
        "departure.suspected",
    ]
    by_type = {message["type"]: message["data"] for message in told}
    confirmed = next(asked.body for asked in receiver.asked if b"departure.confirmed" in asked.body)
    assert _told_alike(confirmed.decode()) == _told_alike(_example())
    for data in by_type.values():
        assert (data["account"], data["person"]) == (ACCOUNT, PERSON)
    assert {one["name"] for one in by_type["departure.suspected"]["to"]} == {"Tess", "Cass"}
    assert [one["name"] for one in by_type["ask.stopped"]["to"]] == ["Mark"]

    mailed = {(posted.to[0], str(posted.message["Subject"])[:22]) for posted in office.posted}
    assert {to for to, _ in mailed} == {f"{who}@vendor.example" for who in ("tess", "cass", "mark")}
    everything = [asked.body for asked in receiver.asked] + [post.raw for post in office.posted]
    for private in (b"kumquat", b"lychee"):
        assert not any(private in one for one in everything)


def _example() -> str:
    """The body of the message that the page shows."""
    (body,) = re.findall(r"^{\"type\".*?}}$", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(body)


def _told_alike(body: str) -> object:
    """A message without what differs each time: ids keep what they begin with."""
    return json.loads(re.sub(r"_[0-9a-f_…]{4,}", "_", re.sub(r"T12:00:00(\.\d+)?Z", "T12Z", body)))
