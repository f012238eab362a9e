"""Moments at the edge: what the clock says now, and how a moment is written."""

import time
from datetime import UTC, datetime

from graph.model import Millis


def current() -> Millis:
    """Now."""
    return time.time_ns() // 1_000_000


def moment_of(at: Millis) -> datetime:
    """A moment as Python has it, in UTC."""
    return datetime.fromtimestamp(at / 1000, UTC)


def rfc3339(at: Millis) -> str:
    """A moment as text: 2026-11-22T06:54:00Z, with milliseconds only where there are any."""
    moment = moment_of(at)
    precision = "milliseconds" if at % 1000 else "seconds"
    return moment.isoformat(timespec=precision).replace("+00:00", "Z")
