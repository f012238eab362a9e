"""Damaged exports: valid ones, mutated at random, with the same seed the same way."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers.source import Export
from tests.importers.exports import check_declared, written


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one or a few accidents: flips, cuts, repeats, holes, another charset.

    Most accidents happen behind the first line: a file without its header is refused at once.
    """
    header = content.find(b"\n") + 1 if chance.random() < 0.8 else 0
    data = bytearray(content[header:])
    for _ in range(chance.randint(1, 4)):
        here, there = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(7):
            case 0:
                for _ in range(chance.randint(1, 8)):
                    if data:
                        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[here:]
            case 2:
                data[here:here] = data[here:there]
            case 3:
                del data[here:there]
            case 4:
                data[here:there] = bytes(data[here:there]).decode("latin-1").encode("utf-16")
            case 5:
                data[here:here] = chance.choice(HOSTILE)
            case 6:
                data[:] = bytes(data).replace(b",", chance.choice((b";", b"\t", b",,")), 3)
    return content[:header] + bytes(data)


HOSTILE = (
    b"\0",
    b'"',
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r",
    b"1e999",
    b"-99999999999999999999",
    b"99999999999999",
    b"{" * 2000,
    b"[" * 5000,
    b"\\ud800",
    b";" * 3000,
    b"<" * 3000,
    "İﬁ٣".encode(),
)


def survives(
    folder: Path,
    files: Mapping[str, str],
    opened: Callable[[Path], Export],
    times: int,
    seed: int = 1,
) -> int:
    """Reads so many damaged copies of the export; how many rows were read of them all.

    Each gives statements and rejects, or is refused as a whole; anything else is an error here.
    """
    chance = random.Random(seed)
    whole = {name: content.encode() for name, content in files.items()}
    written(folder, whole)
    read = 0
    for _ in range(times):
        harmed = chance.sample(sorted(whole), min(len(whole), chance.randint(1, 3)))
        written(folder, {name: damaged(whole[name], chance) for name in harmed})
        try:
            export = opened(folder)
            for table in export.tables:
                for item in table.statements():
                    read += 1
                    if isinstance(item, Statement):
                        check_declared(item)
                    else:
                        assert isinstance(item, Reject)
                        assert item.line > 0
                        assert item.reason
        except BadInput:
            pass
        written(folder, {name: whole[name] for name in harmed})
    return read
