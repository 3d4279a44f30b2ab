from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cliffhanger.days import AsOf
from cliffhanger.errors import FileError, QuestionError
from cliffhanger.odds import questions
from cliffhanger.odds.undecided import charted, undecided
from tests.odds.invented import World

KEY = ["category", "show_title", "season_title", "horizon_weeks"]


def test_the_questions_we_build_equal_the_shared_ones_row_by_row(real: World, shared: Path) -> None:
    ours = real.questions.drop("season_id").sort(KEY)
    theirs = questions.read_questions(shared / "data/questions.csv").sort(KEY)
    assert_frame_equal(ours, theirs)


def test_every_season_is_asked_about_at_four_horizons_after_its_release(world: World) -> None:
    asked = world.questions
    assert asked.height == 4 * world.seasons.height
    cut = pl.col("release_date") + pl.duration(weeks=pl.col("horizon_weeks"))
    assert asked.filter(pl.col("cut") != cut).is_empty()


def _why_not(world: World, **changed: object) -> list[str | None]:
    first = world.seasons.with_columns(
        pl.when(pl.col("season_id") == "show-0-s1").then(pl.lit(value)).otherwise(name).alias(name)
        for name, value in changed.items()
    )
    asked = questions.build(first, world.decisions).filter(pl.col("season_id") == "show-0-s1")
    return asked["why_not"].to_list()


def test_a_season_labelled_limited_then_is_not_asked(world: World) -> None:
    label = {"first_season_title": "Show 0: Limited Series"}
    assert _why_not(world, **label) == ["labelled limited then"] * 4
    relabelled = _why_not(world, **label, label_changed_on="2021-08-10")
    assert relabelled == ["labelled limited then"] * 2 + [None] * 2


def test_a_later_season_that_ended_is_taken_as_planned_last(world: World) -> None:
    assert _why_not(world, outcome="ended") == [None] * 4
    assert _why_not(world, outcome="ended", season_number=2) == ["planned last season"] * 4


def test_a_season_is_asked_until_the_day_it_is_decided(world: World) -> None:
    decisions = world.decisions.with_columns(
        announced_on=pl.when(pl.col("title_id") == "show-0")
        .then(pl.lit("2021-08-02"))
        .otherwise("announced_on")
    )
    why = _why_not(world.with_(decisions=decisions))
    assert why == [None, "already decided", "already decided", "already decided"]


def test_an_outcome_without_a_day_is_assumed_known_after_180_days(world: World) -> None:
    asked = questions.build(world.seasons, world.decisions.clear())
    after = asked.select(
        (pl.col("known_assumed") - pl.col("release_date")).dt.total_days().unique()
    )
    assert after.to_series().to_list() == [180]


def _file(world: World, folder: Path, **changed: object) -> Path:
    path = folder / "asked.csv"
    rows = world.questions.drop("season_id").with_row_index("row")
    for name, value in changed.items():
        rows = rows.with_columns(
            pl.when(pl.col("row") == 2)
            .then(pl.lit(value))
            .otherwise(pl.col(name).cast(pl.String))
            .alias(name)
        )
    rows.drop("row").write_csv(path)
    return path


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"renewed": "maybe"}, "row 4: renewed is 'maybe'"),
        ({"cut": "2021-13-01"}, "row 4: cut is '2021-13-01'"),
        ({"cut": "2021-12-24"}, "row 4: cut is not release_date + horizon_weeks"),
        ({"horizon_weeks": "0"}, "row 4: horizon_weeks is not 1 or more"),
        ({"asked": "2"}, "row 4: asked is not 0 or 1"),
        ({"outcome": "ended", "renewed": "1"}, "row 4: renewed contradicts outcome"),
        ({"asked": "0", "main": "1"}, "row 4: main is 1 but asked is 0"),
        ({"decided_on": "2021-07-06"}, "row 4: asked, though decided by the cut"),
        ({"release_date": ""}, "row 4: release_date is missing"),
    ],
)
def test_a_bad_row_is_named_with_its_file_row_and_value(
    world: World, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    with pytest.raises(QuestionError, match=re.escape(said)) as refused:
        questions.read_questions(_file(world, tmp_path, **changed))
    assert "asked.csv" in str(refused.value)


def test_a_file_without_a_column_or_that_is_no_csv_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    world.questions.select("show_title", "cut").write_csv(path)
    with pytest.raises(QuestionError, match=r"short\.csv: no column 'season_title'"):
        questions.read_questions(path)
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 20)
    with pytest.raises((FileError, QuestionError)):
        questions.read_questions(tmp_path / "binary.csv")
    with pytest.raises(FileError):
        questions.read_questions(tmp_path / "absent.csv")


def test_a_question_about_an_unknown_season_is_refused_by_name(world: World) -> None:
    asked = world.questions.drop("season_id").with_columns(
        season_title=pl.lit("Nobody Knows: Season 1")
    )
    with pytest.raises(QuestionError, match=r"asked\.csv, row 2: .*Nobody Knows"):
        questions.with_seasons(asked, world.seasons, where="asked.csv")


def test_a_season_is_open_until_its_decision_is_known(world: World) -> None:
    decided = dt.date(2021, 7, 5) + dt.timedelta(weeks=15)
    eve, day = AsOf.end_of(decided - dt.timedelta(days=1)), AsOf.end_of(decided)
    frames = (world.chart, world.seasons, world.decisions)
    assert "show-0-s1" in undecided(*frames, eve)["season_id"]
    assert "show-0-s1" not in undecided(*frames, day)["season_id"]


def test_a_season_is_open_for_18_months_and_no_longer(world: World) -> None:
    frames = (
        world.chart,
        world.seasons.with_columns(outcome_known_by=pl.lit(None, pl.String)),
        world.decisions.clear(),
    )
    release = world.seasons.filter(pl.col("season_id") == "show-0-s1")["release_date"][0]
    last = release + dt.timedelta(days=547)
    assert "show-0-s1" in undecided(*frames, AsOf.end_of(last))["season_id"]
    assert (
        "show-0-s1" not in undecided(*frames, AsOf.end_of(last + dt.timedelta(days=1)))["season_id"]
    )


def test_a_limited_series_is_open_only_once_it_is_relabelled(world: World) -> None:
    seasons = world.seasons.with_columns(
        first_season_title=pl.format("{}: Limited Series", "show_title"),
        label_changed_on=pl.lit("2021-09-01"),
    )
    before, after = AsOf.parse("2021-08-20"), AsOf.parse("2021-09-02")
    assert "show-0-s1" not in undecided(world.chart, seasons, world.decisions, before)["season_id"]
    assert "show-0-s1" in undecided(world.chart, seasons, world.decisions, after)["season_id"]


def test_a_month_decides_nothing_before_it_is_over(world: World) -> None:
    month = world.decisions.with_columns(announced_on=pl.lit("2021-10"), precision=pl.lit("month"))
    seasons = world.seasons.with_columns(outcome_known_by=pl.lit(None, pl.String))
    open_on = lambda day: undecided(world.chart, seasons, month, AsOf.parse(day)).height  # noqa: E731
    assert open_on("2021-10-30") > 0
    assert open_on("2021-10-31") == 0


def test_seasons_that_nobody_told_us_of_are_named_by_their_label(world: World) -> None:
    rows = charted(world.chart, world.seasons.clear(), AsOf.parse("2021-07-20"))
    known = rows.filter(pl.col("season_id") == "show-0-s1").row(0, named=True)
    assert (known["title_id"], known["season_number"]) == ("show-0", 1)
    assert (known["release_date"], known["release_date_known"]) == (dt.date(2021, 7, 5), 0)
