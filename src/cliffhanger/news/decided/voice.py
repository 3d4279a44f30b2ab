"""Voice: whether the series of a verb stands before it (S was axed) or after it (N axed S)."""

from __future__ import annotations

import re

from cliffhanger.news.decided.rule import AFTER, BEFORE
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

_PASSIVE = re.compile(
    r"(?:\b(?:been|was|were|is|are|be|being|gets?|got|getting|it's|aren't|isn't|wasn't|"
    r"weren't|he's|as|after being)|n't|not)(?: (?:\w+ly|also|now|not|both|all|just|since|"
    r"already|first|then|never|yet|so far|in effect|effectively|too|long|soon|later|once|"
    r"eventually))* ?$"
)

# The verb's object follows at once: "canceled fellow dramas A and B", "Renewed: A, B".
_DIRECT = Phrase(
    r":?(?: (?!after|on\b|by\b|for\b|in\b|at\b|with|following|despite|from|last|this|when|as\b|"
    r"before|because|due|amid|and\b|but\b|while|is\b|was\b|are\b|were\b|to\b|just|until|a year|"
    r"earlier|today|yesterday|shows?\b|series (?!S)|so\b|or\b|since|back|again|only|alongside|"
    r"ahead|along|the same|within|under|over|out|if\b)[\w'+-]+){0,5} S"
)

_UNNAMED = Phrase(
    r" (?:a|an|another|yet another|one of (?:its|the)|two|three|several|many|other)"
    r"(?: [\w-]+){0,3}? (?:shows?|series|dramas?|comed(?:y|ies)|thrillers?|"
    r"sitcoms?)\b(?![^.;]{0,60}S)"
)

_FOR_A_NIGHT = re.compile(
    r" (?:tonight|this evening|this (?:week|friday|monday|tuesday|wednesday|thursday|"
    r"saturday|sunday)"
    r"(?: night)?(?=[.,;]|$)|to (?:clear|make (?:way|room) for|accommodate))"
)

_IN_GENERAL = re.compile(
    r" (?:shows|series|programmes|things|everything|favou?rites|fan favou?rites|"
    r"stuff)\b(?![^.;]{0,60}[:S])"
)
_OTHERWISE = (
    *("dropp", "dump", "cann", "kill", "chopp", "pull"),
    *("shelv", "sav", "rescu", "reviv", "resurrect"),
)
"""Beginnings of verbs that mean other things where nobody on television is named."""
_SOMEBODY = re.compile(r"\bN\b|streamer|network|broadcaster|channel|been|was")
_ACTING = re.compile(
    r"(?:\bN|streamer|network|service|channel|broadcaster|company|has|have|had|it|also|"
    r"which|who|they|he|she|having|and|corporation|bosses|execs|[a-z]+ly|just|"
    r"officially|lately|already|quickly|recently|finally|abruptly|(?:has|have|"
    r"had) (?:tonight|today|now|"
    r"since|once|then|again|just|this \w+))$"
)


def voice_of(s: Sentence, m: re.Match[str]) -> str | None:
    """BEFORE (passive) or AFTER (active) the verb that matched; None: it means something else."""
    word, before = m.group(), s.text[max(0, m.start() - 40) : m.start()]
    if _is_label(s.text, word, before, m.end()):
        return None
    if (word.endswith(("s", "ing", "e")) and not word.endswith("ss")) or word == "cancel":
        held = re.search(r"\b(?:being|of|from)$", before.rstrip()) and not word.endswith("ing")
        return BEFORE if held else AFTER
    if _PASSIVE.search(before):
        return BEFORE
    if _means_otherwise(s, word, before, m.end()):
        return None
    if _DIRECT.match(s, m.end()) and not re.search(r"[S)] $", before):
        return AFTER
    acting = _ACTING.search(before.rstrip()) and not re.search(r"[S)]$", before.rstrip())
    return AFTER if acting else BEFORE


def _is_label(text: str, word: str, before: str, end: int) -> bool:
    """ "Canceled and renewed TV shows"."""
    shows = re.match(
        r"(?: and renewed| and cancel+ed)? (?:tv |television )?(?:shows?|series)\b(?! [SX])",
        text[end:],
    )
    named = re.match(r"(?: and renewed| and cancel+ed)? (?:shows?|series) S", text[end:])
    decider = re.search(r"(?:has|have|N)$", before.strip())
    return bool(shows and not named and word.endswith("ed") and not decider)


def _means_otherwise(s: Sentence, word: str, before: str, end: int) -> bool:
    """A trailer dropped, an episode taken off for a night, killing off shows in general."""
    if word.startswith(_OTHERWISE) and not _SOMEBODY.search(s.text):
        return True
    if word.startswith("dropp"):
        shown = r"\b(?:season|seasons|series|episodes?|trailer)(?: \w+)? $"
        if re.search(shown, before):  # "the first season dropped in May"
            return True
        if re.match(r" (?:on|in|by (?!N)|its|a|the (?:trailer|first))\b", s.text[end:]):
            return True
    if _FOR_A_NIGHT.match(s.text, end) or _IN_GENERAL.match(s.text, end):
        return True
    return s.index > 2 and _UNNAMED.match(s, end) is not None
