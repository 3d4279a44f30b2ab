"""Seasons named in a sentence: "a second season", "two more series", "Seasons 11, 12, and 13"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cliffhanger.news.names.lexicon import NUMBERS, ORDINALS
from cliffhanger.news.phrase import Masked, Phrase

NOUN = (
    r"(?:seasons?|series|runs?|outings?|instal?lments?|chapters?|cycles?|helpings?|"
    r"batch(?:es)?|volumes?|rounds?|editions?|terms?)"
)
ORD = "(?:" + "|".join(ORDINALS) + r"|\d\d?(?:st|nd|rd|th))"
NUM = "(?:" + "|".join([*(w for w in NUMBERS if w != "zero")]) + r"|\d\d?)"
_WORDS = (
    r"(?:(?:and |& )?(?:final|last|concluding|closing|upcoming|new|potential|possible|full|"
    r"whole|further|more|additional|hit|live-action|straight|successive|consecutive|planned|"
    r"ordered|\w+-episode|current|latest|forthcoming|extra) ){0,3}"
)

ORDINAL_SEASON = Phrase(
    rf"\b(?P<o1>{ORD})(?P<more>(?:(?:,|,? and|,? or|/| &|-| to|"
    rf" through) ?{ORD})*),?[ -]{_WORDS}(?P<noun>{NOUN})\b(?! of (?:the )?(?:month|year))"
)
NUMBERED_SEASON = Phrase(
    rf"\b(?:seasons?|series|s|cycles?|volumes?|(?:(?<=S: )|(?<=S )|"
    rf"(?<=S, ))part) ?(?P<n1>(?<=s)\d\d?|{NUM})\b(?!/\d\d|%|\.\d|,\d| (?:million|billion|"
    rf"episodes?|weeks?|days?|months?|years?|hours?|shows?|actors?|regulars?|times|more))"
    rf"(?P<more>(?:(?:,? (?:and|or|to|through|&)|,|-|/) ?(?:seasons? |"
    rf"series )?{NUM}\b(?!\.\d|m\b| (?:million|episodes?|years?|months?|weeks?|more)))*)"
)
COUNTED = Phrase(
    rf"(?<![\d][-/])\b(?P<count>{NUM}|another|an additional|a further|one more|a new|"
    rf"a single|just one|"
    rf"a couple(?: of)?|"
    rf"several)(?: (?P<count2>{NUM}))?(?P<extra>(?: (?:more|further|additional|brand new|"
    rf"brand-new|new|extra|other|entire|whole|full|successful|acclaimed|straight|lone|sole|"
    rf"single))*)[ -](?P<noun>season|seasons|series|runs?|outings?|go-rounds?|cycles?|"
    rf"years|batch|instal?lments?|chapters?|renewals?)\b(?!-long)"
)
# "... whose third season is being made, is to have a fourth".
_ELLIPTIC = Phrase(
    rf"\b(?:an?|(?:for|get|gets|into) its) ({ORD})(?=[.,;)]|$| and (?!final|last)| on |"
    rf" too\b| after\b)"
)
_BOTH_COUNTS = Phrase(rf"\b(?P<count>{NUM})(?:,| and|, and) (?={NUM} (?:seasons|series)\b)")
# "A and B after one season and C after two".
_AFTER_SO_MANY = Phrase(
    rf"\b(?:after|ran for|lasted) (?:just |only )?(?P<count>{NUM})(?=[.,;)]|$| and)"
)
_ENDED_AFTER = Phrase(
    r"\b(?:cancel+ed|axed|ended|dropped|scrapped|over|finished|done|gone|binned)\b[^.;,]{0,24}"
    rf" after (?:just |only )?(?P<count>{NUM})(?=[.,;)]|$| and)"
)
SHORT = Phrase(r"\bs(?P<n1>\d\d?)\b")
MORE = re.compile(
    r"\b(?:more|further) (?:seasons|episodes|runs|series|chapters|adventures|"
    r"instal?lments)\b|\bmore of (?=[S]|its|the)|\b(?:for|go-ahead for|"
    r"green light for) more\b"
)
LAST = re.compile(r"\b(?:final|last)\b")


@dataclass(frozen=True, slots=True)
class SeasonRef:
    """Season words: where they stand, the numbers or how many, and whether the last."""

    start: int
    end: int
    numbers: tuple[int, ...]
    count: int | None
    last: bool

    @property
    def first(self) -> int | None:
        """The lowest season named."""
        return min(self.numbers) if self.numbers else None

    @property
    def ordered(self) -> int | None:
        """How many seasons the words are about, if they say it."""
        return self.count if self.count is not None else len(self.numbers) or None


def number(word: str) -> int | None:
    """1..99 from a cardinal, an ordinal or digits; None for any other word."""
    if word in NUMBERS:
        return NUMBERS[word]
    if word in ORDINALS:
        return ORDINALS[word]
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else None


def _numbers(first: str, more: str) -> tuple[int, ...]:
    found = [
        n for w in re.findall(r"[a-z]+|\d+", f"{first} {more}") if (n := number(w)) is not None
    ]
    if len(found) == 2 and found[1] < found[0]:
        return (found[0],)  # "a season three, and season two hasn't begun"
    if (
        re.search(r"\d ?(?:-|to|through) ?\d|(?:to|through) ", more)
        and len(found) == 2
        and found[0] < found[1] < found[0] + 12
    ):
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)


_GATE = Phrase(
    r"season|series|\bs\d|run|outing|instal|chapter|cycle|helping|batch|part |years|round|"
    r"renew|edition|term|volume|order|return|back|after"
)


def find_seasons(s: Masked) -> list[SeasonRef]:
    """Every mention of seasons in a masked text, in order; none overlaps another."""
    text = s.text
    if not _GATE.search(s):
        return []
    found: list[SeasonRef] = []
    for m in ORDINAL_SEASON.finditer(s):
        last = bool(LAST.search(m.group()))
        if m["noun"] == "rounds" or (
            m["noun"] == "series" and text[m.end() : m.end() + 7] == " finale"
        ):
            continue
        found.append(SeasonRef(*m.span(), _numbers(m["o1"], m["more"]), None, last))
    for pattern in (NUMBERED_SEASON, SHORT):
        for m in pattern.finditer(s):
            numbers = _numbers(m["n1"], m["more"] if "more" in m.groupdict() else "")
            if numbers and 0 not in numbers:
                _add(found, SeasonRef(*m.span(), numbers, None, False))
    for m in _ELLIPTIC.finditer(s):
        _add(found, SeasonRef(*m.span(1), _numbers(m[1], ""), None, False))
    for m in COUNTED.finditer(s):
        ref = _counted(m, text)
        if ref:
            _add(found, ref)
    if "respectively" in text:
        for m in _BOTH_COUNTS.finditer(s):
            _add(found, SeasonRef(*m.span("count"), (), number(m["count"]), False))
    for pattern in (_AFTER_SO_MANY,) if found else (_ENDED_AFTER,):
        for m in pattern.finditer(s):
            _add(found, SeasonRef(*m.span("count"), (), number(m["count"]), False))
    found.sort(key=lambda r: r.start)
    return found


def _counted(m: re.Match[str], text: str) -> SeasonRef | None:
    # "two new series" are two shows to an American; only more of them are seasons.
    extra = m["extra"]
    more = m["count"] in (
        "another",
        "an additional",
        "a further",
        "one more",
        "a new",
    ) or re.search("more|further|additional|extra", extra)
    if m["noun"] in ("series", "years") and not more:
        before = text[max(0, m.start() - 8) : m.start()]
        of_one = re.match(
            r" (?:and |of (?:the |its )?\S{0,12} ?\S{0,12} ?\S{0,12} ?(?:S|series|drama|"
            r"comedy|sitcom|show))",
            text[m.end() :],
        )
        if not (of_one or before.endswith(("after ", "just ", "only ", "over "))):
            return None
    if m["count"] == "a new" and m["noun"] not in ("season", "run"):
        return None
    if m["noun"] == "series" and more and (number(m["count2"] or m["count"]) or 0) > 3:
        return None  # "11 more series": shows
    count = (
        number(m["count2"] or m["count"])
        if m["count2"] or m["count"] in NUMBERS or m["count"].isdigit()
        else None
    )
    if count is None:
        count = 2 if m["count"].startswith("a couple") else None if m["count"] == "several" else 1
    return SeasonRef(*m.span(), (), count, bool(LAST.search(extra)))


def _add(found: list[SeasonRef], ref: SeasonRef) -> None:
    if not any(ref.start < o.end and o.start < ref.end for o in found):
        found.append(ref)
