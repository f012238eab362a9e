"""`rapport policy`: what is promised to the accounts of each segment."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from api.cli.group import Commands
from api.cli.session import actor, with_graph
from api.cli.terminal import output
from api.moments import current
from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput
from graph.model import Millis
from graph.policy import SegmentPolicy, cadence_from, cadence_words
from importers.cells import CellError, moment
from queries.deployment import read_deployment

app = typer.Typer(cls=Commands, help="What we promise the accounts of each segment.")


class TouchModel(StrEnum):
    """How the accounts of a segment are looked after."""

    HIGH = "high"
    LOW = "low"
    AUTOMATED = "automated"


AsOf = Annotated[str, typer.Option("--as-of", help="As of this day or moment; now unless said.")]


@app.command()
def show(as_of: AsOf = "") -> None:
    """Show the promise to every segment."""
    print_policies(with_graph(lambda database: _read(database, at(as_of))))


@app.command("set")
def set_(
    segment: Annotated[str, typer.Argument(help="strategic, enterprise, … or one of your own.")],
    cadence: Annotated[
        list[str],
        typer.Option(help="role=days, or role= for a role without a cadence. Names every role."),
    ] = [],  # noqa: B006 - typer reads the default and never changes it
    contacts: Annotated[
        int | None, typer.Option(min=0, help="How many people we want to know.")
    ] = None,
    executive_days: Annotated[
        int | None,
        typer.Option(min=0, help="Executives meet once in so many days; 0: not promised."),
    ] = None,
    touch: Annotated[TouchModel | None, typer.Option(help="How they are looked after.")] = None,
    since: Annotated[str, typer.Option(help="From this day on; now unless said.")] = "",
) -> None:
    """Change the promise to a segment. What is not named stays as it is."""
    now = current()
    start = at(since)

    async def change(database: Database) -> dict[str, SegmentPolicy]:
        promised = await _read(database, start)
        policy = promised.get(segment) or SegmentPolicy(segment, "high", {}, 0, None)
        if cadence:
            policy = replace(policy, cadences=dict(_cadence(word) for word in cadence))
        if contacts is not None:
            policy = replace(policy, contacts=contacts)
        if executive_days is not None:
            policy = replace(policy, executive_days=executive_days or None)
        if touch is not None:
            policy = replace(policy, touch=touch.value)
        author = Author(actor())
        await make(database, CHANGES["policy_set"], _inputs(policy, start), author, now, "")
        return await _read(database, max(start, now))

    print_policies(with_graph(change))


def print_policies(policies: dict[str, SegmentPolicy]) -> None:
    """Print the promises as a table."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("segment", "touch", "required roles (days between touches)"):
        table.add_column(title, overflow="fold")
    table.add_column("contacts", justify="right")
    table.add_column("executives meet every", justify="right")
    for policy in policies.values():
        roles = ", ".join(
            role if days is None else f"{role} {days}" for role, days in policy.cadences.items()
        )
        every = "-" if policy.executive_days is None else f"{policy.executive_days} days"
        table.add_row(policy.segment, policy.touch, roles, str(policy.contacts), every)
    output.print(table)


def _inputs(policy: SegmentPolicy, since: Millis) -> dict[str, Any]:
    return {
        "segment": policy.segment,
        "touch": policy.touch,
        "cadences": cadence_words(policy),
        "contacts": policy.contacts,
        "executive_days": policy.executive_days,
        "since": since,
    }


def _cadence(word: str) -> tuple[str, int | None]:
    if "=" not in word:
        raise BadInput(f"A cadence reads role=days, such as champion=14, or role=; got {word!r}.")
    return cadence_from(word)


async def _read(database: Database, as_of: Millis) -> dict[str, SegmentPolicy]:
    return dict((await read_deployment(database, as_of)).policies)


def at(text: str) -> Millis:
    """The moment that an option says; now if it says none."""
    try:
        return moment(text) or current()
    except CellError as error:
        raise BadInput(f"{error}.") from None
