"""Votes: one a reader, as far as can be told without sign-up; and forms that are only ours."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.pages.readers import moderation
from cliffhanger.pages.readers import routes as readers
from cliffhanger.pages.readers.room import HONEYPOT, MOST_BYTES
from cliffhanger.pages.readers.traces import keep_day
from cliffhanger.pages.readers.visitor import COOKIE, network
from cliffhanger.pages.readers.votes import counts
from cliffhanger.pages.readers.writing import write
from cliffhanger.store.readers import Comment, Salt, Trace, Vote
from tests.pages.readers_kit import SEASON, STORY, Clock, House, token_in

POSTGRES = os.environ.get("CLIFFHANGER_TEST_POSTGRES")
VOTE = f"/readers/on/{SEASON}/vote"
COMMENT = f"/readers/on/{SEASON}/comment"


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


@pytest.fixture(params=["sqlite", "postgresql"])
def busy_house(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    clock: Clock,  # noqa: ARG001
) -> Iterator[House]:
    """A house where many write at once, on either database."""
    if request.param == "postgresql" and not POSTGRES:
        pytest.skip("CLIFFHANGER_TEST_POSTGRES names no database: tried on SQLite only")
    made = House(emptied(POSTGRES)) if request.param == "postgresql" else House.at(tmp_path)
    yield made
    made.record.close()


def emptied(url: str | None) -> str:
    engine = sa.create_engine(url or "", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url or ""


def tally(house: House, on: str = SEASON) -> dict[str, int]:
    with house.record.read() as session:
        return counts(session, on)


def rows(house: House, table: type) -> int:
    with house.record.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_vote_counts_once_and_then_shows_the_result(house: House) -> None:
    reader = house.browser()
    before = reader.page()
    assert "Will it be back?" in before
    assert "\u202f%" not in before
    answer = reader.vote("yes")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/readers/on/{SEASON}#poll"
    after = reader.page()
    assert "your vote" in after
    assert "100\u202f%" in after
    assert tally(house) == {"yes": 1}


def test_the_result_is_hidden_until_one_votes_or_the_poll_closes(
    house: House, clock: Clock
) -> None:
    house.browser("192.0.2.1").vote("no")
    other = house.browser("192.0.2.2")
    assert "100\u202f%" not in other.page()
    clock.go(days=8)
    assert "100\u202f%" in other.page()
    assert "closed since" in other.page()
    assert house.browser("192.0.2.3").vote().status_code == 409


def test_nobody_gets_a_cookie_for_reading(house: House) -> None:
    reader = house.browser()
    reader.page()
    reader.get("/readers/mine")
    reader.get("/polls.json")
    assert reader.cookie is None


def test_a_form_from_a_cached_page_is_confirmed_before_it_counts(house: House) -> None:
    reader = house.browser()
    answer = reader.send(VOTE, choice="yes")
    assert answer.status_code == 200
    assert "Count my vote" in answer.text
    assert tally(house) == {}
    assert reader.cookie


def test_a_vote_may_be_changed_for_ten_minutes(house: House, clock: Clock) -> None:
    reader = house.browser()
    reader.vote("yes")
    clock.go(minutes=10)
    assert reader.vote("no").status_code == 303
    assert tally(house) == {"no": 1}
    clock.go(seconds=1)
    assert reader.vote("yes").status_code == 409
    assert tally(house) == {"no": 1}
    assert rows(house, Vote) == 2  # events: the first is superseded, not edited


def test_without_its_cookie_the_address_has_voted_today(house: House) -> None:
    house.browser("192.0.2.1").vote("yes")
    again = house.browser("192.0.2.1").vote("yes")
    assert again.status_code == 409
    assert "from this address was counted today" in again.text
    assert tally(house) == {"yes": 1}


def test_with_its_cookie_another_address_does_not_count_twice(house: House) -> None:
    first = house.browser("192.0.2.1")
    first.vote("yes")
    moved = house.browser("203.0.113.9")
    moved.http.cookies = first.http.cookies
    moved.vote("no")
    assert tally(house) == {"no": 1}


def test_a_household_has_one_ipv6_network() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::2")
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("::ffff:192.0.2.1") == "192.0.2.1"


def test_a_forged_cookie_is_no_cookie(house: House) -> None:
    reader = house.browser("192.0.2.1")
    reader.vote("yes")
    real = reader.cookie or ""
    word, _, signature = real.rpartition(".")
    for forged in (
        f"{word}x.{signature}",
        f"{word}.{signature[::-1]}",
        "x",
        "",
        "\x00",
        "." * 5000,
    ):
        other = house.browser("192.0.2.2")
        other.http.cookies.set(COOKIE, forged.encode("unicode_escape").decode())
        assert "your vote" not in other.page()
        assert other.send(VOTE, choice="yes").status_code == 200  # to be confirmed, like a stranger
    assert tally(house) == {"yes": 1}


def test_a_cookie_of_another_secret_is_no_cookie(house: House) -> None:
    reader = house.browser()
    reader.vote("yes")
    other = House(str(house.record._reader.url))
    object.__setattr__(other.room, "secret", b"another secret, as long as the first")
    stranger = other.browser()
    stranger.http.cookies = reader.http.cookies
    assert "your vote" not in stranger.page()


def test_a_form_sent_twice_counts_once(house: House) -> None:
    reader = house.browser()
    reader.vote("yes")
    token = reader.token(f"/readers/on/{SEASON}")
    for _ in range(3):
        assert reader.send(VOTE, token, choice="no").status_code == 303
    assert rows(house, Vote) == 2


def test_a_replayed_form_does_not_bring_an_old_vote_back(house: House) -> None:
    reader = house.browser()
    reader.vote("yes")
    token = reader.token(f"/readers/on/{SEASON}")
    reader.send(VOTE, token, choice="no")
    reader.vote("yes")
    reader.send(VOTE, token, choice="no")
    assert tally(house) == {"yes": 1}


def test_anothers_token_is_refused(house: House) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    one.vote("yes")
    other.vote("yes")
    stolen = one.token(f"/readers/on/{SEASON}")
    answer = other.send(VOTE, stolen, choice="no")
    assert answer.status_code == 403
    assert tally(house) == {"yes": 2}


def test_a_token_is_good_for_its_own_action_only(house: House) -> None:
    reader = house.browser()
    first = reader.send(f"/readers/on/{STORY}/vote", choice="partner-track")
    token = token_in(first.text)
    assert reader.send(VOTE, token, choice="yes").status_code == 403
    assert reader.send(COMMENT, token, text="Hello").status_code == 403
    assert reader.send("/readers/mine/erase", token).status_code == 403
    assert (tally(house), rows(house, Comment)) == ({}, 0)


def test_a_token_grows_old(house: House, clock: Clock) -> None:
    reader = house.browser()
    token = token_in(reader.send(VOTE, choice="yes").text)
    clock.go(hours=13)
    answer = reader.send(VOTE, token, choice="yes")
    assert answer.status_code == 403
    assert reader.send(VOTE, token_in(answer.text), choice="yes").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "https://testserver.evil.example"},
    ],
)
def test_a_form_from_another_site_is_refused_and_sets_no_cookie(
    house: House, headers: dict[str, str]
) -> None:
    reader = house.browser()
    answer = reader.http.post(VOTE, data={"choice": "yes"}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", ["null", "http://testserver"])
def test_our_own_forms_pass_also_where_the_page_sends_no_referrer(
    house: House, origin: str
) -> None:
    headers = {"origin": origin, "sec-fetch-site": "same-origin"}
    answer = house.browser().http.post(VOTE, data={"choice": "yes"}, headers=headers)
    assert answer.status_code == 200


def test_a_filled_honeypot_leaves_nothing_and_does_not_tell(house: House) -> None:
    reader = house.browser()
    reader.send(VOTE, choice="yes")
    answer = reader.confirm(COMMENT, text="Buy this", **{HONEYPOT: "https://spam.example"})
    assert answer.status_code == 303
    vote = reader.confirm(VOTE, choice="yes", **{HONEYPOT: "x"})
    assert vote.status_code == 303
    assert (tally(house), rows(house, Comment), rows(house, Trace)) == ({}, 0, 0)


@pytest.mark.parametrize("path", [VOTE, COMMENT, "/readers/mine/erase", "/readers/moderate/act"])
def test_enormous_and_odd_bodies_are_refused(house: House, path: str) -> None:
    http = house.browser().http
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert http.post(path, content=b"x" * (MOST_BYTES + 1), headers=kind).status_code == 413
    chunks = (b"text=" + b"x" * 9000 for _ in range(100))
    assert http.post(path, content=chunks, headers=kind).status_code == 413
    assert (
        http.post(path, content="&".join(f"a{i}=1" for i in range(17)), headers=kind).status_code
        == 400
    )
    assert http.post(path, content=b"choice=\xff", headers=kind).status_code == 400
    assert http.post(path, content=b"choice=%ff", headers=kind).status_code == 400
    assert http.post(path, json={"choice": "yes"}).status_code == 415
    assert http.post(path, files={"text": b"x"}).status_code == 415


@pytest.mark.parametrize(
    "path",
    [
        "/readers/on/season/nothing",
        "/readers/on/season/..%2f..%2fetc",
        "/readers/on/other/partner-track-s1",
        "/readers/comment/0/reply",
        "/readers/comment/%00/report",
    ],
)
def test_what_is_not_there_is_not_found(house: House, path: str) -> None:
    assert house.browser().http.get(path).status_code == 404


def test_an_answer_that_is_none_is_refused(house: House) -> None:
    for choice in ("", "maybe", "yes\x00", "<script>"):
        assert house.browser().confirm(VOTE, choice=choice).status_code == 400
    assert tally(house) == {}


def test_a_story_asks_which_will_be_missed_most(house: House) -> None:
    reader = house.browser()
    assert "The &lt;Imperfects&gt;" in reader.page(STORY)
    reader.vote("the-imperfects", on=STORY)
    assert "your vote" in reader.page(STORY)
    assert tally(house, STORY) == {"the-imperfects": 1}
    assert tally(house) == {}


def test_every_answer_carries_the_headers_that_protect(house: House) -> None:
    http = house.browser().http
    for path in (f"/readers/on/{SEASON}", "/readers/mine", "/readers/on/season/x", "/polls.json"):
        headers = http.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert http.get("/readers/mine").headers["cache-control"] == "no-store"


def test_no_page_holds_a_script_or_a_style_of_its_own(house: House) -> None:
    reader = house.browser()
    reader.vote()
    reader.say("Hello")
    pages = (reader.page(), reader.get("/readers/mine"), reader.get("/readers/moderate/sign-in"))
    for page in pages:
        assert "<script" not in page
        assert " style=" not in page
        assert " onclick" not in page


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house: House) -> None:
    answer = house.browser().send(VOTE, choice="yes")
    set_cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=lax" in set_cookie
    assert "Secure" not in set_cookie
    https = house.browser().http
    https.base_url = "https://testserver"
    assert "Secure" in https.post(VOTE, data={"choice": "yes"}).headers["set-cookie"]


def test_the_address_is_never_kept_and_its_salt_dies_at_midnight(
    house: House, clock: Clock, tmp_path: Path
) -> None:
    house.browser("198.51.100.77").vote("yes")
    with house.record.read() as session:
        salt = session.scalars(sa.select(Salt.salt)).one()
        address = session.scalars(sa.select(Trace.address)).first() or "none"
    clock.go(hours=12)
    keep_day(house.record)
    assert rows(house, Trace) == 0
    assert rows(house, Salt) == 1
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("record.db*"))
    for gone in ("198.51.100.77", salt, address):
        assert gone.encode() not in kept


def test_another_day_the_address_may_vote_again_but_the_reader_not(
    house: House, clock: Clock
) -> None:
    reader = house.browser("192.0.2.1")
    reader.vote("yes")
    clock.go(days=1)
    assert reader.vote("no").status_code == 409
    assert house.browser("192.0.2.1").vote("no").status_code == 303
    assert tally(house) == {"yes": 1, "no": 1}


def test_too_many_votes_are_put_off(house: House, clock: Clock) -> None:
    reader = house.browser()
    reader.vote("yes")
    for n in range(29):
        assert reader.vote("no" if n % 2 == 0 else "yes").status_code == 303
    answer = reader.vote("yes")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) == 3600
    clock.go(seconds=600)
    assert int(reader.vote("yes").headers["retry-after"]) == 3000


def test_many_votes_at_once_are_all_counted_once(busy_house: House) -> None:
    """Twelve readers press the button twice at the same time."""
    browsers = [busy_house.browser(f"192.0.2.{n}") for n in range(12)]
    tokens = [token_in(b.send(VOTE, choice="yes").text) for b in browsers]
    status: list[int] = []

    def press(n: int) -> None:
        status.append(browsers[n].send(VOTE, tokens[n], choice="yes").status_code)

    threads = [threading.Thread(target=press, args=(n,)) for n in range(12) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert status == [303] * 24
    assert tally(busy_house) == {"yes": 12}
    assert rows(busy_house, Vote) == 12


def test_one_address_that_sends_many_at_once_has_one_vote(busy_house: House) -> None:
    browsers = [busy_house.browser("192.0.2.1") for _ in range(8)]
    tokens = [token_in(b.send(VOTE, choice="yes").text) for b in browsers]
    threads = [
        threading.Thread(target=b.send, args=(VOTE, token), kwargs={"choice": "yes"})
        for b, token in zip(browsers, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally(busy_house) == {"yes": 1}


def test_many_do_everything_at_once(busy_house: House) -> None:
    """Votes and comments of ten readers in ten threads: none is lost, none counted twice."""

    def visit(n: int) -> None:
        browser = busy_house.browser(f"192.0.2.{n}")
        browser.vote("yes" if n % 2 else "no")
        browser.say(f"number {n}")
        browser.vote("partner-track", on=STORY)

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally(busy_house) == {"yes": 5, "no": 5}
    assert tally(busy_house, STORY) == {"partner-track": 10}
    assert rows(busy_house, Comment) == 10
    assert rows(busy_house, Salt) == 1


def test_writing_is_tried_again_when_another_was_quicker(house: House) -> None:
    tries = []

    def work(session: sa.orm.Session) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise sa.exc.OperationalError("", {}, sqlite3.OperationalError("database is locked"))
        return session.scalar(sa.text("SELECT 'done'")) or ""

    assert write(house.record, work) == "done"
    assert len(tries) == 3


def test_a_database_that_fails_is_not_explained_to_readers(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = house.browser()
    token = token_in(reader.send(VOTE, choice="yes").text)

    def fail(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("", {}, sqlite3.OperationalError("disk I/O error at /secret"))

    monkeypatch.setattr("cliffhanger.pages.readers.votes.spend", fail)
    answer = reader.send(VOTE, token, choice="yes")
    assert answer.status_code == 503
    assert "/secret" not in answer.text


def test_the_fragment_that_everybody_sees_holds_no_token(house: House) -> None:
    house.browser().vote("yes")
    html = readers.fragment(house.room, house.subjects[SEASON])
    assert 'name="token" value=""' in html
    assert "100\u202f%" not in html
    assert '<h2 id="readers-h"' in html


def test_one_who_voted_on_the_seasons_own_page_is_led_back_to_it(house: House) -> None:
    object.__setattr__(house.room, "embedded", True)
    assert house.browser().vote("yes").headers["location"] == "/seasons/pt.html#poll"


def test_the_mark_of_a_subject_changes_with_its_fragment(house: House, clock: Clock) -> None:
    """What everybody sees may be cached under the mark: no change of it goes unseen."""
    subject = house.subjects[SEASON]
    reader = house.browser()
    elsewhere = readers.mark(house.room, house.subjects[STORY])
    made = ""
    shown: dict[str, str] = {}

    def look() -> None:
        html = readers.fragment(house.room, subject)
        assert shown.setdefault(readers.mark(house.room, subject), html) == html

    def comment() -> None:
        nonlocal made
        made = reader.say("www.a.example")

    def approve() -> None:
        with house.record.write() as session:
            moderation.act(session, made, "approve", "maria")

    def change() -> None:
        path = f"/readers/comment/{made}/change"
        reader.send(path, reader.token(path), text="changed")

    def erase() -> None:
        reader.send("/readers/mine/erase", reader.token("/readers/mine"))

    for step in (reader.vote, comment, approve, change, erase, lambda: clock.go(days=8)):
        look()
        step()
        look()
    assert len(set(shown.values())) == 5  # one that waits is not shown; erased is as at first
    clock.go(days=-8)
    assert readers.mark(house.room, house.subjects[STORY]) != elsewhere  # an erasure, anywhere


def test_a_subject_without_a_poll_can_be_talked_about(house: House) -> None:
    house.subjects["season/x"] = readers.season("x", "X", "seasons/x.html", None)
    reader = house.browser()
    assert 'id="poll"' not in reader.page("season/x")
    assert reader.send("/readers/on/season/x/vote", choice="yes").status_code == 404
    reader.say("Still here", on="season/x")
    assert "Still here" in reader.page("season/x")
