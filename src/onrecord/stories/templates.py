"""Learns what an outlet prints under article after article, and takes it out before texts are compared.

A phrase is an outlet's template once ``RECURS`` of its articles from different *stories* had it: a report that is
printed again and again is one story and teaches nothing. Only phrases near the ends of a text and in short paragraphs
are counted, where sign-offs, notices and links to elsewhere stand. Method: counting with forgetting (lossy counting,
Manku & Motwani 2002): past ``MOST`` counters the oldest that never recurred go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

RECURS = 4
MOST = 300_000

_HEAD, _FOOT, _SHORT = 40, 150, 25
"""Words from either end of a text, and in a paragraph, that are looked at for templates."""


class Templates:
    """Phrases an outlet, each with how many stories had it."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}

    def is_one(self, outlet: str | None, phrase: int) -> bool:
        """True where the outlet prints the phrase under anything."""
        return self._seen.get(_key(outlet, phrase), (0, 0))[0] >= RECURS

    def of(self, outlet: str | None, phrases: Iterable[int]) -> set[int]:
        """Those of the phrases that the outlet prints under anything."""
        return {phrase for phrase in phrases if self.is_one(outlet, phrase)}

    def learn(self, outlet: str | None, phrases: Iterable[int], story: int) -> None:
        """Counts the phrases for one more article of a story."""
        for phrase in phrases:
            key = _key(outlet, phrase)
            count, last = self._seen.get(key, (0, -1))
            if last != story:
                self._seen[key] = (count + 1, story)
        if len(self._seen) > MOST:
            self._forget()

    def _forget(self) -> None:
        for least in range(1, RECURS + 1):
            surplus = len(self._seen) - MOST // 2
            rare = [key for key, (count, _) in self._seen.items() if count == least]
            for key in islice(rare, max(surplus, 0)):
                del self._seen[key]

    def dump(self) -> bytes:
        """Everything learnt, for ``load``; order of learning included."""
        rows = [(key, count, story) for key, (count, story) in self._seen.items()]
        return np.array(rows, dtype=np.uint64).tobytes()

    def load(self, blob: bytes) -> None:
        """Goes on from what ``dump`` gave."""
        rows: NDArray[np.uint64] = np.frombuffer(blob, dtype=np.uint64).reshape(-1, 3)
        self._seen = {key: (count, story) for key, count, story in rows.tolist()}


def _key(outlet: str | None, phrase: int) -> int:
    return crc32((outlet or "").encode("utf-8", "surrogatepass")) << 32 | phrase


def at_the_edges(paragraphs: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The stretches of a text, as words, in which a template may stand."""
    before, total = 0, sum(map(len, paragraphs))
    for words in paragraphs:
        foot = max(total - _FOOT - before, 0)
        if len(words) <= _SHORT or before + len(words) <= _HEAD or foot == 0:
            yield words
        else:
            yield words[: max(_HEAD - before, 0)]
            yield words[max(foot, _HEAD - before, 0) :]
        before += len(words)
