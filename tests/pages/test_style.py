from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = (resources.files("cliffhanger") / "pages" / "static" / "style.css").read_text("utf-8")


def palettes() -> dict[str, dict[str, str]]:
    """The named colours in light, dark and print."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.S)[:3]
    named = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    return dict(zip(("light", "dark", "print"), named, strict=True))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent"])
@pytest.mark.parametrize("paper", ["paper", "tint", "accent-tint"])
def test_text_stands_out_from_its_ground(mode: str, ink: str, paper: str) -> None:
    colours = palettes()[mode]
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("line", ["renewed", "canceled"])
def test_lines_of_a_plot_stand_out_from_the_page(mode: str, line: str) -> None:
    colours = palettes()[mode]
    assert contrast(colours[line], colours["paper"]) >= 3
