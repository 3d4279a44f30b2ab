from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cliffhanger.days import AsOf
from cliffhanger.errors import InputError
from cliffhanger.news.judge import DECIDER, OTHER, RECALL, TRADE, Standing, judge, period
from cliffhanger.news.judge import source_standing as standing_of
from cliffhanger.store.record import Decision

LATER = AsOf.parse("2026-11-22")


def word(
    decision: str, announced_on: str | None = None, season: int | None = 1, **more: Any
) -> Decision:
    """One source's word; known on its day unless `learned_on` says otherwise."""
    learned_on = more.pop("learned_on", None) or period(announced_on or "2024-01-01")[1]
    given: dict[str, Any] = {
        "title_id": "the-show",
        "show_title": "The Show",
        "season": season,
        "season_number": season,
        "decision": decision,
        "seasons_ordered": None,
        "network": "Netflix",
        "announced_on": announced_on,
        "precision": {10: "day", 7: "month", 4: "year"}[len(announced_on)]
        if announced_on
        else None,
        "learned_on": learned_on,
        "source_kind": "article",
        "source": "Our desk",
        "source_url": None,
        "attributed_to": None,
        "certainty": "stated",
        "confidence": "high",
        "document_id": None,
        "statement_id": None,
        "supersedes": None,
    }
    return Decision(**(given | more))


def ruled(*words: Decision, as_of: AsOf = LATER) -> Standing:
    return judge("the-show", words, as_of)


def outline(standing: Standing) -> list[tuple[str, int | None, str]]:
    return [(r.decision, r.season_number, r.status) for r in standing.rulings]


def test_nothing_said_is_not_decided() -> None:
    assert ruled().decision == "not_decided"
    assert ruled().ruling is None


def test_a_word_known_later_is_not_looked_at() -> None:
    renewed, canceled = word("renewed", "2023-02-09"), word("canceled", "2023-08-18")
    assert ruled(renewed, canceled, as_of=AsOf.parse("2023-08-17")).decision == "renewed"
    assert ruled(renewed, canceled, as_of=AsOf.parse("2023-08-18")).decision == "canceled"


def test_a_word_of_a_day_is_known_at_its_end() -> None:
    noon = AsOf.parse("2023-08-18T12:00")
    assert ruled(word("canceled", "2023-08-18"), as_of=noon).decision == "not_decided"


def test_a_rescinded_renewal_is_canceled_and_the_renewal_reversed() -> None:
    found = ruled(word("renewed", "2023-02-09"), word("canceled", "2023-08-18"))
    assert outline(found) == [("renewed", 1, "reversed"), ("canceled", 1, "stands")]
    assert found.reversed


def test_a_cancellation_after_the_ordered_season_reverses_nothing() -> None:
    found = ruled(word("renewed", "2021-02-09"), word("canceled", "2023-08-18", season=2))
    assert outline(found) == [("renewed", 1, "earlier"), ("canceled", 2, "stands")]
    assert not found.reversed


def test_another_network_saves_a_series() -> None:
    found = ruled(
        word("canceled", "2018-05-11", 3, network="Fox"), word("renewed", "2018-06-15", 3)
    )
    assert outline(found) == [("canceled", 3, "saved"), ("renewed", 3, "stands")]


def test_an_undated_cancellation_comes_before_the_network_that_saved_it() -> None:
    told = dt.date(2020, 6, 18)
    found = ruled(
        word("renewed", "2018", None, learned_on=told),
        word("canceled", None, None, network="Fox", learned_on=told),
    )
    assert outline(found) == [("canceled", None, "saved"), ("renewed", None, "stands")]


def test_the_same_network_takes_a_cancellation_back() -> None:
    found = ruled(word("canceled", "2022-07-01"), word("renewed", "2022-08-01"))
    assert outline(found) == [("canceled", 1, "reversed"), ("renewed", 1, "stands")]


def test_many_reports_of_one_announcement_are_one_decision() -> None:
    found = ruled(
        word("canceled", "2022-11-08", source="Blog", learned_on=dt.date(2022, 11, 9)),
        word("canceled", "2022-11-08", attributed_to="Deadline", certainty="reported"),
        word("canceled", "2022-11", source="Monthly"),
        word("canceled", None, source="Retrospect", learned_on=dt.date(2023, 5, 1)),
    )
    assert len(found.rulings) == 1
    ruling = found.rulings[0]
    assert len(ruling.reports) == 4
    assert ruling.first.attributed_to == "Deadline"
    assert (ruling.announced_on, ruling.learned_on) == ("2022-11-08", dt.date(2022, 11, 8))
    assert ruling.differences == ()


def test_the_decider_is_followed_and_the_difference_shown() -> None:
    found = ruled(
        word("renewed", "2022-11-07", seasons_ordered=1, source="Blog", attributed_to="a friend"),
        word("renewed", "2022-11-07", seasons_ordered=2, source="Netflix"),
    )
    assert found.ruling is not None
    assert found.ruling.seasons_ordered == 2
    [difference] = found.ruling.differences
    assert difference.as_dict() == {
        "field": "seasons_ordered",
        "values": [
            {"value": 2, "sources": ["Netflix"]},
            {"value": 1, "sources": ["a friend in Blog"]},
        ],
    }


