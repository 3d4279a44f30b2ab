"""Everything an edition holds, by path: pages, the same as data, feeds, calendars, tables.

Nothing is made before it is asked for; the static site asks for all of it, the server for what is
read. The same edition gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from cliffhanger.odds.ledger import RULE
from cliffhanger.odds.models import MODELS
from cliffhanger.pages import calendars, data, feeds, front, paths, search, season, site_map
from cliffhanger.pages.bands import bands
from cliffhanger.pages.countries import Countries
from cliffhanger.pages.downloads import Tables
from cliffhanger.pages.feeds import Entry
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import DecisionRow, Edition, Link
from cliffhanger.pages.plots.odds import odds_spec
from cliffhanger.pages.plots.run import Band
from cliffhanger.pages.proof import line
from cliffhanger.pages.render import Renderer, static_files
from cliffhanger.pages.scorecard import scorecard_page
from cliffhanger.pages.series import Series
from cliffhanger.pages.stories import Stories, path_of
from cliffhanger.pages.views import AboutPage, Page, SeasonPage
from cliffhanger.pages.views_data import MethodPage
from cliffhanger.pages.weeks import Weeks
from cliffhanger.pages.years import year_page, years
from cliffhanger.runs.features import FEATURES

MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
}

LATELY = dt.timedelta(days=7)
"""Stories no older than this stand on the board."""
Make = Callable[[], bytes]


@dataclass(frozen=True)
class File:
    """One file of the site: where it stands and how it is made."""

    path: str
    make: Make

    @property
    def media(self) -> str:
        """Its media type."""
        return MEDIA[self.path.rsplit(".", 1)[-1]]


def edition_of(given: Given) -> Edition:
    """What every page of the edition shares."""
    since = given.as_of.day - LATELY
    read = (a for a in given.articles if a.reading.document.date > since)
    own = (s for s in given.stories if s.day > since)
    return Edition(
        as_of=str(given.as_of),
        day=given.as_of.day,
        newest_week=given.chart["week"].max(),  # type: ignore[arg-type]
        chart_seen=given.chart["vintage"].max(),  # type: ignore[arg-type]
        reconstructed=given.reconstructed,
        track=given.track,
        known_outcomes=max((odds.known_outcomes for odds in given.board), default=0),
        open_seasons=len(given.board),
        articles=tuple(Link(paths.href(a.path), a.name) for a in read),
        stories=tuple(Link(paths.href(path_of(s)), s.headline.text) for s in own),
        proof=line(dict(given.proof) if given.proof else None),
        address=given.address,
    )


class Contents:
    """The files of an edition by their paths, in a fixed order."""

    def __init__(self, given: Given, renderer: Renderer | None = None) -> None:
        self.given, self.renderer = given, renderer or Renderer()
        self.edition = edition_of(given)
        self._lately: dict[str, Page] = {}
        self.weeks, self.countries, self.tables = Weeks(given), Countries(given), Tables(given)

    @cached_property
    def files(self) -> dict[str, File]:
        """Every file by its path."""
        found = [*self._static(), *self._pages(), *self._feeds(), *self._data()]
        files = {file.path: file for file in found}
        if self.given.address:
            site_map_file = site_map.site_map(self.given.address, list(self.pages))
            files["sitemap.xml"] = File("sitemap.xml", lambda: site_map_file)
            files["robots.txt"] = File("robots.txt", lambda: site_map.robots(self.given.address))
        return files

    @cached_property
    def pages(self) -> dict[str, Callable[[], Page]]:
        """How the context of every page is made, by the page's path."""
        given, edition, rows = self.given, self.edition, self.decisions
        drawn = tuple(years(given))
        made: dict[str, Callable[[], Page]] = {}
        for nth, path in enumerate(front.board_paths(given), 1):
            made[path] = partial(front.board_page, given, edition, rows, nth)
        for nth in range(1, front.decided_pages(rows) + 1):
            made[paths.decided_path(nth)] = partial(front.decided_page, edition, rows, nth)
        made |= {
            "scorecard.html": partial(scorecard_page, given, edition),
            "about.html": lambda: AboutPage(edition, self._baselines),
            "method.html": self._method,
            "downloads.html": lambda: self.tables.page(edition, feeds.feed_links()),
            "search.html": self.series.search_page,
            "mine.html": partial(self.series.mine, ()),
            "charts/index.html": partial(self.weeks.index, edition, drawn),
            "articles/index.html": self.stories.index,
        }
        for letter in self.series.letters:
            made[f"titles/{letter}.html"] = partial(self.series.letter_page, letter)
        for week in self.weeks.weeks:
            abroad = week in self.countries.weeks
            made[paths.week_path(week)] = partial(self.weeks.page, edition, week, by_country=abroad)
        for week in self.countries.weeks:
            made[paths.countries_path(week)] = partial(self.countries.page, self.edition, week)
        for year in drawn:
            made[paths.year_path(year)] = partial(self._year, year)
        made |= dict(self.stories.pages())
        for title_id in self.series.rows:
            made[paths.series_path(title_id)] = partial(self._one_series, title_id)
        for season_id in self.given.run_rows:
            made[paths.season_path(season_id)] = partial(self.season, season_id)
        return made

    def season(self, season_id: str) -> SeasonPage:
        """The page of a season."""
        title_id = self.given.title_of(self.given.run_rows[season_id])
        return season.season_page(
            self.given,
            self.edition,
            season_id,
            weeks=self.weeks.of_season(season_id),
            bands=self._band(season_id),
            decisions=self.by_title.get(title_id, ()),
            mentions=self.stories.mentions.get(title_id, ()),
        )

    def _one_series(self, title_id: str) -> Page:
        return self.series.page(title_id, self.stories.mentions.get(title_id, ()))

    def plots(self) -> Iterator[dict[str, Any]]:
        """What the plots of all season pages will be, in the order of the pages."""
        for season_id, row in self.given.run_rows.items():
            told = self.by_title.get(self.given.title_of(row), ())
            points, events = season.odds_line(self.given, row, told)
            if len(points) > 1:
                yield odds_spec(points, events)
            weeks, newest = self.weeks.of_season(season_id), self.edition.newest_week
            yield season.run_plot_spec(row, weeks, self._band(season_id), newest)

    def _band(self, season_id: str) -> tuple[Band, ...]:
        return self._bands.get(self.given.run_rows[season_id]["category"], ())

    def _year(self, year: int) -> Page:
        return year_page(self.given, self.edition, year, weeks=self.weeks, decisions=self.by_title)

    def _method(self) -> MethodPage:
        return MethodPage(
            self.edition,
            tuple((model.name, model.ours, model.about) for model in MODELS.values()),
            tuple((f.name, f.unit, f.why) for f in FEATURES),
            RULE,
        )

    @cached_property
    def decisions(self) -> tuple[DecisionRow, ...]:
        """Every decision known, newest first."""
        return front.decision_rows(self.given)

    @cached_property
    def by_title(self) -> dict[str, list[DecisionRow]]:
        """The decisions of each title that had charted."""
        return front.rows_by_title(self.given, self.decisions)

    @cached_property
    def stories(self) -> Stories:
        """The stories: our own, and what was read."""
        return Stories(self.given, self.edition)

    @cached_property
    def series(self) -> Series:
        """The series."""
        return Series(self.given, self.edition, self.by_title)

    @cached_property
    def _bands(self) -> dict[str, tuple[Band, ...]]:
        return bands(self.given.chart, self.given.outcomes)

    @cached_property
    def _baselines(self) -> tuple[str, ...]:
        return tuple(self.given.board[0].baselines) if self.given.board else ()

    def _static(self) -> Iterator[File]:
        for path, content in static_files():
            yield File(path, partial(bytes, content))
        yield File("static/titles.js", lambda: search.index(self.series.rows.values()))

    def _pages(self) -> Iterator[File]:
        """Every page, with the same as JSON and its table as CSV beside it."""
        for path in self.pages:
            yield File(path, partial(self._html, path))
            yield File(paths.beside(path, "json"), partial(self._json, path))
            if path not in ("about.html", "method.html"):
                yield File(paths.beside(path, "csv"), partial(self._csv, path))

    def page(self, path: str) -> Page:
        """The context of a page. The last few are kept: a page and its data are made together."""
        made = self._lately.get(path)
        if made is None:
            made = self.pages[path]()
            self._lately = {**dict(list(self._lately.items())[-3:]), path: made}
        return made

    def _html(self, path: str) -> bytes:
        return self.renderer.page(self.page(path))

    def _json(self, path: str) -> bytes:
        return data.as_json(self.page(path))

    def _csv(self, path: str) -> bytes:
        return data.as_csv(self.page(path)) or b""

    def _feeds(self) -> Iterator[File]:
        given = self.given
        yield self._feed("feeds/decisions.atom", "Decisions", "decided.html", self.decision_entries)
        stories = "feeds/stories.atom"
        yield self._feed(stories, "Stories", "articles/index.html", self.stories.entries)
        for title_id, row in self.series.rows.items():
            path = paths.series_feed(title_id)
            yield self._feed(path, row.show_title, row.href, partial(self.entries, {title_id}))
        for name, timed, windows in (
            ("calendar", False, True),
            ("calendar-timed", True, True),
            ("premieres", False, False),
            ("premieres-timed", True, False),
        ):
            shown = "Premieres and decisions" if windows else "Premieres"
            yield File(
                f"feeds/{name}.ics",
                partial(
                    calendars.calendar,
                    given,
                    f"Cliffhanger: {shown}",
                    timed=timed,
                    windows=windows,
                ),
            )

    def _feed(self, path: str, title: str, page: str, entries: Callable[[], list[Entry]]) -> File:
        name = f"Cliffhanger: {title}"
        return File(path, lambda: feeds.atom(self.given, path, name, page, entries()))

    def decision_entries(self) -> list[Entry]:
        """The notices of all decisions."""
        return feeds.decision_entries(self.given.address, self.decisions)

    def entries(self, titles: set[str]) -> list[Entry]:
        """The notices of some series: their decisions, and the stories that name them."""
        rows = [row for t in sorted(titles) for row in self.by_title.get(t, ())]
        told = feeds.decision_entries(self.given.address, rows) + self.stories.entries(titles)
        return sorted(told, key=lambda e: (e.updated, e.id), reverse=True)

    def _data(self) -> Iterator[File]:
        for taken in self.tables.all:
            for suffix in taken.suffixes:
                yield File(taken.file(suffix), partial(taken.content, suffix))
