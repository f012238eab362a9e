"""`rapport ask QUESTION`: every question of the catalogue as a command with its own options."""

import inspect
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer

from api.answers import Told, as_csv, tell
from api.cli.group import Commands
from api.cli.session import asking_graph, context_of, place_of
from api.cli.tables import print_answer
from api.cli.terminal import errors, output
from api.columns import Column, Holds, columns_of
from api.parameters import chosen, parameters_from, spoken, words_known
from graph.database import Database
from graph.loading.holdings import read_holdings
from graph.settings import read_settings
from queries.all import QUESTIONS
from queries.catalogue import Question
from queries.parameters import Page

app = typer.Typer(cls=Commands, no_args_is_help=True, help="Ask the graph a question.")


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


MEANINGS = {
    "as_of": "The moment the answer is true of: 2026-06-30 or 2026-06-30T12:00:00Z.",
    "accounts": "Only these accounts: id, CRM id, domain or name.",
    "people": "Only about these people: id, CRM id, e-mail or name.",
    "teammates": "Only what these of us can do: id, e-mail or name.",
    "owners": "Only accounts of these teammates: id, e-mail or name.",
    "segments": "Only accounts of these segments: strategic, enterprise, … or one of your own.",
    "account_status": "Only accounts that are this to us.",
    "kinds": "Only rows of these kinds.",
    "roles": "Only people, or gaps, of these roles: champion, admin, … or one of your own.",
    "severities": "Only rows that are this severe.",
    "states": "Only people, or requests, with whom it stands like this.",
    "statuses": "Only cases that stand like this.",
    "act": "What they are asked to do.",
    "channel": "Where it will be used; a consent may be for some channels only.",
    "industry": "The industry the reference should come from.",
    "region": "The region it should come from; a consent may be for some regions only.",
    "min_employees": "The least size of the company, in employees.",
    "max_employees": "The greatest size of the company, in employees.",
    "use_case": "The use case they should be able to speak of: a topic of the account.",
    "persona": "The role, seniority or department of who should speak.",
    "prospect_domain": "The domain of the prospect: none of its competitors will be asked.",
    "include_blocked": "List those too who may not be asked now, with what stands in the way.",
    "include_our_side": "Also accounts that only one of us carries.",
    "properties": "Only these properties: name, title, arr …",
    "least": "The least confidence, 0 to 1.",
    "renewal_within": "Within how many days the contract renews where sentiment counts.",
    "reasons": "Only these reasons.",
    "activities_a_month": "How many activities one teammate manages in a month.",
    "arr_a_teammate": "How much ARR one teammate carries.",
    "period": "How long the time of one row is.",
    "periods": "How many of them, the last one now.",
    "churned_within": "Within how many days accounts churned to learn from.",
    "group_by": "What one row is about.",
    "teams_only": "Teams in place of single teammates.",
    "used": "Only people who were asked so often.",
    "acts": "Only these acts.",
    "ending_within_days": "Only consents that end within so many days.",
    "ready_only": "Only people whom nothing keeps from being asked now.",
    "least_touches": "How many touches within 30 days make somebody active.",
    "waiting_days": "Only people whom we owe thanks for so many days.",
    "days": "How many days it is about: back, and for what is planned ahead.",
    "findings": "Only assets with these findings.",
    "on": "Of whom one row tells.",
    "purpose": "What the campaign is for: whoever was contacted for it lately is left out.",
    "stalled_only": "Only requests that took no step for long.",
    "outcomes": "Only deals that ended like this.",
    "closed_from": "Only deals that closed on this day or later.",
    "closed_to": "Only deals that closed on this day or earlier.",
    "by": "What one row is about.",
    "directions": "Only who feels worse, or better.",
    "each": "How many for one person.",
    "size": "How many to draw.",
    "seed": "Which of many draws: a number; the same one draws the same again.",
    "compare_to": "An earlier moment to hold the answer against.",
}
"""What each option narrows, by what its parameter is called in words."""


def ask_now(question: Question[Any, Any], words: dict[str, Any]) -> None:
    """Ask a question with the words of the command line and print the answer."""
    format_ = words.pop("format")
    orders = [chosen("--order", word, list(question.orders)) for word in words.pop("order")]
    page = Page(first=words.pop("first"))
    said = {name: ["true"] if value is True else value for name, value in words.items() if value}

    async def work(database: Database) -> tuple[Told, bool]:
        context = context_of(database)
        parameters = await parameters_from(database, question.parameters, said, context.now)
        told = await tell(context, question, parameters, page, orders)
        return told, not told.records and not (await read_holdings(database)).accounts

    told, empty = asking_graph(work)
    write(question, told, format_)
    for warning in told.answer.warnings:
        errors.print(warning, style="yellow", markup=False, highlight=False)
    if empty:
        errors.print(
            f"The graph in {place_of(read_settings())} holds no accounts: import something first, "
            "or set RAPPORT_GRAPH_URL.",
            style="yellow",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def write(question: Question[Any, Any], told: Told, format_: Format) -> None:
    """Print an answer."""
    if format_ is Format.TABLE:
        print_answer(question, told)
    elif format_ is Format.JSON:
        output.file.write(orjson.dumps(told.envelope(), option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        output.file.write(as_csv(question.row, told.records))


def option_name(column: Column) -> str:
    """The option of a parameter; one of several in the singular: `--account` of `accounts`."""
    word = spoken(column)
    if column.many and not word.endswith("status"):
        word = re.sub("(ies|(?<=s)es|s)$", lambda end: "y" if end[0] == "ies" else "", word)
    return "--" + word.replace("_", "-")


def _command(question: Question[Any, Any]) -> Callable[..., None]:
    """A function whose signature is the question's options, for typer to read."""

    def command(**words: Any) -> None:
        ask_now(question, words)

    parameters = [
        *(_option(column) for column in columns_of(question.parameters)),
        _plain("first", int | None, None, "--first", min=1, help="Only the first so many rows."),
        _plain(
            "order",
            list[str],
            [],
            "--order",
            metavar="CHOICE",
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
    name, known = option_name(column), words_known(column)
    help_ = MEANINGS.get(spoken(column), "")
    if known:
        help_ = f"{help_.removesuffix('.')}: {', '.join(known)}."
    if default := _default(column):
        help_ += f" Unless said: {default}."
    if column.holds is Holds.FLAG:
        return _plain(spoken(column), bool, False, name, help=help_)
    if column.many:
        help_ += " May be repeated."
    metavar = Holds.CHOICE.upper() if known else column.holds.upper()
    return _plain(spoken(column), list[str], [], name, help=help_, metavar=metavar)


def _default(column: Column) -> str:
    values = column.default if isinstance(column.default, tuple) else (column.default,)
    return ", ".join(value for value in values if isinstance(value, str))


def _plain(name: str, type_: Any, default: Any, option: str, **more: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[type_, typer.Option(option, **more)],
    )


for _question in QUESTIONS.values():
    app.command(_question.name)(_command(_question))
