from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from cliffhanger.news.statements import Premiere
from cliffhanger.pages.calendars import calendar
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import Article, Given
from tests.pages.conftest import span, story


def events(ics: bytes) -> list[Any]:
    return list(Calendar.from_ical(ics.decode()).walk("VEVENT"))


def kinds(found: Iterable[Any]) -> set[str]:
    return {str(event["categories"].cats[0]) for event in found}


@pytest.fixture(scope="module")
def announced(whole: Given) -> Given:
    """An edition whose story announces a premiere, and a second one by month only."""
    said = (
        Premiere("Young Royals", 3, "2022-12-15", span("Two series end")),
        Premiere("Manifest", 5, "2023-01", span("Two series")),
    )
    return replace(whole, articles=[Article(replace(story(), premieres=said))])


def test_a_premiere_is_a_whole_day_and_at_midnight_in_los_angeles_with_hours(
    announced: Given,
) -> None:
    [day] = [e for e in events(calendar(announced, "x")) if "young-royals-s3" in e["uid"]]
    assert day["dtstart"].dt == dt.date(2022, 12, 15)
    assert day["dtend"].dt == dt.date(2022, 12, 16)
    [hour] = [
        e for e in events(calendar(announced, "x", timed=True)) if "young-royals-s3" in e["uid"]
    ]
    assert hour["dtstart"].dt == dt.datetime(2022, 12, 15, 8, tzinfo=dt.UTC)
    assert hour["uid"] == day["uid"] == "premiere-young-royals-s3@desk.example"


def test_a_premiere_of_which_only_the_month_is_known_is_no_event(announced: Given) -> None:
    assert not [e for e in events(calendar(announced, "x")) if "manifest-s5" in e["uid"]]


def test_a_season_that_came_out_lately_is_there_and_no_later_one_is(announced: Given) -> None:
    premieres = events(calendar(announced, "x", windows=False))
    assert kinds(premieres) == {"Premiere"}
    assert [e for e in premieres if e["uid"].startswith("premiere-inside-man-s1")]
    seen = [e["dtstart"].dt for e in premieres if "young-royals-s3" not in e["uid"]]
    assert max(seen) <= dt.date(2022, 11, 8)


def test_a_decision_window_is_the_week_up_to_the_likely_day(announced: Given) -> None:
    found = events(calendar(announced, "x"))
    windows = [e for e in found if e["uid"].startswith("window-")]
    assert len(windows) == len(announced.board)
    for window in windows:
        assert window["dtend"].dt - window["dtstart"].dt == dt.timedelta(days=7)
        assert "as likely as not decided by" in window["description"]
    assert len({e["uid"] for e in found}) == len(found)


def test_a_readers_calendar_holds_their_series_only(announced: Given) -> None:
    found = events(calendar(announced, "x", titles=frozenset({"young-royals"})))
    assert found
    assert all("young-royals" in e["uid"] for e in found)


@pytest.mark.parametrize("name", ["calendar", "calendar-timed", "premieres", "premieres-timed"])
def test_every_calendar_is_read_by_others_and_has_what_each_event_needs(
    contents: Contents, name: str
) -> None:
    ics = contents.files[f"feeds/{name}.ics"].make()
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    for event in events(ics):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert not event.errors
