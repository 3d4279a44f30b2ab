"""Who is in a series, who makes it and what it comes from, in the words of the trade."""

from __future__ import annotations

import datetime as dt

import pytest

from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document, Reading

OPENING = "Netflix has renewed Harbour Lights for a second season, the streamer said on Monday. "
CLOSING = " Tom Hale and Rita Moss declined to comment."
READER = Reader([(name, name) for name in ("Harbour Lights", "Night Tide", "Lost", "Fargo")])


def _read(sentence: str) -> Reading:
    return READER.read(Document(dt.date(2024, 3, 5), OPENING + sentence + CLOSING))


def _said(sentence: str) -> set[str]:
    return {
        f"{p.role}: {p.person}"
        + (f" = {p.character}" if p.character else "")
        + ("" if p.series == "Harbour Lights" else f" in {p.series}")
        for p in _read(sentence).people
    }


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Also starring are Jude Kerr and Ann Dole.", {"actor: Jude Kerr", "actor: Ann Dole"}),
        ("Tom Hale toplines the series.", {"actor: Tom Hale"}),
        ("Tom Hale can be seen as Sam Bell.", {"actor: Tom Hale = Sam Bell"}),
        (
            "Tom Hale and Rita Moss play warring spouses Kate and Joe.",
            {"actor: Tom Hale = Kate", "actor: Rita Moss = Joe"},
        ),
        (
            "The cast includes Rita Moss as Kate and Jude Kerr as Joe.",
            {"actor: Rita Moss = Kate", "actor: Jude Kerr = Joe"},
        ),
        (
            "Tom Hale is reprising his role as the respected New Orleans judge Sam Bell.",
            {"actor: Tom Hale = Sam Bell"},
        ),
        (
            "Night Tide star Tom Hale plays the lead, Sam Bell.",
            {"actor: Tom Hale in Night Tide", "actor: Tom Hale = Sam Bell"},
        ),
        ("Tom Hale (Lost) starred as Sam Bell.", {"actor: Tom Hale = Sam Bell"}),
        (
            "Tom Hale and Rita Moss serve as showrunners and exec produce alongside Jude Kerr.",
            {
                "showrunner: Tom Hale",
                "showrunner: Rita Moss",
                "executive_producer: Tom Hale",
                "executive_producer: Rita Moss",
                "executive_producer: Jude Kerr",
            },
        ),
        (
            "Rita Moss is the showrunner and, with Tom Hale, an executive producer.",
            {
                "showrunner: Rita Moss",
                "executive_producer: Rita Moss",
                "executive_producer: Tom Hale",
            },
        ),
        (
            "The scripts are by Rita Moss. She is among the executive producers too.",
            {"executive_producer: Rita Moss"},
        ),
        (
            "Tom Hale, who has written for Lost and Fargo, created the eight-parter.",
            {"creator: Tom Hale"},
        ),
        ("Tom Hale directs, with Rita Moss producing.", {"director: Tom Hale"}),
        ("Word of the order comes from Tom Hale.", set()),
    ],
)
def test_roles(sentence: str, said: set[str]) -> None:
    assert _said(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The show takes its stories from the novels by Rita Moss.", ("novel", None, "Rita Moss")),
        ("The source is a podcast, likewise called Low Water.", ("podcast", "Low Water", None)),
        ("Rita Moss adapted it from her own novel.", ("novel", None, "Rita Moss")),
        (
            "It is based on the Rita Moss novel of the same name.",
            ("novel", "Harbour Lights", "Rita Moss"),
        ),
        ("It was inspired by a New Yorker article.", ("article", None, None)),
        (
            "It is a remake of the British show of the same name.",
            ("series", "Harbour Lights", None),
        ),
    ],
)
def test_sources(sentence: str, source: tuple[str, str | None, str | None]) -> None:
    (found,) = _read(sentence).based_on
    assert (found.kind, found.work, found.author) == source


def test_past_credits_do_not_move_the_story() -> None:
    """What an actor was seen in before is not what the next sentence is about."""
    text = (
        "Night Tide actress Rita Moss takes the lead. Tom Hale and Jude Kerr are also in the cast."
    )
    assert {"actor: Tom Hale", "actor: Jude Kerr"} <= _said(text)


def test_a_person_is_no_series() -> None:
    """A name shaped like a person's is one where nothing beside it says that it is a series."""
    text = "Rita Moss won't be around for it, with Tom Hale, the creator of the show, staying on."
    assert {n.series for n in _read(text).series} == {"Harbour Lights"}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("In the comedy, Jude Kerr is a doctor.", {"actor: Jude Kerr"}),
        ("The hero is Sam Bell, whom Jude Kerr plays.", {"actor: Jude Kerr = Sam Bell"}),
        (
            "Jude Kerr, as Sam Bell, and Ann Dole, as Kate, were at his side.",
            {"actor: Jude Kerr = Sam Bell", "actor: Ann Dole = Kate"},
        ),
        ("He works with a young assassin (Ann Dole).", {"actor: Ann Dole"}),
        (
            "Netflix has hired Jude Kerr and Ann Dole as its showrunners.",
            {"showrunner: Jude Kerr", "showrunner: Ann Dole"},
        ),
        ("Jude Kerr will soon star in Night Tide.", {"actor: Jude Kerr in Night Tide"}),
        ("It goes back to the lives of two physicists, Jude Kerr and Ann Dole.", set()),
    ],
)
def test_a_role_that_the_words_around_it_give(sentence: str, said: set[str]) -> None:
    """No word for a cast, and somebody is in it all the same; or is told of, and is not."""
    assert _said(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "series"),
    [
        ("Netflix did best with Night Tide. The royal drama stars Jude Kerr.", "Night Tide"),
        ("Nothing had a better week than Night Tide. The thriller stars Jude Kerr.", "Night Tide"),
        ("Night Tide, Lost and Fargo all trailed it. It stars Jude Kerr.", "Harbour Lights"),
    ],
)
def test_what_a_description_means(sentence: str, series: str) -> None:
    """A description right after a series means that one; no one of a row is meant by "it"."""
    assert [p.series for p in _read(sentence).people] == [series]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It is based on the diaries that Ann Dole kept.", ("other", None, "Ann Dole")),
        ("The webcomic by Ann Dole that inspired it ran on.", ("comic", None, "Ann Dole")),
        (
            "The series took Ann Dole's novel of the same name and moved it to Rome.",
            ("novel", "Harbour Lights", "Ann Dole"),
        ),
        ("It is adapted by Jude Kerr from the novel by Ann Dole.", ("novel", None, "Ann Dole")),
        ("It is modeled on the Spanish hit Night Tide.", ("series", "Night Tide", None)),
    ],
)
def test_where_a_series_comes_from(sentence: str, said: tuple[str, str | None, str | None]) -> None:
    """Kind, title and author of the source."""
    assert [(b.kind, b.work, b.author) for b in _read(sentence).based_on] == [said]


def test_people_in_captions() -> None:
    """Where every word has a capital, a bracket or a surname said again makes somebody sure."""
    text = (
        "Netflix has renewed Harbour Lights for a second season.\n\n"
        "Kate Hill (Ann Dole) And Sam Bell (Jude Kerr) In Harbour Lights\n\nThe series is back."
    )
    people = READER.read(Document(dt.date(2024, 3, 5), text)).people
    assert {(p.person, p.character) for p in people} == {
        ("Ann Dole", "Kate Hill"),
        ("Jude Kerr", "Sam Bell"),
    }
