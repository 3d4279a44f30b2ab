from __future__ import annotations

from cliffhanger.pages.plots import vega
from cliffhanger.pages.plots.run import Point, run_spec
from cliffhanger.pages.plots.year import FATES, Dot, year_spec


def test_a_plot_drawn_ahead_by_another_process_is_the_same() -> None:
    specs = [run_spec([Point(1, hours)], ()) for hours in (7_000_001, 7_000_002)]
    here = [vega.svg(spec) for spec in specs]
    vega.forget()
    with vega.ahead(specs, 1):
        assert [vega.svg(spec) for spec in specs] == here


def test_seasons_of_every_fate_are_drawn_apart_and_only_open_ones_are_named() -> None:
    dots = [
        Dot(2_000_000 * (n + 1), n + 1, fate, "Kaos" if fate == "open" else "")
        for n, fate in enumerate(FATES)
    ]
    drawn = vega.svg(year_spec(dots))
    assert drawn.count("Kaos") == 1
    assert all(f"var(--{name})" in drawn for name in ("renewed", "canceled", "ink", "soft"))
    assert vega.svg(year_spec([]))


def test_names_never_cover_each_other() -> None:
    dots = [Dot(10_000_000, 3, "open", f"A rather long name {n}") for n in range(20)]
    drawn = vega.svg(year_spec(dots))
    assert 0 < drawn.count("A rather long name") < 20
