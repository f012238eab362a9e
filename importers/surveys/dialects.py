"""Whose export a file of answers is, and which of its columns are answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File
from importers.mapping import squashed
from importers.sheets import TABLES, Row, Sheet, sheets_of

NPS = ("nps", "npsscore", "npsrating", "netpromoterscore")
CSAT = ("csat", "csatscore", "csatrating", "satisfaction", "satisfactionscore")
SCORE = ("score", "rating", "answer")
TYPES = ("Survey Type", "Type", "Metric", "Kind")
ADDRESSES = (
    "Recipient Email",
    "Email",
    "Email Address",
    "Respondent Email",
    "Contact Email",
    "Customer Email",
    "End User Email",
    "Person Email",
)
MOMENTS = (
    "Recorded Date",
    "Responded At",
    "Response Date",
    "Submitted At",
    "Survey Date",
    "Date",
    "Timestamp",
    "Created At",
    "End Date",
)
CHANGES = ("Updated At", "Updated")
NOTES = ("Comment", "Comments", "Text", "Feedback", "Reason", "Verbatim", "Note")


@dataclass(frozen=True)
class Dialect:
    """A vendor's export: what its keys begin with, the columns that give it away, its id.

    `unsaid` is what a score of it answers where no column tells.
    """

    object: str
    source: str
    tells: frozenset[str]
    unsaid: str = ""
    id: str = "id"


QUALTRICS = Dialect(
    "Qualtrics", "qualtrics", frozenset({"responseid", "finished"}), "", "ResponseId"
)
PLAIN = Dialect("Survey", "survey", frozenset(), "", "")
DIALECTS = (
    QUALTRICS,
    Dialect("Wootric", "wootric", frozenset({"excludedfromcalculations"}), "nps"),
    Dialect("Delighted", "delighted", frozenset({"permalink", "score"}), "nps"),
    PLAIN,
)


@dataclass(frozen=True)
class AnswerSheet:
    """A sheet as far as one of its questions goes: the answer stands under NPS, CSAT or Score.

    Moments in seconds or milliseconds since 1970 read as dates. `further_headers` tells rows below
    the header that are still none: those without an id at that place.
    """

    sheet: Sheet
    file: str
    object: str
    header: list[str]
    moments: frozenset[int]
    id_place: int | None = None
    id_suffix: str = ""
    further_headers: int = 0

    def rows(self) -> Iterator[Row | Reject]:
        """The responses, streamed."""
        for number, row in enumerate(self.sheet.rows()):
            if isinstance(row, Reject):
                yield row
                continue
            line, texts = row
            if number < self.further_headers and not self._names_response(texts):
                continue
            told = [iso(t) if place in self.moments else t for place, t in enumerate(texts)]
            if self.id_place is not None and self.id_suffix and told[self.id_place]:
                told[self.id_place] += self.id_suffix
            yield line, told

    def _names_response(self, texts: list[str]) -> bool:
        return self.id_place is not None and texts[self.id_place].strip().startswith("R_")


_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(cell: str) -> str:
    """The moment as text that a date is read from; what counts no seconds stays as it is."""
    word = cell.strip()
    if _SECONDS.fullmatch(word):
        return (_EPOCH + timedelta(seconds=float(word))).isoformat()
    if _MILLISECONDS.fullmatch(word):
        return (_EPOCH + timedelta(milliseconds=int(word))).isoformat()
    return cell


def survey_sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    """The questions asked in the files, and the names of files that hold no answers.

    BadInput when no file does, or when one does not say what its scores answer.
    """
    sheets: list[Sheet] = []
    others: list[str] = []
    for file in files:
        found: list[Sheet] = []
        if file.suffix in (*TABLES, ".tsv"):
            found = [part for sheet in sheets_of(file, file.stem) for part in _questions(sheet)]
        sheets += found
        others += [] if found else [file.name]
    if not sheets:
        raise BadInput(
            "No answers are there: expected a column NPS, CSAT or Score beside Email and Date, or "
            f"an export of {', '.join(d.object for d in DIALECTS if d is not PLAIN)}."
        )
    return sheets, others


def _questions(sheet: Sheet) -> Iterator[Sheet]:
    titles = [squashed(title) for title in sheet.header]
    dialect = next(d for d in DIALECTS if d.tells <= set(titles))
    if not {squashed(name) for name in (*ADDRESSES, "External Reference", "Person")} & set(titles):
        return
    asked = _asked(sheet, titles, dialect)
    known = dialect.unsaid or {squashed(name) for name in TYPES} & set(titles)
    if any(kind == "Score" for kind in asked.values()) and not known:
        raise BadInput(
            f"{sheet.file} does not say what its scores answer: call the column NPS or CSAT, or "
            "add a column Type that says nps or csat in each row."
        )
    moments = {squashed(name) for name in (*MOMENTS, *CHANGES)}
    dated = frozenset(place for place, title in enumerate(titles) if title in moments)
    id = titles.index(squashed(dialect.id)) if squashed(dialect.id) in titles else None
    for number, (place, kind) in enumerate(asked.items()):
        note = _note(sheet, titles, place) if dialect is QUALTRICS else None
        given = {kind: place} if note is None else {kind: place, NOTES[0]: note}
        header = _under(given, sheet.header)
        name = sheet.file if len(asked) == 1 else f"{sheet.file} ({sheet.header[place]})"
        suffix = f"-{sheet.header[place]}" if number else ""
        further = 2 if dialect is QUALTRICS else 0
        yield AnswerSheet(sheet, name, dialect.object, header, dated, id, suffix, further)


def _under(given: Mapping[str, int], header: Sequence[str]) -> list[str]:
    """The header with these names at these places; other answers and comments lose theirs."""
    taken = {*NPS, *CSAT, *SCORE}
    if NOTES[0] in given:
        taken |= {squashed(name) for name in NOTES}
    titles = ["" if squashed(title) in taken else title for title in header]
    for name, place in given.items():
        titles[place] = name
    return titles


def _asked(sheet: Sheet, titles: list[str], dialect: Dialect) -> Mapping[int, str]:
    """The places of the columns that hold answers, and to what: NPS, CSAT or (a plain) Score."""
    found: dict[int, str] = {}
    for place, title in enumerate(titles):
        if title in NPS:
            found[place] = "NPS"
        elif title in CSAT or (dialect is QUALTRICS and "csat" in title):
            found[place] = "CSAT"
        elif title.endswith("npsgroup") and dialect is QUALTRICS:
            # The group (promoter, passive, detractor) follows from the answer in the column beside.
            answer = squashed(sheet.header[place][: -len("_NPS_GROUP")])
            if answer in titles:
                found[titles.index(answer)] = "NPS"
    if not found and dialect is not QUALTRICS:
        found = {place: "Score" for place, title in enumerate(titles) if title in SCORE}
    return dict(sorted(found.items()))


_WHY = re.compile(r"comment|reason|why|feedback|verbatim|in your own words|_text$", re.IGNORECASE)


def _note(sheet: Sheet, titles: list[str], answer: int) -> int | None:
    """The first column beyond the answer whose name or question asks for a comment."""
    first = next(islice(sheet.rows(), 1), None)
    asked = [] if first is None or isinstance(first, Reject) else first[1]
    for place in range(answer + 1, len(titles)):
        if "npsgroup" in titles[place]:
            continue
        texts = (sheet.header[place], asked[place] if place < len(asked) else "")
        if any(_WHY.search(text) for text in texts):
            return place
    return None
