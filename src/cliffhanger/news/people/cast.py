"""Actors: cast lists, "plays", brackets, and lists of names in sentences about a cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cliffhanger.news.people.people import Cast

import re
from collections.abc import Iterator

from cliffhanger.news.focus import listed_from
from cliffhanger.news.names.known import PERSON
from cliffhanger.news.people.billing import billed, shared_parts
from cliffhanger.news.people.parts import said_parts
from cliffhanger.news.people.playing import CAST_AFTER, CAST_LEAD, HAS, HAS_ONE, INVERTED, PLAYS
from cliffhanger.news.people.roll import (
    ACTOR,
    ADJECTIVES,
    NAME,
    Item,
    Part,
    credited,
    is_credit,
    is_title,
    items_from,
)
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

_PLAYED_BY = Phrase(
    rf"(?P<c>{NAME})(?:,[^,;]{{3,50}})?,? (?:\()?(?:is |was |who is |as )?(?:played|"
    rf"portrayed|voiced) by {ADJECTIVES}(?P<p>{NAME})"
)


_BRACKET = Phrase(rf"(?P<a>{NAME}) \((?P<b>{NAME})\)")
# "Nat (Ann Lee - Lost, Fargo)": the part, the actor, and where she was seen.
_WITH_CREDIT = Phrase(r"(?P<c>[PX]) \((?P<p>P) (?:-|\u2014) [^)]*\)")


_WHO_WAS = Phrase(
    rf"(?P<p>{NAME}), (?:who|whose)(?: (?:part|role|character)(?: here)?)? (?:is|was|plays|played|"
    rf"portrays|portrayed|stars as|appears as) (?:called |named )?(?:the (?:\w+ "
    rf")?)?(?P<c>{NAME})\b|"
    rf"(?P<p2>{NAME}), whose (?P<c2>{NAME})\b"
)
# "Aidan Gillen, who was in S and S", "Lee will soon star in S".
_SEEN_IN = Phrase(
    rf"(?P<p>{NAME})(?: \([^()]*\))?(?:, (?:\d\d,? )?who|,? [^.;,PXSN]{{3,40}} and)? "
    rf"(?:(?:was|has been|had been)(?: last| also| previously)?(?: seen)? in|"
    rf"(?:(?:also|previously|once|will|soon|next|can|is|to|set|due|then|last|recently|has|had|be) "
    rf")*"
    rf"(?:star|starred|stars|starring|appear|appeared|appears|appearing|recurred|seen|acted|"
    rf"guest-starred) (?:in|on)) (?:the |N's |an? |hit )?(?:[\w-]+ ){{0,2}}?S(?!'s?\b)"
)


def actors(s: Sentence, cast: Cast) -> Iterator[Part]:
    """Each actor: role, position, the character's position or None, start and end of the words."""
    listed = [*_listed(s, cast), *_before_verb(s), *_owned(s)]
    yield from listed
    lists = list(billed(s, cast))
    shared = {part.person for part in (*listed, *lists) if part.kin}
    yield from (part for part in _playing(s, cast) if part.person not in shared)
    yield from _brackets(s, cast, {part.person for part in listed})
    if cast.listing:
        yield from _cast_lines(s)
    yield from lists


def _listed(s: Sentence, cast: Cast) -> Iterator[Part]:
    """Lists that words for a cast govern: "stars A, B and C", "rounding out the cast are"."""
    text = s.text
    for m in (*CAST_LEAD.finditer(s), *INVERTED.finditer(s)):
        if m.group().endswith("with ") and not _lead_with(s, m):
            continue
        if _OF_A_FILM.search(text[max(0, m.start() - 70) : m.start()]) and not s.series(m.end()):
            continue
        if m.group().startswith(("joined by", "accompanied")) and not re.search(
            "cast|star|return|repris", text
        ):
            continue
        if _MAKER_NEXT.match(s, m.end()) or _TEAM.search(text[: m.start()]):
            continue
        items = list(items_from(s, m.end()))
        _stage_names(s, items, cast)
        for i, c, a, b in items[:1] if m.group().rstrip(" ,") == "star" else items:
            if not text.startswith(" by P", i + 1):
                yield Part(ACTOR, i, c, m.start() if i - m.end() < 12 else a, b, lead=m.start())


