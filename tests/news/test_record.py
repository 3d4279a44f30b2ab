from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa
from polars.testing import assert_frame_equal

from cliffhanger import tables, titles
from cliffhanger.days import AsOf
from cliffhanger.errors import RecordError
from cliffhanger.news import words
from cliffhanger.news.history import history, reading_of, readings
from cliffhanger.news.record import (
    decisions_as_of,
    load_bundled,
    merge_known,
    save,
    standings,
)
from cliffhanger.news.statements import Decision, Document, Named, Reading, Signal
from cliffhanger.store import record as store
from cliffhanger.store.jsonl import export_jsonl
from cliffhanger.store.record import Record, open_record
from cliffhanger.titles import Catalogue

LATER = AsOf.parse("2026-11-22")
TEXT = "Netflix has canceled Partner Track. Lockwood & Co may return, a fan hopes."
CANCELED = Decision(
    series="Partner Track",
    season=1,
    decision="canceled",
    seasons_ordered=None,
    announced_on="2022-11-08",
    network="Netflix",
    attributed_to=None,
    certainty="stated",
    span=(0, 35),
)
HOPED = replace(
    CANCELED,
    series="Lockwood & Co",
    decision="not_decided",
    season=2,
    announced_on=None,
    certainty="rumoured",
    span=(36, 74),
)


def reading(*decisions: Decision, day: str = "2022-11-08", source: str = "Our desk") -> Reading:
    document = Document(dt.date.fromisoformat(day), TEXT, title="Canceled", source=source)
    return Reading(document, decisions=decisions)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    opened = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    yield opened
    opened.close()


def exported(record: Record) -> str:
    out = io.StringIO()
    export_jsonl(record, out)
    return out.getvalue()


def bundled_decisions() -> pl.DataFrame:
    return titles.read_bundled(tables.DECISIONS)


def test_saving_twice_changes_nothing(record: Record, catalogue: Catalogue) -> None:
    first = save(reading(CANCELED, HOPED), record, catalogue)
    assert (first.documents, first.statements, first.decisions) == (1, 2, 1)
    before = exported(record)
    again = save(reading(CANCELED, HOPED), record, catalogue)
    assert (again.documents, again.statements, again.decisions) == (0, 0, 0)
    assert again.document_id == first.document_id
    assert exported(record) == before


def test_a_statement_keeps_its_words_its_span_and_both_days(
    record: Record, catalogue: Catalogue
) -> None:
    save(reading(CANCELED), record, catalogue)
    with record.read() as session:
        row = session.scalars(sa.select(store.Statement)).one()
    assert row.value == {
        "series": "Partner Track",
        "season": 1,
        "decision": "canceled",
        "seasons_ordered": None,
        "announced_on": "2022-11-08",
        "network": "Netflix",
        "attributed_to": None,
        "certainty": "stated",
    }
    assert (row.title_id, row.span_start, row.span_end) == ("partner-track", 0, 35)
    assert (row.event_date, row.learned_on) == ("2022-11-08", dt.date(2022, 11, 8))


def test_a_rumour_is_kept_and_is_no_decision(record: Record, catalogue: Catalogue) -> None:
    save(reading(CANCELED, HOPED), record, catalogue)
    assert list(standings(record, LATER)) == ["partner-track"]
    [event] = history(record, catalogue.find("Lockwood & Co"), LATER)
    assert (event.decision, event.status) == ("not_decided", "no_decision")
    assert event.sources[0].certainty == "rumoured"
    assert event.sources[0].quote == TEXT[36:74]


@pytest.mark.parametrize("certainty", ["rumoured", "denied"])
def test_a_rumoured_or_denied_cancellation_decides_nothing(
    record: Record, catalogue: Catalogue, certainty: str
) -> None:
    save(reading(replace(CANCELED, certainty=certainty)), record, catalogue)
    assert decisions_as_of(record, LATER).is_empty()


