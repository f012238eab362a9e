"""What may be read of each kind of node, declared once: its columns and the links that lead on.

Plain properties and references come from the label table (`model/`); this file and `links.py` add
what takes more than a property: what is true as of a moment, what is derived, the way back along a
reference. `select.py` makes statements of it, `api/types.py` the GraphQL schema.

Cypher here is written with placeholders: `{n}` the node, `{s}` the state of an account, and along a
link `{r}` the relationship, `{m}` the node it leads to, `{w}` the employment of `{m}` at `{n}`.
`$as_of` is the moment that everything read is true of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.loading.runs import SILENT_MILLIS
from graph.model import (
    DATED_ACCOUNT_PROPERTIES,
    ENTITIES,
    EVERYONE,
    Entity,
    Property,
    Reader,
    Type,
)
from graph.policy import DEFAULTS
from graph.programme.states import ENDED as OVER
from graph.programme.states import IN_FORCE
from graph.reading.standing import (
    ASK_STATE,
    CONSENT_STATE,
    DECIDED_AT,
    ENDED_AT,
    RESERVED_UNTIL,
    STATE,
)
from graph.values.money import decimals
from graph.values.segments import THRESHOLDS


def held(variable: str) -> str:
    """The condition that something with `since` and `until` holds."""
    return (
        f"coalesce({variable}.since, 0) <= $as_of "
        f"AND coalesce({variable}.until, $as_of + 1) > $as_of"
    )


@dataclass(frozen=True)
class Column:
    """One value of a node or of an edge. `of` is its Cypher; of an edge, an aggregate."""

    name: str
    type: Type
    meaning: str
    of: str
    values: tuple[str, ...] = ()
    required: bool = False
    readers: frozenset[Reader] = EVERYONE
    tells_apart: bool = False
    currency: str = ""

    @property
    def dated(self) -> bool:
        """Taken from the state of an account."""
        return "{s}" in self.of


class Form(StrEnum):
    """How what a link leads to is answered."""

    ONE = "one"
    LIST = "list"
    CONNECTION = "connection"


@dataclass(frozen=True)
class Link:
    """A way from one node to others.

    `to` has several labels where a node of either may stand at the end. Edges to one node are one
    edge, but for the columns that tell them apart. `type_name` is what an edge (or an item of a
    list) is called where it has columns; `node_name` where its node stands in an item of a list.
    """

    name: str
    to: tuple[str, ...]
    path: str
    meaning: str
    form: Form = Form.CONNECTION
    lasting: bool = False
    where: str = ""
    columns: tuple[Column, ...] = ()
    type_name: str = ""
    node_name: str = ""
    newest: str = ""
    order: tuple[str, ...] = ()

    @property
    def edge(self) -> Mapping[str, Column]:
        """The columns of its edges by name."""
        return {column.name: column for column in self.columns}


HIDDEN = frozenset(
    (
        "AccountState",
        "Role",
        "Identifier",
        "Record",
        "Merger",
        "Distinction",
        "ImportBatch",
        "AuditEntry",
        "ApiKey",
        "Policy",
        "WebhookSecret",
    )
)
"""Kinds of node that serve the graph itself, or are read in a way of their own."""

VISIBLE: Mapping[str, str] = {
    "Account": "coalesce({n}.deleted_at, $as_of + 1) > $as_of",
    "Touchpoint": "{n}.at <= $as_of AND {n}.status <> 'deleted' AND {n}.logs IS NULL",
    "Goal": held("{n}"),
    "Consent": "coalesce({n}.since, 0) <= $as_of",
    "AdvocacyRequest": "coalesce({n}.created_at, 0) <= $as_of",
    "Ask": "coalesce({n}.proposed_at, {n}.invited_at, {n}.decided_at, {n}.ended_at, 0) <= $as_of",
    "Benefit": "coalesce({n}.offered_at, {n}.at, 0) <= $as_of",
    "ImportRun": "coalesce({n}.started_at, 0) <= $as_of",
    **dict.fromkeys(
        ("Opportunity", "Escalation"),
        "coalesce({n}.opened_at, 0) <= $as_of AND coalesce({n}.deleted_at, $as_of + 1) > $as_of",
    ),
    **dict.fromkeys(
        ("Sentiment", "Share", "Signal", "Decision", "Step", "Notice"),
        "coalesce({n}.at, 0) <= $as_of",
    ),
}
"""Which nodes exist as of the moment; a deleted record's node never does."""

LISTED: Mapping[str, str] = {
    "Account": "{n}.known = true AND (EXISTS { MATCH ({n})-[:HAS_STATE]->(then:AccountState) "
    "WHERE coalesce(then.since, 0) <= $as_of } "
    "OR NOT EXISTS { MATCH ({n})-[:HAS_STATE]->(:AccountState) })",
    "Person": "{n}.known = true",
    "Teammate": "{n}.known = true",
}
"""Which nodes a list that begins at none shows: not those that were only referred to so far, nor
accounts of which no record spoke yet."""

_HAPPENS = {
    "Ask": ("invited_at",),
    "Asset": ("approved_at", "published_at"),
    "Benefit": ("at",),
    "Consent": ("revoked_at",),
    "Decision": ("undone_at",),
    "Escalation": ("closed_at",),
    "Goal": ("met_at",),
    "ImportRun": ("ended_at",),
}
"""Moments that are unknown until they have come."""

