from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cliffhanger.errors import UnknownTitle
from cliffhanger.titles import (
    Catalogue,
    entry_kind,
    grammar_id,
    normal,
    season_number,
    slug,
    unique_ids,
)


@pytest.mark.parametrize(
    ("show", "season", "number"),
    [
        ("Partner Track", "Partner Track: Season 1", 1),
        ("Money Heist", "Money Heist: Part 5", 5),
        ("Stranger Things", "Stranger Things 4", None),
        ("Berlin", "Berlin: Limited Series", 1),
        ("Love Is Blind", "Love Is Blind: S9: Denver", 9),
        ("Idol I", "Idol I: 시즌 1", 1),
        ("Squid Game", "N/A", None),
        ("Seasons", "Seasons: The Snow", None),
    ],
)
def test_the_number_is_read_from_the_label(show: str, season: str, number: int | None) -> None:
    assert season_number(show, season) == number


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (("Films (English)", "Red Notice", "N/A"), "film"),
        (("TV (English)", "Partner Track", "Partner Track: Season 1"), "season"),
        (("TV (English)", "Raw", "Raw: July 13, 2026"), "weekly"),
        (("TV (English)", "Bert Kreischer: Lucky", "N/A"), "special"),
        (("TV (English)", "Jake Paul vs. Mike Tyson", "N/A"), "live"),
        (("TV (English)", "The Roast of Tom Brady", "N/A"), "live"),
    ],
)
def test_the_kind_is_read_from_the_label(label: tuple[str, str, str], kind: str) -> None:
    assert entry_kind(label) == kind


def test_a_long_entry_without_a_label_is_a_season() -> None:
    assert entry_kind(("TV (English)", "KAOS", "N/A"), runtime=6.6667) == "season"


def test_a_relabelled_limited_series_keeps_its_id() -> None:
    as_season = grammar_id("TV (English)", "Clark", "Clark: Season 1")
    assert grammar_id("TV (English)", "Clark", "Clark: Limited Series") == as_season == "clark-s1"


def test_clashing_labels_get_ids_of_their_own() -> None:
    labels = [
        ("TV (English)", "Homicide", "Homicide: Season 1"),
        ("TV (English)", "Homicide", "Homicide: Part 1"),
        ("Films (English)", "Kingdom", "N/A"),
        ("Films (Non-English)", "Kingdom", "N/A"),
    ]
    ids = unique_ids(labels)
    assert list(ids.values()) == [
        "homicide-s1",
        "homicide-part-1",
        "kingdom-film",
        "kingdom-film-2",
    ]


@pytest.mark.parametrize(
    ("name", "title_id"),
    [
        ("partner track", "partner-track"),
        ("Imperfects", "the-imperfects"),
        ("Dahmer — Monster: The Jeffrey Dahmer Story", "dahmer"),
        ("DAHMER", "dahmer"),
        ("Monster", "dahmer"),
        ("La Casa de Papel", "money-heist"),
        ("elite", "elite"),
        ("the-watcher", "the-watcher"),
    ],
)
def test_a_title_is_found_by_any_of_its_names(
    name: str, title_id: str, catalogue: Catalogue
) -> None:
    assert catalogue.find(name) == title_id


def test_an_unknown_title_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownTitle, match="did you mean Partner Track"):
        catalogue.find("Partnr Track")
    assert catalogue.lookup("Partnr Track") is None


def test_a_title_has_the_ids_others_give_it(catalogue: Catalogue) -> None:
    assert catalogue.title("partner-track").ids == {
        "imdb": "tt15390524",
        "tmdb": 135035,
        "netflix": 81321107,
    } or (catalogue.title("partner-track").ids["imdb"] == "tt15390524")


def test_every_entry_has_a_title_and_every_label_an_entry(catalogue: Catalogue) -> None:
    assert set(catalogue.seasons["title_id"]) <= set(catalogue.titles["title_id"])
    assert set(catalogue.labels["entry_id"]) <= set(catalogue.seasons["entry_id"]) | set(
        catalogue.labels["entry_id"]
    )
    assert catalogue.seasons["entry_id"].is_unique().all()


@given(st.text())
def test_names_and_slugs_never_fail_and_settle(name: str) -> None:
    assert normal(normal(name)) == normal(name) or normal(name).split()[0] in ("the", "a", "an")
    assert slug(slug(name)) == slug(name)
