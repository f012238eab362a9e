"""Finding accounts and people by a piece of their name, domain or e-mail address."""

from graph.errors import BadInput
from graph.model import Reader
from graph.reading.exposed import COLUMNS, LISTED
from graph.reading.pages import LARGEST_PAGE
from graph.reading.rows import called, put, visible
from graph.reading.select import Selected
from graph.reading.selection import Field, Fields, View
from graph.reading.writer import Writer
from graph.rights import Sight, sight

SEARCHED = {"Account": ("name", "domain"), "Person": ("name", "email")}
"""Where a text is looked for; never in what the role may not read."""
LONGEST_TEXT = 200


def select_found(view: View, text: str, first: int, fields: Fields) -> Selected:
    """The nodes in which `text` is found: those whose name begins with it, then the others.

    `fields` are `nodes`, or `edges` with `node`.
    """
    wanted = text.strip().lower()
    if not 2 <= len(wanted) <= LONGEST_TEXT:
        raise BadInput(f"Search for 2 to {LONGEST_TEXT} letters.")
    if not 1 <= first <= LARGEST_PAGE:
        raise BadInput(f"first goes from 1 to {LARGEST_PAGE}.")
    writer = Writer(view)
    word, limit = writer.parameter(wanted), writer.parameter(first)
    blocks: list[str] = []
    entries = []
    collected = []
    for child in fields:
        inner, shape = _shape(writer, child)
        blocks += inner
        value = f"v{writer.number()}"
        collected.append(f"collect({shape}) AS {value}")
        entries.append(f"`{child.key}`: {value}")
    matches = "\nUNION ALL\n".join(_match(view.role, label, word) for label in SEARCHED)
    lines = [
        called("", [matches]),
        f"WITH n, begins, name ORDER BY begins DESC, name, n.id LIMIT {limit}",
        *blocks,
        f"WITH {', '.join(collected)}",
        f"RETURN {{{', '.join(entries)}}} AS answer",
    ]
    return Selected("\n".join(lines), writer.parameters)


def _match(role: Reader, label: str, word: str) -> str:
    columns = [COLUMNS[label][name] for name in SEARCHED[label]]
    texts = [
        f"toLower(n.{column.name}) CONTAINS {word}"
        for column in columns
        if sight(role, column.readers) is Sight.ALWAYS
    ]
    listed = f"{put(LISTED[label], n='n')} AND {visible((label,), 'n')}"
    name = f"toLower({put(COLUMNS[label]['name'].of, n='n')})"
    return (
        f"MATCH (n:{label}) WHERE {listed} AND ({' OR '.join(texts)})\n"
        f"RETURN n, {name} STARTS WITH {word} AS begins, {name} AS name"
    )


def _shape(writer: Writer, child: Field) -> tuple[list[str], str]:
    if child.name == "nodes":
        return writer.of_nodes(tuple(SEARCHED), "n", child.children)
    blocks: list[str] = []
    entries = []
    for part in child.children:
        inner, shape = writer.of_nodes(tuple(SEARCHED), "n", part.children)
        blocks += inner
        entries.append(f"`{part.key}`: {shape}")
    return blocks, f"{{{', '.join(entries)}}}"
