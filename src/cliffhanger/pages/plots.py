"""The run plot: a season's weeks against the band of its renewed and canceled peers, as SVG.

Drawn by Vega (vl-convert) from a specification of our own. Measured on one core for this plot:
Altair + vl-convert 56 ms, bare Vega 11 ms, matplotlib 22 ms, pygal 8 ms (without bands, four times
the bytes). Colours are CSS custom properties, so that one plot serves light, dark and print; sizes
are fixed, so that the same data gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

WIDTH, HEIGHT = 600, 330
SHORTEST_AXIS, LONGEST_AXIS = 8, 16
"""Chart weeks on the axis: at least, at most. Later weeks stand in the table beside the plot."""

_PADDING = {"left": 52, "right": 14, "top": 14, "bottom": 40}
_STYLE = {
    "renewed": {"fill": 0.22, "edge": 0.0, "dash": [1, 0]},
    "canceled": {"fill": 0.10, "edge": 1.0, "dash": [4, 3]},
}
"""A filled band and an outlined one: told apart in black and white too."""


@dataclass(frozen=True)
class Band:
    """What the middle half of the peers with one outcome did: hours a chart week, 0 = off the list.

    `low`, `mid` and `high` are the 25th, 50th and 75th percentile in week 1, 2, ...; `n` is the
    number of peers in week 1.
    """

    outcome: str
    n: int
    low: tuple[float, ...]
    mid: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Point:
    """One chart week of the season: `nth` since its first (1 = first), hours (0 = off the list)."""

    nth: int
    hours: int


def axis_weeks(points: Sequence[Point]) -> int:
    """How many chart weeks the axis shows."""
    last = max((p.nth for p in points), default=0)
    return min(max(last, SHORTEST_AXIS), LONGEST_AXIS)


def run_plot(points: Sequence[Point], bands: Sequence[Band]) -> str:
    """The plot as an `<svg>`, hidden from screen readers: the data table stands beside it."""
    weeks = axis_weeks(points)
    shown = [p for p in points if p.nth <= weeks]
    high = [hours for band in bands for hours in band.high[:weeks]]
    top = max([*high, *(p.hours for p in shown), 1_000_000])
    ticks = nice_ticks(top)
    marks = [mark for band in bands for mark in _band_marks(band, weeks)]
    spec = _spec(weeks, ticks, [*marks, *_run_marks(shown)])
    return _svg(json.dumps(spec, sort_keys=True))


def nice_ticks(top: float) -> list[float]:
    """Even steps from 0 to the first at or above `top`, four or five of them: of 1, 2, 2.5 or 5."""
    power = 10.0 ** (len(str(int(top))) - 1)
    step = next(power * f for f in (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5) if top <= power * f * 4)
    count = int(-(-top // step))
    return [step * k for k in range(count + 1)]


def _band_marks(band: Band, weeks: int) -> list[dict[str, Any]]:
    rows = [
        {"w": nth, "lo": low, "mid": mid, "hi": high}
        for nth, (low, mid, high) in enumerate(zip(band.low, band.mid, band.high, strict=True), 1)
        if nth <= weeks
    ]
    colour, style = {"value": f"var(--{band.outcome})"}, _STYLE[band.outcome]
    x, data = {"scale": "x", "field": "w"}, {"data": band.outcome}
    area = {"x": x, "y": _y("hi"), "y2": _y("lo"), "fill": colour}
    line = {"x": x, "stroke": colour, "strokeDash": {"value": style["dash"]}}
    lines = [("mid", 1.75), ("hi", style["edge"]), ("lo", style["edge"])]
    return [
        {"data": {"name": band.outcome, "values": rows}},
        _mark("area", data, {**area, "fillOpacity": {"value": style["fill"]}}),
        *(
            _mark("line", data, {**line, "y": _y(field), "strokeWidth": {"value": width}})
            for field, width in lines
            if width
        ),
    ]


def _run_marks(points: Sequence[Point]) -> list[dict[str, Any]]:
    rows = [{"w": p.nth, "h": p.hours, "on": p.hours > 0} for p in points]
    ink, data = {"value": "var(--ink)"}, {"data": "run"}
    place = {"x": {"scale": "x", "field": "w"}, "y": _y("h")}
    fill = [{"test": "datum.on", **ink}, {"value": "var(--paper)"}]
    dot = {"fill": fill, "stroke": ink, "strokeWidth": {"value": 2}, "size": {"value": 56}}
    return [
        {"data": {"name": "run", "values": rows}},
        _mark("line", data, {**place, "stroke": ink, "strokeWidth": {"value": 2.5}}),
        _mark("symbol", data, {**place, **dot}),
    ]


def _y(field: str) -> dict[str, str]:
    return {"scale": "y", "field": field}


def _mark(kind: str, data: dict[str, str], encode: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "from": data, "aria": False, "encode": {"enter": encode}}


def _spec(weeks: int, ticks: Sequence[float], parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    plain = {"aria": False, "labelFontSize": 13, "labelColor": "var(--soft)"}
    inner_width = WIDTH - _PADDING["left"] - _PADDING["right"]
    inner_height = HEIGHT - _PADDING["top"] - _PADDING["bottom"]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "autosize": "none",
        "background": "transparent",
        "width": inner_width,
        "height": inner_height,
        "padding": _PADDING,
        "data": [part["data"] for part in parts if "type" not in part],
        "marks": [part for part in parts if "type" in part],
        "scales": [
            {"name": "x", "type": "linear", "domain": [0.6, weeks + 0.4], "range": "width"},
            {"name": "y", "type": "linear", "domain": [0, ticks[-1]], "range": "height"},
        ],
        "axes": [_week_axis(weeks, plain), _hours_axis(ticks, plain)],
    }


def _week_axis(weeks: int, plain: dict[str, Any]) -> dict[str, Any]:
    return {
        **plain,
        "orient": "bottom",
        "scale": "x",
        "values": list(range(1, weeks + 1)),
        "format": "d",
        "ticks": False,
        "labelPadding": 9,
        "domainColor": "var(--soft)",
        "zindex": 0,
    }


def _hours_axis(ticks: Sequence[float], plain: dict[str, Any]) -> dict[str, Any]:
    millions = "datum.value === 0 ? 'off list' : format(datum.value / 1000000, '~f') + ' m'"
    return {
        **plain,
        "orient": "left",
        "scale": "y",
        "values": list(ticks),
        "grid": True,
        "gridColor": "var(--rule)",
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelOverlap": False,
        "encode": {"labels": {"update": {"text": {"signal": millions}}}},
    }


_EMPTY = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_CLUTTER = re.compile(
    r' (?:aria-hidden|pointer-events|role|aria-roledescription|aria-label|font-family)="[^"]*"'
    r'| class="[^"]*"| opacity="1"| xmlns:xlink="[^"]*"| version="1.1"'
)

_LONG = re.compile(r"\d+\.\d{2,}")


@lru_cache(maxsize=4096)
def _svg(spec: str) -> str:
    import vl_convert

    drawn = vl_convert.vega_to_svg(spec)
    inner = _CLUTTER.sub("", _EMPTY.sub("", drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]))
    inner = _LONG.sub(lambda found: f"{float(found[0]):.1f}", inner)
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f"{inner}</svg>"
    )
