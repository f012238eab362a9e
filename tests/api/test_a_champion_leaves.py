"""The whole story over HTTP, each step by whoever would take it: a champion leaves, what hung on
her is stopped and handed over, the next request finds somebody else, and leadership reads of it.

Beatrix Hallingdal champions us at Thornwick Packaging; Ottavia Castelmonte speaks for us gladly.
"""

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.cli.demo import FOLDERS
from api.moments import current, rfc3339
from examples.background import with_bystanders
from examples.rapport_files import rapport_tables
from examples.salesforce import export_of
from examples.stories.advocacy import MERIDIAN
from examples.stories.departures import THORNWICK
from examples.worktime import Clock
from graph.database import Database
from graph.keys import create_key
from graph.loading.load import load
from graph.model import Reader
from graph.names import ids_meant
from graph.schema import prepare
from importers.catalogue import open_source
from importers.source import Options
from tests import engines
from tests.api.conftest import running
from tests.engines import Engine

SEED = 7


class People:
    """Those who use the service: a client with a key for each role."""

    def __init__(self, client: httpx.AsyncClient, keys: Mapping[Reader, str]) -> None:
        self.client = client
        self.keys = keys

    async def query(self, role: Reader, text: str, **variables: Any) -> dict[str, Any]:
        """What an operation answers; it must not fail."""
        answer = await self._post(role, text, variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def change(self, role: Reader, name: str, shown: str, **given: Any) -> Any:
        """Make a change; what is `shown` of the thing it was made to."""
        kind = f"{name[0].upper()}{name[1:]}Input"
        text = (
            f"mutation ($given: {kind}!) {{ {name}(input: $given) "
            f"{{ {shown} userErrors {{ message }} }} }}"
        )
        payload = (await self.query(role, text, given=given))[name]
        assert payload.pop("userErrors") == []
        (thing,) = payload.values()
        return thing

    async def refused(self, role: Reader, text: str) -> str:
        """The code with which an operation is refused."""
        answer = await self._post(role, text, {})
        return str(answer["errors"][0]["extensions"]["code"])

    async def report(self, moment: str) -> str:
        """The report of that moment, as leadership gets it."""
        response = await self.client.get(
            "/report", params={"as_of": moment, "format": "csv"}, headers=self._as(Reader.LEADER)
        )
        assert response.status_code == 200, response.text
        return response.text

    async def _post(self, role: Reader, text: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        body = {"query": text, "variables": variables}
        response = await self.client.post("/graphql", json=body, headers=self._as(role))
        answer: dict[str, Any] = response.json()
        return answer

    def _as(self, role: Reader) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[role]}"}


@pytest.fixture
async def people(engine: Engine, connected: Database, tmp_path: Path) -> AsyncIterator[People]:
    """Everybody, at the end of the day on which two accounts' exports were taken."""
    await engines.empty(connected)
    await prepare(connected)
    plans = [with_bystanders(plan, SEED) for plan in (THORNWICK, MERIDIAN)]
    export = export_of(plans, Clock(datetime.now(UTC).date()), SEED)
    export.tables.write(tmp_path / "salesforce")
    rapport_tables(plans, export, SEED).write(tmp_path / "rapport")
    for folder, source in FOLDERS[:2]:
        await load(connected, open_source(source, tmp_path / folder, Options()))
    keys = {}
    for role in (Reader.CSM, Reader.MARKETING, Reader.LEADER):
        keys[role], _ = await create_key(
            connected, name=str(role), role=role, days=1, now=current(), by="test"
        )
    async with running(engine.settings) as client:
        yield People(client, keys)


async def id_of(database: Database, label: str, name: str) -> str:
    return (await ids_meant(database, label, {name: None}))[name]


CASE = """query ($account: ID!) {
  championDepartures(
    first: 1, filter: {accounts: [$account], statuses: [SUSPECTED, CONFIRMED, RESOLVED]}
  ) {
    nodes {
      status person { name }
      exposure {
        vacantRoles goals { id } openAsks { act state ask { id } } consents { id } assets { id }
      }
      successors { person { id name } }
    }
  }
}"""
RISK = """query ($account: ID!, $asOf: DateTime!) {
  accountsAtRisk(first: 1, filter: {accounts: [$account]}, asOf: $asOf) {
    nodes { arr { amount currency } risks { reason } }
  }
}"""


@pytest.mark.timeout(300)  # four whole reports, the first on an engine that knows no statement yet
async def test_a_champion_leaves_and_everything_goes_on(
    people: People, connected: Database
) -> None:
    csm, marketing, leader = Reader.CSM, Reader.MARKETING, Reader.LEADER
    thornwick = await id_of(connected, "Account", "Thornwick Packaging")
    beatrix = await id_of(connected, "Person", "Beatrix Hallingdal")
    who = {"person": beatrix, "account": thornwick}

    async def case(role: Reader) -> Any:
        answer = await people.query(role, CASE, account=thornwick)
        return answer["championDepartures"]["nodes"][0]

    async def so_far() -> str:
        """A moment after everything that was done, and before what comes."""
        moment = rfc3339(current())
        await asyncio.sleep(0.005)
        return moment

    before = await so_far()

    # A colleague heard it: a suspicion, which says what hangs on her.
    await people.change(csm, "departureReport", "signal { id }", **who, note="Said goodbye.")
    suspected = await case(marketing)
    assert (suspected["status"], suspected["person"]["name"]) == ("SUSPECTED", "Beatrix Hallingdal")
    hanging = suspected["exposure"]
    assert hanging["vacantRoles"] == ["champion"]
    assert [(ask["act"], ask["state"]) for ask in hanging["openAsks"]] == [
        ("CASE_STUDY", "ACCEPTED")
    ]
    assert [len(hanging[name]) for name in ("goals", "consents", "assets")] == [1, 1, 1]

    # Her CSM confirms it: marketing's case study stops, and Yara, who wanted it, is told.
    await people.change(csm, "departureConfirm", "decision { id }", **who)
    assert [ask["state"] for ask in (await case(marketing))["exposure"]["openAsks"]] == [
        "CANCELLED"
    ]
    told = await connected.read(
        "t",
        "MATCH (n:Notice {kind: 'ask_stopped'})-[:TELLS]->(t:Teammate) "
        "RETURN t.name AS name, n.text AS text",
    )
    assert told == [
        {
            "name": "Yara Haddow",
            "text": "Beatrix Hallingdal left Thornwick Packaging: the case study asked of them was "
            "cancelled. Find somebody else for it.",
        }
    ]
    left = await so_far()

    # A successor is named, who takes over the role and the goal.
    successor = suspected["successors"][0]["person"]
    assert successor["name"] == "Mirjam Zandbergen"
    await people.change(
        csm,
        "departureResolve",
        "decision { id }",
        **who,
        successor=successor["id"],
        roles=["champion"],
        goals=[goal["id"] for goal in hanging["goals"]],
    )
    assert (await case(csm))["status"] == "RESOLVED"

    # The next request finds somebody rested, willing and fit; the owner's side lets her be asked.
    yara = await id_of(connected, "Teammate", "Yara Haddow")
    request = await people.change(
        marketing,
        "advocacyRequestCreate",
        "advocacyRequest { id }",
        title="A food producer wants to hear it from a peer",
        act="REFERENCE_CALL",
        requester=yara,
    )
    await people.change(marketing, "advocacyRequestSubmit", "advocacyRequest { id }", **request)
    found = await people.query(
        marketing,
        "{ referenceCandidates(first: 1, criteria: {act: REFERENCE_CALL}) { nodes { "
        "eligible person { id name } account { id } blockers { code } } } }",
    )
    (best,) = found["referenceCandidates"]["nodes"]
    assert (best["person"]["name"], best["eligible"], best["blockers"]) == (
        *("Ottavia Castelmonte", True),
        [],
    )
    ask = await people.change(
        marketing,
        "askPropose",
        "ask { id }",
        person=best["person"]["id"],
        account=best["account"]["id"],
        request=request["id"],
    )
    await people.change(marketing, "askSubmit", "ask { id }", **ask)
    approve = f'mutation {{ askApprove(input: {{id: "{ask["id"]}"}}) {{ ask {{ id }} }} }}'
    assert await people.refused(marketing, approve) == "FORBIDDEN"
    await people.change(csm, "askApprove", "ask { id }", **ask)
    await people.change(marketing, "askInvite", "ask { id }", **ask)
    accepted = await people.change(marketing, "askAccept", "ask { state request { state } }", **ask)
    assert accepted == {"state": "ACCEPTED", "request": {"state": "ACCEPTED"}}

    # Leadership reads of the exposure, and of its end; each day's report stays as it was.
    risks = []
    for moment in (before, left, rfc3339(current())):
        answer = await people.query(leader, RISK, account=thornwick, asOf=moment)
        risks.append(answer["accountsAtRisk"]["nodes"])
    amount = {"amount": "640000.00", "currency": "EUR"}
    assert risks == [[], [{"arr": amount, "risks": [{"reason": "DEPARTED_CHAMPION"}]}], []]
    exposed = [await people.report(moment) for moment in (before, left, rfc3339(current()))]
    assert [_at_risk(report) for report in exposed] == ["0.00", "640000.00", "0.00"]
    assert await people.report(left) == exposed[1]


def _at_risk(report: str) -> str:
    """The ARR at risk in a report."""
    rows = csv.DictReader(io.StringIO(report))
    wanted = ("ARR at risk", "figures", "ARR at risk")
    return next(
        row["value"] for row in rows if (row["chapter"], row["table"], row["item"]) == wanted
    )
