"""Who is at an account now: roles and employment, less those whose departure is confirmed."""

from .days import Millis
from .evidence import has_left
from .exports import created_at, value_at
from .facts import Facts
from .identity import Person
from .words import SENIORITIES, is_executive_title, seniority_of


def roles_now(facts: Facts, person: Person, account: str, as_of: Millis) -> list[str]:
    """ "A confirmed departure ends the person's roles and employment there, whatever the relation
    still says." """
    if has_left(facts, person, account, as_of):
        return []
    return roles_by_records(facts, person, account, as_of)


def roles_by_records(facts: Facts, person: Person, account: str, as_of: Millis) -> list[str]:
    """The roles held there as the records say, departures aside."""
    return sorted(
        {
            held.role
            for held in facts.roles
            if held.person == person and held.account == account and held.holds(as_of)
        }
    )


def roles_ever(facts: Facts, person: Person, account: str, as_of: Millis) -> list[str]:
    return sorted(
        {
            held.role
            for held in facts.roles
            if held.person == person and held.account == account and held.since <= as_of
        }
    )


def is_employed(facts: Facts, person: Person, account: str, as_of: Millis) -> bool:
    return not has_left(facts, person, account, as_of) and is_employed_by_records(
        facts, person, account, as_of
    )


def is_employed_by_records(facts: Facts, person: Person, account: str, as_of: Millis) -> bool:
    """Whether the records put the person there, departures aside."""
    return any(
        job.person == person and job.account == account and job.holds(as_of)
        for job in facts.employments
    )


def stakeholders(facts: Facts, account: str, as_of: Millis) -> list[Person]:
    """The people who hold any role there now."""
    return [person for person in facts.people if roles_now(facts, person, account, as_of)]


def holders(facts: Facts, account: str, role: str, as_of: Millis) -> list[Person]:
    return [p for p in facts.people if role in roles_now(facts, p, account, as_of)]


def known_there(facts: Facts, account: str, as_of: Millis) -> list[Person]:
    """ "Known there = employed or holding a role there now, no confirmed departure." """
    return [
        person
        for person in facts.people
        if is_employed(facts, person, account, as_of) or roles_now(facts, person, account, as_of)
    ]


def ever_known_there(facts: Facts, account: str, as_of: Millis) -> list[Person]:
    there = {
        job.person for job in facts.employments if job.account == account and job.since <= as_of
    }
    there |= {
        held.person for held in facts.roles if held.account == account and held.since <= as_of
    }
    return sorted(there)


def columns_there(
    facts: Facts, person: Person, account: str, column: str, as_of: Millis
) -> list[str]:
    """What the person's records at this employer say in a column as of then; of somebody who works
    there no more, what they said last; of a time before the record was created, what it says first.
    """
    jobs = [
        (as_of if job.until is None else min(as_of, job.until - 1), job.contact)
        for job in facts.employments
        if job.person == person and job.account == account and job.since <= as_of
    ]
    last = max((at for at, _ in jobs), default=as_of)
    contacts = facts.tables["Contact"]
    values = [
        value_at(contacts[contact], column, max(at, created_at(contacts[contact])))
        for at, contact in jobs
        if at == last
    ]
    return [value for value in values if value]


def seniority_there(facts: Facts, person: Person, account: str, as_of: Millis) -> str:
    """ "A person's title is the one at that employer as of as_of"; the highest of several."""
    levels = [
        seniority_of(title) for title in columns_there(facts, person, account, "Title", as_of)
    ]
    return max(levels, key=SENIORITIES.index, default="unknown")


def is_customer_executive(facts: Facts, person: Person, account: str, as_of: Millis) -> bool:
    """ "an executive is c_level or vp, or holds executive_sponsor" """
    if "executive_sponsor" in roles_now(facts, person, account, as_of):
        return True
    titles = columns_there(facts, person, account, "Title", as_of)
    return any(is_executive_title(title) for title in titles)


def is_our_executive(facts: Facts, user: str, as_of: Millis) -> bool:
    """ "a teammate who is an executive (c_level or vp by title, or mapped)" """
    return is_executive_title(value_at(facts.tables["User"][user], "Title", as_of))
