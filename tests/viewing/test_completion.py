"""Starters and finishers, exact."""

from __future__ import annotations

import datetime as dt

from cliffhanger.viewing import catalogue
from cliffhanger.viewing.completion import lengths
from tests.viewing.world import World

DAY = dt.date(2023, 6, 16)
END = dt.date(2023, 12, 31)


def counted(world: World, until: dt.date = END) -> dict[str, tuple[int, int]]:
    world.take()
    return {s: (b, f) for s, b, f in world.tally().completion(until).rows()}


def test_a_finisher_watched_nine_tenths_of_the_runtime(world: World) -> None:
    world.season("a-s1", 1, 1)
    for profile, hours in ((1, 0.8), (2, 0.8 - 1 / 3600)):
        world.watch("a-s1", DAY, 1, profile=profile)
        world.watch("a-s1", DAY, hours, profile=profile, episode=2)
    assert counted(world) == {"a-s1": (2, 1)}


def test_an_episode_watched_twice_counts_once(world: World) -> None:
    world.season("a-s1", 1, 1)
    for hour in range(3):
        world.watch("a-s1", f"2023-06-16T0{hour}:00:00", 1, profile=1)
    assert counted(world) == {"a-s1": (1, 0)}


def test_pieces_of_an_episode_on_several_days_add_up(world: World) -> None:
    world.season("a-s1", 1)
    for day in range(3):
        world.watch("a-s1", DAY + dt.timedelta(days=day), 0.3, profile=1)
    assert counted(world) == {"a-s1": (1, 1)}


def test_a_season_under_way_is_finished_by_who_saw_what_is_out(world: World) -> None:
    world.season("a-s1", 1, released=DAY)
    world.season("a-s1", 1, released=DAY + dt.timedelta(days=7))
    world.watch("a-s1", DAY, 1, profile=1)
    assert counted(world, DAY + dt.timedelta(days=6)) == {"a-s1": (1, 1)}
    assert counted(world, DAY + dt.timedelta(days=7)) == {"a-s1": (1, 0)}


def test_a_corrected_runtime_moves_who_finished(world: World) -> None:
    world.season("a-s1", 1)
    world.season("b-s1", 1)
    for season in ("a-s1", "b-s1"):
        world.watch(season, DAY, 0.8, profile=1)
    assert counted(world) == {"a-s1": (1, 0), "b-s1": (1, 0)}
    world.tally().fold(at_least=1)
    world.episodes[0]["runtime"] = 2700
    assert counted(world) == {"a-s1": (1, 1), "b-s1": (1, 0)}


def test_halves_of_two_cuts_make_a_whole(world: World) -> None:
    world.season("raw-s1", 3, kind="live", cut="live")
    world.season("raw-s1", 2, kind="live", cut="on demand")
    world.watch("raw-s1", DAY, 1.5, profile=1)
    world.watch("raw-s1", DAY, 0.8, profile=1, episode=2)
    world.watch("raw-s1", DAY, 1.5, profile=2)
    world.watch("raw-s1", DAY, 0.8 - 1 / 3600, profile=2, episode=2)
    assert counted(world) == {"raw-s1": (2, 1)}


def test_the_weights_of_a_season_without_cuts_are_one(world: World) -> None:
    world.season("a-s1", 1, 2)
    rows = lengths(world.catalogue, END).select("runtime", "weight", "needed").rows()
    assert rows == [(3600, 1, 97_200), (7200, 1, 97_200)]


def test_an_unreleased_episode_is_not_part_of_the_season(world: World) -> None:
    world.season("a-s1", 1, 1, released=None)
    world.away("a-s1", 1, "KR", DAY)
    rows = lengths(world.catalogue, END).select("episode", "needed").rows()
    assert rows == [(1, 32_400)]
    assert isinstance(world.catalogue, catalogue.ServiceCatalogue)
