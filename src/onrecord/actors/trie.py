"""Finds forms of words in a run of tokens: a trie over folded words, the longest match from the left wins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from onrecord.parse.tree import Token

T = TypeVar("T")

_PIECE = re.compile(r"'s\b|[^\s\-,()&]+|[-,()&]")
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "ə": "e"}
)
_ABBREVIATION = 3  # "US", "EU", "CAR": forms of so few capitals are words in lower case


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word in lower case without accents, full stops and typographic apostrophes: how forms are compared."""
    word = word.translate(_PLAIN)
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    word = word.lower().translate(_PLAIN)
    return word.replace(".", "") or word


def pieces(form: str) -> list[str]:
    """A form cut as the parser cuts text: at white space, hyphens, commas and the possessive mark."""
    return _PIECE.findall(form.replace("’", "'").replace("'s ", " 's "))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A form found at tokens ``[start, end)``, counted in the article."""

    start: int
    end: int
    value: T


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    value: T | None = None
    form: str = ""


class Trie(Generic[T]):
    """Forms of words with a value each. ``cased`` forms must start with a capital where the form does."""

    def __init__(self, forms: Iterable[tuple[str, T]], *, cased: bool) -> None:
        self._root: _Node[T] = _Node()
        self._cased = cased
        for form, value in forms:
            self.add(form, value)

    def add(self, form: str, value: T) -> None:
        """Takes a form; it wins over an equal one added before."""
        words = [fold(word) for word in pieces(form)]
        if self._cased and len(words) > 1 and words[0] == "the":
            words, form = words[1:], form[4:]
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.value, node.form = value, form

    def find(self, tokens: Sequence[Token], first: int = 0) -> list[Hit[T]]:
        """Every match in these tokens (neighbours in the article), from token ``first`` on, none overlapping."""
        found, i, starts = [], first, self._root.next
        while i < len(tokens):
            if fold(tokens[i].text) in starts and (hit := self.at(tokens, i)):
                found.append(hit)
                i += hit.end - hit.start
            else:
                i += 1
        offset = tokens[0].index if tokens else 0
        return [Hit(hit.start + offset, hit.end + offset, hit.value) for hit in found]

    def at(self, tokens: Sequence[Token], i: int) -> Hit[T] | None:
        """The longest match that starts at position ``i`` of ``tokens``; its bounds count in ``tokens``."""
        node, best, j = self._root, None, i
        while j < len(tokens) and (following := node.next.get(fold(tokens[j].text))) is not None:
            node, j = following, j + 1
            if node.value is not None and self._fits(tokens, i, j, node.form):
                best = Hit(i, j, node.value)
        return best

    def _fits(self, tokens: Sequence[Token], start: int, end: int, form: str) -> bool:
        if not self._cased:
            return True
        if end - start == 1:
            letters = [char for char in form if char.isalpha()]
            if len(letters) <= _ABBREVIATION and all(char.isupper() for char in letters):
                return all(char.isupper() for char in tokens[start].text if char.isalpha())
        return not form[0].isupper() or tokens[start].text[0].isupper()
