"""The stance that prevails of every holder on every issue, for pages that look at all of them at once."""

from __future__ import annotations

from collections import defaultdict

from onrecord.analysis.stance import prevailing
from onrecord.ledger import PositionRow
from onrecord.run.desk import Cell, Rows, Snapshot
from onrecord.run.filters import Filters


def stances(snapshot: Snapshot, wanted: Filters) -> Rows:
    """The rows that decide among those which the filters let through, by dossier, holder and issue."""
    return snapshot.once(("stances", wanted), lambda: _stances(snapshot, wanted))


def _stances(snapshot: Snapshot, wanted: Filters) -> Rows:
    known = wanted.of_cells(snapshot, "prevailing", prevailing) if wanted.whole else None
    found = _decided(wanted.rows(snapshot)) if known is None else known
    ordered = sorted(found, key=lambda cell: (cell[0] or "", *cell[1:]))
    return tuple(row for cell in ordered if (row := found[cell]) is not None)


def _decided(rows: Rows) -> dict[Cell, PositionRow | None]:
    groups: dict[Cell, list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.article.dossier, row.position.holder, row.position.issue].append(row)
    return {cell: prevailing(some) for cell, some in groups.items()}
