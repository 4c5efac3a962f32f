"""Inverted lists of bounded length, and how often each word was seen: what keeps the cost of one more article flat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log

_PRIOR_TEXTS = 300
"""Texts that a word's rarity is smoothed with: the first articles of a ledger are weighed much as later ones."""


class Postings:
    """Feature -> the articles that hold it, newest last; a list keeps the ``cap`` newest alone.

    Most features of a large collection occur once: those are kept as a bare number, a fifth of a list's size.
    """

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._lists: dict[int, int | list[int]] = {}

    def add(self, number: int, features: Iterable[int]) -> None:
        """Notes that the article with this number holds the features."""
        for feature in features:
            held = self._lists.get(feature)
            if held is None:
                self._lists[feature] = number
            elif isinstance(held, int):
                self._lists[feature] = [held, number]
            else:
                held.append(number)
                del held[: -self._cap]

    def get(self, feature: int) -> Sequence[int]:
        """The articles known to hold the feature, oldest first."""
        held = self._lists.get(feature, ())
        return (held,) if isinstance(held, int) else held

    def full(self, feature: int) -> bool:
        """True where the list is full: so common a feature points nowhere (a template, a stock phrase)."""
        return len(self.get(feature)) >= self._cap


class Rarity:
    """How rare words are, learned from the texts seen so far and smoothed with a fixed prior."""

    def __init__(self) -> None:
        self._texts = 0
        self._with: Counter[int] = Counter()
        self._logs = [0.0, 0.0]
        self._ceiling = log(_PRIOR_TEXTS + 1)

    def learn(self, words: Collection[int]) -> None:
        """Counts one more text with these words."""
        self._texts += 1
        self._with.update(iter(words))  # a mapping would add its values
        self._logs.append(log(self._texts + 1))  # no word is in more texts than there are
        self._ceiling = log(_PRIOR_TEXTS + self._texts + 1)

    def of(self, word: int) -> float:
        """Inverse document frequency in nats; at least a little above 0."""
        return self._ceiling - self._logs[1 + self._with.get(word, 0)]

    def mass(self, words: Iterable[int]) -> float:
        """The rarity of all the words together."""
        return sum(map(self.of, words))

    def rarest(self, words: Iterable[int], count: int) -> list[int]:
        """The ``count`` rarest of the words, ties broken by the hash so that runs agree."""
        return sorted(words, key=lambda word: (self._with[word], word))[:count]
