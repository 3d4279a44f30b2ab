"""Weeks, days and the as-of date. The only module that reads the clock.

Every fact carries the date it is about and the moment it could be known. An `AsOf` is
the moment a question is asked: nothing known later may shape its answer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cliffhanger.errors import InputError

UTC = dt.UTC
FIRST_WEEK = dt.date(2021, 7, 4)
"""The Sunday of the first published chart week (rule F8)."""
PUBLISHED_AFTER = dt.timedelta(days=2, hours=20)
"""A week that ends on Sunday is out on Tuesday 20:00 UTC (rule F9)."""


def now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(UTC)


def today() -> dt.date:
    """The current day, in UTC."""
    return now().date()


def parse_day(text: str) -> dt.date:
    """The day written as YYYY-MM-DD. Raises InputError for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r} is not a day", fix="write it as YYYY-MM-DD") from None


def end_of(day: dt.date) -> dt.datetime:
    """24:00 UTC of a day: the moment from which a fact that carries only this day is known."""
    return dt.datetime.combine(day, dt.time(), UTC) + dt.timedelta(days=1)


def available_at(week: dt.date) -> dt.datetime:
    """The moment the chart of the week ending on Sunday `week` is out (rule F9)."""
    return dt.datetime.combine(week, dt.time(), UTC) + PUBLISHED_AFTER


def chart_week(day: dt.date) -> dt.date:
    """The Sunday that names the chart week (Monday to Sunday, UTC) of a day (rule F7)."""
    return day + dt.timedelta(days=6 - day.weekday())


@dataclass(frozen=True, order=True)
class AsOf:
    """The moment a question is asked; a day means its end, 24:00 UTC."""

    moment: dt.datetime

    @classmethod
    def now(cls) -> AsOf:
        """This moment."""
        return cls(now())

    @classmethod
    def end_of(cls, day: dt.date) -> AsOf:
        """The end of a day."""
        return cls(end_of(day))

    @classmethod
    def parse(cls, text: str | None) -> AsOf:
        """From `2022-11-07`, `2022-11-07T19:30` (UTC unless an offset is given), or None for now.

        Raises InputError when the text is neither.
        """
        if text is None:
            return cls.now()
        try:
            if "T" in text or " " in text.strip():
                moment = dt.datetime.fromisoformat(text.strip())
                return cls(moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC))
            return cls.end_of(dt.date.fromisoformat(text.strip()))
        except (ValueError, OverflowError):
            raise InputError(
                f"{text!r} is not a day or a time", fix="write 2022-11-07 or 2022-11-07T20:00"
            ) from None

    @property
    def day(self) -> dt.date:
        """The last day that has wholly or partly passed."""
        return (self.moment - dt.timedelta(microseconds=1)).date()

    @property
    def last_known_day(self) -> dt.date:
        """The last day that has wholly passed: facts that carry only a day are known up to it."""
        return (self.moment - dt.timedelta(days=1)).date()

    def knows_day(self, day: dt.date) -> bool:
        """Whether a fact that carries only this day is known by now."""
        return end_of(day) <= self.moment

    def knows_week(self, week: dt.date) -> bool:
        """Whether the chart of the week ending on this Sunday is out."""
        return available_at(week) <= self.moment

    def __str__(self) -> str:
        whole = self.moment.time() == dt.time()
        return self.day.isoformat() if whole else f"{self.moment:%Y-%m-%dT%H:%MZ}"
