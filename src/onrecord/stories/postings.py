"""An inverted index that stays small: feature -> the newest articles that hold it.

Method: as in a log-structured merge tree (O'Neil et al. 1996), additions are gathered in a dictionary and now and then
frozen into a sorted run; runs are merged, so that there are hardly ever more than two, and all lookups of an article
are made in each run at once. A posting takes eight bytes. What is found depends on what was added and in which order,
never on when runs were merged: an index read back from a file answers as the one that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.stories.hashes import Hashes

WINDOW = 250_000
"""Numbers so far behind the newest are forgotten: the bound on memory."""

_TAIL = 1 << 16
_FEW = 64
"""How much longer a run must be than the next to be left alone: every lookup goes through every run, so that each one
more costs every article; sorting two runs into one is cheap beside that, and done once in a thousand articles."""

_ASKED = 3
"""How many times the wanted features are looked up at first: some are held by nobody."""

_SHIFT, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)

_Packed: TypeAlias = NDArray[np.uint64]
"""A feature in the high half of each item, a number in the low half."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Pairs of a feature asked for (``of``: its place in the question) and a number that holds it."""

    of: NDArray[np.int64]
    numbers: NDArray[np.int64]

    def counts(self, asked: int) -> NDArray[np.int64]:
        """How many numbers were found, for each of the features asked for."""
        return np.bincount(self.of, minlength=asked)

    def best(self, count: int) -> list[int]:
        """The numbers that hold most of the features; among equals the latest."""
        numbers, votes = np.unique(self.numbers, return_counts=True)
        order = np.lexsort((-numbers, -votes))[:count]
        return [int(number) for number in numbers[order]]

    def only(self, chosen: NDArray[np.bool_]) -> Hits:
        """The hits of the chosen features alone."""
        kept = chosen[self.of]
        return Hits(self.of[kept], self.numbers[kept])


class Postings:
    """Feature -> numbers, of which the ``cap`` newest are found. Numbers must come in ascending order a feature."""

    def __init__(self, cap: int, window: int = WINDOW) -> None:
        self._cap, self._window = cap, window
        self._runs: list[_Packed] = []
        self._tail: dict[int, list[int]] = {}
        self._waiting = 0
        self._newest = 0

    def __len__(self) -> int:
        return self._waiting + sum(map(len, self._runs))

    def add(self, number: int, features: Hashes) -> None:
        """Notes that ``number`` holds the features."""
        for feature in features.tolist():
            self._tail.setdefault(feature, []).append(number)
        self._waiting += len(features)
        self._newest = max(self._newest, number)
        if self._waiting >= _TAIL:
            self._freeze(_packed((feature, number) for feature, held in self._tail.items() for number in held))
            self._tail, self._waiting = {}, 0

    def load(self, features: Hashes, numbers: NDArray[np.int64]) -> None:
        """Takes many postings at once, of numbers later than all before."""
        if len(numbers):
            self._newest = max(self._newest, int(numbers.max()))
            self._freeze((features.astype(np.uint64) << _SHIFT) | numbers.astype(np.uint64))

    def find(self, features: Hashes) -> Hits:
        """The newest numbers that hold each of the features."""
        found = [self._in_run(run, features) for run in self._runs]
        found.append(self._in_tail(features))
        of, numbers = (np.concatenate([part[side] for part in found]) for side in (0, 1))
        return _capped(of, numbers, self._cap, self._newest - self._window)

    def first(self, features: Hashes, count: int) -> Hits:
        """The hits of the first ``count`` features, in the order given, that any number holds."""
        asked = features[: _ASKED * count]
        hits = self.find(asked)
        known = np.flatnonzero(hits.counts(len(asked)))
        if len(known) < count and len(asked) < len(features):
            asked, hits = features, self.find(features)
            known = np.flatnonzero(hits.counts(len(asked)))
        chosen = np.zeros(len(asked), dtype=np.bool_)
        chosen[known[:count]] = True
        return hits.only(chosen)

    def _in_run(self, run: _Packed, features: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        wanted = features.astype(np.uint64) << _SHIFT
        last = np.searchsorted(run, wanted | _LOW, side="right")
        first = np.maximum(np.searchsorted(run, wanted), last - self._cap)
        held = last - first
        of = np.repeat(np.arange(len(features)), held)
        at = np.arange(int(held.sum())) + np.repeat(first - (np.cumsum(held) - held), held)
        return of, (run[at] & _LOW).astype(np.int64)

    def _in_tail(self, features: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        places, counts, numbers = [], [], []
        for place, feature in enumerate(features.tolist()):
            held = self._tail.get(feature)
            if held is not None:
                newest = held if len(held) <= self._cap else sorted(held)[-self._cap :]
                places.append(place)
                counts.append(len(newest))
                numbers += newest
        return np.repeat(np.array(places, dtype=np.int64), counts), np.array(numbers, dtype=np.int64)

    def _freeze(self, run: _Packed) -> None:
        self._runs.append(np.sort(run))
        while len(self._runs) > 1 and len(self._runs[-2]) < _FEW * len(self._runs[-1]):
            merged = np.concatenate([self._runs[-2], self._runs[-1]])
            recent = (merged & _LOW).astype(np.int64) > self._newest - self._window
            self._runs[-2:] = [np.sort(merged[recent], kind="stable")]


def _packed(pairs: Iterable[tuple[int, int]]) -> _Packed:
    return np.fromiter((feature << 32 | number for feature, number in pairs), dtype=np.uint64)


def _capped(of: NDArray[np.int64], numbers: NDArray[np.int64], cap: int, horizon: int) -> Hits:
    """The hits later than the horizon, the ``cap`` newest a feature."""
    recent = numbers > horizon
    of, numbers = of[recent], numbers[recent]
    counts = np.bincount(of, minlength=1)
    if counts.max() <= cap:
        return Hits(of, numbers)
    both = np.sort(of << _SHIFT.astype(np.int64) | numbers)
    of = both >> _SHIFT.astype(np.int64)
    newest = np.cumsum(counts)[of] - np.arange(len(of)) <= cap
    return Hits(of[newest], (both & _LOW.astype(np.int64))[newest])
