"""Where statements live: one `.cypher` file each, beside the code that runs it."""

from functools import cache
from importlib.resources import files


@cache
def cypher(package: str, name: str) -> str:
    """The text of `<name>.cypher` in a package of ours, e.g. `("graph.changes", "people")`."""
    return files(package).joinpath(f"{name}.cypher").read_text("utf-8")
