"""A small world to read: Acme, its subsidiary Bolt, the quiet Corda, and the people around them.

It is loaded as an importer would load it, from two exports: one of 1 June 2026, when Acme paid
300,000, and one of 20 November 2026, when it pays 1,200,000.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from graph.apply import apply
from graph.batch import batch_of
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Participant, Statement, Value


def at(text: str) -> Millis:
    """The moment an ISO text in UTC names."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


JUNE = at("2026-06-01")
NOVEMBER = at("2026-11-20")
NOW = at("2026-11-21T12:00")

ACME = id_from("Account", "crm:Account:acme")
BOLT = id_from("Account", "crm:Account:bolt")
CORDA = id_from("Account", "crm:Account:corda")
DUNE = id_from("Account", "crm:Account:dune")
ANN = id_from("Person", "crm:Contact:ann")
BEN = id_from("Person", "crm:Contact:ben")
CLEO = id_from("Person", "crm:Contact:cleo")
DEV = id_from("Person", "crm:Contact:dev")
TESS = id_from("Teammate", "crm:User:tess")
OTTO = id_from("Teammate", "crm:User:otto")
REVIEW = id_from("Touchpoint", "crm:Event:review")
MAIL = id_from("Touchpoint", "crm:Mail:mail")
READING = id_from("Sentiment", "crm:Survey:ann")
CONSENT = id_from("Consent", "crm:Consent:cleo")
ASKED = id_from("Ask", "crm:Ask:cleo")


def _account(name: str, values: Mapping[str, Value], deleted: bool = False) -> Statement:
    return Statement(
        "Account",
        f"crm:Account:{name}",
        {"name": name.capitalize(), "domain": f"{name}.example", **values},
        created_at=at("2025-01-01"),
        modified_at=at("2026-10-01") if deleted else None,
        deleted=deleted,
    )


def _person(name: str, account: str, values: Mapping[str, Value]) -> Statement:
    return Statement(
        "Person",
        f"crm:Contact:{name}",
        {"email": f"{name}@{account}.example", "account": f"crm:Account:{account}", **values},
        created_at=at("2025-02-01"),
        names=(f"email:{name}@{account}.example",),
    )


def _role(name: str, role: str, since: str, until: str | None = None) -> Statement:
    return Statement(
        "STAKEHOLDER_IN",
        f"crm:Role:{name}-{role}",
        {
            "person": f"crm:Contact:{name}",
            "account": "crm:Account:acme",
            "role": role,
            "attitude": "advocate" if role == "champion" else None,
            "since": at(since),
            "until": None if until is None else at(until),
        },
        created_at=at(since),
    )


def _touchpoint(
    key: str, when: str, channel: str, values: Mapping[str, Value], *parts: Participant
) -> Statement:
    return Statement(
        "Touchpoint",
        f"crm:{key}",
        {
            "at": at(when),
            "channel": channel,
            "status": "held",
            "reach": "human",
            "account": ["crm:Account:acme"],
            **values,
        },
        created_at=at(when),
        participants=parts,
    )


def _part(who: str, part: str) -> Participant:
    label = "Teammate" if ":User:" in who else "Person"
    return Participant(f"crm:{who}", part, label)


ACME_IN_JUNE = _account(
    "acme", {"status": "customer", "arr": 300_000_00, "currency": "EUR", "csm": "crm:User:tess"}
)
ACME_NOW = _account(
    "acme",
    {
        "status": "customer",
        "arr": 1_200_000_00,
        "currency": "EUR",
        "renewal_on": "2027-03-31",
        "industry": "software",
        "topics": ["routing", "billing"],
        "hold_until": "2026-12-24",
        "hold_reason": "in a dispute",
        "csm": "crm:User:tess",
        "owner": "crm:User:otto",
    },
)
WORLD = (
    Statement("Teammate", "crm:User:tess", {"name": "Tess", "function": "csm", "active": True}),
    Statement("Teammate", "crm:User:otto", {"name": "Otto", "function": "owner", "active": True}),
    ACME_NOW,
    _account("bolt", {"status": "prospect", "segment": "smb", "parent": "crm:Account:acme"}),
    _account("corda", {"status": "customer", "segment": "galactic"}),
    _account("dune", {"status": "customer"}, deleted=True),
    _person("ann", "acme", {"name": "Ann", "title": "CFO", "phone": "+1 555 0100"}),
    _person("ben", "acme", {"name": "Ben", "title": "Admin", "reports_to": "crm:Contact:ann"}),
    _person("cleo", "acme", {"name": "Cleo", "title": "CTO", "phone": "+1 555 0101"}),
    _person("dev", "bolt", {"name": "Dev", "hold_reason": "on leave"}),
    _role("ann", "champion", "2026-03-01"),
    _role("ann", "economic_buyer", "2025-06-01"),
    _role("ben", "admin", "2025-06-01", "2026-09-01"),
    _role("cleo", "executive_sponsor", "2026-01-01"),
    _touchpoint(
        "Event:review",
        "2026-11-02T10:00",
        "meeting",
        {"subject": "Quarterly review", "purpose": "qbr", "direction": "both", "minutes": 60},
        _part("Contact:ann", "attended"),
        _part("Contact:cleo", "declined"),
        _part("User:tess", "attended"),
    ),
    _touchpoint(
        "Mail:mail",
        "2026-11-10T09:30",
        "email",
        {"subject": "Invoice", "summary": "They wonder about one line.", "direction": "in"},
        _part("Contact:ben", "wrote"),
        _part("User:tess", "addressed"),
    ),
    _touchpoint(
        "Event:kickoff",
        "2026-12-01T09:00",
        "meeting",
        {"subject": "Kick-off", "direction": "both"},
        _part("Contact:ann", "attended"),
    ),
    Statement(
        "Sentiment",
        "crm:Survey:ann",
        {
            "person": "crm:Contact:ann",
            "account": "crm:Account:acme",
            "at": at("2026-10-01"),
            "kind": "nps",
            "raw": 9,
            "note": "Loves the routing.",
        },
        created_at=at("2026-10-01"),
    ),
    Statement(
        "Consent",
        "crm:Consent:cleo",
        {
            "person": "crm:Contact:cleo",
            "account": "crm:Account:acme",
            "acts": ["quote", "reference_call"],
            "since": at("2026-05-01"),
            "evidence": "mail of 1 May",
        },
        created_at=at("2026-05-01"),
    ),
    Statement(
        "Ask",
        "crm:Ask:cleo",
        {
            "person": "crm:Contact:cleo",
            "account": "crm:Account:acme",
            "act": "quote",
            "state": "completed",
            "invited_at": at("2026-07-01"),
            "decided_at": at("2026-07-05"),
            "ended_at": at("2026-07-20"),
        },
        created_at=at("2026-07-01"),
    ),
)


async def load_world(database: Database) -> None:
    """Load both exports."""

    async def june(tx: Transaction) -> None:
        await apply(tx, batch_of([WORLD[0], ACME_IN_JUNE], JUNE))

    async def november(tx: Transaction) -> None:
        await apply(tx, batch_of(list(WORLD), NOVEMBER))

    await database.transaction("tests.june", june)
    await database.transaction("tests.november", november)
