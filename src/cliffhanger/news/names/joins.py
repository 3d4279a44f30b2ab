"""How far a name goes: which words join the word before them in one name."""

from __future__ import annotations

import re

from cliffhanger.news.names.known import (
    LINKS,
    NETWORK,
    PARTICLES,
    bare,
)
from cliffhanger.news.names.lexicon import (
    FUNCTION_WORDS,
    NATIONALITIES,
    PLACES,
    ROLE_WORDS,
    words,
)
from cliffhanger.news.names.openers import TITLES, Openers

_FRAMES = words(
    "of renewed cancelled canceled axed axes cancels renews renew cancel ordered series "
    "drama comedy show sitcom thriller dramedy fantasy mystery more called time watching"
)

_VERBAL = words("it's what's who's that's i'm don't i've you're we're how's there's")


_IN_WORDY = frozenset(
    (
        "in",
        "in the",
        "on",
        "on the",
        "at",
        "at the",
        "for",
        "for the",
        "with",
        "with the",
        "from",
        "from the",
        "to the",
        "by the",
    )
)
_WHERE = PLACES | NATIONALITIES
_NOBODY = FUNCTION_WORDS | ROLE_WORDS
_IN_PAIRS = frozenset(
    ("in", "to", "with an", "with a", "with the", "in the", "to the", "on the", "at the")
)
_TAKES_A_STOP = frozenset(
    ("for the", "with the", "at the", "from the", "on the", "to the", "the", "in the")
)
_STOP = re.compile(r"(?: [A-Z]\w+)?(?:\"|'|:| \(| (?:has|was|is|will|gets|had)\b)")


