"""Rough stems: enough to bring the forms of one word together, never a word to show."""

from __future__ import annotations

import functools

_ENDINGS = (
    ("isation", "is"),
    ("ization", "is"),
    ("ication", "y"),
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("ances", ""),
    ("ance", ""),
    ("ically", "ic"),
    ("ally", "al"),
    ("ies", "y"),
    ("ied", "y"),
    ("ising", "is"),
    ("izing", "is"),
    ("ised", "is"),
    ("ized", "is"),
    ("ize", "is"),
    ("ise", "is"),
    ("als", ""),
    ("al", ""),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("s", ""),
    ("e", ""),
)


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    word = word.replace("-", "").replace(".", "")
    for _ in range(3):  # "agreements" loses "s", then "ment", then "e"
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    return word


def _shorter(word: str) -> str:
    for ending, instead in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) + len(instead) < 3:
            continue
        if ending == "s" and word.endswith(("ss", "us", "is")):
            continue
        shorter = word[: -len(ending)] + instead
        doubled = ending in ("ed", "ing", "al") and len(shorter) > 3 and shorter[-1] == shorter[-2]
        return shorter[:-1] if doubled and shorter[-1] not in "lsz" else shorter
    return word
