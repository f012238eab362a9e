"""Words that mean the same everywhere: roles, mailboxes, currencies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.roles import CATALOGUE, role_named
from graph.values.mailboxes import SHARED_MAILBOXES, addresses_in, folded_address, is_shared
from graph.values.money import major_units, minor_units
from graph.values.phones import dial_of


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Executive Sponsor", "executive_sponsor"),
        ("EXECUTIVE_SPONSOR", "executive_sponsor"),
        ("executive-sponsor ", "executive_sponsor"),
        ("Economic Buyer", "economic_buyer"),
        ("Economic Decision Maker", "economic_buyer"),
        ("BUDGET_HOLDER", "economic_buyer"),
        ("Technical Buyer", "technical_lead"),
        ("Business User", "end_user"),
        ("Decision-Maker", "decision_maker"),
        ("LEGAL_AND_COMPLIANCE", "legal"),
        ("Evaluator", "evaluator"),
        ("Other", "other"),
        ("Entscheider*in für IT", "entscheider_in_für_it"),
        ("--", ""),
    ],
)
def test_words_of_exports_mean_roles(words: str, role: str) -> None:
    assert role_named(words) == role


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("+1 (555) 010-1234", "550101234"),
        ("001 555 0101234", "550101234"),
        ("+1 555 010 1234 x 7", "550101234x7"),
        ("+1 555 010 1234 Ext. 7", "550101234x7"),
        ("tel:+1-555-010-1234;ext=7", "550101234x7"),
        ("555 12", None),
        ("extension 7", None),
        (None, None),
    ],
)
def test_a_number_leads_to_a_line(number: object, line: str | None) -> None:
    assert dial_of(number) == line


def test_a_role_means_itself() -> None:
    assert [role_named(role) for role in CATALOGUE] == list(CATALOGUE)


@given(some.text())
def test_naming_a_role_again_changes_nothing(words: str) -> None:
    assert role_named(role_named(words)) == role_named(words)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ann.Lee@ACME.example ", "ann.lee@acme.example"),
        ("ann+crm@mail.acme.example", "ann+crm@mail.acme.example"),
        ("jörg@müller.example", "jörg@müller.example"),
        ("ann", None),
        ("ann@acme", None),
        ("ann@@acme.example", None),
        ("ann lee@acme.example", None),
        ("@acme.example", None),
        ("ann@acme..example", None),
        (f"{'a' * 250}@acme.example", None),
    ],
)
def test_addresses_have_one_spelling(text: str, address: str | None) -> None:
    assert folded_address(text) == address


def test_addresses_are_found_in_a_line_of_a_header() -> None:
    line = '"Lee, Ann" <Ann@acme.example>; bob@acme.example, ANN@ACME.EXAMPLE; nobody'
    assert addresses_in(line) == ["ann@acme.example", "bob@acme.example"]


def test_shared_mailboxes_belong_to_nobody() -> None:
    assert all(is_shared(f"{name}@acme.example") for name in SHARED_MAILBOXES)
    assert is_shared("INFO@acme.example")
    assert is_shared("support+eu@acme.example")
    assert not is_shared("information@acme.example")
    assert not is_shared("ann.info@acme.example")


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1200.50", "USD", 120050),
        ("0.005", "USD", 0),
        ("0.015", "USD", 2),
        ("1200", "JPY", 1200),
        ("1.2345", "KWD", 1234),
        ("-3.5", "EUR", -350),
    ],
)
def test_amounts_become_minor_units(amount: str, currency: str, minor: int) -> None:
    assert minor_units(Decimal(amount), currency) == minor


@given(some.integers(1 - 10**15, 10**15 - 1), some.sampled_from(["USD", "JPY", "KWD", "CLF"]))
def test_minor_units_come_back(amount: int, currency: str) -> None:
    assert minor_units(major_units(amount, currency), currency) == amount
