"""What viewing costs on a cluster and on one machine: deploy/README.md's figures, from results.

`viewing.py` writes them when it writes its section of RESULTS.md: nothing here is typed by hand.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PLACEHOLDER = "@FIGURES@"
WEEKS = 13
"""Weeks of events that were measured, and that a service is taken to keep."""
A_WEEK = 1_000_000_000
"""Events a week of the service whose bill is worked out."""
STEPS = {
    "intake": "taking events in: checks, days, the days' sums",
    "fold": "the state: seconds by season, profile, episode",
    "charts": "charts of all weeks",
    "completion": "completion now, all seasons",
    "by week": "completion by the end of each of 13 weeks",
    "spark charts": "Spark: charts of all weeks, from the same files",
    "spark completion": "Spark: completion now, from the same files",
    "spark charts raw": "Spark: charts from raw events",
    "spark completion raw": "Spark: completion from raw events",
}
OURS = [job for job in STEPS if not job.startswith("spark")]
Results = dict[str, list[dict[str, Any]]]


def figures(all_results: dict[int, Results]) -> str:
    """The section, between its markers: costs per event and pair, and a billion events a week."""
    main = 100 if 100 in all_results else max(all_results)
    results = all_results[main]
    lines = [BEGIN, "## Figures", "", _about(main, results), ""]
    lines += ["| | CPU µs an event | CPU µs a pair | peak GB |", "|---|---|---|---|"]
    for job, told in STEPS.items():
        millions = main if job in results else _largest(all_results, job)
        if millions:
            lines.append(_row(told, millions, all_results[millions][job], main, results))
    lines += ["", *_bill(main, results), "", _growth(all_results, main), END]
    return "\n".join(lines)


def fill(text: str, path: Path) -> None:
    """Put the section into a page: in place of the one before, or of the placeholder."""
    before = path.read_text(encoding="utf-8")
    if BEGIN in before:
        head, _, rest = before.partition(BEGIN)
        after = head + text + rest.partition(END)[2]
    elif PLACEHOLDER in before:
        after = before.replace(PLACEHOLDER, text)
    else:
        raise SystemExit(f"{path}: no place for the figures: write {PLACEHOLDER} where they go")
    path.write_text(after, encoding="utf-8")


def _cpu(results: Results, job: str) -> float | None:
    rows = results.get(job)
    return statistics.median(row["cpu"] for row in rows) if rows else None


def _pairs(results: Results) -> int | None:
    """How many (profile, season) pairs there were: the starters of all seasons."""
    found = [row.get("pairs") for row in results.get("completion", [])]
    return next((number for number in found if number), None)


def _largest(all_results: dict[int, Results], job: str) -> int | None:
    return max((n for n, results in all_results.items() if job in results), default=None)


def _row(told: str, millions: int, rows: list[dict[str, Any]], main: int, results: Results) -> str:
    cpu = statistics.median(row["cpu"] for row in rows)
    pairs = _pairs(results) if millions == main else None
    each = f"{1e6 * cpu / pairs:.2f}" if pairs else "–"
    memory = statistics.median(row["memory"] for row in rows)
    note = "" if millions == main else f" ({millions} million events)"
    return f"| {told}{note} | {cpu / millions:.3f} | {each} | {memory:.2f} |"


def _about(main: int, results: Results) -> str:
    pairs = _pairs(results)
    counted = f", {pairs:,} pairs of a profile and a season it began" if pairs else ""
    return (
        f"Written by `python benchmarks/viewing.py`: {main} million simulated events of {WEEKS} "
        f"weeks{counted}; two threads, medians, CPU of the job itself. Spark is local[2]: a "
        "cluster adds its network. Peak GB is of the whole process, a JVM's included."
    )


def _bill(main: int, results: Results) -> list[str]:
    """A billion events a week, thirteen weeks kept: core-hours a week, line by line."""
    new, all_events = A_WEEK / main / 1e6, WEEKS * A_WEEK / main / 1e6
    lines = [
        f"**A billion events a week**, {WEEKS} weeks kept ({WEEKS} billion), at these costs:",
        "",
        "| a week | core-hours |",
        "|---|---|",
    ]
    one_machine = (
        ("taking in its events", ["intake"], new),
        ("seven days of charts", ["new day charts"], 7 * all_events),
        ("seven days of completion", ["new day completion"], 7 * all_events),
        ("folding the state once", ["fold"], all_events),
        ("completion by the end of the week", ["by week"], all_events / WEEKS),
    )
    whole, known = 0.0, True
    for told, jobs, times in one_machine:
        hours = _hours(results, jobs, times)
        known, whole = known and hours is not None, whole + (hours or 0.0)
        lines.append(f"| {told} | {_shown(hours)} |")
    lines.append(f"| **one machine, altogether** | {_shown(whole if known else None)} |")
    spark = (
        (
            "Spark: charts and completion once, of all 13 weeks",
            ["spark charts", "spark completion"],
        ),
        ("ours: the same once", ["charts", "completion"]),
    )
    for told, jobs in spark:
        lines.append(f"| {told} | {_shown(_hours(results, jobs, all_events))} |")
    return lines


def _growth(all_results: dict[int, Results], main: int) -> str:
    """How CPU per event changes with size, and the most memory at the `main` one."""
    sizes = sorted(all_results)
    first, last = sizes[0], sizes[-1]
    ratios = []
    for job in OURS:
        least, most = (_cpu(all_results[n], job) for n in (first, last))
        if least and most and first != last:
            ratios.append(f"{job} × {most / last / (least / first):.2f}")
    peak = max(row["memory"] for job in OURS for row in all_results[main].get(job, []))
    change = f"CPU an event, {last} million over {first} million: {', '.join(ratios)}. "
    return (
        f"{change if ratios else ''}Ours peaked at {peak:.2f} GB at {main} million: seasons are "
        "counted a range at a time, and DuckDB is held to 800 MB and goes to disk beyond. Spark's "
        "executors need what their shuffle partitions hold."
    )


def _hours(results: Results, jobs: list[str], times: float) -> float | None:
    """Core-hours of some jobs, so many times over; None when one was not measured."""
    seconds = [_cpu(results, job) for job in jobs]
    return None if None in seconds else sum(filter(None, seconds)) * times / 3600


def _shown(hours: float | None) -> str:
    return "not measured" if hours is None else f"{hours:.2f}"
