"""Statements, articles and what a search finds in pages, for every face that looks at a desk."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

from onrecord.errors import InputError
from onrecord.ledger import (
    ArticleFilter,
    ArticleSummary,
    StatementFilter,
    StatementRow,
    article_count,
    article_page,
    statement_count,
    statement_page,
)
from onrecord.run.desk import Desk
from onrecord.run.paging import Page, make_cursor, read_cursor
from onrecord.run.search import Found, Question, search_desk

_LARGEST: Final = 2**63
"""What a database's whole numbers stay below."""


def statements(desk: Desk, which: StatementFilter, *, limit: int, cursor: str | None = None) -> Page[StatementRow]:
    """A page of statements in the order of the ledger.

    Raises:
        InputError: the cursor is none of ours, or of another question.
    """
    question = ("statements", which)
    place = _place(cursor, question, (int, str))
    with desk.reading() as ledger:
        found = statement_page(ledger, which, after=(place[0], place[1]) if place else None, limit=limit + 1)
        total = desk.snapshot().once(question, lambda: statement_count(ledger, which))
    some = tuple(found[:limit])
    after = make_cursor(question, [some[-1].article.reading, some[-1].statement.id]) if len(found) > limit else None
    return Page(some, total, after)


def articles(desk: Desk, which: ArticleFilter, *, limit: int, cursor: str | None = None) -> Page[ArticleSummary]:
    """A page of articles in the order of the ledger.

    Raises:
        InputError: the cursor is none of ours, or of another question.
    """
    question = ("articles", which)
    place = _place(cursor, question, (int,))
    with desk.reading() as ledger:
        found = article_page(ledger, which, after=place[0] if place else None, limit=limit + 1)
        total = desk.snapshot().once(question, lambda: article_count(ledger, which))
    some = tuple(found[:limit])
    return Page(some, total, make_cursor(question, [some[-1].article.reading]) if len(found) > limit else None)


def article(desk: Desk, article_id: str, dossier: str | None = None) -> ArticleSummary | None:
    """The article with this id as last read (for a dossier, if one is named); None where there is none."""
    with desk.reading() as ledger:
        return next(iter(article_page(ledger, ArticleFilter(article=article_id, dossier=dossier), limit=1)), None)


def found(desk: Desk, question: Question, *, limit: int, cursor: str | None = None) -> tuple[Found, str | None]:
    """A page of what a search finds, best first, and the cursor of the next page.

    Raises:
        InputError: the cursor is none of ours, or of another question.
    """
    place = _place(cursor, question, (int,))
    end = (place[0] if place else 0) + limit
    answer = search_desk(desk, question, start=end - limit, limit=limit)
    return answer, make_cursor(question, [end]) if end < answer.total else None


def _place(cursor: str | None, question: Hashable, kinds: tuple[type, ...]) -> list[Any]:
    """The place that a cursor names; empty for none."""
    place = read_cursor(cursor, question) if cursor else []
    fits = len(place) == len(kinds) and all(isinstance(one, kind) for one, kind in zip(place, kinds, strict=True))
    if place and (not fits or not 0 <= place[0] < _LARGEST):
        raise InputError("this is no cursor that a page of this ledger gave", remedy="Ask again without a cursor.")
    return place
