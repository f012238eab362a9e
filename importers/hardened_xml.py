"""XML from strangers, piece by piece: memory stays flat whatever the document does.

Documents that declare entities, or that are no table of anything but an attack on their reader
(endless tags, endless nesting, ever new names), are refused.
"""

from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

CHUNK = 2**16
LONGEST_TAG = 2**18
"""A tag or comment of more bytes is refused: the parser would have to keep all of it."""
DEEPEST = 64
MOST_NAMES = 2000
"""How many different names of elements and attributes the parser may have to remember."""

Event = tuple[str, Mapping[str, str] | None, str]
"""An element begins: its name and attributes; it ends: its name and None; text: "", None and it.

Names are without their prefixes.
"""


class BadXml(ValueError):
    """The document cannot be read; the message says why."""


def events(stream: IO[bytes]) -> Iterator[Event]:
    """What happens in the document, in order; BadXml where it breaks off or turns hostile."""
    parser = expat.ParserCreate(intern=None)
    parser.buffer_text = True
    listener = _Listener()
    parser.StartElementHandler = listener.begin
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    fed = 0
    try:
        while chunk := stream.read(CHUNK):
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise BadXml("a tag does not end")
            yield from listener.heard
            listener.heard.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise BadXml(f"it is not well-formed: {error}") from error
    yield from listener.heard


class _Listener:
    """Writes down what the parser tells, as long as it keeps to the limits."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self._depth = 0
        self._names: set[str] = set()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if name not in self._names or not attributes.keys() <= self._names:
            self._names |= {name, *attributes}
        if self._depth > DEEPEST or len(self._names) > MOST_NAMES:
            raise BadXml("it holds more levels or names than a document of its kind can have")
        self.heard.append((_local(name), attributes, ""))

    def end(self, name: str) -> None:
        self._depth -= 1
        self.heard.append((_local(name), None, ""))

    def text(self, text: str) -> None:
        self.heard.append(("", None, text))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_declarations(*_: object) -> None:
    raise BadXml("it declares a document type of its own")
