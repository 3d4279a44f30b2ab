"""Words on a series' future: one row a source, from a statement or from the bundled table.

A row is never edited. When a document is read again, or a newer bundled table comes, what is no
longer said is superseded; what somebody corrected stays corrected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import polars as pl
import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger.errors import RecordError
from cliffhanger.news import judge
from cliffhanger.news.statements import REPORTED, STATED
from cliffhanger.store.record import Decision, Document, Record, Statement, add_new
from cliffhanger.titles import Catalogue

CORRECTION = "correction"
_DECIDES = judge.ORDERS | judge.ENDS | {"reversed"}
_CONFIDENCE = {judge.DECIDER: "high", judge.TRADE: "medium"}


def of_statement(said: Statement, document: Document, catalogue: Catalogue) -> Decision | None:
    """The word on a series' future that a statement is; None where it decides nothing.

    What is rumoured, denied or open decides nothing.
    """
    value = said.value
    if said.kind != "decision" or value["decision"] not in _DECIDES or not said.title_id:
        return None
    if said.certainty not in (STATED, REPORTED):
        return None
    word = Decision(
        title_id=said.title_id,
        show_title=said.series,
        season=value["season"],
        season_number=_last_out(said, catalogue),
        decision=value["decision"],
        seasons_ordered=value["seasons_ordered"],
        network=value["network"],
        announced_on=said.event_date,
        precision=judge.precision(said.event_date),
        learned_on=said.learned_on,
        source_kind="article",
        source=document.source or domain(document.url),
        source_url=document.url,
        attributed_to=said.credited_to,
        certainty=said.certainty,
        confidence="low",
        document_id=document.id,
        statement_id=said.id,
        supersedes=None,
    )
    return again(word, confidence=_CONFIDENCE.get(judge.source_standing(word), "low"))


def _last_out(said: Statement, catalogue: Catalogue) -> int | None:
    """The last season out when the news came: before the first ordered, or the last one aired.

    Where the document names no season, or orders one while the season before it was yet to come,
    the last one whose premiere the catalogue knows by then.
    """
    value = said.value
    day = judge.period(said.event_date)[1] if said.event_date else said.learned_on
    dated = catalogue.seasons.filter(
        (pl.col("title_id") == said.title_id) & pl.col("release_date").is_not_null()
    )
    newest = dated.filter(pl.col("release_date") <= day)["season_number"].max()
    out = newest if isinstance(newest, int) else None
    season: int | None = value["season"]
    if season is None:
        return out
    if value["decision"] not in judge.ORDERS:
        return season
    ordered = value["seasons_ordered"] if value["decision"] == "final_season" else 1
    before = max(season - (ordered or 1), 0)
    to_come = dated.filter((pl.col("season_number") == before) & (pl.col("release_date") > day))
    return out if to_come.height and out is not None else before


def of_bundled(row: dict[str, Any]) -> Decision:
    """The word that a row of a DECISIONS table is.

    Known at the end of its announced day, or on the last day of its month or year.
    """
    sure = row["source_kind"] == "article" and row["confidence"] == "high"
    return Decision(
        title_id=row["title_id"],
        show_title=row["show_title"],
        season=None,
        season_number=row["season_number"],
        decision=row["decision"],
        seasons_ordered=row["seasons_ordered"],
        network=row["network"],
        announced_on=row["announced_on"],
        precision=row["precision"],
        learned_on=judge.period(row["announced_on"])[1],
        source_kind=row["source_kind"],
        source=domain(row["source_url"]),
        source_url=row["source_url"],
        attributed_to=None,
        certainty=STATED if sure else REPORTED,
        confidence=row["confidence"],
        document_id=None,
        statement_id=None,
        supersedes=None,
    )


def domain(url: str | None) -> str | None:
    """The site of a URL, without www."""
    return urlsplit(url).netloc.removeprefix("www.") or None if url else None


def again(row: Decision, **changes: Any) -> Decision:
    """A like row with some values changed, and its own id."""
    values = {c.key: getattr(row, c.key) for c in sa.inspect(Decision).columns}
    return Decision(**{key: value for key, value in (values | changes).items() if key != "id"})


def settle(session: Session, before: Sequence[Decision], wanted: Iterable[Decision]) -> int:
    """Add what is wanted and not there; supersede what is there and no longer wanted.

    How many rows were added; the same again adds none.
    """
    after = {row.supersedes: row for row in before if row.supersedes}
    live = [row for row in before if row.id not in after and _said(row)]
    wanted = list(wanted)
    keep = {_content(row) for row in live} & {_content(row) for row in wanted}
    gone = [row for row in live if _content(row) not in keep]
    rows: list[Decision] = []
    for row in wanted:
        last = _end_of_line(row.id, after)
        if _content(row) in keep or (last and last.source_kind == CORRECTION):
            continue
        old = next((other for other in gone if _key(other) == _key(row)), None)
        if old:
            gone.remove(old)
        rows.append(again(row, supersedes=old.id if old else last.id if last else None))
    rows += [again(row, decision=judge.WITHDRAWN, supersedes=row.id) for row in gone]
    return add_new(session, rows)


def _said(row: Decision) -> bool:
    return row.decision != judge.WITHDRAWN and row.source_kind != CORRECTION


def _content(row: Decision) -> str:
    return again(row, supersedes=None).id


def _key(row: Decision) -> tuple[object, ...]:
    """What makes two rows the same word, said differently."""
    if row.statement_id:
        return (row.statement_id,)
    return (row.title_id, row.decision, row.source_url, row.announced_on)


def _end_of_line(row_id: str, after: dict[str, Decision]) -> Decision | None:
    """The newest row that supersedes this one, if any does."""
    last = None
    while row_id in after:
        last = after[row_id]
        row_id = last.id
    return last


def correct(record: Record, decision_id: str, learned_on: dt.date, **changes: Any) -> str:
    """Add a row that supersedes one, with some values changed, known from `learned_on`; its id.

    `decision="withdrawn"` takes a row back. Raises RecordError when there is no such row.
    """
    with record.write() as session:
        old = session.get(Decision, decision_id)
        if old is None:
            raise RecordError(f"no decision has the id {decision_id!r}", where=record.where)
        changed = {"source_kind": CORRECTION, "supersedes": old.id, "learned_on": learned_on}
        row = again(old, **(changed | changes))
        add_new(session, [row])
        return row.id
