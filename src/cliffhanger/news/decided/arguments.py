"""Which series a decision is about: what stands after its words, before them, or is meant."""

from __future__ import annotations

import re

from cliffhanger.news.focus import MANY, ONE, aside, list_to, listed_from, stand_for, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

_SOME = re.compile(
    r"\b(?:quartet|trio|pair|slew|raft|batch|number|host|range|armful|clutch|bunch|string|handful|"
    r"bundle|slate|spate|swathe|couple|pile|lot) of (?:[\w-]+ ?){1,4}|"
    r"\b(?:new|several|some|many|handful|dozen|few|eight|other|most|all|no|every|any|which|"
    r"these days|such|how)\b (?:\w+ ){0,3}?(?:series|shows|show|dramas|originals|titles|"
    r"programmes|seasons)\b"
)


_QUANTITY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|many|a \w+ of|"
    r"quartet of|trio of|pair of|dozens of|most|no other|none) (?:of )?(?:the |its |their |"
    r"N's |N )*(?:[\w+'-]+ ){0,3}?(?:series|shows|dramas|comedies|originals|titles|"
    r"cartoons|programmes|sitcoms|newcomers|freshm[ae]n|rookies|favou?rites)\b[^.;SPX]{0,60}$"
)


_ANY_SHOW = re.compile(r"\b(?:a|any|another|one) (?:\w+ )?(?:show|series|programme)\b[^,;]*$")
_BRANDED = Phrase(
    r"S(?:'s)? (?:spin-?off|prequel|sequel|offshoot|based)(?: series| show| drama)? S"
)


_OBJECT = Phrase(
    r"(?!\w)(?:(?:[^SPO.;!?]|P(?='s|-| \(P\)| starring| drama| comedy)|(?<=\()P){0,70}?[ '(/])?S"
)


# After words that may have their series on either side, only what is joined to them is theirs.
_JOINED = re.compile(
    r"(?: (?:of|for|on|to|with|about|regarding|over))?(?: [\w'-]+){0,9}"
    r"(?:(?:,? (?:including|among them|namely|such as)|:)(?: [\w'-]+){0,4})?[ (]*$"
)


Series = list[tuple[str, int | None]]
"""Keys of series, each with its position where it is named and None where it is meant."""


def _at(s: Sentence, places: list[int]) -> Series:
    return [(s.key(i), i) for i in places]


def objects(s: Sentence, start: int, end: int, *, near: bool = False) -> Series:
    """The series that stand after position `end`, named or meant."""
    text = s.text
    inside = list(s.series(start, end))
    if inside:
        return _at(s, listed_from(s, inside[0]))
    if text[end - 1 : end] == ":":
        return _at(s, after_colon(s, end))
    m = _named_behind(s, end, near=near)
    ref = ONE.search(s, max(start, end - 3), min(len(text), end + 40))
    if ref and text[ref.start() : ref.end()].startswith(("its ", "their ")) and _behind(s, end):
        ref = None
    many = MANY.search(s, end, min(len(text), end + 50))
    meant = stand_for(s, many.start()) if many and many.start() - end < 25 else []
    if many and len(meant) > 1 and (not m or many.end() < m.end()):
        return [(k, None) for k in meant]
    if m and not (ref and _is_meant_first(text, ref, m)):
        found = _object_at(s, end, m.end() - 1)
        if found is not None:
            return found
    if len(meant) > 1:
        return [(k, None) for k in meant]
    if ref and ref.start() - end < 25 and not _SOME.search(text[end : ref.end()]):
        key = stands_for(s, start)
        return [(key, None)] if key else []
    return []


def _behind(s: Sentence, end: int) -> re.Match[str] | None:
    """What leads to the first series after position `end`."""
    if end < len(s.text) and s.text[end] == "S":
        return _S.match(s.text, end)
    return _OBJECT.match(s, end) if end < len(s.text) and s.text[end - 1] != "S" else None


def _named_behind(s: Sentence, end: int, *, near: bool) -> re.Match[str] | None:
    m = _behind(s, end)
    joined = not near or (m and _JOINED.fullmatch(s.text[end : m.end() - 1]))
    return m if joined else None


