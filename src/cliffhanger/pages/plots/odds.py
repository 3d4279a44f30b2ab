"""Odds drawn: a season's through time with the news marked, and all of them against what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from cliffhanger.pages.parts import Event, OddsPoint
from cliffhanger.pages.plots import vega
from cliffhanger.pages.words import NARROW

_EPOCH = dt.date(1970, 1, 1)
_TIME = {"left": 58, "right": 18, "top": 26, "bottom": 40}
_SQUARE = {"left": 58, "right": 24, "top": 12, "bottom": 34}
_QUARTERS = [(p / 100, f"{p}{NARROW}%") for p in (0, 25, 50, 75, 100)]
INK, ACCENT, SOFT = ({"value": f"var(--{name})"} for name in ("ink", "accent", "soft"))


def odds_spec(points: Sequence[OddsPoint], events: Sequence[Event]) -> dict[str, Any]:
    """The odds at each chart Tuesday with their interval, and a numbered stroke for all news."""
    days = [(p.as_of - _EPOCH).days for p in points]
    when = [(e.day - _EPOCH).days for e in events]
    first, last = min(days + when), max(days + when)
    rows = [
        {"d": day, "p": p.p, "lo": p.low, "hi": p.high} for day, p in zip(days, points, strict=True)
    ]
    news = [{"d": day, "n": str(e.nth)} for day, e in zip(when, events, strict=True)]
    return vega.spec(
        (600, 300),
        _TIME,
        [vega.scale("x", [first - 2, last + 2]), vega.scale("y", [0, 1])],
        [
            *vega.axis("y", _QUARTERS, grid=True),
            *vega.axis("x", _ticks(first, last)),
            *_line(rows),
            *_news(news),
        ],
    )


def _ticks(first: int, last: int) -> list[tuple[float, str]]:
    """Up to six days from the first to the last, even weeks apart."""
    step = max(7, -(-(last - first) // 35) * 7)
    days = [(day, _EPOCH + dt.timedelta(days=day)) for day in range(first, last + 1, step)]
    return [(float(at), f"{day.day} {day:%b}") for at, day in days]


def _line(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    x = vega.x("d")
    band = {"x": x, "y": vega.y("hi"), "y2": vega.y("lo"), "fill": INK}
    line = {"x": x, "y": vega.y("p")}
    alone = len(rows) == 1
    width = {"value": 2 if alone else 0}
    return [
        vega.data("odds", rows),
        vega.mark("area", "odds", {**band, "fillOpacity": {"value": 0.13}}),
        vega.mark(
            "rule",
            "odds",
            {**band, "stroke": INK, "strokeWidth": width, "strokeOpacity": {"value": 0.4}},
        ),
        vega.mark("line", "odds", {**line, "stroke": ACCENT, "strokeWidth": {"value": 2.5}}),
        vega.mark("symbol", "odds", {**line, "fill": ACCENT, "size": {"value": 40}}),
    ]


def _news(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    x = vega.x("d")
    top, bottom = {"value": -4}, {"signal": "height"}
    stroke = {"stroke": INK, "strokeWidth": {"value": 1}, "strokeDash": {"value": [3, 3]}}
    label = {
        "x": x,
        "y": {"value": -9},
        "text": {"field": "n"},
        "align": {"value": "center"},
        "fontSize": {"value": 13},
        "fontWeight": {"value": "bold"},
        "fill": INK,
    }
    return [
        vega.data("news", rows),
        vega.mark("rule", "news", {"x": x, "y": top, "y2": bottom, **stroke}),
        vega.mark("text", "news", label),
    ]


def reliability_spec(bins: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Share renewed (with its interval) over mean odds; the diagonal is where both agree.

    `bins` are the `reliability` rows of a backtest: n, mean_p, renewed {value, low, high}.
    """
    rows = [
        {
            "p": b["mean_p"],
            "y": b["renewed"]["value"],
            "lo": b["renewed"]["low"],
            "hi": b["renewed"]["high"],
            "n": b["n"],
        }
        for b in bins
    ]
    x = vega.x("p")
    rule = {"x": x, "y": vega.y("hi"), "y2": vega.y("lo"), "stroke": INK}
    dot = {"x": x, "y": vega.y("y"), "fill": ACCENT, "size": {"value": 90}}
    ideal = {"x": vega.x("v"), "y": vega.y("v"), "stroke": SOFT}
    dash = {"strokeDash": {"value": [4, 4]}, "strokeWidth": {"value": 1}}
    return vega.spec(
        (480, 444),
        _SQUARE,
        [vega.scale("x", [0, 1]), vega.scale("y", [0, 1])],
        [
            *vega.axis("x", _QUARTERS, grid=True),
            *vega.axis("y", _QUARTERS, grid=True),
            vega.data("ideal", [{"v": 0}, {"v": 1}]),
            vega.mark("line", "ideal", {**ideal, **dash}),
            vega.data("bins", rows),
            vega.mark("rule", "bins", {**rule, "strokeWidth": {"value": 1.75}}),
            vega.mark("symbol", "bins", dot),
        ],
    )
