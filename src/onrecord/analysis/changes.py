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
from dataclasses import dataclass

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
    reached = (groups[key] for key in sorted(groups) if _reaches(groups[key], since))
    return within((shift for some in reached for shift in history(some).now), since=since, until=until)


@dataclass(frozen=True, slots=True)
class Noted:
    """A shift of one holder on one issue, and when it was listed.

    ``kind`` is the contribution whose rows were walked, None where all were. ``gone`` is the day from which on it is
    listed as something else.
    """

    shift: Shift
    kind: str | None
    gone: dt.date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The shifts of one holder on one issue: those that are listed ``now``, each once, and all that ever were.

    ``undated``: an article without a day calls words former, so that on some days only a part of it counts.
    """

    now: tuple[Shift, ...]
    noted: tuple[Noted, ...]
    undated: bool


def history(rows: Sequence[PositionRow]) -> History:
    """Every shift that was listed at any time in what these rows, of one holder and one issue, tell."""
    noted: list[Noted] = []
    for kind, track in _tracks(sorted(rows, key=in_order)):
        kept, gone = walk(track)
        noted += [Noted(one, kind) for one in kept]
        noted += [Noted(one, kind, row.seen or dt.date.max) for one, row in gone]
    undated = any(row.position.superseded and row.article.published is None for row in rows)
    return History(_once(one for one in noted if one.gone is None), tuple(noted), undated)


def as_of(told: History, rows: Sequence[PositionRow], day: dt.date) -> tuple[Shift, ...]:
    """The shifts that were listed at the end of a day, each once; ``rows`` are those that had been seen by then.

    The same that ``changes`` finds in these rows alone, since what comes out later is walked later.
    """
    if told.undated:
        return changes(rows)
    listed = [one for one in told.noted if _listed(one, day)]
    kinds = {row.position.contribution.kind for row in rows if row.position.contribution}
    if not kinds:  # of tracks that did not differ yet, one stands for all
        kinds = {min((one.kind for one in listed if one.kind is not None), default="")}
    return _once(one for one in listed if one.kind is None or one.kind in kinds)


def _listed(one: Noted, day: dt.date) -> bool:
    seen = (one.shift.earlier.seen, one.shift.later.seen)
    return all(each is not None and each <= day for each in seen) and (one.gone is None or one.gone > day)


def _once(noted: Iterable[Noted]) -> tuple[Shift, ...]:
    found: dict[tuple[str, str, str], Shift] = {}
    for one in noted:
        found.setdefault((one.shift.kind, _row_id(one.shift.earlier), _row_id(one.shift.later)), one.shift)
    return tuple(found.values())


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


def _tracks(rows: Sequence[PositionRow]) -> list[tuple[str | None, list[PositionRow]]]:
    """The rows of each kind of contribution, each with those that name none."""
    kinds = sorted({row.position.contribution.kind for row in rows if row.position.contribution})
    if len(kinds) < 2:
        return [(None, list(rows))]
    return [(kind, [row for row in rows if row.position.contribution is None or _kind(row) == kind]) for kind in kinds]


def _kind(row: PositionRow) -> str | None:
    return row.position.contribution.kind if row.position.contribution else None
