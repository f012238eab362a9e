"""Moments as APIs, warehouses and old exports write them: ISO text, or milliseconds since 1970."""

import re
import time
from datetime import UTC, datetime

from graph.model import Millis
from graph.values.calendar import DAY
from importers import cells

_MILLISECONDS = re.compile(r"(\d{12,14})(?:\.0+)?", re.ASCII)


def moment(cell: str) -> Millis | None:
    """A moment in either form."""
    return cells.moment(iso(cell))


def day(cell: str) -> str | None:
    """A date as YYYY-MM-DD, from either."""
    return cells.day(iso(cell))


def hold(cell: str) -> str | None:
    """The day until which something is held, from either."""
    return cells.hold(iso(cell))


def iso(cell: str) -> str:
    """The same moment as ISO text; a cell that holds no milliseconds stays as it is."""
    found = _MILLISECONDS.fullmatch(cell.strip())
    if found is None:
        return cell
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC).isoformat()


FARTHEST_AHEAD = 2 * DAY


def latest_believed() -> Millis:
    """A record changed after this moment carries a slip, not the moment of its export."""
    return time.time_ns() // 1_000_000 + FARTHEST_AHEAD
