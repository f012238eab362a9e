"""A world, read once: what every question asks of."""

from dataclasses import dataclass

from .days import Millis
from .exports import Tables, World, read_tables, touchpoint_watermark
from .identity import Person, people_of
from .roles import Employment, RoleHeld, employments, roles_held
from .touches import Activity, BouncedMail, Refusal, activities, bounced_mails, refusals


@dataclass(frozen=True)
class Facts:
    world: World
    tables: Tables
    person_of: dict[str, Person]
    employments: list[Employment]
    roles: list[RoleHeld]
    activities: list[Activity]
    refusals: list[Refusal]
    bounced_mails: list[BouncedMail]
    touchpoints_until: Millis | None

    @property
    def people(self) -> list[Person]:
        return sorted(set(self.person_of.values()))

    def records_of(self, person: Person) -> list[str]:
        """The Contact ids of a person whose columns count: those not merged into another."""
        contacts = self.tables["Contact"]
        return [key for key in person if contacts[key].get("MasterRecordId") == ""]


def read(world: World) -> Facts:
    tables = read_tables(world)
    person_of = people_of(tables)
    return Facts(
        world=world,
        tables=tables,
        person_of=person_of,
        employments=employments(tables, person_of),
        roles=roles_held(tables, person_of),
        activities=activities(tables, person_of),
        refusals=refusals(tables, person_of),
        bounced_mails=bounced_mails(tables, person_of),
        touchpoints_until=touchpoint_watermark(world),
    )


def touches_of(facts: Facts, person: Person, as_of: Millis) -> list[Activity]:
    """The human two-way touches of a person that had happened, oldest first. "It has happened when
    at <= as_of"; "A touch belongs to the person". A webinar is scaled and no touch."""
    return sorted(
        (
            activity
            for activity in facts.activities
            if activity.held
            and activity.at <= as_of
            and not activity.is_scaled
            and person in activity.took_part
        ),
        key=lambda touch: (touch.at, touch.id),
    )


def attempts_of(facts: Facts, person: Person, as_of: Millis) -> list[Activity]:
    return [
        activity
        for activity in facts.activities
        if activity.held and activity.at <= as_of and person in activity.attempted
    ]


def scaled_touches_of(facts: Facts, person: Person, as_of: Millis) -> list[Activity]:
    return [
        activity
        for activity in facts.activities
        if activity.held
        and activity.at <= as_of
        and activity.is_scaled
        and person in activity.took_part
    ]
