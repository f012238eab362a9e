"""The embedded database: starts ArcadeDB in a process of its own, or attaches to the one that runs.

A directory has at most one server. Who opens a directory first starts it; other processes attach to
it; it stops when the last of them is gone, whoever started it. In the directory:

    server.lock   held exclusively by the server for as long as it lives
    users.lock    held shared by every process that uses it
    server.json   pid, port and password of the running server (mode 0600, a new password each time)
    log/          what the server says
    databases/    the data

Locks are the kernel's (flock), so a killed process leaves none behind. A server that was killed
leaves server.json behind; its users see that and start another on the same port with the same
password, so that their connections come back.
"""

import asyncio
import fcntl
import json
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Self

from graph.embedded.files import check_data, prepare_directory
from graph.errors import DatabaseUnavailable, DirectoryDamaged, DirectoryLocked, RapportError
from graph.settings import Settings

USER = "root"
DATABASE = "graph"
START_SECONDS = 60.0
STOP_SECONDS = 15.0
POLL_SECONDS = 0.02
WATCH_SECONDS = 0.5

log = logging.getLogger("rapport.embedded")

# Servers that outlive our use of them because others use them; kept so that Popen stays quiet.
_outliving: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Access:
    """How to reach a server. Port 0 lets a new server choose a free one."""

    port: int
    password: str
    pid: int = 0

    @property
    def url(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"


class EmbeddedServer:
    """Our use of the server of one directory, from `open` to `close`."""

    def __init__(self, directory: Path, settings: Settings, users: int) -> None:
        self.directory = directory
        self.access = Access(0, "")
        self._settings = settings
        self._users = users
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    async def open(cls, directory: Path, settings: Settings) -> Self:
        """Attach to the server of this directory, starting it if none runs (2 to 5 seconds)."""
        prepare_directory(directory)
        server = cls(directory, settings, _open_lock(directory / "users.lock"))
        try:
            await server._join()
            await server._attach_or_start()
        except BaseException:
            os.close(server._users)
            raise
        return server

    async def watch(self) -> None:
        """Until cancelled, start the server again whenever it was killed (not: stopped)."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                with _lock_file(self.directory / "server.lock") as lock:
                    if self._published() and _try_lock(lock, fcntl.LOCK_EX):
                        log.warning("The server of %s was killed: starting it", self.directory)
                        await self._start(lock)
            except RapportError as error:
                log.error("%s", error.message)

    async def close(self) -> None:
        """Leave; if we were the last, wait until the server has written everything and stopped."""
        os.close(self._users)
        with suppress(DirectoryDamaged):  # somebody removed the directory under our feet
            if not self._others_use_it():
                with _lock_file(self.directory / "server.lock") as lock:
                    await _locked(lock, fcntl.LOCK_SH, STOP_SECONDS)
        self._let_go()

    def _let_go(self) -> None:
        """See whether the server we once started has ended; it may go on without us."""
        if self._process is not None and self._process.poll() is None:
            _outliving.append(self._process)

    def _others_use_it(self) -> bool:
        with _lock_file(self.directory / "users.lock") as lock:
            if _try_lock(lock, fcntl.LOCK_EX):
                return False
            return _try_lock(lock, fcntl.LOCK_SH)  # not even that: a stopping server holds it

    async def _join(self) -> None:
        """Count as a user; waits while a server that nobody used is stopping."""
        if not await _locked(self._users, fcntl.LOCK_SH, STOP_SECONDS):
            raise DirectoryLocked(
                f"The embedded server of {self.directory} does not finish stopping."
            )

    async def _attach_or_start(self) -> None:
        deadline = monotonic() + START_SECONDS
        with _lock_file(self.directory / "server.lock") as lock:
            while monotonic() < deadline:
                if _try_lock(lock, fcntl.LOCK_EX):
                    await self._start(lock)
                    return
                if published := self._published():
                    self.access = published
                    return
                await asyncio.sleep(POLL_SECONDS)  # somebody else is starting it
        raise DirectoryLocked(
            f"Another process holds {self.directory} and does not answer. "
            "Stop it, or name another directory in RAPPORT_GRAPH_URL."
        )

    def _published(self) -> Access | None:
        """What server.json says; None while no server runs or one is still starting."""
        try:
            return Access(**json.loads((self.directory / "server.json").read_text()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            raise DirectoryDamaged(
                f"{self.directory / 'server.json'} is not what a server of ours writes: if none "
                "runs on this directory, remove the file and try again."
            ) from None
        except PermissionError:
            raise DirectoryLocked(
                f"{self.directory} is in use by another user of this machine."
            ) from None

    async def _start(self, lock: int) -> None:
        """Start the server and hand it the lock: it holds it until it ends."""
        check_data(self.directory / "databases" / DATABASE)
        killed = self._published()
        (self.directory / "server.json").unlink(missing_ok=True)
        said = await self._run(lock, killed) if killed else {}
        if "port" not in said:  # none was killed, or its port is no longer free
            said = await self._run(lock, Access(0, secrets.token_urlsafe(32)))
        if "port" not in said:
            raise self._did_not_start(said["message"])
        published = self._published()
        if published is None:
            raise self._did_not_start("it stopped at once")
        self.access = published

    async def _run(self, lock: int, access: Access) -> dict[str, Any]:
        """Run the server's program; what it says once it serves or has failed."""
        program = Path(__file__).with_name("server.py")
        process = subprocess.Popen(  # noqa: ASYNC220 (returns at once)
            # -P: the folder of this file must not become a place to import from.
            [sys.executable, "-P", str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[lock],
            start_new_session=True,  # Ctrl-C is ours to handle; the server stops after us
        )
        assert process.stdin is not None
        assert process.stdout is not None
        order = {
            **asdict(access),
            "directory": str(self.directory),
            "heap": self._settings.embedded_heap,
            "timeout_ms": int(self._settings.statement_timeout * 1000),
        }
        with process.stdin as stdin, process.stdout as stdout:
            stdin.write(json.dumps(order).encode() + b"\n")
            stdin.flush()
            try:
                async with asyncio.timeout(START_SECONDS):
                    line = await asyncio.to_thread(stdout.readline)
            except BaseException as error:
                process.kill()  # also ends the read in the other thread
                process.wait()
                if isinstance(error, TimeoutError):
                    return {"message": f"no answer in {START_SECONDS:.0f} seconds"}
                raise
        said: dict[str, Any] = json.loads(line) if line else {"message": "it ended without a word"}
        if "port" in said:
            self._let_go()
            self._process = process
        else:
            process.wait()
        return said

    def _did_not_start(self, reason: str) -> DatabaseUnavailable:
        first = reason.strip().splitlines()[0] if reason.strip() else "no reason given"
        where = f"{self.directory / 'log' / 'server.log'} has the details"
        if (self.directory / "databases" / DATABASE).exists():
            return DirectoryDamaged(
                f"The embedded database in {self.directory} does not open: {first}; {where}. "
                "Restore the directory from a backup, or import into a new one."
            )
        return DatabaseUnavailable(f"The embedded database did not start: {first}; {where}.")


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR)
    except OSError as error:
        raise DirectoryDamaged(f"{path} cannot be opened: {error.strerror}.") from None


@contextmanager
def _lock_file(path: Path) -> Iterator[int]:
    descriptor = _open_lock(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


async def _locked(descriptor: int, kind: int, seconds: float) -> bool:
    """Whether the lock could be had within the time."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        if _try_lock(descriptor, kind):
            return True
        await asyncio.sleep(POLL_SECONDS)
    return False
