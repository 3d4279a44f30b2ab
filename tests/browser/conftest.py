"""A small edition in a real browser: served from memory, and opened from disk.

Needs `playwright` and `axe-playwright-python` from PyPI and a Chromium (CHROMIUM, else on the
path); without them these tests skip and say so.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import Given
from cliffhanger.pages.readers.room import Room
from cliffhanger.pages.readers.subject import season
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.server import foot
from cliffhanger.pages.server.serve import app
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.pages.site import publish
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.pages.subjects import subject
from cliffhanger.store.record import Record, open_record
from tests.pages.conftest import DAY, draft, edition, facts, given, newsdesk, whole
from tests.pages.test_serve import CHANGED, Standing

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
__all__ = ["DAY", "draft", "edition", "facts", "given", "newsdesk", "whole"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium is on the path")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contents(whole: Given) -> Contents:
    """The edition as a server has it, with a place for readers."""
    return Contents(whole, Renderer(foot.mark))


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Where readers' words are kept."""
    return open_record(f"sqlite:///{tmp_path_factory.mktemp('readers') / 'record.db'}")


@pytest.fixture(scope="session")
def address(contents: Contents, record: Record) -> Iterator[str]:
    """Where the edition is served."""
    import uvicorn

    standing: Any = Standing(Shelf(contents, CHANGED))
    closes = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    asked = season("inside-man-s1", "Inside Man", "seasons/inside-man-s1.html", closes)
    room = Room(
        record,
        b"a secret of tests" * 2,
        lambda key: asked if key == asked.key else subject(contents, key),
    )
    made = app(standing, room=room, watch=False)
    server = uvicorn.Server(
        uvicorn.Config(made, port=0, log_level="error", ws="none", loop="asyncio", http="h11")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def disk(given: dict[str, Any], draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The edition as a folder, opened from disk."""
    out: Path = tmp_path_factory.mktemp("disk")
    publish(out, Given(**given, stories=[draft]))
    return f"{out.as_uri()}/"


Open = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any) -> Iterator[Open]:
    """Opens an address in a fresh browser context; what goes wrong on a page fails the test."""
    contexts, wrong = [], list[str]()

    def open_page(address: str, *, wide: int = 1280, dark: bool = False, **options: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": wide, "height": 900},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def kinds(contents: Contents) -> dict[str, str]:
    """One page of every kind, by its template."""
    found = {page.template: path for path, make in contents.pages.items() for page in [make()]}
    busy = {"season.html": "seasons/inside-man-s1.html", "week.html": "charts/2022-11-06.html"}
    return {**found, **busy, "found": "search?q=the", "chosen": "mine?ids=partner-track,manifest"}
