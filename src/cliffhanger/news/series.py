"""Which proper names are series: judged from how the text uses each of them, everywhere in it.

Every mention gives evidence: what stands before it ("second season of", "legal drama", "renewed"),
what follows ("season 3", "has been axed", "premiered"), whether it is quoted, in the headline, or
known. The sum decides; people, films and source books speak against themselves the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cliffhanger.news.lexicon import GENRE_HEADS, ROLE_WORDS, SERIES_NOUNS
from cliffhanger.news.names import OTHER, PERSON, SERIES, Name

if TYPE_CHECKING:
    from cliffhanger.news.story import Sentence

ENOUGH = 2.0
"""Evidence needed: one strong sign, or a quoted name and nothing against it."""

_KIND = frozenset(w for part in (GENRE_HEADS, SERIES_NOUNS) for w in part.split("|")) | {"dramas", "comedies"}
_KIND -= {"hit", "title", "titles", "action", "original", "originals", "quiz"}
_SEASONS = frozenset("season seasons series run runs outing episode episodes helping instalment installment chapter outings more".split())
_PARTS = frozenset(
    "cast star stars creator creators co-creator showrunner makers team fate future end cancellation cancelation renewal "
    "premiere finale spinoff spin-off prequel sequel reboot remake adaptation viewers return cancellations version world pilot "
    "success chances run ending revival fans crew lead leads axing loss survival renewals follow-up debut seasons season host watch".split()
)
_VERDICTS = frozenset(
    "renew renews renewed renewing cancel cancels canceled cancelled cancelling canceling axe axes axed ax axing scrap scraps scrapped "
    "scrapping dropped drops drop recommissioned recommissions revive revived revives rescue rescued saved saves ditched ditches binned canned cans "
    "ends ending greenlights greenlit pulls".split()
)
_PLAYING = frozenset("star stars starring starred role roles appears appeared appear part turn lead leads led cast seen played plays returned appearance work performance".split())
_ROLES = (ROLE_WORDS | frozenset("starring by actor lead leads played husband wife daughter brother sister son father mother alum alumnus star-turned newcomer winner nominee".split())) - _KIND - frozenset(
    "series season seasons episode episodes show shows drama comedy thriller sitcom streaming renewed renews renew canceled cancelled cancels cancel axed axes scrapped ends ending final finale "
    "top no premiere premieres debut week report list chart freshman rookie sophomore tv television spinoff prequel sequel anthology".split()
)
_FILM = frozenset("film films movie movies feature blockbuster song album single game videogame episode book novel novels memoir play special".split())

_GENRE = f"(?:{GENRE_HEADS}|series|show|programme|spinoff|spin-off|prequel|sitcom|revival|reboot|remake)"
_DONE = (
    r"(?:renewed|cancel+ed|axed|scrapped|picked up|recommissioned|re-?upped|binned|greenlit|green-?lit|returning|coming (?:back(?! as)|to an end)|"
    r"brought back|given (?:the|a|an)|ordered|one and done|ending|over\b|dropped(?! by)|safe\b|in limbo|on the bubble|back for|in danger|commissioned|for the chop|"
    r"ditched|canned|pulled|toast|dead\b|no more|done\b|extended|getting a|not (?:returning|coming back))"
)
_AFTER_STRONG = re.compile(
    rf"(?:'s|,)? \(?(?:season|series|volume|part) (?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)| s\d\b"
    rf"|(?:'s|') (?:\w+[ -]){{0,3}}(?:season|series|run|finale|cancel+ation|renewal|premiere|outing)s?\b"
    rf"|,? (?:(?:has|had|have|having)(?: not| now| just| already| officially| also| reportedly| both| all)* been|(?:was|were|is|are|isn't|wasn't|aren't)(?: not| now| just| already| officially| also| reportedly| both| all)?(?: being| to be| getting)?|(?:to|will|won't|would|may|might|could|should|will not) be|being|gets|got) {_DONE}"
    rf"|(?:,|:| \()? ?(?:officially |not )?(?:renewed|cancel+ed|axed|scrapped|recommissioned)\b"
    rf"| (?:won't|will not|isn't|is not|will|would|wouldn't|has|have|never|to) (?:not )?(?:be )?(?:return|back\b|coming back|end\b|ending|no (?:second|third|more)|a (?:second|third|fourth|fifth) (?:season|series))"
    rf"| (?:premiere[ds]|debuted|bowed|aired|airs|first aired|premiering|launched on|began on|kicked off)\b"
    rf"| (?:is|was|has been)(?: \w+)? (?:a|an|the|another|one of) (?:[\w'-]+ ){{0,5}}?{_GENRE}s?\b"
    rf"|,? (?:a|an|the|its|their|another|both) (?:[\w'-]+ ){{0,5}}?{_GENRE}s?\b"
    rf"| (?:stars|starred|features|will star) (?:(?:\w+ ){{0,4}})[PXS]\b| (?:follows|followed|tells|told the|centers|centres|revolves|chronicles)\b"
    rf"|(?:: |,? (?:with|on|at) |,? \()(?:about )?\d[\d.,]* ?(?:m\b|million|bn|billion|hours|views)"
    rf"| (?:gets|lands|scores|earns|nabs) (?:a|an|another|the) (?:\w+ )?(?:season|renewal|series|axe?|boot|chop|[\w]+ season)"
    rf"|,?(?: \w+){{0,4}}? (?:at|in|to|by|is|was|now|came|comes|ranked|placed|follows|followed in|moved up to) (?:no\.|number|#|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?! (?:season|series|run|half|time|episode))"
    rf"|(?:, [^,;]{{3,50}},)? (?:has|have|gets|get) (?:a|an|another) (?:second|third|fourth|fifth|sixth|\w+th|new)? ?(?:season|series)\b|(?:, [^,;]{{3,50}},)? returns? for (?:a |its )?(?:\w+ )?season"
    rf"| an? (?:[\w-]+[ -]){{0,2}}(?:season|renewal)s?(?: order| renewal| pick-?up)?\b"
    rf"|, in which [PX](?:,[^,]+,)? (?:stars|plays|played|starred|appears|is)\b| and its (?:\w+ ){{0,2}}\d[\d.]* ?(?:million|m\b)"
    rf"|,? returns? for (?:a |its )?(?:\w+ )?season| is the no\. "
)
_AFTER_WEAK = re.compile(
    r" (?:will|would|does) (?:get|have|see)\b| about\?|(?:'s)? (?:star|stars|creator|creators|showrunner|fans|cast|finale|spin-?off|prequel|crew|co-creator|fame|universe|franchise|alum)\b|, (?:starring|created by|which|the spin-?off|based on)\b|, (?:taken|adapted|drawn|derived|based) (?:from|on)\b| (?:returns|returned|debuts|launched|ended|is based|was based|carries|tops|topped|drew|dropped|led|leads)\b|,? from (?:creator|executive)|, on P|: S| \(N[),]|,? on N\b| (?:was|is|were) created by\b| c[ao]mes? from P| (?:has|have|had|is|was|will|won't|isn't|hasn't|to)(?: \w+)? (?:been (?:given|handed|granted|picked|cut|stopped|taken|awarded)|back\b|be back|getting|return|get\b|run\b|run for|air\b|moving|end\b|bow|continue|have a|have another|survive|survived)| (?:bows? out|returns|wraps|concludes|concluded|runs|ran for|lasted|survives|continues|heads (?:in)?to|moves to|joins the|goes on|lives)\b|'s (?:\w+ )?(?:fate|future|end|return|success|viewers|audience|ratings|creators?|showrunners?|makers|writers|cancel\w*|episodes?|first|second|third|fourth|fifth|sixth)\b"
)
_AFTER_PERSON = re.compile(
    r",? (?:said|says|told|tells|tweeted|wrote|writes|added|plays|played|portrays|posted|explained|will play|directed|directs|created|creates|developed|stars (?:in|as|alongside|opposite)|starred (?:in|as|alongside|opposite)|"
    r"revealed|confirmed|joined|returns as|thanked|executive|serves|who\b|is playing|penned|spoke|was cast|is cast|recalled|admitted|noted|(?:also )?produces|hosts|thinks|leads the cast|will (?:star|return as|reprise))"
    r"| as [XPS]\b| \([XP]\)|,? \d\d,"
)


def classify(sentences: list[Sentence], headline: str) -> None:
    """Set the kind of every open name: S, P or X. The same name has the same kind throughout."""
    score: dict[str, float] = {}
    person: dict[str, float] = {}
    open_names: dict[str, Name] = {}
    for s in sentences:
        for i, name in s.names.items():
            if name.kind in "XSP":
                key = name.key
                gain, human = _evidence(s, i, name)
                score[key] = score.get(key, 0.0) + gain
                person[key] = person.get(key, 0.0) + human
                open_names.setdefault(key, name)
    low = headline.lower()
    for key in open_names:
        score[key] += _in_headline(key.replace("'", ""), low, score[key], person[key])
    for key, bonus in _standing(sentences, score, person).items():
        score[key] += bonus
    _people_lists(sentences, person)
    _surnames(open_names, person)
    kinds = {key: _kind(name, score[key] - person[key], person[key]) for key, name in open_names.items()}
    _spread(sentences, kinds, person)
    _opening(sentences, kinds, score, person)
    _listed(sentences, kinds)
    _antecedents(sentences, kinds, person)
    _shorten(kinds, open_names)
    for s in sentences:
        for name in s.names.values():
            if name.kind in "XSP":
                name.kind = kinds.get(name.key, name.kind)


_LINE_HEAD = re.compile(r"(?:[-*\u2022] |\d{1,2}[.)] )?[XPS](?:$|:$| ?\((?:N|photo|picture)[^)]*\)| ?(?:\u2014|-|:) (?:N|renewed|cancel|season|\d))")


def _standing(sentences: list[Sentence], score: dict[str, float], person: dict[str, float]) -> dict[str, float]:
    """What a name gains by where it stands: alone on a line, or again and again without being a person."""
    times: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for s in sentences:
        for n in s.names.values():
            times[n.key] += 1
        m = _LINE_HEAD.match(s.text)
        if m and s.names and (n := s.names[next(iter(s.names))]).kind in "XPS" and len(s.text) < 200:
            heads[n.key] += 1
    bonus: dict[str, float] = {}
    many = len(heads) >= 2
    for key in score:
        gain = 0.0
        if heads[key] and not person[key]:
            gain += 2.0 if many else 1.0
        if times[key] >= 3 and not person[key] and score[key] > 0:
            gain += 1.0
        bonus[key] = gain
    return bonus


_TELEVISION = re.compile(r"\b(?:series|season|seasons|show|showrunner|episodes?|renewed|cancel+ed|axed|sitcom|drama|comedy|streamer|network|programme)\b")
_CINEMA = re.compile(r"\b(?:film|films|movie|movies|box office|cinemas?)\b")


def _opening(sentences: list[Sentence], kinds: dict[str, str], score: dict[str, float], person: dict[str, float]) -> None:
    """News about television names its series at the start. If nothing there is one yet, the name that
    is said most, and of which nothing speaks for a person, is taken for it."""
    start = sentences[:4]
    if any(kinds.get(n.key) == SERIES for s in start for n in s.names.values()):
        return
    whole = " ".join(s.text for s in sentences)
    if len(_TELEVISION.findall(whole)) < 3 or len(_CINEMA.findall(whole)) * 2 > len(_TELEVISION.findall(whole)):
        return
    times = Counter(n.key for s in sentences for n in s.names.values())
    people = {w.lower() for s in sentences for n in s.names.values() if n.kind in "XP" and person.get(n.key, 0) >= 1 for w in n.text.split()}
    best: tuple[float, str] | None = None
    for place, s in enumerate(start):
        for i, n in s.names.items():
            if n.kind not in "XP" or person.get(n.key, 0) >= 1 or n.key in people or n.initial and " " not in n.text and times[n.key] < 2:
                continue
            if s.text[i + 1 : i + 3] == "'s" and times[n.key] < 2:
                continue
            value = score.get(n.key, 0.0) + min(times[n.key], 4) - 0.3 * place + (0.6 if not person_shaped(n.text) else 0.0)
            if best is None or value > best[0]:
                best = (value, n.key)
    if best is not None and best[0] >= 1.2:
        kinds[best[1]] = SERIES


_FATE = r"(?:is |has been |was |gets |will |are |tv show |series |new )*(?:renew|cancel|axe|season|series|end|final|pick|return|scrap|drop|premiere|s\\d|renov)"


def _in_headline(key: str, headline: str, score: float, human: float) -> float:
    """What the headline, or the headline in the address, adds to a name."""
    if human >= 2 or len(key) < 3 or not re.search(rf"\b{re.escape(key)}\b", headline):
        return 0.0
    said = re.search(rf"\b{re.escape(key)},? {_FATE}|(?:renews|renew|cancels|cancel|axes|axed|cancelled|canceled|renewed|scraps|season of|series of) (?:the )?{re.escape(key)}\b", headline)
    return 2.0 if said else 1.0 if score > 0 else 0.0


def _people_lists(sentences: list[Sentence], person: dict[str, float]) -> None:
    """In "created by Ann Lee and Bo Hill" the second is as much a person as the first."""
    for s in sentences:
        for m in _LIST.finditer(s.text):
            members = [s.names[i] for i in range(*m.span()) if i in s.names]
            if person.get(members[0].key, 0) >= 2 and person_shaped(members[0].text):
                for n in members[1:]:
                    if not n.quoted and n.key in person and (person_shaped(n.text) or " " in n.text):
                        person[n.key] += 2.0


def _surnames(names: dict[str, Name], person: dict[str, float]) -> None:
    """A lone word that is some person's surname is more likely the person."""
    last = {n.text.split()[-1].lower() for n in names.values() if person_shaped(n.text)}
    for key, n in names.items():
        if key in last and not n.quoted:
            person[key] += 4.0


