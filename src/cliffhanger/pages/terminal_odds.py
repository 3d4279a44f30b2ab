"""Odds in a terminal: the board, one season, and how good they have been."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.text import Text

from cliffhanger.pages.terminal import console, interval, percent, table, text

if TYPE_CHECKING:
    from cliffhanger.days import AsOf
    from cliffhanger.odds.backtest import BacktestResult
    from cliffhanger.odds.board import SeasonOdds
    from cliffhanger.odds.ledger import TrackRecord


BESIDE = {"base rate": "base", "more than three weeks": "> 3 wk", "twelve features": "twelve"}
"""The baselines that stand beside the board's odds, and their short names."""


def board(seasons: Sequence[SeasonOdds], as_of: AsOf, *, limit: int | None = None) -> None:
    """Open seasons with their odds, the interval, their run, and the base rate beside."""
    if not seasons:
        console.print(
            f"No season was open as of {as_of}; ingest newer charts or ask for a day then."
        )
        return
    shown = seasons[:limit]
    names = [name for name in shown[0].baselines if name in BESIDE]
    rows = [
        (
            season.show_title,
            season.season_number,
            season.category.removeprefix("TV ").strip("()"),
            season.release_date,
            season.weeks,
            percent(season.odds.p),
            interval(season.odds.p, season.odds.low, season.odds.high, width=16),
            *(percent(season.baselines[name].p) for name in names),
        )
        for season in shown
    ]
    columns = ("title", ">season", "list", "released", ">weeks", ">odds", "90 % interval")
    title = f"Will it be back? {len(seasons)} open seasons as of {as_of}, most at risk first"
    table(title, (*columns, *(f">{BESIDE[name]}" for name in names)), rows)
    if len(shown) < len(seasons):
        console.print(f"… and {len(seasons) - len(shown)} more: --all", style="dim")
    known = seasons[0].known_outcomes
    console.print(f"Learned from {known} seasons whose outcome was known for certain.", style="dim")


def board_rows(seasons: Sequence[SeasonOdds]) -> pl.DataFrame:
    """One row a season: ids, run, odds and baselines as chances from 0 to 1."""
    rows = []
    for season in seasons:
        row = season.as_dict()
        kept = {k: v for k, v in row.items() if not isinstance(v, dict | list | tuple)}
        baselines = {name: odds.p for name, odds in season.baselines.items()}
        rows.append(kept | row["odds"] | baselines)
    return pl.DataFrame(rows)


def season(found: SeasonOdds, as_of: AsOf, decided: dict[str, object] | None) -> None:
    """One season's odds, what speaks for and against, its peers, and what simpler models say."""
    console.print(f"[bold]{text(found.season_title)}[/bold] · {found.category} · as of {as_of}")
    line = Text(f"Odds of a further season: {percent(found.odds.p)}  ", style="bold")
    line.append_text(interval(found.odds.p, found.odds.low, found.odds.high))
    line.append(f"  {span(found.odds)}", style="dim")
    console.print(line)
    if decided:
        said = f"Already {decided['decision']}, announced {decided['announced_on']}"
        console.print(f"{said}: these are odds without it.")
    console.print(
        f"{found.weeks} weeks in the Top 10; {found.elapsed_weeks:.0f} weeks after release; "
        f"learned from {found.known_outcomes} seasons whose outcome was known then.",
        style="dim",
    )
    table("\nWhy", (">odds", ""), [(f"{r.points:+.0f} points", r.text) for r in found.reasons])
    _outlook(found)
    peers = [
        (p.show_title, p.season_title, p.outcome, p.known_on, p.weeks, p.hours) for p in found.peers
    ]
    columns = ("title", "season", "outcome", "known", ">weeks", ">hours")
    table("\nNearest peers whose outcome was known then", columns, peers)
    models = [(found.model, percent(found.odds.p), span(found.odds))]
    models += [(name, percent(odds.p), span(odds)) for name, odds in found.baselines.items()]
    table("\nBeside simpler models", ("model", ">odds", "90 % interval"), models)


def _outlook(found: SeasonOdds) -> None:
    """What would have changed the odds, and when to expect a decision."""
    told = found.as_dict()
    if told["counterfactual"]:
        console.print(f"\n{text(told['counterfactual']['text'])}.")
    if told["when"]:
        chances = [f"{percent(told['when'][f'within_{n}'])} within {n} weeks" for n in (4, 8, 13)]
        console.print(
            f"A decision: {', '.join(chances)}; median {told['when']['median'] or 'later'}."
        )


