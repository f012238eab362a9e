"""The activities and Rapport's own facts of random worlds (see worlds.py)."""

from .builder import NOW, Builder
from .days import DAY, SECOND, Millis, iso
from .exports import eighteen

CALL_DISPOSITIONS = (
    "",
    "Connected",
    "Left Voicemail",
    "No Answer",
    "Busy",
    "Wrong Number",
    "Left Message",
    "Interested",
)
SUBJECTS = (
    "Review",
    "Review",
    "Check-in",
    "Canceled: Review",
    "Abgesagt: Review",
    "Annulé : Bilan",
)
AUTOMATIC_HEADERS = (
    "Auto-Submitted: auto-replied",
    "Precedence: bulk",
    "X-Autoreply: yes",
    "List-Unsubscribe: <https://lists.example/out>",
)
ORDINARY_HEADERS = ("", "Auto-Submitted: no", "From: somebody\nDate: today")
A_LEAD = eighteen("00Q5gK000000001")
ACTS = ("quote", "review", "logo", "referral", "reference_call", "case_study")


def add_activities(b: Builder) -> None:
    if b.chance(0.06):
        return
    for _ in range(b.rng.randint(0, 12)):
        add_event(b)
    for _ in range(b.rng.randint(0, 9)):
        add_call(b)
    for _ in range(b.rng.randint(0, 2)):
        add_mail_task(b)
    for _ in range(b.rng.randint(0, 12)):
        add_mail(b)
    if b.chance(0.15):
        add_burst(b)
    for _ in range(b.rng.choice((0, 0, 1, 2))):
        add_rhythm(b)
    if b.chance(0.3):
        add_refusals(b)


def somebody(b: Builder) -> str:
    """A contact, and now and then nobody or a lead."""
    return b.rng.choice([*b.ids("Contact"), *b.ids("Contact"), "", A_LEAD])


def unused(b: Builder, at: Millis) -> Millis:
    """No two activities share a moment, so that "the last touch" is one."""
    taken = {
        row.get(column, "")
        for name in ("Task", "Event", "EmailMessage")
        for row in b.tables.get(name, [])
        for column in ("StartDateTime", "CompletedDateTime", "MessageDate")
    }
    while iso(at) in taken:
        at -= SECOND
    return at


def add_event(b: Builder, who: str | None = None, at: Millis | None = None) -> None:
    """A meeting with its invitations, in every state."""
    plain = at is not None
    start = unused(b, at if at is not None else event_moment(b))
    created = min(start - 2 * DAY, b.taken_at - b.rng.choice((0, 3, 60)) * DAY)
    event = {
        "WhoId": somebody(b) if who is None else who,
        "WhatId": b.one_or_none(b.ids("Account"), 0.3),
        "Subject": "Review" if plain else b.rng.choice(SUBJECTS),
        "StartDateTime": iso(start),
        "ActivityDateTime": iso(start),
        "DurationInMinutes": "30",
        "OwnerId": b.one_or_none(b.ids("User"), 0.9),
        "Type": "Meeting" if plain else b.rng.choice(("", "Meeting", "Meeting", "Webinar")),
        "IsPrivate": b.flag(0.1),
        "ShowAs": "Busy" if plain else b.rng.choice(("Busy", "Busy", "Free", "OutOfOffice")),
        "IsChild": "false" if plain else b.flag(0.07),
        "IsGroupEvent": b.flag(0.3),
        "IsDeleted": "false" if plain else b.flag(0.06),
    }
    key = b.add("Event", event, created, b.change(created))
    b.was("Event", key, 0.1, StartDateTime=iso(start + b.rng.choice((-9, 9)) * DAY))
    b.was("Event", key, 0.1, Subject="Canceled: Review")
    b.was("Event", key, 0.1, WhoId=somebody(b))
    for _ in range(b.rng.choice((0, 1, 2, 3))):
        add_invitation(b, key, start, created)


def event_moment(b: Builder) -> Millis:
    if b.chance(0.12):
        return NOW + b.rng.choice((1, 5, 30)) * DAY
    return b.past()


def add_invitation(b: Builder, event: str, start: Millis, created: Millis) -> None:
    invited = b.rng.choice([somebody(b), somebody(b), b.rng.choice(b.ids("User"))])
    if not invited or invited in [
        row["RelationId"] for row in b.tables.get("EventRelation", []) if row["EventId"] == event
    ]:
        return
    status = b.rng.choice(("New", "Accepted", "Declined", "Declined"))
    responded = b.chance(0.6) and status != "New"
    relation = {
        "EventId": event,
        "RelationId": invited,
        "IsWhat": "false",
        "IsParent": "false",
        "IsInvitee": "true",
        "Status": status,
        "RespondedDate": iso(min(start - DAY, b.taken_at)) if responded else "",
        "IsDeleted": b.flag(0.04),
    }
    answered = b.change(created)
    answer = b.add("EventRelation", relation, created, answered)
    b.was("EventRelation", answer, 0.3, Status="New", RespondedDate="")


