from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from cliffhanger.charts import sources, vintages
from cliffhanger.errors import ChartError, FetchError
from cliffhanger.fetch import Fetcher
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHART
from cliffhanger.titles import Catalogue
from tests.conftest import chart_text


class Publisher(BaseHTTPRequestHandler):
    """A publisher that redirects, falls over once, and sometimes serves a page for a file."""

    failures = 0

    def do_GET(self) -> None:
        if self.path == "/old":
            self._answer(301, b"", Location="/chart.tsv")
        elif self.path == "/shaky" and Publisher.failures < 1:
            Publisher.failures += 1
            self._answer(503, b"")
        elif self.path == "/page":
            self._answer(200, b"<html>not found</html>")
        elif self.path == "/gone":
            self._answer(404, b"")
        else:
            self._answer(200, chart_text().encode())

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def publisher() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_publishers_file_is_fetched_through_its_redirect(
    publisher: str, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sources.Source("netflix", "", (f"{publisher}/old",))
    monkeypatch.setitem(sources.SOURCES, "netflix", here)
    fetcher = Fetcher(tmp_path / "fetched")
    copy = next(sources.copies_of("netflix", fetcher=lambda: fetcher))
    taken = vintages.ingest(copy, Lake(tmp_path / "lake"), catalogue)
    assert (taken.rows, Lake(tmp_path / "lake").days(CHART)) == (60, [copy.seen])


def test_every_body_is_kept_with_its_address_time_and_hash(publisher: str, tmp_path: Path) -> None:
    fetched = Fetcher(tmp_path).get(f"{publisher}/old")
    assert (tmp_path / fetched.sha256).read_bytes() == fetched.body
    line = json.loads((tmp_path / "log.jsonl").read_text())
    assert line["url"] == f"{publisher}/chart.tsv"
    assert line["at"] == fetched.at.isoformat()


def test_a_server_that_falls_over_is_asked_again(publisher: str, tmp_path: Path) -> None:
    assert Fetcher(tmp_path, pause=0).get(f"{publisher}/shaky").body


def test_what_is_not_there_is_a_clear_error(publisher: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"/gone: the server answered 404; try later"):
        Fetcher(tmp_path, pause=0).get(f"{publisher}/gone")


def test_a_page_in_place_of_the_file_is_refused(
    publisher: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    fetcher = Fetcher(tmp_path / "fetched")
    copy = next(sources.copies_of(f"{publisher}/page", fetcher=lambda: fetcher))
    with pytest.raises(ChartError, match="this is an HTML page"):
        vintages.ingest(copy, Lake(tmp_path / "lake"), catalogue)
    assert not (tmp_path / "lake").exists()


def test_no_answer_and_too_much_are_clear_errors(tmp_path: Path) -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(FetchError, match="no answer"):
        Fetcher(tmp_path, transport=httpx.MockTransport(down), pause=0).get("http://chart.invalid")
    endless = httpx.MockTransport(lambda _: httpx.Response(200, content=b"x" * 100))
    with pytest.raises(FetchError, match="more than 10 bytes"):
        Fetcher(tmp_path, transport=endless, most_bytes=10).get("http://chart.invalid")
