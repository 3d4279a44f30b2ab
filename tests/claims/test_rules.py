from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cliffhanger import tables, titles
from cliffhanger.charts import sources, vintages
from cliffhanger.claims.lists import Lists
from cliffhanger.claims.rules import Rule, check_rule
from cliffhanger.days import AsOf
from cliffhanger.news.record import decisions_as_of, load_bundled
from cliffhanger.store.lake import Lake
from cliffhanger.store.record import open_record
from cliffhanger.titles import Catalogue
from tests.conftest import no_network

UNDER_100_MILLION = Rule(100_000_000, dt.date(2022, 1, 1), dt.date(2022, 12, 31))


@pytest.fixture(scope="session")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    record = open_record(f"sqlite:///{tmp_path_factory.mktemp('rules') / 'record.db'}")
    load_bundled(record, titles.read_bundled(tables.DECISIONS))
    known = decisions_as_of(record, AsOf.parse("2026-12-31"))
    record.close()
    return known


def test_not_everything_under_100_million_hours_was_canceled(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue, decisions: pl.DataFrame
) -> None:
    as_of = AsOf.parse("2023-01-03")
    found = check_rule(
        UNDER_100_MILLION, Lists(chart_on("2023-01-03"), catalogue, as_of), decisions
    )
    assert found.verdict == "refuted"
    broke = {case.season_id: case for case in found.counterexamples}
    heartstopper = broke["heartstopper-s1"]
    assert (heartstopper.hours, heartstopper.week) == (23_940_000, dt.date(2022, 5, 1))
    assert heartstopper.evidence == "renewed on 2022-05-20"
    kept = {case.season_id: case.outcome for case in found.cases}
    assert kept["partner-track-s1"] == "not_ordered"


def test_the_recruit_broke_the_rule_when_it_was_renewed(
    shared: Path, catalogue: Catalogue, decisions: pl.DataFrame, tmp_path: Path
) -> None:
    lake = Lake(tmp_path)
    file = shared / "data/netflix/vintages/all-weeks-global.seen-2025-07-30.tsv"
    for copy in sources.copies_of(str(file), fetcher=no_network):
        vintages.ingest(copy, lake, catalogue)
    said = {}
    for day in ("2023-01-03", "2023-01-26", "2025-07-30"):
        as_of = AsOf.parse(day)
        lists = Lists(vintages.chart_as_of(lake, as_of, catalogue), catalogue, as_of)
        cases = {c.season_id: c for c in check_rule(UNDER_100_MILLION, lists, decisions).cases}
        said[day] = cases["the-recruit-s1"]
    assert {case.hours for case in said.values()} == {95_590_000}
    assert [case.outcome for case in said.values()] == [
        "not_decided",
        "ordered_again",
        "ordered_again",
    ]
    assert said["2025-07-30"].evidence == "The Recruit: Season 2 charted in the week of 2025-02-02"


def test_a_decision_not_yet_known_breaks_nothing(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue, decisions: pl.DataFrame
) -> None:
    as_of = AsOf.parse("2022-05-19")
    found = check_rule(
        UNDER_100_MILLION, Lists(chart_on("2022-05-19"), catalogue, as_of), decisions
    )
    assert "heartstopper-s1" not in {case.season_id for case in found.counterexamples}


def test_a_rule_nobody_broke_is_supported_only_when_all_is_known(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue, decisions: pl.DataFrame
) -> None:
    days = dt.date(2022, 8, 22), dt.date(2022, 8, 28)
    for day, verdict in (("2022-11-07", "not_checkable"), ("2022-11-08", "supported")):
        lists = Lists(chart_on(day), catalogue, AsOf.parse(day))
        found = check_rule(Rule(40_000_000, *days), lists, decisions)
        assert [case.season_id for case in found.cases] == ["partner-track-s1"]
        assert found.verdict == verdict
        assert found.as_dict()["n"] == 1
