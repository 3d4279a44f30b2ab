"""Which proper names are series: judged from how the text uses each of them, everywhere in it.

Every mention gives evidence: what stands before it ("second season of", "legal drama", "renewed"),
what follows ("season 3", "has been axed", "premiered"), whether it is quoted, in the headline, or
known. The sum decides; people, films and source books speak against themselves the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from cliffhanger.news.names.evidence import evidence_of, person_shaped
from cliffhanger.news.names.known import OTHER, PERSON, SERIES, Name
from cliffhanger.news.names.lexicon import GENRE_HEADS
from cliffhanger.news.phrase import Phrase

if TYPE_CHECKING:
    from cliffhanger.news.story import Sentence

ENOUGH = 2.0


"""Evidence needed: one strong sign, or a quoted name and nothing against it."""


def classify(sentences: list[Sentence], headline: str) -> None:
    """Set the kind of every open name: S, P or X. The same name has the same kind throughout."""
    score: dict[str, float] = {}
    person: dict[str, float] = {}
    open_names: dict[str, Name] = {}
    for s in sentences:
        for i, name in s.names.items():
            if name.kind in "XSP":
                key = name.key
                gain, human = evidence_of(s, i, name)
                score[key] = score.get(key, 0.0) + gain
                person[key] = person.get(key, 0.0) + human
                open_names.setdefault(key, name)
    low = headline.lower()
    for key in open_names:
        score[key] += _in_headline(key.replace("'", ""), low, score[key], person[key])
    for key, bonus in _standing(sentences, score, person).items():
        score[key] += bonus
    _people_lists(sentences, person)
    _surnames(open_names, person, score)
    kinds = {
        key: _kind(name, score[key] - person[key], person[key]) for key, name in open_names.items()
    }
    _spread(sentences, kinds, person)
    _opening(sentences, kinds, score, person)
    _listed(sentences, kinds)
    _antecedents(sentences, kinds, person)
    _shorten(kinds)
    for s in sentences:
        for name in s.names.values():
            if name.kind in "XSP":
                name.kind = kinds.get(name.key, name.kind)


_LINE_HEAD = Phrase(
    r"(?:[-*\u2022] |\d{1,2}[.)] )?[XPS](?:$|:$| ?\((?:N|photo|picture)[^)]*\)| ?(?:\u2014|"
    r"-|:) (?:N|renewed|cancel|season|\d))"
)


def _standing(
    sentences: list[Sentence], score: dict[str, float], person: dict[str, float]
) -> dict[str, float]:
    """What a name gains by standing alone on a line, or by coming again and again."""
    times: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for s in sentences:
        for n in s.names.values():
            times[n.key] += 1
        m = _LINE_HEAD.match(s)
        if (
            m
            and s.names
            and (n := s.names[next(iter(s.names))]).kind in "XPS"
            and len(s.text) < 200
        ):
            heads[n.key] += 1
    bonus: dict[str, float] = {}
    many = len(heads) >= 2
    for key in score:
        gain = 0.0
        if heads[key] and not person[key] and times[key] > heads[key]:
            gain += 2.0 if many else 1.0
        if times[key] >= 3 and not person[key] and score[key] > 0:
            gain += 1.0
        bonus[key] = gain
    return bonus


_TELEVISION = re.compile(
    r"\b(?:series|season|seasons|show|showrunner|episodes?|renewed|cancel+ed|axed|sitcom|"
    r"drama|comedy|streamer|network|programme)\b"
)


_CINEMA = re.compile(r"\b(?:film|films|movie|movies|box office|cinemas?)\b")


def _opening(
    sentences: list[Sentence],
    kinds: dict[str, str],
    score: dict[str, float],
    person: dict[str, float],
) -> None:
    """News about television names its series at the start. If nothing there is one, the name that
    is said most, and of which nothing speaks for a person, is taken for it."""
    start = sentences[:4]
    if any(kinds.get(n.key) == SERIES for s in start for n in s.names.values()):
        return
    whole = " ".join(s.text for s in sentences)
    if len(_TELEVISION.findall(whole)) < 3 or len(_CINEMA.findall(whole)) * 2 > len(
        _TELEVISION.findall(whole)
    ):
        return
    times = Counter(n.key for s in sentences for n in s.names.values())
    people = {
        w.lower()
        for s in sentences
        for n in s.names.values()
        if n.kind in "XP" and person.get(n.key, 0) >= 1
        for w in n.text.split()
    }
    best: tuple[float, str] | None = None
    for place, s in enumerate(start):
        for i, n in s.names.items():
            if (
                n.kind not in "XP"
                or person.get(n.key, 0) >= 1
                or n.key in people
                or (n.initial and " " not in n.text and times[n.key] < 2)
            ):
                continue
            if s.text[i + 1 : i + 3] == "'s" and times[n.key] < 2:
                continue
            value = (
                score.get(n.key, 0.0)
                + min(times[n.key], 4)
                - 0.3 * place
                + (0.6 if not person_shaped(n.text) else 0.0)
            )
            if best is None or value > best[0]:
                best = (value, n.key)
    if best is not None and best[0] >= 1.2:
        kinds[best[1]] = SERIES


_FATE = re.compile(
    r",? (?:is |has been |was |gets |will |are |tv show |series |new )*(?:renew|cancel|axe|"
    r"season|series|end|final|pick|return|scrap|drop|premiere|s\d|renov)"
)


_FATED = re.compile(
    r"(?:renews|renew|cancels|cancel|axes|axed|cancelled|canceled|renewed|scraps|season of|"
    r"series of) (?:the )?$"
)


def _in_headline(key: str, headline: str, score: float, human: float) -> float:
    """What the headline, or the headline in the address, adds to a name."""
    if human >= 2 or len(key) < 3:
        return 0.0
    at = headline.find(key)
    while at >= 0 and (
        headline[at - 1 : at].isalnum() or headline[at + len(key) : at + len(key) + 1].isalnum()
    ):
        at = headline.find(key, at + 1)
    if at < 0:
        return 0.0
    said = _FATE.match(headline, at + len(key)) or _FATED.search(headline, max(0, at - 20), at)
    return 2.0 if said else 1.0 if score > 0 else 0.0


def _people_lists(sentences: list[Sentence], person: dict[str, float]) -> None:
    """In "created by Ann Lee and Bo Hill" the second is as much a person as the first."""
    for s in sentences:
        for m in _LIST.finditer(s):
            members = [s.names[i] for i in range(*m.span()) if i in s.names]
            if person.get(members[0].key, 0) >= 2 and person_shaped(members[0].text):
                for n in members[1:]:
                    if (
                        not n.quoted
                        and n.key in person
                        and (person_shaped(n.text) or " " in n.text)
                    ):
                        person[n.key] += 2.0


def _surnames(names: dict[str, Name], person: dict[str, float], score: dict[str, float]) -> None:
    """A lone word that is a part of some person's name is more likely the person."""
    people = [n for n in names.values() if person_shaped(n.text) and not n.title]
    last = {n.text.split()[-1].lower() for n in people}
    first = {n.text.split()[0].lower() for n in people}
    for key, n in names.items():
        if n.quoted or (n.title and score[key] >= 4.0):
            continue
        if key in last:
            person[key] += 4.0
        elif n.title and key in first and " " not in n.text:
            person[key] += 2.0


