"""Looks up a model's quotes in the article: they stand there letter by letter, in the reporting, or are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.parse.language import plain
from onrecord.records import Article, Span, cut

_LONGEST = 800
_FEWEST_WORDS = 2
_MARKS = "\"' "


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a quote cannot be evidence."""

    why: str


class Quotes:
    """The words of one article, to be looked up.

    Both sides are made plain as ``parse`` makes text plain (typographic marks, soft hyphens, odd spaces), and a run of
    white space counts as one space; nothing else may differ, not even the case. Offsets are those of the article.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text, self._offsets = _even(article.text)

    def evidence(self, quote: str, start: int, end: int) -> Span | Refused:
        """Where evidence stands: first within ``[start, end)`` of the article, else anywhere in its reporting."""
        if len(quote.split()) < _FEWEST_WORDS:
            return Refused("a single word is no evidence")
        if len(quote) > _LONGEST:
            return Refused(f"more than {_LONGEST} characters are no evidence")
        return self.find(quote, start, end)

    def find(self, quote: str, start: int, end: int) -> Span | Refused:
        """Where a quote stands, the place within ``[start, end)`` first; why it cannot be taken if it does not."""
        places = list(self._places(quote)) or list(self._places(quote.strip(_MARKS)))
        good = [span for span in places if self._is_reporting(span)]
        if good:
            return next((span for span in good if start <= span.start and span.end <= end), good[0])
        if not places:
            return Refused("its words do not stand in the article")
        if any(one.span.overlaps(span) for span in places for one in self._article.boilerplate):
            return Refused("its words stand in boilerplate")
        return Refused("its words stand outside the reporting")

    def _places(self, quote: str) -> Iterator[Span]:
        words = _even(quote)[0].strip()
        if not words:
            return
        for found in re.finditer(re.escape(words), self._text):
            if self._is_whole(found.start(), found.end()):
                first, last = self._offsets[found.start()], self._offsets[found.end() - 1]
                yield cut(self._article.text, first, last + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        """False where a quote starts or ends within a word."""
        text = self._text
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not cut_before and not cut_behind

    def _is_reporting(self, span: Span) -> bool:
        if any(one.span.overlaps(span) for one in self._article.boilerplate):
            return False
        ends = (span.start, span.end - 1)
        return all(any(body.start <= at < body.end for body in self._article.body) for at in ends)


def _even(text: str) -> tuple[str, list[int]]:
    """``text`` made plain with single spaces, and the offset in ``text`` of each character that is left."""
    letters, offsets = plain(text)
    kept: list[str] = []
    places: list[int] = []
    for letter, offset in zip(letters, offsets, strict=False):
        if letter.isspace():
            if kept and kept[-1] == " ":
                continue
            letter = " "  # noqa: PLW2901
        kept.append(letter)
        places.append(offset)
    return "".join(kept), places
