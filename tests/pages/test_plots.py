from __future__ import annotations

import re
from itertools import pairwise

import pytest

from cliffhanger.pages.plots.run import LONGEST_AXIS, Band, Point, axis_weeks, nice_ticks, run_plot

BANDS = (
    Band("canceled", 12, (9e6, 0, 0), (15e6, 5e6, 0), (33e6, 12e6, 4e6)),
    Band("renewed", 31, (20e6, 12e6, 0), (40e6, 30e6, 9e6), (70e6, 50e6, 30e6)),
)
POINTS = [Point(1, 16_660_000), Point(2, 31_140_000), Point(3, 18_210_000), Point(4, 0)]


def test_a_plot_takes_its_colours_from_the_page() -> None:
    svg = run_plot(POINTS, BANDS)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert all(c == "none" or re.fullmatch(r"var\(--[a-z]+\)", c) for c in colours), colours
    assert {"var(--renewed)", "var(--canceled)", "var(--ink)"} <= colours


def test_a_plot_is_the_same_bytes_each_time_and_names_nothing() -> None:
    from cliffhanger.pages.plots import vega

    first = run_plot(POINTS, BANDS)
    vega.forget()
    assert run_plot(POINTS, BANDS) == first
    assert not re.search(r"\bid=|clip-path|font-family|<style|xlink", first)
    assert len(first) < 8_000


def test_a_week_off_the_list_is_hollow() -> None:
    svg = run_plot(POINTS, ())
    assert svg.count('fill="var(--ink)"') == 3
    assert svg.count('fill="var(--paper)"') == 1


def test_a_long_run_is_cut_where_the_axis_ends() -> None:
    long = [Point(nth, 5_000_000) for nth in range(1, 40)]
    assert axis_weeks(long) == LONGEST_AXIS
    assert run_plot(long, BANDS).count('fill="var(--ink)"') == LONGEST_AXIS


@pytest.mark.parametrize("top", [1e6, 1.1e6, 4.9e6, 26e6, 99e6, 100e6, 571e6, 3e9])
def test_ticks_are_even_few_and_reach_the_top(top: float) -> None:
    ticks = nice_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top
    assert 3 <= len(ticks) <= 6
    assert len({round(b - a) for a, b in pairwise(ticks)}) == 1
