"""What a page tells search engines: schema.org as JSON-LD (TVSeries, TVSeason, NewsArticle)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from cliffhanger.pages import paths, views, views_data, views_story
from cliffhanger.pages.parts import Edition
from cliffhanger.pages.views import Page

Thing = dict[str, Any]
_CONTEXT = "https://schema.org"
_SAME_AS = {
    "imdb": "https://www.imdb.com/title/{}/",
    "tmdb": "https://www.themoviedb.org/tv/{}",
    "netflix": "https://www.netflix.com/title/{}",
}
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def script(page: Page) -> Markup:
    """The page's things as the text of a script element; empty where it has none.

    `<` is escaped, so that no text can end the element.
    """
    made = _MAKERS.get(type(page))
    if made is None:
        return Markup("")
    things = [_whole(thing) for thing in made(page)]
    found = things[0] if len(things) == 1 else things
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _whole(thing: Mapping[str, Any]) -> Thing:
    """The thing without what is not known, and with its context."""
    return {"@context": _CONTEXT, **_known(thing)}


def _known(thing: Mapping[str, Any]) -> Thing:
    return {key: value for key, value in thing.items() if value not in (None, "", [], ())}


def _url(edition: Edition, path: str, anchor: str = "") -> str:
    """The address of a page; from the site's root where the site has no address."""
    return f"{edition.address}/{paths.href(path, anchor)}"


def _series(page: views_data.SeriesPage) -> list[Thing]:
    url = _url(page.edition, page.path)
    starts = [season.run.first_week for season in page.seasons]
    return [
        {
            "@type": "TVSeries",
            "@id": url,
            "url": url,
            "name": page.seasons[0].name.show_title,
            "genre": list(page.genres),
            "creator": [_person(name) for name in page.created_by],
            "actor": [
                {"@type": "PerformanceRole", "actor": _person(name), "characterName": part}
                if part
                else _person(name)
                for name, part in page.cast
            ],
            "sameAs": [_SAME_AS[k].format(v) for k, v in page.ids.items() if v and k in _SAME_AS],
            "identifier": [
                {"@type": "PropertyValue", "propertyID": key, "value": str(value)}
                for key, value in page.ids.items()
                if value
            ],
            "startDate": min(starts).isoformat() if starts else None,
            "containsSeason": [
                _known(
                    {
                        "@type": "TVSeason",
                        "@id": _url(page.edition, season.name.href or ""),
                        "name": season.name.season or season.name.show_title,
                        "seasonNumber": season.number,
                    }
                )
                for season in reversed(page.seasons)
            ],
        }
    ]


def _person(name: str) -> Thing:
    return {"@type": "Person", "name": name}


def _season(page: views.SeasonPage) -> list[Thing]:
    url = _url(page.edition, page.path)
    series = f"{page.edition.address}/{page.series.href}"
    return [
        {
            "@type": "TVSeason",
            "@id": url,
            "url": url,
            "name": page.title,
            "seasonNumber": page.season_number,
            "startDate": page.released.isoformat() if page.released else None,
            "partOfSeries": {
                "@type": "TVSeries",
                "@id": series,
                "url": series,
                "name": page.name.show_title,
            },
        }
    ]


def _article(page: views.ArticlePage) -> list[Thing]:
    source = page.source
    return [
        {
            "@type": "NewsArticle",
            "@id": _url(page.edition, page.path),
            "url": source.href if source and source.href else _url(page.edition, page.path),
            "headline": page.title[:110],
            "datePublished": page.date.isoformat(),
            "author": [_person(name) for name in page.authors],
            "publisher": {"@type": "Organization", "name": source.text} if source else None,
        },
        *(dict(review) for review in page.reviews),
    ]


def _own_story(page: views_story.StoryPage) -> list[Thing]:
    """A story of our own: the desk is its author and publisher."""
    url = _url(page.edition, page.path)
    return [
        {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "headline": page.title[:110],
            "datePublished": page.date.isoformat(),
            "dateline": page.html.dateline,
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "author": _DESK,
            "publisher": _DESK,
            "about": [{"@type": "TVSeries", "name": name} for _, name, _ in page.about],
            "citation": list(page.sources),
        }
    ]


_DESK = {"@type": "Organization", "name": "Cliffhanger"}


def _downloads(page: views_data.DownloadsPage) -> list[Thing]:
    edition = page.edition
    return [
        {
            "@type": "Dataset",
            "@id": _url(edition, page.path, download.table.name),
            "url": _url(edition, page.path, download.table.name),
            "name": f"Cliffhanger: {download.table.name.replace('_', ' ')}",
            "description": f"One row is {download.table.row}. {download.rows:,} rows, "
            f"as known on {edition.as_of}.",
            "dateModified": edition.day.isoformat(),
            "isAccessibleForFree": True,
            "variableMeasured": [column.name for column in download.table.columns],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": _url(edition, link.href),
                    "encodingFormat": _MEDIA[link.href.rsplit(".", 1)[-1]],
                }
                for link in download.files
            ],
        }
        for download in page.downloads
    ]


_MAKERS: dict[type, Callable[[Any], list[Thing]]] = {
    views_data.SeriesPage: _series,
    views.SeasonPage: _season,
    views.ArticlePage: _article,
    views_story.StoryPage: _own_story,
    views_data.DownloadsPage: _downloads,
}