def _kind(name: Name, score: float, human: float) -> str:
    if score >= ENOUGH:
        return SERIES
    if person_shaped(name.text) and not name.title:
        return PERSON
    return PERSON if human >= 2 and " " in name.text else OTHER


def person_shaped(text: str) -> bool:
    """Two to five words with capitals, none of which people are not called."""
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 6 or text[0].isdigit() or any(c in text for c in ":&!?/"):
        return False
    if words[0] in ("The", "A", "An", "My", "Our", "Your", "His", "Her"):
        return False
    return not any(w.endswith("'s") or w in ("of", "the", "and", "in", "at", "for", "is", "with", "to") or w.isdigit() for w in words)


def _evidence(s: Sentence, i: int, name: Name) -> tuple[float, float]:
    text = s.text
    gain = 2.0 if (name.quoted or name.marked) and not s.question_quote(i) else 0.0
    if gain and s.index == 0 and s.text[-1:] not in ".!?":
        gain = 1.5  # a headline quotes remarks as well as titles
    if name.title:
        gain += 2.0 if " " in name.text or not name.initial else 1.0
        if " " not in name.text and not name.quoted:
            gain -= 1.0
    after = text[i + 1 : i + 90]
    if _AFTER_STRONG.match(after):
        gain += 3.0
    elif _AFTER_WEAK.match(after):
        gain += 1.5
    human = 2.0 if _AFTER_PERSON.match(after) and not name.quoted else 0.0
    before = text[max(0, i - 60) : i]
    if before and before[-1] not in " (":
        return _capitalised_word(gain, name, after), human
    words = before.rstrip(" (").split()
    if re.match(r"'s? [XS]", after) and not name.quoted:  # "canceled Ann Lee's Dollhouse": not the owner
        return 0.0, 0.0
    owner = re.search(r"N's $", before)
    if owner and not name.quoted:
        gain += 1.0 if person_shaped(name.text) else 2.0  # "Netflix's Ozark"
    while words and re.fullmatch(r"[XPSNO]'s?", words[-1]):
        words.pop()
        before = before.rstrip()[:-3]
    more, people = _before(words, name, before, after)
    return _capitalised_word(gain + more, name, after), human + people


