"""Which branch of a conditional position holds, given what is met.

Every condition says whether its proposition *enables* the position's level:

========================  =====================  ==================================================
kind                      enables the level      why
========================  =====================  ==================================================
if, only_if, provided     while it is met        the level is the stance when the condition holds
unless, until             while it is met        "no troops unless X": the codebook gives ``open`` or
                                                 less firm, and states the refusal in ``otherwise``
unless, until             while it is *not* met  "will recognise unless X": a firm level, or no
                                                 ``otherwise``, means that the main clause affirms
========================  =====================  ==================================================

All conditions of a position must enable it (conjunction). Met: the level holds. Unmet: ``otherwise`` holds, or the
stance is not stated. Unknown: undecided, unless both branches say the same. "Even if X" enables nothing and bars
nothing: the level holds either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.analysis.kleene import conjunction, negated
from onrecord.analysis.propositions import Proposition, Propositions, parts
from onrecord.analysis.statuses import UNKNOWN, Status
from onrecord.analysis.voices import concessive
from onrecord.ledger.condition_log import Told
from onrecord.ledger.rows import PositionRow
from onrecord.records import Condition, ConditionStatus, Level, Position

Branch = Literal["holds", "otherwise", "unstated", "undecided"]

FIRM: Final[frozenset[Level]] = frozenset({"supports", "pledges", "delivers"})
"""Levels at which "unless" and "until" follow an affirmative main clause: a refusal "unless" is at most ``open``."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a position hangs on, in its own words: they must come true (``so``), or must not.

    ``status`` says whether the words are true. ``proposition`` is None where they have no content that could be
    compared; they then keep the status of the record.
    """

    condition: Condition
    words: str
    proposition: Proposition | None
    so: bool
    status: ConditionStatus

    @property
    def fulfilled(self) -> ConditionStatus:
        """Whether the need is met, in three values."""
        return self.status if self.so else negated(self.status)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What holds: the branch and its level, with the needs that are not met or not known (they block ``level``)."""

    branch: Branch
    level: Level | None
    needs: tuple[Need, ...] = ()

    @property
    def blocked_by(self) -> tuple[Need, ...]:
        """The needs that keep the position's level from holding."""
        return tuple(need for need in self.needs if need.fulfilled != "met")


def enables(position: Position, condition: Condition) -> bool:
    """True where the level needs the condition met, False where it needs it unmet."""
    if condition.kind not in ("unless", "until"):
        return True
    return position.otherwise is not None and position.level not in FIRM


def needs(row: PositionRow, known: Propositions, statuses: Mapping[str, Status]) -> tuple[Need, ...]:
    """What the position hangs on, in the order of its words."""
    return tuple(
        _need(row.position, condition, told, known, statuses)
        for condition in row.position.conditions
        if not concessive(row.position, condition)
        for told in parts(row, condition)
    )


def _need(
    position: Position, condition: Condition, told: Told, known: Propositions, statuses: Mapping[str, Status]
) -> Need:
    so, found = enables(position, condition), known.of(told)
    if found is None:
        return Need(condition, told.words, None, so, condition.status)
    proposition, positive = found
    status = statuses.get(proposition.id, UNKNOWN).status
    return Need(condition, told.words, proposition, so, status if positive else negated(status))


def outcome(position: Position, found: tuple[Need, ...]) -> Outcome:
    """The branch that holds under these needs."""
    enabled = _enabled(position, found)
    if enabled == "met" or position.otherwise == position.level:
        return Outcome("holds", position.level, found)
    if enabled == "unknown":
        return Outcome("undecided", None, found)
    return Outcome("otherwise" if position.otherwise else "unstated", position.otherwise, found)


def _enabled(position: Position, found: tuple[Need, ...]) -> ConditionStatus:
    """All needs together; the parts of one negated condition are negated as a whole."""
    by_condition: dict[Condition, list[Need]] = {}
    for need in found:
        by_condition.setdefault(need.condition, []).append(need)
    return conjunction(_one(position, condition, some) for condition, some in by_condition.items())


def _one(position: Position, condition: Condition, some: list[Need]) -> ConditionStatus:
    if enables(position, condition):
        return conjunction(need.fulfilled for need in some)
    return negated(conjunction(negated(need.fulfilled) for need in some))
