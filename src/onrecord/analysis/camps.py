"""How far a field falls into two camps, told only against chance.

A partition in two is as good as the share of ties that it does not frustrate: agreement within camps, conflict between
them (structural balance; Aref and Wilson 2019, "Balance and frustration in signed networks"). The best partition of
*random* stances looks balanced too, so the figure means nothing alone: stances are shuffled among those who took one on
each issue, and what is told is where the true figure lies among the shuffled ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.analysis.discourse import Matrix, tie_strength

_EXACT: Final = 12
"""Up to so many actors every partition is tried."""

_STARTS: Final = 12
PERMUTATIONS: Final = 199
_SEED: Final = 20


@dataclass(frozen=True, slots=True)
class Camps:
    """The best division in two: the camp (0 or 1) of each actor, and ``balance`` (1: no tie is frustrated, 0: half)."""

    of: tuple[int, ...]
    balance: float


@dataclass(frozen=True, slots=True)
class Polarization:
    """The best camps, and how their balance compares with shuffled stances.

    ``percentile`` is the share (0..1) of shuffled tables whose balance is lower, ties counted half; ``low`` and
    ``high`` enclose the middle nine tenths of them.
    """

    camps: Camps
    percentile: float
    low: float
    high: float
    permutations: int


def best_camps(signed: Matrix, *, seed: int = _SEED) -> Camps | None:
    """The division of a signed network (agreement above 0, conflict below) with the fewest frustrated ties.

    Exact for few actors, else the best of several local searches from random starts, the same ones for the same seed.
    None where there is no tie.
    """
    total = float(np.abs(signed).sum())
    if total == 0:
        return None
    sides = _all_sides(len(signed)) if len(signed) <= _EXACT else _searched(signed, np.random.default_rng(seed))
    kept = ((sides @ signed) * sides).sum(axis=1)
    best = sides[int(np.argmax(np.round(kept, 9)))]
    camp = tuple(int(side != best[0]) for side in best)  # the first actor's camp is 0
    return Camps(camp, float(kept.max()) / total)


def _all_sides(actors: int) -> Matrix:
    numbers = np.arange(2 ** (actors - 1))[:, None] >> np.arange(actors)[None, :]
    return np.where(numbers & 1, -1.0, 1.0)


def _searched(signed: Matrix, random: np.random.Generator) -> Matrix:
    """Random starts, each bettered by moving the actor that gains most until none gains."""
    sides = random.choice((-1.0, 1.0), size=(_STARTS, len(signed)))
    pull = sides @ signed
    rows = np.arange(_STARTS)
    while True:
        loss = sides * pull
        worst = loss.argmin(axis=1)
        moving = loss[rows, worst] < -1e-9
        if not moving.any():
            return sides
        step = np.where(moving, -2.0 * sides[rows, worst], 0.0)
        sides[rows, worst] += step
        pull += step[:, None] * signed[worst]


def polarization(
    x: Matrix, agreement: Matrix, conflict: Matrix, *, permutations: int = PERMUTATIONS, seed: int = _SEED
) -> Polarization | None:
    """The best camps of these stances against those of shuffled ones; None where nobody agrees or differs.

    Args:
        x: counts, actors × issues × levels, as in ``discourse``.
        agreement: kernel of levels that go together.
        conflict: kernel of levels that cannot both hold.
    """
    kernel = agreement - conflict
    camps = best_camps(tie_strength(x, kernel), seed=seed)
    if camps is None:
        return None
    random = np.random.default_rng(seed)
    shuffled = [best_camps(tie_strength(_shuffled(x, random), kernel), seed=seed) for _ in range(permutations)]
    null = np.array([one.balance for one in shuffled if one is not None])
    lower = (null < camps.balance - 1e-9).mean() + (np.abs(null - camps.balance) <= 1e-9).mean() / 2
    low, high = np.quantile(null, (0.05, 0.95))
    return Polarization(camps, float(lower), float(low), float(high), len(null))


def _shuffled(x: Matrix, random: np.random.Generator) -> Matrix:
    """The same stances on each issue, dealt anew among the actors who took one there."""
    dealt = x.copy()
    for issue in range(x.shape[1]):
        spoke = np.flatnonzero(x[:, issue].sum(axis=1))
        dealt[spoke, issue] = x[random.permutation(spoke), issue]
    return dealt
