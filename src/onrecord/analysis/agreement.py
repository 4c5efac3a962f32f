"""How far reviewers agree: Krippendorff's alpha, and F1 on spans.

Alpha follows K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011) and *Content Analysis*, 4th edition
(2019), chapter 12: ``1 - observed / expected disagreement`` over the matrix of coincidences, for any number of coders,
with values missing. The ordinal metric counts, for two ranks, the values from the one to the other, the outer two by
half. 1 is perfect agreement, 0 what chance would give, below 0 is worse than that; he asks .800 of data to rely on, and
.667 for tentative conclusions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from onrecord.records import Span

Metric = Literal["nominal", "ordinal", "interval"]
Distance = Callable[[int, int], float]


def alpha(units: Iterable[Sequence[int | None]], metric: Metric = "ordinal") -> float | None:
    """Krippendorff's alpha of units, each with its coders' values (None: not coded).

    None where it is not defined: no unit has two values, or all values are the same.
    """
    pairable = [[value for value in unit if value is not None] for unit in units]
    coincidences: dict[tuple[int, int], float] = defaultdict(float)
    for values in pairable:
        for pair in permutations(values, 2) if len(values) > 1 else ():
            coincidences[pair] += 1 / (len(values) - 1)
    totals = Counter(value for values in pairable if len(values) > 1 for value in values)
    distance = _distance(metric, totals)
    count = totals.total()
    expected = sum(totals[one] * totals[other] * distance(one, other) for one in totals for other in totals)
    if count < 2 or not expected:
        return None
    observed = sum(often * distance(*pair) for pair, often in coincidences.items())
    return 1 - (count - 1) * observed / expected


def _distance(metric: Metric, totals: Counter[int]) -> Distance:
    """The squared difference of two values."""

    def ordinal(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return (between - (totals[low] + totals[high]) / 2) ** 2 if low != high else 0.0

    if metric == "ordinal":
        return ordinal
    if metric == "interval":
        return lambda one, other: float((one - other) ** 2)
    return lambda one, other: float(one != other)


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How two reviewers' spans agree, 0 to 1: the same spans, and the same characters; ``count`` is of both's spans."""

    exact: float
    characters: float
    count: int


def spans_f1(one: Iterable[tuple[str, Span]], other: Iterable[tuple[str, Span]]) -> SpanAgreement | None:
    """F1 of two reviewers' spans, each with the article that it stands in; None where neither marked any.

    F1 is the same whichever of the two is held for right. A span that one marked twice counts twice.
    """
    first, second = list(one), list(other)
    count = len(first) + len(second)
    if not count:
        return None
    same = (Counter(map(_place, first)) & Counter(map(_place, second))).total()
    covered, covered_too = _characters(first), _characters(second)
    both = sum(len(some & covered_too[article]) for article, some in covered.items())
    shared = 2 * both / sum(len(some) for found in (covered, covered_too) for some in found.values())
    return SpanAgreement(2 * same / count, shared, count)


def _place(marked: tuple[str, Span]) -> tuple[str, int, int]:
    return marked[0], marked[1].start, marked[1].end


def _characters(marked: Iterable[tuple[str, Span]]) -> defaultdict[str, set[int]]:
    """Which characters of each article are marked."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for article, span in marked:
        found[article].update(range(span.start, span.end))
    return found
