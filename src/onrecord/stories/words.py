"""Words as this room compares them: lower case, light stems, function words and reporting words left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W_]+)?")

STOP: Final = frozenset(
    """
    a about above after again against all also although am among an and another any are around as at away back be
    because been before being below between both but by came can cannot come could did do does doing done down during
    each either else even ever every few for from further gave get give given go going gone got had has have having he
    her here hers herself him himself his how however i if in into is it its itself just keep kept know known last less
    let like made make many may me might more most much must my near neither never next no nor not now of off often on
    once one only onto or other our ours out over own per put rather s same see seen shall she should since so some
    still such t take taken than that the their theirs them then there these they this those though through thus to
    together too took toward towards two under until up upon us very via was way we well went were what when where
    whether which while who whom whose why will with within without would yes yet you your
    according add added adds announce announced reported report reports reporter reporters said say saying says spoke
    statement stated tell telling told
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday day days week weeks month months
    year years mr mrs ms new
    """.split()
)
"""Words that say nothing of what a text is about: our own list of function words, reporting verbs and time words."""

_ENDINGS: Final = ("ing", "ed", "es", "s")
_SHORTEST_STEM: Final = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case word without possessive and plain inflection; crude on purpose, it only has to be consistent."""
    word = word.replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def is_content(word: str) -> bool:
    """True where a lower-case word can tell texts apart: no function word, no single letter; numbers count."""
    return word not in STOP and (len(word) > 2 or word[0].isdigit())
