from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.server.shelf import Shelf
from tests.pages.test_serve import CHANGED, Standing, client_of

LISTS = ("titles", "seasons", "runs", "board", "odds", "decisions", "weeks", "claims")
ONE = (
    "titles/partner-track",
    "seasons/partner-track-s1",
    "runs/partner-track-s1",
    "odds/inside-man-s1",
    "weeks/2022-11-06",
    "weeks/2022-11-06?country=br",
    "",
)


@pytest.fixture(scope="module")
def client(contents: Contents) -> Iterator[TestClient]:
    with client_of(Standing(Shelf(contents, CHANGED))) as made:
        yield made


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


@pytest.mark.parametrize("name", [*LISTS, *ONE])
def test_an_answer_has_the_documented_shape_and_says_for_when_it_holds(
    client: TestClient, document: dict[str, Any], name: str
) -> None:
    answer = client.get(f"/api/v1/{name}")
    assert answer.status_code == 200
    path = "/" + name.split("?")[0]
    for item in ("partner-track-s1", "partner-track", "inside-man-s1", "2022-11-06"):
        if path.endswith(f"/{item}"):
            [path] = [p for p in document["paths"] if p.startswith(path[: -len(item)] + "{")]
    said = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    schema = {**said["schema"], "components": document["components"]}
    jsonschema.validate(answer.json(), schema)
    assert answer.json()["as_of"] == "2022-11-08"


def test_a_list_comes_in_pages_that_link_to_each_other(client: TestClient) -> None:
    whole = client.get("/api/v1/decisions", params={"limit": 200}).json()
    answer = client.get("/api/v1/decisions", params={"limit": 50, "page": 2})
    assert answer.json()["items"] == whole["items"][50:100]
    assert int(answer.headers["x-total-count"]) == answer.json()["total"] == whole["total"]
    assert set(answer.links) == {"first", "prev", "next", "last"}
    after = client.get(answer.links["next"]["url"])
    assert after.json()["page"] == 3
    last = client.get(answer.links["last"]["url"])
    assert "next" not in last.links
    beyond = client.get("/api/v1/decisions", params={"page": 1000})
    assert beyond.json()["items"] == []


def test_only_what_was_known_since_a_day_can_be_asked_for(client: TestClient) -> None:
    since = client.get("/api/v1/decisions", params={"updated_since": "2022-11-08"}).json()
    assert {row["known_on"] for row in since["items"]} == {"2022-11-08"}
    runs = client.get("/api/v1/runs", params={"updated_since": "2022-11-01"}).json()
    assert runs["items"]
    assert all(run["last_week"] >= "2022-10-30" for run in runs["items"])


def test_filters_narrow_a_list(client: TestClient) -> None:
    get = lambda name, **asked: client.get(f"/api/v1/{name}", params=asked).json()  # noqa: E731
    assert [t["title_id"] for t in get("titles", q="Imperfects")["items"]] == ["the-imperfects"]
    found = get("titles", q="partner")["items"][0]
    assert get("titles", imdb=found["ids"]["imdb"])["items"] == [found]
    assert {s["state"] for s in get("seasons", state="open")["items"]} == {"open"}
    assert get("claims", verdict="refuted")["total"] == 0
    assert get("claims", verdict="supported")["total"] == 1
    assert {d["decision"] for d in get("decisions", decision="ended")["items"]} == {"ended"}


def test_ids_of_others_are_a_block_and_null_where_unknown(client: TestClient) -> None:
    ids = client.get("/api/v1/titles/partner-track").json()["item"]["ids"]
    assert set(ids) == {"imdb", "tmdb", "tvdb", "tvmaze", "trakt", "wikidata", "netflix"}
    assert ids["imdb"].startswith("tt")
    assert ids["tvdb"] is None


def test_a_run_comes_with_its_chart_rows_under_the_publishers_names(client: TestClient) -> None:
    run = client.get("/api/v1/runs/partner-track-s1").json()["item"]
    assert run["weeks"] == 3
    assert [row["weekly_hours_viewed"] for row in run["rows"]] == [16660000, 31140000, 18210000]
    assert run["rows"][0]["available_at"] == "2022-08-30T20:00:00Z"


def test_reconstructed_odds_are_marked_wherever_they_stand(client: TestClient) -> None:
    assert all(row["reconstructed"] for row in client.get("/api/v1/board").json()["items"])
    odds = client.get("/api/v1/odds/inside-man-s1").json()["item"]
    assert odds["reconstructed"]
    assert [p["as_of"] for p in odds["history"]] == ["2022-10-18", "2022-10-25", "2022-11-01"]


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/board")
    again = client.get("/api/v1/board", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_any_page_of_others_may_read(client: TestClient) -> None:
    answer = client.get("/api/v1/board", headers={"origin": "https://other.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Link" in answer.headers["access-control-expose-headers"]
    asked = {"origin": "https://other.example", "access-control-request-method": "GET"}
    assert client.options("/api/v1/board", headers=asked).status_code == 200


@pytest.mark.parametrize(
    "asked",
    ["titles/nobody", "seasons/nobody", "runs/nobody", "odds/partner-track-s1", "weeks/2030-01-06"],
)
def test_what_is_not_in_the_edition_is_said_to_be_missing(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert answer.status_code == 404
    assert "2022-11-08" in answer.json()["detail"]


@pytest.mark.parametrize(
    "asked",
    [
        "board?page=0",
        "board?limit=201",
        "board?limit=x",
        "runs?updated_since=soon",
        "runs?updated_since=0",
        "weeks/x",
    ],
)
def test_a_bad_question_is_refused_with_its_reason(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_the_index_states_the_rate_limit_and_how_good_the_odds_have_been(
    client: TestClient,
) -> None:
    told = client.get("/api/v1/").json()
    assert "a second, by address" in told["rate_limit"]
    assert told["backtest"]["n"] > 0
    for address in told["resources"].values():
        assert client.get(address).status_code == 200, address