def _is_meant_first(text: str, ref: re.Match[str], m: re.Match[str]) -> bool:
    """Whether "the show" comes before the name and is not the name's own: "the drama S"."""
    own = re.match(r"(?:the|this|its) [^,.;]*S$", text[ref.start() : m.end()])
    return ref.end() < m.end() and not own


def _object_at(s: Sentence, end: int, first: int) -> Series | None:
    """The series at position `first` and those listed with it, if they are what is decided on."""
    if _OFFSHOOT.match(s.text, first + 1):
        return []  # "killed the S prequel"
    if _member_of_other(s, first):  # "a second season to its spin-off of S": not to S
        return [(s.topic, None)] if s.topic and s.topic != s.key(first) else []
    if (brand := _BRANDED.match(s, first)) is not None:  # "to S spin-off S": the latter
        first = brand.end() - 1
    between = s.text[end:first]
    some = _SOME.search(between)
    if not some and not _GOES_ELSEWHERE.search(between):
        return [(s.key(i), i) for i in listed_from(s, first) if not _member_of_other(s, i)]
    if some and re.search(r"[:,\u2014]|including|among", between):
        return _at(s, listed_from(s, first))
    return None


_S = re.compile("S")
_GOES_ELSEWHERE = re.compile(
    r"\b(?:was|were|is|are|has|had|who|which|when|where|said|not|alongside|like|"
    r"from|because|while)\b|, (?:and|but) "
)
_OFFSHOOT = re.compile(
    r" (?:prequel|spin-?off|sequel|offshoot|movie|film|pilot)\b(?! (?:series |show )?S)"
)
_NO_ITEM = re.compile(
    r"(?:\b(?:from|of|by|like|than|with|alongside|to|behind|after)|\([^)]*) (?:the |its |N's )?$"
)


def after_colon(s: Sentence, start: int) -> list[int]:
    """The series of a list behind a colon, over commas and semicolons to the end."""
    return [i for i in s.series(start) if not _NO_ITEM.search(s.text[start:i])]


def _member_of_other(s: Sentence, i: int) -> bool:
    return bool(re.search(r"\b(?:spin-?off|prequel|sequel) (?:of|to) (?:the )?$", s.text[:i]))


def subjects(s: Sentence, start: int, end: int) -> Series:
    """The series that stand before position `start`, named or meant, else after the words."""
    inside = s.series(start, end)
    if inside:
        return _at(s, listed_from(s, inside[0]))
    own = ONE.search(s, start, end)
    if own and end - start > 30 and (key := stands_for(s, own.start())):
        return [(key, None)]
    if behind := _behind_preposition(s, start, end):
        return behind
    floor = _floor(s.text, start)
    if _QUANTITY.search(s.text[floor:start]):
        return _listed_after(s, end)
    if _ANY_SHOW.search(s.text[floor:start]) and not s.series(floor, start):
        return []
    found = _subject(s, floor, start)
    return _topic_of(s, floor, start) if found is None else found


def _behind_preposition(s: Sentence, start: int, end: int) -> Series:
    """ "It is over for S": the series after words that end in a preposition."""
    text = s.text
    if not re.search(r"(?:for|of|on|to)$", text[start:end]) or "S" not in text[end : end + 60]:
        return []
    named = s.series(end, end + 60)
    near = named and not re.search(r"[.;]", text[end : named[0]])
    return _at(s, listed_from(s, named[0])) if near else []


def _listed_after(s: Sentence, end: int) -> Series:
    """ "Six shows are cancelled: S, S ..." and "four were, among them S"."""
    if s.text[end : end + 1] == ":":
        return _at(s, after_colon(s, end))
    listed = _AMONG.match(s.text, end)
    return _at(s, listed_from(s, listed.end() - 1)) if listed else []


def _subject(s: Sentence, floor: int, start: int) -> Series | None:
    """The series named before the verb, or meant by a word there; None where neither is."""
    text = s.text
    refs = list(ONE.finditer(s, floor, start))
    many = list(MANY.finditer(s, floor, start))
    held = [i for i in s.series(floor, start) if not _CREDIT.search(text, 0, i)]
    named = [i for i in held if not aside(s, i)] or held
    if named and (not refs or _is_named(text, named[-1], refs[-1])):
        last = _subject_of(s, named, start)
        alone = text[last + 1 : start] == " (" or _ONE_WHICH.match(text, last + 1)
        return _at(s, [last] if alone else list_to(s, last))
    if many and not named:
        keys = stand_for(s, many[-1].start())
        if keys and not _person_between(text, many[-1].end(), start):
            return [(k, None) for k in keys]
    if refs and not _person_between(text, refs[-1].end(), start):
        key = stands_for(s, refs[-1].start())
        return [(key, None)] if key else []
    return None


