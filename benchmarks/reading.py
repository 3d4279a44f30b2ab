"""Articles a second: our reader beside spaCy's small English pipeline, on the same texts, one core.

    python benchmarks/reading.py [--articles DIR] [--seconds N] [--flat N]

Needs spaCy, and its `en_core_web_sm` where that can be had. Where it cannot, the pipeline is built
with that package's parts and sizes and untrained weights: the same arithmetic a token, so the same
time, though it finds nothing. `--flat N` reads N articles and prints the memory before and after.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document
from cliffhanger.titles import bundled

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "articles"


def documents(folder: Path) -> list[Document]:
    """The annotated articles as documents."""
    found = []
    for file in sorted(folder.glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        day = (article["date"] + "-01-01")[:10]
        found.append(Document(dt.date.fromisoformat(day), article["text"]))
    return found


def rival() -> tuple[str, Callable[[str], Any]]:
    """spaCy's small English pipeline, and what it is called."""
    import spacy

    try:
        return "spaCy en_core_web_sm", spacy.load("en_core_web_sm")
    except OSError:
        return "spaCy, en_core_web_sm's parts, untrained", _same_size()


def _same_size() -> Callable[[str], Any]:
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    for part in ("tagger", "parser", "ner"):
        nlp.add_pipe(part)
    text = "Netflix renewed the drama for a second season ."
    words = text.split()
    labels = {
        "tags": [f"T{i}" for i in range(len(words))],
        "heads": [1] * len(words),
        "deps": ["ROOT" if i == 1 else f"d{i}" for i in range(len(words))],
        "entities": ["U-ORG"] + ["O"] * (len(words) - 1),
    }
    example = Example.from_dict(nlp.make_doc(text), labels)
    nlp.initialize(lambda: [example])
    return nlp


def rate(read: Callable[[Document], Any], texts: list[Document], seconds: float) -> float:
    """Articles a CPU second, the median of rounds that fill `seconds`."""
    rates, until = [], time.monotonic() + seconds
    while time.monotonic() < until or len(rates) < 3:
        start = time.process_time()
        for document in texts:
            read(document)
        rates.append(len(texts) / (time.process_time() - start))
    return statistics.median(rates)


def flat(reader: Reader, texts: list[Document], n: int) -> tuple[int, int]:
    """Peak memory in kB after the first thousand articles, and after n."""
    first = 0
    for i in range(n):
        reader.read(texts[i % len(texts)])
        if i == 1000:
            first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--flat", type=int, default=0)
    asked = parser.parse_args()
    texts = documents(asked.articles)
    reader = Reader(bundled().pairs())
    ours = rate(reader.read, texts, asked.seconds)
    print(f"cliffhanger  {ours:6.0f} articles a CPU second")
    if asked.flat:
        first, last = flat(reader, texts, asked.flat)
        print(f"memory       {first:,} kB after 1,000 articles, {last:,} kB after {asked.flat:,}")
    name, nlp = rival()
    theirs = rate(lambda document: nlp(document.text), texts, asked.seconds)
    print(f"{name}  {theirs:6.0f} articles a CPU second; ours is {ours / theirs:.1f} x")


if __name__ == "__main__":
    main()
