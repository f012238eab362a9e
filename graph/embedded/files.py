"""The embedded database's directory: made ready, and checked before the engine opens it."""

import json
import re
from pathlib import Path
from typing import Any

from graph.embedded.server import STOPPED
from graph.errors import DirectoryDamaged


def prepare_directory(directory: Path) -> None:
    """Make the directory, or see that it is one of ours and that we may write to it."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {path.name for path in directory.iterdir()} - {"lost+found"}
        if names and "users.lock" not in names:
            raise DirectoryDamaged(
                f"{directory} holds other things and no Rapport database. "
                "Name an empty or new directory in RAPPORT_GRAPH_URL."
            )
        for name in ("users.lock", "server.lock"):
            (directory / name).touch(mode=0o600)
    except (NotADirectoryError, FileExistsError):
        raise DirectoryDamaged(f"{directory} is not a directory.") from None
    except PermissionError:
        raise DirectoryDamaged(f"We may not write to {directory}.") from None
    except OSError as error:
        raise DirectoryDamaged(f"{directory} cannot be used: {error.strerror}.") from None


def check_data(database: Path) -> None:
    """Refuse data that the engine would open and show as empty.

    Where schema.json cannot be read, the engine falls back to schema.prev.json, which may be far
    older, and says nothing of records whose types it no longer knows, nor of files that are gone.
    """
    if not database.exists():
        return
    _check_sizes(database)
    current = _buckets_of_schema(database / "schema.json")
    known = current or _buckets_of_schema(database / "schema.prev.json") or set()
    files = {re.split(r"\.\d", path.name)[0] for path in database.glob("*.bucket")}
    records = {re.sub(r"_(in|out)_edges$", "", name) for name in files}
    lost = known - files if current is not None else (known - files) | (records - known)
    if lost:
        raise DirectoryDamaged(
            f"The embedded database in {database.parents[1]} is damaged: the engine would open it "
            f"without {len(lost)} of its {len(known | records)} kinds of record. "
            "Restore the directory from a backup, or import into a new one."
        )


def _check_sizes(database: Path) -> None:
    """Refuse data of which files are gone or shorter than when the server stopped of itself."""
    directory = database.parents[1]
    try:
        sizes: dict[str, int] = json.loads((directory / STOPPED).read_text())
    except (OSError, ValueError):
        return  # it was killed: the engine recovers what its log holds
    now = {path.name: path.stat().st_size for path in database.iterdir()}
    short = sorted(name for name, size in sizes.items() if now.get(name, -1) < size)
    if short:
        raise DirectoryDamaged(
            f"The embedded database in {directory} is damaged: since it was last stopped, "
            f"{len(short)} of its files became shorter or are gone ({short[0]}). "
            "Restore the directory from a backup, or import into a new one."
        )


def _buckets_of_schema(schema: Path) -> set[str] | None:
    """Names of the record files that a schema file lists, None if it cannot be read."""
    try:
        types: dict[str, Any] = json.loads(schema.read_text())["types"]
    except (OSError, ValueError, KeyError):
        return None
    return {bucket for declared in types.values() for bucket in declared["buckets"]}
