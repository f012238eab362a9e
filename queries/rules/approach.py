"""The blockers of one approach, read inside the transaction that is about to make it."""

from graph.database import Transaction
from graph.model import Millis
from graph.programme.approach import Approach
from queries.catalogue import account_statement
from queries.deployment import read_deployment
from queries.facts import AccountFacts
from queries.rules.blockers import BLOCKER_FACTS, Blocker, BlockerCode, Criteria, blockers_of
from queries.rules.departed import departures


async def blockers_in_the_way(tx: Transaction, approach: Approach, as_of: Millis) -> list[Blocker]:
    """Every blocker, as `reference_candidates` would list it; one who is nobody there has left."""
    deployment = await read_deployment(tx, as_of)
    asked = {"accounts": [approach.account], "as_of": as_of}
    rows = await tx.read("approach", account_statement(BLOCKER_FACTS), asked)
    accounts = [AccountFacts(row, as_of) for row in rows if row["account"] is not None]
    person = next((p for a in accounts for p in a.people if p.id == approach.person), None)
    if person is None:
        because = "is nobody of an account we know"
        return [Blocker(code=BlockerCode.PERSON_DEPARTED, because=because, lifts_on=None)]
    criteria = Criteria(
        act=approach.act,
        channel=approach.channel,
        region=approach.region,
        prospect_domain=approach.prospect_domain,
    )
    case = departures(deployment, person.account).get(person.id)
    return blockers_of(person.account, person, case, criteria)
