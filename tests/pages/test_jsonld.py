from __future__ import annotations

import json
import re
from typing import Any

from cliffhanger.pages.contents import Contents

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def things(contents: Contents, path: str) -> list[dict[str, Any]]:
    [found] = SCRIPT.findall(contents.files[path].make().decode())
    told = json.loads(found)
    return told if isinstance(told, list) else [told]


def test_a_series_names_itself_its_ids_and_its_seasons(contents: Contents) -> None:
    [series] = things(contents, "series/partner-track.html")
    assert (series["@context"], series["@type"]) == ("https://schema.org", "TVSeries")
    assert series["url"] == series["@id"] == "https://desk.example/series/partner-track.html"
    assert series["name"] == "Partner Track"
    assert {i["propertyID"] for i in series["identifier"]} >= {"imdb"}
    assert [s["seasonNumber"] for s in series["containsSeason"]] == [1]
    assert {"@type": "Person", "name": "Arden Cho"} in series["actor"]


def test_a_season_is_part_of_its_series(contents: Contents) -> None:
    [season] = things(contents, "seasons/partner-track-s1.html")
    assert season["@type"] == "TVSeason"
    assert season["seasonNumber"] == 1
    assert season["partOfSeries"]["@id"] == "https://desk.example/series/partner-track.html"


def test_an_article_comes_with_a_review_of_each_claim_on_a_place_of_its_page(
    contents: Contents,
) -> None:
    path = contents.given.articles[0].path
    article, review = things(contents, path)
    assert article["@type"] == "NewsArticle"
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "Supported"
    page, anchor = review["url"].split("#")
    assert page == f"https://desk.example/{path}"
    assert f'id="{anchor}"' in contents.files[path].make().decode()


def test_a_table_to_take_away_is_a_dataset_with_its_files(contents: Contents) -> None:
    found = things(contents, "downloads.html")
    assert {thing["@type"] for thing in found} == {"Dataset"}
    for thing in found:
        for file in thing["distribution"]:
            assert file["contentUrl"].removeprefix("https://desk.example/") in contents.files
