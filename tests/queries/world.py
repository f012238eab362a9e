"""Small named worlds, told in a line a fact, and loaded as an importer would load them.

Everything happens around NOW, a Monday noon. Names are short and lower case ("ann", "acme"); what
they stand for is called after them ("Ann", "Acme"). `names` turns the ids of an answer back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from graph.database import Database
from graph.loading.load import load
from graph.model import Millis
from graph.statement import Participant, Reject, Statement, Value

SECOND: Millis = 1000
DAY: Millis = 86_400_000


def at(text: str) -> Millis:
    """The moment an ISO text in UTC names."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * SECOND)


NOW = at("2026-06-15T12:00")
LONG_AGO = NOW - 900 * DAY


def ago(days: float, seconds: int = 0) -> Millis:
    """So many days (and seconds) before NOW; negative numbers lie ahead."""
    return NOW - round(days * DAY) - seconds * SECOND


def day(days: int) -> str:
    """The date so many days after NOW's."""
    return datetime.fromtimestamp((NOW + days * DAY) / SECOND, UTC).date().isoformat()


def key(kind: str, name: str) -> str:
    """The key of a record of the one source there is."""
    return f"crm:{kind}:{name}"


# --- who there is


def teammate(name: str, **values: Value) -> Statement:
    """Somebody of ours."""
    said: dict[str, Value] = {"name": name.capitalize(), "email": f"{name}@vendor.example"}
    return Statement(
        "Teammate",
        key("Teammate", name),
        {**said, **values},
        created_at=LONG_AGO,
        names=(f"email:{name}@vendor.example",),
    )


def account(
    name: str, /, segment: str | None = "enterprise", owner: str | None = "tess", **values: Value
) -> Statement:
    """A customer, owned by Tess unless told otherwise."""
    said: dict[str, Value] = {"name": name.capitalize(), "status": "customer", "segment": segment}
    said["owner"] = None if owner is None else key("Teammate", owner)
    return Statement(
        "Account", key("Account", name), {"currency": "USD", **said, **values}, created_at=LONG_AGO
    )


def person(
    name: str,
    where: str | None,
    /,
    *roles: str,
    since: Millis = LONG_AGO,
    modified_at: Millis | None = None,
    email: str | None = None,
    **values: Value,
) -> Statement:
    """Somebody who works there, in these roles; the address is theirs alone unless told."""
    address = email or f"{name}@{where}.example"
    said: dict[str, Value] = {
        "name": name.capitalize(),
        "email": address,
        "account": None if where is None else key("Account", where),
        "roles": list(roles),
    }
    return Statement(
        "Person",
        key("Person", name),
        {**said, **values},
        created_at=since,
        modified_at=modified_at,
        names=(f"email:{address}",),
    )


def affiliation(
    who: str,
    where: str,
    *roles: str,
    since: Millis | None = None,
    until: Millis | None = None,
    modified_at: Millis | None = None,
    **values: Value,
) -> Statement:
    """A CRM's relation between a contact and an account; direct and active unless told."""
    said: dict[str, Value] = {
        "person": key("Person", who),
        "account": key("Account", where),
        "roles": list(roles),
        "direct": True,
        "active": True,
        "since": since,
        "until": until,
    }
    return Statement(
        "AFFILIATED",
        key("Affiliation", f"{who}-{where}"),
        {**said, **values},
        created_at=LONG_AGO,
        modified_at=modified_at,
    )


def role(
    who: str, where: str, name: str, since: Millis = LONG_AGO, until: Millis | None = None
) -> Statement:
    """A role that states its own dates."""
    said: dict[str, Value] = {
        "person": key("Person", who),
        "account": key("Account", where),
        "role": name,
        "since": since,
        "until": until,
    }
    return Statement(
        "STAKEHOLDER_IN", key("Role", f"{who}-{where}-{name}"), said, created_at=LONG_AGO
    )


def reports(who: str, manager: str) -> Statement:
    """A reporting line."""
    said: dict[str, Value] = {"person": key("Person", who), "manager": key("Person", manager)}
    return Statement("REPORTS_TO", key("Line", f"{who}-{manager}"), said, created_at=LONG_AGO)


