"""Restatements become one record: the most specific attributed one wins (codebook, rule 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.positions.attitude import side
from onrecord.records import LADDER, Position

_NEUTRAL = LADDER.index("neutral")

SECOND = 0.65
"""How sure a second, differing record of a holder on an issue must be: one article seldom tells two stances."""


_SURE, _EXTREME = 6.0, 0.1
"""What confidence, and a step on the ladder, count for where one of two restatements stays; a particular counts 1."""


def same(one: Position, other: Position) -> bool:
    """True where two records of an article say the same of the same holder, one perhaps less exactly."""
    if (one.holder, one.issue, one.superseded) != (other.holder, other.issue, other.superseded):
        return False
    if one.reported_by != other.reported_by:
        return not _own_and_told(one, other) and _adds_nothing(one, other)
    if one.speaker and other.speaker and one.speaker != other.speaker and one.level != other.level:
        return False
    if not _compatible(one, other):
        return False
    if bool(one.conditions) != bool(other.conditions):
        return one.level == other.level
    return side(one.level) == side(other.level) or _explains(one, other) or _explains(other, one)


def _own_and_told(one: Position, other: Position) -> bool:
    """True for what a third party tells beside what the holder's own speaker says: two records (codebook, rule 7)."""
    own, told = (one, other) if one.reported_by is None else (other, one)
    return own.reported_by is None and own.speaker is not None and told.reported_by is not None


def _adds_nothing(one: Position, other: Position) -> bool:
    return one.level == other.level and not one.conditions and not other.conditions and _compatible(one, other)


def _compatible(one: Position, other: Position) -> bool:
    if one.vote and other.vote and one.vote != other.vote:
        return False
    mine, theirs = one.contribution, other.contribution
    if mine is None or theirs is None:
        return True
    if mine.kind != theirs.kind:
        return False
    return mine.quantity is None or theirs.quantity is None or mine.quantity == theirs.quantity


def _weight(position: Position) -> float:
    """How much a record says: attributed, specific, far from neutral, and above all how sure it is."""
    given = position.contribution
    specific = bool(position.conditions) + bool(position.vote) + (given is not None)
    specific += given is not None and given.quantity is not None
    attributed = position.speaker is not None or position.statement is not None
    extreme = abs(LADDER.index(position.level) - _NEUTRAL)
    return (position.reported_by is None) + attributed + specific + _EXTREME * extreme + _SURE * position.confidence


def _order(one: Position, other: Position) -> tuple[Position, Position]:
    """Which of two restatements stays. A vote without words yields to the words that explain it."""
    if _explains(one, other):
        return one, other
    if _explains(other, one) or _weight(one) <= _weight(other):
        return other, one
    return one, other


def _explains(words: Position, vote: Position) -> bool:
    """True where one record is a bare vote or denial and the other the words that go with it."""
    if vote.vote == "abstain":
        return words.vote is None and words.level == "doubts"
    if vote.vote is not None and vote.statement is None and words.statement is not None:
        return words.vote is None and side(words.level) == side(vote.level)
    return "cue:deny" in vote.because and "cue:deny" not in words.because


def merge(positions: Iterable[Position]) -> tuple[tuple[Position, ...], tuple[tuple[Position, Position], ...]]:
    """The records to keep in text order, and pairs (restatement, the record that stands for it)."""
    kept: list[Position] = []
    dropped: list[tuple[Position, Position]] = []
    for position in positions:
        twin = next((i for i, other in enumerate(kept) if same(position, other)), None)
        if twin is None:
            kept.append(position)
            continue
        stays, goes = _order(position, kept[twin])
        kept[twin] = _attributed(_voted(stays, goes), goes)
        dropped.append((goes, stays))
    kept, weaker = _surest(kept)
    return tuple(sorted(kept, key=lambda p: (p.evidence.start, p.holder))), (*dropped, *weaker)


def _voted(stays: Position, goes: Position) -> Position:
    """A vote goes over to the words that explain it; who votes no does not merely doubt."""
    if stays.vote is not None or goes.vote is None:
        return stays
    firm = goes.vote != "abstain" and side(stays.level) == side(goes.level)
    level = max(stays.level, goes.level, key=lambda one: abs(LADDER.index(one) - _NEUTRAL)) if firm else stays.level
    return replace(stays, vote=goes.vote, level=level)


def _attributed(stays: Position, goes: Position) -> Position:
    """A restatement tells who said it where the record that stays does not (the headline sentence often does not)."""
    silent = stays.speaker is None and stays.statement is None and not stays.anonymous
    if not silent or goes.statement is None or stays.reported_by != goes.reported_by or stays.level != goes.level:
        return stays
    return replace(
        stays,
        speaker=goes.speaker,
        speaker_role=goes.speaker_role,
        anonymous=goes.anonymous,
        statement=goes.statement,
        stated=stays.stated or goes.stated,
    )


def _surest(kept: list[Position]) -> tuple[list[Position], list[tuple[Position, Position]]]:
    """Without the records that contradict a much surer one of their holder on the same issue."""
    best: dict[tuple[str, str], Position] = {}
    for position in kept:
        key = (position.holder, position.issue)
        if key not in best or position.confidence > best[key].confidence:
            best[key] = position
    stay, weaker = [], []
    for position in kept:
        surest = best[position.holder, position.issue]
        if position is surest or position.confidence >= SECOND:
            stay.append(position)
        else:
            weaker.append((position, surest))
    return stay, weaker
