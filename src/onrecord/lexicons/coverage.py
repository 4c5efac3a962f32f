"""Which offices the dated lexicon covers, month by month, and what is missing: outside it onrecord abstains."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from onrecord.lexicons import world
from onrecord.lexicons.world import Holder

FROM, UNTIL = date(2000, 1, 1), date(2025, 6, 30)
"""What the tables set out to cover: from here, to where they were last checked as a whole."""

OFFICES: dict[str, frozenset[str]] = {
    "head of state": frozenset(
        "president king emir sultan pope supreme-leader governor-general secretary-general leader".split()
    ),
    "head of government": frozenset(["prime-minister", "chancellor"]),
    "foreign minister": frozenset(["foreign-minister"]),
    "defence minister": frozenset(["defence-minister"]),
}
"""The columns of the coverage table, and the offices that each takes together."""

Months = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cover:
    """What is known of one office of one actor: months counted from year 0, both ends inclusive.

    ``gaps`` holds the stretches between ``FROM`` and ``UNTIL`` in which the lexicon names nobody.
    """

    actor: str
    office: str
    terms: int
    gaps: tuple[Months, ...]

    @property
    def share(self) -> float:
        """The share of the months from ``FROM`` to ``UNTIL`` that are covered."""
        whole = _count(UNTIL) - _count(FROM) + 1
        return 1 - sum(last - first + 1 for first, last in self.gaps) / whole


def _count(day: date) -> int:
    return day.year * 12 + day.month - 1


def _gaps(terms: list[Holder]) -> tuple[Months, ...]:
    found, reached = [], _count(FROM)
    for first, last in sorted((_count(t.first), _count(t.last or UNTIL)) for t in terms):
        if first > reached:
            found.append((reached, min(first - 1, _count(UNTIL))))
        reached = max(reached, last + 1)
    if reached <= _count(UNTIL):
        found.append((reached, _count(UNTIL)))
    return tuple((first, last) for first, last in found if first <= last)


def coverage() -> tuple[Cover, ...]:
    """Every office of ``OFFICES`` of every actor with a term in the lexicon, by actor; none where it has no term."""
    grouped: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for term in world.holders():
        for column, offices in OFFICES.items():
            if term.office in offices and term.by_surname:
                grouped[term.actor, column].append(term)
    return tuple(Cover(actor, office, len(terms), _gaps(terms)) for (actor, office), terms in sorted(grouped.items()))


def month(count: int) -> str:
    """A counted month as it is written: ``2003-04``."""
    return f"{count // 12:04}-{count % 12 + 1:02}"
