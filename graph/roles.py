"""The catalogue of stakeholder roles, and the words by which exports know them."""

import re
import unicodedata

CATALOGUE = (
    "champion",
    "executive_sponsor",
    "economic_buyer",
    "decision_maker",
    "technical_lead",
    "admin",
    "power_user",
    "end_user",
    "influencer",
    "procurement",
    "legal",
)
"""Roles that every deployment knows; operators add theirs."""

_SYNONYMS = {
    "economic_decision_maker": "economic_buyer",
    "budget_holder": "economic_buyer",
    "technical_buyer": "technical_lead",
    "tech_lead": "technical_lead",
    "business_user": "end_user",
    "exec_sponsor": "executive_sponsor",
    "administrator": "admin",
    "system_administrator": "admin",
    "poweruser": "power_user",
    "enduser": "end_user",
    "decisionmaker": "decision_maker",
    "legal_and_compliance": "legal",
}

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def role_named(words: str) -> str:
    """The role that these words of an export mean.

    A name of the catalogue where it knows the words, whatever their case and punctuation
    ("Executive Sponsor", "BUDGET_HOLDER"); else a name made of the words themselves ("Evaluator"
    becomes evaluator). A role's own name means itself; words without a letter mean no role ("").
    """
    name = _BETWEEN_WORDS.sub("_", unicodedata.normalize("NFKC", words).casefold()).strip("_")
    return _SYNONYMS.get(name, name)
