"""What "it", "the series" and "both shows" stand for: the series a passage is about.

Every sentence inherits a topic (the series its predecessor was about; at a new paragraph, the
series the document is about, if there is one such) and a group (the series last named together).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from cliffhanger.news.names.known import SERIES
from cliffhanger.news.names.lexicon import GENRE_HEADS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence, Story

KIND = (
    rf"(?:{GENRE_HEADS}|series|show|programme|program|sitcom|spin-?off|prequel|revival|title|"
    rf"hit|newcomer|freshman|adaptation|\w+-parter|season)"
)
ONE = Phrase(
    rf"\b(?:(?:the|this|that|its|their|his|her) (?!every|each|all |some|many|any |no |"
    rf"most)(?:[\w'-]+ ){{0,4}}?{KIND}\b|it\b|its\b|"
    rf"[PX]'s? (?:[\w-]+ ){{0,3}}?(?:{GENRE_HEADS}|series|show)\b(?! [SX])|"
    rf"that one\b|(?:(?<=renewed )|(?<=cancelled )|(?<=canceled )|(?<=axed ))that\b)"
)
MANY = Phrase(
    r"\b(?:both|neither|each|all (?:two|three|four|five|six)|the (?:two|three|four|five|"
    r"pair|trio|quartet)|these (?:two|three|four|five)?|they|them|any of the (?:two|three|"
    r"four)|either (?:show|series|one)|none of (?:the|them|these))\b"
)
_DECIDER = Phrase(
    r"it (?:also |then )?(?:has |had )?(?:also )?(?:announc|said|order|renew|confirm|"
    r"cancel|reveal|pick|axed|gave|scrap)"
)
_COMPARED = Phrase(
    r"(?:\b(?:alongside|like|unlike|than|besides|including|behind|joins?|joined)|"
    r"\b(?:version|spin-?off|prequel|sequel|world|star|stars|writer|director|alum|makers|"
    r"creator|creators) (?:of|to|from|on|in)) (?:the )?$"
)
# A series named after these words is not what the sentence is about.
_ASIDE = re.compile(
    r"(?:\b(?:alongside|like|unlike|than|from|with|besides|including|behind|joins?|joined|"
    r"by|follow(?:s|ed|ing)?|to|as|in|on|watched|hit|ahead of|next to|ahead (?:are|is|come|"
    r"comes))|"
    r"(?:world|version|revival|remake|reboot|spin-?off|spin-?offs|prequel|sequel|remake|"
    r"director|producer|writer|creators? and \w+|actor|stars?|alum|fans|people|makers|fame|"
    r"outside) of|spin-?off to|prequel to) (?:the |a |an |such as |N's |\w+ (?:drama|"
    r"comedy|hit|series) )?$"
)


_BRAND = Phrase(
    r" (?:prequel|spin-?off|sequel|universe|franchise|alum\w*|star\b|actor|actress|lead\b|co-star|"
    r"writer|director|producer|breakout|favou?rite|regular|creator|fame|"
    r"veteran|offshoot|(?:does|did) (?:better|worse|more|less)\b)"
)


def last_of(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The last of some matches, or None."""
    last = None
    for m in matches:
        last = m
    return last


def assign(story: Story) -> None:
    """Give every sentence the topic and the group that it starts with."""
    main, sure = _main(story)
    story.main = main
    topic: str | None = main if sure else None
    group: list[str] = []
    heading: str | None = None
    block = -1
    for s in story.sentences:
        s.opens = s.block != block
        if s.opens:
            block = s.block
            if _is_heading(s):
                heading = s.key(next(iter(s.names)))
                topic = heading
            elif heading or sure:
                topic = heading or main
        s.topic, s.group = topic, list(group)
        topic = _subject(s) or topic
        named = list(dict.fromkeys(s.key(i) for i in s.series()))
        if len(named) > 1:
            group = named


def _main(story: Story) -> tuple[str | None, bool]:
    """The series named most, the first of equals; and whether the document is about it alone."""
    count: Counter[str] = Counter()
    for s in story.sentences:
        for i in s.series():
            aside = _ASIDE.search(s.text[:i]) is not None
            count[s.key(i)] += (
                1 if aside or re.match(r"\d|[-*\u2022] ", s.text) else 3 if s.index < 2 else 2
            )
    if not count:
        return None, False
    best, most = max(count.items(), key=lambda kv: kv[1])
    second = max((v for k, v in count.items() if k != best), default=0)
    return best, most > 1.4 * second


_NUMBERED = Phrase(r"(?:\d{1,2}[.)] |[-*\u2022] )S:?\Z")
_PICTURED = Phrase(r"S(?:$| ?\((?:photo|picture|credit|image|N)\b|:? \((?:photo|picture|N))")


def _is_heading(s: Sentence) -> bool:
    if _NUMBERED.match(s):
        return True
    first = s.names.get(0)
    return first is not None and first.kind == SERIES and _PICTURED.match(s) is not None


_PLACED = Phrase(r"(?:just )?(?:ahead|behind|above|below)\b")


def _subject(s: Sentence) -> str | None:
    """The series the sentence makes its subject; None leaves the topic as it was."""
    named = [i for i in s.series() if not _in_brackets(s.text, i)]
    if not named or _PLACED.match(s):
        return None
    ref = ONE.search(s)
    beside = {k for i in named if aside(s, i) for k in listed_from(s, i)}
    first = next((i for i in named if i not in beside), None)
    if first is None:
        # the only series of a sentence without a pronoun is what it is about after all
        one = (
            len(set(map(s.key, named))) == 1
            and not _BRAND.match(s, named[0] + 1)
            and not _COMPARED.search(s, 0, named[0])
        )
        lone = one and (not ref or ref.start() > named[0])
        return s.key(named[0]) if lone else None
    if ref and re.match(r" (?:[\w-]+ ){0,2}S\b", s.text[ref.end() :]):
        ref = None  # "its series S"
    if ref and _DECIDER.match(s, ref.start()):
        ref = None  # "It announced ...": the network
    if ref and ref.start() < first and ref.start() < 30 and "," not in s.text[ref.start() : first]:
        return None
    if ref and ref.start() < 3 and s.topic:
        return None
    return s.key(first)


