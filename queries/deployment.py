"""What is true of the whole deployment, and enters every answer: policies, watermarks, settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.cypher import cypher
from graph.database import Reads
from graph.faults import Fault, faults_of
from graph.model import Millis
from graph.policy import DEFAULTS, SegmentPolicy, policy_from
from graph.statement import Statement
from graph.versions import fingerprint
from queries.rules.days import day_of
from queries.rules.scoring import WEIGHTS


@dataclass(frozen=True, slots=True)
class Deployment:
    """Settings and feeds as they stood.

    `watermarks` tells for each source of touchpoints when its newest export was taken;
    `settings_version` names the policies and weights an answer used. `warnings` name the policies
    that are there and cannot be used. `begins_at` is the moment of the first touchpoint, where it
    lies after this one.
    """

    policies: Mapping[str, SegmentPolicy]
    watermarks: Mapping[str, Millis]
    goals_recorded: bool
    settings_version: str
    warnings: tuple[str, ...] = ()
    begins_at: Millis | None = None


async def read_deployment(graph: Reads, as_of: Millis) -> Deployment:
    """The deployment as of a moment."""
    row = (
        await graph.read("queries.deployment", cypher("queries", "deployment"), {"as_of": as_of})
    )[0]
    stated, warnings = _stated(row["policies"])
    begins_at = None if row["begun"] else await _first_touchpoint(graph)
    if begins_at is not None:
        warnings += (_too_early(begins_at, as_of),)
    policies = {**DEFAULTS, **stated}
    return Deployment(
        policies,
        {mark["source"]: mark["watermark"] for mark in row["watermarks"]},
        row["goals_recorded"],
        _version(policies),
        warnings,
        begins_at,
    )


async def _first_touchpoint(graph: Reads) -> Millis | None:
    text = cypher("queries", "first_touchpoint")
    rows = await graph.read("queries.first_touchpoint", text, {})
    at: Millis | None = rows[0]["at"]
    return at


def _too_early(begins_at: Millis, as_of: Millis) -> str:
    return (
        f"Touchpoints are known from {day_of(begins_at)} only: who was in touch with whom by "
        f"{day_of(as_of)} cannot be told."
    )


def _stated(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[dict[str, SegmentPolicy], tuple[str, ...]]:
    """The newest policy of each segment that can be used; what is wrong with one newer than it."""
    stated: dict[str, SegmentPolicy] = {}
    damaged: dict[str, str] = {}
    for row in rows:
        segment = str(row["segment"] or row["id"])
        fault = next(faults_of(Statement("Policy", row["id"], row)), None)
        if fault is not None:
            damaged[segment] = _warning(row, fault)
            continue
        stated[segment] = policy_from(row)
        damaged.pop(segment, None)
    return stated, tuple(damaged.values())


def _warning(row: Mapping[str, Any], fault: Fault) -> str:
    which = f"of {row['segment']}" if row["segment"] else row["id"]
    if row["since"] is not None:
        which += f" since {day_of(row['since'])}"
    return (
        f"The policy {which} cannot be used: {fault.sentence} What was promised before it counts."
    )


def _version(policies: Mapping[str, SegmentPolicy]) -> str:
    content = [
        [p.segment, p.touch, dict(p.cadences), p.contacts, p.executive_days]
        for _, p in sorted(policies.items())
    ]
    return fingerprint([content, WEIGHTS])[:12]
