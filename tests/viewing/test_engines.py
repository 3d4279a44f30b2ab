"""Every expression on both engines, the same rows to the last digit; and as the arrays have it."""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from cliffhanger.errors import InputError
from cliffhanger.viewing import completion, direct, measures, parts, raw
from cliffhanger.viewing.counted import PARTS, SUMS, Counting
from cliffhanger.viewing.engines import Engine, open_engine
from cliffhanger.viewing.kinds import Limits, Report
from cliffhanger.viewing.place import Place
from tests.viewing.world import SCHEMA, UNTIL, World

DAY = dt.date(2023, 6, 14)
LIMITS = Limits(UNTIL, most_bad=1)
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ibis"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    if "CLIFFHANGER_TEST_SPARK" not in os.environ:
        pytest.importorskip("pyspark", reason="pyspark is not installed: pip install -e '.[spark]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine = open_engine("spark", threads=2)
    engine.con.raw_sql("SET spark.sql.shuffle.partitions = 2")
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, duck: Engine) -> World:
    """Everything at once: cuts, countries, split seasons, films, ties, repeats, bad events."""
    world = World(tmp_path_factory.mktemp("busy"), duck, LIMITS)
    rng = np.random.default_rng(3)
    for number in range(14):
        season = f"show{number}-s1"
        category = ("TV (English)", "TV (Non-English)", "Films (English)")[number % 3]
        world.season(season, *[0.4 + number / 7] * (1 + number % 4), category=category)
        if number % 5 == 0:
            world.season(season, 0.7, category=category, released=DAY + dt.timedelta(days=6))
            world.away(season, 1, "KR", DAY + dt.timedelta(days=3) if number else None)
    world.season("raw-s1", 3, kind="live", cut="live", released=DAY)
    world.season("raw-s1", 2.5, kind="live", cut="on demand", released=DAY)
    seasons = [*world.seasons, "nobody-s1"]
    start = dt.datetime(2023, 6, 14, tzinfo=dt.UTC)
    for _ in range(2):
        for _ in range(400):
            moment = start + dt.timedelta(hours=int(rng.integers(0, 300)))
            who, where = int(rng.integers(0, 9)), str(rng.choice(["US", "KR", "DE", "x"]))
            seconds = int(rng.choice([-3, 0, 300, 1000, 2500, 5000, 99_999], p=_ODDS))
            which = str(rng.choice(seasons))
            world.events.append((moment, who, where, which, int(rng.integers(1, 5)), seconds))
        world.events.append((start, None, "US", "raw-s1", 1, 60))
        world.deliver()
    world.take()
    return world


_ODDS = [0.02, 0.03, 0.2, 0.25, 0.25, 0.23, 0.02]


def both(world: World, spark: Engine) -> tuple[Counting, Counting]:
    return Counting(world.engine, world.catalogue), Counting(spark, world.catalogue)


def read(counting: Counting, world: World) -> direct.Direct:
    paths = sorted((world.path / "events").glob("*.parquet"))
    return direct.read(counting, paths, LIMITS, Report())


def kept(world: World, part: str) -> list[Path]:
    days = Place(world.path / "place").read().days
    files = [getattr(entry, part) for _, entry in sorted(days.items())]
    return [world.path / "place" / file for file in files if file]


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort(frame.columns)


@pytest.mark.heavy
def test_judging_and_sums_are_the_same_on_both(busy: World, spark: Engine) -> None:
    ours, theirs = (read(counting, busy) for counting in both(busy, spark))
    assert ours.report.kinds == theirs.report.kinds
    assert ours.report.bad_events > 50
    assert in_order(ours.aside).equals(in_order(theirs.aside))
    days = [in_order(d.counting.engine.rows(d.days.select(*SUMS))) for d in (ours, theirs)]
    assert days[0].equals(days[1])
    assert ours.lists().equals(theirs.lists())
    assert ours.completion(UNTIL.date()).equals(theirs.completion(UNTIL.date()))
    assert ours.by_week(UNTIL.date()).equals(theirs.by_week(UNTIL.date()))
    assert ours.by_week(UNTIL.date())["week"].n_unique() >= 2


