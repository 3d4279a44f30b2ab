"""What charted: an id and a kind for every row, across vintages and renamings."""

from __future__ import annotations

import polars as pl

from cliffhanger.titles import Catalogue, Label, entry_kind, grammar_id, unique_ids

_LABEL = ("category", "show_title", "season_title")
_LANGUAGES = ("English", "Non-English")
_LIVE = r"is_live_title\s*=\s*1"
_PLACE = ("week", "category", "weekly_rank")


def assign(
    frame: pl.DataFrame, catalogue: Catalogue, before: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The frame with `entry_id`, `entry_kind` and `season_id` (null unless a season).

    A label is known to the catalogue, or stood in the same place with the same hours in the vintage
    before (so a renamed entry keeps its id), or is read by its grammar. Different films share a
    title (rule F26): where the publisher's counter starts again, another entry begins.
    """
    marked = frame.with_columns(pl.col("season_title").fill_null("N/A"))
    ids = _ids(marked, catalogue, before)
    facts = _facts(marked)
    rows = marked.select(_LABEL).rows()
    kinds = {
        label: catalogue.kind_of(entry)
        or entry_kind(label, runtime=facts[label][0], live=facts[label][1])
        for label, entry in ids.items()
    }
    marked = marked.with_columns(
        pl.Series("entry_id", [ids[label] for label in rows], dtype=pl.String),
        pl.Series("entry_kind", [kinds[label] for label in rows], dtype=pl.String),
    )
    marked = _split_namesakes(marked)
    return marked.with_columns(_season_id())


def assign_in_countries(frame: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """As `assign`, for country lists, whose TV lists hold both languages together.

    A label is sought on either global list; one that never was there is read by its grammar.
    """
    marked = frame.with_columns(pl.col("season_title").fill_null("N/A"))
    rows = [(c, s, t) for c, s, t in marked.select(_LABEL).unique(maintain_order=True).rows()]
    found = {}
    for category, show, season in rows:
        labels = [(f"{category} ({language})", show, season) for language in _LANGUAGES]
        known = next((e for label in labels if (e := catalogue.entry_of(label))), None)
        entry_id = known or grammar_id(*labels[0])
        kind = (catalogue.kind_of(known) if known else None) or entry_kind(labels[0])
        found[(category, show, season)] = (entry_id, kind)
    labels_then = marked.select(_LABEL).rows()
    return marked.with_columns(
        pl.Series("entry_id", [found[label][0] for label in labels_then], dtype=pl.String),
        pl.Series("entry_kind", [found[label][1] for label in labels_then], dtype=pl.String),
    ).with_columns(_season_id())


def _season_id() -> pl.Expr:
    return pl.when(pl.col("entry_kind") == "season").then("entry_id").alias("season_id")


def _ids(
    frame: pl.DataFrame, catalogue: Catalogue, before: pl.DataFrame | None
) -> dict[Label, str]:
    labels: list[Label] = frame.select(_LABEL).unique(maintain_order=True).rows()
    earlier = {} if before is None else _carried(frame, before) | _named(before)
    ids = {
        label: known
        for label in labels
        if (known := catalogue.entry_of(label) or earlier.get(label))
    }
    taken = set(ids.values())
    fresh = unique_ids(label for label in labels if label not in ids)
    for label, entry_id in fresh.items():
        ids[label] = entry_id if entry_id not in taken else f"{entry_id}-{grammar_id(*label)}-2"
    return ids


def _carried(frame: pl.DataFrame, before: pl.DataFrame) -> dict[Label, str]:
    """Renamings: labels new since the vintage before, standing in a place of it with its hours."""
    new = frame.join(before, on=_LABEL, how="anti")
    stood = before.select(*_PLACE, "weekly_hours_viewed", "entry_id")
    same = new.join(stood, on=(*_PLACE, "weekly_hours_viewed")).sort(_PLACE)
    return {(c, s, t): e for c, s, t, e in same.select(*_LABEL, "entry_id").rows()}


def _named(before: pl.DataFrame) -> dict[Label, str]:
    """The id each label had in the vintage before; of namesakes, the first."""
    latest_first = before.sort("week", descending=True).select(*_LABEL, "entry_id")
    return {(c, s, t): e for c, s, t, e in latest_first.rows()}


def _facts(frame: pl.DataFrame) -> dict[Label, tuple[float | None, bool]]:
    """The longest runtime of each label in hours, and whether it was flagged live."""
    runtime = pl.col("runtime") if "runtime" in frame.columns else pl.lit(None, pl.Float64)
    flagged = "runtime_override_flag" in frame.columns
    live = pl.col("runtime_override_flag").str.contains(_LIVE) if flagged else pl.lit(False)
    rows = frame.group_by(_LABEL).agg(runtime.max().alias("runtime"), live.any().alias("live"))
    return {(c, s, t): (hours, flag) for c, s, t, hours, flag in rows.rows()}


def _split_namesakes(frame: pl.DataFrame) -> pl.DataFrame:
    restarts = (
        (pl.col("cumulative_weeks_in_top_10") == 1).cum_sum().over("entry_id", order_by="week")
    )
    which = (
        pl.when(restarts > 1).then(pl.format("{}-{}", "entry_id", restarts)).otherwise("entry_id")
    )
    return frame.with_columns(which.alias("entry_id"))
