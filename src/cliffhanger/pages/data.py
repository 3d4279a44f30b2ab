"""A page as data: its context as JSON, its main table as CSV. The same facts as on the page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from markupsafe import Markup

from cliffhanger.pages import parts, views, views_data, views_story
from cliffhanger.pages.views import Page

_LEFT_OUT = ("svg", "html", "edition")
_NETFLIX = {
    "weekly_rank": "rank",
    "weekly_hours_viewed": "hours",
    "weekly_views": "views",
    "cumulative_weeks_in_top_10": "counter",
}
"""The publisher's own column names, with ours."""

Row = dict[str, Any]


def as_json(page: Page) -> bytes:
    """The page's context as JSON: ISO days, odds as shares of one, links from the site's root."""
    edition = page.edition
    head = {
        "as_of": edition.as_of,
        "reconstructed": edition.reconstructed,
        "newest_week": edition.newest_week.isoformat(),
        "track_record": plain(edition.track),
        "backtest": plain(edition.proof),
        "known_outcomes": edition.known_outcomes,
    }
    return json.dumps({**head, **plain(page)}, ensure_ascii=False, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """A context or a part of one as what JSON knows; drawings and other markup are left out."""
    kind = type(value)
    if kind in _AS_IS:
        return value
    if kind in (tuple, list):
        return [plain(part) for part in value]
    names = _told(kind)
    if names is not None:
        parts = ((name, getattr(value, name)) for name in names)
        return {name: plain(part) for name, part in parts if type(part) is not Markup}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, dt.date) else str(value)


_AS_IS = frozenset({str, int, float, bool, type(None)})


_fields: dict[Any, tuple[str, ...] | None] = {}


def _told(kind: Any) -> tuple[str, ...] | None:
    """The fields of a context that are data; None for what is no context."""
    if kind not in _fields:
        named = fields(kind) if is_dataclass(kind) else None
        told = tuple(f.name for f in named if f.name not in _LEFT_OUT) if named else None
        _fields[kind] = told
    return _fields[kind]


def as_csv(page: Page) -> bytes | None:
    """The page's main table as CSV (UTF-8, header, empty = missing); None where it has none."""
    rows = _TABLES.get(type(page))
    return _csv(list(rows(page))) if rows else None


def has_csv(page: type) -> bool:
    """Whether pages of this kind have a main table."""
    return page in _TABLES


def _csv(rows: Sequence[Row]) -> bytes:
    file = io.StringIO()
    names = list(rows[0]) if rows else []
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: plain(v) for k, v in row.items()} for row in rows)
    return file.getvalue().encode()


def _name(name: parts.Name) -> Row:
    return {
        "title_id": name.title_id,
        "season_id": name.season_id,
        "show_title": name.show_title,
        "season": name.season,
        "category": name.category,
    }


def _odds(odds: parts.Odds | None) -> Row:
    named = ("p", "low", "high", "as_of", "reconstructed")
    return {name: getattr(odds, name) if odds else None for name in named}


def _board(page: views.BoardPage) -> Iterable[Row]:
    for row in page.rows:
        said = {b.name.replace(" ", "_"): round(b.p, 4) for b in row.odds.baselines}
        shown = {"weeks": row.weeks, "hours": row.hours, "on_list": row.on_list}
        yield {"place": row.place, **_name(row.name), **shown, **_odds(row.odds), **said}


def _week_row(week: parts.WeekRow) -> Row:
    return {
        "week": week.week,
        **{theirs: getattr(week, ours) for theirs, ours in _NETFLIX.items()},
        "nth_week": week.nth,
        "movement": week.movement.kind,
        "places": week.movement.places,
        "change": None if week.change is None else round(week.change, 4),
        "hours_low": week.hours_low,
        "hours_high": week.hours_high,
        "known_on": week.known_on,
    }


def _season(page: views.SeasonPage) -> Iterable[Row]:
    return ({**_name(page.name), **_week_row(week)} for week in page.weeks)


def _decision(row: parts.DecisionRow) -> Row:
    return {
        "title_id": row.name.title_id,
        "show_title": row.name.show_title,
        "season_number": row.after_season,
        "decision": row.decision,
        "seasons_ordered": row.seasons_ordered,
        "announced_on": row.announced_on,
        "precision": row.precision,
        "known_on": row.known_on,
        "network": row.network,
        "confidence": row.confidence,
        "source_url": row.source.href if row.source else None,
        **_odds(row.eve),
    }


def _week(page: views.WeekPage) -> Iterable[Row]:
    for shown in page.lists:
        for row in shown.rows:
            yield {**_name(row.name), **_week_row(row.week_row), "weeks": row.weeks}


