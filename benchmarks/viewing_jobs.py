"""One job of the viewing benchmark in a process of its own: prints what it cost, as JSON.

python benchmarks/viewing_jobs.py JOB DATA [WORK]: CPU seconds (children and JVM included) and wall
seconds of the job, without imports and start-up (told apart), peak memory in GB, and the MD5 of the
rows in canonical order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import viewing_sql as sql

UNTIL = dt.datetime(2024, 4, 2, tzinfo=dt.UTC)
LAST = dt.date(2024, 4, 1)
NEWEST = dt.date(2024, 3, 31)
THREADS = 2
_LISTS = ("period", "country", "category", "rank", "season_id", "seconds", "views")
_DONE = ("season_id", "starters", "finishers")


class Clock:
    """CPU and wall seconds of a job, of this process and of a JVM it started."""

    def __init__(self) -> None:
        self.jvm: int | None = None

    def cpu(self) -> float:
        own = resource.getrusage(resource.RUSAGE_SELF)
        return own.ru_utime + own.ru_stime + self._of_jvm()

    def _of_jvm(self) -> float:
        if self.jvm is None:
            return 0.0
        fields = Path(f"/proc/{self.jvm}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory(self) -> float:
        # The peak since the program began: what getrusage tells includes the process it came from.
        return sum(_peak(process) for process in ("self", self.jvm) if process)


CLOCK = Clock()


def _peak(process: int | str) -> float:
    """The most memory a process has held, in GB."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(x for x in status.splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1e6


def digest(rows: pl.DataFrame, columns: tuple[str, ...]) -> str:
    plain = rows.select(
        pl.col(c).cast(pl.Date) if c == "period" else pl.col(c) for c in columns
    ).with_columns(pl.col(pl.Decimal, pl.UInt32, pl.UInt64, pl.Int32, pl.Int128).cast(pl.Int64))
    return hashlib.md5(plain.sort(columns).write_csv().encode()).hexdigest()


class Data:
    """The simulated service: raw heap, catalogue, and the tables every contender is given."""

    def __init__(self, path: Path) -> None:
        from cliffhanger.viewing import catalogue, completion

        self.path = path
        self.place = path / "place"
        self.catalogue = catalogue.read(path / "catalogue.jsonl")
        weeks = sorted(f.stem.removeprefix("week-") for f in (path / "events").glob("week-*"))
        sundays = pl.Series(sorted({w[:10] for w in weeks})).str.to_date()
        ends = pl.DataFrame({"period": sundays, "end": sundays})
        category = self.catalogue.seasons.select("season_id", "category")
        runtimes = self.catalogue.runtimes(ends).drop("episodes", "newest")
        self.tables = {
            "runtimes": runtimes.join(category, on="season_id"),
            "cuts": self.catalogue.episodes.filter(pl.col("cut") != "").select(
                "season_id", "episode", "cut"
            ),
            "lengths": completion.lengths(self.catalogue, LAST),
        }

    @property
    def raw(self) -> list[str]:
        return sorted(map(str, (self.path / "events").glob("*.parquet")))

    def kept(self, part: str, week: dt.date | None = None) -> list[str]:
        from cliffhanger.viewing.place import Place

        days = sorted(Place(self.place).read().days.items())
        files = [(day, getattr(entry, part)) for day, entry in days]
        first = str(week - dt.timedelta(days=6)) if week else ""
        return [str(self.place / f) for day, f in files if f and day >= first]

    @property
    def state(self) -> str:
        from cliffhanger.viewing.place import Place

        return str(self.place / str(Place(self.place).read().state))


Job = Callable[[], Any]


def duck(data: Data, *, memory: str | None = None) -> Any:
    import duckdb

    con = duckdb.connect()
    con.execute(f"SET threads = {THREADS}; SET TimeZone = 'UTC'")
    con.execute("SET preserve_insertion_order = false")
    if memory:
        con.execute(f"SET memory_limit = '{memory}'")
    for name, rows in data.tables.items():
        con.register(name, rows.to_arrow())
    return con


def parquet(files: list[str]) -> str:
    return f"read_parquet({files!r}, hive_partitioning = false)"


def counting(data: Data, engine: str = "duckdb") -> Any:
    from cliffhanger.viewing.counted import Counting
    from cliffhanger.viewing.engines import open_engine

    opened = open_engine(engine, threads=THREADS, memory="800MB")
    if engine == "spark":
        session = opened.con._session
        CLOCK.jvm = int(session._jvm.java.lang.ProcessHandle.current().pid())
        opened.con.raw_sql("SET spark.sql.shuffle.partitions = 16")
    # One tiny query, so that no job pays for the engine's own start.
    opened.rows(opened.frame(pl.DataFrame({"x": [1]})))
    return Counting(opened, data.catalogue)


