"""Charts drawn as SVG, on this machine, from Vega-Lite specifications.

The same chart gives the same bytes: labels are measured with the report's own fonts, no data or
picture is fetched, and nothing random is drawn. Colours hold for colour-blind readers and lie far
enough apart in lightness to be told apart in grey; every bar says its own value.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from html import escape
from importlib.resources import as_file, files
from typing import Any

import vl_convert

from api.report.document import Chart, Kind, Shade, Shape
from api.report.words import cell_words, cleaned, large_words
from queries.row import Money

Spec = dict[str, Any]

FONTS = "api.report.fonts"
FONT = "Noto Sans"
FAMILY = "Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"
WIDTH = 640
HALF = 350
STEP = 24
INK = "#20303f"
PALE = "#5d6b78"
BAR = "#2f5d86"
EARLIER = "#d98b1f"
SHADES = {
    Shade.WORST: "#6b1d1d",
    Shade.BAD: "#c0562f",
    Shade.FAIR: "#e9b56b",
    Shade.PALE: "#dcdcdc",
    Shade.WELL: "#a9c8e0",
}
DARK = (Shade.WORST, Shade.BAD)
ROOM_FOR_A_NUMBER = 0.045
"""The least part of the longest bar in which a number fits."""
LABEL = 0.34
"""The part of the width that the labels before the bars may take."""
END, CHARACTER = 10, 6.4
"""Pixels between a bar and what is said behind it, and of each character of that."""
MOST_ROOM = 0.7
"""What is said behind the bars may take so much of their width; what they were is left out then."""


def drawn(chart: Chart, width: int = WIDTH) -> str:
    """The chart as an SVG element, told in words to those who do not see it."""
    _know_fonts()
    spec = {**SPECS[chart.shape](chart, width), **_frame(width)}
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    label = escape(alternative(chart), quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def alternative(chart: Chart) -> str:
    """All that the chart shows, in words."""
    parts = []
    for number, label in enumerate(chart.labels):
        values = [
            (series.name, series.values[number])
            for series in chart.series
            if series.values[number] is not None
        ]
        words = ", ".join(f"{name} {_words(chart, value)}" for name, value in values)
        parts.append(f"{label}: {words or 'nothing known'}")
    return cleaned(f"{chart.title}. {'; '.join(parts)}.")


@cache
def _know_fonts() -> None:
    with as_file(files(FONTS)) as folder:
        vl_convert.register_font_directory(str(folder))


def _frame(width: int) -> Spec:
    """What every chart of this width has: its size and its style."""
    axis = {**STYLE["axis"], "labelLimit": LABEL * width}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "padding": 2,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "width": width,
        "config": {**STYLE, "axis": axis},
    }


STYLE: Spec = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelColor": INK,
        "labelFontSize": 11,
        "labelPadding": 8,
        "title": None,
    },
    "text": {"color": INK, "fontSize": 11},
    "legend": {
        "orient": "top",
        "title": None,
        "labelColor": INK,
        "labelFontSize": 11,
        "symbolType": "square",
        "symbolSize": 90,
        "columnPadding": 16,
        "offset": 6,
    },
}
UNSEEN = "\u200b"
"""Tells labels apart that read alike."""


def _bars(chart: Chart, width: int) -> Spec:
    """Bars with their values at the end; what was before is a mark across the bar."""
    now, *earlier = chart.series
    rows: list[Spec] = []
    for place, label in enumerate(_apart(chart.labels)):
        value = now.values[place]
        was = earlier[0].values[place] if earlier else None
        words = _words(chart, value)
        both = words if was is None else f"{words}  ({earlier[0].name} {_words(chart, was)})"
        row = {"label": label, "value": value, "was": was, "words": words, "both": both}
        rows.append({**row, "end": max(value or 0, was or 0)})
    if _room((row["both"] for row in rows), width) <= MOST_ROOM:
        rows = [{**row, "words": row["both"]} for row in rows]
    x = _across(rows, width)
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": BAR, "height": {"band": 0.62}},
            "encoding": {"x": {"field": "value", **x}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {"x": {"field": "end", **x}, "text": {"field": "words"}},
        },
    ]
    if earlier:
        mark: Spec = {"type": "tick", "color": EARLIER, "thickness": 3, "height": {"band": 0.9}}
        layers.insert(
            1,
            {
                "transform": [{"filter": "isValid(datum.was)"}],
                "mark": mark,
                "encoding": {"x": {"field": "was", **x}},
            },
        )
    return _layered(rows, layers)


def _stacked(chart: Chart, width: int) -> Spec:
    """Bars parted by series; every part wide enough says its number, every bar its sum."""
    totals = [
        sum(series.values[place] or 0 for series in chart.series)
        for place in range(len(chart.labels))
    ]
    longest = max(totals, default=0)
    rows: list[Spec] = []
    for place, label in enumerate(_apart(chart.labels)):
        start = 0.0
        for series in chart.series:
            value = series.values[place] or 0
            fits = bool(longest) and value / longest >= ROOM_FOR_A_NUMBER
            rows.append(
                {
                    "label": label,
                    "part": series.name,
                    "start": start,
                    "end": start + value,
                    "middle": start + value / 2,
                    "words": _words(chart, value) if fits else "",
                }
            )
            start += value
        rows.append({"label": label, "end": start, "total": _words(chart, totals[place])})
    x = _across([row for row in rows if "total" in row], width, "total")
    names = [series.name for series in chart.series]
    colour = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": names, "range": [SHADES[series.shade] for series in chart.series]},
        "sort": None,
    }
    dark = {"field": "part", "oneOf": [s.name for s in chart.series if s.shade in DARK]}
    layers: list[Spec] = [
        {
            "transform": [{"filter": "isValid(datum.part)"}],
            "mark": {"type": "bar", "height": {"band": 0.68}, "stroke": "white", "strokeWidth": 1},
            "encoding": {
                "x": {"field": "start", **x},
                "x2": {"field": "end"},
                "color": colour,
            },
        },
        {
            "transform": [{"filter": "isValid(datum.part)"}],
            "mark": {"type": "text", "fontSize": 10},
            "encoding": {
                "x": {"field": "middle", **x},
                "text": {"field": "words"},
                "color": {"condition": {"test": dark, "value": "white"}, "value": INK},
            },
        },
        {
            "transform": [{"filter": "isValid(datum.total)"}],
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {"x": {"field": "end", **x}, "text": {"field": "total"}},
        },
    ]
    return _layered(rows, layers)


def _lines(chart: Chart, _width: int) -> Spec:
    """Lines over the labels, each named at its end."""
    rows: list[Spec] = []
    labels = _apart(chart.labels)
    for series in chart.series:
        last_known = max((n for n, v in enumerate(series.values) if v is not None), default=-1)
        for place, value in enumerate(series.values):
            last = place == last_known
            words = f"{series.name} {_words(chart, value)}" if last else ""
            row = {"label": labels[place], "value": value, "part": series.name, "words": words}
            rows.append(row)
    x: Spec = {"field": "label", "type": "ordinal", "sort": None, "axis": {"labelAngle": 0}}
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": {"grid": True, "gridColor": "#e6e9ec", "tickCount": 4, "labelColor": PALE},
    }
    dashes = {"field": "part", "type": "nominal", "sort": None, "legend": None}
    return {
        "height": 180,
        "data": {"values": rows},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "line", "color": BAR, "strokeWidth": 2, "point": {"color": BAR}},
                "encoding": {"strokeDash": dashes},
            },
            {"mark": {"type": "text", "dy": -10}, "encoding": {"text": {"field": "words"}}},
        ],
    }


SPECS = {Shape.BARS: _bars, Shape.STACKED: _stacked, Shape.LINES: _lines}


def _across(rows: list[Spec], width: int, said: str = "words") -> Spec:
    """The scale along the bars, with room for what is said at their ends."""
    longest = max((row["end"] for row in rows), default=0) or 1
    room = min(_room((row[said] for row in rows), width), MOST_ROOM)
    scale = {"domain": [0, longest / (1 - room)], "nice": False}
    return {"type": "quantitative", "axis": None, "scale": scale}


def _room(texts: Iterable[str], width: int) -> float:
    """The part of the width of the bars that the longest text behind them takes."""
    longest = max(map(len, texts), default=0)
    return (END + CHARACTER * longest) / (width * (1 - LABEL))


def _layered(rows: list[Spec], layers: list[Spec]) -> Spec:
    """Layers over bars, one below the other."""
    return {
        "height": {"step": STEP},
        "data": {"values": rows},
        "encoding": {"y": {"field": "label", "type": "nominal", "sort": None}},
        "layer": layers,
    }


def _apart(labels: Iterable[object]) -> list[str]:
    """Labels as they read; those that read alike are told apart by something invisible."""
    seen: Counter[str] = Counter()
    apart = []
    for label in map(cleaned, map(str, labels)):
        apart.append(label + UNSEEN * seen[label])
        seen[label] += 1
    return apart


def _words(chart: Chart, value: float | None) -> str:
    if chart.kind is Kind.MONEY and value is not None:
        return large_words(Money(amount=Decimal(str(value)), currency=chart.currency))
    return cell_words(value, chart.kind)