def _in_brackets(text: str, i: int) -> bool:
    return text.rfind("(", 0, i) > text.rfind(")", 0, i) and not text.startswith("(")


# "pulled the plug on S", "the axe to S": S is what the sentence is about.
_DECIDED_ON = re.compile(
    r"\b(?:plug|pass\w*|go-ahead|green light|axe?|boot|chop|order\w*|renewal|time|book|"
    r"door|doors|curtain|"
    r"farewell|goodbye|end|season|series|run|more|nod|pick-?up|stop|halt|decision|decided|"
    r"ruled|future|"
    r"goes|went|belongs|belonged|falls|fell|passes|passed|"
    r"fate|cancel+ation|axing|return|death) (?:on|of|to|for|against) (?:the |its |"
    r"N's )?(?:[\w-]+ ){0,3}$"
)


# "Nothing has had a better week than S".
_NOTHING_LIKE = re.compile(
    r"\b(?:nothing|no (?:other )?(?:[\w-]+ )?(?:show|series|title|drama)|none)\b[^.;]* (?:than|"
    r"like|as) "
    r"(?:the )?$"
)


def aside(s: Sentence, i: int) -> bool:
    """Whether the series named at `i` is only mentioned beside what the sentence is about."""
    before = s.text[:i]
    if _BRAND.match(s, i + 1) is not None:
        return True
    if _ASIDE.search(before) is None or _DECIDED_ON.search(before):
        return False
    return _NOTHING_LIKE.search(before) is None


def stands_for(s: Sentence, at: int) -> str | None:
    """The series that "it" or "the show" at `at` means; "that show" is the one just named."""
    if s.text.startswith("that ", at) and s.index and not s.series(0, at):
        last = s.story.sentences[s.index - 1].series()
        if last:
            return s.story.sentences[s.index - 1].key(last[-1])
    named = [i for i in s.series(0, at) if not aside(s, i)]
    if named:
        return s.key(named[-1])
    return s.topic


def stand_for(s: Sentence, at: int) -> list[str]:
    """The series that "both" or "they" at position `at` mean; empty if nothing fits."""
    named = list(dict.fromkeys(s.key(i) for i in s.series(0, at)))
    if len(named) > 1:
        return named
    return list(s.group)


def listed_from(s: Sentence, i: int) -> list[int]:
    """The series in the list that starts with the one at `i`: "A, B and the drama C"."""
    found = [i]
    while True:
        m = _NEXT.match(s, found[-1] + 1)
        if (
            not m
            or (";" in m.group() and _FINITE.match(s, m.end()))
            or _BRAND.match(s, m.end())
            or _OWNER.match(s, m.end())
            or re.search(
                r"\b(?:revival|spin-?off|prequel|sequel|remake|reboot|version) (?:of|"
                r"to) (?:the )?S$",
                m.group(),
            )
        ):
            return found
        found.append(m.end() - 1)


_APPOSITION = (
    r"(?:, (?:about|a|an|the|starring|which|with|based|from|its|now|on|set)\b[^S;.]{0,90}?)"
)
# "renewed A on Monday, B after one": what is said of one alone does not end the list.
_MODIFIER = (
    r"(?: on \w+day| today| yesterday| last \w+| this \w+|"
    r" after (?:just )?[\w-]+(?: seasons?| series)?"
    r"| for (?:a |its |season |series )?[\w-]+(?: (?:and|or) [\w-]+)?(?: seasons?| series)?)"
)
_OWNER = Phrase(r"'s? (?:[\w-]+ ){1,5}S\b")
_FINITE = Phrase(r" (?:will|won't|has|have|had|was|were|is|are|gets?|got|goes|returns?|ends?)\b")
_NEXT = Phrase(
    rf"(?:'s)?(?: \([^)S]{{0,90}}\))?{_MODIFIER}?{_APPOSITION}?(?:,|;|,? and|,? or|"
    rf",? nor (?:on|for)|,? as well as|"
    rf",? plus|,? along with|; and| &)(?:,? [a-z]+ly,)? (?:and |or |also )?(?!(?:said|says|pulled|"
    rf"picked|gave|given|renewed|renews|cancel+ed|cancels|axed|ordered|orders|announced|"
    rf"passed|dropped|added|"
    rf"brought|put|let|ended|launched|scrapped)\b)(?:(?:the|its|a|an|fellow|new|of|"
    rf"[PXN]'s?|"
    rf"[\w'-]*(?:{GENRE_HEADS}|series|show|spin-?off|prequel)|(?!said\b|says\b|pulled\b|"
    rf"picked\b|gave\b|renewed\b|cancel+ed\b|axed\b|ordered\b|dropped\b|ended\b|after\b|"
    rf"before\b|when\b|"
    rf"while\b|but\b|since\b|which\b|who\b|has\b|had\b|have\b|was\b|is\b|will\b|gave\b|"
    rf"with\b|by\b|in\b|on\b|at\b)[a-z-]+) ){{0,5}}S"
)


def list_to(s: Sentence, i: int) -> list[int]:
    """The series in the list that ends with the one at `i`."""
    named = s.series(0, i + 1)
    for k in named:
        chain = listed_from(s, k)
        if i in chain:
            return chain[: chain.index(i) + 1]
    return [i]
