"""The words for being in a series: what leads a cast list, what follows one, what is played."""

from __future__ import annotations

import re

from cliffhanger.news.people.roll import ADJECTIVES, NAME
from cliffhanger.news.phrase import Phrase

CAST_LEAD = Phrase(
    r"\b(?:stars|starred|starring|co-?stars?|co-starring|features|featured|featuring|"
    r"(?:(?:cast|ensemble|line-?up)(?: of S)?(?:,? which)? (?:also |now |again |further )?"
    r"(?:includes?|included|including|is|are|was|were|"
    r"features?|featured|of|boasts?|boasted|consists of|comprises|members|list|adds|added)|"
    r"(?:cast|ensemble|line-?up) (?:is|was) (?:made up|composed|formed) (?:of|by)|"
    r"in which (?:we|you)(?: will|'ll)?(?: also)? find|"
    r"in the cast (?:[\w' -]{1,30} )?(?:there )?(?:are|is|were|was|you'll find)(?: also)?|"
    r"among the (?:cast|actors|stars|players) (?:are|is|were)|(?:^|"
    r"[.;] )(?:main |season \w+ )?(?:cast|stars|starring):)"
    r"|led by|leads?:|headlined by|headlines|fronted by|toplined by|(?:is|are|was|"
    r"were) played by|played by|portrayed by|cast members?|series regulars?|"
    r"(?:leads|stars|duo|trio) (?:are|were|is)|two leads|leading (?:man|lady|men|ladies)|regulars "
    r"(?:such as|like|"
    r"including)|regulars|rounding out the cast (?:are|is)|rounded out by|(?:joined|"
    r"accompanied) by|also (?:stars|features|starring|in the cast)|cast with|starrer with|"
    r"appearances (?:by|from)|performances (?:by|from)|voices? (?:of|by|from|include)|"
    r"voiced by|the talents of|in the (?:lead|title) (?:are|is|were|was)|(?:played|portrayed|"
    r"voiced) by|(?<!guest )(?<!co-)(?<!pop )(?<!rock )\bstar(?=,? [PX])|(?:spinoff|"
    r"spin-off|series|show|drama|comedy|thriller|sitcom|mystery|romance|vehicle|"
    r"S),? with)(?: (?:of|are|is|include|includes|also|both|such as|like|including|actors?|"
    r"newcomers?|the likes of))*,? "
)


# "Back in uniform are A and B", "joining Hill for the second season are A and B".
INVERTED = Phrase(
    r"(?:^|(?<=[.;,] )|(?<=and ))(?:(?:also|back|returning|joining|new|completing|filling out|"
    r"starring|"
    r"opposite|alongside|leading|playing|up front|on board|on screen|with (?:him|her|them|it))"
    r"[^.;:PXSNO]{0,30}|(?:joining|alongside|opposite|besides?|with) (?:[PX],? (?:and "
    r")?){1,3}[^.;:PXSNO]{0,40}) "
    r"(?:is|are|was|were|will be|come|comes|came)(?: (?:also|both|newcomers?|actors?))*,? "
    r"(?=(?:[a-z-]+ ){0,3}[PX])"
)


