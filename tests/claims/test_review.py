from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from cliffhanger.claims.check import CheckedClaim, check
from cliffhanger.claims.lists import Lists
from cliffhanger.claims.review import claim_review, claim_text
from cliffhanger.days import AsOf
from cliffhanger.news.statements import ChartClaim, Document
from cliffhanger.titles import Catalogue

SCHEMA = json.loads((Path(__file__).parent / "claim_review.schema.json").read_text("utf-8"))
PAGE = "https://example.org/articles/2022-11-08/"
STORY = Document(
    dt.date(2022, 11, 8),
    "Partner Track spent only three weeks in the weekly Top 10.",
    title="Two canceled",
    url="https://example.org/story",
    source="Our desk",
    authors=("A. Reporter",),
)
BARE = Document(dt.date(2022, 11, 8), "Three weeks.")


@pytest.fixture(scope="session")
def check_one(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue
) -> Callable[..., CheckedClaim]:
    lists = Lists(chart_on("2022-11-08"), catalogue, AsOf.parse("2022-11-08"))

    def one(metric: str, value: int, series: str = "Partner Track") -> CheckedClaim:
        said = ChartClaim(series, metric, value, "weekly Top 10", (19, 35))
        return check([said], dt.date(2022, 11, 8), lists)[0]

    return one


@pytest.mark.parametrize("document", [STORY, BARE], ids=["whole", "bare"])
@pytest.mark.parametrize(
    ("metric", "value", "rating", "name"),
    [
        ("weeks_in_top10", 3, 5, "Supported"),
        ("weeks_in_top10", 7, 1, "Refuted"),
        ("hours_viewed", 900_000_000, 3, "Unclear"),
        ("peak_rank", 4, 5, "Supported"),
    ],
)
def test_a_checked_claim_is_a_valid_claim_review(
    check_one: Callable[..., CheckedClaim],
    document: Document,
    metric: str,
    value: int,
    rating: int,
    name: str,
) -> None:
    review = claim_review(check_one(metric, value), document, PAGE)
    assert review is not None
    jsonschema.validate(review, SCHEMA)
    assert review["reviewRating"]["ratingValue"] == rating
    assert review["reviewRating"]["alternateName"] == name
    assert review["url"] == f"{PAGE}#claim-19-35"


def test_a_broken_review_is_not_valid(check_one: Callable[..., CheckedClaim]) -> None:
    review = claim_review(check_one("weeks_in_top10", 3), STORY, PAGE)
    assert review is not None
    del review["reviewRating"]["ratingValue"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(review, SCHEMA)


def test_what_cannot_be_checked_is_not_reviewed(check_one: Callable[..., CheckedClaim]) -> None:
    assert claim_review(check_one("weeks_in_top10", 3, "Zebra Court"), STORY, PAGE) is None


def test_the_claim_is_told_in_our_own_words(check_one: Callable[..., CheckedClaim]) -> None:
    text = claim_text(check_one("hours_viewed", 70_000_000))
    assert text == "Partner Track: 70,000,000 hours viewed (weekly Top 10)"
