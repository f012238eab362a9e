"""`rapport notices` and `rapport deliver`: what our people are told, and how far it has come."""

from enum import StrEnum
from typing import Annotated

import typer

from api.cli.group import Commands
from api.cli.session import made, with_graph
from api.cli.terminal import counted, output
from api.moments import current, rfc3339
from graph.database import Database
from graph.errors import RapportError
from graph.outbox.listed import Delivery, Undelivered, read_deliveries, read_undelivered

app = typer.Typer(cls=Commands, help="What our people are told, and how far it has come.")


class State(StrEnum):
    """How far a delivery has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


@app.command("list")
def list_(
    state: Annotated[State | None, typer.Option(help="Only these.")] = None,
    first: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 50,
) -> None:
    """Show the newest notices and where each goes; `--state dead` what nobody tries any more."""

    async def work(database: Database) -> list[Delivery | Undelivered]:
        if state is not None:
            return list(await read_deliveries(database, state.value, first))
        listed: list[Delivery | Undelivered] = []
        listed += await read_deliveries(database, None, first)
        listed += await read_undelivered(database, first)
        return sorted(listed, key=lambda one: -one.at)[:first]

    found = with_graph(work)
    for one in found:
        if isinstance(one, Undelivered):
            _print(f"{one.id}  {rfc3339(one.at)[:16]}  {one.text}")
            _print("  no delivery is planned")
            continue
        what = one.text or f"digest of {one.day}"
        _print(f"{one.notice or one.id}  {rfc3339(one.at)[:16]}  {what}")
        problem = f": {one.problem}" if one.problem else ""
        _print(f"  to {one.receiver}: {one.state}, {_attempts(one.attempts)}{problem}")
    if not found:
        _print("There is none.")


@app.command()
def replay(notice: Annotated[str, typer.Argument(help="Id of the notice.")]) -> None:
    """Try again to deliver a notice where it could not be delivered."""
    made("notice_replay", {"notice": notice})
    _print(f"{notice} is due again where it was dead.")


def deliver() -> None:
    """Notice what came about by itself, deliver everything that is due, and end: for cron."""
    from api.outbox.delivering import deliver_all, ways
    from api.outbox.settings import read_outbox_settings
    from graph.outbox.deliveries import Channel
    from graph.outbox.digests import plan_digests
    from queries.watch.watch import watch

    settings = read_outbox_settings()

    async def work(database: Database) -> RapportError | None:
        failure, found = None, "Not all was looked at"
        try:
            found = counted(await watch(database, current()), "new notice")
        except RapportError as error:
            failure = error  # what is due goes out all the same
        async with ways(settings, database) as by:
            if Channel.MAIL in by:
                await plan_digests(database, current(), settings.digest_hour)
            tally = await deliver_all(database, by)
        _print(
            f"{found}; {tally['delivered']} delivered, {tally['failed']} to be tried again, "
            f"{tally['dead']} dead."
        )
        return failure

    failure = with_graph(work)
    if failure is not None:
        raise failure


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"


def _print(line: str) -> None:
    output.print(line, markup=False, highlight=False, soft_wrap=True)