def test_sources_stand_decider_trade_others_recall() -> None:
    assert standing_of(word("renewed")) == DECIDER
    assert standing_of(word("renewed", certainty="reported", attributed_to="Variety")) == TRADE
    assert standing_of(word("renewed", certainty="reported", source="deadline.com")) == TRADE
    assert standing_of(word("renewed", certainty="reported", source="a.blog")) == OTHER
    assert standing_of(word("renewed", source_kind="recall")) == RECALL


def test_canceled_and_ended_of_one_day_are_one_decision_with_a_difference() -> None:
    found = ruled(
        word("ended", "2022-10-03"),
        word("canceled", "2022-10-03", certainty="reported", source="a.blog"),
    )
    assert outline(found) == [("ended", 1, "stands")]
    assert [d.field for d in found.rulings[0].differences] == ["decision"]


def test_that_an_order_is_the_last_is_no_difference() -> None:
    found = ruled(word("renewed", "2023-03-24", 4), word("final_season", "2023-03-24", 4))
    assert outline(found) == [("final_season", 4, "stands")]
    assert found.rulings[0].differences == ()


def test_a_final_season_in_two_parts_is_one_order() -> None:
    found = ruled(
        word("final_season", "2020-06-24", 3, seasons_ordered=1),
        word("final_season", "2022-01-21", 3),
    )
    assert outline(found) == [("final_season", 3, "stands")]


def test_the_end_announced_after_an_order_reverses_nothing() -> None:
    found = ruled(word("renewed", "2021-05-26"), word("ended", "2022-10-03"))
    assert outline(found) == [("renewed", 1, "earlier"), ("ended", 1, "stands")]


def test_two_seasons_ordered_in_one_document_are_two_decisions() -> None:
    told = dt.date(2024, 6, 13)
    found = ruled(
        word("renewed", None, 1, learned_on=told, document_id="d"),
        word("renewed", None, 2, learned_on=told, document_id="d"),
    )
    assert outline(found) == [("renewed", 1, "earlier"), ("renewed", 2, "stands")]


def test_orders_months_apart_are_two_decisions() -> None:
    found = ruled(word("renewed", "2023-09-14"), word("renewed", "2025-08-10"))
    assert len(found.rulings) == 2


def test_an_order_of_two_decides_two_seasons() -> None:
    found = ruled(word("renewed", "2022-11-07", seasons_ordered=2))
    assert [found.of_season(n) is not None for n in (1, 2, 3)] == [True, True, False]


def test_a_superseded_word_counts_until_the_correction_is_known() -> None:
    wrong = word("canceled", "2022-11-08")
    right = word("renewed", "2022-11-08", supersedes=wrong.id, learned_on=dt.date(2022, 11, 20))
    assert ruled(wrong, right, as_of=AsOf.parse("2022-11-19")).decision == "canceled"
    assert ruled(wrong, right, as_of=AsOf.parse("2022-11-20")).decision == "renewed"


def test_a_withdrawn_word_decides_nothing() -> None:
    wrong = word("canceled", "2022-11-08")
    assert ruled(wrong, word("withdrawn", "2022-11-08", supersedes=wrong.id)).rulings == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-10", "2024-02-10", "2024-02-10"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert tuple(day.isoformat() for day in period(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "2024-13", "24", "2024-02-30", "soon", "2024-1-1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        period(text)


DAYS = st.dates(dt.date(2023, 12, 31), dt.date(2024, 12, 31))
DATES = st.sampled_from([None, "2021", "2021-06", "2021-06-04", "2021-06-09", "2022-01-01", "2023"])
WORDS = st.builds(
    word,
    st.sampled_from(["renewed", "final_season", "canceled", "ended", "moved", "reversed"]),
    DATES,
    st.sampled_from([None, 1, 2, 3]),
    network=st.sampled_from([None, "Netflix", "Fox", "NBC / Netflix"]),
    learned_on=DAYS,
    source_kind=st.sampled_from(["article", "recall"]),
    certainty=st.sampled_from(["stated", "reported"]),
    document_id=st.sampled_from([None, "a", "b"]),
    seasons_ordered=st.sampled_from([None, 1, 2]),
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, max_size=7), random=st.randoms(use_true_random=False))
def test_the_order_in_which_words_come_does_not_matter(words: list[Decision], random: Any) -> None:
    mixed = list(words)
    random.shuffle(mixed)
    assert ruled(*words) == ruled(*mixed)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, max_size=7), day=DAYS)
def test_poison_known_later_changes_nothing(words: list[Decision], day: dt.date) -> None:
    as_of = AsOf.end_of(day)
    known = [w for w in words if w.learned_on <= day]
    assert ruled(*words, as_of=as_of) == ruled(*known, as_of=as_of)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, max_size=7))
def test_every_word_is_in_exactly_one_ruling(words: list[Decision]) -> None:
    reports = [row.id for ruling in ruled(*words).rulings for row in ruling.reports]
    assert sorted(reports) == sorted(row.id for row in words)
    assert [r.status for r in ruled(*words).rulings][-1:] in ([], ["stands"])
