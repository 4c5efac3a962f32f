"""The tables of the search: what is indexed, under which number. The index itself is the database's own kind of thing.

``article_words`` and ``statement_words`` hold the words by those numbers: on SQLite as FTS5 tables without content of
their own, on PostgreSQL as ``tsvector`` columns; see the migration. They can be told by ``INDEXES`` and are no part of
the metadata.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from onrecord.ledger import schema
from onrecord.ledger.words import Words

# One entry for each version of an article (``articles.content``), however often it was read.
search_articles: Final = Table(
    "search_articles",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("content", Words, nullable=False, unique=True),
)

# One entry for each statement of such a version; of several readings of it, the first one's words of the speaker.
search_statements: Final = Table(
    "search_statements",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("content", Words, nullable=False),
    Column("statement", Words, nullable=False),
    UniqueConstraint("content", "statement"),
)

INDEXES: Final = ("article_words", "statement_words")
