"""What no row may say: values out of their bounds, and values that contradict one another."""

from pathlib import Path

import pytest

from graph.statement import Reject, Statement
from tests.importers.exports import ACME, known, only, outcome, rapport, reject, salesforce

POLICY = "segment,cadences,contacts,executive_days,since,until"
SENTIMENT = "at,kind,score,raw,scale_min,scale_max,person"
BOUNCE = "name,email,bounced_at,bounce_weight,preferred_frequency_days"


@pytest.mark.parametrize(
    ("file", "header", "row", "column", "reason"),
    [
        (
            "policy.csv",
            POLICY,
            "smb,champion=two weeks,1,,,",
            "cadences",
            "it must read role=days, such as champion=14, with 1 to 3650 days, or role=; "
            "got 'champion=two weeks'",
        ),
        ("policy.csv", POLICY, "smb,champion=²,1,,,", "cadences", "got 'champion=²'"),
        ("policy.csv", POLICY, "smb,champion=0,1,,,", "cadences", "got 'champion=0'"),
        ("policy.csv", POLICY, "smb,champion=3651,1,,,", "cadences", "got 'champion=3651'"),
        ("policy.csv", POLICY, "smb,champion:14;admin,1,,,", "cadences", "got 'champion:14'"),
        ("policy.csv", POLICY, "smb,=14,1,,,", "cadences", "got '=14'"),
        (
            "policy.csv",
            POLICY,
            "smb,champion=14;Champion=30,1,,,",
            "cadences",
            "it must name champion once",
        ),
        ("policy.csv", POLICY, "smb,admin=,-3,,,", "contacts", "it must lie between 0 and 1000"),
        ("policy.csv", POLICY, "smb,admin=,1,-3,,", "executive_days", "between 1 and 3650"),
        ("policy.csv", POLICY, " ,admin=,1,,,", "segment", "it must not be empty"),
        (
            "policy.csv",
            POLICY,
            "smb,admin=,1,,2026-02-01,2026-01-01",
            "until",
            "it must not lie before since",
        ),
        ("sentiment.csv", SENTIMENT, "2026-01-01,judgement,99,,,,p1", "score", "between -1 and 1"),
        ("sentiment.csv", SENTIMENT, "2026-01-01,nps,,11,,,p1", "raw", "between 0 and 10"),
        ("sentiment.csv", SENTIMENT, "2026-01-01,csat,,0,,,p1", "raw", "between 1 and 5"),
        ("sentiment.csv", SENTIMENT, "2026-01-01,csat,,8,1,7,p1", "raw", "between 1 and 7"),
        (
            "sentiment.csv",
            SENTIMENT,
            "2026-01-01,nps,,5,5,5,p1",
            "scale_max",
            "it must lie above scale_min, which is 5",
        ),
        (
            "sentiment.csv",
            SENTIMENT,
            "2026-01-01,nps,,10,10,,p1",
            "scale_min",
            "it must lie below scale_max, which is 10",
        ),
        ("people.csv", BOUNCE, "Ann,ann@acme.example,2026-01-01,50,", "bounce_weight", "0 and 1"),
        ("people.csv", BOUNCE, "Ann,ann@acme.example,,,-5", "preferred_frequency_days", "3650"),
        ("people.csv", "id,name,reports_to", "p1,Ann,p1", "reports_to", "another person"),
        ("people.csv", "name,email", "A\0nn,ann@acme.example", "name", "NUL"),
        ("accounts.csv", "id,name,employees", "a1,Acme,-1", "employees", "at least 0"),
        ("accounts.csv", "id,name,parent", "a1,Acme,a1", "parent", "another account"),
        ("signals.csv", "person,kind,at,weight", "p1,left,2026-01-01,7", "weight", "0 and 1"),
        ("roles.csv", "person,account,role,confidence", "p1,a1,admin,77", "confidence", "0 and 1"),
        (
            "touchpoints.csv",
            "at,channel,minutes,account,attended",
            "2026-01-01,call,-2147483648,a1,p1",
            "minutes",
            "between 0 and 525600",
        ),
        (
            "employments.csv",
            "person,account,since,until",
            "p1,a1,2026-02-01,2026-01-01",
            "until",
            "it must not lie before since",
        ),
        (
            "consents.csv",
            "person,acts,since,until",
            "p1,quote,2026-02-01,2026-01-01",
            "until",
            "it must not lie before since",
        ),
        ("consents.csv", "person,acts", "p1, ; ", "acts", "it must not be empty"),
        ("reporting.csv", "person,manager", "p1,p1", "manager", "it must be another person"),
        ("successions.csv", "person,successor", "p1,p1", "successor", "it must be another person"),
    ],
)
def test_a_row_that_cannot_be_true(
    tmp_path: Path, file: str, header: str, row: str, column: str, reason: str
) -> None:
    item = reject(rapport(tmp_path, {file: f"{header}\n{row}\n"}))
    assert (item.file, item.line, item.column) == (file, 2, column)
    assert reason in item.reason


def test_values_on_their_bounds_are_taken(tmp_path: Path) -> None:
    policy = only(
        rapport(
            tmp_path,
            {"policy.csv": f"{POLICY}\nsmb,champion=1;admin=3650;legal=,1000,3650,2026-02-01,\n"},
        )
    )
    assert policy.values["cadences"] == ["champion=1", "admin=3650", "legal="]
    assert policy.values["contacts"] == 1000
    reading = only(
        rapport(tmp_path / "2", {"sentiment.csv": f"{SENTIMENT}\n2026-01-01,nps,-1,10,0,10,p1\n"})
    )
    assert (reading.values["score"], reading.values["raw"]) == (-1, 10)


def test_a_number_that_means_nothing_costs_no_salesforce_account(tmp_path: Path) -> None:
    """The export is not ours to mend: what cannot be is left out, and the rest is used."""
    account, told = outcome(
        salesforce(tmp_path, {"Account.csv": f"Id,Name,NumberOfEmployees\n{ACME},Acme,-7\n"})
    )
    assert isinstance(account, Statement)
    assert known(account) == {"name": "Acme"}
    assert isinstance(told, Reject)
    assert (told.column, told.reason, told.kept) == (
        "NumberOfEmployees",
        "it must be at least 0",
        True,
    )
