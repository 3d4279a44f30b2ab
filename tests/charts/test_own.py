"""A service's own charts as one more publisher: a folder in, all of it or nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.charts import own, publisher, sources, vintages
from cliffhanger.days import AsOf
from cliffhanger.errors import ChartError, CliffhangerError, DeskError, FileError, InputError
from cliffhanger.odds.known import Known
from cliffhanger.store.desk import Desk
from cliffhanger.tables import CHANGES, CHART, COMPLETION, DECISIONS, SEASONS, TITLES
from cliffhanger.titles import bundled
from cliffhanger.viewing import catalogue, top10
from cliffhanger.viewing.engines import Engine
from cliffhanger.viewing.printed import WHOLE
from tests.viewing.world import World

MONDAY = dt.date(2023, 7, 3)
DECIDED = pl.DataFrame(
    {
        "title_id": ["a", "b"],
        "show_title": ["A", "B"],
        "season_number": [1, 1],
        "decision": ["renewed", "canceled"],
        "announced_on": ["2023-07-12", "2023-07-20"],
        "precision": ["day", "day"],
        "source_kind": ["service", "service"],
        "confidence": ["high", "high"],
    }
)


def counted(world: World, weeks: int, *, shows: str = "abcd") -> top10.Top10:
    """The Top 10 of some weeks, with the two decisions known by then."""
    for show in shows:
        world.season(f"{show}-s1", 1, released=MONDAY)
        world.seasons[f"{show}-s1"]["season_number"] = 1
    for week in range(weeks):
        for at, show in enumerate(shows):
            for profile in range(at + 1):
                day = MONDAY + dt.timedelta(weeks=week, days=2)
                world.watch(f"{show}-s1", day, 0.3 + 0.2 * week, profile=profile)
    until = AsOf.end_of(MONDAY + dt.timedelta(weeks=weeks, days=1))
    catalogue.write(world.catalogue, world.path / "catalogue.jsonl")
    events = world.deliver()
    known = DECISIONS.shape(DECIDED, where="decisions")
    known = known.filter(pl.col("announced_on") <= str(until.day))
    settings = top10.Settings(until=until, rounding=WHOLE, decisions=known, threads=1)
    return top10.once(str(events), world.path / "catalogue.jsonl", settings)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, duck: Engine) -> Path:
    """What `top10 --out` wrote after two weeks."""
    world = World(tmp_path_factory.mktemp("world"), duck)
    counted(world, 2).write(world.path / "own")
    return world.path / "own"


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy of it, to spoil."""
    return Path(shutil.copytree(written, tmp_path / "own"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path / "desk")


def files(desk: Desk) -> dict[str, bytes]:
    every = (file for file in desk.path.rglob("*") if file.is_file())
    return {str(file.relative_to(desk.path)): file.read_bytes() for file in every}


def test_a_folder_becomes_a_vintage_of_the_day_it_was_counted(folder: Path, desk: Desk) -> None:
    taken = own.ingest(folder, desk)
    assert [(t.table, t.new) for t in taken] == [
        ("completion", True),
        ("countries", True),
        ("chart", True),
    ]
    day = MONDAY + dt.timedelta(days=15)
    assert {t.vintage for t in taken} == {day}
    for table in (CHART, TITLES, SEASONS, COMPLETION, DECISIONS, CHANGES):
        assert desk.lake.days(table) == [day]
    before = files(desk)
    assert not any(t.new for t in own.ingest(folder, desk))
    assert files(desk) == before


def test_the_day_it_was_seen_can_be_given(folder: Path, desk: Desk) -> None:
    [*_, taken] = own.ingest(folder, desk, seen=dt.date(2023, 8, 1))
    assert taken.vintage == dt.date(2023, 8, 1)
    assert desk.lake.read(CHART, dt.date(2023, 8, 1))["vintage"].unique().to_list() == [
        dt.date(2023, 8, 1)
    ]


def test_the_desk_then_speaks_of_that_service_alone(folder: Path, desk: Desk) -> None:
    own.ingest(folder, desk)
    known = Known(desk, AsOf.parse("2023-07-19"))
    assert known.is_own
    assert known.catalogue.titles["title_id"].to_list() == ["a", "b", "c", "d"]
    assert known.runs["season_id"].to_list() == ["a-s1", "b-s1", "c-s1", "d-s1"]
    assert known.decisions["title_id"].to_list() == ["a"]
    assert set(known.questions["season_id"]) == {"a-s1"}
    known.begin()
    assert Known(desk, known.as_of).decisions["title_id"].to_list() == ["a"]
    assert known.history("A")


def test_without_own_charts_nothing_is_own(desk: Desk) -> None:
    known = Known(desk, AsOf.parse("2022-11-08"))
    assert (known.is_own, known.completion) == (False, None)
    assert known.catalogue is bundled()


def test_a_later_copy_changes_nothing_of_an_earlier_day(
    folder: Path, desk: Desk, tmp_path: Path, duck: Engine
) -> None:
    own.ingest(folder, desk)
    then = AsOf.parse("2023-07-18")

    def seen(as_of: AsOf) -> list[object]:
        known = Known(desk, as_of)
        assert known.completion is not None
        frames = (known.chart, known.completion, known.decisions, known.catalogue.seasons)
        return [frame.rows() for frame in frames]

    before = seen(then)
    again = World(tmp_path / "again", duck)
    again.path.mkdir()
    counted(again, 4, shows="abcde").write(again.path / "own")
    [*_, chart] = own.ingest(again.path / "own", desk)
    assert chart.new
    assert seen(then) == before
    assert seen(AsOf.parse("2023-08-02")) != before


def test_completion_is_known_when_the_chart_of_its_week_is(folder: Path, desk: Desk) -> None:
    own.ingest(folder, desk)

    def weeks(day: str) -> list[dt.date]:
        found = Known(desk, AsOf.parse(day)).completion
        assert found is not None
        return found["week"].unique().sort().to_list()

    sundays = [dt.date(2023, 7, 9), dt.date(2023, 7, 16)]
    assert weeks("2023-07-10") == []
    assert weeks("2023-07-11") == sundays[:1]
    assert weeks("2023-07-18T19:59") == sundays[:1]
    assert weeks("2023-07-18T20:00") == sundays


def test_what_a_folder_says_of_when_it_was_known_is_not_believed(folder: Path, desk: Desk) -> None:
    early = pl.lit(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).cast(CHART.schema["available_at"])
    for name in ("chart", "completion_by_week"):
        rows = pl.read_parquet(folder / f"{name}.parquet").with_columns(available_at=early)
        rows.write_parquet(folder / f"{name}.parquet")
    own.ingest(folder, desk)
    day = desk.lake.days(CHART)[0]
    for table in (CHART, COMPLETION):
        assert desk.lake.read(table, day)["available_at"].min() > dt.datetime(
            2023, 7, 11, tzinfo=dt.UTC
        )


def test_publishers_are_never_mixed(folder: Path, desk: Desk, tmp_path: Path) -> None:
    other = Desk.at(tmp_path / "other")
    vintages.ingest(sources.bundled_copy(), other.lake, bundled())
    begun = Desk.at(tmp_path / "begun")
    Known(begun, AsOf.parse("2022-11-08")).begin()
    own.ingest(folder, desk)
    for there, said in ((other, "has the publisher's charts"), (begun, "bundled decisions")):
        before = files(there)
        with pytest.raises(DeskError, match=rf"{said}.*choose another desk"):
            own.ingest(folder, there)
        assert files(there) == before
    before = files(desk)
    with pytest.raises(DeskError, match=r"has a service's own charts.*choose another desk"):
        vintages.ingest(sources.bundled_copy(), desk.lake, bundled())
    assert files(desk) == before


def test_titles_without_a_chart_show_no_other_publishers_chart(folder: Path, desk: Desk) -> None:
    """As a desk is that was cut short while it was written."""
    own.ingest(folder, desk)
    for file in (desk.path / "lake" / "chart").iterdir():
        file.unlink()
    with pytest.raises(CliffhangerError, match="no chart week is known"):
        assert Known(desk, AsOf.parse("2023-07-19")).chart is None
    assert own.ingest(folder, desk)[-1].new


def test_other_charts_of_the_same_day_are_refused(folder: Path, desk: Desk) -> None:
    own.ingest(folder, desk)
    before = files(desk)
    rows = pl.read_parquet(folder / "chart.parquet")
    rows.with_columns(pl.col("weekly_hours_viewed") + 1).write_parquet(folder / "chart.parquet")
    with pytest.raises(DeskError, match=r"another chart was already seen on 2023-07-18.*--seen"):
        own.ingest(folder, desk)
    assert files(desk) == before
    assert [t.changes for t in own.ingest(folder, desk, seen=dt.date(2023, 7, 19))][-1] == 8


def spoiled(folder: Path, name: str, **values: object) -> None:
    """Set columns of the first row of a file."""
    file = folder / f"{name}.parquet"
    rows = pl.read_parquet(file)
    first = pl.int_range(pl.len()) == 0
    changed = [
        pl.when(first).then(pl.lit(v)).otherwise(pl.col(c)).alias(c) for c, v in values.items()
    ]
    rows.with_columns(changed).write_parquet(file)


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("chart", {"weekly_rank": 11}, r"own/chart.parquet, row 2: weekly_rank is 11"),
        ("chart", {"weekly_rank": 2}, r"row 3: week, .* repeats: 2023-07-09, TV \(English\), 2"),
        ("chart", {"week": dt.date(2023, 7, 10)}, r"week is 2023-07-10, must be a Sunday"),
        ("chart", {"week": dt.date(2023, 6, 25)}, r"has .* rows in week|the week before"),
        ("chart", {"season_id": "x-s1"}, r"season_id is 'x-s1', which seasons"),
        ("chart", {"entry_id": None}, r"chart.parquet, row 2: entry_id is missing"),
        ("chart", {"weekly_hours_viewed": "many"}, r"weekly_hours_viewed is 'many'"),
        ("countries", {"weekly_rank": 0}, r"countries.parquet, row 2: weekly_rank is 0"),
        ("seasons", {"entry_id": "b-s1"}, r"seasons.parquet, row .*entry_id repeats: b-s1"),
        ("completion_by_week", {"finishers": 99}, r"a-s1 in week 2023-07-09: 99 of 1"),
        ("completion_by_week", {"completion": 0.9}, r"cannot be as of 2023-07-18"),
        ("decisions", {"title_id": None}, r"decisions.parquet, row 2: title_id is missing"),
    ],
)
def test_a_folder_that_breaks_a_rule_is_refused_by_file_row_and_value(
    folder: Path, desk: Desk, name: str, values: dict[str, object], said: str
) -> None:
    spoiled(folder, name, **values)
    with pytest.raises(InputError, match=said):
        own.ingest(folder, desk)
    assert not desk.path.exists()


