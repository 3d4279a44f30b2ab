"""The site map, and what robots may read: only where the site has an address of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cliffhanger.pages import paths

MOST = 50_000
"""Addresses in one site map (sitemaps.org)."""


def site_map(address: str, pages: Sequence[str]) -> bytes:
    """Every page by its whole address."""
    lines = [
        f"<url><loc>{escape(address)}/{escape(paths.href(path))}</loc></url>"
        for path in pages[:MOST]
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join([head, f'<urlset xmlns="{space}">', *lines, "</urlset>", ""]).encode()


def robots(address: str) -> bytes:
    """All may read all but the interfaces that compute."""
    return f"User-agent: *\nDisallow: /api/\nSitemap: {address}/sitemap.xml\n".encode()
