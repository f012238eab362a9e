# ruff: noqa: E501 - rows of tables
"""The exports: Salesforce, HubSpot, mail, a calendar, an address book and a survey.

Each is kept as its records, so that it can be cut in any pieces: CSV files as rows under their
headers, mails, events and cards as texts. Tables that HubSpot rows are joined with stand apart:
they belong to every piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TAKEN_AT = "2026-05-31T22:00:00Z"

Rows = tuple[str, tuple[str, ...]]
"""A header and the rows below it."""


@dataclass(frozen=True)
class Told:
    """The records of one source: rows of its CSV files by name, or texts of one file.

    `beside` are CSV files that rows are looked up in.
    """

    source: str
    files: Mapping[str, Rows]
    beside: Mapping[str, str] = field(default_factory=dict)


def _table(text: str) -> Rows:
    header, *rows = (line.strip() for line in text.strip().splitlines())
    return header, tuple(rows)


SALESFORCE = Told(
    "salesforce",
    {
        "User.csv": _table(
            """
            Id,FirstName,LastName,Email,Title,IsActive,CreatedDate,LastModifiedDate
            005000000000001AAA,Dana,Fox,dana@us.example,Customer Success Manager,1,2020-01-01,2025-01-01
            005000000000002AAA,Erin,Moor,erin@us.example,VP Customer Success,1,2020-01-01,2025-01-01
            """
        ),
        "Account.csv": _table(
            """
            Id,Name,Website,Type,ParentId,OwnerId,Industry,NumberOfEmployees,ARR__c,CurrencyIsoCode,Segment__c,Renewal_Date__c,CreatedDate,LastModifiedDate
            001000000000001AAA,Acme,https://www.acme.example,Customer,,005000000000001AAA,Machinery,1200,400000,USD,Enterprise,2026-12-31,2022-01-01,2026-05-01
            001000000000002AAA,Globex,globex.example,Customer,,005000000000002AAA,Energy,9000,2000000,EUR,Strategic,2026-07-15,2021-01-01,2026-05-02
            001000000000003AAA,Initech,initech.example,Customer,,005000000000001AAA,Software,300,60000,USD,Mid-Market,2027-01-31,2023-01-01,2026-05-03
            001000000000004AAA,Globex Labs,labs.globex.example,Customer,001000000000002AAA,005000000000002AAA,Energy,80,,EUR,SMB,,2024-01-01,2026-05-04
            """
        ),
        "Contact.csv": _table(
            """
            Id,AccountId,FirstName,LastName,Email,Title,Phone,LinkedIn__c,ReportsToId,No_Longer_At_Company__c,IsDeleted,CreatedDate,LastModifiedDate
            003000000000001AAA,001000000000001AAA,Ann,Lee,ann.lee@acme.example,VP Operations,+1 555 010 0100,,,0,0,2023-01-10,2026-04-01
            003000000000002AAA,001000000000001AAA,Bob,Ray,bob.ray@acme.example,IT Administrator,,,003000000000001AAA,0,0,2023-01-10,2026-04-01
            003000000000003AAA,001000000000001AAA,Cara,Voss,c.voss@acme.example,Finance Director,,,,0,0,2023-01-10,2026-04-01
            003000000000004AAA,001000000000001AAA,Dev,Patel,dev@acme.example,Engineer,,https://www.linkedin.com/in/dev-patel,003000000000001AAA,0,0,2023-01-10,2026-04-01
            003000000000005AAA,001000000000001AAA,Eli,Stone,eli.stone@acme.example,Buyer,,,,0,0,2023-01-10,2026-04-01
            003000000000006AAA,001000000000001AAA,Fay,Moss,info@acme.example,Office Manager,,,,0,0,2023-01-10,2026-04-01
            003000000000007AAA,001000000000001AAA,Gus,Hale,info@acme.example,Assistant,,,,0,0,2023-01-10,2026-04-01
            003000000000011AAA,001000000000002AAA,Kim,Olsen,kim@globex.example,CFO,,,,0,0,2022-03-01,2026-04-02
            003000000000012AAA,001000000000002AAA,Lars,Beck,lars@globex.example,Finance Director,,,003000000000011AAA,0,0,2022-03-01,2026-04-02
            003000000000013AAA,001000000000002AAA,Mia,Roth,mia@globex.example,Head of Operations,,,,0,0,2022-03-01,2026-04-02
            003000000000014AAA,001000000000002AAA,Nils,Falk,nils@globex.example,CIO,,,,0,0,2022-03-01,2026-04-02
            003000000000015AAA,001000000000002AAA,Olga,Reis,olga@globex.example,Analyst,,,,0,0,2022-03-01,2026-04-02
            003000000000017AAA,001000000000002AAA,Pia,Lund,pia@globex.example,Purchasing Manager,+49 30 901820,,,0,0,2022-03-01,2026-04-02
            003000000000019AAA,001000000000002AAA,Quinn,Abe,quinn@globex.example,System Administrator,,,,0,0,2022-03-01,2026-04-02
            003000000000020AAA,001000000000004AAA,Rosa,Diaz,rosa@labs.globex.example,Lab Manager,,,003000000000013AAA,0,0,2024-03-01,2026-04-02
            003000000000021AAA,001000000000003AAA,Sam,Boyd,sam@initech.example,Operations Manager,,,,0,0,2023-06-01,2026-04-03
            003000000000022AAA,001000000000003AAA,Tara,Wolf,tara@initech.example,Chief Executive Officer,,,,0,0,2023-06-01,2026-04-03
            003000000000023AAA,001000000000003AAA,Umar,Aziz,umar@initech.example,Administrator,,,,0,0,2023-06-01,2026-04-03
            003000000000024AAA,001000000000003AAA,Vera,Lind,vera@initech.example,Accountant,,,,0,1,2023-06-01,2026-03-15
            003000000000025AAA,001000000000003AAA,Will,Ash,will@initech.example,Consultant,,,,0,0,2023-06-01,2026-04-03
            003000000000026AAA,001000000000003AAA,Xena,Cruz,xena@initech.example,Head of Purchasing,,,,1,0,2023-06-01,2026-02-10
            003000000000027AAA,001000000000003AAA,Yan,Chu,yan@initech.example,Support Engineer,,,,0,0,2023-06-01,2026-04-03
            003000000000028AAA,001000000000003AAA,Zoe,Hart,zoe@initech.example,Marketing Manager,,,,0,0,2023-06-01,2026-04-03
            003000000000029AAA,001000000000003AAA,Abe,Frost,abe@initech.example,Engineer,,,,0,0,2023-06-01,2026-04-03
            003000000000030AAA,001000000000003AAA,Bea,Nair,bea@initech.example,Engineer,,,,0,0,2023-06-01,2026-04-03
            """
        ),
        "AccountContactRelation.csv": _table(
            """
            Id,AccountId,ContactId,Roles,IsDirect,IsActive,StartDate,EndDate,CreatedDate,LastModifiedDate
            07k000000000001AAA,001000000000001AAA,003000000000001AAA,Executive Sponsor;Decision Maker,1,1,2023-02-01,,2023-02-01,2026-04-01
            07k000000000003AAA,001000000000001AAA,003000000000003AAA,Economic Buyer,1,1,2023-02-01,9999-12-31,2023-02-01,2026-04-01
            07k000000000011AAA,001000000000002AAA,003000000000011AAA,Economic Buyer,1,1,2022-03-01,,2022-03-01,2026-04-02
            07k000000000013AAA,001000000000002AAA,003000000000013AAA,Champion,1,1,2022-03-01,,2022-03-01,2026-04-02
            07k000000000014AAA,001000000000002AAA,003000000000014AAA,Executive Sponsor,1,1,2022-03-01,,2022-03-01,2026-04-02
            07k000000000019AAA,001000000000002AAA,003000000000019AAA,Admin,1,1,2022-03-01,,2022-03-01,2026-04-02
            07k000000000020AAA,001000000000004AAA,003000000000020AAA,Champion,1,1,2024-03-01,,2024-03-01,2026-04-02
            07k000000000021AAA,001000000000003AAA,003000000000021AAA,Champion,1,1,2023-06-01,,2023-06-01,2026-04-03
            07k000000000022AAA,001000000000003AAA,003000000000022AAA,Economic Buyer,1,1,2023-06-01,,2023-06-01,2026-04-03
            07k000000000023AAA,001000000000003AAA,003000000000023AAA,Admin,1,1,2023-06-01,,2023-06-01,2026-04-03
            07k000000000025AAA,001000000000003AAA,003000000000025AAA,Evaluator,0,0,2023-06-01,2026-01-31,2023-06-01,2026-02-01
            07k000000000026AAA,001000000000003AAA,003000000000026AAA,Procurement,1,1,2023-06-01,,2023-06-01,2026-02-10
            """
        ),
        "Event.csv": _table(
            """
            Id,WhoId,WhatId,OwnerId,Subject,StartDateTime,DurationInMinutes,Type,IsChild,IsPrivate,ShowAs,IsDeleted,CreatedDate,LastModifiedDate
            00U000000000001AAA,003000000000021AAA,001000000000003AAA,005000000000001AAA,Review,2026-05-12T09:00:00.000+0000,60,Meeting,0,0,Busy,0,2026-05-01,2026-05-12
            00U000000000002AAA,003000000000013AAA,001000000000002AAA,005000000000002AAA,Quarterly review,2026-03-02T10:00:00.000+0000,90,In Person,0,0,Busy,0,2026-02-01,2026-03-02
            00U000000000003AAA,003000000000030AAA,001000000000003AAA,005000000000001AAA,Canceled: First steps,2026-05-05T09:00:00.000+0000,30,Meeting,0,0,Busy,0,2026-05-01,2026-05-04
            00U000000000004AAA,003000000000011AAA,001000000000002AAA,005000000000002AAA,Budget,2026-02-10T10:00:00.000+0000,45,Meeting,0,0,Busy,0,2026-02-01,2026-02-10
            """
        ),
        "EventRelation.csv": _table(
            """
            Id,EventId,RelationId,IsWhat,Status,RespondedDate,CreatedDate,LastModifiedDate
            0RE000000000001AAA,00U000000000002AAA,003000000000014AAA,0,Accepted,2026-02-20,2026-02-01,2026-02-20
            0RE000000000002AAA,00U000000000002AAA,003000000000019AAA,0,Declined,2026-02-21,2026-02-01,2026-02-21
            """
        ),
        "Task.csv": _table(
            """
            Id,WhoId,WhatId,OwnerId,Subject,ActivityDate,Status,IsClosed,TaskSubtype,CallType,CallDurationInSeconds,CallDisposition,CreatedDate,LastModifiedDate
            00T000000000001AAA,003000000000023AAA,001000000000003AAA,005000000000001AAA,Call,2026-05-20,Completed,1,Call,Outbound,420,Connected,2026-05-20,2026-05-20
            00T000000000002AAA,003000000000003AAA,001000000000001AAA,005000000000001AAA,Call,2026-05-21,Completed,1,Call,Outbound,15,Left voicemail,2026-05-21,2026-05-21
            """
        ),
    },
)

HUBSPOT = Told(
    "hubspot",
    {
        "all-companies.csv": _table(
            """
            "Record ID","Company name","Company Domain Name","Company owner","Create Date","Last Modified Date","Lifecycle Stage","Salesforce Account ID","ARR","Customer segment","Currency"
            "11","ACME Corporation","acme.example","Dana Fox","2024-01-01 10:00","2026-05-20 10:00","Customer","001000000000001AAA","","",""
            "12","Globex","globex.example","Dana Fox","2024-01-01 10:00","2026-05-20 10:00","Customer","001000000000002","1","Digital","EUR"
            "14","Umbra","umbra.example","Dana Fox","2024-01-01 10:00","2026-05-20 10:00","Customer","","20000","SMB","USD"
            """
        ),
        "all-contacts.csv": _table(
            """
            "Record ID","First Name","Last Name","Email","Job Title","Phone Number","Associated Company IDs","Buying Role","Salesforce Contact ID","Create Date","Last Modified Date"
            "51","Ann","Lee","Ann.Lee@ACME.example","VP Ops","","11","CHAMPION","","2024-02-01 10:00","2026-05-25 10:00"
            "52","Robert","Ray","BOB.RAY@acme.example","Admin","+1 555 010 0102","11","","","2024-02-01 10:00","2026-05-25 10:00"
            "53","Cara","Voss","cara.voss@acme.example","Finance","","11","","003000000000003AAA","2024-02-01 10:00","2026-05-25 10:00"
            "55","Eli","Stone","eli@acme.example","Head of Purchasing","","11","","003000000000005AAA","2024-02-01 10:00","2026-05-25 10:00"
            "62","Lars","Beck","lars@globex.example","Director Finance","","12","BUDGET_HOLDER","","2024-02-01 10:00","2026-05-25 10:00"
            "65","Olga","Reis","o.reis@globex.example","Data Analyst","","12","END_USER","","2024-02-01 10:00","2026-05-25 10:00"
            "81","Cal","Dunn","cal@umbra.example","Owner","","14","CHAMPION","","2024-02-01 10:00","2026-05-25 10:00"
            "82","Dora","Vey","dora@umbra.example","Managing Director","","14","DECISION_MAKER","","2024-02-01 10:00","2026-05-25 10:00"
            "83","Eddy","Marsh","eddy@umbra.example","Administrator","","14","ADMIN","","2024-02-01 10:00","2026-05-25 10:00"
            "84","Flo","Winter","flo@umbra.example","Designer","","14","END_USER","","2024-02-01 10:00","2026-05-25 10:00"
            "85","Gil","Novak","gil@umbra.example","Planner","","14","INFLUENCER","","2024-02-01 10:00","2026-05-25 10:00"
            "86","Hope","Lane","hope+crm@umbra.example","Buyer","","14","","","2024-02-01 10:00","2026-05-25 10:00"
            "88","Ian","Blau","ian@umbra.example","Engineer","","14","","","2024-02-01 10:00","2026-05-25 10:00"
            "89","Jade","Fox","jade@umbra.example","Assistant","","14","","","2024-02-01 10:00","2026-05-25 10:00"
            "90","Kurt","Wild","kurt@umbra.example","Engineer","","14","LEGAL_AND_COMPLIANCE","","2024-02-01 10:00","2026-05-25 10:00"
            """
        ),
        "engagement_meeting.csv": _table(
            """
            engagement_id,hs_timestamp,hs_meeting_title,hs_meeting_start_time,hs_meeting_end_time,hs_meeting_outcome,hubspot_owner_id
            1,2026-05-26T08:00:00Z,Check-in,1779782400000,1779784200000,COMPLETED,900
            2,2026-05-27T08:00:00Z,Check-in,1779868800000,1779870600000,NO_SHOW,900
            """
        ),
        "engagement_email.csv": _table(
            """
            engagement_id,hs_timestamp,hs_email_direction,hs_email_subject,hs_email_status,hs_email_headers
            3,2026-05-24T08:00:00Z,INCOMING_EMAIL,Seats,SENT,"{""from"":{""email"":""eddy@umbra.example""},""to"":[{""email"":""dana@us.example""}]}"
            """
        ),
        "email_event.csv": _table(
            """
            id,created,type,recipient,filtered_event
            b-1,2026-05-15T00:00:00Z,BOUNCE,flo@umbra.example,false
            b-2,2026-05-16T00:00:00Z,BOUNCE,gil@umbra.example,false
            """
        ),
        "contact_merge_audit.csv": _table(
            """
            canonical_vid,vid_to_merge,timestamp
            55,56,2026-01-05T00:00:00Z
            """
        ),
    },
    {
        "owner.csv": "owner_id,email,first_name,last_name,type,created_at,updated_at\n"
        "900,dana@us.example,Dana,Fox,PERSON,2023-01-01T00:00:00Z,2025-01-01T00:00:00Z\n",
        "engagement_contact.csv": "contact_id,engagement_id\n81,1\n82,2\n83,3\n",
        "engagement_company.csv": "company_id,engagement_id\n14,1\n14,2\n14,3\n",
        "email_event_bounce.csv": "id,category,status,response\n"
        "b-1,MAILBOX_FULL,5.2.2,552 5.2.2 mailbox full\n"
        "b-2,UNKNOWN_USER,5.1.1,550 5.1.1 no such user\n",
    },
)


def _mail(
    id_: str, date: str, from_: str, to: str, subject: str, *more: str, body: str = ""
) -> str:
    header = (
        f"From: {from_}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {date}",
        f"Message-ID: <{id_}>",
        *more,
    )
    return "\n".join((*header, "", body or "Hello", ""))


DANA = "Dana Fox <dana@us.example>"
ERIN = "Erin Moor <erin@us.example>"
_REPORT = """\
--=-r
Content-Type: text/plain

