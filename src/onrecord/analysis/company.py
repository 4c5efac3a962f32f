"""Who stands with whom: on how many of the issues on which both have a stance the two stances can both hold.

Two stances are compatible as two reports of one holder are (see ``stance.incompatible``): less than two steps of the
ladder apart, or on one side of the question; of a conditional stance both branches count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.analysis.stance import incompatible
from onrecord.ledger.rows import PositionRow


@dataclass(frozen=True, slots=True)
class Company:
    """Another holder, with the issues that both have a stance on: pairs of deciding rows, one's own first."""

    holder: str
    together: tuple[tuple[PositionRow, PositionRow], ...]
    apart: tuple[tuple[PositionRow, PositionRow], ...]

    @property
    def issues(self) -> int:
        """On how many issues both have a stance."""
        return len(self.together) + len(self.apart)

    @property
    def share(self) -> float:
        """The share of those issues on which the stances are compatible; of few issues it says little."""
        return len(self.together) / self.issues


def company(actor: str, stances: Iterable[PositionRow]) -> tuple[Company, ...]:
    """Everyone who has a stance on an issue of the actor's: those with whom it shares the most issues first.

    ``stances`` holds the row that decides of every holder and issue; issues of different dossiers are different ones.
    """
    by_issue: dict[tuple[str | None, str], list[PositionRow]] = defaultdict(list)
    for row in stances:
        by_issue[row.article.dossier, row.position.issue].append(row)
    pairs: dict[str, list[tuple[PositionRow, PositionRow]]] = defaultdict(list)
    for issue in sorted(by_issue, key=lambda key: (key[0] or "", key[1])):
        own = next((row for row in by_issue[issue] if row.position.holder == actor), None)
        for other in by_issue[issue] if own is not None else ():
            if own is not None and other.position.holder != actor:
                pairs[other.position.holder].append((own, other))
    found = [_company(holder, some) for holder, some in pairs.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.together), -one.share, one.holder)))


def _company(holder: str, pairs: Iterable[tuple[PositionRow, PositionRow]]) -> Company:
    some = list(pairs)
    apart = tuple(pair for pair in some if incompatible(pair[0].position, pair[1].position))
    return Company(holder, tuple(pair for pair in some if pair not in apart), apart)
