"""How positions of one holder on one issue relate: what conflicts, what supports, on how many origins it rests.

A conditional position has two branches (``level`` and ``otherwise``); two positions are as far apart as their nearest
branches, so that "no, unless X" does not contradict "no". Corroboration counts origins, never articles: ten copies of
one wire report are one report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import Final

from onrecord.analysis.voices import denies, holders_side, said_by_then, surely_before, voice
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER, Level, Position

CONFLICT_STEPS: Final = 2
"""Levels this many steps of the ladder apart cannot both hold, unless both are on one side of the question."""

AGREE_STEPS: Final = 1
"""Levels this close are one stance in other words, as coders differ by a step on the same sentence."""

WINDOW: Final = timedelta(days=14)
"""Positions further apart in time are no contradiction: a stance is not held to be as it was for ever."""

TURN: Final = timedelta(days=3)
"""Within this time two voices of one holder are heard together; after it, the later one has moved."""

_RANK: Final = {level: rank for rank, level in enumerate(LADDER)}
_AGAINST, _UNDECIDED, _FOR = frozenset((0,)), frozenset((1,)), frozenset((2,))
_SIDES: Final[dict[Level, frozenset[int]]] = {
    "rules_out": _AGAINST,
    "opposes": _AGAINST,
    "doubts": _AGAINST | _UNDECIDED,
    "neutral": _UNDECIDED,
    "open": _UNDECIDED,
    "supports": _FOR,
    "pledges": _FOR,
    "delivers": _FOR,
}
"""Levels that share a side can both hold: who doubts may refuse, or be open to it, and who supports may have done."""

_NEAR: Final = {
    one: frozenset(level for level in LADDER if abs(_RANK[level] - _RANK[one]) <= AGREE_STEPS) for one in LADDER
}
_ALIKE: Final = {one: frozenset(level for level in near if _SIDES[level] & _SIDES[one]) for one, near in _NEAR.items()}
"""The levels at most ``AGREE_STEPS`` from each, and of them those that share a side with it."""


def distance(one: Position, other: Position) -> int:
    """Steps of the ladder between the nearest branches of two positions."""
    return _steps(one.level, one.otherwise, other.level, other.otherwise)


@cache
def _steps(level: Level, otherwise: Level | None, level_: Level, otherwise_: Level | None) -> int:
    return min(
        abs(_RANK[first] - _RANK[second])
        for first in (level, otherwise)
        for second in (level_, otherwise_)
        if first is not None and second is not None
    )


def apart(one: Position, other: Position, steps: int) -> bool:
    """True where two positions are at least so many steps apart.

    "We have not agreed to it" is coded neutral, but it goes with every refusal: it is apart only from what is more
    favourable.
    """
    if distance(one, other) < steps:
        return False
    low, high = (one, other) if _RANK[one.level] <= _RANK[other.level] else (other, one)
    return not (high.level == "neutral" and low.level != "neutral" and denies(high))


def incompatible(one: Position, other: Position) -> bool:
    """True where no branches of the two can both hold: ``CONFLICT_STEPS`` apart, and on two sides of the question."""
    return _sides_apart(one.level, one.otherwise, other.level, other.otherwise) and apart(one, other, CONFLICT_STEPS)


@cache
def _sides_apart(level: Level, otherwise: Level | None, level_: Level, otherwise_: Level | None) -> bool:
    first, second = (
        {side for one in branches if one is not None for side in _SIDES[one]}
        for branches in ((level, otherwise), (level_, otherwise_))
    )
    return first.isdisjoint(second)


def origin_of(row: PositionRow) -> str:
    """The original report that a row goes back to; an article of unknown origin is its own."""
    return row.article.origin or f"article:{row.article.id}"


def origins(rows: Iterable[PositionRow]) -> tuple[str, ...]:
    """The different origins of these rows, sorted."""
    return tuple(sorted({origin_of(row) for row in rows}))


def about_the_same(one: PositionRow, other: PositionRow) -> bool:
    """Same holder and issue, and not two different contributions (funds beside troops)."""
    if (one.position.holder, one.position.issue) != (other.position.holder, other.position.issue):
        return False
    first, second = one.position.contribution, other.position.contribution
    return first is None or second is None or first.kind == second.kind


def conflict(one: PositionRow, other: PositionRow) -> bool:
    """True where reports of two origins, or two speakers, give one holder stances that cannot both hold at the time.

    Superseded positions conflict with nothing, undated ones are not compared, and a change of mind is none.
    """
    if one.position.superseded or other.position.superseded or one.date is None or other.date is None:
        return False
    return (
        incompatible(one.position, other.position)
        and abs(one.date - other.date) <= WINDOW
        and about_the_same(one, other)
        and (origin_of(one) != origin_of(other) or two_speakers(one, other))
        and not in_turn(one, other)
    )


def two_speakers(one: PositionRow, other: PositionRow) -> bool:
    """True where the two rows come from two different mouths, as far as they name them."""
    first, second = one.position, other.position
    if first.reported_by != second.reported_by:
        return True
    if first.anonymous != second.anonymous:  # what an article tells in its own words is no mouth beside theirs
        return voice(second if first.anonymous else first) == "own"
    return first.speaker is not None and second.speaker is not None and first.speaker != second.speaker


def in_turn(one: PositionRow, other: PositionRow) -> bool:
    """True where the holder itself surely said one after the other: the same person, or more than ``TURN`` later.

    Then it changed its mind. Two voices of one holder within a few days contradict each other all the same.
    """
    if not (holders_side(one) and holders_side(other)):
        return False
    first, second = (one, other) if surely_before(one, other) else (other, one)
    if not surely_before(first, second):
        return False
    same = first.position.speaker is not None and first.position.speaker == second.position.speaker
    said, later = said_by_then(first), second.position.stated
    return same or (said is not None and later is not None and later - said > TURN)


def contested(rows: Sequence[PositionRow]) -> bool:
    """True where any two of these rows conflict."""
    return contradiction(rows) is not None


def contradiction(rows: Iterable[PositionRow]) -> tuple[PositionRow, PositionRow] | None:
    """Two of these rows that conflict; None where no two do."""
    # Rows that are alike in all that counts are compared once: copies of one report would make this quadratic.
    different = {_what_counts(row): row for row in rows if row.date is not None}.values()
    dated = sorted(((day, row) for row in different if (day := row.date)), key=lambda one: one[0])
    for number, (day, row) in enumerate(dated, start=1):
        for later, other in islice(dated, number, None):
            if later - day > WINDOW:
                break
            if conflict(row, other):
                return row, other
    return None


def _what_counts(row: PositionRow) -> tuple[object, ...]:
    one = row.position
    kind = one.contribution.kind if one.contribution else None
    whose = (one.speaker, one.anonymous, one.reported_by, one.stated, holders_side(row))
    return (origin_of(row), row.date, one.holder, one.issue, one.level, one.otherwise, one.superseded, kind, whose)


def supporting(row: PositionRow, rows: Iterable[PositionRow]) -> list[PositionRow]:
    """The rows that report the same stance as ``row`` (itself among them), superseded ones left out.

    Openness under a condition is no support for a firm stance, though it is a step away: it may never be met.
    """
    near, alike = _NEAR[row.position.level], _ALIKE[row.position.level]
    conditional = bool(row.position.conditions)
    return [
        other
        for other in rows
        if (said := other.position).level in near
        and not said.superseded
        and (said.level in alike or bool(said.conditions) == conditional)
        and about_the_same(row, other)
    ]


def opposing(row: PositionRow, rows: Iterable[PositionRow]) -> list[PositionRow]:
    """The rows that conflict with ``row``."""
    return [other for other in rows if conflict(row, other)]


def prevailing(rows: Iterable[PositionRow]) -> PositionRow | None:
    """The row that says where a holder stands now: None where every row is superseded.

    The latest counts. Within ``WINDOW`` of it the holder's own words go before what others report of it; on the same
    day the more confident goes first. Undated rows count only where no dated row stands. Of several that say the same
    level in that time, the best attributed stands for it.
    """
    standing = [row for row in rows if not row.position.superseded]
    if len(standing) < 2:
        return next(iter(standing), None)
    recent = _recent(standing)
    own = [row for row in recent if row.position.reported_by is None] or recent
    level = max(own, key=_order).position.level
    alike = [row for row in own if row.position.level == level]
    return max(alike, key=lambda row: (row.position.speaker is not None, row.position.confidence, *_order(row)))


def _recent(standing: Sequence[PositionRow]) -> Sequence[PositionRow]:
    """The dated rows within ``WINDOW`` of the latest; all of them where none has a date."""
    dated = [(day, row) for row in standing if (day := row.date)]
    if not dated:
        return standing
    oldest = max(day for day, _ in dated) - WINDOW
    return [row for day, row in dated if day >= oldest]


def _order(row: PositionRow) -> tuple[int, float, str]:
    # The id last, so that a tie is decided the same way every time.
    return (row.date.toordinal() if row.date else 0, row.position.confidence, row.position.id)
