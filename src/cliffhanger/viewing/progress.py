"""What a long run tells about itself while it runs."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on. Who shows it keeps the clock and works out rows a second."""

    def __call__(self, stage: str, done: int, whole: int, rows: int) -> None:
        """`stage` is at `done` of `whole` steps and has gone through `rows` rows so far."""


def silent(stage: str, done: int, whole: int, rows: int) -> None:
    """Tell nobody."""
