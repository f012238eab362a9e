"""Uploads: taken in at once, imported in the background, and never more than that."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import ClientDisconnect

from api.import_options import Upload
from api.moments import current
from api.settings import ApiSettings
from api.staging import Job, Staging
from graph.audit import Deed, read_audit
from graph.database import Database
from graph.ids import id_from
from graph.keys import create_key
from graph.loading import runs
from graph.loading.runs import queue_run
from graph.model import Reader
from tests.api.conftest import running
from tests.engines import Engine
from tests.importers.exports import zipped

PEOPLE = "id,name,created_at\nann,Ann,2026-01-01\nbob,Bob,soon\n"
LIMIT = 100_000


@pytest.fixture
async def keys(prepared: Database) -> Mapping[str, Mapping[str, str]]:
    """The header that shows a key of each role."""
    made = {}
    for role in Reader:
        shown, _ = await create_key(
            prepared, name=f"the {role}", role=role, days=90, now=current(), by="test"
        )
        made[role.value] = {"Authorization": f"Bearer {shown}"}
    return made


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    """Where uploads wait."""
    return tmp_path / "staging"


@pytest.fixture
async def client(
    engine: Engine, prepared: Database, staging: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service on an empty graph that takes small uploads."""
    assert prepared is not None
    async with running(engine.settings, limits(staging)) as client:
        yield client


def limits(staging: Path) -> ApiSettings:
    return ApiSettings(staging=staging, upload_limit=LIMIT, unpacked_limit=10 * LIMIT)


async def test_an_upload_is_imported_and_its_rejects_can_be_fetched(
    client: httpx.AsyncClient, prepared: Database, keys: Any, staging: Path
) -> None:
    sent = await send(client, keys["admin"], PEOPLE.encode(), taken_at="2026-06-01")
    assert (sent.status_code, sent.json()["state"]) == (202, "queued")
    assert sent.headers["location"] == f"/imports/{sent.json()['id']}"

    run = await ended(client, keys["admin"], sent)
    told = {name: run[name] for name in ("state", "read", "written", "rejected", "total", "path")}
    assert told == {
        "state": "done",
        "read": 2,
        "written": 1,
        "rejected": 1,
        "total": 2,
        "path": "people.csv",
    }
    for _ in range(300):  # the run is done before what was uploaded is removed
        if not list(staging.iterdir()):
            break
        await asyncio.sleep(0.1)
    assert list(staging.iterdir()) == []
    entries = [(e.action, e.target) for e in await read_audit(prepared)]
    assert ("import", run["id"]) in entries

    fetched = await client.get(f"/imports/{run['id']}/rejects", headers=keys["admin"])
    (row,) = csv.DictReader(io.StringIO(fetched.text))
    assert (row["file"], row["line"], row["column"]) == ("people.csv", "3", "created_at")
    assert '"name":"Bob"' in row["row"]

    query = "{ importRuns(first: 1) { nodes { state source read rejected table } } }"
    answer = await client.post("/graphql", json={"query": query}, headers=keys["leader"])
    assert answer.json()["data"]["importRuns"]["nodes"] == [
        {"state": "DONE", "source": "csv", "read": 2, "rejected": 1, "table": None}
    ]


async def test_what_an_upload_did_not_read_stands_with_its_run(
    client: httpx.AsyncClient, keys: Any
) -> None:
    content = b"id,name,fax\nann,Ann,1\n"
    sent = await send(client, keys["admin"], content, taken_at="2026-06-01")
    assert (await ended(client, keys["admin"], sent))["warnings"] == [
        "people.csv: not read: fax",
    ]


MAP = """
[Person.columns]
"Was heißt sie?" = "name"

[Person.values.roles]
"Fürsprecher" = "champion"
"""


