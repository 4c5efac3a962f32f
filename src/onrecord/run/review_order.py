"""The order in which positions should be reviewed, kept while the ledger stays as it is."""

from __future__ import annotations

from onrecord.analysis.review_queue import Queued, in_order, new_since, queued
from onrecord.run.desk import Snapshot


def review_order(snapshot: Snapshot) -> tuple[Queued, ...]:
    """Every row in order; only what changed since the last snapshot is weighed anew."""
    return snapshot.once("review queue", lambda: _weighed(snapshot))


def _weighed(snapshot: Snapshot) -> tuple[Queued, ...]:
    since = new_since(snapshot.rows)
    cells = snapshot.each_cell("review queue", lambda rows: queued(rows, since), given=since)
    return in_order(one for some in cells.values() for one in some)
