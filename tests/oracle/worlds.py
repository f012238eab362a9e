"""Small nasty worlds: random Salesforce exports in which every rule has its edge.

`random_world(seed, size)` for plain loops; `worlds()` and `moments()` for hypothesis. NOW is the
moment the worlds are built around: most facts lie at a boundary of some rule as seen from it.
"""

import csv
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from .activities import add_activities, add_own_facts
from .blockers import Criteria
from .builder import NOW, Builder
from .companies import (
    add_accounts,
    add_cases,
    add_contacts,
    add_opportunities,
    add_preferences,
    add_relations,
    add_users,
)
from .days import DAY, SECOND, Millis, iso, moment
from .exports import ACTIVITY_FILES, ID_COLUMNS, Export, Row, World
from .own_tables import OWN_TABLES


def build_world(rng: Random, size: int) -> World:
    """A world of one or two exports; see random_world."""
    taken_at = (
        NOW
        - rng.choice((0, 0, 0, 3600, 7 * 86400 - 1, 7 * 86400, 7 * 86400 + 1, 20 * 86400)) * SECOND
    )
    b = Builder(rng, taken_at)
    add_users(b)
    add_accounts(b)
    add_contacts(b, size)
    add_preferences(b)
    add_relations(b)
    add_opportunities(b)
    add_cases(b)
    add_activities(b)
    add_own_facts(b)
    return exports_of(b)


def exports_of(b: Builder) -> World:
    """The last export, and in two worlds of three an earlier one that shows what was known then."""
    tables = dict(b.tables)
    if b.chance(0.15):
        for name in (*ACTIVITY_FILES, "EventRelation"):
            tables.pop(name, None)
    else:
        for name in ACTIVITY_FILES:
            tables.setdefault(name, [])
    last: Export = {"taken_at": b.taken_at, "tables": tables}
    world = [last]
    if b.chance(0.65):
        world.insert(0, earlier_export(b, b.taken_at - b.rng.choice((1, 8, 45, 150)) * DAY))
    if b.chance(0.15):
        b.tables["User"][0]["SystemModstamp"] = iso(b.taken_at)
        last["taken_at"] = None
    if b.chance(0.3):
        world.reverse()
    return with_short_ids(world) if b.chance(0.1) else world


def with_short_ids(world: World) -> World:
    """The same world as older tools export it: Salesforce ids of 15 characters."""
    return [
        {
            "taken_at": export["taken_at"],
            "tables": {
                name: [
                    {
                        column: value[:15] if column in ID_COLUMNS else value
                        for column, value in row.items()
                    }
                    for row in rows
                ]
                for name, rows in export["tables"].items()
            },
        }
        for export in world
    ]


def earlier_export(b: Builder, taken_at: Millis) -> Export:
    """What an export at an earlier moment had shown of the same records."""
    tables: dict[str, list[Row]] = {}
    for name, rows in b.tables.items():
        if name not in OWN_TABLES:
            shown = [as_it_was(b, name, row, taken_at) for row in rows]
            tables[name] = [row for row in shown if row is not None]
    return {"taken_at": taken_at, "tables": tables}


def as_it_was(b: Builder, name: str, row: Row, taken_at: Millis) -> Row | None:
    created, changed = moment(row["CreatedDate"]), moment(row["LastModifiedDate"])
    if created is None or changed is None or created > taken_at:
        return None
    if changed <= taken_at:
        return dict(row)
    unmade = {
        "IsDeleted": "false",
        "MasterRecordId": "",
        "No_Longer_At_Company__c": "false",
        "Champion__c": "false",
        "HasOptedOutOfEmail": "false",
        "IsEscalated": "false",
    }
    if name == "AccountContactRelation":
        unmade |= {"IsActive": "true", "EndDate": ""}
    if name == "Case" and (moment(row["ClosedDate"]) or taken_at) >= taken_at:
        unmade |= {"IsClosed": "false", "ClosedDate": "", "Status": "New"}
    if name == "Contact" and (moment(row["EmailBouncedDate"]) or 0) > taken_at:
        unmade |= {"EmailBouncedDate": "", "EmailBouncedReason": ""}
    was = {column: value for column, value in unmade.items() if column in row}
    stamps = {"LastModifiedDate": row["CreatedDate"], "SystemModstamp": row["CreatedDate"]}
    return row | was | b.before.get((name, row["Id"]), {}) | stamps


def random_world(seed: int, size: int = 6) -> World:
    """The same world for the same seed; size is the greatest number of contacts."""
    return build_world(Random(seed), size)


@st.composite
def worlds(draw: st.DrawFn, size: int = 6) -> World:
    return build_world(draw(st.randoms(use_true_random=False)), size)


def moments() -> st.SearchStrategy[Millis]:
    """Moments worth asking about: around NOW and around what happened before and after."""
    return st.sampled_from(interesting_moments())


def interesting_moments() -> list[Millis]:
    around = (NOW, NOW - SECOND, NOW + SECOND, NOW + DAY, NOW + 7 * DAY, NOW + 7 * DAY + SECOND)
    later = (NOW + 40 * DAY, NOW + 100 * DAY)
    earlier = tuple(NOW - days * DAY for days in (7, 20, 30, 100, 200))
    return [*around, *later, *earlier]


CRITERIA: tuple[Criteria, ...] = (
    {"act": "quote"},
    {"act": "reference_call", "industry": "Banking", "region": "EMEA", "min_employees": 100},
    {"act": "case_study", "persona": "champion", "max_employees": 100, "use_case": "Analytics"},
    {"act": "logo", "persona": "IT", "region": "AMER", "prospect_domain": "rival.example"},
)


def write_csv(export: Export, folder: Path) -> None:
    """The Salesforce tables of an export as CSV files, one per object; an empty table has a header
    alone."""
    for name, rows in export["tables"].items():
        if name in OWN_TABLES:
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row)) or ["Id"]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)


__all__ = [
    "CRITERIA",
    "NOW",
    "build_world",
    "interesting_moments",
    "moments",
    "random_world",
    "with_short_ids",
    "worlds",
    "write_csv",
]
