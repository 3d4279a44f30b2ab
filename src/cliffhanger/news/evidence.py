"""What the words beside a name say for or against its being a series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cliffhanger.news.clues import (
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
from cliffhanger.news.known import Name

if TYPE_CHECKING:
    from cliffhanger.news.story import Sentence


def person_shaped(text: str) -> bool:
    """Two to five words with capitals, none of which people are not called."""
    words = text.replace(".", ". ").split()
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
    gain = 2.0 if (name.quoted or name.marked) and not s.question_quote(i) else 0.0
    if gain and s.index == 0 and s.text[-1:] not in ".!?":
        gain = 1.5  # a headline quotes remarks as well as titles
    if name.title:
        gain += 2.0 if " " in name.text or not name.initial else 1.0
        if " " not in name.text and not name.quoted:
            gain -= 1.0
    after = text[i + 1 : i + 90]
    if AFTER_STRONG.match(after):
        gain += 3.0
    elif AFTER_WEAK.match(after):
        gain += 1.5
    human = 2.0 if AFTER_PERSON.match(after) and not name.quoted else 0.0
    before = text[max(0, i - 60) : i]
    if before and before[-1] not in " (":
        return _capitalised_word(gain, name), human
    words = before.rstrip(" (").split()
    if (
        re.match(r"'s? [XS]", after) and not name.quoted
    ):  # "canceled Ann Lee's Dollhouse": not the owner
        return 0.0, 0.0
    owner = re.search(r"N's $", before)
    if owner and not name.quoted:
        gain += 1.0 if person_shaped(name.text) else 2.0  # "Netflix's Ozark"
    while words and re.fullmatch(r"[XPSNO]'s?", words[-1]):
        words.pop()
        before = before.rstrip()[:-3]
    more, people = _before(words, name, before, after)
    return _capitalised_word(gain + more, name), human + people


def _capitalised_word(gain: float, name: Name) -> float:
    # A lone word at the start of a sentence has its capital from there.
    if name.initial and " " not in name.text and not name.quoted and gain < 3:
        return gain * 0.4
    return gain


def _before(words: list[str], name: Name, before: str, after: str) -> tuple[float, float]:
    if not words:
        return 0.0, 0.0
    last = words[-1].strip(",;:\"'")
    prev = words[-2].strip(",;:\"'") if len(words) > 1 else ""
    clean = words[-1][-1].isalnum() or words[-1][-1] in "'"
    if last in NOT_SERIES and clean:
        return -3.0, 0.0
    if last in (
        "dramas",
        "comedies",
        "series",
        "shows",
        "thrillers",
        "originals",
        "sitcoms",
        "titles",
    ) and words[-1].endswith((",", ":")):
        return 2.5, 0.0
    if (last in KINDS or last.split("-")[-1] in KINDS) and (clean or words[-1].endswith(",")):
        return (3.0 if clean else 0.5), 0.0
    if words[-1].endswith(":") and _ROLL.search(before):
        return 2.5, 0.0
    if last in VERDICTS and (clean or words[-1].endswith(":")):
        return 3.0, 0.0
    if last in ("of", "to", "for", "behind", "on", "in", "from") and clean:
        if len(words) > 2 and words[-3] in SEASON_WORDS:  # "season two of X"
            return 3.0, 0.0
        if after.startswith("'s "):  # "the version of Somebody's book"
            return 0.0, 0.0
        if prev in SEASON_WORDS or prev in PARTS_OF_ONE:
            return (3.0 if prev in SEASON_WORDS else 2.0), 0.0
        if prev in ("novel", "novels", "book", "books", "comic", "story", "stories"):
            return -1.0, 0.0
    if last == "in" and prev in PLAYING:
        return 2.0, 0.0
    if (
        re.search(
            r"\b(?:fans of|farewell to|goodbye to|goodbye,?|known for|renewal for|bring|"
            r"working on|behind|life in|time on|season for|seasons for|order for|"
            r"orders for|news for|word on|word of|more|another|made|makes|make|air|airs|"
            r"aired|launch|launched|premiered|debut|debuted) $",
            before,
        )
        and not name.initial
    ):
        return 1.2, 0.0
    if last in ("called", "titled", "entitled") and clean:
        return 1.5, 0.0
    if last in (
        "watch",
        "watching",
        "bingeing",
        "binge-watching",
        "axing",
        "renewing",
        "cancelling",
    ):
        return 2.0, 0.0
    if last in ROLES and (clean or words[-1].endswith(",")) and not name.quoted:
        return 0.0, 2.0
    if re.search(
        r"\bplug on$|\b(?:call(?:ed|s)? time on|curtains for|decision (?:\w+ ){0,4}(?:on|"
        r"about)|(?:fate|future) of|take on|took on|passed on|passes on|a home to|more of|"
        r"no more|done with|bring(?:ing)? back|brings back|brought back)$",
        before.rstrip(),
    ):
        return 3.0, 0.0
    return 0.0, 0.0


# "renewed a quartet of rookies on Thursday: A, B and C".
_ROLL = re.compile(r"\b(?:renew|cancel|axe?|scrap|pick|return)\w*\b[^.;:]{0,60}: ?$")
