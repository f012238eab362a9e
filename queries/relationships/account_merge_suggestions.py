"""Account merge suggestions: which company we may know twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.values.employers import same_company
from graph.values.mailboxes import company_domain
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, Row

SAME_DOMAIN, SAME_NAME, ALIKE = 0.6, 0.7, 0.3
"""How much each reason weighs; together 1 - product(1 - weight)."""
ONE_SOURCE = 0.5
"""How much is left where one source knows both: it may well mean two."""
ENOUGH = 0.3


class AccountMergeSuggestion(Row):
    """Which company do we seem to know twice?

    One row for each pair of accounts with one name or one web domain, most likely first; nothing is
    merged by itself. Companies of which one belongs to the other are two.
    """

    account: AccountId
    other: AccountId
    score: float
    reasons: list[str]
    because: str
    next_action: str


def account_merge_suggestions(
    _deployment: Deployment, accounts: Sequence[AccountFacts], _parameters: Parameters
) -> Iterator[AccountMergeSuggestion]:
    """The pairs, each told once."""
    told: set[frozenset[str]] = set()
    for account in accounts:
        for other in account.row["namesakes"]:
            pair = frozenset((account.id, other["id"]))
            reasons = _reasons(account, other)
            score = _score(reasons.values()) * (ONE_SOURCE if other["one_source"] else 1)
            if pair in told or score < ENOUGH:
                continue
            told.add(pair)
            doubt = "; yet one source knows both" if other["one_source"] else ""
            yield AccountMergeSuggestion(
                account=account.id,
                other=other["id"],
                score=round(score, 2),
                reasons=list(reasons),
                because=f"{account.name} and {other['name']} have {' and '.join(reasons)}{doubt}.",
                next_action="Merge them if they are one company (accountMerge); if one belongs to "
                "the other, name it as the parent.",
            )


def _reasons(account: AccountFacts, other: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    name, domain = other["name"] or "", account.row["account"]["domain"]
    shared = domain if domain == other["domain"] else None
    # A company without a domain of its own has that of whoever keeps its mailboxes.
    if shared is not None and company_domain(f"somebody@{shared}"):
        found["the same web domain"] = SAME_DOMAIN
    if name and name == account.name:
        found["the same name"] = SAME_NAME
    elif found and same_company(account.name, name, None):
        found["names that may be one"] = ALIKE
    return found


def _score(weights: Iterable[float]) -> float:
    doubt = 1.0
    for weight in weights:
        doubt *= 1 - weight
    return 1 - doubt


ACCOUNT_MERGE_SUGGESTIONS = Question(
    name="account_merge_suggestions",
    parameters=Parameters,
    row=AccountMergeSuggestion,
    facts=("namesakes",),
    answer=account_merge_suggestions,
    orders={"SCORE": lambda row: (-row.score,)},
    unique=lambda row: (row.account, row.other),
)