def influences(who: str, other: str) -> Statement:
    """Whose word counts with whom."""
    said: dict[str, Value] = {"person": key("Person", who), "influenced": key("Person", other)}
    return Statement("INFLUENCES", key("Line", f"{who}~{other}"), said, created_at=LONG_AGO)


# --- what happened


def touch(
    channel: str,
    when: Millis,
    theirs: Mapping[str, Sequence[str]],
    ours: Mapping[str, Sequence[str]],
    **values: Value,
) -> Statement:
    """A touchpoint: who took which part in it (`{"attended": ["ann"]}`), theirs and ours."""
    parts = [
        Participant(key(label, name), part, label)
        for label, of_label in (("Person", theirs), ("Teammate", ours))
        for part, names in of_label.items()
        for name in names
    ]
    names = "-".join(p.who.rpartition(":")[2] for p in parts)
    said: dict[str, Value] = {"at": when, "channel": channel, "reach": "human", "direction": "both"}
    return Statement(
        "Touchpoint",
        key("Touchpoint", f"{channel}-{when}-{names}"),
        {**said, **values},
        participants=tuple(parts),
    )


def meeting(when: Millis, *who: str, ours: Sequence[str] = ("tess",), **values: Value) -> Statement:
    """A meeting that all of them attended."""
    return touch("meeting", when, {"attended": who}, {"attended": ours}, **values)


def call(when: Millis, who: str, ours: str = "tess") -> Statement:
    """A call in which we spoke."""
    return touch("call", when, {"attended": [who]}, {"attended": [ours]})


def mail_from(when: Millis, who: str, ours: str = "tess") -> Statement:
    """A mail they wrote to one of us."""
    return touch("email", when, {"wrote": [who]}, {"addressed": [ours]}, direction="in")


def mail_to(when: Millis, who: str, ours: str = "tess", **values: Value) -> Statement:
    """A mail of ours: an attempt."""
    return touch("email", when, {"addressed": [who]}, {"wrote": [ours]}, direction="out", **values)


def webinar(when: Millis, *who: str) -> Statement:
    """A scaled touch."""
    return touch("webinar", when, {"attended": who}, {}, reach="scaled")


def invitation(when: Millis, who: str, answered_at: Millis | None = None) -> Statement:
    """A meeting that the one invited declined."""
    declined = touch("meeting", when, {"declined": [who]}, {"attended": ["tess"]})
    parts = [replace(p, responded_at=answered_at) for p in declined.participants]
    return replace(declined, participants=tuple(parts))


# --- what people want, feel, allow and do


def goal(who: str, since: Millis = LONG_AGO) -> Statement:
    """Something a stakeholder wants."""
    said: dict[str, Value] = {"text": "Grow", "since": since, "person": key("Person", who)}
    return Statement("Goal", key("Goal", who), said)


def reading(who: str, when: Millis, kind: str = "judgement", **values: Value) -> Statement:
    """How somebody feels: `score`, or `raw` on the scale of the survey."""
    said: dict[str, Value] = {"at": when, "kind": kind, "person": key("Person", who)}
    return Statement("Sentiment", key("Sentiment", f"{who}-{kind}-{when}"), {**said, **values})


def consent(who: str, *acts: str, since: Millis = LONG_AGO, **values: Value) -> Statement:
    """What somebody allows."""
    said: dict[str, Value] = {"acts": list(acts), "since": since, "person": key("Person", who)}
    return Statement("Consent", key("Consent", f"{who}-{'-'.join(acts)}"), {**said, **values})


def asset(who: str, published_at: Millis | None, **values: Value) -> Statement:
    """Something of ours that features somebody."""
    said: dict[str, Value] = {"title": "A story", "kind": "quote", "published_at": published_at}
    said["person"] = key("Person", who)
    return Statement("Asset", key("Asset", who), {**said, **values})


def ask_of(
    who: str, where: str, act: str, invited_at: Millis, state: str = "invited", **values: Value
) -> Statement:
    """What somebody was asked for."""
    said: dict[str, Value] = {"act": act, "state": state, "invited_at": invited_at}
    said |= {"person": key("Person", who), "account": key("Account", where)}
    return Statement("Ask", key("Ask", f"{who}-{act}-{invited_at}"), {**said, **values})


