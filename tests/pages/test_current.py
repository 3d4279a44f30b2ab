from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from cliffhanger.charts import sources, vintages
from cliffhanger.days import AsOf
from cliffhanger.odds.known import Known
from cliffhanger.pages import kept
from cliffhanger.pages.editions import given_of
from cliffhanger.pages.history import odds_history
from cliffhanger.pages.server.current import Current
from cliffhanger.store.desk import Desk
from cliffhanger.titles import bundled
from tests.pages.conftest import story

DAY = "2022-01-20"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk of these tests' own with the bundled chart."""
    desk = Desk.at(tmp_path_factory.mktemp("served"))
    vintages.ingest(sources.bundled_copy(), desk.lake, bundled())
    return desk


@pytest.fixture(scope="module")
def current(own: Desk) -> Iterator[Current]:
    patch = pytest.MonkeyPatch()
    patch.setattr("cliffhanger.pages.editions.odds_history", lambda known: odds_history(known, 2))
    made = Current(own, as_of=DAY)
    made.refresh()
    yield made
    patch.undo()


def test_an_unchanged_desk_is_not_made_anew(current: Current) -> None:
    shelf, serial = current.shelf, current.serial
    assert not current.refresh()
    assert (current.shelf, current.serial) == (shelf, serial)


def test_the_first_edition_looks_back_only_later(own: Desk) -> None:
    first = Current(own, as_of=DAY)
    assert not first.shelf.contents.given.looked_back
    text = first.shelf.find("scorecard.html")
    assert text
    assert b"being replayed just now" in text.body


def test_what_readers_write_makes_no_new_edition(current: Current, own: Desk) -> None:
    engine = sa.create_engine(own.record_url)
    with engine.begin() as connection:
        connection.execute(sa.text("create table if not exists votes_of_a_test (n integer)"))
        connection.execute(sa.text("insert into votes_of_a_test values (1)"))
    engine.dispose()
    assert not current.refresh()


def test_a_story_that_is_saved_makes_a_new_edition_and_the_one_before_stands_until_then(
    current: Current, own: Desk
) -> None:
    before = current.shelf
    reading = story()
    early = type(reading.document)(dt.date(2022, 1, 19), reading.document.text, title="Early word")
    Known(own, AsOf.parse(DAY)).save(type(reading)(early))
    assert current.shelf is before
    assert current.refresh()
    assert "Early word" in current.shelf.find("articles/index.html").body.decode()  # type: ignore[union-attr]
    assert before.find("articles/index.html")


def test_an_edition_of_a_desk_holds_only_what_was_known(own: Desk) -> None:
    given = given_of(Known(own, AsOf.parse(DAY)), looking_back=False)
    assert given.chart["available_at"].max() <= given.as_of.moment  # type: ignore[operator]
    assert given.decisions["learned_on"].max() <= dt.date(2022, 1, 20)  # type: ignore[operator]
    assert given.reconstructed


def test_odds_through_time_are_those_of_the_board_of_each_tuesday(own: Desk) -> None:
    known = Known(own, AsOf.parse(DAY))
    told = odds_history(known, 2)
    assert set(told["as_of"]) == {dt.date(2022, 1, 11), dt.date(2022, 1, 18)}
    then = Known(own, AsOf.parse("2022-01-11"))
    assert then.record
    said = {s.season_id: s.odds.p for s in then.board()}
    rows = told.filter(pl.col("as_of") == dt.date(2022, 1, 11))
    assert dict(rows.select("season_id", "p").rows()) == pytest.approx(said)


def test_what_is_kept_is_made_once_and_made_anew_when_its_name_changes(tmp_path: Path) -> None:
    desk, made = Desk.at(tmp_path), []

    def make() -> bytes:
        made.append(1)
        return b"x"

    one, other = (kept.name_of([pl.DataFrame({"a": [n]})], "word") for n in (1, 2))
    assert one != other
    assert kept.kept(desk, one, make) == kept.kept(desk, one, make) == b"x"
    assert len(made) == 1
    kept.kept(desk, other, make)
    assert len(made) == 2
