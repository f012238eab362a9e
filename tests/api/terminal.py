"""A terminal of its own for each test: real commands on the graph of the test."""

import asyncio
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from api.cli import app

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")
ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs commands in a folder of their own, against the graph of the test."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {**environment, "PYTHONPATH": str(ROOT)}

    async def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, what was said on standard output, and on standard error."""
        # A command brings its own event loop, which has to be in another thread than the test's.
        result = await asyncio.to_thread(CliRunner().invoke, app, words, env=self.environment)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stdout, result.stderr

    async def done(self, *words: str) -> str:
        """Standard output of a command that succeeds."""
        code, said, complained = await self.run(*words)
        assert code == 0, complained
        return said

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """A command in a process of its own."""
        return await asyncio.create_subprocess_exec(
            *PROGRAM,
            *words,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
