"""Exports written row by row for the oracle, and Acme as they tell it."""

from . import (
    Export,
    World,
)
from .builder import an_id
from .days import DAY, SECOND, Millis, iso
from .exports import Row
from .worlds import (
    NOW,
)

ACME, GLOBEX = an_id("Account", 1), an_id("Account", 2)
ANN, BO, CY, DEE = (an_id("Contact", number) for number in (1, 2, 3, 4))
ULLA, VIC = an_id("User", 1), an_id("User", 2)
OLD = iso(NOW - 400 * DAY)


def row(key: str, **columns: str) -> Row:
    return {"Id": key, "CreatedDate": OLD, "LastModifiedDate": OLD} | columns


def account(key: str, **columns: str) -> Row:
    return row(key, Name="An account", OwnerId=ULLA, **columns)


def contact(key: str, account_id: str, email: str, **columns: str) -> Row:
    return row(key, AccountId=account_id, Email=email, **columns)


def relation(number: int, contact_id: str, account_id: str, roles: str, **columns: str) -> Row:
    plain = {"IsDirect": "true", "IsActive": "true"}
    link = {"ContactId": contact_id, "AccountId": account_id, "Roles": roles}
    return row(an_id("AccountContactRelation", number)) | plain | link | columns


def meeting(number: int, who: str, at: Millis, **columns: str) -> Row:
    plain = {"WhoId": who, "StartDateTime": iso(at), "OwnerId": ULLA}
    return row(an_id("Event", number)) | plain | columns


def export(taken_at: Millis = NOW, **tables: list[Row]) -> Export:
    users = [
        row(ULLA, Email="ulla@vendor.example", Title="Customer Success Manager", IsActive="true"),
        row(VIC, Email="vic@vendor.example", Title="CEO", IsActive="true"),
    ]
    return {"taken_at": taken_at, "tables": {"User": users, "Event": []} | tables}


def acme_world(taken_at: Millis = NOW) -> World:
    """Acme, an enterprise customer 90 days before its renewal. Ann is the champion and was met a
    second less than 15 days ago; Bo signs but was never touched; Cy, the admin, left on 1 June."""
    opportunity = an_id("Opportunity", 1)
    tables = {
        "Account": [
            account(ACME, Segment__c="Enterprise", ARR__c="300000", Renewal_Date__c="2025-09-14")
        ],
        "Contact": [
            contact(ANN, ACME, "ann@acme.example", Title="VP Engineering", Department="IT"),
            contact(BO, ACME, "bo@acme.example", Title="IT Manager", Department="Sales"),
            contact(
                CY, ACME, "cy@acme.example", Title="Director", Department="IT", ReportsToId=ANN
            ),
        ],
        "AccountContactRelation": [
            relation(1, ANN, ACME, "Champion"),
            relation(2, CY, ACME, "Admin", EndDate="2025-06-01"),
        ],
        "Opportunity": [row(opportunity, AccountId=ACME, IsClosed="true")],
        "OpportunityContactRole": [
            row(
                an_id("OpportunityContactRole", 1),
                OpportunityId=opportunity,
                ContactId=BO,
                Role="Economic Decision Maker",
            )
        ],
        "Event": [meeting(1, ANN, NOW - 15 * DAY + SECOND)],
        "Task": [
            row(
                an_id("Task", 1),
                WhoId=CY,
                TaskSubtype="Call",
                IsClosed="true",
                CallDurationInSeconds="60",
                CompletedDateTime="2025-05-20T09:00:00Z",
                OwnerId=VIC,
            )
        ],
    }
    return [export(taken_at, **tables)]


# One world, every question
