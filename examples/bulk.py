"""`python -m examples.bulk DIR`: a Salesforce export of any size, for measuring.

Rows are drawn by chance from plain shares, account by account, and streamed out: memory stays flat
however large the export. For stories to look at, use `python -m examples`.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TextIO

from examples import names, team
from examples.salesforce_columns import COLUMNS
from examples.salesforce_ids import IdSequence

SKEWED_PEOPLE = 5_000
ROLE_HOLDERS = 6
DAYS = 730
DEAL_ROLES = (
    "Economic Buyer",
    "Decision Maker",
    "Executive Sponsor",
    "Technical Buyer",
    "Influencer",
    "Evaluator",
)
RELATION_ROLES = ("Business User", "Influencer", "Executive Sponsor", "Decision Maker;Evaluator")
SEGMENTS = (
    ("Strategic", 1_000_000, 3_000_000, 0.05),
    ("Enterprise", 250_000, 900_000, 0.20),
    ("Mid-Market", 50_000, 240_000, 0.35),
    ("SMB", 10_000, 48_000, 0.30),
    ("Digital", 900, 9_500, 0.10),
)
TITLES = (
    "Chief Operating Officer", "VP Operations", "VP Finance", "Director of Operations",
    "Head of Platforms", "IT Manager", "Operations Analyst", "Systems Administrator",
    "Leiter IT", "Responsable applicatif", "Support Specialist", "Buyer",
)  # fmt: skip
DEPARTMENTS = ("Operations", "Information Technology", "Finance", "Customer Service")
DISPOSITIONS = ("Connected", "Connected", "Connected", "Left voicemail", "No answer")
MAIL, CALL = 0.45, 0.80
"""Shares of touchpoints: mails below the first, calls up to the second, meetings the rest."""

_STAMPS = dict.fromkeys(("CreatedDate", "LastModifiedDate", "SystemModstamp"), "%(at)s")
_ALWAYS: Mapping[str, Mapping[str, str]] = {
    "User": _STAMPS | {"IsActive": "1", "UserType": "Standard"},
    "Account": _STAMPS | {"IsDeleted": "0", "Type": "Customer", "CurrencyIsoCode": "USD"},
    "Contact": _STAMPS
    | {"IsDeleted": "0", "HasOptedOutOfEmail": "0", "DoNotCall": "0", "IsEmailBounced": "0"},
    "AccountContactRelation": _STAMPS | {"IsDirect": "1", "IsActive": "1", "IsDeleted": "0"},
    "OpportunityContactRole": _STAMPS | {"IsPrimary": "0", "IsDeleted": "0"},
    "AccountTeamMember": _STAMPS
    | {"TeamMemberRole": "Customer Success Manager", "AccountAccessLevel": "Edit"}
    | {"IsDeleted": "0"},
    "Opportunity": _STAMPS
    | {"IsDeleted": "0", "Name": "Subscription", "StageName": "Closed Won", "IsClosed": "1"}
    | {"IsWon": "1", "Probability": "100", "CurrencyIsoCode": "USD", "Type": "Existing Business"},
    "Task": _STAMPS
    | {"WhoCount": "1", "WhatCount": "1", "Status": "Completed", "Priority": "Normal"}
    | {"IsDeleted": "0", "IsClosed": "1", "CompletedDateTime": "%(at)s"},
    "Event": _STAMPS
    | {"WhoCount": "1", "WhatCount": "1", "Subject": "Success plan check-in", "IsChild": "0"}
    | {"IsAllDayEvent": "0", "DurationInMinutes": "30", "Type": "Meeting", "IsPrivate": "0"}
    | {"ShowAs": "Busy", "IsDeleted": "0", "IsGroupEvent": "0", "IsRecurrence": "0"}
    | {"ActivityDateTime": "%(at)s", "StartDateTime": "%(at)s"},
    "EventRelation": _STAMPS
    | {"IsWhat": "0", "IsParent": "1", "IsInvitee": "1", "IsDeleted": "0"},
    "EmailMessage": _STAMPS | {"HasAttachment": "0", "IsDeleted": "0", "IsBounced": "0"},
    "Case": _STAMPS
    | {"IsDeleted": "0", "Type": "Problem", "Status": "Closed", "Origin": "Email"}
    | {"Subject": "Export is slow", "Priority": "Medium", "IsClosed": "1", "IsEscalated": "0"},
}  # fmt: skip
"""What is the same in every row of an object."""


@dataclass(frozen=True)
class Bulk:
    """How much to write: `people` and `touchpoints` for each account."""

    accounts: int
    people: int
    touchpoints: int
    seed: int
    as_of: date
    skew: bool = False


def write_bulk(folder: Path, bulk: Bulk) -> Counter[str]:
    """Writes the export to `folder` and says how many rows each object got."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(
                (folder / f"{table}.csv").open("w", encoding="utf-8", newline="", buffering=1 << 20)
            )
            for table in COLUMNS
        }
        writer = _Writer(files, bulk)
        writer.team()
        for number in range(bulk.accounts):
            skewed = bulk.skew and number == 0
            people = SKEWED_PEOPLE if skewed else bulk.people
            touchpoints = bulk.touchpoints * people // max(bulk.people, 1)
            writer.account(number, people, touchpoints)
        return writer.counts


