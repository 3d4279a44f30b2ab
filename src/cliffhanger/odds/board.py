"""The board: the odds of every season that was open on a date, most at risk first."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.errors import NotKnownYet, UnknownTitle
from cliffhanger.odds import questions as asked_questions
from cliffhanger.odds import when
from cliffhanger.odds.backtest import known_outcomes
from cliffhanger.odds.counterfactual import Counterfactual, fourth_weeks
from cliffhanger.odds.estimator import Odds, from_counts, from_log_odds
from cliffhanger.odds.model import FittedLogit
from cliffhanger.odds.models import MODELS, OURS
from cliffhanger.odds.peers import Peer, Peers, listed_weeks
from cliffhanger.odds.reasons import Reason, reasons
from cliffhanger.odds.table import as_asked, known_before, question_table
from cliffhanger.odds.undecided import charted, last_day_of, undecided
from cliffhanger.runs.features import features, with_completion
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import read_bundled

FOLDS, NO_FOLD = 5, -1
_NESTED = ("odds", "if_not_planned_last", "baselines", "reasons", "peers", "counterfactual")

_NAMED = (
    "season_id",
    "title_id",
    "show_title",
    "season_title",
    "season_number",
    "category",
    "release_date",
    "elapsed_weeks",
    "weeks",
)


@dataclass(frozen=True)
class SeasonOdds:
    """The odds of one season as of a date, why, and beside what."""

    season_id: str
    title_id: str
    show_title: str
    season_title: str
    season_number: int | None
    category: str
    release_date: dt.date
    release_date_known: bool
    elapsed_weeks: float
    weeks: int
    odds: Odds
    if_not_planned_last: Odds
    """What the model says and the backtest proves: the odds of a season that is not its series'
    last by plan. First seasons never are, so for them it is the same as `odds`."""
    baselines: dict[str, Odds]
    reasons: tuple[Reason, ...]
    peers: tuple[Peer, ...]
    counterfactual: Counterfactual | None
    """What a normal fourth week would have changed; None before it is out."""
    when: dict[str, Any]
    """within_4, within_8, within_13: chances of a decision so many weeks ahead; median: a day."""
    planned_end: float
    """Share of known seasons as far on that were the last by plan. The question set leaves them
    out, with hindsight; on the day nobody can tell them apart, so `odds` allow for them."""
    known_outcomes: int
    """Scripted seasons whose outcome was certainly known then."""
    assumed_outcomes: int
    """Those learned from: the certain ones, and undated ones that came out 180 days before."""
    scripted: bool
    model: str = OURS

    def as_dict(self) -> dict[str, Any]:
        """The season shape of `board --json` (design.md, section 11), with more keys."""
        plain = {k: v for k, v in self.__dict__.items() if k not in _NESTED}
        return {
            **plain,
            "release_date": self.release_date.isoformat(),
            "elapsed_weeks": round(self.elapsed_weeks, 1),
            "odds": self.odds.as_dict(),
            "if_not_planned_last": self.if_not_planned_last.as_dict(),
            "baselines": {name: odds.as_dict() for name, odds in self.baselines.items()},
            "reasons": [reason.as_dict() for reason in self.reasons],
            "peers": [peer.as_dict() for peer in self.peers],
            "counterfactual": self.counterfactual and self.counterfactual.as_dict(),
            "planned_end": round(self.planned_end, 4),
        }


def board(
    chart: pl.DataFrame,
    seasons: pl.DataFrame,
    titles: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: AsOf,
    *,
    questions: pl.DataFrame | None = None,
    completion: pl.DataFrame | None = None,
    peers: bool = True,
) -> list[SeasonOdds]:
    """The odds of every season that was open then, lowest first (ties by season_id).

    `chart`, `seasons`, `titles`, `decisions` are shaped as CHART, SEASONS, TITLES, DECISIONS and
    may hold later rows: they are not looked at. `questions` (QUESTIONS, with `season_id`) to learn
    from are built from `seasons`, the bundled decisions and `decisions` when not given.
    `completion` (COMPLETION): where its service counts it. `peers=False` leaves the peers out
    (faster). Raises NotKnownYet when no chart week or no outcome was known then.
    """
    rows = undecided(chart, seasons, decisions, as_of)
    facts = (chart, seasons, titles, decisions, as_of, questions, completion)
    found = _odds(rows, _Learned(*facts), peers=peers)
    return sorted(found, key=lambda s: (s.odds.p, s.season_id))


def season_odds(
    chart: pl.DataFrame,
    seasons: pl.DataFrame,
    titles: pl.DataFrame,
    decisions: pl.DataFrame,
    season_ids: str | Sequence[str],
    as_of: AsOf,
    *,
    questions: pl.DataFrame | None = None,
    completion: pl.DataFrame | None = None,
    peers: bool = True,
) -> list[SeasonOdds]:
    """The odds of these seasons as of then, in the order given, also where they were decided.

    For an earlier day these are reconstructed odds: mark them so where they are shown. The season's
    own outcome is never learned from. Raises UnknownTitle when a season had not charted by then,
    else as `board`.
    """
    wanted = [season_ids] if isinstance(season_ids, str) else list(season_ids)
    rows = charted(chart, seasons, as_of)
    for season_id in wanted:
        if season_id not in rows["season_id"]:
            raise UnknownTitle(
                f"{season_id} had not charted as of {as_of}", fix="ask for a later day"
            )
    rows = rows.filter(pl.col("season_id").is_in(wanted))
    known = _Learned(chart, seasons, titles, decisions, as_of, questions, completion)
    found = {s.season_id: s for s in _odds(rows, known, peers=peers)}
    return [found[season_id] for season_id in wanted]


class _Learned:
    """What there was to learn from on a date."""

    def __init__(
        self,
        chart: pl.DataFrame,
        seasons: pl.DataFrame,
        titles: pl.DataFrame,
        decisions: pl.DataFrame,
        as_of: AsOf,
        questions: pl.DataFrame | None,
        completion: pl.DataFrame | None,
    ) -> None:
        self.chart, self.seasons, self.titles = chart, seasons, titles
        self.completion = completion
        self.weeks = listed_weeks(chart, as_of)
        asked = _questions(seasons, decisions, as_of) if questions is None else questions
        self.after = as_of.last_known_day + dt.timedelta(days=1)
        fresh = asked.filter(pl.col("known_assumed") < self.after)
        self.planned_ends = _planned_ends(fresh)
        asked = asked_questions.with_completion(fresh, completion)
        self.train = known_before(question_table(asked, chart, seasons, titles), self.after)
        self.assumed = known_outcomes(self.train)
        self.certain = known_outcomes(self.train.filter(pl.col("known_strict") < self.after))
        if self.train.is_empty():
            raise NotKnownYet(f"no outcome was known as of {as_of}", fix="ask for a later day")

    def allowing_for_plans(
        self, row: dict[str, Any], odds: Odds, why: tuple[Reason, ...]
    ) -> dict[str, Any]:
        """The odds, and why, when a later season may be its series' last by plan."""
        end = self.planned_ends[min(row["season_number"] or 1, 3)]
        if end.p:
            which = "second" if row["season_number"] == 2 else "third or later"
            text = f"{end.p:.0%} of the {which} seasons known were the last of their series by plan"
            why = (*why, Reason("plan", text, -100 * odds.p * end.p))
        return {
            "odds": _unless_planned(odds, end),
            "if_not_planned_last": odds,
            "planned_end": end.p,
            "reasons": tuple(sorted(why, key=lambda reason: -abs(reason.points))),
        }


