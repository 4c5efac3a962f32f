"""Cuts an article's reporting into pieces that one request can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Article, Span, cut

_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-Z])")
_BEFORE = 600
"""Characters of what stands before a piece that are shown with it: who "he" is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs, or parts of one, in text order, and the words before them, for understanding only."""

    spans: tuple[Span, ...]
    before: str = ""

    @property
    def start(self) -> int:
        """Where the piece starts, in code points of the article's text."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1].end

    @property
    def size(self) -> int:
        """Its characters."""
        return sum(span.end - span.start for span in self.spans)


def pieces(article: Article, size: int, words: int) -> Iterator[Piece]:
    """The body, up to a number of ``words``, in pieces of at most ``size`` characters."""
    yield from _grouped(article, _within(article, words), size)


def halves(article: Article, piece: Piece) -> tuple[Piece, ...]:
    """A piece cut in about two, for an answer that grew too long: between paragraphs, in a lone one behind a sentence.

    The piece itself where it cannot be cut.
    """
    if len(piece.spans) > 1:
        middle = (piece.start + piece.end) / 2
        at = min(range(1, len(piece.spans)), key=lambda i: abs(piece.spans[i].start - middle))
        return _piece(article, piece.spans[:at]), _piece(article, piece.spans[at:])
    return tuple(_grouped(article, piece.spans, max(1, piece.size * 3 // 5)))


def _within(article: Article, words: int) -> tuple[Span, ...]:
    kept, seen = [], 0
    for span in article.body:
        if seen > words:
            break
        kept.append(span)
        seen += span.quote.count(" ") + 1
    return tuple(kept)


def _grouped(article: Article, spans: tuple[Span, ...], size: int) -> Iterator[Piece]:
    group: list[Span] = []
    for span in spans:
        for part in _parts(article.text, span, size):
            if group and sum(s.end - s.start for s in group) + part.end - part.start > size:
                yield _piece(article, group)
                group = []
            group.append(part)
    if group:
        yield _piece(article, group)


def _parts(text: str, span: Span, size: int) -> Iterator[Span]:
    """A paragraph whole or, where it is too long, cut behind sentences, else at spaces, else anywhere."""
    start = span.start
    while span.end - start > size:
        window = text[start : start + size]
        ends = [found.end() for found in _SENTENCE_END.finditer(window, size // 3)]
        end = start + (ends[-1] if ends else window.rfind(" ") + 1 or size)
        if (part := cut(text, start, end)).quote:
            yield part
        start = end
    if (rest := cut(text, start, span.end)).quote:
        yield rest


def _piece(article: Article, group: Sequence[Span]) -> Piece:
    start = group[0].start
    earlier = [span for span in article.body if span.start < start]
    words = " ".join(article.text[span.start : min(span.end, start)].strip() for span in earlier)
    return Piece(tuple(group), words[-_BEFORE:].strip())