def sql_charts_raw(data: Data) -> tuple[Job, Any]:
    con = duck(data)
    text = sql.CHARTS_RAW.format(events=parquet(data.raw), six_days=6)
    return (lambda: con.execute(text).pl()), _LISTS


def sql_completion_raw(data: Data) -> tuple[Job, Any]:
    con = duck(data)
    text = sql.COMPLETION_RAW.format(events=parquet(data.raw))
    return (lambda: con.execute(text).pl()), _DONE


def sql_charts_kept(data: Data) -> tuple[Job, Any]:
    con = duck(data, memory="800MB")
    text = sql.CHARTS_KEPT.format(days=parquet(data.kept("chart")))
    return (lambda: con.execute(text).pl()), _LISTS


def sql_completion_kept(data: Data) -> tuple[Job, Any]:
    from cliffhanger.viewing.counted import ranges_of

    con = duck(data, memory="800MB")
    texts = [
        sql.COMPLETION_KEPT.format(parts=parquet([data.state]), first=first, last=last)
        for first, last in ranges_of(data.catalogue, 16)
    ]
    return (lambda: pl.concat([con.execute(text).pl() for text in texts])), _DONE


def charts(data: Data, engine: str = "duckdb") -> tuple[Job, Any]:
    count = counting(data, engine)
    files = {dt.date.fromisoformat(Path(f).name[:10]): Path(f) for f in data.kept("chart")}
    return (lambda: count.weekly(files)), _LISTS


def completion(data: Data, engine: str = "duckdb") -> tuple[Job, Any]:
    from cliffhanger.viewing.counted import PARTS

    count = counting(data, engine)
    files = [data.state]
    return (
        lambda: count.completion(count.engine.files(files, PARTS), LAST, folded=True),
        _DONE,
    )


def completion_days(data: Data) -> tuple[Job, Any]:
    from cliffhanger.viewing.counted import PARTS

    count = counting(data)
    files = data.kept("events")
    return (lambda: count.completion(count.engine.files(files, PARTS), LAST)), _DONE


def by_week(data: Data) -> tuple[Job, Any]:
    """Completion by the end of each week, from nothing, from what intake kept."""
    from cliffhanger.viewing.by_week import by_week as counted
    from cliffhanger.viewing.place import Place
    from cliffhanger.viewing.tally import Tally

    tally = Tally(Place(data.path / "place"), counting(data))
    weeks, _ = tally.weeks_until(tally.place.read(), LAST)
    return (lambda: counted(tally.counting, weeks)), None


def charts_heap(data: Data, engine: str) -> tuple[Job, Any]:
    """The expressions from raw events on, on the heap: what Spark does with nothing prepared."""
    from cliffhanger.viewing import measures, raw

    count = counting(data, engine)
    weeks = data.tables["runtimes"]["period"].unique().sort().to_list()

    def job() -> pl.DataFrame:
        events = count.engine.files(data.raw, raw.COLUMNS)
        days = count.engine.kept(measures.partials(events, count.cuts()))
        rows: pl.DataFrame = count.weekly_from(days, weeks)
        return rows

    return job, _LISTS


def completion_heap(data: Data, engine: str) -> tuple[Job, Any]:
    from dataclasses import replace

    from cliffhanger.viewing.counted import PARTS

    count = replace(counting(data, engine), ranges=1)
    return (lambda: count.completion(count.engine.files(data.raw, PARTS), LAST)), _DONE


def polars_charts_raw(data: Data) -> tuple[Job, Any]:
    from viewing_rivals import polars_charts

    return (lambda: polars_charts(data.raw, data.tables)), _LISTS


def polars_completion_raw(data: Data) -> tuple[Job, Any]:
    from viewing_rivals import polars_completion

    return (lambda: polars_completion(data.raw, data.tables)), _DONE


def datafusion(data: Data, text: str, columns: tuple[str, ...]) -> tuple[Job, Any]:
    from viewing_rivals import datafusion_context

    context = datafusion_context(data.path / "events", data.tables, THREADS)
    return (lambda: pl.from_arrow(context.sql(text).to_arrow_table())), columns


def datafusion_charts_raw(data: Data) -> tuple[Job, Any]:
    from viewing_rivals import in_datafusion

    return datafusion(data, in_datafusion(sql.CHARTS_RAW), _LISTS)


def datafusion_completion_raw(data: Data) -> tuple[Job, Any]:
    from viewing_rivals import in_datafusion

    return datafusion(data, in_datafusion(sql.COMPLETION_RAW), _DONE)


def week_raw(data: Data) -> tuple[Job, Any]:
    """The newest week's charts, from raw, by hand."""
    con = duck(data)
    files = [f for f in data.raw if str(NEWEST) in f]
    text = sql.CHARTS_RAW.format(events=parquet(files), six_days=6)
    return (lambda: con.execute(text).pl()), _LISTS


