"""What a word in a cell names: the keys of things, by our own ids and by those of other systems."""

import re
from contextlib import suppress

from graph.values.mailboxes import folded_address
from importers.cells import CellError, Parser, shown
from importers.salesforce.ids import OBJECTS, key, long_id

_LABELS = {
    "Account": "Account",
    "Contact": "Person",
    "User": "Teammate",
    "Opportunity": "Opportunity",
    "Case": "Escalation",
    "Task": "Touchpoint",
    "Event": "Touchpoint",
    "EmailMessage": "Touchpoint",
}
"""What an object of another system is in the graph."""

_KEY = re.compile(r"[a-z][a-z0-9_-]*:[^:\s]+:\S.*")
_SALESFORCE_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")


def key_of(text: str, label: str, source: str) -> str:
    """The key that a reference to something of this label means.

    An e-mail address or a Salesforce id names what it names everywhere, `source:Object:id` is a key
    already, and anything else is an id of the source itself: in the file of the `label`.
    """
    word = text.strip()
    return outside_key(word, label) or f"{source}:{label}:{word}"


def outside_key(word: str, *labels: str) -> str | None:
    """The key of a thing that other systems know by this word; None for an id of our own.

    CellError when it names something of another label than these.
    """
    address = folded_address(word.removeprefix("email:"))
    if address and ("Person" in labels or "Teammate" in labels):
        return f"email:{address}"
    if _KEY.fullmatch(word):
        source, object, id = word.split(":", 2)
        return key(object, long_id(id)) if source == "salesforce" else word
    object = OBJECTS.get(word[:3], "")
    if object in _LABELS and _SALESFORCE_ID.fullmatch(word):
        if _LABELS[object] not in labels:
            raise CellError(f"{shown(word)} is the Salesforce id of a record of {object}")
        return key(object, long_id(word))
    return None


def salesforce(label: str) -> Parser:
    """A parser of the id that a thing of this label has in Salesforce; other words: None."""

    def parse(cell: str) -> str | None:
        with suppress(CellError):
            return outside_key(cell.strip(), label)
        return None

    return parse


def label_of(named: str) -> str:
    """The label of what a key names, "" where the key does not tell."""
    object = named.split(":")[1]
    return _LABELS.get(object, object if object in _LABELS.values() else "")
