from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from cliffhanger import days, tables, titles
from cliffhanger.days import UTC, AsOf
from cliffhanger.errors import RecordError
from cliffhanger.news.record import load_bundled
from cliffhanger.odds import ledger
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.odds.estimator import Odds
from cliffhanger.store.record import Record, open_record
from cliffhanger.titles import Catalogue

NOON = dt.datetime(2022, 11, 6, 12, tzinfo=UTC)
LATER = AsOf.parse("2026-11-22")


@dataclass(frozen=True)
class Chance:
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Season:
    season_id: str
    odds: Chance
    show_title: str = "The Show"
    season_number: int | None = 1
    category: str = "TV (English)"
    model: str = "cliffhanger"


def season(season_id: str = "partner-track-s1", p: float = 0.4) -> Season:
    return Season(season_id, Chance(p, p / 2, (1 + p) / 2))


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """An empty record, at noon of a Sunday."""
    set_clock(monkeypatch, NOON)
    opened = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    yield opened
    opened.close()


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    monkeypatch.setattr(days, "now", lambda: moment)


def issue(
    record: Record, *seasons: Season, as_of: AsOf | None = None, inputs: str = "h"
) -> ledger.Issued:
    return ledger.issue(record, seasons, as_of or AsOf(NOON), inputs_hash=inputs, version="0.1.0")


def came(*rows: tuple[str, int, str]) -> pl.DataFrame:
    known = [(season_id, renewed, dt.date.fromisoformat(day)) for season_id, renewed, day in rows]
    return pl.DataFrame(known, schema=["season_id", "renewed", "known_on"], orient="row")


def test_issued_odds_are_kept_with_what_they_were_made_from(record: Record) -> None:
    assert issue(record, season()) == ledger.Issued(new=1, already=0)
    [row] = ledger.issued(record, LATER)
    assert (row.p, row.low, row.high) == (0.4, 0.2, 0.7)
    assert (row.inputs_hash, row.version, row.issued_at) == ("h", "0.1.0", NOON)
    assert row.rule == ledger.RULE


def test_the_same_odds_are_issued_once_a_day(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(record, season())
    set_clock(monkeypatch, NOON + dt.timedelta(hours=3))
    today = AsOf.parse("2022-11-06")
    assert issue(record, season(), as_of=today) == ledger.Issued(0, 1)
    assert issue(record, season(p=0.5), as_of=today) == ledger.Issued(1, 0)
    set_clock(monkeypatch, NOON + dt.timedelta(days=1))
    assert issue(record, season(), as_of=AsOf.parse("2022-11-07")) == ledger.Issued(1, 0)


@pytest.mark.parametrize("day", ["2022-11-05", "2022-11-06T10:59", "2021-01-01"])
def test_reconstructed_odds_are_never_issued(record: Record, day: str) -> None:
    assert ledger.is_reconstructed(AsOf.parse(day))
    with pytest.raises(RecordError, match="reconstructed, not issued"):
        issue(record, season(), as_of=AsOf.parse(day))
    assert ledger.issued(record, LATER) == []


def test_odds_of_a_day_to_come_are_not_issued(record: Record) -> None:
    with pytest.raises(RecordError, match="cannot be issued yet"):
        issue(record, season(), as_of=AsOf.parse("2022-11-07"))


@pytest.mark.parametrize("edit", ["UPDATE forecasts SET p = 0.01", "DELETE FROM forecasts"])
def test_what_was_issued_cannot_be_edited(record: Record, edit: str) -> None:
    issue(record, season())
    with pytest.raises(RecordError, match="append-only"), record.write() as session:
        session.execute(sa.text(edit))
    assert [row.p for row in ledger.issued(record, LATER)] == [0.4]


def test_a_batch_with_odds_that_are_none_leaves_nothing(record: Record) -> None:
    with pytest.raises(RecordError):
        issue(record, season(), Season("b-s1", Chance(1.2, 0.1, 1.3)))
    assert ledger.issued(record, LATER) == []


def test_a_forecast_is_scored_when_its_outcome_is_known(record: Record) -> None:
    issue(record, season())
    outcome = came(("partner-track-s1", 0, "2022-11-08"))
    before = ledger.score(record, outcome, AsOf.parse("2022-11-07"))
    assert (before.seasons, before.pending, before.brier) == (0, 1, None)
    after = ledger.score(record, outcome, AsOf.parse("2022-11-08"))
    assert (after.seasons, after.pending) == (1, 0)
    assert after.brier == pytest.approx(0.16)
    assert after.log_loss == pytest.approx(-math.log(0.6))
    assert after.as_dict()["forecasts"][0]["known_on"] == "2022-11-08"


def test_a_forecast_issued_on_the_day_of_the_decision_does_not_count(record: Record) -> None:
    issue(record, season())
    track = ledger.score(record, came(("partner-track-s1", 0, "2022-11-06")), LATER)
    assert (track.seasons, track.late) == (0, 1)


def test_a_season_counts_once_however_often_it_was_issued(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(record, season("a-s1", 0.9), season("b-s1", 0.1))
    for day in range(1, 4):
        set_clock(monkeypatch, NOON + dt.timedelta(days=day))
        issue(record, season("a-s1", 0.9), as_of=AsOf(days.now()))
    track = ledger.score(record, came(("a-s1", 1, "2023-01-01"), ("b-s1", 1, "2023-01-01")), LATER)
    assert (track.rows.height, track.seasons) == (5, 2)
    assert track.brier == pytest.approx((0.01 + 0.81) / 2)


def test_the_record_and_the_lists_say_what_came(record: Record, catalogue: Catalogue) -> None:
    load_bundled(record, titles.read_bundled(tables.DECISIONS))
    eve = ledger.outcomes(record, catalogue.seasons, AsOf.parse("2022-11-06"))
    story = ledger.outcomes(record, catalogue.seasons, AsOf.parse("2022-11-08"))
    wanted = {
        "dahmer-s1": (1, dt.date(2022, 11, 7)),
        "the-watcher-s1": (1, dt.date(2022, 11, 7)),
        "partner-track-s1": (0, dt.date(2022, 11, 8)),
        "the-imperfects-s1": (0, dt.date(2022, 11, 8)),
    }
    assert not set(wanted) & set(eve["season_id"])
    said = {row[0]: row[1:] for row in story.rows()}
    assert {season_id: said[season_id] for season_id in wanted} == wanted


def test_a_later_season_on_a_list_is_an_order_and_18_months_of_silence_is_none(
    record: Record,
) -> None:
    rows = {
        "season_id": ["a-s1", "a-s2", "b-s1"],
        "title_id": ["a", "a", "b"],
        "season_number": [1, 2, 1],
        "release_date": [dt.date(2022, 1, 7), dt.date(2022, 9, 2), dt.date(2022, 1, 7)],
        "first_week": [dt.date(2022, 1, 9), dt.date(2022, 9, 4), dt.date(2022, 1, 9)],
    }
    seasons = pl.DataFrame(rows)
    early = ledger.outcomes(record, seasons, AsOf.parse("2022-09-05"))
    assert early.is_empty()
    assert ledger.outcomes(record, seasons, AsOf.parse("2023-07-09")).rows() == [
        ("a-s1", 1, dt.date(2022, 9, 6)),
        ("b-s1", 0, dt.date(2023, 7, 9)),
    ]


def test_the_ledger_takes_what_the_board_gives() -> None:
    assert {f.name for f in fields(Season)} <= {f.name for f in fields(SeasonOdds)}
    assert {f.name for f in fields(Chance)} <= {f.name for f in fields(Odds)}
