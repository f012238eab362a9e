"""A random world in the making: ids, moments near the edges of rules, rows with their stamps."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from .days import DAY, SECOND, Millis, day_of, iso, moment
from .exports import Row, eighteen

NOW: Millis = moment("2025-06-16T12:00:00Z") or 0
EDGES = (0, 1, 6, 7, 8, 10, 14, 15, 29, 30, 31, 60, 89, 90, 91, 120, 180, 200, 364, 365, 366)
PREFIXES = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "Task": "00T",
    "Event": "00U",
    "EmailMessage": "02s",
    "Case": "500",
    "AccountContactRelation": "07k",
    "OpportunityContactRole": "00K",
    "EventRelation": "0RE",
}
MADE_ON = NOW - 900 * DAY
"""Accounts and users are older than everything else."""


def an_id(name: str, number: int) -> str:
    """An 18-character id with a correct checksum; capitals differ, so that case matters."""
    letters = ("gK", "Gk", "gk", "GK")[number % 4]
    return eighteen(f"{PREFIXES[name]}5{letters}{number:09d}")


@dataclass
class Builder:
    """A world in the making: its rows as the last export shows them, and how they were before."""

    rng: Random
    taken_at: Millis
    tables: dict[str, list[Row]] = field(default_factory=dict)
    before: dict[tuple[str, str], Row] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def add(self, table: str, row: Row, created: Millis, changed: Millis | None = None) -> str:
        rows = self.tables.setdefault(table, [])
        created = min(created, self.taken_at)
        changed = min(max(created, changed or created), self.taken_at)
        self.made[table] = self.made.get(table, 0) + 1
        key = an_id(table, self.made[table])
        stamps = {
            "Id": key,
            "IsDeleted": "false",
            "CreatedDate": iso(created),
            "LastModifiedDate": iso(changed),
            "SystemModstamp": iso(changed),
        }
        rows.append(stamps | row)
        return key

    def was(self, table: str, key: str, share: float, **columns: str) -> None:
        """With this probability the record said something else before it was last modified."""
        if self.chance(share):
            self.before[table, key] = self.before.get((table, key), {}) | columns

    def own(self, table: str, row: Row) -> None:
        self.tables.setdefault(table, []).append(row)

    def ids(self, table: str) -> list[str]:
        return [row["Id"] for row in self.tables.get(table, [])]

    def past(self) -> Millis:
        """A moment at or near a boundary of some rule, or anywhere."""
        if self.chance(0.3):
            return NOW - self.rng.randrange(400 * DAY // SECOND) * SECOND
        return NOW - self.rng.choice(EDGES) * DAY + self.rng.choice((-1, 0, 0, 1)) * SECOND

    def change(self, created: Millis) -> Millis:
        """A moment between creation and the export."""
        return self.rng.choice((created, min(self.taken_at, max(created, self.past()))))

    def day(self, days: int) -> str:
        return (day_of(NOW) + timedelta(days=days)).isoformat()

    def flag(self, share: float) -> str:
        return "true" if self.chance(share) else "false"

    def one_or_none(self, values: list[str], share: float) -> str:
        return self.rng.choice(values) if values and self.chance(share) else ""
