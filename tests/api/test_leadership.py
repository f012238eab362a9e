"""What leadership asks, over GraphQL: figures of groups, and what can be asked of one account."""

from collections.abc import Mapping
from typing import Any

import httpx

from tests.api.story import AS_OF


async def answer(client: httpx.AsyncClient, keys: Mapping[str, str], query: str) -> Any:
    client.headers["Authorization"] = f"Bearer {keys['leader']}"
    said = (await client.post("/graphql", json={"query": query})).json()
    assert "errors" not in said, said["errors"]
    return said["data"]


async def test_figures_of_groups(client: httpx.AsyncClient, keys: Mapping[str, str]) -> None:
    """Mia's Acme pays euros and Globex dollars: no figure adds them."""
    data = await answer(
        client,
        keys,
        f"""{{
          relationshipQuality(first: 5, compareTo: "2026-05-01T00:00:00Z", asOf: "{AS_OF}") {{
            nodes {{
              group arr {{ amount currency }} arrBefore {{ amount }} unknown
              figures {{ name value byCount unknownArr {{ amount }} }}
            }}
          }}
          arrAtRisk(first: 9, renewalWithin: 60, filter: {{reasons: [MISSING_SPONSOR]}},
              asOf: "{AS_OF}") {{
            nodes {{ reason arr {{ amount currency }} accounts {{ name }} }}
          }}
          bookBalance(first: 5, arrATeammate: 100000, asOf: "{AS_OF}") {{
            nodes {{
              teammate {{ name }} accountCount arr {{ amount currency }} touches neededByArr
            }}
          }}
        }}""",
    )
    acme, globex = data["relationshipQuality"]["nodes"]
    assert (acme["group"], acme["arr"], acme["arrBefore"]) == (
        "enterprise",
        {"amount": "300000.00", "currency": "EUR"},
        {"amount": "300000.00"},
    )
    assert (globex["group"], globex["arr"]) == ("smb", {"amount": "9000.00", "currency": "USD"})
    assert acme["unknown"] == ["sentiment"]
    assert acme["figures"][1:] == [
        {"name": name, "value": value, "byCount": value, "unknownArr": {"amount": unknown}}
        for name, value, unknown in (
            ("coverage", 50.0, "0.00"),
            ("recency", 50.0, "0.00"),
            ("sentiment", None, "300000.00"),
            ("depth", 25.0, "0.00"),
        )
    ]
    assert data["arrAtRisk"]["nodes"] == [
        {
            "reason": reason,
            "arr": {"amount": "300000.00", "currency": "EUR"},
            "accounts": [{"name": "Acme Robotics"}],
        }
        for reason in ("ANY", "MISSING_SPONSOR")
    ] + [{"reason": "ANY", "arr": {"amount": "0.00", "currency": "USD"}, "accounts": []}]
    assert data["bookBalance"]["nodes"] == [
        {
            "teammate": {"name": "Mia Torres"},
            "accountCount": 1,
            "arr": [{"amount": "300000.00", "currency": "EUR"}],
            "touches": 1,
            "neededByArr": 3.0,
        },
        {
            "teammate": None,
            "accountCount": 1,
            "arr": [{"amount": "9000.00", "currency": "USD"}],
            "touches": 0,
            "neededByArr": 0.09,
        },
    ]


async def test_what_is_at_risk_at_one_account(
    client: httpx.AsyncClient, keys: Mapping[str, str]
) -> None:
    data = await answer(
        client,
        keys,
        f"""{{
          account(by: {{domain: "acme.example"}}, asOf: "{AS_OF}") {{
            risk(first: 1) {{ nodes {{ severity risks {{ reason because }} }} }}
          }}
        }}""",
    )
    assert data["account"]["risk"]["nodes"] == [
        {
            "severity": "CRITICAL",
            "risks": [
                {
                    "reason": "MISSING_SPONSOR",
                    "because": "Nobody at Acme Robotics is known as executive sponsor, "
                    "which enterprise accounts need.",
                },
                {
                    "reason": "SINGLE_THREADED",
                    "because": "Ann Reyes is the only one at Acme Robotics we were in touch with "
                    "for 90 days.",
                },
                {
                    "reason": "STALE_RELATION",
                    "because": "Nobody of us was ever in touch with Bo Lund, "
                    "admin at Acme Robotics.",
                },
            ],
        }
    ]


async def test_one_compares_with_what_was_before(
    client: httpx.AsyncClient, keys: Mapping[str, str]
) -> None:
    client.headers["Authorization"] = f"Bearer {keys['leader']}"
    query = f'{{ dataQuality(first: 1, compareTo: "{AS_OF}", asOf: "{AS_OF}") {{ totalCount }} }}'
    said = (await client.post("/graphql", json={"query": query})).json()
    assert [(e["message"], e["extensions"]["code"]) for e in said["errors"]] == [
        ("compare_to: must lie before as_of.", "BAD_USER_INPUT")
    ]
