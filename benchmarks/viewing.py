"""Measures charts and completion from viewing events beside hand-written rivals, in one command.

python benchmarks/viewing.py [--work DIR] [--millions 10 100 300] [--repeats 5] [--rivals 5]
                             [--spark 1] [--python PYTHON] [--keep]

Simulates the service, takes its events in, runs every contender in a process of its own, in turns,
refuses different output, and writes its section of benchmarks/RESULTS.md and the figures of
deploy/README.md. A size whose
results-N.json is in DIR already is not measured again. Above 100 million
events only ours and what it needs are run, once, to show growth. PYTHON is one that has
pyspark, datafusion and Cliffhanger (default: this one); contenders that are absent are left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import viewing_figures

HERE = Path(__file__).parent
BEGIN, END = "<!-- viewing: begin -->", "<!-- viewing: end -->"
ALWAYS = [
    "sql charts raw",
    "charts",
    "sql charts kept",
    "sql completion raw",
    "completion",
    "sql completion kept",
    "polars charts raw",
    "polars completion raw",
    "datafusion charts raw",
    "datafusion completion raw",
    "week raw",
    "week kept",
    "new day charts",
    "new day completion",
]
RIVALS = [job for job in ALWAYS if job.startswith(("polars", "datafusion"))]
NEW = [job for job in ALWAYS if job.startswith("new day")]
OURS = [job for job in ALWAYS if job not in RIVALS]
SPARK = ["spark charts", "spark completion", "spark charts raw", "spark completion raw"]
SLOW = ["sorted copy", "intake", "fold", "by week"]
_EVERY = ("{}", "sql {} raw", "sql {} kept", "polars {} raw", "datafusion {} raw")
_EVERY += ("new day {}", "spark {}", "spark {} raw")
SAME = {what: [job.format(what) for job in _EVERY] for what in ("charts", "completion")}
SAME["week"] = ["week raw", "week kept"]
Results = dict[str, list[dict[str, Any]]]


def simulated(work: Path, millions: int) -> tuple[Path, float]:
    """The folder of a service with so many million events, made when absent; CPU seconds."""
    path = work / str(millions)
    told = path / "simulated.json"
    if not told.exists():
        script = (
            "import sys, time; from pathlib import Path\n"
            "from cliffhanger.viewing.simulate import simulate\n"
            "s = simulate('large', 13, 1, Path(sys.argv[1]), scale=float(sys.argv[2]))\n"
            "print(s.events, time.process_time())"
        )
        arguments = [sys.executable, "-c", script, str(path), str(millions * 1.05 / 100)]
        done = subprocess.run(arguments, check=True, capture_output=True, text=True)
        events, cpu = done.stdout.split()
        _split_newest_day(path / "events")
        told.write_text(json.dumps({"events": int(events), "cpu": float(cpu)}))
    return path, json.loads(told.read_text())["cpu"]


def _split_newest_day(events: Path) -> None:
    """Put the newest day into a file of its own, so that it can arrive alone."""
    last = sorted(events.glob("*.parquet"))[-1]
    sunday = dt.datetime.fromisoformat(last.stem.removeprefix("week-")).replace(tzinfo=dt.UTC)
    rows = pq.read_table(last, partitioning=None)
    newest = pc.greater_equal(rows["event_start"], pa.scalar(sunday, rows["event_start"].type))
    for part, path in (
        (newest, last.with_name(f"{last.stem}-newest.parquet")),
        (pc.invert(newest), last),
    ):
        pq.write_table(rows.filter(part), path, compression="zstd", row_group_size=1 << 20)


def run(python: str, job: str, path: Path) -> dict[str, Any] | None:
    """What one job cost; None when its library is not there."""
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": "--driver-memory 8g pyspark-shell"}
    arguments = [python, str(HERE / "viewing_jobs.py"), job, str(path)]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment, check=False)
    lines = [x for x in done.stdout.splitlines() if x.startswith("RESULT ")]
    if not lines:
        tail = done.stderr.strip().splitlines()[-1:] or ["no output"]
        print(f"  {job}: left out ({tail[0][:200]})", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(lines[-1].removeprefix("RESULT "))
    print(
        f"  {job}: {found['cpu']:.2f} CPU s, {found['wall']:.2f} s, {found['memory']:.2f} GB",
        flush=True,
    )
    return found


def measure(
    python: str, path: Path, repeats: int, rivals: int, spark: int, skipped: list[str]
) -> Results:
    """Every contender, in turns; the costs of each run."""
    results: Results = {}
    if not (path / "manifest.new_day.json").exists():
        for job, name in (("take in", "intake"), ("fold in", "fold"), ("before new day", "")):
            if not name and NEW[0] in skipped:
                continue
            found = run(python, job, path)
            if found is None:
                raise SystemExit(f"{job} failed")
            if name in skipped:
                results[name] = [found]
    plan = [(job, repeats if job in OURS else rivals) for job in ALWAYS]
    plan += [(job, rivals) for job in SLOW] + [(job, spark) for job in SPARK]
    plan = [(job, times) for job, times in plan if job not in skipped]
    for turn in range(max(repeats, rivals, spark)):
        for job, times in plan:
            if turn < times and (found := run(python, job, path)):
                results.setdefault(job, []).append(found)
    shutil.rmtree(path / "scratch", ignore_errors=True)
    return results


def refuse_differences(results: Results) -> dict[str, str]:
    """The MD5 of each kind of output. Exits when two contenders gave different rows."""
    found = {}
    for what, jobs in SAME.items():
        digests = {r["md5"]: job for job in jobs for r in results.get(job, [])}
        if len(digests) != 1:
            raise SystemExit(f"{what}: different output: {digests}")
        found[what] = next(iter(digests))
    return found


def cost(results: Results, job: str, key: str = "cpu") -> float | None:
    """The median of a job's costs; None when it was not run."""
    rows = results.get(job)
    return statistics.median(row[key] for row in rows) if rows else None


