"""The run plot: a season's weeks against the band of its renewed and canceled peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cliffhanger.pages.plots import vega

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
    """The plot as an `<svg>`."""
    return vega.svg(run_spec(points, bands))


def run_spec(points: Sequence[Point], bands: Sequence[Band]) -> dict[str, Any]:
    """What `run_plot` draws, as a Vega specification."""
    weeks = axis_weeks(points)
    shown = [p for p in points if p.nth <= weeks]
    high = [hours for band in bands for hours in band.high[:weeks]]
    ticks = nice_ticks(max([*high, *(p.hours for p in shown), 1_000_000]))
    marks = [mark for band in bands for mark in _band_marks(band, weeks)]
    return vega.spec(
        (WIDTH, HEIGHT),
        _PADDING,
        [vega.scale("x", [0.6, weeks + 0.4]), vega.scale("y", [0, ticks[-1]])],
        [
            *vega.axis("y", [(t, _millions(t)) for t in ticks], grid=True),
            *vega.axis("x", [(n, str(n)) for n in range(1, weeks + 1)]),
            *marks,
            *_run_marks(shown),
        ],
    )


def _millions(hours: float) -> str:
    return f"{hours / 1e6:,.10g} m" if hours else "off list"


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
    x = vega.x("w")
    area = {"x": x, "y": vega.y("hi"), "y2": vega.y("lo"), "fill": colour}
    line = {"x": x, "stroke": colour, "strokeDash": {"value": style["dash"]}}
    lines = [("mid", 1.75), ("hi", style["edge"]), ("lo", style["edge"])]
    return [
        vega.data(band.outcome, rows),
        vega.mark("area", band.outcome, {**area, "fillOpacity": {"value": style["fill"]}}),
        *(
            vega.mark(
                "line", band.outcome, {**line, "y": vega.y(field), "strokeWidth": {"value": width}}
            )
            for field, width in lines
            if width
        ),
    ]


def _run_marks(points: Sequence[Point]) -> list[dict[str, Any]]:
    rows = [{"w": p.nth, "h": p.hours, "on": p.hours > 0} for p in points]
    ink = {"value": "var(--ink)"}
    place = {"x": vega.x("w"), "y": vega.y("h")}
    fill = [{"test": "datum.on", **ink}, {"value": "var(--paper)"}]
    dot = {"fill": fill, "stroke": ink, "strokeWidth": {"value": 2}, "size": {"value": 56}}
    return [
        vega.data("run", rows),
        vega.mark("line", "run", {**place, "stroke": ink, "strokeWidth": {"value": 2.5}}),
        vega.mark("symbol", "run", {**place, **dot}),
    ]