async def test_an_upload_brings_its_map_of_columns_and_words(
    client: httpx.AsyncClient, prepared: Database, keys: Any
) -> None:
    content = "id,Was heißt sie?,roles\nann,Ann,fürsprecher\n".encode()
    sent = await send(client, keys["admin"], content, taken_at="file", map=MAP)
    run = await ended(client, keys["admin"], sent)
    assert (run["state"], run["error"], run["written"]) == ("done", None, 1)
    rows = await prepared.read("tests.people", "MATCH (p:Person) RETURN p.name AS name")
    assert rows == [{"name": "Ann"}]

    unknown = '[Person.columns]\nnickname = "pet_name"'
    sent = await send(client, keys["admin"], b"id,nickname\nann,Annie\n", map=unknown)
    run = await ended(client, keys["admin"], sent)
    assert (run["state"], run["error"]) == (
        "failed",
        "The map says that Person.nickname is 'pet_name', which is not a property of Person.",
    )


async def test_what_is_wrong_with_an_export_that_tells_no_date_is_said(
    client: httpx.AsyncClient, keys: Any
) -> None:
    content = b"id,name,created_at\nann,Ann,soon\n"
    run = await ended(client, keys["admin"], await send(client, keys["admin"], content))
    assert run["state"] == "failed"
    assert "people.csv, line 2, created_at: 'soon' is not a date" in run["error"]


async def test_only_an_admin_may_upload_and_fetch_rejects(
    client: httpx.AsyncClient, prepared: Database, keys: Any, staging: Path
) -> None:
    run = id_from("ImportRun", "somebody's")
    await queue_run(prepared, run, "csv", "people.csv", Deed("test", "import", run), current())
    for role in ("reader", "csm", "marketing", "leader"):
        assert (await send(client, keys[role], PEOPLE.encode())).status_code == 403
        refused = await client.get(f"/imports/{run}/rejects", headers=keys[role])
        assert refused.status_code == 403
        seen = (await client.get(f"/imports/{run}", headers=keys[role])).status_code
        assert (role, seen) == (role, 200 if role in ("csm", "leader") else 403)
    assert (await send(client, {}, PEOPLE.encode())).status_code == 401
    assert not staging.exists()
    denied = [e.target for e in await read_audit(prepared) if e.action == "denied"]
    assert denied == ["import"] * 8


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_that_is_too_large_is_given_up(
    client: httpx.AsyncClient, keys: Any, staging: Path, announced: bool
) -> None:
    body = b"x" * (LIMIT + 1)
    sent = await client.post(
        "/imports?source=csv&file=a.csv",
        headers=keys["admin"],
        content=body if announced else in_pieces(body),
    )
    assert sent.status_code == 413
    assert sent.json()["errors"][0]["message"] == "An upload may have 100,000 bytes at most."
    assert not staging.exists() or list(staging.iterdir()) == []


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"file": "../people.csv"}, "plain name"),
        ({"file": "a/people.csv"}, "plain name"),
        ({"file": "C:\\people.csv"}, "plain name"),
        ({"file": ".people.csv"}, "plain name"),
        ({"file": "a\x00.csv"}, "plain name"),
        ({"file": ""}, "plain name"),
        ({"file": "é" * 101}, "plain name"),
        ({"source": "nobody"}, "no such source"),
        ({"taken_at": "some day"}, "some day"),
        ({"currency": "EURO"}, "currency code"),
        ({"full": "perhaps"}, "full"),
        ({"accept_absent": "true"}, "full export"),
        ({"source": "mail", "full": "true"}, "never full"),
        ({"source": "mail"}, "say our_domains=us.example or whose=dana@us.example."),
        ({"source": "calendar"}, "say our_domains=us.example or whose=dana@us.example."),
        ({"source": "linkedin", "our_domains": "us.example"}, "say whose=dana@us.example."),
        ({"colour": "red"}, "colour"),
        ({"map": "[Account"}, "The map is not TOML"),
        ({"map": "[Account]\nx = 1"}, "The map, [Account]: it may hold the tables columns and"),
        ({"map": "x" * 10_001}, "map: String should have at most 10000 characters"),
    ],
)
async def test_what_cannot_be_asked(
    client: httpx.AsyncClient, keys: Any, staging: Path, asked: dict[str, str], why: str
) -> None:
    sent = await send(client, keys["admin"], b"id\nann\n", **asked)
    (error,) = sent.json()["errors"]
    assert (sent.status_code, error["extensions"]["code"]) == (400, "BAD_USER_INPUT")
    assert why in error["message"]
    assert not staging.exists()