def add_call(b: Builder, who: str | None = None, at: Millis | None = None) -> None:
    plain = at is not None
    done = unused(b, at if at is not None else b.past())
    if done > b.taken_at:
        return
    bare = b.chance(0.25) and not plain
    subtype, kind = b.rng.choice((("Call", ""), ("Call", "Call"), ("Task", "Call"), ("Task", "")))
    call = {
        "WhoId": somebody(b) if who is None else who,
        "WhatId": "",
        "Subject": "Call",
        "TaskSubtype": subtype,
        "Type": kind,
        "Status": "Completed",
        "IsClosed": b.flag(0.85),
        "ActivityDate": iso(done)[:10],
        "CompletedDateTime": "" if bare else iso(done),
        "CallType": b.rng.choice(("Outbound", "Outbound", "Inbound", "Internal", "")),
        "CallDurationInSeconds": b.rng.choice(("", "0", "1", "600")),
        "CallDisposition": b.rng.choice(CALL_DISPOSITIONS),
        "OwnerId": b.one_or_none(b.ids("User"), 0.9),
        "EmailMessageId": "",
        "IsDeleted": b.flag(0.05),
    }
    key = b.add("Task", call, done - DAY, b.change(done))
    b.was("Task", key, 0.1, IsClosed="false", CompletedDateTime="", CallDisposition="")


def add_mail_task(b: Builder) -> str:
    """A Task that logs a mail, a list mail or an automatic reply."""
    done = unused(b, min(b.past(), b.taken_at))
    task = {
        "WhoId": somebody(b),
        "WhatId": "",
        "Subject": b.rng.choice(("Email: news", "Email: hello", "Automatic reply: away")),
        "TaskSubtype": b.rng.choice(("Email", "Email", "ListEmail")),
        "Type": "",
        "Status": "Completed",
        "IsClosed": "true",
        "ActivityDate": iso(done)[:10],
        "CompletedDateTime": iso(done),
        "OwnerId": b.one_or_none(b.ids("User"), 0.9),
        "EmailMessageId": "",
        "IsDeleted": "false",
    }
    return b.add("Task", task, done)


def an_address(b: Builder) -> str:
    known = [row["Email"] for row in b.tables["Contact"] if row["Email"]]
    return b.rng.choice([*known, *known, "stranger@elsewhere.example", "info@acme.example"])


def add_mail(b: Builder, incoming: bool | None = None, at: Millis | None = None) -> None:
    plain = at is not None
    sent = unused(b, at if at is not None else b.past())
    if sent > b.taken_at:
        return
    comes_in = b.chance(0.5) if incoming is None else incoming
    ours = b.rng.choice([row["Email"] for row in b.tables["User"]])
    to = [ours] if comes_in else [an_address(b) for _ in range(b.rng.choice((1, 1, 2)))]
    automatic = b.chance(0.12) and not plain
    mail = {
        "Incoming": "true" if comes_in else "false",
        "FromAddress": an_address(b) if comes_in else ours,
        "ToAddress": "; ".join(to),
        "CcAddress": an_address(b) if b.chance(0.3) else "",
        "Subject": "Re: hello",
        "Headers": b.rng.choice(AUTOMATIC_HEADERS if automatic else ORDINARY_HEADERS),
        "Status": "5" if b.chance(0.05) and not comes_in else b.rng.choice(("1", "2", "3")),
        "MessageDate": iso(sent),
        "IsBounced": b.flag(0.15) if not comes_in and not automatic else "false",
        "ActivityId": add_log(b, sent) if b.chance(0.3) else "",
        "ParentId": b.one_or_none(b.ids("Case"), 0.15),
        "IsDeleted": "false" if plain else b.flag(0.04),
    }
    if b.chance(0.05) and comes_in:
        mail["Subject"] = "Automatische Antwort: abwesend"
    b.add("EmailMessage", mail, sent)


def add_log(b: Builder, sent: Millis) -> str:
    """The Task that Salesforce writes for a mail."""
    task = {
        "WhoId": somebody(b),
        "WhatId": "",
        "Subject": "Email: hello",
        "TaskSubtype": "Email",
        "Type": "",
        "Status": "Completed",
        "IsClosed": "true",
        "ActivityDate": iso(sent)[:10],
        "CompletedDateTime": iso(sent),
        "OwnerId": b.one_or_none(b.ids("User"), 0.9),
        "EmailMessageId": "",
        "IsDeleted": "false",
    }
    return b.add("Task", task, sent)


def add_burst(b: Builder) -> None:
    """Five or more touches of one person within a week."""
    who = b.rng.choice(b.ids("Contact"))
    for number in range(b.rng.choice((5, 6, 7))):
        at = b.taken_at - number * DAY - b.rng.choice((0, 3600)) * SECOND
        add_event(b, who, at)


def add_rhythm(b: Builder) -> None:
    """Regular meetings with one person, then nothing for about three times their gap."""
    who = b.rng.choice(b.ids("Contact"))
    gap = b.rng.choice((3, 10, 20))
    quiet = 3 * max(gap, 10) * DAY + b.rng.choice((-SECOND, 0, SECOND))
    for number in range(b.rng.choice((2, 3, 4))):
        add_event(b, who, NOW - quiet - number * gap * DAY)


