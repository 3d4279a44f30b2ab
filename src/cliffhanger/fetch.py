"""The outside world: HTTP with redirects, retries and politeness; every body is kept.

The transport is injected, so that tests answer for the world and nothing else ever does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from cliffhanger import days
from cliffhanger.errors import FetchError

AGENT = "cliffhanger/0.1 (renewal odds; reads public charts once a day)"
TRIES = 3


@dataclass(frozen=True)
class Fetched:
    """A body with the URL it came from in the end, the moment, and its SHA-256."""

    url: str
    at: dt.datetime
    body: bytes
    sha256: str


@dataclass(frozen=True)
class Fetcher:
    """Fetches URLs and keeps every body with its URL, time and hash in `keep`."""

    keep: Path
    transport: httpx.BaseTransport | None = None
    pause: float = 1.0
    most_bytes: int = 64 * 2**20
    _retries: tuple[int, ...] = field(default=(429, 500, 502, 503, 504), repr=False)

    def get(self, url: str) -> Fetched:
        """The body behind `url`, redirects followed, tried three times.

        Raises FetchError when the server refuses, does not answer, or sends too much.
        """
        transport = self.transport or httpx.HTTPTransport(retries=TRIES)
        with httpx.Client(
            transport=transport, follow_redirects=True, timeout=30, headers={"User-Agent": AGENT}
        ) as client:
            fetched = self._patiently(client, url)
        self._remember(fetched)
        return fetched

    def _patiently(self, client: httpx.Client, url: str) -> Fetched:
        for attempt in range(1, TRIES + 1):
            try:
                with client.stream("GET", url) as answer:
                    if answer.status_code in self._retries and attempt < TRIES:
                        time.sleep(self._wait(answer, attempt))
                        continue
                    return self._body(answer, url)
            except httpx.HTTPError as error:
                if attempt == TRIES:
                    raise FetchError(f"no answer ({error})", where=url, fix="try later, or give a file") from error
                time.sleep(self.pause * attempt)
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, answer: httpx.Response, attempt: int) -> float:
        asked = answer.headers.get("Retry-After", "")
        return min(float(asked), 60.0) if asked.isdigit() else self.pause * attempt

    def _body(self, answer: httpx.Response, url: str) -> Fetched:
        if answer.status_code != 200:
            raise FetchError(f"the server answered {answer.status_code}", where=str(answer.url), fix="try later, or give a file")
        parts, size = [], 0
        for part in answer.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self.most_bytes:
                raise FetchError(f"more than {self.most_bytes:,} bytes", where=url, fix="give the chart's own address")
        body = b"".join(parts)
        return Fetched(str(answer.url), days.now(), body, hashlib.sha256(body).hexdigest())

    def _remember(self, fetched: Fetched) -> None:
        self.keep.mkdir(parents=True, exist_ok=True)
        (self.keep / fetched.sha256).write_bytes(fetched.body)
        line = {"url": fetched.url, "at": fetched.at.isoformat(), "sha256": fetched.sha256, "bytes": len(fetched.body)}
        with (self.keep / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