def _weeks(page: views.WeeksPage) -> Iterable[Row]:
    for year, weeks in page.years:
        for link in weeks:
            yield {"year": year, "week": link.href[-15:-5], "page": link.href}


def _article(page: views.ArticlePage) -> Iterable[Row]:
    for _, notes in page.paragraphs:
        for note in notes:
            yield {
                "number": note.number,
                "kind": note.kind,
                "series": note.series,
                "says": note.text,
                "certainty": note.certainty or "stated",
                "quote": note.quote,
            }


def _stories(page: views.StoriesPage) -> Iterable[Row]:
    for own in page.own:
        story = {"page": own.link.href, "title": own.link.text, "date": own.date, "own": True}
        counts = {"decisions": len(own.about), "claims": None, "facts": own.facts}
        yield {**story, "source": None, "statements": None, **counts}
    for row in page.rows:
        story = {"page": row.link.href, "title": row.link.text, "date": row.date, "own": False}
        counts = {"decisions": row.decisions, "claims": len(row.verdicts), "facts": None}
        yield {**story, "source": row.source, "statements": row.statements, **counts}


def _own_story(page: views_story.StoryPage) -> Iterable[Row]:
    """Each fact of the story, with what shows it."""
    number = 0
    for block in page.story["blocks"][2:]:
        for sentence in block:
            facts = [(f["text"], e) for f in sentence["fragments"] for e in f["evidence"]]
            number += bool(facts)
            for text, e in facts:
                named = {key: e[key] for key in ("value", "kind", "form", "how", "where")}
                yield {"note": number, "fragment": text, **named}


def _series(page: views_data.SeriesPage) -> Iterable[Row]:
    for season in page.seasons:
        run: Row = plain(season.run)
        verdict = season.verdict.decision if season.verdict else None
        yield {
            **_name(season.name),
            "season_number": season.number,
            **run,
            "decision": verdict,
            **_odds(season.odds),
        }


def _titles(
    page: views_data.SearchPage | views_data.TitlesPage | views_data.MinePage,
) -> Iterable[Row]:
    for row in page.rows:
        facts = {"title_id": row.title_id, "show_title": row.show_title, "seasons": row.seasons}
        newest = {"season_id": row.newest.season_id, "season": row.newest.season}
        yield {**facts, **newest, "decision": row.decision, **_odds(row.odds)}


def _scorecard(page: views_data.ScorecardPage) -> Iterable[Row]:
    named = ("name", "ours", "n", "brier", "log_loss", "auc", "skill", "skill_low", "skill_high")
    for horizon, models in ((None, page.models), *page.horizons):
        for model in models:
            yield {"horizon_weeks": horizon, **{k: getattr(model, k) for k in named}}


def _year(page: views_data.YearPage) -> Iterable[Row]:
    for shown in page.lists:
        for row in shown.rows:
            facts = {"first_week": row.first_week, "first_full_week_hours": row.hours}
            yield {
                **_name(row.name),
                **facts,
                "weeks": row.weeks,
                "fate": row.fate,
                **_odds(row.odds),
            }


def _countries(page: views_data.CountriesPage) -> Iterable[Row]:
    for shown in page.lists:
        for row in shown.rows:
            for code, rank in row.ranks:
                yield {
                    "week": page.week,
                    "country_iso2": code,
                    "category": shown.category,
                    "weekly_rank": rank,
                    "show_title": row.name.show_title,
                    "season": row.name.season,
                    "season_id": row.name.season_id,
                }


def _downloads(page: views_data.DownloadsPage) -> Iterable[Row]:
    for download in page.downloads:
        for column in download.table.columns:
            yield {
                "table": download.table.name,
                "column": column.name,
                "type": str(column.dtype),
                "about": column.about,
                "may_be_missing": column.missing,
            }


_TABLES: dict[type, Callable[[Any], Iterable[Row]]] = {
    views.BoardPage: _board,
    views.SeasonPage: _season,
    views.DecidedPage: lambda page: (_decision(row) for row in page.rows),
    views.WeekPage: _week,
    views.WeeksPage: _weeks,
    views.ArticlePage: _article,
    views.StoriesPage: _stories,
    views_story.StoryPage: _own_story,
    views_data.SeriesPage: _series,
    views_data.SearchPage: _titles,
    views_data.TitlesPage: _titles,
    views_data.MinePage: _titles,
    views_data.ScorecardPage: _scorecard,
    views_data.YearPage: _year,
    views_data.CountriesPage: _countries,
    views_data.DownloadsPage: _downloads,
}
