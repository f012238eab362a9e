"""From ids to names people know, and back: what an answer shows, and what a person types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.cypher import cypher
from graph.database import Database
from graph.errors import BadInput, NotFound
from graph.ids import label_of

OURS = ("email:", "domain:", "linkedin:", "rapport:")
"""Beginnings of keys that are no record of another system."""
BEGINNING = 4
"""So many first characters of a name that was mistyped further on are taken for right."""
SUGGESTED = 3
"""Most names suggested for one that nothing has."""


@dataclass(frozen=True, slots=True)
class Known:
    """How an account, person or teammate is known.

    `external_ids` are its records in other systems (`salesforce:Account:001…`). `name` is its id
    where no record has named it yet.
    """

    name: str
    external_ids: tuple[str, ...]


async def names_of(database: Database, ids: Iterable[str]) -> Mapping[str, Known]:
    """How each of these is known, in one statement; ids that name nothing are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = await database.read("names.of", cypher("graph", "named"), {"ids": wanted})
    return {row["id"]: Known(row["name"] or row["id"], _external_ids(row["keys"])) for row in rows}


def _external_ids(keys: list[str]) -> tuple[str, ...]:
    """The keys of records in other systems, `source:Object:id`, each once.

    A row of our CSV folder whose id is a record of another system is known by that record alone.
    """
    records = {key: key.split(":", 2)[2] for key in keys if key.count(":") > 1}
    return tuple(
        key for key, id_ in records.items() if id_ not in records and not key.startswith(OURS)
    )


async def ids_meant(
    database: Database, label: str, texts: Mapping[str, str | None]
) -> Mapping[str, str]:
    """The id that each text typed by a person names: an id, a key, a domain or a name.

    `texts` maps each to the key it is in another system, if it looks like one. A name in another
    case counts where nothing is called exactly so. Raises NotFound for a text that names nothing,
    with what may have been meant; BadInput for one that names several things.
    """
    found: dict[str, set[str]] = {text: set() for text in texts}
    unknown = []
    for text, key in texts.items():
        if label_of(text) == label:
            found[text].add(text)
        else:
            unknown.append({"text": text, "keys": [key or text]})
    if unknown:
        rows = await database.read("names.meant", cypher("graph", "meant"), {"texts": unknown})
        for row in rows:
            if row["label"] == label:
                found[row["text"]].add(row["id"])
    for text, ids in found.items():
        if not ids:
            ids.update(await _meant_loosely(database, label, text))
    return {text: _only(text, ids) for text, ids in found.items()}


async def _meant_loosely(database: Database, label: str, text: str) -> set[str]:
    """The ids of what is called so in another case; NotFound where nothing is."""
    statement = cypher("graph", "meant_loosely")
    wanted = {"label": label, "text": text, "beginning": text[:BEGINNING]}
    rows = await database.read("names.meant_loosely", statement, wanted)
    found = {row["id"] for row in rows if row["distance"] == 0}
    if found:
        return found
    names = list(dict.fromkeys(row["name"] for row in rows))[:SUGGESTED]
    suggested = f" Did you mean {' or '.join(names)}?" if names else ""
    raise NotFound(f"No {label.lower()} here is called {text}.{suggested}")


def _only(text: str, ids: set[str]) -> str:
    if len(ids) > 1:
        listed = ", ".join(sorted(ids))
        raise BadInput(f"Several are called {text}; say which by its id: {listed}.")
    return next(iter(ids))
