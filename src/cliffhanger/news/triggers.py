"""The language of the trade: how a text says that a series goes on, stops, or may do either.

Rules are written against masked text (`S` series, `N` network, `O` outlet, `P` and `X` other names).
Each rule has a voice, which says where its series stands: before it ("S was axed"), after it
("pulled the plug on S"), or either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cliffhanger.news.seasons import NOUN, NUM, ORD
from cliffhanger.news.statements import CANCELED, FINAL, OPEN, RENEWED

BEFORE, AFTER, EITHER, VERB = "before", "after", "either", "verb"
_THE = r"(?:the |a |an |its |any |this |that |their )?"
_SEASON = rf"(?:(?:{ORD}|another|any more|more|further|additional|new)(?: (?:and|or) {ORD})?,? (?:\w+ )?{NOUN}|(?:season|series) {NUM}|{NOUN} (?:of S )?{NUM})"
_KIND = r"(?:series|show|drama|comedy|sitcom|thriller|programme|title|S)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying a decision; `next_` if a season it names is the one that will not come."""

    name: str
    pattern: re.Pattern[str]
    decision: str
    voice: str
    next_: bool = False


def _rule(name: str, decision: str, voice: str, pattern: str, *, next_: bool = False) -> Rule:
    return Rule(name, re.compile(pattern), decision, voice, next_)


