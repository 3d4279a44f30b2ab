"""The invented streamer, and the publisher's newest file where ../shared is present."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cliffhanger.charts import netflix
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import Catalogue, read_bundled
from tests.odds.invented import World, invented

NEWEST = "data/netflix/vintages/all-weeks-global.seen-2026-07-22.tsv"


@pytest.fixture(scope="session")
def world() -> World:
    return invented()


@pytest.fixture(scope="session")
def real(shared: Path, catalogue: Catalogue) -> World:
    file = shared / NEWEST
    seen = dt.date(2026, 7, 22)
    chart = netflix.parse(file.read_bytes(), name=file.name, vintage=seen, catalogue=catalogue)
    return World(chart, catalogue.seasons, catalogue.titles, read_bundled(DECISIONS))
