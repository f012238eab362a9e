"""The two servers that are compared, each in a process of its own, on the same graph."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

import orjson

from bench import bare
from bench.engines import ROOT, Running

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 30
NO_LIMIT = str(10**9)
RAPPORT = ("-c", "from api.cli import main; main()", "serve", "--port")
BARE = ("-m", "bench.bare")


@contextmanager
def servers(
    engine: Running, statements: Mapping[str, bare.Statement], folder: Path
) -> Iterator[tuple[int, int]]:
    """Ports of `rapport serve` and of the bare endpoint; `folder` is for what they need.

    Rapport runs as it is shipped, but for its allowance of calls a minute.
    """
    told = folder / "statements.json"
    told.write_bytes(orjson.dumps({name: asdict(each) for name, each in statements.items()}))
    limits = {"RAPPORT_CALLS_PER_MINUTE": NO_LIMIT, "RAPPORT_NODES_PER_MINUTE": NO_LIMIT}
    access = {bare.URL: engine.url, bare.USER: engine.user, bare.PASSWORD: engine.password}
    if engine.database is not None:
        access[bare.DATABASE] = engine.database
    with ExitStack() as stack:
        ports = _free_port(), _free_port()
        for command, port, environment in (
            (RAPPORT, ports[0], limits),
            ((*BARE, str(told)), ports[1], access),
        ):
            log = folder / f"{port}.log"
            stack.enter_context(_serving(command, port, engine.environment | environment, log))
        yield ports


@contextmanager
def _serving(
    command: Sequence[str], port: int, environment: Mapping[str, str], log: Path
) -> Iterator[None]:
    """A server of ours in a process of its own, from when it listens to the end of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command, str(port)],
            env=dict(environment),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"A server did not start: {log.read_text()[-1000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex((HOST, port)) == 0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port
