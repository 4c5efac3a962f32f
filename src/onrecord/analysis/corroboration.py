"""On what a stance rests: how many origins, whose words, where first seen, and what speaks against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.analysis.stance import (
    AGREE_STEPS,
    CONFLICT_STEPS,
    WINDOW,
    conflict,
    distance,
    origin_of,
    prevailing,
    supporting,
)
from onrecord.analysis.voices import voice
from onrecord.ledger.rows import PositionRow

Standing = Literal["official", "narrated", "second_hand", "anonymous"]
"""The best source there is: the holder's own named voice; the article's word; another's claim; unnamed persons only."""


@dataclass(frozen=True, slots=True)
class Source:
    """One original report, with the rows that go back to it, the first published first."""

    origin: str
    rows: tuple[PositionRow, ...]

    @property
    def first(self) -> PositionRow:
        """Where it was first seen."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What one stance rests on. ``row`` stands for it; ``sources`` come in the order in which they were seen.

    ``official`` counts the origins in which the holder speaks in a named voice. ``against`` are rows of other origins
    that cannot hold at the same time: there is one such row, or more, exactly where the stance is contested.
    """

    row: PositionRow
    sources: tuple[Source, ...]
    official: int
    standing: Standing
    against: tuple[PositionRow, ...]

    @property
    def origins(self) -> int:
        """How many independent reports there are; never how many articles."""
        return len(self.sources)

    @property
    def first(self) -> PositionRow:
        """Where the stance was first seen."""
        return self.sources[0].first

    @property
    def contested(self) -> bool:
        """True where origins disagree."""
        return bool(self.against)


def corroborations(rows: Iterable[PositionRow]) -> tuple[Corroboration, ...]:
    """One for each holder and issue on which some position stands, for the stance that prevails."""
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.position.holder, row.position.issue].append(row)
    found = ((prevailing(groups[key]), groups[key]) for key in sorted(groups))
    return tuple(corroboration(row, some) for row, some in found if row is not None)


def corroboration(row: PositionRow, rows: Sequence[PositionRow]) -> Corroboration:
    """What ``row``'s stance rests on among ``rows``, which are of one holder and issue."""
    agreeing = supporting(row, rows) or [row]
    sources = sources_of(agreeing)
    return Corroboration(
        row=row,
        sources=sources,
        official=sum(any(voice(one.position) == "own" for one in source.rows) for source in sources),
        standing=standing_of(agreeing),
        against=tuple(sorted(_against(row, agreeing, rows), key=seen)),
    )


def _against(row: PositionRow, agreeing: Sequence[PositionRow], rows: Iterable[PositionRow]) -> Iterator[PositionRow]:
    dated = sorted(((one.date, number) for number, one in enumerate(agreeing) if one.date))
    for other in rows:
        # Those that agree are at most a step from ``row``; most rows of a long record are out of reach at once.
        if other.date is None or distance(row.position, other.position) < CONFLICT_STEPS - AGREE_STEPS:
            continue
        start = bisect_left(dated, (other.date - WINDOW, -1))
        end = bisect_right(dated, (other.date + WINDOW, len(agreeing)))
        if any(conflict(agreeing[number], other) for _, number in dated[start:end]):
            yield other


def standing_of(rows: Iterable[PositionRow]) -> Standing:
    """The best source among these rows."""
    voices = {voice(row.position) for row in rows}
    if "own" in voices:
        return "official"
    if "narrated" in voices:
        return "narrated"
    return "second_hand" if "other" in voices and not _all_unnamed(rows) else "anonymous"


def _all_unnamed(rows: Iterable[PositionRow]) -> bool:
    return all(row.position.anonymous for row in rows)


def sources_of(rows: Iterable[PositionRow]) -> tuple[Source, ...]:
    """The origins of these rows, the first seen first; undated ones last."""
    by_origin: dict[str, list[PositionRow]] = defaultdict(list)
    for row in sorted(rows, key=seen):
        by_origin[origin_of(row)].append(row)
    return tuple(Source(origin, tuple(some)) for origin, some in by_origin.items())


def seen(row: PositionRow) -> tuple[date, str, str]:
    """The order in which rows came to be known: by publication, undated articles last, then by id."""
    return row.article.published or date.max, row.article.id, row.position.id
