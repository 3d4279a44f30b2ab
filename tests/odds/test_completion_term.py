"""Completion in the odds: used where a service counts it, and nothing at all where nobody does."""

from __future__ import annotations

import datetime as dt
import json

import polars as pl
import pytest

from cliffhanger.days import AsOf, available_at
from cliffhanger.odds import questions
from cliffhanger.odds.board import SeasonOdds, board, season_odds
from cliffhanger.odds.dataset import card, dataset
from cliffhanger.odds.model import fit
from cliffhanger.odds.table import question_table
from cliffhanger.tables import COMPLETION
from tests.odds.invented import World

DAY = AsOf.parse("2023-03-15")


@pytest.fixture(scope="module")
def completion(world: World) -> pl.DataFrame:
    """Six weeks of each season; more finish what was renewed, all the more as weeks go by."""
    rows = []
    told = world.seasons.select("season_id", "first_week", "outcome").rows()
    for at, (season_id, first, outcome) in enumerate(told):
        for nth in range(6):
            week = first + dt.timedelta(weeks=nth)
            finishers = (45 if outcome == "renewed" else 25) + 3 * nth + at % 17
            row = {"week": week, "season_id": season_id, "starters": 100, "finishers": finishers}
            known = {"completion": finishers / 100, "available_at": available_at(week)}
            rows.append(row | known | {"vintage": dt.date(2024, 6, 1)})
    return COMPLETION.shape(pl.DataFrame(rows), where="told")


def of(world: World, completion: pl.DataFrame | None) -> list[SeasonOdds]:
    facts = (world.chart, world.seasons, world.titles, world.decisions)
    return board(*facts, DAY, completion=completion)


def told(seasons: list[SeasonOdds]) -> str:
    return json.dumps([season.as_dict() for season in seasons])


def table(world: World, completion: pl.DataFrame | None) -> pl.DataFrame:
    asked = questions.with_completion(world.questions, completion)
    return question_table(asked, world.chart, world.seasons, world.titles)


def test_where_nobody_counts_it_the_model_has_no_such_term(world: World) -> None:
    plain = fit(table(world, None))
    assert "completion" not in {term.name for term in plain.terms}
    assert "completion" not in plain.contributions(plain.standard(table(world, None)))
    assert told(of(world, None)) == told(of(world, COMPLETION.empty()))


def test_where_it_is_counted_it_moves_the_odds_and_is_said(
    world: World, completion: pl.DataFrame
) -> None:
    fitted = fit(table(world, completion))
    names = [term.name for term in fitted.terms]
    assert fitted.fit.weights[1:][names.index("completion")] > 0.3
    seasons = of(world, completion)
    assert told(seasons) != told(of(world, None))
    said = [r.text for s in seasons for r in s.reasons if r.driver == "completion"]
    assert said
    assert all(text.endswith("% of those who began it finished it") for text in said)


def test_each_cut_sees_what_was_counted_by_then(world: World, completion: pl.DataFrame) -> None:
    found = table(world, completion).sort("season_id", "horizon_weeks")
    for _, rows in found.group_by("season_id"):
        shares = rows["completion"].drop_nulls().to_list()
        assert shares == sorted(shares)
        assert len(set(shares)) > 1


def test_what_is_counted_later_changes_no_byte(world: World, completion: pl.DataFrame) -> None:
    late = pl.col("available_at") > DAY.moment
    poisoned = completion.with_columns(
        pl.when(late).then(1 - pl.col("completion")).otherwise("completion").alias("completion")
    )
    assert not poisoned.equals(completion)
    assert told(of(world, poisoned)) == told(of(world, completion))
    cut = completion.filter(~late)
    assert told(of(world, cut)) == told(of(world, completion))


def test_a_season_has_the_same_odds_on_the_board_and_alone(
    world: World, completion: pl.DataFrame
) -> None:
    seasons = of(world, completion)
    facts = (world.chart, world.seasons, world.titles, world.decisions)
    ids = [season.season_id for season in seasons]
    assert told(season_odds(*facts, ids, DAY, completion=completion)) == told(seasons)


def test_the_data_set_has_it_and_names_the_service_as_its_source(
    world: World, completion: pl.DataFrame
) -> None:
    facts = (world.chart, world.seasons, world.titles, world.decisions, world.questions)
    plain, ours = dataset(*facts), dataset(*facts, completion)
    assert "completion" not in plain["forecasting"].columns
    assert ours["forecasting"]["completion"].null_count() < ours["forecasting"].height
    assert "Netflix Top 10" in card(plain)
    assert "Netflix" not in card(ours)
    assert "- `completion`: finishers / starters" in card(ours)
    nobody = {**ours, "forecasting": ours["forecasting"].clear()}
    assert "0 rows; 0 are asked of 0 scripted seasons." in card(nobody)
