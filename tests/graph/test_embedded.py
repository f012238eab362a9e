"""The embedded server comes and goes with those who use it, and keeps what it was told to keep."""

import asyncio
import fcntl
import http.client
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import AuthError

from graph.database import Database, open_database
from graph.embedded import engine as embedded
from graph.errors import DatabaseUnavailable, DirectoryDamaged, DirectoryLocked, StatementTimeout
from graph.settings import Settings, read_settings

COUNT = "MATCH (p:Person) RETURN count(p) AS people"
ADD = "CREATE (:Person {name: 'Ann Baker'})"

USER_PROGRAM = """
import asyncio, signal, sys
from graph.database import open_database
from graph.settings import read_settings

async def main():
    async with open_database(read_settings(graph_url="embedded:" + sys.argv[1])) as database:
        await database.write("tests.add", "CREATE (:Person {name: 'Bo Carter'})")
        print("ready", flush=True)
        await asyncio.sleep(60)

# As in a terminal: whoever runs these tests in the background has Ctrl-C ignored below as well.
signal.signal(signal.SIGINT, signal.default_int_handler)
asyncio.run(main())
"""


@asynccontextmanager
async def using(directory: Path, **settings: Any) -> AsyncIterator[Database]:
    """The embedded database of the directory."""
    chosen = read_settings(graph_url=f"embedded:{directory}", embedded_heap="512m", **settings)
    async with open_database(chosen) as database:
        yield database


@asynccontextmanager
async def another_process(directory: Path) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A process that has opened the directory, added one person, and stays."""
    process = subprocess.Popen(  # noqa: ASYNC220 (returns at once)
        [sys.executable, "-c", USER_PROGRAM, str(directory)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    try:
        assert await asyncio.to_thread(process.stdout.readline) == b"ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def server_of(directory: Path) -> psutil.Process:
    return psutil.Process(json.loads((directory / "server.json").read_text())["pid"])


async def gone(process: psutil.Process) -> bool:
    """Whether the process ends within a few seconds."""
    for _ in range(100):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        await asyncio.sleep(0.1)
    return False


async def test_processes_share_one_server_until_the_last_of_them_is_gone(tmp_path: Path) -> None:
    async with another_process(tmp_path) as first:
        server = server_of(tmp_path)
        async with using(tmp_path) as database:
            assert server_of(tmp_path) == server
            assert await database.read("tests.count", COUNT) == [{"people": 1}]

            first.send_signal(signal.SIGINT)  # Ctrl-C
            await asyncio.to_thread(first.wait, 20)
            await asyncio.sleep(0.5)

            await database.write("tests.add", ADD)
            assert await database.read("tests.count", COUNT) == [{"people": 2}]
    assert await gone(server)
    assert not (tmp_path / "server.json").exists()


async def test_kill_9_of_user_or_server_leaves_no_orphan_and_loses_nothing(tmp_path: Path) -> None:
    async with another_process(tmp_path) as user:
        server = server_of(tmp_path)
        user.kill()
        user.wait()
        assert await gone(server)

    async with using(tmp_path, retry_time=20) as database:
        assert await database.read("tests.count", COUNT) == [{"people": 1}]
        await database.write("tests.add", ADD)
        killed = server_of(tmp_path)
        killed.kill()

        # It is started again under the feet of its users.
        assert await database.read("tests.count", COUNT) == [{"people": 2}]
    assert await gone(killed)


async def test_a_server_told_to_stop_stops_cleanly_and_its_users_are_told(tmp_path: Path) -> None:
    async with using(tmp_path, retry_time=0.1) as database:
        await database.write("tests.add", ADD)
        server = server_of(tmp_path)
        server.terminate()
        assert await gone(server)
        assert "Server is down" in (tmp_path / "log" / "server.log").read_text()
        assert not list(tmp_path.glob("log/jvm-crash*"))

        with pytest.raises(DatabaseUnavailable) as unavailable:
            await database.read("tests.count", COUNT)

        assert unavailable.value.message.startswith(
            f"The database at embedded:{tmp_path} does not answer."
        )


async def test_many_may_open_a_new_directory_at_once(tmp_path: Path) -> None:
    async def server_seen() -> int:
        async with using(tmp_path / "data") as database:
            await database.write("tests.add", ADD)
            pid: int = server_of(tmp_path / "data").pid
            return pid

    assert len({*await asyncio.gather(*(server_seen() for _ in range(5)))}) == 1


async def test_a_server_does_for_strangers_nothing_and_for_nobody_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    async with using(data, statement_timeout=2) as database:
        access, server = json.loads((data / "server.json").read_text()), server_of(data)

        # It listens on loopback, for Bolt, and to nothing else.
        listening = [at.laddr for at in server.net_connections() if at.status == "LISTEN"]
        assert [address.port for address in listening] == [access["port"]]
        assert listening[0].ip in ("127.0.0.1", "::ffff:127.0.0.1")
        with closing(http.client.HTTPConnection("127.0.0.1", access["port"], timeout=5)) as browser:
            browser.request("GET", "/api/v1/server")
            answer = browser.getresponse()
            assert (answer.status, b"This is a Bolt connector" in answer.read()) == (400, True)

        # It knows its password, which nobody else can read, and nobody can guess.
        stranger = AsyncGraphDatabase.driver(
            f"bolt://127.0.0.1:{access['port']}", auth=("root", "a guess")
        )
        async with stranger:
            with pytest.raises(AuthError):
                await stranger.verify_connectivity()
        assert len(access["password"]) >= 32
        assert stat.S_IMODE((data / "server.json").stat().st_mode) == 0o600
        assert stat.S_IMODE(data.stat().st_mode) == 0o700

        # A statement that its client gave up ends in the server too.
        endless = "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN max(a * b) AS most"
        with pytest.raises(StatementTimeout):
            await database.read("tests.endless", endless)
        deadline = time.monotonic() + 10
        while await _seconds_of_work_in(0.5, server) > 0.3:
            assert time.monotonic() < deadline, "the server still works at it"
    assert list(elsewhere.iterdir()) == []


async def _seconds_of_work_in(seconds: float, server: psutil.Process) -> float:
    before = server.cpu_times().user
    await asyncio.sleep(seconds)
    return float(server.cpu_times().user - before)


@pytest.fixture(scope="module")
def closed_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with one person in it that no server has open."""
    directory = tmp_path_factory.mktemp("closed") / "data"

    async def fill() -> None:
        async with using(directory) as database:
            await database.write("tests.add", ADD)

    asyncio.run(fill())
    return directory


