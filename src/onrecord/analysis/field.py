"""The field on one issue in figures: how many stand at each level, and where the middle is, with the user's weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.analysis.branches import Outcome
from onrecord.records import LADDER, Level

RANK: Final = {level: rank for rank, level in enumerate(LADDER)}
"""The levels' places on the ladder, 0 to 7: what a mean is taken of. The ladder is ordinal; prefer the median."""


@dataclass(frozen=True, slots=True)
class Field:
    """One issue's field.

    ``counts`` holds every level of the ladder with how many holders stand there; ``undecided`` and ``unstated`` those
    of whom no level can be said. ``mean`` (0 to 7), ``median_low`` and ``median_high`` are over the holders that stand
    at a level and have a weight; the two medians differ where the middle falls between two levels. All three are None
    where nobody counts. ``weight`` is the sum of the weights that counted; ``without_weight`` names holders left out
    because the user's file gives them none.
    """

    issue: str
    counts: tuple[tuple[Level, int], ...]
    undecided: int
    unstated: int
    mean: float | None
    median_low: Level | None
    median_high: Level | None
    weight: float
    without_weight: tuple[str, ...]


def field(issue: str, outcomes: Mapping[str, Outcome], weights: Mapping[str, float] | None = None) -> Field:
    """The field of these holders; without ``weights`` every holder counts once. A weight is never inferred."""
    placed = {holder: one.level for holder, one in outcomes.items() if one.level is not None}
    known = dict.fromkeys(placed, 1.0) if weights is None else weights
    weighed = [(level, known[holder]) for holder, level in sorted(placed.items()) if known.get(holder, 0) > 0]
    total = sum(weight for _, weight in weighed)
    low, high = _medians(weighed, total)
    return Field(
        issue=issue,
        counts=tuple((level, sum(one == level for one in placed.values())) for level in LADDER),
        undecided=_how_many(outcomes.values(), "undecided"),
        unstated=_how_many(outcomes.values(), "unstated"),
        mean=sum(RANK[level] * weight for level, weight in weighed) / total if weighed else None,
        median_low=low,
        median_high=high,
        weight=total,
        without_weight=tuple(sorted(holder for holder in outcomes if holder not in known))
        if weights is not None
        else (),
    )


def _how_many(outcomes: Iterable[Outcome], branch: str) -> int:
    return sum(one.branch == branch for one in outcomes)


def _medians(weighed: Iterable[tuple[Level, float]], total: float) -> tuple[Level | None, Level | None]:
    """The lower and the upper weighted median of ordinal values."""
    low: Level | None = None
    passed = 0.0
    for level, weight in sorted(weighed, key=lambda one: RANK[one[0]]):
        passed += weight
        if low is None and 2 * passed >= total:
            low = level
        if 2 * passed > total:
            return low, level
    return low, low
