"""The Top 10 lists, as Ibis expressions: ten a list, by hours or by views (rules F10, F19, F20)."""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerValue, Table

from cliffhanger.viewing import measures

LENGTH = 10
"""Rows in a list (rule F10)."""
COLUMNS = ("period", "country", "category", "rank", "season_id", "seconds", "views")


def weekly(timed: Table, *, cuts: bool) -> Table:
    """period, country ("" = all), category, rank (1 to 10), season_id, seconds, views.

    `timed`: as `measures.with_runtime`, by week. `cuts`: whether any season has cuts. Views in
    ten-billionths.
    """
    sides = (measures.everywhere(timed), measures.in_countries(timed, cuts=cuts))
    columns = ("period", "country", "category", "season_id", "seconds", "views")
    both = ibis.union(*(side.select(*columns) for side in sides))
    by_hours = both.period < ibis.date(measures.VIEWS_FROM.isoformat())
    return _ranked(both, ibis.ifelse(by_hours, both.seconds, both.views))


def most_popular(timed: Table, *, by_hours: bool) -> Table:
    """As `weekly`, for the first days of seasons, all countries: one list a category (rule F29)."""
    rows = measures.everywhere(timed)
    return _ranked(rows, rows.seconds if by_hours else rows.views)


def _ranked(rows: Table, size: IntegerValue) -> Table:
    """Largest first; of equal ones, by id, so that the same events always give the same list."""
    sized = rows.mutate(size=size)
    window = ibis.window(
        group_by=[sized.period, sized.country, sized.category],
        order_by=[sized["size"].desc(), sized.season_id.asc()],
    )
    ranked = sized.mutate(above=ibis.row_number().over(window))
    first = ranked.filter(ranked.above < LENGTH)
    return first.mutate(rank=first.above.cast("int64") + 1).select(*COLUMNS)