# The order is the order of trust: an earlier rule takes its words from the later ones.
RULES = (
    # -- open: the text says that nothing is settled
    _rule("not said", OPEN, EITHER,
        rf"\b(?:(?:has|have|had|is|are|was|did|does|do|could|would|'s)(?: not|n't)(?: yet| so far| officially| actually| formally)?|yet to|still to|(?:has|have) yet to|has never|declined to|refused to|nobody has|no one has|no-one has|nor has (?:it|N)|neither N nor \w+ has)"
        rf"(?: be| been)?(?: officially| formally| publicly| yet| exactly| even)? ?(?:said?|say|announced?|decided?|confirm(?:ed)?|reveal(?:ed)?|rule[dn]?|commit(?:ted)?|commented?|ma[dk]e (?:a |any |its |their )?(?:final |formal |official )?(?:decision|call|announcement)|made up (?:its|their) mind|order(?:ed)?|give[n]?|put)"
        rf"(?! (?:why|how|when|who|the number|what))[^.;]{{0,40}}?\b(?:whether|if|about|on|anything|either way|{_SEASON}|renew\w*|cancel\w*|future|fate|pick\w* up|more|return|come back)\b"),
    _rule("not renewed yet", OPEN, BEFORE,
        r"\b(?:(?:has|have|had)(?: not|n't)(?: yet| officially)? (?:been|be)|(?:is|are|was)(?: not|n't) yet|(?:has |have |is |are )?(?:still )?yet to be|(?:is|are) still to be|has neither been) (?:officially |formally |either )?(?:renewed|cancel+ed|recommissioned|picked up|axed|greenlit|confirmed|commissioned|given)(?: or (?:cancel+ed|renewed|axed))?"),
    _rule("no decision", OPEN, EITHER,
        r"\b(?:no|without an?y?|not a|any|awaiting|await|awaits|waiting (?:on|for)|wait for)(?: (?:final|official|formal|firm|such|renewal|further|a|an|the|immediate))* (?:decision|decisions|word|news|verdict|announcement|call|renewal|commitment|green light|order)\b(?! (?:why|of a cast|was unusual))(?: has been made| has been taken| yet| so far)*(?: on| about| as to| regarding| for| either way)?"),
    _rule("fate", OPEN, EITHER,
        r"\b(?:fate|future|futures|fates|renewal|return|chances?|status|prospects?)\b[^.;]{0,60}?\b(?:undecided|unclear|uncertain|unknown|in (?:doubt|limbo|question|the balance|jeopardy|the air|flux)|up in the air|hangs?|hanging|remains?|undetermined|unresolved|tbd|to be decided|not (?:yet )?(?:been )?(?:known|clear|certain|guaranteed|decided|determined))\b"),
    _rule("whether", OPEN, EITHER,
        rf"\bwhether\b[^.;]{{0,80}}?(?:\b(?:renew|return|back|second|third|fourth|fifth|season|series|another|more|go on|continue|get)\b)[^.;]{{0,60}}?\b(?:is|are|remains?|was|has) (?:\w+ ){{0,2}}?(?:unclear|unknown|uncertain|anyone's guess|anybody's guess|impossible to say|not (?:yet )?(?:been )?(?:clear|known|decided|said|certain)|another matter|undecided|to be seen|open|up in the air|a mystery)"),
    _rule("unclear", OPEN, EITHER,
        rf"\b(?:unclear|unknown|uncertain|unsure|remains? to be seen|not (?:yet )?(?:known|clear|certain|sure)|anyone's guess|undecided|no telling|too (?:early|soon) to (?:say|tell))(?: \w+){{0,3}}? (?:whether|if|about|on)\b(?=[^.;]*\b(?:renew|return|back|{ORD}|season|series|another|more|continue)\b)"),
    _rule("bubble", OPEN, BEFORE,
        r"\b(?:on the bubble|in limbo|up in the air|in the balance|(?:put|placed|remains?|still|is|are|currently) on (?:indefinite )?(?:hold|ice)|remains undecided|is undecided|undecided\b|under review|waiting to (?:hear|learn)|await(?:s|ing) (?:its|their) fate)"),
    _rule("rumour", OPEN, EITHER,
        rf"\b(?:cancel+ation|renewal|the axe|{_THE}(?:second|third|fourth|fifth) (?:season|series))\b[^.;]{{0,20}}\b(?:might|may|could|seems?|looks?|appears?|is|was)(?: be)? (?:on the cards|likely|unlikely|possible|a possibility|in doubt|coming|doubtful|looming|on the table)(?: for)?"),
    _rule("likely", OPEN, EITHER,
        rf"\b(?:unlikely|likely|expected|tipped|poised|rumou?red|believed|thought|understood) to (?:be )?(?:renew(?:ed)?|order|cancel(?:led|ed)?|axed?|scrap(?:ped)?|return|come back|get|pick(?:ed)? up|recommission(?:ed)?|commission)\b(?: for)?(?: {_THE}{_SEASON})?(?: of)?"),
    _rule("talks", OPEN, EITHER,
        rf"\b(?:in|held|having|entered|opened|early|advanced) (?:\w+ )?(?:talks|discussions|negotiations|conversations)\b[^.;]{{0,60}}?\b(?:{_SEASON}|renew\w*|save|rescue|revive|new home|return|bring)"),
    # -- final: an order, or an announcement, that names the last season
    _rule("last one", FINAL, EITHER,
        rf"\b(?:will|would|to|shall|is|was|as|which)(?: also)?(?: be| mark| serve as| likely be)? (?:its|the|their|the show's|the series'?|the drama's|S's) (?:\w+ )?(?:last|final(?: one)?|swan ?song|end|final (?:outing|chapter|bow)|last (?:outing|hurrah|ever))(?= |[.,;:!)]|$)"),
    _rule("final order", FINAL, EITHER,
        rf"\b(?:{ORD} ?(?:,|and|&) (?:final|last|concluding)(?:,? \w+-episode)?|(?:final|last|concluding),? (?:{ORD}))(?: (?:\w+-)?\w+)? (?:{NOUN})"),
    _rule("final number", FINAL, EITHER,
        rf"\b(?:(?:will|to|would|set to|going to|'ll|is|are|be) (?:\w+ )?(?:end(?:ing)?|conclud(?:e|ing)|wrap(?:ping)?(?: up| things up| it up)?|finish(?:ing)?|clos(?:e|ing)(?: out)?|stop(?:ping)?|bow(?:ing)? out|sign(?:ing)? off|com(?:e|ing) to (?:an end|a close|its end|its conclusion)|say(?:ing)? goodbye|tak(?:e|ing) its final bow|over)|ends|concludes|wraps(?: up)?|stops|finishes|bows out|comes to (?:an end|a close)|ended|ending)[^.;]{{0,30}}? (?:with|after|following|at the end of|upon|once|come) (?:its |the |a |this |their )?(?:upcoming |forthcoming |current |recently completed )?(?=(?:\w+ |\w+-episode )?(?:{ORD}|season|series|\d))"),
    _rule("for a final", FINAL, EITHER,
        rf"\b(?:renew(?:ed|s|al)?|return(?:s|ing)?|back|order(?:ed|s)?|confirmed|picked up|commissioned|pick-?up|announced|greenlit|getting|gets?|given|handed|green light)[^.;]{{0,50}}? (?:for |of )?(?:a|its|one) (?:\w+-episode |\w+ )?(?:final|last|farewell|concluding) (?:\w+-episode )?(?:{NOUN}|run)"),
    # -- canceled: a further season is refused
    _rule("no season", CANCELED, EITHER,
        rf"\b(?:(?:there )?(?:will|won't|would|is|are|'ll)(?: to)? (?:not )?be (?:no|not be an?|not an?)|no|(?:not|n't|never|without)(?: be| to)?(?: going to)?(?: get| getting| have| having| see| receive| order(?:ing)?| commission(?:ing)?| pick(?:ing)? up| make| making| do| return(?:ing)? for| come back for| coming back for| be back for| air| produce| producing)? (?:a|any|another|for a|for another|with a)) "
        rf"(?:(?:{ORD}|more|further|additional)(?: (?:or|and) {ORD})?(?: \w+)? (?:{NOUN}|episodes|helpings?)|(?:season|series) {NUM}|more (?:of|for)\b|encore for (?=S)|future for (?=S))(?! (?:yet|so far|as yet|for now|at (?:this|the) (?:time|moment)|(?:has|have) (?:yet )?been|announce))", next_=True),
    _rule("another refused", CANCELED, EITHER,
        rf"\b(?:decid\w+ against|declin\w+ to|opt\w+ (?:not to|against|out of)|chos\w+ not to|choos\w+ not to|decid\w+ not to|decision (?:not to|against)|elected not to|refus\w+ to|pass(?:ed|es|ing) on|ruled out|rul\w+ out|said no to|says no to|turned down|against) "
        rf"(?:(?:go(?:ing)?|mov(?:e|ing)|press(?:ing)?|push(?:ing)?) (?:forward|ahead|on)(?: with)?|proceed(?:ing)?(?: with)?|continu(?:e|ing)(?: with)?|renew(?:ing|al)?|recommission(?:ing)?|pick(?:ing)? up(?: S)?(?: for)?|order(?:ing)?|commission(?:ing)?|bring(?:ing)? back|mak(?:e|ing)|extend(?:ing)?|another renewal|return(?:ing)?)? ?(?:(?:for |of |with )?{_THE}(?={_SEASON}|S\b|{_KIND}|it\b|more|renewal|renew|N's)|(?<=renew )|(?<=ahead )|(?<=forward ))(?:{_SEASON}|renewal|renewing|more)?", next_=True),
    _rule("not going ahead", CANCELED, EITHER,
        rf"\b(?:not|n't|no longer|never)(?: be)?(?: actually| now| after all)? (?:go(?:ing)?|mov(?:e|ing)|press(?:ing)?) (?:forward|ahead|on)(?: with)?(?: {_THE}{_SEASON})?|\b(?:not|n't)(?: be)? (?:proceed(?:ing)?|continu(?:e|ing)) (?:with|past|beyond|after|on N|to|for|into)\b(?: {_THE}{_SEASON})?", next_=True),
    _rule("not be renewed", CANCELED, EITHER,
        rf"\b(?:will|would|wo|would|is|are|was|were|does|did|has|had|have|could|going|to|been|'s)?(?: not|n't)(?: to)?(?: be(?:en)?| get| have been)? (?:being )?(?:renewed|recommissioned|picked up|return(?:ed)?(?! (?:as|to (?!N|tv|television|our|screens|the air)))|returning(?! as)|com(?:e|ing) back(?! as)|back\b(?! as)|brought back|renew(?:ing)?|recommission(?:ing)?|bring(?:ing)? (?:it |the \w+ |S )?back|bringing back|pick(?:ing)? (?:it |S )?up|invited back|getting renewed)(?: for {_THE}{_SEASON}| for (?:more|another))?", next_=True),
    _rule("plug", CANCELED, EITHER,
        r"\b(?:pull(?:ed|s|ing)? the plug|call(?:ed|s|ing)? (?:it quits|it a day|time)|(?:brings?|brought|bringing|drop(?:s|ped)?|lower(?:s|ed)|rang|rings?|ringing) (?:down )?(?:the|its) (?:final )?(?:curtain|axe?)(?: down)?|(?:swung|swings|swinging|wield(?:s|ed)|taken|took|takes) (?:the|an|its) axe?|the axe? (?:has )?(?:fell|fallen|falls|come down)|pass(?:ed|es|ing) on|clos(?:ed|es|ing) the (?:book|doors?)|put(?:s|ting)? (?:an end|a stop)|parted ways with|cutting|cut ties with|shut(?:s|ting)? down production)(?: on| to| for)?"),
    _rule("the axe", CANCELED, BEFORE,
        rf"\b(?:(?:one|two|three)[- ]and[- ]done|for the chop|(?:gets?|got|given|getting|receiv\w+|handed|faced|suffered|been shown|shown) (?:the|its|an) (?:axe?|boot|chop|heave-ho|hook|push|door|sack)|(?:is|are) (?:officially )?(?:toast|history|no more|kaput|dead(?! (?:man|or|when|already|to))|done(?! (?:by|with|in|well)))(?=[\s.,;:!]|$)|(?:has |have )?(?:met|meets) (?:its|their) (?:end|maker|demise)|(?:has |have )?(?:bitten|bit|bites) the dust|(?:won't|will not) (?:see|live to see|make it to|get) {_THE}{_SEASON}|over after|(?:lasted|ran) (?:just|only|for just|for only) (?=(?:one|a single|two)\b)|end of the (?:road|line) for|curtains for|is all (?:that |you'll |we'll |\w+ )?S (?:will |'ll )?(?:get|gets|got|have)|(?:is|are) all (?:that )?(?:S|it|the \w+) (?:will get|gets|got|is getting))", ),
    _rule("is over", CANCELED, EITHER, r"\b(?:it is|it's|that's|is) (?:all |now |officially )?(?:over|curtains|all over|the end) for (?=S|the (?:show|series|drama)|its?\b)"),
    _rule("cancel", CANCELED, VERB, r"\b(?:cancel+(?:ed|s|ing)?|ax(?:e|es|ed|ing)\b|scrap(?:s|ped|ping)?\b|bin(?:s|ned|ning)\b|ditch(?:ed|es|ing)|cann(?:ed|ing)\b|cull(?:ed|s|ing)\b|nix(?:ed|es)|chopp(?:ed|ing)|shelv(?:ed|es|ing)|kill(?:ed|s|ing) off|kills\b|dump(?:ed|s|ing)|dropp(?:ed|ing)|jettison(?:ed|s)|gave up on|gives up on|giving up on)(?: it|)\b"),
    _rule("cancellation", CANCELED, AFTER, r"\b(?:cancel+ations? of|axing of|demise of|(?:abrupt|sudden|early) end (?:of|to))"),
    # -- renewed
    _rule("go-ahead", RENEWED, EITHER,
        rf"\b(?:the |a )?(?:go-ahead|green[- ]light|nod|thumbs[- ]up) (?:for|to) (?:more\b|{_THE}{_SEASON})"),
    _rule("renewal", RENEWED, EITHER,
        rf"\b(?:(?:early |surprise |swift |\w+-season |{ORD}-season |hefty |big |multi-season )+(?:renewal|pick-?up)s?\b|\b{ORD}-season order\b|renewals? (?:of|for|to|comes?|came|announced|news|has been)|(?:earned|got|gets|received|handed|hands|scored|scores|given|gave|nabbed|landed|lands|secured|won|announced|confirmed|confirms|revealed|issued|issues)(?: S)?(?: a| an| its| the| out)? (?:\w+ )?(?:renewal|pick-?up)s?)"),
    _rule("renew", RENEWED, VERB, r"\b(?:renew(?:ed|s|ing)?|re-?up(?:ped|s|ping)|recommission(?:ed|s|ing)?|extend(?:ed|s) (?=S|the (?:show|series|drama)))(?: it|)\b"),
    _rule("saved", RENEWED, VERB, r"\b(?:sav(?:ed|es)|rescu(?:ed|es|ing)|reviv(?:ed|es|ing)|resurrect(?:ed|s|ing)|un-?cancel+ed)\b"),
    _rule("new home", RENEWED, EITHER, r"\b(?:(?:found|finds?|given|gave|gives?|get|gets|got) (?:S )?(?:a|its) (?:new |second )?home\b(?: to| at| on)?|(?:t[oa]ken?|took|takes|taking) on (?=S)|swoop(?:ed|s) in|(?:move[sd]?|moving|jump(?:s|ed|ing)|head(?:s|ed|ing)|switch(?:es|ed|ing)?|migrat(?:es|ed|ing)) (?:over )?to N for (?=its|season|a|the))"),
    _rule("coming back", RENEWED, BEFORE,
        r"\b(?:will return to N\b|(?:is|are) (?:officially |definitely |also )?(?:coming back|returning)(?= (?:for (?:more|another|a|its|season|seasons)|to N|on N)\b)|(?:are|is) (?:all |now |officially )?safe\b|lives on|(?:is|are) (?:\w+ )?(?:back|coming back) for more|(?:is|are|has been|have been|was|were|get|gets|got) picked up (?=(?:by N|for)))"),
)

