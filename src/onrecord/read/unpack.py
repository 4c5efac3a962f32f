"""What is packed, with a limit: a small file that unpacks without end is refused, not read."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

# Deflate reaches 1000:1 on constant bytes; prose stays under 20:1.
RATIO = 200


class TooLarge(Exception):
    """A page, or what a packed file unpacks to, is beyond the limit."""


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip stream, as a raw stream that raises ``TooLarge`` on a bomb.

    ``free`` bytes are always let through; beyond them the ratio of unpacked to packed bytes counts.
    """

    def __init__(self, packed: BinaryIO, free: int) -> None:
        self._packed = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._free = free
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._gzip.read1(len(buffer))
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        if self._given > self._free and self._given > RATIO * self._packed.taken:
            raise TooLarge(f"a packed file that unpacks to more than {RATIO} times its size")
        return len(chunk)


class _Counted:
    """A stream that knows how many bytes were taken from it; a pipe cannot tell its position."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class Capped(io.RawIOBase):
    """A stream that raises ``TooLarge`` beyond ``most`` bytes, and beyond ``left``, which is then ``spent``."""

    def __init__(self, stream: BinaryIO, left: int, most: int) -> None:
        self._stream = stream
        self._left = left
        self._most = most
        self.given = 0

    @property
    def spent(self) -> bool:
        """Whether nothing is left for whoever comes after it."""
        return self.given > self._left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.given += len(data)
        if self.spent:
            raise TooLarge("an archive that unpacks to more than is taken at once")
        if self.given > self._most:
            raise TooLarge(f"a packed file that unpacks to more than {RATIO} times its size")
        return len(data)
