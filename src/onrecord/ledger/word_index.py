"""The index of words: filled with every reading, within its transaction; what an older ledger lacks, once migrated.

Nothing in it is a record: it holds words of articles and statements under numbers, and can be made anew from the
ledger. Boilerplate is not indexed. It has the words that ``search_words`` makes, so either database finds the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select, text

from onrecord.ledger import coding, schema, store
from onrecord.ledger.numbering import add_numbered
from onrecord.ledger.search_tables import search_articles, search_statements
from onrecord.ledger.search_words import plain_words
from onrecord.records import Article, Reading, Statement

_PAGE: Final = 50
_LONGEST: Final = 400_000
"""Characters of an article's words that are indexed: PostgreSQL takes a megabyte, and no reporting is as long."""

_SQLITE: Final = {
    "article": text("INSERT INTO article_words (rowid, title, body) VALUES (:number, :first, :second)"),
    "statement": text("INSERT INTO statement_words (rowid, who, said) VALUES (:number, :first, :second)"),
}
_WEIGHED: Final = "setweight(to_tsvector('simple', :first), 'A') || setweight(to_tsvector('simple', :second), 'D')"
_POSTGRESQL: Final = {
    "article": text(f"INSERT INTO article_words (number, words) VALUES (:number, {_WEIGHED})"),
    "statement": text(f"INSERT INTO statement_words (number, words) VALUES (:number, {_WEIGHED})"),
}


def add(connection: Connection, reading: Reading) -> None:
    """Index an article and its statements, unless they are in the index."""
    content = coding.content_key(reading.article)
    found = select(search_articles.c.number).where(search_articles.c.content == content)
    if connection.execute(found).first() is None:
        number = add_numbered(connection, search_articles, {"content": content})
        _write(connection, "article", number, reading.article.title or "", _body(reading.article))
    table = search_statements
    known = set(connection.execute(select(table.c.statement).where(table.c.content == content)).scalars())
    for statement in reading.statements:
        if statement.id not in known:
            number = add_numbered(connection, table, {"content": content, "statement": statement.id})
            _write(connection, "statement", number, _who(statement), statement.content.quote)


def fill(connection: Connection) -> None:
    """Index every reading that is not indexed, in the caller's transaction: a few seconds for 10,000 articles."""
    for keys in _missing(connection):
        for reading in store.load(connection, keys):
            add(connection, reading)


def _missing(connection: Connection) -> Iterator[list[int]]:
    known = select(search_articles.c.content)
    table = schema.articles
    query = select(table.c.reading).where(table.c.content.not_in(known)).order_by(table.c.reading)
    keys = list(connection.execute(query).scalars())
    for start in range(0, len(keys), _PAGE):
        yield keys[start : start + _PAGE]


def _body(article: Article) -> str:
    headline = article.headline.quote if article.headline and article.headline.quote != article.title else ""
    return "\n".join((headline, *(article.text[span.start : span.end] for span in article.body)))


def _who(statement: Statement) -> str:
    parts = (statement.speaker, statement.speaker_text, statement.speaker_role, statement.on_behalf_of)
    return " ".join(dict.fromkeys(part for part in parts if part))


def _write(connection: Connection, kind: str, number: int, first: str, second: str) -> None:
    query = (_SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL)[kind]
    values = {"number": number, "first": plain_words(first), "second": plain_words(second)[:_LONGEST]}
    connection.execute(query, values)