async def test_nothing_is_no_upload(client: httpx.AsyncClient, keys: Any, staging: Path) -> None:
    sent = await send(client, keys["admin"], b"")
    assert sent.status_code == 400
    assert list(staging.iterdir()) == []


@pytest.mark.parametrize(
    "wrapped",
    [{"Content-Type": "multipart/form-data; boundary=x"}, {"Content-Encoding": "gzip"}],
)
async def test_a_file_wrapped_up_in_something_else(
    client: httpx.AsyncClient, keys: Any, staging: Path, wrapped: dict[str, str]
) -> None:
    sent = await send(client, {**keys["admin"], **wrapped}, PEOPLE.encode())
    assert sent.status_code == 415
    assert sent.json()["errors"][0]["message"] == (
        "Send the file itself, as with curl --data-binary: no form, and not compressed on its way."
    )
    assert not staging.exists()


async def test_an_upload_that_breaks_off(
    client: httpx.AsyncClient, prepared: Database, keys: Any, staging: Path
) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PEOPLE.encode()
        raise ClientDisconnect

    sent = await client.post(
        "/imports?source=csv&file=people.csv", headers=keys["admin"], content=broken()
    )
    assert sent.status_code == 400
    assert list(staging.iterdir()) == []
    assert await prepared.read("tests.runs", "MATCH (r:ImportRun) RETURN r.id AS id") == []


async def test_a_disk_that_takes_nothing(
    client: httpx.AsyncClient, prepared: Database, keys: Any, staging: Path
) -> None:
    staging.write_text("a file where a folder should be")
    sent = await send(client, keys["admin"], PEOPLE.encode())
    assert sent.status_code == 507
    assert "finds in its log why" in sent.json()["errors"][0]["message"]
    assert await prepared.read("tests.runs", "MATCH (r:ImportRun) RETURN r.id AS id") == []


async def test_an_archive_that_is_not_what_it_seems(
    client: httpx.AsyncClient, keys: Any, staging: Path, tmp_path: Path
) -> None:
    content = zipped(tmp_path / "export.zip", {"../../people.csv": PEOPLE}).read_bytes()
    sent = await send(client, keys["admin"], content, file="export.zip", taken_at="2026-06-01")
    run = await ended(client, keys["admin"], sent)
    assert (run["state"], run["error"]) == (
        "failed",
        "export.zip holds '../../people.csv', a name that leaves its folder.",
    )
    assert list(staging.iterdir()) == []
    assert not (staging.parent / "people.csv").exists()


async def test_uploads_of_one_source_take_turns(
    client: httpx.AsyncClient, prepared: Database, keys: Any
) -> None:
    files = [f"id,name\n{name},{name}\n".encode() for name in ("ann", "bob")]
    sent = await asyncio.gather(
        *(send(client, keys["admin"], content, taken_at="2026-06-01") for content in files)
    )
    found = [await ended(client, keys["admin"], one) for one in sent]
    assert [run["state"] for run in found] == ["done"] * 2
    rows = await prepared.read("tests.people", "MATCH (p:Person) RETURN count(p) AS count")
    assert rows[0]["count"] == 2


