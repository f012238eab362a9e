"""The embedded server's own process: ArcadeDB, speaking Bolt on a free loopback port.

Started by `engine.py` as a file of its own, so it imports nothing of ours. It reads one line of
JSON (directory, port, password, heap, timeout_ms), prints one ({"port": ...} or {"message": ...})
and serves until nobody uses it any more: every user holds a shared lock on users.lock, which the
kernel takes away when a process ends, however it ends. No user, no server; so no orphan.
"""

import fcntl
import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

DATABASE = "graph"
STOPPED = "stopped.json"
"""What files the data was in, and how large, when the server last stopped of itself."""
POLL_SECONDS = 0.25
LARGEST_LOG = 10_000_000


def main() -> None:
    """Serve until nobody uses the directory, or until told to stop."""
    os.umask(0o077)
    order = json.loads(sys.stdin.readline())
    directory = Path(order["directory"])
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    # Python handlers and -Xrs together: without them the JVM's own handler for SIGTERM crashes.
    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)

    report = _redirect_output(directory)
    stopped = directory / STOPPED
    stopped.unlink(missing_ok=True)
    try:
        server, port = _start(directory, order)
    except Exception as error:  # reported to the process that started us, whatever it is
        _say(report, {"message": str(error)[:2000] or type(error).__name__})
        os._exit(1)
    _publish(directory, {"pid": os.getpid(), "port": port, "password": order["password"]})
    _say(report, {"port": port})

    with (directory / "users.lock").open("r+") as users:
        while not stop.wait(POLL_SECONDS) and _somebody_uses(users.fileno()):
            if os.fstat(2).st_size > LARGEST_LOG:
                os.ftruncate(2, 0)
        # Taken away before stopping: its absence tells users that the server was not killed.
        (directory / "server.json").unlink(missing_ok=True)
        server.stop()
    sizes = {f.name: f.stat().st_size for f in (directory / "databases" / DATABASE).iterdir()}
    stopped.write_text(json.dumps(sizes))
    # Not sys.exit: nothing is left to close, and the JVM's own exit takes a second more.
    os._exit(0)


def _redirect_output(directory: Path) -> int:
    """Send output to DIRECTORY/log/server.log; returns a descriptor of the real one."""
    log = directory / "log" / "server.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    report = os.dup(1)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    os.chdir(directory)  # whatever the JVM puts into its working directory stays here
    return report


def _say(report: int, message: dict[str, Any]) -> None:
    os.write(report, json.dumps(message).encode() + b"\n")
    os.close(report)


def _publish(directory: Path, access: dict[str, Any]) -> None:
    """Write DIRECTORY/server.json, readable by the owner only, whole or not at all."""
    unfinished = directory / "server.json.new"
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(access, file)
    unfinished.replace(directory / "server.json")


def _start(directory: Path, order: dict[str, Any]) -> tuple[Any, int]:
    # ArcadeDB keeps the first password for ever; ours is new at every start.
    (directory / "config" / "server-users.jsonl").unlink(missing_ok=True)
    log = directory / "log"
    os.environ["ARCADEDB_JVM_ERROR_FILE"] = str(log / "jvm-crash-%p.log")
    os.environ["ARCADEDB_JVM_ARGS"] = (
        f"-Xmx{order['heap']} -Xrs -XX:+ExitOnOutOfMemoryError -XX:+UseParallelGC"
    )
    import arcadedb_embedded

    exists = (directory / "databases" / DATABASE).exists()
    server = arcadedb_embedded.create_server(
        root_path=str(directory),
        root_password=order["password"],
        config={
            "mode": "production",
            "host": "127.0.0.1",
            "http_port": 0,
            "bolt_port": order["port"],
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "server_logsDirectory": str(log),
            "opencypher_loadCsv_allowFileUrls": "false",
            "opencypher_loadCsv_allowRemoteUrls": "false",
            "serverMetrics": "false",
            "support_autoRegister": "false",
            # Slow hashing protects guessable passwords; ours is 256 random bits, new at each start.
            "server_saltIterations": 1000,
        },
    )
    server.start()
    # Only Bolt is used. ArcadeDB cannot start without its HTTP listener, so it is closed at once.
    java_server = server._java_server
    java_server.getHttpServer().stopService()
    if exists:
        database = server.get_database(DATABASE)
    else:
        database = server.create_database(DATABASE)
        # Otherwise zone-aware times come back without their zone.
        database.command(
            "sql", "ALTER DATABASE `arcadedb.dateTimeImplementation` `java.time.ZonedDateTime`"
        )
    # A statement that its client gave up must end here too.
    configuration = database._java_db.getConfiguration()
    configuration.setValue("arcadedb.command.timeout", order["timeout_ms"])
    bolt = next(p for p in java_server.getPlugins() if str(p.getName()) == "Neo4j-Bolt")
    return server, int(bolt.getPort())


def _somebody_uses(descriptor: int) -> bool:
    """Whether any process holds the users' lock; if none does, this one holds it from now on."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


if __name__ == "__main__":
    main()
