"""Who stands with whom: holders tied by the issues on which they agree or are at odds.

Each holder counts once on an issue, with the stance that prevails, so that a holder who speaks often is not closer to
everyone. What two stances are to each other is told by a scale:

``sides``   both for it or both against it (or both undecided) agree; one for and one against are at odds, unless a
            branch of a conditional stance meets the other ("no, unless C" is not at odds with "yes")
``ladder``  agreement falls in a line over the ladder of levels, and odds rise as it falls
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final, Literal

import numpy as np

from onrecord.analysis.camps import PERMUTATIONS, Polarization
from onrecord.analysis.camps import polarization as polarized
from onrecord.analysis.discourse import Matrix, Normalisation, graded, normalised, shared_issues, tie_strength
from onrecord.analysis.stance import prevailing
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER, Level

Scale = Literal["sides", "ladder"]
Measure = Literal["net", "agreement", "conflict"]
"""What a tie weighs: agreement less conflict, or one of the two."""

Relation = Literal["agree", "conflict", "neither"]
Side = Literal["for", "against", "undecided"]

CAP: Final = 150
"""Holders that are related at most; a picture of more can be read by nobody."""

SIDES: Final[dict[Level, Side]] = {
    "rules_out": "against",
    "opposes": "against",
    "doubts": "against",
    "neutral": "undecided",
    "open": "undecided",
    "supports": "for",
    "pledges": "for",
    "delivers": "for",
}

State = tuple[Level, Level | None]
_RELATIONS: Final[tuple[Relation, ...]] = ("conflict", "agree", "neither")

Stances = Mapping[tuple[str, str], PositionRow]
"""The row that prevails, by holder and issue."""


@dataclass(frozen=True, slots=True)
class Member:
    """A holder and the rows that say where it stands, one an issue."""

    holder: str
    rows: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two holders: on how many issues they agree, are at odds, and both took a stance; ``weight`` is the measure's."""

    one: str
    other: str
    agree: float
    conflict: float
    shared: int
    weight: float


@dataclass(frozen=True, slots=True)
class Network:
    """Members by name, ties strongest first, and the holders left out because there were more than the cap."""

    members: tuple[Member, ...]
    issues: tuple[str, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...]
    scale: Scale
    measure: Measure
    normalisation: Normalisation


@dataclass(frozen=True, slots=True)
class Reason:
    """One issue on which both took a stance, and what the two stances are to each other."""

    issue: str
    one: PositionRow
    other: PositionRow
    relation: Relation


def stances(rows: Iterable[PositionRow]) -> dict[tuple[str, str], PositionRow]:
    """The row that prevails for each holder on each issue; former positions count for nothing."""
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.position.holder, row.position.issue].append(row)
    decided = {key: prevailing(group) for key, group in groups.items()}
    return {key: row for key, row in decided.items() if row is not None}


def network(
    found: Stances,
    *,
    scale: Scale = "sides",
    measure: Measure = "net",
    normalisation: Normalisation = "none",
    cap: int = CAP,
) -> Network:
    """The network of these stances.

    Args:
        found: from ``stances``.
        cap: how many holders at most; those who stand on most issues stay.
    """
    members, left_out = _members(found, cap)
    issues = sorted({row.position.issue for member in members for row in member.rows})
    states = _states(members)
    x, (agreement, odds) = _table(members, issues, states), _kernels(scale, states)
    agree, conflict, shared = tie_strength(x, agreement), tie_strength(x, odds), shared_issues(x)
    weight = {"net": agree - conflict, "agreement": agree, "conflict": conflict}[measure]
    ties = tuple(_ties(members, agree, conflict, shared, normalised(weight, x, normalisation)))
    return Network(members, tuple(issues), ties, left_out, scale, measure, normalisation)


def why(found: Network, one: str, other: str) -> tuple[Reason, ...]:
    """What ties two members: every issue on which both took a stance, those they are at odds on first."""
    return _reasons(*(_stands(found).get(name, {}) for name in (one, other)))


def explained(found: Network, ties: Iterable[Tie]) -> Iterator[tuple[Tie, tuple[Reason, ...]]]:
    """Ties with what each rests on."""
    stands = _stands(found)
    return ((tie, _reasons(stands[tie.one], stands[tie.other])) for tie in ties)


