"""The static site: every page of an edition, written to a folder that opens from disk.

    publish(out, *, as_of, chart, runs, catalogue, board, decisions, outcomes, reconstructed,
            decided=(), articles=(), track=TrackRecord(0, 0), progress=None) -> Published

makes `index.html` (the board), a page a season, decided, the charts of every week, a page an
article, and how to read them. Links are relative and nothing is asked of any other place. The same
input gives the same bytes; a file that would not change is not written again; each is written
whole or not at all. Pages of an earlier edition that this one does not have are removed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import article as articles_room
from cliffhanger.pages import front, paths
from cliffhanger.pages.bands import bands
from cliffhanger.pages.given import Article, Decided, Given, told_apart
from cliffhanger.pages.parts import Edition, Link, TrackRecord
from cliffhanger.pages.render import Renderer, static_files
from cliffhanger.pages.season import season_page
from cliffhanger.pages.views import AboutPage, Page
from cliffhanger.pages.weeks import Weeks
from cliffhanger.titles import Catalogue

MANIFEST = "site.txt"
"""The names of the files of the last edition, one a line: only these are ever removed."""

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, how many there are."""


@dataclass(frozen=True)
class Published:
    """What publishing did."""

    index: Path
    written: int
    unchanged: int
    removed: int


def publish(
    out: Path,
    *,
    as_of: AsOf,
    chart: pl.DataFrame,
    runs: pl.DataFrame,
    catalogue: Catalogue,
    board: Sequence[SeasonOdds],
    decisions: pl.DataFrame,
    outcomes: pl.DataFrame,
    reconstructed: bool,
    decided: Sequence[Decided] = (),
    articles: Sequence[Article] = (),
    track: TrackRecord | None = None,
    progress: Progress | None = None,
) -> Published:
    """Write the edition as known on `as_of` to the folder `out`.

    `chart`, `runs`: CHART and RUNS as known then; `board`: the open seasons, most at risk first;
    `decisions`: DECISIONS with `learned_on`, known then; `outcomes`: season_id and outcome known
    then (`bands.known_outcomes`); `reconstructed`: True unless these odds were issued at the time;
    `decided`: decisions with the odds of their eve; `articles`: readings with their checked claims.
    Raises DeskError when the folder cannot be written.
    """
    given = Given(
        as_of=as_of,
        reconstructed=reconstructed,
        chart=chart,
        runs=runs,
        catalogue=catalogue,
        board=board,
        decisions=decisions.filter(pl.col("learned_on") <= as_of.last_known_day),
        outcomes=outcomes,
        decided=decided,
        articles=told_apart(a for a in articles if as_of.knows_day(a.reading.document.date)),
        track=track or TrackRecord(0, 0),
    )
    renderer = Renderer()
    total = page_count(given)
    files = _counted(((page.path, renderer.page(page)) for page in pages(given)), total, progress)
    return write(out, [*static_files(), *files])


def page_count(given: Given) -> int:
    """How many pages the edition has."""
    return len(given.run_rows) + given.chart["week"].n_unique() + len(given.articles) + 5


def edition_of(given: Given) -> Edition:
    """What every page of the edition shares."""
    return Edition(
        as_of=str(given.as_of),
        day=given.as_of.day,
        newest_week=given.chart["week"].max(),  # type: ignore[arg-type]
        chart_seen=given.chart["vintage"].max(),  # type: ignore[arg-type]
        reconstructed=given.reconstructed,
        track=given.track,
        known_outcomes=max((odds.known_outcomes for odds in given.board), default=0),
        open_seasons=len(given.board),
        articles=tuple(Link(paths.href(a.path), a.name) for a in given.articles),
    )


def pages(given: Given) -> Iterator[Page]:
    """Every page of the edition: one typed context each, in a fixed order."""
    edition = edition_of(given)
    weeks = Weeks(given)
    yield front.board_page(given, edition)
    decided = front.decided_page(given, edition)
    yield decided
    yield AboutPage(edition, tuple(given.board[0].baselines) if given.board else ())
    yield from weeks.pages(edition)
    yield articles_room.stories_page(given, edition)
    for article in given.articles:
        yield articles_room.article_page(given, edition, article)
    of_list = bands(given.chart, given.outcomes)
    by_title = front.rows_by_title(given, decided.rows)
    said = articles_room.mentions(given)
    for season_id, row in given.run_rows.items():
        title_id = given.title_of(row)
        yield season_page(
            given,
            edition,
            season_id,
            weeks=weeks.of_season(season_id),
            bands=of_list.get(row["category"], ()),
            decisions=by_title.get(title_id, ()),
            mentions=said.get(title_id, ()),
        )


def _counted(
    files: Iterable[tuple[str, bytes]], total: int, progress: Progress | None
) -> Iterator[tuple[str, bytes]]:
    for done, file in enumerate(files, 1):
        yield file
        if progress:
            progress(done, total)


def write(out: Path, files: Iterable[tuple[str, bytes]]) -> Published:
    """Write files (path from the root of the site, content) that are new or changed, each whole.

    Files of the last edition that are not among them are removed; files that are not ours stay.
    """
    written = unchanged = 0
    names = []
    try:
        for name, content in files:
            names.append(name)
            if _same(out / name, content):
                unchanged += 1
            else:
                _replace(out / name, content)
                written += 1
        removed = _remove(out, set(names))
        _replace(out / MANIFEST, "".join(f"{n}\n" for n in sorted(names)).encode())
    except OSError as error:
        raise DeskError(
            f"the site cannot be written: {error.strerror}", where=str(error.filename or out)
        ) from None
    return Published(out / "index.html", written, unchanged, removed)


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _remove(out: Path, keep: set[str]) -> int:
    manifest = out / MANIFEST
    listed = manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []
    gone = [name for name in listed if name not in keep and _is_ours(out, name)]
    for name in gone:
        (out / name).unlink()
    return len(gone)


def _is_ours(out: Path, name: str) -> bool:
    """Whether the name is that of a file within the site: the manifest may have been edited."""
    path = (out / name).resolve()
    return path.is_file() and path.is_relative_to(out.resolve())
