"""How the phrases of one language are written down, and turned into what is searched for.

Phrases are regular expressions over text in its plain spelling, in any case. In them stand
`@author` for the name of whoever's mailbox answers and `@company` for the name of their company,
where the text names them. `{who}` is the author, named or referred to ("the person you are trying
to reach"), `{company}` their company ("our company", "us"), and `…` a few words of any kind.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from importers.mail.dates import MONTHS
from importers.mail.spelling import plain


@dataclass(frozen=True)
class Language:
    """How one language says what answering machines say; most fields are alternatives.

    `company` are words for the author's company, `article` what may stand before its name,
    `referred` words for the author; `left` phrases of somebody who left. What follows the company
    in them decides: `after` are words that may, `before_dates` those that may before a date. "The
    company party" is no company, and whoever "left it in good hands" still works there.

    `but` are words that take the meaning of such a phrase away: a time that passes or is to come,
    a condition, a duty, a part of the company. `not_` are negations, and `soon` tells that the
    author answers again, wherever it stands. `absent` tells of any absence, `parental` of that
    kind, `back` of its end; `mine` goes with a new address of the author.
    """

    name: str
    company: str
    article: str
    referred: str
    left: tuple[str, ...]
    after: str
    before_dates: str
    but: tuple[str, ...]
    not_: tuple[str, ...]
    soon: tuple[str, ...]
    absent: tuple[str, ...]
    parental: tuple[str, ...]
    back: tuple[str, ...]
    mine: tuple[str, ...]

    @cached_property
    def left_phrases(self) -> tuple[re.Pattern[str], ...]:
        """The phrases of somebody who left, ready to be searched for."""
        after = (
            rf"(?=\W*$|[^\w\s'-]|\s@|\s(?:{self.after})\b"
            rf"|\s(?:(?:{self.before_dates})\s)?(?:\d|(?:{_MONTHS})\b))"
        )
        named = rf"(?:(?:{self.article})?@company(?: {_LEGAL_FORM})?|{self.company})"
        company = rf"{named}(?![\w'-]){after if self.after else ''}"
        who = rf"(?:@author(?:, [^,.;]{{1,60}},)?|{self.referred})"
        return tuple(
            re.compile(
                plain(
                    phrase.replace("{who}", who)
                    .replace("{company}", company)
                    .replace("…", _FEW_WORDS)
                ),
                re.IGNORECASE,
            )
            for phrase in self.left
        )

    @cached_property
    def words(self) -> dict[str, re.Pattern[str]]:
        """The other tables by their names, ready to be searched for."""
        return {name: _any_of(getattr(self, name)) for name in _TABLES}


_TABLES = ("but", "not_", "soon", "absent", "parental", "back", "mine")
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_FEW_WORDS = r"(?: [^ ,;]+){0,6}?"
_LEGAL_FORM = (
    r"(?:gmbh|ag|se|kg|inc|ltd|llc|plc|corp|corporation|group|s\.?a\.?|s\.?r\.?l|spa|b\.?v)"
)


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases; where letters stand apart from each other, as whole words."""
    return re.compile(
        "|".join(_whole(plain(phrase)) for phrase in phrases),
        re.IGNORECASE,
    )


def _whole(phrase: str) -> str:
    return rf"\b(?:{phrase})\b" if phrase.isascii() else phrase
