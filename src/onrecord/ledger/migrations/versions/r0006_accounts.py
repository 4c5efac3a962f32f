"""Accounts, their keys, and an audit log that can only grow."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None

SQLITE: Final = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""
POSTGRESQL: Final = (
    """
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$
""",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_only_grows()",
)


def upgrade() -> None:
    """Add the tables, and what keeps the log as it is."""
    _accounts()
    _audit()
    if op.get_context().dialect.name == "sqlite":
        guards: tuple[str, ...] = tuple(SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE"))
    else:
        guards = POSTGRESQL
    for guard in guards:
        op.execute(guard)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("password", Words(), nullable=False),
        sa.Column("created", Words(), nullable=False),
        sa.Column("disabled", Words(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "account_keys",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("hash", Words(), nullable=False),
        sa.Column("label", Words(), nullable=False),
        sa.Column("created", Words(), nullable=False),
        sa.Column("expires", Words(), nullable=False),
        sa.Column("revoked", Words(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("account_keys_account", "account_keys", ["account"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Words(), nullable=False),
        sa.Column("by", Words(), nullable=False),
        sa.Column("origin", Words(), nullable=False),
        sa.Column("action", Words(), nullable=False),
        sa.Column("target", Words(), nullable=False),
        sa.Column("detail", Words(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("audit_target", "audit", ["action", "target", "at"], unique=False)
    op.create_index("audit_origin", "audit", ["action", "origin", "at"], unique=False)