_STATED = (
    f"({{s}}.segment IN {list(DEFAULTS)} "
    "OR EXISTS { MATCH (policy:Policy) WHERE policy.segment = {s}.segment "
    "AND " + held("policy") + " })"
)
_UNUSUAL = "BHD BIF CLF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX UYI UYW VND"
_UNIT = "".join(
    f"WHEN '{code}' THEN {10 ** decimals(code)} " for code in f"{_UNUSUAL} VUV XAF XOF XPF".split()
)
_BY_ARR = " ".join(f"WHEN whole >= {least} THEN '{segment}'" for least, segment in THRESHOLDS)
_DERIVED = (
    f"head([whole IN [{{s}}.arr / (CASE {{s}}.currency {_UNIT}ELSE 100 END)] "
    f"| CASE WHEN whole IS NULL THEN 'smb' {_BY_ARR} ELSE 'digital' END])"
)
_SEGMENT = f"CASE WHEN {_STATED} THEN {{s}}.segment ELSE {_DERIVED} END"
_RUN_STATE = (
    "CASE WHEN {n}.ended_at > $as_of THEN 'running' WHEN {n}.undone_at > $as_of THEN 'done' "
    "WHEN {n}.state IN ['queued', 'running'] "
    f"AND coalesce({{n}}.heartbeat_at, {{n}}.started_at) < $as_of - {SILENT_MILLIS} "
    "THEN 'interrupted' ELSE {n}.state END"
)

_REPLACED: Mapping[tuple[str, str], str] = {
    ("Account", "name"): "coalesce({n}.name, {n}.domain, {n}.id)",
    ("Person", "name"): "coalesce({n}.name, {n}.id)",
    ("Teammate", "name"): "coalesce({n}.name, {n}.email, {n}.id)",
    ("Account", "status"): "coalesce({s}.status, CASE WHEN {n}.known THEN 'customer' "
    "ELSE 'prospect' END)",
    ("Account", "segment"): _SEGMENT,
    ("Ask", "state"): ASK_STATE,
    ("Person", "opted_out"): "coalesce({n}.opted_out, false)",
    ("Decision", "unrestored"): "CASE WHEN {n}.undone_at <= $as_of "
    "THEN coalesce({n}.unrestored, []) ELSE [] END",
    ("ImportRun", "state"): _RUN_STATE,
}
"""Columns that are more than their property; they are never null."""

_AS_OF: Mapping[tuple[str, str], str] = {
    ("AdvocacyRequest", "state"): STATE,
    ("Person", "advocate_status"): "[i IN range(0, size(coalesce({n}.advocate_from, [])) - 1) "
    "WHERE {n}.advocate_from[i] <= $as_of | {n}.advocate_as[i]][-1]",
    ("Asset", "state"): STATE,
    ("Ask", "decided_at"): DECIDED_AT,
    ("Ask", "ended_at"): ENDED_AT,
    ("Ask", "reserved_until"): RESERVED_UNTIL,
}
"""Columns that are told by what had been done by then."""

_ADDED: Mapping[str, tuple[Column, ...]] = {
    "Consent": (
        Column(
            "state",
            Type.TEXT,
            "whether it is in force, or ended by its date, its giver or a decision of ours",
            CONSENT_STATE,
            values=(IN_FORCE, OVER),
            required=True,
        ),
    ),
    "Account": (
        Column(
            "stated_segment",
            Type.TEXT,
            "segment as a source states it, also one that the policy does not know",
            "{s}.segment",
        ),
        Column(
            "segment_source",
            Type.TEXT,
            "whether a source states the segment or it is derived from ARR",
            f"CASE WHEN {_STATED} THEN 'stated' ELSE 'derived' END",
            values=("stated", "derived"),
            required=True,
        ),
    ),
}


def _column(entity: Entity, declared: Property) -> Column:
    label, name = entity.label, declared.name
    dated = label == "Account" and name in DATED_ACCOUNT_PROPERTIES
    of = f"{'{s}' if dated else '{n}'}.{name}"
    if name in _HAPPENS.get(label, ()):
        of = f"CASE WHEN {of} <= $as_of THEN {of} END"
    if declared.type is Type.WORDS:
        of = f"coalesce({of}, [])"
    of = _REPLACED.get((label, name), of)
    of = _AS_OF.get((label, name), of)
    return Column(
        name,
        declared.type,
        declared.meaning,
        of,
        declared.values,
        declared.required or (label, name) in _REPLACED,
        declared.readers,
        currency=f"{'{s}' if dated else '{n}'}.currency" if declared.type is Type.MONEY else "",
    )


def _columns(entity: Entity) -> Iterable[Column]:
    yield Column("id", Type.TEXT, "opaque, prefixed and lasting", "{n}.id", required=True)
    of_money = any(declared.type is Type.MONEY for declared in entity.properties)
    for declared in entity.properties:
        if declared.name == "deleted_at" or (of_money and declared.name == "currency"):
            continue
        yield _column(entity, declared)
    yield from _ADDED.get(entity.label, ())


COLUMNS: Mapping[str, Mapping[str, Column]] = {
    label: {column.name: column for column in _columns(entity)}
    for label, entity in ENTITIES.items()
    if label not in HIDDEN
}
"""Every column of every kind of node, by label and name."""
