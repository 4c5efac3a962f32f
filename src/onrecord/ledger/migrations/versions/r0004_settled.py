"""Statuses of conditions that articles report stand in the log beside what people decided."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the run that read a status, and the day of the article."""
    op.add_column("condition_log", sa.Column("run", Words(), nullable=True))
    op.add_column("condition_log", sa.Column("seen", sa.Date(), nullable=True))
