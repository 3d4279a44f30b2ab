"""Completion by the end of every week: each what a count of the days up to it gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from cliffhanger.viewing import direct
from cliffhanger.viewing.counted import Counting
from cliffhanger.viewing.kinds import Report
from cliffhanger.viewing.place import Place
from cliffhanger.viewing.tally import Tally
from tests.viewing.world import World

FIRST = dt.date(2023, 6, 5)
SUNDAYS = [dt.date(2023, 6, 11) + dt.timedelta(weeks=n) for n in range(4)]
COLUMNS = ("week", "season_id", "starters", "finishers")


@pytest.fixture
def month(world: World) -> World:
    """Four weeks of a binge, a weekly season, a show with two cuts, and a rewatched film."""
    world.season("binge-s1", 1, 0.5, 0.5)
    for week in range(4):
        world.season("weekly-s1", 1, released=FIRST + dt.timedelta(weeks=week))
    world.season("raw-s1", 3, kind="live", cut="live", released=FIRST)
    later = FIRST + dt.timedelta(weeks=2)
    world.season("raw-s1", 2, kind="live", cut="on demand", released=later)
    world.season("film", 2, category="Films (English)")
    watch(world, np.random.default_rng(8), 260)
    return world


def watch(world: World, rng: np.random.Generator, number: int) -> None:
    for _ in range(number):
        day = int(rng.integers(0, 27))
        season = str(rng.choice(["binge-s1", "weekly-s1", "raw-s1", "film"]))
        episode = {"film": 1, "weekly-s1": 1 + day // 7, "raw-s1": 1 + (day > 14)}.get(season, 0)
        start = dt.datetime.combine(FIRST, dt.time(12)) + dt.timedelta(days=day)
        world.watch(
            season,
            start + dt.timedelta(seconds=len(world.events)),
            float(rng.choice([0.2, 0.5, 1, 2])),
            profile=int(rng.integers(0, 25)),
            episode=episode or int(rng.integers(1, 4)),
            country="US",
        )


def of_the_days(world: World, events: pl.DataFrame) -> list[tuple[object, ...]]:
    """Each week counted by itself, from the events up to its end."""
    found = []
    for sunday in SUNDAYS:
        until = events.filter(pl.col("event_start").dt.date() <= sunday)
        counting = Counting(world.engine, world.catalogue)
        parts = world.engine.frame(until.drop("event_start", "country"))
        found += [(sunday, *row) for row in counting.completion(parts, sunday).rows()]
    return found


def begun(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    return rows.filter(pl.col("starters") > 0).select(COLUMNS).sort(COLUMNS[:2]).rows()


@pytest.mark.parametrize("at_once", [10**6, 50])
def test_every_week_is_what_a_count_of_the_days_up_to_it_gives(
    month: World, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cliffhanger.viewing.by_week.AT_ONCE", at_once)
    events = month.frame()
    month.take()
    found = month.tally().by_week(SUNDAYS[-1])
    assert begun(found) == of_the_days(month, events)
    assert found.filter(pl.col("season_id") == "weekly-s1")["finishers"].max() > 0


def test_a_season_that_goes_on_can_lose_finishers(world: World) -> None:
    world.season("a-s1", 1, released=FIRST)
    world.season("a-s1", 1, released=FIRST + dt.timedelta(weeks=1))
    world.watch("a-s1", FIRST, 1, profile=1)
    world.watch("a-s1", FIRST + dt.timedelta(weeks=1), 0.1, profile=2, episode=2)
    world.take()
    assert begun(world.tally().by_week(SUNDAYS[1])) == [
        (SUNDAYS[0], "a-s1", 1, 1),
        (SUNDAYS[1], "a-s1", 2, 0),
    ]


def test_a_place_and_the_events_themselves_say_the_same(month: World) -> None:
    month.take()
    paths = sorted((month.path / "events").glob("*.parquet"))
    found = direct.read(month.counting, paths, month.limits, Report())
    kept = month.tally().by_week(SUNDAYS[-1])
    assert found.by_week(SUNDAYS[-1]).equals(kept)
    some = found.by_week(SUNDAYS[2], since=SUNDAYS[1])
    assert begun(some) == begun(kept.filter(pl.col("week").is_between(SUNDAYS[1], SUNDAYS[2])))


def test_late_events_and_corrected_runtimes_give_what_a_rebuild_gives(month: World) -> None:
    rng = np.random.default_rng(9)
    month.take()
    month.tally().by_week(SUNDAYS[1])
    watch(month, rng, 60)
    month.take()
    month.tally().by_week(SUNDAYS[2])
    month.episodes[1]["runtime"] = 600
    month.take()
    found = month.tally().by_week(SUNDAYS[3])
    month.take("again")
    assert found.equals(month.tally("again").by_week(SUNDAYS[3]))


def test_only_weeks_from_the_first_that_changed_on_are_counted_again(month: World) -> None:
    def by_week() -> int:
        told = list[tuple[str, int, int, int]]()
        counting = replace(month.counting, progress=lambda *stage: told.append(stage))
        Tally(Place(month.path / "place"), counting).by_week(SUNDAYS[-1])
        return len([stage for stage, *_ in told if stage == "completion by week"])

    month.take()
    assert (by_week(), by_week()) == (4, 0)
    month.watch("film", FIRST + dt.timedelta(weeks=2), 2, profile=99)
    month.take()
    assert (by_week(), by_week()) == (2, 0)
    month.season("new-s1", 1, released=SUNDAYS[-1])
    month.take()
    assert by_week() == 1


def test_a_week_under_way_is_not_counted(month: World) -> None:
    month.take()
    found = month.tally().by_week(SUNDAYS[2] + dt.timedelta(days=3))
    assert found["week"].unique().sort().to_list() == SUNDAYS[:3]
