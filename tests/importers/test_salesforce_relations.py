"""What a Salesforce export says of roles, affiliations and account teams."""

from pathlib import Path

import pytest

from tests.importers.exports import (
    ACME,
    ANN,
    DANA,
    DEAL,
    at,
    known,
    only,
    reject,
    salesforce,
    statements,
)


def test_an_affiliation_is_told_as_the_record_tells_it(tmp_path: Path) -> None:
    relation = only(
        salesforce(
            tmp_path,
            {
                "AccountContactRelation.csv": "Id,AccountId,ContactId,Roles,IsDirect,IsActive,"
                "StartDate,EndDate,CreatedDate,LastModifiedDate\n"
                f"07k000000000001AAA,{ACME},{ANN},Business User;Executive Sponsor;Other,1,0,"
                "2025-01-01,2026-01-01,2024-12-31 10:00:00,2026-02-01 10:00:00\n"
            },
        )
    )
    assert (relation.kind, relation.key) == (
        "AFFILIATED",
        "salesforce:AccountContactRelation:07k000000000001AAA",
    )
    assert relation.values == {
        "roles": ["end_user", "executive_sponsor", "other"],
        "direct": True,
        "active": False,
        "since": at("2025-01-01"),
        "until": at("2026-01-01"),
        "person": f"salesforce:Contact:{ANN}",
        "account": f"salesforce:Account:{ACME}",
    }
    assert relation.created_at == at("2024-12-31T10:00:00Z")
    assert relation.modified_at == at("2026-02-01T10:00:00Z")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Economic Decision Maker", "economic_buyer"),
        ("Technical Buyer", "technical_lead"),
        ("Evaluator", "evaluator"),
        ("", None),
    ],
)
def test_a_role_in_a_deal(tmp_path: Path, words: str, role: str | None) -> None:
    relation = only(
        salesforce(
            tmp_path,
            {
                "OpportunityContactRole.csv": "Id,OpportunityId,ContactId,Role,IsDeleted\n"
                f"00K000000000001EAA,{DEAL},{ANN},{words},1\n"
            },
        )
    )
    assert relation.kind == "STAKEHOLDER_IN"
    assert relation.values == {
        "role": role,
        "person": f"salesforce:Contact:{ANN}",
        "opportunity": f"salesforce:Opportunity:{DEAL}",
    }
    assert relation.deleted


def test_an_old_account_role_without_an_id_is_known_by_what_it_ties(tmp_path: Path) -> None:
    relation = only(
        salesforce(
            tmp_path,
            {"AccountContactRole.csv": f"AccountId,ContactId,Role\n{ACME},{ANN},Business User\n"},
        )
    )
    assert relation.key == f"salesforce:AccountContactRole:{ACME}-{ANN}-end_user"
    assert relation.values["account"] == f"salesforce:Account:{ACME}"


@pytest.mark.parametrize(
    ("words", "function"),
    [
        ("Customer Success Manager", "csm"),
        ("Account Manager", "account_manager"),
        ("Executive Sponsor", "executive"),
        ("Sales Rep", "sales"),
        ("Support Engineer", "support"),
        ("Tea Maker", "other"),
        ("", None),
    ],
)
def test_our_team_of_an_account(tmp_path: Path, words: str, function: str | None) -> None:
    member = only(
        salesforce(
            tmp_path,
            {
                "AccountTeamMember.csv": "Id,AccountId,UserId,TeamMemberRole\n"
                f"01M000000000001EAA,{ACME},{DANA},{words}\n"
            },
        )
    )
    assert member.kind == "OWNS"
    assert known(member) == {
        "teammate": f"salesforce:User:{DANA}",
        "account": f"salesforce:Account:{ACME}",
        **({"function": function} if function else {}),
    }


def test_a_relation_that_lacks_an_end_is_unusable(tmp_path: Path) -> None:
    item = reject(
        salesforce(
            tmp_path,
            {"AccountContactRelation.csv": f"Id,AccountId,ContactId\n07k000000000001AAA,{ACME},\n"},
        )
    )
    assert (item.file, item.line, item.column, item.reason) == (
        "AccountContactRelation.csv",
        2,
        "ContactId",
        "the row does not say which",
    )
    assert item.row == {"Id": "07k000000000001AAA", "AccountId": ACME, "ContactId": ""}


def test_tables_come_in_an_order_in_which_things_precede_what_names_them(tmp_path: Path) -> None:
    export = salesforce(
        tmp_path,
        {
            "EventRelation.csv": "Id,EventId,RelationId\n",
            "task.csv": "id\n",
            "Contacts.csv": f"Id\n{ANN}\n",
            "ACCOUNT_2026-03.csv": f"Id\n{ACME}\n",
            "User (1).csv": "Id\n",
            "Leads.csv": "Id\n",
            "notes.txt": "nothing",
        },
    )
    assert [(table.object, table.name, table.rows) for table in export.tables] == [
        ("User", "User (1).csv", 0),
        ("Account", "ACCOUNT_2026-03.csv", 1),
        ("Contact", "Contacts.csv", 1),
        ("Task", "task.csv", 0),
        ("EventRelation", "EventRelation.csv", 0),
    ]
    assert export.ignored_files == ("Leads.csv", "notes.txt")
    assert len(statements(export)) == 2
