"""Whom to believe when sources differ: the declared order of trust, per property.

Every source's word is kept; the order decides which is shown. Sources of one rank are equals: of
theirs the value modified last is shown.
"""

from collections.abc import Iterable, Mapping

from graph.versions import SourceRecord

Ranks = tuple[tuple[str, ...], ...]

EQUAL = 0
"""The rank of CRMs, of people's own word, and of every source not named below."""
RANKS: Ranks = (
    (),  # EQUAL
    ("gainsight", "hubspot"),
    ("zendesk",),
    ("contacts", "vcard"),
    ("calendar", "linkedin", "mail"),
)
"""The sources that are believed less than a CRM, most trusted first."""
CARDS_FIRST: Ranks = ((), ("contacts", "vcard"), ("gainsight", "hubspot"), ("zendesk",))
"""How to reach somebody: an address book knows better than a help desk or a marketing list."""
OF_PROPERTY: Mapping[str, Ranks] = {"phone": CARDS_FIRST, "links": CARDS_FIRST}


def rank(source: str, name: str) -> int:
    """How little a source is believed about the property of this name: 0 is most."""
    ranks = OF_PROPERTY.get(name, RANKS)
    return next((n for n, sources in enumerate(ranks) if source in sources), EQUAL)


def trusted(records: Iterable[SourceRecord], name: str) -> list[SourceRecord]:
    """The records in the order in which they are believed about a property; equals as given."""
    found = list(records)
    if len(found) > 1:  # nearly everybody stands in one record
        found.sort(key=lambda record: rank(record.source, name))
    return found
