"""Sets of hashed words and phrases as sorted arrays: a tenth of the memory of Python sets, compared as a whole."""

from __future__ import annotations

from collections.abc import Iterable
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
    return np.intersect1d(one, other, assume_unique=True)


def stored(blob: bytes) -> Hashes:
    """Hashes as ``tobytes`` wrote them."""
    return np.frombuffer(blob, dtype=np.uint32)
