"""Learns what an outlet prints under article after article, and takes it out before texts are compared.

A phrase is an outlet's template once ``RECURS`` of its articles of different *origins* had it: a report that is
printed again and again is one origin and teaches nothing. Only phrases near the ends of a text and in short paragraphs
are counted, where sign-offs, notices and links to elsewhere stand. Method: counting with forgetting (lossy counting,
Manku & Motwani 2002): past ``MOST`` counters those that recurred least go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

RECURS = 4
MOST = 300_000

_ENOUGH, _LAST = RECURS << 32, 0xFFFFFFFF

_Column: TypeAlias = NDArray[np.uint64]

_HEAD, _FOOT, _SHORT = 40, 150, 25
"""Words from either end of a text, and in a paragraph, that are looked at for templates."""


class Templates:
    """Phrases an outlet, each with how many origins had it."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        """Outlet and phrase in one number -> how many origins had it, and the last of them, in one number."""

    def of(self, outlet: str | None, phrases: Iterable[int]) -> set[int]:
        """Those of the phrases that the outlet prints under anything."""
        printer, seen = _printer(outlet), self._seen
        return {phrase for phrase in phrases if seen.get(printer | phrase, 0) >= _ENOUGH}

    def learn(self, outlet: str | None, phrases: Iterable[int], origin: int) -> None:
        """Counts the phrases for one more article of an origin (its 32-bit hash)."""
        printer, seen = _printer(outlet), self._seen
        for phrase in phrases:
            key = printer | phrase
            before = seen.get(key, 0)
            if before & _LAST != origin or not before:
                seen[key] = (before >> 32) + 1 << 32 | origin
        if len(seen) > MOST:
            self._forget()

    def _forget(self) -> None:
        """Half of the counters go: those that recurred least, of equals the oldest."""
        keys, values = self._columns()
        kept = np.sort(np.argsort(values >> np.uint64(32), kind="stable")[len(keys) - MOST // 2 :])
        self._seen = dict(zip(keys[kept].tolist(), values[kept].tolist(), strict=True))

    def dump(self) -> bytes:
        """Everything learnt, for ``load``; order of learning included."""
        return np.concatenate(self._columns()).tobytes()

    def load(self, blob: bytes) -> None:
        """Goes on from what ``dump`` gave."""
        columns: _Column = np.frombuffer(blob, dtype=np.uint64)
        half = len(columns) // 2
        self._seen = dict(zip(columns[:half].tolist(), columns[half:].tolist(), strict=True))

    def _columns(self) -> tuple[_Column, _Column]:
        size = len(self._seen)
        return (
            np.fromiter(self._seen, dtype=np.uint64, count=size),
            np.fromiter(self._seen.values(), dtype=np.uint64, count=size),
        )


@lru_cache(maxsize=10_000)
def _printer(outlet: str | None) -> int:
    return crc32((outlet or "").encode("utf-8", "surrogatepass")) << 32


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
