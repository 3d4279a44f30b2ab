"""The words for a source work: kinds of works, what leads to one, and who wrote it."""

from __future__ import annotations

from cliffhanger.news.phrase import Phrase

KINDS = {
    "novel": r"series of (?:[\w-]+ )?(?:books|novels)|book series|novel series|"
    r"(?:graphic )?novels?|novellas?|books?|"
    r"best-?sellers?|trilogy|trilogies|saga|"
    r"tomes?|tetralogy|duology|quartet|whodunn?its?|"
    r"fiction|page-turner",
    "comic": r"comic[- ]books?(?: series)?|comics?|graphic novels?|mangas?|webtoons?|"
    r"web ?comics?|manhwas?|"
    r"cartoon strip|comic strip",
    "game": r"video ?-?games?|games?|videogames?",
    "podcast": r"podcasts?",
    "film": r"films?|movies?|feature",
    "series": r"anime|(?:tv |crime |cartoon |animated |web ?|comedy |medical |legal |game ?)?"
    r"(?:series|show|serial|cartoon|format|drama|comedy|sitcom|soap|telenovela|thriller|"
    r"(?:hit|smash)(?= [SXP]))(?! (?:novels?|books?|films?|movies?|comics?|podcasts?|trilogy|"
    r"stories|"
    r"writer|author|novelist|memoir|manga))",
    "article": r"articles?|magazine (?:article|story|piece|stories)|essay",
    "other": r"(?:one-(?:man|woman) |stage )(?:shows?|plays?)|non-?fiction (?:book|bestseller)s?|"
    r"memoirs?|(?:auto)?biograph(?:y|ies)|diar(?:y|ies)|journals?|letters|short stor(?:y|ies)|"
    r"novelettes?|"
    r"columns?|blog|plays?|musicals?|life|true stor(?:y|ies)|(?<=the )real events|lives|opera|"
    r"poem|fairy tales?|"
    r"toys?|songs?",
}
_WORK = "|".join(
    f"(?P<{k}>{v})"
    for k, v in sorted(KINDS.items(), key=lambda kv: kv[0] not in ("comic", "other"))
)
_BOOKS = (
    r"(?:(?:graphic |comic )?(?:novels?|novellas?|books?)|memoirs?|comics?|mangas?|webtoons?|"
    r"best-?sellers?|trilogy|saga|short stor(?:y|ies)|autobiography)"
)
_LEAD = (
    r"(?:(?:loosely |partly |very loosely |closely |directly )?(?:based|adapted|drawn|built|made|"
    r"modell?ed|founded|"
    r"derived|taken|inspired|sprung|lifted|spun|developed|born) (?:(?:up)?on|from|(?<=inspired "
    r")by|off of|out of|around|after|by P (?:and P )?from)|"
    r"(?:made|adapted|developed|created|written|turned|grown|grew|grows) (?:(?!by\b)[a-z]+ ){0,4}?"
    r"(?:from|out of)(?= (?:the|an?|[PX]'s?) )|(?:comes?|came|grew|grown|sprang|sprung) out of|"
    r"adapt(?:s|ing|ed (?:of|from)|ation(?: of| from)?)|(?:began|started|"
    r"originated|first appeared)(?: life| out)? as|"
    r"(?:tak(?:es?|ing)|took|borrow(?:s|ed|ing)?|gets?|got|draws?|drew|drawing|lifts?|lifted) "
    r"(?:heavily |loosely |freely )?(?:(?:its|their|his|her|the) (?:[\w-]+ ){1,2})?(?:from|on|"
    r"upon)|"
    r"(?:comes?|came) from|bring(?:s|ing) to (?:life|the screen)|version of|remake of|reboot of|"
    r"re-?imagining of|take on|, from|"
    rf" from(?= (?:the|an?) (?:[\w'-]+ ){{0,3}}?{_BOOKS} (?:by|of) )|"
    r"(?:go(?:es)?|went|going|harks?|looks?) back to|"
    r"(?:source|basis|inspiration|starting point|source material|origins?)(?: here)? (?:is|was|"
    r"are|were|"
    r"came from|comes from|lies? in|lay in)|"
    r"retell(?:s|ing)(?: of)?|rework(?:s|ing)(?: of)?|dramati[sz](?:es|ed|ing|ation)(?: of)?|"
    r"rooted in|borrows from|"
    r"thr(?:ows?|ew) [^.;]{3,40}? from|spun from)"
)
# "by The Boys creator Ann Lee": where the writer is known from.
_KNOWN_FROM = (
    r"(?:(?:[SXPN](?:'s)? |and |x's )+(?:co-)?(?:creator|writer|author|star|illustrator|scribe) )?"
)
_WRITER = (
    rf"{_KNOWN_FROM}(?P<a>[PX])(?:(?:,| and|, and| with) (?P<a2>[PX]))?(?:,? and (?P<a3>[PX]))?"
)
_BY = (
    r"(?:(?:written|penned|created|drawn|illustrated|authored)(?: and \w+)? )?"
    r"(?:by|of|from) (?:the )?"
)
_TITLE = r"(?P<w>[SXPO])(?!'s)"
PATTERNS = (
    # "based on Helen Wan's (best-selling) novel (The Partner Track)"
    Phrase(
        rf"{_LEAD} (?:the |a )?(?:\w+ )?(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? (?:(?!of\b|"
        rf"the\b)[\w'-]+,? ){{0,5}}?(?:{_WORK}|thriller|classic|"
        rf"whodunn?it)\b(?:,? (?:of (?:the same|that) (?:name|title)|"
        rf"(?:series|trilogy|called|titled|entitled)?),?)?(?: ?,? ?{_TITLE})?"
    ),
    # "based on the (X) novel (The X) by Y", "from the popular webtoon"
    Phrase(
        rf"{_LEAD} (?:the |a |an |its |their |all over the )?(?:(?!of (?:the same|that))[\w'-]+,? "
        rf"){{0,6}}?"
        rf"(?:(?<= )(?P<w2>[SXP]) )?(?:{_WORK})\b(?: series|"
        rf" trilogy)?,? ?(?:(?:(?:(?:likewise |also )?(?:called|titled|entitled|named) |, "
        rf")?(?P<w>[SXPO])(?!'s) ?|"
        rf"of (?:the same|that) (?:name|title) ?|"
        rf"of novels? ?)?),?(?: ?{_BY}(?:[a-z][\w-]*,? ){{0,5}}?{_WRITER}"
        rf"(?:, (?P<w3>[SX])(?=[.;]|$| in the X))?|"
        rf" ?(?:that |which )?(?:the )?(?:real |late )?(?P<b>[PX]) (?:wrote|created|made|drew|"
        rf"penned|"
        rf"authored|kept|published|left|hosts|hosted)"
        rf"(?: with (?P<b2>[PX])(?: and (?P<b3>[PX]))?)?)?"
    ),
    # "Y adapted the series from her own novel (X)", "brings Y's novels to the screen"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?,? (?:who )?(?:has )?(?:co-)?(?:adapt(?:s|ed|ing)|"
        rf"created|developed|wrote|"
        rf"writes|turned|made) [^.;PX]{{0,40}}?(?:from|out of) (?P<own>(?:his|her|their) )?(?:own "
        rf"|an? |"
        rf"the )?(?:[\w'-]+ ){{0,3}}?(?:{_WORK})\b(?(own)(?:,? (?P<w>[SXP])(?!'s))?| (?:of (?:his|"
        rf"her|"
        rf"their) own|(?:that )?(?:he|she|they) (?:had )?(?:wrote|written))\b)"
    ),
    Phrase(
        rf"(?:brings?|brought|bringing|turns?|turned|turning|transfers?|translates?) "
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? "
        rf"(?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b(?: (?P<w>[SXP]))? (?:to (?:the |life|tv|"
        rf"television)|into )"
    ),
    # "built on the characters of novelist Y"
    Phrase(
        rf"{_LEAD} (?:the |a )?(?:[\w'-]+ ){{0,2}}?(?:characters?|world|works?|writings?|tales?|"
        rf"stories|detective|"
        r"hero(?:ine)?|fiction) (?:created |invented |dreamt up |written )?(?:by|of|from) "
        r"(?:the )?(?:[\w'-]+ )*?(?P<novel>novelist|author|writer) (?P<a>[PX])"
    ),
    # "Y, (the) author of the novels on which it is based", "Y, on whose novel it is based"
    Phrase(
        rf"(?P<a>[PX])(?:, (?:who (?:is|was) )?(?:the )?(?:author|writer) of (?:the |an? "
        rf")?(?:[\w'-]+ ){{0,3}}?|"
        rf",? (?:up)?(?:on|from) whose (?:[\w'-]+ ){{0,3}}?|(?: [a-z']+){{1,4}} the (?:[\w'-]+ "
        rf"){{0,2}}?)(?:{_WORK})"
        r"(?: (?:up)?(?:on|from) which| that| which)? (?:the (?:show|series|drama|\w+)|it|S|X) "
        r"(?:is|was|were) "
        r"(?:based|adapted|taken|drawn|made|inspired)"
    ),
    # "based on X by Y", with a title alone
    Phrase(
        rf"(?:(?:based|adapted|drawn|derived|taken|made|lifted|sprung|modell?ed|inspired) "
        rf"(?:(?:up)?on|from|by)|adapt(?:s|ation of|ed from)|(?:book|novel|comic|series|material) "
        rf"behind "
        rf"(?:it|the \w+) (?:is|was)) {_TITLE},? (?:by|(?:(?:a|the) (?:[\w'-]+ "
        rf"){{0,4}}?(?:{_WORK}) (?:by|"
        rf"from|of))) (?:[a-z][\w-]*,? ){{0,4}}?(?P<a>[PX])(?: and (?P<a2>[PX]))?"
    ),
    # "anime of Y's X manga", "adaptation of Y's X novels"
    Phrase(
        rf"(?:{_LEAD}|anime of|series of) (?P<a>[PX])'s? (?P<w>[SXP]) (?:\([^)]*\) )?"
        rf"(?:[\w-]+ ){{0,2}}?(?:{_WORK})\b"
    ),
    # "adapts X, the seventh of Y's best-sellers"
    Phrase(
        rf"(?:adapts|adapting|based on) (?P<w>[SXP]), (?:the|an?|one) [^.;,]{{0,30}}\bof "
        rf"(?P<a>[PX])'s? (?:[\w-]+ ){{0,3}}?(?:{_WORK})\b"
    ),
    # "the inspiration for the show was Y's 2005 book X"
    Phrase(
        rf"(?:inspiration|source|basis|source material) (?:for|of|behind) [^.;,]{{1,40}}? (?:is|"
        rf"was|"
        rf"were|are|came from|comes from) (?P<a>[PX])'s? (?:[\w-]+ ){{0,4}}?(?:{_WORK})\b"
        rf"(?: (?P<w>[SXP]))?"
    ),
    # "Y, whose X novels it was taken from"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?, whose (?:(?P<w>[SX]) )?(?:[\w-]+ ){{0,3}}?"
        rf"(?:{_WORK}) "
        rf"(?:(?:it|the \w+|S) (?:is|was|were) (?:taken|adapted|drawn|based)|inspired|form(?:s|"
        rf"ed)?|"
        rf"(?:is|are|was|were) (?:the )?(?:basis|source|inspiration))"
    ),
    # "Y's graphic novels are the basis of the show"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? (?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK}) "
        rf"(?:[^.;,PXS]{{3,40}} )?"
        rf"(?:are|is|was|were|form(?:s|ed)?|provide[sd]?|serve[sd]? as|"
        rf"inspired) (?:the )?(?:basis|source|inspiration|starting point|S|the \w+)"
    ),
    # "Y wrote the books from which the show was adapted", "Y and Z wrote the comic book"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?,? (?:who )?(?:wrote|penned|authored|"
        rf"writes) (?:the |both |all |its )(?:(?!of\b)[\w'-]+ |"
        rf"[SX] ){{0,5}}?(?P<novel>{_BOOKS})\b(?: from which| that| on which| it| behind|,|\.|$)?"
    ),
    Phrase(
        rf"(?P<a>[PX])'s? (?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b(?:,? (?:(?:up)?on|"
        rf"from) which (?:the|S|it)\b| of (?:the same|that) (?:name|title))"
    ),
    # "the novel of the same name by Y": so called, it is the source
    Phrase(
        rf"\b(?:the|an?|its|his|her|their) (?:(?!of\b)[\w'-]+,? |N ){{0,5}}?(?:{_WORK}) of (?:the "
        rf"same|"
        rf"that) (?:name|title)(?:,? (?:written |penned )?(?:by|from) (?:[a-z][\w-]*,? ){{0,4}}?"
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?)?"
    ),
    # "the webtoon (by Y) on which it is founded", "the webcomic that inspired it"
    Phrase(
        rf"\b(?:the|an?) (?:(?!of\b)[\w'-]+,? ){{0,4}}?(?:{_WORK})(?: (?P<w>[SXP])(?!'s))?"
        rf"(?: (?:by|of|from) (?P<a>[PX])(?: and (?P<a2>[PX]))?)?,? (?:(?:(?:up)?on|from) which "
        rf"(?:it|this|S|the \w+) (?:is|was|has been|rests?|draws?|drew)|(?:that|which) (?:it|the "
        rf"\w+) "
        rf"(?:is|was) (?:based|founded|modell?ed|adapted|drawn|taken)|(?:that|which) (?:inspired|"
        rf"spawned|"
        rf"gave rise to|started|begat|served as) (?:it|the|S)\b)"
    ),
    # "Y's novels supplied the plot", "Y's novel has been adapted by"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? (?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})(?: "
        rf"(?P<w>[SXP]))? "
        rf"(?:(?:suppl(?:y|ies|ied)|provide[sd]?|gave|gives?|lent|lends?) (?:it|the|its)\b|"
        rf"(?:is|was|are|were|has been|have been|being) (?:adapted|turned into|brought to|"
        rf"dramati[sz]ed|"
        rf"the (?:source|basis|inspiration|starting point)|what (?:it|the)))"
    ),
    # "Jane Roe adapted Y's novel"
    Phrase(
        rf"\b(?:adapt(?:s|ed|ing)|dramati[sz](?:es|ed|ing)) (?P<a>[PX])(?: and (?P<a2>[PX]))?'s? "
        rf"(?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b(?:,? (?P<w>[SXP])(?!'s))?"
    ),
    # "the latest Harlan Coben adaptation"
    Phrase(r"(?P<a>P)(?: and (?P<a2>P))? (?P<novel>adaptation)\b(?! of)"),
    # "the series version of Y's trilogy", "the adaptation of Y's X"
    Phrase(
        rf"(?:version|adaptation|take|retelling|reworking|treatment) (?:of|on) (?P<a>P)(?: and "
        rf"(?P<a2>P))?'s? "
        rf"(?:(?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b|(?P<w>[SX])(?!'s))"
    ),
)
# "S was the original", "modeled on the spanish hit S": a series made after a series.
ORIGINAL = Phrase(
    r"(?:series|show|cartoon|drama|comedy|sitcom|thriller|telenovela|format|soap),? (?P<w>S) "
    r"(?:is|was) "
    r"(?:the|its) (?:original|source|inspiration|basis|model|starting point)"
)
AUTHOR_ROLE = Phrase(
    r"\b(?:author|novelist|illustrator|author and illustrator|writer and illustrator|"
    r"comic(?:-book)? writer|mangaka)s? (?:and illustrator )?(?P<a>[PX])(?: and "
    r"(?P<a2>[PX]))?(?='s|\b)"
)
AUTHOR_OF = Phrase(r"(?P<a>[PX])(?:, [^.;PX]{0,50})? author (?:of|behind) (?P<w>S)(?!'s)")
# "its reboot of S", "the Indian version of S": made after a series.
REMADE = Phrase(
    r"\b(?:reboot|remake|re-?imagining|re-?make|version|rework(?:ing)?|redo|update) of (?:the )?"
    r"(?:[\w'-]+ ){0,3}?(?P<w>S)(?!'s?\b)"
)
GATE = Phrase(
    r"bas(?:ed|is)|adapt|drawn|derived|taken|inspired|wrote|penned|version|author|novelist|retell|"
    r"illustrator|mangaka|inspiration|source|anime|remake|reboot|update|redo|imagining|rework|"
    r"novel|book|comic|manga|webtoon|manhwa|podcast|memoir|seller|trilog|saga|article|"
    r"essay|magazine|"
    r"video ?-?game|dramati[sz]|built on|modell?ed|take on|short stor|diar|biograph|journal|"
    r"letters|same name|that name|same title|original|founded|blog"
)
