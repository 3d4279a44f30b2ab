"""Killed at any point, the next run goes on: nothing is lost, nothing counted twice."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from cliffhanger.viewing import catalogue
from cliffhanger.viewing.place import Place
from tests.viewing.world import UNTIL, World

START = dt.datetime(2023, 6, 16, tzinfo=dt.UTC)


class Killed(BaseException):
    """Ends a run as a kill would: nothing after it happens."""


class Executioner:
    """Lets a number of writes, renamings and removals happen; from the next on, none."""

    def __init__(self, after: int) -> None:
        self.left, self.armed = after, True

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wxa+")
        changes = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
        if writes or changes:
            self.strike()

    def strike(self) -> None:
        if self.armed and self.left <= 0:
            raise Killed
        self.left -= 1

    def halving(self, write: Callable[..., Any]) -> Callable[..., Any]:
        """Kills in the middle of a write: the file is there, cut short."""

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if self.armed and self.left == 0:
                self.armed = False
                write(*args, **kwargs)
                self.armed, path = True, args[1]
                os.truncate(path, os.path.getsize(path) // 2)
            self.strike()
            return write(*args, **kwargs)

        return wrapped


_current: list[Executioner] = []


def _audit(event: str, args: tuple[Any, ...]) -> None:
    for executioner in _current or ():
        executioner(event, args)


sys.addaudithook(_audit)


@contextmanager
def killed_after(number: int, patch: pytest.MonkeyPatch) -> Iterator[Executioner]:
    executioner = Executioner(number)
    with patch.context() as here:
        for owner, name in ((pq, "write_table"), (pl.DataFrame, "write_parquet")):
            here.setattr(owner, name, executioner.halving(getattr(owner, name)))
        _current.append(executioner)
        try:
            yield executioner
        finally:
            executioner.armed = False
            _current.clear()


def deliveries(world: World) -> None:
    """Two deliveries: the second has late, repeated and corrected events, and some bad ones."""
    world.season("a-s1", 1, 1)
    world.season("b-s1", 0.5)
    for number in range(12):
        world.watch("a-s1", START + dt.timedelta(hours=3 * number), 0.5, profile=number % 4)
    world.deliver()
    for number in range(0, 12, 3):
        world.watch("a-s1", START + dt.timedelta(hours=3 * number), 1, profile=number % 4)
        world.watch("b-s1", START + dt.timedelta(hours=3 * number), 0.5, profile=number)
        world.watch("nobody-s1", START, 1)
    world.deliver()


def answer(world: World, place: str) -> tuple[Any, ...]:
    tally = world.tally(place)
    days = Place(world.path / place).read().days
    rows = {day: (entry.rows, entry.kinds) for day, entry in days.items()}
    by_week = tally.by_week(UNTIL.date()).rows()
    return rows, tally.lists().rows(), tally.completion(UNTIL.date()).rows(), by_week


def test_a_run_killed_at_any_point_is_gone_on_with(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries(world)
    world.take("whole")
    expected = answer(world, "whole")
    number = 0
    while True:
        place = f"place{number}"
        try:
            with killed_after(number, monkeypatch):
                world.take(place)
        except Killed:
            world.take(place)
            assert not (world.path / place / "spill").exists()
            days = Place(world.path / place).read().days
            assert {d: (e.rows, e.kinds) for d, e in days.items()} == expected[0]
            if number % 25 == 0:
                assert answer(world, place) == expected
            number += 1
        else:
            break
    assert number > 40


def test_counting_killed_at_any_point_is_gone_on_with(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries(world)
    world.take("whole")
    expected = answer(world, "whole")
    world.take()

    def count() -> None:
        tally = world.tally()
        tally.lists()
        tally.completion(UNTIL.date())
        tally.by_week(UNTIL.date())
        tally.fold(at_least=1)

    number, kills = 0, 0
    while True:
        try:
            with killed_after(number, monkeypatch):
                count()
        except Killed:
            kills, number = kills + 1, number + 1
        else:
            break
    assert kills > 5
    assert answer(world, "place") == expected


def test_a_process_that_is_really_killed_leaves_a_place_to_go_on_with(world: World) -> None:
    deliveries(world)
    world.take("whole")
    catalogue.write(world.catalogue, world.path / "catalogue.jsonl")
    script = f"""
import os, signal, sys
from pathlib import Path
from cliffhanger.viewing import catalogue, intake
from cliffhanger.viewing.kinds import Limits
from cliffhanger.viewing.place import Place
from cliffhanger.viewing.sources import sources_of
import datetime as dt
commit, done = Place.commit, []
def second(self, manifest):
    commit(self, manifest)
    done.append(1)
    if len(done) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
Place.commit = second
here = Path({str(world.path)!r})
limits = Limits(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), most_seconds=10**14, most_bad=1)
known = catalogue.read(here / "catalogue.jsonl")
intake.take(Place(here / "place"), sources_of(str(here / "events"), here / "work"), known, limits)
"""
    ended = subprocess.run([sys.executable, "-c", script], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert any(not a.settled for a in Place(world.path / "place").read().arrivals)
    world.take()
    assert answer(world, "place") == answer(world, "whole")
