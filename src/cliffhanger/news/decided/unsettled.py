"""How a text says that nothing is settled."""

from __future__ import annotations

from cliffhanger.news.decided.rule import A_SEASON, AFTER, BEFORE, EITHER, THE, rule
from cliffhanger.news.decided.seasons import ORD
from cliffhanger.news.statements import OPEN

OPEN_RULES = (
    rule(
        "not said",
        OPEN,
        EITHER,
        rf"\b(?:(?:has|have|had|is|are|was|did|does|do|could|would|'s)(?: not|n't)(?: yet|"
        rf" so far| officially| actually| formally)?|yet to|still to|(?:has|have) yet to|"
        rf"has never|declined to(?! (?:renew|order|commission|pick|go|bring|extend|give))|"
        rf"refused to(?! (?:renew|order|commission|pick|go|bring|extend|give))|nobody has|"
        rf"no one has|no-one has|nor has (?:it|"
        rf"N)|neither N nor \w+ has)"
        rf"(?: be| been)?(?: officially| formally| publicly| yet| exactly|"
        rf" even)? ?(?:said?|say|announced?|decided?|confirm(?:ed)?|reveal(?:ed)?|"
        rf"formally rule|rule[dn]?|renew(?:ed)?|commission(?:ed)?|commit(?:ted)?|commented?|"
        rf"ma[dk]e (?:a |any |its |their )?(?:final |"
        rf"formal |official )?(?:decision|call|announcement)|made up (?:its|their) mind|"
        rf"order(?:ed)?|give[n]?|put)"
        rf"(?! (?:why|how|when|who|the number|what))[^.;]{{0,40}}?\b(?:whether|if|about|on|"
        rf"anything|either way|one(?=[.,;]|$)|{A_SEASON}|renew\w*|cancel\w*|future|fate|"
        rf"pick\w* up|more|"
        rf"return|come back)\b",
    ),
    rule(
        "nothing said",
        OPEN,
        EITHER,
        rf"\b(?:(?:said|says|announced) nothing(?: yet)? (?:about|on|of)|silent (?:on|about)|"
        rf"will (?:make|take|announce) (?:a |its |their )?(?:final )?(?:decisions?|"
        rf"calls?) (?:on|about)|"
        rf"(?:could|may|might) (?:yet |still |also )?(?:return|be back|come back|get) for|"
        rf"(?:is|are) (?:also )?(?:close to|considering|thinking (?:about|of)|"
        rf"weighing(?: up)?|mulling|"
        rf"looking at) (?:renewing|axing|cancel+ing|a renewal (?:of|for)|"
        rf"(?=(?:{A_SEASON}|another|a (?:second|third|fourth|fifth)))))"
        rf"(?: {THE}{A_SEASON})?",
    ),
    rule(
        "not renewed yet",
        OPEN,
        BEFORE,
        r"\b(?:(?:has|have|had)(?: not|n't)(?: yet| officially)? (?:been|be)|(?:is|are|"
        r"was)(?: not|n't) yet|(?:has |have |is |are )?(?:still )?yet to be|(?:is|"
        r"are) still to be|has neither been) (?:officially |formally |either )?(?:renewed|"
        r"cancel+ed|recommissioned|picked up|axed|greenlit|confirmed|commissioned|"
        r"given)(?: or (?:cancel+ed|renewed|axed))?",
    ),
    rule(
        "no decision",
        OPEN,
        EITHER,
        r"\b(?:no|without an?y?|not a|any|awaiting|await|awaits|waiting (?:on|for)|"
        r"wait for)(?: (?:final|official|formal|firm|such|renewal|further|a|an|the|"
        r"immediate))* (?:decision|decisions|word|news|verdict|announcement|call|renewal|"
        r"commitment|green light|order)\b(?! (?:why|of a cast|"
        r"was unusual))(?: has been made| has been taken| yet| so far)*(?: on| about|"
        r" as to| regarding| for| either way)?",
    ),
    rule(
        "waiting",
        OPEN,
        AFTER,
        r"\b(?:(?:still |yet |left )?(?:waiting|to be decided|undecided|on the bubble|in limbo|"
        r"left hanging|up in the air|awaiting)|no (?:word|news|decision)|"
        r"yet to (?:hear|be (?:renewed|decided)))\b[^.;:SPX]{0,50}:(?= [^SNOPX.;]{0,30}S)",
    ),
    rule(
        "fate",
        OPEN,
        EITHER,
        r"\b(?:fate|future|futures|fates|renewal|return|chances?|status|"
        r"prospects?)\b[^.;]{0,60}?\b(?:undecided|unclear|uncertain|unknown|in (?:doubt|"
        r"limbo|question|the balance|jeopardy|the air|flux)|up in the air|hangs?|hanging|"
        r"remains?|undetermined|unresolved|tbd|to be decided|"
        r"not (?:yet )?(?:been )?(?:known|clear|certain|guaranteed|decided|determined))\b",
    ),
    rule(
        "whether",
        OPEN,
        EITHER,
        r"\bwhether\b[^.;]{0,80}?(?:\b(?:renew|return|back|second|third|fourth|fifth|"
        r"season|series|another|more|go on|continue|get)\b)[^.;]{0,60}?\b(?:is|are|"
        r"remains?|was|has) (?:\w+ ){0,2}?(?:unclear|unknown|uncertain|anyone's guess|"
        r"anybody's guess|impossible to say|not (?:yet )?(?:been )?(?:clear|known|decided|"
        r"said|certain)|another matter|undecided|to be seen|open|up in the air|a mystery)",
    ),
    rule(
        "unclear",
        OPEN,
        EITHER,
        rf"\b(?:unclear|unknown|uncertain|unsure|remains? to be seen|not (?:yet )?(?:known|"
        rf"clear|certain|sure)|anyone's guess|undecided|no telling|too (?:early|"
        rf"soon) to (?:say|tell))(?: \w+){{0,3}}? (?:whether|if|about|"
        rf"on)\b(?=[^.;]*\b(?:renew|return|back|{ORD}|season|series|another|more|"
        rf"continue)\b)",
    ),
    rule(
        "bubble",
        OPEN,
        BEFORE,
        r"\b(?:on the bubble|in limbo|up in the air|in the balance|(?:put|placed|remains?|"
        r"still|is|are|currently) on (?:indefinite )?(?:hold|ice)|remains undecided|"
        r"in the dark about (?:its|their) (?:future|fate)|"
        r"is undecided|undecided\b|under review|(?:waiting|yet) to (?:hear|learn)|await(?:s|"
        r"ing) (?:its|their) fate)",
    ),
    rule(
        "rumour",
        OPEN,
        EITHER,
        rf"\b(?:cancel+ation|renewal|the axe|{THE}(?:second|third|fourth|fifth) (?:season|"
        rf"series))\b[^.;]{{0,20}}\b(?:might|may|could|seems?|looks?|appears?|is|"
        rf"was)(?: be)? (?:on the cards|likely|unlikely|possible|a possibility|in doubt|"
        rf"coming|doubtful|looming|on the table)(?: for)?",
    ),
    rule(
        "likely",
        OPEN,
        EITHER,
        rf"\b(?:unlikely|likely|expected|tipped|poised|rumou?red|believed|thought|"
        rf"understood) to (?:be )?(?:renew(?:ed)?|order|cancel(?:led|ed)?|axed?|"
        rf"scrap(?:ped)?|return|come back|get|pick(?:ed)? up|recommission(?:ed)?|"
        rf"commission)\b(?: for)?(?: {THE}{A_SEASON})?(?: of)?",
    ),
    rule(
        "talks",
        OPEN,
        EITHER,
        rf"\b(?:in|held|having|entered|opened|early|advanced) (?:\w+ )?(?:talks|"
        rf"discussions|negotiations|conversations)\b[^.;]{{0,60}}?\b(?:{A_SEASON}|renew\w*|"
        rf"save|rescue|revive|new home|return|bring)",
    ),
)
