"""What an answering machine says of the one whose mailbox it answers: gone, on leave, or away.

Judged by phrases alone (`phrases.py`), so that every judgement can be explained. The worst mistake
would be to take for gone somebody who is not. Somebody counts as gone only when the phrase speaks
of the author of the reply, of their company, and of a time that has come.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from graph.model import Millis
from graph.values.mailboxes import company_domain, folded_address, is_shared
from importers.mail.dates import days_in
from importers.mail.headers import Correspondent
from importers.mail.language import Language
from importers.mail.phrases import (
    BEGINNERS,
    CLOCK,
    HONORIFICS,
    IMPERSONAL,
    LANGUAGES,
    POSSESSIVES,
    TRADES,
)
from importers.mail.spelling import plain

LONGEST_REPLY = 8000
LONGEST_SENTENCE = 600
FURTHEST_DAYS = 750
"""A return further away than this is another date."""


class Reading(StrEnum):
    """What a mail that no human wrote says; ORDINARY is every other, and says nothing here."""

    LEFT = "LEFT"
    LEFT_WITH_SUCCESSOR = "LEFT_WITH_SUCCESSOR"
    PARENTAL_LEAVE = "PARENTAL_LEAVE"
    LEAVE_UNTIL = "LEAVE_UNTIL"
    ABSENT = "ABSENT"
    BOUNCE_UNKNOWN_USER = "BOUNCE_UNKNOWN_USER"
    BOUNCE_FULL = "BOUNCE_FULL"
    BOUNCE_POLICY = "BOUNCE_POLICY"
    BOUNCE_TEMPORARY = "BOUNCE_TEMPORARY"
    BOUNCE_OTHER = "BOUNCE_OTHER"
    ORDINARY = "ORDINARY"


@dataclass(frozen=True, slots=True)
class Reply:
    """How an automatic reply was read, and by which phrase of which language.

    `successor` is the address to turn to, `new_address` the author's own; `until` the day on which
    an absence ends. ORDINARY with a phrase: the author left something else than their company, or
    what may be their company by another name.
    """

    reading: Reading
    language: str = ""
    phrase: str = ""
    successor: str = ""
    new_address: str = ""
    until: date | None = None


NOTHING = Reply(Reading.ORDINARY)


def read_reply(text: str, subject: str, author: Correspondent, at: Millis) -> Reply:
    """What an automatic reply says of its author; `text` without quotations."""
    sentences = list(_sentences(plain(text[:LONGEST_REPLY])))
    gone = _left(sentences, author, at)
    if gone is not None:
        return gone
    everything = [plain(subject).strip(" :") + ".", *sentences]
    for language in LANGUAGES:
        for sentence in everything:
            if found := language.words["parental"].search(sentence):
                until = _until(everything, at)
                return Reply(Reading.PARENTAL_LEAVE, language.name, found[0], until=until)
    for language in LANGUAGES:
        for sentence in everything:
            if found := language.words["absent"].search(sentence):
                until = _until(everything, at)
                reading = Reading.ABSENT if until is None else Reading.LEAVE_UNTIL
                return Reply(reading, language.name, found[0], until=until)
    return _left_another(sentences, author, at) or NOTHING


# --- sentences

_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])|(?<=[。！？])|\n\s*\n|\n(?=\s*[-*•])")
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|sr|sra|dott|dott\.ssa|ing|sig|st|nr|no|hr|fr|mme|m|p|z\.b|d\.h|dhr"
    r"|mevr)|(?<!\d)\d{1,2})\.$",
    re.IGNORECASE,
)


def _sentences(text: str) -> Iterator[str]:
    """Its sentences, each on one line."""
    begun = ""
    for piece in _END.split(text):
        # Japanese is written without blanks: a line may end within a word.
        joined = re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", piece)
        begun = " ".join(f"{begun} {joined}".split())
        if begun and not _NO_END.search(begun):
            yield begun[:LONGEST_SENTENCE]
            begun = ""
    if begun:
        yield begun[:LONGEST_SENTENCE]


# --- gone


def _left(sentences: list[str], author: Correspondent, at: Millis) -> Reply | None:
    for language, phrase in _departures(sentences, author, at, _with_company):
        return _gone(sentences, author, language, phrase)
    return None


def _left_another(sentences: list[str], author: Correspondent, at: Millis) -> Reply | None:
    """A departure from what has a name, but not the one of the author's company."""
    for language, phrase in _departures(sentences, author, at, _with_any_company):
        return Reply(Reading.ORDINARY, language.name, phrase)
    return None