class Joins(Openers):
    """The words of one sentence, asked whether a name goes on."""

    def _joins(self, last: int, j: int) -> int | None:
        """The index of the last word taken if the run goes on past word `last`, else None."""
        gap = self.text[self.words[last].end() : self.words[j].start()]
        word = self.said[j]
        prev = self.said[last]
        if self.words[j].start() in self.quoted:
            inner = self.quoted[self.words[j].start()]
            nick = (
                " " not in inner.text
                and self.text[inner.end + 1 : inner.end + 2] == " "
                and gap in (' "', " '")
            )
            nxt = self.text[inner.end + 2 : inner.end + 3]
            return j + 1 if nick and nxt.isupper() and j + 1 < len(self.words) else None
        if prev.endswith("'s") and (
            (
                " " in self.text[self.words[0].start() : self.words[last].start()]
                and self._person_before(last)
            )
            or word in ("The",)
        ):
            return None
        if gap == ". " and (
            bare(prev).lower() in TITLES or re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]", prev)
        ):
            gap = " "
        if gap in (" ", " & "):
            return self._joins_space(j, word)
        if (
            gap == ": "
            and word[0].isupper()
            and not self._stops(j)
            and not self._label(last)
            and not self._aside(last)
        ):
            return None if self._is_lexical(j) and word not in ("The",) else j
        if (
            gap in (" \u2014 ", " - ")
            and word[0].isupper()
            and not self._stops(j)
            and self._dash_title(j)
        ):
            return j
        if gap in ("! ", "? ") and self.quoted:
            return None
        return None

    def _person_before(self, last: int) -> bool:
        # "Robert Kirkman's Invincible": two words and a possessive are somebody's, one is a brand.
        prior = self.said[last - 1] if last > self.run else ""
        return (
            bool(prior[:1].isupper())
            and prior not in ("The", "A")
            and prior.lower() not in FUNCTION_WORDS
        )

    def _label(self, last: int) -> bool:
        word = self.low[last]
        return (
            last == 0
            and (
                word in FUNCTION_WORDS
                or word in ROLE_WORDS
                or (self.said[0].isupper() and len(word) > 1)
            )
        ) or (len(word) == 1 and word in "qa")

    def _aside(self, last: int) -> bool:
        # "bad news from the X: Y has been axed": a colon after "the X" starts something new.
        before = self.said[last - 1] if last else ""
        return before == "the"

    def _dash_title(self, j: int) -> bool:
        # A dash inside a title is the only one of its sentence and a verb follows the name;
        # a dash that sets off a remark comes in pairs or ends in a full stop.
        if len(re.findall(r" [\u2014-] ", self.text[self.s.start : self.s.end])) != 1:
            return False
        rest = self.text[self.words[j].start() : self.s.end]
        verb = re.match(
            r"(?:[A-Z0-9][\w'.&-]*:? |of |the |and |in ){1,9}(?:has|had|was|is|will|gets|"
            r"follows|stars)\b",
            rest,
        )
        return bool(verb or re.match(r"[A-Z][\w']*: (?:The |A )?[A-Z]", rest))

    def _joins_space(self, j: int, word: str) -> int | None:
        low = word.lower()
        if word[0].isupper():
            if self._stops(j):
                return None
            hit = self.known(j)
            if hit and hit[1] in "NO" and (hit[0] > 1 or hit[1] == NETWORK):
                return None
            return j
        if word.isdigit():
            # "Archive 81" but not "Fallout 2" (a sequel or a season) nor "Ozark 2017" (a year)
            rest = self.text[self.words[j].end() : self.words[j].end() + 10]
            whole = len(word) == 2 and not re.match(
                r"[.,]\d| (?:million|episodes|hours|days|weeks|years|percent|countries|"
                r"seasons)|%|st\b|th\b",
                rest,
            )
            return j if whole else None
        if low in PARTICLES and self._capital(j + 1, 1):
            return j + 1
        return self._linked(j)

    def _capital(self, j: int, _n: int) -> bool:
        return (
            j < len(self.words)
            and self.said[j][0].isupper()
            and self.text[self.words[j - 1].end() : self.words[j].start()] == " "
            and not self._stops(j)
        )

    def _linked(self, j: int) -> int | None:
        """ "of the", "in the", "of": small words inside a title, when a capital follows them.

        A bare "in", "with", "for" or "on" is far more often the sentence going on than a title.
        """
        small, k = self._small_words(j)
        if not small or not self._capital(k, 1) or self._lexical_kind(k) in ("N", "O"):
            return None
        phrase = " ".join(small)
        if phrase in _IN_WORDY and self._wordy(j):
            return k  # "What We Do in the ...": a sentence with capitals goes on as a title
        if bare(self.said[k]).lower() in _WHERE:
            return None
        if phrase in _IN_PAIRS and j - self.run == 1 and self._framed(k):
            return k
        if not self._somebody(j) and self._said_again(k):
            return k
        if phrase == "with":  # talk shows are named so
            return k if self.said[j - 1] in ("Show", "Live", "Night", "Tonight") else None
        if phrase.startswith("of"):
            return None if j - self.run == 2 and self._somebody(j) else k
        if phrase in _TAKES_A_STOP:
            return k if self._stops_after(k) else None
        return k if phrase in ("is the", "at a", "in a", "and the") else None

    def _small_words(self, j: int) -> tuple[list[str], int]:
        """The linking words from word `j` on, at most three, and the word after them."""
        small: list[str] = []
        while j < len(self.words) and len(small) < 3 and self.said[j] in LINKS:
            if self.text[self.words[j - 1].end() : self.words[j].start()] != " ":
                return [], j
            small.append(self.said[j])
            j += 1
        return small, j

    def _wordy(self, j: int) -> bool:
        """Whether the run so far has words that people's names do not have."""
        run = self.low[self.run : j]
        return any(w in _VERBAL or (n and w in FUNCTION_WORDS) for n, w in enumerate(run))

    def _said_again(self, k: int) -> bool:
        """Whether the run up to word `k` comes again in the same words."""
        start, end = self.words[self.run].start(), self.words[k].end()
        return self.text.count(self.text[start:end]) > 1

    def _stops_after(self, k: int) -> bool:
        """Whether a verb, a stop or a bracket follows word `k`, as it follows a title."""
        rest = self.text[self.words[k].end() :][:14]
        return _STOP.match(rest) is not None

    def _framed(self, k: int) -> bool:
        """Whether two words with small ones between ("Emily in Paris") are a title here."""
        start, end = self.words[self.run].start(), self.words[k].end()
        if self.text.count(self.text[start:end]) > 1:
            return True
        if (
            k + 1 < len(self.words)
            and self.said[k + 1][0].isupper()
            and self.text[end : end + 1] == " "
        ):
            return False
        before = self.low[self.run - 1] if self.run else ""
        rest = self.text[end : end + 12]
        if self.run == 0:
            return bool(re.match(r" (?:is|has|was|will|gets|won't|isn't|hasn't|to end)\b", rest))
        return before in _FRAMES or (before.endswith("'s") and self.known(self.run - 1) is not None)

    def _somebody(self, j: int) -> bool:
        """Whether the two words before `j` look like a person ("Ann Lee of ...")."""
        prior = self.said[max(0, j - 2) : j]
        return len(prior) == 2 and all(
            p[0].isupper() and p.lower() not in _NOBODY and not p.endswith("s") for p in prior
        )
