"""What the tests of the readers' rooms share: a clock that stands, a server, and browsers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from cliffhanger.days import UTC
from cliffhanger.pages.readers import routes as readers
from cliffhanger.pages.readers.visitor import COOKIE
from cliffhanger.store.record import open_record

NOON = dt.datetime(2022, 11, 8, 12, tzinfo=UTC)
SECRET = b"a secret that only this test knows"
SEASON = "season/partner-track-s1"
STORY = "story/2022-11-08-two-end"
SERIES = {"partner-track": "Partner Track", "the-imperfects": "The <Imperfects>"}


class Clock:
    """The moment it is, until a test lets time pass."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> dt.datetime:
        return self.moment

    def go(self, **amount: float) -> None:
        self.moment += dt.timedelta(**amount)


class House:
    """A server with one season and one story, and the record behind it."""

    def __init__(self, url: str) -> None:
        self.record = open_record(url)
        closes = NOON + dt.timedelta(days=7)
        season = readers.season("partner-track-s1", "Partner Track", "seasons/pt.html", closes)
        story = readers.story("2022-11-08-two-end", "Two end", "articles/x.html", SERIES, closes)
        self.subjects = {season.key: season, story.key: story}
        self.room = readers.Room(self.record, SECRET, self.subjects.get)
        self.app = Starlette(routes=list(readers.routes(self.room)))

    @classmethod
    def at(cls, folder: Path) -> House:
        return cls(f"sqlite:///{folder / 'record.db'}")

    def browser(self, address: str = "198.51.100.7") -> Browser:
        return Browser(self, address)


class Browser:
    """One browser: keeps its cookies, and fills in the forms it is shown."""

    def __init__(self, house: House, address: str) -> None:
        self.http = TestClient(house.app, client=(address, 5000), follow_redirects=False)

    @property
    def cookie(self) -> str | None:
        return self.http.cookies.get(COOKIE)

    def get(self, path: str) -> str:
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, token: str | None = None, **fields: str):  # type: ignore[no-untyped-def]
        """Send a form once, as it is."""
        return self.http.post(path, data={"token": token or "", **fields})

    def confirm(self, path: str, **fields: str):  # type: ignore[no-untyped-def]
        """Send a form, and once more where the site asks for it; the last answer."""
        first = self.send(path, **fields)
        token = token_in(first.text)
        return self.send(path, token, **fields) if first.status_code == 200 and token else first

    def vote(self, choice: str = "yes", on: str = SEASON):  # type: ignore[no-untyped-def]
        return self.confirm(f"/readers/on/{on}/vote", choice=choice)

    def say(self, text: str, on: str = SEASON, **fields: str) -> str:
        """Write a comment; its id."""
        answer = self.confirm(f"/readers/on/{on}/comment", text=text, **fields)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"].rpartition("#c")[2])

    def page(self, on: str = SEASON, page: int = 1) -> str:
        return self.get(f"/readers/on/{on}?page={page}")

    def token(self, path: str) -> str:
        """The first token in the forms of a page."""
        return token_in(self.get(path)) or ""


def token_in(html: str) -> str | None:
    found = re.search(r'name="token" value="([^"]*)"', html)
    return unescape(found[1]) if found else None


def words_in(html: str) -> list[str]:
    """What each comment on a page says, as HTML."""
    return [w.strip() for w in re.findall(r'<div class="words" dir="auto">(.*?)</div>', html, re.S)]


MakeBrowser = Callable[..., Browser]
