"""Stories that were published: drafts in the desk's `stories/`, one JSON file each.

publish(desk, draft) -> Path       written whole; one of the same day and headline is replaced
published(desk) -> list[Draft]     oldest first, each checked again
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError, InputError
from cliffhanger.pages import paths
from cliffhanger.pages.story.check import refuse_unsupported
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.pages.whole import replace
from cliffhanger.store.desk import Desk

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MEND = "draft it again with `cliffhanger story --publish`, or take the file away"


def folder(desk: Desk) -> Path:
    """Where published stories are kept."""
    return desk.path / "stories"


def publish(desk: Desk, draft: Draft) -> Path:
    """Put the story where the next edition finds it, and say where that is.

    Raises InputError when it says what it cannot show, DeskError when the desk cannot be written.
    """
    refuse_unsupported(draft)
    path = folder(desk) / f"{_name(draft)}.json"
    try:
        replace(path, _written(draft))
    except OSError as error:
        raise DeskError(
            f"the story cannot be written: {error.strerror}", where=str(path.parent)
        ) from None
    return path


def _written(draft: Draft) -> bytes:
    """The story as JSON: the same story gives the same bytes, though a set has no order."""
    told = _adapter().dump_python(draft, mode="json")
    told["openers"] = sorted(told["openers"])
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def published(desk: Desk) -> list[Draft]:
    """Every story that was published, oldest first.

    Raises DeskError, naming the file, for one that is no story, that says what it cannot show, or
    that stands under the name of another.
    """
    found = [_stamped(path) for path in sorted(folder(desk).glob("*.json"))]
    return sorted(found, key=lambda draft: (draft.day, draft.headline.text))


def _stamped(path: Path) -> Draft:
    try:
        stat = path.stat()
    except OSError as error:
        raise _unread(path, error) from None
    return _read(path, stat.st_mtime_ns, stat.st_size)


def _unread(path: Path, error: OSError) -> DeskError:
    return DeskError(f"the story cannot be read: {error.strerror}", where=str(path))


@lru_cache(maxsize=2_000)
def _read(path: Path, _changed: int, _size: int) -> Draft:
    """The story in a file; read once while it stays as it is."""
    try:
        draft = _adapter().validate_json(path.read_bytes())
        AsOf.parse(draft.as_of)
        refuse_unsupported(draft)
    except OSError as error:
        raise _unread(path, error) from None
    except InputError as refusal:
        raise DeskError(refusal.what, where=str(path), fix=_MEND) from None
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DeskError(f"this is no story: {_first(error)}", where=str(path), fix=_MEND) from None
    if path.stem != _name(draft):
        raise DeskError(f"this story belongs in {_name(draft)}.json", where=str(path), fix=_MEND)
    return draft


def _name(draft: Draft) -> str:
    return paths.story_name(draft.day, draft.headline.text)


def _first(error: Exception) -> str:
    """What is wrong first, in one line, and where in the file that is."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return f"its evidence does not work out ({error})"
    wrong = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in wrong["loc"])
    return f"{place}: {wrong['msg']}" if place else wrong["msg"]


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Draft]:
    """How a story is read and written; imported only where there is one."""
    from pydantic import TypeAdapter

    return TypeAdapter(Draft)
