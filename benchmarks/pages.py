"""Speed of the pages: `python benchmarks/pages.py [../shared/data] [--datasette PATH]`.

In one run on one machine: requests a second and p99 of the board and of a season's page beside
Datasette serving the same tables (also while the record is being written to), the first render of
each kind of page after a change, and publishing 2,000 season pages. Prints a table and writes it to
`benchmarks/RESULTS-pages.md`. Needs `wrk` (a Debian package); Datasette is left out where it is not
found on the path or at `--datasette`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl

from cliffhanger.charts import sources, vintages
from cliffhanger.days import AsOf
from cliffhanger.odds.known import Known
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.editions import given_of
from cliffhanger.pages.given import Given
from cliffhanger.pages.plots import vega
from cliffhanger.pages.site import publish
from cliffhanger.store.desk import Desk
from cliffhanger.titles import bundled

NEWEST = "netflix/vintages/all-weeks-global.seen-2026-07-22.tsv"
SEEN = dt.date(2026, 7, 22)
CONNECTIONS = 32
SEASON = "squid-game-s2"
RESULTS = Path(__file__).parent / "RESULTS-pages.md"
Line = tuple[str, str]


def main() -> int:
    """Prints the table and writes it down."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", default="../shared/data")
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    parser.add_argument("--seconds", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_of(Path(asked.shared), Path(folder) / "desk")
        start = time.perf_counter()
        given = given_of(Known(desk, AsOf.parse(str(SEEN))))
        first = time.perf_counter() - start
        start = time.perf_counter()
        given = given_of(Known(desk, AsOf.parse(str(SEEN))))
        again = time.perf_counter() - start
        lines = [
            ("an edition made, nothing kept yet", f"{first:.1f} s"),
            ("an edition made anew, the past kept", f"{again:.1f} s"),
            *renders(given),
            *served(desk, given, asked.datasette, asked.seconds),
            *published(given, Path(folder) / "site"),
        ]
    report(given, lines)
    return 0


def desk_of(shared: Path, path: Path) -> Desk:
    """A desk with the newest chart."""
    desk = Desk.at(path)
    for copy in sources.copies_of(str(shared / NEWEST), seen=SEEN, fetcher=no_network):
        vintages.ingest(copy, desk.lake, bundled())
    return desk


def no_network() -> None:
    """Nothing is fetched here."""
    raise AssertionError


def renders(given: Given) -> Iterator[Line]:
    """The first render of each kind of page, as a server gives it after a change.

    A server makes an edition beside the one that stands, with what its pages share and one season's
    page; then the new one takes its place, and each page is made when it is first asked for.
    """
    start = time.perf_counter()
    contents = Contents(given)
    contents.files[f"seasons/{SEASON}.html"].make()
    yield "what all pages share, before an edition is shown", ms([time.perf_counter() - start])
    kinds = {
        "board, 300 rows": "index.html",
        "decided": "decided.html",
        "series": "series/squid-game.html",
        "week": "charts/2026-07-19.html",
        "search": "search.html",
        "downloads": "downloads.html",
        "season, run and odds plots": f"seasons/{given.board[0].season_id}.html",
        "scorecard, reliability plot": "scorecard.html",
        "year, two scatter plots": "years/2025.html",
    }
    for kind, path in kinds.items():
        taken = []
        for _ in range(3):
            vega.forget()
            contents = Contents(given)
            contents.files[f"seasons/{SEASON}.html"].make()
            start = time.perf_counter()
            contents.files[path].make()
            taken.append(time.perf_counter() - start)
        yield f"first render, {kind}", ms(taken)


def ms(taken: list[float]) -> str:
    """The median in milliseconds."""
    return f"{1000 * statistics.median(taken):.0f} ms"


def served(desk: Desk, given: Given, datasette: str | None, seconds: int) -> Iterator[Line]:
    """Requests a second and p99, beside Datasette."""
    board, season = "index.html", f"seasons/{SEASON}.html"
    rates = {}
    with cliffhanger(desk) as address:
        for name, path in (("board", board), ("season page", season)):
            rates[name] = rate, text = load(address + path, seconds)
            yield f"cliffhanger, {name}", text
        with writing(desk):
            _, text = load(address + season, seconds)
            yield "cliffhanger, season page, 50 rows a second written", text
        with writing(desk):
            _, text = load(address + board, seconds)
            yield "cliffhanger, board, 50 rows a second written", text
    if datasette is None:
        yield "Datasette", "not found: left out"
        return
    with tables_in(datasette, given) as address:
        pairs = (
            ("board", "desk/odds?_size=100"),
            ("season page", f"desk/chart?season_id={SEASON}"),
        )
        for name, path in pairs:
            rate, text = load(address + path, max(seconds, 10))
            yield f"Datasette, {path.removeprefix('desk/')}", text
            ratio = f"{rates[name][0] / rate:.0f} x" if rate else "no answer in that time"
            yield f"ratio, {name}", ratio


@contextmanager
def cliffhanger(desk: Desk) -> Iterator[str]:
    """Our server, with readers writing, on the edition as of now."""
    port = free_port()
    code = (
        "from cliffhanger.store.desk import Desk; from cliffhanger.pages.server.serve import run; "
        f"run(Desk.at({str(desk.path)!r}), port={port})"
    )
    with running([sys.executable, "-c", code], port) as address:
        time.sleep(8)  # the edition that looks back takes the place of the first
        urllib.request.urlopen(f"{address}seasons/{SEASON}.html").read()
        yield address


@contextmanager
def tables_in(datasette: str, given: Given) -> Iterator[str]:
    """Datasette on the same tables in SQLite, with the index that the question needs."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        with sqlite3.connect(file) as database:
            for taken in Contents(given).tables.all:
                copy(database, taken.table.name, taken.frame)
            database.execute("create index chart_season on chart (season_id)")
        command = [datasette, "serve", str(file), "--port", str(port)]
        with running(command, port) as address:
            yield address


def copy(database: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    """A frame as a table."""
    plain = frame.with_columns(pl.col(pl.Date, pl.Datetime).cast(pl.String))
    columns = ", ".join(f'"{column}"' for column in plain.columns)
    marks = ", ".join("?" * plain.width)
    database.execute(f'create table "{name}" ({columns})')
    database.executemany(f'insert into "{name}" values ({marks})', plain.rows())


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """A server process, when it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(address).read()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@contextmanager
def writing(desk: Desk) -> Iterator[None]:
    """While this is open, 50 rows a second are written to the desk's record, each on its own."""
    stop = threading.Event()

    def write() -> None:
        with sqlite3.connect(desk.path / "record.db", timeout=30) as record:
            record.execute("create table if not exists benchmark (n integer)")
            while not stop.wait(0.02):
                record.execute("insert into benchmark values (1)")
                record.commit()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def load(url: str, seconds: int) -> tuple[float, str]:
    """Requests a second, and that with p50 and p99 in words; 32 connections, packed answers."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    subprocess.run([*command[:3], "-d1s", url], capture_output=True, check=True)
    done = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", url], capture_output=True, check=True, text=True
    )
    rate = float(re.findall(r"Requests/sec:\s*([\d.]+)", done.stdout)[0])
    half, late = (re.findall(rf"{p}%\s+([\d.]+\w+)", done.stdout)[0] for p in (50, 99))
    return rate, f"{rate:,.0f} requests/s, p50 {half}, p99 {late}"


def published(given: Given, out: Path) -> Iterator[Line]:
    """Publishing an edition grown to 2,000 seasons: new, then unchanged."""
    grown = grow(given, 2_000)
    for name, workers in (("new, two processes drawing", 2), ("again, unchanged", 2)):
        vega.forget()
        start, before = time.perf_counter(), os.times()
        done = publish(out, grown, workers=workers)
        taken, after = time.perf_counter() - start, os.times()
        cores = sum(after[:4]) - sum(before[:4])
        counts = f"{done.written:,} files written, {done.unchanged:,} unchanged"
        text = f"{taken:.1f} s, {cores:.1f} core-seconds: {counts}"
        yield f"publish, 2,000 season pages, {name}", text
    seasons = [path.stat().st_size for path in (out / "seasons").glob("*.html")]
    most = max(path.stat().st_size for path in out.rglob("*.html"))
    yield (
        "season pages: how many, median weight",
        (f"{len(seasons):,}, {statistics.median(seasons) / 1000:.0f} kB"),
    )
    yield "heaviest page of the site, HTML with plots", f"{most / 1000:.0f} kB"
    assets = sum(
        path.stat().st_size for path in (out / "static").glob("*") if "titles" not in path.name
    )
    yield "style sheet and scripts, once", f"{assets / 1000:.0f} kB"


def grow(given: Given, seasons: int) -> Given:
    """The edition with copies of seasons under other names, their hours a little higher."""
    missing = given.runs.head(max(0, seasons - given.runs.height))
    renamed = pl.col("season_id") + "-copy"
    ids = missing["season_id"].implode()
    rows = given.chart.filter(pl.col("season_id").is_in(ids)).with_columns(
        renamed, pl.col("entry_id") + "-copy", (pl.col("weekly_hours_viewed") * 1.03).cast(pl.Int64)
    )
    runs = pl.concat([given.runs, missing.with_columns(renamed)])
    return replace(given, runs=runs, chart=pl.concat([given.chart, rows]))


def report(given: Given, lines: list[Line]) -> None:
    """The table on the screen and in the file."""
    head = (
        f"{given.chart.height:,} chart rows, {given.runs.height:,} seasons, "
        f"{len(given.board)} open; {os.cpu_count()} cores, shared by server and load; load average "
        f"{os.getloadavg()[0]:.1f}; {CONNECTIONS} connections"
    )
    print(head)
    for name, value in lines:
        print(f"{name:58} {value}")
    rows = "\n".join(f"| {name} | {value} |" for name, value in lines)
    about = f"# Speed of the pages\n\n`python benchmarks/pages.py`. {head}."
    text = f"{about}\n\n| what | measured |\n|---|---|\n{rows}\n"
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
