"""Statements and articles as last read, a page at a time: long lists are never loaded whole.

A page begins after a row that is named, not at a number, so that a ledger that grows moves nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from onrecord.ledger import coding, schema
from onrecord.ledger.joined import ARTICLE_COLUMNS, between, to_article, with_article
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_tables import standing_positions
from onrecord.ledger.rows import ArticleSummary, StatementRow

_article, _run, _latest = schema.articles, schema.runs, schema.current_readings
_statement = schema.statements


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements are wanted; None leaves a field open.

    ``speaker`` is part of a name, as written or resolved, in either case of the letters A to Z; ``article`` an id. An
    article that was read for two dossiers shows its statements once, unless one ``dossier`` is asked for.
    """

    speaker: str | None = None
    on_behalf_of: str | None = None
    article: str | None = None
    dossier: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are wanted; None leaves a field open. ``article``, ``origin`` and ``story`` are ids."""

    article: str | None = None
    origin: str | None = None
    story: str | None = None
    outlet: str | None = None
    dossier: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def statement_page(
    ledger: Ledger, which: StatementFilter, *, after: tuple[int, str] | None = None, limit: int | None = None
) -> list[StatementRow]:
    """Statements in the order of the ledger; ``after`` the one of this reading's key and this id."""
    query = _statements(which).order_by(_statement.c.reading, _statement.c.place).limit(limit)
    if after is not None:
        reading, statement = after
        there = and_(_statement.c.reading == reading, _statement.c.id == statement)
        place = select(_statement.c.place).where(there).scalar_subquery()
        query = query.where(
            or_(_statement.c.reading > reading, and_(_statement.c.reading == reading, _statement.c.place > place))
        )
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings()
        return [StatementRow(coding.to_statement(row), to_article(row)) for row in rows]


def statement_count(ledger: Ledger, which: StatementFilter) -> int:
    """How many statements there are."""
    return _count(ledger, _statements(which).with_only_columns(_statement.c.id))


def _statements(which: StatementFilter) -> Select[Any]:
    when = func.coalesce(_statement.c.said_on, _article.c.published)
    limits = [*between(when, which.since, which.until), _of_dossier(which.dossier)]
    if which.speaker is not None:
        named = (_statement.c.speaker, _statement.c.speaker_text)
        limits.append(or_(*(one.icontains(which.speaker, autoescape=True) for one in named)))
    if which.on_behalf_of is not None:
        limits.append(_statement.c.on_behalf_of == which.on_behalf_of)
    if which.article is not None:
        limits.append(_article.c.id == which.article)
    return with_article(_statement).join(_latest, _latest.c.reading == _statement.c.reading).where(*limits)


def article_page(
    ledger: Ledger, which: ArticleFilter, *, after: int | None = None, limit: int | None = None
) -> list[ArticleSummary]:
    """Articles in the order of the ledger, with how much was read out of each; ``after`` the reading of this key."""
    counted = (("statements", _statement), ("positions", standing_positions), ("problems", schema.problems))
    counts = [
        select(func.count())
        .select_from(table)
        .where(table.c.reading == _article.c.reading)
        .scalar_subquery()
        .label(f"n_{name}")
        for name, table in counted
    ]
    query = _articles(which).add_columns(*counts).order_by(_article.c.reading).limit(limit)
    if after is not None:
        query = query.where(_article.c.reading > after)
    with ledger.reading() as connection:
        return [
            ArticleSummary(to_article(row), row["n_statements"], row["n_positions"], row["n_problems"])
            for row in connection.execute(query).mappings()
        ]


def article_count(ledger: Ledger, which: ArticleFilter) -> int:
    """How many articles there are."""
    return _count(ledger, _articles(which).with_only_columns(_article.c.reading))


def _articles(which: ArticleFilter) -> Select[Any]:
    limits = [*between(_article.c.published, which.since, which.until), _of_dossier(which.dossier)]
    columns = {"article": _article.c.id, "origin": _article.c.origin, "story": _article.c.story}
    for name, column in {**columns, "outlet": _article.c.outlet}.items():
        wanted = getattr(which, name)
        if wanted is not None:
            limits.append(column == wanted)
    return (
        select(*ARTICLE_COLUMNS)
        .join(_run, _run.c.id == _article.c.run)
        .join(_latest, _latest.c.reading == _article.c.reading)
        .where(*limits)
    )


def _of_dossier(dossier: str | None) -> ColumnElement[bool]:
    """Readings for a dossier; without one, the newest of each article, so that it shows once."""
    return _latest.c.newest if dossier is None else _run.c.dossier == dossier


def _count(ledger: Ledger, query: Select[Any]) -> int:
    with ledger.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
