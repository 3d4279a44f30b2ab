from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.server.limits import Limits
from cliffhanger.pages.server.serve import app, run
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.store.desk import Desk

CHANGED = dt.datetime(2022, 11, 9, tzinfo=dt.UTC)


@dataclass
class Standing:
    """An edition that stands."""

    shelf: Shelf

    def written(self) -> tuple[int, ...]:
        """As of a record that is no file: it is looked at every time."""
        return ()


@pytest.fixture(scope="module")
def standing(contents: Contents) -> Standing:
    return Standing(Shelf(contents, CHANGED))


def client_of(standing: Any, limits: Limits | None = None) -> TestClient:
    made = app(standing, limits=limits or Limits(burst=100_000), watch=False)
    return TestClient(made, base_url="https://desk.example")


@pytest.fixture(scope="module")
def client(standing: Standing) -> Iterator[TestClient]:
    with client_of(standing) as made:
        yield made


def test_proxies_are_believed_only_where_they_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("uvicorn.run", lambda _, **how: asked.append(how))
    monkeypatch.setattr("cliffhanger.pages.server.serve.Current", lambda *_, **__: None)
    monkeypatch.setattr("cliffhanger.pages.server.serve.app", lambda *_, **__: None)
    run(Desk.at(tmp_path), readers=False)
    run(Desk.at(tmp_path), readers=False, behind="10.0.0.0/8")
    assert [how["forwarded_allow_ips"] for how in asked] == ["127.0.0.1", "10.0.0.0/8"]
    assert all(how["proxy_headers"] for how in asked)


def test_style_comes_from_our_sheet_alone(client: TestClient, contents: Contents) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "style-src 'self';" in policy
    pages = [contents.files[path].make().decode() for path in contents.pages]
    assert not [page for page in pages if "<style" in page]


def test_every_file_of_the_site_is_served_as_it_is_published(
    client: TestClient, contents: Contents
) -> None:
    for path, file in contents.files.items():
        answer = client.get(f"/{path}")
        assert answer.status_code == 200, path
        assert answer.content == file.make(), path
        assert answer.headers["content-type"] == file.media, path
    assert client.get("/").content == contents.files["index.html"].make()


def test_who_has_a_page_is_told_that_it_is_unchanged(client: TestClient) -> None:
    first = client.get("/seasons/partner-track-s1.html")
    assert first.headers["last-modified"] == "Wed, 09 Nov 2022 00:00:00 GMT"
    for has in (first.headers["etag"], f'"other", {first.headers["etag"]}', "*"):
        again = client.get("/seasons/partner-track-s1.html", headers={"if-none-match": has})
        assert (again.status_code, again.content) == (304, b""), has
        assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/seasons/partner-track-s1.html", headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_a_page_is_packed_for_who_can_unpack_and_plain_for_who_cannot(
    client: TestClient, contents: Contents
) -> None:
    page = contents.files["index.html"].make()
    with client.stream("GET", "/", headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == page
    assert int(answer.headers["content-length"]) == len(packed) < len(page) / 2
    plain = client.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "accept-encoding"


def test_head_says_what_get_would_and_sends_no_body(client: TestClient) -> None:
    answer = client.head("/decided.html", headers={"accept-encoding": "identity"})
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(client.get("/decided.html").content)


def test_pages_may_load_nothing_of_others_and_data_may_be_read_by_all(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "access-control-allow-origin" not in page.headers
    assert client.get("/index.json").headers["access-control-allow-origin"] == "*"


def test_a_page_without_its_ending_leads_to_it(client: TestClient) -> None:
    answer = client.get("/seasons/partner-track-s1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        308,
        "/seasons/partner-track-s1.html",
    )
    assert client.get("/charts/").url.path == "/charts/index.html"


@pytest.mark.parametrize(
    "path", ["/nothing", "/seasons/nobody.html", "/../etc/passwd", "/%2e%2e/x", "/a%00b", "/é"]
)
def test_what_is_not_there_is_said_to_be_missing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "No such page" in answer.text
    assert "/static/style.css" in answer.text


@pytest.mark.parametrize("address", ["/search", "/search.html", "/search.json", "/search.csv"])
def test_search_is_answered_without_javascript(client: TestClient, address: str) -> None:
    answer = client.get(address, params={"q": "partner"})
    assert answer.status_code == 200
    assert "Partner Track" in answer.text
    assert "The Watcher" not in answer.text


def test_a_search_is_escaped(client: TestClient) -> None:
    text = client.get("/search", params={"q": "<script>x</script>"}).text
    assert "<script>x" not in text


def test_my_series_are_a_page_a_feed_and_a_calendar(client: TestClient) -> None:
    asked = {"ids": "partner-track,the-watcher", "add": "Young Royals"}
    page = client.get("/mine", params=asked)
    assert all(name in page.text for name in ("Partner Track", "The Watcher", "Young Royals"))
    assert "partner-track%2Cthe-watcher%2Cyoung-royals" in page.text
    feed = client.get("/mine.atom", params=asked)
    assert feed.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "Partner Track: canceled after season 1" in feed.text
    calendar = client.get("/mine.ics", params={"ids": "inside-man"})
    assert "window-inside-man-s1@desk.example" in calendar.text
    assert "young-royals" not in calendar.text
    again = client.get("/mine", params=asked, headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304


def test_a_page_stands_ready_after_it_was_asked_for_once(contents: Contents) -> None:
    shelf = Shelf(contents, CHANGED)
    assert shelf.find("decided.html") is shelf.find("decided.html")
    assert shelf.find("nobody.html") is None


def test_the_longest_unread_answers_go_when_room_is_short(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cliffhanger.pages.server.shelf.ROOM", 30_000)
    shelf = Shelf(contents, CHANGED)
    for path in ("about.html", "decided.html", "method.html"):
        assert shelf.find(path)
    assert "about.html" not in shelf.ready
    assert "method.html" in shelf.ready


def test_who_asks_too_often_is_told_when_to_come_again(standing: Standing) -> None:
    now = [0.0]
    limits = Limits(burst=2, a_second=1, clock=lambda: now[0])
    with client_of(standing, limits) as client:
        codes = [client.get("/api/v1/board").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        refused = client.get("/search", params={"q": "x"})
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "1"
        assert client.get("/index.html").status_code == 200
        now[0] = 1
        answer = client.get("/api/v1/board")
        assert (answer.status_code, answer.headers["ratelimit-remaining"]) == (200, "0")


def test_one_address_does_not_spend_the_leave_of_another() -> None:
    limits = Limits(burst=1, a_second=1, clock=lambda: 0.0)
    assert [limits.ask(a).granted for a in ("a", "a", "b")] == [True, False, True]