CAST_AFTER = Phrase(
    r"(?:,? who)?(?:,? (?:also|both|all|each|too|again|then|now|still))*,? (?:(?:will )?(?:also "
    r")?(?:star(?:s|red)?(?= in|"
    r"s? (?:with|opposite|alongside|in)|\.|,|;| and|$| as| too| on | alongside| opposite| "
    r"together)|co-?star(?:s|red)?|appear(?:s|"
    r"ed)?(?= in| as|\.|$)|feature(?:s|d)?|headline(?:s|d)?|top-?line[sd]?|lead(?:s)?(?= the| it| "
    r"S)|"
    r"led(?= the| it| S| cast)|front(?:s|ed)|return(?:s|ed)? as)"
    r"|(?:are|were|is|was) (?:also )?(?:in (?:it|the cast|S|the series|the show|"
    r"the ensemble|the lead|this|the(?=$))|among the (?:actors|cast|stars)|part of the cast|"
    r"on board|the (?:two )?(?:leads?|stars?)|its (?:leads?|stars?)|cast\b|seen in|"
    r"featured|the leading|in the lead)|took the (?:roles?|parts?)|take the (?:roles?|"
    r"parts?)|(?:have|has) (?:roles|parts|a part|a role)|played|round(?:s|"
    r"ed)? out the cast|complete the cast|make up the|(?:turn|show|pop)(?:s|ed|ped)? up(?= in| on|"
    r" as)|"
    r"(?:plays?|played|portrays?|portrayed|will play|is playing) (?:an?|the|two|his|her|its|their) "
    r"(?!(?:[a-z-]+ )?(?:roles?|part|game|gigs?|shows?|songs?|guitar)\b)|"
    r"act(?:s|ed|ing)? (?:alongside|opposite|beside|with|in (?:it|S|the (?:series|show)))|"
    r"(?:ha(?:ve|s|d)|hold(?:s)?|held|got|gets?|land(?:s|ed)?|takes?|took|fill(?:s|ed)?|shared?s?|"
    r"will have|will take) (?:an? |the |its |their |her |his )?(?:[a-z-]+ ){0,2}"
    r"(?:roles?|parts?|leads?)(?= in| on|[.,;]| and|$| too| as| of)|"
    r"(?:form(?:s|ed)?|makes?|made|completed?s?|fill(?:s|ed)? out|round(?:s|ed)? out|heads?(?: "
    r"up)?|"
    r"headed(?: up)?|leads?|led|front(?:s|ed)?|anchor(?:s|ed)?|top(?:s|ped)?) (?:up )?(?:the |its "
    r"|an? )"
    r"(?:[a-z-]+ ){0,3}(?:cast|ensemble|line-?up|company)|"
    r"(?:is|are|was|were|will be|will also be) (?:also |all |both )?(?:in (?:the|its|that|this) "
    r"(?:[a-z-]+ ){1,2}(?:cast|ensemble|line-?up)|in it\b)|can (?:also )?be seen|recur(?:s|"
    r"red)?(?= on| in| as|,|\.)|"
    r"(?:are|is|were|was) back on board|stood out|stands out|(?:has|had|have|"
    r"takes?|took) the (?:lead|starring|title|leading)(?: role)?|voices?(?= (?:the|an?|her|"
    r"his)\b)|(?:is|are|was|were) (?:set to|due to|to|back|"
    r"returning|going)(?: to)? (?:star|reprise|as)|also (?:starred|star|appear)|reprises?|"
    r"(?:(?:has|have|had|will|also|are|is|was|were) )*(?:join(?:s|ed|ing)?|added to|boarded|"
    r"boarding) (?:[PX],? )?(?:the |its |S's? )?(?:\w+ ){0,3}(?:cast|ensemble|line-?up|regulars?)|"
    r"(?:(?:has|have|been|are|were|was|is) )+(?:upped|promoted|bumped up) to|"
    r"(?:is|are|was|were) (?:the |its |his |her )(?:[a-z-]+ )?co-stars?|(?:is|are|will be) "
    r"(?:also )?returning(?=[.,;]|$| for| to))\b"
)


