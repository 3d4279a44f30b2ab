"""Build the bundled tables from the shared data: `python scripts/bundle.py ../shared/data [OUT]`.

The tables are ours (see `cliffhanger.tables`); the figures come from the sources named in
`src/cliffhanger/data/README.md`. Running it again gives the same bytes; CI runs it with --check.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polars as pl

from cliffhanger import tables
from cliffhanger.charts import netflix
from cliffhanger.errors import InputError
from cliffhanger.titles import Catalogue, Label, entry_kind, normal, slug, unique_ids

HOME = Path(__file__).parents[1] / "src" / "cliffhanger" / "data"
COPY_SEEN = dt.date(2026, 7, 22)
CHART_WEEKS = (
    "week",
    "weekly_rank",
    "entry_id",
    "weekly_hours_viewed",
    "runtime",
    "weekly_views",
    "cumulative_weeks_in_top_10",
)
ONE_TITLE = {"Monsters": "DAHMER", "Monster: The Ed Gein Story": "DAHMER"}
"""Seasons of one anthology that chart under their own show titles."""
SEASONS_WITHOUT_LABEL = ("Carrossel", "Chiquititas")
"""Telenovelas that charted as N/A before runtimes were published: nothing in the file says so."""
ALIASES = {
    "DAHMER": ("Monster", "Monster: The Jeffrey Dahmer Story", "Dahmer"),
    "Money Heist": ("La Casa de Papel", "La casa de papel"),
    "Squid Game": ("Ojingeo Game",),
    "Fate: The Winx Saga": ("Winx", "The Winx Saga"),
    "The Great British Baking Show": ("The Great British Bake Off",),
    "Elite": ("Élite",),
    "Half Bad: The Bastard Son & The Devil Himself": ("Half Bad",),
}


def main(arguments: list[str]) -> int:
    """Write the tables to OUT, or with --check compare them with what is bundled."""
    check = "--check" in arguments
    shared, *out = (Path(a) for a in arguments if a != "--check")
    if not check:
        write(build(shared), out[0] if out else HOME)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write(build(shared), Path(folder))
        differ = [
            f.name
            for f in sorted(Path(folder).iterdir())
            if f.read_bytes() != (HOME / f.name).read_bytes()
        ]
    print(f"differs from the bundle: {', '.join(differ)}" if differ else "the bundle reproduces")
    return bool(differ)


def write(frames: dict[str, pl.DataFrame], out: Path) -> None:
    """One CSV a table."""
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_csv(out / f"{name}.csv")


def build(shared: Path) -> dict[str, pl.DataFrame]:
    """All bundled tables by name."""
    given = _csv(shared / "seasons.csv")
    people = _csv(shared / "titles.csv")
    decided = _csv(shared / "decisions.csv")
    seasons = build_seasons(
        given, _csv(shared / "netflix/label-first-published.tsv", "\t"), _runtimes(shared)
    )
    titles = build_titles(seasons, people, decided)
    labels = build_labels(seasons, titles, shared)
    seasons, labels = date_changes(seasons, labels), labels.drop("seen")
    catalogue = Catalogue(titles, seasons, labels, build_aliases(seasons, people))
    return {
        "titles": titles,
        "seasons": seasons,
        "labels": labels,
        "aliases": catalogue.aliases,
        "decisions": build_decisions(decided, catalogue),
        "chart_weeks": build_chart(shared, catalogue),
    }


def build_seasons(
    given: pl.DataFrame, first: pl.DataFrame, runtimes: dict[str, float]
) -> pl.DataFrame:
    """SEASONS, sorted by id: one row an entry of the TV lists."""
    joined = given.join(first, on=("show_title", "season_title"), how="left")
    ids = _entry_ids(joined)
    rows = []
    for row in joined.iter_rows(named=True):
        label = (row["category"], row["show_title"], row["season_title"])
        row["entry_id"] = ids[label]
        row["entry_kind"] = _kind(row, entry_kind(label, runtime=runtimes.get(row["show_title"])))
        row["season_id"] = row["entry_id"] if row["entry_kind"] == "season" else None
        row["title_id"] = slug(ONE_TITLE.get(row["show_title"], row["show_title"]))
        row["first_show_title"] = row["first_show"] or row["show_title"]
        row["first_season_title"] = row["first_season"] or row["season_title"]
        row["label_changed_on"] = row["changed_on"]
        rows.append(row)
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return tables.SEASONS.shape(frame, where="seasons").sort("entry_id")


def _kind(row: dict[str, object], by_label: str) -> str:
    """A season whose label is N/A is told by its first label, or by what TMDb says it is."""
    labelled = row["first_season"] not in (None, "N/A")
    unlabelled = row["season_title"] == "N/A"
    named = row["show_title"] in SEASONS_WITHOUT_LABEL
    return "season" if unlabelled and (labelled or row["programme_type"] or named) else by_label


def _entry_ids(joined: pl.DataFrame) -> dict[Label, str]:
    """An id for each label: title and season number where one entry has them, else its grammar."""
    ordered = joined.sort("first_week", "show_title", "season_title")
    numbers = [
        (
            f"{slug(ONE_TITLE.get(show, show))}-s{number}" if number else None,
            (category, show, season),
        )
        for category, show, season, number in ordered.select(
            "category", "show_title", "season_title", "season_number"
        ).rows()
    ]
    times = Counter(entry_id for entry_id, _ in numbers)
    ids = {label: entry_id for entry_id, label in numbers if entry_id and times[entry_id] == 1}
    return ids | unique_ids(label for _, label in numbers if label not in ids)


def build_titles(
    seasons: pl.DataFrame, people: pl.DataFrame, decided: pl.DataFrame
) -> pl.DataFrame:
    """TITLES: every series that charted, was decided about, or is known to TMDb."""
    people = people.rename({"title": "name"}).with_columns(
        pl.col("tmdb_id").cast(pl.Int64), pl.col("netflix_id").cast(pl.Int64)
    )
    newest = seasons.sort("first_week", "entry_id").unique(
        "title_id", keep="first", maintain_order=True
    )
    charted = newest.select("title_id", "show_title", "tmdb_id").join(
        people, on="tmdb_id", how="left"
    )
    charting = {normal(n) for n in [*seasons["show_title"], *seasons["season_title"]]}
    rest = people.join(charted, on="tmdb_id", how="anti").with_columns(
        pl.col("name").alias("show_title")
    )
    have = set(charted["title_id"])
    # A season of an anthology may be a title of its own there.
    rest = rest.filter(~pl.col("name").map_elements(normal, pl.String).is_in(sorted(charting)))
    rest = rest.with_columns(
        pl.Series(
            "title_id",
            [_free(slug(n), have, d) for n, d in rest.select("name", "first_air_date").rows()],
        )
    )
    names = charting | {normal(n) for n in [*rest["show_title"], *people["name"]]}
    only = sorted({s for s in decided["show_title"] if normal(s) not in names})
    bare = pl.DataFrame({"title_id": [slug(s) for s in only], "show_title": only})
    frame = pl.concat([charted, rest.select(charted.columns), bare], how="diagonal")
    return tables.TITLES.shape(frame, where="titles").sort("title_id")


def _free(wanted: str, taken: set[str], aired: str | None) -> str:
    chosen = wanted if wanted not in taken else f"{wanted}-{(aired or '')[:4]}"
    while chosen in taken:
        chosen += "-2"
    taken.add(chosen)
    return chosen


def build_labels(seasons: pl.DataFrame, titles: pl.DataFrame, shared: Path) -> pl.DataFrame:
    """LABELS and `seen`: every label an entry has, today, first, or in a shared vintage.

    `seen` is the first vintage that has it. A label that one entry has today and another had first
    stays with the one that has it today.
    """
    entry, keys = "entry_id", ("category", "show_title", "season_title")
    first = {"show_title": "first_show_title", "season_title": "first_season_title"}
    now = seasons.select(entry, *keys)
    then = seasons.select(entry, *(pl.col(first.get(k, k)).alias(k) for k in keys))
    labels = pl.concat([now, then]).unique(keys, keep="first", maintain_order=True)
    catalogue = Catalogue(titles, seasons, labels, tables.ALIASES.empty())
    sightings = [labels.with_columns(seen=pl.lit(None, pl.Date))]
    # From the newest back, so that an older label is carried to the entry it became.
    later = None
    for seen, name, body in reversed(_copies(shared)):
        try:
            later = netflix.parse(body, name=name, vintage=seen, catalogue=catalogue, before=later)
        except InputError as refused:
            print(f"left out: {refused}")
            continue
        tv = later.filter(pl.col("category").str.starts_with("TV")).unique(keys)
        sightings.append(tv.select(entry, *keys, seen=pl.lit(seen)))
    owners = pl.concat(sightings).unique(keys, keep="first", maintain_order=True)
    days = pl.concat(sightings).group_by(keys).agg(pl.col("seen").min())
    return owners.drop("seen").join(days, on=keys).sort(entry, *keys)


def date_changes(seasons: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """SEASONS, a change of label that nobody dated set to the first vintage with today's label."""
    dated = seasons.join(
        labels.drop("entry_id"), on=("category", "show_title", "season_title"), how="left"
    )
    changed = pl.struct("show_title", "season_title") != pl.struct(
        show_title="first_show_title", season_title="first_season_title"
    )
    undated = changed & pl.col("label_changed_on").is_null()
    by = pl.when(undated).then(pl.col("seen").cast(pl.String)).otherwise("label_changed_on")
    return dated.with_columns(by.alias("label_changed_on")).select(seasons.columns)