def opportunity(name: str, where: str | None, **values: Value) -> Statement:
    """A deal."""
    said: dict[str, Value] = {"name": name.capitalize(), "currency": "USD"}
    said["account"] = None if where is None else key("Account", where)
    return Statement("Opportunity", key("Opportunity", name), {**said, **values})


def request(name: str, deal: str | None = None, **values: Value) -> Statement:
    """A request for advocates, by Tess, for a deal."""
    said: dict[str, Value] = {"title": name.capitalize(), "act": "reference_call"}
    said["opportunity"] = None if deal is None else key("Opportunity", deal)
    said["requester"] = key("Teammate", "tess")
    return Statement("AdvocacyRequest", key("AdvocacyRequest", name), {**said, **values})


def benefit(who: str, at: Millis, **values: Value) -> Statement:
    """What somebody got in return."""
    said: dict[str, Value] = {"text": "A mug", "at": at, "person": key("Person", who)}
    return Statement("Benefit", key("Benefit", f"{who}-{at}"), {**said, **values})


def resource(name: str, **values: Value) -> Statement:
    """Something we can offer."""
    return Statement("Resource", key("Resource", name), {"name": name.capitalize(), **values})


def share(what: str, who: str, at: Millis) -> Statement:
    """That it was offered to somebody."""
    said: dict[str, Value] = {"resource": key("Resource", what), "at": at}
    said["person"] = key("Person", who)
    return Statement("Share", key("Share", f"{what}-{who}"), said)


def escalation(where: str, opened_at: Millis, **values: Value) -> Statement:
    """A support case."""
    said: dict[str, Value] = {"opened_at": opened_at, "account": key("Account", where)}
    return Statement("Escalation", key("Escalation", f"{where}-{opened_at}"), {**said, **values})


def decision(who: str, where: str, verdict: str, when: Millis, **values: Value) -> Statement:
    """What somebody of us decided about a departure."""
    said: dict[str, Value] = {"verdict": verdict, "at": when}
    said |= {"person": key("Person", who), "account": key("Account", where)}
    return Statement("Decision", key("Decision", f"{who}-{where}-{when}"), {**said, **values})


def policy(segment: str, *cadences: str, since: Millis, **values: Value) -> Statement:
    """What we promise a segment from that moment on: `champion=14`, `admin=`."""
    said: dict[str, Value] = {"segment": segment, "cadences": list(cadences), "since": since}
    return Statement("Policy", key("Policy", f"{segment}-{since}"), {**said, **values})


# --- telling it


@dataclass
class _Table:
    """All that an export says, in one table."""

    said: Sequence[Statement]
    name: str = "said"

    @property
    def rows(self) -> int:
        return len(self.said)

    def statements(self) -> Iterator[Statement | Reject]:
        yield from (replace(s, line=number) for number, s in enumerate(self.said, 1))


@dataclass
class _Export:
    """An export of the one source, read from a list."""

    tables: Sequence[_Table]
    taken_at: Millis | None
    has_touchpoints: bool
    fingerprint: str
    source: str = "crm"
    path: str = "told"
    ignored_files: Sequence[str] = field(default_factory=list)


async def tell(
    database: Database, *said: Statement, taken_at: Millis = NOW, touchpoints: bool = True
) -> None:
    """Load all that is said as one export taken at that moment."""
    export = _Export([_Table(said)], taken_at, touchpoints, f"{taken_at}:{hash(repr(said))}")
    await load(database, export)


async def names(database: Database) -> dict[str, str]:
    """What each id stands for: the name, of several records joined by `=`."""
    rows = await database.read(
        "tests.names",
        "MATCH (i:Identifier)-[:NAMES]->(n) WHERE i.key STARTS WITH 'crm:' "
        "WITH n, i ORDER BY i.key RETURN n.id AS id, collect(i.key) AS keys",
    )
    return {row["id"]: "=".join(k.rpartition(":")[2] for k in row["keys"]) for row in rows}
