"""Where a name starts: which words with a capital open one, and which do not."""

from __future__ import annotations

import re

from cliffhanger.news.decided.seasons import number
from cliffhanger.news.names.known import (
    Lexicon,
    Name,
    Words,
    bare,
)
from cliffhanger.news.names.lexicon import (
    FUNCTION_WORDS,
    MONTHS,
    NATIONALITIES,
    OFFICES,
    ROLE_WORDS,
    WEEKDAYS,
    words,
)
from cliffhanger.news.sentences import Stretch

CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)

CALENDAR |= {m[:3] for m in MONTHS} | {"sept"}

CALENDAR -= {"may", "mar"}
_BEFORE_DAY = frozenset(words("on in since until by last this next early late from during mid"))

TITLES = words("dr mr mrs ms st prof sgt capt lt col jr sr det rev")

_BREAK = re.compile(r"[:(.?!\u2014|>]|--")
_SEASON = re.compile(r"[Ss]\d\d?$|\d+(?:st|nd|rd|th|M|m|K|bn|million|billion|B|%)?$")

_AUXILIARIES = words("will can may is are does did has have should could would was were do")

_ADJECTIVAL = words(
    "first good bad two three four five six seven eight nine ten new last little all one "
    "my our your his her no only never few every everything nothing such own "
    "long"
)

_NO_SUBJECT = words(
    "you they we from under after before within between into over off with through beyond"
)


_COUNTED = words("season seasons series episode episodes part volume chapter")


