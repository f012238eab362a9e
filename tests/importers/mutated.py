"""Broken copies of a file, as transport, editors and malice make them."""

import random
from collections.abc import Iterator

_CHARSETS = ("utf-16", "utf-16-le", "cp1252", "utf-7", "utf-8-sig")


def mutations(contents: list[bytes], times: int, seed: int = 1) -> Iterator[bytes]:
    """So many broken copies, the same for the same seed.

    Bytes are changed, pieces cut, doubled and moved, charsets mistaken, line ends confused.
    """
    chance = random.Random(seed)
    for _ in range(times):
        broken = bytearray(chance.choice(contents))
        for _ in range(chance.randint(1, 4)):
            _break(broken, chance)
        yield bytes(broken)


def _break(content: bytearray, chance: random.Random) -> None:
    if not content:
        return
    begin = chance.randrange(len(content))
    end = min(len(content), begin + chance.randint(1, 200))
    match chance.randrange(8):
        case 0:
            for _ in range(chance.randint(1, 20)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        case 1:
            del content[begin:]
        case 2:
            del content[begin:end]
        case 3:
            content[begin:begin] = content[begin:end]
        case 4:
            other = chance.randrange(len(content))
            content[other:other] = content[begin:end]
        case 5:
            text = content.decode("utf-8", "replace")
            content[:] = text.encode(chance.choice(_CHARSETS), "replace")
        case 6:
            content[:] = content.replace(b"\r\n", chance.choice((b"\r", b"\n", b"\n\r", b"\r\r\n")))
        case _:
            digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
            for place in chance.sample(digits, min(3, len(digits))):
                content[place] = chance.randrange(48, 58)
