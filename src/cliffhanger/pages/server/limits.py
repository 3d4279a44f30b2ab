"""How often one address may ask for what has to be computed: a bucket of tokens each."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

BURST, A_SECOND = 120, 20
"""120 requests at once, and 20 a second after that."""
MOST = 20_000
"""Addresses remembered; the longest unseen is forgotten, and starts anew."""


@dataclass(frozen=True)
class Leave:
    """Whether one may go on, how many requests are left, and in how many seconds to come again."""

    granted: bool
    left: int
    wait: int


class Limits:
    """Token buckets by address. Steady time only, never the time of day."""

    def __init__(
        self,
        burst: int = BURST,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.burst, self.a_second, self._clock = burst, a_second, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def ask(self, address: str) -> Leave:
        """Take a token from the address's bucket."""
        now = self._clock()
        tokens, then = self._buckets.pop(address, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - then) * self.a_second)
        granted = tokens >= 1
        tokens -= granted
        self._buckets[address] = (tokens, now)
        while len(self._buckets) > MOST:
            self._buckets.popitem(last=False)
        wait = 0 if granted else max(1, math.ceil((1 - tokens) / self.a_second))
        return Leave(granted, int(tokens), wait)

    def headers(self, leave: Leave) -> list[tuple[bytes, bytes]]:
        """What an answer says of the limit."""
        told = [(b"ratelimit-limit", self.burst), (b"ratelimit-remaining", leave.left)]
        if not leave.granted:
            told.append((b"retry-after", leave.wait))
        return [(name, str(value).encode()) for name, value in told]
