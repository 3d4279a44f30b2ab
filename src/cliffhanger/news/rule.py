"""A rule: one way of saying a decision in masked text, and what it makes of it.

In masked text `S` is a series, `N` a network, `O` an outlet, `P` and `X` other names. The voice of
a rule says where its series stands: before the words ("S was axed"), after them ("pulled the plug
on S"), or either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cliffhanger.news.seasons import NOUN, NUM, ORD

BEFORE, AFTER, EITHER, VERB = "before", "after", "either", "verb"
THE = r"(?:the |a |an |its |any |this |that |their )?"
A_SEASON = (
    rf"(?:(?:{ORD}|another|any more|more|further|additional|new)(?: (?:and|"
    rf"or) {ORD})?,? (?:\w+ )?{NOUN}|(?:season|series) {NUM}|{NOUN} (?:of S )?{NUM})"
)
A_KIND = r"(?:series|show|drama|comedy|sitcom|thriller|programme|title|S)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying a decision; `next_` if a season it names is the one that will not come."""

    name: str
    pattern: re.Pattern[str]
    decision: str
    voice: str
    next_: bool
    cues: tuple[str, ...]
    """Bits of words without which the pattern cannot match; looking for them is cheaper."""


def rule(name: str, decision: str, voice: str, pattern: str, *, next_: bool = False) -> Rule:
    """A rule from its pattern, with the cues of its name."""
    return Rule(name, re.compile(pattern), decision, voice, next_, _CUES.get(name, ("",)))


_CUES: dict[str, tuple[str, ...]] = {
    "the axe": (
        "and-done",
        "and done",
        "the chop",
        "axe",
        "ax ",
        "boot",
        "heave",
        "hook",
        "push",
        "door",
        "sack",
        "toast",
        "history",
        "no more",
        "kaput",
        "dead",
        "done",
        "their end",
        "its end",
        "maker",
        "demise",
        "dust",
        "won't",
        "will not",
        "over after",
        "lasted",
        "ran ",
        "end of the",
        "curtains",
        "all",
        "enough",
        "plenty",
    ),
    "not said": (
        "not",
        "n't",
        "yet",
        "still to",
        "never",
        "declined",
        "refused",
        "nobody",
        "no one",
        "no-one",
        "nor ",
        "neither",
    ),
    "not renewed yet": ("yet", " been", "n't", "not be"),
    "no decision": (
        "decision",
        "word",
        "news",
        "verdict",
        "announcement",
        "call",
        "renewal",
        "commitment",
        "green light",
        "order",
    ),
    "fate": ("fate", "future", "renewal", "return", "chance", "status", "prospect"),
    "whether": ("whether",),
    "unclear": (
        "unclear",
        "unknown",
        "uncertain",
        "unsure",
        "remain",
        "known",
        "clear",
        "certain",
        "sure",
        "guess",
        "undecided",
        "telling",
        "too early",
        "too soon",
    ),
    "bubble": (
        "bubble",
        "limbo",
        "in the air",
        "balance",
        "hold",
        " ice",
        "undecided",
        "review",
        "waiting to",
        "await",
    ),
    "rumour": (
        "on the cards",
        "likely",
        "possib",
        "in doubt",
        "coming",
        "doubtful",
        "looming",
        "on the table",
    ),
    "likely": (
        "likely",
        "expected",
        "tipped",
        "poised",
        "rumo",
        "believed",
        "thought",
        "understood",
    ),
    "talks": ("talks", "discussions", "negotiations", "conversations"),
    "last one": ("last", "final", "swan", "end"),
    "final order": ("final", "last", "concluding"),
    "final number": (
        "end",
        "conclude",
        "wrap",
        "finish",
        "clos",
        "stop",
        "bow",
        "sign",
        "goodbye",
        "over",
        "comes to",
        "come to",
        "concluding",
    ),
    "for a final": ("final", "last", "farewell", "concluding"),
    "no season": ("no ", "not", "n't", "never", "without"),
    "another refused": (
        "against",
        "declin",
        "opt",
        "chos",
        "choos",
        "decid",
        "decision",
        "refus",
        "pass",
        "rul",
        "said no",
        "says no",
        "turned down",
        "elected",
    ),
    "not going ahead": ("not", "n't", "no longer", "never"),
    "not be renewed": ("not", "n't"),
    "plug": (
        "plug",
        "quits",
        "a day",
        "time",
        "curtain",
        "axe",
        "pass",
        "book",
        "door",
        "an end",
        "a stop",
        "parted",
        "cutting",
        "cut ties",
        "shut",
        "a close",
        "a halt",
        "early end",
    ),
    "is over": ("over", "curtains", "the end"),
    "cancel": (
        "ended",
        "cancel",
        "ax",
        "scrap",
        "bin",
        "ditch",
        "cann",
        "cull",
        "nix",
        "chopp",
        "shelv",
        "kill",
        "dump",
        "dropp",
        "jettison",
        "up on",
    ),
    "roll of the canceled": (
        "shows",
        "show to",
        "series that",
        "series to",
        "series which",
        "titles",
        "dramas",
        "comedies",
        "originals",
    ),
    "joins the canceled": ("join", "follow", "adds to"),
    "roll of the renewed": (
        "shows",
        "series that",
        "series to",
        "series which",
        "titles",
        "dramas",
        "comedies",
        "originals",
    ),
    "cancellation": ("cancel", "axing", "demise", "end", "said no", "let go", "parted"),
    "go-ahead": ("go-ahead", "green", "nod", "thumbs"),
    "renewal": ("renewal", "pick", "order"),
    "renew": ("renew", "re-up", "reup", "recommission", "extend"),
    "saved": ("sav", "rescu", "reviv", "resurrect", "cancel"),
    "new home": (
        "home",
        "take on",
        "took on",
        "taking on",
        "taken on",
        "swoop",
        "to N for",
    ),
    "coming back": ("back", "return", "safe", "lives on", "picked up"),
}
