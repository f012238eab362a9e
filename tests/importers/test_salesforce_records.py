"""What accounts, contacts, users, deals and cases of a Salesforce export say."""

from pathlib import Path

import pytest

from importers.source import Options
from tests.importers.exports import (
    ACME,
    ANN,
    BOB,
    CASE,
    DANA,
    DEAL,
    GLOBEX,
    at,
    known,
    only,
    salesforce,
    statements,
)


def test_an_account_with_the_columns_organisations_add(tmp_path: Path) -> None:
    export = salesforce(
        tmp_path,
        {
            "Account.csv": "Id,Name,Type,Website,Industry,AnnualRevenue,NumberOfEmployees,ParentId,"
            "OwnerId,CSM__c,CurrencyIsoCode,ARR__c,Renewal_Date__c,Segment__c,Stage__c,Region__c,"
            "BillingCountry,Use_Case__c,Competitors__c,CreatedDate,LastModifiedDate\n"
            f"{ACME},Acme,Customer - Direct,https://www.Acme.example/about,Energy,99000000,250.0,"
            f"{GLOBEX},{DANA},{DANA},EUR,1250000.50,2026-09-30,Mid-Market,Adoption,DACH,Austria,"
            "forecasting;planning,globex.example,2024-01-02 03:04:05,2025-06-07 08:09:10\n"
        },
    )
    account = only(export)
    assert (account.kind, account.key) == ("Account", f"salesforce:Account:{ACME}")
    assert known(account) == {
        "name": "Acme",
        "domain": "acme.example",
        "status": "customer",
        "segment": "mid_market",
        "stage": "Adoption",
        "industry": "Energy",
        "region": "DACH",
        "employees": 250,
        "arr": 125000050,
        "currency": "EUR",
        "renewal_on": "2026-09-30",
        "topics": ["forecasting", "planning"],
        "competitors": ["globex.example"],
        "parent": f"salesforce:Account:{GLOBEX}",
        "owner": f"salesforce:User:{DANA}",
        "csm": f"salesforce:User:{DANA}",
    }
    assert account.created_at == at("2024-01-02T03:04:05Z")
    assert account.modified_at == at("2025-06-07T08:09:10Z")
    assert (account.deleted, account.merged_into, account.line) == (False, None, 2)
    assert export.tables[0].ignored_columns == ("AnnualRevenue",)


def test_revenue_is_never_arr_and_a_country_stands_in_for_a_region(tmp_path: Path) -> None:
    account = only(
        salesforce(
            tmp_path,
            {
                "Account.csv": "Id,Name,AnnualRevenue,BillingCountry,Region__c\n"
                f"{ACME},Acme,5000000,France,\n"
            },
        )
    )
    assert known(account) == {"name": "Acme", "region": "France"}


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("", "customer"),
        ("Customer - Channel", "customer"),
        ("Other", "customer"),
        ("Prospect", "prospect"),
        ("Channel Partner / Reseller", "partner"),
        ("Value Added Reseller", "partner"),
        ("COMPETITOR", "competitor"),
        ("Former Customer", "churned"),
        ("Churned Prospect", "churned"),
    ],
)
def test_the_type_of_an_account_tells_what_it_is_to_us(
    tmp_path: Path, type_: str, status: str
) -> None:
    account = only(salesforce(tmp_path, {"Account.csv": f"Id,Type\n{ACME},{type_}\n"}))
    assert account.values["status"] == status


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1200", "JPY", 1200),
        ("1200.555", "EUR", 120056),
        ("1.2E7", "USD", 1_200_000_000),
        ("10.5", "KWD", 10_500),
        ("99.99", "", 9999),
    ],
)
def test_amounts_become_minor_units_of_their_currency(
    tmp_path: Path, amount: str, currency: str, minor: int
) -> None:
    deal = only(
        salesforce(
            tmp_path,
            {"Opportunity.csv": f"Id,Amount,CurrencyIsoCode\n{DEAL},{amount},{currency}\n"},
            Options(currency="GBP"),
        )
    )
    assert deal.values["amount"] == minor
    assert deal.values["currency"] == (currency or "GBP")