def add_refusals(b: Builder) -> None:
    """One person declines two or three meetings, past or still to come."""
    who = b.rng.choice(b.ids("Contact"))
    for _ in range(b.rng.choice((2, 2, 3))):
        start = NOW + b.rng.choice((-20, -5, 3, 12)) * DAY
        add_event(b, "", start)
        responded = min(b.taken_at, start - DAY) - b.rng.choice((0, 1, 9)) * DAY
        relation = {
            "EventId": b.ids("Event")[-1],
            "RelationId": who,
            "IsWhat": "false",
            "IsParent": "false",
            "IsInvitee": "true",
            "Status": "Declined",
            "RespondedDate": iso(responded) if b.chance(0.7) else "",
            "IsDeleted": "false",
        }
        b.tables["EventRelation"] = [
            row
            for row in b.tables.get("EventRelation", [])
            if (row["EventId"], row["RelationId"]) != (relation["EventId"], who)
        ]
        b.add("EventRelation", relation, responded - DAY)


def add_own_facts(b: Builder) -> None:
    """Goals, sentiment, consents, assets, asks, holds and competitors."""
    if b.chance(0.3):
        for _ in range(b.rng.randint(1, 3)):
            b.own("goals", {"person": anybody(b), "at": iso(b.past()), "goal": "Grow"})
    for _ in range(b.rng.randint(0, 4)):
        add_reading(b)
    for _ in range(b.rng.randint(0, 3)):
        add_consent(b)
    for _ in range(b.rng.randint(0, 2)):
        b.own("assets", {"person": anybody(b), "kind": "quote", "at": iso(b.past())})
    for _ in range(b.rng.choice((0, 1, 3, 6))):
        add_ask(b)
    if b.chance(0.2):
        account = b.rng.choice(b.ids("Account"))
        until = b.day(b.rng.choice((-1, 0, 1, 20)))
        b.own("holds", {"account": account, "from": iso(NOW - 50 * DAY), "until": until})
    if b.chance(0.2):
        account = b.rng.choice(b.ids("Account"))
        b.own("competitors", {"account": account, "domain": "rival.example"})
    if b.chance(0.2):
        b.own("policy", a_policy(b))


def a_policy(b: Builder) -> dict[str, str]:
    return {
        "segment": b.rng.choice(("strategic", "enterprise", "mid_market", "smb", "digital")),
        "from": iso(b.past()),
        "roles": b.rng.choice(("champion:30;admin", "champion:7;technical_lead:45", "admin")),
        "contacts": b.rng.choice(("0", "1", "3")),
        "executive_days": b.rng.choice(("", "30", "200")),
    }


def anybody(b: Builder) -> str:
    return b.rng.choice(b.ids("Contact"))


def add_reading(b: Builder) -> None:
    kind, low, high, scores = b.rng.choice(
        (
            ("nps", "0", "10", ("0", "6", "7", "9", "10")),
            ("csat", "1", "5", ("1", "3", "5")),
            ("judgement", "", "", ("-1", "-0.5", "0", "0.5", "1")),
        )
    )
    reading = {
        "person": anybody(b),
        "at": iso(unread(b, b.past())),
        "kind": kind,
        "score": b.rng.choice(scores),
        "scale_min": low,
        "scale_max": high,
    }
    b.own("sentiment", reading)


def unread(b: Builder, at: Millis) -> Millis:
    """No two readings share a moment, so that "the newest" is one."""
    while iso(at) in {row["at"] for row in b.tables.get("sentiment", [])}:
        at -= SECOND
    return at


def add_consent(b: Builder) -> None:
    begun = b.past()
    consent = {
        "person": anybody(b),
        "acts": ";".join(b.rng.sample(ACTS, b.rng.choice((1, 2, 3)))),
        "region": b.rng.choice(("", "", "EMEA", "AMER")),
        "from": iso(begun),
        "to": b.rng.choice(("", "", iso(NOW - DAY), iso(NOW), iso(NOW + 30 * DAY))),
        "revoked_at": iso(begun + 5 * DAY) if b.chance(0.15) else "",
    }
    b.own("consents", consent)


def add_ask(b: Builder) -> None:
    invited = b.past()
    contact = b.rng.choice(b.tables["Contact"])
    answer = {"accepted_at": "", "scheduled_at": "", "completed_at": ""}
    answer |= {"declined_at": "", "missed_at": "", "reserved_until": ""}
    outcome = b.rng.choice(("", "accepted_at", "completed_at", "declined_at", "missed_at"))
    if outcome:
        answer[outcome] = iso(invited + b.rng.choice((1, 3)) * DAY)
    if b.chance(0.5):
        answer["reserved_until"] = iso(invited + b.rng.choice((5, 60)) * DAY)
    ask = {
        "person": contact["Id"],
        "account": contact["AccountId"] or b.rng.choice(b.ids("Account")),
        "act": b.rng.choice(ACTS),
        "invited_at": iso(invited),
    }
    b.own("asks", ask | answer)
