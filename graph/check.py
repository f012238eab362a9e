"""What is wrong with the connection to the graph, in sentences a person can act on."""

import re
from contextlib import suppress

from graph import schema
from graph.database import Database, Transaction, open_database
from graph.errors import DatabaseTooOld, RapportError
from graph.settings import Settings

OLDEST = (5, 26)


async def diagnose(settings: Settings) -> list[str]:
    """Everything that keeps Rapport from working with this graph; nothing if all is well.

    Changes nothing, but starts the embedded server if none runs.
    """
    try:
        async with open_database(settings) as database:
            await database.ping()
            await _check_version(database)
            await _check_writable(database)
            return await _missing_schema(database)
    except RapportError as error:
        return [error.message]


def version_complaint(version: str) -> str | None:
    """What is wrong with a Neo4j of this version ("5.26.30", "2026.09.0"), None if nothing is."""
    numbers = re.match(r"(\d+)\.(\d+)", version)
    if numbers is None or (int(numbers[1]), int(numbers[2])) >= OLDEST:
        return None
    return f"The database is Neo4j {version}; Rapport needs {OLDEST[0]}.{OLDEST[1]} or later."


async def _check_version(database: Database) -> None:
    (kernel,) = await database.read(
        "check.version",
        "CALL dbms.components() YIELD name, versions WITH name, versions "
        "WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
    )
    complaint = version_complaint(kernel["version"])
    if complaint:
        raise DatabaseTooOld(complaint)


async def _check_writable(database: Database) -> None:
    """Write something and take it back."""

    class TakeBack(Exception):
        pass

    async def probe(transaction: Transaction) -> None:
        await transaction.run("check.write", "CREATE (:Migration {id: 'probe, never stored'})")
        raise TakeBack

    with suppress(TakeBack):
        await database.transaction("check.write", probe)


async def _missing_schema(database: Database) -> list[str]:
    present = await database.read(
        "check.constraints", "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"
    )
    missing = sorted(schema.constraints().keys() - {row["name"] for row in present})
    waiting = await schema.pending(database)
    if not missing and not waiting:
        return []
    parts = [f"{len(missing)} constraints"] * bool(missing) + waiting
    return [
        f"The graph is not prepared (missing: {', '.join(parts)}). "
        "`rapport serve` and `rapport import` prepare it when they start."
    ]
