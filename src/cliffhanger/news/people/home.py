"""Home: the series that a passage about people and source works is about.

Cast paragraphs are full of other series: where an actor was seen before, what the writer made
last, what the thing is like. None of them moves the passage to another series; only a series that
the sentence is about does ("S, a thriller starring"), or one that something is decided of.
"""

from __future__ import annotations

import re
from collections import Counter

from cliffhanger.news.focus import KIND, ONE, aside
from cliffhanger.news.names.lexicon import GENRE_HEADS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence, Story

PERSON_WORDS = (
    r"(?:(?:co-|lead |executive |former |series |head |guest |ex-)*(?:stars?|actors?|"
    r"actress(?:es)?|"
    r"alum(?:n\w+|s)?|creators?|writers?|showrunners?|directors?|producers?|veterans?|"
    r"favou?rites?|breakouts?|players?|hosts?|regulars?|boss(?:es)?|masterminds?|scribes?|hands?|"
    r"leads?|duo|pair|frontman|legends?|authors?|comedians?|winners?|newcomers?|team|makers?|"
    r"ep|eps|fame|graduates?|survivors?)\b)"
)
# "S star Ann Lee", "S's Ann Lee", "of S fame", "the S universe": S says who or what something is.
_CREDITED = re.compile(
    rf"(?:'s?)?(?:(?: and| &|,? or|/) ?(?:the )?S(?:'s?)?)*(?: (?:(?!when|as|after|while|before|"
    rf"and|but|where|with|to|for|stars|is|was)[a-z-]+ ){{0,2}}?{PERSON_WORDS}"
    rf"(?:(?:/|,? and |, )(?:{PERSON_WORDS}|[a-z]+))*,? (?=[PX]|fame)| fame\b|(?<='s) (?:own "
    rf")?[PX](?!\w)(?!')|"
    r" (?:[a-z-]+ ){0,2}(?:books?|novels?|comics?|films?|movies?|trilogy)\b|"
    r" (?:television|studios?|pictures|entertainment|tv|list|chart|rankings?|charts|lists|party|"
    r"app)\b|"
    r" (?:universe|franchise|spin-?off|prequel|sequel|offshoot|reboot|revival|stablemate|"
    r"(?:viewers|fans|watchers) (?:may|might|will) (?:know|remember|recogni[sz]e)))"
)
# What stands before a series that is only mentioned beside the one in question.
_BESIDE = re.compile(
    r"(?:\b(?:alongside|like|unlike|than|besides|beside|including|resembl\w+|similar to|"
    r"recall\w*|echo(?:es|ed)?|remind(?:s|ed)? [^.;,]{0,20}\bof|(?:put|puts) [^.;,]{0,20}in mind "
    r"of|"
    r"in the (?:(?:vein|style|spirit|mould|mold|footsteps|manner) of|way [^.;,]{0,30}(?:of|about|"
    r"with|for|to))|"
    r"compar\w+ (?:it |her |him )?(?:to|with)|shades of|cross between|answer to|"
    r"as (?:\w+ ){1,2}(?:did|does|do|had|has) (?:with|for|to|about|on)|"
    r"(?:a|the) new|(?:a|the) next|other than|apart from|ahead of|behind|next to|"
    r"follow(?:s|ed|ing)?(?: by)?|replac(?:es|ed|ing)|hit|joins?|joined|"
    r"known (?:for|from)|famous (?:for|from)|fame (?:from|of|in)|remember(?:ed|s)? (?:for|from|as)|"
    r"recogni[sz]\w+ from|familiar from|fresh (?:from|off)|late of|last seen (?:in|on)|"
    r"seen (?:in|on)|(?:formerly|once|late) (?:of|on)|who (?:was|were|starred|appeared|has been|"
    r"had been) (?:in|on)|(?:soon|next) (?:star|appear|be seen) in|previously (?:of|on|in)|"
    r"(?:written|wrote|writing|worked|working|directed|written and directed) (?:for|on|episodes "
    r"of)|"
    r"credits (?:include|are|range from)|past work includes|(?:whose|other) work includes|"
    r"whose [^.;,]{0,20}(?:include|includes|included)|"
    rf"{PERSON_WORDS} (?:of|on|in|from|behind|to)|"
    r"(?:people|team|minds?|man|woman|men|women|folks|studio|company|producers|network|home) "
    r"(?:of|behind|that made|who made|that gave us|who gave us)|"
    r"(?:world|version|versions|adaptation|remake|spin-?offs?|prequels?|"
    r"sequels?|offshoot|take|title|style|success|tradition|days|heels|wake) (?:of|to|from|on)|"
    r"fictional|imaginary|"
    r"spun off from|based on|adapted from|inspired by|drawn from|taken from|made (?:out )?of|from"
    r"|outside (?:of)?|thanks to|P,? of|[PX],? (?:from|late of)) )"
    r"(?:the |a |an |such as |N's |hit |its |his |her |their |years of |(?:[\w-]+ )?(?:drama|"
    r"comedy|"
    r"hit|series|sitcom|show|thriller) )*$"
)
_PLACED = re.compile(r"\b(?:ahead|behind|above|below)\b")
_OPENING = re.compile(r"(?:[-*\u2022] |\d+[.)] )?(?:[a-z'\u2019,:-]+ ){0,5}")
_WITH = re.compile(r"\b(?:with|by|to|as|in|on|for) (?:the |N's )?$")
# What is decided of a series, or done with it, by a network; "season two of S" and the like.
_DECIDED = re.compile(
    r"\b(?:renew\w*|cancel\w*|axe[sd]?|axing|scrap\w*|order\w*|pick\w* up|drop\w*|commission\w*|"
    r"recommission\w*|greenlit|greenlights?|end(?:s|ed|ing)?|air\w*|launch\w*|premier\w*|"
    r"announc\w*|develop\w*|mak(?:es?|ing)|prepar\w*|unveil\w*|work\w* on|plan(?:s|ned|ning)|"
    r"stream\w*|handed|given|gave|gives|back|bring\w*|brought|save[sd]?|plug on|curtain on|"
    r"time on|word on|(?:season|series|seasons|episodes?|finale|fate|future|cast|end|order|"
    r"return|run|fans|creators?) (?:\w+ )?(?:of|for|on))\b[^.;]{0,60}$"
)
_APPOSED = re.compile(
    r"(?:'s)?(?: \([^()]*\))?,? (?:an? |the |its |his |her |their |which |whose |in which |"
    r"starring|created|about |"
    r"based |set |has |have |had |is |was |will |won't |stars|follows|tells|features|centers|"
    r"centres|revolves|premiered|debuted|launched|returns?|gets|got|goes|went|came|comes|"
    r"joins|ran|runs|began|started|ends|ended|plays|sends|puts|sees|borrows|takes)"
)
_NAMED_KIND = re.compile(rf"\b{KIND},? (?:called |titled |entitled |named )?$")
_MONTH = re.compile(r"(?:March|April|May|June|August)$")
# "the Slough House novels", "a book called Oz": the name of a source.
_BOOK = re.compile(
    r" (?:[a-z-]+ ){0,1}(?:(?:comic )?books?|novels?|novellas|comics?|memoir|trilogy|stories|"
    r"manga)\b"
)
_FORMER = Phrase(
    r"^(?:and |but )?the (?P<w>former|latter|first|second|other)\b(?! \w+s\b| season| series)"
)
_HEADING = Phrase(
    r"(?:\d{1,2}[.)] |[-*\u2022] |(?:renewed|cancel+ed|axed|returning|ordered|ending)(?::| -) "
    r"?)?S(?:"
    r"$|:$|:? ?\([^()]*\)\.?$|:? [-\u2013\u2014] )"
)


