from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open

PHONE = 390


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("wide", [1280, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_any_kind_of_page(
    opened: Open, address: str, kinds: dict[str, str], wide: int, dark: bool
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(address, wide=wide, dark=dark)
    found = []
    for path in kinds.values():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        for broken in axe.run(page).response["violations"]:
            found.append((path, broken["id"], broken["nodes"][0]["target"]))
    assert found == []


def test_no_page_is_wider_than_a_phone(opened: Open, address: str, kinds: dict[str, str]) -> None:
    page = opened(address, wide=PHONE)
    for path in kinds.values():
        page.goto(address + path)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0, path


def test_no_page_asks_anything_of_another_place(
    opened: Open, address: str, kinds: dict[str, str]
) -> None:
    asked: list[str] = []
    page = opened(address)
    page.on("request", lambda request: asked.append(request.url))
    for path in kinds.values():
        page.goto(address + path)
    others = [url for url in asked if not url.startswith((address, "data:"))]
    assert others == []


def names(page: Any) -> list[str]:
    found: list[str] = page.locator("table.board tbody th a").all_text_contents()
    return found


def test_the_board_sorts_by_a_column_both_ways(opened: Open, address: str) -> None:
    page = opened(address)
    before = names(page)
    head = page.get_by_role("button", name="Season")
    head.click()
    assert names(page) == sorted(before, key=str.casefold)
    assert page.locator("th[aria-sort=ascending]").count() == 1
    head.click()
    assert names(page) == sorted(before, key=str.casefold, reverse=True)


def test_the_board_sorts_with_the_keyboard_alone(opened: Open, address: str) -> None:
    page = opened(address)
    page.get_by_role("button", name="Weeks", exact=True).focus()
    page.keyboard.press("Enter")
    weeks = [int(w) for w in page.locator("table.board td:nth-child(3) a").all_text_contents()]
    assert weeks == sorted(weeks)


def test_the_first_key_leads_past_the_nameplate_and_focus_is_seen(
    opened: Open, address: str
) -> None:
    page = opened(address)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content() == "Skip to the page"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"


def test_the_board_finds_a_series_as_it_is_typed(opened: Open, address: str) -> None:
    page = opened(address)
    page.get_by_label("Find a series").fill("inside")
    shown = [row for row in page.locator("table.board tbody tr").all() if row.is_visible()]
    assert len(shown) == 1


@pytest.mark.parametrize("place", ["address", "disk"])
def test_every_kind_of_page_reads_without_javascript(
    opened: Open, request: pytest.FixtureRequest, kinds: dict[str, str], place: str
) -> None:
    base = request.getfixturevalue(place)
    page = opened(base + "index.html", java_script_enabled=False)
    for kind, path in kinds.items():
        if kind not in ("found", "chosen", "countries.html"):
            page.goto(base + path)
            assert page.locator("h1").count() == 1, path
            assert page.locator("main").inner_text().strip(), path


def test_a_server_searches_without_javascript(opened: Open, address: str) -> None:
    page = opened(address + "search.html", java_script_enabled=False)
    page.get_by_label("Any of its names").fill("imperfects")
    page.get_by_role("button", name="Find").click()
    assert page.locator("#found th[scope=row]").all_text_contents() == ["The Imperfects"]


def test_the_folder_searches_and_keeps_a_watch_list_in_the_browser(opened: Open, disk: str) -> None:
    page = opened(disk + "search.html?q=imperf")
    assert page.locator("#found th[scope=row]").all_text_contents() == ["The Imperfects"]
    page.get_by_role("link", name="The Imperfects").click()
    page.get_by_role("link", name="Watch this series").click()
    assert page.locator("#mine th[scope=row]").all_text_contents() == ["The Imperfects"]
    page.get_by_label("Add a series").fill("Partner Track")
    page.get_by_role("button", name="Add").click()
    chosen = page.locator("#mine th[scope=row]").all_text_contents()
    assert chosen == ["The Imperfects", "Partner Track"]


def test_dark_is_dark_and_print_is_black_on_white(opened: Open, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = opened(address, dark=True)
    assert sum(int(c) for c in page.evaluate(ground)[4:-1].split(",")) < 120
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def vote(page: Any, choice: str) -> None:
    page.locator("#poll").get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Vote", exact=True).click()
    confirm = page.get_by_role("button", name="Count my vote")
    if confirm.count():
        confirm.click()


def test_a_vote_counts_once(opened: Open, address: str) -> None:
    season = address + "seasons/inside-man-s1.html"
    first = opened(season)
    vote(first, "Yes")
    first.goto(season)
    assert "your vote" in first.locator("#poll").inner_text()
    other = opened(season)
    other.locator("#poll").get_by_label("No", exact=True).check()
    with other.expect_navigation():
        other.get_by_role("button", name="Vote", exact=True).click()
    polls = other.request.get(address + "polls.json").json()["polls"]
    [poll] = [p for p in polls if "inside-man-s1" in str(p)]
    assert poll["total"] == 1


def test_a_comment_waits_for_a_moderator_and_its_writer_sees_it(opened: Open, address: str) -> None:
    season = address + "seasons/inside-man-s1.html"
    page = opened(season)
    form = page.locator("form.write")
    form.locator("textarea").first.fill("See https://example.org: it *will* be back.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.goto(season)
    assert "it will be back" in page.locator("#readers").inner_text()
    stranger = opened(season)
    assert "it will be back" not in stranger.locator("#readers").inner_text()
