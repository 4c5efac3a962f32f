"""The tables of a shared desk: who may use it, what lets them in, and who did what.

Nothing that lets anybody in is stored as it is: passwords as argon2 hashes, tokens and sessions as hashes of what
their holder carries. ``audit`` is append-only; triggers in the database refuse to change or delete its rows.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from onrecord.ledger import schema
from onrecord.ledger.words import Words

# ``disabled`` is since when an account lets nobody in, null where it does. Every moment is in UTC, ISO 8601.
accounts: Final = Table(
    "accounts",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("role", Words, nullable=False),
    Column("password", Words, nullable=False),
    Column("created", Words, nullable=False),
    Column("disabled", Words),
)

# ``kind`` is ``session`` (a browser that has logged in) or ``token`` (a program's, with its ``label``).
keys: Final = Table(
    "account_keys",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("account", Integer, ForeignKey("accounts.number"), nullable=False),
    Column("hash", Words, nullable=False, unique=True),
    Column("label", Words, nullable=False),
    Column("created", Words, nullable=False),
    Column("expires", Words, nullable=False),
    Column("revoked", Words),
    Index("account_keys_account", "account"),
)

# ``target`` is what was acted on: an account's name, a page's path. ``origin`` is a network address or "command line".
audit: Final = Table(
    "audit",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index("audit_target", "action", "target", "at"),
    Index("audit_origin", "action", "origin", "at"),
)
