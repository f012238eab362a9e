"""A real Neo4j 5.26 without a container: its published jars, fetched by Maven, run by the JDK."""

import asyncio
import fcntl
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from neo4j import AsyncGraphDatabase

VERSION = "5.26.30"
OLDEST_JAVA = 17
HERE = Path(__file__).parent
BUILD = HERE.parents[2] / ".rapport" / "neo4j"
START_SECONDS = 90
# For tests a quick start matters more than top speed; for measurements it is the other way round.
QUICK_START = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
TOP_SPEED = ("-Xmx2g",)


class EngineMissing(Exception):
    """Neo4j cannot be run here; the text says why."""


@cache
def missing_tools() -> str | None:
    """Why Neo4j cannot be run here, None if Java and Maven are there."""
    for tool in ("java", "javac", "mvn"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed (a JDK {OLDEST_JAVA} or later and Maven are needed)"
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        return f"Java {OLDEST_JAVA} or later is needed"
    return None


@asynccontextmanager
async def running_neo4j(
    directory: Path, java_options: Sequence[str] = QUICK_START, *, read_only: bool = False
) -> AsyncIterator[tuple[str, str]]:
    """Address and password of a Neo4j with its data in the directory; it ends with the block."""
    reason = missing_tools()
    if reason:
        raise EngineMissing(reason)
    classpath = await asyncio.to_thread(_build)
    directory.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    log = directory / "neo4j.log"
    arguments = ["Neo4jServer", str(directory), str(port), str(read_only).lower()]
    with log.open("wb") as output:
        # It ends when its standard input does, so also when this process is killed.
        process = subprocess.Popen(  # noqa: ASYNC220 (returns at once)
            ["java", *java_options, "-cp", classpath, *arguments],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    assert process.stdin is not None
    try:
        url = f"bolt://127.0.0.1:{port}"
        yield url, await _with_own_password(url, process, log)
    finally:
        process.stdin.close()
        try:
            await asyncio.to_thread(process.wait, 30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _build() -> str:
    """Fetch the jars (once for this machine) and compile the launcher; the classpath."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several processes test at once; Maven's folder is one
        jars = BUILD / f"{VERSION}.classpath"
        if not jars.exists() or not all(map(Path.exists, map(Path, jars.read_text().split(":")))):
            _run(
                ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:build-classpath"],
                [f"-Dmdep.outputFile={jars}", "-DincludeScope=runtime"],
            )
        source = HERE / "Neo4jServer.java"
        classes = BUILD / "classes"
        compiled = classes / "Neo4jServer.class"
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _run(["javac", "-d", str(classes), "-cp", jars.read_text()], [str(source)])
        return f"{classes}:{jars.read_text()}"


def _run(command: list[str], options: list[str]) -> None:
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise EngineMissing(f"{command[0]} failed: {(done.stdout + done.stderr).strip()[-500:]}")


async def _with_own_password(url: str, process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server answers and replace its initial password, which it demands."""
    password = secrets.token_urlsafe(16)
    deadline = asyncio.get_running_loop().time() + START_SECONDS
    while asyncio.get_running_loop().time() < deadline and process.poll() is None:
        if b"ready" in log.read_bytes():
            async with AsyncGraphDatabase.driver(url, auth=("neo4j", "neo4j")) as driver:
                await driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                    {"password": password},
                    database_="system",
                )
            return password
        await asyncio.sleep(0.1)
    raise EngineMissing(f"Neo4j did not start: {log.read_text()[-500:]}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
