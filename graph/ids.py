"""Ids: opaque, prefixed, and the same in every graph that was loaded from the same records."""

from hashlib import blake2b

from graph.model import ENTITIES


def id_from(label: str, key: str) -> str:
    """The id of the node with `label` that the record `key` first described, e.g. `acc_4f0c…`."""
    digest = blake2b(key.encode(), digest_size=10).digest()
    return f"{_PREFIXES[label]}_{digest.hex()}"


def id_meant(label: str, key: str) -> str:
    """The id that a reference to something with `label` means: `rapport:Ask:ask_…` holds it."""
    id_ = key.rpartition(":")[2]
    return id_ if label_of(id_) == label else id_from(label, key)


def label_of(id_: str) -> str | None:
    """The label that an id's prefix stands for; None for anything that is no id of ours."""
    return _LABELS.get(id_.partition("_")[0])


_PREFIXES = {label: entity.prefix for label, entity in ENTITIES.items()}
_LABELS = {entity.prefix: label for label, entity in ENTITIES.items() if entity.prefix}
