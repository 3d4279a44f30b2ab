"""A year's seasons drawn: the first full week against the weeks on the list, by their fates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cliffhanger.pages.plots import vega

LONGEST = 20
"""Weeks on the axis; longer runs stand at its end."""
FATES = ("open", "renewed", "canceled", "other")
SIZE = (600, 470)
_PADDING = {"left": 58, "right": 20, "top": 14, "bottom": 36}
_WIDE = 6.2
"""Width of a letter of a name."""
_STEP = 1.05
"""How far aside a mark is moved, as a share of its weeks: both scales are logarithmic."""
_CIRCLE = "m-3.7,0a3.7,3.7 0 1,0 7.4,0a3.7,3.7 0 1,0 -7.4,0z"
_SHAPES = {
    "renewed": _CIRCLE,
    "canceled": _CIRCLE,
    "open": "m0,-5l4.4,5l-4.4,5l-4.4,-5z",
    "other": "m-1,-1v-3h2v3h3v2h-3v3h-2v-3h-3v-2z",
}
"""Marks by what came of a season, told apart in black and white too."""
_TICKS = (1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6, 200e6, 500e6)


@dataclass(frozen=True)
class Dot:
    """A season: hours in its first full week, weeks on the list, fate, and a name to be said."""

    hours: int
    weeks: int
    fate: str
    label: str = ""


def year_spec(dots: Sequence[Dot]) -> dict[str, Any]:
    """The scatter; filled = renewed, hollow = canceled, diamonds with names = open."""
    low = min((d.hours for d in dots), default=1_000_000)
    high = max((d.hours for d in dots), default=1_000_000)
    longest = min(LONGEST, max((d.weeks for d in dots), default=1))
    across, up = (0.55, longest * 1.12), (0.85 * low, 1.25 * high)
    ticks = [tick for tick in _TICKS if up[0] <= tick <= up[1]]
    weeks = [w for w in (1, 2, 3, 4, 6, 8, 10, 12, 15, LONGEST) if w <= longest]
    marks = [(*_at(weeks_, dot.hours, across, up), dot) for weeks_, dot in _aside(dots)]
    return vega.spec(
        SIZE,
        _PADDING,
        [vega.scale("x", across, "log"), vega.scale("y", up, "log")],
        [
            *vega.axis("y", [(t, f"{t / 1e6:g} m") for t in ticks], grid=True),
            *vega.axis("x", [(w, f"{w}+" if w == LONGEST else str(w)) for w in weeks]),
            *(part for fate in reversed(FATES) for part in _symbols(fate, marks)),
            *_names(_labels([(px, py, dot.label) for px, py, dot in marks])),
        ],
    )


def _at(weeks: float, hours: float, across: Range, up: Range) -> tuple[float, float]:
    """Where a mark stands in the plot's own units: both scales are logarithmic."""
    width, height = _inner()
    right = math.log(weeks / across[0]) / math.log(across[1] / across[0])
    down = 1 - math.log(hours / up[0]) / math.log(up[1] / up[0])
    return round(right * width, 1), round(down * height, 1)


def _aside(dots: Sequence[Dot]) -> list[tuple[float, Dot]]:
    """Each season with its weeks, moved a little aside where many ran for as many."""
    seen: dict[int, int] = {}
    placed = []
    for dot in sorted(dots, key=lambda d: (d.hours, d.label, d.fate)):
        weeks = min(dot.weeks, LONGEST)
        seen[weeks] = seen.get(weeks, 0) + 1
        placed.append((weeks * _STEP ** (seen[weeks] * 3 % 7 - 3), dot))
    return placed


def _symbols(fate: str, marks: Sequence[tuple[float, float, Dot]]) -> list[dict[str, Any]]:
    """All marks of a fate as one path: a third of the bytes of a path each."""
    names = {"open": "ink", "other": "soft"}
    colour = {"value": f"var(--{names.get(fate, fate)})"}
    drawn = "".join(f"M{px:g},{py:g}{_SHAPES[fate]}" for px, py, dot in marks if dot.fate == fate)
    encode = {
        "path": {"field": "d"},
        "stroke": colour,
        "strokeWidth": {"value": 0 if fate == "other" else 1.5},
        "fill": {"value": "var(--paper)"} if fate == "canceled" else colour,
        "fillOpacity": {"value": 0.5 if fate == "other" else 0.75},
    }
    return [vega.data(fate, [{"d": drawn}] if drawn else []), vega.mark("path", fate, encode)]


Range = tuple[float, float]
Box = tuple[float, float, float, float]
"""left, top, right, bottom in the plot's own units."""


def _labels(points: Sequence[tuple[float, float, str]]) -> list[dict[str, Any]]:
    """Names, largest first, each where it covers neither a mark nor another name, or nowhere."""
    width, _ = _inner()
    taken: list[Box] = [(px - 4, py - 4, px + 4, py + 4) for px, py, _ in points]
    found = []
    for px, py, label in reversed(points):
        for left, top, align in _spots(px, py, _WIDE * len(label)) if label else ():
            box = (left, top, left + _WIDE * len(label), top + 12)
            if box[0] >= 0 and box[2] <= width and not any(_meet(box, t) for t in taken):
                taken.append(box)
                at = {"left": box[0], "right": box[2], "center": px}[align]
                found.append({"px": round(at, 1), "py": round(top + 10, 1), "t": label, "a": align})
                break
    return found


def _spots(px: float, py: float, wide: float) -> list[tuple[float, float, str]]:
    """Where a name may stand: left edge, top edge, alignment."""
    return [
        (px + 7, py - 6, "left"),
        (px - 7 - wide, py - 6, "right"),
        (px - wide / 2, py - 18, "center"),
        (px - wide / 2, py + 6, "center"),
    ]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _names(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    encode = {
        "x": {"field": "px"},
        "y": {"field": "py"},
        "text": {"field": "t"},
        "align": {"field": "a"},
        "fontSize": {"value": 11.5},
        "fill": {"value": "var(--ink)"},
    }
    return [vega.data("names", rows), vega.mark("text", "names", encode)]


def _inner() -> tuple[float, float]:
    return (
        SIZE[0] - _PADDING["left"] - _PADDING["right"],
        SIZE[1] - _PADDING["top"] - _PADDING["bottom"],
    )
