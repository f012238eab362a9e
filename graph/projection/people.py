"""What follows from all the records about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.projection.acquaintances import acquaintances
from graph.projection.employments import employments_of
from graph.projection.lines import influenced_by, looking_after, managers_of, successors_to
from graph.projection.of_one import Known, PersonRecords
from graph.projection.properties import properties_of
from graph.projection.roles import roles_of
from graph.projection.signals import signals_of
from graph.versions import SourceRecord, completed

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PersonProjection:
    """One person as the graph shows them; each list holds rows ready to be written."""

    known: bool
    properties: Row
    employments: list[Row]
    roles: list[Row]
    managers: list[Row]
    influenced: list[Row]
    successors: list[Row]
    looked_after_by: list[Row]
    known_by: list[Row]
    signals: list[Row]


def project_person(records: Iterable[SourceRecord], known: Known) -> PersonProjection:
    """The person that `records` (all there are about them) describe."""
    whole = (completed(record) for record in sorted(records, key=lambda record: record.key))
    person = PersonRecords(whole, known)
    return PersonProjection(
        known=bool(person.contacts),
        properties=properties_of(person.contacts),
        employments=employments_of(person),
        roles=roles_of(person),
        managers=managers_of(person),
        influenced=influenced_by(person),
        successors=successors_to(person),
        looked_after_by=looking_after(person),
        known_by=list(acquaintances(person.by_kind["KNOWS"], known.teammates)),
        signals=signals_of(person),
    )
