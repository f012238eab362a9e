"""A report made: the questions asked for the day and the day compared with, the chapters told."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

from api.context import Context
from api.report.chapters import SUBJECTS
from api.report.document import Chapter, Definition, Report
from api.report.naming import with_names
from api.report.standing import Standing, standing_at
from api.report.wanted import Wanted
from api.report.words import moment_words
from graph.audit import Deed, note_alone
from graph.rights import check_reports

TITLE = "Relationship report"


async def make_report(context: Context, wanted: Wanted) -> Report:
    """The report, and an audit entry that it was made.

    Raises Forbidden unless the key may see reports.
    """
    check_reports(context.key.role)
    deed = Deed(context.key.id or context.key.name, "export", "report", context.request_id)
    await note_alone(context.database, deed, context.now)

    context = replace(context, teams_only=wanted.teams_only or context.teams_only)
    askings = [asking for subject in SUBJECTS for asking in subject.asks]
    days = [day for day in (wanted.as_of, wanted.compare_to) if day is not None]
    stood = await asyncio.gather(*(standing_at(context, day, askings) for day in days))
    now, before = stood[0], stood[1] if len(stood) > 1 else None
    return await with_names(context.database, compose(wanted, now, before))


def compose(wanted: Wanted, now: Standing, before: Standing | None) -> Report:
    """The report of how things stand, names still to be put in."""
    told_before = before if before is not None and before.accounts else None
    chapters = tuple(_chapters(now, told_before))
    return Report(
        title=TITLE,
        as_of=wanted.as_of,
        compare_to=wanted.compare_to,
        settings_version=now.settings_version,
        chapters=chapters,
        warnings=tuple(_warnings(now, before)),
        teams_only=now.teams_only,
        definitions=tuple(_definitions(chapters)),
    )


def _chapters(now: Standing, before: Standing | None) -> Iterator[Chapter]:
    for subject in SUBJECTS:
        if now.accounts:
            yield subject.tell(now, before)
        else:
            yield Chapter(
                subject.title,
                lead="",
                missing=f"No account is known as a customer on {moment_words(now.as_of)}.",
            )


def _warnings(now: Standing, before: Standing | None) -> Iterator[str]:
    yield from now.warnings
    if before is None:
        return
    yield from (warning for warning in before.warnings if warning not in now.warnings)
    if before.settings_version != now.settings_version:
        yield (
            f"On {moment_words(before.as_of)} other settings held (version "
            f"{before.settings_version}): what is compared was measured by the settings of its day."
        )
    if not before.accounts:
        yield f"No account is known as a customer on {moment_words(before.as_of)}."


def _definitions(chapters: tuple[Chapter, ...]) -> Iterator[Definition]:
    """What the chapters show, each once, in the order of first use."""
    seen: set[str] = set()
    for definition in _used(chapters):
        if definition.name not in seen:
            seen.add(definition.name)
            yield definition


def _used(chapters: tuple[Chapter, ...]) -> Iterator[Definition]:
    for chapter in chapters:
        yield from (figure.definition for figure in chapter.figures)
        for table in chapter.tables:
            yield from (c.definition for c in table.columns if c.definition is not None)