def _stands(found: Network) -> dict[str, dict[str, PositionRow]]:
    return {member.holder: {row.position.issue: row for row in member.rows} for member in found.members}


def _reasons(first: Mapping[str, PositionRow], second: Mapping[str, PositionRow]) -> tuple[Reason, ...]:
    reasons = [
        Reason(issue, first[issue], second[issue], _relation(_state(first[issue]), _state(second[issue])))
        for issue in first.keys() & second.keys()
    ]
    return tuple(sorted(reasons, key=lambda one: (_RELATIONS.index(one.relation), one.issue)))


def polarization(found: Network, *, permutations: int = PERMUTATIONS) -> Polarization | None:
    """How far the members fall into two camps, against shuffled stances: see ``analysis.camps``."""
    states = _states(found.members)
    x = _table(found.members, found.issues, states)
    return polarized(x, *_kernels(found.scale, states), permutations=permutations)


def signed(found: Network) -> Matrix:
    """Agreement less conflict of each pair, members × members: what a layout or a search for camps goes by."""
    place = {member.holder: number for number, member in enumerate(found.members)}
    matrix = np.zeros((len(place), len(place)))
    for tie in found.ties:
        one, other = place[tie.one], place[tie.other]
        matrix[one, other] = matrix[other, one] = tie.agree - tie.conflict
    return matrix


def _members(found: Stances, cap: int) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    rows: dict[str, list[PositionRow]] = defaultdict(list)
    for (holder, _), row in found.items():
        rows[holder].append(row)
    ranked = sorted(rows, key=lambda holder: (-len(rows[holder]), holder))
    kept = sorted(ranked[:cap])
    ordered = (Member(one, tuple(sorted(rows[one], key=lambda row: row.position.issue))) for one in kept)
    return tuple(ordered), tuple(sorted(ranked[cap:]))


def _states(members: Sequence[Member]) -> tuple[State, ...]:
    """The states that occur, in the order of the ladder."""
    found = {_state(row) for member in members for row in member.rows}
    return tuple(sorted(found, key=lambda state: [LADDER.index(level) if level else -1 for level in state]))


def _table(members: Sequence[Member], issues: Sequence[str], states: Sequence[State]) -> Matrix:
    column = {issue: number for number, issue in enumerate(issues)}
    place = {state: number for number, state in enumerate(states)}
    x = np.zeros((len(members), len(issues), len(states)))
    for number, member in enumerate(members):
        for row in member.rows:
            x[number, column[row.position.issue], place[_state(row)]] = 1.0
    return x


def _ties(members: Sequence[Member], agree: Matrix, conflict: Matrix, shared: Matrix, weight: Matrix) -> Iterator[Tie]:
    """Ties of all pairs that share an issue, the strongest first."""
    ones, others = np.nonzero(np.triu(shared))
    order = np.lexsort((others, ones, -shared[ones, others], -np.abs(np.round(weight[ones, others], 6))))
    ones, others = ones[order], others[order]
    columns = [np.round(matrix[ones, others], 6).tolist() for matrix in (agree, conflict, weight)]
    both = shared[ones, others].astype(int).tolist()
    names = [member.holder for member in members]
    for one, other, alike, odds, issues, value in zip(
        ones.tolist(), others.tolist(), *columns[:2], both, columns[2], strict=True
    ):
        yield Tie(names[one], names[other], alike, odds, issues, value)


def _state(row: PositionRow) -> State:
    return row.position.level, row.position.otherwise


@cache
def _relation(one: State, other: State) -> Relation:
    if SIDES[one[0]] == SIDES[other[0]]:
        return "agree"
    branches = product((level for level in one if level), (level for level in other if level))
    at_odds = all({SIDES[first], SIDES[second]} == {"for", "against"} for first, second in branches)
    return "conflict" if at_odds else "neither"


@cache
def _kernels(scale: Scale, states: tuple[State, ...]) -> tuple[Matrix, Matrix]:
    """How far two states agree, and how far they are at odds; states × states."""
    if scale == "ladder":
        steps = np.array([LADDER.index(level) for level, _ in states], dtype=np.float64)
        likeness = graded(steps, reach=len(LADDER) - 1)
        return likeness, 1.0 - likeness
    found = [[_relation(one, other) for other in states] for one in states]
    relations = np.array(found).reshape(len(states), len(states))
    return (relations == "agree").astype(np.float64), (relations == "conflict").astype(np.float64)
