"""Dealings as Salesforce records them: events with their invitees, tasks, mails, cases."""

from datetime import datetime, timedelta

from examples import names
from examples.dealings import Call, Dealing, Mail, Meeting, Todo
from examples.plan import AccountPlan, CasePlan, PersonPlan
from examples.salesforce_records import Export
from examples.team import BY_NAME

SENT, READ, DRAFT = "3", "1", "5"


def add_dealing(export: Export, plan: AccountPlan, dealing: Dealing) -> None:
    """Writes one dealing as the rows that Salesforce keeps of it."""
    match dealing:
        case Meeting():
            _add_meeting(export, plan, dealing)
        case Call():
            _add_call(export, plan, dealing)
        case Mail(to_list=True):
            _add_list_mail(export, plan, dealing)
        case Mail():
            _add_mail(export, plan, dealing)
        case Todo():
            _add_todo(export, plan, dealing)


def _contact(export: Export, plan: AccountPlan, person: PersonPlan) -> str:
    """The contact a row names: now and then the duplicate, which was merged away later."""
    key = (plan.name, person.name)
    if key in export.merged and export.rng.random() < 0.3:
        return export.merged[key]
    return export.contacts[key]


def _add_meeting(export: Export, plan: AccountPlan, meeting: Meeting) -> None:
    invited = (*meeting.attendees, *meeting.declined)
    contacts = [_contact(export, plan, person) for person in invited]
    ended = meeting.at + timedelta(minutes=meeting.minutes)
    grouped = len(contacts) > 1 or bool(meeting.colleagues)
    booked = meeting.at - timedelta(days=9)
    shared = {
        "WhatId": export.accounts[plan.name] if contacts else "",
        "WhoCount": len(contacts),
        "WhatCount": 1 if contacts else 0,
        "Subject": meeting.subject,
        "IsAllDayEvent": meeting.out_of_office,
        "ActivityDateTime": meeting.at,
        "ActivityDate": meeting.at.date(),
        "DurationInMinutes": meeting.minutes,
        "StartDateTime": meeting.at,
        "EndDateTime": ended,
        "AccountId": export.accounts[plan.name] if contacts else "",
        "Type": meeting.type,
        "IsPrivate": meeting.private,
        "ShowAs": "OutOfOffice" if meeting.out_of_office else "Busy",
        "IsDeleted": meeting.deleted,
        "IsGroupEvent": grouped,
        "GroupEventType": "1" if grouped else "0",
        "IsRecurrence": False,
        **export.stamps(booked, _already(export, ended)),
    }
    event = export.ids.next("Event")
    export.tables.add(
        "Event",
        Id=event,
        WhoId=contacts[0] if contacts else "",
        OwnerId=export.users[meeting.host],
        IsChild=False,
        **shared,
    )
    for person, contact in zip(invited, contacts, strict=True):
        declined = person in meeting.declined
        _add_invitee(export, event, contact, meeting.at, declined=declined, grouped=grouped)
    for colleague in meeting.colleagues:
        user = export.users[colleague]
        _add_invitee(export, event, user, meeting.at, declined=False, grouped=True)
        export.tables.add(
            "Event",
            Id=export.ids.next("Event"),
            WhoId=contacts[0] if contacts else "",
            OwnerId=user,
            IsChild=True,
            **shared,
        )


def _add_invitee(
    export: Export, event: str, who: str, at: datetime, *, declined: bool, grouped: bool
) -> None:
    """Most invitees never press a button; a refusal comes a day or two before."""
    rng = export.rng
    answer = "Declined" if declined else rng.choice(("New", "New", "Accepted"))
    answered = None if answer == "New" else at - timedelta(hours=rng.randrange(20, 60))
    export.tables.add(
        "EventRelation",
        Id=export.ids.next("EventRelation"),
        RelationId=who,
        EventId=event,
        IsWhat=False,
        IsParent=who.startswith("003"),
        IsInvitee=grouped or declined,
        Status=answer,
        RespondedDate=_already(export, answered) if answered else None,
        IsDeleted=False,
        **export.stamps(at - timedelta(days=9), _already(export, answered or at)),
    )


def _already(export: Export, moment: datetime) -> datetime:
    """The moment, or the last one before the export where it lies ahead."""
    return min(moment, export.clock.now - timedelta(minutes=5))


def _add_call(export: Export, plan: AccountPlan, call: Call) -> None:
    export.tables.add(
        "Task",
        Id=export.ids.next("Task"),
        WhoId=_contact(export, plan, call.person) if call.person else "",
        WhatId=export.accounts[plan.name],
        WhoCount=1 if call.person else 0,
        WhatCount=1,
        Subject=call.subject,
        ActivityDate=call.at.date(),
        Status="Completed",
        Priority="Normal",
        OwnerId=export.users[call.teammate],
        Type="Call",
        IsDeleted=False,
        AccountId=export.accounts[plan.name],
        IsClosed=True,
        CallDurationInSeconds=call.seconds,
        CallType=call.direction,
        CallDisposition=call.disposition,
        TaskSubtype="Call",
        CompletedDateTime=call.at,
        **export.stamps(call.at),
    )


