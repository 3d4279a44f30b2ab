"""Words that stand beside the names of series, and words that stand beside the names of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cliffhanger.news.names.lexicon import GENRE_HEADS, ROLE_WORDS, SERIES_NOUNS, words

if TYPE_CHECKING:
    pass

KINDS = frozenset(w for part in (GENRE_HEADS, SERIES_NOUNS) for w in part.split("|")) | {
    "dramas",
    "comedies",
}


KINDS -= {"newcomer", "hit", "title", "titles", "action", "original", "originals", "quiz"}


SEASON_WORDS = words(
    "season seasons series run runs outing episode episodes helping instalment installment "
    "chapter outings more"
)


PARTS_OF_ONE = words(
    "cast star stars creator creators co-creator showrunner makers team fate future end "
    "cancellation cancelation renewal "
    "premiere finale spinoff spin-off prequel sequel reboot remake adaptation viewers "
    "return cancellations version world pilot "
    "success chances run ending revival fans crew lead leads axing loss survival renewals "
    "follow-up debut seasons season host watch"
)


VERDICTS = words(
    "renew renews renewed renewing cancel cancels canceled cancelled cancelling canceling "
    "axe axes axed ax axing scrap scraps scrapped "
    "scrapping dropped drops drop recommissioned recommissions revive revived revives "
    "rescue rescued saved saves ditched ditches binned canned cans "
    "ends ended kept ending greenlights greenlit pulls"
)


PLAYING = words(
    "star stars starring starred role roles appears appeared appear part turn lead leads "
    "led cast seen played plays returned appearance work performance"
)


ROLES = (
    (
        ROLE_WORDS
        | words(
            "starring starred by actor lead leads played husband wife daughter brother sister son "
            "father mother alum alumnus star-turned newcomer winner nominee"
        )
    )
    - KINDS
    - words(
        "series season seasons episode episodes show shows drama comedy thriller sitcom "
        "streaming renewed renews renew canceled cancelled cancels cancel axed axes "
        "scrapped ends ending final finale "
        "top no premiere premieres debut week report list chart freshman rookie sophomore "
        "tv television spinoff prequel sequel anthology"
    )
)


NOT_SERIES = words(
    "film films movie movies feature blockbuster song album single game videogame episode "
    "book novel novels memoir play special"
)


_GENRE = (
    f"(?:{GENRE_HEADS}|series|show|programme|spinoff|spin-off|prequel|sitcom|revival|reboot|remake)"
)


_DONE = (
    r"(?:renewed|cancel+ed|axed|scrapped|picked up|recommissioned|re-?upped|binned|"
    r"greenlit|green-?lit|returning|coming (?:back(?! as)|to an end)|"
    r"brought back|given (?:the|a|an)|ordered|one and done|ending|over\b|dropped(?! by)|"
    r"safe\b|in limbo|on the bubble|back for|in danger|commissioned|for the chop|"
    r"ditched|canned|pulled|toast|dead\b|no more|done\b|extended|getting a|"
    r"not (?:returning|coming back))"
)


AFTER_STRONG = re.compile(
    r" (?:straight )?to series\b|"
    r" (?:led|leads|topped|tops|was watched|managed|drew|pulled|racked up|notched|logged|"
    r"amassed|clocked|"
    r"spent|has (?:now )?(?:been|spent))\b(?:[^.;]|\.\d){0,40}?\b(?:list|charts?|hours|"
    r"views|top (?:10|ten)|weeks?)\b"
    r"| (?:took|takes|claimed|claims|grabbed|held|holds) (?:the )?(?:first|second|third|"
    r"fourth|fifth|sixth|seventh|"
    r"eighth|ninth|tenth)\b|"
    r" (?:and [SXP] )?(?:on|in) the (?:\w+ )*list of (?:\w+ )*(?:shows|series)|,? goes on\b"
    r"| an? (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?=[,.;]|$)|"
    rf"(?:'s|,)? \(?(?:season|series|volume|part) (?:\d|one\b|two\b|three\b|four\b|five\b|"
    rf"six\b|seven\b|eight\b|nine\b|ten\b)| s\d\b"
    rf"|(?:'s|') (?:\w+[ -]){{0,3}}(?:season|series|run|finale|cancel+ation|renewal|"
    rf"premiere|outing)s?\b"
    rf"|,? (?:(?:has|had|have|having)(?: not| now| just| already| officially| also|"
    rf" reportedly| both| all)* been|(?:was|were|is|are|isn't|wasn't|aren't)(?: not| now|"
    rf" just| already| officially| also| reportedly| both| all)?(?: being| to be|"
    rf" getting)?|(?:to|will|won't|would|may|might|could|should|will not) be|being|gets|"
    rf"got) {_DONE}"
    rf"|(?:,|:| \()? ?(?:officially |not )?(?:renewed|cancel+ed|axed|scrapped|recommissioned)\b"
    rf"| (?:won't|will not|isn't|is not|will|would|wouldn't|has|have|never|"
    rf"to) (?:not )?(?:be )?(?:return|back\b|coming back|end\b|ending|no (?:second|third|"
    rf"more)|a (?:second|third|fourth|fifth) (?:season|series))"
    rf"| (?:premiere[ds]|debuted|bowed|aired|airs|first aired|premiering|launched on|"
    rf"began on|kicked off)\b"
    rf"| (?:is|was|has been)(?: \w+)? (?:a|an|the|another|"
    rf"one of) (?:[\w'-]+ ){{0,5}}?{_GENRE}s?\b(?! (?:was|is|has|had|will|would|follows|"
    rf"stars|starred|tells|also|were|are|did)\b)"
    rf"|,? (?:a|an|the|its|their|another|both) (?:[\w'-]+ ){{0,5}}?{_GENRE}s?\b(?! (?:was|"
    rf"is|has|had|will|would|follows|stars|starred|tells|also|were|are|did)\b)"
    rf"| (?:stars|starred|features|will star) (?:(?:\w+ ){{0,4}})[PXS]\b| (?:follows|"
    rf"followed|tells|told the|centers|centres|revolves|chronicles)\b"
    rf"|(?:: |,? (?:with|on|at) |,? \()(?:about )?\d[\d.,]* ?(?:m\b|million|bn|billion|hours|views)"
    rf"| (?:gets|lands|scores|earns|nabs) (?:a|an|another|the) (?:\w+ )?(?:season|renewal|"
    rf"series|axe?|boot|chop|[\w]+ season)"
    rf"|,?(?: \w+){{0,4}}? (?:at|in|to|by|is|was|now|came|comes|ranked|placed|follows|"
    rf"followed in|moved up to) (?:no\.|number|#|second|third|fourth|fifth|sixth|seventh|"
    rf"eighth|ninth|tenth)(?! (?:season|series|run|half|time|episode))"
    rf"|(?:, [^,;]{{3,50}},)? (?:has|have|gets|get) (?:a|an|another) (?:second|third|"
    rf"fourth|fifth|sixth|\w+th|new)? ?(?:season|series)\b|"
    rf"(?:, [^,;]{{3,50}},)? returns? for (?:a |its )?(?:\w+ )?season"
    rf"| an? (?:[\w-]+[ -]){{0,2}}(?:season|renewal)s?(?: order| renewal| pick-?up)?\b"
    rf"| to (?:a close|an end|a halt|an early end)\b| (?:has |have )?(?:reached|come to|"
    rf"met|hit) (?:the|its|an) end\b| (?:is|are) (?:officially |all )?(?:done|over|"
    rf"finished|dead|toast|history)(?: at| on| for|[.,;]|$)| (?:is|are) to (?:be|end|"
    rf"return|come|have|finish|go)\b| yet, with N\b| (?:was|is) (?:enough|one and done)"
    rf"|, in which [PX](?:,[^,]+,)? (?:stars|plays|played|starred|appears|is)\b|"
    rf" and its (?:\w+ ){{0,2}}\d[\d.]* ?(?:million|m\b)"
    rf"|,? returns? for (?:a |its )?(?:\w+ )?season| is the no\. "
)


AFTER_WEAK = re.compile(
    r" (?:will|would|does) (?:get|have|see)\b| about\?|(?:'s)? (?:star|stars|creator|"
    r"creators|showrunner|fans|cast|finale|spin-?off|prequel|crew|co-creator|fame|universe|"
    r"franchise|alum)\b|, (?:starring|created by|which|the spin-?off|based on)\b|"
    r", (?:taken|adapted|drawn|derived|based) (?:from|on)\b| (?:returns|returned|debuts|"
    r"launched|ended|is based|was based|carries|tops|topped|drew|dropped|led|leads)\b|"
    r",? from (?:creator|executive)|, on P|: S| \(N[),]|,? on N\b| (?:was|is|"
    r"were) created by\b| c[ao]mes? from P| (?:has|have|had|is|was|will|won't|isn't|hasn't|"
    r"to)(?: \w+)? (?:been (?:given|handed|granted|picked|cut|stopped|taken|awarded)|"
    r"back\b|be back|getting|return|get\b|run\b|run for|air\b|moving|end\b|bow|continue|"
    r"have a|have another|survive|survived)| (?:bows? out|returns|wraps|concludes|"
    r"concluded|runs|ran for|lasted|survives|continues|heads (?:in)?to|moves to|joins the|"
    r"goes on|lives)\b|'s (?:\w+ )?(?:fate|future|end|return|success|viewers|audience|"
    r"ratings|creators?|showrunners?|makers|writers|cancel\w*|episodes?|first|second|third|"
    r"fourth|fifth|sixth)\b"
)


AFTER_PERSON = re.compile(
    r",? (?:said|says|told|tells|tweeted|wrote|writes|added|plays|played|portrays|posted|"
    r"explained|will play|directed|directs|created|creates|developed|stars (?:in|as|"
    r"alongside|opposite)|starred (?:in|as|alongside|opposite)|"
    r"revealed|confirmed|joined|returns as|thanked|executive[- ]produc(?:ed|es)\b|serves|"
    r"who\b|is playing|"
    r"penned|spoke|was cast|is cast|recalled|admitted|noted|(?:also )?produces|hosts|"
    r"thinks|leads the cast|will (?:star|return as|reprise))"
    r"| as [XPS]\b| \([XP]\)|,? \d\d,"
)