def week_kept(data: Data) -> tuple[Job, Any]:
    """The newest week's charts, from what intake kept."""
    count = counting(data)
    kept = data.kept("chart", NEWEST)
    files = {dt.date.fromisoformat(Path(f).name[:10]): Path(f) for f in kept}
    return (lambda: count.weekly(files)), _LISTS


def new_day(data: Data, what: str) -> tuple[Job, Any]:
    """Lists or completion brought up to date after the newest day was taken in."""
    from cliffhanger.viewing.tally import Tally

    early = early_place(data)
    shutil.copy(data.path / "manifest.new_day.json", early.path / "manifest.json")
    tally = Tally(early, counting(data))
    if what == "charts":
        return tally.lists, _LISTS
    return (lambda: tally.completion(LAST)), _DONE


def early_place(data: Data) -> Any:
    from cliffhanger.viewing.place import Place

    return Place(data.path / "early")


def sorted_copy(data: Data) -> tuple[Job, Any]:
    con = duck(data)
    target = data.path / "sorted"
    target.mkdir(exist_ok=True)

    def job() -> None:
        for file in data.raw:
            con.execute(sql.SORTED_COPY.format(file=file, target=target / Path(file).name))
        shutil.rmtree(target)

    return job, None


def intake(data: Data, *, name: str = "place", newest: bool | None = None) -> tuple[Job, Any]:
    """Everything is taken in and folded; `newest`: only the newest day, or all but that."""
    from cliffhanger.viewing.intake import take
    from cliffhanger.viewing.kinds import Limits
    from cliffhanger.viewing.place import Place
    from cliffhanger.viewing.sources import sources_of

    place = Place(data.path / name)
    files = sources_of(str(data.path / "events"), data.path / "work")
    some = [f for f in files if newest is None or ("newest" in f.name) == newest]
    if name == "scratch":
        shutil.rmtree(place.path, ignore_errors=True)
    return (lambda: take(place, some, data.catalogue, Limits(UNTIL))), None


def fold(data: Data, *, name: str = "place") -> tuple[Job, Any]:
    from cliffhanger.viewing.place import Place
    from cliffhanger.viewing.tally import Tally

    tally = Tally(Place(data.path / name), counting(data))
    return (lambda: tally.fold(at_least=1)), None


def before_new_day(data: Data) -> tuple[Job, Any]:
    """A place with all but the newest day counted, then that day taken in and not yet counted."""
    from cliffhanger.viewing.tally import Tally

    early = early_place(data)

    def job() -> None:
        intake(data, name="early", newest=False)[0]()
        tally = Tally(early, counting(data))
        tally.lists()
        tally.completion(LAST)
        intake(data, name="early", newest=True)[0]()
        shutil.copy(early.path / "manifest.json", data.path / "manifest.new_day.json")

    return job, None


JOBS: dict[str, Callable[[Data], tuple[Job, Any]]] = {
    "sql charts raw": sql_charts_raw,
    "sql completion raw": sql_completion_raw,
    "sql charts kept": sql_charts_kept,
    "sql completion kept": sql_completion_kept,
    "charts": charts,
    "completion": completion,
    "completion days": completion_days,
    "by week": by_week,
    "polars charts raw": polars_charts_raw,
    "polars completion raw": polars_completion_raw,
    "datafusion charts raw": datafusion_charts_raw,
    "datafusion completion raw": datafusion_completion_raw,
    "spark charts": lambda data: charts(data, "spark"),
    "spark completion": lambda data: completion(data, "spark"),
    "spark charts raw": lambda data: charts_heap(data, "spark"),
    "spark completion raw": lambda data: completion_heap(data, "spark"),
    "week raw": week_raw,
    "week kept": week_kept,
    "new day charts": lambda data: new_day(data, "charts"),
    "new day completion": lambda data: new_day(data, "completion"),
    "sorted copy": sorted_copy,
    "intake": lambda data: intake(data, name="scratch"),
    "fold": lambda data: fold(data, name="scratch"),
    "take in": intake,
    "fold in": fold,
    "before new day": before_new_day,
}


def main() -> None:
    name, path = sys.argv[1], Path(sys.argv[2])
    data = Data(path)
    job, columns = JOBS[name](data)
    start_up, cpu, wall = CLOCK.cpu(), CLOCK.cpu(), time.perf_counter()
    rows = job()
    cost = {"cpu": CLOCK.cpu() - cpu, "wall": time.perf_counter() - wall}
    told = {"start_up": start_up, "memory": CLOCK.memory(), "md5": None, "rows": 0}
    if columns:
        told |= {"md5": digest(rows, columns), "rows": rows.height}
    if columns == _DONE:
        told["pairs"] = int(rows["starters"].sum())
    print("RESULT " + json.dumps(cost | told))


if __name__ == "__main__":
    main()
