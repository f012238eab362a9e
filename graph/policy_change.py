"""Changing what we promise the accounts of a segment, from a moment on; what held before stays."""

from graph.apply import apply
from graph.audit import Deed, note
from graph.database import Database, Transaction
from graph.errors import BadInput
from graph.model import POLICY, Millis
from graph.policy import SegmentPolicy, cadence_words
from graph.statement import Statement

TOUCH_MODELS = next(p.values for p in POLICY.properties if p.name == "touch")


async def set_policy(
    database: Database, policy: SegmentPolicy, *, since: Millis, now: Millis, by: str
) -> None:
    """Promise this from `since` on; the newest promise to a segment is the one that holds."""
    if not policy.segment.strip():
        raise BadInput("A policy needs a segment.")
    if policy.touch not in TOUCH_MODELS:
        raise BadInput(f"A touch model is one of {', '.join(TOUCH_MODELS)}.")
    if policy.contacts < 0 or (policy.executive_days or 1) < 1:
        raise BadInput("Contacts are 0 or more, days 1 or more.")
    statement = Statement(
        "Policy",
        f"rapport:Policy:{policy.segment}:{since}",
        {
            "segment": policy.segment,
            "touch": policy.touch,
            "cadences": cadence_words(policy),
            "contacts": policy.contacts,
            "executive_days": policy.executive_days,
            "since": since,
        },
        modified_at=now,
    )

    async def work(transaction: Transaction) -> None:
        await apply(transaction, [statement], now)
        await note(transaction, Deed(by, "policy.set", policy.segment), now)

    await database.transaction("policy.set", work)
