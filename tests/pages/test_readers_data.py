"""Data: all of one's own and nothing of others; gone when erased; polls and the readers' odds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError, InputError, RecordError
from cliffhanger.odds import ledger
from cliffhanger.odds.estimator import Odds
from cliffhanger.pages.readers import routes as readers
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.crowd import FEWEST_VOTES, crowd, issue_crowd, share_of_yes
from cliffhanger.pages.readers.secret import secret_of
from cliffhanger.store.readers import Erasure, Vote, Wording
from cliffhanger.store.record import Forecast
from tests.pages.readers_kit import NOON, SEASON, STORY, Browser, Clock, House, words_in

MINE = "/readers/mine.json"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(days, "now", made)
    return made


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:  # noqa: ARG001
    made = House.at(tmp_path)
    yield made
    made.record.close()


def busy(browser: Browser, mark: str, other_comment: str | None = None) -> str:
    """Everything a reader can do, each with this mark in it where words are; a comment's id."""
    browser.vote("yes")
    browser.vote("no")
    browser.vote("partner-track", on=STORY)
    made = browser.say(f"{mark} first")
    path = f"/readers/comment/{made}/change"
    browser.send(path, browser.token(path), text=f"{mark} changed")
    browser.say(f"{mark} folded", spoiler="1", on=STORY)
    if other_comment:
        browser.confirm(f"/readers/comment/{other_comment}/report", reason="spam")
        browser.say(f"{mark} answer", parent=other_comment)
    return made


def erase(browser: Browser) -> Any:
    return browser.send("/readers/mine/erase", browser.token("/readers/mine"))


def test_the_export_holds_everything_of_ones_own_and_nothing_of_others(house: House) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    first = busy(one, "ONE")
    busy(other, "OTHER", first)
    own, theirs = (json.loads(b.get(MINE)) for b in (one, other))
    assert sorted(v["choice"] for v in own["votes"]) == ["no", "partner-track", "yes"]
    assert sorted(w["text"] for c in own["comments"] for w in c["wordings"]) == [
        "ONE changed",
        "ONE first",
        "ONE folded",
    ]
    assert (own["reports"], own["blocks"]) == ([], [])
    assert [r["reason"] for r in theirs["reports"]] == ["spam"]
    assert len(theirs["comments"]) == 3
    assert "OTHER" not in json.dumps(own)
    assert "ONE" not in json.dumps(theirs)
    assert own["reader"] not in json.dumps(theirs)
    assert {t["kind"] for t in own["traces"]} == {"vote", "voted", "comment", "edit"}


def test_every_column_that_names_a_reader_is_in_the_export(house: House) -> None:
    """A table added later with a reader in it must be exported too."""
    from cliffhanger.store.record import Base

    named = {t.name for t in Base.metadata.tables.values() if "reader" in t.columns}
    assert named == {"votes", "wordings", "reports", "actions", "traces"}
    reader = house.browser()
    reader.vote()
    assert set(json.loads(reader.get(MINE))) == {
        "reader", "votes", "comments", "reports", "blocks", "traces",
    }  # fmt: skip


def test_a_stranger_has_nothing_to_export(house: House) -> None:
    busy(house.browser("192.0.2.1"), "ONE")
    stranger = house.browser("192.0.2.1")
    own = json.loads(stranger.get(MINE))
    assert own["reader"] is None
    assert not any(own[key] for key in own)
    assert "this browser has no cookie" in stranger.get("/readers/mine")


def test_what_is_erased_is_gone_everywhere(house: House, tmp_path: Path) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    first = busy(one, "UNSPEAKABLE")
    busy(other, "OTHER", first)
    one.confirm(f"/readers/comment/{other.say('more')}/report", reason="abuse")
    key = json.loads(one.get(MINE))["reader"]
    answer = erase(one)
    assert "7 things of yours were erased" in answer.text
    for page in (other.page(), other.page(STORY), other.get(MINE)):
        assert "UNSPEAKABLE" not in page
    assert "Erased by its writer." in other.page()  # somebody had answered
    assert "<p>OTHER answer</p>" in words_in(other.page())
    assert "UNSPEAKABLE" not in readers.fragment(house.room, house.subjects[SEASON])
    assert readers_text.html.cache_info().currsize <= 8
    assert one.cookie is None
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("record.db*"))
    assert b"UNSPEAKABLE" not in kept
    assert b"OTHER" in kept
    with house.record.read() as session:
        for table in (Vote, Wording):
            assert key not in session.scalars(sa.select(table.reader)).all()
        erasures = session.scalars(sa.select(Erasure)).all()
    assert len(erasures) == 7
    assert {e.of_table for e in erasures} == {"votes", "wordings", "reports"}
    assert {e.erased_at for e in erasures} == {NOON}


