"""What happened between us and people: touches, attempts and refusals, read from activities."""

from dataclasses import dataclass

from .days import Millis, moment
from .exports import Record, Tables, created_at, is_deleted_ever, is_true
from .identity import Person, persons_by_address, teammates_by_address
from .words import (
    address_of,
    addresses_of,
    is_automatic,
    is_cancelled,
    is_connected,
    slug,
)

MEETING, CALL, EMAIL, WEBINAR = "meeting", "call", "email", "webinar"
People = frozenset[Person]
NOBODY: People = frozenset()


@dataclass(frozen=True)
class Activity:
    """A touchpoint. took_part: customers who did; attempted: customers we reached out to in vain.
    held: an export taken at or after its moment shows it, else it is only planned.
    """

    id: str
    at: Millis
    channel: str
    took_part: People
    attempted: People
    ours: frozenset[str]
    held: bool

    @property
    def is_scaled(self) -> bool:
        return self.channel == WEBINAR


@dataclass(frozen=True)
class Refusal:
    """A person declined a meeting."""

    event: str
    person: Person
    at: Millis


@dataclass(frozen=True)
class BouncedMail:
    """A mail of ours came back. people: those it was addressed to."""

    id: str
    at: Millis
    people: People


@dataclass(frozen=True)
class Reader:
    """The tables and who is who in them."""

    tables: Tables
    person_of: dict[str, Person]

    def person(self, contact_id: str) -> People:
        """The person a WhoId or RelationId names: nobody when it is no known Contact."""
        found = self.person_of.get(contact_id)
        return NOBODY if found is None else frozenset({found})


def activities(tables: Tables, person_of: dict[str, Person]) -> list[Activity]:
    """Everything that is a touch, a scaled touch or an attempt, held or planned."""
    reader = Reader(tables, person_of)
    found = [
        *(read_event(reader, event) for event in tables["Event"].values()),
        *(read_task(reader, task) for task in tables["Task"].values()),
        *(read_mail(reader, mail) for mail in tables["EmailMessage"].values()),
    ]
    return [
        activity
        for activity in found
        if activity is not None and (activity.took_part or activity.attempted)
    ]


def is_held(record: Record, at: Millis) -> bool:
    """ "An event that lay in the future when the export was taken is planned. It becomes held when
    a newer export says so, not by the passing of its date." """
    return at <= record.newest.taken_at


# Events


def event_start(event: Record) -> Millis:
    """ "An event happens at its start." """
    for column in ("StartDateTime", "ActivityDateTime", "ActivityDate"):
        start = moment(event.get(column))
        if start is not None:
            return start
    return created_at(event)


def is_meeting_at_all(event: Record) -> bool:
    """ "Not when deleted, when the subject begins with a word for cancelled, when it shows out of
    office, or when it is a child row (IsChild), parent present or not." """
    return not (
        is_deleted_ever(event)
        or is_cancelled(event.get("Subject"))
        or slug(event.get("ShowAs")).replace("_", "") == "outofoffice"
        or is_true(event.get("IsChild"))
    )


def relations_of_event(tables: Tables, event: Record) -> list[Record]:
    return [
        relation
        for relation in tables["EventRelation"].values()
        if relation.get("EventId") == event.id
        and not is_deleted_ever(relation)
        and not is_true(relation.get("IsWhat"))
    ]


def has_declined(relation: Record) -> bool:
    return slug(relation.get("Status")) == "declined"


def read_event(reader: Reader, event: Record) -> Activity | None:
    """ "A Salesforce Event counts for the contact in WhoId and for each EventRelation, unless that
    person's own relation declined"; "Our people: owner of the event, invited users who did not
    decline"; "Type = Webinar is scaled"."""
    if not is_meeting_at_all(event):
        return None
    invited = reader.person(event.get("WhoId"))
    declined = NOBODY
    users = {event.get("OwnerId")}
    for relation in relations_of_event(reader.tables, event):
        who = reader.person(relation.get("RelationId"))
        invited |= who
        if has_declined(relation):
            declined |= who
        else:
            users.add(relation.get("RelationId"))
    at = event_start(event)
    return Activity(
        id=event.id,
        at=at,
        channel=WEBINAR if is_webinar(event) else MEETING,
        took_part=invited - declined,
        attempted=NOBODY,
        ours=frozenset(users & reader.tables["User"].keys()),
        held=is_held(event, at),
    )


def is_webinar(event: Record) -> bool:
    return slug(event.get("Type")) == "webinar"


def refusals(tables: Tables, person_of: dict[str, Person]) -> list[Refusal]:
    """ "declined meetings, each dated by RespondedDate, else its start; future meetings count,
    webinars and cancelled ones do not". One meeting counts once for a person, at its earliest."""
    reader = Reader(tables, person_of)
    dated: dict[tuple[str, Person], Millis] = {}
    for event in tables["Event"].values():
        if not is_meeting_at_all(event) or is_webinar(event):
            continue
        for relation in relations_of_event(tables, event):
            if has_declined(relation):
                responded = moment(relation.get("RespondedDate"))
                at = event_start(event) if responded is None else responded
                for person in reader.person(relation.get("RelationId")):
                    key = (event.id, person)
                    dated[key] = min(dated.get(key, at), at)
    return [Refusal(event_id, person, at) for (event_id, person), at in dated.items()]


