"""What tests share: the bundled chart, a small invented chart, the shared data where present."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.charts import sources, vintages
from cliffhanger.days import AsOf
from cliffhanger.fetch import Fetcher
from cliffhanger.store.desk import Desk
from cliffhanger.titles import Catalogue, bundled

SHARED = Path(__file__).parents[2] / "shared"
HEADER = (
    "week",
    "category",
    "weekly_rank",
    "show_title",
    "season_title",
    "weekly_hours_viewed",
    "cumulative_weeks_in_top_10",
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; the test says so and skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: the checks against the publisher's files are left out")
    return SHARED


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled()


def no_network() -> Fetcher:
    raise AssertionError("a test asked for the network")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that holds the bundled chart. Not to be written to."""
    desk = Desk.at(tmp_path_factory.mktemp("desk"))
    vintages.ingest(sources.bundled_copy(), desk.lake, bundled())
    return desk


@pytest.fixture(scope="session")
def chart_on(desk: Desk, catalogue: Catalogue) -> Callable[[str], pl.DataFrame]:
    """The bundled chart as known at the end of a day."""
    return lambda day: vintages.chart_as_of(desk.lake, AsOf.parse(day), catalogue)


def chart_text(weeks: int = 3, *, header: tuple[str, ...] = HEADER) -> str:
    """An invented file of the publisher's shape: two lists, ten shows each, from the first week."""
    lines = ["\t".join(header)]
    for week in reversed(range(weeks)):
        sunday = dt.date(2021, 7, 4) + dt.timedelta(weeks=week)
        for category in ("Films (English)", "TV (English)"):
            for rank in range(1, 11):
                season = "N/A" if category.startswith("Films") else f"Show {rank}: Season 1"
                hours = 1_000_000 * (11 - rank)
                row = (sunday, category, rank, f"Show {rank}", season, hours, week + 1)
                lines.append("\t".join(map(str, row)))
    return "\n".join(lines) + "\n"


HEAVY = (
    "tests/browser/",
    "tests/odds/test_floor.py",
    "tests/viewing/test_arrivals.py",
    "tests/viewing/test_interrupted.py",
)
"""What takes minutes together: `pytest -m heavy` runs it, and CI does."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(part in item.path.as_posix() for part in HEAVY):
            item.add_marker(pytest.mark.heavy)
