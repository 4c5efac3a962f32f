"""What is shown of a text that was found: the stretch where most of the wanted words stand, with each of them marked.

Spans count code points of the raw text, and each quotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from onrecord.ledger.search_query import Query, marks
from onrecord.ledger.search_words import Word, words
from onrecord.records import Span

_REACH: Final = 34
"""Words that an excerpt holds."""

_LEAD: Final = 8
"""Of them, those before the first mark."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text, the marks within it in order, and whether text was cut before and after it."""

    span: Span
    marks: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False

    def pieces(self) -> list[tuple[str, bool]]:
        """The stretch in pieces, each with whether it is marked."""
        found: list[tuple[str, bool]] = []
        place = self.span.start
        for mark in self.marks:
            found += [(self._cut(place, mark.start), False), (mark.quote, True)]
            place = mark.end
        return [piece for piece in (*found, (self._cut(place, self.span.end), False)) if piece[0]]

    def _cut(self, start: int, end: int) -> str:
        return self.span.quote[start - self.span.start : end - self.span.start]


def excerpt(text: str, stretches: Sequence[tuple[int, int]], query: Query) -> Excerpt:
    """The best stretch among these of a text (its paragraphs, pairs of code points); the first where nothing is marked.

    The best has the most different terms, then the most marks, then comes first.
    """
    best: tuple[int, int] = (-1, -1)
    found: Excerpt | None = None
    for start, end in stretches:
        here = list(words(text, start, end))
        for first, last, terms, count in _windows(here, query):
            if (terms, count) > best:
                best, found = (terms, count), _cut(text, (start, end), here[first:last], query)
    return found or _opening(text, stretches)


def marked(text: str, start: int, end: int, query: Query) -> Excerpt:
    """A whole stretch with its marks."""
    return Excerpt(Span(start, end, text[start:end]), _marks(text, list(words(text, start, end)), query))


def _windows(here: Sequence[Word], query: Query) -> list[tuple[int, int, int, int]]:
    """Runs of words that begin a little before a mark: first, end, how many different terms, how many marks."""
    hits = list(marks(query, here))
    found = []
    for number, (place, _, _) in enumerate(hits):
        first = max(0, min(place - _LEAD, len(here) - _REACH))
        inside = [term for _, end, term in hits[number:] if end <= first + _REACH]
        found.append((first, min(first + _REACH, len(here)), len(set(inside)), len(inside)))
    return found


def _cut(text: str, whole: tuple[int, int], shown: Sequence[Word], query: Query) -> Excerpt:
    start, end = whole
    before, after = text[start : shown[0].start].strip(), text[shown[-1].end : end].strip()
    cut_before, cut_after = any(map(str.isalnum, before)), any(map(str.isalnum, after))
    first = shown[0].start if cut_before else start
    last = shown[-1].end if cut_after else end
    return Excerpt(Span(first, last, text[first:last]), _marks(text, shown, query), cut_before, cut_after)


def _marks(text: str, shown: Sequence[Word], query: Query) -> tuple[Span, ...]:
    ends = ((shown[first].start, shown[last - 1].end) for first, last, _ in marks(query, shown))
    return tuple(Span(start, end, text[start:end]) for start, end in ends)


def _opening(text: str, stretches: Sequence[tuple[int, int]]) -> Excerpt:
    """The beginning of the first stretch, for a text that was found by its title alone."""
    start, end = next(chain(stretches, [(0, len(text))]))
    shown = list(words(text, start, end))[:_REACH]
    return _cut(text, (start, end), shown, Query()) if shown else Excerpt(Span(start, start, ""))
