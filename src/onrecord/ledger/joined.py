"""What the queries share: an article's columns, rows with their article, limits of time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from onrecord.ledger import schema
from onrecord.ledger.coding import Row
from onrecord.ledger.rows import ArticleRow

_article, _run = schema.articles, schema.runs

ARTICLE_COLUMNS = (
    _article.c.reading.label("a_reading"),
    _article.c.run.label("a_run"),
    _run.c.dossier.label("a_dossier"),
    _article.c.id.label("a_id"),
    _article.c.outlet.label("a_outlet"),
    _article.c.title.label("a_title"),
    _article.c.published.label("a_published"),
    _article.c.credit.label("a_credit"),
    _article.c.url.label("a_url"),
    _article.c.language.label("a_language"),
    _article.c.source.label("a_source"),
    _article.c.origin.label("a_origin"),
    _article.c.story.label("a_story"),
)
_FIELDS = tuple(column.name.removeprefix("a_") for column in ARTICLE_COLUMNS)


def to_article(row: Row) -> ArticleRow:
    """The article of a row that has ``ARTICLE_COLUMNS``."""
    return ArticleRow(**{name: row[f"a_{name}"] for name in _FIELDS})


def with_article(table: Any) -> Select[Any]:
    """Rows of a table that hangs on readings, with their article's columns."""
    return (
        select(table, *ARTICLE_COLUMNS)
        .join(_article, _article.c.reading == table.c.reading)
        .join(_run, _run.c.id == _article.c.run)
    )


def between(
    when: ColumnElement[dt.date | None], since: dt.date | None, until: dt.date | None
) -> list[ColumnElement[bool]]:
    """The limits that days (both inclusive) set to a date."""
    limits: list[ColumnElement[bool]] = []
    if since is not None:
        limits.append(when >= since)
    if until is not None:
        limits.append(when <= until)
    return limits
