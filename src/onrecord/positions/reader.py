"""The trained reader: how likely each possible holder takes which stance on each issue, sentence by sentence.

A MiniLM encoder (Wang et al., NeurIPS 2020) fine-tuned on articles composed and labelled for this project; its card
in ``onrecord.weights`` says on which. It knows nothing of this room's grammar; ``weighing`` puts the two together.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.positions.render import asked, grouped, render
from onrecord.positions.views import View
from onrecord.records import LADDER, Issue, Level
from onrecord.weights import folder
from onrecord.weights.encoder import Encoder, Floats, pieces

_CLASSES = 1 + len(LADDER)
_NEVER = 1e-4


@dataclass(frozen=True, slots=True)
class Chance:
    """What the reader makes of one holder and one issue in one sentence; every figure in 0..1.

    ``stance`` is the chance that the holder takes a stance on the issue there; ``levels`` are the chances of each
    level of the ladder if it does, and sum to one; ``conditional`` and ``superseded`` hold if it does.
    """

    stance: float
    levels: tuple[float, ...]
    conditional: float
    superseded: float

    @property
    def odds(self) -> float:
        """The log odds of a stance, kept finite."""
        held = min(1 - _NEVER, max(_NEVER, self.stance))
        return math.log(held / (1 - held))

    @property
    def level(self) -> Level:
        """The likeliest level."""
        return LADDER[int(np.argmax(self.levels))]


Chances = dict[tuple[str, str], Chance]
"""By holder and issue id."""


class Reader:
    """Reads views for the issues of one dossier. Load once, use for many articles."""

    def __init__(self, issues: Sequence[Issue], threads: int = 0) -> None:
        self._groups = [list(group) for group in grouped(issues)]
        self._pieces = pieces()
        self._questions = [[asked(issue, self._pieces) for issue in group] for group in self._groups]
        self._encoder = Encoder("reader", threads)
        self._head = _head()

    def read(self, found: Sequence[View]) -> list[Chances]:
        """The chances of every holder and issue of each view, in the order of the views."""
        answers: list[Chances] = [{} for _ in found]
        for group, questions in zip(self._groups, self._questions, strict=True):
            made = [render(view, questions, self._pieces) for view in found]
            for i, states in self._encoder.hidden([(one.ids, one.parts) for one in made]):
                held = np.stack([states[list(places)].mean(axis=0) for places in made[i].holders])
                scores = self._head.scores(held, states[list(made[i].issues)])
                for h, holder in enumerate(found[i].holders):
                    for k, issue in enumerate(group):
                        answers[i][holder.id, issue.id] = _chance(scores[h, k])
        return answers


def _chance(scores: Floats) -> Chance:
    """The chances behind eleven scores: no stance and the eight levels, conditional, superseded."""
    level = np.exp(scores[:_CLASSES] - scores[:_CLASSES].max())
    level /= level.sum()
    stance = float(1 - level[0])
    marks = 1 / (1 + np.exp(-scores[_CLASSES:]))
    shares = level[1:] / level[1:].sum()
    return Chance(stance, tuple(float(share) for share in shares), float(marks[0]), float(marks[1]))


@dataclass(frozen=True, slots=True)
class _Head:
    """Compares holders' marks with issues' marks: their projections' sum and product, then one layer."""

    holder: tuple[Floats, Floats]
    issue: tuple[Floats, Floats]
    out: tuple[Floats, Floats]

    def scores(self, held: Floats, marked: Floats) -> Floats:
        """(holders, issues, 11) of (holders, size) and (issues, size)."""
        one = (held @ self.holder[0] + self.holder[1])[:, None, :]
        other = (marked @ self.issue[0] + self.issue[1])[None, :, :]
        joined = np.concatenate([_gelu(one + other), np.tanh(one) * np.tanh(other)], axis=2)
        scores: Floats = joined @ self.out[0] + self.out[1]
        return scores


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by its tanh approximation (Hendrycks and Gimpel 2016, eq. 2)."""
    curved: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return curved


@functools.cache
def _head() -> _Head:
    with np.load(folder("reader") / "head.npz", allow_pickle=False) as stored:
        parts = {name: stored[name].astype(np.float32) for name in stored.files}
    return _Head(
        (parts["holder"], parts["holder_bias"]),
        (parts["issue"], parts["issue_bias"]),
        (parts["out"], parts["out_bias"]),
    )
