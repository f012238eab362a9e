"""`rapport keys`: API keys."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from api.cli.group import Commands
from api.cli.session import actor, with_graph
from api.cli.terminal import errors, output
from api.moments import current
from graph.keys import create_key, read_keys, revoke_key
from graph.model import Millis, Reader

app = typer.Typer(cls=Commands, help="API keys: who may come in, as what, and until when.")


@app.command()
def create(
    role: Annotated[Reader, typer.Option(help="What the key may do.")],
    name: Annotated[str, typer.Option(help="Whose key it is.")],
    days: Annotated[int, typer.Option(help="How long it holds.")] = 90,
) -> None:
    """Make a key. It is printed once, on standard output, and cannot be read again."""
    key, made = with_graph(
        lambda database: create_key(
            database, name=name, role=role, days=days, now=current(), by=actor()
        )
    )
    output.print(key, markup=False, highlight=False, soft_wrap=True)
    article = "An" if role is Reader.ADMIN else "A"
    errors.print(
        f"{article} {role} key for {made.name} until {_day(made.expires_at)}. "
        "Keep it: it is not shown again.",
        markup=False,
        highlight=False,
    )


@app.command("list")
def list_() -> None:
    """Show all keys, ended ones too; never the keys themselves."""
    keys = with_graph(read_keys)
    table = Table("id", "begins", "name", "role", "made", "until", "state", box=None)
    for key in keys:
        state = "holds" if key.holds(current()) else "revoked" if key.revoked_at else "expired"
        made, until = _day(key.created_at), _day(key.revoked_at or key.expires_at)
        table.add_row(key.id, key.hint, key.name, key.role, made, until, state)
    output.print(
        table if keys else "There is no key yet: rapport keys create --role csm --name you"
    )


@app.command()
def revoke(
    key: Annotated[str, typer.Argument(help="Its id, its first characters or its name.")],
) -> None:
    """End a key. Within seconds it opens nothing any more."""
    revoked = with_graph(lambda database: revoke_key(database, key, now=current(), by=actor()))
    output.print(f"Revoked: {revoked.id}, {revoked.role} key of {revoked.name}.", markup=False)


def _day(at: Millis) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