@pytest.mark.heavy
def test_lists_and_completion_of_a_place_are_the_same_on_both(busy: World, spark: Engine) -> None:
    def of(counting: Counting) -> list[pl.DataFrame]:
        engine, files = counting.engine, kept(busy, "events")
        charts = {dt.date.fromisoformat(f.name[:10]): f for f in kept(busy, "chart")}
        days = engine.files(list(charts.values()), SUMS)
        events = engine.files(files, PARTS)
        ends = counting.ends(28, UNTIL.date())
        return [
            counting.weekly(charts),
            counting.most_popular(days, ends, by_hours=True),
            counting.most_popular(days, ends, by_hours=False),
            counting.completion(events, UNTIL.date()),
            counting.gained(engine.files(files[2:], PARTS), engine.files(files[:2], PARTS), DAY),
            in_order(engine.rows(completion.fold(events))),
        ]

    for ours, theirs in zip(*(of(counting) for counting in both(busy, spark)), strict=True):
        assert ours.height
        assert ours.equals(theirs)


@pytest.mark.heavy
def test_long_division_is_exact_on_both(duck: Engine, spark: Engine) -> None:
    rng = np.random.default_rng(5)
    runtime = rng.integers(1, 900_000, 500)
    seconds = rng.integers(0, 90_000, 500) * runtime + rng.integers(-1, 2, 500)
    rows = pl.DataFrame({"seconds": np.abs(seconds), "runtime": runtime}).sort("seconds")
    for engine in (duck, spark):
        table = engine.frame(rows)
        views = table.mutate(views=measures.views(table.seconds, table.runtime))
        for played, length, found in engine.rows(views).rows():
            assert found == played * 10**10 // length


@pytest.mark.heavy
def test_spark_writes_what_it_is_asked_to(busy: World, spark: Engine) -> None:
    table = spark.files(kept(busy, "events"), PARTS)
    spark.write(completion.fold(table), busy.path / "folded.parquet")
    rows = pl.read_parquet(busy.path / "folded.parquet")
    assert in_order(rows).equals(in_order(spark.rows(completion.fold(table))))


def test_partials_of_the_expression_are_those_of_the_arrays(busy: World) -> None:
    counting = Counting(busy.engine, busy.catalogue)
    events = busy.engine.files(kept(busy, "events"), raw.COLUMNS)
    expected = busy.engine.rows(measures.partials(events, counting.cuts()).select(*SUMS))
    found = busy.engine.rows(busy.engine.files(kept(busy, "chart"), SUMS))
    assert in_order(expected).equals(in_order(found))


@pytest.mark.parametrize("at_once", [1, 50, 10**6])
def test_the_fold_of_the_expression_is_that_of_the_arrays(busy: World, at_once: int) -> None:
    files = kept(busy, "events")
    seasons = busy.catalogue.seasons["season_id"].to_list()
    target = busy.path / f"fold{at_once}.parquet"
    parts.write(parts.fold(files, seasons, at_once), seasons, target)
    found = pl.read_parquet(target).with_columns(pl.col("season_id").cast(pl.String))
    expected = busy.engine.rows(completion.fold(busy.engine.files(files, PARTS)))
    assert found.equals(expected.sort("season_id", "profile_id", "episode"))


def test_events_kept_are_sorted_by_season_profile_and_episode(busy: World) -> None:
    for file in kept(busy, "events"):
        rows = pl.read_parquet(file, hive_partitioning=False)
        keys = rows.select("season_id", "profile_id", "episode", "event_start").rows()
        assert keys == sorted(keys)
        assert rows.columns == [*SCHEMA, "arrival"]


def test_an_engine_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="no engine 'flink'; use duckdb or spark"):
        open_engine("flink")


def test_spark_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(InputError, match=r"cliffhanger\[spark\]"):
        open_engine("spark")
