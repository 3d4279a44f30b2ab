"""What charts are made of, as Ibis expressions: hours and views of every season, exact.

Nothing here knows an engine. All numbers are whole, so that every engine gives the same digits:
seconds for hours, and views in ten-billionths of a view.
"""

from __future__ import annotations

import datetime as dt

import ibis
from ibis.expr import operations
from ibis.expr.types import DateValue, IntegerScalar, IntegerValue, Table

VIEW = 10**10
"""One view, in the unit views are kept in. Fine enough that two seasons of up to 27 hours whose
views differ at all never look equal (rule F20)."""
_STEP = 10**5
VIEWS_FROM = dt.date(2023, 6, 18)
"""From this week lists are ranked by views, before it by hours (rule F19)."""


def total(numbers: IntegerValue) -> IntegerScalar:
    """The sum as a 64-bit number. Ibis takes it for one already; DuckDB's own sum is wider."""
    return operations.Cast(numbers.sum(), "int64").to_expr()


def partials(events: Table, cuts: Table | None) -> Table:
    """day, season_id, cut, country, seconds: the sums of one day, from events that count.

    `cuts`: season_id, episode, cut of the seasons that have cuts (rule F22), None when none has.
    """
    day = events.mutate(day=events.event_start.date())
    if cuts is None:
        named = day.mutate(cut=ibis.literal(""))
    else:
        named = day.left_join(cuts, ["season_id", "episode"], rname="{name}_of_cut")
        named = named.mutate(cut=named.cut.fill_null(""))
    sums = named.group_by("day", "season_id", "cut", "country").agg(seconds=total(named.seconds))
    return sums.filter(sums.seconds > 0)


def by_week(days: Table) -> Table:
    """period (the Sunday, rule F7), season_id, cut, country, seconds, from `partials`."""
    return _sums(days.mutate(period=_sunday(days.day)))


def parts_by_week(events: Table) -> Table:
    """week (the Sunday), season_id, profile_id, episode, seconds: sums of events that count."""
    weeks = events.mutate(week=_sunday(events.event_start.date()))
    return weeks.group_by("week", "season_id", "profile_id", "episode").agg(
        seconds=total(weeks.seconds)
    )


def _sunday(day: DateValue) -> DateValue:
    """The Sunday that ends the chart week of a day (rule F7)."""
    sunday = day.truncate("W") + ibis.interval(days=6)
    # Ibis takes this for a date already; DuckDB makes it a timestamp.
    return operations.Cast(sunday, "date").to_expr()


def first_days(days: Table, ends: Table) -> Table:
    """As `by_week`, for the days from a season's premiere to its end (rule F29).

    `ends`: season_id, period, premiere, end (both days included).
    """
    inside = days.inner_join(ends, "season_id", rname="{name}_of_end")
    return _sums(inside.filter(inside.day >= inside.premiere, inside.day <= inside.end))


def _sums(days: Table) -> Table:
    return days.group_by("period", "season_id", "cut", "country").agg(seconds=total(days.seconds))


def with_runtime(sums: Table, runtimes: Table, *, differ: bool) -> Table:
    """Adds runtime: the seconds released so far of that cut in that country (rules F16, F23, F24).

    `runtimes`: period, season_id, cut, country ("" = everywhere else), runtime, and category.
    `differ`: whether any country has days of its own.
    """
    on = ["period", "season_id", "cut"]
    general = runtimes.filter(runtimes.country == "").drop("country")
    if not differ:
        return sums.inner_join(general, on)
    own = runtimes.filter(runtimes.country != "").drop("category")
    own = own.rename(own_runtime="runtime")
    both = sums.left_join(own, [*on, "country"], rname="{name}_own")
    both = both.drop([c for c in both.columns if c.endswith("_own")])
    found = both.inner_join(general, on, rname="{name}_general")
    runtime = ibis.coalesce(found.own_runtime, found.runtime)
    return found.mutate(runtime=runtime).drop("own_runtime")


def views(seconds: IntegerValue, runtime: IntegerValue) -> IntegerValue:
    """seconds / runtime in ten-billionths of a view, rounded down (rule F16).

    By long division: engines divide as floats, which is exact only while numbers stay small.
    """
    left = seconds % runtime
    first, left = left * _STEP // runtime, left * _STEP % runtime
    second = left * _STEP // runtime
    whole = seconds // runtime
    return (whole * VIEW + first * _STEP + second).cast("int64")


def everywhere(timed: Table) -> Table:
    """period, category, season_id, country "", seconds, views: all countries together.

    Countries and cuts with the same runtime are summed before they are divided; those with another
    runtime are divided by their own (blended views, rules F22 and F24).
    """
    same = timed.group_by("period", "category", "season_id", "runtime").agg(
        seconds=total(timed.seconds)
    )
    whole = same.mutate(views=views(same.seconds, same.runtime))
    sums = whole.group_by("period", "category", "season_id").agg(
        seconds=total(whole.seconds), views=total(whole.views)
    )
    return sums.mutate(country=ibis.literal(""))


def in_countries(timed: Table, *, cuts: bool) -> Table:
    """As `everywhere`, in each country; the lists there are TV and Films (rule F3)."""
    category = ibis.ifelse(timed.category.startswith("Films"), "Films", "TV")
    rows = timed.mutate(category=category, views=views(timed.seconds, timed.runtime))
    if not cuts:
        return rows
    return rows.group_by("period", "category", "season_id", "country").agg(
        seconds=total(rows.seconds), views=total(rows.views)
    )
