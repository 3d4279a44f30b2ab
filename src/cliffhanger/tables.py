"""Every table that data passes through: columns, types, units, key.

The Parquet files, the bundled data, the checks and the documentation all follow from here.
Chart columns keep the publisher's own names; ours are added, never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from cliffhanger.errors import InputError

MOMENT = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning with unit, and whether it may be missing."""

    name: str
    dtype: Any
    about: str
    missing: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its name, what a row is, its columns and its key."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        """Column name to Polars type, in order."""
        return {c.name: c.dtype for c in self.columns}

    def empty(self) -> pl.DataFrame:
        """The table with no rows."""
        return pl.DataFrame(schema=self.schema)

    def shape(self, frame: pl.DataFrame, *, where: str) -> pl.DataFrame:
        """The frame with exactly this table's columns, types and order.

        Absent columns that may be missing are added empty. Raises InputError naming `where`, the
        row and the value when a column is absent, has a wrong type or lacks a value, or a key
        repeats.
        """
        absent = [c.name for c in self.columns if c.name not in frame.columns and not c.missing]
        if absent:
            raise InputError(f"no column {absent[0]!r}", where=where, fix=f"see table {self.name}")
        wanted = [self._cast(frame, c, where) for c in self.columns]
        shaped = pl.DataFrame(wanted)
        for c in self.columns:
            if not c.missing and shaped[c.name].null_count():
                row = int(shaped[c.name].is_null().arg_true()[0])
                raise InputError(f"{c.name} is missing", where=f"{where}, row {row + 2}")
        self._check_key(shaped, where)
        return shaped

    def _cast(self, frame: pl.DataFrame, column: Column, where: str) -> pl.Series:
        if column.name not in frame.columns:
            return pl.Series(column.name, [None] * frame.height, dtype=column.dtype)
        given = frame[column.name]
        if given.dtype == pl.String and column.dtype == pl.Date:
            cast = given.str.to_date("%Y-%m-%d", strict=False)
        else:
            cast = given.cast(column.dtype, strict=False)
        bad = (cast.is_null() & given.is_not_null()).arg_true()
        if len(bad):
            row = int(bad[0])
            raise InputError(
                f"{column.name} is {given[row]!r}, not {column.dtype}",
                where=f"{where}, row {row + 2}",
            )
        return cast

    def _check_key(self, frame: pl.DataFrame, where: str) -> None:
        if not self.key:
            return
        twice = frame.select(pl.struct(self.key).is_duplicated()).to_series().arg_true()
        if len(twice):
            row = int(twice[-1])
            value = ", ".join(str(frame[k][row]) for k in self.key)
            raise InputError(
                f"{', '.join(self.key)} repeats: {value}", where=f"{where}, row {row + 2}"
            )


CHART = Table(
    "chart",
    "an entry of a list in a week, as one vintage has it",
    (
        Column("week", pl.Date, "the Sunday that ends the chart week (UTC)"),
        Column("category", pl.String, "the list: TV or Films, (English) or (Non-English)"),
        Column("weekly_rank", pl.Int64, "1 to 10"),
        Column("show_title", pl.String, "the publisher's show title in this vintage"),
        Column(
            "season_title", pl.String, "the publisher's season title; N/A is kept", missing=True
        ),
        Column("weekly_hours_viewed", pl.Int64, "hours, rounded by the publisher"),
        Column(
            "runtime", pl.Float64, "hours released so far; 0 = differs by country", missing=True
        ),
        Column("weekly_views", pl.Int64, "hours / runtime; absent before 2023-06-18", missing=True),
        Column("cumulative_weeks_in_top_10", pl.Int64, "the publisher's counter in this vintage"),
        Column("is_staggered_launch", pl.Boolean, "split release, where flagged", missing=True),
        Column("episode_launch_details", pl.String, "episodes out by country, JSON", missing=True),
        Column("runtime_override_flag", pl.String, "live and staggered flags, JSON", missing=True),
        Column("entry_id", pl.String, "our id of what charted, across vintages and renamings"),
        Column("entry_kind", pl.String, "season, film, weekly, special or live"),
        Column("season_id", pl.String, "our season id, for seasons only", missing=True),
        Column("hours_low", pl.Int64, "least unrounded hours that round to the printed"),
        Column("hours_high", pl.Int64, "most unrounded hours that round to the printed"),
        Column("available_at", MOMENT, "when the week was published (Tuesday 20:00 UTC)"),
        Column("vintage", pl.Date, "the day this copy of the file was seen"),
    ),
    ("week", "category", "weekly_rank"),
)

COUNTRIES = Table(
    "countries",
    "an entry of a country's list in a week: ranks only, no hours are published",
    (
        Column("week", pl.Date, "the Sunday that ends the chart week (UTC)"),
        Column("country_name", pl.String, "country"),
        Column("country_iso2", pl.String, "ISO 3166-1"),
        Column("category", pl.String, "the list: Films or TV"),
        Column("weekly_rank", pl.Int64, "1 to 10"),
        Column("show_title", pl.String, "the publisher's show title in this vintage"),
        Column(
            "season_title", pl.String, "the publisher's season title; N/A is kept", missing=True
        ),
        Column("cumulative_weeks_in_top_10", pl.Int64, "the publisher's counter for this country"),
        Column("entry_id", pl.String, "our id, the same as on the global lists where it is known"),
        Column("entry_kind", pl.String, "season, film, weekly, special or live"),
        Column("season_id", pl.String, "our season id, for seasons only", missing=True),
        Column("available_at", MOMENT, "when the week was published (Tuesday 20:00 UTC)"),
        Column("vintage", pl.Date, "the day this copy of the file was seen"),
    ),
    ("week", "country_iso2", "category", "weekly_rank"),
)

COMPLETION = Table(
    "completion",
    "who had begun a season and who had finished it by the end of a chart week",
    (
        Column("week", pl.Date, "the Sunday up to whose end viewing is counted (UTC)"),
        Column("season_id", pl.String, "our season id; a film's id"),
        Column("starters", pl.Int64, "profiles that had played any of it"),
        Column("finishers", pl.Int64, "profiles that had watched 90 % of what was out"),
        Column("completion", pl.Float64, "finishers / starters, 0 to 1"),
        Column("available_at", MOMENT, "when the week was published (Tuesday 20:00 UTC)"),
        Column("vintage", pl.Date, "the day this copy was seen"),
    ),
    ("week", "season_id"),
)

CHANGES = Table(
    "changes",
    "a value that differs between a vintage and the one before",
    (
        Column("week", pl.Date, "the chart week the value is about"),
        Column("category", pl.String, "the list"),
        Column("weekly_rank", pl.Int64, "1 to 10"),
        Column("entry_id", pl.String, "the entry as it is now"),
        Column("field", pl.String, "the column"),
        Column("old", pl.String, "value in the vintage before", missing=True),
        Column("new", pl.String, "value in this vintage", missing=True),
        Column("seen", pl.Date, "the day this vintage was seen"),
    ),
    ("week", "category", "weekly_rank", "field", "seen"),
)

TITLES = Table(
    "titles",
    "a series",
    (
        Column("title_id", pl.String, "our id: a slug"),
        Column("show_title", pl.String, "its name today"),
        Column("genres", pl.String, "comma-separated, as of January 2026", missing=True),
        Column("programme_type", pl.String, "Scripted, Miniseries, Reality, ...", missing=True),
        Column("original_language", pl.String, "ISO 639-1", missing=True),
        Column("origin_country", pl.String, "ISO 3166-1, comma-separated", missing=True),
        Column("content_rating_us", pl.String, "US rating", missing=True),
        Column("created_by", pl.String, "comma-separated", missing=True),
        Column("imdb_id", pl.String, "tt...", missing=True),
        Column("tmdb_id", pl.Int64, "TMDb series id", missing=True),
        Column("netflix_id", pl.Int64, "publisher's id", missing=True),
    ),
    ("title_id",),
)

SEASONS = Table(
    "seasons",
    "an entry of a TV list: a season, or a special, live event or weekly show",
    (
        Column("entry_id", pl.String, "our id, stable across renamings"),
        Column("entry_kind", pl.String, "season, weekly, special or live"),
        Column("season_id", pl.String, "the same id where the entry is a season", missing=True),
        Column("title_id", pl.String, "the series"),
        Column("show_title", pl.String, "show title in the newest vintage"),
        Column("season_title", pl.String, "season title in the newest vintage"),
        Column("first_show_title", pl.String, "show title when first published"),
        Column("first_season_title", pl.String, "season title when first published"),
        Column(
            "label_changed_on",
            pl.String,
            "days a new label was first seen, | between",
            missing=True,
        ),
        Column("category", pl.String, "the list"),
        Column("season_number", pl.Int64, "1 = first", missing=True),
        Column("season_kind", pl.String, "Season, Limited Series, Part, Volume, ...", missing=True),
        Column("first_week", pl.Date, "first week on the list"),
        Column("release_date", pl.Date, "premiere", missing=True),
        Column("debut_in_chart", pl.Int64, "1 = charted in its first week", missing=True),
        Column("programme_type", pl.String, "Scripted, Miniseries, Reality, ...", missing=True),
        Column("original_language", pl.String, "ISO 639-1", missing=True),
        Column("imdb_id", pl.String, "tt... of the series", missing=True),
        Column("tmdb_id", pl.Int64, "TMDb id of the series", missing=True),
        Column("outcome", pl.String, "renewed, canceled, ended, limited, unknown", missing=True),
        Column("outcome_confidence", pl.String, "high, medium, low", missing=True),
        Column("outcome_basis", pl.String, "how the outcome was determined", missing=True),
        Column(
            "outcome_known_by", pl.String, "day (or month) it was certainly known", missing=True
        ),
        Column("decided_before_release", pl.Int64, "1 = ordered before release", missing=True),
    ),
    ("entry_id",),
)

RUNS = Table(
    "runs",
    "a season's run as known on a date",
    (
        Column("season_id", pl.String, "our season id"),
        Column("title_id", pl.String, "the series", missing=True),
        Column("show_title", pl.String, "show title, as labelled then"),
        Column("season_title", pl.String, "season title, as labelled then"),
        Column("season_number", pl.Int64, "1 = first", missing=True),
        Column("category", pl.String, "the list"),
        Column("release_date", pl.Date, "premiere", missing=True),
        Column("first_week", pl.Date, "first week on the list"),
        Column("last_week", pl.Date, "last week on the list so far"),
        Column("weeks", pl.Int64, "weeks on the list, re-entries included"),
        Column("weeks_unbroken", pl.Int64, "weeks from the first without a gap"),
        Column("weeks_reentered", pl.Int64, "weeks after the first gap"),
        Column("peak_rank", pl.Int64, "best rank, 1 = top"),
        Column("hours", pl.Int64, "hours viewed in all weeks on the list"),
        Column("hours_28d", pl.Int64, "hours viewed on the list in the first four chart weeks"),
        Column("views", pl.Int64, "views, all weeks that have them", missing=True),
        Column("views_28d", pl.Int64, "views in the first four chart weeks", missing=True),
        Column("weeks_28d", pl.Int64, "weeks on the list in the first four chart weeks"),
        Column(
            "days_in_week_one", pl.Int64, "days available in the first week, 1 to 7", missing=True
        ),
        Column("hours_per_day", pl.Float64, "first week's hours a day available", missing=True),
        Column("decay", pl.Float64, "hours of week 3 / best of weeks 1 and 2", missing=True),
        Column("finished", pl.Boolean, "not on the newest list known"),
        Column("under_way_at_start", pl.Boolean, "on the first list ever: its start is not seen"),
    ),
    ("season_id",),
)

LABELS = Table(
    "labels",
    "a label that an entry has had in some vintage",
    (
        Column("entry_id", pl.String, "the entry"),
        Column("category", pl.String, "the list"),
        Column("show_title", pl.String, "show title"),
        Column("season_title", pl.String, "season title"),
    ),
    ("category", "show_title", "season_title"),
)

ALIASES = Table(
    "aliases",
    "another name that a title goes by in the news",
    (
        Column("title_id", pl.String, "the title"),
        Column("name", pl.String, "the other name"),
    ),
    ("title_id", "name"),
)

KNOWN_SERIES = Table(
    "known_series",
    "the name of a series of any network, so that the news about it is read",
    (Column("title", pl.String, "its name in English-language news"),),
    ("title",),
)

DECISIONS = Table(
    "decisions",
    "an announcement about a series' future",
    (
        Column("title_id", pl.String, "the series"),
        Column("show_title", pl.String, "its name in the source"),
        Column("season_number", pl.Int64, "last season out then; 0 = none yet", missing=True),
        Column("decision", pl.String, "renewed, canceled, final_season, ended, moved, ..."),
        Column("seasons_ordered", pl.Int64, "seasons ordered", missing=True),
        Column("announced_on", pl.String, "YYYY-MM-DD, YYYY-MM or YYYY"),
        Column("precision", pl.String, "day, month or year; by = undated, learned by then"),
        Column("network", pl.String, "who decided", missing=True),
        Column("source_kind", pl.String, "article, recall, or service (its own)"),
        Column("source_url", pl.String, "where it stands", missing=True),
        Column("confidence", pl.String, "high, medium, low"),
    ),
    (),
)

QUESTIONS = Table(
    "questions",
    "a season at a horizon: is it asked, and what came of it",
    (
        Column("show_title", pl.String, "as in the newest vintage"),
        Column("season_title", pl.String, "as in the newest vintage"),
        Column("category", pl.String, "the list"),
        Column("season_number", pl.Int64, "1 = first", missing=True),
        Column("programme_type", pl.String, "Scripted, ...", missing=True),
        Column("original_language", pl.String, "ISO 639-1", missing=True),
        Column("release_date", pl.Date, "premiere"),
        Column("release_date_known", pl.Int64, "1 = from a source, 0 = from the chart"),
        Column("horizon_weeks", pl.Int64, "weeks after release"),
        Column("cut", pl.Date, "release + horizon: nothing later is known"),
        Column("asked", pl.Int64, "1 = a fair question at the cut"),
        Column("why_not", pl.String, "why it is not asked", missing=True),
        Column("main", pl.Int64, "1 = asked and scripted"),
        Column("renewed", pl.Int64, "1 = a further season was ordered"),
        Column("outcome", pl.String, "renewed, canceled, ended, limited"),
        Column("outcome_confidence", pl.String, "high, medium, low"),
        Column("decided_on", pl.Date, "day of the decision where known", missing=True),
        Column("known_assumed", pl.Date, "its day, else 180 days after release"),
        Column("known_strict", pl.Date, "only when certain", missing=True),
    ),
    ("category", "show_title", "season_title", "horizon_weeks"),
)

ALL = (
    CHART,
    COUNTRIES,
    COMPLETION,
    CHANGES,
    RUNS,
    TITLES,
    SEASONS,
    LABELS,
    ALIASES,
    KNOWN_SERIES,
    DECISIONS,
    QUESTIONS,
)
"""Every table, in the order data passes."""
