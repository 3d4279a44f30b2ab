"""Starts of seasons told without a verb: "its Jan. 28 premiere", "a third run, in 2024"."""

from __future__ import annotations

import re

from cliffhanger.news.focus import ONE, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import Premiere
from cliffhanger.news.story import Sentence, Story

# Verbs that say it of a series or a season by themselves.
_SURE = (
    r"premier(?:ed|es|e|ing)|debut(?:ed|s|ing)?|bow(?:ed|s|ing)|launch(?:ed|es|ing)?|"
    r"first (?:appeared|aired|shown|seen|streamed|arrived|broadcast)|"
    r"came out|comes? out|(?:be|is|was|are|were) (?:\w+ )?(?:released|out|available)|"
    r"(?:got|gets?) (?:going|under ?way)|start(?:s|ed)? streaming|"
    r"(?:made|makes?|making) its (?:[\w-]+ ){0,2}(?:debut|bow|premiere|return)|touch(?:ed|es) down|"
    r"(?:comes?|came|coming) to (?:N|screens|the (?:streamer|platform|small screen))|"
    r"expected(?= in| on| back)|out(?= since)|available(?= since| from)|(?:streaming|"
    r"airing)(?= from| since)|"
    r"arriv(?:ed|es|e|ing)|kick(?:ed|s|ing)? off|hit(?:s|ting)? (?:N|screens|the (?:streamer|"
    r"service|platform|air))|dropp(?:ed|ing)|drops?|reach(?:ed|es) (?:the|N)|land(?:ed|s|ing)|"
    r"began|begins?|started|starts|"
    r"return(?:ed|s|ing)?|came back|comes? back|back (?=on)|open(?:ed|s)|air(?:ed|s)?|"
    r"(?:is|are|was) due|due (?:out|to|for)|roll(?:s|ed|ing)? out|streams?|went out|released|"
    r"set for|slated for|scheduled for|set to (?:premiere|debut|launch|return|arrive|air)|"
    r"went live"
)


STARTS = re.compile(
    rf"\b(?P<verb>{_SURE}|premiere:|premiered:|released:|debut:|release date:)(?=\W|$)"
)


LOOKS_AHEAD = re.compile(
    r"\b(?:will|won't|to|set|due|slated|scheduled|should|expected|returns|premieres|debuts|"
    r"arrives|launches|starts|begins|comes|drops|kicks|hits|lands|rolls|bows|opens|upcoming|next|"
    r"would|(?:is|are) (?:also |now )?"
    r"(?:coming|hitting|returning|landing|arriving|dropping|launching|premiering|debuting|bowing)|"
    r"can)\b"
)


NOT_A_START = re.compile(
    r"\b(?:finale|ended|ends|final episodes?|last episodes?|closed|wrapped|filming|production|"
    r"shooting|trailer|teaser|season finale|concluded|website|petition|campaign|strike|"
    r"chart|film|movie|special|book|novel|podcast|album|auction|final bow|last bow|"
    r"final hour|upfronts?)\b"
)


_LIKEWISE = re.compile(
    r"(?:,|,? and|,? while|;) (?:(?:the|[NPX]'s) )?(?:(?!in |on |to )[a-z-]+ ){0,3}S(?: (?:came|"
    r"followed)(?: it)?(?: [a-z]+){0,4}?)? $"
)


def likewise(s: Sentence, used: set[int]) -> list[Premiere]:
    """ "A bowed on June 30, and B on July 7": the verb of the first goes for the second."""
    out = []
    for day in s.days:
        m = _LIKEWISE.search(
            re.sub(
                r"(?:on|in) $", "", s.text[: day.start + 3 * s.text.startswith("on ", day.start)]
            )
        )
        date = day.resolve(s.story.today)
        if m and day.start not in used and date and date <= s.story.today.isoformat():
            at = s.text.find("S", m.start())
            out.append(Premiere(s.story.spelling(s.key(at)), 1, date, s.span(at, day.end)))
    return out


_NOUN = Phrase(r"\b(?:premiere|debut|launch|bow|start|release|arrival)\b")


