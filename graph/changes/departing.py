"""What is read of a departure before anything is decided about it: who left where, and what hangs.

Whoever changes something about a departure reads it through here, so that everybody takes the same
lock before looking.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.cases import case_id, parts_of_case
from graph.change import Given, adopt
from graph.changes.locks import lock, lock_all
from graph.changes.records import text
from graph.database import Transaction
from graph.errors import BadInput, NotFound
from graph.model import Millis
from graph.programme.states import asset_state, consent_holds, resting_on
from graph.programme.transitions import OPEN, lapsed

Row = Mapping[str, Any]

USABLE_ASSETS = ("approved", "published")


@dataclass(frozen=True, slots=True)
class Case:
    """A person and the account they left or may have left; `owners` are ids of teammates.

    `ties` counts the employments and roles they ever had there; `touched_at` is our last touch;
    `decisions` are those that were not taken back, oldest first.
    """

    person: str
    name: str
    account: str
    account_name: str
    ties: int
    touched_at: Millis | None
    owners: tuple[str, ...]
    decisions: tuple[Row, ...]

    @property
    def id(self) -> str:
        """The id of the case."""
        return case_id(self.account, self.person)

    @property
    def taken_back(self) -> str:
        """What is said when a decision is: no more than that, for the evidence stays what it is."""
        return f"It was taken back that {self.name} left {self.account_name}"

    @property
    def standing(self) -> Row | None:
        """The newest decision, unless the person was in touch after it said that they left."""
        if not self.decisions:
            return None
        newest = self.decisions[-1]
        back = self.touched_at is not None and self.touched_at > newest["at"]
        return None if back and newest["verdict"] != "dismissed" else newest


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a person as somebody of an account, and must not go on without them."""

    asks: tuple[Row, ...]
    consents: tuple[Row, ...]
    assets: tuple[Row, ...]


async def read_case(tx: Transaction, given: Given) -> Case:
    """The case that a change names by its id, or by the person and the account, locked.

    Raises NotFound where there is no such person or account, BadInput where they have nothing to do
    with each other.
    """
    account, person = _named(given.values)
    await adopt(tx, {"Person": {person}, "Account": {account}})
    about = {"person": person, "account": account, "now": given.now}
    await lock(tx, given.fresh, Account=account, Person=person)
    (theirs,) = await tx.run("departures.read_lockable", text("read_lockable"), about)
    for label in ("AdvocacyRequest", "Ask", "Consent", "Asset"):
        await lock_all(tx, given.fresh, label, theirs[label])
    case = await case_of(tx, person, account, given.now)
    if not case.ties:
        raise BadInput(f"{case.name} never worked or played a role at {case.account_name}.")
    return case


async def case_of(tx: Transaction, person: str, account: str, now: Millis) -> Case:
    """What stands of a person's departure from an account, if anything; nothing is locked."""
    about = {"person": person, "account": account, "now": now}
    (row,) = await tx.run("departures.read_case", text("read_case"), about)
    return Case(
        row["person"],
        row["name"],
        row["account"],
        row["account_name"],
        row["ties"],
        row["touched_at"],
        tuple(sorted(row["owners"])),
        tuple(row["decisions"]),
    )


def _named(values: Mapping[str, Any]) -> tuple[str, str]:
    """The ids of the account and the person that the inputs name."""
    given = values.get("account"), values.get("person")
    id_ = values.get("id")
    if id_ is None:
        account, person = given
        if account is None or person is None:
            raise BadInput("Name the departure by its id, or by person and account.", "id")
        return str(account), str(person)
    parts = parts_of_case(str(id_))
    if parts is None:
        raise NotFound(f"{id_} is not the id of a departure.", "id")
    if any(one not in (None, part) for one, part in zip(given, parts, strict=True)):
        raise BadInput("The id names another departure than person and account do.", "id")
    return parts


async def read_hanging(tx: Transaction, case: Case, now: Millis) -> Hanging:
    """What hangs on the person now."""
    about = {"person": case.person, "account": case.account, "now": now}
    (row,) = await tx.run("departures.read_hanging", text("read_hanging"), about)
    consents = tuple(c for c in row["consents"] if _may_be_used(c, now))
    others = [c for c in row["allowed"] if _may_be_used(c, now)]
    assets = (*row["assets"], *resting_on(row["faceless"], consents, others))
    return Hanging(
        tuple(k for k in row["asks"] if _open(k, now)),
        consents,
        tuple(s for s in assets if asset_state(s, now) in USABLE_ASSETS),
    )


def _open(ask: Row, now: Millis) -> bool:
    return ask["state"] in OPEN and not lapsed(ask["state"], ask["reserved_until"], now)


def _may_be_used(consent: Row, now: Millis) -> bool:
    """Whether a consent holds, or will."""
    return consent_holds(consent, max(now, consent["since"] or now))
