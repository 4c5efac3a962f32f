"""What a snapshot knows of the holders and issues of whom some days brought news, for a digest of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from onrecord.analysis.changes import History, as_of, history
from onrecord.analysis.conflicts import Conflict, around, conflicts
from onrecord.analysis.digest import Background, Pair, first_told, pair_of
from onrecord.analysis.shift import Shift
from onrecord.ledger import PositionRow
from onrecord.run.asked import Asked, cells_of
from onrecord.run.desk import Cell, Rows, Snapshot

HISTORIES: Final[tuple[str, Callable[[Sequence[PositionRow]], tuple[History, ...]]]] = (
    "changes",
    lambda rows: (history(rows),),
)
CONFLICTS: Final[tuple[str, Callable[[Sequence[PositionRow]], tuple[Conflict, ...]]]] = ("conflicts", conflicts)
"""Questions on a cell that a snapshot keeps the answers of."""


def background(snapshot: Snapshot, since: dt.date, until: dt.date, asked: Asked) -> Background:
    """What the news of these days is held against; every holder and issue must lie in one cell of the snapshot."""
    found = _News(snapshot, since, until, asked)
    return Background(found.fresh, found.rows, found.first, found.shifts, found.conflicts)


class _News:
    """The cells that had news, each as it was at the end of the last day: what came later has no part in a digest."""

    def __init__(self, snapshot: Snapshot, since: dt.date, until: dt.date, asked: Asked) -> None:
        dossier = asked["dossier"]
        some = [row for row in snapshot.seen(since, until) if dossier in (None, row.article.dossier)]
        cells = cells_of(dict.fromkeys(map(_cell_of, some)), asked["actors"], asked["issues"])
        keys = {key[1:]: key for key in cells}
        self.fresh = [row for row in some if pair_of(row) in keys]
        self.rows: dict[Pair, Rows] = {}
        self.shifts: list[Shift] = []
        self.conflicts: list[Conflict] = []
        firsts = snapshot.each_cell("first told", first_told, dossier)
        self.first = {pair: firsts[key] for pair, key in keys.items()}
        self._until = until
        self._histories = snapshot.each_cell(*HISTORIES, dossier)
        self._conflicts = snapshot.each_cell(*CONFLICTS, dossier)
        lasts = snapshot.each_cell("last seen", last_seen, dossier)
        new = _grouped(self.fresh)
        for pair, key in keys.items():
            self._look(pair, key, snapshot.by_cell[key], new[pair], whole=lasts[key] <= until)

    def _look(self, pair: Pair, key: Cell, rows: Rows, new: Sequence[PositionRow], *, whole: bool) -> None:
        (told,) = self._histories[key]
        if whole:
            self.rows[pair] = rows
            self.shifts += told.now
            self.conflicts += self._conflicts[key]
            return
        self.rows[pair] = then = tuple(row for row in rows if row.seen is not None and row.seen <= self._until)
        self.shifts += as_of(told, then, self._until)
        self.conflicts += conflicts(around(then, new))


def _cell_of(row: PositionRow) -> Cell:
    return row.article.dossier, row.position.holder, row.position.issue


def _grouped(rows: Sequence[PositionRow]) -> Mapping[Pair, Sequence[PositionRow]]:
    found: dict[Pair, list[PositionRow]] = {}
    for row in rows:
        found.setdefault(pair_of(row), []).append(row)
    return found


def last_seen(rows: Rows) -> dt.date:
    """The last day on which one of these rows was seen first; no day is late enough where one is undated."""
    return max(row.seen or dt.date.max for row in rows)
