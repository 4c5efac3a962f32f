"""The words of an article's body, paragraph by paragraph, with what is quoted and what was taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.parse.quotations import find_quotations
from onrecord.records import Article
from onrecord.stories.hashes import hashed
from onrecord.stories.words import WORD

MAX_WORDS = 10_000
"""Words of one article that are compared; the tail of a longer one (a live page) adds cost and no origin."""

_PLAIN, _GONE = 0, -1
"""Marks of words outside quotations and of words taken out; a word of the n-th quotation is marked n."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Lower-case words of each paragraph and, in ``marks``, what each word is."""

    paragraphs: Sequence[Sequence[str]]
    marks: Sequence[Sequence[int]]

    def words(self) -> list[str]:
        """All that was not taken out, in order."""
        return [word for paragraph in self.kept(len(self.paragraphs)) for word in paragraph]

    def kept(self, paragraphs: int) -> Iterator[list[str]]:
        """The first paragraphs that still have words, each without what was taken out."""
        left = paragraphs
        for words, marks in zip(self.paragraphs, self.marks, strict=True):
            kept = [word for word, mark in zip(words, marks, strict=True) if mark != _GONE]
            if kept and left:
                left -= 1
                yield kept

    def runs(self) -> Iterator[list[str]]:
        """Unbroken stretches of words outside quotations; none runs over the end of a paragraph."""
        return (run for mark, run in self._stretches() if mark == _PLAIN)

    def quoted(self) -> Iterator[list[str]]:
        """Unbroken stretches of words within one quotation."""
        return (run for mark, run in self._stretches() if mark > _PLAIN)

    def windows(self, size: int, plain: int) -> Iterator[str]:
        """Every ``size`` words in a row within a paragraph of which ``plain`` or more stand outside quotations.

        Those that reach into a quotation show who it was lifted from: two reporters hear the same words, but do not
        lead into them alike.
        """
        for words, marks in zip(self.paragraphs, self.marks, strict=True):
            outside = 0
            for at, mark in enumerate(marks):
                outside += (mark == _PLAIN) - (at >= size and marks[at - size] == _PLAIN)
                if at + 1 >= size and outside >= plain and _GONE not in marks[at + 1 - size : at + 1]:
                    yield " ".join(words[at + 1 - size : at + 1])

    def _stretches(self) -> Iterator[tuple[int, list[str]]]:
        for words, marks in zip(self.paragraphs, self.marks, strict=True):
            start = 0
            for at in range(1, len(words) + 1):
                if at == len(words) or marks[at] != marks[start]:
                    yield marks[start], list(words[start:at])
                    start = at

    def without(self, phrases: Collection[int], size: int) -> Wording:
        """The same with every occurrence of these phrases (hashes of ``size`` words) taken out."""
        if not phrases:
            return self
        marks = [list(m) for m in self.marks]
        for words, of_words in zip(self.paragraphs, marks, strict=True):
            for at in range(len(words) - size + 1):
                if hashed(" ".join(words[at : at + size])) in phrases:
                    of_words[at : at + size] = [_GONE] * size
        return Wording(self.paragraphs, marks)


def wording(article: Article) -> Wording:
    """The words of an article's body, up to ``MAX_WORDS``."""
    quotations = [(q.outer.start, q.outer.end) for q in find_quotations(article.text, article.body)]
    paragraphs: list[list[str]] = []
    marks: list[list[int]] = []
    count = at = 0
    for paragraph in article.body:
        words: list[str] = []
        of_words: list[int] = []
        for match in WORD.finditer(article.text, paragraph.start, paragraph.end):
            while at < len(quotations) and match.start() >= quotations[at][1]:
                at += 1
            inside = at < len(quotations) and match.start() >= quotations[at][0]
            words.append(match.group().lower())
            of_words.append(at + 1 if inside else _PLAIN)
        count += len(words)
        paragraphs.append(words[: len(words) - max(count - MAX_WORDS, 0)])
        marks.append(of_words[: len(paragraphs[-1])])
        if count >= MAX_WORDS:
            break
    return Wording(paragraphs, marks)