_IS = re.compile(
    r"\b(?:is|was|are|were|comes?|came|arrives?) (?:also |now |then )?(?:an? |the )?(?:[\w-]+ "
    r"){0,3}?"
    r"(?:of )?$"
)
# What a sentence ends with is what is new in it, and often what the next one is about.
_LAST = re.compile(r"[.!?)]*$")


def assign(story: Story) -> None:
    """Give every sentence its home, which people and sources without a series of their own get."""
    if _only_one(story):
        return
    story.works = _works(story)
    main, sure = _main(story)
    home, heading = (main if sure else None), None
    group: list[str] = []
    for s in story.sentences:
        described = _described(s)
        if s.opens:
            head = _HEADING.match(s)
            if head:
                heading = home = s.key(next(i for i in s.series()))
            elif heading or (sure and not described):
                home = heading or main
        home = described or home
        referred = _FORMER.match(s)
        if referred and len(group) == 2:
            home = group[1 if referred["w"] in ("latter", "second", "other") else 0]
        s.home = home or s.topic or main
        home = _moved(s, sure) or home
        named = list(dict.fromkeys(s.key(i) for i in s.series() if not elsewhere(s, i)))
        if len(named) > 1:
            group = named


def _only_one(story: Story) -> bool:
    """Whether one series at most is named: then it is home everywhere."""
    keys: set[str] = set()
    for s in story.sentences:
        s.beside.clear()
        keys.update(map(s.key, s.series()))
    if len(keys) > 1:
        return False
    for s in story.sentences:
        s.home = story.main
    return True


