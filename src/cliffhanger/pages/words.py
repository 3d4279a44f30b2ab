"""How values are put in words on a page: days, chances, hours, movement, statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from cliffhanger.pages.parts import Movement, Odds

NARROW = "\u202f"
"""A narrow space that does not break: between a number and its unit."""
MINUS = "\u2212"

DECISIONS = {
    "renewed": "Renewed",
    "canceled": "Canceled",
    "final_season": "Final season ordered",
    "ended": "Ended",
    "moved": "Moved",
    "reversed": "Reversed",
    "not_decided": "Not decided",
}
VERDICTS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "unclear": "Unclear",
    "not_checkable": "Not checkable",
}
METRICS = {
    "weeks_in_top10": ("week in the Top 10", "weeks in the Top 10"),
    "peak_rank": ("best rank", "best rank"),
    "hours_viewed": ("hour viewed", "hours viewed"),
    "views": ("view", "views"),
    "countries": ("country", "countries"),
}
KINDS = {
    "decisions": "Decision",
    "chart_claims": "Chart claim",
    "reasons": "Reason",
    "premieres": "Premiere",
    "signals": "Signal",
    "based_on": "Source work",
    "genres": "Genre",
    "people": "Person",
}


def day(value: dt.date) -> str:
    """`8 November 2022`."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: dt.date) -> str:
    """`8 Nov 2022`."""
    return f"{value.day} {value:%b %Y}"


def loose_day(value: str | None) -> str:
    """A day, month or year as far as it is known: `8 Nov 2022`, `Nov 2022`, `2022`."""
    text = str(value or "")
    try:
        if len(text) == 7:
            return f"{dt.date.fromisoformat(text + '-01'):%b %Y}"
        return short_day(dt.date.fromisoformat(text)) if len(text) == 10 else text or "day not said"
    except ValueError:
        return text


def percent(p: float) -> str:
    """A chance in whole percent; the ends are never called certain."""
    if 0 < p < 0.005:
        return f"<{NARROW}1{NARROW}%"
    if 0.995 <= p < 1:
        return f">{NARROW}99{NARROW}%"
    return f"{100 * p:.0f}{NARROW}%"


def signed_percent(change: float) -> str:
    """A change in whole percent with its sign."""
    sign = "" if abs(change) < 0.005 else "+" if change > 0 else MINUS
    return f"{sign}{abs(100 * change):.0f}{NARROW}%"


def percent_range(low: float, high: float) -> str:
    """An interval of chances in whole percent: `18–52 %`."""
    return f"{100 * low:.0f}–{100 * high:.0f}{NARROW}%"


def place(odds: Odds) -> str:
    """Where a chance, its interval and its baselines lie from 0 to 100, as CSS properties."""
    ours = f"--p:{100 * odds.p:.0f};--l:{100 * odds.low:.0f};--h:{100 * odds.high:.0f}"
    return ours + "".join(
        f";--{name}:{100 * b.p:.0f}" for name, b in zip("abcde", odds.baselines, strict=False)
    )


def dtype(of: object) -> str:
    """A column's type in a word."""
    return _TYPES.get(str(of).split("(")[0], str(of))


_TYPES = {
    "String": "text",
    "Int64": "integer",
    "Float64": "number",
    "Boolean": "true or false",
    "Date": "day",
    "Datetime": "moment, UTC",
}


def points(value: float) -> str:
    """Points of chance with their sign; tenths only under one point."""
    digits = 1 if abs(value) < 1 else 0
    return f"{MINUS if value < 0 else '+'}{abs(value):.{digits}f}"


def short_baseline(name: str) -> str:
    """A baseline's name for a narrow column."""
    return _SHORT.get(name, name)


_SHORT = {
    "base rate": "base rate",
    "more than three weeks": "> 3 weeks",
    "100 million hours": "100 m h",
    "hours": "by hours",
    "twelve features": "12 terms",
}


def number(value: int | float | None) -> str:
    """Digits in groups of three; a dash for what is not known."""
    return "–" if value is None else f"{value:,.0f}"


def millions(hours: float) -> str:
    """Hours in millions: `66.0 m`; under a million in thousands, from a thousand on in billions."""
    if hours == 0:
        return "0"
    if hours < 1_000_000:
        return f"{hours / 1000:.0f}{NARROW}k"
    if hours >= 1_000_000_000:
        return f"{hours / 1_000_000_000:.2f}{NARROW}bn"
    return f"{hours / 1_000_000:.{1 if hours < 100_000_000 else 0}f}{NARROW}m"


def movement_sign(movement: Movement) -> str:
    """The movement as a sign for the eye."""
    signs = {"up": f"▲{movement.places}", "down": f"▼{movement.places}", "same": "="}
    return signs.get(movement.kind, {"new": "new", "back": "back"}.get(movement.kind, "–"))


def movement_words(movement: Movement) -> str:
    """The movement in words, for the ear."""
    words = {
        "up": f"up {movement.places}",
        "down": f"down {movement.places}",
        "same": "same rank as the week before",
        "new": "new on the list",
        "back": "back on the list",
    }
    return words.get(movement.kind, "the week before is not published")


def sentence(text: str) -> str:
    """A clause as a sentence, its days and percentages set as elsewhere."""
    text = re.sub(r"\b(\d{4}-\d\d-\d\d)\b", lambda d: day(dt.date.fromisoformat(d[1])), text)
    text = re.sub(r"(\d) ?%", rf"\1{NARROW}%", text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 week`, `3 weeks`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def claim(metric: str, value: Any) -> str:
    """What a claim says: `3 weeks in the Top 10`, `best rank 4`."""
    one, many = METRICS.get(metric, (metric.replace("_", " "),) * 2)
    shown = number(value) if isinstance(value, int | float) else str(value)
    return f"{one} {shown}" if metric == "peak_rank" else f"{shown} {one if value == 1 else many}"


def statement(kind: str, record: Any) -> str:
    """A statement in a few words, without its series."""
    return _STATEMENTS[kind](record)


def _decision(record: Any) -> str:
    words = [DECISIONS.get(record.decision, record.decision).lower()]
    if record.season is not None:
        words.append(f"(season {record.season})")
    if record.seasons_ordered:
        words.append(f"· {plural(record.seasons_ordered, 'season')} ordered")
    if record.announced_on:
        words.append(f"· {loose_day(record.announced_on)}")
    if record.network:
        words.append(f"· {record.network}")
    return " ".join(words)


def _premiere(record: Any) -> str:
    which = f"season {record.season} " if record.season is not None else ""
    return f"{which}premiere · {loose_day(record.date)}"


def _chart_claim(record: Any) -> str:
    said = claim(record.metric, record.value)
    return f"{said} · {record.window}" if record.window else said


def _person(record: Any) -> str:
    part = f" as {record.character}" if record.character else ""
    return f"{record.person}, {record.role}{part}"


def _based_on(record: Any) -> str:
    work = f" “{record.work}”" if record.work else ""
    return f"based on a {record.kind}{work}" + (f" by {record.author}" if record.author else "")


def _reason(record: Any) -> str:
    return "why" + (f", according to {record.attributed_to}" if record.attributed_to else "")


_STATEMENTS: dict[str, Callable[[Any], str]] = {
    "decisions": _decision,
    "premieres": _premiere,
    "chart_claims": _chart_claim,
    "people": _person,
    "genres": lambda record: str(record.genre),
    "signals": lambda record: str(record.signal).replace("_", " "),
    "based_on": _based_on,
    "reasons": _reason,
}
