"""Whether the name of a company in somebody's profile is that of an account.

Names are never an identity: this only tells whether a profile speaks of another employer. In doubt
it is the same company, for a departure that never was costs more than one that is noticed later.
"""

import re
import unicodedata
from functools import lru_cache

_WORDS_OF_LAW = """
    inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg kgaa ohg
    ug se sa sas sarl srl spa bv nv ab as asa oy oyj aps kk pty pte pvt sl slu lda ltda sro doo zrt
    kft group gruppe groupe gruppo holding holdings the und and et
"""
_FORMS = frozenset(_WORDS_OF_LAW.split())
"""Words that say what kind of company it is, not which."""

_SAY_NOTHING = frozenset({"confidential", "undisclosed", "none", "na", "unknown"})
LEAST = 4
"""How many letters a name needs that is to begin another."""


def same_company(named: str, name: str, domain: str | None) -> bool:
    """Whether `named` may well be the company called `name`, or the one with that web domain.

    True when one name holds all words of the other, begins it or abbreviates it, and where a name
    tells nothing.
    """
    one, other = _words(named), _words(name)
    if not one or not other or set(one) <= _SAY_NOTHING:
        return True
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    whole, names = "".join(one), ["".join(other)]
    if domain:
        label = domain.partition(".")[0].replace("-", "")
        names += [label, domain.replace(".", "").replace("-", "")]
    return any(_alike(whole, known) for known in names) or _abbreviates(one, other)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or (len(short) >= LEAST and long.startswith(short))


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words that tell which company it is, folded: Müller S.A. is muller, as Mueller is."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    found = re.findall(r"[^\W_]+", re.sub("([aou])e", r"\1", letters))
    return tuple(word for word in found if word not in _FORMS)