def _kind(name: Name, score: float, human: float) -> str:
    if score >= ENOUGH:
        return SERIES
    if person_shaped(name.text) and not name.title:
        return PERSON
    return PERSON if human >= 2 and " " in name.text else OTHER


_LIST = Phrase(
    r"[SXPO](?:,(?: and| or)? [SXPO]| (?:and|or|&) [SXPO]|(?:,|;)? (?:and|or|plus|"
    r"as well as) [SXPO])+"
)


def _spread(sentences: list[Sentence], kinds: dict[str, str], person: dict[str, float]) -> None:
    """A name listed between series is a series too, if nothing says that it is a person."""
    for s in sentences:
        for m in _LIST.finditer(s):
            members = [s.names[i] for i in range(*m.span()) if i in s.names]
            sure = [n for n in members if kinds.get(n.key) == SERIES]
            people = sum(person.get(n.key, 0) > 0 for n in members)
            if not sure or people or len(sure) * 4 < len(members):
                continue
            for n in members:
                if kinds.get(n.key) in (OTHER, PERSON):
                    kinds[n.key] = SERIES


_NUMBERED = Phrase(r"\d{1,2}[.)] [SXP]")


def _listed(sentences: list[Sentence], kinds: dict[str, str]) -> None:
    """In a numbered list where some lines are series, all are (a chart does not mix in people)."""
    run: list[Sentence] = []
    for s in [*sentences, None]:
        if s is not None and _NUMBERED.match(s):
            run.append(s)
            continue
        heads = [n for r in run if (n := r.names.get(r.text.find(" ") + 1)) is not None]
        if sum(kinds.get(n.key) == SERIES for n in heads) * 2 > len(heads):
            for n in heads:
                kinds[n.key] = SERIES
        run = []


