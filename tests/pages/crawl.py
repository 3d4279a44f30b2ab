"""A strict reader of our pages: tags close in order, ids and links are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "br", "img", "input", "hr"}
DRAWN = {"path", "line", "circle", "rect"}


@dataclass
class Seen(HTMLParser):
    """What a page holds. `wrong` names what does not close, or repeats."""

    page: str = ""
    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    attrs: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.feed(self.page)
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]
        self.wrong += [f"id {i} repeats" for i in set(self.ids) if self.ids.count(i) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        self.tags.append(tag)
        self.attrs.append((tag, got))
        if "id" in got:
            self.ids.append(got["id"] or "")
        if tag == "a" and got.get("href") is not None:
            self.links.append(got["href"] or "")
            if "a" in self.open:
                self.wrong.append("a link within a link")
        elif tag in ("link", "use"):
            self.loads.append(got.get("href") or "")
        if "src" in got:
            self.loads.append(got["src"] or "")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text += data


def crawl(site: Path) -> dict[str, Seen]:
    """Every page of a site, by its path."""
    return {
        str(path.relative_to(site)): Seen(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def dead_links(site: Path) -> list[str]:
    """Every internal link that leads to no page, or to no place on it."""
    pages = crawl(site)
    dead = []
    for name, seen in pages.items():
        for link in seen.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            path = (site / name).parent / unquote(parts.path) if parts.path else site / name
            target = str(path.resolve().relative_to(site.resolve()))
            anchor = unquote(parts.fragment)
            whole = target in pages or (site / target).is_file()
            if not whole or (anchor and anchor not in pages[target].ids):
                dead.append(f"{name}: {link}")
    return dead
