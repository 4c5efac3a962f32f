"""Numbers as facts: ``forty`` and ``40`` are one, years and small counts none (they are alike in most texts)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS: Final = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NAMED: Final = {**{word: value for value, word in enumerate(_SMALL)}, **_TENS, "hundred": 100, "dozen": 12}

_TELLING = 5
"""The least number that tells reports apart."""

_YEARS = range(1900, 2100)


@lru_cache(maxsize=20_000)
def figure(word: str) -> str | None:
    """The number that a lower-case word writes, in digits, where it can tell one report from another."""
    value = _NAMED.get(word)
    if value is None:
        digits = word.replace(",", "").rstrip(".")
        if not digits.replace(".", "", 1).isdecimal():
            return None
        if word.isdecimal() and int(word) in _YEARS:
            return None
        return digits.lstrip("0") if float(digits) >= _TELLING else None
    return str(value) if value >= _TELLING else None
