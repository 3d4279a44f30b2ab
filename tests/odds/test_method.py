"""METHOD.md's figures are those of the backtest on the bundled data, offline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cliffhanger.days import AsOf
from cliffhanger.odds.known import Known
from cliffhanger.store.desk import Desk

METHOD = (Path(__file__).parents[2] / "METHOD.md").read_text(encoding="utf-8")
MODELS = (
    "base rate",
    "more than three weeks",
    "100 million hours",
    "hours",
    "twelve features",
    "cliffhanger",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    known = Known(Desk.at(tmp_path_factory.mktemp("desk")), AsOf.parse("2026-07-22"))
    return known.backtest().as_dict()


def figures(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", text)]


def row_of(label: str) -> str:
    return next(line for line in METHOD.splitlines() if line.startswith(f"| {label} |"))


@pytest.mark.parametrize("place", range(5))
def test_the_table_of_scores_comes_out_equal(told: dict[str, Any], place: int) -> None:
    label = ("+1", "+4", "+8", "+13", "all")[place]
    found = [*told["horizons"], told["pooled"]][place]["models"]
    models = {model["name"]: model for model in found}
    ours = models["cliffhanger"]
    slope, intercept = (ours["calibration"][k] for k in ("slope", "intercept"))
    written = row_of(label)
    assert f"| {ours['n']} |" in written
    assert figures(written) == pytest.approx(
        [
            round(ours["renewed"], 3),
            *(round(models[name]["brier"], 4) for name in MODELS),
            round(ours["auc"], 3),
            *(round(ours["skill_interval"][k], 3) for k in ("value", "low", "high")),
            *(round(slope[k], 2) for k in ("value", "low", "high")),
            *(round(intercept[k], 2) for k in ("value", "low", "high")),
        ],
        abs=1e-9,
    )


def test_the_gain_over_the_twelve_features_comes_out_equal(told: dict[str, Any]) -> None:
    gain = told["pooled"]["better_than"]["twelve features"]
    sentence = re.search(r"lower than the twelve features' by ([^;.]*\.\d+[^;]*?\))", METHOD)
    assert sentence
    assert figures(sentence[1]) == [gain["value"], gain["low"], gain["high"]]


def test_the_reliability_table_comes_out_equal(told: dict[str, Any]) -> None:
    ours = next(m for m in told["pooled"]["models"] if m["ours"])
    rows = re.findall(
        r"^\|[^|]*\| (0\.\d\d) \| (0\.\d\d) \((0\.\d\d) to (0\.\d\d)\) \|", METHOD, re.M
    )
    assert [[float(x) for x in row] for row in rows] == [
        [
            round(part["mean_p"], 2),
            *(round(part["renewed"][k], 2) for k in ("value", "low", "high")),
        ]
        for part in ours["reliability"]
    ]
