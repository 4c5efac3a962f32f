"""The stance that prevails of every holder on every issue, for pages that look at all of them at once."""

from __future__ import annotations

from collections import defaultdict

from onrecord.analysis.stance import prevailing
from onrecord.ledger import PositionRow
from onrecord.run.desk import Rows, Snapshot
from onrecord.run.filters import Filters


def stances(snapshot: Snapshot, wanted: Filters) -> Rows:
    """The rows that decide among those which the filters let through, by dossier, holder and issue."""
    return snapshot.once(("stances", wanted), lambda: _stances(wanted.rows(snapshot)))


def _stances(rows: Rows) -> Rows:
    groups: dict[tuple[str, str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.article.dossier or "", row.position.holder, row.position.issue].append(row)
    found = (prevailing(groups[key]) for key in sorted(groups))
    return tuple(row for row in found if row is not None)
