"""Articles for tests: a text whose lines are its paragraphs."""

from __future__ import annotations

from datetime import date

from onrecord.records import Article, cut


def article_of(text: str, name: str = "a-test", published: date | None = None) -> Article:
    """An article whose body is its lines, none of them boilerplate."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(cut(text, at, at + len(line)))
        at += len(line) + 1
    return Article(name, text, tuple(spans), published=published)