This is the mail system at host mx.us.example.

--=-r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.us.example

Final-Recipient: rfc822; mia@globex.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <mia@globex.example>: Recipient address rejected: User unknown

--=-r--
"""

MAILS = (
    _mail("a1@acme.example", "Wed, 20 May 2026 09:00:00 +0000", "Ann Lee <ann.lee@acme.example>", DANA, "Plans"),
    _mail("u1@us.example", "Wed, 20 May 2026 10:00:00 +0000", DANA, "ann.lee@acme.example", "Re: Plans", "In-Reply-To: <a1@acme.example>", "References: <a1@acme.example>", "Cc: quinn@globex.example"),
    _mail("u2@us.example", "Mon, 18 May 2026 08:00:00 +0000", DANA, "bob.ray@acme.example", "Update"),
    _mail("h1@acme.example", "Fri, 22 May 2026 08:00:00 +0000", "Hana Ito <hana.ito@acme.example>", DANA, "Training"),
    _mail("k1@globex.example", "Thu, 28 May 2026 06:00:00 +0000", "Kim Olsen <kim@globex.example>", ERIN, "Automatic reply: Budget", "Auto-Submitted: auto-replied", "In-Reply-To: <u9@us.example>", body="I am no longer with Globex. Please contact Lars Beck, lars@globex.example."),
    _mail("u9@us.example", "Thu, 28 May 2026 05:59:00 +0000", ERIN, "kim@globex.example", "Budget"),
    _mail("r1@mx.us.example", "Fri, 29 May 2026 06:00:00 +0000", "Mail Delivery System <MAILER-DAEMON@mx.us.example>", ERIN, "Undelivered Mail Returned to Sender", "Return-Path: <>", "Auto-Submitted: auto-replied", 'Content-Type: multipart/report; report-type=delivery-status; boundary="=-r"', body=_REPORT),
    _mail("n1@globex.example", "Sat, 30 May 2026 06:00:00 +0000", "Nils Falk <nils@globex.example>", ERIN, "Out of office: Review", "Auto-Submitted: auto-replied", body="I am out of the office until 12 June 2026 and will answer when I am back."),
    _mail("u3@us.example", "Tue, 26 May 2026 07:00:00 +0000", ERIN, "lars@globex.example", "Hello", "Cc: quinn@globex.example"),
    _mail("y1@initech.example", "Mon, 25 May 2026 07:00:00 +0000", "yan@initech.example", "support@us.example", "Login"),
    _mail("z1@initech.example", "Mon, 25 May 2026 08:00:00 +0000", "zoe@initech.example", DANA, "May news", "List-Unsubscribe: <mailto:off@initech.example>", "Precedence: bulk"),
    _mail("e1@umbra.example", "Sun, 24 May 2026 08:00:00 +0000", "eddy@umbra.example", DANA, "Seats"),
    _mail("p1@umbra.example", "Sat, 23 May 2026 08:00:00 +0000", "hope@umbra.example", DANA, "Order"),
    _mail("u4@us.example", "Sat, 23 May 2026 09:00:00 +0000", DANA, ERIN, "Lunch"),
)  # fmt: skip


def _event(uid: str, *lines: str, changed: str = "20260510T000000Z") -> str:
    dates = f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}"
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", *dates, *lines, "END:VEVENT"))


_DANA = "ORGANIZER;CN=Dana Fox:mailto:dana@us.example"
_ERIN = "ORGANIZER;CN=Erin Moor:mailto:erin@us.example"


def _guest(address: str, answer: str = "ACCEPTED") -> str:
    return f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={answer}:mailto:{address}"


EVENTS = (
    _event("c1@us.example", "DTSTART:20260528T100000Z", "DTEND:20260528T103000Z", "SUMMARY:Plans", _DANA, _guest("ann.lee@acme.example"), _guest("ivo.kern@acme.example"), "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room7@us.example"),
    _event("c2@us.example", "DTSTART;TZID=Europe/Berlin:20260505T110000", "DTEND;TZID=Europe/Berlin:20260505T113000", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Weekly", _ERIN, _guest("lars@globex.example")),
    _event("c2@us.example", "RECURRENCE-ID;TZID=Europe/Berlin:20260519T110000", "DTSTART;TZID=Europe/Berlin:20260520T140000", "DTEND;TZID=Europe/Berlin:20260520T143000", "SEQUENCE:1", "SUMMARY:Weekly (moved)", _ERIN, _guest("lars@globex.example"), changed="20260515T000000Z"),
    _event("c3@us.example", "DTSTART:20260511T080000Z", "DTEND:20260511T090000Z", "SUMMARY:Labs", _ERIN, _guest("rosa@labs.globex.example", "DECLINED")),
    _event("c4@us.example", "DTSTART:20260518T080000Z", "DTEND:20260518T090000Z", "SUMMARY:Strategy", _ERIN, _guest("tara@initech.example")),
    _event("c5@us.example", "DTSTART:20260512T090000Z", "DTEND:20260512T100000Z", "SUMMARY:Review", _DANA, _guest("sam@initech.example")),
    _event("c6@us.example", "DTSTART:20260529T080000Z", "DTEND:20260529T090000Z", "SUMMARY:Contract", "CLASS:PRIVATE", _DANA, _guest("kurt@umbra.example")),
    _event("c7@us.example", "DTSTART:20260601T080000Z", "DTEND:20260601T090000Z", "SUMMARY:Next steps", _DANA, _guest("bea@initech.example")),
)  # fmt: skip


def _card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


CARDS = (
    _card("UID:card-ann", "FN:Ann Lee", "EMAIL:ann.lee@acme.example", "TEL;TYPE=WORK:+49 30 1111", "TITLE:Vice President", "REV:2026-01-05T10:00:00Z"),
    _card("UID:card-dev", "FN:Dev Patel", "EMAIL:dev.patel@home.example", "URL:https://linkedin.com/in/Dev-Patel/", "TEL:+1 555 010 0104", "REV:2026-01-05T10:00:00Z"),
    _card("UID:card-jo", "FN:Jo Park", "ORG:Acme;Legal", "EMAIL:jo.park@acme.example", "REV:2026-01-05T10:00:00Z"),
    _card("UID:card-pia", "FN:Pia Lund-Weber", "TEL;TYPE=CELL:+49 (30) 90 18 20", "REV:2026-01-05T10:00:00Z"),
    _card("UID:card-ian", "FN:Ian Blau", "EMAIL:ian@umbra.example", "X-MANAGER:cal@umbra.example", "REV:2026-01-05T10:00:00Z"),
    _card("UID:card-dora", "FN:Dora Vey", "EMAIL:dora@umbra.example", "X-ASSISTANT:jade@umbra.example", "REV:2026-01-05T10:00:00Z"),
)  # fmt: skip

SURVEY = Told(
    "survey",
    {
        "nps.csv": _table(
            """
            Email,Date,NPS,Comment
            ann.lee@acme.example,2026-05-01,9,Good people
            abe@initech.example,2026-05-02,2,Slow
            tara@initech.example,2026-05-03,10,
            """
        )
    },
)

MORE_EVENTS = (
    _event(
        "d1@us.example",
        "CREATED:20260501T000000Z",
        "DTSTART:20260512T090000Z",
        "DTEND:20260512T100000Z",
        "SUMMARY:Canceled: Talk",
        "DESCRIPTION:Nothing",
        _DANA,
        _guest("sam@initech.example"),
    ),
)
REPLIES = (
    _event(
        "c5@us.example",
        "DTSTART:20260512T090000Z",
        _DANA,
        _guest("sam@initech.example", "DECLINED"),
    ),
)
MORE_CARDS = (
    _card(
        "UID:card-max",
        "FN:Max Rao",
        "EMAIL:max@acme.example",
        "EMAIL:max@home.example",
        "ORG:Acme;Sales",
        "REV:2026-01-05T10:00:00Z",
    ),
)
"""What the answer says nothing of: fields that the others leave out."""