def _capitalised_word(gain: float, name: Name, after: str) -> float:
    # A lone word at the start of a sentence has its capital from there.
    if name.initial and " " not in name.text and not name.quoted and gain < 3:
        return gain * 0.4
    return gain


def _before(words: list[str], name: Name, before: str, after: str) -> tuple[float, float]:
    if not words:
        return 0.0, 0.0
    last = words[-1].strip(",;:\"'")
    prev = words[-2].strip(",;:\"'") if len(words) > 1 else ""
    clean = words[-1][-1].isalnum() or words[-1][-1] in "'"
    if last in _FILM and clean:
        return -3.0, 0.0
    if last in ("dramas", "comedies", "series", "shows", "thrillers", "originals", "sitcoms", "titles") and words[-1].endswith((",", ":")):
        return 2.5, 0.0
    if (last in _KIND or last.split("-")[-1] in _KIND) and (clean or words[-1].endswith(",")):
        return (3.0 if clean else 0.5), 0.0
    if words[-1].endswith(":") and _ROLL.search(before):
        return 2.5, 0.0
    if last in _VERDICTS and (clean or words[-1].endswith(":")):
        return 3.0, 0.0
    if last in ("of", "to", "for", "behind", "on", "in", "from") and clean:
        if len(words) > 2 and words[-3] in _SEASONS:  # "season two of X"
            return 3.0, 0.0
        if after.startswith("'s "):  # "the version of Somebody's book"
            return 0.0, 0.0
        if prev in _SEASONS or prev in _PARTS:
            return (3.0 if prev in _SEASONS else 2.0), 0.0
        if prev in ("novel", "novels", "book", "books", "comic", "story", "stories"):
            return -1.0, 0.0
    if last == "in" and prev in _PLAYING:
        return 2.0, 0.0
    if re.search(r"\b(?:fans of|farewell to|goodbye to|goodbye,?|known for|renewal for|bring|working on|behind|season for|seasons for|order for|orders for|news for|word on|word of|more|another|made|makes|make|air|airs|aired|launch|launched|premiered|debut|debuted) $", before) and not name.initial:
        return 1.2, 0.0
    if last in ("called", "titled", "entitled") and clean:
        return 1.5, 0.0
    if last in ("watch", "watching", "bingeing", "binge-watching", "axing", "renewing", "cancelling"):
        return 2.0, 0.0
    if last in _ROLES and (clean or words[-1].endswith(",")) and not name.quoted:
        return 0.0, 2.0
    if re.search(r"\bplug on$|\b(?:call(?:ed|s)? time on|curtains for|decision (?:\w+ ){0,4}(?:on|about)|(?:fate|future) of|take on|took on|passed on|passes on|a home to|more of|no more|done with|bring(?:ing)? back|brings back|brought back)$", before.rstrip()):
        return 3.0, 0.0
    return 0.0, 0.0