def test_a_file_that_is_absent_or_damaged_is_named(folder: Path, desk: Desk) -> None:
    (folder / "labels.parquet").write_bytes(b"PAR1")
    with pytest.raises(FileError, match=r"own/labels.parquet: the file cannot be read"):
        own.ingest(folder, desk)
    (folder / "labels.parquet").unlink()
    with pytest.raises(FileError, match=r"own/labels.parquet: there is no such file"):
        own.ingest(folder, desk)
    pl.read_parquet(folder / "chart.parquet").clear().write_parquet(folder / "chart.parquet")
    (folder / "labels.parquet").write_bytes((folder / "aliases.parquet").read_bytes())
    with pytest.raises(InputError):
        own.ingest(folder, desk)
    assert not desk.path.exists()


def test_a_copy_that_lost_a_week_is_refused_and_a_shorter_list_is_not(
    folder: Path, desk: Desk
) -> None:
    own.ingest(folder, desk)
    chart = pl.read_parquet(folder / "chart.parquet")
    later = dt.date(2023, 7, 25)
    chart.filter(pl.col("weekly_rank") < 4).write_parquet(folder / "chart.parquet")
    assert own.ingest(folder, desk, seen=later)[-1].rows == chart.height - 2
    chart.filter(pl.col("week") > chart["week"].min()).write_parquet(folder / "chart.parquet")
    with pytest.raises(ChartError, match="3 rows of the vintage seen 2023-07-25 are gone"):
        own.ingest(folder, desk, seen=later + dt.timedelta(days=1))


def test_a_failed_write_leaves_nothing(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.ingest(folder, desk)
    before = files(desk)
    write = pl.DataFrame.write_parquet
    calls = list[object]()

    def full(frame: pl.DataFrame, file: object, **options: object) -> None:
        calls.append(file)
        if len(calls) == 5:
            raise OSError("no space left on device")
        write(frame, file, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(DeskError, match="no space"):
        own.ingest(folder, desk, seen=dt.date(2023, 7, 20))
    assert files(desk) == before


def test_a_lake_is_own_once_it_has_titles(folder: Path, desk: Desk) -> None:
    assert not publisher.is_own(desk.lake)
    assert own.titles_as_of(desk.lake, AsOf.parse("2023-07-19")) is None
    assert own.decisions_file(desk.lake) is None
    own.ingest(folder, desk)
    assert publisher.is_own(desk.lake)
