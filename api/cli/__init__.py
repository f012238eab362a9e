"""The command line: the same verbs as the API, for the operator and for scripts.

Exit codes: 0 done, 1 it failed, 2 it was asked wrongly. Answers go to standard output, everything
said about them to standard error.
"""

from api.cli.commands import app


def main() -> None:
    """Run the command line."""
    app()


__all__ = ["app", "main"]
