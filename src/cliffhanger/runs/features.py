"""What was known of a season on a day, as numbers: many (season, moment) rows in one pass.

A row asks about one season at one moment; every chart week used was out by that moment. Weeks that
a season spent off a list count for something: it was watched less than the tenth of the list, so
they enter the hours at OFF_LIST of the list's lowest.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

OFF_LIST = 0.6
"""A week off the list counts as this share of the list's lowest hours that week."""
_LANGUAGES = {"korean": "ko", "japanese": "ja"}
GENRES = {
    "animation": "Animation",
    "kids": "Kids",
    "family": "Family",
    "comedy": "Comedy",
    "drama": "Drama",
    "crime": "Crime",
    "mystery": "Mystery",
    "action": "Action & Adventure",
    "sci_fi": "Sci-Fi & Fantasy",
}
REGIONS = {
    "North America": "US CA",
    "Latin America": "MX BR AR CO CL PE UY EC VE",
    "Britain and Ireland": "GB IE",
    "Southern Europe": "ES FR IT PT GR",
    "Northern Europe": "DE PL SE DK NO NL BE IS FI AT CZ HU RO CH UA RU",
    "Middle East and Africa": "TR EG SA NG ZA IL KW JO LB AE KE",
    "East and South-East Asia": "JP KR TW CN HK TH PH ID SG MY VN",
    "South Asia": "IN PK BD LK",
    "Oceania": "AU NZ",
}
"""Region by the country a series was made in (ISO 3166-1)."""
_LANGUAGE_REGIONS = {
    "Southern Europe": "fr it el",
    "Northern Europe": "de pl sv da no nb nl is fi cs hu ro uk ru",
    "Middle East and Africa": "tr ar he zu af yo",
    "East and South-East Asia": "ja ko zh cn th tl id ms vi",
    "South Asia": "hi ta te ml bn ur pa mr",
}
"""Region by language where the country is not known: English, Spanish, Portuguese do not tell."""


@dataclass(frozen=True)
class Feature:
    """One feature: its name, unit, and why it may bear on a renewal."""

    name: str
    unit: str
    why: str


FEATURES: tuple[Feature, ...] = (
    Feature("elapsed_weeks", "weeks since release", "a season not renewed for long rarely is"),
    Feature("weeks_out", "chart weeks since release", "how much the chart can have shown"),
    Feature("weeks", "weeks on the list", "staying is being watched to the end, and told on"),
    Feature("best_rank", "1 to 10; 11 = not on the list", "place among its rivals"),
    Feature("known_hours", "hours so far, off-list weeks at 0.6 of the lowest", "how much watched"),
    Feature("log_hours", "ln(1 + known_hours)", "how much it was watched"),
    Feature("full_week_hours", "hours of the first chart week with seven days", "rules use it"),
    Feature(
        "launch",
        "ln of a day in weeks 1 and 2 against the list's median week / 7",
        "its start against its rivals, whatever the weekday it came out",
    ),
    Feature(
        "audience",
        "ln of the mean week of the first four against the list's median",
        "a month of viewing is what renewals are said to be judged on",
    ),
    Feature("first_four", "each of the first four weeks against the list's median", "its shape"),
    Feature("on_list", "for each of the first four weeks, whether it was on the list", "its shape"),
    Feature("decay", "hours of week 3 / best of weeks 1 and 2", "how fast it was left"),
    Feature(
        "completion",
        "finishers / starters by the end of the newest week; where its service counts them",
        "who gets to the end wants to know how it goes on",
    ),
    Feature("first_season", "1 = first", "a first season has no record"),
    Feature("log_season_number", "ln season number", "long-lived series live on"),
    Feature("earlier", "1 = an earlier season was on the lists", "it has a past to be held to"),
    Feature(
        "log_ratio",
        "ln of known_hours against the first four listed weeks of the season before, -1 to 1",
        "growth or decline",
    ),
    *(
        Feature(name, f"1 = {code}", "commissioned differently")
        for name, code in _LANGUAGES.items()
    ),
    *(Feature(name, f"1 = {genre}", "ordered differently") for name, genre in GENRES.items()),
    Feature("region", "where it was made", "each region's commissioning has its own habits"),
    Feature("rating", "young, teen, adult or unrated", "children's series come in batches"),
)
"""Every feature with unit and reason. Genres and languages are of January 2026, taken as static."""

_WEEK = pl.duration(days=7)


