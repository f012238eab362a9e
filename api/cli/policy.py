"""`rapport policy`: what is promised to the accounts of each segment."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from api.cli.group import Commands
from api.cli.session import actor, with_graph
from api.cli.terminal import errors, output
from api.moments import current
from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput
from graph.model import POLICY, Millis
from graph.policy import SegmentPolicy, cadence_faults, cadence_from, cadence_words
from graph.roles import role_named
from importers.cells import CellError, moment
from queries.deployment import Deployment, read_deployment
from queries.rules.days import days_words
from queries.words_in_use import WordsInUse, words_in_use

app = typer.Typer(cls=Commands, help="What we promise the accounts of each segment.")


_BOUNDS = {declared.name: declared for declared in POLICY.properties}


class TouchModel(StrEnum):
    """How the accounts of a segment are looked after."""

    HIGH = "high"
    LOW = "low"
    AUTOMATED = "automated"


AsOf = Annotated[str, typer.Option("--as-of", help="As of this day or moment; now unless said.")]


@app.command()
def show(as_of: AsOf = "") -> None:
    """Show the promise to every segment."""
    print_policies(with_graph(lambda database: read_deployment(database, at(as_of))))


@app.command("set")
def set_(
    segment: Annotated[str, typer.Argument(help="strategic, enterprise, … or one of your own.")],
    cadence: Annotated[
        list[str],
        typer.Option(
            metavar="ROLE=DAYS",
            help="role=days; role= for a required role without a cadence; role=none takes the "
            "role out. May be repeated.",
        ),
    ] = [],  # noqa: B006 - typer reads the default and never changes it
    contacts: Annotated[
        int | None,
        typer.Option(min=0, max=_BOUNDS["contacts"].most, help="How many people we want to know."),
    ] = None,
    executive_days: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=_BOUNDS["executive_days"].most,
            help="Executives meet once in so many days; 0: not promised.",
        ),
    ] = None,
    touch: Annotated[TouchModel | None, typer.Option(help="How they are looked after.")] = None,
    since: Annotated[str, typer.Option(help="From this day on; now unless said.")] = "",
) -> None:
    """Change the promise to a segment. What is not named stays as it is."""
    if not cadence and contacts is None and executive_days is None and touch is None:
        raise BadInput("Say what to change: --cadence, --contacts, --executive-days or --touch.")
    now = current()
    start = at(since)

    async def change(database: Database) -> Deployment:
        promised = (await read_deployment(database, start)).policies
        before = promised.get(segment) or SegmentPolicy(segment, "high", {}, 0, None)
        policy = replace(before, cadences=_merged(before.cadences, cadence))
        if contacts is not None:
            policy = replace(policy, contacts=contacts)
        if executive_days is not None:
            policy = replace(policy, executive_days=executive_days or None)
        if touch is not None:
            policy = replace(policy, touch=touch.value)
        known = await words_in_use(database, start)
        author = Author(actor())
        await make(database, CHANGES["policy_set"], _inputs(policy, start), author, now, "")
        for warning in _unheard_of(policy, known):
            errors.print(warning, style="yellow", markup=False, highlight=False)
        changed = "; ".join(_changes(before, policy)) or "nothing; it was so before"
        errors.print(f"Changed for {segment}: {changed}.", markup=False, highlight=False)
        return await read_deployment(database, max(start, now))

    print_policies(with_graph(change))


def print_policies(deployment: Deployment) -> None:
    """Print the promises as a table, and which policies cannot be used."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("segment", "touch", "required roles (days between touches)"):
        table.add_column(title, overflow="fold")
    table.add_column("contacts", justify="right")
    table.add_column("executives meet every", justify="right")
    for policy in deployment.policies.values():
        roles = ", ".join(
            role if days is None else f"{role} {days}" for role, days in policy.cadences.items()
        )
        every = "-" if policy.executive_days is None else f"{policy.executive_days} days"
        table.add_row(policy.segment, policy.touch, roles, str(policy.contacts), every)
    output.print(table)
    for warning in deployment.warnings:
        errors.print(warning, style="yellow", markup=False, highlight=False)


def _inputs(policy: SegmentPolicy, since: Millis) -> dict[str, Any]:
    return {
        "segment": policy.segment,
        "touch": policy.touch,
        "cadences": cadence_words(policy),
        "contacts": policy.contacts,
        "executive_days": policy.executive_days,
        "since": since,
    }


TAKEN_OUT = "none"


def _merged(before: Mapping[str, int | None], words: list[str]) -> dict[str, int | None]:
    """The cadences with what the words change: roles named are set or taken out, others stay."""
    out = {_role_taken_out(word) for word in words} - {""}
    said = _cadences([word for word in words if not _role_taken_out(word)])
    for role in sorted(out & said.keys()):
        raise BadInput(f"The cadences must name {role} once.", "cadences")
    for role in sorted(out - before.keys()):
        raise BadInput(f"{role} is not required, so it cannot be taken out.", "cadences")
    return {role: days for role, days in {**before, **said}.items() if role not in out}


def _role_taken_out(word: str) -> str:
    """The role of `role=none`; of other words none."""
    role, _, days = word.partition("=")
    return role_named(role) if days.strip().casefold() == TAKEN_OUT else ""


def _unheard_of(policy: SegmentPolicy, known: WordsInUse) -> Iterator[str]:
    """Allowed, since both are made by using them; but it may be a typo."""
    words = (("segment", [policy.segment], known.segments), ("role", policy.cadences, known.roles))
    for kind, named, heard_of in words:
        for word in named:
            if word not in heard_of:
                listed = ", ".join(sorted(heard_of))
                yield f"No {kind} was called {word} before; known are {listed}."


def _changes(before: SegmentPolicy, after: SegmentPolicy) -> Iterator[str]:
    for role in {**before.cadences, **after.cadences}:
        was, is_ = _promise(before, role), _promise(after, role)
        if was != is_:
            yield f"{role} {was} -> {is_}"
    for title, was_value, value in (
        ("touch", before.touch, after.touch),
        ("contacts", before.contacts, after.contacts),
        ("executives meet every", before.executive_days, after.executive_days),
    ):
        if was_value != value:
            yield f"{title} {was_value or 'none'} -> {value or 'none'}"


def _promise(policy: SegmentPolicy, role: str) -> str:
    if role not in policy.cadences:
        return "not required"
    days = policy.cadences[role]
    return "no cadence" if days is None else days_words(days)


def _cadences(words: list[str]) -> dict[str, int | None]:
    cadences = [cadence_from(word) for word in words]
    for reason in cadence_faults(words):
        raise BadInput(f"The cadences {reason}.", "cadences")
    return dict(cadences)


def at(text: str) -> Millis:
    """The moment that an option says; now if it says none."""
    try:
        said = moment(text)
    except CellError as error:
        raise BadInput(f"{error}.") from None
    return current() if said is None else said
