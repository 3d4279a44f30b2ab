"""The list of series that a browser searches in, where no server does it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cliffhanger.pages import words
from cliffhanger.pages.views_data import TitleRow


def index(rows: Iterable[TitleRow]) -> bytes:
    """A script that names every series: title, id, seasons, how its newest stands, its page."""
    told = [[r.show_title, r.title_id, r.seasons, standing(r), r.href, _also(r)] for r in rows]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nwindow.cliffhangerTitles={text};\n'.encode()


def standing(row: TitleRow) -> str:
    """How a series stands in a word or a chance: `Canceled`, `34 %`, or nothing."""
    if row.odds:
        return words.percent(row.odds.p)
    return words.DECISIONS.get(row.decision, row.decision) if row.decision else ""


def _also(row: TitleRow) -> str:
    """Other names it goes by."""
    return "|".join(name for name in row.names if name != row.show_title)