def _is_named(text: str, last: int, ref: re.Match[str]) -> bool:
    """Whether the name rather than the word is the subject: the word is its own, or before it."""
    before = ref.start() < last or text[ref.start() : ref.end()] in ("its", "it")
    return before or _owns(text, last, ref.start())


def _topic_of(s: Sentence, floor: int, start: int) -> Series:
    """What the passage is about, where the words before the verb leave room for it."""
    said = s.text[floor:start]
    topic: Series = [(s.topic, None)] if s.topic else []
    if re.match(r"[^\w]*$", said) and floor < 3:
        return topic if start < 3 else []
    if _DECIDER.search(s.text, floor, start):
        return topic
    if _SOME.search(said) or re.search(r"[PXO]", said) or _OTHERS.search(said):
        return []
    return topic if _ROOM.search(said) or start - floor < 25 else []


_AMONG = re.compile(r"[^SPX.;]{0,24}(?:among them|including|namely|:|\u2014|,)[^SPX.;]{0,20}S")
_OTHERS = re.compile(
    r"\b(?:they|we|you|he|she|shows|line-?up|slate|roster|movies?|films?|titles)\b"
)
_ROOM = re.compile(r"\bN\b|streamer|network|season|series|there|channel|broadcaster|but|and\b")
# "according to which N is not going to order a second season": the network decides on the topic.
_DECIDER = re.compile(
    r"\bN(?:'s)? (?:(?:is|was|has|had|will|would|does|did|do)(?:n't)?(?: \w+){0,2} ?)?$"
)
# "P (S, S), who wrote it": earlier credits.
_CREDIT = re.compile(r"[PX] \((?:[SPX](?:,| and) )*$")
_ONE_WHICH = re.compile(
    r"(?: \([^)]*\))?,? (?:which|that) (?:is|was|has|hasn't|isn't|wasn't|gets|got)\b"
)


def _floor(text: str, start: int) -> int:
    """Where the reach of a subject ends, going back: the sentence, or a strong break."""
    k = max(text.rfind(";", 0, start), text.rfind(". ", 0, start))
    return max(k + 1, 0)


def _owns(text: str, i: int, ref: int) -> bool:
    # "S, the drama about ..., was axed": the words in apposition are the series itself.
    return i < ref and bool(
        re.match(r",? (?:the|a|an|its)\b", text[i + 1 : ref + 4]) or ref - i < 4
    )


def _person_between(text: str, start: int, end: int) -> bool:
    return bool(
        re.search(
            r"(?<!starring )(?<!from )(?<!by )(?<!with )(?<!about )(?<!and )(?<!, )(?<!star )"
            r"\bP\b(?! (?:said|says|and))",
            text[start:end],
        )
    ) and not re.search(r"\bN\b", text[start:end])


def _subject_of(s: Sentence, named: list[int], start: int) -> int:
    """Of several series before a verb, the one it belongs to: none inside "which" or "()"."""
    text = s.text
    for i in reversed(named):
        between = text[i:start]
        opening = max(text.rfind(", which", 0, i), text.rfind(", who", 0, i), text.rfind("(", 0, i))
        closed = (
            opening < 0
            or any(text.rfind(c, opening + 1, i) > opening + 3 for c in ")")
            or ("," not in between and ")" not in between)
        )
        if closed or len(named) == 1:
            return i
    return named[-1]


def relative(s: Sentence, start: int) -> list[tuple[str, int | None]]:
    """ "S, a cop comedy that N had axed": the series stands before the network."""
    m = re.search(
        r"(?:that|which|,) (?:N|the \w+) (?:had |has |have |just |once |already |since |"
        r"now |also |\w+ly )*$",
        s.text[:start],
    )
    if not m:
        return []
    named = list(s.series(0, m.start() + 1))
    return [(s.key(i), i) for i in list_to(s, named[-1])] if named else []