def features(
    rows: pl.DataFrame, chart: pl.DataFrame, seasons: pl.DataFrame, titles: pl.DataFrame
) -> pl.DataFrame:
    """The rows, in their order, with a column for each of FEATURES.

    `rows` has season_id, title_id, category, release_date, season_number, original_language and
    `moment` (when it is asked; see `at_end_of`). `chart`, `seasons` and `titles` are shaped as
    CHART, SEASONS and TITLES. A number that could not be known then is null, never a guess;
    `completion` is null unless the rows have it already (`with_completion`).
    """
    asked = rows.with_row_index("row")
    lists = _lists(chart)
    weeks = _weeks(asked, chart, lists)
    before = _season_before(asked, chart, seasons)
    out = asked.join(_measures(weeks), on="row", how="left").join(before, on="row", how="left")
    out = out.join(_genres(titles), on="title_id", how="left").sort("row")
    if "completion" not in out.columns:
        out = out.with_columns(completion=pl.lit(None, pl.Float64))
    return out.with_columns(*_static(), *_ratio()).drop("row", "before_hours")


def with_completion(rows: pl.DataFrame, completion: pl.DataFrame) -> pl.DataFrame:
    """The rows, in their order, with `completion`: the newest share known by their `moment`.

    `rows` has season_id and moment; `completion` is shaped as COMPLETION. Null where none is known.
    """
    known = completion.select("season_id", "completion", moment="available_at").sort("moment")
    asked = rows.with_row_index("row").sort("moment")
    found = asked.join_asof(
        known, on="moment", by="season_id", strategy="backward", check_sortedness=False
    )
    return found.sort("row").drop("row")


def at_end_of(cut: pl.Expr) -> pl.Expr:
    """The moment a cut (Date) stands for: its end, 24:00 UTC."""
    return (cut + pl.duration(days=1)).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")


def _lists(chart: pl.DataFrame) -> pl.DataFrame:
    """One row a list and week: lowest and median of the hours and of the views, when it was out."""
    measures = {"hours": "weekly_hours_viewed", "views": "weekly_views"}
    figures = [
        figure
        for name, column in measures.items()
        for figure in (
            pl.col(column).min().alias(f"lowest_{name}"),
            pl.col(column).median().alias(f"median_{name}"),
        )
    ]
    return chart.group_by("category", "week").agg(*figures, pl.col("available_at").max())


