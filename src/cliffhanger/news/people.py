"""Who is in a series and who makes it: role words and the names they govern.

A role needs a word for it ("starring", "created by", "plays"); a possessive alone gives none. Names
are masked as P (shaped like a full name) or X (a lone word: a surname, or a character's name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.focus import ONE, aside, stands_for
from cliffhanger.news.names import PERSON, Name
from cliffhanger.news.statements import Person
from cliffhanger.news.story import Sentence, Story

ACTOR, CREATOR, RUNNER, PRODUCER, AUTHOR, DIRECTOR = "actor", "creator", "showrunner", "executive_producer", "author", "director"

_N = r"[PX]"
_ADJ = r"(?:(?!as\b|and\b|with\b|in\b|is\b|are\b|was\b|were\b|of\b|for\b|by\b|to\b|who\b|stars?\b|starr\w+|play\w*|follow\w*|sa(?:id|ys)\b|told\b|creat\w+|direct\w+|featur\w+|ha[sd]\b|have\b|which\b|that\b|will\b|but\b|while\b|when\b|from\b|on\b|at\b|about\b|set\b|based\b|join\w*|after\b|before\b|the cast)[a-z][\w'-]*,? ){0,4}?"
_PART = rf"(?:,? \d\d?,)?(?: (?:as|playing|in the (?:lead |title )?role of|portraying|plays|who plays) (?:the (?:\w+ )?)?{_ADJ}(?P<c>{_N})| \([^)PX]{{0,30}}(?P<b>{_N})\)| \((?:[^)]{{0,40}})\))?"
# "starring Gossip Girl's Ann Lee": the owner is where she was seen before.
_OWNER = r"(?:[SXPN](?:'s?)? (?:star |alum |alumnus |alumna |actor |actress |veteran |breakout |favorite |favourite )?(?=[PX]))?"
_PARTLY = r"(?: as (?:a|an|the|his|her|their|one)\b(?: [a-z][\w'-]*){1,9}?(?=,| and [PX]| along|;|\.|$| alongside| with [PX]| opposite))?"
_ITEM = re.compile(rf"(?:(?:the |{_ADJ})){_OWNER}(?P<p>{_N}){_PART}{_PARTLY}")
_SEP = re.compile(
    rf"(?:, (?!who (?:also )?(?:serv|is|was|creat|direct|exec|wrote|writes))[^,;.PXSN]{{3,60}})?(?:,? and |, |; |,? as well as |,? along with |,? alongside |,? plus |,? with |,? opposite |,? & |; and )(?:also |then |returning |newcomers? |fellow )?(?=(?:the |{_ADJ}){_OWNER}{_N})"
)
_CAST_LEAD = re.compile(
    r"\b(?:stars|starred|starring|co-?stars?|co-starring|features|featured|featuring|(?:cast (?:also )?(?:includes|included|is|are|was|were|features|of|boasts|consists of|comprises|members|list|were)|among the cast (?:are|is|were)|(?:^|[.;] )(?:main |season \w+ )?(?:cast|stars|starring):)"
    r"|led by|leads?:|headlined by|headlines|fronted by|toplined by|(?:is|are|was|were) played by|played by|portrayed by|cast members?|series regulars?|"
    r"(?:leads|stars|duo|trio) (?:are|were|is)|two leads|regulars (?:such as|like|including)|regulars|rounding out the cast (?:are|is)|rounded out by|(?:joined|accompanied) by|also (?:stars|features|starring|in the cast)|cast with|starrer with|appearances (?:by|from)|performances (?:by|from)|voices? (?:of|by|from|include)|voiced by|the talents of|in the (?:lead|title) (?:are|is|were|was)|(?:spinoff|spin-off|series|show|drama|comedy|thriller|sitcom|mystery|romance|vehicle|S),? with)(?: (?:of|are|is|include|includes|also|both|such as|like|including|actors?|newcomers?|the likes of))*,? "
)
_CAST_AFTER = re.compile(
    r"(?:,? (?:also|both|all|each|too))*,? (?:(?:will )?(?:also )?(?:star(?:s|red)?(?= in|s? (?:with|opposite|alongside|in)|\.|,| and|$| as)|co-?star(?:s|red)?|appear(?:s|ed)?(?= in| as|\.|$)|feature(?:s|d)?|headline(?:s|d)?|lead(?:s)?(?= the| it| S)|led(?= the| it| S| cast)|front(?:s|ed)|return(?:s|ed)? as)"
    r"|(?:are|were|is|was) (?:also )?(?:in (?:it|the cast|S|the series|the show|the ensemble|the lead|this)|among the (?:actors|cast|stars)|part of the cast|on board|the (?:two )?(?:leads?|stars?)|its (?:leads?|stars?)|cast\b|seen in|featured|the leading|in the lead)|took the (?:roles?|parts?)|take the (?:roles?|parts?)|(?:have|has) (?:roles|parts|a part|a role)|played|round(?:s|ed)? out the cast|complete the cast|make up the|turn up|turned up|pop(?:s|ped)? up|drop(?:s|ped)? (?:by|in)|have all dropped|stood out|stands out|(?:has|had|have|takes?|took) the (?:lead|starring|title|leading)(?: role)?|(?:is|are) (?:set to|back|returning)(?: to)? (?:star|reprise|as)|also (?:starred|star|appear)|reprises?)\b"
)
_PLAYS = re.compile(
    rf"(?P<p>{_N})(?:,[^,;]{{3,60}},)?(?: (?:also|memorably|again|,))*,? (?:plays|played|portrays|portrayed|playing|is playing|will play|was cast as|is cast as|cast as|stars as|starred as|starring as|star as|returns as|returned as|appears as|appeared as|co-stars as|(?:took|takes|has|had) the (?:lead|title|main|starring)?(?: \w+)? ?(?:role|part) of|voices|voiced|as|is|was|leads [^.;]{{3,40}}? as|led [^.;]{{3,40}}? as|headlines [^.;]{{3,40}}? as|stars in [^.;]{{0,40}}? as|starred [^.;PX]{{0,30}}? as) (?:the (?:\w+ )?)?{_ADJ}(?P<c>{_N})"
)
_PLAYED_BY = re.compile(rf"(?P<c>{_N})(?:,[^,;]{{3,50}})?,? (?:\()?(?:is |was |who is |as )?(?:played|portrayed|voiced) by {_ADJ}(?P<p>{_N})")
_BRACKET = re.compile(rf"(?P<a>{_N}) \((?P<b>{_N})\)")
_HAS = re.compile(rf"\bS (?:has|puts|casts|finds|sees) (?P<p>{_N}) (?:in the (?:\w+ )?(?:lead|role|part|title)|at its (?:centre|center|head)|leading|heading|front and)")
_WHO_WAS = re.compile(rf"(?P<p>{_N}), (?:who|whose) (?:is|was|plays|played|portrays|portrayed|stars as|appears as) (?:the (?:\w+ )?)?(?P<c>{_N})\b|(?P<p2>{_N}), whose (?P<c2>{_N})\b")
_OPPOSITE = re.compile(rf"\b(?:opposite|alongside) (?P<p>{_N}) as (?P<c>{_N})")

_MADE_BY = re.compile(
    r"\b(?:(?:co-?)?created (?:and (?:executive )?(?:produced|written|directed|showrun|run) |and \w+ )?(?:for (?:tv|television) )?by|creators?(?: and (?:\w+ )?(?:\w+[ -])?\w+)?|co-creators?(?: and (?:\w+ )?(?:\w+[ -])?\w+)?|developed (?:for (?:tv|television|N) )?by|(?:comes?|came|coming|hails?) from (?:the (?:mind|minds|pen|team) of |creators? |writers? |creative team )?|from (?:creators?|co-creators?|writer-creators?|the (?:mind|minds) of)|brainchild of|devised by|the creation of|dreamed up by|conceived by|masterminded by|creators:|created by:|creator:)(?: and \w+ \w+)?,? ?(?=[PXa-z])"
)
_DOES = re.compile(
    rf",? (?:(?:who|which)(?: also| had| has)? )?(?:(?:also |originally |had |has )?(?P<cr>(?:co-)?created|developed|devised|dreamed up)|(?:also |both )?(?P<dir>directs|directed|helmed|helms)|(?P<ep>(?:also )?(?:executive[- ]produce[sd]?))|(?P<run>(?:also )?(?:runs|showruns)))\b"
)
_ROLE_IS = re.compile(
    r"(?:,(?: who (?:\w+ ){0,6}?(?:is|was|serves as|served as|are))?|,? (?:who (?:\w+ ){0,6}?)?(?:is|are|was|were|serves?|served|acts?|remain|remains|stays?|will be|return(?:s|ed)?|coming back|comes back|is coming back)(?: also| both| back| on)*(?: as)?)(?: the| its| an| a| both| their| one of the| among the)* (?P<roles>(?:(?:writer|director|creator|co-?creator|showrunner|co-?showrunner|executive producer|producer|head writer|author|illustrator|star)s?(?:,? (?:and|&) |, | )?(?:the )?)+)"
)
_RUNNER = re.compile(r"\b(?:co-?)?(?:showrunners?|run by|showrun by|showrunning duo)(?: (?:and|,) (?:executive producers?|creators?|head writer|co-creators?|writer))*(?: (?:is|are|was|were))?:? ")
_EXEC = re.compile(r"\b(?:executive[- ]produc(?:ers|er|ed by)|exec(?:utive)? producers?|eps?)\b(?: (?:and \w+(?: \w+)?|on the \w+|of S|for \w+))?(?: (?:are|is|were|was|include[sd]?|also include|alongside|with|by))?:? ")
_DIRECTOR = re.compile(r"\b(?:directed by|directors? (?:is|are|was|were)?|helmed by)(?: and \w+ \w+)? ?")
_NOT_TV = re.compile(r"\b(?:film|movie|films|movies|sequel to the film|musical|stage|broadway)\b")
_SKIP_TITLE = re.compile(r"\bN(?:'s)? $|(?:president|chief|head|boss|chairman|ceo) $")


def find_people(story: Story) -> list[Person]:
    """Every person with a role in a named series, in order, each role once."""
    return _Cast(story).find()


class _Cast:
    """The people of one story; surnames stand for the full names given elsewhere."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.full = story.people
        self.firsts: dict[str, str] = {}
        for s in story.sentences:
            for n in s.names.values():
                if n.kind == PERSON:
                    self.firsts.setdefault(n.text.split()[0], story.written(n))
        self.found: dict[tuple[str, str, str], Person] = {}
        self.listing = False
        self._heading = -2

    def find(self) -> list[Person]:
        for s in self.story.sentences:
            self._observe(s)
            if not any(n.kind in "PX" for n in s.names.values()):
                continue
            if _film_only(s):
                continue
            for role, i, character, start, end in self._roles(s):
                self._add(s, role, i, character, start, end)
        return self._tidied()

    def _observe(self, s: Sentence) -> None:
        """Whether the lines that follow list a cast: after "Who returns?" or a heading "Cast"."""
        if _CAST_HEADING.search(s.text) and len(s.text) < 90:
            self.listing, self._heading = True, s.index
        elif self.listing and s.opens and s.index > self._heading + 1 and not re.match(r"(?:[-*\u2022] |a: )?[PX]", s.text):
            self.listing = False

    def _roles(self, s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
        yield from _actors(s, self)
        yield from _makers(s)

    def _add(self, s: Sentence, role: str, i: int, character: int | None, start: int, end: int) -> None:
        name = s.names[i]
        person = self._person(name, role)
        key = _series_of(s, i, start, end)
        if person is None or key is None:
            return
        who = self.character(s, character) if character is not None else None
        if who and self._same(who, person):
            who = None
        old = self.found.get((key, person, role))
        if old is None or (who and (old.character is None or len(who) > len(old.character) and old.character in who)):
            span = s.span(start, end)
            self.found[key, person, role] = Person(self.story.spelling(key), person, role, who, span)

    def _same(self, character: str, person: str) -> bool:
        return character == person

    def _person(self, name: Name, role: str) -> str | None:
        text = self.story.written(name).removesuffix("'s")
        if name.kind == PERSON:
            return text
        return self.full.get(name.text) or (self.firsts.get(name.text) if role == ACTOR else None)

    def character(self, s: Sentence, i: int) -> str | None:
        """A character as the sentence names it; nothing if the "character" is a known network or place."""
        name = s.names.get(i)
        return self.story.written(name) if name else None

    def _tidied(self) -> list[Person]:
        """One record an actor and series; a character is not at the same time an actor."""
        people = list(self.found.values())
        characters = {p.character for p in people if p.character}
        return [p for p in people if not (p.role == ACTOR and p.person in characters)]


def _film_only(s: Sentence) -> bool:
    return bool(_NOT_TV.search(s.text)) and not s.series() and not re.search(r"series|show|season|\btv\b|drama", s.text)


def _series_of(s: Sentence, i: int, start: int, end: int) -> str | None:
    """The series that the role at `start` is in: the one named or meant nearest."""
    text = s.text
    after = re.compile(r"[^.;]{0,40}?\b(?:of|on|in|for|created|developed|directed|adaptation of|wrote) (?:the )?(?:\w+ ){0,4}?S\b").match(text, end)
    owned = re.search(r"S(?:'s)? (?:co-?)?(?:star|creator|showrunner|actor|boss|director|writer|author|author and|executive producer|lead)s?(?: and \w+)?,? (?:\w+ )?$", text[: start + 30 if False else i])
    if owned:
        return s.key(owned.start())
    within = s.series(i, end)
    if within and re.search(r"\b(?:in|of|on) (?:the )?(?:\w+ ){0,3}S$", text[i : within[0] + 1]):
        return s.key(within[0])
    which = re.search(r"S,? in which $", text[: start])
    if which:
        return s.key(which.start())
    if re.match(r"(?: and [PX])?-(?:co-)?(?:created|led|starring|fronted|produced|directed|penned)\b", text[i + 1 :]):
        hung = s.series(i, i + 50)
        if hung:
            return s.key(hung[0])
    named = s.series(0, i)
    of = re.search(r"S(?:[^.;]|(?<=[A-Z])\.)*$", text[:i])
    near = [k for k in named if not re.search(r"\b(?:of|from|behind|with|by) (?:the |N's )?$", text[max(0, k - 14) : k]) or re.search(r"\b(?:cast|star|stars|season|seasons|creator|creators|showrunner|episodes|makers|team|axing|producers|producer|makers of|more) (?:of|behind|from) (?:the )?$", text[max(0, k - 30) : k])]
    if after and not near:
        return s.key(after.end() - 1)
    if near and of:
        if after and re.match(r"[^.;,]{0,25}\b(?:of|created|in) ", text[end : after.end()]) and not re.search(r"S[^.;]*\b(?:starring|with|created by|stars)\b[^.;]*$", text[:i]):
            return s.key(after.end() - 1)
        return s.key(near[-1])
    ref = ONE.search(text, 0, max(start, i) + 1)
    if after:
        return s.key(after.end() - 1)
    if ref:
        return stands_for(s, ref.start())
    rest = [k for k in s.series(i) if not aside(s, k)]
    if rest and not re.search(r"[.;]", text[i : rest[0]]) and re.search(r"-(?:created|led|starring|fronted|produced) (?:\w+ )*$", text[i : rest[0]]):
        return s.key(rest[0])
    if s.topic:
        return s.topic
    return s.key(rest[0]) if rest else None


def _items(s: Sentence, at: int) -> Iterator[tuple[int, int | None, int, int]]:
    """The people of the list that begins at `at`: position, character's position, start, end."""
    while True:
        m = _ITEM.match(s.text, at)
        if not m:
            return
        character = m.start("c") if m["c"] else m.start("b") if m["b"] else None
        yield m.start("p"), character, m.start("p"), m.end()
        sep = _SEP.match(s.text, m.end())
        if not sep:
            return
        at = sep.end()


def _actors(s: Sentence, cast: _Cast) -> Iterator[tuple[str, int, int | None, int, int]]:
    text = s.text
    for m in _CAST_LEAD.finditer(text):
        if m.group().endswith("with ") and not _lead_with(s, m):
            continue
        for i, c, a, b in _items(s, m.end()):
            if m.group().startswith(("joined by", "accompanied")) and not re.search("cast|star", text):
                break
            yield ACTOR, i, c, m.start() if i - m.end() < 12 else a, b
    for m in _PLAYS.finditer(text):
        if _is_part(s, m):
            yield ACTOR, m.start("p"), m.start("c"), m.start("p"), m.end()
    for m in _PLAYED_BY.finditer(text):
        yield ACTOR, m.start("p"), m.start("c"), m.start(), m.end()
    for m in _WHO_WAS.finditer(text):
        p, c = ("p", "c") if m["p"] else ("p2", "c2")
        if s.names[m.start(p)].kind == "P" or s.names[m.start(p)].text in cast.full or s.names[m.start(p)].text in cast.firsts:
            yield ACTOR, m.start(p), m.start(c), m.start(), m.end()
    for m in _HAS.finditer(text):
        yield ACTOR, m.start("p"), None, m.start(), m.end()
    for m in _OPPOSITE.finditer(text):
        yield ACTOR, m.start("p"), m.start("c"), m.start(), m.end()
    yield from _brackets(s, cast)
    yield from _before_verb(s)
    if cast.listing:
        yield from _cast_lines(s)


_CAST_HEADING = re.compile(r"\bwho (?:\w+ ){0,3}?(?:returns?|stars?|appears?|plays|cast|back|in)\b.*\?$|^(?:q: )?(?:meet |the |main )*(?:\w+ ){0,4}?cast(?: (?:list|members|and characters|guide))?[:?]?$|\bcast\b.*(?:of|for) S.*\?$|^(?:starring|stars|cast)[: ]*$")


def _cast_lines(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    """A line under a cast heading: "Ann Lee as Kate", "Ann Lee: Kate", or a bare list of names."""
    start = re.match(r"(?:[-*\u2022] |a: |\d+[.)] )?(?:the )?(?=[PX])", s.text)
    if not start:
        return
    pair = re.compile(r"(?P<p>P)(?::| -| \u2014|,? as|,? who plays|,? plays) (?:the (?:\w+ )?)?(?P<c>[PX])\b").match(s.text, start.end())
    if pair:
        yield ACTOR, pair.start("p"), pair.start("c"), pair.start(), pair.end()
        return
    items = list(_items(s, start.end()))
    if len(items) > 1 or items and items[0][3] >= len(s.text) - 1:
        for i, c, a, b in items:
            if s.names[i].kind == PERSON:
                yield ACTOR, i, c, a, b


def _lead_with(s: Sentence, m: re.Match[str]) -> bool:
    # "the spinoff with Ann Lee" is a cast; "the deal with", "the show ... with Netflix" are not.
    return not re.search(r"\b(?:deal|talks|work(?:ing|ed)?|interview|spoke|contract)\b", s.text[max(0, m.start() - 25) : m.start()])


def _is_part(s: Sentence, m: re.Match[str]) -> bool:
    verb = s.text[m.start("p") + 1 : m.start("c")].strip()
    if re.match(r"(?:is|was)\b", verb) and not re.match(r"(?:is|was) playing", verb):
        # "Ann Lee is Kate Hill": only two names make that a part, or a name after a cast was given.
        actor, part = s.names[m.start("p")], s.names[m.start("c")]
        return actor.kind == "P" and not re.search(r"\b(?:from|of|in|at)\b", verb) or " " not in actor.text and " " not in part.text and bool(re.search(r"\bplay", s.text))
    if re.match(r"as\b", verb) and not re.search(r"\b(?:star|cast|play|role|lead|feature|among|with|opposite|alongside|joined)\w*", s.text):
        return False
    return True


def _brackets(s: Sentence, cast: _Cast) -> Iterator[tuple[str, int, int | None, int, int]]:
    """ "Nick (Rob Heaps)" and "Rob Heaps (Nick)": the full name known as a person is the actor."""
    for m in _BRACKET.finditer(s.text):
        a, b = s.names[m.start("a")], s.names[m.start("b")]
        if b.kind == PERSON and (a.kind != PERSON or not _in_list_of_actors(s, m.start())):
            yield ACTOR, m.start("b"), m.start("a"), m.start(), m.end()
        elif b.kind != PERSON and b.text in cast.full and b.text != a.text.split()[-1]:
            yield ACTOR, m.start("b"), m.start("a"), m.start(), m.end()
        elif a.kind == PERSON and b.kind != PERSON:
            yield ACTOR, m.start("a"), m.start("b"), m.start(), m.end()


def _in_list_of_actors(s: Sentence, at: int) -> bool:
    return bool(re.search(r"\b(?:stars|starring|starred|cast|features)\b", s.text[:at]))


def _before_verb(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    """A list of people before a verb: "A, B and C are among the actors"."""
    names = [i for i, n in s.names.items() if n.kind in "PX"]
    done = -1
    for first in names:
        if first <= done:
            continue
        items = list(_items(s, first))
        if not items:
            continue
        end = items[-1][3]
        tail = _CAST_AFTER.match(s.text, end)
        done = items[-1][0]
        if not tail:
            continue
        verb = tail.group().strip(" ,")
        if re.match(r"(?:also )?star(?:s|red)?$", verb) and s.names[first].kind != "P" and len(items) == 1 and s.names[first].text.lower() not in verb and False:
            continue
        if verb == "played" or re.match(r"(?:is|was|are|were) (?:in )?cast", verb) and not re.match(r" (?:in|as)", s.text[tail.end() :]):
            continue
        for i, c, a, b in items:
            yield ACTOR, i, c, a, tail.end() if i == items[-1][0] else b


def _makers(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    text = s.text
    yield from _led(s, _MADE_BY, CREATOR)
    yield from _led(s, _RUNNER, RUNNER)
    yield from _led(s, _EXEC, PRODUCER)
    yield from _led(s, _DIRECTOR, DIRECTOR)
    for m in re.finditer(r"\b(?P<r1>creator|co-creator|showrunner|co-showrunner|executive producer|director|author|writer)s?(?:,| and|/|,? &) (?:(?P<r2>showrunner|executive producer|creator|co-creator|director|star|illustrator|head writer|co-showrunner|author)s?) (?=[PX])", text):
        for word in (m["r1"], m["r2"]):
            role = _ROLE.get(word)
            if role:
                for i, _c, _a, b in _items(s, m.end()):
                    yield role, i, None, m.start(), b
    for m in re.finditer(r"(?P<p>[PX])(?: and [PX])?-(?:created|created,)\b", text):
        yield CREATOR, m.start("p"), None, m.start(), m.end()
    for m in re.finditer(r"(?P<p>[PX])-directed\b", text):
        yield DIRECTOR, m.start("p"), None, m.start(), m.end()
    for m in re.finditer(r"(?P<p>[PX])(?: and (?P<q>[PX]))?'s? creation\b", text):
        for g in ("p", "q"):
            if m[g]:
                yield CREATOR, m.start(g), None, m.start(), m.end()
    yield from _follow(s)


_ROLE = {
    "creator": CREATOR, "co-creator": CREATOR, "cocreator": CREATOR, "showrunner": RUNNER, "co-showrunner": RUNNER, "executive producer": PRODUCER, "director": DIRECTOR, "author": AUTHOR,
}  # fmt: skip


def _led(s: Sentence, pattern: re.Pattern[str], role: str) -> Iterator[tuple[str, int, int | None, int, int]]:
    """People after a role word: "created by A and B"."""
    for m in pattern.finditer(s.text):
        words = m.group().strip()
        if role == DIRECTOR and re.search(r"\b(?:film|movie|casting|art|managing|creative) $", s.text[max(0, m.start() - 10) : m.start()]):
            continue
        if role == CREATOR and words.startswith(("come", "came", "coming", "hail")) and re.match(r"(?:[PX])'s (?:\w+[ -]){0,3}(?:novel|book|comic|memoir|graphic)", s.text[m.end() :]):
            continue
        if re.search(r"\b(?:spin-?off|another|late|former|original book|film) $", s.text[max(0, m.start() - 14) : m.start()]) and role == DIRECTOR:
            continue
        for i, _c, a, b in _items(s, m.end()):
            if s.text[i + 1 : i + 3] == "'s" and role != CREATOR:
                break
            if role == CREATOR and _other_work(s, m.start(), i):
                continue
            yield role, i, None, m.start() if i - m.end() < 12 else a, i + 1


def _other_work(s: Sentence, start: int, i: int) -> bool:
    """ "from the creator of ...": credits of another title, with nobody named for this one."""
    return s.text[i + 1 : i + 4] == "'s " and s.text[start:i].strip() in ("creator", "creators")


def _follow(s: Sentence) -> Iterator[tuple[str, int, int | None, int, int]]:
    """People before a role: "A, who created the show", "B is showrunner", "C and D are its co-creators"."""
    names = [i for i, n in s.names.items() if n.kind in "PX"]
    done = -1
    for first in names:
        if first <= done:
            continue
        items = list(_items(s, first))
        if not items:
            continue
        end = items[-1][3]
        done = items[-1][0]
        for role, b in _roles_after(s, end):
            who = items if role != AUTHOR or len(items) else items
            for i, _c, _a, _b in who:
                yield role, i, None, i, b


def _roles_after(s: Sentence, end: int) -> Iterator[tuple[str, int]]:
    text = s.text
    aside_ = re.compile(r", (?!(?:who|which|showrunner|creator|co-creator|executive producer|director|author|writer)\b)[^,;]{3,70},").match(text, end)
    at = aside_.end() - (1 if text[aside_.end() - 1] == "," and False else 0) if aside_ else end
    m = _DOES.match(text, at)
    if m:
        role = CREATOR if m["cr"] else DIRECTOR if m["dir"] else PRODUCER if m["ep"] else RUNNER
        if not (role == DIRECTOR and _NOT_TV.search(text)) and not (role == CREATOR and re.match(r" (?:a|an) ", text[m.end() :])):
            yield role, m.end()
        both = re.compile(r" and (?:(?P<ep>executive[- ]produced?s?)|(?P<run>(?:showruns|is showrunner))|(?P<dir>direct(?:s|ed))|(?P<cr>created))\b").match(text, m.end())
        if both:
            g = both.groupdict()
            yield (PRODUCER if g.get("ep") else DIRECTOR if g.get("dir") else CREATOR if g.get("cr") else RUNNER), both.end()
        at = m.end()
        rest = re.compile(r"[^.;,]{0,40}?, (?:(?:was|is) )?(?:also )?").match(text, at)
        at = rest.end() - 1 if rest else at
    r = _ROLE_IS.match(text, at) or (re.compile(r"(?: (?:is|was|serves as|served as))?(?: also)? (?P<roles>(?:(?:writer|creator|showrunner|executive producer)s?(?: and |, )?(?:the )?)+)").match(text, at) if m else None)
    if r:
        words = r["roles"]
        for word, role in _ROLE.items():
            if re.search(rf"(?<![-\w]){word}s?\b", words) and not (role == AUTHOR):
                yield role, r.end("roles")
