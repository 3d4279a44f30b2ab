"""The language of the trade: all rules, in the order in which they are trusted.

An earlier rule takes its words from the later ones: "has not been renewed" is no renewal.
"""

from __future__ import annotations

from cliffhanger.news.endings import ENDING_RULES
from cliffhanger.news.returns import RETURN_RULES
from cliffhanger.news.unsettled import OPEN_RULES

RULES = (*OPEN_RULES, *ENDING_RULES, *RETURN_RULES)
