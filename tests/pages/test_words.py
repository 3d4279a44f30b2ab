from __future__ import annotations

import pytest

from cliffhanger.pages import paths, words


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.344, "34 %"), (0.001, "< 1 %"), (0.999, "> 99 %"), (0, "0 %"), (1, "100 %")],
)
def test_a_chance_is_said_in_whole_percent_and_never_as_certain(p: float, said: str) -> None:
    assert words.percent(p) == said.replace(" ", words.NARROW)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-11-08", "8 Nov 2022"),
        ("2022-11", "Nov 2022"),
        ("2022", "2022"),
        (None, "day not said"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(day: str | None, said: str) -> None:
    assert words.loose_day(day) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "0"), (900_000, "900 k"), (66_010_000, "66.0 m"), (571e6, "571 m"), (2.729e9, "2.73 bn")],
)
def test_hours_are_said_in_millions(hours: float, said: str) -> None:
    assert words.millions(hours) == said.replace(" ", words.NARROW)


@pytest.mark.parametrize("name", ["../../etc/passwd", ".hidden", "a/b", "", "ä" * 200, "a\x00b"])
def test_a_page_is_never_named_outside_its_folder(name: str) -> None:
    path = paths.season_path(name)
    assert path.count("/") == 1
    assert not path.startswith("seasons/.")
    assert len(path.encode()) < 200
    assert "\x00" not in path


def test_different_seasons_have_different_pages() -> None:
    names = ["a/b", "a b", "ä" * 200, "ä" * 201, "a-b"]
    assert len({paths.season_path(name) for name in names}) == len(names)