def _copies(shared: Path) -> list[tuple[dt.date, str, bytes]]:
    files = sorted((shared / "netflix/vintages").glob("*.tsv"))
    return [(dt.date.fromisoformat(f.stem[-10:]), f.name, f.read_bytes()) for f in files]


def build_aliases(seasons: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """ALIASES: TMDb's name where it differs, and the names kept by hand."""
    ids = dict(seasons.select("show_title", "title_id").rows())
    by_tmdb = {
        tmdb: title_id for tmdb, title_id in seasons.select("tmdb_id", "title_id").rows() if tmdb
    }
    pairs = [(ids[show], name) for show, names in ALIASES.items() if show in ids for name in names]
    known = {normal(show) for show in ids}
    for tmdb_id, name in people.select("tmdb_id", "title").rows():
        if int(tmdb_id) in by_tmdb and normal(name) not in known:
            pairs.append((by_tmdb[int(tmdb_id)], name))
    return pl.DataFrame(sorted(set(pairs)), schema=["title_id", "name"], orient="row")


def build_decisions(decided: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """DECISIONS in the order given by date; the sources' own words are left out."""
    ids = [catalogue.lookup(name) or catalogue.find(slug(name)) for name in decided["show_title"]]
    frame = decided.with_columns(pl.Series("title_id", ids))
    return tables.DECISIONS.shape(frame, where="decisions").sort(
        "announced_on", "title_id", "decision", maintain_order=True
    )


def build_chart(shared: Path, catalogue: Catalogue) -> pl.DataFrame:
    """Every season-week of the TV lists, as the newest copy has them; labels are in SEASONS."""
    file = shared / f"netflix/vintages/all-weeks-global.seen-{COPY_SEEN}.tsv"
    chart = netflix.parse(file.read_bytes(), name=file.name, vintage=COPY_SEEN, catalogue=catalogue)
    tv = chart.filter(pl.col("category").str.starts_with("TV"))
    return tv.sort("week", "category", "weekly_rank").select(*CHART_WEEKS)


def _runtimes(shared: Path) -> dict[str, float]:
    newest = sorted((shared / "netflix/vintages").glob("*.tsv"))[-1]
    rows = _csv(newest, "\t").filter(
        pl.col("runtime").is_not_null() & pl.col("category").str.starts_with("TV")
    )
    return dict(rows.group_by("show_title").agg(pl.col("runtime").cast(pl.Float64).max()).rows())


def _csv(file: Path, separator: str = ",") -> pl.DataFrame:
    return pl.read_csv(
        file, separator=separator, infer_schema=False, quote_char=None if separator == "\t" else '"'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
