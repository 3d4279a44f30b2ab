"""A checked claim as schema.org ClaimReview (https://schema.org/ClaimReview), for search engines.

Required by those who show it: `claimReviewed`, `reviewRating` and `url`; `itemReviewed` says where
the claim was made.
"""

from __future__ import annotations

from typing import Any

from cliffhanger.claims.check import NOT_CHECKABLE, REFUTED, SUPPORTED, UNCLEAR, CheckedClaim
from cliffhanger.claims.senses import COUNTRIES, HOURS, RANK, VIEWS, WEEKS
from cliffhanger.news.statements import Document

RATINGS = {REFUTED: 1, UNCLEAR: 3, SUPPORTED: 5}
"""The rating on a scale from 1 (false) to 5 (true). What cannot be checked is not reviewed."""
_NAMES = {REFUTED: "Refuted", UNCLEAR: "Unclear", SUPPORTED: "Supported"}
_SAYS = {
    WEEKS: "{series}: {value} weeks in the Top 10",
    RANK: "{series}: No. {value}",
    HOURS: "{series}: {value} hours viewed",
    VIEWS: "{series}: {value} views",
    COUNTRIES: "{series}: in the Top 10 of {value} countries",
}
_AUTHOR = {"@type": "Organization", "name": "Cliffhanger"}


def claim_review(checked: CheckedClaim, document: Document, url: str) -> dict[str, Any] | None:
    """The review of one claim as JSON-LD; `url` is the page that shows the check.

    None for a claim that cannot be checked: there is nothing to review.
    """
    verdict = checked.then
    if verdict.verdict == NOT_CHECKABLE:
        return None
    start, end = checked.claim.span
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{url}#claim-{start}-{end}",
        "datePublished": verdict.as_of.day.isoformat(),
        "author": _AUTHOR,
        "claimReviewed": claim_text(checked),
        "reviewBody": verdict.why,
        "itemReviewed": _claim(document),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[verdict.verdict],
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": _NAMES[verdict.verdict],
        },
    }


def claim_text(checked: CheckedClaim) -> str:
    """The claim in our own words: `Partner Track: 3 weeks in the Top 10 (weekly Top 10)`."""
    claim = checked.claim
    said = _SAYS[claim.metric].format(series=claim.series, value=f"{claim.value:,}")
    return f"{said} ({claim.window})" if claim.window else said


def _claim(document: Document) -> dict[str, Any]:
    appearance: dict[str, Any] = {
        "@type": "NewsArticle",
        "datePublished": document.date.isoformat(),
        "headline": document.title,
        "url": document.url,
    }
    claim: dict[str, Any] = {
        "@type": "Claim",
        "datePublished": document.date.isoformat(),
        "appearance": {key: value for key, value in appearance.items() if value},
    }
    if document.authors or document.source:
        names = [{"@type": "Person", "name": name} for name in document.authors]
        outlet = {"@type": "Organization", "name": document.source}
        claim["author"] = names or outlet
    return claim
