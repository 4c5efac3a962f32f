"""How stances went over time: what prevailed day by day, and how many stood at each level on given days."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.analysis.stance import WINDOW, prevailing
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER, Level

Course = tuple["Turn", ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """From this day on another level prevails; ``row`` says so."""

    day: dt.date
    row: PositionRow

    @property
    def level(self) -> Level:
        """What prevails from this day on."""
        return self.row.position.level


@dataclass(frozen=True, slots=True)
class Tally:
    """How many holders stood at each level at the end of a day; holders not heard of by then are not in it."""

    day: dt.date
    counts: tuple[tuple[Level, int], ...]

    @property
    def total(self) -> int:
        """How many holders had a stance by then."""
        return sum(number for _, number in self.counts)


def course(rows: Iterable[PositionRow]) -> Course:
    """What prevailed for one holder on one issue by the dates of its rows, the turns alone, oldest first.

    Rows without a date, and those that their own article calls former, tell nothing of when a stance was held.
    """
    dated = sorted(
        ((row.date, row.position.id, row) for row in rows if row.date is not None and not row.position.superseded),
        key=lambda one: one[:2],
    )
    turns: list[Turn] = []
    first = 0
    for number, (day, _, _) in enumerate(dated):
        if number + 1 < len(dated) and dated[number + 1][0] == day:
            continue  # what prevails at the end of the day
        while dated[first][0] < day - WINDOW:
            first += 1
        row = prevailing(one[2] for one in dated[first : number + 1])
        if row is not None and (not turns or turns[-1].level != row.position.level):
            turns.append(Turn(day, row))
    return tuple(turns)


def tallies(courses: Iterable[Course], days: Sequence[dt.date]) -> tuple[Tally, ...]:
    """How many of these holders stood where at the end of each day."""
    found: list[Counter[Level]] = [Counter() for _ in days]
    for one in courses:
        known = [turn.day for turn in one]
        for number, day in enumerate(days):
            if place := bisect_right(known, day):
                found[number][one[place - 1].level] += 1
    return tuple(
        Tally(day, tuple((level, some[level]) for level in LADDER)) for day, some in zip(days, found, strict=True)
    )


def spread(courses: Mapping[str, Course] | Iterable[Course], most: int = 48) -> tuple[dt.date, ...]:
    """Days from the first turn to the last, evenly spread and at most so many, for ``tallies`` to look at."""
    given = courses.values() if isinstance(courses, Mapping) else courses
    known = sorted({turn.day for one in given for turn in one})
    if len(known) <= most:
        return tuple(known)
    first, last = known[0], known[-1]
    step = (last - first) / (most - 1)
    return tuple(dict.fromkeys([*(first + step * number for number in range(most - 1)), last]))
