"""Who is in a series and who makes it: role words and the names they govern.

A role needs a word for it ("starring", "created by", "plays"); a possessive alone gives none. Names
are masked as P (shaped like a full name) or X (a lone word: a surname, or a character's name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.focus import ONE, aside
from cliffhanger.news.names.evidence import person_shaped
from cliffhanger.news.names.known import PERSON, Name
from cliffhanger.news.people.cast import CAST_HEADING, actors
from cliffhanger.news.people.home import elsewhere, meant
from cliffhanger.news.people.makers import makers
from cliffhanger.news.people.pronouns import PRONOUN, pronouns
from cliffhanger.news.people.roll import ACTOR, HONOUR, NOT_TV, Part, credited
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import Person
from cliffhanger.news.story import Sentence, Story

_SKIP_TITLE = re.compile(r"\bN(?:'s)? $|(?:president|chief|head|boss|chairman|ceo) $")


def find_people(story: Story) -> list[Person]:
    """Every person with a role in a named series, in order, each role once."""
    return Cast(story).find()


class Cast:
    """The people of one story; surnames stand for the full names given elsewhere."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.full = story.people
        self.firsts: dict[str, str] = {}
        for s in story.sentences:
            for n in s.names.values():
                if n.kind == PERSON:
                    first = n.text.split()[0]
                    if first not in self.firsts and not _NO_ONE.search(n.text):
                        self.firsts[first] = story.written(n)
        self.found: dict[tuple[str, str, str], Person] = {}
        self.stage: set[str] = set()
        """Lone names that stand in the middle of a cast: "Ann Lee, Common and Bo Diaz"."""
        self.listing = False
        self._heading = -2

    def find(self) -> list[Person]:
        """All people of the story, in order."""
        for s in self.story.sentences:
            self._observe(s)
            named = any(n.kind in "PX" for n in s.names.values())
            if not named and not PRONOUN.search(s):
                continue
            if _film_only(s):
                continue
            for part in self._roles(s, named):
                self._add(s, part)
        return self._tidied()

    def _observe(self, s: Sentence) -> None:
        """Whether the lines that follow list a cast: after "Who returns?" or a heading "Cast"."""
        if len(s.text) < 90 and CAST_HEADING.search(s):
            self.listing, self._heading = True, s.index
        elif (
            self.listing
            and s.opens
            and s.index > self._heading + 1
            and not re.match(r"(?:[-*\u2022] |a: )?[PX]", s.text)
        ):
            self.listing = False

    def _roles(self, s: Sentence, named: bool) -> Iterator[Part]:
        if named:
            yield from actors(s, self)
            yield from makers(s)
        yield from pronouns(s, self)

    def _add(self, s: Sentence, part: Part) -> None:
        role, character = part.role, part.character
        person = part.who or self.person(s.names[part.person], role)
        if person is None and s.text.startswith("-", part.person + 1):
            # "The Ann Lee-fronted drama": at the start of a sentence the article looks like a name.
            text = self.story.written(s.names[part.person]).removeprefix("The ")
            person = text if person_shaped(text) else None
        key = s.key(part.of) if part.of is not None else _series_of(s, part)
        if person is None or key is None:
            return
        who = self._character(s, part) if character is not None else None
        if who == person:
            who = None
        old = self.found.get((key, person, role))
        if old is None or (
            who
            and (old.character is None or (len(who) > len(old.character) and old.character in who))
        ):
            span = s.span(part.start, part.end)
            self.found[key, person, role] = Person(
                self.story.spelling(key), person, role, who, span
            )

    def person(self, name: Name, role: str = ACTOR) -> str | None:
        """The full name of somebody named, if it is one or the document has it elsewhere."""
        text = HONOUR.sub("", self.story.written(name).removesuffix("'s"))
        head = _TAIL.sub("", text)
        if head != text:  # "Ann Lee of Fargo", which is no name of anybody
            return head if person_shaped(head) else None
        if _NO_ONE.search(text) or (name.title and role == ACTOR):
            return None
        if name.kind == PERSON and " " in text:
            return text
        if name.kind == PERSON:
            name = Name(name.start, name.end, text, name.kind)
        known = self.full.get(name.text) or (self.firsts.get(name.text) if role == ACTOR else None)
        return known or (text if name.text in self.stage else None)

    def acts(self, last: str) -> bool:
        """Whether the surname is that of somebody found to act in a series."""
        who = self.full.get(last)
        return who is not None and any(p == who and role == ACTOR for _key, p, role in self.found)

    def _character(self, s: Sentence, part: Part) -> str | None:
        """The character's name; of "Lee and Mags Hill", the first is a Hill too."""
        i = part.character or 0
        who = self._written(s, i)
        kin = _SHARED.match(s.text, i) if part.kin else None
        other = self._written(s, kin.end() - 1) if kin and who and " " not in who else None
        if who and other and " " in other:
            return f"{who} {other.split()[-1]}"
        return who

    def _written(self, s: Sentence, i: int) -> str | None:
        name = s.names.get(i)
        return _KIN.sub("", self.story.written(name)) if name else None

    def _tidied(self) -> list[Person]:
        """One record an actor and series; a character is not at the same time an actor."""
        people = list(self.found.values())
        characters = {p.character for p in people if p.character}
        return [p for p in people if not (p.role == ACTOR and p.person in characters)]


