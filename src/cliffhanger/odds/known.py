"""Everything that is known on a date: what commands and pages ask their questions of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from cliffhanger.charts import vintages
from cliffhanger.days import AsOf
from cliffhanger.runs.build import build, latest_season, season_weeks
from cliffhanger.store.desk import Desk
from cliffhanger.titles import Catalogue, bundled


@dataclass(frozen=True)
class Known:
    """A desk as of a date. Nothing here sees past `as_of`."""

    desk: Desk
    as_of: AsOf

    @cached_property
    def catalogue(self) -> Catalogue:
        """Titles, seasons and their names."""
        return bundled()

    @cached_property
    def chart(self) -> pl.DataFrame:
        """The chart known then, shaped as CHART."""
        return vintages.chart_as_of(self.desk.lake, self.as_of, self.catalogue)

    @cached_property
    def runs(self) -> pl.DataFrame:
        """One row a season that had charted then, shaped as RUNS."""
        return build(self.chart, self.catalogue.seasons, self.as_of)

    def run(self, title: str, season: int | None = None) -> tuple[dict[str, object], pl.DataFrame]:
        """The run (a RUNS row) and the weeks of a title's newest season then, or of season N.

        Raises UnknownTitle.
        """
        row = latest_season(self.runs, self.catalogue.find(title), number=season)
        return row, season_weeks(self.chart, str(row["season_id"]), self.as_of)
