"""What comes in is judged: bad events and files are counted, shown and set aside."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cliffhanger.errors import DeskError, FetchError, FileError, InputError
from cliffhanger.viewing import catalogue, direct, intake
from cliffhanger.viewing.kinds import EVENT_KINDS, Limits, Report
from cliffhanger.viewing.place import Place
from cliffhanger.viewing.sources import sources_of
from tests.viewing.world import SCHEMA, UNTIL, World

DAY = dt.date(2023, 6, 16)
BAD: dict[str, dict[str, Any]] = {
    "missing_value": {"profile_id": None},
    "bad_country": {"country": "USA"},
    "unknown_season": {"season_id": "nobody-s1"},
    "unknown_episode": {"episode": 9},
    "no_runtime": {"season_id": "unmeasured-s1"},
    "negative_seconds": {"seconds": -1},
    "absurd_seconds": {"seconds": 86_401},
    "in_future": {"event_start": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    "before_release": {"season_id": "later-s1"},
}


@pytest.fixture
def service(world: World) -> World:
    world.limits = Limits(UNTIL, most_bad=1)
    world.season("a-s1", 1)
    world.season("unmeasured-s1", 0)
    world.season("later-s1", 1, released=DAY + dt.timedelta(days=1))
    world.watch("a-s1", DAY, 0.5)
    return world


def spoiled(values: dict[str, Any]) -> tuple[Any, ...]:
    start = dt.datetime(2023, 6, 16, 9, tzinfo=dt.UTC)
    row = dict(zip(SCHEMA, (start, 5, "US", "a-s1", 1, 60), strict=True))
    return tuple((row | values).values())


def spoil(world: World, **values: Any) -> None:
    world.events.append(spoiled(values))


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_event_is_counted_shown_and_set_aside(service: World, kind: str) -> None:
    spoil(service, **BAD[kind])
    report = service.take()
    assert (report.events, report.kinds) == (2, {kind: 1})
    assert len(report.examples[kind]) == 1
    assert "US" in report.examples[kind][0]
    manifest = Place(service.path / "place").read()
    files = [entry.aside for entry in manifest.days.values() if entry.aside]
    rows = pl.concat(pl.read_parquet(service.path / "place" / f) for f in files)
    assert rows.select(*SCHEMA).rows() == [spoiled(BAD[kind])]
    assert rows["kind"].to_list() == [kind]


def test_every_kind_is_tested_here() -> None:
    elsewhere = {"", "superseded", "mixed_zones"}
    assert set(BAD) == set(EVENT_KINDS) - elsewhere


def test_the_engines_judge_as_intake_does(service: World) -> None:
    for values in BAD.values():
        spoil(service, **values)
        spoil(service, profile_id=None, **{k: v for k, v in values.items() if k != "profile_id"})
    service.away("a-s1", 1, "KR", DAY + dt.timedelta(days=3))
    spoil(service, country="KR")
    service.deliver()
    paths = list((service.path / "events").glob("*"))
    report = Report()
    found = direct.read(service.counting, paths, service.limits, report)
    assert report.kinds == service.take().kinds
    assert found.aside.height == report.bad_events
    assert found.lists().equals(service.tally().lists())


def test_an_event_without_a_time_is_kept_aside_without_a_day(service: World) -> None:
    spoil(service, event_start=None)
    assert service.take().kinds == {"missing_value": 1}
    assert Place(service.path / "place").read().days["none"].kinds == {"missing_value": 1}


def test_too_much_that_is_bad_stops_and_takes_nothing_in(service: World) -> None:
    service.take()
    before = Place(service.path / "place").read()
    for number in range(3):
        spoil(service, season_id="nobody-s1", profile_id=number)
    service.watch("a-s1", DAY, 0.25, profile=99)
    service.limits = replace(service.limits, most_bad=0.5)
    with pytest.raises(InputError, match=r"3 of 4 events are bad .* unknown_season 3 .*nobody"):
        service.take()
    assert Place(service.path / "place").read() == before
    service.limits = replace(service.limits, most_bad=0.75)
    assert service.take().kinds == {"duplicate_file": 1, "unknown_season": 3}
    assert sum(e.rows for e in Place(service.path / "place").read().days.values()) == 2


def test_a_truncated_file_is_named_and_the_rest_is_taken_in(service: World) -> None:
    folder = service.deliver()
    whole = (folder / "001.parquet").read_bytes()
    (folder / "002.parquet").write_bytes(whole[: len(whole) // 2])
    report = service.take()
    assert report.kinds == {"truncated_file": 1}
    assert "002.parquet" in report.examples["truncated_file"][0]
    assert report.events == 1


def test_a_truncated_file_stops_intake_unless_it_is_allowed(service: World) -> None:
    folder = service.deliver()
    (folder / "002.parquet").write_bytes(b"PAR1")
    service.limits = replace(service.limits, most_bad=0.01)
    with pytest.raises(InputError, match="1 of 2 files are bad"):
        service.take()
    assert Place(service.path / "place").read().arrivals == []


def test_a_file_damaged_inside_is_named(service: World) -> None:
    folder = service.deliver()
    body = bytearray((folder / "001.parquet").read_bytes())
    body[4:60] = b"\xff" * 56
    (folder / "002.parquet").write_bytes(bytes(body))
    assert service.take().kinds == {"truncated_file": 1}


def test_the_same_file_twice_is_taken_in_once(service: World) -> None:
    folder = service.deliver()
    (folder / "copy.parquet").write_bytes((folder / "001.parquet").read_bytes())
    report = service.take()
    assert report.kinds == {"duplicate_file": 1}
    assert report.examples["duplicate_file"] == ["copy.parquet = 001.parquet"]
    assert report.events == 1


def test_foreign_files_are_counted_and_left_alone(service: World) -> None:
    folder = service.deliver()
    for name in ("_SUCCESS", ".001.parquet.crc", "README.md"):
        (folder / name).write_text("not events")
    report = service.take()
    assert report.kinds == {"foreign_file": 3}
    assert report.events == 1


def test_a_file_without_a_column_is_named_with_the_column(service: World) -> None:
    folder = service.deliver()
    service.frame().drop("seconds").write_parquet(folder / "002.parquet")
    service.frame().with_columns(pl.lit("x").alias("episode")).write_parquet(folder / "003.parquet")
    report = service.take()
    assert report.kinds == {"wrong_columns": 2}
    assert "no column 'seconds'" in report.examples["wrong_columns"][0]
    assert "episode is" in report.examples["wrong_columns"][1]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "ndjson"])
def test_csv_and_json_lines_are_converted(service: World, suffix: str) -> None:
    rows = service.frame().with_columns(pl.lit("2023-06-16T02:00:00+02:00").alias("event_start"))
    folder = service.path / "events"
    folder.mkdir()
    write = rows.write_csv if suffix == "csv" else rows.write_ndjson
    write(folder / f"a.{suffix}")
    service.events = []
    report = service.take()
    assert (report.events, report.kinds) == (1, {})
    assert list(Place(service.path / "place").read().days) == ["2023-06-16"]


def test_times_without_a_zone_among_times_with_one_are_set_aside(service: World) -> None:
    folder = service.path / "events"
    folder.mkdir()
    (folder / "a.csv").write_text(
        "event_start,profile_id,country,season_id,episode,seconds\n"
        "2023-06-16T09:00:00Z,1,US,a-s1,1,60\n"
        "2023-06-16 09:00:00+09:00,2,US,a-s1,1,60\n"
        "2023-06-16T09:00:00,3,US,a-s1,1,60\n"
        "yesterday,4,US,a-s1,1,60\n"
    )
    service.events = []
    report = service.take()
    assert report.kinds == {"mixed_zones": 2}
    assert Place(service.path / "place").read().days["2023-06-16"].rows == 2


def test_parquet_times_in_another_zone_are_the_same_moments(service: World) -> None:
    folder = service.deliver()
    table = pq.read_table(folder / "001.parquet")
    for number, zone in enumerate(("Asia/Tokyo", None)):
        start = table["event_start"].cast(pa.timestamp("ms", tz=zone))
        profile = pa.array([10 + number])
        moved = table.set_column(0, "event_start", start).set_column(1, "profile_id", profile)
        pq.write_table(moved, folder / f"{zone or 'none'}.parquet".replace("/", "-"))
    report = service.take()
    assert report.notes == ["times in Asia/Tokyo, read as UTC", "times without a zone, read as UTC"]
    assert Place(service.path / "place").read().days["2023-06-16"].rows == 3


def test_events_come_from_an_address(service: World, tmp_path: Path) -> None:
    body = (service.deliver() / "001.parquet").read_bytes()
    answer = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    [source] = sources_of("https://events.example/day.parquet", tmp_path / "w", transport=answer)
    assert (source.name, source.path.read_bytes()) == ("day.parquet", body)
    silent = httpx.MockTransport(lambda _: httpx.Response(503))
    with pytest.raises(FetchError, match="503"):
        sources_of("https://events.example/day.parquet", tmp_path / "w", transport=silent)


def test_events_come_from_object_storage(service: World, tmp_path: Path) -> None:
    folder = service.deliver()
    [source] = sources_of(folder.as_uri(), tmp_path / "w")
    assert source.path.read_bytes() == (folder / "001.parquet").read_bytes()


def test_a_place_that_is_not_there_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file or folder"):
        sources_of(str(tmp_path / "nowhere"), tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileError, match="empty"):
        sources_of(str(tmp_path / "empty"), tmp_path)


def test_two_runs_at_once_are_refused(service: World) -> None:
    place = Place(service.path / "place")
    with place.alone(), pytest.raises(DeskError, match="another process"):
        service.take()


def test_a_damaged_manifest_is_named(service: World) -> None:
    service.take()
    (service.path / "place" / "manifest.json").write_text("{}")
    with pytest.raises(DeskError, match="manifest cannot be read"):
        service.take()


def line(**values: Any) -> str:
    season = {"season_id": "a-s1", "show_title": "A", "category": "TV (English)"}
    return json.dumps(season | {"episodes": [{"episode": 1, "runtime": 60}]} | values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no season"),
        ("{", r"line 1: this is not JSON"),
        (line(category="TV"), r"line 1: category is 'TV'; use one of Films"),
        (line(kind="show"), r"kind is 'show'"),
        (line(released="June"), r"'June' is not a day"),
        (line(episodes=[{"episode": "one"}]), r"episode is 'one'"),
        (line(episodes=None), r"the season cannot be read"),
        (line() + "\n" + line(), r"a-s1 is given twice"),
        (line(episodes=[{"episode": 1}, {"episode": 1}]), r"a-s1, 1 is given twice"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "c.jsonl").write_text(text)
    with pytest.raises(InputError, match=said):
        catalogue.read(tmp_path / "c.jsonl")


def test_a_catalogue_is_read_as_it_was_written(service: World, tmp_path: Path) -> None:
    service.away("a-s1", 1, "KR", None)
    service.season("cuts-s1", 1, 2, cut="live")
    catalogue.write(service.catalogue, tmp_path / "c.jsonl")
    again = catalogue.read(tmp_path / "c.jsonl")
    assert again.episodes.equals(service.catalogue.episodes)
    assert again.elsewhere.equals(service.catalogue.elsewhere)
    assert again.seasons.equals(service.catalogue.seasons)
    assert again.without_runtime == [("unmeasured-s1", 1)]


def test_a_runtime_that_is_0_or_missing_sets_its_events_aside(
    service: World, tmp_path: Path
) -> None:
    episodes = [{"episode": 1, "runtime": 60}, {"episode": 2, "runtime": 0}, {"episode": 3}]
    (tmp_path / "c.jsonl").write_text(line(episodes=episodes, released="2023-06-01"))
    known = catalogue.read(tmp_path / "c.jsonl")
    assert known.without_runtime == [("a-s1", 2), ("a-s1", 3)]
    for episode in (1, 2, 3):
        spoil(service, episode=episode)
    found = sources_of(str(service.deliver()), tmp_path / "w")
    report = intake.take(Place(tmp_path / "p"), found, known, service.limits)
    assert report.kinds == {"no_runtime": 2}
