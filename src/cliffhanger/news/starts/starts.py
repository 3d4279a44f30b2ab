"""Starts of seasons told without a verb: "its Jan. 28 premiere", "a third run, in 2024"."""

from __future__ import annotations

import re

from cliffhanger.news.dates import Day
from cliffhanger.news.focus import ONE, list_to, listed_from, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.starts.numbering import meant_before, season_in_brackets
from cliffhanger.news.statements import Premiere
from cliffhanger.news.story import Sentence, Story

# Verbs that say it of a series or a season by themselves.
_SURE = (
    r"premier(?:ed|es|e|ing)|debut(?:ed|s|ing)?|bow(?:ed|s|ing)?|launch(?:ed|es|ing)?|"
    r"first (?:appeared|aired|shown|seen|streamed|arrived|broadcast|screened|came|ran)|"
    r"came out|comes? out|(?:came|comes?) on(?: the)? air|came(?= (?:the )?(?:\w+ )?(?:season|"
    r"series|run|drama|comedy)\b| S\b)|"
    r"dat(?:es|ing)(?= from| back)|mark(?= (?:your|down|[a-z]+\.? \d|\d))|(?:clear|set|"
    r"circle)(?= your)|"
    r"(?:puts?|sets?|fixed|gave|given|named|has) (?:a|the) (?:[a-z]+ )?date (?:on|for|to)|(?:be|"
    r"is|was|are|were) (?:\w+ )?(?:released|out|available)|"
    r"(?:got|gets?) (?:going|under ?way)|start(?:s|ed)? streaming|"
    r"(?:made|makes?|making|had|has|have|having|got|gets?|took|takes?) its (?:[\w-]+ ){0,3}"
    r"(?:debut|bow|premiere|return|launch)|touch(?:ed|es)? down|"
    r"(?:comes?|came|coming) to (?:N|air|screens|the (?:streamer|platform|small screen))|"
    r"expected(?= (?:in|on|back|by|some ?time|this|next|early|late|later|around))|(?:set|slated|"
    r"scheduled|planned|pencil+ed in|lined up|earmarked|"
    r"booked|tipped|fixed|on (?:track|course))(?= for)|out(?= since)|out(?<=, out)(?= (?:since|on|"
    r"in|this|next|now|[a-z]{3,9}\.? \d))|available(?= since| from)|(?:streaming|"
    r"airing)(?= from| since)|"
    r"arriv(?:ed|es|e|ing)|kick(?:ed|s|ing)? off|hit(?:s|ting)? (?:N|screens|our screens|"
    r"the (?:streamer|service|platform|air|airwaves))|"
    r"dropp(?:ed|ing)|drops?|reach(?:ed|es)? (?:the|N|screens)|land(?:ed|s|ing)|land(?<=to land|"
    r"ll land)|(?:made|makes|make) landfall|"
    r"join(?:ed|s)?(?= (?:the )?N\b)|(?:wait|hold on|hang on)(?= (?:until|till))|"
    r"began|begins?|start(?:ed|s|ing)?|commenc(?:ed|es|e)|"
    r"return(?:ed|s|ing)?|came back|comes? back|back(?= on)|(?:is|are|was|be) back(?= (?:in|for|"
    r"with|this|next)\b)|open(?:ed|s)|open(?<=will open)|"
    r"aired|airs|air(?<!the air|off air)(?<! on air)|be (?:here|with us|upon us)|(?:is|"
    r"are) upon us|"
    r"burst (?:onto|on to|into)|graced|saw the light|became available|"
    r"(?:made available|added to N|uploaded)(?= on| in| last| this)|"
    r"follow(?<=will follow)(?= on| in)|follow(?= in \d)|shown(?<=, shown)(?= on| in)|"
    r"seen(?<=, seen)(?= on| in)|"
    r"broadcast(?<=, broadcast)(?= on| in)|screened(?<=, screened)(?= on| in)|"
    r"(?:run|fill|play)(?<=will \w{3}|ill \w{4})(?=[^.;,]{0,25} from )|"
    r"(?:is|was) (?:also |now )?when(?=[^.;,]{0,20} (?:back|returns?|here|out|arrives?)\b)|"
    r"(?:is|are|was) due|due (?:out|to|for)|due(?= (?:in|on|by|this|next)\b)|(?:made|makes|"
    r"making) its way to|roll(?:s|ed|ing)? out|stream(?:s|ed)?|follow(?:ed|s)(?= on| in|$)|"
    r"went out|released|"
    r"set to (?:premiere|debut|launch|return|arrive|air)|"
    r"(?:went|go|goes|going) (?:live|out|up|to air|on(?: the)? air)|"
    r"(?:show|turn|pop)(?:ed|s)? up|appear(?:ed|s)|"
    r"(?:was|were|be|is|are) (?:(?:first|originally|finally|also|already) )?"
    r"(?:shown|seen|screened|broadcast|transmitted|televised)(?! by)|"
    r"(?:was|were|will be) on(?= N| between| from| our| your| tv| screens)|"
    r"coming(?= in| on| back| out)|(?:had|got|ran for) (?:one|a single|its only) season|"
    # a network does it to a series
    r"put(?:s|ting)? (?:(?:it|S|the \w+) )?(?:out|up|on(?: the)? air)|sen[dt]s? (?:(?:it|S) )?out|"
    r"(?:began|begins|started|starts) (?:to (?:show|air|stream)|showing|airing|screening)|"
    r"unleash(?:ed|es)|screen(?:ed|s)|(?:gave|gives|brought|brings) us|"
    r"(?:look|watch) (?:out )?for"
)


