"""The whole path of a streamer's data team: events, charts, titles, odds, pages; and how good."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.cli import main as cli
from cliffhanger.days import AsOf
from cliffhanger.odds import backtest, questions
from cliffhanger.titles import bundled
from cliffhanger.viewing import top10
from cliffhanger.viewing.invented import START
from cliffhanger.viewing.printed import WHOLE
from cliffhanger.viewing.simulate import simulate

GUIDE = Path(__file__).parents[2] / "docs" / "data-team.md"
Run = Callable[[str], str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in a folder of its own; what it printed."""
    monkeypatch.chdir(tmp_path)

    def do(line: str) -> str:
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        with pytest.raises(SystemExit) as stop:
            sys.exit(cli.main())
        said = capsys.readouterr()
        assert not stop.value.code, f"{line}: {said.err}"
        return said.out

    return do


def test_from_events_to_pages_without_a_title_of_anyone_else(run: Run, tmp_path: Path) -> None:
    run("cliffhanger simulate invented --weeks 14 --seed 1 --scale 0.1")
    run(
        "cliffhanger --desk D top10 --events invented/events --catalogue invented/catalogue.jsonl "
        "--decisions invented/decisions.parquet --out own --whole"
    )
    assert "own/chart" in run("cliffhanger --desk D ingest own")
    day = START + dt.timedelta(weeks=14, days=2)
    board = json.loads(run(f"cliffhanger --desk D board --json --as-of {day}"))["seasons"]
    names = set(pl.read_parquet(tmp_path / "own" / "titles.parquet")["show_title"])
    assert len(board) > 10
    assert {season["show_title"] for season in board} <= names
    said = [reason["text"] for season in board for reason in season["reasons"]]
    assert any("% of those who began it finished it" in text for text in said)

    title = board[0]["show_title"]
    assert title in run(f'cliffhanger --desk D run "{title}" --as-of {day}')
    assert "Odds of a further season" in run(f'cliffhanger --desk D odds "{title}" --as-of {day}')
    run(f"cliffhanger --desk D publish --as-of {day}")
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "D/site").rglob("*.html")]
    assert sum(title in page for page in pages) > 2
    strangers = set(bundled().titles["show_title"].head(200)) - names
    assert not [name for name in strangers if any(f">{name}<" in page for page in pages)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--decisions absent.csv", "absent.csv: cannot be read"),
        ("--decisions wrong.csv", "wrong.csv, row 2: decision is 'axed'"),
        ("--out wrong.csv", "wrong.csv: this is a file, not a folder"),
        ("", "no events are given; give --events PATH"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_counted(
    run: Run, tmp_path: Path, words: str, said: str
) -> None:
    run("cliffhanger simulate invented --weeks 2 --seed 1 --scale 0.02")
    first = (tmp_path / "invented/catalogue.jsonl").read_text().splitlines()[0]
    row = f"{json.loads(first)['title_id']},1,axed,2024-01-05"
    (tmp_path / "wrong.csv").write_text(f"title_id,season_number,decision,announced_on\n{row}\n")
    before = sorted(tmp_path.rglob("*"))
    events = "--events invented/events" if words else ""
    with pytest.raises(AssertionError, match=re.escape(said)):
        run(f"cliffhanger --desk D top10 {events} --catalogue invented/catalogue.jsonl {words}")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_set_aside_is_told_by_kind_with_an_example(run: Run, tmp_path: Path) -> None:
    run("cliffhanger simulate invented --weeks 2 --seed 1 --scale 0.02")
    events = tmp_path / "invented" / "events"
    week = pl.read_parquet(events / "week-2024-01-07.parquet")
    week.head(3).with_columns(season_id=pl.lit("nobody-s1")).write_parquet(events / "bad.parquet")
    (events / "README.md").write_text("not events")
    (events / "cut.parquet").write_bytes((events / "bad.parquet").read_bytes()[:99])
    line = (
        "cliffhanger --desk D top10 --events invented/events --catalogue invented/catalogue.jsonl"
    )
    for how in ("", "--update"):
        said = run(f"{line} --most-bad 0.5 --as-of 2024-01-20 {how}")
        for kind in ("unknown_season", "foreign_file", "truncated_file"):
            assert re.search(rf"{kind} +\d", said)
        assert "nobody" in said
    told = json.loads(run(f"{line} --most-bad 0.5 --as-of 2024-01-20 --json"))["report"]
    assert told["kinds"] == {"foreign_file": 1, "truncated_file": 1, "unknown_season": 3}
    assert len(told["examples"]["unknown_season"]) == 3


@pytest.mark.heavy
def test_the_path_in_the_guide_works_word_for_word(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = re.search(r"(?s)```\n(cliffhanger simulate.*?)\n```", GUIDE.read_text(encoding="utf-8"))
    assert block is not None
    for line in block[1].splitlines():
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        elif words[0] == "export":
            monkeypatch.setenv(*words[1].split("="))
        else:
            assert run(line)
    assert (tmp_path / "invented" / "desk" / "site" / "index.html").exists()


@pytest.mark.heavy
def test_a_later_copy_changes_no_byte_of_an_earlier_board(run: Run) -> None:
    run("cliffhanger simulate invented --weeks 16 --seed 1 --scale 0.1")
    boards = list[str]()
    days = [START + dt.timedelta(weeks=weeks, days=2) for weeks in (12, 14, 16)]
    for day in days:
        run(
            "cliffhanger --desk D top10 --events invented/events --catalogue "
            "invented/catalogue.jsonl --decisions invented/decisions.parquet --whole --most-bad 1 "
            f"--update --as-of {day} --out own"
        )
        assert str(day) in run("cliffhanger --desk D ingest own")
        boards.append(run(f"cliffhanger --desk D board --json --as-of {days[0]}"))
    assert json.loads(boards[0])["seasons"]
    assert boards == boards[:1] * 3


@pytest.mark.heavy
@pytest.mark.parametrize("seed", [1, 2])
def test_odds_beat_the_base_rate_against_the_truth_and_more_so_with_completion(
    tmp_path: Path, seed: int
) -> None:
    """Two years of a service whose renewal policy is known: each season's chance is the truth."""
    weeks = 104
    simulate("small", weeks, seed, tmp_path, scale=0.1)
    until = AsOf.end_of(START + dt.timedelta(weeks=weeks, days=1))
    decisions = pl.read_parquet(tmp_path / "decisions.parquet")
    settings = top10.Settings(until=until, rounding=WHOLE, decisions=decisions)
    made = top10.once(str(tmp_path / "events"), tmp_path / "catalogue.jsonl", settings)
    seasons, titles = made.titles.seasons, made.titles.titles
    asked = questions.build(seasons, decisions)
    truth = pl.read_parquet(tmp_path / "truth.parquet").select("season_id", "p_renewed")

    def off(completion: pl.DataFrame | None) -> dict[str, tuple[float, float]]:
        """By model: the Brier score against what came, and against the policy's own chance."""
        rows = questions.with_completion(asked, completion)
        cuts = asked["cut"].sort()
        found = backtest.backtest(
            made.chart, seasons, titles, rows, start=cuts[0], end=cuts[-1], models=["cliffhanger"]
        ).rows.join(truth, on="season_id")
        assert found.height > 1000
        squares = [(pl.col("p") - pl.col(c)) ** 2 for c in ("renewed", "p_renewed")]
        scored = found.group_by("model").agg(came=squares[0].mean(), true=squares[1].mean())
        return {model: (came, true) for model, came, true in scored.rows()}

    without, ours = off(None), off(made.by_week)["cliffhanger"]
    base, plain = without["base rate"], without["cliffhanger"]
    assert ours[0] < plain[0] < base[0]
    assert ours[1] < 0.95 * plain[1] < 0.75 * base[1]
