from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cliffhanger.days import AsOf, available_at, chart_week, parse_day
from cliffhanger.errors import InputError


def test_a_day_means_its_end() -> None:
    assert AsOf.parse("2022-11-07").moment == dt.datetime(2022, 11, 8, tzinfo=dt.UTC)
    assert str(AsOf.parse("2022-11-07")) == "2022-11-07"


def test_a_time_is_utc_unless_it_says_otherwise() -> None:
    assert AsOf.parse("2022-11-08T20:00") == AsOf.parse("2022-11-08T22:00+02:00")
    assert str(AsOf.parse("2022-11-08T20:00")) == "2022-11-08T20:00Z"


def test_a_week_is_known_on_tuesday_at_twenty_hours() -> None:
    sunday = dt.date(2022, 9, 25)
    assert available_at(sunday) == dt.datetime(2022, 9, 27, 20, tzinfo=dt.UTC)
    assert not AsOf.parse("2022-09-27T19:59").knows_week(sunday)
    assert AsOf.parse("2022-09-27T20:00").knows_week(sunday)
    assert not AsOf.parse("2022-09-26").knows_week(sunday)
    assert AsOf.parse("2022-09-27").knows_week(sunday)


def test_what_carries_only_a_day_is_known_at_its_end() -> None:
    monday = dt.date(2022, 11, 7)
    assert AsOf.parse("2022-11-07").knows_day(monday)
    assert not AsOf.parse("2022-11-07T20:00").knows_day(monday)
    assert AsOf.parse("2022-11-07T20:00").last_known_day == dt.date(2022, 11, 6)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_a_chart_week_is_the_sunday_on_or_after_the_day(day: dt.date) -> None:
    sunday = chart_week(day)
    assert sunday.weekday() == 6
    assert 0 <= (sunday - day).days < 7


@pytest.mark.parametrize("text", ["yesterday", "2022-13-01", "", "2022-11-07T25:00", "9999-12-31"])
def test_what_is_no_day_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(InputError, match="is not a day"):
        AsOf.parse(text)


def test_parse_day_names_the_value() -> None:
    with pytest.raises(InputError, match="'soon' is not a day; write it as YYYY-MM-DD"):
        parse_day("soon")
