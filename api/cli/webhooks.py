"""`rapport webhooks`: addresses on the web that are told what happens."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from api.cli.group import Commands
from api.cli.session import made, with_graph
from api.cli.terminal import errors, output
from api.moments import rfc3339
from graph.outbox.listed import read_webhooks

app = typer.Typer(cls=Commands, help="Addresses on the web that are told what happens.")

Which = Annotated[str, typer.Argument(help="Its id; `rapport webhooks list` shows it.")]


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="https://… of the receiver.")],
    kinds: Annotated[
        list[str],
        typer.Option(
            help="What it is told of: departure_confirmed,departure_suspected …; everything unless "
            "said. May be repeated."
        ),
    ] = [],  # noqa: B006 - typer reads the default and never changes it
) -> None:
    """Tell an address from now on. Its secret is printed once, on standard output."""
    named = [kind.strip() for word in kinds for kind in word.split(",")]
    _secret("webhook_create", {"url": url, "kinds": named}, "Webhook {id} is told from now on.")


@app.command("list")
def list_() -> None:
    """Show all webhooks; never their secrets."""
    webhooks = with_graph(read_webhooks)
    for one in webhooks:
        kinds = ", ".join(one.kinds) or "everything"
        since = rfc3339(one.created_at)[:10]
        _print(f"{one.id}  {one.url}")
        _print(f"  told of {kinds} since {since}; {one.waiting} waiting, {one.dead} dead")
        if one.disabled_at is not None:
            _print(f"  disabled since {rfc3339(one.disabled_at)[:10]}: {one.disabled_because}")
    if not webhooks:
        _print("There is no webhook yet: rapport webhooks add https://…")


@app.command()
def rotate(webhook: Which) -> None:
    """Make a new secret and print it once; the one before signs for another day."""
    _secret("webhook_rotate", {"id": webhook}, "Webhook {id} has a new secret.")


@app.command()
def enable(webhook: Which) -> None:
    """Tell one again that was disabled, also what could not be delivered meanwhile."""
    made("webhook_enable", {"id": webhook})
    _print(f"Webhook {webhook} is told again.")


@app.command()
def remove(webhook: Which) -> None:
    """Tell one nothing more, and forget its secret."""
    made("webhook_delete", {"id": webhook})
    _print(f"Webhook {webhook} is told nothing more.")


def _secret(change: str, values: Mapping[str, Any], sentence: str) -> None:
    target = made(change, values)
    _print(target.once["secret"])
    said = f"{sentence.format(id=target.id)} Keep the secret: it is not shown again."
    errors.print(said, markup=False, highlight=False)


def _print(line: str) -> None:
    output.print(line, markup=False, highlight=False, soft_wrap=True)