# What an order can be, when a season follows it: "ordered a second season", "handed S another run".
ORDER_VERB = re.compile(
    r"\b(?:pick(?:ed|s|ing)?(?:-?| )up|greenl(?:it|ights?|ighted|ighting)|green-?l(?:it|ights?|ighted)|order(?:ed|s|ing)|commission(?:ed|s|ing)|extend(?:ed|s)|confirm(?:ed|s|ing)|announc(?:ed|es|ing)|"
    r"brought back|bring(?:s|ing)? back|bring(?:s|ing)? (?:S|it|them|the \w+) back|brought (?:S|it) back|(?:coming|come|comes|be|going|heading|headed) back|will be back|will(?: also)? return|(?<!has )(?<!have )(?<!had )return(?:s|ing)?|to return|given|giv(?:es|ing)|gave|hand(?:ed|s|ing)(?: out)?|land(?:ed|s)|scor(?:ed|es)|nabb(?:ed|s)|nabs|earn(?:ed|s)|"
    r"secur(?:ed|es)|bag(?:ged|s)|won|gets?|getting|got|granted|grants|wants|receiv(?:ed|es|ing)|will have|to have|set for|award(?:ed|s)|gone for|going to have|will get|locked in|locks in|reward(?:ed|s)|treated to|signed (?:up|on|off)|opt(?:ed|s) for|giving the go-ahead|renew(?:ed|s|ing)?|in for|means|on for|up for|made way for|sets?|gave (?:the )?green light|give(?:n|s)? the (?:green light|go-ahead|nod))"
    r"(?: up| out| back)?(?: both| also| already)?(?: S(?:,? (?:and |, and )?S)*(?:,[^,;]{0,50},)?| it| them| the \w+(?: \w+){0,4}?| that one| N's \w+)?(?: back)?(?: for| of| into| with| on| to| in)?(?: S)?(?: at least| both)?(?: a| an| the| its| their| his)?(?: (?!first|debut|new )[\w-]+){0,3}? ?$"
)
# What may follow a season that is ordered: "a third season is on the way".
ORDER_AFTER = re.compile(
    r"(?: of [^.;,]{1,60}?(?= (?:is|are|was|were|has|have|had|will|being|on order|coming)\b)| (?:of|for) (?:the )?S(?:,? (?:and|&) S)*| (?:of|for) (?:it|the \w+(?: \w+)?)|,? \(?\d+ episodes\)?)?,? (?:(?:is|are|was|were|has been|have been|had been|will be|being)(?: now| also| officially| already| all| both| indeed| definitely)? (?:\w+ly )?(?:coming|on (?:the|its|their) way|on order|confirmed|announced|official|happening|in the works|ordered|commissioned|greenlit|green-?lit|a go|being made|under way|underway|given|in development|in production|been ordered|set|locked in|guaranteed)|on order|coming\b|(?:at|on) N$|(?:ordered|announced|confirmed|commissioned|greenlit|set) (?:by|at|for) N)"
)
