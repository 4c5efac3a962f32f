"""What the pages of a long answer tell its items by: see ``run.paging``."""

from __future__ import annotations

from onrecord.analysis.conflicts import Conflict
from onrecord.analysis.shift import Shift
from onrecord.ledger import PositionRow


def position_key(row: PositionRow) -> str:
    """What tells a row among all others: readings for two dossiers may hold positions of the same id."""
    return f"{row.article.reading} {row.position.id}"


def shift_key(one: Shift) -> str:
    """A shift by its kind and its two positions."""
    return f"{one.kind} {position_key(one.earlier)} {position_key(one.later)}"


def conflict_key(one: Conflict) -> str:
    """A conflict by its kind and the positions that stand for its sides."""
    return f"{one.kind} {position_key(one.one.row)} {position_key(one.other.row)}"