def test_the_history_names_both_dates_the_source_and_the_words(
    record: Record, catalogue: Catalogue
) -> None:
    load_bundled(record, bundled_decisions())
    save(reading(CANCELED, day="2022-11-09"), record, catalogue)
    [event] = history(record, "partner-track", LATER)
    assert (event.announced_on, event.learned_on) == ("2022-11-08", dt.date(2022, 11, 8))
    assert [source.source for source in event.sources] == ["activenoon.com", "Our desk"]
    assert event.sources[1].quote == "Netflix has canceled Partner Track."
    assert json.loads(json.dumps(event.as_dict()))["sources"][1]["span"] == [0, 35]


def test_the_history_travels_in_time(record: Record, catalogue: Catalogue) -> None:
    save(reading(CANCELED), record, catalogue)
    assert history(record, "partner-track", AsOf.parse("2022-11-07")) == []
    assert history(record, "partner-track", AsOf.parse("2022-11-08T23:00")) == []
    assert len(history(record, "partner-track", AsOf.parse("2022-11-08"))) == 1


def test_bundled_decisions_are_loaded_once(record: Record) -> None:
    assert load_bundled(record, bundled_decisions()) == bundled_decisions().height
    assert load_bundled(record, bundled_decisions()) == 0


def test_a_partial_date_is_known_at_its_last_day(record: Record) -> None:
    rows = bundled_decisions().filter(pl.col("title_id") == "inside-job")
    load_bundled(record, rows)
    for day, known in (("2022-06-29", 0), ("2022-06-30", 1), ("2023-01-08", 2)):
        assert decisions_as_of(record, AsOf.parse(day)).height == known


def test_the_two_renewals_of_that_monday_are_known_at_its_end(record: Record) -> None:
    load_bundled(record, bundled_decisions())
    new = [
        set(decisions_as_of(record, AsOf.parse(day))["title_id"])
        for day in ("2022-11-06", "2022-11-07", "2022-11-08")
    ]
    assert {"dahmer", "the-watcher"} <= new[1] - new[0]
    assert {"partner-track", "the-imperfects"} <= new[2] - new[1]


def test_decisions_come_back_as_they_went_in(record: Record) -> None:
    once = bundled_decisions().filter(pl.struct("title_id").is_unique())
    load_bundled(record, once)
    back = decisions_as_of(record, AsOf.parse("2026-12-31"))
    keys = ["title_id", "announced_on"]
    assert_frame_equal(back.select(once.columns).sort(keys), once.sort(keys))
    assert back.columns == [*tables.DECISIONS.schema, "learned_on"]


def test_a_newer_bundled_table_takes_the_place_of_the_older(record: Record) -> None:
    rows = bundled_decisions().filter(pl.col("title_id").is_in(["partner-track", "the-watcher"]))
    load_bundled(record, rows)
    mended = rows.filter(pl.col("title_id") == "the-watcher").with_columns(
        seasons_ordered=pl.lit(3)
    )
    assert load_bundled(record, mended) == 2
    back = decisions_as_of(record, LATER)
    assert back.select("title_id", "seasons_ordered").rows() == [("the-watcher", 3)]
    assert load_bundled(record, mended) == 0
    load_bundled(record, rows)
    assert set(decisions_as_of(record, LATER)["seasons_ordered"]) == {None, 1}


def test_a_later_reading_takes_the_place_of_the_earlier(
    record: Record, catalogue: Catalogue
) -> None:
    document = save(reading(CANCELED), record, catalogue).document_id
    save(reading(HOPED), record, catalogue)
    assert decisions_as_of(record, LATER).is_empty()
    assert history(record, "partner-track", LATER) == []
    save(reading(replace(CANCELED, season=2)), record, catalogue)
    assert decisions_as_of(record, LATER)["season_number"].to_list() == [2]
    save(reading(CANCELED), record, catalogue)
    assert decisions_as_of(record, LATER)["season_number"].to_list() == [1]
    assert reading_of(record, document).decisions == (CANCELED,)


