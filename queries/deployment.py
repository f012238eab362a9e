"""What is true of the whole deployment, and enters every answer: policies, watermarks, settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from graph.policy import DEFAULTS, SegmentPolicy, policy_from
from graph.versions import fingerprint
from queries.scoring import WEIGHTS


@dataclass(frozen=True, slots=True)
class Deployment:
    """Settings and feeds as they stood.

    `watermarks` tells for each source of touchpoints when its newest export was taken;
    `settings_version` names the policies and weights an answer used.
    """

    policies: Mapping[str, SegmentPolicy]
    watermarks: Mapping[str, Millis]
    goals_recorded: bool
    settings_version: str


async def read_deployment(database: Database, as_of: Millis) -> Deployment:
    """The deployment as of a moment."""
    row = (
        await database.read("queries.deployment", cypher("queries", "deployment"), {"as_of": as_of})
    )[0]
    stated = {policy["segment"]: policy_from(policy) for policy in row["policies"]}
    policies = {**DEFAULTS, **stated}
    return Deployment(
        policies,
        {mark["source"]: mark["watermark"] for mark in row["watermarks"]},
        row["goals_recorded"],
        _version(policies),
    )


def _version(policies: Mapping[str, SegmentPolicy]) -> str:
    content = [
        [p.segment, p.touch, dict(p.cadences), p.contacts, p.executive_days]
        for _, p in sorted(policies.items())
    ]
    return fingerprint([content, WEIGHTS])[:12]