def ratio(results: Results, over: list[str], under: list[str]) -> float | None:
    """The summed medians of some jobs over those of others."""
    sums = [[cost(results, job) for job in jobs] for jobs in (over, under)]
    if any(None in side for side in sums):
        return None
    return sum(filter(None, sums[0])) / sum(filter(None, sums[1]))


def best(results: Results, what: str) -> str:
    """The cheapest of Polars and DataFusion."""
    rivals = [f"polars {what} raw", f"datafusion {what} raw"]
    return min(rivals, key=lambda job: cost(results, job) or 1e9)


RAW = {"charts": ["sql charts raw"], "completion": ["sql completion raw"]}
SORTED = "DuckDB sorting the same files"
TARGETS = (
    ("charts, all weeks / hand SQL on the raw heap", ["charts"], RAW["charts"], 0.5),
    ("completion, all weeks / hand SQL on the raw heap", ["completion"], RAW["completion"], 0.5),
    ("charts: Ibis / hand SQL, same plan", ["charts"], ["sql charts kept"], 1.15),
    ("completion: Ibis / hand SQL, same plan", ["completion"], ["sql completion kept"], 1.15),
    ("one new day, charts / 13 weeks from raw", NEW[:1], RAW["charts"], 0.02),
    ("one new day, completion / 13 weeks from raw", NEW[1:], RAW["completion"], 0.10),
    ("one week's charts, kept / raw", ["week kept"], ["week raw"], 0.25),
    (f"intake / {SORTED}", ["intake"], ["sorted copy"], 1.5),
    (f"intake + state / {SORTED}", ["intake", "fold"], ["sorted copy"], 1.5),
)
"""What over what, and the most it may be (issue 6)."""


def targets(results: Results) -> list[tuple[str, float | None, str, bool | None]]:
    """Each target of the issue: what, measured, bound, whether it was reached."""
    rivals = {what: best(results, what) for what in RAW}
    against = [(f"{what} / {rival}", [what], [rival], 0.6) for what, rival in rivals.items()]
    found: list[tuple[str, float | None, str, bool | None]] = []
    for name, over, under, bound in (*TARGETS[:-2], *against, *TARGETS[-2:]):
        value = ratio(results, over, under)
        found.append((name, value, f"≤ {bound}", None if value is None else value <= bound))
    for what in ("charts", "completion"):
        for kind, label in ((f"spark {what}", "same files"), (f"spark {what} raw", "raw heap")):
            value = ratio(results, [kind], [what])
            name = f"Spark local[2], same expressions, {label}: {what} / ours"
            found.append((name, value, "≥ 4", None if value is None else value >= 4))
    for what in ("charts", "completion"):
        peak = cost(results, what, "memory")
        found.append((f"memory of {what}, GB", peak, "≤ 1", None if peak is None else peak <= 1))
    return found


def section(all_results: dict[int, Results], cpu: dict[int, float], python: str) -> str:
    """The Markdown of everything that was measured."""
    lines = [BEGIN, "## Charts and completion from viewing events", ""]
    lines += [_about(all_results, python), ""]
    main = 100 if 100 in all_results else max(all_results)
    results = all_results[main]
    lines += [f"### Targets, at {main} million events", ""]
    lines += ["| | measured | target | |", "|---|---|---|---|"]
    for name, value, bound, reached in targets(results):
        mark = "not run" if reached is None else "reached" if reached else "**not reached**"
        shown = "–" if value is None else f"{value:.3f}"
        lines.append(f"| {name} | {shown} | {bound} | {mark} |")
    lines += ["", f"### Every contender, at {main} million events", ""]
    lines += ["| job | CPU s, median | least – most | wall s, median | peak GB | runs |"]
    lines += ["|---|---|---|---|---|---|"]
    for job, rows in results.items():
        spent = [row["cpu"] for row in rows]
        lines.append(
            f"| {job} | {statistics.median(spent):.2f} | {min(spent):.2f} – {max(spent):.2f} "
            f"| {cost(results, job, 'wall'):.2f} | {cost(results, job, 'memory'):.2f} "
            f"| {len(rows)} |"
        )
    lines += ["", *_growth(all_results, cpu), END]
    return "\n".join(lines)