def _playing(s: Sentence, cast: Cast) -> Iterator[Part]:
    """Actors with what they play, and actors that a series "has"."""
    yield from said_parts(s)
    for m in PLAYS.finditer(s):
        if _is_part(s, m, cast):
            yield Part(ACTOR, m.start("p"), m.start("c"), m.start("p"), m.end())
    for m in _BESIDES.finditer(s):
        for i, c, a, b in items_from(s, m.start("p")):
            yield Part(ACTOR, i, c, a, b)
    for m in _PLAYED_BY.finditer(s):
        yield from _shared_out(s, m)
    for m in _CAPTION.finditer(s):
        for i, c, a, _b in items_from(s, m.start()):
            yield Part(ACTOR, i, c, a, m.end(), of=m.end("s") - 1)
    for m in _WHO_WAS.finditer(s):
        one, two = ("p", "c") if m["p"] else ("p2", "c2")
        who = s.names[m.start(one)]
        if who.kind == PERSON or who.text in cast.full or who.text in cast.firsts:
            yield Part(ACTOR, m.start(one), m.start(two), m.start(), m.end())
    for m in _GAPPED.finditer(s):
        if _PLAYED.search(s):
            yield Part(ACTOR, m.start("p"), m.start("c"), m.start("p"), m.end())
    for m in HAS.finditer(s) if HAS_ONE.search(s.text) else ():
        for i, c, a, b in items_from(s, m.start("p")):
            yield Part(ACTOR, i, c, a, b, lead=m.start())
    for m in _SEEN_IN.finditer(s):
        for i in listed_from(s, m.end() - 1):
            yield Part(ACTOR, m.start("p"), None, m.start(), i + 1, of=i)


_PLAYED = Phrase(r"\bplay(?:s|ed)\b|\bas\b")
CAST_HEADING = Phrase(
    r"\bwho (?:\w+ ){0,3}?(?:returns?|stars?|appears?|plays|cast|back|in)\b.*\?$|"
    r"^(?:q: )?(?:meet |the |main )*(?:\w+ ){0,4}?cast(?: (?:list|members|and characters|"
    r"guide))?[:?]?$|\bcast\b.*(?:of|for) S.*\?$|^(?:starring|stars|cast)[: ]*$"
)


# A picture's caption: "Ann Lee and Bo Diaz in Fargo", "Ann Lee as Kate in Fargo".
_CAPTION = Phrase(
    rf"^P(?: as {NAME})?(?:(?:, |,? and )P(?: as {NAME})?)* in (?P<s>S)(?:[.,]|$| \()"
)


# "In addition to Hill, the cast includes ...".
_BESIDES = Phrase(
    rf"\b(?:in addition to|besides|along with|aside from|apart from|joining|alongside|opposite) "
    rf"(?P<p>{NAME})"
    r"(?=[^.;]{0,80}\b(?:cast|ensemble|line-?up|regulars|stars|starring|starred)\b)"
)


def _shared_out(s: Sentence, m: re.Match[str]) -> Iterator[Part]:
    """ "Kate and Jo, played by Ann Lee and Bo Diaz": one part each, when there are as many."""
    actors_ = list(items_from(s, m.start("p")))
    for first in [i for i, n in s.names.items() if n.kind in "PX" and i <= m.start("c")]:
        parts = [i for i, _, _, _ in items_from(s, first)]
        if m.start("c") in parts and len(parts) == len(actors_) > 1:
            for (i, _c, _a, b), part in zip(actors_, parts, strict=True):
                yield Part(ACTOR, i, part, first, b)
            return
    yield Part(ACTOR, m.start("p"), m.start("c"), m.start(), m.end())


# "led by showrunner Ann Lee"
_MAKER_NEXT = Phrase(
    r"(?:its |the |series )?(?:co-)?(?:creators?|show-?runners?|writers?|producers?|executive|"
    r"directors?)\b"
)
# "a counter-terrorism unit led by Kate Hill": that is the story.
_TEAM = re.compile(
    r"\b(?:team|unit|squad|gang|crew|group|family|army|cult|clan|band|firm|agency|force) $"
)
_OF_A_FILM = re.compile(r"\b(?:film|movie)\b(?!-maker)[^.;S]*$")