# "... did best of all with S. The royal drama ...": a description says more of what came last.
_DESCRIPTION = Phrase(
    rf"(?:that (?:show|series|one)\b|(?:the|this|that) (?!new |same |other |next |second |third |"
    rf"whole |entire |hit |first |final |last |previous |original |current |popular |long-)"
    rf"(?:(?:[\w'-]+ ){{1,4}}?{KIND}|{GENRE_HEADS})\b(?!'| (?:of|about|S|X|P)\b))"
)


def _described(s: Sentence) -> str | None:
    """The series that a description at the start of the sentence stands for: the one just named."""
    if not s.index or not _DESCRIPTION.match(s):
        return None
    before = s.story.sentences[s.index - 1]
    named = [i for i in before.series() if not elsewhere(before, i)]
    one = len({before.key(i) for i in named}) == 1
    return before.key(named[-1]) if one and not s.series(0, 40) else None


def _works(story: Story) -> frozenset[str]:
    """Keys of what is a source work here and no series: "the S novels", and never "S, renewed"."""
    books = {s.key(i) for s in story.sentences for i in s.series() if _BOOK.match(s.text, i + 1)}
    return frozenset(k for k in books if k != story.main and not _shown(story, k))


def _shown(story: Story, key: str) -> bool:
    """Whether the story has a season of it, or a decision on it."""
    return any(
        s.key(i) == key
        and (_AIRED.match(s.text, i + 1) or _ENDED.search(s.text[max(0, i - 25) : i]))
        for s in story.sentences
        for i in s.series()
    )


_AIRED = re.compile(
    r"(?:'s)?,? (?:season|series|has been|was (?:cancel|renew|axed)|premiered|debuted|returns)\b"
)
_ENDED = re.compile(
    r"\b(?:renew\w*|cancel\w*|axe[sd]?|season \w+ of|seasons? of|series of) (?:the )?$"
)


def _main(story: Story) -> tuple[str | None, bool]:
    """The series said most, the first of equals, what is said beside it left out."""
    count: Counter[str] = Counter()
    for s in story.sentences:
        for i in s.series():
            if not elsewhere(s, i):
                count[s.key(i)] += 1 if aside(s, i) else 3 if s.index < 2 else 2
    if not count:
        return story.main, False
    best, most = max(count.items(), key=lambda kv: kv[1])
    second = max((v for k, v in count.items() if k != best), default=0)
    return best, most > 1.4 * second


