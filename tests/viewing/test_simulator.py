"""The invented streamer: the same seed, the same files; and a truth to test against."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cliffhanger.charts import checks, vintages
from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError, InputError, NotKnownYet
from cliffhanger.odds.board import board
from cliffhanger.runs import build
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHART, DECISIONS
from cliffhanger.viewing import catalogue, top10
from cliffhanger.viewing.invented import START, chance_of_renewal, invent
from cliffhanger.viewing.own_titles import own_titles
from cliffhanger.viewing.printed import WHOLE
from cliffhanger.viewing.simulate import simulate

WEEKS = 5
UNTIL = AsOf.end_of(START + dt.timedelta(weeks=WEEKS, days=1))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small")
    simulate("small", WEEKS, 7, path)
    return path


@pytest.fixture(scope="module")
def counted(written: Path) -> top10.Top10:
    settings = top10.Settings(until=UNTIL, rounding=WHOLE, threads=1, most_bad=0)
    events, known = str(written / "events"), written / "catalogue.jsonl"
    return top10.update(events, known, written / "place", settings)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        simulate("small", 2, 11, tmp_path / name, scale=0.1)
    simulate("small", 2, 12, tmp_path / "c", scale=0.1)
    a, b, c = (
        {f.relative_to(tmp_path / n): f.read_bytes() for f in (tmp_path / n).rglob("*.*")}
        for n in "abc"
    )
    assert a == b
    assert a.keys() == c.keys()
    assert a != c


def test_every_event_passes_every_check(counted: top10.Top10) -> None:
    assert (counted.report.kinds, counted.report.duplicates) == ({}, 0)
    assert abs(counted.report.events - WEEKS * 60_000) < 0.3 * WEEKS * 60_000


def test_the_chart_keeps_every_rule_of_the_chart(counted: top10.Top10) -> None:
    chart = counted.chart
    assert chart.schema == CHART.schema
    assert chart["week"].n_unique() == WEEKS
    assert chart.group_by("week", "category").len()["len"].unique().to_list() == [10]
    assert checks.order_violations(chart).is_empty()
    assert checks.counter_differences(chart).is_empty()
    assert {"season", "weekly", "film"} <= set(chart["entry_kind"])


def test_live_shows_are_entries_of_their_own(counted: top10.Top10) -> None:
    live = counted.chart.filter(pl.col("entry_kind") == "weekly")
    assert live["season_title"].str.starts_with("Ring Night: ").all()
    assert live["season_id"].null_count() == live.height


def test_viewing_is_heavy_tailed_and_falls_off(counted: top10.Top10) -> None:
    chart = counted.chart.filter(pl.col("category") == "TV (English)")
    hours = chart.group_by("weekly_rank").agg(pl.col("weekly_views").mean()).sort("weekly_rank")
    assert hours["weekly_views"][0] > 3 * hours["weekly_views"][9]
    runs = build.build(counted.chart, counted.titles.seasons, UNTIL)
    assert runs.filter(pl.col("decay").is_not_null())["decay"].median() < 0.9


def test_countries_have_tastes_of_their_own(counted: top10.Top10) -> None:
    tops = counted.countries.filter(
        (pl.col("category") == "TV") & (pl.col("weekly_rank") == 1)
    ).group_by("week")
    assert tops.agg(pl.col("entry_id").n_unique())["entry_id"].mean() > 1.5


def test_completion_is_what_the_service_was_made_with(written: Path, counted: top10.Top10) -> None:
    truth = pl.read_parquet(written / "truth.parquet").rename({"completion": "expected"})
    both = counted.completion.join(truth, on="season_id").filter(
        (pl.col("starters") > 150) & (pl.col("released") < START)
    )
    assert both.height >= 8
    assert both.select(pl.corr("completion", "expected")).item() > 0.9


def test_the_renewal_policy_is_known_and_followed(written: Path) -> None:
    service = invent("small", 100, 7)
    seasons = [s for s in service.seasons if s.kind == "season"]
    assert all(s.p_renewed == chance_of_renewal(s) for s in seasons)
    shares = [s.renewed for s in seasons if s.p_renewed and s.p_renewed > 0.8]
    assert sum(map(bool, shares)) > 0.8 * len(shares) > 10
    decisions = pl.read_parquet(written / "decisions.parquet")
    assert decisions.schema == DECISIONS.schema
    assert max(decisions["announced_on"]) < str(START + dt.timedelta(weeks=WEEKS))


def test_what_comes_out_flows_through_the_lake_into_runs(
    counted: top10.Top10, tmp_path: Path
) -> None:
    lake = Lake(tmp_path)
    lake.write(CHART, UNTIL.day, counted.chart)
    chart = vintages.chart_as_of(lake, UNTIL, counted.titles)
    known = counted.chart.filter(pl.col("available_at") <= UNTIL.moment)
    assert chart.equals(known.sort("week", "category", "weekly_rank"))
    runs = build.build(chart, counted.titles.seasons, UNTIL)
    assert runs["release_date"].null_count() == 0
    assert runs["title_id"].null_count() == 0


def test_a_second_look_changes_nothing_and_once_says_the_same(
    written: Path, counted: top10.Top10
) -> None:
    settings = top10.Settings(until=UNTIL, rounding=WHOLE, threads=1)
    events, known = str(written / "events"), written / "catalogue.jsonl"
    again = top10.update(None, known, written / "place", settings)
    once = top10.once(events, known, settings)
    for other in (again, once):
        assert other.by_week.equals(counted.by_week)
        assert other.chart.equals(counted.chart)
        assert other.countries.equals(counted.countries)
        assert other.completion.equals(counted.completion)
        for days, rows in counted.most_popular.items():
            assert other.most_popular[days].equals(rows)


def test_the_weeks_asked_for_are_given_with_counters_from_the_start(
    written: Path, counted: top10.Top10
) -> None:
    weeks = top10.parse_weeks("2024-01-17..2024-01-25")
    settings = top10.Settings(until=UNTIL, rounding=WHOLE, threads=1, weeks=weeks)
    some = top10.update(None, written / "catalogue.jsonl", written / "place", settings)
    assert some.chart["week"].unique().sort().to_list() == list(weeks or ())
    assert some.chart.equals(counted.chart.filter(pl.col("week").is_between(*(weeks or ()))))


def test_a_week_is_shown_with_movement(counted: top10.Top10) -> None:
    first, newest = (counted.shown(counted.chart["week"].min()), counted.shown())
    assert {row["moved"] for row in first} == {"new"}
    moved = {row["moved"][0] for row in newest}
    assert {"▲", "▼"} <= moved
    assert len(newest) == 40


def test_what_is_written_is_what_was_counted(counted: top10.Top10, tmp_path: Path) -> None:
    files = counted.write(tmp_path / "out")
    assert all(file.exists() for file in files)
    assert pl.read_parquet(tmp_path / "out" / "chart.parquet").equals(counted.chart)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["events"] == counted.report.events


def test_what_cannot_be_written_leaves_what_was_there(
    counted: top10.Top10, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.write(tmp_path / "out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    write, written = pl.DataFrame.write_parquet, list[object]()

    def full(frame: pl.DataFrame, file: Any, **options: Any) -> None:
        written.append(file)
        if len(written) == 4:
            raise OSError("no space left on device")
        write(frame, file, **options)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    other = replace(counted, chart=counted.chart.head(1))
    with pytest.raises(DeskError, match="no space left on device; give a folder"):
        other.write(tmp_path / "out")
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_no_whole_week_is_no_chart(written: Path, counted: top10.Top10) -> None:
    assert counted.chart.height
    settings = top10.Settings(until=AsOf.end_of(START + dt.timedelta(days=3)), threads=1)
    with pytest.raises(NotKnownYet, match="no chart week is whole"):
        top10.once(
            str(written / "events" / "week-2024-01-07.parquet"),
            written / "catalogue.jsonl",
            settings=top10.Settings(until=settings.until, most_bad=1),
        )


@pytest.mark.parametrize("text", ["June", "2024-13-01..", "a..b"])
def test_a_span_of_weeks_that_is_none_is_named(text: str) -> None:
    with pytest.raises(InputError):
        top10.parse_weeks(text)


def test_simulating_refuses_what_it_cannot_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no service 'huge'"):
        simulate("huge", 1, 1, tmp_path)
    with pytest.raises(InputError, match="at least one"):
        simulate("small", 0, 1, tmp_path)
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "x").write_text("")
    with pytest.raises(InputError, match="there are events already"):
        simulate("small", 1, 1, tmp_path)


def test_the_catalogue_written_is_the_one_invented(written: Path) -> None:
    assert (
        catalogue.read(written / "catalogue.jsonl").prints
        == invent("small", WEEKS, 7).catalogue().prints
    )


def test_outcomes_of_seasons_come_from_the_services_decisions() -> None:
    service, week = invent("small", WEEKS, 7), START + dt.timedelta(days=6)
    chart = pl.DataFrame({"entry_id": ["last-hotel-s1"], "week": [week]}).clear()
    known = own_titles(service.catalogue(), chart, service.decisions())
    truth = service.truth().filter(pl.col("decided_on") < service.end)
    both = truth.join(known.seasons, left_on="season_id", right_on="entry_id")
    assert both.height == truth.height > 100
    told = pl.when("renewed").then(pl.lit("renewed")).otherwise(pl.lit("canceled"))
    assert both.filter(pl.col("outcome") != told).is_empty()
    assert both.filter(
        pl.col("outcome_known_by") != pl.col("decided_on").cast(pl.String)
    ).is_empty()


def test_odds_from_an_invented_services_charts_follow_its_renewal_policy(tmp_path: Path) -> None:
    weeks = 52
    simulate("small", weeks, 7, tmp_path, scale=0.1)
    until = AsOf.end_of(START + dt.timedelta(weeks=weeks, days=1))
    decisions = pl.read_parquet(tmp_path / "decisions.parquet")
    settings = top10.Settings(until=until, rounding=WHOLE, decisions=decisions)
    found = top10.once(str(tmp_path / "events"), tmp_path / "catalogue.jsonl", settings)
    titles = found.titles
    open_seasons = board(found.chart, titles.seasons, titles.titles, decisions, until)
    odds = pl.DataFrame({s.season_id: s.odds.p for s in open_seasons}).unpivot(
        variable_name="season_id", value_name="p"
    )
    truth = odds.join(pl.read_parquet(tmp_path / "truth.parquet"), on="season_id")
    assert truth.height > 10
    assert truth.select(pl.corr("p", "p_renewed")).item() > 0.2


def test_long_runs_tell_how_far_they_are(written: Path, tmp_path: Path) -> None:
    told = list[tuple[str, int, int, int]]()
    settings = top10.Settings(until=UNTIL, progress=lambda *stage: told.append(stage))
    events, known = str(written / "events"), written / "catalogue.jsonl"
    top10.update(events, known, tmp_path / "place", settings)
    assert {stage for stage, *_ in told} == {
        "reading",
        "settling",
        "ranking",
        "folding",
        "completion",
        "completion by week",
    }
    for stage in ("reading", "settling"):
        steps = [row[1:] for row in told if row[0] == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]
        assert steps[-1][2] > 100_000
