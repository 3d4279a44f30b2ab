"""A rule: one way of saying a decision in masked text, and what it makes of it.

In masked text `S` is a series, `N` a network, `O` an outlet, `P` and `X` other names. The voice of
a rule says where its series stands: before the words ("S was axed"), after them ("pulled the plug
on S"), or either.
"""

from __future__ import annotations

from dataclasses import dataclass

from cliffhanger.news.decided.seasons import NOUN, NUM, ORD
from cliffhanger.news.phrase import Phrase

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
    pattern: Phrase
    decision: str
    voice: str
    next_: bool


def rule(name: str, decision: str, voice: str, pattern: str, *, next_: bool = False) -> Rule:
    """A rule from its pattern."""
    return Rule(name, Phrase(pattern), decision, voice, next_)
