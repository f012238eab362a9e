"""The confusion matrix of the labelled set: `python -m tests.importers.mail.matrix` writes it.

It becomes docs/mail-classification.md; a test holds that the page says what the code does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from importers.mail.replies import Reading
from tests.importers.mail.labelled import Labelled, Understood, labelled_set, understood

PAGE = Path(__file__).parents[3] / "docs" / "mail-classification.md"
GONE = (Reading.LEFT, Reading.LEFT_WITH_SUCCESSOR)

Result = tuple[Labelled, Understood]


def results() -> list[Result]:
    """Every labelled text and how it was read."""
    return [(one, understood(one)) for one in labelled_set()]


def page() -> str:
    """The page of documentation."""
    read = results()
    tuned = [r for r in read if not r[0].held_out]
    held_out = [r for r in read if r[0].held_out]
    return "\n".join(
        (
            "<!-- Made by `python -m tests.importers.mail.matrix`; change the labelled set or the"
            " phrases, not this page. -->\n",
            "# How bounces and automatic replies are read\n",
            _INTRODUCTION,
            f"## Texts the phrases were written with ({len(tuned)})\n",
            *_section(tuned),
            f"## Held-out texts ({len(held_out)})\n",
            _HELD_OUT,
            *_section(held_out),
            "## What was read wrongly\n",
            *_mistakes(read),
        )
    )


_INTRODUCTION = """\
`importers/mail/` judges by phrases alone (`importers/mail/phrases.py`): no learning, so that every
reading can be explained by the phrase that led to it. The labelled set in
`tests/importers/mail/labelled/` holds invented texts in eight languages; each goes through the
importer as a whole mail, with the header its kind has. A human's mail is never evidence, whatever
it says.

The worst mistake is to take for gone somebody who is not: there must be none, in either part.
Somebody is gone only when one sentence says so of the author of the reply (in the first person, by
name, or as the person one tries to reach), of their company, and without a word that makes it less:
a time that passes or has not come, a condition, a negation, a question.
"""


_HELD_OUT = """\
Written by the same hand as the phrases, 84 of them before and the others after; no phrase was
changed for any of them. When they were first read, three of the 84 and one of the others were read
wrongly. One of the three was a defect beside the phrases (the words of a report about a delay were
not looked at) and is right since.
"""


def _section(read: list[Result]) -> Iterator[str]:
    yield _matrix(read)
    yield _by_language(read)


def _matrix(read: Iterable[Result]) -> str:
    counts = Counter((one.label, found.reading) for one, found in read)
    used = [r for r in Reading if any(r in pair for pair in counts)]
    rows = [
        (f"`{label}`", *(str(counts[label, reading] or "·") for reading in used)) for label in used
    ]
    return _table(("is, read as", *(f"`{reading}`" for reading in used)), rows)


def _by_language(read: Iterable[Result]) -> str:
    by_language: dict[str, list[Result]] = {}
    for one, found in read:
        by_language.setdefault(one.language, []).append((one, found))
    rows = []
    for language, some in by_language.items():
        right = sum(one.label is found.reading for one, found in some)
        false = sum(found.reading in GONE and one.label not in GONE for one, found in some)
        missed = sum(found.reading not in GONE and one.label in GONE for one, found in some)
        rows.append((language, str(len(some)), str(right), str(false), str(missed)))
    return _table(("language", "texts", "right", "falsely gone", "gone and missed"), rows)


def _mistakes(read: Iterable[Result]) -> Iterator[str]:
    wrong = [(one, found) for one, found in read if one.label is not found.reading]
    if not wrong:
        yield "Nothing.\n"
        return
    rows = (
        (
            one.language + (", held out" if one.held_out else ""),
            f"`{one.label}`",
            f"`{found.reading}`",
            " ".join(one.text.split()).replace("|", "\\|"),
        )
        for one, found in wrong
    )
    yield _table(("language", "is", "read as", "text"), rows)


def _table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(titles)
    lines = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
