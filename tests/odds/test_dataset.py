from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError
from cliffhanger.odds.dataset import CARD, write_dataset
from cliffhanger.odds.known import Known
from cliffhanger.runs.features import FEATURES
from cliffhanger.store.desk import Desk
from cliffhanger.tables import QUESTIONS


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    return Known(Desk.at(tmp_path_factory.mktemp("desk")), AsOf.parse("2026-07-22")).dataset()


def test_a_row_is_a_season_at_a_horizon_with_both_dates(frames: dict[str, pl.DataFrame]) -> None:
    rows = frames["forecasting"]
    assert rows.select(pl.struct("season_id", "horizon_weeks").is_unique().all()).item()
    assert {"cut", "known_assumed", "known_strict"} <= set(rows.columns)
    assert rows.filter(main=1).height == 880


def test_every_column_is_in_the_data_card(frames: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    write_dataset(frames, tmp_path)
    card = (tmp_path / CARD).read_text(encoding="utf-8")
    for name in [*QUESTIONS.schema, *(feature.name for feature in FEATURES)]:
        assert (f"- `{name}`:" in card) == (name != "completion")
    assert "880 are asked" in card


def test_the_files_are_the_same_bytes_twice(
    frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    def hashes(folder: Path) -> dict[str, str]:
        files = write_dataset(frames, folder)
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_csv_and_parquet_hold_the_same_rows(
    frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    write_dataset(frames, tmp_path)
    for name, frame in frames.items():
        assert pl.read_parquet(tmp_path / f"{name}.parquet").equals(frame)
        assert pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False).height == frame.height


def test_a_place_that_cannot_be_written_is_named(
    frames: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeskError, match="give a folder that can be written"):
        write_dataset(frames, tmp_path / "file")