_BACK = Phrase(
    rf"^(?:on \w+, )?(?:the|this) (?:\w+[ -]){{0,3}}?(?:{GENRE_HEADS}|series|show|"
    rf"programme|sitcom)\b"
    rf"|\b(?:renewed|cancel+ed|axed|scrapped|picked up|dropped) (?:(?:the|"
    rf"its) (?:\w+[ -]){{0,3}}?(?:{GENRE_HEADS}|series|show|programme)\b|it\b|that\b)"
    rf"|^(?:the|its|it|season)\b(?=.*\b(?:series|season|show)\b)"
)


_TALE = Phrase(
    rf"\b(?:the|this) (?:[\w-]+[ -]){{0,2}}?(?:{GENRE_HEADS}|series|"
    rf"show)\b[^.;]{{0,60}}\b(?:renewed|cancel+ed|axed|scrapped)\b|\b(?:renewed|cancel+ed|"
    rf"axed|scrapped) the (?:[\w-]+[ -]){{0,2}}?(?:{GENRE_HEADS}|series|show)\b"
)


_IT = Phrase(r"\b(?:renewed|cancel+ed|axed|scrapped|picked up|dropped) it\b")


def _antecedents(
    sentences: list[Sentence], kinds: dict[str, str], person: dict[str, float]
) -> None:
    """After "The crime drama ...", what the sentence before named is that drama."""
    times = Counter(n.key for s in sentences for n in s.names.values())
    for before, s in pairwise(sentences):
        # "it" is more often what the passage was about than what was named last
        reach = 3 if _IT.search(s) else 1
        near = sentences[max(0, s.index - reach) : s.index + 1]
        if not before.names or any(
            kinds.get(n.key) == SERIES for x in near for n in x.names.values()
        ):
            continue
        if not (_BACK.search(s) or _TALE.search(s)):
            continue
        if re.search(r"\b(?:film|movie)s?\b", before.text) or (
            before.block != s.block and s.block - before.block > 1
        ):
            continue
        known = any(k == SERIES for k in kinds.values())
        tale = _TALE.search(s)
        open_ = [
            n
            for i, n in before.names.items()
            if n.kind in "XP"
            and not person.get(n.key)
            and (not n.initial or " " in n.text or not known)
            and before.text[i - 4 : i] not in (" by ",)
        ]
        first = not any(
            kinds.get(n.key) == SERIES for x in sentences[: s.index] for n in x.names.values()
        )
        if open_ and (
            not known
            or tale
            or first
            or re.match(r"its (?:\w+) (?:season|series)\b", s.text)
            or not s.text.startswith(("the ", "this ", "it", "season"))
        ):
            kinds[max(open_, key=lambda n: (times[n.key], n.start)).key] = SERIES


def _shorten(kinds: dict[str, str]) -> None:
    """ "Avatar" is "Avatar: The Last Airbender" once the full title has been given."""
    heads = {
        h
        for h in (
            re.split(r":| \u2014 | - ", key)[0].strip()
            for key, kind in kinds.items()
            if kind == SERIES
        )
        if len(h) > 2
    }
    for key, kind in kinds.items():
        if kind == OTHER and key in heads:
            kinds[key] = SERIES
