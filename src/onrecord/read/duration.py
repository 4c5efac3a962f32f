"""Spans of time as users write them: ``180d``, ``26w``, or bare days."""

from __future__ import annotations

import re
from typing import Final

from onrecord.errors import InputError

_WRITTEN: Final = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|)", re.IGNORECASE)


def days(written: str) -> int:
    """How many days are meant.

    Raises:
        InputError: it is no span of time, or none at all.
    """
    found = _WRITTEN.fullmatch(written.strip())
    count = int(found[1]) * (7 if found[2].lower().startswith("w") else 1) if found else 0
    if not count:
        raise InputError(f"{written!r} is no span of time", remedy="Write days or weeks: 180d, 26w.")
    return count
