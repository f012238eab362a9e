"""Changes to who is who, and to which company is which."""

from graph.change import Change, Given, Target
from graph.changes.said import told_apart
from graph.database import Transaction
from graph.merging import merge_two, part_two
from graph.model import Property, Reference, Type


async def people_merged(tx: Transaction, given: Given) -> Target:
    """Two people are one."""
    return await _merged(tx, "Person", given)


async def people_parted(tx: Transaction, given: Given) -> Target:
    """Two people are two again."""
    return await _parted(tx, "Person", given)


async def accounts_merged(tx: Transaction, given: Given) -> Target:
    """Two accounts are one."""
    return await _merged(tx, "Account", given)


async def accounts_parted(tx: Transaction, given: Given) -> Target:
    """Two accounts are two again."""
    return await _parted(tx, "Account", given)


async def _merged(tx: Transaction, label: str, given: Given) -> Target:
    keep = str(given.values["keep"])
    await merge_two(tx, label, str(given.values["merge"]), keep, given.now)
    return Target(label, keep)


async def _parted(tx: Transaction, label: str, given: Given) -> Target:
    parted = str(given.values[label.lower()])
    await part_two(tx, label, parted)
    return Target(label, parted)


IDENTITY_CHANGES = (
    Change(
        "person_merge",
        "Say that two people are one: everything known of one is known of the other.",
        "Person",
        (
            Reference("keep", "Person", "who they are from now on"),
            Reference("merge", "Person", "who goes; the id goes on naming them"),
        ),
        does=people_merged,
        needs=frozenset({"keep", "merge"}),
    ),
    Change(
        "person_unmerge",
        "Take back that two people are one: each is who they were.",
        "Person",
        (Property("person", Type.TEXT, "the id of the one who went"),),
        does=people_parted,
        needs=frozenset({"person"}),
    ),
    Change(
        "account_merge",
        "Say that two accounts are one company: everything known of one is known of the other.",
        "Account",
        (
            Reference("keep", "Account", "what it is from now on"),
            Reference("merge", "Account", "what goes; the id goes on naming it"),
        ),
        does=accounts_merged,
        needs=frozenset({"keep", "merge"}),
    ),
    Change(
        "account_unmerge",
        "Take back that two accounts are one company: each is what it was.",
        "Account",
        (Property("account", Type.TEXT, "the id of the one that went"),),
        does=accounts_parted,
        needs=frozenset({"account"}),
    ),
    Change(
        "merge_suggestion_dismiss",
        "Say that two people who look like one are two: what is known so far suggests it no more.",
        "Person",
        (
            Reference("person", "Person", "one of them"),
            Reference("other", "Person", "the other"),
            Property("evidence", Type.WORDS, "the `evidence` of the suggestion"),
            Property("reason", Type.TEXT, "how we know"),
        ),
        told_apart,
        needs=frozenset({"person", "other", "evidence"}),
    ),
)
