"""`rapport docs`: the pages of `docs/` that are made from the code.

`docs/questions.md` comes from the catalogue of questions, `docs/model.md` from the label table,
`docs/report.md` from the chapters of the report, `docs/sources.md` from the guides in
`docs/sources/` and what the importers declare.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.ask import option_name
from api.cli.docs_sources import sources_page
from api.cli.terminal import output
from api.columns import Column, Holds, columns_of
from api.declare import camel
from api.parameters import spoken, words_known
from api.questions import parted
from api.report.chapters import SUBJECTS
from graph.errors import Conflict
from graph.model import ENTITIES, EVERYONE, RELATIONS, Property, Reference, Type
from graph.rights import QUESTIONS as WHO_MAY_ASK
from graph.rights import RANKING, words
from queries.all import QUESTIONS
from queries.catalogue import Question
from queries.row import Row

MADE = "<!-- Made by `rapport docs`; change the code it comes from, not this page. -->\n"


def docs(
    folder: Annotated[Path, typer.Option(help="Where the pages are.")] = Path("docs"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a page is out of date.")
    ] = False,
) -> None:
    """Write the pages of documentation that are made from the code."""
    stale = []
    for name, page in PAGES.items():
        path, text = folder / name, page(folder)
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if check and stale:
        raise Conflict(f"Out of date: {', '.join(stale)}. `rapport docs` writes them anew.")
    said = f"Written: {', '.join(stale)}." if stale else "All pages are up to date."
    output.print(said, markup=False, highlight=False)


def questions_page() -> str:
    """Every question: what it takes, what its rows hold, who may ask."""
    parts = [MADE, "# Questions\n"]
    parts.append(
        "Each is a GraphQL connection, `GET /questions/NAME` (JSON or CSV) and `rapport ask NAME`. "
        "Each is true of a moment, `as_of`: now unless said. A parameter is called so in REST, "
        "as an option of the command, and where it stands among the arguments of the GraphQL field "
        "([graphql.md](graphql.md)); columns are called in camelCase there.\n"
    )
    parts += [_question(question) for question in QUESTIONS.values()]
    return "\n".join(parts)


def _question(question: Question[Any, Any]) -> str:
    details = (question.row.__doc__ or "").strip().split("\n\n", 1)
    about = " ".join(details[1].split()) + "\n" if len(details) > 1 else ""
    allowed = WHO_MAY_ASK.get(question.name)
    who = f"Asked by: {words(allowed)}.\n" if allowed and allowed != EVERYONE else ""
    if "teams_only" in question.parameters.model_fields:
        who += (
            f"Rows of single teammates take {words(RANKING)}; `teams_only` shows teams instead.\n"
        )
    orders = ", ".join(f"`{name}`" for name in question.orders)
    parameters = (
        (
            f"`{spoken(c)}`",
            f"`{option_name(c)}`",
            f"`{_in_graphql(question, c)}`",
            _parameter_holds(c),
            _default(c),
        )
        for c in columns_of(question.parameters)
    )
    return "\n".join(
        (
            f"## {question.name}\n",
            f"**{question.meaning}** {about}",
            who,
            _table(("parameter", "option", "GraphQL", "takes", "unless said"), parameters),
            f"Ordered by {orders}; the first is the default.\n",
            _table(("column", "holds"), ((f"`{n}`", h) for n, h in _row_columns(question.row))),
        )
    )


def _in_graphql(question: Question[Any, Any], column: Column) -> str:
    """Where GraphQL takes a parameter: as an argument of the field, or within one."""
    criteria, shaping, _ = parted(question)
    name = camel(column.name)
    if criteria is not None and column.name in criteria.model_fields:
        return f"criteria: {{{name}}}"
    narrows = column.name != "as_of" and column.name not in {one.name for one in shaping}
    return f"filter: {{{name}}}" if narrows else name


def _row_columns(row: type[Row], before: str = "") -> Iterator[tuple[str, str]]:
    for column in columns_of(row):
        yield before + column.name, _holds(column)
        if column.part is not None and column.holds is Holds.PART:
            yield from _row_columns(column.part, f"{before}{column.name}.")


def _holds(column: Column) -> str:
    if column.holds is Holds.NAME:
        held = f"{column.label} id"
    elif column.choices:
        held = "one of " + ", ".join(f"`{choice}`" for choice in column.choices)
    elif column.holds is Holds.PART:
        held = "what follows"
    else:
        held = _WORDS[column.holds]
    return f"{held}; several" if column.many else held


def _parameter_holds(column: Column) -> str:
    return _holds(replace(column, choices=words_known(column)))


_WORDS: Mapping[Holds, str] = {
    Holds.MOMENT: "moment (RFC 3339)",
    Holds.DAY: "day (ISO date)",
    Holds.FLAG: "true or false",
    Holds.WHOLE: "whole number",
    Holds.NUMBER: "number",
    Holds.MONEY: "amount and currency",
    Holds.TEXT: "text",
}


def _default(column: Column) -> str:
    if column.name == "as_of":
        return "now"
    if column.required:
        return "must be said"
    if column.default in (None, (), []):
        return ""
    values = column.default if isinstance(column.default, tuple | list) else [column.default]
    return ", ".join(
        str(value).lower() if isinstance(value, bool) else str(value) for value in values
    )


def report_page() -> str:
    """The leadership report: how to get it, and what each of its figures means."""
    parts = [
        MADE,
        "# The report\n",
        ABOUT_THE_REPORT,
        "## What each figure means\n",
        "Every report ends with these definitions.\n",
    ]
    for subject in SUBJECTS:
        rows = ((definition.name, definition.meaning) for definition in subject.definitions)
        parts += [f"### {subject.title}\n", _table(("figure", "means"), rows)]
    return "\n".join(parts)


ABOUT_THE_REPORT = """\
One document for those who lead: a page of summary, then a chapter for each subject with figures,
charts and tables.