def _growth(all_results: dict[int, Results], cpu: dict[int, float]) -> list[str]:
    jobs = ["charts", "completion", "by week", "intake", "fold"]
    jobs += ["new day charts", "new day completion"]
    jobs += ["sql charts raw", "sql completion raw", "sorted copy"]
    sizes = sorted(all_results)
    lines = ["### Growth: CPU seconds per million events", ""]
    lines += ["| job | " + " | ".join(f"{n} million" for n in sizes) + " |"]
    lines += ["|---|" + "---|" * len(sizes)]
    lines.append("| simulating | " + " | ".join(f"{cpu[n] / n:.3f}" for n in sizes) + " |")
    for job in jobs:
        each = [cost(all_results[n], job) for n in sizes]
        shown = ("–" if v is None else f"{v / n:.4f}" for v, n in zip(each, sizes, strict=True))
        lines.append(f"| {job} | " + " | ".join(shown) + " |")
    return lines


def _about(all_results: dict[int, Results], python: str) -> str:
    names = ("duckdb", "ibis-framework", "polars", "pyarrow", "numpy", "datafusion", "pyspark")
    code = (
        "from importlib.metadata import version, PackageNotFoundError as N\n"
        f"for n in {names!r}:\n try: print(n, version(n))\n except N: pass"
    )
    told = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout
    digests = {n: refuse_differences(results) for n, results in all_results.items()}
    hashes = "; ".join(
        f"{n} M charts {d['charts'][:8]}, completion {d['completion'][:8]}"
        for n, d in sorted(digests.items())
    )
    return (
        f"Written by `python benchmarks/viewing.py`. {os.cpu_count()} cores, "
        f"{platform.machine()}, Python {platform.python_version()}; "
        f"{', '.join(told.split(chr(10))[:-1])}. Two threads each. CPU seconds of the job itself "
        "(a JVM's included; imports and the engine's start left out for all alike), every job a "
        "process of its own, in turns, medians. All contenders of a kind gave the same rows "
        f"(MD5: {hashes}). Events are simulated (`simulate large`, seed 1): 13 weekly files, read "
        "together as one heap; ratios may move on real data."
    )


def write(text: str, path: Path) -> None:
    """Put the section into the results file, in place of the one before."""
    before = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    if BEGIN in before:
        head, _, rest = before.partition(BEGIN)
        text = head + text + rest.partition(END)[2]
    else:
        text = before.rstrip("\n") + "\n\n" + text + "\n"
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--work", type=Path, default=Path(tempfile.gettempdir()) / "cliffhanger-bench"
    )
    options.add_argument("--millions", type=int, nargs="+", default=[10, 100, 300])
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--rivals", type=int, default=5)
    options.add_argument("--spark", type=int, default=1)
    options.add_argument("--python", default=sys.executable)
    options.add_argument("--keep", action="store_true", help="keep the data")
    options.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    options.add_argument("--figures", type=Path, default=HERE.parent / "deploy" / "README.md")
    given = options.parse_args()
    all_results, cpu = dict[int, Results](), dict[int, float]()
    for millions in given.millions:
        path, cpu[millions] = simulated(given.work, millions)
        kept = given.work / f"results-{millions}.json"
        if kept.exists():
            all_results[millions] = json.loads(kept.read_text())
            continue
        print(f"{millions} million events", flush=True)
        large, small = millions > 100, millions < 100
        skipped = [] if small else SPARK[2:]
        # The naive completion would need more memory than there is.
        skipped += [*SPARK, *RIVALS, *NEW, *SLOW, "sql completion raw"] if large else []
        times = (1, 1, 0) if large else (given.repeats, given.rivals, given.spark)
        all_results[millions] = measure(given.python, path, *times, skipped)
        kept.write_text(json.dumps(all_results[millions]))
        write(section(all_results, cpu, given.python), given.out)
        if not given.keep:
            shutil.rmtree(path)
    write(section(all_results, cpu, given.python), given.out)
    viewing_figures.fill(viewing_figures.figures(all_results), given.figures)


if __name__ == "__main__":
    main()
