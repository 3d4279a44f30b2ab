from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import RDF, RDFS, Graph, Namespace

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


def test_a_story_of_our_own_is_the_desks(contents: Contents) -> None:
    [path] = [path for path in contents.pages if path.startswith("stories/")]
    [story] = things(contents, path)
    assert story["@type"] == "NewsArticle"
    assert story["author"] == story["publisher"]
    assert story["author"]["name"] == "Cliffhanger"
    assert [series["name"] for series in story["about"]] == [
        "Partner Track",
        "The Imperfects",
        "The Empress",
    ]
    assert all(source.startswith("http") for source in story["citation"])


SCHEMA, SHACL = Namespace("http://schema.org/"), Namespace("http://www.w3.org/ns/shacl#")
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPED = {
    **dict.fromkeys(("datePublished", "startDate", "dateModified"), f"{XSD}date"),
    **dict.fromkeys(("ratingValue", "bestRating", "worstRating"), f"{XSD}float"),
    **dict.fromkeys(("seasonNumber",), f"{XSD}integer"),
    **dict.fromkeys(("isAccessibleForFree",), f"{XSD}boolean"),
    **dict.fromkeys(("url", "sameAs", "contentUrl"), "@id"),
}
"""The types that the context of schema.org gives our values: it stands elsewhere, tests do not."""
QUIET = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
CONTEXT = {"@vocab": str(SCHEMA), **{k: {"@type": v} for k, v in TYPED.items()}}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Schema.org as SHACL shapes (datashapes.org), as pySHACL brings them."""
    return Graph().parse(Path(pyshacl.__file__).parent / "assets" / "schema.ttl")


def in_place(thing: Any) -> Any:
    """Without contexts, and a role as what it carries: it may stand anywhere (schema.org/Role)."""
    if isinstance(thing, list):
        return [in_place(part) for part in thing]
    if not isinstance(thing, dict):
        return (
            str(thing).lower() if isinstance(thing, int) else thing
        )  # its type comes from the context
    if thing.get("@type") == "PerformanceRole":
        return in_place(thing["actor"])
    return {key: in_place(value) for key, value in thing.items() if key != "@context"}


def graph(found: list[dict[str, Any]]) -> Graph:
    text = json.dumps({"@context": CONTEXT, "@graph": in_place(found)})
    return Graph().parse(data=text, format="json-ld", base="https://desk.example/")


def paths_of(shapes: Graph, kind: Any) -> set[Any]:
    """The properties that a class and those above it may have."""
    above = shapes.transitive_objects(kind, RDFS.subClassOf)
    own = (shape for c in above for shape in shapes.objects(c, SHACL.property))
    return {path for shape in own for path in shapes.objects(shape, SHACL.path)}


@QUIET
def test_what_we_tell_search_engines_is_schema_org(contents: Contents, shapes: Graph) -> None:
    kinds = {page.template: path for path, make in contents.pages.items() for page in [make()]}
    told = 0
    for kind in ("season.html", "series.html", "article.html", "story.html", "downloads.html"):
        data = graph(things(contents, kinds[kind]))
        whole, _, report = pyshacl.validate(data, shacl_graph=shapes, ont_graph=shapes)
        assert whole, f"{kind}: {report}"
        for thing, of in data.subject_objects(RDF.type):
            assert (of, RDF.type, SHACL.NodeShape) in shapes, of
            unknown = set(data.predicates(thing)) - {RDF.type} - paths_of(shapes, of)
            assert not unknown, (kind, of, unknown)
            told += 1
    assert told > 20


@QUIET
def test_the_shapes_refuse_what_is_not_schema_org(shapes: Graph) -> None:
    wrong = graph([{"@type": "NewsArticle", "@id": "x", "author": {"@type": "TVSeason"}}])
    assert not pyshacl.validate(wrong, shacl_graph=shapes, ont_graph=shapes)[0]
