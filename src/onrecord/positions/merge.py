"""Restatements become one record: the most specific attributed one wins (codebook, rule 7)."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import LADDER, Position

_NEUTRAL = LADDER.index("neutral")


def _side(position: Position) -> int:
    rank = LADDER.index(position.level)
    return (rank > _NEUTRAL) - (rank < _NEUTRAL)


def same(one: Position, other: Position) -> bool:
    """True where two records of an article say the same of the same holder, one perhaps less exactly."""
    if (one.holder, one.issue, one.superseded, one.reported_by) != (
        other.holder,
        other.issue,
        other.superseded,
        other.reported_by,
    ):
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker and one.level != other.level:
        return False
    if not _compatible(one, other):
        return False
    if bool(one.conditions) != bool(other.conditions):
        return one.level == other.level
    return _side(one) == _side(other)


def _compatible(one: Position, other: Position) -> bool:
    if one.vote and other.vote and one.vote != other.vote:
        return False
    mine, theirs = one.contribution, other.contribution
    if mine is None or theirs is None:
        return True
    if mine.kind != theirs.kind:
        return False
    return mine.quantity is None or theirs.quantity is None or mine.quantity == theirs.quantity


def _weight(position: Position) -> tuple[int, int, float]:
    """How much a record says: attributed, specific, sure."""
    specific = bool(position.conditions) + bool(position.contribution) + bool(position.vote)
    extreme = abs(LADDER.index(position.level) - _NEUTRAL)
    attributed = position.speaker is not None or position.statement is not None
    return attributed + specific, extreme, position.confidence


def merge(positions: Iterable[Position]) -> tuple[tuple[Position, ...], tuple[tuple[Position, Position], ...]]:
    """The records to keep in text order, and pairs (restatement, the record that stands for it)."""
    kept: list[Position] = []
    dropped: list[tuple[Position, Position]] = []
    for position in positions:
        twin = next((i for i, other in enumerate(kept) if same(position, other)), None)
        if twin is None:
            kept.append(position)
        elif _weight(position) > _weight(kept[twin]):
            dropped.append((kept[twin], position))
            kept[twin] = position
        else:
            dropped.append((position, kept[twin]))
    return tuple(sorted(kept, key=lambda p: (p.evidence.start, p.holder))), tuple(dropped)
