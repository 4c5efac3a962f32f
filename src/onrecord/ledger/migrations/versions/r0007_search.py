"""The search's index, and why articles are linked to earlier ones."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None

# Words come in as ``search_words`` writes them, so that neither database has anything of its own to decide.
ON_SQLITE: Final = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE statement_words USING fts5(who, said, content='', tokenize='unicode61 remove_diacritics 0')",
)
ON_POSTGRESQL: Final = (
    "CREATE TABLE article_words (number INTEGER PRIMARY KEY REFERENCES search_articles, words TSVECTOR NOT NULL)",
    "CREATE TABLE statement_words (number INTEGER PRIMARY KEY REFERENCES search_statements, words TSVECTOR NOT NULL)",
    "CREATE INDEX article_words_words ON article_words USING gin (words)",
    "CREATE INDEX statement_words_words ON statement_words USING gin (words)",
)


def upgrade() -> None:
    """Add the tables; ``word_index.fill`` then indexes what the ledger holds."""
    op.create_table(
        "search_articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", Words(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("content"),
    )
    op.create_table(
        "search_statements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", Words(), nullable=False),
        sa.Column("statement", Words(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("content", "statement"),
    )
    for made in ON_SQLITE if op.get_context().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(made)
    op.create_index("articles_content", "articles", ["content"], unique=False)
    op.create_index("articles_story", "articles", ["story"], unique=False)
    _links()


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("article", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("taker", Words(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "place"),
    )
    op.create_index("links_article", "links", ["article"], unique=False)
