"""What the words beside a name say for or against its being a series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cliffhanger.news.names.clues import (
    AFTER_PERSON,
    AFTER_STRONG,
    AFTER_WEAK,
    KINDS,
    NOT_SERIES,
    PARTS_OF_ONE,
    PLAYING,
    ROLES,
    SEASON_WORDS,
    VERDICTS,
)
from cliffhanger.news.names.known import Name
from cliffhanger.news.names.lexicon import (
    FUNCTION_WORDS,
    GENRE_HEADS,
    GIVEN_NAMES,
    NUMBERS,
    ORDINALS,
    PLACES,
)
from cliffhanger.news.names.lexicon import words as words_of
from cliffhanger.news.phrase import Phrase

if TYPE_CHECKING:
    from cliffhanger.news.story import Sentence


@lru_cache(maxsize=1 << 12)
def person_shaped(text: str) -> bool:
    """Two to five words with capitals, none of which people are not called."""
    words = text.replace(".", ". ").split()
    if " " not in text:
        return False  # "M.O.D.O.K."
    if not 2 <= len(words) <= 6 or text[0].isdigit() or any(c in text for c in ":&!?/"):
        return False
    if words[0] in ("The", "A", "An", "My", "Our", "Your", "His", "Her"):
        return False
    return not any(
        w.endswith("'s")
        or w in ("of", "the", "and", "in", "at", "for", "is", "with", "to")
        or w.isdigit()
        for w in words
    )


def evidence_of(s: Sentence, i: int, name: Name) -> tuple[float, float]:
    """What the words around a name say: evidence for a series, and evidence for a person."""
    text = s.text
    if (text[i - 1 : i] == "#" and not name.title) or name.text.endswith(_FIRMS):
        return -2.0, 0.0  # a hashtag, a firm
    if name.title and " " in name.text and _MAKERS.match(text, i + 1):
        return 4.0, 0.0
    unknown = not (name.title or name.quoted)
    if unknown and person_shaped(name.text) and _IN_CAST.search(s, max(0, i - 60), i):
        return 0.0, 2.0
    gain = 2.0 if (name.quoted or name.marked) and not s.question_quote(i) else 0.0
    if gain and s.index == 0 and s.text[-1:] not in ".!?":
        gain = 1.5  # a headline quotes remarks as well as titles
    if name.title:
        gain += _known(s, i, name)
    after = _ASIDE.sub("", text[i + 1 : i + 100], count=1)
    if _OFFICE_OF.match(after) and not name.title:
        return 0.0, 2.0  # "Ann Lee, the series creator"
    if AFTER_STRONG.match(after):
        gain += 3.0
    elif AFTER_WEAK.match(after):
        gain += 1.5
    if _GAPPED.search(s, max(0, i - 110), i):
        gain += 2.5
    human = 2.0 if AFTER_PERSON.match(after) and not name.quoted else 0.0
    before = text[max(0, i - 90) : i]
    if before and before[-1] not in " (":
        return _capitalised_word(gain, name), human
    words = before.rstrip(" (").split()
    # "canceled Ann Lee's Dollhouse", "the Lees' sci-fi series Dollhouse": not the owner
    if _OWNS.match(after) and not name.quoted:
        return 0.0, 0.0
    if _MAKER.match(after) and not (name.quoted or name.title) and person_shaped(name.text):
        return 0.0, 1.0
    if before.endswith("N's ") and not name.quoted:
        gain += 1.0 if person_shaped(name.text) else 2.0  # "Netflix's Ozark"
    while words and words[-1] in _OWNERS:
        words.pop()
        before = before.rstrip()[:-3]
    more, people = _before(words, name, before, after)
    return _capitalised_word(gain + more, name), human + people


def _known(s: Sentence, i: int, name: Name) -> float:
    """What a known title adds: a lone word is a title only where a title can stand."""
    if " " in name.text or name.quoted:
        return 2.0
    if (name.text.isupper() and len(name.text) <= 3) or name.text.lower() in _PLAIN:
        return 0.5  # "DVD", "CA", "Two"
    if name.initial and name.text.lower() in _OPENERS and s.text[i + 1 : i + 2] in (",", "!", "."):
        return -3.0  # "True, ..."
    small = name.text.lower() in _SMALL
    if name.initial and small:
        return 0.0  # "That takes the show to six"
    if _SUBJECT.match(s, i + 1):
        return 3.0
    if name.initial:
        return 0.0
    if name.text.lower() in _COMMON_NAMES or s.text[i + 1 : i + 4] in (" (P", " (X"):
        return 0.5
    if not _NO_TITLE.search(s, max(0, i - 24), i):
        return 2.0
    return 2.0 if _SEEN_IN.search(s.text, max(0, i - 40), i) else 0.5


def _capitalised_word(gain: float, name: Name) -> float:
    # A lone word at the start of a sentence has its capital from there.
    if name.initial and " " not in name.text and not name.quoted and gain < 3:
        return gain * 0.4
    return gain


def _before(words: list[str], name: Name, before: str, after: str) -> tuple[float, float]:
    """What stands before a name: evidence for a series, and for a person."""
    if not words:
        return 0.0, 0.0
    last = words[-1].strip(",;:\"'")
    prev = words[-2].strip(",;:\"'") if len(words) > 1 else ""
    clean = words[-1][-1].isalnum() or words[-1][-1] in "'"
    gain = _kind_before(words, last, clean)
    if gain is None and not name.initial and _ROLL.search(before):
        gain = 2.5
    if gain is None and last in VERDICTS and (clean or words[-1].endswith(":")):
        gain = 3.0
    if gain is None and clean:
        gain = _linked_before(words, last, prev, after)
    if gain is None and last in ROLES and (clean or words[-1].endswith(",")) and not name.quoted:
        return 0.0, 2.0
    if gain is None and _SAID_OF_ONE.search(before.rstrip()):
        gain = 3.0
    if gain is None and not name.initial and _SAID_OF_ANY.search(before):
        gain = 1.2
    return gain or 0.0, 0.0


def _kind_before(words: list[str], last: str, clean: bool) -> float | None:
    """A word for a kind of thing right before the name: a film, dramas, a sitcom."""
    if last in NOT_SERIES and clean:
        return -3.0
    if last in _PLURALS and words[-1].endswith((",", ":")):
        return 2.5
    if last in KINDS or last.split("-")[-1] in KINDS:
        return 3.0 if clean else 0.5 if words[-1].endswith(",") else None
    return None


def _linked_before(words: list[str], last: str, prev: str, after: str) -> float | None:
    """Two words before the name: "season of", "cast of", "picked up", "no more"."""
    if last in _LINKED:
        if len(words) > 2 and words[-3] in SEASON_WORDS:  # "season two of X"
            return 3.0
        if after.startswith("'s "):  # "the version of Somebody's book"
            return 0.0
        if prev in SEASON_WORDS:
            return 3.0
        if prev in PARTS_OF_ONE or (last == "in" and prev in PLAYING):
            return 2.0
        if prev in _WORKS:
            return -1.0
    if prev in ("place", "spot", "slot") and last in ("was", "is", "to", "came"):
        return 2.5
    if last == "up" and prev in ("picked", "picks", "pick", "picking"):
        return 3.0
    if last == "more" and prev in _BEFORE_MORE:
        return 2.5
    if last in ("called", "titled", "entitled"):
        return 1.5
    return 2.0 if last in _WATCHING else None


_PLAIN = frozenset(NUMBERS) | frozenset(ORDINALS)
_OPENERS = words_of(
    "true sorry fine still well sure yes no now look right granted okay ok hey alas indeed enough "
    "seriously honestly surprise really wow oh so thanks again finally first next"
)
# "Lucifer will live on", "Fringe has been", "Minx, which": one thing that has or does something.
_SUBJECT = Phrase(
    r" (?:also |now |still |itself |officially |finally )?(?:has|is|was|will|won't|isn't|wasn't|"
    r"hasn't|doesn't|gets|got|(?!this |his |its |as |us |always |perhaps |says |plays )"
    r"[a-z]{2,}s (?:on|off|to|in|for|at|up|a|an|the|out|with|after|[a-z]+ly))\b"
    r"|, which |, starring |, (?:with [PX]|created by|by the makers|in which|likewise)|"
    r" [-\u2014] (?:N|the|a) |,? (?:[\w']+ )?(?:season|series) (?:\d|"
    r"one|two|three|four|five|six)"
)
_OWNERS = frozenset(letter + mark for letter in "XPSNO" for mark in ("'", "'s"))
_NEVER_SUBJECTS = words_of("you they we from under them us her")
_SMALL = FUNCTION_WORDS - _NEVER_SUBJECTS
_COMMON_NAMES = GIVEN_NAMES | PLACES | words_of("spring summer autumn fall winter christmas god")
_NO_TITLE = Phrase(
    r"(?:\b(?:as|played|plays|in|from|to|near|of|mr|mrs|ms|dr|detective|agent|#)|#) ?$"
)
# "creator of Black-ish", "parts in Graves and in Westworld", "once of Friends": earlier work.
_SEEN_IN = re.compile(
    r"\b(?:creators?|stars?|fans?|alum\w*|writers?|producers?|showrunners?|episodes?|"
    r"seasons?|version|world|"
    r"cast|once|fame|director|makers?|remake|success|finale) of $|\b(?:parts?|roles?|"
    r"starr\w+|stars?|seen|"
    r"appear\w*|cast|turn|work|recurring) in (?:[SXP],? and (?:in )?)?$|\bremak\w+ as $|\byes to $"
)
# "Downton Abbey creator Ann Lee": what is known and has makers is a series.
_MAKERS = re.compile(
    r" (?:co-)?(?:creators?|stars?|alum\w*|showrunner|writer|director|executive producer|"
    r"producer|actor|"
    r"actress|veteran|favou?rite) [PXS]"
)
_OFFICE_OF = re.compile(
    r", (?:the|its) (?:series|show|drama|comedy)(?:'s?)? (?:creator|star|lead|writer|director|"
    r"showrunner|producer|boss|host|co-creator)"
)
# "which starred Ann Lee and Bo Hill, were all axed": the last of a cast is no series.
_IN_CAST = Phrase(
    r"\b(?:starr(?:ed|ing)|stars|(?:played|created|written|developed) by)"
    r" (?:[XPS](?:,| and|, and) )+$"
)
_FIRMS = (" Productions", " Studios", " Television", " Entertainment", " Pictures", " Media")
_PLURALS = words_of("dramas comedies series shows thrillers originals sitcoms titles")
_LINKED = words_of("of to for behind on in from")
_WORKS = words_of("novel novels book books comic story stories")
_BEFORE_MORE = words_of("no any to for of make making wants order")
_WATCHING = words_of("watch watching bingeing binge-watching axing renewing cancelling")
_SAID_OF_ANY = re.compile(
    r"\b(?:fans of|farewell to|goodbye to|goodbye,?|known for|renewal for|bring|working on|behind|"
    r"life in|time on|season for|seasons for|order for|orders for|news for|word on|word of|more|"
    r"another|made|makes|make|air|airs|aired|launch|launched|premiered|debut|debuted) $"
)
_SAID_OF_ONE = re.compile(
    r"\bplug on$|\b(?:call(?:ed|s)? time on|curtains for|decision (?:\w+ ){0,4}(?:on|about)|"
    r"(?:fate|future) of|take on|took on|passed on|passes on|a home to|more of|no more|done with|"
    r"let go of|parted with|bring(?:ing)? back|brings back|brought back)$"
)
_OWNS = re.compile(
    r"'s? (?:(?:[\w-]+ ){1,4}?(?:series|show|drama|comedy|sitcom|thriller|hit) )?[XS]"
)
_MAKER = re.compile(rf"'s? (?:[\w-]+ ){{0,3}}?(?:{GENRE_HEADS}|series|show)\b(?! [SX])")
# "renewed a quartet of rookies on Thursday: A, B and C".
_ROLL = re.compile(
    r"\b(?:renew|cancel|axe?|scrap|pick|return)\w*\b[^.;:]{0,60}: ?$"
    r"|\b(?:shows?|series|dramas?|comed(?:y|ies)|titles|originals|programmes|sitcoms)\b[^.;]{0,60}"
    r"\b(?:are|were|include|includes|including|such as|after|namely) ?$"
)
# "A, meanwhile, is coming back": the word between says nothing of the name.
_ASIDE = re.compile(
    r"^, (?:meanwhile|too|however|though|by contrast|for its part|on the other hand|"
    r"as well|in turn),"
)
# "renewed A on Monday, B on Tuesday": the verb of the first goes for the second.
_GAPPED = Phrase(
    r"\b(?:renew|cancel|axe|end|scrap|order|drop|kept)\w*(?: up)? [SXP] (?:on|for|after|"
    r"with|last|this|today|yesterday)\b"
    r"[^.;]{0,40}(?:,| and|, and|,? but) $"
)
