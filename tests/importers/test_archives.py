"""Archives from nobody knows whom: judged before anything of them is read."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from importers.files import check_archive
from tests.importers.exports import zipped

MOST = 1_000_000


def test_an_honest_archive_may_come_in(tmp_path: Path) -> None:
    check_archive(zipped(tmp_path / "a.zip", {"people.csv": "id\nann\n"}), MOST)
    check_archive(tmp_path / "people.csv", MOST)


def test_a_bomb_is_refused_by_what_it_would_unpack_to(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", {f"{n}.csv": b"0" * 600_000 for n in range(2)})
    assert bomb.stat().st_size < MOST / 100
    with pytest.raises(BadInput, match=r"a\.zip would unpack to 1 MB; 0 MB are the most\."):
        check_archive(bomb, MOST)


def test_an_archive_with_too_long_a_list_of_files_is_refused_unread(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"people.csv": "id\nann\n"})
    content = bytearray(path.read_bytes())
    content[-10:-6] = (2**31).to_bytes(4, "little")  # what it says of its list of files
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.zip holds too many files\."):
        check_archive(path, MOST)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x05\x06 cut off"])
def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.zip cannot be read: it is no zip\."):
        check_archive(path, MOST)
