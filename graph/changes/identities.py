"""Changes to who is who."""

from graph.change import Given, Target
from graph.database import Transaction
from graph.merging import merge_people, part_people


async def merged(tx: Transaction, given: Given) -> Target:
    """Two people are one."""
    keep = str(given.values["keep"])
    await merge_people(tx, str(given.values["merge"]), keep, given.now)
    return Target("Person", keep)


async def parted(tx: Transaction, given: Given) -> Target:
    """Two people are two again."""
    person = str(given.values["person"])
    await part_people(tx, person)
    return Target("Person", person)
