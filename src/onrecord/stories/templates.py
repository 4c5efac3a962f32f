"""Learns what an outlet prints under article after article, and takes it out before texts are compared.

A phrase is an outlet's template once ``RECURS`` of its articles of different *origins* had it: a report that is
printed again and again is one origin and teaches nothing. Only phrases near the ends of a text and in short paragraphs
are counted, where sign-offs, notices and links to elsewhere stand. Method: counting with forgetting (lossy counting,
Manku & Motwani 2002): past ``MOST`` counters those that recurred least go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

RECURS = 4
MOST = 300_000

_HEAD, _FOOT, _SHORT = 40, 150, 25
"""Words from either end of a text, and in a paragraph, that are looked at for templates."""


class Templates:
    """Phrases an outlet, each with how many origins had it."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}

    def is_one(self, outlet: str | None, phrase: int) -> bool:
        """True where the outlet prints the phrase under anything."""
        return self._seen.get(_key(outlet, phrase), (0, 0))[0] >= RECURS

    def of(self, outlet: str | None, phrases: Iterable[int]) -> set[int]:
        """Those of the phrases that the outlet prints under anything."""
        return {phrase for phrase in phrases if self.is_one(outlet, phrase)}

    def learn(self, outlet: str | None, phrases: Iterable[int], origin: int) -> None:
        """Counts the phrases for one more article of an origin."""
        for phrase in phrases:
            key = _key(outlet, phrase)
            count, last = self._seen.get(key, (0, -1))
            if last != origin:
                self._seen[key] = (count + 1, origin)
        if len(self._seen) > MOST:
            self._forget()

    def _forget(self) -> None:
        """Half of the counters go: those that recurred least, of equals the oldest."""
        by_count = sorted(self._seen, key=lambda key: self._seen[key][0])
        for key in by_count[: len(by_count) - MOST // 2]:
            del self._seen[key]

    def dump(self) -> bytes:
        """Everything learnt, for ``load``; order of learning included."""
        rows = [(key, count, last) for key, (count, last) in self._seen.items()]
        return np.array(rows, dtype=np.uint64).tobytes()

    def load(self, blob: bytes) -> None:
        """Goes on from what ``dump`` gave."""
        rows: NDArray[np.uint64] = np.frombuffer(blob, dtype=np.uint64).reshape(-1, 3)
        self._seen = {key: (count, last) for key, count, last in rows.tolist()}


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