def test_a_contact(tmp_path: Path) -> None:
    contact = only(
        salesforce(
            tmp_path,
            {
                "Contact.csv": "Id,AccountId,Salutation,FirstName,MiddleName,LastName,Suffix,Email,"
                "Secondary_Email__c,Title,Department,Phone,MobilePhone,ReportsToId,"
                "HasOptedOutOfEmail,LinkedIn__c,Champion__c,Role__c,No_Longer_At_Company__c,"
                "Preferred_Contact_Frequency__c,Preferred_Channel__c,CreatedDate,SystemModstamp\n"
                f"{ANN},{ACME},Dr.,Ann,B.,Lee,Jr.,Ann.Lee@ACME.example,ann@home.example,CTO,IT,,"
                f"+1 555 0100,{BOB},1,https://profiles.example/ann,1,Economic Decision Maker;"
                "Evaluator,0,Monthly,Phone,2024-01-01 00:00:00,2025-01-01 00:00:00\n"
            },
        )
    )
    assert (contact.kind, contact.key) == ("Person", f"salesforce:Contact:{ANN}")
    assert known(contact) == {
        "name": "Ann B. Lee Jr.",
        "email": "ann.lee@acme.example",
        "emails": ["ann@home.example"],
        "phone": "+1 555 0100",
        "links": ["https://profiles.example/ann"],
        "preferred_channel": "call",
        "preferred_frequency_days": 30,
        "opted_out": True,
        "title": "CTO",
        "department": "IT",
        "roles": ["economic_buyer", "evaluator"],
        "ticked_roles": ["champion"],
        "left": False,
        "account": f"salesforce:Account:{ACME}",
        "reports_to": f"salesforce:Contact:{BOB}",
    }
    assert contact.names == ("email:ann.lee@acme.example", "email:ann@home.example")
    assert contact.modified_at == at("2025-01-01")


def test_a_shared_mailbox_names_nobody(tmp_path: Path) -> None:
    contact = only(
        salesforce(tmp_path, {"Contact.csv": f"Id,Name,Email\n{ANN},Ann,Info@acme.example\n"})
    )
    assert contact.values["email"] == "info@acme.example"
    assert contact.names == ()


@pytest.mark.parametrize(
    ("reason", "date", "flag", "weight"),
    [
        ("550 5.1.1 user unknown", "2026-01-05 10:00:00", "1", 0.8),
        ("450 4.1.1 user unknown", "2026-01-05 10:00:00", "1", 0.5),
        ("", "2026-01-05 10:00:00", "1", 0.3),
        ("", "", "1", 0.3),
        ("552 5.2.2 mailbox full", "2026-01-05 10:00:00", "1", 0.0),
        ("", "", "0", None),
    ],
)
def test_mail_that_came_back_is_weighed(
    tmp_path: Path, reason: str, date: str, flag: str, weight: float | None
) -> None:
    contact = only(
        salesforce(
            tmp_path,
            {
                "Contact.csv": "Id,EmailBouncedReason,EmailBouncedDate,IsEmailBounced\n"
                f"{ANN},{reason},{date},{flag}\n"
            },
        )
    )
    assert contact.values.get("bounce_weight") == weight
    assert contact.values["bounce_reason"] == (reason or None)
    assert contact.values["bounced_at"] == (at(date) if date else None)


def test_a_merged_contact_names_its_survivor(tmp_path: Path) -> None:
    contact = only(
        salesforce(tmp_path, {"Contact.csv": f"Id,IsDeleted,MasterRecordId\n{ANN},1,{BOB[:15]}\n"})
    )
    assert (contact.deleted, contact.merged_into) == (True, f"salesforce:Contact:{BOB}")


def test_empty_says_nothing_there_and_a_missing_column_says_nothing_at_all(tmp_path: Path) -> None:
    contact = only(salesforce(tmp_path, {"Contact.csv": f"Id,Title,AccountId\n{ANN},,\n"}))
    assert contact.values == {"title": None, "account": None}
    zeros = "0" * 15 + "AAA"
    contact = only(salesforce(tmp_path, {"Contact.csv": f"Id,AccountId\n{ANN},{zeros}\n"}))
    assert contact.values == {"account": None}


