"""The tables of review: the log of what people decided on positions, and what follows from it for each reading.

``review_log`` is append-only. ``judged_positions`` and ``judged_conditions`` are made of it and of the readings (see
``review_match``), and made anew whenever either grows, so that every query and view finds what people decided without
working it out again. ``standing_positions`` and ``standing_conditions`` are views: what was read where nobody judged,
what people decided where somebody did, and nothing of what was rejected.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
)

from onrecord.ledger import schema
from onrecord.ledger.words import Words

# ``batch`` and ``subject`` are null in the entry that begins them, and elsewhere its number. A subject is one position
# under all the ids that readings gave it. ``becomes`` is the record as the person wants it (JSON), null where it is as
# it was read; ``fields`` names those of it that the person vouches for.
review_log = Table(
    "review_log",
    schema.metadata,
    Column("number", Integer, primary_key=True),
    Column("batch", Integer, ForeignKey("review_log.number")),
    Column("verdict", Words, nullable=False),
    Column("subject", Integer, ForeignKey("review_log.number")),
    Column("reading", Integer, ForeignKey("articles.reading"), nullable=False),
    Column("position", Words, nullable=False),
    Column("becomes", Words),
    Column("fields", Words),
    Column("settles", Boolean, nullable=False),
    Column("undoes", Integer, ForeignKey("review_log.number")),
    Column("by", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("why", Words, nullable=False),
    Index("review_log_reading", "reading"),
    Index("review_log_batch", "batch"),
)

_POSITION_COLUMNS: Final = tuple(schema.positions.columns)
_CONDITION_COLUMNS: Final = tuple(schema.conditions.columns)


def _like(columns: tuple[Column[Any], ...]) -> list[Column[Any]]:
    return [Column(one.name, one.type, nullable=one.nullable) for one in columns]


# Columns as in ``positions``; ``judged`` is the entry of the log that decided last.
judged_positions = Table(
    "judged_positions",
    schema.metadata,
    *_like(_POSITION_COLUMNS),
    Column("judged", Integer, ForeignKey("review_log.number"), nullable=False),
    Column("rejected", Boolean, nullable=False),
    PrimaryKeyConstraint("reading", "id"),
    ForeignKeyConstraint(["reading"], ["articles.reading"]),
    Index("judged_positions_id", "id"),
    Index("judged_positions_holder_issue", "holder", "issue"),
    Index("judged_positions_issue", "issue"),
)

judged_conditions = Table(
    "judged_conditions",
    schema.metadata,
    *_like(_CONDITION_COLUMNS),
    PrimaryKeyConstraint("reading", "position", "place"),
    ForeignKeyConstraint(["reading", "position"], ["judged_positions.reading", "judged_positions.id"]),
)

_views = MetaData()
standing_positions = Table("standing_positions", _views, *_like(_POSITION_COLUMNS), Column("judged", Integer))
"""A view: the positions of every reading as they stand; ``judged`` is null where nobody has judged."""

standing_conditions = Table("standing_conditions", _views, *_like(_CONDITION_COLUMNS))
"""A view: the conditions of the positions that stand."""