def test_a_correction_is_known_from_its_day_and_survives_a_new_load(record: Record) -> None:
    rows = bundled_decisions().filter(pl.col("title_id") == "partner-track")
    load_bundled(record, rows)
    with record.read() as session:
        wrong = session.scalars(sa.select(store.Decision)).one().id
    words.correct(record, wrong, dt.date(2023, 1, 1), decision="renewed")
    load_bundled(record, rows)
    for day, decision in (("2022-12-31", "canceled"), ("2023-01-01", "renewed")):
        assert standings(record, AsOf.parse(day))["partner-track"].decision == decision


def test_what_is_not_there_cannot_be_corrected(record: Record) -> None:
    with pytest.raises(RecordError, match="no decision has the id 'x'"):
        words.correct(record, "x", dt.date(2023, 1, 1), decision="renewed")


def test_an_unknown_series_is_provisional_until_the_catalogue_knows_it(
    record: Record, catalogue: Catalogue
) -> None:
    save(reading(replace(CANCELED, series="Zebra Court")), record, catalogue)
    assert list(standings(record, LATER)) == ["provisional:zebra-court"]
    newer = Catalogue(
        catalogue.titles,
        catalogue.seasons,
        catalogue.labels,
        pl.concat(
            [catalogue.aliases, pl.DataFrame({"title_id": ["1899"], "name": ["zebra court"]})]
        ),
    )
    assert merge_known(record, newer, dt.date(2023, 1, 1)) == [("provisional:zebra-court", "1899")]
    assert merge_known(record, newer, dt.date(2023, 1, 1)) == []
    assert list(standings(record, LATER)) == ["1899"]
    assert len(history(record, "1899", LATER)) == 1


def test_a_season_that_nobody_numbers_is_the_last_one_out(
    record: Record, catalogue: Catalogue
) -> None:
    ordered = replace(CANCELED, series="DAHMER", season=None, decision="renewed", seasons_ordered=2)
    save(reading(ordered), record, catalogue)
    assert decisions_as_of(record, LATER)["season_number"].to_list() == [1]


def test_a_season_ordered_ahead_comes_after_the_last_one_out(
    record: Record, catalogue: Catalogue
) -> None:
    third = replace(
        CANCELED, series="The Diplomat", season=3, decision="renewed", announced_on="2024-10-10"
    )
    save(reading(third, day="2024-10-11"), record, catalogue)
    assert decisions_as_of(record, LATER)["season_number"].to_list() == [1]


def test_a_decision_without_a_date_is_known_by_its_document(
    record: Record, catalogue: Catalogue
) -> None:
    save(reading(replace(CANCELED, announced_on=None)), record, catalogue)
    row = decisions_as_of(record, LATER).row(0, named=True)
    assert (row["announced_on"], row["precision"]) == ("2022-11-08", "by")


def test_a_saved_reading_comes_back_whole(record: Record, catalogue: Catalogue) -> None:
    named = Named("Partner Track", "Partner Track", (21, 34))
    signal = Signal("Partner Track", "fan_campaign", (36, 40))
    given = replace(reading(CANCELED, HOPED), signals=(signal,), series=(named,))
    document = save(given, record, catalogue).document_id
    assert reading_of(record, document) == given


def test_readings_known_then_come_back_oldest_first(record: Record, catalogue: Catalogue) -> None:
    early, late = reading(HOPED, day="2022-11-08"), reading(CANCELED, day="2022-11-10")
    save(late, record, catalogue)
    save(early, record, catalogue)
    assert readings(record, LATER) == [early, late]
    assert readings(record, AsOf.parse("2022-11-09")) == [early]


def test_characters_no_database_takes_are_replaced_one_for_one(
    record: Record, catalogue: Catalogue
) -> None:
    odd = Document(dt.date(2022, 11, 8), "a\x00b\ud800c Partner Track is over.")
    document = save(Reading(odd, decisions=(CANCELED,)), record, catalogue).document_id
    assert reading_of(record, document).document.text == "a\ufffdb\ufffdc Partner Track is over."
