"""How commands fail and how they are spelled: alike everywhere."""

from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_name

from api.cli.terminal import errors
from graph.errors import BadInput, RapportError, SettingsError
from importers.files import printable

ASKED_WRONGLY = (BadInput, SettingsError)


class Commands(TyperGroup):
    """Commands that fail with one clear sentence.

    `coverage_gaps`, `coverage-gaps` and `coverageGaps` name the same command.
    """

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, however it is spelled."""
        wanted = _squashed(cmd_name)
        named = next((name for name in self.commands if _squashed(name) == wanted), cmd_name)
        return super().get_command(ctx, named)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours becomes its sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except RapportError as error:
            if ctx.find_root().params.get("debug"):
                raise
            errors.print(printable(error.message), style="red", markup=False, highlight=False)
            raise typer.Exit(2 if isinstance(error, ASKED_WRONGLY) else 1) from None


def _squashed(name: str) -> str:
    return get_command_name(name).replace("-", "").casefold()