def junk(path: Path) -> None:
    path.write_bytes(b"junk")


def cut(path: Path) -> None:
    os.truncate(path, 10_000)


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        ("schema.json", junk),
        ("schema.json", Path.unlink),
        ("Person_0.*.bucket", Path.unlink),
        ("Person_0.*.bucket", cut),
        ("Person_0_out_edges.*", Path.unlink),
        ("dictionary.*", Path.unlink),
        ("configuration.json", junk),
    ],
)
async def test_a_damaged_directory_is_refused_and_not_shown_as_empty(
    tmp_path: Path, closed_directory: Path, pattern: str, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(closed_directory, tmp_path / "data")
    (damaged,) = (tmp_path / "data" / "databases" / "graph").glob(pattern)
    damage(damaged)

    with pytest.raises(DirectoryDamaged) as refused:
        async with using(tmp_path / "data"):
            pass

    assert refused.value.message.startswith(f"The embedded database in {tmp_path / 'data'} ")
    assert "Restore the directory from a backup" in refused.value.message
    with (tmp_path / "data" / "server.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("text", ["garbage", '{"pid": 1}'])
async def test_a_server_file_that_no_server_wrote_is_named(
    tmp_path: Path, closed_directory: Path, text: str
) -> None:
    shutil.copytree(closed_directory, tmp_path / "data")
    (tmp_path / "data" / "server.json").write_text(text)

    with pytest.raises(DirectoryDamaged, match=r"server\.json is not what a server of ours writes"):
        async with using(tmp_path / "data"):
            pass


async def test_directories_that_cannot_be_used_are_refused_in_words(tmp_path: Path) -> None:
    settings = Settings()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "ann.png").touch()
    (tmp_path / "file").touch()

    async def refusal(directory: Path) -> str:
        with pytest.raises(DirectoryDamaged) as refused:
            await embedded.EmbeddedServer.open(directory, settings)
        return refused.value.message

    assert await refusal(tmp_path / "photos") == (
        f"{tmp_path}/photos holds other things and no Rapport database. "
        "Name an empty or new directory in RAPPORT_GRAPH_URL."
    )
    assert await refusal(tmp_path / "file") == f"{tmp_path}/file is not a directory."
    assert await refusal(tmp_path / "file" / "data") == f"{tmp_path}/file/data is not a directory."
    assert await refusal(Path("/proc/data")) == (
        "/proc/data cannot be used: No such file or directory."
    )


def test_a_directory_without_write_permission_is_refused_in_words(tmp_path: Path) -> None:
    program = (
        "import asyncio, os, sys\n"
        "from pathlib import Path\n"
        "from graph.embedded.engine import EmbeddedServer\n"
        "from graph.settings import Settings\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "asyncio.run(EmbeddedServer.open(Path(sys.argv[1]), Settings()))\n"
    )
    (tmp_path / "data").mkdir(mode=0o500)

    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert said.stderr.endswith(
        f"graph.errors.DirectoryDamaged: We may not write to {tmp_path}/data.\n"
    )


async def test_a_directory_that_something_else_holds_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "START_SECONDS", 0.3)
    (tmp_path / "users.lock").touch()
    with (tmp_path / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(DirectoryLocked) as refused:
            await embedded.EmbeddedServer.open(tmp_path, Settings())

    assert refused.value.message.startswith(f"Another process holds {tmp_path}")
