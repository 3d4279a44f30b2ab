from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cliffhanger.claims.window import ABOUT, AT_LEAST, AT_MOST, EXACT, Window, read_window

DAY = dt.date(2022, 11, 8)
SUNDAY = dt.date(2022, 8, 21)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        (None, {}),
        ("weekly Top 10", {}),
        ("Aug 15-21, 2022", {"week": SUNDAY}),
        ("S3, August 15 to 21", {"week": SUNDAY, "season": 3}),
        ("Aug. 15–21", {"week": SUNDAY}),
        ("2022-08-15 to 2022-08-21", {"week": SUNDAY}),
        ("Jan 31-Feb 6, 2022", {"week": dt.date(2022, 2, 6)}),
        ("Dec 27-Jan 2", {"week": dt.date(2022, 1, 2)}),
        ("week of August 15", {"week": SUNDAY}),
        ("week ending August 21", {"week": SUNDAY}),
        ("Aug 12-14", {"week": dt.date(2022, 8, 14), "aligned": False}),
        ("week 27 of 2021", {"week": dt.date(2021, 7, 11)}),
        ("S2, first full week", {"season": 2, "full": True}),
        ("first four days", {"days": 4}),
        ("first 28 days", {"days": 28}),
        ("first two weeks", {"days": 14}),
        ("third week", {"nth": 3}),
        ("2nd week", {"nth": 2}),
        ("premiere week", {"nth": 1}),
        ("opening weekend", {"nth": 1}),
        ("English TV list, debut", {"nth": 1, "category": "TV (English)"}),
        ("non-English TV list", {"category": "TV (Non-English)"}),
        ("since Sep 8", {"since": dt.date(2022, 9, 8), "total": True}),
        ("running total", {"total": True}),
        ("same week", {"same_week": True}),
        ("Netflix UK weekly", {"country": "GB"}),
        ("among us", {}),
        ("No. 1 in", {"top": True}),
        ("Part 4", {"season": 4}),
        ("more than", {"relation": AT_LEAST}),
        ("just under", {"relation": AT_MOST}),
        ("S1 (about)", {"relation": ABOUT, "season": 1}),
    ],
)
def test_words_beside_a_figure_mean_a_window(words: str | None, means: dict[str, Any]) -> None:
    assert read_window(words, DAY) == Window(**means)


@pytest.mark.parametrize(
    "words", ["Netflix all-time Most Popular, English TV", "S2 on Prime Video", "Nielsen, minutes"]
)
def test_what_no_weekly_list_holds_is_said(words: str) -> None:
    assert read_window(words, DAY).elsewhere


def test_a_day_without_a_year_is_the_last_such_day() -> None:
    assert read_window("week of Dec 26", dt.date(2023, 1, 3)).week == dt.date(2023, 1, 1)
    assert read_window("Feb 29-30", DAY).week is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_no_words_break_the_reader(words: str) -> None:
    assert read_window(words, DAY).relation in (EXACT, ABOUT, AT_LEAST, AT_MOST)


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(2021, 7, 5), dt.date(2026, 7, 12)))
def test_a_chart_week_written_as_a_range_is_read_back(day: dt.date) -> None:
    monday = day - dt.timedelta(days=day.weekday())
    sunday = monday + dt.timedelta(days=6)
    end = f"{sunday.day}" if sunday.month == monday.month else f"{sunday:%b} {sunday.day}"
    found = read_window(f"{monday:%b} {monday.day}-{end}, {sunday.year}", sunday)
    assert (found.week, found.aligned) == (sunday, True)
