"""What a step costs, whatever else the machine is doing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


def spent() -> float:
    """Seconds of the processor that this process and those that it waited for have taken so far.

    The clock on the wall counts what others take as well: on a busy machine it fails what is quick.
    """
    return sum(os.times()[:4])


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Asserts that the block takes less of the processor than this."""
    before = spent()
    yield
    assert spent() - before < seconds