def _stage_names(s: Sentence, items: list[Item], cast: Cast) -> None:
    """Lone names between full ones are people too: stage names."""
    full = [i for i, _, _, _ in items if s.names[i].kind == PERSON]
    if len(full) < 3:
        return
    for i, _, _, _ in items:
        name = s.names[i]
        if name.kind == "X" and " " not in name.text and not is_title(s, i):
            cast.stage.add(name.text)


def _cast_lines(s: Sentence) -> Iterator[Part]:
    """A line under a cast heading: "Ann Lee as Kate", "Ann Lee: Kate", or a bare list of names."""
    start = re.match(r"(?:[-*\u2022] |a: |\d+[.)] )?(?:the )?(?=[PX])", s.text)
    if not start:
        return
    pair = re.compile(
        r"(?P<p>P)(?::| -| \u2014|,? as|,? who plays|,? plays) (?:the (?:\w+ )?)?(?P<c>[PX])\b"
    ).match(s.text, start.end())
    if pair:
        yield Part(ACTOR, pair.start("p"), pair.start("c"), pair.start(), pair.end())
        return
    items = list(items_from(s, start.end()))
    if len(items) > 1 or (items and items[0][3] >= len(s.text) - 1):
        for i, c, a, b in items:
            if s.names[i].kind == PERSON:
                yield Part(ACTOR, i, c, a, b)


def _lead_with(s: Sentence, m: re.Match[str]) -> bool:
    # "the spinoff with Ann Lee" is a cast; "the deal with", "the show ... with Netflix" are not.
    return not re.search(
        r"\b(?:deal|talks|work(?:ing|ed|s)?|interview|spoke|contract|wr(?:ote|ites?|itten|iting)|"
        r"creat\w+|develop\w+|made|makes|making|produc\w+)\b",
        s.text[max(0, m.start() - 25) : m.start()],
    )


_CAST_WORDS = Phrase(
    r"\b(?:star|cast|play|role|lead|feature|among|with|opposite|alongside|joined)\w*"
)


def _is_part(s: Sentence, m: re.Match[str], cast: Cast) -> bool:
    if m["be"] in ("is", "was", "be"):
        # "Ann Lee is Kate Hill": only two names make that a part, or a name after a cast was given.
        actor, part = s.names[m.start("p")], s.names[m.start("c")]
        verb = s.text[m.end("be") : m.start("c")]
        somebody = actor.kind == PERSON or (part.kind == PERSON and actor.text in cast.full)
        acts = cast.acts(actor.text) and " " not in part.text
        return ((somebody or acts) and not re.search(r"\b(?:from|of|in|at)\b", verb)) or (
            " " not in actor.text and " " not in part.text and bool(re.search(r"\bplay", s.text))
        )
    return m["be"] is None or _CAST_WORDS.search(s) is not None


def _brackets(s: Sentence, cast: Cast, listed: set[int]) -> Iterator[Part]:
    """ "Nick (Rob Heaps)" and "Rob Heaps (Nick)": the full name known as a person is the actor."""
    for m in _WITH_CREDIT.finditer(s):
        yield Part(ACTOR, m.start("p"), m.start("c"), m.start(), m.end())
    skip = credited(s)
    for m in _BRACKET.finditer(s):
        a, b = s.names[m.start("a")], s.names[m.start("b")]
        if m.start("b") in skip or is_title(s, m.start("a")):
            continue
        if m.start("a") in listed and b.kind == PERSON:
            continue
        if _SPEAKS.match(s, m.end()) and a.kind == b.kind == PERSON:
            yield Part(ACTOR, m.start("a"), m.start("b"), m.start(), m.end())
            continue
        known = a.kind == PERSON or a.text in cast.full
        if (b.kind == PERSON and (not known or not _in_list_of_actors(s, m.start()))) or (
            b.kind != PERSON and b.text in cast.full and b.text != a.text.split()[-1]
        ):
            yield Part(ACTOR, m.start("b"), m.start("a"), m.start(), m.end())
        elif (
            a.kind == PERSON
            and b.kind != PERSON
            and not is_credit(s, m.start("b"))
            and not _MAKES.match(s, m.end())
        ):
            yield Part(ACTOR, m.start("a"), m.start("b"), m.start(), m.end())


