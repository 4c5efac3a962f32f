"""Promises and what became of them. Only a reported deed keeps a promise; time alone makes it old, never done."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.shift import SHIFT_STEPS
from onrecord.analysis.stance import about_the_same, apart
from onrecord.analysis.voices import came_out_later, holders_side, said_by_then, same_day, surely_before, voice
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER

PledgeState = Literal["standing", "expired", "delivered", "withdrawn", "contradicted"]
"""``withdrawn``: the holder surely said less later. ``contradicted``: an article of a later day has the holder say
less, but not when it said so."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise of one holder on one issue, with one kind of contribution.

    ``row`` is the latest time it was given, ``first`` the first. ``age`` counts days from ``first`` to the day of the
    question, ``expires`` is the last day on which it counts as fresh; both are None where the date, or the user's
    limit, is missing. ``by`` is the deed that kept it or the later stance that took it back.
    """

    row: PositionRow
    first: PositionRow
    age: int | None
    expires: dt.date | None
    state: PledgeState
    by: PositionRow | None = None


def pledges(
    rows: Iterable[PositionRow], on: dt.date, *, expire: int | None = None, by_dossier: Mapping[str, int] | None = None
) -> tuple[Pledge, ...]:
    """Every promise that the holder's side gave, by holder, issue and contribution, as of the day ``on``.

    ``expire`` is after how many days a promise that was not renewed expires; without it the dossier's own number in
    ``by_dossier`` counts, and without that nothing expires. What others say that a holder promised is no promise.
    """
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if not row.position.superseded and (said_by_then(row) or dt.date.min) <= on:
            groups[row.position.holder, row.position.issue].append(row)
    made = []
    for key in sorted(groups):
        given = [row for row in groups[key] if row.position.level == "pledges" and voice(row.position) != "other"]
        for kind in sorted({_kind(row) for row in given}):
            some = sorted((row for row in given if _kind(row) == kind), key=_when)
            days = expire if expire is not None else (by_dossier or {}).get(some[-1].article.dossier or "")
            made.append(_pledge(some, groups[key], on, days))
    return tuple(made)


def _kind(row: PositionRow) -> str:
    return row.position.contribution.kind if row.position.contribution else ""


def _when(row: PositionRow) -> tuple[dt.date, str]:
    return said_by_then(row) or dt.date.min, row.position.id


def _pledge(given: Sequence[PositionRow], rows: Sequence[PositionRow], on: dt.date, days: int | None) -> Pledge:
    first, last = given[0], given[-1]
    begun, renewed = said_by_then(first), said_by_then(last)
    age = (on - begun).days if begun else None
    expires = renewed + dt.timedelta(days) if renewed and days is not None else None
    deed = _deed(first, rows)
    if deed is not None:
        return Pledge(last, first, age, expires, "delivered", deed)
    back = _taken_back(last, rows)
    if back is not None:
        state: PledgeState = "withdrawn" if surely_before(last, back) else "contradicted"
        return Pledge(last, first, age, expires, state, back)
    return Pledge(last, first, age, expires, "expired" if expires and on > expires else "standing")


def _deed(first: PositionRow, rows: Iterable[PositionRow]) -> PositionRow | None:
    """The first reported deed that is not surely older than the promise."""
    done = [
        row
        for row in rows
        if row.position.level == "delivers"
        and about_the_same(first, row)
        and not surely_before(row, first)
        and _when(row) >= (said_by_then(first) or dt.date.max, "")
    ]
    return min(done, key=_when, default=None)


def _told_later(last: PositionRow, row: PositionRow) -> bool:
    """True where the words are of the same day and a later article tells them otherwise: a correction, mostly."""
    return same_day(last, row) and came_out_later(row, last)


def _taken_back(last: PositionRow, rows: Iterable[PositionRow]) -> PositionRow | None:
    """The holder's own later stance that falls short of the promise by ``SHIFT_STEPS`` or more, best a dated one."""
    after = [
        row
        for row in rows
        if holders_side(row)
        and about_the_same(last, row)
        and not surely_before(row, last)
        and (surely_before(last, row) or _when(row)[0] > _when(last)[0] or _told_later(last, row))
        and apart(last.position, row.position, SHIFT_STEPS)
        and LADDER.index(row.position.level) < LADDER.index("pledges")
    ]
    return min(after, key=lambda row: (not surely_before(last, row), _when(row)), default=None)