def elsewhere(s: Sentence, i: int) -> bool:
    """Whether the series at `i` is named as somebody's past work, or as what this one is like."""
    found = s.beside.get(i)
    if found is None:
        found = s.beside[i] = _elsewhere(s, i)
    return found


def _elsewhere(s: Sentence, i: int) -> bool:
    text = s.text
    opened = text.rfind("(", 0, i)
    if opened >= 0 and text.find(")", opened, i) < 0 and _BRACKETED.search(text[:opened]):
        return True
    if _CREDITED.match(text, i + 1) or s.key(i) in s.story.works:
        return True
    if text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].isdigit():
        return _MONTH.match(s.names[i].text) is not None  # "lands on May 5th"
    if _PLURAL.match(text, i + 1) and "S" not in text[:i]:
        return True  # "the Lynx are out of lodgings": people of the story, no series
    if not i:
        return False
    before = text[max(0, i - 56) : i]
    earlier = _LISTED.search(before) if "S" in before[-13:] else None
    if earlier:
        return elsewhere(s, i - len(before) + earlier.start())
    found = _BESIDE.search(before)
    if found is None or _PARTS.search(found.group()):
        return False
    return not (found.group().startswith("than ") and _NONE.search(text[:i]))


_PLURAL = re.compile(
    r" (?:are|were|have|don't|(?:will |can |may |might |already )?(?:know|watch|meet|recogni[sz]e|"
    r"remember|find|expect))\b"
)
# "Nothing had a better week than S": S it is about.
_NONE = re.compile(r"\b(?:nothing|no|none|never|nobody|few|fewer|hardly|rarely|seldom)\b[^.;]*$")


_BRACKETED = re.compile(r"[PXxS],? $")
_LISTED = re.compile(r"S(?:,| and|,? or|,? and|,? &) (?:the |N's )?$")
_PARTS = re.compile(r"\b(?:cast|seasons?|episodes?) (?:of|behind)")


def meant(s: Sentence, at: int) -> str | None:
    """The series that "it" or "the show" at `at` means."""
    named = [i for i in s.series(0, at) if not aside(s, i) and not elsewhere(s, i)]
    return s.key(named[-1]) if named else s.home


def _moved(s: Sentence, sure: bool) -> str | None:
    """The series that the sentence takes the passage to; None where it stays.

    Where the document is about one series, another must be more than mentioned.
    """
    named = [i for i in s.series() if not elsewhere(s, i)]
    if not named:
        return None
    ref = ONE.search(s, 0, named[0])
    if ref and re.match(r"(?:'s| is| was)? (?:[\w-]+ ){0,2}S\b", s.text[ref.end() :]):
        ref = None  # "its series S", "it's S that stuns us"
    if ref and s.home and "," not in s.text[ref.start() : named[0]] and ref.start() < 30:
        return None
    if s.home and _ROW.search(s):
        return None  # "A, B and C were all left trailing": no one of them is what comes next
    for i in named:
        last = not sure and _LAST.match(s.text, i + 1)
        if s.home is None or last or _about(s, i):
            return s.key(i)
    return None


_ROW = Phrase(r"S, (?:(?:the|N's) )?S(?:, (?:(?:the|N's) )?S)*,? and (?:(?:the|N's) )?S\b")


def _about(s: Sentence, i: int) -> bool:
    """Whether the sentence is about the series at `i`: its subject, decided of, or explained."""
    text = s.text
    before = text[:i]
    if _PLACED.search(before):
        return False
    if _OPENING.fullmatch(before) and not _WITH.search(before):
        return True
    if _WITH.search(before) and not _DECIDED.search(before):
        return bool(re.match(r", (?:an?|the|which|in which)\b", text[i + 1 :]))
    if _LAST.match(text, i + 1) and _IS.search(before):
        return True
    return bool(
        _DECIDED.search(before[-90:]) or _APPOSED.match(text, i + 1) or _NAMED_KIND.search(before)
    )
