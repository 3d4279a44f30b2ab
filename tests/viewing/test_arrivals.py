"""Whatever arrives in whatever order: the result is that of a count of everything."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cliffhanger.viewing import direct
from cliffhanger.viewing.engines import Engine
from cliffhanger.viewing.kinds import Limits, Report
from cliffhanger.viewing.measures import VIEW
from cliffhanger.viewing.place import Place
from tests.viewing.oracle import Oracle
from tests.viewing.world import World

START = dt.datetime(2023, 6, 15, 22, tzinfo=dt.UTC)
UNTIL = START + dt.timedelta(days=6)
LIMITS = Limits(UNTIL, most_bad=1)
EVENTS = st.tuples(
    st.integers(0, 7 * 24).map(lambda hours: START + dt.timedelta(hours=hours // 6 * 6)),
    st.integers(0, 2),
    st.sampled_from(["US", "US", "KR", "us"]),
    st.sampled_from(["split-s1", "split-s1", "live-s1", "film-s1", "new-s1", "nobody-s1"]),
    st.integers(1, 3),
    st.sampled_from([0, -5, 600, 1800, 3300, 90_000]),
)
HISTORY = st.lists(
    st.tuples(st.lists(EVENTS, max_size=9), st.integers(0, 2), st.booleans(), st.booleans()),
    min_size=2,
    max_size=4,
)


def catalogued(world: World, variant: int) -> None:
    """The catalogue as it stood: seasons are entered late, days and runtimes are corrected."""
    world.seasons, world.episodes, world.elsewhere = {}, [], []
    world.season("split-s1", 1, 0.5 if variant < 2 else 0.75)
    world.season("split-s1", 0.25, released=START.date() + dt.timedelta(days=2 + variant))
    world.away("split-s1", 2, "KR", None if variant else START.date())
    world.season("live-s1", 0.5, kind="live", cut="live")
    world.season("live-s1", 0.75, 0.25, kind="live", cut="on demand")
    world.season("film-s1", 0.9, category="Films (English)")
    if variant:
        world.season("new-s1", 0.5, 0 if variant == 1 else 0.5, category="TV (Non-English)")


def contents(world: World, place: str) -> dict[str, Any]:
    """Every event kept in a place, by day, in order; and what was set aside, in any order."""
    root = world.path / place
    found: dict[str, Any] = {}
    for day, entry in Place(root).read().days.items():
        for part in ("events", "aside"):
            file = getattr(entry, part)
            if file:
                rows = pl.read_parquet(root / file, hive_partitioning=False).rows()
                found[f"{day} {part}"] = rows if part == "events" else sorted(map(str, rows))
    return found


def answers(world: World, place: str) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    tally = world.tally(place)
    day = UNTIL.date()
    return tally.lists(), tally.completion(day), tally.by_week(day)


@settings(
    max_examples=int(os.environ.get("CLIFFHANGER_EXAMPLES", "4")),
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=HISTORY)
def test_any_history_of_arrivals_equals_a_rebuild_from_raw(duck: Engine, history: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), duck, LIMITS)
        files = []
        for number, (events, variant, look, fold) in enumerate(history):
            catalogued(world, variant)
            earlier = UNTIL - dt.timedelta(days=len(history) - 1 - number)
            world.limits = replace(LIMITS, until=earlier)
            world.events = [*events, (START, number + 50, "US", "split-s1", 1, 60)]
            files.append(world.frame())
            world.take()
            if look:
                answers(world, "place")
            if fold:
                world.tally().fold(at_least=1)
        world.take("again")
        assert contents(world, "place") == contents(world, "again")
        lists, completion, by_week = answers(world, "place")
        again = answers(world, "again")
        assert lists.equals(again[0])
        assert completion.equals(again[1])
        assert by_week.equals(again[2])
        check_against_oracle(world, files, lists, completion)
        check_against_direct(world, lists, completion, by_week)


def check_against_oracle(
    world: World, files: list[pl.DataFrame], lists: pl.DataFrame, completion: pl.DataFrame
) -> None:
    oracle = Oracle(world.catalogue, world.limits)
    events = oracle.once(files)
    expected = oracle.lists(events)
    assert [row[:6] for row in lists.rows()] == [row[:6] for row in expected]
    for row, wanted in zip(lists.rows(), expected, strict=True):
        assert abs(row[6] - wanted[6] * VIEW) < 3
    counts = {season: (s, f) for season, s, f in completion.rows()}
    assert counts == oracle.completion(events, UNTIL.date())


def check_against_direct(
    world: World, lists: pl.DataFrame, completion: pl.DataFrame, by_week: pl.DataFrame
) -> None:
    paths = sorted((world.path / "events").glob("*.parquet"))
    report = Report()
    found = direct.read(world.counting, paths, world.limits, report)
    assert found.lists().equals(lists)
    assert found.completion(UNTIL.date()).equals(completion)
    assert found.by_week(UNTIL.date()).equals(by_week)


def test_a_late_event_reopens_only_its_day(world: World) -> None:
    world.season("a-s1", 1)
    for day in range(5):
        world.watch("a-s1", START + dt.timedelta(days=day), 0.5, profile=1)
    world.take()
    before = Place(world.path / "place").read().days
    world.watch("a-s1", START + dt.timedelta(days=2, hours=1), 0.5, profile=2)
    world.take()
    after = Place(world.path / "place").read().days
    changed = [day for day in after if after[day].events != before[day].events]
    assert changed == [str((START + dt.timedelta(days=2)).date())]


def test_a_corrected_event_replaces_the_first_and_the_first_is_kept_aside(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", START, 0.25, profile=1)
    world.deliver()
    world.watch("a-s1", START, 0.75, profile=1)
    assert world.lists()["seconds"].to_list() == [2700, 2700]
    [entry] = Place(world.path / "place").read().days.values()
    aside = pl.read_parquet(world.path / "place" / str(entry.aside), hive_partitioning=False)
    assert aside.select("seconds", "kind", "arrival").rows() == [(900, "superseded", 1)]


def test_the_same_events_in_another_file_count_once(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", START, 0.25, profile=1)
    world.deliver()
    world.watch("a-s1", START, 0.25, profile=1)
    world.watch("a-s1", START, 0.5, profile=2)
    assert world.take().duplicates == 1
    assert world.lists()["seconds"].to_list() == [2700, 2700]


def test_an_event_taken_back_is_no_start(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", START, 1, profile=1)
    world.watch("a-s1", START, 1, profile=2)
    world.take()
    assert world.tally().completion(UNTIL.date()).rows() == [("a-s1", 2, 2)]
    world.watch("a-s1", START, 0, profile=2)
    world.take()
    assert world.tally().completion(UNTIL.date()).rows() == [("a-s1", 1, 1)]


def test_events_of_a_season_that_is_catalogued_later_count_from_then_on(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", START, 1)
    world.watch("late-s1", START, 1)
    assert world.take().kinds == {"unknown_season": 1}
    world.season("late-s1", 1)
    world.take()
    assert world.tally().lists()["season_id"].unique().sort().to_list() == ["a-s1", "late-s1"]


def test_a_catalogue_that_grows_leaves_the_days_as_they_are(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", START, 1)
    world.take()
    before = Place(world.path / "place").read().days
    world.season("b-s1", 1)
    world.watch("b-s1", START + dt.timedelta(days=1), 1)
    world.take()
    after = Place(world.path / "place").read().days
    assert {day: after[day].events for day in before} == {d: e.events for d, e in before.items()}
    assert len({entry.context for entry in after.values()}) == 1