class _Writer:
    """Writes one account after the other and forgets it."""

    def __init__(self, files: Mapping[str, TextIO], bulk: Bulk) -> None:
        self.files = files
        self.rng = Random(bulk.seed)
        self.ids = IdSequence()
        self.counts: Counter[str] = Counter()
        self.templates: dict[tuple[str, ...], str] = {}
        first = bulk.as_of - timedelta(days=DAYS)
        self.days = [(first + timedelta(days=n)).isoformat() for n in range(DAYS + 365)]
        self.users: list[tuple[str, str]] = []
        for table, file in files.items():
            file.write('"' + '","'.join(COLUMNS[table]) + '"\n')

    def add(self, table: str, at: str, **values: str) -> str:
        """Writes one row and returns its id."""
        shape = (table, *values)
        if shape not in self.templates:
            self.templates[shape] = _template(table, frozenset(values))
        number = self.ids.next(table)
        values["Id"], values["at"] = number, at
        self.files[table].write(self.templates[shape] % values)
        self.counts[table] += 1
        return number

    def moment(self) -> str:
        """A moment within the two years, newer ones likelier, none after the export."""
        rng = self.rng
        day = self.days[int(DAYS * rng.random() ** 0.6)]
        return f"{day} {8 + int(rng.random() * 9):02}:{int(rng.random() * 60):02}:00"

    def team(self) -> None:
        """Our own people."""
        for mate in team.TEAM:
            user = self.add(
                "User",
                f"{self.days[0]} 06:00:00",
                Username=mate.email,
                Name=mate.name,
                Email=mate.email,
                Title=mate.title,
            )
            if mate.active:
                self.users.append((user, mate.email))

    def account(self, number: int, people: int, touchpoints: int) -> None:
        """One account with its people, their roles and what passed with them."""
        rng = self.rng
        created = f"{self.days[0]} 07:00:00"
        segment, lowest, highest, _ = rng.choices(SEGMENTS, [share[3] for share in SEGMENTS])[0]
        owner, address = rng.choice(self.users)
        arr = f"{lowest + int(rng.random() * (highest - lowest))}.00"
        domain = f"bulk{number}.example"
        account = self.add(
            "Account",
            created,
            Name=f"{rng.choice(names.COMPANY_HEADS)} {number}",
            Website=f"https://{domain}",
            Industry=rng.choice(tuple(names.COMPANY_TAILS)),
            BillingCountry=rng.choice(tuple(names.COUNTRY_LANGUAGE)),
            NumberOfEmployees=str(people * 40),
            OwnerId=owner,
            CSM__c=owner,
            ARR__c=arr,
            Renewal_Date__c=self.days[DAYS + int(rng.random() * 360)],
            Segment__c=segment if rng.random() < 0.8 else "",
        )
        if segment != "Digital":
            self.add("AccountTeamMember", created, AccountId=account, UserId=owner)
        contacts = self.contacts(account, owner, people, domain)
        deal = self.add(
            "Opportunity", created, AccountId=account, Amount=arr, OwnerId=owner,
            CloseDate=self.days[0],
        )  # fmt: skip
        for (contact, _), role in zip(contacts[:ROLE_HOLDERS], DEAL_ROLES, strict=False):
            self.add(
                "OpportunityContactRole", created, OpportunityId=deal, ContactId=contact, Role=role
            )
        for _ in range(touchpoints if contacts else 0):
            self.touchpoint(account, contacts, owner, address)
        if rng.random() < 0.3:
            self.add("Case", self.moment(), AccountId=account, OwnerId=owner)

    def contacts(self, account: str, owner: str, people: int, domain: str) -> list[tuple[str, str]]:
        """Ids and addresses of the account's people; a fifth also have a relation of their own."""
        rng = self.rng
        created = f"{self.days[0]} 08:00:00"
        contacts: list[tuple[str, str]] = []
        for number in range(people):
            first, last = rng.choice(names.FIRST_NAMES["en"]), rng.choice(names.LAST_NAMES["en"])
            email = f"{first}.{number}@{domain}".lower()
            contact = self.add(
                "Contact",
                created,
                AccountId=account,
                FirstName=first,
                LastName=last,
                Name=f"{first} {last}",
                Phone=f"+1-555-01{int(rng.random() * 100):02} x{number}",
                ReportsToId=contacts[number // 6][0] if number else "",
                Email=email,
                Title=rng.choice(TITLES),
                Department=rng.choice(DEPARTMENTS),
                OwnerId=owner,
                No_Longer_At_Company__c="1" if rng.random() < 0.01 else "0",
                Champion__c="1" if number == 0 else "0",
                Role__c="Admin" if number == ROLE_HOLDERS else "",
            )
            contacts.append((contact, email))
            if rng.random() < 0.2:
                self.add(
                    "AccountContactRelation",
                    created,
                    AccountId=account,
                    ContactId=contact,
                    Roles=rng.choice(RELATION_ROLES),
                )
        return contacts

    def touchpoint(
        self, account: str, contacts: list[tuple[str, str]], owner: str, address: str
    ) -> None:
        """A mail, a call or a meeting, mostly with the few who hold a role."""
        rng = self.rng
        reach = ROLE_HOLDERS if rng.random() < 0.7 else len(contacts)
        position = int(rng.random() * min(reach, len(contacts)))
        contact, email = contacts[position]
        at, kind = self.moment(), rng.random()
        shared = {"WhoId": contact, "WhatId": account, "AccountId": account, "OwnerId": owner}
        if kind < MAIL:
            incoming = rng.random() < 0.5
            sender, recipient = (email, address) if incoming else (address, email)
            task = self.add(
                "Task", at, Subject="Email: next steps", ActivityDate=at[:10], Type="Email",
                TaskSubtype="Email", **shared,
            )  # fmt: skip
            self.add(
                "EmailMessage", at, ActivityId=task, Subject="Next steps", FromAddress=sender,
                ToAddress=recipient, Incoming="1" if incoming else "0", MessageDate=at,
                Status="1" if incoming else "3", RelatedToId=account,
                MessageIdentifier=f"<{task}@mail.cadrelle.example>",
            )  # fmt: skip
        elif kind < CALL:
            disposition = rng.choice(DISPOSITIONS)
            connected = disposition == "Connected"
            self.add(
                "Task", at, Subject="Call: check-in", ActivityDate=at[:10], Type="Call",
                TaskSubtype="Call", CallDisposition=disposition, CallType="Outbound",
                CallDurationInSeconds="600" if connected else "0", **shared,
            )  # fmt: skip
        else:
            event = self.add("Event", at, ActivityDate=at[:10], **shared)
            if rng.random() < 0.2:
                other = contacts[(position + 1) % len(contacts)][0]
                status = "Declined" if rng.random() < 0.15 else "Accepted"
                self.add("EventRelation", at, EventId=event, RelationId=other, Status=status)


def _template(table: str, given: frozenset[str]) -> str:
    """A row of the object, with places for its id, its moment and what else is given."""
    always = {"Id": "%(Id)s", **_ALWAYS[table], **{column: f"%({column})s" for column in given}}
    return '"' + '","'.join(always.get(column, "") for column in COLUMNS[table]) + '"\n'


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line, writes the export and says what it holds."""
    parser = argparse.ArgumentParser(prog="python -m examples.bulk", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write")
    parser.add_argument("--accounts", type=int, default=500)
    parser.add_argument("--people", type=int, default=20, help="for each account")
    parser.add_argument("--touchpoints", type=int, default=60, help="for each account")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        help="the day the data ends (default: today, UTC)",
    )
    parser.add_argument(
        "--skew", action="store_true", help=f"the first account has {SKEWED_PEOPLE} people"
    )
    options = vars(parser.parse_args(arguments))
    folder = options.pop("folder")
    counts = write_bulk(folder, Bulk(**options))
    for table, rows in counts.items():
        print(f"{rows:>12,} {table}")


if __name__ == "__main__":
    main()
