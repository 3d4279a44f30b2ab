"""The static site: every page of an edition, written to a folder that opens from disk.

    publish(out, given, progress=None, workers=1) -> Published

writes all of `contents.Contents`: the board, a page a season and a series, decided, the charts of
every week, articles, the scorecard, and the same as data, feeds and calendars. Links are relative
and nothing is asked of any other place. The same input gives the same bytes; a file that would not
change is not written again; each is written whole or not at all. Pages of an earlier edition that
this one does not have are removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cliffhanger.errors import DeskError
from cliffhanger.pages.contents import Contents, File
from cliffhanger.pages.given import Given
from cliffhanger.pages.plots import vega
from cliffhanger.pages.whole import replace

MANIFEST = "site.txt"
"""The names of the files of the last edition, one a line: only these are ever removed."""

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, how many there are."""


@dataclass(frozen=True)
class Published:
    """What publishing did."""

    index: Path
    written: int
    unchanged: int
    removed: int


def publish(
    out: Path, given: Given, progress: Progress | None = None, *, workers: int = 1
) -> Published:
    """Write the edition made from `given`. Raises DeskError when the folder cannot be written.

    With more than one of `workers`, so many processes draw the plots of the seasons ahead; the
    bytes are the same. (They are started anew: a script that asks for them needs the usual
    `if __name__ == "__main__"`.)
    """
    contents = Contents(given)
    told = _told(contents, progress)
    with vega.ahead(contents.plots() if workers > 1 else (), workers):
        return write(out, ((file.path, told(file)) for file in contents.files.values()))


def _told(contents: Contents, progress: Progress | None) -> Callable[[File], bytes]:
    """Makes a file, and tells after each page how many are done."""
    done, total = 0, len(contents.pages)

    def make(file: File) -> bytes:
        nonlocal done
        made = file.make()
        if file.path in contents.pages:
            done += 1
            if progress:
                progress(done, total)
        return made

    return make


def write(out: Path, files: Iterable[tuple[str, bytes]]) -> Published:
    """Write files (path from the root of the site, content) that are new or changed, each whole.

    Files of the last edition that are not among them are removed; files that are not ours stay.
    """
    written = unchanged = 0
    names = []
    try:
        for name, content in files:
            names.append(name)
            if _same(out / name, content):
                unchanged += 1
            else:
                replace(out / name, content)
                written += 1
        removed = _remove(out, set(names))
        replace(out / MANIFEST, "".join(f"{n}\n" for n in sorted(names)).encode())
    except OSError as error:
        raise DeskError(
            f"the site cannot be written: {error.strerror}", where=str(error.filename or out)
        ) from None
    return Published(out / "index.html", written, unchanged, removed)


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _remove(out: Path, keep: set[str]) -> int:
    manifest = out / MANIFEST
    listed = manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []
    gone = [name for name in listed if name not in keep and _is_ours(out, name)]
    for name in gone:
        (out / name).unlink()
    return len(gone)


def _is_ours(out: Path, name: str) -> bool:
    """Whether the name is that of a file within the site: the manifest may have been edited."""
    path = (out / name).resolve()
    return path.is_file() and path.is_relative_to(out.resolve())
