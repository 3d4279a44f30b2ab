"""The drafted story reads as one, says only what it can show, and is refused where it cannot."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cliffhanger.days import AsOf
from cliffhanger.errors import CliffhangerError, FileError, InputError, NotKnownYet, UnknownTitle
from cliffhanger.news import statements as news
from cliffhanger.news.read import Reader
from cliffhanger.odds.known import Known
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import Edition, TrackRecord
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.story import draft as story
from cliffhanger.pages.story.check import refuse_unsupported
from cliffhanger.pages.story.evidence import Draft, worked_out
from cliffhanger.pages.story.facts import Facts
from cliffhanger.pages.story.layout import story_page
from cliffhanger.store.desk import Desk

DAY = "2022-11-08"


def on(desk: Desk, day: str, *titles: str) -> Draft:
    return story.draft(Known(desk, AsOf.parse(day)), titles)


def styled(facts: Facts, tmp_path: Path, toml: str) -> Draft:
    path = tmp_path / "style.toml"
    path.write_text(toml, encoding="utf-8")
    made = story.write(facts, story.load(path))
    refuse_unsupported(made)
    return made


def words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower().replace("’", "'"))


def test_the_story_of_the_day_leads_with_the_two_cancellations(draft: Draft) -> None:
    assert draft.headline.text == (
        "Netflix cancels Partner Track and The Imperfects, renews The Empress"
    )
    assert draft.body.startswith(
        "Netflix said on Tuesday that it had canceled Partner Track and The Imperfects, "
        "each after one season. Also on Tuesday, it renewed The Empress for a second season, "
        "according to UPI."
    )


@pytest.mark.parametrize(
    "said",
    [
        "Partner Track premiered on Aug. 26",
        "The Imperfects premiered on Sept. 8",
        "Each had three weeks in the Top 10 of English-language series",
        "of 85 first seasons",
        "56 percent had fewer weeks, 25 percent as many and 19 percent more",
        "Partner Track entered at No. 7, rose to No. 4 and drew 66.0 million hours",
        "The Imperfects opened at No. 3, its best rank, and drew 71.9 million hours",
        "from a novel by Helen Wan",
        "Arden Cho played Ingrid Yun, with Rob Heaps as Nick and Dominic Sherwood as Jeff",
        "created by Shelley Eriksen and Dennis Heaton",
        "Reportedly, its first season closed with a cliffhanger, and a writers’ room had been",
        "A day earlier, Netflix had ordered a second season of The Watcher, created by Ryan Murphy",
        "two more seasons of Dahmer — Monster: The Jeffrey Dahmer Story, now an anthology",
        "These odds are reconstructed",
        "have no track record",
        "Would you have come back for more of Partner Track or The Imperfects?",
    ],
)
def test_the_story_tells(draft: Draft, said: str) -> None:
    assert said in draft.text


def test_every_number_name_and_day_is_shown(draft: Draft) -> None:
    assert story.check(draft) == []
    refuse_unsupported(draft)


def test_every_piece_of_evidence_works_out_from_its_rows(draft: Draft) -> None:
    every = [e for block in draft.blocks for s in block for e in s.evidence]
    assert len(every) > 100
    assert all(worked_out(e.how, e.rows) == e.value and e.where for e in every)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("three weeks", "four weeks"),
        ("five weeks", "5.5 weeks"),
        ("second season", "third season"),
        ("two more seasons", "three more seasons"),
        ("No. 7", "No. 8"),
        ("66.0 million", "66.2 million"),
        ("66.0 million", "66.0 billion"),
        ("56 percent", "65 percent"),
        ("range 29", "range 92"),
        ("of 85 first", "of 86 first"),
        ("Aug. 26", "Aug. 27"),
        ("Aug. 26", "July 26"),
        ("Nov. 8, 2022", "Nov. 8, 2021"),
        ("on Tuesday", "on Wednesday"),
        ("A day earlier", "A week earlier"),
        ("Arden Cho", "Arden Choi"),
        ("Arden Cho", "Arden"),
        ("Ingrid Yun", "Ingrid Young"),
        ("Helen Wan", "Helen Wang"),
        ("Georgia Lee", "Georgia Leigh"),
        ("Partner Track entered", "Partner Tracks entered"),
        ("Netflix said", "Hulu said"),
        ("to UPI", "to Variety"),
        ("had canceled", "had renewed"),
        ("it renewed", "it canceled"),
        ("non-English", "English"),
        ("a longer run", "a shorter run"),
        ("for a second season", "for a second and final season"),
        ("Reportedly, its", "Its"),
        ("have no track record.", "have no track record. Deadline agreed."),
        ("Tell us.", "Tell us by Friday."),
        ("with a cliffhanger", "with two cliffhangers"),
    ],
)
def test_a_changed_fact_is_refused(draft: Draft, true: str, false: str) -> None:
    assert true in draft.text
    with pytest.raises(InputError) as refused:
        refuse_unsupported(draft, draft.text.replace(true, false, 1))
    assert str(refused.value).startswith(f"story of {DAY}, character ")


def test_two_facts_that_change_places_are_refused(draft: Draft) -> None:
    swapped = (
        draft.text.replace("Aug. 26", "@").replace("Sept. 8", "Aug. 26").replace("@", "Sept. 8")
    )
    with pytest.raises(InputError):
        refuse_unsupported(draft, swapped)


def test_wording_between_the_facts_may_be_edited(draft: Draft) -> None:
    edited = draft.text.replace("a longer run than most: of", "a longer run than most. Of", 1)
    edited = edited.replace("Tell us.", "The floor is yours.")
    assert edited != draft.text
    assert story.check(draft, edited) == []


def test_a_fact_may_be_taken_out(draft: Draft) -> None:
    cut = draft.text.replace(", with Rob Heaps as Nick and Dominic Sherwood as Jeff", "")
    assert cut != draft.text
    assert story.check(draft, cut) == []


def test_no_figure_day_or_name_can_be_changed_unseen(draft: Draft) -> None:
    other = {"number": "77", "date": "July 4", "name": "Nobody Known", "decision": "final"}
    facts = [place for place in draft.located() if place[2].form in other]
    assert len(facts) > 90
    for start, end, fragment in facts:
        changed = draft.text[:start] + other[str(fragment.form)] + draft.text[end:]
        assert story.check(draft, changed), fragment.text


def test_evidence_that_its_rows_do_not_give_is_refused(draft: Draft) -> None:
    paragraphs = [list(p) for p in draft.paragraphs]
    i, j, k = next(
        (i, j, k)
        for i, p in enumerate(paragraphs)
        for j, s in enumerate(p)
        for k, f in enumerate(s.fragments)
        if f.text == "three"
    )
    sentence = paragraphs[i][j]
    fragment = sentence.fragments[k]
    forged = replace(fragment, text="four", evidence=(replace(fragment.evidence[0], value=4),))
    fragments = (*sentence.fragments[:k], forged, *sentence.fragments[k + 1 :])
    paragraphs[i][j] = replace(sentence, fragments=fragments)
    with pytest.raises(InputError, match="rows do not give"):
        refuse_unsupported(replace(draft, paragraphs=tuple(tuple(p) for p in paragraphs)))


@pytest.fixture(scope="module")
def read_back(newsdesk: Desk, draft: Draft) -> news.Reading:
    """What our own reader finds in the finished story."""
    reader = Reader(Known(newsdesk, AsOf.parse(DAY)).catalogue.pairs())
    return reader.read(news.Document(draft.day, draft.body, title=draft.headline.text))


def test_our_reader_finds_the_same_decisions_in_it(read_back: news.Reading) -> None:
    found = {
        (d.series, d.season, d.decision, d.seasons_ordered, d.announced_on, d.certainty)
        for d in read_back.decisions
    }
    dahmer = "Dahmer — Monster: The Jeffrey Dahmer Story"
    assert found == {
        ("Partner Track", 1, "canceled", None, "2022-11-08", "stated"),
        ("The Imperfects", 1, "canceled", None, "2022-11-08", "stated"),
        ("The Empress", 2, "renewed", 1, "2022-11-08", "reported"),
        ("The Watcher", 2, "renewed", 1, "2022-11-07", "stated"),
        (dahmer, None, "renewed", 2, "2022-11-07", "stated"),
        ("Fate: The Winx Saga", None, "canceled", None, "2022-11-01", "stated"),
        ("The Sandman", None, "renewed", None, "2022-11-02", "stated"),
        ("Gyeongseong Creature", None, "renewed", None, "2022-11-03", "stated"),
    }


def test_our_reader_finds_the_same_premieres_and_claims_in_it(read_back: news.Reading) -> None:
    premieres = {(p.series, p.season, p.date) for p in read_back.premieres}
    assert premieres == {
        ("Partner Track", 1, "2022-08-26"),
        ("The Imperfects", 1, "2022-09-08"),
        ("The Empress", 1, "2022-09-29"),
    }
    claims = {(c.series, c.metric, c.value) for c in read_back.chart_claims}
    assert {
        ("Partner Track", "weeks_in_top10", 3),
        ("The Imperfects", "weeks_in_top10", 3),
        ("The Empress", "weeks_in_top10", 5),
        ("Partner Track", "hours_viewed", 66_000_000),
        ("The Imperfects", "hours_viewed", 71_900_000),
    } <= claims


def test_our_own_check_refutes_no_claim_of_it(newsdesk: Desk, read_back: news.Reading) -> None:
    checked = Known(newsdesk, AsOf.parse(DAY)).check(read_back)
    assert checked
    assert {claim.verdict for claim in checked} == {"supported"}


def test_the_words_are_not_those_of_the_seed(draft: Draft, shared: Path) -> None:
    names = {n for e in _names(draft) for n in words(e)}

    def phrases(text: str) -> set[tuple[str, ...]]:
        spoken = [w for w in words(text) if w not in names]
        return {tuple(spoken[i : i + 6]) for i in range(len(spoken) - 5)}

    assert not phrases(draft.text) & phrases((shared / "seed.txt").read_text(encoding="utf-8"))


def _names(draft: Draft) -> list[str]:
    return [str(e.value) for b in draft.blocks for s in b for e in s.evidence if e.form == "name"]


def test_the_same_desk_gives_the_same_bytes(newsdesk: Desk, draft: Draft) -> None:
    again = on(newsdesk, DAY)
    assert again.text == draft.text
    assert story.printed(again) == story.printed(draft)
    assert story.printed(again, "html") == story.printed(draft, "html")
    assert json.dumps(again.as_dict(), default=str) == json.dumps(draft.as_dict(), default=str)


def test_a_story_of_one_series_tells_the_others_as_context(newsdesk: Desk) -> None:
    one = on(newsdesk, DAY, "partner track")
    assert one.headline.text == "Netflix cancels Partner Track"
    assert "canceled Partner Track after one season. It premiered on Aug. 26." in one.body
    assert "The same day, Netflix also canceled The Imperfects and ordered" in one.body


def test_a_later_season_is_called_by_its_number(newsdesk: Desk) -> None:
    body = on(newsdesk, "2022-11-01").body
    assert body.startswith("Netflix canceled Fate: The Winx Saga on Tuesday after two seasons.")
    assert "Its second season premiered on Sept. 16." in body
    assert "later seasons whose runs on that list were over" in body


def test_a_decision_before_release_has_no_run_and_no_premiere(newsdesk: Desk) -> None:
    body = on(newsdesk, "2022-11-03").body
    assert "Gyeongseong Creature for another season on Thursday, before its premiere." in body
    assert "premiered" not in body
    assert "chance of another season" not in body


def test_a_final_season_is_told_as_one(newsdesk: Desk) -> None:
    made = on(newsdesk, "2021-08-28")
    assert "Netflix ordered a fourth and final season of Manifest on Saturday" in made.body


def test_several_last_seasons_are_told_as_such(facts: Facts) -> None:
    row = dict(facts.told[0].row) | {"decision": "final_season", "seasons_ordered": 2}
    made = story.write(replace(facts, told=[replace(facts.told[0], row=row)]), story.load())
    assert story.check(made) == []
    assert "Netflix ordered the final two seasons of Partner Track on Tuesday" in made.body


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("ended", "Word came on Tuesday that Partner Track has ended after one season."),
        ("moved", "Netflix took over Partner Track on Tuesday and ordered a second season."),
        ("reversed", "Netflix went back on its decision on Partner Track on Tuesday."),
    ],
)
def test_every_sort_of_decision_has_its_sentence(facts: Facts, decision: str, said: str) -> None:
    told = [replace(t, row=dict(t.row) | {"decision": decision}) for t in facts.told]
    made = story.write(replace(facts, told=told), story.load())
    assert story.check(made) == []
    assert said in made.body
    assert "The Imperfects" in made.body


def test_a_new_desk_tells_what_is_bundled_and_writes_nothing(tmp_path: Path) -> None:
    made = on(Desk.at(tmp_path), DAY)
    assert made.body.startswith("Netflix canceled Partner Track and The Imperfects on Tuesday")
    assert "premiered on Aug. 26" in made.body
    assert "Arden Cho" not in made.body
    assert not list(tmp_path.iterdir())


def test_a_format_that_nobody_knows_is_refused(draft: Draft) -> None:
    assert story.printed(draft, "txt") == draft.text + "\n"
    with pytest.raises(InputError, match="no format 'pdf'"):
        story.printed(draft, "pdf")


def test_what_is_only_reported_is_told_so(newsdesk: Desk) -> None:
    made = on(newsdesk, "2022-11-07")
    assert "reportedly renewed The Watcher" in made.body
    assert "according to TVLine" in made.body
    unhedged = made.text.replace("reportedly ", "")
    with pytest.raises(InputError, match="only reported"):
        refuse_unsupported(made, unhedged)


def test_a_run_under_way_is_not_told_as_over(newsdesk: Desk) -> None:
    body = on(newsdesk, "2022-11-07", "The Watcher").body
    assert "in the week to Oct. 30 and has drawn 340.8 million hours of viewing so far" in body
    assert "run than most" not in body


def test_nothing_learned_after_the_day_is_in_it(newsdesk: Desk) -> None:
    text = json.dumps(on(newsdesk, "2022-11-07").as_dict(), default=str)
    assert "2022-11-08" not in text
    assert "Partner Track" not in text
    assert "2022/12/" not in text


def test_a_series_that_never_charted_is_said_to_be_on_no_list(facts: Facts) -> None:
    bare = [replace(t, run=None, chance=None) for t in facts.told]
    made = story.write(replace(facts, told=bare), story.load())
    assert story.check(made) == []
    assert "Partner Track was on none of the 71 weekly Top 10 lists up to Nov. 6." in made.body
    assert "chance of another season" not in made.body


def test_what_is_not_known_is_left_out(facts: Facts) -> None:
    bare = [
        replace(t, run=None, chance=None, said=(), season=None, title=None) for t in facts.told[:1]
    ]
    made = story.write(Facts(facts.day, facts.as_of, bare, ()), story.load())
    assert story.check(made) == []
    assert made.body == (
        "Netflix said on Tuesday that it had canceled Partner Track after one season.\n\n"
        "Would you have come back for more of Partner Track? Tell us."
    )


def test_issued_odds_are_not_called_reconstructed(facts: Facts) -> None:
    told = [t for t in facts.told if t.chance]
    issued = [replace(t, chance=replace(t.chance, issued=True)) for t in told if t.chance]
    track = {"seasons": 12, "brier": 0.1934, "as_of": DAY}
    made = story.write(replace(facts, told=issued, track=track), story.load())
    assert story.check(made) == []
    assert "reconstructed" not in made.body
    assert "Over the 12 seasons scored so far, the odds we issued were off by 0.19" in made.body
    unscored = story.write(replace(facts, told=issued, track={"seasons": 0}), story.load())
    assert "None of the odds we have issued could be scored yet." in unscored.body


def test_a_day_without_a_decision_says_which_was_the_last(newsdesk: Desk) -> None:
    with pytest.raises(NotKnownYet, match="the last before it was on 2022-11-08"):
        on(newsdesk, "2022-11-09")
    with pytest.raises(NotKnownYet, match="about the-watcher is known"):
        on(newsdesk, DAY, "The Watcher")
    with pytest.raises(UnknownTitle):
        on(newsdesk, DAY, "No Such Series At All")


def test_markdown_has_a_note_for_every_sentence_with_a_fact(draft: Draft) -> None:
    text = story.printed(draft, "md")
    marks = re.findall(r"\[\^(\d+)\](?!:)", text)
    notes = re.findall(r"^\[\^(\d+)\]: \S", text, re.M)
    assert marks == notes == [str(n) for n in range(1, len(notes) + 1)]
    assert "*Partner Track* entered at No. 7" in text
    assert re.search(r"document \w{20} of 2022-11-08, characters: Arden Cho \(\d+–\d+\)", text)


def test_html_stands_alone_and_asks_nothing_of_other_places(draft: Draft) -> None:
    page = story.printed(draft, "html")
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(?:script|link|img|iframe)\b|\bsrc=|@import|url\(", page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    plain = re.sub(r"<style>.*?</style>|<a class=\"ref\".*?</a>|<[^>]+>", "", page, flags=re.S)
    assert "Partner Track entered at No. 7, rose to No. 4" in plain


def test_the_page_in_the_site_is_the_same_story(draft: Draft, whole: Given) -> None:
    day, sunday = dt.date(2022, 11, 8), dt.date(2022, 11, 6)
    track = TrackRecord(0, 0)
    page = story_page(whole, Edition(DAY, day, sunday, day, True, track, 48, 60, ()), draft)
    html = Renderer().page(page).decode()
    assert "Partner Track</i> entered at <mark" in html
    assert 'href="../static/style.css"' in html
    assert page.path.startswith("stories/2022-11-08-netflix-cancels")


def test_html_escapes_what_the_record_says(facts: Facts) -> None:
    row = dict(facts.told[0].row) | {"show_title": "<b>Bold</b> & Co", "network": "A<i>"}
    odd = replace(facts.told[0], row=row, said=(), run=None, chance=None)
    page = story.printed(story.write(replace(facts, told=[odd]), story.load()), "html")
    assert "<b>Bold" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in page


def test_json_holds_every_sentence_with_its_evidence(draft: Draft) -> None:
    told = json.loads(json.dumps(draft.as_dict(), default=str))
    texts = [" ".join(s["text"] for s in block) for block in told["blocks"]]
    assert "\n\n".join(texts) == told["text"] == draft.text
    fragments = [f for b in told["blocks"] for s in b for f in s["fragments"]]
    [cho] = [f for f in fragments if f["text"] == "Arden Cho"]
    [row] = cho["evidence"][0]["rows"]
    assert row["person"] == "Arden Cho"
    assert "Arden Cho" in row["quote"]
    assert row["span"][1] - row["span"][0] == len(row["quote"])


def test_a_house_spells_and_dates_its_own_way(facts: Facts, tmp_path: Path) -> None:
    made = styled(
        facts,
        tmp_path,
        'spelling = "cancelled"\ndates = "8 November"\npercent = "per cent"\nwords_to = 2\n'
        '[service]\nNetflix = "The streamer"\n',
    )
    assert "that it had cancelled Partner Track" in made.body
    assert "premiered on 26 August" in made.body
    assert "56 per cent had fewer weeks" in made.body
    assert "Each had 3 weeks" in made.body
    assert made.body.startswith("The streamer said on Tuesday")


def test_a_house_words_its_own_sentences(facts: Facts, tmp_path: Path) -> None:
    made = styled(
        facts,
        tmp_path,
        '[sentences]\nheadline = "{what}: {service} decides on {day}"\n'
        'said_canceled_many = "No more of {series}: {service} has {canceled} all {count}."\n',
    )
    assert made.headline.text.endswith("renews The Empress: Netflix decides on Tuesday")
    assert "No more of Partner Track and The Imperfects: Netflix has canceled all two." in made.body


def test_a_fact_put_into_a_house_sentence_by_hand_is_refused(facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a number without evidence"):
        styled(facts, tmp_path, '[sentences]\ncast = "All 40 of its cast: {people}."\n')
    with pytest.raises(InputError, match="is a name without evidence"):
        styled(facts, tmp_path, '[sentences]\ncast = "To the regret of Hollywood: {people}."\n')


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('speling = "canceled"', "no key 'speling'"),
        ('spelling = "canseled"', "spelling is 'canseled'"),
        ('dates = "11/8"', "dates is '11/8'"),
        ("words_to = 900", "words_to is 900"),
        ("words_to = true", "words_to is True"),
        ('service = "Netflix"', "service is 'Netflix'"),
        ("[service]\nNetflix = 3", "service.Netflix is 3"),
        ('[sentences]\nled = "{service}"', "sentences.led: no such sentence"),
        ('[sentences]\ncast = "With {persons}."', "sentences.cast: no slot {persons}"),
        ('[sentences]\ncast = "With [{people}."', "sentences.cast: a [ is not closed"),
        ('[sentences]\ncast = "With {people}]."', "sentences.cast: a ] closes nothing"),
        ('[sentences]\ncast = "With {people."', "sentences.cast: a { stands alone"),
        ("[sentences]\ncast = 3", "sentences.cast is 3"),
        ("cast = [", "is not TOML"),
    ],
)
def test_a_bad_house_style_is_refused_by_file_and_key(tmp_path: Path, toml: str, said: str) -> None:
    path = tmp_path / "style.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        story.load(path)
    assert str(refused.value).startswith(str(path))
    assert said in str(refused.value)


def test_an_unreadable_house_style_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        story.load(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError):
        story.load(tmp_path / "bytes.toml")


def test_all_the_days_of_a_year_give_a_story_or_a_reason(newsdesk: Desk) -> None:
    known = Known(newsdesk, AsOf.parse("2022-11-15"))
    dated: Any = known.decisions.filter(precision="day")["announced_on"].unique().sort()
    days = [day for day in dated if day >= "2022-02-01"]
    told = 0
    for day in days[::6]:
        try:
            made = on(newsdesk, day)
        except NotKnownYet:
            continue
        told += 1
        assert made.day == dt.date.fromisoformat(day)
        assert not re.search(r"\s[,.;:]|,,|\.\.|  |\[|\]|\{|\}", made.text), made.text
    assert told > 3
    assert issubclass(InputError, CliffhangerError)
