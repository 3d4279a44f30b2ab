"""What takes seconds to compute and follows from its inputs alone, kept in the desk's `cache/`.

Every file is named by a hash of what it was made from, our code included, so it is never stale; the
folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import resources

import polars as pl

from cliffhanger.errors import DeskError
from cliffhanger.pages.whole import replace
from cliffhanger.store.desk import Desk


@lru_cache(maxsize=1)
def code() -> bytes:
    """A hash of the code that odds are computed by."""
    digest = hashlib.sha256()
    for room in ("odds", "runs", "data"):
        folder = resources.files("cliffhanger") / room
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_file():
                digest.update(file.read_bytes())
    return digest.digest()


def name_of(frames: Iterable[pl.DataFrame], *words: object) -> str:
    """A name for what is computed from these frames and words by this code."""
    digest = hashlib.sha256(code())
    for frame in frames:
        digest.update(frame.write_csv().encode())
    digest.update(repr(words).encode())
    return digest.hexdigest()[:24]


def kept(desk: Desk, name: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept under this name, made now where there are none.

    Raises DeskError when the desk cannot be written.
    """
    path = desk.path / "cache" / name
    if path.is_file():
        return path.read_bytes()
    made = make()
    try:
        replace(path, made)
    except OSError as error:
        raise DeskError(
            f"the cache cannot be written: {error.strerror}", where=str(path.parent)
        ) from None
    return made