```
rapport report --as-of 2026-09-30 --compare-to 2026-06-30 --out board.pdf
curl -OJ -H "Authorization: Bearer $KEY" \\
  "http://127.0.0.1:8000/report?as_of=2026-09-30&compare_to=2026-06-30&format=xlsx"
```

- `html` (unless said otherwise) is one page that needs nothing else and prints well; `pdf` the
  same on A4; `xlsx` has a sheet for each table with all its rows, real numbers and days; `csv` has
  one line for each value, with the days in front, so that the files of several quarters can be put
  below each other.
- `as_of` and `compare_to` are days and mean 00:00 UTC, as everywhere; today unless said. With
  `compare_to` every figure shows what it was then, and whether the change is for the better.
- The same graph, days and settings give the same bytes; the settings' version stands on every page.
- A browser has no key to send, and a key must not stand in an address: save the page as a file
  (`rapport report`, or the `curl` above with `format=html`) and open that. It needs no server.
- It takes the right of a leader or an admin, and leaves an entry in the audit log.
- `teams_only` (`--teams-only`) shows teams in place of single teammates and leaves out what ranks
  them; `RAPPORT_TEAMS_ONLY=true` does so for every report, whoever asks.
- The fonts of the PDF have Latin, Greek, Cyrillic, Hebrew and Arabic letters.
  `RAPPORT_REPORT_FONTS` names a folder with fonts for others (Chinese, Japanese, Korean, emoji),
  which show as boxes without.
- `RAPPORT_REPORT_TIMEOUT` is how many seconds a report may take over HTTP.
"""


def model_page() -> str:
    """Everything the graph holds."""
    parts = [MADE, "# What the graph holds\n"]
    parts.append(
        "Times are whole milliseconds since 1970-01-01 UTC, money whole minor units beside an ISO "
        "currency. Every node has an `id`. A relation that ends carries `since` and `until`.\n"
    )
    parts.append("## Nodes\n")
    for entity in ENTITIES.values():
        parts.append(
            _section(
                entity.label, entity.meaning, entity.file, entity.properties, entity.references
            )
        )
    parts.append("## Relations\n")
    for relation in RELATIONS.values():
        title = f"{relation.start} {relation.type} {relation.end}"
        parts.append(_section(title, relation.meaning, relation.file, relation.properties, ()))
    return "\n".join(parts)


def _section(
    title: str,
    meaning: str,
    file: str | None,
    properties: Iterable[Property],
    references: Iterable[Reference],
) -> str:
    imported = f" CSV: `{file}`." if file else ""
    rows = [(f"`{p.name}`", _type(p), p.meaning, _readers(p)) for p in properties]
    rows += [
        (f"`{r.name}`", f"{r.to}{'; several' if r.many else ''}", r.meaning, "") for r in references
    ]
    return f"### {title}\n\n{meaning}{imported}\n\n" + _table(
        ("property", "holds", "meaning", "read by"), rows
    )


def _type(declared: Property) -> str:
    if declared.values:
        one = "some of " if declared.type is Type.WORDS else "one of "
        return one + ", ".join(f"`{value}`" for value in declared.values)
    held = _TYPES.get(declared.type, str(declared.type))
    return f"{held}, {declared.bounds}" if declared.bounds else held


_TYPES: Mapping[Type, str] = {
    Type.WORDS: "texts",
    Type.WHOLE: "whole number",
    Type.FLAG: "true or false",
    Type.MONEY: "money",
}


def _readers(declared: Property) -> str:
    return "" if declared.readers == EVERYONE else words(declared.readers)


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(titles)} |", "|" + "---|" * len(titles)]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


PAGES: Mapping[str, Callable[[Path], str]] = {
    "questions.md": lambda _: questions_page(),
    "model.md": lambda _: model_page(),
    "report.md": lambda _: report_page(),
    "sources.md": lambda folder: f"{MADE}\n{sources_page(folder)}",
}
"""The pages, given the folder they stand in."""
