"""`rapport sources`: how far each source tells, and what its newest run did."""

from datetime import UTC, datetime

from rich import box
from rich.table import Table

from api.cli.session import with_graph
from api.cli.terminal import errors, output
from api.moments import current
from graph.loading.watermarks import Watermark, read_watermarks
from graph.model import Millis
from graph.values.calendar import DAY
from queries.rules.days import FEED_TOLERANCE


def sources() -> None:
    """Say which sources were imported, how far each tells, and whether a feed has stopped."""
    found = with_graph(read_watermarks)
    if not found:
        output.print("Nothing was imported yet: rapport import SOURCE PATH.")
        return
    now = current()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in ("source", "tells until", "touchpoints until", "newest run"):
        table.add_column(title, overflow="fold")
    for title in ("read", "written", "rejected"):
        table.add_column(title, justify="right")
    for source in found:
        newest = source.newest_done or source.newest
        table.add_row(
            source.source,
            _day(source.taken_at),
            _day(source.touchpoints_until),
            f"{newest['state']}, {newest['path']}",
            *(f"{newest.get(name) or 0:,}" for name in ("read", "written", "rejected")),
        )
    output.print(table)
    for source in found:
        newest = source.newest
        if source.newest_done is not None and newest["id"] != source.newest_done["id"]:
            why = f": {newest['error']}" if newest["error"] else ""
            errors.print(
                f"{source.source}: the newest run, of {newest['path']}, is {newest['state']}{why}",
                style="yellow",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
    for source in found:
        if _has_stopped(source, now):
            errors.print(
                f"{source.source}: no touchpoints for more than {FEED_TOLERANCE // DAY} days, so "
                "that its accounts' silence is answered with UNKNOWN.",
                style="yellow",
                markup=False,
                highlight=False,
            )


def _has_stopped(source: Watermark, now: Millis) -> bool:
    until = source.touchpoints_until
    return until is not None and now - until > FEED_TOLERANCE


def _day(moment: Millis | None) -> str:
    return "-" if moment is None else f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%d %H:%M}"
