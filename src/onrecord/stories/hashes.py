"""Sets of hashed words and phrases as sorted arrays: a tenth of the memory of Python sets, compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint32]
"""Distinct 32-bit hashes in ascending order."""

Weights: TypeAlias = NDArray[np.float64]


def hashed(text: str) -> int:
    """The hash of a word or phrase: CRC-32, the same in every process, unlike ``hash``."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def hashes(of: Iterable[int]) -> Hashes:
    """Hash values as an array; each once."""
    return np.unique(np.fromiter(of, dtype=np.uint32))


def shared(one: Hashes, other: Hashes) -> Hashes:
    """What both hold."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    return few[_in(many, few)] if len(few) else few


def overlaps(mine: Hashes, others: Sequence[Hashes]) -> tuple[NDArray[np.int64], Hashes, NDArray[np.bool_]]:
    """All items of ``others`` in a row: of which of them each is, the items, and which of them ``mine`` holds too."""
    of = np.repeat(np.arange(len(others)), [len(other) for other in others])
    every = np.concatenate(others) if others else mine[:0]
    return of, every, _in(mine, every)


def _in(held: Hashes, asked: Hashes) -> NDArray[np.bool_]:
    if not len(held):
        return np.zeros(len(asked), dtype=np.bool_)
    at = np.minimum(held.searchsorted(asked), len(held) - 1)
    found: NDArray[np.bool_] = held[at] == asked
    return found


def stored(blob: bytes) -> Hashes:
    """Hashes as ``tobytes`` wrote them."""
    return np.frombuffer(blob, dtype=np.uint32)
