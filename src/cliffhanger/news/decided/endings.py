"""How a text says that a series stops: a last season is named, or a further one refused."""

from __future__ import annotations

from cliffhanger.news.decided.rule import A_KIND, A_SEASON, AFTER, BEFORE, EITHER, THE, VERB, rule
from cliffhanger.news.decided.seasons import NOUN, NUM, ORD
from cliffhanger.news.statements import CANCELED, FINAL

ENDING_RULES = (
    rule(
        "last one",
        FINAL,
        EITHER,
        r"(?:\b(?:will|would|"
        r"(?<!ca[mn]e )(?<!come )(?<!comes )(?<!got )(?<!get )(?<!gets )(?<!brought )to|"
        r"shall|is|was|as|which)|'ll)(?: also)?(?: be| mark| serve as|"
        r" likely be)? (?:its|the|their|the show's|the series'?|the drama's|"
        r"S's) (?:\w+ )?(?:last|final(?: one)?|swan ?song|end|final (?:outing|chapter|bow)|"
        r"last (?:outing|hurrah|ever))(?= |[.,;:!)]|$)|\band (?:its|the) (?:very )?"
        r"(?:last|final)(?: one)?(?=[.,;]|$)",
    ),
    rule(
        "final order",
        FINAL,
        EITHER,
        rf"\b(?:{ORD} ?(?:,|and|&) (?:final|last|concluding)(?:,? \w+-episode)?|(?:final|"
        rf"last|concluding),? (?:{ORD}))(?: (?:\w+-)?\w+)? (?:{NOUN})",
    ),
    rule(
        "final number",
        FINAL,
        EITHER,
        rf"\b(?:(?:will|(?<!S )to|would|set to|going to|'ll|is|are|be) (?:\w+ )?(?:end(?:ing)?|"
        rf"conclud(?:e|ing)|wrap(?:ping)?(?: up| things up| it up)?|finish(?:ing)?|"
        rf"closing(?: out)?|(?<!is )(?<!are )close(?: out)?|stop(?:ping)?|bow(?:ing)? out|"
        rf"sign(?:ing)? off|com(?:e|"
        rf"ing) to (?:an end|a close|its end|its conclusion)|say(?:ing)? goodbye|tak(?:e|"
        rf"ing) its final bow|over)|ends|concludes|wraps(?: up)?|stops|finishes|bows out|"
        rf"comes to (?:an end|a close)|(?<!N )(?<!streamer )(?<!network )ended|"
        rf"ending)[^.;]{{0,30}}? (?:with|after|following|"
        rf"at the end of|upon|once|come) (?:its |the |a |this |their )?(?:upcoming |"
        rf"forthcoming |current |recently completed )?(?=(?:\w+ |\w+-episode )?(?:{ORD}|"
        rf"season|series|\d))",
    ),
    rule(
        "for a final",
        FINAL,
        EITHER,
        rf"\b(?:renew(?:ed|s|al)?|return(?:s|ing)?|back|order(?:ed|s)?|confirmed|picked up|"
        rf"commissioned|pick-?up|announced|greenlit|getting|gets?|given|handed|"
        rf"green light)[^.;]{{0,50}}? (?:for |of )?(?:a|its|one) (?:\w+-episode |"
        rf"\w+ )?(?:final|last|farewell|concluding) (?:\w+-episode )?(?:{NOUN}|run)",
    ),
    rule(
        "no season",
        CANCELED,
        EITHER,
        rf"(?:\b(?:there )?(?:will|would|is|are|'ll)(?: to)? (?:not )?be (?:no|"
        rf"not be an?|not an?)|\bno|(?:\bnot|n't|\bnever|\bwithout)(?: be|"
        rf" to)?(?: going to)?(?: get| getting| have| having| see| receive| order(?:ing)?|"
        rf" commission(?:ing)?| pick(?:ing)? up| make| making| do| return(?:ing)? for|"
        rf" come back for| coming back for| be back for| air| produce| producing| ordering|"
        rf" go(?:ing)? (?:on |ahead )?(?:to|with|past|beyond)| return(?:ing)?| continue)?"
        rf"(?: a| any| another| for a| for another| for| with a)?) "
        rf"(?:(?:{ORD}|more|further|additional)(?: (?:or|and) {ORD})?(?: \w+)? (?:{NOUN}|"
        rf"episodes|helpings?)|(?:season|series) {NUM}|more (?:of|for)\b|encore for (?=S)|"
        rf"future for (?=S))(?! (?:yet|so far|as yet|for now|at (?:this|the) (?:time|"
        rf"moment)|(?:has|have) (?:yet )?been|announce))",
        next_=True,
    ),
    rule(
        "another refused",
        CANCELED,
        EITHER,
        rf"\b(?:(?:scrapp|abandon|ax|cancel+|shelv|dropp)(?:ed|es|s|ing) (?:its |the |any |their )?"
        rf"(?:plans?|order|renewal) (?:for|of)|revers(?:ed|es|ing) (?:its |the )?(?:renewal of|"
        rf"decision to)|(?:chang|revers)(?:ed|es) (?:its mind|course) (?:about|on)|"
        rf"decid\w+ against|declin\w+ to|opt\w+ (?:not to|against|out of)|"
        rf"chos\w+ not to|choos\w+ not to|decid\w+ not to|decision (?:not to|against)|"
        rf"elected not to|refus\w+ to|pass(?:ed|es|ing) on|ruled out|rul\w+ out|said no to|"
        rf"says no to|turned down|against) "
        rf"(?:(?:go(?:ing)?|mov(?:e|ing)|press(?:ing)?|push(?:ing)?) (?:forward|ahead|"
        rf"on)(?: with)?|proceed(?:ing)?(?: with)?|continu(?:e|ing)(?: with)?|renew(?:ing|"
        rf"al)?|recommission(?:ing)?|pick(?:ing)? up(?: S)?(?: for)?|order(?:ing)?|"
        rf"commission(?:ing)?|bring(?:ing)? back|mak(?:e|ing)|giv(?:e|ing)|grant(?:ing)?|"
        rf"extend(?:ing)?|"
        rf"another renewal|return(?:ing)?)? ?(?:(?:for |of |with )?{THE}(?={A_SEASON}|S\b|"
        rf"{A_KIND}|it\b|more|renewal|renew|N's)|(?<=renew )|(?<=ahead )|"
        rf"(?<=forward ))(?:{A_SEASON}|renewal|renewing|more)?",
        next_=True,
    ),
    rule(
        "not going ahead",
        CANCELED,
        EITHER,
        rf"(?:\bnot|n't|\bno longer|\bnever)(?: be)?(?: actually| now|"
        rf" after all)? (?:go(?:ing)?|mov(?:e|ing)|press(?:ing)?) (?:forward|ahead|"
        rf"on)(?: with)?(?: {THE}{A_SEASON})?|(?:\bnot|n't)(?: be)? (?:proceed(?:ing)?|"
        rf"continu(?:e|ing)) (?:with|past|beyond|after|on N|to|for|"
        rf"into)\b(?: {THE}{A_SEASON})?",
        next_=True,
    ),
    rule(
        "not be renewed",
        CANCELED,
        EITHER,
        rf"(?:\b(?:will|would|wo|is|are|was|were|does|did|do|ca|has|had|have|could|going|to|"
        rf"been)|'s)?(?: not|n't)(?: to)?(?: be(?:en)?| get|"
        rf" have been)? (?:being )?(?:renewed|recommissioned|picked up|"
        rf"return(?:ed)?(?! (?:as|to (?!N|tv|television|our|screens|the air)))|"
        rf"returning(?! as)|com(?:e|ing) back(?! as)|back\b(?! as)|brought back|"
        rf"renew(?:ing)?|recommission(?:ing)?|bring(?:ing)? (?:it |the \w+ |S )?back|"
        rf"bringing back|pick(?:ing)? (?:it |S )?up|invited back|"
        rf"getting renewed)(?: for {THE}{A_SEASON}| for (?:more|another))?",
        next_=True,
    ),
    rule(
        "gone are",
        CANCELED,
        AFTER,
        r"\b(?:gone|out|dead|done|over|dropped|cancel+ed|axed|scrapped|ended|ending|cut|binned|"
        r"(?:not|won't be) (?:returning|coming back|renewed|back)|getting the axe|"
        r"for the chop|on the (?:chopping block|scrapheap)|failing to make the cut)"
        r"(?: (?!S)[\w']+){0,6}?(?: (?:is|are|was|were)(?= (?:[^SNOPX.;,]{0,40}|"
        r"[^SNO.;,]{0,30}[PX]'s |N's )S))"
        r"|\b(?:gone|out|cancel+ed|axed|scrapped|ended|ending|dropped|dead)(?: (?!S)[\w']+){0,2}?:"
        r"(?= [^SNOPX.;,]{0,40}S)|\bcancel+ations?(?: so far)?(?: include[sd]?|:)|"
        r"\bcancel+ed (?:shows|"
        r"series)\b[^.;SPX]{0,30}:"
        r"|\b(?:casualt(?:y|ies)|victims?|(?:shows|series|ones) to go|ones gone)"
        r"\b[^.;SPX]{0,40}?(?:\b(?:is|are|was|were|includ(?:e|es|ed|ing))|:)(?= )",
    ),
    rule(
        "plug",
        CANCELED,
        EITHER,
        r"\b(?:pull(?:ed|s|ing)? the plug|(?:giv(?:en|es|ing)|gave|hand(?:ed|s|ing)) (?:the|an) "
        r"(?:axe?|boot|chop|hook|push|pink slip)(?: to|(?= (?:the )?S))|(?:sent|sends|"
        r"sending)(?= [^.;,]{0,50}"
        r"S packing)|show(?:s|ed|n|ing)?(?= (?:the )?S the door)|put(?:s|"
        r"ting)?(?= (?:the )?S (?:to "
        r"sleep|to bed|out of its misery|out to pasture|down))|la(?:ys?|ying|id)(?= S to rest)|"
        r"(?:said|says?|saying|bids?|bade|bidding|waves?|waved) (?:goodbye|farewell|adieu|"
        r"so long) to(?= (?:the )?(?:\w+ ){0,3}S)|"
        r"(?<=N )(?:is|was) (?:now )?(?:done|finished|through) with(?= (?:the )?S)|"
        r"stop(?:s|ped)? (?:making|producing)|"
        r"cut(?:s|ting)? short|"
        r"(?:cut|ended) (?=S)|pull(?:ed|s) (?=S from (?:its|the))|call(?:ed|s|"
        r"ing)? (?:it quits|it a day|time)|"
        r"(?:brings?|brought|bringing|drop(?:s|ped)?|lower(?:s|ed)|rang|rings?|"
        r"ringing) (?:down )?(?:the|its) (?:final )?(?:curtain|axe?)(?: down)?|(?:swung|"
        r"swings|swinging|wield(?:s|ed)|taken|took|takes) (?:the|an|its) axe?|"
        r"the axe? (?:has |had )?(?:fell|fallen|falls|come down|came down|swung|landed|"
        r"dropped|descended)|pass(?:ed|es|ing) on|clos(?:ed|"
        r"es|ing) the (?:book|doors?)|put(?:s|ting)? (?:an end|a stop)(?! to (?:the |its |"
        r"this |all |any )?(?:reign|run at|streak|speculation|"
        r"rumou?rs|talk|wait|debate|dispute|strike))|(?:brought|"
        r"bring(?:s|ing)?|came|come(?:s)?) (?:S|it|the (?:show|series|drama|"
        r"comedy)) to (?:a close|an end|a halt|an early end)|part(?:ed|ing|s) ways with|cutting|"
        r"cut ties with|shut(?:s|ting)? down production)(?: on| to| for)?",
    ),
    rule(
        "the axe",
        CANCELED,
        BEFORE,
        rf"^S (?:is|are) (?:out|gone|finished|through|off)(?=[.!]?$)|\b(?:(?:one|two|"
        rf"three)[- ](?:seasons? )?and[- ]done(?! fate)|for the chop|on the chopping block|"
        rf"(?:is|are|becomes?|became) the latest [^.;S]{{0,40}}?to (?:be (?:axed|cancel+ed|"
        rf"scrapped|"
        rf"dropped|culled)|get the axe|go\b|fall)|(?<!end up )(?:gets?|got|given|getting|"
        rf"receiv\w+|handed|faced|suffered|been shown|shown) (?:the|its|an) (?:[a-z]+ )?(?:axe?|"
        rf"boot|chop|heave-ho|hook|push|door|sack|pink slip|bullet)\b|(?:been|was|were|is|are) "
        rf"(?:grounded|cut short|laid to rest|put to rest|"
        rf"sent packing|retired|felled|let go|shown the door|put (?:to sleep|to bed|out to pasture|"
        rf"out of its misery)|taken off (?:the )?(?:air|schedule)|wound up|discontinued|"
        rf"sunk|toppled|"
        rf"brought down|sacked|guillotined|terminated|given up on)(?= |[.,;:]|$)|(?:joins?|"
        rf"joined|joining|becomes?|"
        rf"became|is|are|was) (?!every |all |the only |one series )"
        rf"(?:(?! that | which | who )[^.;S]){{0,60}}?(?:shows?|series|titles?|originals?|dramas?|"
        rf"comed(?:y|ies)|casualt(?:y|ies)|victims?|N|ones?)(?: \w+)?(?: to be| to have been|"
        rf" to get)?"
        rf" (?:cancel+ed|axed|dropped|scrapped|cut|ditched|binned|the axe)(?= by|"
        rf" after|[.,;]|$| this| in| at)|(?:is|was|are|became|becomes?) (?:the |N's |"
        rf"another |one of )?[^.;S]{{0,30}}?(?:casualt(?:y|ies)|victims?)\b(?! of (?:a|"
        rf"the)\b)|(?<!she )(?<!he )(?<!who )(?<!they )(?:is|are) (?:officially )?(?:toast|history|"
        rf"no more|kaput|dead(?! (?:man|or|when|already|to))|done(?! (?:by|with|in|"
        rf"well)))(?=[\s.,;:!]|$)|(?:has |have )?(?:met|meets) (?:its|their) (?:end|maker|"
        rf"demise)|(?:has |have )?(?:bitten|bit|bites) the dust|(?:won't|will not) (?:see|"
        rf"live to see|make it to) {THE}{A_SEASON}|(?:over|finished|through|gone|out|"
        rf"history|off the air) after (?=(?:just |only |a mere |a paltry )?(?:its |the |"
        rf"a )?(?:{ORD}|{NUM}|single|season|series|lone|solitary)\b)|(?:lasted|ran) (?:just|"
        rf"only|for just|for only) (?=(?:one|a single|two)\b)|(?:at|reached|come to|"
        rf"hit) the end of the (?:road|line)|end of the (?:road|line) for|curtains for|"
        rf"lights out for|game over for|"
        rf"(?:the )?(?:time|luck|magic|clock|well|money|road) (?:has |had |have )?(?:run|"
        rf"ran|runs|runs? dry)(?: out)? (?:for|on)|(?:the )?(?:final )?(?:curtain|bell|"
        rf"axe?) (?:has |had )?(?:fell|fallen|falls|come down|came down|comes down|dropped|"
        rf"drops|rung|rang|tolled|tolls) (?:down )?(?:for|on)|"
        rf"(?:one|a single|two|three) (?:seasons?|series) (?:of S |of it )?(?:was|were|is|"
        rf"are|will be) (?:enough|plenty|all)|is all (?:that |you'll |we'll |"
        rf"\w+ )?S (?:will |'ll )?(?:get|gets|got|have)|(?:is|are) all (?:that )?(?:S|it|"
        rf"the \w+) (?:will get|gets|got|is getting))",
    ),
    rule(
        "is over",
        CANCELED,
        EITHER,
        r"\b(?:it is|it's|that's|is) (?:all |now |officially )?(?:over|curtains|all over|"
        r"the end) for (?=S|the (?:show|series|drama)|its?\b)",
    ),
    rule(
        "roll of the canceled",
        CANCELED,
        AFTER,
        r"\b(?:shows|shows? to|series (?:that|to|which)|titles|dramas|comedies|"
        r"originals)\b(?:(?! not |n\'t )[^.;SPX]){0,50}?\b(?:cancel+ed|axed|scrapped|"
        r"dropped|to go|to end|go|be axed|"
        r"ended|ditched|binned)\b[^.;SPX]{0,30}?(?:\b(?:are|were|include|includes|"
        r"including|such as|like|after)|:)(?= )",
    ),
    rule(
        "joins the canceled",
        CANCELED,
        AFTER,
        r"\b(?:joins?|joined|follows?|followed|adds to)\b(?= S[^.;]{0,60}\b(?:list|ranks|"
        r"roll|heap|pile|graveyard|scrapheap|axed|cancel+ed|dropped|cancel+ations?)\b)",
    ),
    rule(
        "cancel",
        CANCELED,
        VERB,
        r"(?<!un-)(?<!non-)\b(?:(?:chose|chosen|chooses|decided|decides|opted|opts|elected|"
        r"saw fit|forced|had|moved|decision|choice|call)[^.;,]{0,40}? to (?:cancel|axe?|"
        r"scrap|drop|end|kill|ditch|bin|cut|nix|shelve|can)(?: it)?(?=[ ,.;]|$)|"
        r"cancel+(?:ed(?! or (?:ended|came|concluded|finished))|s|ing)?|ended(?= S)|"
        r"ax(?:es|ed|ing)\b|"
        r"(?<!the )(?<!an )(?<!its )axe?\b|scrap(?:s|ped|ping)?\b|"
        r"bin(?:s|ned|"
        r"ning)\b|ditch(?:ed|es|ing)|cann(?:ed|ing)\b|cull(?:ed|s|ing)\b|nix(?:ed|es)|"
        r"chopp(?:ed|ing)|shelv(?:ed|es|ing)|kill(?:ed|s|ing)(?: off)?\b(?! time)|dump(?:ed|s|ing)|"
        r"dropp(?:ed|ing)(?! (?:out|by|in|into|to|on|from|off)\b)|jettison(?:ed|s)|"
        r"gave up on|gives up on|giving up on)(?: it|)\b",
    ),
    rule(
        "its cancellation",
        CANCELED,
        BEFORE,
        r"\b(?:its|the|their|after|following|despite|since) cancel+ation (?=(?:by|at) N)",
    ),
    rule(
        "cancellation",
        CANCELED,
        AFTER,
        r"\b(?:cancel+ations? of|axing of|demise of|(?:abrupt|sudden|early) end (?:of|to)|"
        r"(?:brought|marks?|spells?|spelled|meant|means|saw|was also) (?:the|an) end (?:of|"
        r"to|for)|said no to|let go of|parted with)",
    ),
)