def test_our_people_are_users_with_a_licence_of_their_own(tmp_path: Path) -> None:
    users = statements(
        salesforce(
            tmp_path,
            {
                "User.csv": "Id,FirstName,LastName,Email,Title,IsActive,UserType,Is_Executive__c\n"
                f"{DANA},Dana,Reyes,Dana@us.example,VP Customer Success,TRUE,Standard,1\n"
                "005000000000009,,Integration,,,true,AutomatedProcess,\n"
                "005000000000008,Ann,Lee,ann@acme.example,,true,PowerCustomerSuccess,\n"
            },
        )
    )
    (dana,) = users
    assert (dana.kind, dana.key) == ("Teammate", f"salesforce:User:{DANA}")
    assert known(dana) == {
        "name": "Dana Reyes",
        "email": "dana@us.example",
        "title": "VP Customer Success",
        "active": True,
        "executive": True,
    }
    assert dana.names == ("email:dana@us.example",)


def test_a_deal_and_when_it_was_deleted(tmp_path: Path) -> None:
    deal = only(
        salesforce(
            tmp_path,
            {
                "Opportunity.csv": "Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,"
                "IsDeleted,CreatedDate,LastModifiedDate\n"
                f"{DEAL},{ACME},Renewal,Closed Won,1000,2026-03-01,true,true,true,2025-01-01,"
                "2026-03-02T10:00:00.000+0000\n"
            },
        )
    )
    assert known(deal) == {
        "name": "Renewal",
        "stage": "Closed Won",
        "amount": 100000,
        "currency": "USD",
        "closes_on": "2026-03-01",
        "closed": True,
        "won": True,
        "opened_at": at("2025-01-01"),
        "deleted_at": at("2026-03-02T10:00:00Z"),
        "account": f"salesforce:Account:{ACME}",
    }
    assert deal.deleted


@pytest.mark.parametrize(
    ("is_closed", "closed_date", "closed_at"),
    [
        ("0", "", None),
        ("0", "2026-01-02", None),
        ("1", "2026-01-02", "2026-01-02"),
        ("1", "", "2026-02-01"),
    ],
)
def test_a_case_is_open_until_it_is_closed(
    tmp_path: Path, is_closed: str, closed_date: str, closed_at: str | None
) -> None:
    case = only(
        salesforce(
            tmp_path,
            {
                "Case.csv": "Id,AccountId,ContactId,Subject,Priority,IsEscalated,IsClosed,"
                "ClosedDate,CreatedDate,LastModifiedDate\n"
                f"{CASE},{ACME},{ANN},Down,High,1,{is_closed},{closed_date},2026-01-01,2026-02-01\n"
            },
        )
    )
    assert case.kind == "Escalation"
    assert known(case) == {
        "subject": "Down",
        "priority": "High",
        "escalated": True,
        "opened_at": at("2026-01-01"),
        **({"closed_at": at(closed_at)} if closed_at else {}),
        "account": f"salesforce:Account:{ACME}",
        "person": f"salesforce:Contact:{ANN}",
    }


@pytest.mark.parametrize(
    ("csm", "named"),
    [
        (DANA, f"salesforce:User:{DANA}"),
        ("Dana@us.example", "email:dana@us.example"),
        ("dana reyes", f"salesforce:User:{DANA}"),
        ("Sam Twin", None),
        ("Unassigned", None),
    ],
)
def test_a_csm_is_named_by_id_address_or_name(tmp_path: Path, csm: str, named: str | None) -> None:
    account = statements(
        salesforce(
            tmp_path,
            {
                "User.csv": f"Id,FirstName,LastName\n{DANA},Dana,Reyes\n"
                "005000000000003,Sam,Twin\n005000000000004,Sam,Twin\n",
                "Account.csv": f"Id,CSM__c\n{ACME},{csm}\n",
            },
        )
    )[-1]
    assert account.values == {"csm": named}
