"""The page of a series, and the lists of series: by letter, by search, by a reader's choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cliffhanger.errors import UnknownTitle
from cliffhanger.pages import paths
from cliffhanger.pages.front import eve_view, odds_view
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import DecisionRow, Edition, Link, Odds, Run
from cliffhanger.pages.season import title_facts
from cliffhanger.pages.views_data import (
    MinePage,
    SearchPage,
    SeriesPage,
    SeriesSeason,
    TitleRow,
    TitlesPage,
)
from cliffhanger.titles import normal, slug

FOUND = 50
"""Series shown for a search."""
MOST = 200
"""Series a reader may watch on one page."""
_RUN = tuple(Run.__dataclass_fields__)


class Series:
    """Every series of an edition that had charted."""

    def __init__(
        self, given: Given, edition: Edition, decisions: dict[str, list[DecisionRow]]
    ) -> None:
        self._given, self._edition, self._decisions = given, edition, decisions

    def page(self, title_id: str, mentions: Sequence[Link]) -> SeriesPage:
        """The page of a series."""
        given = self._given
        seasons = tuple(self._season(s, title_id) for s in reversed(given.seasons_of[title_id]))
        genres, created_by = self._described(title_id)
        return SeriesPage(
            edition=self._edition,
            path=paths.series_path(title_id),
            title=f"{seasons[0].name.show_title}: the series",
            title_id=title_id,
            ids=given.ids(title_id),
            genres=genres,
            created_by=created_by,
            cast=self._cast.get(title_id, ()),
            seasons=seasons,
            facts=tuple(fact for fact in title_facts(given, title_id) if fact.values),
            decisions=tuple(self._decisions.get(title_id, ())),
            mentions=tuple(mentions),
            feed=paths.href(paths.series_feed(title_id)),
        )

    def _described(self, title_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        try:
            title = self._given.catalogue.title(title_id)
        except UnknownTitle:
            return (), ()
        return title.genres, title.created_by

    @cached_property
    def _cast(self) -> dict[str, tuple[tuple[str, str | None], ...]]:
        """Actors and their characters, as the articles name them."""
        found: dict[str, dict[str, str | None]] = {}
        for article in self._given.articles:
            for said in article.reading.people:
                title_id = self._given.title_id(said.series)
                if title_id and said.role == "actor":
                    found.setdefault(title_id, {}).setdefault(said.person, said.character)
        return {title_id: tuple(cast.items()) for title_id, cast in found.items()}

    def _season(self, season_id: str, title_id: str) -> SeriesSeason:
        row = self._given.run_rows[season_id]
        number = row["season_number"]
        decided = (d for d in self._decisions.get(title_id, ()) if d.after_season == number)
        return SeriesSeason(
            name=self._given.name(season_id),
            number=number,
            run=Run(**{key: row[key] for key in _RUN}),
            odds=self._odds(season_id),
            verdict=next(decided, None) if number else None,
        )

    def _odds(self, season_id: str) -> Odds | None:
        given = self._given
        found = given.odds_of.get(season_id)
        if found:
            return odds_view(found, as_of=str(given.as_of), reconstructed=given.reconstructed)
        return eve_view(given.eve_of.get(season_id))

    @cached_property
    def rows(self) -> dict[str, TitleRow]:
        """Every series as a row, by its id, in the order of its name."""
        rows = [self._row(title_id) for title_id in self._given.seasons_of]
        return {
            row.title_id: row
            for row in sorted(rows, key=lambda r: (normal(r.show_title), r.title_id))
        }

    def _row(self, title_id: str) -> TitleRow:
        given = self._given
        ids = given.seasons_of[title_id]
        newest = given.name(ids[-1])
        number = given.run_rows[ids[-1]]["season_number"]
        decisions = [d for d in self._decisions.get(title_id, ()) if d.after_season == number]
        odds = given.odds_of.get(ids[-1])
        return TitleRow(
            title_id=title_id,
            show_title=newest.show_title,
            href=paths.href(paths.series_path(title_id)),
            names=tuple(sorted(self._names.get(title_id, {newest.show_title}))),
            seasons=len(ids),
            newest=newest,
            odds=self._odds(ids[-1]) if odds else None,
            decision=decisions[0].decision if decisions and not odds else None,
        )

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, title_id in self._given.catalogue.names():
            found.setdefault(title_id, set()).add(name)
        return found

    @cached_property
    def _plain(self) -> list[tuple[str, TitleRow]]:
        """Every name of every series without case, accents and punctuation."""
        return [(_bare(name), row) for row in self.rows.values() for name in row.names]

    def find(self, query: str) -> list[TitleRow]:
        """The series with a name that holds the query; those that begin with it come first."""
        wanted = _bare(query)
        if not wanted:
            return []
        places: dict[str, tuple[bool, bool]] = {}
        for name, row in self._plain:
            if wanted in name:
                place = (wanted != name, not name.startswith(wanted))
                places[row.title_id] = min(place, places.get(row.title_id, place))
        order = list(self.rows)
        return [self.rows[t] for t in sorted(places, key=lambda t: (places[t], order.index(t)))]

    @cached_property
    def letters(self) -> dict[str, list[TitleRow]]:
        """The series under their first letters; digits and other scripts stand together."""
        found: dict[str, list[TitleRow]] = {}
        for row in self.rows.values():
            first = normal(row.show_title)[:1]
            found.setdefault(first if "a" <= first <= "z" else "0", []).append(row)
        return dict(sorted(found.items()))

    def _letter_links(self) -> tuple[Link, ...]:
        return tuple(
            Link(f"titles/{letter}.html", "0–9" if letter == "0" else letter.upper())
            for letter in self.letters
        )

    def search_page(self, query: str = "") -> SearchPage:
        """The page of a search, of none by default."""
        found = self.find(query)
        return SearchPage(
            self._edition, self._letter_links(), query.strip(), tuple(found[:FOUND]), len(found)
        )

    def letter_page(self, letter: str) -> TitlesPage:
        """The page of the series under a letter (0 for digits and other scripts)."""
        links = self._letter_links()
        link = next(link for link in links if link.href == f"titles/{letter}.html")
        return TitlesPage(
            self._edition,
            path=link.href,
            title=f"Series: {link.text}",
            letter=link.text,
            letters=links,
            rows=tuple(self.letters[letter]),
        )

    def mine(self, ids: Sequence[str]) -> MinePage:
        """The page of the series with these ids (or names), in their order; the first 200."""
        found: dict[str, TitleRow] = {}
        unknown = []
        for wanted in dict.fromkeys(i.strip() for i in ids[:MOST]):
            title_id = wanted if wanted in self.rows else self._given.title_id(wanted)
            if title_id:
                found[title_id] = self.rows[title_id]
            elif wanted:
                unknown.append(wanted)
        return MinePage(self._edition, tuple(found.values()), tuple(unknown))


def _bare(name: str) -> str:
    return slug(name).replace("-", " ")
