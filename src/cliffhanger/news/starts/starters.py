"""Which series starts: the one before the verb, the one meant by "it", or the verb's object."""

from __future__ import annotations

import re

from cliffhanger.news.focus import KIND, ONE, aside, last_of, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.starts.numbering import elliptic
from cliffhanger.news.story import Sentence

Subject = tuple[str, int | None]
"""The key of a series, and where it is named or meant."""


def _in_brackets(text: str, i: int) -> bool:
    return 0 < text.rfind("(", 0, i) > text.rfind(")", 0, i)


_NOBODY: Subject = ("", None)


def subject_of(s: Sentence, m: re.Match[str]) -> Subject | None:
    """The series that starts by the verb `m`; None if there is none, or it is unclear which."""
    start = m.start()
    if m["verb"].endswith(":"):
        named = s.series(0, start)
        return (s.key(named[0]), named[0]) if named else (s.topic, None) if s.topic else None
    floor = max(s.text.rfind(";", 0, start), s.text.rfind(" while ", 0, start), 0)
    named = [i for i in s.series(floor, start) if not aside(s, i)]
    if outside := [i for i in named if not _in_brackets(s.text, i)]:
        named = outside  # "S, created by P (S), comes back"
    for rule in (_relative, _it, _object, _before, _after, _referred, _implied):
        found = rule(s, m, floor, named)
        if found:
            return found if found[0] else None
    return None


# "second went to S, a limited series that debuted on Jan. 1": the nearest, even if beside.
_RELATIVE = re.compile(
    rf"(?:'s)?,? (?:(?:an?|one|another|the|"
    rf"its) (?:[\w'-]+ ){{0,4}}?{KIND}(?: [^,;.S]{{0,40}})?,? )?"
    r"(?:that|which)(?: (?:was|is|has|had|only|first|will|just|finally))* "
)


def _relative(s: Sentence, m: re.Match[str], floor: int, _named: list[int]) -> Subject | None:
    all_named = s.series(floor, m.start())
    if all_named and _RELATIVE.fullmatch(s.text, all_named[-1] + 1, m.start()):
        return s.key(all_named[-1]), all_named[-1]
    return None


def _it(s: Sentence, m: re.Match[str], floor: int, named: list[int]) -> Subject | None:
    """What the verb has as "it", or what a network does it to: "that N only started to show"."""
    verb, start = m["verb"], m.start()
    by_network = _THAT_N.search(s.text[floor:start]) and verb != "dropped"  # that may be the axe
    if not (by_network or " it " in verb or verb.endswith(" it")):
        return None
    key = stands_for(s, start) if " it" in verb or not named else s.key(named[-1])
    return (key, None) if key else _NOBODY


_SURE_OBJECT = re.compile(r" us$| for$|^came$|date (?:on|for|to)$")
_TAKES_OBJECT = re.compile(
    r"launch|air|open|releas|debut|premier|drop|put|unleash|screen|se[nd]|show|us$|for$|came$|"
    r"date (?:on|for|to)$"
)
_OBJECT = re.compile(r"(?: the| its| his| their)?(?: \w+){0,4}? S")


def _object(s: Sentence, m: re.Match[str], floor: int, named: list[int]) -> Subject | None:
    """ "N will premiere season two of S", and of what it is about where that is not named."""
    text, end = s.text, m.end()
    found = _OBJECT.match(text, end) if _TAKES_OBJECT.search(m["verb"]) else None
    owner = _ITS_OWNER.search(text[floor : m.start()].rstrip())
    if found and (owner or _SURE_OBJECT.search(m["verb"])):
        return s.key(found.end() - 1), found.end() - 1
    new = any(0 <= r.start - end < 12 for r in s.seasons) or _EPISODES.match(text, end)
    if new and owner and s.topic and not named:
        return s.topic, None
    return None


def _before(s: Sentence, m: re.Match[str], floor: int, named: list[int]) -> Subject | None:
    if not named:
        return None
    if not _other_subject(s, named[-1], m.start()) or _last_meant(s, m, floor) > named[-1]:
        return s.key(named[-1]), named[-1]
    return None


def _last_meant(s: Sentence, m: re.Match[str], floor: int) -> float:
    """Where a pronoun or a season stands before the verb; a season always counts."""
    if any(floor <= r.start and r.end <= m.start() for r in s.seasons):
        return float("inf")
    ref = last_of(ONE.finditer(s, floor, m.start()))
    return max(ref.start() if ref else -1, elliptic(s, floor, m.start()))


_THE_SHOW = re.compile(r"\b(?:the|a|its) (?:show|series|drama|comedy|programme)\b")


def _after(s: Sentence, m: re.Match[str], _floor: int, _named: list[int]) -> Subject | None:
    if not s.topic or not _THE_SHOW.search(s.text[m.end() : m.end() + 14]):
        return None
    key = stands_for(s, m.end())
    return (key, m.end()) if key else _NOBODY


