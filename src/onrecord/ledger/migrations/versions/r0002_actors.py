"""Judgements on who is who, and the offices learned of persons whom no lexicon knows."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", Words(), nullable=False),
        sa.Column("one", Words(), nullable=True),
        sa.Column("other", Words(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "learned_actors",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person", Words(), nullable=False),
        sa.Column("actor", Words(), nullable=False),
        sa.Column("office", Words(), nullable=False),
        sa.Column("evidence", Words(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "place"),
    )
    op.create_index("learned_actors_person", "learned_actors", ["person"], unique=False)
