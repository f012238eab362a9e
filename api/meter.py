"""How fast one key may ask: so many calls and so many nodes a minute, each key by itself.

Both are buckets that drain evenly: after a pause the whole minute's worth may be taken at once.
They are kept in memory, so several processes allow their sum.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

SECONDS = 60


@dataclass(slots=True)
class Bucket:
    """How full one bucket is, as of a moment."""

    level: float = 0.0
    at: float = 0.0


@dataclass
class Meter:
    """One kind of allowance: at most `per_minute` of something for each key.

    `clock` counts seconds and never goes back.
    """

    per_minute: int
    clock: Callable[[], float] = monotonic
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def take(self, key: str, amount: int) -> float:
        """Take an amount from a key's allowance: 0, or the seconds after which it can be had."""
        bucket = self._drained(key)
        over = bucket.level + amount - self.per_minute
        if over > 0:
            return over * SECONDS / self.per_minute
        bucket.level += amount
        return 0.0

    def left(self, key: str) -> int:
        """What the key may still take now."""
        return int(self.per_minute - self._drained(key).level)

    def _drained(self, key: str) -> Bucket:
        now = self.clock()
        bucket = self._buckets.setdefault(key, Bucket(at=now))
        bucket.level = max(0.0, bucket.level - (now - bucket.at) * self.per_minute / SECONDS)
        bucket.at = now
        return bucket