def _departures(
    sentences: list[str],
    author: Correspondent,
    at: Millis,
    with_company: Callable[[str, Correspondent], str],
) -> Iterator[tuple[Language, str]]:
    """Phrases that say that the author is gone, with their languages."""
    if any(lang.words["soon"].search(s) for lang in LANGUAGES for s in sentences):
        return
    for sentence in sentences:
        if any(mentioned.day > _day(at) for mentioned in days_in(sentence, at, ahead=False)):
            continue
        named = _with_author(with_company(_without_addresses(sentence), author), author)
        for language in LANGUAGES:
            for phrase in language.left_phrases:
                found = phrase.search(named)
                if found and not _means_less(named, found, language):
                    yield language, found[0]


def _gone(sentences: list[str], author: Correspondent, language: Language, phrase: str) -> Reply:
    new = ""
    others: list[str] = []
    for sentence in sentences:
        own = any(language.words["mine"].search(sentence) for language in LANGUAGES)
        for address in _addresses(sentence):
            if address == author.address or _is_impersonal(address):
                continue
            if own:
                new = new or address
            elif address not in others:
                others.append(address)
    # Whoever is named alone took over; one of several, or of another company, may have not.
    home = company_domain(author.address)
    at_home = [a for a in others if home is not None and company_domain(a) == home]
    successor = at_home[0] if len(others) == len(at_home) == 1 else ""
    reading = Reading.LEFT_WITH_SUCCESSOR if successor else Reading.LEFT
    return Reply(reading, language.name, phrase, successor, new)


def _is_impersonal(address: str) -> bool:
    return is_shared(address) or address.partition("@")[0] in IMPERSONAL


_CLAUSE_ENDS = re.compile(r"[,;:()、–—]|\s-\s")