def test_erased_votes_count_no_longer(house: House) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    one.vote("yes")
    other.vote("no")
    erase(one)
    assert "1 vote;" in other.page()


def test_erasing_does_not_give_a_second_vote_the_same_day(house: House, clock: Clock) -> None:
    one = house.browser("192.0.2.1")
    one.vote("yes")
    erase(one)
    assert one.vote("yes").status_code == 409
    clock.go(days=1)
    assert one.vote("yes").status_code == 303


def test_only_ones_own_form_erases(house: House) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    busy(one, "ONE")
    other.vote()
    for token in (None, "x", other.token("/readers/mine")):
        assert one.send("/readers/mine/erase", token).status_code == 403
    assert other.send("/readers/mine/erase", one.token("/readers/mine")).status_code == 403
    assert len(json.loads(one.get(MINE))["comments"]) == 2


def test_the_export_is_for_its_reader_alone(house: House) -> None:
    answer = house.browser().http.get(MINE)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_an_open_poll_tells_how_many_voted_and_not_for_what(house: House) -> None:
    reader = house.browser()
    assert json.loads(reader.get("/polls.json"))["polls"] == []
    reader.vote("yes")
    data = json.loads(reader.get("/polls.json"))
    [poll] = data["polls"]
    assert "Voters chose themselves" in data["note"]
    assert (poll["subject"], poll["title"]) == (SEASON, "Partner Track")
    assert (poll["open"], poll["total"]) == (True, 1)
    assert [c["votes"] for c in poll["choices"]] == [None, None]


def test_a_closed_poll_is_published_as_data(house: House, clock: Clock) -> None:
    for n, choice in enumerate(("yes", "no", "no")):
        house.browser(f"192.0.2.{n}").vote(choice)
    house.browser("192.0.2.9").vote("the-imperfects", on=STORY)
    clock.go(days=8)
    answer = house.browser().http.get("/polls.csv")
    assert answer.headers["access-control-allow-origin"] == "*"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(r["label"], r["votes"], r["share"], r["total"]) for r in rows] == [
        ("Yes", "1", "0.3333", "3"),
        ("No", "2", "0.6667", "3"),
        ("Partner Track", "0", "0.0", "1"),
        ("The <Imperfects>", "1", "1.0", "1"),
    ]
    assert all("no sample" in row["note"] for row in rows)


def test_a_decision_closes_a_poll_before_its_time(house: House, clock: Clock) -> None:
    house.browser("192.0.2.1").vote("yes")
    clock.go(hours=1)
    decided = readers.season("partner-track-s1", "Partner Track", "seasons/pt.html", days.now())
    house.subjects[SEASON] = decided
    assert house.browser("192.0.2.2").vote("no").status_code == 409
    assert "closed since" in house.browser("192.0.2.2").page()
    [poll] = json.loads(house.browser().get("/polls.json"))["polls"]
    assert poll["open"] is False


def test_a_moved_closing_keeps_the_votes_and_one_vote_a_reader(house: House, clock: Clock) -> None:
    reader = house.browser("192.0.2.1")
    reader.vote("yes")
    later = NOON + dt.timedelta(days=30)
    house.subjects[SEASON] = readers.season("partner-track-s1", "Partner Track", "x.html", later)
    reader.vote("no")
    house.browser("192.0.2.2").vote("no")
    clock.go(days=31)
    [poll] = json.loads(reader.get("/polls.json"))["polls"]
    assert [c["votes"] for c in poll["choices"]] == [0, 2]


