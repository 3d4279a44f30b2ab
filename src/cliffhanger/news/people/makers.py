"""Creators, showrunners, executive producers and directors, by the words that make them so.

Three forms: participles ("created and directed by"), role nouns beside names ("creators A and B",
"A, the showrunner"), and what people do ("A developed the series and serves as showrunner").
Writers and plain producers are no roles here, but stand in lists with those that are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.people.role_words import DONE, NOUN, NOUNS, ROLES, VERB, kinds
from cliffhanger.news.people.roll import (
    ACTOR,
    CREATOR,
    DIRECTOR,
    NOT_TV,
    PRODUCER,
    RUNNER,
    Item,
    Part,
    credited,
    items_from,
)
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

_FROM = Phrase(
    r"\b(?:(?:comes?|came|hails?|hailing) from (?:the (?:mind|minds|pen|pens|team) of )?|"
    r"from the (?:mind|minds) of |brainchild of |(?:the )?creation of |(?:is|was|it's) (?:the|all "
    r"the) (?:work|handiwork|invention) of |"
    r"^from (?=P[^.;]{0,60}, (?:the|this|comes) )|"
    r"from (?:the )?S(?:'s?)? (?:co-)?creators? (?:and [\w-]+(?: [\w-]+)? )?|"
    r"from (?:the )?creators? of S,? )(?:(?:creators?|co-creators?|writers?|"
    r"creative team)(?:(?:,| and|-)\s?[\w-]+(?: [\w-]+)?)? )?(?=[PXa-z])"
)

_BY = Phrase(
    rf"\b(?P<v>(?:{VERB})(?:(?:,? and |, and |, | & |/)(?:{VERB}))*)"
    rf"(?: for (?:tv|television|the screen|N))?,?:? by(?: and starring)?:? (?:(?:{ROLES}),? )?"
)
_BEFORE = Phrase(
    rf"(?P<roles>{ROLES})\]?(?: (?:on|of|for) (?:the (?:[a-z-]+ )?[a-z]+|it|season \w+|S)(?= "
    rf"(?:is|are|include|were|was)))?(?P<is>(?:,)? (?:is|are|was|were|include[sd]?|also include|"
    rf"remains?|"
    r"alongside|being)|:|(?: [^.;:,PXSNO]{2,40})?,? (?:among them|including|such as|notably|"
    r"namely|the others being|and so (?:are|is|were)|as (?:are|were)))?,? (?=[PXa-z])"
)
_FORMER = re.compile(
    r"\b(?:film|movie|casting|art|managing|creative|former|late|then|ex|another|original|guest|"
    r"photography|music|pop|rock|reality|co) $|-$"
)
_OWNED = Phrase(r"\bS(?:'s?)? (?:(?:series|former) )?$")

_BEING = (
    r"(?:is|are|was|were|serves?|served|serving|acts?|acted|acting|remains?|stays?|continues?|"
    r"(?:takes?|took|taking|taken) over|(?:steps?|stepped|stepping) (?:in|down|up|back|aside)|"
    r"(?:boards?|boarded|boarding|joins?|joined|joining)(?: the (?:series|show|drama|project|"
    r"team))?|"
    r"(?:exit|depart)(?:s|ed|ing)?(?: the (?:series|show))?|(?:leaves?|leaving|left)(?: the "
    r"(?:series|show))?|"
    r"(?:been |were )(?:named|promoted to|elevated to|upped to)|promoted to|"
    r"stay(?:s|ed|ing)? on|(?:was |were |been |is |are )?(?:tapped|hired|appointed|brought in|"
    r"attached|on board)|"
    r"sign(?:s|ed|ing)? (?:on|up)|carr(?:y|ies|ied) on|will be|be|will serve|will return|returns?|"
    r"returned|returning|was named|named|is back|"
    r"(?:coming|comes|is coming|are coming|came|come|be) (?:back|in|on board|aboard))"
)
_ROLE_IS = Phrase(
    rf"(?:{_BEING}(?: also| both| back| on| each| currently| now)*(?: as)?|as)"
    rf"(?: the| its| an?| a| both| their| one of the| among the| series| show's| show)*"
    rf" (?P<roles>{ROLES})"
)
_ROLE_HAS = Phrase(
    rf"(?:an? |the |its |series |one of its |likewise |also |now |himself |herself )*"
    rf"(?P<roles>{ROLES})(?! P)"
)
_DOES = (
    (CREATOR, Phrase(r"(?:co-)?(?:created|creates|developed|devised|conceived|dreamed up)\b")),
    (
        DIRECTOR,
        Phrase(
            r"(?:(?:is|are|was|were) )?(?:attached|set|due|on board|hired|tapped|back) to "
            r"(?:direct|helm)\b|"
            r"(?:co-)?(?:directs?|directed|helmed|helms|will direct|(?:is|are|was|were) "
            r"(?:directing|helming))\b|"
            r"(?:handle[sd]?|shared?s?|did|does|split) (?:the )?direct(?:ing|ion)\b"
        ),
    ),
    (
        PRODUCER,
        Phrase(
            r"(?:(?:is|are|was|were|been) (?:executive|exec)[- ]producing\b|"
            r"(?:executive|exec)[- ]produce[sd]?\b|(?<=[\w,] )(?:executive|exec)[- ]producing\b)"
        ),
    ),
    (RUNNER, Phrase(r"(?:is |are |was |were )?show-?(?:runs?|ran|running)\b")),
)
# Where in a predicate a new verb or role can stand.
_SLOT = re.compile(
    r"(?:^|(?:,? and|,? but|,? while|,? who|,? which|,)(?= ))"
    r"(?: (?:also|had|has|have|both|all|originally|each|then|will|who|together))* ?"
)
_STOP = Phrase(
    r"[.;]|\bwhose\b|,? (?:and|but|while) (?:the|it|he|she|they|N)\b|(?:,|(?<!S )and|but|"
    r"while) [PX](?![\w'])"
)
_WITH = Phrase(
    rf"(?:(?:(?!produc|direct|creat|develop|{NOUN})[^.;PXS]){{0,30}}?|[^.;PXS]{{0,12}} for "
    rf"[PXN])(?:S)?(?: too| as well)?,? (?:along(?:side)? with|"
    r"alongside|together with|with|(?:and )?(?:as|so) (?:is|are|was|were|did|do|does)|among them|"
    r"including|(?:the )?others? (?:being|are|is)) "
)
_AS_ROLES = Phrase(
    rf",? (?:as|serving as|also) (?:the |its |an? |fellow )?(?P<roles>{ROLES})|"
    rf"(?P<both>, (?:an?|one of the|among the) (?P<roles2>{ROLES}))"
)
# "Ann Lee, whose past work includes Fargo, created it": what comes between says nothing.
_BETWEEN = Phrase(
    r", (?:whose|who|of|formerly|previously|best known|known|also known|an?|the|himself|herself|"
    r"fresh)\b"
    rf"(?:(?!{NOUN}|created|developed|wrote)[^.;]){{2,90}}?,(?= (?:also |has |had |have "
    rf")?(?:co-)?(?:created|developed|devised|is|was|wrote|directs?|directed|"
    r"serves?|served|executive|will)\b)"
)
_OF = re.compile(r" (?:of|on|behind|for|to) (?:the |N's )?(?:[\w'-]+ ){0,4}?S\b")
_OBJECT = re.compile(
    r" (?:the |[NXP]'s? )?(?:(?!and |with |for |told |said |in |as |by |after |when |which )"
    r"[\w'-]+ ){0,4}?S\b"
)


# What every role and everything that gives one has in it.
_CUE = Phrase(
    r"creat|develop|devis|conceiv|dream|direct|helm|exec|show-?r|\bep\b|\beps\b|star|lead"
)


def makers(s: Sentence) -> Iterator[Part]:
    """Each maker of the sentence."""
    yield from _passive(s)
    if _CUE.may_be_in(s):
        yield from _nouns(s)
        yield from _subjects(s)
        yield from _doing(s)
    for m in _PRODUCING.finditer(s):
        first = list(items_from(s, m.end()))
        be = re.compile(r" (?:is|are) ").match(s.text, first[-1][3] if first else m.end() - 1)
        yield from _parts(s, PRODUCER, first, m.start(), m.end())
        yield from _parts(s, PRODUCER, list(items_from(s, be.end())) if be else [], m.start(), 0)
    for m in _HUNG.finditer(s):
        role = CREATOR if "created" in m.group() or "creation" in m.group() else DIRECTOR
        for group in ("p", "q", "p2"):
            if m[group]:
                yield Part(role, m.start(group), None, m.start(), m.end())


# "Executive producing alongside A are B and C".
_PRODUCING = Phrase(r"(?:executive|exec)[- ]producing(?: (?:alongside|with))? ")
_HUNG = Phrase(
    r"(?P<p>[PX])(?: and (?P<q>[PX]))?(?:-(?:created|directed)\b|'s? creation\b)|"
    r"S,? (?:which|that) (?P<p2>[PX]) (?:also |had )?(?:co-)?created\b"
)


# "based on the Danish series Borgen created by Ann Lee".
_OF_SOURCE = re.compile(
    r"\b(?:based|adapted|drawn|adaptation|remake|reboot|version|inspired) (?:up)?(?:on|from|of|"
    r"by) [^.;,]{0,60}$"
)


def _passive(s: Sentence) -> Iterator[Part]:
    """ "created by A and B", "written and directed by A", "comes from A"."""
    for m in _BY.finditer(s):
        if s.text.endswith(("character ", "characters "), 0, m.start()):
            continue  # "based on characters created by": no role in the series
        if _OF_SOURCE.search(s.text[max(0, m.start() - 80) : m.start()]):
            continue
        items = list(items_from(s, m.end()))
        for role in kinds(m["v"], DONE):
            if role == DIRECTOR and NOT_TV.search(s.text[max(0, m.start() - 30) : m.start()]):
                continue
            yield from _parts(s, role, items, m.start(), m.end())
    for m in _FROM.finditer(s):
        items = list(items_from(s, m.end()))
        if _NEWS.search(s.text[max(0, m.start() - 45) : m.start()]):
            continue
        if items and re.match(_WORKS, s.text[items[0][0] + 1 :]):
            continue
        yield from _parts(s, CREATOR, items, m.start(), m.end())


# "Word comes from Ann Lee": she tells it.
_NEWS = re.compile(
    r"\b(?:news|word|words|confirmation|statement|announcement|quotes?|comments?|verdict|praise|"
    r"report|"
    r"update|message|tweet|post|claims?|rumou?rs?|denial|response|reaction)\b[^.;]*$"
)
_WORKS = r"'s? (?:[\w-]+ ){0,4}(?:novel|book|comic|memoir|graphic|podcast|play|manga|webtoon)"


_OWN_NOUN = re.compile(rf"(?P<roles>{ROLES}),? $")
_STARS = Phrase(r"(?: \([^()]*\))?-(?:starring|led|fronted)")


def _parts(s: Sentence, role: str, items: list[Item], start: int, lead: int) -> Iterator[Part]:
    for n, (i, _c, a, _b) in enumerate(items):
        if s.text[i + 1 : i + 3] == "'s" and role == DIRECTOR:
            break
        other = _OWN_NOUN.search(s.text[items[n - 1][3] if n else i : i])
        if other and role not in kinds(other["roles"], NOUNS):
            continue  # "created by A and director B"
        if _STARS.match(s, i + 1):
            continue
        yield Part(role, i, None, start if i - lead < 12 else a, i + 1, lead=start)


def _nouns(s: Sentence) -> Iterator[Part]:
    """ "creators A and B", "executive producer and showrunner A", "the director is A"."""
    text = s.text
    for m in _BEFORE.finditer(s):
        if _FORMER.search(text[max(0, m.start() - 16) : m.start()]):
            continue
        items = list(items_from(s, m.end()))
        plural = m["roles"].endswith("s") or bool(m["is"])
        items = items if plural else items[:1]
        if items and items[0][0] - m.end() > 14:
            continue
        owned = _OWNED.search(s, 0, m.start())
        for role in kinds(m["roles"], NOUNS):
            if role == ACTOR and not (
                owned or m["roles"] not in _STAR[1:] or _ARE.match(m["is"] or "")
            ):
                continue
            if role == DIRECTOR and NOT_TV.search(text) and not owned:
                continue
            for part in _parts(s, role, items, m.start(), m.end()):
                yield part._replace(of=owned.start()) if owned else part


_STAR = ("star", "stars", "lead", "leads")
_ARE = re.compile(r" (?:is|are|was|were)\b")


def _subjects(s: Sentence) -> Iterator[Part]:
    """People before a role: "A, who created the show", "C and D are its co-creators"."""
    skip = credited(s)
    names = [i for i, n in s.names.items() if n.kind in "PX" and i not in skip]
    done = -1
    for first in names:
        if first <= done:
            continue
        items = list(items_from(s, first))
        if not items:
            continue
        done = items[-1][0]
        yield from roles_at(s, _own_group(s, items), items[-1][3])


def _own_group(s: Sentence, items: list[Item]) -> list[Item]:
    """Of "A, with B as executive producer", only B."""
    if not s.text.startswith((" as ", ", as "), items[-1][3]):
        return items
    for n in range(len(items) - 1, 0, -1):
        if " with " in s.text[items[n - 1][3] : items[n][0]]:
            return items[n:]
    return items


# "with A and B executive producing", "counts A among its executive producers".
_DOING = Phrase(
    r",? (?:also |both )?(?:(?P<d>(?:executive|exec)[- ]producing|directing|showrunning)|producing|"
    r"writing|scripting|starring|hosting|composing|narrating|playing|adapting|heading|leading|"
    r"fronting|headlining|toplining|topping|in the (?:[a-z-]+ )?(?:leads?|cast|roles?)|"
    r"attached to star|set to star)\b"
)
_WITH_ONE = Phrase(
    r"\b(?:with|counts?|counted|numbers?|numbered|has|had|hir(?:es?|ed|ing)|nam(?:es?|ed|ing)|"
    r"appoint(?:s|ed|ing)?|tapp(?:ed|ing)|taps|install(?:s|ed)?|brought (?:in|on|aboard)|"
    r"br(?:ings?|inging) (?:in|on|aboard)|recruit(?:s|ed)?|enlist(?:s|ed)?|attached|keeps?|kept|"
    r"signed(?: up)?|lists?|listed) (?=(?:[a-z-]+ ){0,2}?[PX](?!\w))"
)
_AMONG_ITS = Phrase(rf" among (?:its|the|their) (?P<roles>{ROLES})")


_SERVING = Phrase(
    rf",?(?: of [^.;,]{{0,30}}\bfame)?,? (?:serving )?(?:as|to be) "
    rf"(?:the |its |their |an? |new |fellow |joint )*(?P<roles>{ROLES})"
)


def _doing(s: Sentence) -> Iterator[Part]:
    for m in _WITH_ONE.finditer(s):
        items = list(items_from(s, m.end()))
        end = items[-1][3] if items else m.end()
        doing = _DOING.match(s, end)
        among = _AMONG_ITS.match(s, end) or _SERVING.match(s, end)
        roles: list[str] = []
        if doing and doing["d"]:
            verb = doing["d"]
            roles = [PRODUCER if "produc" in verb else DIRECTOR if "direct" in verb else RUNNER]
        elif among:
            roles = [r for r in kinds(among["roles"], NOUNS) if r != ACTOR]
        for role in roles:
            yield from _parts(s, role, items, m.start(), m.end())


def roles_at(s: Sentence, items: list[Item], at: int) -> Iterator[Part]:
    """What is said, from `at` on, of the people listed before it; of nobody where none are.

    Where none are, as after a pronoun, each role comes once with the position `at`, and those
    named besides ("he is an executive producer along with Ann Lee") have an empty `who`.
    """
    for role, a, b, of in _predicates(s, at):
        for i, _c, _a, _b in items[-1:] if _ONLY.match(s, at) else items:
            yield Part(role, i, None, i, b, of=of, lead=a)
        if not items:
            yield Part(role, at, None, a, b, of=of, lead=a)
        more = _WITH.match(s, b)
        helpers = list(items_from(s, more.end())) if more else []
        if helpers and _DOING.match(s, helpers[-1][3]):
            helpers = []  # "directs, with Ann Lee producing"
        own = _AS_ROLES.match(s, helpers[-1][3]) if helpers else None
        roles = kinds(own["roles"] or own["roles2"], NOUNS) if own else [role]
        shared = items if own and own["both"] else []
        for i, _c, _a, e in [*helpers, *shared]:
            for given in roles:
                yield Part(given, i, None, i, e, of=of, lead=a, who=None if items else "")


# "A, B and C, the showrunner": C alone.
_ONLY = Phrase(rf", (?:the |its )(?:series )?(?:{NOUN})(?<!s)(?=[,.;]|$| (?:of|for|on)\b)")


def _predicates(s: Sentence, at: int) -> Iterator[tuple[str, int, int, int | None]]:
    """Role, start, end and the series named for it, of each predicate from `at` on."""
    text = s.text
    between = _BETWEEN.match(s, at)
    at = between.end() if between else at
    stop = _STOP.search(s, at)
    for slot in _SLOT.finditer(text[at : stop.start() if stop else len(text)]):
        rest = at + slot.end()
        for role, verb in _DOES:
            m = verb.match(s, rest)
            if m is None or (role == DIRECTOR and NOT_TV.search(text)):
                continue
            if role == PRODUCER or not _OTHER_WORK.match(text, m.end()):
                yield role, m.start(), m.end(), _named(s, _OBJECT, m.end())
        m = _ROLE_IS.match(s, rest)
        if m is None and slot.group().startswith(",") and not slot.start():
            m = _ROLE_HAS.match(s, rest)
        if m:
            for role in kinds(m["roles"], NOUNS):
                of = _named(s, _OF, m.end())
                if role == ACTOR and of is None and m["roles"] in _STAR:
                    continue
                yield role, m.start(), m.end(), of


# "directed The Raid", "created a monster", "developed by": no role in the series.
_OTHER_WORK = re.compile(r" (?:an? |by )| (?:the |N's )?(?:film |movie |hit |thriller )?[XP](?!')")


def _named(s: Sentence, pattern: re.Pattern[str], at: int) -> int | None:
    """The series that is the object of the verb or role that ends at `at`."""
    m = pattern.match(s.text, at)
    return m.end() - 1 if m else None