def _questions(seasons: pl.DataFrame, decisions: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """The questions with the day each outcome could be known.

    The bundled decisions are all read, later ones too: only they tell that an outcome was *not* yet
    known then. Of the decisions given, those known then are added.
    """
    known = decisions.filter(last_day_of(pl.col("announced_on")) <= as_of.last_known_day)
    every = pl.concat([_bundled_decisions(), known.select(list(DECISIONS.schema))]).unique()
    return asked_questions.build(seasons, every, asked_questions.LONG_HORIZONS)


@lru_cache(maxsize=1)
def _bundled_decisions() -> pl.DataFrame:
    return read_bundled(DECISIONS)


def _planned_ends(known: pl.DataFrame) -> dict[int, Odds]:
    """By season number (3 for later ones), the share that ended as planned, of scripted seasons."""
    not_asked = pl.col("why_not").is_in(["labelled limited then", "decided before release"])
    seasons = known.filter(
        pl.col("programme_type").is_in(asked_questions.MAIN_TYPES) & ~not_asked.fill_null(False)
    ).unique(("category", "show_title", "season_title"), maintain_order=True)
    number = pl.col("season_number").fill_null(1).clip(1, 3)
    ended = pl.col("why_not").eq("planned last season").fill_null(False).cast(pl.Float64)
    counts = seasons.group_by(number).agg(ended.sum(), n=pl.len()).rows()
    found = {n: Odds(0.0, 0.0, 0.0) for n in (1, 2, 3)}
    for n, k, of in counts:
        if n > 1:
            found[n] = from_log_odds(*from_counts(np.array([k]), np.array([float(of)]))).odds(0)
    return found


def _unless_planned(odds: Odds, end: Odds) -> Odds:
    """The chance of a further season, when the season may be its series' last by plan."""
    return Odds(odds.p * (1 - end.p), odds.low * (1 - end.high), odds.high * (1 - end.low))


def _odds(rows: pl.DataFrame, known: _Learned, *, peers: bool) -> list[SeasonOdds]:
    """Odds of rows of `charted`, none learned from the season's own outcome.

    An undated outcome is assumed known after 180 days. A season that was in truth still open, or
    that is reconstructed, may so be among what is learned from; it is asked of models fitted
    without it and a fixed fifth of the others, so that its odds are the same on every board.
    """
    if rows.is_empty():
        return []
    if known.completion is not None:
        rows = with_completion(rows, known.completion)
    asked = as_asked(features(rows, known.chart, known.seasons, known.titles))
    train = _with_fold(known.train)
    folds = train.select("season_id", "fold").unique(maintain_order=True)
    asked = asked.join(folds, on="season_id", how="left", maintain_order="left").with_columns(
        pl.col("fold").fill_null(NO_FOLD)
    )
    found = []
    for (fold,), group in asked.group_by("fold", maintain_order=True):
        found += _group(group, train.filter(pl.col("fold") != fold), known, peers=peers)
    return found


def _with_fold(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `fold`: which of five parts a season is in, by its id, the same for ever."""
    ids = rows["season_id"].unique()
    folds = {i: zlib.crc32(i.encode()) % FOLDS for i in ids}
    return rows.with_columns(
        fold=pl.col("season_id").replace_strict(folds, return_dtype=pl.Int64, default=-1)
    )


def _group(
    asked: pl.DataFrame, train: pl.DataFrame, known: _Learned, *, peers: bool
) -> list[SeasonOdds]:
    if train.is_empty():
        raise NotKnownYet("no outcome of another season was known then", fix="ask for a later day")
    fits = {name: model.fit(train) for name, model in MODELS.items()}
    said = {name: fitted.predict(asked) for name, fitted in fits.items()}
    ours = fits[OURS]
    assert isinstance(ours, FittedLogit)
    why = reasons(asked, ours)
    near = Peers(train, ours, known.weeks).nearest(asked) if peers else [()] * asked.height
    normal = fourth_weeks(asked, said[OURS].p, train, ours)
    ages = asked["elapsed_weeks"].to_numpy()
    timing = when.fit(train, known.after).of(said[OURS].p, ages, known.after)
    return [
        SeasonOdds(
            **_facts(row),
            **known.allowing_for_plans(row, said[OURS].odds(i), why[i]),
            baselines={name: said[name].odds(i) for name in MODELS if name != OURS},
            peers=near[i],
            counterfactual=normal[i],
            when=timing[i],
            known_outcomes=known.certain,
            assumed_outcomes=known.assumed,
        )
        for i, row in enumerate(asked.iter_rows(named=True))
    ]


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    """What identifies the season and says how old it is."""
    return {
        **{name: row[name] for name in _NAMED},
        "release_date_known": bool(row["release_date_known"]),
        "scripted": bool(row["main"]),
    }