# Tasks


def task_moment(task: Record) -> Millis:
    """ "A call's moment is CompletedDateTime, else ActivityDate." """
    for column in ("CompletedDateTime", "ActivityDate"):
        at = moment(task.get(column))
        if at is not None:
            return at
    return created_at(task)


def read_task(reader: Reader, task: Record) -> Activity | None:
    if is_deleted_ever(task):
        return None
    kinds = {slug(task.get("TaskSubtype")), slug(task.get("Type"))}
    if "call" in kinds:
        return read_call(reader, task)
    if "email" in kinds:
        return read_mail_task(reader, task)
    return None


def read_call(reader: Reader, task: Record) -> Activity | None:
    """ "A Call (TaskSubtype or Type) counts when closed and connected. CallType = Internal is
    nothing. A closed call that was not connected is an attempt; an open one is nothing." """
    if slug(task.get("CallType")) == "internal" or not is_true(task.get("IsClosed")):
        return None
    who = reader.person(task.get("WhoId"))
    seconds = int(float(task.get("CallDurationInSeconds") or "0"))
    connected = is_connected(task.get("CallType"), seconds, task.get("CallDisposition"))
    at = task_moment(task)
    return Activity(
        id=task.id,
        at=at,
        channel=CALL,
        took_part=who if connected else NOBODY,
        attempted=NOBODY if connected else who,
        ours=frozenset({task.get("OwnerId")} & reader.tables["User"].keys()),
        held=is_held(task, at),
    )


def read_mail_task(reader: Reader, task: Record) -> Activity | None:
    """ "An outgoing mail is one attempt, its logged Task included. An e-mail Task without an
    EmailMessage is an attempt." A deleted mail or a draft is as good as none."""
    is_the_log_of_a_mail = any(
        was_sent(mail)
        and (mail.get("ActivityId") == task.id or mail.id == task.get("EmailMessageId"))
        for mail in reader.tables["EmailMessage"].values()
    )
    if is_the_log_of_a_mail or is_automatic("", task.get("Subject")):
        return None
    at = task_moment(task)
    return Activity(
        id=task.id,
        at=at,
        channel=EMAIL,
        took_part=NOBODY,
        attempted=reader.person(task.get("WhoId")),
        ours=frozenset(),
        held=is_held(task, at),
    )


# Mail


def mail_moment(mail: Record) -> Millis:
    at = moment(mail.get("MessageDate"))
    return created_at(mail) if at is None else at


def who_id_of_mail(tables: Tables, mail: Record) -> str:
    """The WhoId of the activity a mail is logged under."""
    for task in tables["Task"].values():
        if task.id == mail.get("ActivityId") or task.get("EmailMessageId") == mail.id:
            return task.get("WhoId")
    return ""


def joined(reader: Reader, mail: Record, written: list[str]) -> People:
    """ "Mail is joined to its person by address first, else by the WhoId of its activity." """
    by_address = persons_by_address(reader.tables, reader.person_of)
    known = frozenset(by_address[address] for address in written if address in by_address)
    return known or reader.person(who_id_of_mail(reader.tables, mail))


def was_sent(mail: Record) -> bool:
    """ "A deleted activity never counted"; "drafts are nothing" """
    return not (is_deleted_ever(mail) or slug(mail.get("Status")) in ("5", "draft"))


def is_mail_at_all(mail: Record) -> bool:
    """ "Automatic mail is nothing." """
    return was_sent(mail) and not is_automatic(mail.get("Headers"), mail.get("Subject"))


def read_mail(reader: Reader, mail: Record) -> Activity | None:
    """ "Every incoming mail written by the person counts; those in To or Cc of it took no part";
    "Each known person in To was attempted, those in Cc not"; "Our people: addressees in To"."""
    if not is_mail_at_all(mail):
        return None
    at = mail_moment(mail)
    addressees = addresses_of(mail.get("ToAddress"))
    if is_true(mail.get("Incoming")):
        teammates = teammates_by_address(reader.tables)
        took_part = joined(reader, mail, [address_of(mail.get("FromAddress"))])
        attempted = NOBODY
        ours = frozenset(teammates[address] for address in addressees if address in teammates)
    else:
        took_part = NOBODY
        attempted = joined(reader, mail, addressees)
        ours = frozenset()
    return Activity(mail.id, at, EMAIL, took_part, attempted, ours, is_held(mail, at))


def bounced_mails(tables: Tables, person_of: dict[str, Person]) -> list[BouncedMail]:
    """Mail of ours with "EmailMessage.IsBounced, at its MessageDate", and whom it was to reach."""
    reader = Reader(tables, person_of)
    return [
        BouncedMail(
            mail.id,
            mail_moment(mail),
            joined(reader, mail, addresses_of(mail.get("ToAddress"))),
        )
        for mail in tables["EmailMessage"].values()
        if is_true(mail.get("IsBounced")) and not is_true(mail.get("Incoming"))
        if is_mail_at_all(mail)
    ]
