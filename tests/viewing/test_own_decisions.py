"""A service's own decisions, from a file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from cliffhanger.errors import FileError, InputError
from cliffhanger.tables import DECISIONS
from cliffhanger.viewing import own_decisions
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.invented import invent
from tests.viewing.world import World

HEAD = "title_id,season_number,decision,announced_on\n"


@pytest.fixture
def known(world: World) -> ServiceCatalogue:
    world.season("a-s1", 1)
    world.season("b-s1", 1)
    return world.catalogue


def read(tmp_path: Path, text: str, known: ServiceCatalogue) -> pl.DataFrame:
    (tmp_path / "d.csv").write_text(text)
    return own_decisions.read(tmp_path / "d.csv", known)


def test_four_columns_are_enough(tmp_path: Path, known: ServiceCatalogue) -> None:
    rows = read(tmp_path, HEAD + "b,1,cancelled,2024-05\na,1,renewed,2023-07-12\n", known)
    assert rows.schema == DECISIONS.schema
    columns = ("title_id", "show_title", "season_number", "decision", "precision", "confidence")
    assert rows.select(*columns, "source_kind").rows() == [
        ("a", "A", 1, "renewed", "day", "high", "service"),
        ("b", "B", 1, "canceled", "month", "high", "service"),
    ]


def test_what_is_given_is_kept(tmp_path: Path, known: ServiceCatalogue) -> None:
    head = HEAD.strip() + ",show_title,source_kind,seasons_ordered,confidence,precision\n"
    rows = read(tmp_path, head + "a,1,renewed,2023-07-12,The A,press office,2,medium,\n", known)
    row = rows.row(0, named=True)
    assert (row["show_title"], row["source_kind"], row["seasons_ordered"]) == (
        "The A",
        "press office",
        2,
    )
    assert (row["confidence"], row["precision"]) == ("medium", "day")


def test_parquet_as_the_simulator_writes_it_is_read(tmp_path: Path) -> None:
    service = invent("small", 20, 3)
    service.decisions().write_parquet(tmp_path / "d.parquet")
    rows = own_decisions.read(tmp_path / "d.parquet", service.catalogue())
    assert rows.height == service.decisions().height > 50
    assert rows["announced_on"].is_sorted()


def test_days_may_be_days(tmp_path: Path, known: ServiceCatalogue) -> None:
    rows = pl.read_csv((HEAD + "a,1,ended,2023-07-12\n").encode(), try_parse_dates=True)
    rows.write_parquet(tmp_path / "d.parquet")
    assert own_decisions.read(tmp_path / "d.parquet", known)["announced_on"][0] == "2023-07-12"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "a,1,renewed,2023-07-12\nc,1,renewed,2023-07-12\n", r"d.csv, row 3: .* 'c', which"),
        (HEAD + ",1,renewed,2023-07-12\n", r"row 2: title_id is None"),
        (HEAD + "a,1,axed,2023-07-12\n", r"decision is 'axed'; use one of renewed, canceled"),
        (HEAD + "a,1,renewed,soon\n", r"announced_on is 'soon'; write it as YYYY-MM-DD"),
        (HEAD + "a,1,renewed,2023-7\n", r"announced_on is '2023-7'"),
        (HEAD + "a,first,renewed,2023-07-12\n", r"row 2: season_number is 'first'"),
        ("title_id,decision\na,renewed\n", r"d.csv: there is no column 'announced_on'; see docs"),
    ],
)
def test_a_bad_row_is_named_by_file_row_and_value(
    tmp_path: Path, known: ServiceCatalogue, text: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path, text, known)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, known: ServiceCatalogue) -> None:
    (tmp_path / "d.parquet").write_bytes(b"no")
    for name in ("d.parquet", "nowhere.csv", "nowhere.parquet"):
        with pytest.raises(FileError, match=rf"{name}: cannot be read.*give Parquet or CSV"):
            own_decisions.read(tmp_path / name, known)
