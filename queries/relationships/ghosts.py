"""Ghost stakeholders: who is there and stands in no record."""

from collections.abc import Iterator, Sequence

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, Private, Row
from queries.rules.days import days_between


class GhostStakeholder(Row):
    """Who writes to us or meets us, and stands in no record?

    One row for each address seen only in mails and invitations, at every account that its domain
    belongs to. `touches` counts where they wrote or took part, `mentions` where they were written
    to. Naming somebody with this address makes them a person with all of it.
    """

    account: AccountId
    ghost: str
    address: Private[str | None]
    touches: int
    mentions: int
    last_at: At
    days_since: int
    because: str
    next_action: str


def ghost_stakeholders(
    _deployment: Deployment, accounts: Sequence[AccountFacts], _parameters: Parameters
) -> Iterator[GhostStakeholder]:
    """Everybody whom only a header or an invitation names."""
    for account in accounts:
        for ghost in account.row["ghosts"]:
            days = days_between(ghost["last"], account.as_of)
            times = "once" if ghost["touches"] == 1 else f"{ghost['touches']} times"
            yield GhostStakeholder(
                account=account.id,
                ghost=ghost["person"],
                address=ghost["address"],
                touches=ghost["touches"],
                mentions=ghost["mentions"],
                last_at=ghost["last"],
                days_since=days,
                because=f"Somebody of {account.name} whom no record names was in touch with us "
                f"{times}, last {days} days ago.",
                next_action="Name them (personUpsert with this address), or add them to the CRM.",
            )


GHOST_STAKEHOLDERS = Question(
    name="ghost_stakeholders",
    parameters=Parameters,
    row=GhostStakeholder,
    facts=("ghosts",),
    answer=ghost_stakeholders,
    orders={
        "TOUCHES": lambda row: (-row.touches, -row.last_at),
        "NEWEST": lambda row: (-row.last_at,),
    },
    unique=lambda row: (row.account, row.ghost),
)
