"""What-if in an address: which conditions are taken as met, unmet or unknown, and what follows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.analysis.propositions import Proposition, Propositions
from onrecord.analysis.statuses import UNKNOWN, Status, settings
from onrecord.analysis.whatif import Decided, Stance, WhatIf, decided, evaluated
from onrecord.errors import InputError
from onrecord.read.weights_file import parse_weights
from onrecord.records import ConditionStatus
from onrecord.run import ask
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.web.twins import longest

LONGEST = 20_000
"""Characters of weights that an address may carry."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is supposed. The names in an address are those of the command ``whatif``; a condition is an id or words.

    A form that is sent without a script says ``c-1234=met`` for ``met=c-1234``: both are read. ``weights`` are lines
    ``holder,weight``.
    """

    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    only_given: bool = False
    weights: str = ""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Question:
        """The question that the pairs of a query string ask.

        Raises:
            InputError: the weights are too long.
        """
        found: dict[str, dict[str, None]] = {"met": {}, "unmet": {}, "unknown": {}}
        only_given, weights = False, ""
        for name, value in pairs:
            if name in found and value.strip():
                found[name][value.strip()] = None
            elif name.startswith("c-") and value in found:
                found[value][name] = None
            elif name in ("only_given", "only-given"):
                only_given = value.lower() in ("1", "true", "yes", "on")
            elif name == "weights":
                weights = value.strip()
        if len(weights) > LONGEST:
            raise InputError(
                "too many weights for an address", place="weights", remedy="Use onrecord whatif --weights."
            )
        return cls(tuple(found["met"]), tuple(found["unmet"]), tuple(found["unknown"]), only_given, weights)

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of a query string that ask this question."""
        found = [(name, one) for name in ("met", "unmet", "unknown") for one in getattr(self, name)]
        found += [("only_given", "yes")] if self.only_given else []
        return found + ([("weights", self.weights)] if self.weights else [])

    @property
    def asks(self) -> bool:
        """Whether any condition is supposed."""
        return bool(self.met or self.unmet or self.unknown)


@dataclass(frozen=True, slots=True)
class Switch:
    """A condition that can be supposed: its status on record, what the question says, and what hangs on it."""

    proposition: Proposition
    status: Status
    chosen: ConditionStatus | None
    stances: tuple[Stance, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose stances hang on it."""
        return tuple(dict.fromkeys(one.holder for one in self.stances))


@dataclass(frozen=True, slots=True)
class Supposed:
    """The answer, and the conditions on which the stances in scope hang, those first on which most do."""

    question: Question
    answer: WhatIf
    switches: tuple[Switch, ...]

    @property
    def items(self) -> int:
        """How many items the longest list has that the answer is written as."""
        one = self.answer
        return longest(one.settings, one.moved, one.blocked, one.overridden, one.also_say, one.before, one.after)


def suppose(snapshot: Snapshot, wanted: Filters, question: Question, on: dt.date | None = None) -> Supposed:
    """What follows from the question for the rows that the filters let through; ``on`` is the day it is asked of.

    Raises:
        InputError: words that mean no condition on record, or several; weights that are none.
    """
    day = on or wanted.on or dt.date.today()
    return snapshot.once(("supposed", wanted, question, day), lambda: _suppose(snapshot, wanted, question, day))


def _suppose(snapshot: Snapshot, wanted: Filters, question: Question, day: dt.date) -> Supposed:
    known, statuses = snapshot.once(("known", day), lambda: _known(snapshot, day))
    asked = settings(known, {"met": question.met, "unmet": question.unmet, "unknown": question.unknown})
    recorded = dict.fromkeys(statuses, UNKNOWN) if question.only_given else statuses
    weights = parse_weights(question.weights, "weights") if question.weights else None
    deciding = snapshot.once(("decided", wanted), lambda: _decided(snapshot, wanted))
    answer = evaluated(deciding, known, recorded, asked, weights=weights)
    chosen = {one.proposition.id: one.status for one in asked}
    return Supposed(question, answer, tuple(_switches(answer, recorded, chosen)))


def _decided(snapshot: Snapshot, wanted: Filters) -> tuple[Decided, ...]:
    known = wanted.of_cells(snapshot, "decided", decided) if wanted.whole else None
    if known is None:
        return decided(wanted.rows(snapshot))
    return tuple(one for _, some in sorted(known.items(), key=lambda cell: cell[0][1:]) for one in some)


def _known(snapshot: Snapshot, day: dt.date) -> tuple[Propositions, dict[str, Status]]:
    rows = ask.conditions(snapshot, on=day)
    all_ = tuple(row.proposition for row in rows)
    by_key = {key: one for one in all_ for key in one.keys}
    return Propositions(all_, by_key), {row.proposition.id: row.status for row in rows}


def _switches(answer: WhatIf, statuses: dict[str, Status], chosen: dict[str, ConditionStatus]) -> list[Switch]:
    found: dict[str, Proposition] = {one.proposition.id: one.proposition for one in answer.settings}
    hanging: dict[str, dict[int, Stance]] = defaultdict(dict)
    for stance in (*answer.leading, *answer.moved, *answer.blocked):
        for need in stance.after.needs:
            if need.proposition is not None:
                found[need.proposition.id] = need.proposition
                hanging[need.proposition.id][id(stance)] = stance
    made = [
        Switch(one, statuses.get(one.id, UNKNOWN), chosen.get(one.id), tuple(hanging[one.id].values()))
        for one in found.values()
    ]
    return sorted(made, key=lambda one: (-len(one.holders), one.proposition.words.casefold(), one.proposition.id))


def in_sight(switches: Sequence[Switch], most: int) -> list[Switch]:
    """The first so many in their order; of those behind them, the ones that are set."""
    return [*switches[:most], *(one for one in switches[most:] if one.chosen is not None)]
