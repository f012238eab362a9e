"""Who is one person: merged records and records that share a personal address."""

from .exports import Record, Tables, survivor
from .words import address_of, is_personal

Person = tuple[str, ...]


def people_of(tables: Tables) -> dict[str, Person]:
    """The person of each Contact id: the sorted ids of all records that are the same human.

    "MasterRecordId = merge tombstone, follow it"; "Two records with one personal address are one
    person, whatever the names"; "Of a merged record its addresses pass to the survivor".
    """
    contacts = tables["Contact"]
    groups = [{key, survivor(contacts, key), *addresses(contacts[key])} for key in contacts]
    joined: list[set[str]] = []
    for group in groups:
        apart = [other for other in joined if not other & group]
        same = [other for other in joined if other & group]
        joined = [*apart, group.union(*same)]
    person_of: dict[str, Person] = {}
    for group in joined:
        person = tuple(sorted(name for name in group if name in contacts))
        for key in person:
            person_of[key] = person
    return person_of


def addresses(contact: Record) -> set[str]:
    """Every personal address a contact record ever showed."""
    shown = {address_of(value) for _, value in contact.stating("Email")}
    return {address for address in shown if is_personal(address)}


def persons_by_address(tables: Tables, person_of: dict[str, Person]) -> dict[str, Person]:
    return {
        address: person_of[key]
        for key, contact in tables["Contact"].items()
        for address in addresses(contact)
    }


def teammates_by_address(tables: Tables) -> dict[str, str]:
    return {
        address_of(value): key
        for key, user in tables["User"].items()
        for _, value in user.stating("Email")
        if value
    }
