"""Events straight from their files, as Ibis expressions: judged, and each counted once.

For engines that read what was delivered where it lies. `sieve` and `day_files` say the same on
plain arrays, for intake; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

import ibis
import polars as pl
from ibis.expr.types import StringValue, Table

from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.kinds import Limits

COLUMNS = ("event_start", "profile_id", "country", "season_id", "episode", "seconds")


def judged(events: Table, catalogue: ServiceCatalogue, limits: Limits, frame: Any) -> Table:
    """The events with `kind`: "" where they count, else the first of EVENT_KINDS that fits.

    `frame` makes a table of rows (`Engine.frame`). Times are UTC.
    """
    here = pl.lit(1)
    seasons = catalogue.seasons.select("season_id", season_here=here)
    episodes = catalogue.episodes.drop("cut").with_columns(episode_here=here)
    elsewhere = catalogue.elsewhere.rename({"released": "own"}).with_columns(own_here=here)
    found = _joined(events, frame(seasons), ["season_id"])
    found = _joined(found, frame(episodes), ["season_id", "episode"])
    found = _joined(found, frame(elsewhere), ["season_id", "episode", "country"])
    return found.mutate(kind=_kind(found, limits)).select(*events.columns, "kind")


def _kind(found: Table, limits: Limits) -> StringValue:
    out = ibis.ifelse(found.own_here.notnull(), found.own, found.released)
    missing = ibis.or_(*(found[name].isnull() for name in COLUMNS))
    until = ibis.timestamp(limits.until.strftime("%Y-%m-%dT%H:%M:%S"), timezone="UTC")
    return ibis.cases(
        (missing, "missing_value"),
        (~found.country.re_search("^[A-Z]{2}$"), "bad_country"),
        (found.season_here.isnull(), "unknown_season"),
        (found.episode_here.isnull(), "unknown_episode"),
        (found.runtime.isnull() | (found.runtime <= 0), "no_runtime"),
        (found.seconds < 0, "negative_seconds"),
        (found.seconds > limits.most_seconds, "absurd_seconds"),
        (found.event_start >= until, "in_future"),
        (out.isnull() | (found.event_start.date() < out), "before_release"),
        else_="",
    )


def _joined(left: Table, right: Table, on: list[str]) -> Table:
    both = left.left_join(right, on, rname="{name}_of_other")
    return both.drop([name for name in both.columns if name.endswith("_of_other")])


def once(events: Table) -> Table:
    """Each event once: of those that agree in profile, season, episode and start, the last said.

    `events` has `source`, whose order is the order of delivery; within one, the longer counts.
    """
    window = ibis.window(
        group_by=[events[name] for name in ("season_id", "profile_id", "episode", "event_start")],
        order_by=[events.source.desc(), events.seconds.desc(), events.country.asc()],
    )
    ranked = events.mutate(again=ibis.row_number().over(window))
    return ranked.filter(ranked.again == 0).drop("again")
