"""How well the reader reads: precision, recall and F1 a list, on tuned and on kept-aside articles.

    python evals/reading.py [--articles DIR] [--misses] [--aside]

Every fifth article, by name, is kept aside: rules are never tuned on it, and its misses are not
shown unless `--aside` asks for them. A record is right when its key fields agree with the
annotation; what the annotation leaves open (null) is not scored.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "articles"
LISTS = ("decisions", "premieres", "chart_claims", "people", "genres", "signals", "based_on")
Record = dict[str, Any]


def fold(text: object) -> str:
    """A name without case, accents, punctuation or a leading article."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", " ", plain.replace("&", "and")).strip()
    return re.sub(r"^(?:the|an?) ", "", plain)


def alike(a: object, b: object) -> bool:
    """Whether two names agree: equal, or one inside the other word for word."""
    x, y = fold(a), fold(b)
    return bool(x and y) and (
        x == y or (min(len(x), len(y)) > 2 and (f" {x} " in f" {y} " or f" {y} " in f" {x} "))
    )


def same_day(gold: str | None, got: str | None) -> bool:
    """Whether two dates agree as far as the shorter one goes."""
    return gold is None or (
        bool(got)
        and (
            str(got).startswith(gold) or (gold.startswith(str(got)) and len(str(got)) >= len(gold))
        )
    )


def equal(gold: Record, got: Record, *fields: str) -> bool:
    """Whether the fields agree, where the annotation gives a value."""
    return all(gold.get(f) is None or gold[f] == got.get(f) for f in fields)


def name_ok(gold: Record, got: Record, field: str) -> bool:
    """Whether a name agrees, where the annotation gives one."""
    return gold.get(field) is None or alike(gold[field], got.get(field) or "")


def genre_words(text: str) -> str:
    """A genre with one spelling for each kind."""
    text = text.lower()
    for other, one in (
        ("comedy-drama", "comedy drama"),
        ("dramedy", "comedy drama"),
        ("sci-fi", "science fiction"),
        ("scifi", "science fiction"),
    ):
        text = text.replace(other, one)
    return fold(text)


RIGHT: dict[str, Callable[[Record, Record], bool]] = {
    "decisions": lambda g, p: (
        g["decision"] == p["decision"]
        and equal(g, p, "season", "seasons_ordered", "certainty")
        and same_day(g["announced_on"], p["announced_on"])
        and name_ok(g, p, "network")
    ),
    "premieres": lambda g, p: same_day(g["date"], p["date"]) and equal(g, p, "season"),
    "chart_claims": lambda g, p: g["metric"] == p["metric"] and g["value"] == p["value"],
    "people": lambda g, p: (
        fold(g["person"]) == fold(p["person"])
        and g["role"] == p["role"]
        and name_ok(g, p, "character")
    ),
    "genres": lambda g, p: (
        (a := genre_words(g["genre"])) in (b := genre_words(p["genre"])) or b in a
    ),
    "signals": lambda g, p: g["signal"] == p["signal"],
    "based_on": lambda g, p: (
        g["kind"] == p["kind"]
        and (g["author"] is None or fold(g["author"]) == fold(p["author"] or ""))
        and name_ok(g, p, "work")
    ),
}


def matched(
    gold: list[Record], got: list[Record], right: Callable[[Record, Record], bool]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs that agree, annotated records that were missed, and records nobody asked for."""
    spare, pairs, missed = list(got), [], []
    for g in gold:
        twin = next((p for p in spare if alike(g["series"], p["series"]) and right(g, p)), None)
        if twin is None:
            missed.append(g)
        else:
            spare.remove(twin)
            pairs.append((g, twin))
    return pairs, missed, spare


def scored(
    article: Record, lists: Record
) -> Iterator[tuple[str, int, list[Record], list[Record], list[tuple[Record, Record]]]]:
    """For each annotated list: its name, hits, misses, spare records and the pairs that agree."""
    for name in LISTS:
        if name not in article:
            continue
        pairs, missed, spare = matched(article[name], lists[name], RIGHT[name])
        accepted = article.get(f"{name}_optional", [])
        spare = [
            p
            for p in spare
            if not any(alike(o["series"], p["series"]) and RIGHT[name](o, p) for o in accepted)
        ]
        yield name, len(pairs), missed, spare, pairs


def table(counts: dict[str, list[int]], credit: list[int]) -> str:
    """The table of one part."""
    lines = [f"  {'list':13}{'F1':>7}{'P':>7}{'R':>7}{'gold':>6}"]
    for name in LISTS:
        hit, miss, spare = counts[name]
        if hit + miss + spare:
            p, r = hit / max(hit + spare, 1), hit / max(hit + miss, 1)
            f1 = 2 * p * r / (p + r) if p + r else 0.0
            lines.append(f"  {name:13}{f1:7.3f}{p:7.3f}{r:7.3f}{hit + miss:6}")
    if credit[1]:
        lines.append(f"  {'credit':13}{credit[0] / credit[1]:7.3f}{'':14}{credit[1]:6}")
    return "\n".join(lines)


def main() -> int:
    """Print the tables; give 2 when there are no articles."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--articles", type=Path, default=ARTICLES)
    ask.add_argument("--misses", action="store_true", help="list every miss of the tuned part")
    ask.add_argument(
        "--aside", action="store_true", help="list those of the part kept aside as well"
    )
    options = ask.parse_args()
    files = sorted(f for f in options.articles.glob("*.json") if f.stem != "seed")
    if not files:
        print(f"no articles in {options.articles}; give a folder with --articles", file=sys.stderr)
        return 2
    reader = Reader()
    parts: dict[str, tuple[dict[str, list[int]], list[int]]] = {
        p: (defaultdict(lambda: [0, 0, 0]), [0, 0]) for p in ("tuned", "kept aside")
    }
    clock = 0.0
    for n, file in enumerate(files):
        part = "kept aside" if n % 5 == 4 else "tuned"
        article = json.loads(file.read_text("utf-8"))
        document = Document(
            dt.date.fromisoformat(article["date"]),
            article["text"],
            article.get("title"),
            article.get("url"),
        )
        began = time.perf_counter()
        lists = reader.read(document).as_dict()
        clock += time.perf_counter() - began
        counts, credit = parts[part]
        for name, hits, missed, spare, pairs in scored(article, lists):
            counts[name][0] += hits
            counts[name][1] += len(missed)
            counts[name][2] += len(spare)
            if name == "decisions":
                named = [(g, p) for g, p in pairs if g.get("attributed_to")]
                credit[0] += sum(
                    alike(g["attributed_to"], p["attributed_to"] or "") for g, p in named
                )
                credit[1] += len(named)
                if options.misses and part == "tuned":
                    for g, p in named:
                        if not alike(g["attributed_to"], p["attributed_to"] or ""):
                            print(
                                file.stem,
                                "credit",
                                g["series"],
                                g["attributed_to"],
                                "got",
                                p["attributed_to"],
                            )
            if options.misses and (part == "tuned" or options.aside):
                for word, rows in (("missed", missed), ("spare", spare)):
                    for row in rows:
                        print(
                            file.stem,
                            name,
                            word,
                            {
                                k: v
                                for k, v in row.items()
                                if v is not None and k not in ("span", "window")
                            },
                        )
    for part, (counts, credit) in parts.items():
        print(f"{part}:\n{table(counts, credit)}")
    print(f"{len(files) / clock:.0f} articles a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