def _weeks(asked: pl.DataFrame, chart: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """Every week of a row's list since its release that was out then, on the list or not.

    `share` is the week against the list's median in the list's own measure: hours up to
    2023-06-11, views after (rule F19); so long and short seasons are compared as the publisher
    compares them.
    """
    since = asked.select(
        "row", "season_id", "category", "moment", "release_date", start=_first_sunday()
    )
    grid = since.join(lists, on="category").filter(
        (pl.col("week") >= pl.col("start")) & (pl.col("available_at") <= pl.col("moment"))
    )
    own = chart.select(
        "season_id", "week", "weekly_rank", hours="weekly_hours_viewed", views="weekly_views"
    )
    joined = grid.join(own.drop_nulls("season_id"), on=("season_id", "week"), how="left")
    counted = [pl.coalesce(pl.col(m), OFF_LIST * pl.col(f"lowest_{m}")) for m in ("hours", "views")]
    by_views = pl.col("median_views").is_not_null()
    return joined.with_columns(
        nth=(pl.col("week") - pl.col("start")).dt.total_days() // 7 + 1,
        counted=counted[0],
        share=pl.when(by_views)
        .then(counted[1] / pl.col("median_views"))
        .otherwise(counted[0] / pl.col("median_hours")),
    ).sort("row", "week")


def _first_sunday() -> pl.Expr:
    """The Sunday that names the chart week of the release."""
    release = pl.col("release_date")
    return release + pl.duration(days=7 - release.dt.weekday())


def _measures(weeks: pl.DataFrame) -> pl.DataFrame:
    """Of each row's weeks: how many, hours, launch, month, decay, best rank."""
    hours, share, nth = pl.col("hours"), pl.col("share"), pl.col("nth")
    first_two = nth <= 2
    days_one = 8 - pl.col("release_date").dt.weekday().first()
    days = days_one + 7 * (first_two.sum() - 1)
    full = pl.when(days_one == 7).then(1).otherwise(2)
    best_of_two = hours.filter(first_two).max()
    return weeks.group_by("row", maintain_order=True).agg(
        weeks_out=pl.len(),
        weeks=hours.count(),
        best_rank=pl.col("weekly_rank").min().fill_null(11),
        known_hours=pl.col("counted").sum(),
        log_hours=pl.col("counted").sum().log1p(),
        full_week_hours=pl.when(nth.max() >= full).then(hours.filter(nth == full).sum()),
        launch=pl.when(first_two.any()).then((7 * share.filter(first_two).sum() / days).log()),
        audience=share.filter(nth <= 4).mean().log(),
        first_four=share.filter(nth <= 4),
        on_list=hours.filter(nth <= 4).is_not_null(),
        decay=pl.when(nth.max() >= 3).then(
            hours.filter(nth == 3).sum() / pl.coalesce(best_of_two, hours.max())
        ),
    )


def _season_before(asked: pl.DataFrame, chart: pl.DataFrame, seasons: pl.DataFrame) -> pl.DataFrame:
    """Hours in its first four weeks of the title's newest season listed before this one."""
    of_title = pl.concat([f.select("season_id", "title_id").drop_nulls() for f in (seasons, asked)])
    listed = chart.join(
        of_title.unique("season_id", keep="first", maintain_order=True), on="season_id"
    )
    first = pl.col("week").min().over("season_id")
    early = listed.with_columns(first=first).filter(pl.col("week") < pl.col("first") + 4 * _WEEK)
    pairs = asked.select("row", "title_id", "moment", start=_first_sunday(), own="season_id").join(
        early, on="title_id"
    )
    pairs = pairs.filter(
        (pl.col("season_id") != pl.col("own"))
        & (pl.col("first") < pl.col("start"))
        & (pl.col("available_at") <= pl.col("moment"))
    )
    newest = pairs.filter(pl.col("first") == pl.col("first").max().over("row"))
    newest = newest.filter(pl.col("season_id") == pl.col("season_id").min().over("row"))
    return newest.group_by("row").agg(before_hours=pl.col("weekly_hours_viewed").sum())


def _genres(titles: pl.DataFrame) -> pl.DataFrame:
    return titles.select("title_id", "genres", "origin_country", "content_rating_us")


def _static() -> list[pl.Expr]:
    genres = pl.col("genres").fill_null("").str.split(", ")
    language, number = pl.col("original_language"), pl.col("season_number").fill_null(1).clip(1)
    elapsed = pl.col("moment") - pl.col("release_date").cast(pl.Datetime("us", "UTC"))
    return [
        (elapsed.dt.total_days() / 7).alias("elapsed_weeks"),
        pl.col("weeks_out", "weeks").fill_null(0),
        (number == 1).cast(pl.Float64).alias("first_season"),
        number.log().alias("log_season_number"),
        *(
            (language == code).fill_null(False).cast(pl.Float64).alias(name)
            for name, code in _LANGUAGES.items()
        ),
        *(genres.list.contains(g).cast(pl.Float64).alias(name) for name, g in GENRES.items()),
        region().alias("region"),
        _rating().alias("rating"),
    ]


def region() -> pl.Expr:
    """Where a series was made: by its first country, else its language; null if neither tells."""
    country = pl.col("origin_country").str.split(", ").list.first()
    by_country = {c: r for r, countries in REGIONS.items() for c in countries.split()}
    by_language = {c: r for r, languages in _LANGUAGE_REGIONS.items() for c in languages.split()}
    return pl.coalesce(
        country.replace_strict(by_country, return_dtype=pl.String, default=None),
        pl.col("original_language").replace_strict(
            by_language, return_dtype=pl.String, default=None
        ),
    )


def _rating() -> pl.Expr:
    rating = pl.col("content_rating_us")
    return (
        pl.when(rating == "TV-MA")
        .then(pl.lit("adult"))
        .when(rating == "TV-14")
        .then(pl.lit("teen"))
        .when(rating.is_in(["TV-Y", "TV-Y7", "TV-G", "TV-PG"]))
        .then(pl.lit("young"))
        .otherwise(pl.lit("unrated"))
    )


def _ratio() -> list[pl.Expr]:
    earlier = pl.col("before_hours").is_not_null()
    ratio = pl.col("known_hours").log1p() - pl.col("before_hours").log1p()
    ratio = ratio.clip(-1, 1)
    return [earlier.cast(pl.Float64).alias("earlier"), ratio.alias("log_ratio")]
