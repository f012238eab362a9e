"""An organisation tells in a TOML file what its own columns and words mean."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from importers.mapping import ColumnMap, read_map
from importers.source import Options
from tests.importers.exports import ACME, ANN, known, only, salesforce, statements

MAP = """
[Account.columns]
Contract_Value__c = "arr"
Holds_Until__c = "hold_until"

[Account.values.Tier__c]
Gold = "strategic"

[Account.values.Type]
Ehemalig = "churned"

[contact.columns]
Job_Role__c = "roles"

[Contact.values.Job_Role__c]
Boss = "executive_sponsor"

[Event.values.Type]
Roadshow = "webinar"
"Lunch & Learn" = "in_person"

[Task.values.CallDisposition]
Durchgestellt = "connected"
"""


def mapped(folder: Path, text: str = MAP) -> ColumnMap:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return read_map(path)


def test_columns_and_words_of_their_own(tmp_path: Path) -> None:
    text = MAP.replace("[Account.columns]", '[Account.columns]\nTier__c = "segment"')
    export = salesforce(
        tmp_path / "export",
        {
            "account.csv": "id,contract_value_c,holds_until_c,tier_c,type,ARR__c\n"
            f"{ACME},500,2026-05-01,gold,ehemalig,7\n",
            "Contact.csv": f"Id,Job_Role__c\n{ANN},boss;Influencer\n",
            "Event.csv": "Id,Type,StartDateTime\n00U000000000001EAA,roadshow,2026-01-01\n"
            "00U000000000002EAA,Lunch & Learn,2026-01-01\n",
            "Task.csv": "Id,WhoId,Type,Status,CallDisposition,ActivityDate\n"
            f"00T000000000001EAA,{ANN},Call,Completed,durchgestellt,2026-01-01\n",
        },
        Options(map=mapped(tmp_path, text)),
    )
    account, ann, call, roadshow, lunch = statements(export)
    assert known(account) == {
        "arr": 50000,
        "currency": "USD",
        "hold_until": "2026-05-01",
        "segment": "strategic",
        "status": "churned",
    }
    assert ann.values["roles"] == ["executive_sponsor", "influencer"]
    assert call.participants[0].part == "attended"
    assert (roadshow.values["channel"], roadshow.values["reach"]) == ("webinar", "scaled")
    assert lunch.values["channel"] == "in_person"


def test_a_column_the_map_does_not_know_means_what_it_always_did(tmp_path: Path) -> None:
    options = Options(map=mapped(tmp_path))
    account = only(salesforce(tmp_path / "x", {"Account.csv": f"Id,ARR__c\n{ACME},7\n"}, options))
    assert account.values["arr"] == 700


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[Account.columns\n", "is not TOML"),
        ("x = 1\n", "may hold the tables columns and values"),
        ("[Account.colums]\nA = 'arr'\n", "may hold the tables columns and values"),
        ("[Account.columns]\nA = 1\n", "each line must read"),
        ("[Account.values]\nA = 'x'\n", "each line must read"),
    ],
)
def test_a_map_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        mapped(tmp_path, text)
    with pytest.raises(BadInput, match="cannot be read"):
        read_map(tmp_path / "gone.toml")


def test_a_map_that_speaks_of_what_does_not_exist(tmp_path: Path) -> None:
    files = {"Account.csv": f"Id,A__c\n{ACME},1\n"}
    with pytest.raises(BadInput, match=r"Account\.A__c is 'arrr', which is not a property"):
        salesforce(
            tmp_path / "a", files, Options(map=mapped(tmp_path, '[Account.columns]\nA__c="arrr"'))
        )
    with pytest.raises(BadInput, match="The map speaks of lead; salesforce knows User, Account"):
        salesforce(tmp_path / "b", files, Options(map=mapped(tmp_path, '[Lead.columns]\nA="arr"')))


def test_the_map_is_part_of_how_an_export_is_read(tmp_path: Path) -> None:
    files = {"Account.csv": f"Id,A__c\n{ACME},1\n"}
    without = salesforce(tmp_path / "a", files)
    with_map = Options(map=mapped(tmp_path, '[Account.columns]\nA__c="arr"'))
    assert salesforce(tmp_path / "b", files, with_map).fingerprint != without.fingerprint
