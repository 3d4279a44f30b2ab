"""Will this series be back? Charts, runs, renewal odds and the sourced record of decisions.

The public names, loaded when first used:

    from cliffhanger import AsOf, Desk, catalogue, chart_as_of, runs, read, board, backtest
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "AsOf": "cliffhanger.days:AsOf",
    "Desk": "cliffhanger.store.desk:Desk",
    "CliffhangerError": "cliffhanger.errors:CliffhangerError",
    "catalogue": "cliffhanger.titles:bundled",
    "ingest": "cliffhanger.charts.vintages:ingest",
    "chart_as_of": "cliffhanger.charts.vintages:chart_as_of",
    "runs": "cliffhanger.runs.build:build",
    "open_document": "cliffhanger.news.page:open_document",
    "read": "cliffhanger.news.read:read",
    "board": "cliffhanger.odds.board:board",
    "backtest": "cliffhanger.odds.backtest:backtest",
}
__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"cliffhanger has no {name!r}")
    module, attribute = _HOMES[name].split(":")
    return getattr(import_module(module), attribute)
