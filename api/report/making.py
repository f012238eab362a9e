"""A report made: the questions asked for the day and the day compared with, the chapters told."""

from collections.abc import Iterator
from dataclasses import replace

from api.context import Context
from api.report.chapters import SUBJECTS
from api.report.document import Chapter, Definition, Report
from api.report.naming import with_names
from api.report.standing import Standing, standing_at
from api.report.wanted import Wanted
from api.report.words import day_words, moment_words
from graph.audit import Deed, note_alone
from graph.database import Database
from graph.rights import check_reports
from graph.values.calendar import DAY
from queries.deployment import read_deployment
from queries.rules.days import day_of

TITLE = "Relationship report"
WINDOW_DAYS = 90
"""Figures look so far back from their day for touches; less knowledge makes them worse."""


async def make_report(context: Context, wanted: Wanted) -> Report:
    """The report, and an audit entry that it was made.

    Raises Forbidden unless the key may see reports.
    """
    check_reports(context.key.role)
    deed = Deed(context.key.id or context.key.name, "export", "report", context.request_id)
    await note_alone(context.database, deed, context.now)

    context = replace(context, teams_only=wanted.teams_only or context.teams_only)
    askings = [asking for subject in SUBJECTS for asking in subject.asks]
    wanted, warnings = await _comparable(context.database, wanted)
    days = [day for day in (wanted.as_of, wanted.compare_to) if day is not None]
    stood = [await standing_at(context, day, askings) for day in days]
    now, before = stood[0], stood[1] if len(stood) > 1 else None
    return await with_names(context.database, compose(wanted, now, before, warnings))


async def _comparable(database: Database, wanted: Wanted) -> tuple[Wanted, tuple[str, ...]]:
    """Without the day compared with, where no touchpoint is known of it; and what to know of it.

    Whatever was not known yet would look as if it had become better since.
    """
    then = wanted.compare_to
    if then is None:
        return wanted, ()
    begins_at = (await read_deployment(database, then - WINDOW_DAYS * DAY)).begins_at
    if begins_at is None:
        return wanted, ()
    known = f"Touchpoints are known from {day_words(day_of(begins_at))} only: "
    if begins_at > then:
        without = replace(wanted, compare_to=None)
        return without, (f"{known}nothing is compared with {moment_words(then)}.",)
    return wanted, (
        f"{known}fewer than {WINDOW_DAYS} days of them tell of {moment_words(then)}, so that part "
        "of what changed may be what is known.",
    )


def compose(
    wanted: Wanted, now: Standing, before: Standing | None, warnings: tuple[str, ...] = ()
) -> Report:
    """The report of how things stand, names still to be put in."""
    told_before = before if before is not None and before.accounts else None
    chapters = tuple(_chapters(now, told_before))
    return Report(
        title=TITLE,
        as_of=wanted.as_of,
        compare_to=wanted.compare_to,
        settings_version=now.settings_version,
        chapters=chapters,
        warnings=(*warnings, *_warnings(now, before)),
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
