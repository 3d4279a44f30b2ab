"""Creators, showrunners, executive producers and directors, by the words that make them so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.roll import AUTHOR, CREATOR, DIRECTOR, NOT_TV, PRODUCER, RUNNER, items_from
from cliffhanger.news.story import Sentence

_MADE_BY = re.compile(
    r"\b(?:(?:co-?)?created (?:and (?:executive )?(?:produced|written|directed|showrun|"
    r"run) |and \w+ )?(?:for (?:tv|television) )?by|"
    r"creators?(?: and (?:\w+ )?(?:\w+[ -])?\w+)?|"
    r"co-creators?(?: and (?:\w+ )?(?:\w+[ -])?\w+)?|developed (?:for (?:tv|television|"
    r"N) )?by|(?:comes?|came|coming|hails?) from (?:the (?:mind|minds|pen|team) of |"
    r"creators? |writers? |creative team )?|from (?:creators?|co-creators?|"
    r"writer-creators?|the (?:mind|minds) of)|brainchild of|devised by|the creation of|"
    r"dreamed up by|conceived by|masterminded by|creators:|created by:|"
    r"creator:)(?: and \w+ \w+)?,? ?(?=[PXa-z])"
)


_DOES = re.compile(
    r",? (?:(?:who|which)(?: also| had| has)? )?(?:(?:also |originally |had |"
    r"has )?(?P<cr>(?:co-)?created|developed|devised|dreamed up)|(?:also |"
    r"both )?(?P<dir>directs|directed|helmed|helms)|"
    r"(?P<ep>(?:also )?(?:executive[- ]produce[sd]?))|(?P<run>(?:also )?(?:runs|"
    r"showruns)))\b"
)


_ROLE_IS = re.compile(
    r"(?:,(?: who (?:\w+ ){0,6}?(?:is|was|serves as|served as|are))?|"
    r",? (?:who (?:\w+ ){0,6}?)?(?:is|are|was|were|serves?|served|acts?|remain|remains|"
    r"stays?|will be|return(?:s|ed)?|coming back|comes back|is coming back)(?: also| both|"
    r" back| on)*(?: as)?)(?: the| its| an| a| both| their| one of the|"
    r" among the)* (?P<roles>(?:(?:writer|director|creator|co-?creator|showrunner|"
    r"co-?showrunner|executive producer|producer|head writer|author|illustrator|"
    r"star)s?(?:,? (?:and|&) |, | )?(?:the )?)+)"
)


_RUNNER = re.compile(
    r"\b(?:co-?)?(?:showrunners?|run by|showrun by|showrunning duo)(?: (?:and|"
    r",) (?:executive producers?|creators?|head writer|co-creators?|writer))*(?: (?:is|are|"
    r"was|were))?:? "
)


_EXEC = re.compile(
    r"\b(?:executive[- ]produc(?:ers|er|ed by|ing)|exec(?:utive)? producers?|"
    r"eps?)\b(?: (?:and \w+(?: \w+)?|on the \w+|of S|for \w+))?(?: (?:are|is|were|was|"
    r"include[sd]?|also include|alongside|with|by))?:? "
)


_DIRECTOR = re.compile(
    r"\b(?:directed by|directors? (?:is|are|was|were)?|helmed by)(?: and \w+ \w+)? ?"
)


def makers(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    """Each maker: role, position, None, start and end of the words."""
    text = s.text
    yield from _led(s, _MADE_BY, CREATOR)
    yield from _led(s, _RUNNER, RUNNER)
    yield from _led(s, _EXEC, PRODUCER)
    yield from _led(s, _DIRECTOR, DIRECTOR)
    for m in re.finditer(
        r"\b(?P<r1>creator|co-creator|showrunner|co-showrunner|executive producer|director|"
        r"author|writer)s?(?:,| and|/|,? &) (?:(?P<r2>showrunner|executive producer|"
        r"creator|co-creator|director|star|illustrator|head writer|co-showrunner|"
        r"author)s?) (?=[PX])",
        text,
    ):
        for word in (m["r1"], m["r2"]):
            role = ROLE.get(word)
            if role:
                for i, _c, _a, end in items_from(s, m.end()):
                    yield role, i, None, m.start(), end
    for m in re.finditer(r"(?P<p>[PX])(?: and [PX])?-(?:created|created,)\b", text):
        yield CREATOR, m.start("p"), None, m.start(), m.end()
    for m in re.finditer(r"S,? (?:which|that) (?P<p>[PX]) (?:also |had )?(?:co-)?created\b", text):
        yield CREATOR, m.start("p"), None, m.start(), m.end()
    for m in re.finditer(r"(?P<p>[PX])-directed\b", text):
        yield DIRECTOR, m.start("p"), None, m.start(), m.end()
    for m in re.finditer(r"(?P<p>[PX])(?: and (?P<q>[PX]))?'s? creation\b", text):
        for g in ("p", "q"):
            if m[g]:
                yield CREATOR, m.start(g), None, m.start(), m.end()
    yield from _follow(s)


ROLE = {
    "creator": CREATOR,
    "co-creator": CREATOR,
    "showrunner": RUNNER,
    "co-showrunner": RUNNER,
    "executive producer": PRODUCER,
    "director": DIRECTOR,
    "author": AUTHOR,
}


def _led(
    s: Sentence, pattern: re.Pattern[str], role: str
) -> Iterator[tuple[str, int, int | None, int, int]]:
    """People after a role word: "created by A and B"."""
    for m in pattern.finditer(s.text):
        words = m.group().strip()
        if role == DIRECTOR and re.search(
            r"\b(?:film|movie|casting|art|managing|creative) $",
            s.text[max(0, m.start() - 10) : m.start()],
        ):
            continue
        if (
            role == CREATOR
            and words.startswith(("come", "came", "coming", "hail"))
            and re.match(
                r"(?:[PX])'s (?:\w+[ -]){0,3}(?:novel|book|comic|memoir|graphic)", s.text[m.end() :]
            )
        ):
            continue
        if (
            re.search(
                r"\b(?:spin-?off|another|late|former|original book|film) $",
                s.text[max(0, m.start() - 14) : m.start()],
            )
            and role == DIRECTOR
        ):
            continue
        for i, _c, a, _b in items_from(s, m.end()):
            if s.text[i + 1 : i + 3] == "'s" and role != CREATOR:
                break
            if role == CREATOR and _other_work(s, m.start(), i):
                continue
            yield role, i, None, m.start() if i - m.end() < 12 else a, i + 1


def _other_work(s: Sentence, start: int, i: int) -> bool:
    """ "from the creator of ...": credits of another title, with nobody named for this one."""
    return s.text[i + 1 : i + 4] == "'s " and s.text[start:i].strip() in ("creator", "creators")


def _follow(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    """People before a role: "A, who created the show", "C and D are its co-creators"."""
    names = [i for i, n in s.names.items() if n.kind in "PX"]
    done = -1
    for first in names:
        if first <= done:
            continue
        items = list(items_from(s, first))
        if not items:
            continue
        end = items[-1][3]
        done = items[-1][0]
        for role, b in _roles_after(s, end):
            for i, _c, _a, _b in items:
                yield role, i, None, i, b


def _roles_after(s: Sentence, end: int) -> Iterator[tuple[str, int]]:
    text = s.text
    aside_ = re.compile(
        r", (?!(?:who|which|showrunner|creator|co-creator|executive producer|director|"
        r"author|writer)\b)[^,;]{3,70},"
    ).match(text, end)
    at = aside_.end() if aside_ else end
    m = _DOES.match(text, at)
    if m:
        role = CREATOR if m["cr"] else DIRECTOR if m["dir"] else PRODUCER if m["ep"] else RUNNER
        if not (role == DIRECTOR and NOT_TV.search(text)) and not (
            role == CREATOR and re.match(r" (?:a|an) ", text[m.end() :])
        ):
            yield role, m.end()
        both = re.compile(
            r" and (?:(?P<ep>executive[- ]produced?s?|is (?:also )?(?:an? |"
            r"the )?executive producer)|(?P<run>(?:showruns|is (?:also )?(?:its |"
            r"the )?showrunner))|(?P<dir>direct(?:s|ed))|(?P<cr>created))\b"
        ).match(text, m.end())
        if both:
            g = both.groupdict()
            yield (
                (
                    PRODUCER
                    if g.get("ep")
                    else DIRECTOR
                    if g.get("dir")
                    else CREATOR
                    if g.get("cr")
                    else RUNNER
                ),
                both.end(),
            )
        at = m.end()
        rest = re.compile(r"[^.;,]{0,40}?, (?:(?:was|is) )?(?:also )?").match(text, at)
        at = rest.end() - 1 if rest else at
    r = _ROLE_IS.match(text, at) or (
        re.compile(
            r"(?: (?:is|was|serves as|served as))?(?: also)? (?P<roles>(?:(?:writer|"
            r"creator|showrunner|executive producer)s?(?: and |, )?(?:the )?)+)"
        ).match(text, at)
        if m
        else None
    )
    if r:
        words = r["roles"]
        for word, role in ROLE.items():
            if re.search(rf"(?<![-\w]){word}s?\b", words) and role != AUTHOR:
                yield role, r.end("roles")
