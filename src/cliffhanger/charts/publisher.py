"""Whose charts a desk has: the publisher's, or a service's own. Never both."""

from __future__ import annotations

from cliffhanger.errors import DeskError
from cliffhanger.store.desk import Desk
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHART, COUNTRIES, TITLES

_FIX = "choose another desk with --desk"


def is_own(lake: Lake) -> bool:
    """Whether the lake has a service's own charts: with them, and only with them, come titles."""
    return bool(lake.days(TITLES))


def refuse_published(lake: Lake) -> None:
    """Raise DeskError when the publisher's charts would be mixed with a service's own."""
    if is_own(lake):
        what = "this desk has a service's own charts; the publisher's cannot be added"
        raise DeskError(what, where=str(lake.path), fix=_FIX)


def refuse_own(desk: Desk) -> None:
    """Raise DeskError when a service's own charts would be mixed with the publisher's.

    A record that was begun without own charts holds the bundled decisions.
    """
    lake = desk.lake
    if is_own(lake):
        return
    if lake.days(CHART) or lake.days(COUNTRIES):
        what = "this desk has the publisher's charts; a service's own cannot be added"
        raise DeskError(what, where=str(lake.path), fix=_FIX)
    if (desk.path / "record.db").exists():
        what = "this desk's record has the bundled decisions; own charts cannot be added"
        raise DeskError(what, where=str(desk.path), fix=_FIX)
