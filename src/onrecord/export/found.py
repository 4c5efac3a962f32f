"""What a search found, as data: every hit with the words that are shown of it and where the wanted ones stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from onrecord.export.contract import Json, day, span_to_json
from onrecord.export.rows import article_fields, statement_row
from onrecord.export.table import Grid, place_of
from onrecord.ledger.excerpts import Excerpt
from onrecord.ledger.fulltext import ArticleHit, StatementHit

COLUMNS: Final = (
    *("hit", "article", "statement", "title", "outlet", "published", "speaker", "on_behalf_of", "said_on"),
    *("excerpt", "start", "end", "url", "origin", "story", "dossier"),
)


def excerpt_to_json(one: Excerpt) -> Json:
    """A stretch of a text and the marks in it; all offsets are of the article's text."""
    return {**span_to_json(one.span), "marks": [span_to_json(mark) for mark in one.marks]}


def article_hit_to_json(hit: ArticleHit) -> Json:
    """An article that was found."""
    return {"hit": "article", **article_fields(hit.article), "excerpt": excerpt_to_json(hit.excerpt)}


def statement_hit_to_json(hit: StatementHit) -> Json:
    """A statement that was found."""
    return {"hit": "statement", **statement_row(hit.row), "excerpt": excerpt_to_json(hit.excerpt)}


def article_hit_row(hit: ArticleHit) -> list[Any]:
    """The same as cells under ``COLUMNS``."""
    article = hit.article
    return [
        *("article", article.id, None, article.title, article.outlet, day(article.published), None, None, None),
        *_cells(hit.excerpt),
        *(article.url, article.origin, article.story, article.dossier),
    ]


def statement_hit_row(hit: StatementHit) -> list[Any]:
    """The same as cells under ``COLUMNS``."""
    article, one = hit.row.article, hit.row.statement
    return [
        *("statement", article.id, one.id, article.title, article.outlet, day(article.published)),
        *(one.speaker or one.speaker_text, one.on_behalf_of, day(one.said_on)),
        *_cells(hit.excerpt),
        *(article.url, article.origin, article.story, article.dossier),
    ]


def _cells(excerpt: Excerpt) -> Iterator[Any]:
    return iter((excerpt.span.quote, excerpt.span.start, excerpt.span.end))


def found_grid(articles: Sequence[ArticleHit], statements: Sequence[StatementHit]) -> Grid:
    """What was found as a table for a person; the words that were wanted stand between ``>>`` and ``<<``."""
    rows = [(hit.article.published, place_of(hit.article), hit.article.title, _shown(hit.excerpt)) for hit in articles]
    rows += [(hit.row.date, place_of(hit.row.article), _speaker(hit), _shown(hit.excerpt)) for hit in statements]
    return Grid.of(("date", "outlet", "who" if statements else "title", "words"), rows)


def _speaker(hit: StatementHit) -> str | None:
    one = hit.row.statement
    return one.speaker or one.speaker_role or one.speaker_text


def _shown(excerpt: Excerpt) -> str:
    return "".join(f">>{piece}<<" if mark else piece for piece, mark in excerpt.pieces())
