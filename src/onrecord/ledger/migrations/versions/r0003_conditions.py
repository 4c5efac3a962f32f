"""What people decided on conditions, and how long a dossier holds a pledge for fresh."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the log and the column."""
    op.add_column("dossiers", sa.Column("expire_days", sa.Integer(), nullable=True))
    op.create_table(
        "condition_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", Words(), nullable=False),
        sa.Column("words", Words(), nullable=True),
        sa.Column("holder", Words(), nullable=True),
        sa.Column("other_words", Words(), nullable=True),
        sa.Column("other_holder", Words(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("article", Words(), nullable=True),
        sa.Column("quote", Words(), nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["condition_log.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
