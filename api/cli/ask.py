"""`rapport ask QUESTION`: every question of the catalogue as a command with its own options."""

import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer

from api.answers import Told, as_csv, tell
from api.cli.group import Commands
from api.cli.session import context_of, with_graph
from api.cli.tables import print_answer
from api.cli.terminal import output
from api.columns import Column, Holds, columns_of
from api.parameters import chosen, page_from, parameters_from
from graph.database import Database
from queries.all import QUESTIONS
from queries.catalogue import Question

app = typer.Typer(cls=Commands, no_args_is_help=True, help="Ask the graph a question.")


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


MEANINGS = {
    "as_of": "The moment the answer is true of: 2026-06-30 or 2026-06-30T12:00:00Z.",
    "accounts": "Only these accounts: id, CRM id, domain or name.",
    "owners": "Only accounts of these teammates: id, e-mail or name.",
    "segments": "Only accounts of these segments.",
    "status": "Only accounts that are this to us.",
}
UNCHANGED = {"status"}
"""Parameters whose name is not a plural."""


def ask_now(question: Question[Any, Any], words: dict[str, Any]) -> None:
    """Ask a question with the words of the command line and print the answer."""
    format_ = words.pop("format")
    orders = [chosen("--order", word, list(question.orders)) for word in words.pop("order")]
    page = page_from({"first": [str(words.pop("first") or "")]})
    said = {name: ["true"] if value is True else value for name, value in words.items() if value}

    async def work(database: Database) -> Told:
        context = context_of(database)
        parameters = await parameters_from(database, question.parameters, said, context.now)
        return await tell(context, question, parameters, page, orders)

    write(question, with_graph(work), format_)


def write(question: Question[Any, Any], told: Told, format_: Format) -> None:
    """Print an answer."""
    if format_ is Format.TABLE:
        print_answer(question, told)
    elif format_ is Format.JSON:
        output.file.write(orjson.dumps(told.envelope(), option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        output.file.write(as_csv(question.row, told.records))


def option_name(parameter: str) -> str:
    """The option of a parameter, in the singular: `--account` of `accounts`."""
    word = parameter
    if parameter not in UNCHANGED and word.endswith("s"):
        word = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
        word = "status" if word == "statuse" else word
    return "--" + word.replace("_", "-")


def _command(question: Question[Any, Any]) -> Callable[..., None]:
    """A function whose signature is the question's options, for typer to read."""

    def command(**words: Any) -> None:
        ask_now(question, words)

    parameters = [
        *(_option(column) for column in columns_of(question.parameters)),
        _plain("first", int | None, None, "--first", help="Only the first so many rows."),
        _plain(
            "order",
            list[str],
            [],
            "--order",
            help=f"Sort by: {', '.join(question.orders)}.",
        ),
        _plain("format", Format, Format.TABLE, "--format", help="How to write the answer."),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    command.__doc__ = question.meaning
    return command


def _option(column: Column) -> inspect.Parameter:
    """An option that takes words, or a flag, which takes none. The words are judged later."""
    help_ = MEANINGS.get(column.name, "")
    if column.choices:
        help_ = f"{', '.join(column.choices)}. {help_}".strip()
    if column.many:
        help_ = f"{help_} May be repeated.".strip()
    name = option_name(column.name) if column.many else "--" + column.name.replace("_", "-")
    if column.holds is Holds.FLAG:
        return _plain(column.name, bool, False, name, help=help_)
    return _plain(column.name, list[str], [], name, help=help_, metavar=column.holds.upper())


def _plain(name: str, type_: Any, default: Any, option: str, **more: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[type_, typer.Option(option, **more)],
    )


for _question in QUESTIONS.values():
    app.command(_question.name)(_command(_question))
