"""A page's context becomes its HTML: the same for the static site and for a server."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from cliffhanger.pages import jsonld, paths, words
from cliffhanger.pages.data import has_csv
from cliffhanger.pages.views import Page

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = ("style.css", "desk.js", "find.js")


def static_files() -> list[tuple[str, bytes]]:
    """The style sheet and the script, with their paths in the site."""
    folder = resources.files("cliffhanger") / "pages" / "static"
    return [(f"static/{name}", (folder / name).read_bytes()) for name in STATIC]


class Renderer:
    """Renders pages with the templates beside this module."""

    def __init__(self, foot: Callable[[Page], Markup] | None = None) -> None:
        """`foot` gives what stands at the foot of a page: a server's poll and comments."""
        self._environment, self._foot = environment(), foot

    def page(self, page: Page, *, root: str | None = None) -> bytes:
        """The page as UTF-8 HTML; links start at `root`, by default relative to the page itself."""
        to_root = paths.to_root(page.path) if root is None else root
        template = self._environment.get_template(page.template)
        return template.render(
            page=page,
            edition=page.edition,
            root=to_root,
            json_ld=jsonld.script(page),
            csv=has_csv(type(page)),
            foot=self._foot(page) if self._foot else "",
        ).encode()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: everything is escaped, nothing may be undefined."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("cliffhanger.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    made.globals.update(DECISIONS=words.DECISIONS, VERDICTS=words.VERDICTS, KINDS=words.KINDS)
    made.globals["NARROW"] = words.NARROW
    made.globals["beside"] = paths.beside
    return made


_FILTERS: dict[str, Any] = {
    "day": words.day,
    "short_day": words.short_day,
    "loose_day": words.loose_day,
    "percent": words.percent,
    "percent_range": words.percent_range,
    "points": words.points,
    "signed_percent": words.signed_percent,
    "number": words.number,
    "millions": words.millions,
    "movement_sign": words.movement_sign,
    "movement_words": words.movement_words,
    "plural": words.plural,
    "short": words.short_baseline,
    "place": words.place,
    "dtype": words.dtype,
}
