"""Comments: safe to read whatever was sent, in their place, changed only by whoever wrote them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.comments import Said
from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.thread import A_PAGE, arrange, page_of
from cliffhanger.store.readers import Comment, Wording
from tests.pages.readers_kit import NOON, SEASON, STORY, Browser, Clock, House, token_in, words_in

COMMENT = f"/readers/on/{SEASON}/comment"
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java\x00script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    '[x](//evil.example/"onmouseover=alert(1))',
    "[x](https://a.example 'onclick=alert(1)')",
    "![x](https://evil.example/pixel.gif)",
    "![x][1]\n\n[1]: https://evil.example/pixel.gif",
    "<javascript:alert(1)>",
    "<https://a.example/'onmouseover='alert(1)>",
    "<style>body{display:none}</style>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=password></form>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "</div></li></ol><h1>Moved</h1>",
    "</textarea><script>alert(1)</script>",
    "<!-- <script> --><b onmouseover=alert(1)>x</b>",
    "```<script>\nalert(1)\n```",
    "```html onclick=alert(1)\nx\n```",
    "`<script>alert(1)</script>`",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<p id=main class=vh style=position:fixed>x</p>",
    "> " * 1990 + "deep",
    "*" * 3000 + "a",
    "[" * 3000 + "a",
    "- " * 1900 + "a",
]
ALLOWED = {"p", "em", "strong", "blockquote", "ul", "ol", "li", "code", "pre", "br", "a"}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.seen


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


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_nothing_but_words_leaves_a_comment(attack: str) -> None:
    html = str(readers_text.html(readers_text.clean(attack)))
    for tag, attributes in elements(html):
        assert tag in ALLOWED
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert re.match(r"https?://", attributes.get("href") or "https://")
    assert html.count("<div") == html.count("</div") == 0


def test_an_attack_on_the_page_changes_no_element_of_it(house: House, clock: Clock) -> None:
    """The page with attacks has the elements of the page with plain words, and of comments."""
    reader = house.browser()
    reader.say("plain")
    plain = [tag for tag, _ in elements(reader.page()) if tag not in ALLOWED]
    for attack in ATTACKS[:34]:
        clock.go(minutes=11)
        reader.say("plain " + attack, on=STORY)
        page = reader.page(STORY)
        assert "<script" not in page.casefold()
        assert not [a for _, a in elements(page) if any(name.startswith("on") for name in a)]
        shown = elements(page)
        assert {tag for tag, _ in shown} <= set(plain) | ALLOWED
        assert len([tag for tag, _ in shown if tag == "h1"]) == 1


def test_a_draft_comes_back_as_text_not_as_elements(house: House) -> None:
    for attack in ATTACKS:
        page = house.browser().send(COMMENT, text=attack)
        assert page.text.count("<textarea") == page.text.count("</textarea>") == 1
        assert "<script" not in page.text.casefold()


def test_markdown_says_what_people_mean(house: House) -> None:
    reader = house.browser()
    reader.say("I *liked* it, **really**\n\n- one\n- two\n\n> said\n\n# no heading\n\n`x < y`")
    [said] = words_in(reader.page())
    for part in ("<em>liked</em>", "<strong>really</strong>", "<li>one</li>", "<blockquote>"):
        assert part in said
    assert "# no heading" in said
    assert "<code>x &lt; y</code>" in said


def test_a_link_leads_away_without_recommending_or_telling() -> None:
    html = readers_text.html("[page](https://a.example/b?c=1&d=2)")
    assert 'href="https://a.example/b?c=1&amp;d=2"' in html
    assert 'rel="nofollow ugc noopener noreferrer"' in html


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\x00b\x07c\x1b[31m\x7f\x85", "abc[31m"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("evil\u202etxt.exe\u202c \u2066x\u2069", "eviltxt.exe x"),
        ("שלום\u200f (hello) \u200eok", "שלום\u200f (hello) \u200eok"),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
        ("x\ufeffy\U000e0041z\ufffe\ufdd0", "xyz"),
        ("e\u0301", "é"),
        ("Z" + "\u0310" * 400 + "!", "Z" + "\u0310" * 4 + "!"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("\tx", "x"),
    ],
)
def test_what_cannot_be_seen_is_not_kept(sent: str, kept: str) -> None:
    assert readers_text.clean(sent) == kept


@pytest.mark.parametrize(
    "nothing", ["", "   \n ", "\u200b\u200f", "\x00\x01", "\u202e\u202c", "🏽\u0301"[1:]]
)
def test_a_comment_of_nothing_is_refused(house: House, nothing: str) -> None:
    with pytest.raises(Refused, match="nothing written"):
        readers_text.clean(nothing)
    assert house.browser().confirm(COMMENT, text=nothing).status_code == 400


def test_a_text_of_another_direction_keeps_to_itself(house: House) -> None:
    reader = house.browser()
    reader.say("שלום \u200fעולם")
    assert '<div class="words" dir="auto">' in reader.page()


def test_a_long_comment_is_refused_and_given_back(house: House) -> None:
    reader = house.browser()
    words = "word " * 900
    token = token_in(reader.send(COMMENT, text="short").text)
    answer = reader.send(COMMENT, token, text=words)
    assert answer.status_code == 413
    assert words.strip() in answer.text
    longest = "ש" * readers_text.LONGEST  # six bytes a letter, percent-encoded
    assert reader.send(COMMENT, token_in(answer.text), text=longest).status_code == 303


def test_the_first_comment_is_previewed_and_then_sent(house: House) -> None:
    reader = house.browser()
    preview = reader.send(COMMENT, text="It was *fine*.")
    assert preview.status_code == 200
    assert words_in(preview.text) == ["<p>It was <em>fine</em>.</p>"]
    assert words_in(reader.page()) == []
    reader.send(COMMENT, token_in(preview.text), text="It was *fine*.")
    assert words_in(reader.page()) == ["<p>It was <em>fine</em>.</p>"]


def test_a_comment_leads_to_its_place(house: House) -> None:
    reader = house.browser()
    made = reader.say("Here")
    assert f'id="c{made}"' in reader.page()


def test_a_form_sent_twice_writes_one_comment(house: House, clock: Clock) -> None:
    reader = house.browser()
    reader.say("first")
    clock.go(seconds=1)
    token = reader.token(f"/readers/on/{SEASON}")
    comment_form = token_in(reader.page().split('id="comments"')[1])
    assert comment_form != token
    for _ in range(3):
        assert reader.send(COMMENT, comment_form, text="twice?").status_code == 303
    assert words_in(reader.page()) == ["<p>first</p>", "<p>twice?</p>"]
    other = reader.send(COMMENT, comment_form, text="other words, same form")
    assert other.status_code == 409
    assert "other words, same form" in other.text


def test_the_same_form_sent_twice_at_once_writes_one_comment(house: House) -> None:
    reader = house.browser()
    token = token_in(reader.send(COMMENT, text="at once").text)
    threads = [
        threading.Thread(target=reader.send, args=(COMMENT, token), kwargs={"text": "at once"})
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert words_in(reader.page()) == ["<p>at once</p>"]


def test_spam_is_put_off_and_says_until_when(house: House, clock: Clock) -> None:
    reader = house.browser()
    for n in range(4):
        reader.say(f"comment {n}")
        clock.go(seconds=30)
    answer = reader.confirm(COMMENT, text="a fifth")
    token = token_in(reader.page().split('id="comments"')[1])
    answer = reader.send(COMMENT, token, text="a fifth")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "180"
    assert "a fifth" in answer.text  # nothing typed is lost
    clock.go(seconds=180)
    assert reader.send(COMMENT, token_in(answer.text), text="a fifth").status_code == 303


def test_dropping_the_cookie_does_not_lift_the_limit(house: House) -> None:
    status = [house.browser().confirm(COMMENT, text=f"spam {n}").status_code for n in range(14)]
    assert status == [303] * 12 + [429] * 2


def test_a_comment_may_be_changed_for_ten_minutes_in_its_own_browser(
    house: House, clock: Clock
) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("Teh end")
    other.vote()
    path = f"/readers/comment/{made}/change"
    assert other.http.get(path).status_code == 403
    assert "Change" not in other.page().split('id="comments"')[1]
    clock.go(minutes=10)
    token = reader.token(path)
    assert reader.send(path, token, text="The end").status_code == 303
    assert words_in(other.page()) == ["<p>The end</p>"]
    assert "changed" in other.page()
    clock.go(seconds=1)
    assert reader.send(path, token, text="Never").status_code == 403
    assert words_in(other.page()) == ["<p>The end</p>"]
    with house.record.read() as session:  # the first wording is superseded, not edited
        texts = session.scalars(sa.select(Wording.text).order_by(Wording.nth)).all()
    assert texts == ["Teh end", "The end"]


def test_another_cannot_change_it_with_a_form_of_their_own(house: House) -> None:
    reader, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    made = reader.say("Mine")
    other.say("Theirs")
    stolen = token_in(reader.get(f"/readers/comment/{made}/change"))
    assert other.send(f"/readers/comment/{made}/change", stolen, text="Ours").status_code == 403
    assert "<p>Mine</p>" in words_in(other.page())


def test_a_spoiler_is_folded(house: House) -> None:
    reader = house.browser()
    reader.say("The butler did it", spoiler="1")
    fold = re.search(r'<details class="spoiler">(.*?)</details>', reader.page(), re.S)
    assert fold
    assert "The butler did it" in fold[1]
    assert reader.page().count("The butler did it") == 1


def test_a_reply_stands_behind_what_it_answers(house: House, clock: Clock) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    first = one.say("First")
    clock.go(minutes=1)
    one.say("Second")
    clock.go(minutes=1)
    form = other.get(f"/readers/comment/{first}/reply")
    assert "<p>First</p>" in form
    assert token_in(form)
    other.say("Answer", parent=first)
    page = one.page()
    assert words_in(page) == ["<p>First</p>", "<p>Answer</p>", "<p>Second</p>"]
    assert "in reply to" in page
    assert 'class="d2"' in page


def test_a_reply_to_a_comment_elsewhere_is_refused(house: House) -> None:
    reader = house.browser()
    elsewhere = reader.say("On the story", on=STORY)
    for parent in (elsewhere, "0" * 20, "' OR 1=1 --"):
        answer = reader.confirm(COMMENT, text="Answer", parent=parent)
        assert answer.status_code == 404
    assert words_in(reader.page()) == []


def chain(length: int) -> list[Said]:
    said: list[Said] = []
    for n in range(length):
        parent = said[-1].comment.id if said else None
        comment = Comment(
            subject=SEASON, parent_id=parent, voice=n + 1, nonce=f"c{n}", begun_at=NOON
        )
        wording = Wording(
            comment_id=comment.id,
            nth=1,
            reader=f"r{n}",
            text=f"word {n}",
            spoiler=False,
            held=False,
            nonce=f"w{n}",
            written_at=NOON,
        )
        said.append(Said(comment, [wording]))
    return said


def test_a_very_deep_thread_is_shown_four_deep_and_whole() -> None:
    said = chain(3000)
    shown = [line for page in range(1, 31) for line in arrange(said, "", page).lines]
    assert [line.depth for line in shown[:6]] == [1, 2, 3, 4, 4, 4]
    assert max(line.depth for line in shown) == 4
    assert [line.id for line in shown] == [s.comment.id for s in said]
    assert shown[2999].answers == (said[2998].comment.id, 2999)
    assert arrange(said, "", 1).pages == 3000 // A_PAGE
    assert page_of(said, "", said[2500].comment.id) == 26


def test_threads_do_not_depend_on_the_order_rows_come_in() -> None:
    said = chain(50)
    forwards = [line.id for line in arrange(said, "").lines]
    backwards = [line.id for line in arrange(said[::-1], "").lines]
    assert forwards == backwards


def test_a_page_that_is_not_there_is_the_nearest(house: House) -> None:
    reader = house.browser()
    reader.say("Only one")
    for page in ("0", "99999", "-1", "x", "1e9", "٣"):
        assert "Only one" in reader.get(f"/readers/on/{SEASON}?page={page}")


def test_readers_are_numbered_in_a_thread_and_not_known_across_threads(
    house: House, clock: Clock
) -> None:
    one, other = house.browser("192.0.2.1"), house.browser("192.0.2.2")
    for who, said in ((one, "a"), (other, "b"), (one, "c")):
        who.say(said)
        clock.go(seconds=1)
    other.say("d", on=STORY)
    assert re.findall(r"<strong>Reader (\d)", other.page()) == ["1", "2", "1"]
    assert re.findall(r"<strong>Reader (\d)", other.page(STORY)) == ["1"]


def test_many_comments_at_once_are_all_kept(house: House) -> None:
    browsers = [house.browser(f"192.0.2.{n}") for n in range(10)]

    def write(browser: Browser, n: int) -> None:
        browser.say(f"number {n}")

    threads = [
        threading.Thread(target=write, args=pair) for pair in zip(browsers, range(10), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(words_in(browsers[0].page())) == sorted(f"<p>number {n}</p>" for n in range(10))
