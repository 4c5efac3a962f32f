"""What changed: a changed mind told apart from a changed reporter, old words that come up again, and denials.

The rows of one holder, issue and contribution are walked in the order in which they were published. A row that is
``SHIFT_STEPS`` or more of the ladder from what was known (the nearest branches of the two) looks like a change; which
of the kinds it is depends on who speaks and on what is sure about the dates. Where the dates do not tell, the answer is
``order_unknown``, never a change of mind. Definitions: docs/explanation/changes-and-conflicts.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.analysis.shift import Shift
from onrecord.analysis.walk import in_order, walk
from onrecord.ledger.rows import PositionRow


def changes(
    rows: Iterable[PositionRow], *, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Shift, ...]:
    """The shifts whose date lies from ``since`` to ``until`` (both inclusive; undated ones only without limits).

    ``rows`` should hold the whole record: what came before ``since`` is what a change is measured against.
    """
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.position.holder, row.position.issue].append(row)
    found: dict[tuple[str, str, str], Shift] = {}
    for key in sorted(key for key, some in groups.items() if _reaches(some, since)):
        for track in _tracks(sorted(groups[key], key=in_order)):
            for shift in walk(track):
                found.setdefault((shift.kind, _row_id(shift.earlier), _row_id(shift.later)), shift)
    return within(found.values(), since=since, until=until)


def within(shifts: Iterable[Shift], *, since: dt.date | None = None, until: dt.date | None = None) -> tuple[Shift, ...]:
    """The shifts of these days (both inclusive; undated ones only without limits), by date, holder and issue."""
    wanted = [one for one in shifts if _within(one.date, since, until)]
    return tuple(sorted(wanted, key=lambda one: (one.date or dt.date.max, one.holder, one.issue, _row_id(one.later))))


def _reaches(rows: Iterable[PositionRow], since: dt.date | None) -> bool:
    """True where some row may bring a shift of this day or later."""
    if since is None:
        return True
    return any(day is not None and day >= since for row in rows for day in (row.article.published, row.position.stated))


def _within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _row_id(row: PositionRow) -> str:
    return f"{row.article.reading}/{row.position.id}"


def _tracks(rows: Sequence[PositionRow]) -> list[list[PositionRow]]:
    """The rows of each kind of contribution, each with those that name none."""
    kinds = sorted({row.position.contribution.kind for row in rows if row.position.contribution})
    if len(kinds) < 2:
        return [list(rows)]
    return [[row for row in rows if row.position.contribution is None or _kind(row) == kind] for kind in kinds]


def _kind(row: PositionRow) -> str | None:
    return row.position.contribution.kind if row.position.contribution else None
