"""Fixtures for all rooms: the language model is loaded once a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse.language import parse
from onrecord.parse.tree import Parsed
from onrecord.records import Article, cut
from onrecord.settings import Settings


def article_of(text: str, id: str = "a-test") -> Article:
    """An article whose body is its paragraphs."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(cut(text, at, at + len(line)))
        at += len(line) + 1
    return Article(id, text, tuple(spans))


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parsed]:
    """Parses a text, paragraph by line."""
    return lambda text: next(iter(parse([article_of(text)], Settings())))