def by_noun(s: Sentence) -> list[Premiere]:
    """ "its Jan. 28 premiere", "since its launch on March 13"."""
    out = []
    for m in _NOUN.finditer(s):
        if NOT_A_START.search(s.text[max(0, m.start() - 20) : m.end() + 12]) or re.search(
            r"\b(?:to|will|would|could|may|might|can|not) $", s.text[: m.start()]
        ):
            continue  # the verb
        day = next(
            (
                d
                for d in s.days
                if 0 <= m.start() - d.end <= 2
                or 0 <= d.start - m.end() <= 10
                or re.fullmatch(r" (?:for|as) the ", s.text[d.end : m.start()])
            ),
            None,
        )
        if day is None:
            continue
        lead = s.text[max(0, min(m.start(), day.start) - 30) : m.start()]
        if (
            not re.search(
                r"\b(?:its|the|their|'s|S|for the|as the|season \w+|\w+ season|enjoyed an?|had an?|"
                r"made an?|got an?|scored an?)\b[^,;]{0,30}$",
                lead,
            )
            and "S's" not in lead
        ):
            continue
        ref = ONE.search(s, max(0, min(m.start(), day.start) - 30), m.start() + 1)
        key = stands_for(s, m.start()) if ref or s.topic or s.series(0, m.start()) else None
        if key is None or re.search(r"\bN's\b|service|platform|streamer", lead[-24:]):
            continue
        ahead = (day.end < m.start() and " the " in s.text[day.end : m.start()]) or bool(
            re.search(r"\b(?:before|ahead of|until|upcoming|will)\b[^,;]{0,24}$", lead)
        )
        date = day.resolve(s.story.today, ahead=ahead)
        refs = [
            r
            for r in s.seasons
            if r.numbers and (0 <= m.start() - r.end < 24 or 0 <= r.start - m.end() < 8)
        ]
        before = [r for r in s.seasons if r.numbers and r.end <= m.start()]
        if not refs and " its " in f" {lead}" and len({r.numbers for r in before}) == 1:
            refs = before
        if date and (refs or date <= s.story.today.isoformat()):
            a, b = min(m.start(), day.start), max(m.end(), day.end)
            out.append(
                Premiere(
                    s.story.spelling(key), refs[0].numbers[0] if refs else 1, date, s.span(a, b)
                )
            )
    return out


_ORDERED = Phrase(
    r"\b(?:renew\w*|order\w*|pick(?:ed|s)? up|wants|greenlit|commission\w*|confirmed|"
    r"return\w*|bring\w* back|coming back)\b"
)


def with_order(s: Sentence) -> list[Premiere]:
    """A month or year ahead that goes with an order: "... a third run: ten episodes, in 2024"."""
    refs = [r for r in s.seasons if r.numbers and max(r.numbers) > 1]
    if not refs or not _ORDERED.search(s) or s.question:
        return []
    today = s.story.today.isoformat()
    for day in s.days:
        date = day.resolve(s.story.today) if day.year else None
        if date is None or date <= today or day.start < refs[0].end or day.start - refs[0].end > 80:
            continue
        if STARTS.search(s.text[refs[0].end : day.start]) or re.search(
            r"\b(?:until|through|end|finish|final|film|produc|contract|deal)\w*\b",
            s.text[refs[0].end : day.start],
        ):
            continue
        named = s.series(0, day.start)
        key = s.key(named[-1]) if named else s.topic
        if key:
            return [
                Premiere(
                    s.story.spelling(key), refs[0].numbers[0], date, s.span(refs[0].start, day.end)
                )
            ]
    return []


_ASKS = re.compile(
    r"\bwhen\b.*\b(?:see|watch|out|release|start|air|premiere|back|return|land|arrive)\b|"
    r"release date$"
)


_ANSWERS = Phrase(r"(?:a: |answer: |on )?(?:it'?s |that'?s |on )?(?=\w)")


def by_answer(story: Story, s: Sentence) -> list[Premiere]:
    """A date that answers "When can I see it?": the season is that of the headline."""
    if s.index == 0 or not _ASKS.search(story.sentences[s.index - 1].text) or not s.days:
        return []
    day = s.days[0]
    opening = _ANSWERS.match(s)
    if day.start > (opening.end() if opening else 0) + 12 or not s.topic or STARTS.search(s.text):
        return []
    date = day.resolve(story.today, ahead=True)
    refs = [
        r
        for other in (story.sentences[s.index - 1], story.sentences[0])
        for r in other.seasons
        if r.numbers
    ]
    if date is None:
        return []
    return [
        Premiere(
            story.spelling(s.topic),
            refs[0].numbers[0] if refs else None,
            date,
            s.span(day.start, day.end),
        )
    ]
