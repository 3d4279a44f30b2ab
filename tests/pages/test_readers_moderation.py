"""Moderation: what is hidden is hidden everywhere, what is done is kept, and only moderators do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.errors import InputError
from cliffhanger.pages.readers import admin as readers_admin
from cliffhanger.pages.readers import routes as readers
from cliffhanger.store.readers import Action, Admin
from tests.pages.readers_kit import SEASON, Browser, Clock, House, token_in, words_in

PASSWORD = "correct horse battery"
SIGN_IN = "/readers/moderate/sign-in"
DESK = "/readers/moderate"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(days, "now", made)
    return made


@pytest.fixture
def house(
    tmp_path: Path,
    clock: Clock,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    from argon2 import PasswordHasher

    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(readers_admin, "_hasher", lambda: quick)
    readers_admin._nobodys_hash.cache_clear()
    made = House.at(tmp_path)
    readers_admin.make_admin(made.record, "maria", PASSWORD)
    yield made
    made.record.close()


@pytest.fixture
def moderator(house: House) -> Browser:
    browser = house.browser("203.0.113.50")
    assert sign_in(browser).status_code == 303
    return browser


def sign_in(browser: Browser, name: str = "maria", password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return browser.send(SIGN_IN, browser.token(SIGN_IN), name=name, password=password)


def act(browser: Browser, comment: str, action: str):  # type: ignore[no-untyped-def]
    case = browser.get(DESK).split(f'id="q{comment}"')[1]
    return browser.send(f"{DESK}/act", token_in(case), comment=comment, action=action)


def report(browser: Browser, comment: str, reason: str = "abuse"):  # type: ignore[no-untyped-def]
    return browser.confirm(f"/readers/comment/{comment}/report", reason=reason)


def test_a_comment_with_a_link_waits_and_only_its_writer_sees_it(
    house: House, moderator: Browser
) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("Look at https://a.example")
    assert "only you see it" in reader.page()
    assert words_in(other.page()) == []
    assert "a.example" not in other.page()
    assert other.http.get(f"/readers/comment/{made}/reply").status_code == 404
    assert act(moderator, made, "approve").status_code == 303
    assert "a.example" in other.page()
    assert "only you see it" not in reader.page()


def test_what_is_hidden_is_hidden_everywhere(house: House, moderator: Browser) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("An unkind word")
    other.say("An answer", parent=made)
    report(other, made)
    act(moderator, made, "hide")
    for browser in (reader, other, house.browser("192.0.2.3")):
        page = browser.page()
        assert "An unkind word" not in page
        assert "Hidden by a moderator." in page  # for the answer's sake
        assert words_in(page) == ["<p>An answer</p>"]
        for what in ("reply", "report", "change"):
            assert browser.http.get(f"/readers/comment/{made}/{what}").status_code == 404
    assert "An unkind word" not in readers.fragment(house.room, house.subjects[SEASON])
    answer = other.confirm(f"/readers/on/{SEASON}/comment", text="And?", parent=made)
    assert answer.status_code == 404
    assert "An unkind word" not in answer.text
    assert "An unkind word" in moderator.get(DESK)


def test_a_hidden_comment_nobody_answered_leaves_no_line(house: House, moderator: Browser) -> None:
    reader = house.browser()
    made = reader.say("An unkind word")
    report(house.browser("192.0.2.2"), made)
    act(moderator, made, "hide")
    assert "Hidden by a moderator." not in reader.page()
    assert "No comments yet" in reader.page()


def test_what_was_hidden_can_be_restored_and_all_of_it_is_kept(
    house: House, moderator: Browser
) -> None:
    reader = house.browser()
    made = reader.say("Not so bad")
    report(house.browser("192.0.2.2"), made)
    act(moderator, made, "hide")
    act(moderator, made, "restore")
    assert words_in(reader.page()) == ["<p>Not so bad</p>"]
    with house.record.read() as session:
        done = session.execute(sa.select(Action.action, Action.admin).order_by(Action.nth)).all()
    assert [tuple(row) for row in done] == [("hide", "maria"), ("restore", "maria")]


def test_an_approved_comment_that_is_changed_to_a_link_waits_again(
    house: House, moderator: Browser
) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("See www.good.example")
    act(moderator, made, "approve")
    path = f"/readers/comment/{made}/change"
    reader.send(path, reader.token(path), text="See www.bad.example")
    assert words_in(other.page()) == []
    assert "bad.example" in moderator.get(DESK)


def test_three_reports_put_a_comment_aside_until_somebody_looked(
    house: House, moderator: Browser
) -> None:
    reader = house.browser("192.0.2.100")
    made = reader.say("Debatable")
    one = house.browser("192.0.2.1")
    for _ in range(3):
        assert report(one, made).status_code == 200  # one reader, one report
    assert "Debatable" in one.page()
    assert "Debatable" in moderator.get(DESK)
    for n in (2, 3):
        report(house.browser(f"192.0.2.{n}"), made)
    assert "Debatable" not in one.page()
    act(moderator, made, "approve")
    assert "Debatable" in one.page()
    assert f'id="q{made}"' not in moderator.get(DESK)
    report(house.browser("192.0.2.4"), made, "spam")
    assert "Debatable" in one.page()
    assert f'id="q{made}"' in moderator.get(DESK)


def test_a_report_without_a_reason_is_refused(house: House) -> None:
    made = house.browser("192.0.2.1").say("Fine")
    for reason in ("", "because", "<b>"):
        assert report(house.browser("192.0.2.2"), made, reason).status_code == 400


def test_too_many_reports_are_put_off(house: House, clock: Clock) -> None:
    writer, reporter = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = []
    for n in range(11):
        clock.go(minutes=2)
        made.append(writer.say(f"comment {n}"))
    status = [report(reporter, comment).status_code for comment in made]
    assert status == [200] * 10 + [429]


def test_a_blocked_reader_writes_no_more_nor_does_their_address_today(
    house: House, moderator: Browser, clock: Clock
) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("Buy at shop.example.com")
    kind = reader.say("A kind word")
    act(moderator, made, "block")
    comment = f"/readers/on/{SEASON}/comment"
    token = token_in(reader.page().split('id="comments"')[1])
    assert reader.send(comment, token, text="More").status_code == 403
    assert house.browser("192.0.2.1").confirm(comment, text="More").status_code == 403
    assert report(reader, other.say("Other")).status_code == 403
    change = f"/readers/comment/{kind}/change"
    assert reader.send(change, reader.token(change), text="Unkind").status_code == 403
    clock.go(days=1)
    assert house.browser("192.0.2.1").confirm(comment, text="Another").status_code == 303
    token = token_in(reader.page().split('id="comments"')[1])
    answer = reader.send(comment, token, text="More")
    assert (answer.status_code, "ended your writing" in answer.text) == (403, True)
    act(moderator := fresh(house), made, "unblock")
    assert "Nobody is blocked." in moderator.get(DESK)
    reader.say("Sorry")
    assert "shop.example.com" not in reader.page()  # it stays hidden until restored


def fresh(house: House) -> Browser:
    browser = house.browser("203.0.113.51")
    sign_in(browser)
    return browser


def test_who_had_a_comment_hidden_waits_from_then_on(house: House, moderator: Browser) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("An unkind word")
    report(other, made)
    act(moderator, made, "hide")
    reader.say("A kind word")
    assert words_in(other.page()) == []
    assert "A kind word" in moderator.get(DESK)


def test_nobody_moderates_without_signing_in(house: House) -> None:
    stranger = house.browser()
    made = stranger.say("www.a.example")
    answer = stranger.http.get(DESK)
    assert (answer.status_code, answer.headers["location"]) == (303, SIGN_IN)
    for token in (None, stranger.token(f"/readers/on/{SEASON}")):
        answer = stranger.send(f"{DESK}/act", token, comment=made, action="approve")
        assert answer.status_code == 403
    stranger.http.cookies.set("cliffhanger_moderator", "WyJtYXJpYSIsIngiXQ.x.y")
    assert stranger.http.get(DESK).status_code == 303


def test_an_action_is_done_once_however_often_its_form_is_sent(
    house: House, moderator: Browser
) -> None:
    made = house.browser("192.0.2.1").say("www.a.example")
    token = token_in(moderator.get(DESK).split(f'id="q{made}"')[1])
    fields = {"comment": made, "action": "hide"}
    assert moderator.send(f"{DESK}/act", token, **fields).status_code == 303
    act(moderator, made, "restore")
    assert moderator.send(f"{DESK}/act", token, **fields).status_code == 403
    assert "a.example" in house.browser("192.0.2.2").page()


def test_a_moderators_form_is_good_for_that_comment_and_that_moderator(
    house: House, moderator: Browser
) -> None:
    one = house.browser("192.0.2.1").say("www.a.example")
    two = house.browser("192.0.2.2").say("www.b.example")
    token = token_in(moderator.get(DESK).split(f'id="q{one}"')[1])
    assert moderator.send(f"{DESK}/act", token, comment=two, action="approve").status_code == 403
    readers_admin.make_admin(house.record, "other", "quite another password")
    other = house.browser("203.0.113.60")
    sign_in(other, "other", "quite another password")
    assert other.send(f"{DESK}/act", token, comment=one, action="approve").status_code == 403
    assert moderator.send(f"{DESK}/act", token, comment=one, action="erase").status_code == 400


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("maria", "wrong password!"),
        ("nobody", PASSWORD),
        ("", ""),
        ("maria", "x" * 5000),
        ("maria\x00", PASSWORD),
    ],
)
def test_a_wrong_name_or_password_tells_nothing(house: House, name: str, password: str) -> None:
    answer = sign_in(house.browser(), name, password)
    assert answer.status_code == 403
    assert "No moderator has this name and password." in answer.text
    assert "cliffhanger_moderator" not in answer.headers.get("set-cookie", "")


def test_passwords_cannot_be_tried_forever(house: House, clock: Clock) -> None:
    stranger = house.browser()
    status = [sign_in(stranger, password="guess number x").status_code for _ in range(6)]
    assert status == [403] * 5 + [429]
    assert sign_in(stranger).status_code == 429  # the right one neither
    others = [sign_in(house.browser(), password="guess number x").status_code for _ in range(6)]
    assert others == [403] * 5 + [429]
    clock.go(minutes=15)
    assert sign_in(stranger).status_code == 303


def test_a_session_ends_with_time_sign_out_and_a_new_password(
    house: House, moderator: Browser, clock: Clock
) -> None:
    other = fresh(house)
    other.send("/readers/moderate/sign-out")
    assert other.http.get(DESK).status_code == 303
    third = fresh(house)
    clock.go(hours=11)
    assert moderator.http.get(DESK).status_code == 200
    clock.go(hours=2)
    assert moderator.http.get(DESK).status_code == 303
    sign_in(third)
    assert readers_admin.make_admin(house.record, "maria", "a new long password") is False
    assert third.http.get(DESK).status_code == 303


def test_a_moderator_that_ended_moderates_no_longer(house: House, moderator: Browser) -> None:
    assert readers_admin.admins(house.record) == ["maria"]
    readers_admin.end_admin(house.record, "maria")
    assert moderator.http.get(DESK).status_code == 303
    assert sign_in(house.browser()).status_code == 403
    assert readers_admin.admins(house.record) == []
    with pytest.raises(InputError, match="no moderator is called 'maria'"):
        readers_admin.end_admin(house.record, "maria")


def test_a_password_is_kept_as_a_slow_hash_only(house: House) -> None:
    with house.record.read() as session:
        kept = session.scalars(sa.select(Admin.password_hash)).one()
    assert kept
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Maria", PASSWORD, "cannot be a moderator's name"),
        ("m", PASSWORD, "cannot be a moderator's name"),
        ("../x", PASSWORD, "cannot be a moderator's name"),
        ("jo", "short", "12 to 256"),
        ("jo", "", "12 to 256"),
        ("jo", "x" * 300, "12 to 256"),
        ("jo", "aaaaaaaaaaaaaaaa", "easily guessed"),
        ("maria", "maria-maria-maria", "easily guessed"),
    ],
)
def test_a_poor_name_or_password_is_refused(
    house: House, name: str, password: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        readers_admin.make_admin(house.record, name, password)


def test_there_is_no_moderator_until_one_is_made(tmp_path: Path, clock: Clock) -> None:  # noqa: ARG001
    house = House.at(tmp_path / "empty")
    assert readers_admin.admins(house.record) == []
    for name, password in (("admin", "admin"), ("admin", ""), ("", "")):
        assert sign_in(house.browser(), name, password).status_code == 403


def test_the_moderators_cookie_is_for_this_site_only(house: House) -> None:
    set_cookie = sign_in(house.browser()).headers["set-cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=strict" in set_cookie
