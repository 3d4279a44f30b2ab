from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cliffhanger.viewing.engines import Engine, open_engine
from tests.viewing.world import World


@pytest.fixture(scope="session")
def duck() -> Iterator[Engine]:
    engine = open_engine("duckdb", threads=1)
    yield engine
    engine.close()


@pytest.fixture
def world(tmp_path: Path, duck: Engine) -> World:
    return World(tmp_path, duck)
