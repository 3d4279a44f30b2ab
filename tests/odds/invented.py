"""An invented streamer for tests of the odds: small, with a renewal policy that can be learned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from cliffhanger.days import available_at
from cliffhanger.odds import questions
from cliffhanger.tables import CHART, DECISIONS, SEASONS, TITLES

FIRST_MONDAY = dt.date(2021, 7, 5)
LIST = "TV (English)"


@dataclass(frozen=True)
class World:
    """The five frames that odds are made of."""

    chart: pl.DataFrame
    seasons: pl.DataFrame
    titles: pl.DataFrame
    decisions: pl.DataFrame

    @property
    def questions(self) -> pl.DataFrame:
        return questions.build(self.seasons, self.decisions)

    def with_(self, **frames: pl.DataFrame) -> World:
        return replace(self, **frames)


def season(
    number: int, monday: dt.date, *, renewed: bool, decided: dt.date, genre: str
) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """A first season of an invented show: its rows of SEASONS, TITLES and DECISIONS."""
    show, ids = f"Show {number}", f"show-{number}"
    release = monday + dt.timedelta(days=number % 5)
    facts = {
        "entry_id": f"{ids}-s1",
        "entry_kind": "season",
        "season_id": f"{ids}-s1",
        "title_id": ids,
        "show_title": show,
        "season_title": f"{show}: Season 1",
        "first_show_title": show,
        "first_season_title": f"{show}: Season 1",
        "category": LIST,
        "season_number": 1,
        "season_kind": "Season",
        "first_week": monday + dt.timedelta(days=6),
        "release_date": release,
        "debut_in_chart": 1,
        "programme_type": "Scripted",
        "original_language": "en",
        "outcome": "renewed" if renewed else "canceled",
        "outcome_confidence": "high",
        "outcome_known_by": decided.isoformat(),
        "decided_before_release": 0,
    }
    title = {
        "title_id": ids,
        "show_title": show,
        "genres": genre,
        "origin_country": "US",
        "content_rating_us": "TV-MA",
    }
    decision = {
        "title_id": ids,
        "show_title": show,
        "season_number": 1,
        "decision": "renewed" if renewed else "canceled",
        "seasons_ordered": 1 if renewed else None,
        "announced_on": decided.isoformat(),
        "precision": "day",
        "source_kind": "article",
        "confidence": "high",
    }
    return facts, title, decision


def invented(n: int = 120) -> World:
    """`n` first seasons, one a week; those that stay are renewed, all decided after 15 weeks."""
    draw = np.random.default_rng(7)
    rows, facts = [], []
    for number in range(n):
        monday = FIRST_MONDAY + dt.timedelta(weeks=number)
        strength = draw.normal()
        renewed = bool(draw.random() < 1 / (1 + np.exp(-2.5 * strength)))
        facts.append(
            season(
                number,
                monday,
                renewed=renewed,
                decided=monday + dt.timedelta(weeks=15),
                genre="Drama",
            )
        )
        weeks = int(np.clip(round(3 + 2 * strength), 1, 8))
        hours = 30e6 * np.exp(0.6 * strength)
        rows += [
            (number, monday + dt.timedelta(days=6, weeks=w), int(hours * 0.7**w))
            for w in range(weeks)
        ]
    seasons, titles, decisions = (
        table.shape(
            pl.DataFrame([fact[i] for fact in facts], infer_schema_length=None), where="invented"
        )
        for i, table in enumerate((SEASONS, TITLES, DECISIONS))
    )
    return World(chart_of(rows), seasons, titles, decisions)


def chart_of(rows: list[tuple[int, dt.date, int]]) -> pl.DataFrame:
    """A CHART of (show number, Sunday, hours), ranked by hours, with a filler always there."""
    weeks = sorted({week for _, week, _ in rows})
    rows = rows + [(-1, week, 9_000_000) for week in weeks]
    frame = pl.DataFrame(rows, schema=["number", "week", "hours"], orient="row").sort(
        "week", "hours", "number", descending=[False, True, False]
    )
    rank = pl.col("hours").rank("ordinal", descending=True).over("week")
    name = pl.format("Show {}", "number")
    ids = pl.format("show-{}-s1", "number")
    return CHART.shape(
        frame.select(
            "week",
            pl.lit(LIST).alias("category"),
            rank.alias("weekly_rank"),
            name.alias("show_title"),
            pl.format("{}: Season 1", name).alias("season_title"),
            pl.col("hours").alias("weekly_hours_viewed"),
            pl.lit(1).alias("cumulative_weeks_in_top_10"),
            ids.alias("entry_id"),
            pl.lit("season").alias("entry_kind"),
            ids.alias("season_id"),
            pl.col("hours").alias("hours_low"),
            pl.col("hours").alias("hours_high"),
            pl.col("week")
            .map_elements(available_at, return_dtype=pl.Datetime("us", "UTC"))
            .alias("available_at"),
            pl.lit(dt.date(2024, 12, 31)).alias("vintage"),
        ),
        where="invented",
    )
