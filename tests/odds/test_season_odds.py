"""The board and one season's odds: reasons, peers, timing, what a fourth week changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import polars as pl
import pytest

from cliffhanger.days import AsOf
from cliffhanger.errors import NotKnownYet, UnknownTitle
from cliffhanger.odds import when
from cliffhanger.odds.board import SeasonOdds, board, season_odds
from cliffhanger.odds.models import BASE_RATE, MODELS, OURS
from cliffhanger.odds.table import known_before, question_table
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import Catalogue, read_bundled
from tests.odds.invented import World

DAY = AsOf.parse("2023-03-15")
STORY = ["partner-track-s1", "the-imperfects-s1"]


def of(world: World, as_of: AsOf = DAY) -> list[SeasonOdds]:
    return board(world.chart, world.seasons, world.titles, world.decisions, as_of)


@pytest.fixture(scope="module")
def seasons(world: World) -> list[SeasonOdds]:
    return of(world)


def test_the_board_holds_the_open_seasons_most_at_risk_first(seasons: list[SeasonOdds]) -> None:
    assert seasons
    assert [s.odds.p for s in seasons] == sorted(s.odds.p for s in seasons)
    assert all(s.release_date <= DAY.day for s in seasons)
    assert all(0 <= s.odds.low <= s.odds.p <= s.odds.high <= 1 for s in seasons)


def test_the_board_as_json_has_the_shape_others_build_on(seasons: list[SeasonOdds]) -> None:
    told = json.loads(json.dumps(seasons[0].as_dict()))
    wanted = {"season_id", "show_title", "season_number", "category", "weeks", "odds", "baselines"}
    assert wanted | {"reasons", "peers", "known_outcomes", "when", "counterfactual"} <= set(told)
    assert set(told["odds"]) == {"p", "low", "high"}
    assert set(told["baselines"]) == set(MODELS) - {OURS}


def test_what_is_known_later_changes_no_byte_of_the_board(world: World) -> None:
    """Poison: later chart weeks, decisions and the outcomes that they bring are nonsense."""
    late = pl.col("available_at") > DAY.moment
    chart = world.chart.with_columns(
        pl.when(late).then(pl.lit(5)).otherwise("weekly_hours_viewed").alias("weekly_hours_viewed")
    )
    later = pl.col("announced_on") > str(DAY.day)
    turned = (
        pl.when(pl.col("decision") == "renewed")
        .then(pl.lit("canceled"))
        .otherwise(pl.lit("renewed"))
    )
    decisions = world.decisions.with_columns(
        decision=pl.when(later).then(turned).otherwise("decision")
    )
    unknown = pl.col("outcome_known_by") > str(DAY.day)
    outcomes = world.seasons.with_columns(
        outcome=pl.when(unknown).then(pl.lit("renewed")).otherwise("outcome"),
    )
    asked = world.questions  # When an outcome could be known is itself known only later.
    nonsense = asked.with_columns(
        renewed=pl.when(pl.col("known_assumed") > DAY.day)
        .then(1 - pl.col("renewed"))
        .otherwise("renewed")
    )
    ours = board(world.chart, world.seasons, world.titles, world.decisions, DAY, questions=asked)
    theirs = board(chart, outcomes, world.titles, decisions, DAY, questions=nonsense)
    assert [s.as_dict() for s in theirs] == [s.as_dict() for s in ours]


def test_a_board_of_later_rows_cut_off_is_the_same_board(world: World) -> None:
    known = world.chart.filter(pl.col("available_at") <= DAY.moment)
    again = board(
        known, world.seasons, world.titles, world.decisions, DAY, questions=world.questions
    )
    whole = board(
        world.chart, world.seasons, world.titles, world.decisions, DAY, questions=world.questions
    )
    assert [s.as_dict() for s in again] == [s.as_dict() for s in whole]


def test_a_season_has_the_same_odds_on_the_board_and_alone(
    world: World, seasons: list[SeasonOdds]
) -> None:
    for one in seasons[:3]:
        (alone,) = season_odds(
            world.chart, world.seasons, world.titles, world.decisions, one.season_id, DAY
        )
        assert alone.as_dict() == one.as_dict()


def test_a_season_is_not_learned_from_when_it_is_asked_about(world: World) -> None:
    """Reconstructed after its decision, a season's odds do not move with its own outcome."""
    asked = world.questions
    turned = asked.with_columns(
        renewed=pl.when(pl.col("season_id") == "show-0-s1")
        .then(1 - pl.col("renewed"))
        .otherwise("renewed")
    )
    facts = (world.chart, world.seasons, world.titles, world.decisions, "show-0-s1", DAY)
    (ours,), (theirs,) = (season_odds(*facts, questions=q) for q in (asked, turned))
    assert ours.odds == theirs.odds