async def test_what_was_left_is_gone_on_with(
    engine: Engine,
    prepared: Database,
    keys: Any,
    staging: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = id_from("ImportRun", "left")
    staged = Staging(staging).new(run)
    await staged.receive("people.csv", in_pieces(PEOPLE.encode()), LIMIT)
    deed = Deed("test", "import", run)
    await queue_run(prepared, run, "csv", "people.csv", deed, current() - 1000)
    options = Upload(source="csv", taken_at="2026-06-01")
    staged.note(Job(run=run, file="people.csv", options=options))
    forgotten = Staging(staging).new("run_cut_off")

    monkeypatch.setattr(runs, "SILENT_MILLIS", 500)
    async with running(engine.settings, limits(staging)) as client:
        found = await ended(client, keys["admin"], run)
    assert (found["state"], found["written"]) == ("done", 1)
    assert [staged.folder for staged in Staging(staging)] == [forgotten.folder]


async def test_a_file_that_ends_every_process_is_given_up(
    engine: Engine, prepared: Database, keys: Any, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = id_from("ImportRun", "fatal")
    staged = Staging(staging).new(run)
    await staged.receive("people.csv", in_pieces(PEOPLE.encode()), LIMIT)
    deed = Deed("test", "import", run)
    await queue_run(prepared, run, "csv", "people.csv", deed, current() - 1000)
    staged.note(Job(run=run, file="people.csv", options=Upload(source="csv"), begun=3))

    monkeypatch.setattr(runs, "SILENT_MILLIS", 500)
    async with running(engine.settings, limits(staging)) as client:
        found = await ended(client, keys["admin"], run)
    assert (found["state"], found["error"]) == (
        "failed",
        "It was begun 3 times and always cut off.",
    )


async def test_a_run_of_which_nothing_is_heard_is_interrupted(
    client: httpx.AsyncClient, prepared: Database, keys: Any
) -> None:
    run = id_from("ImportRun", "silent")
    deed = Deed("test", "import", run)
    long_ago = current() - runs.SILENT_MILLIS - 1000
    await queue_run(prepared, run, "csv", "people.csv", deed, long_ago)
    query = "{ importRuns(first: 1) { nodes { state } } }"
    answer = await client.post("/graphql", json={"query": query}, headers=keys["admin"])
    assert answer.json()["data"]["importRuns"]["nodes"] == [{"state": "INTERRUPTED"}]
    shown = await client.get(f"/imports/{run}", headers=keys["admin"])
    assert shown.json()["state"] == "interrupted"


UNDO = """
mutation ($run: String!) {
  importUndo(input: {run: $run}) { importRun { state } userErrors { code field } }
}
"""


async def test_an_import_is_taken_back_in_the_background(
    client: httpx.AsyncClient, prepared: Database, keys: Any
) -> None:
    sent = await send(client, keys["admin"], PEOPLE.encode(), taken_at="2026-06-01")
    run = (await ended(client, keys["admin"], sent))["id"]

    async def asked(role: str, run: str) -> Any:
        body = {"query": UNDO, "variables": {"run": run}}
        return (await client.post("/graphql", json=body, headers=keys[role])).json()

    refused = await asked("csm", run)
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    nobody = await asked("admin", "run_nobody")
    assert nobody["data"]["importUndo"] == {
        "importRun": None,
        "userErrors": [{"code": "NOT_FOUND", "field": ["input", "run"]}],
    }
    begun = await asked("admin", run)
    assert begun["data"]["importUndo"] == {"importRun": {"state": "UNDOING"}, "userErrors": []}
    undone = await ended(client, keys["admin"], run, "undone")
    assert (undone["state"], undone["kept_count"]) == ("undone", 0)
    rows = await prepared.read("tests.people", "MATCH (p:Person) RETURN count(p) AS count")
    assert rows[0]["count"] == 0
    again = await asked("admin", run)
    assert again["data"]["importUndo"]["importRun"] == {"state": "UNDONE"}
    entries = [(e.action, e.target) for e in await read_audit(prepared)]
    assert entries.count(("import_undo", run)) == 2


async def test_runs_that_are_not_there(client: httpx.AsyncClient, keys: Any) -> None:
    for path in ("run_nothing", "per_ann", "run_nothing/rejects"):
        answer = await client.get(f"/imports/{path}", headers=keys["admin"])
        assert answer.status_code == 404


# --- small words


async def send(
    client: httpx.AsyncClient, headers: Mapping[str, str], content: bytes, **asked: str
) -> httpx.Response:
    """Upload a file, people.csv of the CSV folder unless told otherwise."""
    params = {"source": "csv", "file": "people.csv", **asked}
    return await client.post("/imports", params=params, headers=headers, content=content)


async def ended(
    client: httpx.AsyncClient,
    headers: Mapping[str, str],
    sent: httpx.Response | str,
    *states: str,
) -> dict[str, Any]:
    """The run of an upload when it is over, or in one of these states."""
    run = sent if isinstance(sent, str) else sent.json()["id"]
    for _ in range(300):
        found: dict[str, Any] = (await client.get(f"/imports/{run}", headers=headers)).json()
        if found["state"] in (states or ("done", "failed")):
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(f"{run} does not end: {found}")
