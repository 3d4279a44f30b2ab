"""How well the reader reads: precision, recall and F1 a list, on tuned and on kept-aside articles.

    python evals/reading.py [DIR ...] [--aside DIR ...] [--misses tuned|all]

The shared articles, and other folders annotated like them, are those that rules are tuned on; what
is kept aside is measured beside them and never tuned on: show its misses (`--misses all`) only to
one who does not write rules. A record is right when its key fields agree with the annotation; what
the annotation leaves open (null) is not scored.
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document
from cliffhanger.titles import bundled

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


@dataclass
class Part:
    """What came of one set of articles: hits, misses and spare records a list, and credit."""

    name: str
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    credit: list[int] = field(default_factory=lambda: [0, 0])
    told: list[str] = field(default_factory=list)
    articles: int = 0
    seconds: float = 0.0

    def add(self, file: Path, reader: Reader) -> None:
        """Read one annotated article and count what is right."""
        article = json.loads(file.read_text("utf-8"))
        day = dt.date.fromisoformat((article["date"] + "-01-01")[:10])
        document = Document(day, article["text"], article.get("title"), article.get("url"))
        began = time.process_time()
        lists = reader.read(document).as_dict()
        self.seconds += time.process_time() - began
        self.articles += 1
        for name, hits, missed, spare, pairs in scored(article, lists):
            for k, number in enumerate((hits, len(missed), len(spare))):
                self.counts[name][k] += number
            self._tell(file.stem, name, "missed", missed)
            self._tell(file.stem, name, "spare", spare)
            if name == "decisions":
                self._credit(file.stem, pairs)

    def _tell(self, stem: str, name: str, word: str, rows: list[Record]) -> None:
        for row in rows:
            shown = {k: v for k, v in row.items() if v is not None and k not in ("span", "window")}
            self.told.append(f"{stem} {name} {word} {shown}")

    def _credit(self, stem: str, pairs: list[tuple[Record, Record]]) -> None:
        for gold, got in pairs:
            if gold.get("attributed_to"):
                right = alike(gold["attributed_to"], got["attributed_to"] or "")
                self.credit[0] += right
                self.credit[1] += 1
                if not right:
                    wanted, given = gold["attributed_to"], got["attributed_to"]
                    self.told.append(f"{stem} credit {gold['series']} {wanted} got {given}")

    def table(self) -> str:
        """F1, precision, recall and how many annotated records, a list a line."""
        lines = [f"  {'list':13}{'F1':>7}{'P':>7}{'R':>7}{'gold':>6}"]
        for name in LISTS:
            hit, miss, spare = self.counts[name]
            if hit + miss + spare:
                p, r = hit / max(hit + spare, 1), hit / max(hit + miss, 1)
                f1 = 2 * p * r / (p + r) if p + r else 0.0
                lines.append(f"  {name:13}{f1:7.3f}{p:7.3f}{r:7.3f}{hit + miss:6}")
        if self.credit[1]:
            share = self.credit[0] / self.credit[1]
            lines.append(f"  {'credit':13}{share:7.3f}{'':14}{self.credit[1]:6}")
        return "\n".join(lines)


def part(name: str, folders: list[Path], reader: Reader) -> Part:
    """Everything in some folders of annotated articles, read and counted."""
    found = Part(name)
    for file in sorted(f for d in folders for f in d.glob("*.json") if f.stem != "seed"):
        found.add(file, reader)
    return found


def main() -> int:
    """Print the tables; give 2 when there are no articles."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("articles", type=Path, nargs="*", default=[ARTICLES])
    ask.add_argument("--aside", type=Path, nargs="+", default=[], help="folders kept aside")
    ask.add_argument("--misses", choices=("tuned", "all"), help="name every miss, of which part")
    options = ask.parse_args()
    reader = Reader(bundled().pairs())
    parts = [
        part("tuned", options.articles, reader),
        part("kept aside", options.aside, reader),
    ]
    if not parts[0].articles:
        print(f"no articles in {options.articles[0]}; name another folder", file=sys.stderr)
        return 2
    for one in parts:
        if options.misses == "all" or (options.misses and one.name == "tuned"):
            print(*one.told, sep="\n")
    for one in parts:
        if one.articles:
            print(f"{one.name}, {one.articles} articles:\n{one.table()}")
    seconds, count = sum(p.seconds for p in parts), sum(p.articles for p in parts)
    print(f"{count / seconds:.0f} articles a CPU second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
