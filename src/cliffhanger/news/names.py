"""Proper names in plain text: networks, outlets, known titles, quoted titles, and the rest.

One pass over the words. Closed classes and known titles are looked up by their first word;
everything else with a capital is gathered into runs ("House of the Dragon", "D. B. Woodside")
whose kind is decided later, from how the text uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cliffhanger.news.lexicon import (
    FEASTS,
    FUNCTION_WORDS,
    MONTHS,
    NATIONALITIES,
    NETWORKS,
    OFFICES,
    OUTLETS,
    PLACES,
    ROLE_WORDS,
    SHY_NETWORKS,
    STUDIOS,
    WEEKDAYS,
)
from cliffhanger.news.seasons import number
from cliffhanger.news.sentences import Stretch

SERIES, NETWORK, OUTLET, PERSON, OTHER = "S", "N", "O", "P", "X"
"""The letters that stand for names in masked text, which is otherwise lower case."""

# A participle hung on a name ("Murphy-created", "Watts-led") is not a part of it.
_HUNG = r"(?!-(?:created|co-created|led|starring|fronted|produced|directed|penned|based|set|starrer|style|backed|run|hosted|helmed|written|winning|nominated|era|born)\b)"
WORD = re.compile(rf"[^\W_]+(?:{_HUNG}(?:[-'.&/]|:(?=\d))[^\W_]+)*\+?")
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_CALENDAR |= {m[:3] for m in MONTHS} | {"sept"}
_CALENDAR -= {"may", "mar"}
_TITLES = frozenset("dr mr mrs ms st prof sgt capt lt col jr sr det rev".split())
_PARTICLES = frozenset("de da del della di du la le van von bo der den ten ter bin ibn al el dos y".split())
_LINKS = frozenset("of the in a an at with for to and on is from by is are my".split())
_SEASON = re.compile(r"[Ss]\d\d?$|\d+(?:st|nd|rd|th|M|m|K|bn|million|billion|B|%)?$")
_QUOTED = re.compile(
    r"""(?<![\w"])"(?P<double>[^"\n]{1,90})"(?!\w)|(?<![\w'])'(?P<single>(?!s\b)[^'\n"](?:[^'\n"]|'(?=\w)){0,89})'(?![\w'])"""
)
_WORD_NETWORKS = frozenset("Apple Fox Sky Peacock Bravo Oxygen Crave Lifetime Showtime Shudder Crackle Amazon Spectrum Roku Viki Tubi Freeform".split())
_VERBAL = frozenset("it's what's who's that's i'm don't i've you're we're how's there's".split())
_NO_SUBJECT = frozenset("you they we from under after before within between into over off with through beyond".split())
# A line of a list that is a name, a colon and a figure.
_LISTED = re.compile(r"^(?:\d{1,3}[.)] |[-*\u2022] )?([A-Z0-9][^:\n\"']{1,60}?)(?:,? (?:[Ss]eason|[Ss]eries|[Pp]art) \w+| \([^)\n]*\))?: (?=[\d.]+ ?(?:[mM]|bn|billion|hours))", re.MULTILINE)


@dataclass(slots=True)
class Name:
    """A proper name: where it stands, what it says, and its kind, one of the letters above."""

    start: int
    end: int
    text: str
    kind: str
    quoted: bool = False
    initial: bool = False
    title: str | None = None
    marked: bool = False

    @property
    def key(self) -> str:
        """The name as two mentions are compared: no case, no leading article, no possessive."""
        low = self.text.lower().removesuffix("'s")
        return low[4:] if low.startswith("the ") and len(low) > 4 else low


class Lexicon:
    """Names by their first word, longest first: networks, outlets, and the titles somebody knows."""

    def __init__(self, titles: Iterable[tuple[str, str]] = ()) -> None:
        """`titles` are pairs of a name and the series it stands for."""
        self.entries: dict[str, list[tuple[tuple[str, ...], str, str | None]]] = {}
        for names, kind in ((NETWORKS, NETWORK), (OUTLETS, OUTLET), (STUDIOS, "x"), (FEASTS, "-")):
            for name in names:
                self._add(name, kind, None)
        for name in SHY_NETWORKS:
            self._add(name, "n", None)
        for name, series in titles:
            self._add(name, SERIES, series)
        for rows in self.entries.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _add(self, name: str, kind: str, series: str | None) -> None:
        words = tuple(WORD.findall(plain_name(name)))
        if words:
            low = tuple(w.lower() for w in words) if kind == SERIES else words
            self.entries.setdefault(low[0].lower(), []).append((low, kind, series))

    def at(self, words: list[re.Match[str]], i: int, text: str) -> tuple[int, str, str | None] | None:
        """The longest entry that starts at word `i`: words taken, kind, series. None if there is none."""
        for entry, kind, series in self.entries.get(bare(words[i].group()).lower(), ()):
            n = len(entry)
            if i + n > len(words):
                continue
            got = [w.group() for w in words[i : i + n]]
            got[-1] = bare(got[-1])
            if kind == SERIES:
                if not (got[0][0].isupper() or got[0][0].isdigit()) or [g.lower() for g in got] != list(entry):
                    continue
                if n > 1 and not _capitals(got):
                    continue
            elif tuple(got) != entry:
                continue
            if n > 1 and "\n" in text[words[i].start() : words[i + n - 1].end()]:
                continue
            return n, kind, series
        return None


def _capitals(words: list[str]) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in _LINKS | _PARTICLES | FUNCTION_WORDS for w in words)


def plain_name(name: str) -> str:
    """A name with the plain text's quotes and dashes."""
    from cliffhanger.news.plain import plain

    return plain(name).text


def bare(word: str) -> str:
    """A word without a possessive ending."""
    return word[:-2] if word.endswith("'s") else word


def find_names(text: str, stretches: list[Stretch], lexicon: Lexicon, marked: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """Every proper name of the text, in order, none overlapping. Kinds N and O are sure; X is open.

    `marked` are stretches in italics or bold, which stand for titles as quotation marks do.
    """
    quoted = _quotes(text, lexicon)
    for start, end in marked:
        core = text[start:end].strip(" ,.;:\"'")
        if core and start not in quoted and _titlelike(core) and not core.isdigit():
            at = text.find(core, start)
            quoted[at] = Name(at, at + len(core), core, OTHER, marked=True)
    names: list[Name] = []
    for s in stretches:
        if headline_case(text[s.start : s.end]):
            names += _in_headline(text, s, lexicon, quoted)
        else:
            names += _Run(text, s, lexicon, quoted).names()
    return names


def headline_case(sentence: str) -> bool:
    """Whether nearly every long word has a capital: then a capital says nothing about names."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    if len(words) < 3 or sentence.endswith((".", ",")) or re.match(r"\d{1,2}[.)] ", sentence):
        return False
    if sum(w[0].isupper() for w in words) < 0.8 * len(words):
        return False
    # A bare list of names is no headline; a list with a verb in capitals is one.
    return not re.search(r", [A-Z].*, [A-Z].* and ", sentence) or bool(re.search(r"\b(?:Are|Is|At|By|Has|Have|Renewed|Renews|Cancels|Cancel+ed|Get|Gets|Will|Returning|Join|Joins)\b", sentence))


def _quotes(text: str, lexicon: Lexicon) -> dict[int, Name]:
    """Quoted stretches that look like titles, by offset of their first letter."""
    found = {}
    for m in _QUOTED.finditer(text):
        group = "double" if m["double"] is not None else "single"
        inner = m[group]
        start = m.start(group)
        core = inner.rstrip(" ,.;:")
        core = re.sub(r"[,:]? (?:[Ss]eason|[Pp]art|[Ss]eries|[Vv]olume) (?:\w+)$", "", core)
        lead = len(core) - len(core.lstrip())
        core = core.strip()
        if not core or not _titlelike(core):
            continue
        words = list(WORD.finditer(core))
        hit = lexicon.at(words, 0, core) if words else None
        whole = bool(hit and hit[0] == len(words))
        if whole and hit and hit[1] in "NO":
            continue
        title = hit[2] if whole and hit and hit[1] == SERIES else None
        found[start + lead] = Name(start + lead, start + lead + len(core), core, OTHER, True, False, title)
    for m in _LISTED.finditer(text):
        if m.start(1) not in found and _titlelike(m[1]) and not lexicon.at(list(WORD.finditer(m[1])), 0, m[1]) and m[1].lower() not in ROLE_WORDS:
            found[m.start(1)] = Name(m.start(1), m.end(1), m[1], OTHER)
    return found


def _titlelike(core: str) -> bool:
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", core)
    if not words or len(words) > 11:
        return False
    first = words[0]
    if not (first[0].isupper() or first[0].isdigit() or re.match(r"[a-z][A-Z]", first)):
        return False
    if len(words) == 1:
        return len(first) > 1 and first.lower() not in ("season",)
    small = _LINKS | _PARTICLES | {"or", "but", "as", "be", "not", "no", "it", "up", "que", "con", "mujer"}
    if sum(w[0].isupper() or w[0].isdigit() or w.lower() in small for w in words) >= 0.75 * len(words):
        return True
    # A foreign title has capitals only where its own language puts them; English words are speech.
    return len(words) <= 6 and not re.search(r"[.!?,]$|\b(?:i|we|you|they|he|she|it|are|is|was|were|have|has|will|be|do|that|this|not|the|very|so|really|our|my|your|all|and|but|for|of|with)\b", core, re.IGNORECASE)


def _in_headline(text: str, s: Stretch, lexicon: Lexicon, quoted: dict[int, Name]) -> list[Name]:
    """Only sure names: quoted ones, networks, outlets and long known titles."""
    words = list(WORD.finditer(text, s.start, s.end))
    names = []
    i = 0
    while i < len(words):
        if words[i].start() in quoted:
            name = quoted[words[i].start()]
            names.append(name)
            while i < len(words) and words[i].start() < name.end:
                i += 1
            continue
        hit = lexicon.at(words, i, text)
        if hit and hit[1] in "SNO" and (hit[1] != SERIES or hit[0] > 1):
            start, end = words[i].start(), words[i + hit[0] - 1].end()
            end -= 2 if text[start:end].endswith("'s") else 0
            names.append(Name(start, end, text[start:end], hit[1] if hit[1] != SERIES else OTHER, False, False, hit[2]))
            i += hit[0]
            continue
        i += 1
    return names


class _Run:
    """The names of one sentence, left to right."""

    def __init__(self, text: str, s: Stretch, lexicon: Lexicon, quoted: dict[int, Name]) -> None:
        self.text, self.s, self.lexicon, self.quoted = text, s, lexicon, quoted
        self.words = list(WORD.finditer(text, s.start, s.end))
        self.found: list[Name] = []
        self.run = 0

    def names(self) -> list[Name]:
        i = 0
        while i < len(self.words):
            i = self._from(i)
        return self.found

    def _from(self, i: int) -> int:
        word = self.words[i]
        start = word.start()
        if start in self.quoted:
            return self._quote(i, self.quoted[start])
        first = word.group()[0]
        if not (first.isupper() or first.isdigit()):
            return i + 1
        hit = self.lexicon.at(self.words, i, self.text)
        if hit and self._sure(i, hit):
            return i + hit[0]
        if not self._opens(i):
            return i + 1
        return self._gather(i)

    def _quote(self, i: int, name: Name) -> int:
        self.found.append(name)
        while i < len(self.words) and self.words[i].start() < name.end:
            i += 1
        return i

    def _sure(self, i: int, hit: tuple[int, str, str | None]) -> bool:
        """Take a name from the lexicon, unless the text uses the words for something else."""
        n, kind, title = hit
        start, end = self.words[i].start(), self.words[i + n - 1].end()
        if self.text[start:end].endswith("'s"):
            end -= 2
        if kind == "n":
            before = self.text[max(self.s.start, start - 12) : start].split()
            if not before or before[-1].lower() not in ("on", "at", "by", "to", "for"):
                return False
            kind = NETWORK
        if kind == "-":
            return True
        if kind == "x":
            self.found.append(Name(start, end, self.text[start:end], "x"))
            return True
        nxt = self.words[i + n].group() if i + n < len(self.words) else ""
        adjacent = i + n < len(self.words) and self.text[end : self.words[i + n].start()] in (" ", " & ")
        if kind == SERIES:
            if n == 1 and (self._initial(i) or adjacent and nxt[:1].isupper() and nxt.lower() not in ROLE_WORDS and not self._is_lexical(i + n)):
                # "Dark Desire", "Maid Marian": a plain word that goes on is part of a longer name.
                if not (self._initial(i) and re.match(r"(?:'s)?,? (?:season|series|has|was|is|will|stars|gets|\(|premiered|follows)\b", self.text[end : end + 14], re.I)):
                    return False
            kind = OTHER
        elif kind == OUTLET and n == 1 and adjacent and nxt[:1].isupper() and nxt.lower() not in ROLE_WORDS and self.text[end : end + 1] == " ":
            return False
        if kind == NETWORK and n == 1 and adjacent and self.words[i].group() in _WORD_NETWORKS and nxt[:1].isupper() and nxt.lower() not in ROLE_WORDS | OFFICES and not self._is_lexical(i + 1) and not self._stops(i + 1):
            return False  # "Apple Tree Yard"
        if kind == NETWORK and n == 1 and adjacent and nxt in ("Studios", "Studio", "Television", "Pictures", "Entertainment", "Searchlight", "Animation", "Productions"):
            return False
        self.found.append(Name(start, end, self.text[start:end], kind, False, self._initial(i), title))
        return True

    def _is_lexical(self, i: int) -> bool:
        return self.lexicon.at(self.words, i, self.text) is not None

    def _initial(self, i: int) -> bool:
        if i == 0:
            return True
        gap = self.text[self.words[i - 1].end() : self.words[i].start()]
        return bool(re.search(r"[:(.?!\u2014|>]|--", gap)) and self.words[i - 1].group().lower() not in _TITLES or i == 1 and self.words[0].group() in ("A", "Q") 

    def _stops(self, i: int) -> bool:
        """Words with a capital that belong to no name where they stand."""
        word = bare(self.words[i].group())
        low = word.lower()
        if low in OFFICES or _SEASON.match(word):
            return True
        nxt = self.words[i + 1].group() if i + 1 < len(self.words) else ""
        if low == "i":
            return not nxt[:1].isupper()
        if low in ("season", "seasons", "series", "part", "episode", "volume", "vol", "season's", "top", "no"):
            return bool(number(nxt.lower()) is not None or nxt.lower() in ("finale", "premiere", "ten") or low in ("season", "seasons"))
        if low in ROLE_WORDS and self._initial(i):
            return True
        if low in _CALENDAR or low.endswith("days") and low[:-1] in _CALENDAR:
            return not self._weekday_title(i)
        if low == "may":
            before = self.words[i - 1].group().lower() if i else ""
            return nxt.isdigit() or before.isdigit() or before in ("in", "by", "of", "until", "every", "this", "last", "since", "early", "late", "mid")
        return False

    def _opens(self, i: int) -> bool:
        """Whether a run of name words can start here."""
        word = self.words[i].group()
        low = bare(word).lower()
        nxt = self.words[i + 1].group() if i + 1 < len(self.words) else ""
        adjacent = bool(nxt) and self.text[self.words[i].end() : self.words[i + 1].start()] in (" ", " & ")
        if word[0].isdigit():
            return self._number_opens(i, adjacent, nxt)
        if self._stops(i):
            return False
        goes_on = adjacent and nxt[0].isupper() and not self._stops(i + 1)
        if low in ("the", "a", "an"):
            return goes_on and not (self._is_lexical(i + 1) and self.lexicon.at(self.words, i + 1, self.text)[1] in "NOn")  # type: ignore[index]
        if self._initial(i) and low.endswith("ly") and self.text[self.words[i].end() : self.words[i].end() + 1] == ",":
            return False
        if low in FUNCTION_WORDS and self._initial(i):
            if low in _NO_SUBJECT and re.match(r"(?:was|has|is|gets|will|premiered|follows|stars|[Ss]eason)\b", nxt) and not (low in ("you", "they", "we") and nxt == "will"):
                return True  # "From has ...", "You was ...": only a title can be the subject here
            # "Never Have I Ever": the next word would not have a capital in a sentence.
            return goes_on and nxt.lower() in FUNCTION_WORDS and nxt.lower() not in ("the", "a", "an", "i")
        if low in NATIONALITIES and not (goes_on and not self._is_lexical(i + 1)):
            return False
        return True

    def _weekday_title(self, i: int) -> bool:
        # "Wednesday, the ... spinoff", "Wednesday Season 2": a day never has seasons.
        # "Friday Night Lights": a day is not followed by a name, unless it says when somebody acted.
        after = self.text[self.words[i].end() : self.words[i].end() + 60]
        before = self.words[i - 1].group().lower() if i else "on"
        if re.match(r" [A-Z][a-z]+ [A-Z]", after) and before not in ("on", "last", "this", "next") and not self._is_lexical(i + 1):
            return self.words[i].group().lower() in WEEKDAYS
        if i == 0 and re.match(r" (?:dethroned|topped|tops|stars|premiered|has|is|was|debuted|broke|set a|returns|follows|became|drew|racked|amassed|remains|held|holds|will return|gets)\b", after):
            return True
        return bool(re.match(r",? [Ss]eason \w|'s (?:\w+ )?season|, (?:the|a|an) [^.;]{0,40}(?:spin-?off|series|drama|comedy|show|prequel)|,? (?:stars|has been renewed|was renewed|is renewed|follows|renewed)", after))

    def _number_opens(self, i: int, adjacent: bool, nxt: str) -> bool:
        """"13 Reasons Why", "1899": a number that starts or is a name."""
        word = self.words[i].group()
        before = self.words[i - 1].group().lower() if i else ""
        if before in _CALENDAR or before in ROLE_WORDS or before in ("no", "number", "top", "rank", "may"):
            return False
        if self.text[self.words[i].start() - 1 : self.words[i].start()] == "#":
            return False
        if re.match(r"(?:1[0-8]\d\d|\d-\d-\d)$", word):
            return before not in ("in", "since", "from", "by", "of", "until", "to", "circa", "around", "year")
        if adjacent and nxt[0].isupper() and re.match(r"\d\d?$", word):
            return not self._stops(i + 1) and nxt.lower() not in FUNCTION_WORDS and not self._is_lexical(i + 1)
        return False

    def _gather(self, i: int) -> int:
        """Take the longest run of name words from word `i`; returns the word after it."""
        self.run = last = i
        j = i + 1
        while j < len(self.words):
            step = self._joins(last, j)
            if step is None:
                break
            last = step
            j = step + 1
        start, end = self.words[i].start(), self.words[last].end()
        raw = self.text[start:end]
        if raw.endswith("'s"):
            end -= 2
        if self.text[end : end + 1] == "." and (re.search(r"\b(?:Jr|Sr)$", raw) or len(raw) < 12 and re.search(r"\b(?:[A-Z]\.)+[A-Z]$", raw)):
            end += 1  # "J.C." keeps its stop
        self._append(i, start, end)
        return last + 1

    def _append(self, i: int, start: int, end: int) -> None:
        text = self.text[start:end]
        low = text.lower()
        words = re.split(r"[ -]", low)
        if all(w in PLACES or w in NATIONALITIES or w in ("new", "city", "language", "speaking", "born") for w in words) or " " not in low and low in ROLE_WORDS or low in ("the us", "the uk", "the united states", "tv", "ceo", "la", "season", "english", "non-english"):
            return
        self.found.append(Name(start, end, text, OTHER, False, self._initial(i)))

    def _joins(self, last: int, j: int) -> int | None:
        """The index of the last word taken if the run goes on past word `last`, else None."""
        gap = self.text[self.words[last].end() : self.words[j].start()]
        word = self.words[j].group()
        prev = self.words[last].group()
        if self.words[j].start() in self.quoted:
            inner = self.quoted[self.words[j].start()]
            nick = " " not in inner.text and self.text[inner.end + 1 : inner.end + 2] == " " and gap in (' "', " '")
            nxt = self.text[inner.end + 2 : inner.end + 3]
            return j + 1 if nick and nxt.isupper() and j + 1 < len(self.words) else None
        if prev.endswith("'s") and (" " in self.text[self.words[0].start() : self.words[last].start()] and self._person_before(last) or word in ("The",)):
            return None
        if gap == ". " and (bare(prev).lower() in _TITLES or re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]", prev)):
            gap = " "
        if gap in (" ", " & "):
            return self._joins_space(last, j, word)
        if gap == ": " and word[0].isupper() and not self._stops(j) and not self._label(last) and not self._aside(last):
            return None if self._is_lexical(j) and word not in ("The",) else j
        if gap in (" \u2014 ", " - ") and word[0].isupper() and not self._stops(j) and self._dash_title(j):
            return j
        if gap in ("! ", "? ") and self.quoted:
            return None
        return None

    def _person_before(self, last: int) -> bool:
        # "Robert Kirkman's Invincible": two words and a possessive are somebody's, one is a brand.
        prior = self.words[last - 1].group() if last > self.run else ""
        return bool(prior[:1].isupper()) and prior not in ("The", "A") and prior.lower() not in FUNCTION_WORDS

    def _label(self, last: int) -> bool:
        word = self.words[last].group().lower()
        return last == 0 and (word in FUNCTION_WORDS or word in ROLE_WORDS or self.words[0].group().isupper() and len(word) > 1) or len(word) == 1 and word in "qa"

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
        return bool(re.match(r"(?:[A-Z0-9][\w'.&-]*:? |of |the |and |in ){1,9}(?:has|had|was|is|will|gets|follows|stars)\b", rest))

    def _joins_space(self, last: int, j: int, word: str) -> int | None:
        low = word.lower()
        if word[0].isupper():
            if self._stops(j) and not (low in WEEKDAYS and False):
                return None
            hit = self.lexicon.at(self.words, j, self.text)
            if hit and hit[1] in "NO" and (hit[0] > 1 or hit[1] == NETWORK):
                return None
            return j
        if word.isdigit():
            return None
        if low in _PARTICLES and self._capital(j + 1, 1):
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
        small = []
        k = j
        while k < len(self.words) and len(small) < 3 and self.words[k].group().islower() and self.words[k].group() in _LINKS:
            if self.text[self.words[k - 1].end() : self.words[k].start()] != " ":
                return None
            small.append(self.words[k].group())
            k += 1
        if not small or not self._capital(k, 1) or self._is_lexical(k) and self.lexicon.at(self.words, k, self.text)[1] in "NO":  # type: ignore[index]
            return None
        phrase = " ".join(small)
        wordy = any(w.group().lower() in FUNCTION_WORDS and n > 0 or w.group().lower() in _VERBAL for n, w in enumerate(self.words[self.run : j]))
        if wordy and phrase in ("in", "in the", "on", "on the", "at", "at the", "for", "for the", "with", "with the", "from", "from the", "to the", "by the"):
            return k  # "What We Do in the ...": words of a sentence, with capitals, go on as a title
        if bare(self.words[k].group()).lower() in PLACES | NATIONALITIES:
            return None
        if phrase == "with":  # talk shows are named so
            return k if self.words[j - 1].group() in ("Show", "Live", "Night", "Tonight") else None
        if phrase.startswith("of") and j - self.run == 2 and self._somebody(j) and self.text.count(self.text[self.words[j - 2].start() : self.words[k].end()]) < 2:
            return None
        if phrase in ("of", "of the", "of a", "of an", "is the", "at a", "in a", "and the", "to the", "in the", "on the", "the", "for the", "with the", "at the", "from the") :
            if phrase in ("for the", "with the", "at the", "from the", "on the", "and the", "to the", "the", "in the"):
                # Only a title goes on to a verb, a stop or a bracket right after the capital.
                rest = self.text[self.words[k].end() :][:14]
                if not re.match(r"(?: [A-Z]\w+)?(?:\"|'|:| \(| (?:has|was|is|will|gets|had)\b)", rest) and phrase != "and the":
                    return None
            return k
        return None

    def _somebody(self, j: int) -> bool:
        """Whether the two words before `j` look like a person ("Ann Lee of ...")."""
        prior = [w.group() for w in self.words[max(0, j - 2) : j]]
        return len(prior) == 2 and all(p[0].isupper() and p.lower() not in FUNCTION_WORDS | ROLE_WORDS and not p.endswith("s") for p in prior)
