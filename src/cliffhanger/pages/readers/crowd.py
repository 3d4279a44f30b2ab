"""The readers' odds: the share of yes among votes on an open season, issued like any model's.

    issue_crowd(record, board, AsOf.now(), version=...) -> Issued

Voters chose themselves: the interval says only how much so few votes could waver by chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cliffhanger.days import AsOf
from cliffhanger.odds import ledger
from cliffhanger.odds.estimator import Odds
from cliffhanger.odds.score import wilson
from cliffhanger.pages.readers.subject import SEASON
from cliffhanger.pages.readers.votes import counts
from cliffhanger.store.record import Record, canonical

MODEL = "readers"
FEWEST_VOTES = 20
"""With fewer votes there are no odds."""


@dataclass(frozen=True)
class CrowdOdds:
    """The readers' odds of a season: what `odds.ledger.issue` takes. `votes`: how many voted."""

    season_id: str
    show_title: str
    season_number: int | None
    category: str
    odds: Odds
    votes: int
    model: str = MODEL


def share_of_yes(yes: int, votes: int) -> Odds:
    """The share and its 90 % interval by Wilson's score (JASA 22, 1927), which stays in 0 to 1."""
    interval = wilson(yes, votes)
    return Odds(interval.value, max(interval.low, 0.0), min(interval.high, 1.0))


def crowd(record: Record, seasons: Iterable[ledger.SeasonOdds], as_of: AsOf) -> list[CrowdOdds]:
    """The readers' odds of these open seasons, where enough had voted by then."""
    found = []
    with record.read() as session:
        for season in seasons:
            counted = counts(session, f"{SEASON}/{season.season_id}", as_of.moment)
            yes, votes = counted.get("yes", 0), sum(counted.values())
            if votes >= FEWEST_VOTES:
                found.append(
                    CrowdOdds(
                        season.season_id,
                        season.show_title,
                        season.season_number,
                        season.category,
                        share_of_yes(yes, votes),
                        votes,
                    )
                )
    return found


def issue_crowd(
    record: Record, seasons: Iterable[ledger.SeasonOdds], as_of: AsOf, *, version: str
) -> ledger.Issued:
    """Freeze the readers' odds of these open seasons in the ledger. Raises RecordError."""
    odds = crowd(record, seasons, as_of)
    inputs = canonical([[o.season_id, o.odds.p, o.votes] for o in odds])
    inputs_hash = hashlib.sha256(inputs.encode()).hexdigest()
    return ledger.issue(record, odds, as_of, inputs_hash=inputs_hash, version=version)
