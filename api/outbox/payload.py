"""What a webhook is told: the body of the message, as docs/notices.md has it."""

from collections.abc import Mapping
from typing import Any

import orjson

from api.moments import rfc3339
from api.question_types import CASE
from graph.cases import parts_of_case
from graph.ids import label_of
from graph.outbox.deliveries import Named, Told


def payload_of(notice: Told, public_url: str | None = None) -> bytes:
    """The body: type, timestamp and data; ids, names and the sentence, never a private note."""
    return orjson.dumps(
        {
            "type": type_of(notice.kind),
            "timestamp": rfc3339(notice.at),
            "data": {
                "id": notice.id,
                "text": notice.text,
                "about": {"id": notice.about, "kind": _kind(notice.about)},
                "account": _named(notice.account),
                "person": _named(notice.person),
                "to": [_named(teammate) for teammate in notice.to],
                "deployment": public_url,
            },
        }
    )


def type_of(kind: str) -> str:
    """The type of event of a kind of notice: departure_confirmed is departure.confirmed."""
    return kind.replace("_", ".", 1)


def _kind(id_: str) -> str | None:
    """What a thing is, as GraphQL calls it."""
    return label_of(id_) if parts_of_case(id_) is None else CASE


def _named(named: Named | None) -> Mapping[str, Any] | None:
    return None if named is None else {"id": named.id, "name": named.name}
