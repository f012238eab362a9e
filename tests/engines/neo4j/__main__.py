"""Run a Neo4j until Ctrl-C: `python -m tests.engines.neo4j` prints how to reach it."""

import asyncio
import tempfile
from pathlib import Path

from tests.engines.neo4j import TOP_SPEED, VERSION, EngineMissing, running_neo4j


async def main() -> None:
    """Start it on an empty temporary directory."""
    with tempfile.TemporaryDirectory(prefix="rapport-neo4j-") as directory:
        async with running_neo4j(Path(directory), TOP_SPEED) as (url, password):
            print(f"Neo4j {VERSION} runs, empty, until Ctrl-C. To use it:", flush=True)
            print(f"export RAPPORT_GRAPH_URL={url} RAPPORT_GRAPH_PASSWORD={password}", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except EngineMissing as missing:
        raise SystemExit(f"Neo4j cannot be run here: {missing}") from None
    except KeyboardInterrupt:
        pass