# "the first two, which arrived together": episodes.
_FIRST_FEW = Phrase(
    r"\bthe (?:first|opening) (?:two|three|four|pair|trio|batch|half|instal?lments?)\b"
)


def _referred(s: Sentence, m: re.Match[str], floor: int, named: list[int]) -> Subject | None:
    """What "it", "the drama", a season, or "the second" means before the verb."""
    if named:
        return None
    start = m.start()
    ref = last_of(ONE.finditer(s, floor, start))
    season = next((r.start for r in s.seasons if floor <= r.start and r.end <= start), -1)
    if season < 0:
        season = elliptic(s, floor, start)
    if season < 0 and (few := _FIRST_FEW.search(s, floor, start)):
        season = few.start()
    if not ref and season < 0:
        return None
    at = ref.start() if ref else season
    if ref and season < 0 and _other_subject(s, ref.end() - 1, start):
        return _NOBODY
    key = stands_for(s, at)
    return (key, at) if key else _NOBODY


_WAIT_FOR = Phrase(r"[^.;]{0,40} (?:for|to (?:see|watch)) (?:the|its|a|season|more|new|any)\b")


def _implied(s: Sentence, m: re.Match[str], floor: int, named: list[int]) -> Subject | None:
    """No subject at all, or a kind of series with no article to it."""
    text, start, end = s.text, m.start(), m.end()
    opens = re.match(r"(?:and |which |that )?$", text[floor:start].strip()[-5:] or "x")
    if opens and s.topic and not named:
        return s.topic, None
    if re.match(r"wait|h[oa][ln][dg] on", m["verb"]):
        return (s.topic, None) if s.topic and not named and _WAIT_FOR.match(s, end) else None
    if not (
        _OPENING.match(text[:start])
        or _SEASON_OF_ITS.match(s, end)
        or _SHOW.search(s, floor, start)
    ):
        return None
    ahead = _COMMA_S.match(s, end)
    key = s.key(ahead.end() - 1) if ahead else None if named else s.topic
    return (key, ahead.end() - 1 if ahead else None) if key else None


# "First launched in 2023, the show ...", "having debuted in May, A ...".
_OPENING = re.compile(r"(?:(?:first|originally|initially|having|since|after|which|it|when) ?)*$")
_COMMA_S = Phrase(r"[^.;,S]{0,50}, (?:(?:the|N's) )?(?:[a-z-]+ ){0,3}S\b")
# "The DC adaptation premiered its second season on ...".
_SEASON_OF_ITS = Phrase(r" (?:its|a|the) (?:\w+ )?(?:season|series|run)\b")
_SHOW = Phrase(
    r"\b(?:episodes|season|series|show|drama|comedy|sitcom|adaptation|spin-?off|reboot|thriller|"
    r"romp|pilot|"
    r"saga|epic|tale|caper|miniseries|mystery|rookie|newcomer|freshman|remake|soap|revival)\b"
)


_EPISODES = re.compile(
    r" (?:all|the|its|both|every) (?:(?:first|whole|full|entire|\w+) )?(?:\w+ )?(?:episodes?|"
    r"lot|run)\b"
)
_ITS_OWNER = re.compile(
    r"(?:\b(?:[Nx]|it|streamer|network|channel|broadcaster|service|platform|they|who|which)"
    r"(?: (?:has|had|will|is to|plans to|first|then|also|only))*|having)$"
)
# "S, a drama that N only started to show on August 4".
_THAT_N = re.compile(r"\b(?:that|which) N(?:'s? \w+)?(?: (?:has|had|will))?(?: [a-z]+)? $")


def _other_subject(s: Sentence, at: int, start: int) -> bool:
    """Whether somebody or something else stands between the series and the verb."""
    if re.search(r",(?: (?:then|also|first|finally))? $", s.text[at + 1 : start]):
        return False
    between = _BESIDE.sub(" ", s.text[at + 1 : start])
    if re.search(
        r"(?:,|,? and)(?: (?:then|also|first|finally|it))? $", between
    ):  # "S came from ..., arrived on"
        return False
    return bool(
        re.search(r"\b(?:P|X|S)\b(?!'s)|\bN\b(?! (?:series|show|drama|original))", between)
    ) and not re.search(
        r"\b(?:and|it|which|that) (?:was |has |had |first |then |will |is )*$", between
    )


# "The procedural drama with P and P began last year": those in it do not begin.
_BESIDE = re.compile(
    r"\([^)]*\)|, (?:which|who|the|a|an|starring|created|based)[^,]*,|"
    r"(?:,? (?:also )?(?:with|starring|featuring|fronted by|led by|created by|written by|"
    r"made by|from|by|"
    r"of|about) [PXN](?:'s)?(?:(?:,| and|, and) [PX])*,?(?= ))"
)