# "renewed a quartet of rookies on Thursday: A, B and C".
_ROLL = re.compile(r"\b(?:renew|cancel|axe?|scrap|pick|return)\w*\b[^.;:]{0,60}: ?$")
_LIST = re.compile(r"[SXPO](?:,(?: and| or)? [SXPO]| (?:and|or|&) [SXPO]|(?:,|;)? (?:and|or|plus|as well as) [SXPO])+")


def _spread(sentences: list[Sentence], kinds: dict[str, str], person: dict[str, float]) -> None:
    """A name listed between series is a series too, if nothing says that it is a person."""
    for s in sentences:
        for m in _LIST.finditer(s.text):
            members = [s.names[i] for i in range(*m.span()) if i in s.names]
            sure = [n for n in members if kinds.get(n.key) == SERIES]
            people = sum(person.get(n.key, 0) > 0 for n in members)
            if not sure or people or len(sure) * 4 < len(members):
                continue
            for n in members:
                if kinds.get(n.key) in (OTHER, PERSON) and (not n.initial or len(members) > 2):
                    kinds[n.key] = SERIES


_NUMBERED = re.compile(r"(?:\d{1,2}[.)] |[-\u2022*] )?(?=[SXP](?:,|:| \(|$|\b))")


def _listed(sentences: list[Sentence], kinds: dict[str, str]) -> None:
    """In a numbered list where some lines are series, all are (a chart does not mix in people)."""
    run: list[Sentence] = []
    for s in [*sentences, None]:
        if s is not None and re.match(r"\d{1,2}[.)] [SXP]", s.text):
            run.append(s)
            continue
        heads = [n for r in run if (n := r.names.get(r.text.find(" ") + 1)) is not None]
        if sum(kinds.get(n.key) == SERIES for n in heads) * 2 > len(heads):
            for n in heads:
                kinds[n.key] = SERIES
        run = []


