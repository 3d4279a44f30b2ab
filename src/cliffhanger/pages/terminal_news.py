"""News in a terminal: what an article says, how its claims fare, what the record holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cliffhanger.pages.terminal import console, percent, table, text

if TYPE_CHECKING:
    from cliffhanger.days import AsOf
    from cliffhanger.news.statements import Reading

LISTS = {
    "decisions": (
        "series",
        "season",
        "decision",
        "seasons_ordered",
        "announced_on",
        "network",
        "certainty",
    ),
    "premieres": ("series", "season", "date"),
    "chart_claims": ("series", "metric", "value", "window"),
    "people": ("series", "person", "role", "character"),
    "genres": ("series", "genre"),
    "signals": ("series", "signal"),
    "based_on": ("series", "work", "kind", "author"),
    "reasons": ("series", "attributed_to"),
}
"""The lists of a reading and what is shown of each."""
_SHORT = {"seasons_ordered": "ordered", "announced_on": "announced", "attributed_to": "credited to"}
_NUMBERS = ("season", "seasons_ordered", "value")
VERDICTS = {"supported": "green", "refuted": "red", "unclear": "yellow", "not_checkable": "dim"}


def reading(found: Reading) -> None:
    """Every statement by kind, each with the words that say it."""
    document, said = found.document, found.as_dict()
    console.print(f"[bold]{text(document.title or 'Article')}[/bold] · {document.date}")
    if document.note:
        console.print(text(document.note), style="yellow")
    for name, shown in LISTS.items():
        rows = [
            (*(record[key] for key in shown), _quote(document.text, record["span"]))
            for record in said.get(name, [])
        ]
        if rows:
            heads = [_SHORT.get(key, key) for key in shown]
            numbers = [key in _NUMBERS for key in shown]
            columns = [f">{h}" if n else h for h, n in zip(heads, numbers, strict=True)]
            table(f"\n{name.replace('_', ' ').capitalize()}", [*columns, "in the text"], rows)


def _quote(whole: str, span: Sequence[int], *, longest: int = 40) -> str:
    said = " ".join(whole[span[0] : span[1]].split())
    return f"“{said}”" if len(said) <= longest else f"“{said[: longest - 1]}…”"


def nothing_claimed(readings: Iterable[Reading]) -> None:
    """That there is nothing to check, and why where it is known."""
    notes = [found.document.note for found in readings if found.document.note]
    console.print(text("; ".join(notes) or "No claim about the charts was found."))


def checked(claims: Iterable[dict[str, Any]]) -> None:
    """Each claim with its verdict, then every reading of it with its rows, then its percentile."""
    for claim in claims:
        colour = VERDICTS[claim["verdict"]]
        verdict = f"[{colour} bold]{claim['verdict'].replace('_', ' ')}[/]"
        console.print(
            f"[bold]{text(claim['series'])}[/bold]: {claim['metric']} = "
            f"{text(claim['value'])}: {verdict}"
        )
        rows = [
            (one["reading"], one["value"], one["low"], one["high"], _weeks(one["rows"]))
            for one in claim["readings"]
        ]
        if rows:
            table("", ("reading", ">chart says", ">low", ">high", "rows"), rows)
        if claim.get("percentile"):
            console.print(_among(claim["percentile"]), style="dim")
        console.print()


def _weeks(rows: Sequence[dict[str, Any]], *, most: int = 4) -> str:
    shown = [f"{row['week']} No. {row['weekly_rank']}" for row in rows[:most] if "week" in row]
    more = f" +{len(rows) - most}" if len(rows) > most else ""
    return ", ".join(shown) + more


def _among(place: dict[str, Any]) -> str:
    shares = ", ".join(
        f"{percent(place[k])} {k.replace('_', ' ')}"
        for k in ("shorter", "as_long", "longer")
        if k in place
    )
    return f"Of {place.get('n')} {place.get('among', 'peers')}: {shares}."


def history(title: str, events: Sequence[Any], as_of: AsOf) -> None:
    """A series' decisions with both dates, who says so, and the words that say it."""
    if not events:
        console.print(f"Nothing is recorded about {text(title)} as of {as_of}.")
        return
    rows = []
    for event in events:
        for place, source in enumerate(event.sources):
            first = place == 0
            rows.append(
                (
                    event.announced_on or "–" if first else "",
                    source.learned_on,
                    event.decision if first else "",
                    event.season_number if first else "",
                    event.network if first else "",
                    event.status if first else "",
                    source.attributed_to or source.source or "a saved article",
                    f"“{source.quote}”" if source.quote else source.source_url or "–",
                )
            )
    columns = (
        "announced",
        "learned",
        "decision",
        ">season",
        "network",
        "status",
        "source",
        "words or address",
    )
    table(f"{title}, as known on {as_of}", columns, rows)
