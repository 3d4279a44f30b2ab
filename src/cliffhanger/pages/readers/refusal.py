"""When a reader's wish is refused: why, what to do, and with which HTTP status."""

from __future__ import annotations

from cliffhanger.errors import CliffhangerError


class Refused(CliffhangerError):
    """A wish that is not granted. Nothing was written."""

    def __init__(
        self, what: str, *, fix: str = "", status: int = 400, retry_after: int | None = None
    ) -> None:
        """`retry_after`: seconds until it may be tried again."""
        super().__init__(what, fix=fix)
        self.status, self.retry_after = status, retry_after


def not_here(what: str = "There is no such page.") -> Refused:
    """Nothing by that name."""
    return Refused(what, status=404)
