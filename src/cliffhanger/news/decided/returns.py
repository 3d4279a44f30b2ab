"""How a text says that a series goes on."""

from __future__ import annotations

from cliffhanger.news.decided.rule import A_SEASON, AFTER, BEFORE, EITHER, THE, VERB, rule
from cliffhanger.news.decided.seasons import ORD
from cliffhanger.news.statements import RENEWED

RETURN_RULES = (
    rule(
        "go-ahead",
        RENEWED,
        EITHER,
        rf"\b(?:the |a )?(?:go-ahead|green[- ]light|nod|thumbs[- ]up) (?:for|to) (?:more\b|"
        rf"{THE}{A_SEASON})",
    ),
    rule(
        "renewal",
        RENEWED,
        EITHER,
        rf"\b(?:(?:early |surprise |swift |\w+-season |{ORD}-season |hefty |big |bumper |"
        rf"multi-season |\w+-year )+(?:renewal|pick-?up)s?\b|\b{ORD}-season orders?\b|"
        rf"renewals? (?:of|are for|goes to|go to|"
        rf"for|to|comes?|came|announced|news|has been)|(?:earn(?:s|ing)|scoring|getting|landing|"
        rf"grabb(?:ed|ing)|securing|nabbing|hand(?:ing)? out|giving|earned|got|gets|received|"
        rf"handed|"
        rf"hands|scored|scores|given|gave|nabbed|landed|lands|secured|won|announced|"
        rf"confirmed|confirms|revealed|issued|issues)(?: S)?(?: a| an| its| the|"
        rf" out)? (?:\w+ )?(?:renewal|pick-?up)s?)",
    ),
    rule(
        "also back are",
        RENEWED,
        AFTER,
        r"\b(?:ordered|order|orders|ordering) (?:new|more|further|additional) (?:seasons|"
        r"series) (?:of|for)\b|\bpick(?:ed|s) up more of\b|"
        r"\brenewals?(?: so far)?(?: include[sd]?|:)"
        r"|\brenewed (?:shows|series)\b[^.;SPX]{0,30}:|\b(?:(?:on|to) (?:the|its) (?:renewal|"
        r"renewed) (?:list|slate|pile)|renewed|returning|"
        r"coming back|going on|back|safe|picked up|given the green light|"
        r"scoring (?:pick-?ups|renewals)|earning (?:pick-?ups|renewals))"
        r"(?: (?!S)[\w'-]+){0,6}?(?: (?:is|are|was|were)(?= (?:[^SNOPX.;,]{0,40}|"
        r"[^SNO.;,]{0,30}[PX]'s |N's )S)|:(?= [^SNOPX.;,]{0,40}S))",
    ),
    rule(
        "roll of the renewed",
        RENEWED,
        AFTER,
        r"\b(?:shows|series (?:that|to|which)|titles|dramas|comedies|"
        r"originals)\b(?:(?! not |n\'t )[^.;SPX]){0,50}?\b(?:renewed|picked up|"
        r"brought back|"
        r"kept|saved|to return|coming back)\b[^.;SPX]{0,30}?(?:\b(?:are|were|include|"
        r"includes|including|such as|like)|:)(?= )",
    ),
    rule(
        "renew",
        RENEWED,
        VERB,
        r"\b(?:(?:took|decided|chose|opted|agreed|moved|rushed|quick|"
        r"wasted no time)[^.;,]{0,40}? to renew|"
        r"renew(?:ed|s|ing)?|re-?up(?:ped|s|ping)|recommission(?:ed|s|ing)?|"
        r"extend(?:ed|s) (?=S|the (?:show|series|drama)))(?: it|)\b",
    ),
    rule(
        "saved",
        RENEWED,
        VERB,
        r"(?<!hoping to )(?<!hope to )\b(?:(?<=N to )(?:save|rescue|revive|"
        r"resurrect)(?= it\b(?! from)| S)|"
        r"sav(?:ed|es)|rescu(?:ed|es|ing)|reviv(?:ed|es|ing)|resurrect(?:ed|s|ing)|"
        r"un-?cancel+ed)\b",
    ),
    rule(
        "new home",
        RENEWED,
        EITHER,
        r"\b(?:(?:found|finds?|given|gave|gives?|get|gets|got) (?:S )?(?:a|its) (?:new |"
        r"second )?home\b(?: to| at| on)?|(?:t[oa]ken?|took|takes|taking) on (?=S)|"
        r"swoop(?:ed|s) in|(?:move[sd]?|moving|jump(?:s|ed|ing)|head(?:s|ed|ing)|"
        r"switch(?:es|ed|ing)?|migrat(?:es|ed|ing)) (?:over )?to N for (?=its|season|a|"
        r"the))",
    ),
    rule(
        "back again",
        RENEWED,
        BEFORE,
        rf"\b(?:(?:is|are)(?: (?!coming)\w+){{0,2}}? back|returns|carries on|goes on|"
        rf"continues|comes back)"
        rf"(?= (?:for|with|to|into|in) {THE}(?:next|more|another|new seasons|{A_SEASON}|"
        rf"{ORD}(?=[.,;)]| and|$)))",
    ),
    rule(
        "renewed all of",
        RENEWED,
        AFTER,
        r"\b(?:renewed|picked up|brought back|recommissioned|saved|kept)\b[^.;:SPX]{2,60}:"
        r"(?= [^SNO.;:]{0,40}S)",
    ),
    rule(
        "second life",
        RENEWED,
        EITHER,
        r"\b(?:g[ia]ve[sn]?|hand(?:ed|s)|grant(?:ed|s)|thr[eo]wn?|throws|offer(?:ed|s)|got|"
        r"gets|won)"
        r"(?: (?:S|it|them|the [\w -]{1,30}?))? (?:a )?(?:second (?:life|chance)|"
        r"new (?:life|lease (?:of|on) life)|"
        r"lifeline|reprieve|stay of execution)",
    ),
    rule(
        "coming back",
        RENEWED,
        BEFORE,
        rf"\b(?:(?:is|are)(?: all| both| also| now)? (?:sticking around|staying put|"
        rf"here to stay|staying on)\b|(?:(?:will|to|'ll|shall)(?: \w+){{0,2}}? (?:be back|"
        rf"return|come back|be returning|live on|"
        rf"be around|stick around|carry on|continue|go on)|(?:is|"
        rf"are)(?: \w+){{0,2}}? (?:coming back|"
        rf"returning|sticking around|staying|carrying on|going on))(?= (?:for|with|to|into|"
        rf"in) {THE}(?:next|"
        rf"more|another|new seasons|{A_SEASON}|{ORD}(?=[.,;)]| and|$)))|"
        r"(?:will|to|'ll)(?: \w+){0,2}? (?:be back|return|come back|be returning|live on|"
        r"be around|stick around)(?= (?:next (?:season|year|fall|"
        r"autumn|spring)|for more|(?:in|for) (?:the )?(?:fall|autumn|20\d\d|\d{4}-))|,? "
        r"(?:N|the network|the streamer|the broadcaster) (?:has |have )?(?:confirm|announc|"
        r"said|says|reveal))|will (?:all|both) (?:be back|return)(?=,? as |[.;,]|$)|"
        r"will return to N\b|(?:is|are) (?:officially |definitely |"
        r"also )?(?:coming back|returning)(?= (?:for (?:more|another|a|its|season|seasons)|"
        r"to N|on N)\b)|(?:(?:are|is) (?:all |now |officially )?|(?:each|all|"
        r"both)(?: of (?:them|these))? (?:are |is )?)safe\b(?! to\b)|lives on|(?:is|"
        r"are) (?:\w+ )?(?:back|coming back) for more|(?:is|are|has been|have been|was|"
        r"were|get|gets|got) picked up (?=(?:by N|for))|(?:was|were|are|been) (?:also |all |"
        r"both )+picked up(?=[.,;]|$)|"
        r"are (?:all|both) (?:set|due|confirmed|slated) to (?:return|come back)(?! (?:on|in)\b))",
    ),
)
