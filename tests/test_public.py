from __future__ import annotations

import cliffhanger

PUBLIC = [
    "AsOf",
    "CliffhangerError",
    "Desk",
    "__version__",
    "backtest",
    "board",
    "catalogue",
    "chart_as_of",
    "ingest",
    "open_document",
    "read",
    "runs",
]


def test_the_public_names_are_these_and_all_are_there() -> None:
    assert cliffhanger.__all__ == PUBLIC
    for name in PUBLIC:
        assert getattr(cliffhanger, name) is not None
