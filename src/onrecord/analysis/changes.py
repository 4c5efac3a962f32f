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
from typing import Final, Literal

from onrecord.analysis.stance import apart, origin_of, two_speakers
from onrecord.analysis.voices import denies, holders_side, same_day, surely_before, voice
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER

ShiftKind = Literal["changed_mind", "changed_reporter", "resurfaced", "denied", "order_unknown"]
Basis = Literal["dates", "text", "words", "voices"]
"""What tells: the stated dates; the article, which calls one stance former; words of denial; or who speaks."""

SHIFT_STEPS: Final = 2
"""Levels a step apart are one stance in other words, as two careful coders differ by a step."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two reports of a holder that differ, and what the difference is. ``later`` is the one that was seen later."""

    kind: ShiftKind
    basis: Basis
    earlier: PositionRow
    later: PositionRow

    @property
    def holder(self) -> str:
        """Whose stance it is."""
        return self.later.position.holder

    @property
    def issue(self) -> str:
        """The issue it is on."""
        return self.later.position.issue

    @property
    def steps(self) -> int:
        """Steps of the ladder from the earlier level to the later; below 0 is less favourable."""
        return LADDER.index(self.later.position.level) - LADDER.index(self.earlier.position.level)

    @property
    def date(self) -> dt.date | None:
        """The day of the change where the mind changed, as far as it is known; else the day on which it was seen."""
        stated, published = self.later.position.stated, self.later.article.published
        return (stated or published) if self.kind == "changed_mind" else (published or stated)


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
        for track in _tracks(groups[key]):
            for shift in _Walk(track).shifts:
                found.setdefault((shift.kind, _row_id(shift.earlier), _row_id(shift.later)), shift)
    wanted = [one for one in found.values() if _within(one.date, since, until)]
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


def _in_order(row: PositionRow) -> tuple[object, ...]:
    """By publication; within an article what it says of earlier days first, and a denial before what follows on it."""
    stated, published = row.position.stated, row.article.published
    return (
        published or stated or dt.date.max,
        stated or published or dt.date.max,
        row.article.id,
        not denies(row.position),
        row.position.id,
    )


class _Walk:
    """What is known of one track after each row: the holder's present stance, and what others say of it."""

    def __init__(self, rows: Sequence[PositionRow]) -> None:
        self.shifts: list[Shift] = []
        self._now: list[PositionRow] = []
        self._claims: list[PositionRow] = []
        self._floating: list[PositionRow] = []
        self._former: dict[tuple[int, str], list[PositionRow]] = defaultdict(list)
        for row in rows:
            if row.position.superseded:
                self._former[row.article.reading, row.article.id].append(row)
        for row in sorted((one for one in rows if not one.position.superseded), key=_in_order):
            if holders_side(row):
                self._hear_holder(row)
            else:
                self._hear_claim(row)

    def _add(self, kind: ShiftKind, basis: Basis, earlier: PositionRow, later: PositionRow) -> None:
        self.shifts.append(Shift(kind, basis, earlier, later))

    def _hear_holder(self, row: PositionRow) -> None:
        denied = denies(row.position) and self._deny(row)
        if not self._now:
            if not denied:
                self._first_words(row)
            self._now = [row]
        elif any(not _differ(row, one) for one in self._now):
            self._agree(row)
        else:
            self._depart(row, denied)

    def _deny(self, row: PositionRow) -> bool:
        """Every differing claim that is on record by now, or that the article itself sets aside, is denied once."""
        told = [one for one in self._claims if _differ(row, one) and not surely_before(row, one)]
        told += [one for one in self._now if voice(one.position) == "narrated" and self._other_report(row, one)]
        if not told:
            former = self._former[row.article.reading, row.article.id]
            told = [one for one in former if voice(one.position) != "own" and _differ(row, one)][:1]
            if any(one.kind == "denied" and not _differ(one.later, row) for one in self.shifts):
                told = []
        for one in told:
            self._add("denied", "words", one, row)
        self._claims = [one for one in self._claims if one not in told]
        if any(one in told for one in self._now):
            self._now = [row]
        return bool(told)

    def _other_report(self, row: PositionRow, one: PositionRow) -> bool:
        return _differ(row, one) and origin_of(one) != origin_of(row) and not surely_before(row, one)

    def _first_words(self, row: PositionRow) -> None:
        """The holder's first own words, against what others had said of it, or the text says it had."""
        former = self._set_aside(row)
        if former is not None:
            self._add("changed_mind", "text", former, row)
            return
        for one in self._claims:
            if _differ(row, one) and origin_of(one) != origin_of(row):
                self._add("changed_reporter", "voices", one, row)

    def _agree(self, row: PositionRow) -> None:
        former = self._set_aside(row)
        if former is not None and not any(
            one.kind == "changed_mind" and not _differ(one.later, row) for one in self.shifts
        ):
            self._add("changed_mind", "text", former, row)
        days = [one.position.stated for one in self._now if one.position.stated]
        if row.position.stated is None:
            return
        if not days or row.position.stated > max(days):
            self._now = [row]

    def _depart(self, row: PositionRow, denied: bool) -> None:
        """The row differs from everything that the holder is known to hold."""
        last = max(self._now, key=lambda one: (one.date or dt.date.min, one.position.confidence, one.position.id))
        if all(surely_before(one, row) for one in self._now):
            self._turn("changed_mind", "dates", last, row)
        elif any(surely_before(row, one) for one in self._now):
            self._add("resurfaced", "dates", last, row)
        elif (former := self._set_aside(row)) is not None:
            self._turn("changed_mind", "text", former, row)
        elif denied or all(_one_report(row, one) for one in self._now):
            self._now.append(row)
        elif any(same_day(row, one) for one in self._now):
            self._add("changed_reporter", "voices", next(one for one in self._now if same_day(row, one)), row)
            self._now.append(row)
        elif all(_differ(row, one) for one in self._floating):
            self._add("order_unknown", "dates", last, row)
            self._floating.append(row)

    def _turn(self, kind: ShiftKind, basis: Basis, earlier: PositionRow, row: PositionRow) -> None:
        self._add(kind, basis, earlier, row)
        self._now, self._floating = [row], []

    def _set_aside(self, row: PositionRow) -> PositionRow | None:
        """The holder's own stance that the same article calls former, where it differs from ``row``."""
        former = self._former[row.article.reading, row.article.id]
        return next((one for one in former if voice(one.position) == "own" and _differ(row, one)), None)

    def _hear_claim(self, row: PositionRow) -> None:
        known = any(not _differ(row, one) and not two_speakers(row, one) for one in self._claims)
        if self._now and not known and all(_differ(row, one) and not _one_report(row, one) for one in self._now):
            before = next((one for one in self._now if surely_before(row, one)), None)
            if before is not None:
                self._add("resurfaced", "dates", before, row)
            else:
                self._add("changed_reporter", "voices", self._now[-1], row)
        if not known:
            self._claims.append(row)


def _differ(one: PositionRow, other: PositionRow) -> bool:
    return apart(one.position, other.position, SHIFT_STEPS)


def _one_report(one: PositionRow, other: PositionRow) -> bool:
    """True where both go back to one report: what differs there is not news of a change."""
    return origin_of(one) == origin_of(other)
