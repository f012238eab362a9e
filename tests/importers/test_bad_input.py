"""What cannot be used is told in words: a row with its line and column, a file as a whole."""

import tracemalloc
from pathlib import Path

import pytest

from api.moments import current, rfc3339
from importers.catalogue import open_source
from importers.source import Options
from tests.importers.exports import (
    ACME,
    ANN,
    BOB,
    GLOBEX,
    at,
    salesforce,
    written,
)


def test_an_export_was_taken_at_the_newest_date_of_any_record(tmp_path: Path) -> None:
    files = {
        "Account.csv": f"Id,CreatedDate,LastModifiedDate\n{ACME},2026-01-01,2026-03-01 10:00:00\n",
        "Contact.csv": f"Id,SystemModstamp\n{ANN},2026-03-02T00:30:00.000+0100\n{BOB},junk\n",
    }
    assert salesforce(tmp_path, files).taken_at == at("2026-03-01T23:30:00Z")
    said_otherwise = salesforce(tmp_path, files, Options(taken_at=at("2026-04-01")))
    assert said_otherwise.taken_at == at("2026-04-01")
    files["Lead.csv"] = "Id,SystemModstamp\n00Q000000000001EAA,2026-03-03\n"
    assert salesforce(tmp_path / "leads", files).taken_at == at("2026-03-03")


def test_a_date_far_ahead_does_not_tell_when_an_export_was_taken(tmp_path: Path) -> None:
    day = 24 * 60 * 60 * 1000
    soon, late = current() + day, current() + 3 * day
    rows = f"{ACME},{rfc3339(soon)}\n{GLOBEX},9990-12-30T10:00:00Z\n"
    files = {"Account.csv": f"Id,LastModifiedDate\n{rows}"}
    assert salesforce(tmp_path, files).taken_at == soon
    files["Account.csv"] = f"Id,LastModifiedDate\n{ACME},{rfc3339(late)}\n"
    assert salesforce(tmp_path, files).taken_at is None


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            f'{ACME},"Acme,2026-01-01\n{GLOBEX},Globex,2026-01-01\n',
            "Account.csv, line 2: a quotation mark is opened and not closed before the file ends",
        ),
        (
            f"{ACME},Café,2026-01-01\n".encode("latin-1"),
            "Account.csv, line 2: the line is not UTF-8: export as UTF-8",
        ),
        (
            f"{ACME},Acme,31/02/2026\n",
            "Account.csv, line 2, LastModifiedDate: '31/02/2026' is not a date such as",
        ),
    ],
)
def test_where_no_row_tells_when_it_was_taken_the_first_fault_is_named(
    tmp_path: Path, rows: str | bytes, fault: str
) -> None:
    data = rows if isinstance(rows, bytes) else rows.encode()
    files = {"Account.csv": b"Id,Name,LastModifiedDate\n" + data}
    export = salesforce(tmp_path, files)
    assert export.taken_at is None
    assert export.undated_because.startswith(fault)


def test_the_fingerprint_tells_content_and_reading_apart(tmp_path: Path) -> None:
    files = {"Account.csv": f"Id\n{ACME}\n"}
    same = [salesforce(tmp_path / name, files).fingerprint for name in ("one", "two")]
    assert same[0] == same[1]
    other = {
        salesforce(tmp_path / "rows", {"Account.csv": f"Id\n{ACME}\n\n"}).fingerprint,
        salesforce(tmp_path / "name", {"Accounts.csv": f"Id\n{ACME}\n"}).fingerprint,
        salesforce(tmp_path / "euro", files, Options(currency="EUR")).fingerprint,
    }
    assert len(other | set(same)) == 4


def test_memory_stays_flat_however_long_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        lines = "".join(
            f"00T{n:012d}EAA,{ANN},Email,2026-01-01,{'text ' * 20}{n}\n" for n in range(rows)
        )
        files = {"Task.csv": f"Id,WhoId,TaskSubtype,ActivityDate,Description\n{lines}"}
        folder = written(tmp_path / str(rows), files)
        del lines, files
        tracemalloc.start()
        (table,) = open_source("salesforce", folder).tables
        assert sum(1 for _ in table.statements()) == table.rows == rows
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    small, large = peak(2_000), peak(20_000)
    assert large < small + 2**19