@dataclass(frozen=True)
class Open:
    """A season on the board."""

    season_id: str = "partner-track-s1"
    show_title: str = "Partner Track"
    season_number: int | None = 1
    category: str = "TV (English)"
    model: str = "ours"

    @property
    def odds(self) -> Odds:
        return Odds(0.5, 0.4, 0.6)


def ballots(house: House, yes: int, no: int) -> None:
    """So many votes, as the record keeps them."""
    poll = house.subjects[SEASON].poll
    assert poll is not None
    house.browser("192.0.2.250").vote("yes")
    with house.record.write() as session:
        session.add_all(
            Vote(
                poll_id=poll.id,
                subject=SEASON,
                reader=f"reader {n}",
                choice="yes" if n < yes - 1 else "no",
                nth=1,
                nonce=f"nonce {n}",
                cast_at=NOON,
            )
            for n in range(yes + no - 1)
        )


def test_too_few_votes_are_no_odds(house: House) -> None:
    ballots(house, FEWEST_VOTES - 5, 4)
    assert crowd(house.record, [Open()], AsOf.now()) == []


def test_the_readers_odds_are_issued_like_any_models(house: House, clock: Clock) -> None:
    ballots(house, 30, 10)
    issued = issue_crowd(house.record, [Open(), Open("other-s1")], AsOf.now(), version="1")
    assert (issued.new, issued.already) == (1, 0)
    again = issue_crowd(house.record, [Open()], AsOf.now(), version="1")
    assert (again.new, again.already) == (0, 1)
    with house.record.read() as session:
        row = session.scalars(sa.select(Forecast)).one()
    assert (row.model, row.season_id, row.p) == ("readers", "partner-track-s1", 0.75)
    assert row.low == pytest.approx(0.625, abs=0.005)
    assert row.high == pytest.approx(0.844, abs=0.005)
    outcomes = pl.DataFrame(
        {"season_id": ["partner-track-s1"], "renewed": [0], "known_on": [dt.date(2022, 11, 10)]}
    )
    clock.go(days=5)
    scored = ledger.score(house.record, outcomes, AsOf.now(), model="readers")
    assert scored.rows["brier"].to_list() == [0.75**2]
    assert ledger.score(house.record, outcomes, AsOf.now()).rows.is_empty()
    with pytest.raises(RecordError, match="reconstructed"):
        issue_crowd(house.record, [Open()], AsOf.parse("2022-11-08"), version="1")


def test_the_odds_see_no_vote_that_was_cast_later(house: House, clock: Clock) -> None:
    ballots(house, 30, 10)
    clock.go(hours=1)
    house.browser("192.0.2.77").vote("no")
    house.browser("192.0.2.250").vote("no")
    [then] = crowd(house.record, [Open()], AsOf(NOON))
    [now] = crowd(house.record, [Open()], AsOf.now())
    assert (then.votes, then.odds.p) == (40, 0.75)
    assert now.votes == 41  # the second had voted from there already today


@pytest.mark.parametrize(("yes", "votes"), [(0, 20), (20, 20), (10, 20), (1, 1000)])
def test_the_interval_holds_the_share_and_stays_a_chance(yes: int, votes: int) -> None:
    odds = share_of_yes(yes, votes)
    assert 0 <= odds.low <= odds.p <= odds.high <= 1
    assert odds.p == yes / votes


def test_a_story_of_one_series_has_no_poll() -> None:
    assert readers.story("x", "X", "x.html", {"a": "A"}, NOON).poll is None
    assert readers.story("x", "X", "x.html", {"a": "A", "b": "B"}, None).poll is None
    with pytest.raises(InputError, match="two series go by one name"):
        readers.story("x", "X", "x.html", {"a": "A", "b": "A"}, NOON)


def test_the_secret_is_made_once_and_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLIFFHANGER_SECRET", raising=False)
    made = secret_of(tmp_path / "desk")
    assert secret_of(tmp_path / "desk") == made
    assert secret_of(tmp_path / "other") != made
    assert os.stat(tmp_path / "desk" / "secret").st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "desk").iterdir())) == 1


def test_a_short_secret_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIFFHANGER_SECRET", "hunter2")
    with pytest.raises(DeskError, match="needs 32 characters"):
        secret_of(tmp_path)
