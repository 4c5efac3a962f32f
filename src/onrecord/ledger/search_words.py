"""Words as the search compares them, and where they stand: one tokenizer for the index, the question and the snippet.

The same on every database, so that SQLite and PostgreSQL find the same: letters and digits without case and accents,
with a light stem for English. Offsets count code points of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_RUN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MARK: Final = re.compile("[\u0300-\u036f]")
_VOWEL: Final = re.compile("[aeiouy]")
_LONGEST: Final = 64
"""Characters of a word that count: what is longer is no word but data that leaked into a page."""

_KEPT_DOUBLE: Final = "lsz"
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and the half-open stretch of the raw text where it stands."""

    plain: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of ``text[start:end]`` in order; a word that has a hyphen or a comma within is several."""
    for found in _RUN.finditer(text, start, len(text) if end is None else end):
        plain = plain_word(found.group())
        if plain:
            yield Word(plain, found.start(), found.end())


def plain_words(text: str) -> str:
    """The words of a text as they are indexed, a space between."""
    return " ".join(plain for found in _RUN.findall(text) if (plain := plain_word(found)))


@lru_cache(maxsize=100_000)
def plain_word(raw: str) -> str:
    """One word without case, accents, possessive and plain inflection."""
    return stem(folded(raw))


@lru_cache(maxsize=100_000)
def folded(raw: str) -> str:
    """One word without case, accents and possessive; letters and digits alone."""
    word = raw.casefold().replace("’", "'").removesuffix("'s")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in _MARK.sub("", word) if sign.isalnum())
    return word.replace("'", "")[:_LONGEST]


def stem(word: str) -> str:
    """A light stem, in the manner of Harman (1991, "How effective is suffixing?"): plurals, then -ed and -ing."""
    if not word.isascii() or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and _VOWEL.search(rest):
            doubled = rest[-1] == rest[-2] and rest[-1] not in _KEPT_DOUBLE and not _VOWEL.match(rest[-1])
            word = rest[:-1] if doubled else rest
            break
    if word.endswith("e") and len(word) > _SHORTEST:
        return word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zzes")) else word[:-1]
