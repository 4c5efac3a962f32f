"""A shift: two reports of a holder that differ, and what the difference is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.analysis.stance import apart
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER

ShiftKind = Literal["changed_mind", "changed_reporter", "resurfaced", "denied", "order_unknown"]
Basis = Literal["dates", "text", "words", "voices"]
"""What tells: the stated dates; the article, which calls one stance former; words of denial; or who speaks."""

SHIFT_STEPS: Final = 2
"""Levels a step apart are one stance in other words, as two careful coders differ by a step."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two reports of a holder that differ, and what the difference is. ``later`` is the one that was seen later.

    Where old words told of a change that was not on record, ``later`` was said later and seen before.
    """

    kind: ShiftKind
    basis: Basis
    earlier: PositionRow
    later: PositionRow

    @property
    def holder(self) -> str:
        """Whose stance it is."""
        return self.later.position.holder

    @property
    def issue(self) -> str:
        """The issue it is on."""
        return self.later.position.issue

    @property
    def steps(self) -> int:
        """Steps of the ladder from the earlier level to the later; below 0 is less favourable."""
        return LADDER.index(self.later.position.level) - LADDER.index(self.earlier.position.level)

    @property
    def date(self) -> dt.date | None:
        """The day of the change where the mind changed, as far as it is known; else the day on which it was seen."""
        stated, published = self.later.position.stated, self.later.article.published
        return (stated or published) if self.kind == "changed_mind" else (published or stated)


def differ(one: PositionRow, other: PositionRow) -> bool:
    """True where the two stances are ``SHIFT_STEPS`` or more apart."""
    return apart(one.position, other.position, SHIFT_STEPS)


FIRMER: Final = frozenset({"supports", "delivers"})
"""The levels that ``firmed`` may find."""


def firmed(before: PositionRow, after: PositionRow) -> bool:
    """True where one step up the ladder is a step all the same: a promise kept, or a condition gone.

    A deed after a promise; support without conditions, or by a vote, after a stance that was open under conditions.
    """
    first, second = before.position, after.position
    if (first.level, second.level) == ("pledges", "delivers"):
        return True
    decided = second.vote is not None or bool(first.conditions)
    return (first.level, second.level) == ("open", "supports") and decided and not second.conditions
