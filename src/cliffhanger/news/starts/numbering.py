"""Which season starts: the one named near the verb, meant by "the fourth" or "that one", or "
"the first."""

from __future__ import annotations

import datetime as dt
import re

from cliffhanger.news.dates import Day
from cliffhanger.news.decided.seasons import SeasonRef, number
from cliffhanger.news.names.lexicon import ORDINALS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence, Story

Start = tuple[int | None, int | None]
"""The number of the season, and where it is named."""

_ORD = "|".join(ORDINALS)
# "The fourth opened on April 6", "comes back for its third in May": a season without the word.
_ELLIPTIC = Phrase(
    rf"\b(?:the|its|their|that|a|this) (?P<o>{_ORD})(?=,? (?:will|won't|is|was|has|had|which|in|on|"
    r"from|next|this|last|by|premi|debut|open|start|beg[ai]n|begun|arriv|land|bow|drop|came|come|"
    r"air|launch|kick|follow|doesn't|does|did|isn't|wasn't|not|hit|return|finally|due|went|goes|"
    r"gets?|got|takes?|took|makes?|made|should|would|might|may|runs?|ran|rolls?|showed|streams?|"
    r"streamed|turn(?:s|ed)|was|aired|appeared|surfaced)|,|$|[;)])"
)
# "That one begins in May", "the season lands on Friday": the one just spoken of.
_SAME = re.compile(
    r"\b(?:that one|(?:the|that|this) (?:whole )?(?:season|run)|"
    r"the (?:\w+ )?(?:instal?lment|chapter|batch)|the rest of it|(?:volume|part|vol\.?) (?:\d|"
    r"one|two|three))\b"
)
_AGAIN = re.compile(r"return|back")
_LATER = re.compile(r"\b(?:new|more|further|latest|fresh) (?:episodes|season|run|series|batch)\b")
# Where a verb says of a series that it goes on the air, the first season does, or did.
_OF_SERIES = re.compile(
    r"premier|debut|launch|bow|start|beg[ai]n|arriv|land|open|first|drop|due|set|fill|run|play|"
    r"go out"
)
_FRESH = Phrase(
    r"\b(?:first (?:season|series|run|episode)|series one|season (?:one|1)|new (?:drama|comedy|"
    r"series|"
    r"show|sitcom|thriller)|newcomers?|freshm[ae]n|rookies?|limited series|mini-?series|"
    r"series (?:debut|premiere))\b"
)


def season_of(s: Sentence, m: re.Match[str], day: Day, key: str, *, past: bool) -> Start:
    """The season of `key` that starts by the verb `m` on a day, and where it is named."""
    near = [r for r in s.seasons if r.numbers and _leads(s, r, m)]
    inside = [r for r in s.seasons if r.numbers and _within(s, r, m, day)]
    titled = re.search(r"S (\d)(?: [a-z]+){0,4} $", s.text[: m.start()])
    if titled and not near:  # "Fargo 3 is expected to premiere"
        return int(titled[1]), titled.start()
    ref = near[-1] if near else inside[0] if inside else None
    if ref:
        return ref.numbers[0], ref.start
    meant = meant_before(s, m, day, past=past)
    if meant[0] or _VOLUME.search(s.text, 0, m.start()):
        return meant
    if _AGAIN.search(m["verb"]) or _LATER.search(s.text, 0, m.start()):
        return None, None
    if past:
        return _of_series(s, m), None
    return (1, None) if _new_series(s, m, day, key) else (None, None)


_IN_BRACKETS = re.compile(r" ?\((?:s|season |series )(\d\d?)\b")


def start_in_brackets(s: Sentence, at: int) -> int | None:
    """The season in brackets after a series: "S (s2)", as charts give it."""
    m = _IN_BRACKETS.match(s.text, at + 1)
    return int(m[1]) if m else None


def _of_series(s: Sentence, m: re.Match[str]) -> int:
    """The first season, unless the text has put another in brackets after the name."""
    named = s.series(0, m.start())
    return (season_in_brackets(s, named[-1]) if named else None) or 1


def season_in_brackets(s: Sentence, at: int) -> int | None:
    """The season that stands in brackets after the series at `at`, here or anywhere."""
    for o in s.story.sentences:
        for i in o.series():
            if o.key(i) == s.key(at) and (found := start_in_brackets(o, i)):
                return found
    return None


_IN_CLAUSE = re.compile(r", (?:which|who|having|after|whose (?!\w+ season))\b[^,]*$")


def _leads(s: Sentence, r: SeasonRef, m: re.Match[str]) -> bool:
    if r.end > m.start() or m.start() - r.end >= 60:
        return False
    if "," in s.text[r.end : m.start()] and _IN_CLAUSE.search(s.text[: r.start]):
        return False  # "S, which wrapped its second season in April, debuted in 2020"
    between = re.sub(
        r"^,? (?:which|that)\b(?: (?:is|was|will|had|has)\b)*", "", s.text[r.end : m.start()]
    )
    return not re.search(r"[;]|\b(?:while|after|when|despite|having|which|it|since)\b", between)


def _within(s: Sentence, r: SeasonRef, m: re.Match[str], day: Day) -> bool:
    if r.start < m.end() or r.start >= day.end + 45:
        return False
    if r.start >= day.end and re.search(r"[.;]|\band\b", s.text[day.end : r.start]):
        return False  # "launched in May 2018, and in the first week of season two ..."
    return not re.search(
        r"[;]|\b(?:while|but|before|and (?:has|was|will|won't|is|isn't|would)|after|renewed|"
        r"cancel+ed)\b",
        s.text[m.end() : r.start],
    )