def test_fewer_known_outcomes_give_wider_odds(world: World) -> None:
    early, late = of(world, AsOf.parse("2022-02-01")), of(world, AsOf.parse("2023-09-01"))

    def width(found: list[SeasonOdds]) -> float:
        return sum(s.odds.high - s.odds.low for s in found) / len(found)

    assert early[0].known_outcomes < 20 < late[0].known_outcomes
    assert width(early) > 1.2 * width(late)


def test_before_any_outcome_is_known_there_are_no_odds(world: World) -> None:
    with pytest.raises(NotKnownYet, match="no outcome was known"):
        of(world, AsOf.parse("2021-08-01"))
    with pytest.raises(UnknownTitle, match="had not charted"):
        season_odds(world.chart, world.seasons, world.titles, world.decisions, "show-119-s1", DAY)


def test_a_season_with_one_week_has_odds_and_says_so(seasons: list[SeasonOdds]) -> None:
    youngest = min(seasons, key=lambda s: s.elapsed_weeks)
    assert youngest.weeks <= 1
    assert youngest.counterfactual is None


def test_peers_had_their_outcome_by_then_and_are_of_both_kinds(seasons: list[SeasonOdds]) -> None:
    for season in seasons:
        assert {p.outcome for p in season.peers} == {"renewed", "canceled"}
        assert all(p.known_on <= DAY.day.isoformat() for p in season.peers)
        assert season.season_id not in {p.season_id for p in season.peers}
        assert all(len(p.run) == p.weeks for p in season.peers)


def test_reasons_are_sentences_heaviest_first(seasons: list[SeasonOdds]) -> None:
    for season in seasons:
        weights = [abs(r.points) for r in season.reasons]
        assert weights == sorted(weights, reverse=True)
        assert all(r.text[0].isupper() or r.text[0].isdigit() for r in season.reasons)


def test_a_later_season_may_be_the_last_by_plan_and_its_odds_allow_for_it(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue
) -> None:
    found = board(
        chart_on("2022-11-07"),
        catalogue.seasons,
        catalogue.titles,
        read_bundled(DECISIONS),
        AsOf.parse("2022-11-07"),
        peers=False,
    )
    later = [s for s in found if (s.season_number or 1) >= 3]
    assert later
    assert all(s.odds.p < s.if_not_planned_last.p and s.planned_end > 0.2 for s in later)
    first = [s for s in found if s.season_number == 1]
    assert all(s.odds == s.if_not_planned_last for s in first)


def test_on_the_eve_of_the_story_fewer_than_sixty_outcomes_were_known_and_it_shows(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue
) -> None:
    facts = (chart_on("2022-11-07"), catalogue.seasons, catalogue.titles, read_bundled(DECISIONS))
    for season in season_odds(*facts, STORY, AsOf.parse("2022-11-07")):
        assert season.known_outcomes < 60
        assert season.odds.high - season.odds.low > 0.3
        assert season.baselines[BASE_RATE].high - season.baselines[BASE_RATE].low > 0.15
        assert season.counterfactual is not None


def test_the_chance_of_a_decision_grows_with_the_weeks_ahead(world: World) -> None:
    table = question_table(world.questions, world.chart, world.seasons, world.titles)
    timing = when.fit(known_before(table, dt.date(2023, 1, 1)), dt.date(2023, 1, 1))
    for elapsed in (1.0, 8.0, 30.0):
        chances = [timing.chance(0.5, elapsed, ahead) for ahead in when.AHEAD]
        assert 0 < chances[0] < chances[1] < chances[2] <= 1
    assert timing.chance(0.5, 77.0, 4) == 1.0


def test_decisions_always_15_weeks_after_release_are_expected_then(world: World) -> None:
    table = question_table(world.questions, world.chart, world.seasons, world.titles)
    timing = when.fit(known_before(table, dt.date(2023, 10, 1)), dt.date(2023, 10, 1))
    assert timing.chance(0.5, 8, 4) < 0.3
    assert timing.chance(0.5, 13, 8) > 0.6
    assert 10 <= timing.median_weeks(0.5, 1) <= 18