def span(odds: Any) -> str:
    """The interval in words."""
    return f"{100 * odds.low:.0f} to {100 * odds.high:.0f} %"


def backtest(result: BacktestResult) -> None:
    """Every model at every horizon, ours marked; reliability, groups, and the worst misses."""
    told = result.as_dict()
    for horizon in told["horizons"]:
        _models(f"{horizon['horizon_weeks']} weeks after release", horizon["models"])
    _models("\nAll horizons together", told["pooled"]["models"])
    ours = next((m for m in told["pooled"]["models"] if m["ours"]), None)
    if ours:
        _reliability(ours)
        _groups(told["groups"])
        _misses(told["misses"])
    learned = "certainly known" if told["strict"] else "known, undated outcomes assumed"
    console.print(
        f"Cuts {told['from']} to {told['to']}; refitted monthly on what was {learned}. Skill: "
        "1 − Brier / base rate's Brier, with its 90 % interval by a bootstrap of shows.",
        style="dim",
    )


def _models(title: str, models: Sequence[dict[str, Any]]) -> None:
    rows = [
        (
            ("▸ " if m["ours"] else "  ") + m["name"],
            m["n"],
            *("–" if m[k] is None else f"{m[k]:.4f}" for k in ("brier", "log_loss")),
            "–" if m["auc"] is None else f"{m['auc']:.3f}",
            "–" if m["skill"] is None else f"{m['skill']:+.3f}",
            _between(m["skill_interval"]),
            _between(m["calibration"]["slope"] if m["calibration"] else None),
        )
        for m in models
    ]
    columns = ("model", ">n", ">Brier", ">log loss", ">AUC", ">skill", "90 %", "slope, 90 %")
    table(title, columns, rows)


def _between(value: dict[str, float] | None) -> str:
    return f"{value['low']:.2f} to {value['high']:.2f}" if value else "–"


def _reliability(ours: dict[str, Any]) -> None:
    """Odds in fifths beside what came: the dot is what was said, the line what came, 90 %."""
    rows = []
    for part in ours["reliability"]:
        came_of = part["renewed"]
        plot = interval(part["mean_p"], came_of["low"], came_of["high"], width=30)
        rows.append((part["n"], percent(part["mean_p"]), percent(came_of["value"]), plot))
    title = f"\nReliability of {ours['name']}, in fifths: ● said, ─ came (90 %)"
    table(title, (">n", ">said", ">came", "0 to 100 %"), rows)


def _groups(groups: dict[str, list[dict[str, Any]]]) -> None:
    rows = [
        (kind, group["group"], group["n"], percent(group["renewed"]), f"{group['skill']:+.3f}")
        for kind, found in groups.items()
        for group in found
        if group["skill"] is not None
    ]
    table("\nSkill by group", ("by", "", ">n", ">renewed", ">skill"), rows)


def _misses(misses: Sequence[dict[str, Any]]) -> None:
    rows = [(m["season_title"], m["category"], m["cut"], percent(m["p"]), came(m)) for m in misses]
    table("\nThe ten worst misses", ("season", "list", "cut", ">odds", "outcome"), rows)


def track(record: TrackRecord, as_of: AsOf) -> None:
    """How good the issued odds have been, forecast by forecast."""
    if record.rows.is_empty():
        console.print(
            f"No issued odds have an outcome yet as of {as_of}; {record.pending} wait for one."
        )
        return
    console.print(
        f"{record.seasons} seasons resolved as of {as_of}, {record.pending} forecasts wait: "
        f"Brier {record.brier:.4f}, log loss {record.log_loss:.4f}."
    )
    rows = [
        (
            r["show_title"],
            r["season_number"],
            r["issued_at"].date(),
            percent(r["p"]),
            came(r),
            r["known_on"],
        )
        for r in record.rows.iter_rows(named=True)
    ]
    table("", ("title", ">season", "issued", ">odds", "outcome", "known"), rows)


def came(row: dict[str, Any]) -> str:
    """The outcome in words."""
    return "renewed" if row["renewed"] else "not renewed"