def _film_only(s: Sentence) -> bool:
    return (
        bool(NOT_TV.search(s.text))
        and not s.series()
        and not re.search(r"series|show|season|\btv\b|drama", s.text)
    )


def _series_of(s: Sentence, part: Part) -> str | None:
    """The series that the role is in: the one named or meant nearest to the words for it."""
    text, i, end = s.text, part.person, part.end
    start = part.start if part.lead is None else part.lead
    beside = _beside(s, i, start, end)
    if beside is not None:
        return s.key(beside)
    after = _OF_SERIES.match(s, end)
    if after and (
        re.search(r"\b(?:known|famous|fame|formerly|acclaimed)\b", after.group())
        or elsewhere(s, after.end() - 1)
    ):
        after = None
    reach = start if part.lead is not None else max(start, min(i, part.start))
    near = [
        k for k in s.series(0, reach + 1) if not _of_another(s, k, reach) and not elsewhere(s, k)
    ]
    if near:
        if after and _OF_IT.match(s, end, after.end()) and not _STARRING.search(text[:i]):
            return s.key(after.end() - 1)
        return s.key(near[-1])
    if after:
        return s.key(after.end() - 1)
    ref = ONE.search(s, 0, max(start, i) + 1)
    if ref:
        return meant(s, ref.start())
    rest = [k for k in s.series(i) if not aside(s, k) and k not in credited(s)]
    return s.home or (s.key(rest[0]) if rest else s.story.main)


def _beside(s: Sentence, i: int, start: int, end: int) -> int | None:
    """The series right beside the role: "S star P", "P in S", "S (starring P)", "P-created S"."""
    text = s.text
    owned = _OWNED.search(text[:i])
    if owned and start >= owned.start() and end <= i + 2:
        return owned.start()
    within = s.series(i, end)
    if within and re.search(
        r"\b(?:in|on|.. of) (?:the )?(?:\w+ ){0,3}S$", text[i + 1 : within[0] + 1]
    ):
        return within[0]
    which = _IN_WHICH.search(text[:start]) if text.endswith("in which ", 0, start) else None
    if which:
        return which.start()
    hung_on = _APPOSED.search(text[:start])
    if hung_on and text[start] == "S" and hung_on.group() == "S, ":
        hung_on = None  # "S, S with Ann Lee": the second
    if hung_on and elsewhere(s, hung_on.start()):
        hung_on = None
    if hung_on and not _SOURCE.search(text[max(0, hung_on.start() - 40) : hung_on.start()]):
        return hung_on.start()
    hung = s.series(i, i + 50) if _HUNG_ON.match(s, i + 1) else []
    return hung[0] if hung else None


