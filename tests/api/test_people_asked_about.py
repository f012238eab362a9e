"""Questions narrowed to people: named as anybody would name them, on every way in."""

import httpx
import pytest

from graph.database import Database
from tests.api.story import ANN, AS_OF


async def people(client: httpx.AsyncClient, question: str, *named: str) -> list[str]:
    words = {"as_of": AS_OF, "people": ",".join(named)}
    response = await client.get(f"/questions/{question}", params=words)
    assert response.status_code == 200, response.text
    return [row["person_name"] for row in response.json()["rows"]]


@pytest.mark.parametrize("named", ["ann@acme.example", ANN, "Ann Reyes", "ann reyes"])
async def test_rest_takes_any_name(client: httpx.AsyncClient, named: str) -> None:
    assert await people(client, "contact_pressure", named) == ["Ann Reyes"]


async def test_rest_says_whom_it_does_not_know(client: httpx.AsyncClient) -> None:
    words = {"as_of": AS_OF, "people": "Nobody Atall"}
    response = await client.get("/questions/campaign_holdouts", params=words)
    assert response.status_code == 404
    assert "Nobody Atall" in response.text


async def test_graphql_takes_ids(client: httpx.AsyncClient, world: Database) -> None:
    """And answers with whole people, accounts and touchpoints."""
    ids = await world.read(
        "tests.ids", "MATCH (p:Person) WHERE p.known RETURN p.id AS id, p.name AS name"
    )
    ann = next(row["id"] for row in ids if row["name"] == "Ann Reyes")
    query = """
      query ($people: [ID!], $asOf: DateTime) {
        contactPressure(first: 5, filter: {people: $people}, asOf: $asOf) {
          nodes {
            person { name } account { name } touches teams
            contacts { kind at channel touchpoint { channel } teammates { name } }
          }
        }
        campaignHoldouts(first: 5, filter: {people: $people, purpose: "event"}, asOf: $asOf) {
          totalCount
        }
      }
    """
    response = await client.post(
        "/graphql", json={"query": query, "variables": {"people": [ann], "asOf": AS_OF}}
    )
    answer = response.json()
    assert "errors" not in answer, answer
    assert answer["data"] == {
        "contactPressure": {
            "nodes": [
                {
                    "person": {"name": "Ann Reyes"},
                    "account": {"name": "Acme Robotics"},
                    "touches": 1,
                    "teams": ["csm"],
                    "contacts": [
                        {
                            "kind": "TOUCH",
                            "at": "2026-05-20T09:00:00Z",
                            "channel": "MEETING",
                            "touchpoint": {"channel": "MEETING"},
                            "teammates": [{"name": "Mia Torres"}],
                        }
                    ],
                }
            ]
        },
        "campaignHoldouts": {"totalCount": 1},
    }
    assert answer["extensions"]["cost"]["nodes"] < 1000


async def test_below_an_account(client: httpx.AsyncClient) -> None:
    """Questions about one account are fields of it."""
    query = f"""
      {{ account(by: {{domain: "acme.example"}}, asOf: "{AS_OF}") {{
        nextBestContacts(first: 5) {{ nodes {{ person {{ name }} because }} }}
        openLoops(first: 5) {{ totalCount }}
      }} }}
    """
    response = await client.post("/graphql", json={"query": query})
    answer = response.json()
    assert "errors" not in answer, answer
    names = {
        node["person"]["name"] for node in answer["data"]["account"]["nextBestContacts"]["nodes"]
    }
    assert names == {"Ann Reyes", "Bo Lund"}