STARTS = re.compile(
    rf"\b(?P<verb>{_SURE}|premiere:|premiered:|released:|debut:|release date:)(?=\W|$)"
)


LOOKS_AHEAD = re.compile(
    r"\b(?:will|won't|to|set|due|slated|scheduled|should|expected|returns|premieres|debuts|"
    r"arrives|launches|starts|begins|comes|drops|kicks|hits|lands|rolls|bows|opens|upcoming|next|"
    r"makes|(?:is|are) (?:back|out)|, out$|goes|airs|streams|gets|takes|look|watch|mark|clear|"
    r"circle|"
    r"would|(?:is|are) (?:also |now )?"
    r"(?:coming|hitting|returning|landing|arriving|dropping|launching|premiering|debuting|bowing)|"
    r"can)\b"
)


NOT_A_START = re.compile(
    r"\b(?:finale|ended|ends|final episodes?|last (?:episodes?|of (?:them|those|the)|one)|"
    r"closed|wrapped|filming|production|"
    r"shooting|trailer|teaser|season finale|concluded|website|petition|campaign|strike|"
    r"charts?|rankings?|top (?:10|ten)|film|movie|special|book|novel|podcast|album|auction|"
    r"final bow|last bow|"
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


# Between the last of some series and what they all do.
_TOGETHER = re.compile(r"(?: \d)?(?: (?:both|all|each|will|also|then|only|are|were|have|first))* ")


def with_others(s: Sentence, m: re.Match[str], day: Day, p: Premiere) -> list[Premiere]:
    """ "A 2 and B 2 both roll out in 2024", "A and B dropped in May and June, respectively"."""
    named = s.series(0, m.start())
    if named and _TOGETHER.fullmatch(s.text, named[-1] + 1, m.start()):
        listed = list_to(s, named[-1])
    else:
        ahead = s.series(m.end())
        listed = listed_from(s, ahead[0]) if ahead and ahead[0] - m.end() < 6 else []
    if len(listed) < 2:
        return [p]
    days = [d for d in s.days if d.start >= day.start]
    apart = "respectively" in s.text and len(days) == len(listed)
    out = [] if apart else [p]
    for n, i in enumerate(listed):
        name = s.story.spelling(s.key(i))
        date = days[n].nearest(s.story.today) if apart else p.date
        own = re.match(r" (\d\d?)\b", s.text[i + 1 :])
        season = int(own[1]) if own else season_in_brackets(s, i) or min(p.season or 1, 1)
        if date and (apart or name != p.series):
            span = s.span(min(i, m.start()), max(day.end, i + 1))
            out.append(Premiere(name, season, date, span))
    return out


_NOUN = Phrase(r"\b(?:premiere|debut|launch|bow|start|release|arrival)\b")
# "premiere on May 3", "premiere date of May 3", "launch, which is set for May 3".
_TO_DAY = re.compile(
    r"(?:(?<!start) of (?:the |its )?(?:\w+ ){0,2}(?:season|series)(?: (?:\d+|[a-z]+))?)?"
    r"(?: (?:drew|pulled in|attracted|brought in|got|had|scored) [^.;,]{2,40}?(?= on ))?"
    r"(?: dates?)?(?::|,(?= on)|,?(?: which)? (?:is|was|has been|will be|comes|came))?"
    r"(?: (?:now|finally|set|scheduled|slated|fixed))*(?: (?:for|on|of|in|as|back in))*,? ?"
    r"(?:the )?(?:\w+day, )?"
)
_OWNED = re.compile(
    r"(?:\b(?:its|the|their|'s|S|for the|as the|season \w+|\w+ season|with an?|"
    r"(?:after|since|following|enjoyed|had|has|have|made|got|gets|scored|given|set|"
    r"announced) an?)\b[^,;]{0,30}|S's.*)$"
)
_OWN_START = re.compile(r"\b(?:its|their) (?:[\w.-]+ ){0,4}$")


def by_noun(s: Sentence) -> list[Premiere]:
    """ "its Jan. 28 premiere", "since its launch on March 13", "a premiere date of May 3"."""
    out = []
    for m in _NOUN.finditer(s):
        if NOT_A_START.search(s.text[max(0, m.start() - 20) : m.end() + 12]) or re.search(
            r"(?:\b(?:to|will|would|could|may|might|can|not)|n't) $", s.text[: m.start()]
        ):
            continue  # the verb
        day = next((d for d in s.days if _goes_with(s, m, d)), None)
        if day is None:
            continue
        first = min(m.start(), day.start)
        lead = s.text[max(0, first - 30) : m.start()]
        if not _OWNED.search(lead) or re.search(r"\bN's\b|service|platform|streamer", lead[-24:]):
            continue
        ref = ONE.search(s, max(0, first - 30), m.start() + 1)
        key = stands_for(s, m.start()) if ref or s.topic or s.series(0, m.start()) else None
        if key is None:
            continue
        date_of = re.match(r" dates?\b", s.text[m.end() :]) is not None
        ahead = (
            date_of
            or re.search(r"\b(?:before|ahead of|until|upcoming|will)\b[^,;]{0,24}$", lead)
            is not None
        )
        if day.end < m.start() and " the " in s.text[day.end : m.start()]:
            date = day.nearest(s.story.today)  # "on May 3 for the premiere"
        else:
            date = day.resolve(s.story.today, ahead=ahead)
        season = _started(s, m) or meant_before(s, m, day)[0]
        if date and (season or date_of or date <= s.story.today.isoformat()):
            span = s.span(first, max(m.end(), day.end))
            past = date <= s.story.today.isoformat()
            out.append(Premiere(s.story.spelling(key), season or (1 if past else None), date, span))
    return out


def _goes_with(s: Sentence, m: re.Match[str], day: Day) -> bool:
    if day.end <= m.start():
        return re.fullmatch(r" ?(?:(?:for|as) the )?", s.text[day.end : m.start()]) is not None
    return m.end() <= day.start and _TO_DAY.fullmatch(s.text, m.end(), day.start) is not None


def _started(s: Sentence, m: re.Match[str]) -> int | None:
    """The season whose start a noun is: "season 3 premiere", "premiere of the third season".

    With "its", that of the season which is the subject: "Season 2 of S has 9m since its launch",
    and not "a fourth season of the drama that it has shown since its debut".
    """
    for r in s.seasons:
        if r.numbers and (0 <= m.start() - r.end < 24 or _OF.fullmatch(s.text, m.end(), r.start)):
            return r.numbers[0]
    before = [r for r in s.seasons if r.numbers and r.end <= m.start()]
    if not _OWN_START.search(s.text[: m.start()]):
        return None
    if (
        before
        and len({r.numbers for r in before}) == 1
        and _SUBJECT.search(s.text[: before[0].start])
    ):
        return before[0].numbers[0]
    return None


_OF = re.compile(r"(?: dates?)?(?: (?:of|for|to))?:? (?:the |its |S's? )?")
_SUBJECT = re.compile(r"(?:^|[,;] |\b(?:and|while|with|when|as) |'s |S |\(|\bin |\bfor )(?:the )?$")


_ORDERED = Phrase(
    r"\b(?:renew\w*|order\w*|pick(?:ed|s)? up|wants|greenlit|commission\w*|confirmed|"
    r"return\w*|bring\w* back|coming back)\b"
)


# "A, B and C, all renewed for new seasons in 2016".
_NEW_SEASONS = Phrase(
    r"\b(?:renew\w*|return\w*|back|pick\w* up|confirmed) (?:for|with) (?:new|more|further|fresh|"
    r"another) "
    r"(?:seasons?|series|runs?|episodes)(?= (?:in|come|during|for) )"
)


def _all_in(s: Sentence) -> list[Premiere]:
    m = _NEW_SEASONS.search(s)
    day = next((d for d in s.days if m and 0 <= d.start - m.end() < 4), None)
    named = s.series(0, m.start()) if m else []
    date = day.resolve(s.story.today, ahead=True) if day else None
    if not (m and day and named) or s.question or not date or date <= s.story.today.isoformat():
        return []
    listed = list_to(s, named[-1])
    return [
        Premiere(s.story.spelling(s.key(i)), None, date, s.span(min(i, m.start()), day.end))
        for i in listed
    ]


def with_order(s: Sentence) -> list[Premiere]:
    """A month or year ahead that goes with an order: "... a third run: ten episodes, in 2024"."""
    if out := _all_in(s):
        return out
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
