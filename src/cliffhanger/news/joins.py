"""How far a name goes: which words join the word before them in one name."""

from __future__ import annotations

import re

from cliffhanger.news.known import (
    LINKS,
    NETWORK,
    PARTICLES,
    bare,
)
from cliffhanger.news.lexicon import (
    FUNCTION_WORDS,
    NATIONALITIES,
    PLACES,
    ROLE_WORDS,
    words,
)
from cliffhanger.news.openers import TITLES, Openers

_FRAMES = words(
    "of renewed cancelled canceled axed axes cancels renews renew cancel ordered series "
    "drama comedy show sitcom thriller dramedy fantasy mystery more called time watching"
)

_VERBAL = words("it's what's who's that's i'm don't i've you're we're how's there's")


class Joins(Openers):
    """The words of one sentence, asked whether a name goes on."""

    def _joins(self, last: int, j: int) -> int | None:
        """The index of the last word taken if the run goes on past word `last`, else None."""
        gap = self.text[self.words[last].end() : self.words[j].start()]
        word = self.words[j].group()
        prev = self.words[last].group()
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
        prior = self.words[last - 1].group() if last > self.run else ""
        return (
            bool(prior[:1].isupper())
            and prior not in ("The", "A")
            and prior.lower() not in FUNCTION_WORDS
        )

    def _label(self, last: int) -> bool:
        word = self.words[last].group().lower()
        return (
            last == 0
            and (
                word in FUNCTION_WORDS
                or word in ROLE_WORDS
                or (self.words[0].group().isupper() and len(word) > 1)
            )
        ) or (len(word) == 1 and word in "qa")

    def _aside(self, last: int) -> bool:
        # "bad news from the X: Y has been axed": a colon after "the X" starts something new.
        before = self.words[last - 1].group() if last else ""
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
            hit = self.lexicon.at(self.words, j, self.text)
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
            and self.words[j].group()[0].isupper()
            and self.text[self.words[j - 1].end() : self.words[j].start()] == " "
            and not self._stops(j)
        )

    def _linked(self, j: int) -> int | None:
        """ "of the", "in the", "of": small words inside a title, when a capital follows them.

        A bare "in", "with", "for" or "on" is far more often the sentence going on than a title.
        """
        small: list[str] = []
        k = j
        while (
            k < len(self.words)
            and len(small) < 3
            and self.words[k].group().islower()
            and self.words[k].group() in LINKS
        ):
            if self.text[self.words[k - 1].end() : self.words[k].start()] != " ":
                return None
            small.append(self.words[k].group())
            k += 1
        if (
            not small
            or not self._capital(k, 1)
            or (self._is_lexical(k) and self.lexicon.at(self.words, k, self.text)[1] in "NO")
        ):  # type: ignore[index]
            return None
        phrase = " ".join(small)
        wordy = any(
            (w.group().lower() in FUNCTION_WORDS and n > 0) or w.group().lower() in _VERBAL
            for n, w in enumerate(self.words[self.run : j])
        )
        if wordy and phrase in (
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
        ):
            return (
                k  # "What We Do in the ...": words of a sentence, with capitals, go on as a title
            )
        if bare(self.words[k].group()).lower() in PLACES | NATIONALITIES:
            return None
        if (
            phrase
            in ("in", "to", "with an", "with a", "with the", "in the", "to the", "on the", "at the")
            and j - self.run == 1
            and self._framed(k)
        ):
            return k
        if phrase == "with":  # talk shows are named so
            return k if self.words[j - 1].group() in ("Show", "Live", "Night", "Tonight") else None
        if (
            phrase.startswith("of")
            and j - self.run == 2
            and self._somebody(j)
            and self.text.count(self.text[self.words[j - 2].start() : self.words[k].end()]) < 2
        ):
            return None
        if phrase in (
            "of",
            "of the",
            "of a",
            "of an",
            "is the",
            "at a",
            "in a",
            "and the",
            "to the",
            "in the",
            "on the",
            "the",
            "for the",
            "with the",
            "at the",
            "from the",
        ):
            if phrase in (
                "for the",
                "with the",
                "at the",
                "from the",
                "on the",
                "and the",
                "to the",
                "the",
                "in the",
            ):
                # Only a title goes on to a verb, a stop or a bracket right after the capital.
                rest = self.text[self.words[k].end() :][:14]
                if (
                    not re.match(
                        r"(?: [A-Z]\w+)?(?:\"|'|:| \(| (?:has|was|is|will|gets|had)\b)", rest
                    )
                    and phrase != "and the"
                ):
                    return None
            return k
        return None

    def _framed(self, k: int) -> bool:
        """Whether two words with small ones between ("Emily in Paris") are a title here."""
        start, end = self.words[self.run].start(), self.words[k].end()
        if self.text.count(self.text[start:end]) > 1:
            return True
        if (
            k + 1 < len(self.words)
            and self.words[k + 1].group()[0].isupper()
            and self.text[end : end + 1] == " "
        ):
            return False
        before = self.words[self.run - 1].group().lower() if self.run else ""
        rest = self.text[end : end + 12]
        if self.run == 0:
            return bool(re.match(r" (?:is|has|was|will|gets|won't|isn't|hasn't|to end)\b", rest))
        return before in _FRAMES or (
            before.endswith("'s")
            and self.lexicon.at(self.words, self.run - 1, self.text) is not None
        )

    def _somebody(self, j: int) -> bool:
        """Whether the two words before `j` look like a person ("Ann Lee of ...")."""
        prior = [w.group() for w in self.words[max(0, j - 2) : j]]
        return len(prior) == 2 and all(
            p[0].isupper() and p.lower() not in FUNCTION_WORDS | ROLE_WORDS and not p.endswith("s")
            for p in prior
        )
