"""The outside world: HTTP with redirects, retries and politeness; every body is kept.

The transport is injected, so that tests answer for the world and nothing else ever does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import httpx
import tenacity

from cliffhanger import days
from cliffhanger.errors import FetchError

AGENT = "cliffhanger/0.1 (renewal odds; reads public charts once a day)"
TRIES = 3
_BUSY = (429, 500, 502, 503, 504)
_ELSE = "try later, or give a file"


class _Busy(Exception):
    """The server may answer if asked again later."""


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

    def get(self, url: str) -> Fetched:
        """The body behind `url`, redirects followed, tried three times.

        Raises FetchError when the server refuses, does not answer, or sends too much.
        """
        trying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(TRIES),
            wait=tenacity.wait_exponential(multiplier=self.pause, max=60),
            retry=tenacity.retry_if_exception_type((httpx.TransportError, _Busy)),
            reraise=True,
        )
        with httpx.Client(
            transport=self.transport,
            follow_redirects=True,
            timeout=30,
            headers={"User-Agent": AGENT},
        ) as client:
            try:
                fetched = trying(self._once, client, url)
            except (httpx.HTTPError, _Busy) as error:
                raise FetchError(f"no answer ({error})", where=url, fix=_ELSE) from error
        self._remember(fetched)
        return fetched

    def _once(self, client: httpx.Client, url: str) -> Fetched:
        with client.stream("GET", url) as answer:
            if answer.status_code in _BUSY:
                raise _Busy(f"status {answer.status_code}")
            return self._body(answer, url)

    def _body(self, answer: httpx.Response, url: str) -> Fetched:
        if answer.status_code != 200:
            raise FetchError(
                f"the server answered {answer.status_code}", where=str(answer.url), fix=_ELSE
            )
        parts, size = [], 0
        for part in answer.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self.most_bytes:
                raise FetchError(
                    f"more than {self.most_bytes:,} bytes",
                    where=url,
                    fix="give the chart's own address",
                )
        body = b"".join(parts)
        return Fetched(str(answer.url), days.now(), body, hashlib.sha256(body).hexdigest())

    def _remember(self, fetched: Fetched) -> None:
        self.keep.mkdir(parents=True, exist_ok=True)
        (self.keep / fetched.sha256).write_bytes(fetched.body)
        line = {
            "url": fetched.url,
            "at": fetched.at.isoformat(),
            "sha256": fetched.sha256,
            "bytes": len(fetched.body),
        }
        with (self.keep / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
