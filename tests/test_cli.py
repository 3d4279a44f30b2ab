from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cliffhanger.cli import main as cli
from cliffhanger.store.desk import Desk
from tests.conftest import chart_text


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cliffhanger = Callable[..., Said]


@pytest.fixture
def cliffhanger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Cliffhanger:
    """Runs the command line on a desk of its own."""

    def run(*words: str, desk: Path = tmp_path / "desk") -> Said:
        monkeypatch.setattr(sys, "argv", ["cliffhanger", "--desk", str(desk), *words])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The desk of the week of the story, and what was said when it was made. Not to be changed."""
    desk = tmp_path_factory.mktemp("weekly") / "desk"
    words = ("--desk", str(desk), "week", "--as-of", "2022-11-08")
    code = "from cliffhanger.cli.main import main; main()"
    made = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "120"},
    )
    return desk, made.stdout


def test_a_run_is_shown_as_table_json_and_csv(cliffhanger: Cliffhanger) -> None:
    words = ("run", "Partner Track", "--as-of", "2022-11-08")
    shown = cliffhanger(*words)
    assert "2022-09-04     4  ▲3   31,140,000" in shown.out
    told = cliffhanger(*words, "--json").json
    assert told["as_of"] == "2022-11-08"
    assert (told["run"]["weeks"], len(told["weeks"])) == (3, 3)
    rows = list(csv.DictReader(io.StringIO(cliffhanger(*words, "--csv").out)))
    assert [row["weekly_rank"] for row in rows] == ["7", "4", "6"]


def test_the_golden_pair_stands_on_the_command_line(cliffhanger: Cliffhanger) -> None:
    for day, weeks in (("2022-09-26", 2), ("2022-09-27", 3)):
        told = cliffhanger("run", "The Imperfects", "--as-of", day, "--json").json
        assert told["run"]["weeks"] == weeks


def test_odds_come_with_an_interval_reasons_peers_and_baselines(cliffhanger: Cliffhanger) -> None:
    told = cliffhanger("odds", "Partner Track", "--as-of", "2022-11-07", "--json").json
    assert 0 < told["odds"]["low"] < told["odds"]["p"] < told["odds"]["high"] < 1
    assert told["odds"]["high"] - told["odds"]["low"] > 0.2
    assert told["known_outcomes"] < 60
    assert {"base rate", "more than three weeks", "twelve features"} <= set(told["baselines"])
    assert {peer["outcome"] for peer in told["peers"]} > {"renewed"}
    assert all(peer["known_on"] <= "2022-11-07" for peer in told["peers"])
    assert told["reasons"]


def test_the_board_holds_open_seasons_most_at_risk_first(cliffhanger: Cliffhanger) -> None:
    told = cliffhanger("board", "--as-of", "2022-11-07", "--json").json
    odds = [season["odds"]["p"] for season in told["seasons"]]
    assert odds == sorted(odds)
    shown = {season["show_title"] for season in told["seasons"]}
    assert {"Partner Track", "The Imperfects"} <= shown
    assert not {"The Watcher", "DAHMER"} & shown
    keys = {"season_id", "show_title", "season_number", "category", "weeks", "odds"}
    assert keys <= set(told["seasons"][0])


def test_a_decision_takes_a_season_off_the_board(cliffhanger: Cliffhanger) -> None:
    eve = cliffhanger("board", "--as-of", "2022-11-06", "--json").json["seasons"]
    assert {"The Watcher", "DAHMER"} <= {season["show_title"] for season in eve}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("run", "Partnr Track"), "did you mean Partner Track"),
        (("run", "Partner Track", "--as-of", "soon"), "'soon' is not a day or a time"),
        (("run", "Partner Track", "--as-of", "2022-08-01"), "had not charted"),
        (("board", "--as-of", "2021-07-01"), "no chart week is known as of 2021-07-01"),
        (("odds", "Partner Track", "--season", "2"), "season 2 of partner-track had not charted"),
        (("ingest", "nowhere.tsv"), "nowhere.tsv: there is no such file"),
        (("backtest", "--model", "oracle"), "no model is called 'oracle'"),
        (("backtest", "--questions", "none.csv"), "none.csv"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_two(
    cliffhanger: Cliffhanger, words: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    said = cliffhanger(*words)
    assert said.code == 2
    assert message in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "desk").exists(), "the workspace is untouched"


def test_ingest_takes_the_good_and_refuses_the_bad(
    cliffhanger: Cliffhanger, tmp_path: Path
) -> None:
    good, bad = tmp_path / "chart.seen-2021-07-21.tsv", tmp_path / "chart.seen-2021-07-28.tsv"
    good.write_text(chart_text())
    bad.write_text("null")
    said = cliffhanger("ingest", str(good), str(bad), "--json")
    assert said.code == 2
    assert [copy["vintage"] for copy in said.json["taken"]] == ["2021-07-21"]
    assert "the file says 'null'" in said.err
    assert "there already" in cliffhanger("ingest", str(good)).out


def test_a_desk_that_is_a_file_is_refused(cliffhanger: Cliffhanger, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    said = cliffhanger("board", desk=file)
    assert (said.code, "this is a file, not a folder" in said.err) == (2, True)


def test_the_desk_is_chosen_by_option_or_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIFFHANGER_DESK", str(tmp_path / "there"))
    assert Desk.at().path == tmp_path / "there"
    assert Desk.at(tmp_path / "here").path == tmp_path / "here"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, cliffhanger.cli.main; heavy = {'polars', 'sklearn', 'sqlalchemy', 'numpy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


def test_the_floor_table_is_reproduced(cliffhanger: Cliffhanger, shared: Path) -> None:
    """At 8 and 13 weeks; of the rows at 1 and 4 weeks, 12 and 7 are not in the shared questions."""
    charts = shared / "data/netflix/vintages/all-weeks-global.seen-2026-07-22.tsv"
    files = ("--charts", str(charts), "--questions", str(shared / "data/questions.csv"))
    said = cliffhanger("backtest", *files, "--json").json
    told = {h["horizon_weeks"]: {m["name"]: m for m in h["models"]} for h in said["horizons"]}
    floor = {
        8: (122, 0.2420, 0.2248, 0.2516, 0.2034, 0.738, 0.160),
        13: (121, 0.2414, 0.2232, 0.2521, 0.2047, 0.745, 0.152),
    }
    for horizon, (n, base, weeks, hours, brier, auc, skill) in floor.items():
        models, close = told[horizon], partial(pytest.approx, abs=0.0006)
        assert models["base rate"]["n"] == n
        assert models["base rate"]["brier"] == close(base)
        assert models["more than three weeks"]["brier"] == close(weeks)
        assert models["hours"]["brier"] == close(hours)
        assert models["twelve features"]["brier"] == close(brier)
        assert models["twelve features"]["auc"] == pytest.approx(auc, abs=0.004)
        assert models["twelve features"]["skill"] == pytest.approx(skill, abs=0.004)


def test_the_week_of_the_story_runs_through_every_room(
    cliffhanger: Cliffhanger, weekly: tuple[Path, str]
) -> None:
    desk, said = weekly
    stages = re.findall(r"✓ (\w+)", said)
    assert stages == ["ingest", "build", "read", "issue", "publish"]
    assert "open seasons as of 2022-11-07, most at risk first" in said
    assert re.search(r"2022-11-08 +Partner Track +1 +canceled +\d+ % .*2022-11-07", said)
    assert re.search(r"2022-11-07 +DAHMER +1 +renewed +\d+ % .*2022-11-06", said)
    assert said.count("weeks_in_top10 = 3: supported") == 2
    index = desk / "site" / "index.html"
    assert str(index) in said
    assert "Partner Track" in index.read_text(encoding="utf-8")
    words = ("record", "Partner Track", "--json", "--as-of")
    history = cliffhanger(*words, "2022-11-08", desk=desk).json
    assert history["history"][0]["sources"][0]["span"]
    assert cliffhanger(*words, "2022-11-07", desk=desk).json["history"] == []


def test_the_same_week_again_rewrites_nothing(
    cliffhanger: Cliffhanger, weekly: tuple[Path, str], tmp_path: Path
) -> None:
    desk = shutil.copytree(weekly[0], tmp_path / "again")
    again = cliffhanger("week", "--as-of", "2022-11-08", desk=desk)
    assert "0 new vintages" in again.out
    assert "publish  0 files written" in again.out


def test_the_site_shows_odds_through_time_and_how_good_they_have_been(
    weekly: tuple[Path, str],
) -> None:
    site = weekly[0] / "site"
    season = (site / "seasons" / "partner-track-s1.html").read_text(encoding="utf-8")
    assert "The odds through time" in season
    told = json.loads((site / "scorecard.json").read_text(encoding="utf-8"))
    assert "cliffhanger" in {model["name"] for model in told["models"] if model["n"] > 50}
    assert told["end"] < "2022-11-08"


def test_the_seed_is_read_as_annotated(cliffhanger: Cliffhanger, shared: Path) -> None:
    told = cliffhanger("read", str(shared / "seed.txt"), "--json").json
    wanted = json.loads((shared / "data/articles/seed.json").read_text(encoding="utf-8"))
    text = wanted["text"]
    for kind in (
        "decisions",
        "premieres",
        "chart_claims",
        "people",
        "genres",
        "signals",
        "based_on",
        "reasons",
    ):
        found = [{k: v for k, v in r.items() if k != "span"} for r in told[kind]]
        assert sorted(found, key=str) == sorted(wanted[kind], key=str), kind
        for record in told[kind]:
            start, end = record["span"]
            assert text[start:end].strip()


def test_both_claims_of_the_seed_are_supported_with_rows_and_percentile(
    cliffhanger: Cliffhanger, shared: Path
) -> None:
    told = cliffhanger("check", str(shared / "seed.txt"), "--json").json
    assert [claim["series"] for claim in told["claims"]] == ["Partner Track", "The Imperfects"]
    for claim in told["claims"]:
        assert (claim["verdict"], claim["readings"][0]["value"]) == ("supported", 3)
        assert len(claim["readings"][0]["rows"]) == 3
        place = claim["percentile"]
        shares = [round(place[k], 2) for k in ("shorter", "as_long", "longer")]
        assert (place["n"], shares) == (85, [0.56, 0.25, 0.19])


def test_odds_of_the_past_are_never_issued(
    cliffhanger: Cliffhanger, weekly: tuple[Path, str]
) -> None:
    told = cliffhanger("score", "--json", desk=weekly[0]).json
    assert (told["scored"], told["pending"]) == (0, 0)


def test_the_desk_says_what_it_holds(cliffhanger: Cliffhanger, tmp_path: Path) -> None:
    assert cliffhanger("desk", "--json").json["parts"] == []
    cliffhanger("ingest", "bundled")
    told = cliffhanger("desk", "--json").json
    assert told["path"] == str(tmp_path / "desk")
    assert [part["name"] for part in told["parts"]] == ["lake"]
    assert cliffhanger("sources", "--json").json["vintages"]["chart"] == ["2026-07-21"]
    assert "netflix" in cliffhanger("sources").out


def test_the_record_goes_out_and_comes_back_the_same(
    cliffhanger: Cliffhanger, weekly: tuple[Path, str], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    cliffhanger("export", "record", str(one), desk=weekly[0])
    other = tmp_path / "other"
    cliffhanger("import", str(one), desk=other)
    cliffhanger("export", "record", str(two), desk=other)
    assert one.read_bytes() == two.read_bytes()


def test_a_story_is_drafted_on_the_command_line(
    cliffhanger: Cliffhanger, weekly: tuple[Path, str]
) -> None:
    words = ("story", "--as-of", "2022-11-08", "--format", "txt")
    told = cliffhanger(*words, desk=weekly[0]).out
    assert told.startswith("Netflix cancels Partner Track and The Imperfects")
    assert "of 85 first seasons" in told


BAD_ARTICLES = {
    "nodate": (b"Netflix canceled Partner Track.", "has no date; start the text with a line"),
    "empty": (b"", "is empty"),
    "binary": (b"\x00\x01\x02" * 500, "is not text"),
    "future": (b"date 2999-01-01\nNetflix canceled Partner Track on Tuesday.", "is in the future"),
    "huge": (b"date 2022-11-08\n" + b"x " * 3_000_000, "an article is at most 5 MB"),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_is_one_line_and_nothing_is_kept(
    cliffhanger: Cliffhanger, name: str, tmp_path: Path
) -> None:
    body, message = BAD_ARTICLES[name]
    file = tmp_path / f"{name}.txt"
    file.write_bytes(body)
    for verb in (("read", "--save"), ("check",)):
        said = cliffhanger(*verb, str(file))
        assert (said.code, said.err.count("\n")) == (2, 1)
        assert f"{name}.txt" in said.err
        assert message in said.err
    assert not (tmp_path / "desk").exists()


def test_an_article_may_come_from_standard_input(
    cliffhanger: Cliffhanger, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"Netflix renewed Partner Track for a second season on Monday, the streamer said."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    [decision] = cliffhanger("read", "-", "--date", "2022-11-08", "--json").json["decisions"]
    assert (decision["series"], decision["season"]) == ("Partner Track", 2)
    assert decision["announced_on"] == "2022-11-07"


def test_another_language_is_said_so_and_nothing_is_stated(
    cliffhanger: Cliffhanger, tmp_path: Path
) -> None:
    file = tmp_path / "french.txt"
    file.write_text(
        "date 2022-11-08\nNetflix a annulé la série Partner Track après une seule saison, et les "
        "fans sont très tristes de cette décision qui vient de tomber pour la plateforme.",
        encoding="utf-8",
    )
    assert cliffhanger("read", str(file), "--json").json["decisions"] == []
    assert "not in English" in cliffhanger("check", str(file)).out


def test_the_odds_of_a_day_are_frozen_once(cliffhanger: Cliffhanger) -> None:
    first = cliffhanger("issue", "--json").json
    assert (first["new"] > 0, first["already"]) == (True, 0)
    assert cliffhanger("issue", "--json").json == {"new": 0, "already": first["new"]}