def _add_mail(export: Export, plan: AccountPlan, mail: Mail) -> None:
    """The mail, and unless a machine or a draft, the task by which the timeline shows it."""
    account = export.accounts[plan.name]
    contact = _contact(export, plan, mail.person)
    message = export.ids.next("EmailMessage")
    logged = not mail.draft and not mail.headers
    task = export.ids.next("Task") if logged else ""
    mate = BY_NAME[mail.teammate]
    theirs = (mail.person.name, export.addresses[plan.name, mail.person.name])
    ours = (mate.name, mate.email)
    sender, recipient = (theirs, ours) if mail.incoming else (ours, theirs)
    copied = (export.addresses[plan.name, person.name] for person in mail.copied)
    export.tables.add(
        "EmailMessage",
        Id=message,
        ActivityId=task,
        Headers=f"X-Mailer: Postbote 4\n{mail.headers}" if mail.headers else "",
        Subject=mail.subject,
        FromName=sender[0],
        FromAddress=sender[1],
        ToAddress=recipient[1],
        CcAddress="; ".join(copied),
        Incoming=mail.incoming,
        HasAttachment=False,
        Status=DRAFT if mail.draft else READ if mail.incoming else SENT,
        MessageDate=mail.at,
        IsDeleted=False,
        MessageIdentifier=f"<{message}@mail.{sender[1].partition('@')[2]}>",
        ThreadIdentifier=f"<{names.ascii_word(mail.subject)}.{contact}@mail.cadrelle.example>",
        IsBounced=mail.bounced,
        RelatedToId=account,
        **export.stamps(mail.at),
    )
    if logged:
        export.tables.add(
            "Task",
            Id=task,
            WhoId=contact,
            WhatId=account,
            WhoCount=1,
            WhatCount=1,
            Subject=f"Email: {mail.subject}",
            ActivityDate=mail.at.date(),
            Status="Completed",
            Priority="Normal",
            OwnerId=export.users[mail.teammate],
            Type="Email",
            IsDeleted=False,
            AccountId=account,
            IsClosed=True,
            TaskSubtype="Email",
            EmailMessageId=message,
            CompletedDateTime=mail.at,
            **export.stamps(mail.at),
        )


def _add_list_mail(export: Export, plan: AccountPlan, mail: Mail) -> None:
    export.tables.add(
        "Task",
        Id=export.ids.next("Task"),
        WhoId=_contact(export, plan, mail.person),
        WhatId=export.accounts[plan.name],
        WhoCount=1,
        WhatCount=1,
        Subject=f"List Email: {mail.subject}",
        ActivityDate=mail.at.date(),
        Status="Completed",
        Priority="Normal",
        OwnerId=export.users[mail.teammate],
        IsDeleted=False,
        AccountId=export.accounts[plan.name],
        IsClosed=True,
        TaskSubtype="ListEmail",
        CompletedDateTime=mail.at,
        **export.stamps(mail.at),
    )


def _add_todo(export: Export, plan: AccountPlan, todo: Todo) -> None:
    export.tables.add(
        "Task",
        Id=export.ids.next("Task"),
        WhoId=_contact(export, plan, todo.person),
        WhatId=export.accounts[plan.name],
        WhoCount=1,
        WhatCount=1,
        Subject=todo.subject,
        ActivityDate=todo.at.date(),
        Status="Not Started",
        Priority="Normal",
        OwnerId=export.users[todo.teammate],
        IsDeleted=False,
        AccountId=export.accounts[plan.name],
        IsClosed=False,
        TaskSubtype="Task",
        **export.stamps(export.clock.moment(3, export.rng)),
    )


def add_case(export: Export, plan: AccountPlan, case: CasePlan, number: int) -> None:
    """A support case, and the mail that opened it where a person is known."""
    clock, rng = export.clock, export.rng
    case_id = export.ids.next("Case")
    opened = clock.moment(case.opened, rng)
    closed = None if case.closed is None else clock.moment(case.closed, rng)
    key = (plan.name, case.contact)
    address = export.addresses.get(key, "")
    export.tables.add(
        "Case",
        Id=case_id,
        IsDeleted=False,
        CaseNumber=f"{number:08}",
        ContactId=export.contacts.get(key, ""),
        AccountId=export.accounts[plan.name],
        SuppliedName=case.contact,
        SuppliedEmail=address,
        Type="Problem",
        Status="Closed" if closed else "Escalated" if case.escalated else "Working",
        Origin="Email",
        Subject=case.subject,
        Priority=case.priority,
        IsClosed=closed is not None,
        ClosedDate=closed,
        IsEscalated=case.escalated,
        OwnerId=export.users["Pavel Rusk"],
        **export.stamps(opened, closed),
    )
    if address:
        message = export.ids.next("EmailMessage")
        support = BY_NAME["Pavel Rusk"].email
        export.tables.add(
            "EmailMessage",
            Id=message,
            ParentId=case_id,
            Subject=case.subject,
            FromName=case.contact,
            FromAddress=address,
            ToAddress=support,
            Incoming=True,
            HasAttachment=False,
            Status=READ,
            MessageDate=opened,
            IsDeleted=False,
            MessageIdentifier=f"<{message}@mail.{address.partition('@')[2]}>",
            IsBounced=False,
            RelatedToId=case_id,
            **export.stamps(opened),
        )
