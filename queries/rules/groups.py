"""Accounts in groups: by teammate, segment, region, industry, or each by itself.

An account is in exactly one group, so that what the groups add up to is what the accounts do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from queries.facts import AccountFacts
from queries.parameters import Parameters, Shapes
from queries.row import AccountId, Row, TeammateId
from queries.rules.books import lead_of


class GroupBy(StrEnum):
    """What makes accounts one group; OWNER: the active CSM, else the active owner."""

    OWNER = "OWNER"
    SEGMENT = "SEGMENT"
    REGION = "REGION"
    INDUSTRY = "INDUSTRY"
    ACCOUNT = "ACCOUNT"


class GroupedParameters(Parameters):
    """`group_by` says what a row is about; with `teams_only` teams stand for single teammates."""

    group_by: Annotated[GroupBy, Shapes()] = GroupBy.SEGMENT
    teams_only: bool = False

    @property
    def ranks_teammates(self) -> bool:
        """Whether there is a row for each teammate."""
        return self.group_by is GroupBy.OWNER and not self.teams_only


class Grouped(Row):
    """What a row is about: `group` is its name (empty: no source states it, or nobody owns it)."""

    group: str | None
    teammate: TeammateId | None
    account: AccountId | None


def identity(row: Grouped) -> str:
    """What tells the group of a row from the others."""
    return row.teammate or row.account or (row.group or "").casefold()


def by_name(row: Grouped) -> tuple[str]:
    """A key that sorts groups by name, those without one last."""
    return ((row.group or "~").casefold(),)


@dataclass(frozen=True, slots=True)
class Group:
    """One group; `key` tells it from the others, in whatever case its name is spelled."""

    key: str
    name: str | None = field(compare=False)
    teammate: str | None = field(default=None, compare=False)
    account: str | None = field(default=None, compare=False)


def group_of(account: AccountFacts, parameters: GroupedParameters) -> Group:
    """The group an account is in."""
    match parameters.group_by:
        case GroupBy.OWNER:
            return _book(account, parameters)
        case GroupBy.ACCOUNT:
            return Group(account.id, account.name, account=account.id)
        case GroupBy.SEGMENT:
            return _named(account.segment)
        case GroupBy.REGION | GroupBy.INDUSTRY:
            return _named(account.row["account"][parameters.group_by.lower()])


def grouped(
    accounts: Iterable[AccountFacts], parameters: GroupedParameters
) -> dict[Group, list[AccountFacts]]:
    """The accounts of each group; of several spellings of its name the first by alphabet."""
    found: dict[Group, list[AccountFacts]] = {}
    for account in accounts:
        found.setdefault(group_of(account, parameters), []).append(account)
    return {
        min((group_of(a, parameters) for a in members), key=lambda g: g.name or ""): members
        for members in found.values()
    }


def group_words(group: Group, parameters: GroupedParameters) -> str:
    """What a group is called where a sentence begins."""
    if group.name is not None:
        words = group.name.replace("_", " ")
        return words[:1].upper() + words[1:]
    if parameters.group_by is GroupBy.OWNER:
        return "Owned by nobody"
    return f"Without {'an' if parameters.group_by is GroupBy.INDUSTRY else 'a'} " + (
        parameters.group_by.lower()
    )


def _book(account: AccountFacts, parameters: GroupedParameters) -> Group:
    lead = lead_of(account)
    if lead is None:
        return Group("", None)
    if parameters.teams_only:
        return _named(lead["team"])
    return Group(lead["teammate"], lead["name"] or lead["teammate"], teammate=lead["teammate"])


def _named(name: str | None) -> Group:
    plain = (name or "").strip()
    return Group(plain.casefold(), plain or None)
