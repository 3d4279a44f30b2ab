from __future__ import annotations

import runpy
from pathlib import Path

import polars as pl

from cliffhanger import tables
from cliffhanger.titles import Catalogue, read_bundled

SCRIPT = Path(__file__).parents[1] / "scripts" / "bundle.py"


def test_the_bundle_reproduces_from_the_shared_data(shared: Path) -> None:
    assert runpy.run_path(str(SCRIPT))["main"]([str(shared / "data"), "--check"]) == 0


def test_bundled_tables_have_the_shape_they_say(catalogue: Catalogue) -> None:
    assert catalogue.titles.schema == tables.TITLES.schema
    assert catalogue.seasons.schema == tables.SEASONS.schema
    assert read_bundled(tables.DECISIONS).height == 384


def test_no_outcome_is_bundled_that_is_kept_for_judging(catalogue: Catalogue) -> None:
    late = catalogue.seasons.filter(pl.col("first_week") >= pl.date(2024, 11, 1))
    assert late["outcome"].null_count() == late.height
