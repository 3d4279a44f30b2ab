"""An edition as a server holds it: its contents, and the answers that were prepared so far."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.server.prepared import OPEN, SAFE, Prepared, prepare

ROOM = 256 * 1024 * 1024
"""Bytes of prepared answers; the longest unread go first."""
MOST_ASKED = 2_000
"""Answers of the API that are kept."""
FOOT = "<!--readers-->"
"""Where a page is cut for what readers write."""


class Shelf:
    """One edition in memory. `changed` is the moment from which it holds."""

    def __init__(self, contents: Contents, changed: dt.datetime) -> None:
        self.contents, self.changed = contents, changed.replace(microsecond=0)
        self.ready: OrderedDict[str, Prepared] = OrderedDict()
        self.asked: OrderedDict[str, Prepared] = OrderedDict()
        self._taken, self._lock = 0, Lock()
        self._making: dict[str, Lock] = {}

    def find(self, path: str) -> Prepared | None:
        """The answer for a path from the root of the site; made now if it was not. None: no file.

        Two who ask for one path at once make it once.
        """
        file = self.contents.files.get(path)
        if file is None:
            return None
        with self._lock:
            making = self._making.setdefault(path, Lock())
        with making:
            if path in self.ready:
                return self.ready[path]
            page = file.media.startswith("text/html")
            made = prepare(file.make(), file.media, self.changed, SAFE if page else OPEN)
            self._keep(path, made)
        return made

    def _keep(self, path: str, made: Prepared) -> None:
        with self._lock:
            self.ready[path] = made
            self._taken += made.size
            while self._taken > ROOM and len(self.ready) > 1:
                _, gone = self.ready.popitem(last=False)
                self._taken -= gone.size

    def answer(self, asked: str, make: Callable[[], Prepared]) -> Prepared:
        """The answer to what was asked of the API, made once an edition."""
        with self._lock:
            found = self.asked.get(asked)
        if found is None:
            found = make()
            with self._lock:
                self.asked[asked] = found
                while len(self.asked) > MOST_ASKED:
                    self.asked.popitem(last=False)
        return found
