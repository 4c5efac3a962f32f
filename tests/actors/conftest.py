"""A cast of a short text, with a way to ask for a mention by its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from onrecord.actors import Cast, cast
from onrecord.parse.language import parse
from onrecord.parse.tree import Parsed, Token
from onrecord.records import Article, Mention, Span
from onrecord.settings import Settings


class Told:
    """One parsed text and its cast."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.cast: Cast = cast(parsed)

    def tokens(self, words: str, which: int = 0) -> list[Token]:
        """The tokens of the words, at their first (or ``which``-th) place."""
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.parsed.article.text)]
        start = places[which]
        every = [token for sentence in self.parsed.sentences for token in sentence.tokens]
        return [token for token in every if token.start >= start and token.end <= start + len(words)]

    def of(self, words: str, which: int = 0) -> Mention | None:
        """What these words name."""
        return self.cast.mention_of(self.tokens(words, which))

    def holder(self, words: str, which: int = 0) -> str | None:
        """Whose stance their words would be."""
        mention = self.of(words, which)
        return mention.speaks_for if mention else None

    def person(self, words: str, which: int = 0) -> str | None:
        """The person they name."""
        mention = self.of(words, which)
        return mention.person if mention else None


@pytest.fixture
def tell() -> Callable[..., Told]:
    """Parses a text and casts it; ``on`` is its date, ``dateline`` its dateline."""

    def told(text: str, on: date | None = date(2025, 6, 1), dateline: str | None = None) -> Told:
        body = tuple(Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text))
        article = Article("t", text, body, dateline=dateline, published=on)
        return Told(next(parse([article], Settings())))

    return told
