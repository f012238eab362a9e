"""What docs/graphql.md shows is what the service answers, of the world of `story.py`."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "graphql.md").read_text("utf-8")
EXAMPLES = re.findall(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", PAGE, re.DOTALL)


def test_every_example_has_its_answer() -> None:
    assert len(EXAMPLES) == PAGE.count("```graphql") > 5


@pytest.mark.parametrize(("asked", "answer"), EXAMPLES)
async def test_an_example(
    client: httpx.AsyncClient, keys: Mapping[str, str], asked: str, answer: str
) -> None:
    role = "marketing" if "mutation" in asked else "csm"
    headers = {"Authorization": f"Bearer {keys[role]}"}
    response = await client.post("/graphql", json={"query": asked}, headers=headers)
    assert _shown(response.json()) == json.loads(answer)


def _shown(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer without what differs each time, and without what it cost."""
    if "errors" not in answer:
        return {"data": answer["data"]}
    return {
        "errors": [
            {"message": error["message"], "extensions": {"code": error["extensions"]["code"]}}
            for error in answer["errors"]
        ],
        "data": answer.get("data"),
    }
