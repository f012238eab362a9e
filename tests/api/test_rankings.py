"""Figures of single teammates: for leaders and admins, and for nobody where teams are shown."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from api.asking import TEAMS_ONLY
from api.settings import ApiSettings
from graph.audit import read_audit
from graph.database import Database
from tests.api.conftest import running
from tests.api.story import AS_OF
from tests.api.terminal import Terminal
from tests.engines import Engine

BY_OWNER = f"""{{
  relationshipQuality(first: 9, groupBy: OWNER, asOf: "{AS_OF}") {{
    nodes {{ group teammate {{ name }} accountCount }} warnings
  }}
}}"""
BY_TEAM = BY_OWNER.replace("OWNER", "OWNER, teamsOnly: true")
MIA = [("Mia Torres", {"name": "Mia Torres"}), (None, None)]
TEAMS = [("csm", None), (None, None)]
"""Mia, a CSM, answers for Acme; nobody does for Globex."""
REFUSED = (
    "A key with role csm may not ask relationship_quality of single teammates "
    "(teams_only may be); that takes leader or admin."
)


def as_role(client: httpx.AsyncClient, keys: Mapping[str, str], role: str) -> None:
    client.headers["Authorization"] = f"Bearer {keys[role]}"


async def answer(client: httpx.AsyncClient, query: str) -> Any:
    return (await client.post("/graphql", json={"query": query})).json()


@pytest.mark.parametrize("role", ["leader", "admin"])
async def test_leaders_see_each_teammate(
    client: httpx.AsyncClient, keys: Mapping[str, str], role: str
) -> None:
    as_role(client, keys, role)
    found = (await answer(client, BY_OWNER))["data"]["relationshipQuality"]
    assert [(row["group"], row["teammate"]) for row in found["nodes"]] == MIA
    assert found["warnings"] == []


async def test_csms_see_teams_and_no_single_teammate(
    client: httpx.AsyncClient, world: Database
) -> None:
    refused = await answer(client, BY_OWNER)
    assert [(e["message"], e["extensions"]["code"]) for e in refused["errors"]] == [
        (REFUSED, "FORBIDDEN")
    ]
    teams = (await answer(client, BY_TEAM))["data"]["relationshipQuality"]["nodes"]
    assert [(row["group"], row["teammate"]) for row in teams] == TEAMS

    words = {"as_of": AS_OF, "group_by": "owner"}
    response = await client.get("/questions/relationship_quality", params=words)
    assert response.status_code == 403
    assert REFUSED in response.text
    denied = {entry.target for entry in await read_audit(world) if entry.action == "denied"}
    assert "relationship_quality" in denied
    by_team = await client.get(
        "/questions/relationship_quality", params=words | {"teams_only": "true"}
    )
    assert [(row["group"], row["teammate"]) for row in by_team.json()["rows"]] == TEAMS


async def test_where_teams_are_shown_nobody_sees_a_single_teammate(
    engine: Engine, keys: Mapping[str, str]
) -> None:
    async with running(engine.settings, ApiSettings(teams_only=True)) as client:
        for role in ("csm", "leader", "admin"):
            as_role(client, keys, role)
            found = (await answer(client, BY_OWNER))["data"]["relationshipQuality"]
            assert [(row["group"], row["teammate"]) for row in found["nodes"]] == TEAMS
            assert found["warnings"] == [TEAMS_ONLY]


@pytest.mark.usefixtures("world")
async def test_the_command_line_obeys_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("ask", "relationship_quality", "--group-by", "owner", "--as-of", AS_OF)
    assert "Mia Torres" in await terminal.done(*words)
    monkeypatch.setenv("RAPPORT_TEAMS_ONLY", "true")
    _, said, complained = await terminal.run(*words)
    assert "Mia Torres" not in said
    assert TEAMS_ONLY in complained
