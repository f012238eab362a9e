"""Merge suggestions: whom we may know twice."""

from collections.abc import Iterator, Sequence

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.duplicates import Card, likenesses
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, PersonId, Row


class MergeSuggestion(Row):
    """Whom do we seem to know twice?

    One row for each pair of people who may be one, most likely first; nothing is merged by itself.
    """

    account: AccountId
    person: PersonId
    other: PersonId
    score: float
    reasons: list[str]
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
            Card(card["id"], card["name"] or "", {q["id"]: q["name"] for q in card["same_number"]})
            for card in account.row["cards"]
        ]
        for likeness in likenesses(cards):
            pair = frozenset((likeness.one, likeness.other))
            if likeness.score < parameters.least or pair in told:
                continue
            told.add(pair)
            reasons = " and ".join(likeness.reasons)
            yield MergeSuggestion(
                account=account.id,
                person=likeness.one,
                other=likeness.other,
                score=likeness.score,
                reasons=list(likeness.reasons),
                because=f"{names[likeness.one]} at {account.name} and the other have {reasons}.",
                next_action="Merge them if they are one person (personMerge).",
            )


MERGE_SUGGESTIONS = Question(
    name="merge_suggestions",
    parameters=MergeSuggestionParameters,
    row=MergeSuggestion,
    facts=("cards",),
    answer=merge_suggestions,
    orders={"SCORE": lambda row: (-row.score,)},
    unique=lambda row: (row.account, row.person, row.other),
)
