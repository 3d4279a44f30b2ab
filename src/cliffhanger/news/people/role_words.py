"""The words for who makes a series: verbs and nouns, each with the role that it gives."""

from __future__ import annotations

import re

from cliffhanger.news.people.roll import ACTOR, CREATOR, DIRECTOR, PRODUCER, RUNNER

DONE = (
    (
        CREATOR,
        r"(?:co-?)?(?:created|developed|devised|conceived|masterminded|dreamed up|dreamt up)",
    ),
    (PRODUCER, r"(?:co-)?(?:executive|exec)[- ]produced"),
    (DIRECTOR, r"(?:co-)?(?:directed|helmed)"),
    (RUNNER, r"(?:co-)?(?:show-?run|run)"),
    (None, r"(?:co-)?(?:written|produced|scripted|penned|adapted|hosted|narrated|presented)"),
)
VERB = "|".join(v for _, v in DONE)

# Role nouns; the first that matches a word gives the role, None: a role that is not kept.
NOUNS = (
    (CREATOR, r"(?:co-?)?creators?"),
    (RUNNER, r"(?:co-?)?show-?runners?"),
    (PRODUCER, r"(?:executive|exec)[ -]producers?|\bep|eps"),
    (None, r"(?:co-executive |co-)?producers?|(?:head |co-|screen|lead )?writers?|authors?|hosts?"),
    (DIRECTOR, r"(?:co-)?directors?"),
    (ACTOR, r"(?:co-)?(?:stars?|leads?)"),
)
NOUN = r"(?<![\w])(?:" + "|".join(n for _, n in NOUNS) + r")(?![\w-])"
_JOIN = r"(?:,? and |, | & |/|-| as well as )(?:the |an? |its |series |also )?"
ROLES = rf"(?:{NOUN})(?:{_JOIN}(?:{NOUN}))*"


def kinds(words: str, table: tuple[tuple[str | None, str], ...]) -> list[str]:
    """The roles that a phrase of verbs or nouns names."""
    found = []
    for word in re.split(r",? and |, and |, | & |/| as well as ", words):
        word = re.sub(r"^(?:the|an?|its|series|also) ", "", word.strip())
        for part in [word] if "-" not in word else [word, *word.split("-")]:
            role = next((r for r, p in table if re.fullmatch(p, part)), None)
            if role:
                found.append(role)
                break
    return list(dict.fromkeys(found))
