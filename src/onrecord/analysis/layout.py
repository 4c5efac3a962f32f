"""Where to draw the members of a network: those who agree close together, those at odds far apart.

Deterministic: the start is the two leading eigenvectors of the signed network (they part camps, where there are any),
bettered by springs along the ties of agreement (Fruchterman and Reingold 1991), then moved apart until no two overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.analysis.discourse import Matrix
from onrecord.analysis.network import Network, Tie, signed

Places = dict[str, tuple[float, float]]

_SEED: Final = 7
_ROUNDS: Final = 50
_APART: Final = 40
_POWERS: Final = 150
_LEAST: Final = 0.5


def strongest(found: Network, *, each: int = 6, most: int = 400) -> tuple[Tie, ...]:
    """The ties worth drawing: of every member the ``each`` strongest that weigh anything, ``most`` in all."""
    drawn: list[Tie] = []
    held: dict[str, int] = {}
    for tie in found.ties:
        if tie.weight and min(held.get(tie.one, 0), held.get(tie.other, 0)) < each:
            drawn.append(tie)
            held[tie.one] = held.get(tie.one, 0) + 1
            held[tie.other] = held.get(tie.other, 0) + 1
    return tuple(drawn[:most])


def layout(found: Network, drawn: Sequence[Tie]) -> Places:
    """A place in the unit square for each member that a drawn tie has."""
    import networkx as nx  # noqa: PLC0415 - a sixth of a second, for those who want the picture

    tied = {name for tie in drawn for name in (tie.one, tie.other)}
    numbers = [number for number, member in enumerate(found.members) if member.holder in tied]
    if not numbers:
        return {}
    names = [found.members[number].holder for number in numbers]
    start = _start(signed(found)[np.ix_(numbers, numbers)])
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from(
        (tie.one, tie.other, tie.agree - tie.conflict) for tie in drawn if tie.agree > tie.conflict
    )
    begun = dict(zip(names, start, strict=True))
    springs = nx.spring_layout(graph, pos=begun, iterations=_ROUNDS, seed=_SEED, k=1.6 / np.sqrt(len(names)))
    places = _spread(_evened(_squared(np.array([springs[name] for name in names]) + 0.6 * start)))
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, places, strict=True)}


def _start(matrix: Matrix) -> Matrix:
    """Two leading eigenvectors as coordinates, with a small turn by place so that no two members coincide."""
    first = _leading(matrix, [])
    axes = np.column_stack((first, _leading(matrix, [first])))  # the first parts the camps, the second shades them
    angle = np.arange(len(matrix)) * 2.399963  # the golden angle: neighbours in the list go different ways
    turned: Matrix = np.column_stack((np.cos(angle), np.sin(angle)))
    found: Matrix = _unit(axes) * np.array([1.0, 0.6]) + 0.05 * turned
    return found


def _leading(matrix: Matrix, but: Sequence[Matrix]) -> Matrix:
    """The eigenvector of the largest eigenvalue apart from those given, by power iteration: no solver's threads."""
    shift = float(np.abs(matrix).sum(axis=1).max())  # makes every eigenvalue positive, so that the largest leads
    found: Matrix = np.cos(1.0 + np.arange(len(matrix), dtype=np.float64))
    for _ in range(_POWERS):
        found = matrix @ found + shift * found
        for one in but:
            found = found - one * float(one @ found)
        found = found / (float(np.sqrt(found @ found)) or 1.0)
    return found


def _unit(points: Matrix) -> Matrix:
    reach = np.abs(points).max(axis=0)
    found: Matrix = points / np.where(reach > 0, reach, 1.0)
    return found


def _squared(points: Matrix) -> Matrix:
    low, high = points.min(axis=0), points.max(axis=0)
    reach = high - low
    wide = np.maximum(reach, _LEAST * (reach.max() or 1.0))  # an axis along which nobody differs is not blown up
    found: Matrix = 0.5 + (points - (low + high) / 2) / wide
    return found


def _evened(points: Matrix) -> Matrix:
    """Halfway between where points are and their ranks: one who stands far off does not squeeze all others."""
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(len(points) - 1, 1)
    reach = points.max(axis=0) - points.min(axis=0)
    found: Matrix = 0.5 + ((points - 0.5) + (ranks - 0.5) * reach) / 2
    return found


def _spread(points: Matrix) -> Matrix:
    """Moves points apart until none is nearer to another than a disc of its share of the square allows."""
    gap = min(0.12, 0.75 / np.sqrt(len(points)))
    for _ in range(_APART):
        away = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((away**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        if distance.min() >= gap:
            break
        push = np.clip(gap - distance, 0, None) / 2
        points = points + (away / np.maximum(distance, 1e-6)[:, :, None] * push[:, :, None]).sum(axis=1)
        points = np.clip(points, -0.25, 1.25)
    return _squared(points)
