"""A time axis: where a day lies, and which days are named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

_HALF = 22.0
"""Half the width of a day's name, in pixels."""
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``first`` to ``last`` on pixels from ``left`` to ``right``; one day alone lies in the middle."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where the day lies."""
        whole = (self.last - self.first).days
        if not whole:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (day - self.first).days / whole

    def anchor(self, day: dt.date) -> str:
        """How the day's name stands to its place: to the left of it near the right edge, which would cut it off."""
        return "end" if self.right - self.x(day) < _HALF else "middle"

    def ticks(self, most: int = 8) -> list[tuple[dt.date, str]]:
        """Days to be named, at most about ``most``, with their names: years, months, or single days."""
        whole = (self.last - self.first).days
        if whole < 120:
            return self._days(max(1, -(-whole // most)))
        step = next((one for one in _MONTHS if whole / 30.4 / one <= most), _MONTHS[-1])
        return [(day, str(day.year) if step >= 12 else f"{day:%b %Y}") for day in self._months(step)]

    def _days(self, step: int) -> list[tuple[dt.date, str]]:
        whole = range(0, (self.last - self.first).days + 1, step)
        return [(day, f"{day.day} {day:%b}") for day in (self.first + dt.timedelta(n) for n in whole)]

    def _months(self, step: int) -> Iterator[dt.date]:
        number = self.first.year * 12 + self.first.month - 1
        number += -number % step
        while number // 12 <= self.last.year:
            day = dt.date(number // 12, number % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield day
            number += step
