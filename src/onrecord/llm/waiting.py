"""How long to wait before a request is sent again."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

_FIRST, _LONGEST = 1.0, 30.0


def backoff(attempt: int) -> float:
    """Seconds before the next try, after ``attempt`` (from 0) has failed: twice as long each time."""
    return min(_LONGEST, _FIRST * 2.0**attempt)


def asked_wait(header: str | None, now: float | None = None) -> float | None:
    """The seconds that a ``Retry-After`` header asks for: a number or a date (RFC 9110, 10.2.3); None if it says none.

    ``now`` is the present in seconds since the epoch, for tests.
    """
    if header is None:
        return None
    words = header.strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        at = parsedate_to_datetime(words).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, at - (time.time() if now is None else now))