class Openers:
    """The words of one sentence, asked whether a name starts there."""

    def __init__(self, text: str, s: Stretch, lexicon: Lexicon, quoted: dict[int, Name]) -> None:
        self.text, self.s, self.lexicon, self.quoted = text, s, lexicon, quoted
        self.own = Words(text, s.start, s.end)
        self.words, self.said, self.low = self.own.found, self.own.said, self.own.low
        self.found: list[Name] = []
        self.run = 0
        self._known: dict[int, tuple[int, str, str | None] | None] = {}
        self._stop: dict[int, bool] = {}

    def known(self, i: int) -> tuple[int, str, str | None] | None:
        """What the lexicon has at word `i`: words taken, kind and series. Asked for often."""
        if i not in self._known:
            self._known[i] = self.lexicon.at(self.own, i)
        return self._known[i]

    def _is_lexical(self, i: int) -> bool:
        return self.known(i) is not None

    def _lexical_kind(self, i: int) -> str:
        """The kind of a name that the lexicon has at word `i`; empty if it has none."""
        hit = self.known(i)
        return hit[1] if hit else ""

    def _initial(self, i: int) -> bool:
        if i == 0:
            return True
        gap = self.text[self.words[i - 1].end() : self.words[i].start()]
        return ((gap != " " and bool(_BREAK.search(gap))) and self.low[i - 1] not in TITLES) or (
            i == 1 and self.said[0] in ("A", "Q")
        )

    def _stops(self, i: int) -> bool:
        """Words with a capital that belong to no name where they stand."""
        if i not in self._stop:
            self._stop[i] = self._no_name(i)
        return self._stop[i]

    def _no_name(self, i: int) -> bool:
        word = bare(self.said[i])
        low = word.lower()
        if low in OFFICES or _SEASON.match(word):
            return True
        nxt = self.said[i + 1] if i + 1 < len(self.words) else ""
        if low == "i":
            return not nxt[:1].isupper()
        if low in (
            "season",
            "seasons",
            "series",
            "part",
            "episode",
            "volume",
            "vol",
            "season's",
            "top",
            "no",
        ):
            return bool(
                number(nxt.lower()) is not None
                or nxt.lower() in ("finale", "premiere", "ten")
                or low in ("season", "seasons")
            )
        if low in ROLE_WORDS and self._initial(i):
            return True
        if low.split("-")[0] in WEEKDAYS and "-" in low:
            return True  # "Friday-night"
        if low in CALENDAR or (low.endswith("days") and low[:-1] in CALENDAR):
            return not self._weekday_title(i)
        if low == "may":
            before = self.low[i - 1] if i else ""
            return (
                nxt[:1].isdigit()
                or before.isdigit()
                or before
                in (
                    "in",
                    "by",
                    "of",
                    "until",
                    "every",
                    "this",
                    "last",
                    "since",
                    "early",
                    "late",
                    "mid",
                )
            )
        return False

    def _opens(self, i: int) -> bool:
        """Whether a run of name words can start here."""
        word = self.said[i]
        low = bare(word).lower()
        nxt = self.said[i + 1] if i + 1 < len(self.words) else ""
        adjacent = bool(nxt) and self.text[self.words[i].end() : self.words[i + 1].start()] in (
            " ",
            " & ",
        )
        if word[0].isdigit():
            return self._number_opens(i, adjacent, nxt)
        if self._stops(i):
            return False
        goes_on = adjacent and nxt[0].isupper() and not self._stops(i + 1)
        if low in ("the", "a", "an"):
            return goes_on and self._lexical_kind(i + 1) not in ("N", "O", "n")
        if (
            self._initial(i)
            and low.endswith("ly")
            and self.text[self.words[i].end() : self.words[i].end() + 1] == ","
        ):
            return False
        if low in FUNCTION_WORDS and self._initial(i):
            if (
                low in _NO_SUBJECT
                and re.match(r"(?:was|has|is|gets|will|premiered|follows|stars|[Ss]eason)\b", nxt)
                and not (low in ("you", "they", "we") and nxt == "will")
            ):
                return True  # "From has ...", "You was ...": only a title can be the subject here
            return goes_on and self._title_opening(i, low, nxt)
        return not (low in NATIONALITIES and not (goes_on and not self._is_lexical(i + 1)))

    def _title_opening(self, i: int, low: str, nxt: str) -> bool:
        """Whether a small word at the start of a sentence is the first word of a title."""
        if self._is_lexical(i + 1) and nxt.lower() not in FUNCTION_WORDS:
            return False
        if nxt.lower() in FUNCTION_WORDS and nxt.lower() not in ("the", "a", "an", "i"):
            return True  # "Never Have I Ever": in a sentence the next word would have no capital
        if low in _AUXILIARIES:
            return not self.text[self.s.start : self.s.end].rstrip().endswith("?")
        if low in _ADJECTIVAL:
            return True
        ahead = self.said[i + 1 : i + 4]
        return (
            len(ahead) == 3
            and all(w[0].isupper() for w in ahead)
            and any(
                w.lower() in FUNCTION_WORDS and w.lower() not in ("the", "a", "an") for w in ahead
            )
        )

    def _weekday_title(self, i: int) -> bool:
        # "Wednesday, the ... spinoff", "Wednesday Season 2": a day never has seasons.
        # "Friday Night Lights": no name follows a day, unless it says when somebody acted.
        after = self.text[self.words[i].end() : self.words[i].end() + 60]
        before = self.low[i - 1] if i else "on"
        if i and before in _BEFORE_DAY:
            return False  # "since launching in July, the series has ..."
        if (
            re.match(r" [A-Z][a-z]+ [A-Z]", after)
            and before not in ("on", "last", "this", "next")
            and not self._is_lexical(i + 1)
        ):
            return self.low[i] in WEEKDAYS
        if i == 0 and re.match(
            r" (?:dethroned|topped|tops|stars|premiered|has|is|was|debuted|broke|set a|"
            r"returns|follows|became|drew|racked|amassed|remains|held|holds|will return|"
            r"gets)\b",
            after,
        ):
            return True
        if before in ("whether", "if", "that", "why", "bringing", "renewed", "renews") and re.match(
            r" (?:will|is|has|was|gets|returns|for|back)\b", after
        ):
            return True
        return bool(
            re.match(
                r",? [Ss]eason \w|'s (?:\w+ )?season|, (?:the|a|"
                r"an) [^.;]{0,40}(?:spin-?off|series|drama|comedy|show|prequel)|"
                r",? (?:stars|has been renewed|was renewed|is renewed|follows|renewed)",
                after,
            )
        )

    def _number_opens(self, i: int, adjacent: bool, nxt: str) -> bool:
        """ "13 Reasons Why", "1899": a number that starts or is a name."""
        word = self.said[i]
        before = self.low[i - 1] if i else ""
        if (
            before in CALENDAR
            or before in _COUNTED
            or before in ("no", "number", "top", "rank", "may")
        ):
            return False
        if self.text[self.words[i].start() - 1 : self.words[i].start()] == "#":
            return False
        if re.match(r"(?:1[0-8]\d\d|\d-\d-\d)$", word):
            return before not in (
                "in",
                "since",
                "from",
                "by",
                "of",
                "until",
                "to",
                "circa",
                "around",
                "year",
            )
        if adjacent and nxt[0].isupper() and re.match(r"\d\d?$", word):
            return (
                not self._stops(i + 1)
                and (nxt.lower() not in FUNCTION_WORDS or nxt.lower() in _ADJECTIVAL)
                and not self._is_lexical(i + 1)
            )
        return False