_BACK = re.compile(
    rf"^(?:on \w+, )?(?:the|this) (?:\w+[ -]){{0,3}}?(?:{GENRE_HEADS}|series|show|programme|sitcom)\b"
    rf"|\b(?:renewed|cancel+ed|axed|scrapped|picked up|dropped) (?:(?:the|its) (?:\w+[ -]){{0,3}}?(?:{GENRE_HEADS}|series|show|programme)\b|it\b|that\b)"
    rf"|^(?:the|its|it|season)\b(?=.*\b(?:series|season|show)\b)"
)


_TALE = re.compile(rf"\b(?:the|this) (?:[\w-]+[ -]){{0,2}}?(?:{GENRE_HEADS}|series|show)\b[^.;]{{0,60}}\b(?:renewed|cancel+ed|axed|scrapped)\b|\b(?:renewed|cancel+ed|axed|scrapped) the (?:[\w-]+[ -]){{0,2}}?(?:{GENRE_HEADS}|series|show)\b")


def _antecedents(sentences: list[Sentence], kinds: dict[str, str], person: dict[str, float]) -> None:
    """ "The crime drama ...": what the sentence before named is the drama, if nothing else can be."""
    times = Counter(n.key for s in sentences for n in s.names.values())
    for before, s in zip(sentences, sentences[1:], strict=False):
        if not (_BACK.search(s.text) or _TALE.search(s.text)) or any(kinds.get(n.key) == SERIES for x in (before, s) for n in x.names.values()):
            continue
        if re.search(r"\b(?:film|movie)s?\b", before.text) or before.block != s.block and s.block - before.block > 1:
            continue
        known = any(k == SERIES for k in kinds.values())
        tale = _TALE.search(s.text)
        open_ = [n for i, n in before.names.items() if n.kind in "XP" and not person.get(n.key) and (not n.initial or " " in n.text or not known) and before.text[i - 4 : i] not in (" by ",)]
        first = not any(kinds.get(n.key) == SERIES for x in sentences[: s.index] for n in x.names.values())
        if open_ and (not known or tale or first or re.match(r"its (?:\w+) (?:season|series)\b", s.text) or not s.text.startswith(("the ", "this ", "it", "season"))):
            kinds[max(open_, key=lambda n: (times[n.key], n.start)).key] = SERIES


def _shorten(kinds: dict[str, str], names: dict[str, Name]) -> None:
    """ "Avatar" is "Avatar: The Last Airbender" once the full title has been given."""
    heads = {h for h in (re.split(r":| \u2014 | - ", key)[0].strip() for key, kind in kinds.items() if kind == SERIES) if len(h) > 2}
    for key, kind in kinds.items():
        if kind == OTHER and key in heads:
            kinds[key] = SERIES