def _means_less(sentence: str, found: re.Match[str], language: Language) -> bool:
    """Whether what stands around the phrase takes its meaning away."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    starts = list(_CLAUSE_ENDS.finditer(before))
    opening = before[starts[-1].end() :] if starts else before
    ends = _CLAUSE_ENDS.search(after)
    told = before + found[0] + (after[: ends.start()] if ends else after)
    last = opening.split()[-1:] or [""]
    return bool(
        language.words["but"].search(told)
        or language.words["not_"].search(opening)
        or CLOCK.search(told)
        or sentence.endswith("?")
        or (last[0].lower() in POSSESSIVES and found[0].startswith("@author"))
    )


def _day(at: Millis) -> date:
    return datetime.fromtimestamp(at / 1000, UTC).date()


_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


def _addresses(sentence: str) -> list[str]:
    found = (folded_address(match[0].strip(".")) for match in _ADDRESS.finditer(sentence))
    return [address for address in found if address]


def _without_addresses(sentence: str) -> str:
    return _ADDRESS.sub("@address", sentence).replace("@company", "").replace("@author", "")


_LATIN_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*\.?")
_AFTER_A_COMPANY = TRADES | {"corp", "inc", "gmbh", "ag", "hq", "online", "global", "co", "ltd"}


def _with_company(sentence: str, author: Correspondent) -> str:
    """The sentence with `@company` for the words that the domain of the author is made of.

    Words of a trade belong to them: Acme Foods is Acme. No other word does, for Acme Marketing and
    Acme Germany may be left by somebody who stays with Acme.
    """
    label = _domain_name(author.address)
    words = list(re.finditer(r"[^\W_]+", sentence))
    for first in range(len(words)):
        joined = ""
        for last in range(first, min(first + 4, len(words))):
            joined += words[last][0].lower()
            rest = label.removeprefix(joined) if label.startswith(joined) else None
            if rest == "" or (len(joined) > 3 and rest in _AFTER_A_COMPANY):
                start, end = _with_trades(words, first, last)
                return sentence[:start] + "@company" + _with_company(sentence[end:], author)
    return sentence


def _with_trades(words: list[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    """Where a name begins and ends, with the words of a trade right before and after it."""
    while first and _names_trade(words[first - 1]) and _adjoins(words, first - 1, first):
        first -= 1
    while (
        last + 1 < len(words) and _names_trade(words[last + 1]) and _adjoins(words, last, last + 1)
    ):
        last += 1
    return words[first].start(), words[last].end()


def _names_trade(word: re.Match[str]) -> bool:
    return word[0][0].isupper() and word[0].lower() in TRADES


_NAME = re.compile(r"(?<![\w@])[A-Z][\w'&-]*(?: (?:(?:&|and|of) )?[A-Z][\w'&-]*)*")


def _with_any_company(sentence: str, _author: Correspondent) -> str:
    """The sentence with `@company` for whatever has a name after its first word."""
    return _NAME.sub(lambda name: "@company" if name.start() else name[0], sentence)


def _domain_name(address: str) -> str:
    """`blueharbour` of `ann@mail.blue-harbour.co.example`: the longest part before the last."""
    labels = address.rpartition("@")[2].split(".")[:-1]
    return plain(max(labels, key=len, default="")).replace("-", "").lower()


def _with_author(sentence: str, author: Correspondent) -> str:
    """The sentence with `@author` wherever the author is named, with or without a title."""
    name = plain(author.name)
    if re.search(r"[^\x00-\u024f]", name):
        return _with_japanese_author(sentence, name)
    local = re.split(r"[._+-]", author.address.partition("@")[0])
    tokens = {word.lower().strip(".") for word in _LATIN_WORD.findall(name)} | set(local)
    tokens = {token for token in tokens if len(token) > 1}
    words = list(_LATIN_WORD.finditer(sentence))
    pieces: list[str] = []
    at = 0
    index = 0
    while index < len(words):
        end = index
        while end < len(words) and _bare(words[end]) in tokens and _adjoins(words, index, end):
            end += 1
        if end > index and _alone(words, index, end):
            start = index
            while (
                start and _bare(words[start - 1]) in HONORIFICS and words[start - 1].start() >= at
            ):
                start -= 1
            pieces += [sentence[at : words[start].start()], "@author"]
            at = words[end - 1].end()
            if sentence[at - 1] == ".":
                at -= 1
        index = max(end, index + 1)
    return "".join(pieces) + sentence[at:]


def _bare(word: re.Match[str]) -> str:
    return word[0].lower().strip(".")


def _adjoins(words: list[re.Match[str]], first: int, other: int) -> bool:
    return first == other or words[other].start() - words[other - 1].end() == 1


def _alone(words: list[re.Match[str]], first: int, end: int) -> bool:
    """Whether words that are the author's names are nobody else's: "Ann Smith" is not Ann Lee."""
    if end - first > 1:
        return True
    follows = words[end] if end < len(words) else None
    if follows and follows[0][0].isupper() and follows.start() - words[first].end() == 1:
        return False
    before = words[first - 1] if first else None
    if before is None or words[first].start() - before.end() != 1:
        return True
    return not before[0][0].isupper() or _bare(before) in HONORIFICS | BEGINNERS


def _with_japanese_author(sentence: str, name: str) -> str:
    """Family names stand first, and nothing tells where they end: two letters at the least."""
    letters = "".join(name.split())
    for length in range(len(letters), 1, -1):
        part = re.escape(letters[:length])
        found = rf"(?:(?:担当者?|社員|弊社|当社)の?)?{part}(?![\u4e00-\u9fff])"
        if re.search(found, sentence):
            return re.sub(found, "@author", sentence)
    return sentence


# --- away


def _until(sentences: list[str], at: Millis) -> date | None:
    """The last day that a sentence about an absence, or its end, names."""
    today = _day(at)
    days = [
        mentioned.day
        for sentence in sentences
        if any(
            language.words[table].search(sentence)
            for language in LANGUAGES
            for table in ("absent", "parental", "back")
        )
        for mentioned in days_in(sentence, at, ahead=True)
        if mentioned.exact and 0 <= (mentioned.day - today).days <= FURTHEST_DAYS
    ]
    return max(days, default=None)
