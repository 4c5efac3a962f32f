"""The links that tie articles to earlier ones, and the articles of a story, as the ledger last read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from onrecord.ledger import coding, schema
from onrecord.ledger.joined import ARTICLE_COLUMNS, to_article
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import ArticleRow
from onrecord.records import Link

_article, _run, _latest, _links = schema.articles, schema.runs, schema.current_readings, schema.links


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link and the article (its id) that has it: ``article`` is linked to ``link.to``, which came in before it."""

    article: str
    link: Link


def links(ledger: Ledger, articles: Sequence[str]) -> list[LinkRow]:
    """Every link from or to these articles, in the order of the ledger, the strongest of an article first.

    None for articles that were read before links were kept.
    """
    wanted = list(articles)
    query = (
        select(_article.c.id, _links)
        .join(_article, _article.c.reading == _links.c.reading)
        .join(_latest, (_latest.c.reading == _links.c.reading) & _latest.c.newest)
        .where(or_(_article.c.id.in_(wanted), _links.c.article.in_(wanted)))
        .order_by(_links.c.reading, _links.c.place)
    )
    with ledger.reading() as connection:
        return [LinkRow(row["id"], coding.to_link(row)) for row in connection.execute(query).mappings()]


def newest_articles(ledger: Ledger, *, story: str | None = None) -> list[ArticleRow]:
    """Every article once (of one story, where it is named), in the order in which the ledger last read them."""
    query = (
        select(*ARTICLE_COLUMNS)
        .join(_run, _run.c.id == _article.c.run)
        .join(_latest, (_latest.c.reading == _article.c.reading) & _latest.c.newest)
        .order_by(_article.c.reading)
    )
    if story is not None:
        query = query.where(_article.c.story == story)
    with ledger.reading() as connection:
        return [to_article(row) for row in connection.execute(query).mappings()]