def _of_another(s: Sentence, k: int, start: int) -> bool:
    """Whether the series at `k` only says where somebody is from, or what the series comes from."""
    text = s.text
    before = text[max(0, k - 40) : k]
    opened = text.rfind("(", 0, k)
    if opened >= 0 and text.rfind(")", 0, k) < opened and ")" in text[k:start]:
        return True  # a credit in brackets
    if re.match(r"'s?(?:-\w+)? (?:[a-z]+ )?P(?!\w)", text[k + 1 :]) and k < start:
        return True  # "S's Ann Lee"
    if re.search(r"\bfollowed by $", before):
        return False
    if _SOURCE.search(before):
        return True
    if not re.search(
        r"\b(?:of|from|behind|with|by|prequel to|spin-?off to|sequel to) (?:the |N's )?$", before
    ):
        return False
    return _PART_OF.search(before) is None


# "S (a thriller starring", "S, a new original starring", "S, from", whatever stands before it.
_APPOSED = re.compile(
    r"S (?:s\d+ )?\([^()S]*$|S,? (?:,|- |\u2014 ?)?(?:an?|about|which|that|whose|starring|"
    r"featuring|"
    r"created|co-created|directed|written|led|headlined|fronted|with|from|where|based)\b"
    r"[^.;S()]*(?<!, and )(?<!, but )$|S, $"
)
_SOURCE = re.compile(
    r"\b(?:based on|adaptation of|adapted from|sequel to|prequel to|spin-?off (?:of|to)|remake of|"
    r"reboot of|version of|like|unlike|than|creators? of|known for|alongside|replac\w+|"
    r"formerly of|star(?:s|red)? (?:in|of|on)|seen in|famous for|work(?:ed)? on) (?:the |N's |"
    r"an? )?(?:[a-z-]+ ){0,3}$"
)


_TAIL = re.compile(r" (?:of|and|from|in|for|at|with) .*$")
# Prizes, bodies and firms have the shape of names.
_NO_ONE = re.compile(
    r"\b(?:Awards?|Prize|Emmys?|Oscars?|BAFTAs?|Globes?|University|College|School|Studios?|"
    r"Pictures|"
    r"Productions?|Entertainment|Films?|Television|TV|Media|Network|Channel|Unit|Police|Department|"
    r"Society|Museum|Hospital|Church|Comics|Books|Magazine|Series|Season|Festival|Company|Group|"
    r"Guild|Association|Academy|Station|National Park|Airport|Gardens|Street|Avenue|City|County|"
    r"Island|Kingdom|States|Theatre|Theater|"
    r"Corporation|Agency|Press|Americas|International|Ventures|Partners|Originals|Animation|"
    r"Marvel|Disney|Netflix|"
    r"January|February|October|November|December)\b|^(?:American|British|Korean|Japanese|Best) "
)


_SHARED = re.compile(r"X and P(?!\w)")
# Relation words with a capital are no part of a character's name.
_KIN = re.compile(
    r"^(?:Sisters?|Brothers?|Uncles?|Aunts?|Mothers?|Fathers?|Sons?|Daughters?|Wife|Husband|"
    r"Cousins?|Friends?|Twins?) (?=[A-Z])"
)
_OF_SERIES = Phrase(
    r"[^.;]{0,40}?\b(?:of|on|in|for|created|developed|directed|adaptation of|wrote) (?:the )?"
    r"(?:\w+ ){0,4}?S\b"
)
_OF_IT = Phrase(r"[^.;,]{0,25}\b(?:of|created|in) ")
_STARRING = re.compile(r"S[^.;]*\b(?:starring|with|created by|stars)\b[^.;]*$")
_OWNED = re.compile(
    r"S(?:'s)? (?:co-?)?(?:star|creator|showrunner|actor|boss|director|writer|author|"
    r"executive producer|lead)s?(?: and \w+)?,? (?:\w+ )?$"
)
_HUNG_ON = Phrase(
    r"(?: and [PX])?-(?:co-)?(?:created|led|starring|fronted|produced|directed|penned)\b"
)
_IN_WHICH = re.compile(r"S,? in which $")
_PART_OF = re.compile(
    r"\b(?:cast|stars?|seasons?|creators?|showrunner|episodes|makers|team|axing|producers?|more) "
    r"(?:of|behind|from) (?:the )?$"
)
