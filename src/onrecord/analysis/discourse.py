"""Discourse networks: who shares stances with whom, as matrices.

Stances are an array ``x[actor, issue, level]`` of counts. How alike two levels are, and how far apart, is given by
kernels ``[level, level]``. Method: the one-mode networks of discourse network analysis (Leifeld 2017, "Discourse
network analysis: policy debates as dynamic networks"), congruence and conflict, with kernels in place of the kinds of
qualifier there.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

Normalisation = Literal["none", "share", "average", "jaccard", "cosine"]
"""What a sum over issues is divided by.

``none``     nothing: how many issues
``share``    the issues on which both took a stance
``average``  the mean of how many stances either took
``jaccard``  the stances that either took, those of both counted once
``cosine``   the lengths of both rows of stances
"""


def same_level(levels: int) -> Matrix:
    """The kernel under which only equal levels are alike; with two levels, agreement and its opposite."""
    return np.eye(levels)


def graded(values: Matrix, reach: float | None = None) -> Matrix:
    """The kernel of likeness on a scale: 1 for equal values, falling in a line to 0 over the whole of it.

    Args:
        values: the value of each level.
        reach: the length of the scale; that of the values where none is given.
    """
    distance: Matrix = np.abs(values[:, None] - values[None, :])
    whole = (float(distance.max()) if len(values) else 0.0) if reach is None else reach
    return 1.0 - distance / whole if whole else np.ones_like(distance)


def tie_strength(x: Matrix, kernel: Matrix) -> Matrix:
    """For each pair of actors the sum over issues of the products of their counts, weighed by the kernel.

    Args:
        x: counts, actors × issues × levels.
        kernel: levels × levels, symmetric.

    Returns:
        actors × actors, symmetric, with a diagonal of 0.
    """
    found: Matrix = _flat(x) @ _flat(x @ kernel).T
    np.fill_diagonal(found, 0.0)
    return found


def shared_issues(x: Matrix) -> Matrix:
    """On how many issues each pair of actors both took a stance; the diagonal is 0."""
    spoke: Matrix = (x.sum(axis=2) > 0).astype(np.float64)
    found: Matrix = spoke @ spoke.T
    np.fill_diagonal(found, 0.0)
    return found


def normalised(network: Matrix, x: Matrix, how: Normalisation) -> Matrix:
    """A network of sums made comparable between actors who say much and actors who say little; 0 where undefined."""
    if how == "none":
        return network
    divisor = _divisor(x, how)
    return np.divide(network, divisor, out=np.zeros_like(network), where=divisor > 0)


def _divisor(x: Matrix, how: Normalisation) -> Matrix:
    flat = _flat(x)
    activity = flat.sum(axis=1)
    if how == "share":
        return shared_issues(x)
    if how == "average":
        mean: Matrix = (activity[:, None] + activity[None, :]) / 2
        return mean
    if how == "cosine":
        length = np.sqrt((flat**2).sum(axis=1))
        return np.asarray(np.outer(length, length))
    alone: Matrix = flat @ (flat == 0).T.astype(np.float64)
    return alone + alone.T + flat @ flat.T


def _flat(x: Matrix) -> Matrix:
    """A row for each actor; also of nobody."""
    return x.reshape(len(x), x.shape[1] * x.shape[2])
