"""Who reports to whom: RELATED, and what vendors write instead."""

from pathlib import Path

import pytest

from tests.importers.vcards.vcf import card, lines, opened

BOB = card("UID:bob", "FN:Bob Stone", "EMAIL:bob@acme.example")
ANN = ("UID:ann", "FN:Ann Lee", "EMAIL:ann@acme.example")


@pytest.mark.parametrize(
    "written",
    [
        ("X-MANAGER:Bob Stone",),
        ("X-MS-MANAGER:bob  stone",),
        ("X-EVOLUTION-MANAGER:Bob Stone",),
        ("X-KADDRESSBOOK-X-ManagersName:Bob Stone",),
        ("item3.X-ABRELATEDNAMES:Bob Stone", "item3.X-ABLabel:_$!<Manager>!$_"),
        ("X-ABRELATEDNAMES;type=manager:Bob Stone",),
        ("RELATED;TYPE=manager;VALUE=text:Bob Stone",),
        ("RELATED;TYPE=supervisor:bob",),
    ],
)
def test_a_manager(tmp_path: Path, written: tuple[str, ...]) -> None:
    assert lines(opened(tmp_path, card(*ANN, *written) + BOB)) == {("ann", "bob")}


@pytest.mark.parametrize(
    "written",
    [
        ("X-ASSISTANT:Bob Stone",),
        ("X-MS-ASSISTANT:Bob Stone",),
        ("X-EVOLUTION-ASSISTANT:Bob Stone",),
        ("AGENT:Bob Stone",),
        ("RELATED;TYPE=agent:urn:uuid:bob",),
        ("i.X-ABRELATEDNAMES:Bob Stone", "i.X-ABLabel:_$!<Assistant>!$_"),
    ],
)
def test_an_assistant_reports_to_the_person(tmp_path: Path, written: tuple[str, ...]) -> None:
    assert lines(opened(tmp_path, BOB + card(*ANN, *written))) == {("bob", "ann")}


def test_an_address_or_a_uuid_names_also_who_has_no_card_here(tmp_path: Path) -> None:
    uuid = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    text = card(
        *ANN,
        "RELATED;TYPE=manager:mailto:Cleo@acme.example",
        f"RELATED;TYPE=assistant:urn:uuid:{uuid.upper()}",
    )
    assert lines(opened(tmp_path, text)) == {("ann", "cleo@acme.example"), (uuid, "ann")}


@pytest.mark.parametrize(
    "written",
    [
        "X-MANAGER:Somebody Else",
        "X-MANAGER:Bob",
        "X-MANAGER:Ann Lee",
        "RELATED;TYPE=manager:mailto:ann@acme.example",
        "RELATED;TYPE=manager:mailto:office@acme.example",
        "RELATED;TYPE=co-worker:bob",
        "RELATED;TYPE=friend:bob",
        "i.X-ABRELATEDNAMES:Bob Stone",
        "X-MANAGER:",
    ],
)
def test_whom_nobody_can_be_sure_of_is_left_out(tmp_path: Path, written: str) -> None:
    assert lines(opened(tmp_path, card(*ANN, written) + BOB)) == set()


def test_a_name_that_two_people_have(tmp_path: Path) -> None:
    other = card("UID:other", "FN:Bob Stone", "EMAIL:bob@globex.example")
    text = card(*ANN, "X-MANAGER:Bob Stone") + BOB + other
    assert lines(opened(tmp_path, text)) == set()


def test_a_circle_is_told_as_it_is(tmp_path: Path) -> None:
    ann = card(*ANN, "RELATED;TYPE=manager:bob")
    bob = BOB.replace("END:", "RELATED;TYPE=manager:ann\r\nEND:")
    assert lines(opened(tmp_path, ann + bob)) == {("ann", "bob"), ("bob", "ann")}
