"""People, genres, figures, starts and sources in the forms in which the trade writes of them."""

from __future__ import annotations

import datetime as dt

import pytest

from cliffhanger.news.read import KnownTitles, Reader
from cliffhanger.news.statements import Document, Reading

LEAD = "Netflix has renewed The Lantern Tide for a second season. "
L, S, G = "The Lantern Tide", "Salt Harbour", "Grimwater"
READER = Reader(KnownTitles([(t, t) for t in (L, S, G)]))


def reading(text: str) -> Reading:
    return READER.read(Document(dt.date(2024, 5, 10), LEAD + text))


A, B, C, D, E, F = "Ann Lee", "Bo Diaz", "Cy Grant", "Dee Ortiz", "Eli Roth", "Fay Moss"
ACTOR, EP = "actor", "executive_producer"
CASTS = [
    (f"The series stars {A}, {B} and {C}.", [A, B, C]),
    (f"{A} and {B} lead the cast, which also includes {C}.", [A, B, C]),
    (f"{A} headlines the drama alongside {B}.", [A, B]),
    (f"{B}, {C} and {D} round out the cast.", [B, C, D]),
    (f"Rounding out the cast are {B}, {C} and {D}.", [B, C, D]),
    (f"In the lead roles are {A} and {B}.", [A, B]),
    (f"{A} (Salt Harbour) and {B} (Grimwater) star.", [A, B]),
    (f"{A}, best known for Salt Harbour, stars in the series as Kate.", [A]),
    (f"The {A}-fronted drama began in May.", [A]),
    (f"It has {A} and {B} as estranged sisters.", [A, B]),
    (f"Guest stars include {C} and {D}.", [C, D]),
    ("Robert De Niro, Penelope Cruz and Ian McShane Jr. star.",
     ["Robert De Niro", "Penelope Cruz", "Ian McShane Jr."]),
    ("The voice cast includes Conan O'Brien, J.K. Simmons and Anya Taylor-Joy.",
     ["Conan O'Brien", "J.K. Simmons", "Anya Taylor-Joy"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), CASTS)
def test_a_cast_is_read_in_any_of_its_forms(text: str, names: list[str]) -> None:
    assert sorted(p.person for p in reading(text).people if p.role == ACTOR) == sorted(names)


PARTS = [
    (f"{A} fronts the drama as detective Kate Hill, with {B} as her boss Jim Stone.",
     {A: "Kate Hill", B: "Jim Stone"}),
    (f"It follows Kate ({A}), a nurse, and her brother Jim ({B}).", {A: "Kate", B: "Jim"}),
    (f"{A} stars as Kate Hill opposite {B} as Jim Stone.", {A: "Kate Hill", B: "Jim Stone"}),
    (f"Kate Hill is played by {A} and Jim Stone by {B}.", {A: "Kate Hill", B: "Jim Stone"}),
    (f"{A} will reprise her role as Kate Hill.", {A: "Kate Hill"}),
    (f"Sisters Kate and Jo, played by {A} and {B}, come home.", {A: "Kate", B: "Jo"}),
    (f"Nat ({A} - Lost, Fargo) is back.", {A: "Nat"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_a_part_goes_with_its_actor(text: str, parts: dict[str, str]) -> None:
    assert {p.person: p.character for p in reading(text).people if p.role == ACTOR} == parts


MAKERS = [
    (f"{E} created the series and serves as showrunner and executive producer.",
     {(E, "creator"), (E, "showrunner"), (E, EP)}),
    (f"The show was created, written and executive produced by {E}.", {(E, "creator"), (E, EP)}),
    (f"{E} serves as showrunner, with {F} and {C} as executive producers.",
     {(E, "showrunner"), (F, EP), (C, EP)}),
    (f"{E}, {F} and {C} executive produce.", {(E, EP), (F, EP), (C, EP)}),
    (f'"We are thrilled," said creator and showrunner {E}.', {(E, "creator"), (E, "showrunner")}),
    (f"The first two episodes were directed by {F}.", {(F, "director")}),
    (f"It comes from writer {E}, best known for Salt Harbour.", {(E, "creator")}),
    (f"Told by creator {E}, {F} and {C}, the story ends.", {(E, "creator")}),
    (f"{E}, who also serves as writer, told Variety's reporters more.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles"), MAKERS)
def test_a_maker_has_the_roles_the_words_give_and_no_other(
    text: str, roles: set[tuple[str, str]]
) -> None:
    assert {(p.person, p.role) for p in reading(text).people if p.series == L} == roles


def test_a_credit_elsewhere_is_in_the_series_it_names() -> None:
    people = reading(f"The drama hails from Salt Harbour creator {E}.").people
    assert {(p.series, p.role) for p in people} == {(L, "creator"), (S, "creator")}


GENRES = [
    ("The supernatural drama follows a widow.", {(L, "supernatural drama")}),
    ("Medical drama Salt Harbour and sitcom Grimwater were cancelled.",
     {(S, "medical drama"), (G, "sitcom")}),
    ("Two more dramas, Salt Harbour and Grimwater, were cut.", {(S, "drama"), (G, "drama")}),
    ("Described as a psychological thriller, the series follows a widow.",
     {(L, "psychological thriller")}),
    ("On the comedy front, Salt Harbour and Grimwater will be back.",
     {(S, "comedy"), (G, "comedy")}),
    ("The show is based on a Turkish drama.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "genres"), GENRES)
def test_genre_words_go_to_the_series_they_describe(
    text: str, genres: set[tuple[str, str]]
) -> None:
    assert {(g.series, g.genre) for g in reading(text).genres} == genres


CLAIMS = [
    ("The drama debuted at No. 2 on the English TV list with 8.4 million views, behind "
     "Salt Harbour (12.3M).",
     {(L, "peak_rank", 2), (L, "views", 8_400_000), (S, "views", 12_300_000)}),
    ("Salt Harbour led the list with 12.3 million views, followed by Grimwater (9.1M).",
     {(S, "peak_rank", 1), (S, "views", 12_300_000), (G, "views", 9_100_000)}),
    ("It was followed by Salt Harbour, a new drama starring Ann Lee, with 19.77 million hours.",
     {(S, "hours_viewed", 19_770_000)}),
    ("Salt Harbour and Grimwater are at No. 6 and 7 on the chart.",
     {(S, "peak_rank", 6), (G, "peak_rank", 7)}),
    ("A distant second on the new chart was the crime drama Salt Harbour.",
     {(S, "peak_rank", 2)}),
    ("It was watched for 1.2 billion hours, putting it fourth on the all-time most popular list.",
     {(L, "hours_viewed", 1_200_000_000), (L, "peak_rank", 4)}),
    ("The show drew 621.8 million hours, 130.7 million fewer than Salt Harbour.",
     {(L, "hours_viewed", 621_800_000)}),
    ("It held the top spot of the Netflix Top 10 for a while.", {(L, "peak_rank", 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), CLAIMS)
def test_a_figure_belongs_to_the_series_of_its_clause(
    text: str, claims: set[tuple[str, str, int]]
) -> None:
    assert {(c.series, c.metric, c.value) for c in reading(text).chart_claims} == claims


STARTS = [
    ("The drama bowed on Monday, March 4.", (1, "2024-03-04")),
    ("It landed on Netflix last Friday.", (1, "2024-05-03")),
    ("Season 2 is set to premiere on the 3rd of June.", (2, "2024-06-03")),
    ("The new season kicks off June 12 on Netflix.", (None, "2024-06-12")),
    ("Having launched last month, the show found an audience.", (1, "2024-04")),
    ("Season 2 will roll out on July 4.", (2, "2024-07-04")),
    ("New episodes start streaming Thursday, June 6.", (None, "2024-06-06")),
    ("Season two is expected in 2025.", (2, "2025")),
]


@pytest.mark.parametrize(("text", "start"), STARTS)
def test_a_start_has_the_day_that_its_words_mean(text: str, start: tuple[int | None, str]) -> None:
    assert [(p.season, p.date) for p in reading(text).premieres] == [start]


SOURCES = [
    (f"It is based on the novel of the same name by {E}.", (L, "novel", E)),
    (f"The drama is based on {E}'s best-selling novel The Long Sea.", ("The Long Sea", "novel", E)),
    (f"The graphic novel created by {E} and {F} is the source; it is based on the graphic novel "
     f"created by {E} and {F}.", (None, "comic", E)),
    ("The show is an adaptation of the Korean webtoon The Long Sea.",
     ("The Long Sea", "comic", None)),
    (f"The inspiration for the show was {E}'s 2005 nonfiction book The Long Sea.",
     ("The Long Sea", "other", E)),
    (f"It is an adaptation of {E}'s The Long Sea novels.", ("The Long Sea", "novel", E)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_source_has_its_kind_title_and_author(
    text: str, source: tuple[str | None, str, str | None]
) -> None:
    assert [(b.work, b.kind, b.author) for b in reading(text).based_on] == [source]
