from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cliffhanger.errors import InputError, NotKnownYet
from cliffhanger.odds.backtest import BacktestResult, backtest
from cliffhanger.odds.models import BASE_RATE, MODELS, OURS
from tests.odds.invented import World

START, END = dt.date(2022, 4, 1), dt.date(2023, 10, 31)


def walk(world: World, questions: pl.DataFrame | None = None, **options: Any) -> BacktestResult:
    asked = world.questions if questions is None else questions
    options = {"start": START, "end": END} | options
    return backtest(world.chart, world.seasons, world.titles, asked, **options)


@pytest.fixture(scope="module")
def result(world: World) -> BacktestResult:
    return walk(world)


def skill(result: BacktestResult, model: str = OURS) -> float:
    pooled = result.as_dict()["pooled"]["models"]
    return float(next(m["skill"] for m in pooled if m["name"] == model))


def test_every_model_answers_every_question_with_a_chance_inside_its_interval(
    result: BacktestResult,
) -> None:
    counts = result.rows.group_by("model").len()
    assert set(counts["model"]) == set(MODELS)
    assert counts["len"].n_unique() == 1
    inside = (pl.col("low") <= pl.col("p")) & (pl.col("p") <= pl.col("high"))
    assert result.rows.filter(~inside | ~pl.col("p").is_between(0, 1)).is_empty()


def test_a_policy_that_can_be_learned_is_learned_and_the_base_rate_learns_nothing(
    result: BacktestResult,
) -> None:
    assert skill(result) > 0.2
    assert skill(result, BASE_RATE) == 0


def test_with_shuffled_outcomes_skill_vanishes(world: World) -> None:
    found = []
    for seed in range(3):
        seasons = world.seasons
        order = np.random.default_rng(seed).permutation(seasons.height)
        shuffled = seasons.with_columns(seasons["outcome"][order].alias("outcome"))
        decided = world.decisions.with_columns(decision=shuffled["outcome"])
        mixed = world.with_(seasons=shuffled, decisions=decided)
        found.append(skill(walk(mixed)))
    assert max(found) < 0.1
    assert sum(found) / len(found) < 0.05


def test_what_is_known_after_the_cut_changes_no_byte(world: World) -> None:
    """Poison: chart weeks, outcomes and decisions known after a day are replaced by nonsense."""
    last = dt.date(2022, 12, 31)
    moment = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    late = pl.col("available_at") > moment
    chart = world.chart.with_columns(
        pl.when(late).then(pl.lit(value)).otherwise(name).alias(name)
        for name, value in {"weekly_hours_viewed": 7, "weekly_rank": 1}.items()
    )
    after = pl.col("known_assumed") > last
    nonsense = world.questions.with_columns(
        renewed=pl.when(after & (pl.col("cut") > last))
        .then(1 - pl.col("renewed"))
        .otherwise("renewed"),
        outcome=pl.when(after).then(pl.lit("ended")).otherwise("outcome"),
    )
    poisoned = walk(world.with_(chart=chart), nonsense, end=last)
    assert poisoned.rows.write_csv() == walk(world, end=last).rows.write_csv()


def test_outcomes_known_in_the_month_of_the_cut_or_later_are_not_learned_from(
    world: World,
) -> None:
    month = dt.date(2022, 12, 1)
    flipped = world.questions.with_columns(
        renewed=pl.when(pl.col("known_assumed") >= month)
        .then(1 - pl.col("renewed"))
        .otherwise("renewed")
    )
    ours = walk(world, start=month, end=dt.date(2022, 12, 31)).rows
    theirs = walk(world, flipped, start=month, end=dt.date(2022, 12, 31)).rows
    assert_frame_equal(ours.drop("renewed"), theirs.drop("renewed"))


def test_strict_waits_until_an_outcome_is_certain(world: World) -> None:
    certain = world.questions.with_columns(
        known_strict=pl.col("known_strict") + pl.duration(days=200)
    )
    usual, strict = walk(world, certain), walk(world, certain, strict=True)
    both = usual.rows.join(strict.rows, on=("season_id", "cut", "model"), suffix="_strict")
    assert both.height
    assert (both["known_outcomes"] > both["known_outcomes_strict"]).all()


def test_the_json_has_the_shape_that_others_build_on(result: BacktestResult) -> None:
    told = result.as_dict()
    assert (told["from"], told["to"]) == ("2022-04-01", "2023-10-31")
    assert [h["horizon_weeks"] for h in told["horizons"]] == [1, 4, 8, 13]
    for horizon in told["horizons"]:
        assert [m["name"] for m in horizon["models"]] == list(MODELS)
        for model in horizon["models"]:
            assert {"name", "ours", "n", "brier", "log_loss", "auc", "skill"} <= set(model)
    assert len(told["misses"]) == 10
    assert set(told["groups"]) == {"list", "language", "season", "year"}
    assert set(told["pooled"]["better_than"]) == set(MODELS) - {OURS}


def test_a_row_carries_its_cut(result: BacktestResult) -> None:
    first = [
        "show_title",
        "season_title",
        "category",
        "horizon_weeks",
        "cut",
        "model",
        "p",
        "renewed",
    ]
    assert result.rows.columns[:8] == first
    assert result.rows.filter(~pl.col("cut").is_between(START, END)).is_empty()


def test_no_outcome_known_then_is_said_not_guessed(world: World) -> None:
    with pytest.raises(NotKnownYet, match="too few outcomes"):
        walk(world, start=dt.date(2021, 7, 1), end=dt.date(2021, 9, 1))


def test_an_unknown_model_is_answered_with_those_there_are(world: World) -> None:
    with pytest.raises(InputError, match=r"no model is called 'oracle'.*base rate"):
        walk(world, models=["oracle"])


def test_one_model_is_shown_beside_the_base_rate(world: World) -> None:
    assert walk(world, models=[OURS], horizons=(4,)).models == [BASE_RATE, OURS]
