"""The stories as the oracle reads them: its worlds, and its answers in names people can read."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from examples.background import with_bystanders
from examples.plan import AccountPlan
from examples.rapport_files import rapport_tables
from examples.salesforce import export_of
from examples.salesforce_records import Export
from examples.stories import STORIES
from examples.worktime import Clock
from tests.oracle import World
from tests.oracle.exports import Row

BELONG_TOGETHER = (
    {"Glasshollow Ceramics", "Verdant Rail"},
    {"Aldermere Group", "Aldermere Offshore"},
    {"Halden Foods", "Sorrelby Foods"},
)
MILLIS = 1000
Question = Callable[[World, int], list[Any]]


class Story:
    """One account, or a few that share people, as an export of their own."""

    def __init__(self, plans: list[AccountPlan], as_of: date, seed: int) -> None:
        export = export_of(plans, Clock(as_of), seed)
        own = rapport_tables(plans, export, seed).rows
        self.world: World = [{"taken_at": None, "tables": _tables(export) | _own(export, own)}]
        self.names = {id_: name for name, id_ in export.accounts.items()}
        self.names |= {id_: name for (_, name), id_ in export.contacts.items()}

    def named(self, value: object) -> str:
        """An account's name, or a person's; several people in a row of names."""
        if isinstance(value, str):
            return self.names.get(value, value)
        if isinstance(value, tuple):
            return next(self.names[id_] for id_ in value if id_ in self.names)
        if isinstance(value, list):
            return ", ".join(sorted(self.named(one) for one in value))
        return str(value)


def stories(as_of: date, seed: int) -> list[Story]:
    """Every story, with whoever it shares people with."""
    return [Story(plans, as_of, seed) for plans in _groups(seed)]


def _groups(seed: int) -> Iterator[list[AccountPlan]]:
    plans = {plan.name: with_bystanders(plan, seed) for plan in STORIES}
    while plans:
        first = next(iter(plans))
        together = next((group for group in BELONG_TOGETHER if first in group), {first})
        yield [plans.pop(name) for name in tuple(plans) if name in together]


def midnight(as_of: date, days_later: int = 0) -> int:
    """00:00 UTC of the day, or of a later one, in milliseconds."""
    return int((Clock(as_of).now + timedelta(days=days_later)).timestamp()) * MILLIS


def _tables(export: Export) -> dict[str, list[Row]]:
    columns = export.tables.columns
    return {
        table: [{column: row.get(column, "") for column in columns[table]} for row in rows]
        for table, rows in export.tables.rows.items()
    }


def _own(export: Export, rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Rapport's own files in the oracle's columns."""
    contact_of = {address: export.contacts[key] for key, address in export.addresses.items()}

    def who(row: Row) -> Row:
        return {"person": contact_of[row["person"]], "account": row["account"]}

    def when(row: Row, column: str, *states: str) -> str:
        return row[column] if row["state"] in states else ""

    accounts = export.tables.rows["Account"]
    return {
        "goals": [who(r) | {"at": r["since"], "goal": r["text"]} for r in rows["goals"]],
        "sentiment": [
            who(r)
            | {column: r[column] for column in ("at", "kind", "scale_min", "scale_max")}
            | {"score": r["raw"]}
            for r in rows["sentiment"]
        ],
        "consents": [
            who(r)
            | {"acts": r["acts"], "region": r["regions"], "from": r["since"], "to": r["until"]}
            | {"revoked_at": r["revoked_at"]}
            for r in rows["consents"]
        ],
        "assets": [who(r) | {"kind": r["kind"], "at": r["published_at"]} for r in rows["assets"]],
        "asks": [
            who(r)
            | {column: r[column] for column in ("act", "invited_at", "reserved_until")}
            | {"accepted_at": when(r, "decided_at", "accepted", "scheduled", "completed")}
            | {"scheduled_at": when(r, "decided_at", "scheduled")}
            | {"completed_at": when(r, "ended_at", "completed")}
            | {"declined_at": when(r, "decided_at", "declined")}
            | {"missed_at": when(r, "ended_at", "missed_by_prospect")}
            for r in rows["asks"]
        ],
        "holds": [
            {"account": a["Id"], "from": "2000-01-01", "until": a["Advocacy_Hold_Until__c"]}
            for a in accounts
            if a.get("Advocacy_Hold_Until__c")
        ],
        "competitors": [
            {"account": account["Id"], "domain": domain}
            for account in accounts
            for domain in account["Competitors__c"].split(";")
            if domain
        ],
    }