# "the two episodes of volume 2, which premiered on July 1": no season of its own.
_VOLUME = re.compile(r"\b(?:volume|part|vol\.?) (?:[2-9]|two|three)\b")
# "of the 10 episodes in the first, the eighth drops Friday": one of them.
_OF_EPISODES = re.compile(r"\b(?:episodes|instal?lments|chapters|hours)\b[^.;]*$")


def elliptic(s: Sentence, start: int, end: int) -> int:
    """Where an ordinal stands for a season between two positions; -1 if none does."""
    found = -1
    for m in _ELLIPTIC.finditer(s, start, min(len(s.text), end + 30)):
        if m.start() < end and not _OF_EPISODES.search(s.text, start, m.start()):
            found = m.start()
    return found


def of_episodes(s: Sentence, end: int) -> bool:
    """Whether the ordinal before `end` is that of an episode."""
    m = _LAST_ORDINAL.search(s.text, max(0, end - 30), end)
    return m is not None and _OF_EPISODES.search(s.text, 0, m.start()) is not None


_LAST_ORDINAL = re.compile(rf"\bthe (?:{_ORD}) (?:will )?$")


def about(s: Sentence, key: str) -> bool:
    """Whether the sentence names this series and no other, or goes on about it."""
    named: set[str | None] = {s.key(i) for i in s.series()} or {s.topic}
    return named == {key}


def told_next(s: Sentence, key: str) -> int | None:
    """The season that the next sentence is about: "May 3 is when S is back. Season 3 has ..."."""
    if s.index + 1 == len(s.story.sentences) or s.seasons:
        return None
    after = s.story.sentences[s.index + 1]
    numbers = {r.numbers for r in after.seasons if r.numbers} if after.block == s.block else set()
    if len(numbers) != 1 or any(after.key(i) != key for i in after.series()):
        return None
    told = numbers.pop()[0]
    return told if told > 1 else None


def ordered_of(story: Story, key: str, date: str) -> int | None:
    """The one season that the story says is ordered of a series: that is what comes then.

    Not what comes within weeks: that was ordered long ago.
    """
    if date < (story.today + dt.timedelta(days=90)).isoformat()[: len(date)]:
        return None
    found: set[int] = set()
    for s in story.sentences:
        if about(s, key) and (_ORDERED.search(s) or _BRINGS_BACK.search(s)):
            found |= {r.numbers[0] for r in s.seasons if r.numbers}
    return found.pop() if len(found) == 1 else None


def meant_before(s: Sentence, m: re.Match[str], day: Day, *, past: bool = False) -> Start:
    """The season meant by an ordinal alone, or by "that one"."""
    clause = max(s.text.rfind(";", 0, m.start()), 0)
    end = max(m.start(), day.start)
    found = list(_ELLIPTIC.finditer(s, clause, min(len(s.text), end + 30)))
    found = [
        o
        for o in found
        if o.start() < end
        and m.start() - o.end() < 60
        and not _OF_EPISODES.search(s.text, clause, o.start())
    ]
    if found:
        return number(found[-1]["o"]), found[-1].start()
    same = _SAME.search(s.text, clause, m.start())
    if same is None:
        return None, None
    return spoken_of(s, same.start(), last=same.group().startswith("that"), past=past), None


_BRINGS_BACK = Phrase(
    r"\b(?:bring(?:s|ing)?|brought|have|welcom\w+) (?:[\w-]+ ){0,4}?S back\b|\bbring(?:s|"
    r"ing)? back\b|"
    r"\b(?:back|return\w*|go-ahead|green light|more) for\b|\b(?:gets?|got|given|lands?|landed|"
    r"earn\w*) an?\b"
)
_ORDERED = Phrase(r"\b(?:renew\w*|order\w*|pick(?:ed|s)? up|commission\w*|green-?lit)\b")


def spoken_of(s: Sentence, at: int, *, last: bool = False, past: bool = False) -> int | None:
    """The only season number given just before `at`, in this sentence or the two before it.

    `last`: of several the last, as "that one" means it. `past`: one that has been on, and so
    not the one that was ordered but the one before.
    """
    for k in range(s.index, max(s.index - 3, -1), -1):
        other = s.story.sentences[k]
        numbers = [
            r.numbers
            for r in other.seasons
            if r.numbers
            and (k < s.index or r.end <= at)
            and not other.text.startswith(("vol", "part"), r.start)
        ]
        if numbers:
            found = numbers[-1][-1] if last or len(set(numbers)) == 1 else None
            ordered = past and not last and found and found > 1 and _ORDERED.search(other)
            return found - 1 if found and ordered else found
        if len(set(map(other.key, other.series()))) > 1:
            return None
    return None


def _new_series(s: Sentence, m: re.Match[str], day: Day, key: str) -> bool:
    """Whether a start to come is that of the series itself: nothing later has a number.

    A series whose second season is ordered starts within weeks with its first.
    """
    if not _OF_SERIES.search(m["verb"]):
        return False
    if re.search(r"debut|launch|bow", m["verb"]) or re.search(r"\bnew S\b", s.text[: m.start()]):
        return True
    numbers = [
        n
        for o in s.story.sentences
        if not o.series() or key in map(o.key, o.series())
        for r in o.seasons
        for n in r.numbers
    ]
    if max(numbers, default=0) > 2:
        return False
    date = day.resolve(s.story.today, ahead=True) or ""
    soon = (s.story.today + dt.timedelta(days=60)).isoformat()
    return _FRESH.search(s.story.whole) is not None or (2 in numbers and date < soon)
