"""The language of the trade: all rules, in the order in which they are trusted.

An earlier rule takes its words from the later ones: "has not been renewed" is no renewal.
"""

from __future__ import annotations

from cliffhanger.news.decided.endings import ENDING_RULES
from cliffhanger.news.decided.returns import RETURN_RULES
from cliffhanger.news.decided.unsettled import OPEN_RULES

RULES = (*OPEN_RULES, *ENDING_RULES, *RETURN_RULES)
