"""Three-valued logic after Kleene (strong): what is unknown stays unknown until it no longer matters.

Values are the codebook's statuses of a condition: ``met`` is true, ``unmet`` false, ``unknown`` neither.
Method: S. C. Kleene, Introduction to Metamathematics (1952), section 64. Every function here is monotone: replacing an
``unknown`` among the inputs by ``met`` or ``unmet`` never changes a result that was not ``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import ConditionStatus


def negated(value: ConditionStatus) -> ConditionStatus:
    """Not."""
    if value == "unknown":
        return "unknown"
    return "unmet" if value == "met" else "met"


def conjunction(values: Iterable[ConditionStatus]) -> ConditionStatus:
    """And: unmet where any is unmet, met where all are (and where there are none)."""
    given = set(values)
    if "unmet" in given:
        return "unmet"
    return "unknown" if "unknown" in given else "met"
