"""What the statements in this folder gather about an account, with words for what follows from it.

Each `.cypher` file adds one column about the account `a` in scope; a question names the columns it
needs. `AccountFacts` and `PersonFacts` read those columns; they hold no rule of any question.
"""

from collections import defaultdict
from functools import cached_property
from typing import Any

from graph.model import SENIORITIES, Millis
from graph.trust import rank
from graph.values.segments import derived_segment

Row = dict[str, Any]
ALWAYS = ("account", "owners")
"""The columns of every question."""
NO_TOUCHES: Row = {
    "count": 0,
    "first": None,
    "last": None,
    "scaled_last": None,
    "within_7_days": 0,
    "within_30_days": 0,
    "within_60_days": 0,
    "attempts_since": 0,
    "sources": [],
}


def holds(row: Row, as_of: Millis) -> bool:
    """Whether a relation that had begun by then still held."""
    until = row["until"]
    return until is None or until > as_of


def _wish(row: Row, as_of: Millis) -> int | None:
    """How many days between touches the person wished then."""
    wishes = zip(row["wished_from"] or (), row["wished_days"] or (), strict=True)
    return next((days or None for at, days in reversed(list(wishes)) if at <= as_of), None)


def _advocate_status(row: Row, as_of: Millis) -> str | None:
    """Where the person stood in the advocacy programme then."""
    stood = zip(row["advocate_from"] or (), row["advocate_as"] or (), strict=True)
    return next((status for at, status in reversed(list(stood)) if at <= as_of), None)


class PersonFacts:
    """One person, seen from one account."""

    def __init__(self, row: Row, account: "AccountFacts", as_of: Millis) -> None:
        self.id: str = row["id"]
        self.name: str = row["name"] or "somebody without a name"
        self.preferred_frequency_days = _wish(row, as_of)
        self.advocate_status = _advocate_status(row, as_of)
        self.opted_out = bool(row["opted_out"])
        self.hold_until: str | None = row["hold_until"]
        self.jobs: list[Row] = row["jobs"]
        self.ever_held: list[Row] = row["roles"]
        self.account = account
        self.as_of = as_of

    @cached_property
    def jobs_now(self) -> list[Row]:
        """The employments there that held, newest first."""
        now = [job for job in self.jobs if holds(job, self.as_of)]
        return sorted(now, key=lambda job: job["since"] or 0, reverse=True)

    @cached_property
    def roles(self) -> list[str]:
        """The roles there that the person held, by name; departures aside."""
        return sorted({r["role"] for r in self.ever_held if holds(r, self.as_of)})

    @cached_property
    def jobs_shown(self) -> list[Row]:
        """The employments there whose title counts: those that held, else the last ones."""
        if self.jobs_now or not self.jobs:
            return self.jobs_now
        last = max(job["until"] for job in self.jobs)
        return [job for job in self.jobs if job["until"] == last]

    @property
    def title(self) -> str | None:
        """The title at that account: of the source most trusted, of its records the newest."""
        return self._shown("title")

    @property
    def department(self) -> str | None:
        """The department at that account; of several as the title."""
        return self._shown("department")

    def _shown(self, name: str) -> str | None:
        telling = [job for job in self.jobs_shown if job[name]]
        told = min(
            telling,
            key=lambda job: rank((job["record"] or "").partition(":")[0], name),
            default=None,
        )
        return None if told is None else told[name]

    @property
    def departments(self) -> set[str]:
        """Every department there that a record of the person names, in lower case."""
        return {job["department"].casefold() for job in self.jobs_shown if job["department"]}

    @property
    def seniority(self) -> str:
        """The highest seniority that a title there means."""
        found = {job["seniority"] for job in self.jobs_shown}
        return next((level for level in SENIORITIES if level in found), "unknown")

    @property
    def executive(self) -> bool:
        """c_level or vp by title there, or executive sponsor."""
        return (
            any(job["seniority"] in ("c_level", "vp") for job in self.jobs_now)
            or "executive_sponsor" in self.roles
        )

    @property
    def attitude(self) -> str | None:
        """The attitude that the newest role there with one states."""
        stated = [role for role in self.ever_held if role["attitude"]]
        newest = max(stated, key=lambda role: role["since"] or 0, default=None)
        return None if newest is None else newest["attitude"]

    @property
    def touches(self) -> Row:
        """Counts and moments of touches with us, wherever."""
        found: Row = self.account.by_person("touches").get(self.id, NO_TOUCHES)
        return found

    @property
    def last_touch_at(self) -> Millis | None:
        """When we were last in touch, both ways."""
        last: Millis | None = self.touches["last"]
        return last


class AccountFacts:
    """One account, with the columns a question asked for.

    `concluded` keeps what rules made of them (`queries/rules/once.py`).
    """

    def __init__(self, row: Row, as_of: Millis) -> None:
        self.row = row
        self.as_of = as_of
        account = row["account"]
        self.id: str = account["id"]
        self.name: str = account["name"] or "an account without a name"
        self.status: str = account["status"] or "customer"
        self.stated_segment: str | None = account["segment"]
        self.arr: int | None = account["arr"]
        self.currency: str | None = account["currency"]
        self.renewal_on: str | None = account["renewal_on"]
        self.owners: list[Row] = row["owners"]
        self.concluded: dict[Any, Any] = {}

    @property
    def segment(self) -> str:
        """The segment, as a source states it or as its ARR means."""
        return self.stated_segment or derived_segment(self.arr, self.currency)

    @cached_property
    def people(self) -> list[PersonFacts]:
        """Everyone who ever worked or held a role there, by id."""
        rows = sorted(self.row["people"], key=lambda row: str(row["id"]))
        return [PersonFacts(row, self, self.as_of) for row in rows]

    def without_facts(self) -> "AccountFacts":
        """The account as such, so that the rest can be forgotten."""
        return AccountFacts({name: self.row[name] for name in ALWAYS}, self.as_of)

    def by_person(self, column: str) -> dict[str, Row]:
        """A column with one row per person."""
        return self._by_person[column]

    def rows_of(self, column: str, person: str) -> list[Row]:
        """A person's rows of a column with several."""
        return self._rows_of[column].get(person, [])

    @cached_property
    def _by_person(self) -> "_Columns":
        return _Columns(self.row)

    @cached_property
    def _rows_of(self) -> "_Grouped":
        return _Grouped(self.row)


class _Columns(dict[str, dict[str, Row]]):
    """Columns by person, each arranged when it is first asked for."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, column: str) -> dict[str, Row]:
        self[column] = {row["person"]: row for row in self.row.get(column, ())}
        return self[column]


class _Grouped(dict[str, dict[str, list[Row]]]):
    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, column: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.row.get(column, ()):
            found[row["person"]].append(row)
        self[column] = found
        return found
