"""The world that reads of entities are tried on."""

import pytest

from graph.database import Database
from tests.acme import (
    load_world,
)
from tests.engines import empty


@pytest.fixture(scope="module")
async def world(connected: Database, first_nodes: object) -> Database:
    """The world of `tests/acme.py`, loaded once: nothing here changes it."""
    assert first_nodes
    await empty(connected)
    await load_world(connected)
    return connected