# "Ann Lee (Kate Hill) lets on that": people talk, parts do not.
_SPEAKS = Phrase(
    r" (?:said|says|told|tells|lets on|let on|explain(?:s|ed)|reveal(?:s|ed)|promis(?:es|ed)|adds|"
    r"added|tweeted|posted|wrote|shared|thanked|admits|admitted|hopes|teased|teases|confirmed)\b"
)
# "James Duff (The Agency) is the creator": where he was seen, no part.
_MAKES = Phrase(
    r" (?:(?:is|was|are|were|has|had|will|be|come|comes|came|in|as|the|an?|also|its|series) )*"
    r"(?:co-)?(?:creat|show-?runner|executive|direct|wr[io]t|produc|develop|pen)"
)


def _in_list_of_actors(s: Sentence, at: int) -> bool:
    return bool(
        re.match(
            r"[^;.]{0,40}\b(?:in the (?:\w+ )?cast|join\w*|co-?stars?|starring)\b", s.text[at + 5 :]
        )
        or re.search(
            r"\b(?:stars?|starring|starred|cast|features?|featuring|join(?:s|ed|ing)?|returns?)\b|"
            r"\b(?:by|writers?|creators?|showrunners?|directors?|producers?|actors?|actress|from|"
            r"alongside) (?:P(?: \([^)]*\))?(?:,? and|,) )*$",
            s.text[:at],
        )
    )


def _before_verb(s: Sentence) -> Iterator[Part]:
    """A list of people before a verb: "A, B and C are among the actors"."""
    if not (CAST_AFTER.may_be_in(s) or _AS_PARTS.may_be_in(s)):
        return
    skip = credited(s)
    names = [i for i, n in s.names.items() if n.kind in "PX" and i not in skip]
    done = -1
    for first in names:
        if first <= done:
            continue
        items = list(items_from(s, first))
        if not items:
            continue
        end = items[-1][3]
        on_the_way = _AMONG.match(s, end)
        tail = CAST_AFTER.match(s, on_the_way.end() if on_the_way else end)
        done = items[-1][0]
        if not tail:
            parts = shared_parts(s, items) if _AS_PARTS.match(s, end) else None
            for (i, _c, a, b), part in zip(items, parts or (), strict=bool(parts)):
                yield Part(ACTOR, i, part, a, b, kin=True)
            continue
        verb = tail.group().strip(" ,")
        if verb == "played" or (
            re.match(r"(?:is|was|are|were) (?:in )?cast", verb)
            and not re.match(r" (?:in|as)", s.text[tail.end() :])
        ):
            continue
        named = _IN_SERIES.match(s, tail.end())
        parts = shared_parts(s, items)
        for k, (i, c, a, b) in enumerate(items):
            yield Part(
                ACTOR,
                i,
                parts[k] if parts else c,
                a,
                tail.end() if i == items[-1][0] else b,
                of=named.end() - 1 if named else None,
                kin=bool(parts),
            )


# "A and B ran the newsroom as K and L".
_AS_PARTS = Phrase(r"(?: [a-z'-]+){1,7} as (?:the |fellow )?[PX](?:,| and)")
# "will recur on S", "complete the main cast of S".
_IN_SERIES = Phrase(r" (?:in|on|of|for) (?:the |N's |its )?(?:[\w-]+ ){0,3}?S(?!'s?\b)")


# "Fargo star Ann Lee": the role is in Fargo, whatever the sentence goes on to say.
_OWNED = Phrase(
    r"(?P<s>S)(?:'s?)?,? (?:former |lead |fellow |co-)?(?:star|actor|actress)(?:s|es)?,? "
    r"(?=[PX](?!\w))"
)


def _owned(s: Sentence) -> Iterator[Part]:
    for m in _OWNED.finditer(s):
        items = list(items_from(s, m.end()))
        for i, _c, a, _b in items if re.search(r"s,? $", m.group()) else items[:1]:
            yield Part(ACTOR, i, None, m.start() if i == items[0][0] else a, i + 1, of=m.start("s"))


# "A and B, among others, are in it", "A co-created the show and is in the cast".
_AMONG = Phrase(
    r",? among others,?(?= )|(?: (?:co-created|created|wrote|co-wrote)\b[^.;,PXS]{0,50} and(?= ))"
)


_GAPPED = Phrase(
    rf"(?:,|;|and|while) (?P<p>P) (?:is |as |was )?(?:the|her|his|their|its|"
    rf"a)(?: [a-z][\w'-]*){{1,3}},? (?P<c>{NAME})\b"
)
