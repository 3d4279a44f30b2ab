"""Atom feeds: decisions, stories, and each series; every id is a `tag:` URI that never changes.

A decision that flaps notifies once: words of one series on one season that come within two days of
each other are one entry, which says the last of them; coming back to what was said before is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from cliffhanger.days import AsOf, end_of
from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.parts import DecisionRow, Link
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.pages.story.layout import in_html

QUIET = dt.timedelta(days=2)
"""Words on one season that follow each other within this are one notice."""
NEWEST = 50
"""Entries of a feed."""
SINCE = 2022
"""The year of the tags: names are ours from then on (RFC 4151)."""
NOBODY = "cliffhanger.invalid"
"""The authority of tags where the site has no address of its own."""


@dataclass(frozen=True)
class Entry:
    """One notice: its id for ever, what it says, where it leads, the moment it was known."""

    id: str
    title: str
    href: str
    published: dt.datetime
    updated: dt.datetime
    html: str


def authority(address: str) -> str:
    """Whose names the ids are: the host of the site."""
    return urlsplit(address).hostname or NOBODY


def tag(address: str, name: str) -> str:
    """A name for ever, as a `tag:` URI (RFC 4151)."""
    return f"tag:{authority(address)},{SINCE}:{name}"


def settled(rows: Iterable[DecisionRow]) -> list[tuple[dt.date, DecisionRow]]:
    """The notices of decision rows: the day each began, and what it came to; oldest first."""
    by_season: dict[tuple[str, int | None], list[DecisionRow]] = {}
    for row in sorted(rows, key=lambda r: (r.known_on, r.announced_on)):
        name = row.name.title_id or row.name.show_title
        by_season.setdefault((name, row.after_season), []).append(row)
    found = [notice for told in by_season.values() for notice in _notices(told)]
    return sorted(found, key=lambda n: (n[1].known_on, n[1].name.show_title, n[0]))


def _notices(told: Sequence[DecisionRow]) -> list[tuple[dt.date, DecisionRow]]:
    """The notices on one season: flapping is merged, and a return to the last word is none."""
    merged: list[tuple[dt.date, DecisionRow]] = []
    newest: dt.date | None = None
    for row in told:
        if newest is not None and row.known_on - newest <= QUIET:
            merged[-1] = (merged[-1][0], row)
        else:
            merged.append((row.known_on, row))
        newest = row.known_on
    kept: list[tuple[dt.date, DecisionRow]] = []
    for began, row in merged:
        if not kept or _says(kept[-1][1]) != _says(row):
            kept.append((began, row))
    return kept


def _says(row: DecisionRow) -> tuple[str, int | None]:
    return row.decision, row.seasons_ordered


def decision_entries(address: str, rows: Iterable[DecisionRow]) -> list[Entry]:
    """The notices of decisions as entries, newest first."""
    entries = [_decision(address, began, row) for began, row in settled(rows)]
    return sorted(entries, key=lambda e: (e.updated, e.id), reverse=True)


def _decision(address: str, began: dt.date, row: DecisionRow) -> Entry:
    name = row.name.title_id or row.name.show_title
    season = "none" if row.after_season is None else f"s{row.after_season}"
    return Entry(
        id=tag(address, f"decisions/{paths.href(name)}/{season}/{began}"),
        title=f"{row.name.show_title}: {said(row)}",
        href=row.name.href or "decided.html",
        published=end_of(began),
        updated=end_of(row.known_on),
        html=_decision_html(row),
    )


def said(row: DecisionRow) -> str:
    """A decision in a few words: `canceled after season 1`, `renewed for 2 seasons`."""
    what = words.DECISIONS.get(row.decision, row.decision).lower()
    many = row.seasons_ordered and row.seasons_ordered > 1
    ordered = f" for {row.seasons_ordered} seasons" if many else ""
    return f"{what}{ordered} {row.name.season}".strip()


def _decision_html(row: DecisionRow) -> str:
    by = "by" if row.precision == "by" else "on"
    parts = [f"{row.name.show_title} was {said(row)}, {by} {words.loose_day(row.announced_on)}."]
    if row.network:
        parts.append(f"Announced by {row.network}.")
    if row.eve:
        day = words.day(dt.date.fromisoformat(row.eve.as_of[:10]))
        chance, between = words.percent(row.eve.p), words.percent_range(row.eve.low, row.eve.high)
        parts.append(
            f"The odds of a further season as of {day} were {chance} ({between}), "
            f"{'reconstructed' if row.eve.reconstructed else 'issued then'}."
        )
    text = f"<p>{escape(' '.join(parts))}</p>"
    if row.source and row.source.href:
        text += f'<p><a href="{escape(row.source.href)}">{escape(row.source.text)}</a></p>'
    return text


def own_entry(address: str, story: Draft) -> Entry:
    """A story of our own, with its text; known from the moment that it was drafted for."""
    known = AsOf.parse(story.as_of).moment
    path = paths.story_path(story.day, story.headline.text)
    text = (Markup(" ").join(in_html(s) for s in paragraph) for paragraph in story.paragraphs)
    return Entry(
        id=tag(address, paths.href(path.removesuffix(".html"))),
        title=story.headline.text,
        href=paths.href(path),
        published=known,
        updated=known,
        html=Markup("").join(Markup("<p>{}</p>").format(paragraph) for paragraph in text),
    )


def story_entry(address: str, article: Article) -> Entry:
    """An article that was read and checked."""
    known = end_of(article.reading.document.date)
    verdicts = [checked.as_dict()["verdict"] for checked in article.checked]
    counts = [
        words.plural(len(article.numbered), "statement"),
        words.plural(len(article.reading.decisions), "decision"),
        *(
            f"{words.plural(verdicts.count(v), 'claim')} {name.lower()}"
            for v, name in words.VERDICTS.items()
            if v in verdicts
        ),
    ]
    return Entry(
        id=tag(address, paths.href(article.path.removesuffix(".html"))),
        title=article.name,
        href=paths.href(article.path),
        published=known,
        updated=known,
        html=f"<p>Read and checked: {escape(', '.join(counts))}.</p>",
    )


def atom(given: Given, path: str, title: str, page: str, entries: Sequence[Entry]) -> bytes:
    """A feed that stands at `path` and tells of `page`, with the newest of the entries."""
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

    address, shown = given.address, entries[:NEWEST]
    feed = FeedGenerator()
    feed.id(tag(address, paths.href(path)))
    feed.title(title)
    feed.author(name="Cliffhanger")
    feed.generator("Cliffhanger")
    feed.updated(max((e.updated for e in shown), default=_first_known(given)))
    feed.link(href=_place(given, path, path), rel="self", type="application/atom+xml")
    feed.link(href=_place(given, path, page), rel="alternate", type="text/html")
    for entry in shown:
        made = feed.add_entry(order="append")
        made.id(entry.id)
        made.title(entry.title)
        made.link(href=_place(given, path, entry.href), rel="alternate", type="text/html")
        made.published(entry.published)
        made.updated(entry.updated)
        made.content(entry.html, type="html")
    xml: bytes = feed.atom_str()
    return xml


def _place(given: Given, at: str, href: str) -> str:
    """The href from the site's root as seen from `at`, or whole where the site has an address."""
    if given.address:
        return f"{given.address}/{href}"
    return paths.to_root(at) + href


def _first_known(given: Given) -> dt.datetime:
    """When the newest chart known was out: nothing has happened since in an empty feed."""
    newest: dt.datetime = given.chart["available_at"].max()  # type: ignore[assignment]
    return newest


def feed_links() -> tuple[tuple[Link, str], ...]:
    """The feeds of the site, with what each tells of."""
    return (
        (Link("feeds/decisions.atom", "Decisions"), "Atom: every renewal and cancellation, once"),
        (
            Link("feeds/stories.atom", "Stories"),
            "Atom: our own, and every one read and checked",
        ),
        (Link("feeds/calendar.ics", "Calendar"), "premieres, and when decisions are likely"),
        (Link("feeds/calendar-timed.ics", "Calendar, with hours"), "premieres at their hour"),
        (Link("feeds/premieres.ics", "Premieres only"), "whole days"),
        (Link("feeds/premieres-timed.ics", "Premieres only, with hours"), "at their hour"),
    )
