"""How rare words are, learned from the texts seen so far, in a table of fixed size."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from onrecord.stories.hashes import Hashes, Weights

_PRIOR_TEXTS = 300
"""Texts that a word's rarity is smoothed with: the first articles of a ledger are weighed much as later ones."""

_SLOTS = 1 << 22
"""Counters; two words in one are counted together, which a million words make of every eighth (16 MB)."""


class Rarity:
    """Inverse document frequencies of everything placed so far."""

    def __init__(self) -> None:
        self._texts = 0
        self._with = np.zeros(_SLOTS, dtype=np.uint32)
        self._logs = np.zeros(2, dtype=np.float64)

    def learn(self, words: Hashes, texts: int = 1) -> None:
        """Counts one more text with these words (or, of several ``texts``, all their words one after another)."""
        np.add.at(self._with, words & (_SLOTS - 1), 1)
        self._texts += texts
        while len(self._logs) < self._texts + 2:  # no word is in more texts than there are
            known = len(self._logs)
            more = [log(n) for n in range(known, 2 * known)]
            self._logs = np.concatenate([self._logs, more])

    def of(self, words: Hashes) -> Weights:
        """Inverse document frequency of each word in nats; at least a little above 0."""
        seen = np.minimum(self._with[words & (_SLOTS - 1)], self._texts)
        found: NDArray[np.float64] = log(_PRIOR_TEXTS + self._texts + 1) - self._logs[1 + seen]
        return found

    def mass(self, words: Hashes) -> float:
        """The rarity of all the words together."""
        return float(self.of(words).sum())

    def rarest(self, words: Hashes, count: int) -> Hashes:
        """The ``count`` rarest of the words, rarest first; ties are broken by the hash so that runs agree."""
        return words[np.argsort(-self.of(words), kind="stable")[:count]]
