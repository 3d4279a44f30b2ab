"""The rows of the API, from an edition: made once, then filtered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from cliffhanger.days import available_at
from cliffhanger.pages import data, paths
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.feeds import feed_links
from cliffhanger.pages.parts import DecisionRow, Odds
from cliffhanger.pages.series import Series
from cliffhanger.tables import CHART, COUNTRIES

Row = dict[str, Any]
_CHART = [c for c in CHART.schema if c not in ("is_staggered_launch", "episode_launch_details")]
_CHART.remove("runtime_override_flag")


class Rows:
    """Every list that can be asked for, in a fixed order; days are dates until they are sent."""

    def __init__(self, contents: Contents) -> None:
        self._contents, self._given = contents, contents.given

    @property
    def _series(self) -> Series:
        return self._contents.series

    @cached_property
    def titles(self) -> list[Row]:
        """The series, by name."""
        return [self._title(title_id) for title_id in self._series.rows]

    def _title(self, title_id: str) -> Row:
        row = self._series.rows[title_id]
        page = self._series.page(title_id, ())
        seasons = self._given.seasons_of[title_id]
        return {
            "title_id": title_id,
            "show_title": row.show_title,
            "names": list(row.names),
            "ids": page.ids,
            "genres": list(page.genres),
            "created_by": list(page.created_by),
            "seasons": seasons,
            "state": _state(row.odds, row.decision),
            "decision": row.decision,
            "odds": _odds(row.odds),
            "page": row.href,
            "feed": page.feed,
            "updated": max(self._updated(s) for s in seasons),
        }

    @cached_property
    def seasons(self) -> list[Row]:
        """The seasons, in the order of the runs."""
        return [self._season(row) for row in self._given.run_rows.values()]

    def _season(self, row: Row) -> Row:
        given, season_id = self._given, row["season_id"]
        title_id = given.title_of(row)
        found = given.odds_of.get(season_id)
        decision = None if found else self._decision_on(title_id, row["season_number"])
        named = ("season_id", "show_title", "season_title", "season_number", "category")
        return {
            **{name: row[name] for name in (*named, "release_date")},
            "title_id": title_id,
            "ids": given.ids(title_id),
            "state": "open" if found else "decided" if decision else "not_asked",
            "decision": decision,
            "odds": found.odds.as_dict() if found else None,
            "page": paths.href(paths.season_path(season_id)),
            "updated": self._updated(season_id),
        }

    def _decision_on(self, title_id: str, number: int | None) -> str | None:
        told = self._contents.by_title.get(title_id, ())
        return next((d.decision for d in told if number and d.after_season == number), None)

    def _updated(self, season_id: str) -> dt.date:
        """The newest day on which something of a season was known; open ones move every day."""
        given = self._given
        if season_id in given.odds_of:
            return given.as_of.day
        row = given.run_rows[season_id]
        told = self._contents.by_title.get(given.title_of(row), ())
        return max([_known(row["last_week"]), *(d.known_on for d in told)])

    @cached_property
    def runs(self) -> list[Row]:
        """The runs."""
        rows = self._given.run_rows.values()
        return [
            {**row, "title_id": self._given.title_of(row), "updated": _known(row["last_week"])}
            for row in rows
        ]

    def run_weeks(self, season_id: str) -> list[Row]:
        """The chart rows of a season, oldest first."""
        mine = self._given.chart.filter(pl.col("season_id") == season_id).sort("week")
        return mine.select(_CHART).to_dicts()

    @cached_property
    def board(self) -> list[Row]:
        """The open seasons, most at risk first."""
        left_out = ("reasons", "peers", "counterfactual")
        return [
            {
                "place": place,
                **{k: v for k, v in self._said(odds).items() if k not in left_out},
                "hours": self._given.run_rows[odds.season_id]["hours"],
                "on_list": not self._given.run_rows[odds.season_id]["finished"],
            }
            for place, odds in enumerate(self._given.board, 1)
        ]

    def _said(self, odds: Any) -> Row:
        given = self._given
        return {
            **odds.as_dict(),
            "reconstructed": given.reconstructed,
            "as_of": str(given.as_of),
            "updated": given.as_of.day,
        }

    @cached_property
    def odds(self) -> list[Row]:
        """The odds of every open season in full, most at risk first."""
        return [
            {**self._said(odds), "history": self._history(odds.season_id)}
            for odds in self._given.board
        ]

    def _history(self, season_id: str) -> list[Row]:
        names = ("as_of", "p", "low", "high")
        told = self._given.history_of.get(season_id, ())
        return [dict(zip(names, said, strict=True)) for said in told]

    @cached_property
    def decisions(self) -> list[Row]:
        """The decisions, newest first."""
        return [_decision(row) for row in self._contents.decisions]

    @cached_property
    def weeks(self) -> list[Row]:
        """The chart weeks, newest first."""
        listed: dict[dt.date, list[str]] = {}
        for week, category in sorted(self._given.listed):
            listed.setdefault(week, []).append(category)
        counted = self._given.countries.group_by("week").agg(pl.col("country_iso2").n_unique())
        countries = dict(counted.rows())
        return [
            {
                "week": week,
                "known_at": available_at(week),
                "lists": lists,
                "countries": countries.get(week, 0),
                "page": paths.href(paths.week_path(week)),
                "updated": _known(week),
            }
            for week, lists in sorted(listed.items(), reverse=True)
        ]

    def week(self, week: dt.date, category: str | None, country: str | None) -> list[Row]:
        """The chart rows of a week, of a list or a country where that is asked for."""
        frame = self._given.countries if country else self._given.chart
        rows = frame.filter(pl.col("week") == week)
        if country:
            rows = rows.filter(pl.col("country_iso2") == country.upper())
        if category:
            rows = rows.filter(pl.col("category") == category)
        columns = [c for c in _CHART if c in rows.columns]
        if country:
            columns = [c for c in COUNTRIES.schema if c != "country_name"]
        found = rows.sort("category", "weekly_rank").select(columns).to_dicts()
        empty = dict.fromkeys(_CHART) | {"country_iso2": None}
        return [{**empty, **row} for row in found]

    @cached_property
    def claims(self) -> list[Row]:
        """The claims of the articles, newest article first."""
        newest = sorted(self._given.articles, key=lambda a: -a.reading.document.date.toordinal())
        return [
            {
                "article": paths.href(article.path),
                "date": article.reading.document.date,
                **checked.as_dict(),
                "updated": article.reading.document.date,
            }
            for article in newest
            for checked in article.checked
        ]

    def index(self, limit: str) -> Row:
        """What there is."""
        edition = self._contents.edition
        names = ("titles", "seasons", "runs", "board", "odds", "decisions", "weeks", "claims")
        feeds = {link.text.lower(): f"/{link.href}" for link, _ in feed_links()}
        track = {k: v for k, v in data.plain(edition.track).items() if k != "base_brier"}
        return {
            "as_of": edition.as_of,
            "reconstructed": edition.reconstructed,
            "newest_week": edition.newest_week,
            "chart_seen": edition.chart_seen,
            "track_record": track,
            "backtest": data.plain(edition.proof),
            "rate_limit": limit,
            "resources": {**{name: f"/api/v1/{name}" for name in names}, **feeds},
        }


def _known(week: dt.date) -> dt.date:
    return available_at(week).date()


def _state(odds: Odds | None, decision: str | None) -> str:
    return "open" if odds else "decided" if decision else "not_asked"


def _odds(odds: Odds | None) -> Row | None:
    if odds is None:
        return None
    return {"p": round(odds.p, 4), "low": round(odds.low, 4), "high": round(odds.high, 4)}


def _decision(row: DecisionRow) -> Row:
    named = ("decision", "seasons_ordered", "announced_on", "precision", "known_on", "network")
    return {
        "title_id": row.name.title_id,
        "show_title": row.name.show_title,
        "season_number": row.after_season,
        **{name: getattr(row, name) for name in (*named, "confidence")},
        "source": row.source.text if row.source else None,
        "source_url": row.source.href if row.source else None,
        "odds_before": _odds(row.eve),
        "odds_before_as_of": row.eve.as_of if row.eve else None,
        "reconstructed": row.eve.reconstructed if row.eve else None,
        "updated": row.known_on,
    }


def since(rows: Sequence[Row], day: dt.date | None) -> Iterator[Row]:
    """The rows in which something was known on this day or later."""
    return (row for row in rows if day is None or row["updated"] >= day)
