"""What a person should look at first: the order of the queue of review, and why.

A row's weight is the chance that it is wrong times what hangs on it. The chance is one less the confidence, and at
least ``LEAST_DOUBT``, since a reader is also wrong where it is sure. What hangs on it is one, and one more for each of
these that holds: it is *contested* (it conflicts with another row of its holder and issue), it rests on a *single
origin*, it is *new* (published in the last ``NEW_DAYS`` of the record), it *decides* where its holder stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from onrecord.analysis.stance import WINDOW, conflict, incompatible, origins, prevailing, supporting
from onrecord.ledger.rows import PositionRow

Reason = Literal["uncertain", "contested", "single-origin", "new", "decides"]

LEAST_DOUBT: Final = 0.05
UNSURE: Final = 0.6
"""Rows less sure than this are called uncertain."""

NEW_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the queue with its weight (0 to 5, higher first) and the reasons for it."""

    row: PositionRow
    weight: float
    reasons: tuple[Reason, ...]


def review_queue(rows: Iterable[PositionRow], *, judged: bool = False) -> tuple[Queued, ...]:
    """The rows in the order in which a person should look at them; those decided on only where ``judged``.

    ``rows`` should hold the whole record of the holders and issues in it: what contradicts a row is looked for there.
    """
    whole = list(rows)
    cells: dict[tuple[str | None, str, str], list[PositionRow]] = defaultdict(list)
    for row in whole:
        cells[row.article.dossier, row.position.holder, row.position.issue].append(row)
    since = new_since(whole)
    found = (one for some in cells.values() for one in queued(some, since))
    return in_order(one for one in found if judged or one.row.judged is None)


def new_since(rows: Iterable[PositionRow]) -> date:
    """From which day on an article of these is new."""
    newest = max((day for row in rows if (day := row.article.published)), default=None)
    return date.max if newest is None else newest - timedelta(NEW_DAYS)


def in_order(found: Iterable[Queued]) -> tuple[Queued, ...]:
    """The most pressing first; of equals the latest."""
    return tuple(sorted(found, key=_order))


def _order(one: Queued) -> tuple[float, int, str, int]:
    row = one.row
    return -one.weight, -(row.date or date.min).toordinal(), row.position.id, row.article.reading


def queued(cell: Sequence[PositionRow], since: date) -> tuple[Queued, ...]:
    """The rows of one dossier, holder and issue, weighed, in their own order; those published since then are new."""
    return tuple(_weighed(cell, since))


def _weighed(cell: Sequence[PositionRow], since: date) -> Iterable[Queued]:
    decides = prevailing(cell)
    against = contested_rows(cell)
    alone = _single(cell)
    for number, row in enumerate(cell):
        holds: Mapping[Reason, bool] = {
            "uncertain": row.position.confidence < UNSURE,
            "contested": number in against,
            "single-origin": alone[row.position.level] and not row.position.superseded,
            "new": row.article.published is not None and row.article.published >= since,
            "decides": row is decides,
        }
        reasons = tuple(reason for reason, is_so in holds.items() if is_so)
        hangs = 1 + sum(reason != "uncertain" for reason in reasons)
        yield Queued(row, max(1 - row.position.confidence, LEAST_DOUBT) * hangs, reasons)


def _single(cell: Sequence[PositionRow]) -> Mapping[str, bool]:
    """Of each level in the cell, whether one origin alone reports it or a level beside it."""
    one_each = {row.position.level: row for row in cell}
    return {level: len(origins(supporting(row, cell))) < 2 for level, row in one_each.items()}


def contested_rows(cell: Sequence[PositionRow]) -> set[int]:
    """The places of rows, all of one holder and issue, that conflict with another of them."""
    found: set[int] = set()
    branches: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, row in enumerate(cell):
        if row.date is not None and not row.position.superseded:
            branches[row.position.level, row.position.otherwise].append(number)
    for some in branches.values():
        some.sort(key=lambda number: cell[number].date or date.min)
    groups = list(branches.values())
    for at, one in enumerate(groups):
        for other in groups[at + 1 :]:
            _compare(cell, one, other, found)
    return found


def _compare(cell: Sequence[PositionRow], one: Sequence[int], other: Sequence[int], found: set[int]) -> None:
    """Adds the rows that conflict between two groups, each of the same levels and in order of time."""
    days = [cell[number].date or date.min for number in other]
    for number in one:
        row = cell[number]
        day = row.date or date.min
        for place in range(bisect_left(days, day - WINDOW), bisect_right(days, day + WINDOW)):
            against = other[place]
            if number in found and against in found:
                continue
            if incompatible(row.position, cell[against].position) and conflict(row, cell[against]):
                found.update((number, against))