# "as the New Orleans judge Kate Hill", "plays Kate's mother Jo".
_OWNER_OF = (
    r"(?:[PX](?:'s?)? (?:(?!and\b|opposite\b|with\b|as\b|is\b|was\b|who\b|whose\b|for\b|to\b|in\b|"
    r"on\b|at\b|of\b|the\b|an?\b|while\b|by\b|from\b|alongside\b|but\b|or\b|her\b|his\b)[a-z-]+ )"
    r"{1,3}(?=[PX](?!')))"
)
PLAYS = Phrase(
    rf"(?P<p>{NAME})(?: \([^()]*\))?(?:,[^,;]{{3,60}},)?(?:,? who)?"
    rf"(?: (?:also|memorably|again|once again|once more|now|then|originally|briefly|,|has|have|"
    rf"had|will|"
    rf"would|is to|was to|is set to|is going to|is back to|is due to|are to|to))*,? (?:(?P<be>is|"
    rf"was|be|as)|"
    rf"plays?|played|portrays?|portrayed|is playing|was playing|playing|portraying|been playing|"
    rf"(?:was |is |be |been )?cast as|"
    rf"voices?|voiced|(?:co-)?star(?:s|red|ring)? as|(?:joins?|joined|returns?|returned|returning|"
    rf"is back|"
    rf"comes back|came back|come back|turns up|turned up|shows up|showed up|steps in|stepped in|"
    rf"appears?|appeared|recurs?|recurred|guests?|doubles|is back again) (?:\w+ )?as|(?:can |may "
    rf")?be seen as|goes by the name of|"
    rf"(?:takes?|took|plays?|played|has|had) the (?:lead|title|main|starring|central)?(?: \w+)? "
    rf"?(?:roles?|part|lead)(?: of|,| as)|"
    rf"(?:leads?|led|headlines?|headlined|fronts?|fronted|heads?|headed|anchors?|anchored) "
    rf"[^.;]{{3,40}}? as|"
    rf"(?:is |are )?repris(?:es|ed|e|ing) (?:her|his|their) roles? (?:as|of)|"
    rf"stars? in [^.;]{{0,40}}? as|starred [^.;PX]{{0,30}}? as|"
    rf"(?<=P )(?:will|is|was|has|had) [^.;:,PXSNO]{{3,40}} again as) (?:the (?:\w+ )?)"
    rf"?{ADJECTIVES}{_OWNER_OF}?(?P<c>{NAME})"
)


_VERBS = (
    r"(?:has|had|having|puts?|putting|casts?|casting|finds?|sees|saw|pairs?|paired|pairing|"
    r"pits?|teams?|teamed|teaming|reunites?|reunited|reuniting|brings?|brought|bringing|"
    r"adds|added|adding|with)"
)
# What HAS begins with at the least.
HAS_ONE = re.compile(rf"\b{_VERBS} [PX]")
HAS = Phrase(
    rf"(?P<whole>\b(?:S|it|season (?:\d+|one|two|three|four|five)|the (?:[a-z-]+ "
    rf"){{0,2}}(?:series|show|drama|comedy|thriller|"
    rf"sitcom|season|second|third|first)) (?:also |which |also )?)?\b"
    rf"{_VERBS} "
    rf"(?P<p>{NAME})(?:"
    rf"(?=(?:(?:,|,? and) {NAME})*(?: \w+)? (?:in (?:the|its|a|his|her) (?:[\w-]+ )?(?:leads?|"
    rf"roles?|parts?|"
    rf"cast|ensemble)|at its (?:centre|center|head|heart)|at the (?:head|heart|centre|center) of "
    rf"(?:it|the cast)|into (?:a|the|its|an)|leading|heading (?:the|its|a)|front and|"
    rf"among (?:its|the) (?:stars?|cast|leads?|actors)|as (?:its|the|their) (?:stars?|leads?|\w+ "
    rf"leads|leading (?:lady|man|ladies|men)|headliners?|"
    rf"heroine|hero|protagonists?)|"
    rf"opposite|in front of the camera))|"
    rf"(?(whole)(?=(?:(?:,|,? and) {NAME})*(?: \w+)? (?:as (?:an?|the|two|her|his|[a-z]+ )|"
    rf"playing|starring|with P|and P|into (?:a|the|its)))|(?!))|"
    rf"(?(whole)(?=(?:,? and|,) P(?:,? and|,) P)|(?!)))"
)
