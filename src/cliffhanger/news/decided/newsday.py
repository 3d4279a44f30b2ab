"""The day of the news, where another sentence than the decision's own tells it.

"Good news today for two shows I follow." or "His boss made it official on Wednesday": the day lies
a few days back at most, and is not that of a premiere, a finale or a by-line.
"""

from __future__ import annotations

import datetime as dt
import re

from cliffhanger.news.decided.credit import credits
from cliffhanger.news.decided.drafts import SHOWN, Draft
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import OPEN, REPORTED, STATED
from cliffhanger.news.story import Sentence, Story

LATELY = dt.timedelta(days=10)
"""News is told within so many days."""
EARLY = 12
"""Sentences at the start of an article in which its day is told."""
_TOLD = Phrase(
    r"\b(?:announc\w*|said|says|told|tells|reveal\w*|confirm\w*|unveil\w*|official|broke|news|word|"
    r"let it slip|confirmation|arriv\w*|swing\w*|swung|press (?:tour|release|conference)|"
    r"upfronts?|statement|tweet\w*|post(?:ed|s)?|"
    r"decision|renew\w*|cancel\w*|axed?|axing|order(?:ed|s)|pick\w* up|took|today|yesterday|got up|"
    r"learn\w*|reported|shared|known|came|dropped|pulled|slate)\b"
)
_NOT_NEWS = re.compile(
    r"\b(?:premier\w*|debut\w*|finale|episodes?|air(?:s|ed|ing)?|return(?:s|ed)?|began|"
    r"begins|streaming|"
    r"launch\w*|release[ds]?|start(?:s|ed)?|film\w*|shot|ended|"
    r"ends)\b[^,;]{0,40}$"
)


# "Confirmation arrived late on Wednesday": what arrived is the news, not a season.
_WORD_CAME = re.compile(
    r"\b(?:confirmation|word|news|announcement|decision|axe|verdict)s?"
    r" (?:(?:\w+ )?\w+ed|came|broke|fell)\b"
)


def news_day(story: Story) -> tuple[int, str] | None:
    """The index of the sentence that tells the day of the news, and the day; None if none does."""
    for s in story.sentences[:EARLY]:
        if s.days and _TOLD.search(s) and " " in s.text.strip():
            for day in s.days:
                on = _recent(s, day.resolve(story.today))
                lead = _WORD_CAME.sub("", s.text[max(0, day.start - 60) : day.start])
                now = s.text[day.start : day.end] in ("today", "yesterday")
                if on and (now or not SHOWN.search(lead)) and not _NOT_NEWS.search(lead):
                    return s.index, on
    return None


# "Every series that Netflix has canceled in 2023 to date", "three so far this year".
_YEARLY = Phrase(
    r"\b(?:cancel|renew|axed|rule on)\w*\b[^.;]{0,60}\b(?:in (?P<y>(?:19|20)\d\d)|"
    r"(?P<this>(?:so far )?this year))\b|"
    r"\b(?:in|of) (?P<y2>(?:19|20)\d\d)\b[^.;]{0,40}\b(?:cancel|renew|axed)\w*|"
    r"\bso far (?P<this2>this year)\b[^.;]{0,60}\b(?:cancel|renew|axed|rule on)\w*"
)
_SEVERAL = re.compile(r"\b(?:shows|series|every|all|list|titles|originals|dramas|comedies)\b")


def year_of_list(story: Story) -> tuple[int, str] | None:
    """The sentence that says of which year the fates in a list are, and the year; else None."""
    for s in story.sentences[:EARLY]:
        m = _YEARLY.search(s)
        if m and _SEVERAL.search(s.text) and not s.series():
            return s.index, m["y"] or m["y2"] or str(story.today.year)
    return None


def _recent(s: Sentence, on: str | None) -> str | None:
    if on is None or len(on) != 10:
        return None
    ago = s.story.today - dt.date.fromisoformat(on)
    return on if dt.timedelta(0) <= ago <= LATELY else None


def credit(drafts: list[Draft], story: Story, s: Sentence) -> None:
    """ "Four of its shows are on the way back, O has learned. S and S have been renewed." """
    for before in story.sentences[max(0, s.index - 2) : s.index]:
        if before.series() or not _SHOWS.search(before):
            continue
        outlet = next((c.who for c in credits(before) if c.outlet), None)
        for d in drafts if outlet else ():
            if d.credit is None and d.sure == STATED:
                d.credit, d.sure = outlet, REPORTED


_SHOWS = Phrase(
    r"\b(?:shows|series|dramas|comedies|sitcoms|titles|programmes|originals|renewals|"
    r"cancel+ations)\b"
)


def date(story: Story, drafts: list[Draft]) -> None:
    """Give the day of the news to the decisions near it that have none, but not to earlier ones."""
    day, year = news_day(story), year_of_list(story)
    for d in drafts:
        if d.on is not None or d.decision == OPEN or BACKGROUND.search(story.sentences[d.index]):
            continue
        if day and abs(d.index - day[0]) <= NEAR:
            d.on = day[1]
        elif year and d.index >= year[0]:
            d.on = year[1]


NEAR = 7
"""Sentences between the day of the news and a decision that is the news."""


# What was decided earlier, or by others, has not the day of the day's list.
BACKGROUND = Phrase(
    r"\b(?:already|previously|earlier|had|when|last (?:year|season|week|month)|in (?:19|"
    r"20)\d\d|ago|"
    r"originally|once|before|former|recently|since)\b"
)
