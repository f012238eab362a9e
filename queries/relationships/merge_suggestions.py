"""Merge suggestions: whom we may know twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, PersonId, Row
from queries.rules.duplicates import Card, likenesses


class MergeSuggestion(Row):
    """Whom do we seem to know twice?

    One row for each pair of people who may be one, most likely first; nothing is merged by itself.
    A pair that somebody told apart is here again only with evidence that they had not seen.
    """

    account: AccountId
    person: PersonId
    other: PersonId
    score: float
    reasons: list[str]
    evidence: list[str]
    because: str
    next_action: str


class MergeSuggestionParameters(Parameters):
    """`least` is the lowest score that is shown, 0 to 1."""

    least: float = 0.0


def merge_suggestions(
    _deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: MergeSuggestionParameters,
) -> Iterator[MergeSuggestion]:
    """The pairs at each account; a pair that two accounts share is told once."""
    told: set[frozenset[str]] = set()
    for account in accounts:
        names = {card["id"]: card["name"] or "" for card in account.row["cards"]}
        cards = [
            Card(
                card["id"],
                card["name"] or "",
                {q["id"]: q["name"] for q in card["same_number"]},
                card["dial"] or "",
            )
            for card in account.row["cards"]
        ]
        dismissed = _dismissed(account)
        for likeness in likenesses(cards):
            pair = frozenset((likeness.one, likeness.other))
            if likeness.score < parameters.least or pair in told:
                continue
            if set(likeness.evidence) <= dismissed[pair]:
                continue
            told.add(pair)
            reasons = " and ".join(likeness.reasons)
            yield MergeSuggestion(
                account=account.id,
                person=likeness.one,
                other=likeness.other,
                score=likeness.score,
                reasons=list(likeness.reasons),
                evidence=list(likeness.evidence),
                because=f"{names[likeness.one]} at {account.name} and the other have {reasons}.",
                next_action="Merge them if they are one person (personMerge); if they are two, "
                "say so (mergeSuggestionDismiss).",
            )


def _dismissed(account: AccountFacts) -> dict[frozenset[str], set[str]]:
    """The evidence in spite of which people were told apart, by the two of them."""
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for card in account.row["cards"]:
        for word in card["told_apart"]:
            found[frozenset((card["id"], word["other"]))] |= set(word["evidence"])
    return found


MERGE_SUGGESTIONS = Question(
    name="merge_suggestions",
    parameters=MergeSuggestionParameters,
    row=MergeSuggestion,
    facts=("cards",),
    answer=merge_suggestions,
    orders={"SCORE": lambda row: (-row.score,)},
    unique=lambda row: (row.account, row.person, row.other),
)
