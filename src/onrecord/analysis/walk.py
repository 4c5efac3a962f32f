"""The rows of one holder, issue and contribution, walked in the order in which they came out, and what shifts there.

Definitions: docs/explanation/changes-and-conflicts.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.analysis.shift import FIRMER, Basis, Shift, ShiftKind, differ, firmed
from onrecord.analysis.stance import TURN, WINDOW, origin_of, two_speakers
from onrecord.analysis.voices import came_out_later, denies, holders_side, said_by_then, same_day, surely_before, voice
from onrecord.ledger.rows import PositionRow


def walk(rows: Sequence[PositionRow]) -> tuple[list[Shift], list[tuple[Shift, PositionRow]]]:
    """The shifts of one track, whose rows are ``in_order``, as they were seen one after another.

    Beside them those that were listed for a while, each with the row that showed it to be something else.
    """
    track = _Walk(rows)
    for row in rows:
        track.hear(row)
    return track.shifts, track.gone


def in_order(row: PositionRow) -> tuple[object, ...]:
    """By publication; within a day first what is not former, what it says of earlier days, and denials."""
    stated, published = row.position.stated, row.article.published
    return (
        published or stated or dt.date.max,
        row.position.superseded,
        stated or published or dt.date.max,
        row.article.id,
        not denies(row.position),
        row.position.id,
    )


class _Walk:
    """What is known of one track after each row: the holder's present stance, and what others say of it."""

    def __init__(self, rows: Sequence[PositionRow]) -> None:
        self.shifts: list[Shift] = []
        self.gone: list[tuple[Shift, PositionRow]] = []
        self._now: list[PositionRow] = []
        self._claims: list[PositionRow] = []
        self._floating: list[PositionRow] = []
        self._heard: dict[tuple[object, ...], PositionRow] = {}
        self._former: dict[tuple[int, str], list[PositionRow]] = {}
        for row in rows:
            if row.position.superseded:
                self._former.setdefault((row.article.reading, row.article.id), []).append(row)

    def hear(self, row: PositionRow) -> None:
        """Take in the next row."""
        if row.position.superseded:
            self._hear_former(row)
        elif holders_side(row):
            self._hear_holder(row)
            one = row.position
            self._heard.setdefault((one.level, one.otherwise, said_by_then(row)), row)
        else:
            self._hear_claim(row)

    def _add(self, kind: ShiftKind, basis: Basis, earlier: PositionRow, later: PositionRow) -> None:
        self.shifts.append(Shift(kind, basis, earlier, later))

    def _hear_holder(self, row: PositionRow) -> None:
        denied = self._deny(row)
        if not self._now:
            if not denied:
                self._first_words(row)
            self._now = [row]
        elif row.position.level in FIRMER and all(firmed(one, row) and surely_before(one, row) for one in self._now):
            self._turn("changed_mind", "dates", self._last(), row)
        elif any(not differ(row, one) for one in self._now):
            self._agree(row)
        else:
            self._depart(row, denied)

    def _last(self) -> PositionRow:
        return max(self._now, key=lambda one: (one.date or dt.date.min, one.position.confidence, one.position.id))

    def _deny(self, row: PositionRow) -> bool:
        """Every differing claim that is on record by now, or that the article itself sets aside, is denied once."""
        if not self._claims and not self._former and not any(voice(one.position) == "narrated" for one in self._now):
            return False
        told = [one for one in self._claims if differ(row, one) and not surely_before(row, one)]
        narrated = [one for one in self._now if voice(one.position) == "narrated" and self._other_report(row, one)]
        if not told and not narrated and not self._former:
            return False
        in_words = denies(row.position)
        basis: Basis = "words" if in_words else "voices"
        told = [*told, *narrated] or self._set_aside_claim(row) if in_words else _contradicted(row, told)
        for one in told:
            # The difference is listed once: as what it turned out to be.
            told_so = [shift for shift in self.shifts if shift.kind == "changed_reporter" and shift.later is one]
            self.gone += [(shift, row) for shift in told_so]
            self.shifts = [shift for shift in self.shifts if shift.kind != "changed_reporter" or shift.later is not one]
            self._add("denied", basis, one, row)
        self._claims = [one for one in self._claims if one not in told]
        if any(one in told for one in self._now):
            self._now = [row]
        return bool(told)

    def _set_aside_claim(self, row: PositionRow) -> list[PositionRow]:
        """What the article repeats of others and the row denies, unless a denial is on record."""
        former = self._former.get((row.article.reading, row.article.id), [])
        told = [one for one in former if voice(one.position) != "own" and differ(row, one)][:1]
        known = any(one.kind == "denied" and not differ(one.later, row) for one in self.shifts)
        return [] if known else told

    def _other_report(self, row: PositionRow, one: PositionRow) -> bool:
        return differ(row, one) and origin_of(one) != origin_of(row) and not surely_before(row, one)

    def _first_words(self, row: PositionRow) -> None:
        """The holder's first own words, against what others had said of it, or the text says it had."""
        former = self._set_aside(row)
        if former is not None:
            self._add("changed_mind", "text", former, row)
            return
        for one in self._claims:
            if differ(row, one) and origin_of(one) != origin_of(row):
                self._add("changed_reporter", "voices", one, row)

    def _agree(self, row: PositionRow) -> None:
        former = self._set_aside(row)
        if former is not None and not any(
            one.kind == "changed_mind" and not differ(one.later, row) for one in self.shifts
        ):
            self._add("changed_mind", "text", former, row)
        days = [one.position.stated for one in self._now if one.position.stated]
        if row.position.stated is not None and (not days or row.position.stated > max(days)):
            done = [one for one in self._now if one.position.level == "delivers" != row.position.level]
            self._now = [*done, row]  # what was done stays done, whatever is promised next

    def _depart(self, row: PositionRow, denied: bool) -> None:
        """The row differs from everything that the holder is known to hold."""
        copied = next((one for one in self._now if _retold(one, row)), None)
        if copied is not None:
            self._add("changed_reporter", "voices", copied, row)
        elif any(_two_voices(one, row) for one in self._now):
            pass  # they contradict each other: see conflicts
        elif all(surely_before(one, row) for one in self._now):
            self._turn("changed_mind", "dates", self._last(), row)
        elif any(surely_before(row, one) for one in self._now):
            self._resurface(row)
        elif (former := self._set_aside(row)) is not None:
            self._turn("changed_mind", "text", former, row)
        elif denied or all(origin_of(row) == origin_of(one) for one in self._now):
            self._now.append(row)
        elif (same := next((one for one in self._now if same_day(row, one)), None)) is not None:
            if _corrects(row, same):
                self._turn("denied", "voices", same, row)
            else:
                self._add("changed_reporter", "voices", same, row)
                self._now.append(row)
        elif all(differ(row, one) for one in self._floating):
            self._add("order_unknown", "dates", self._last(), row)
            self._floating.append(row)

    def _turn(self, kind: ShiftKind, basis: Basis, earlier: PositionRow, row: PositionRow) -> None:
        self._add(kind, basis, earlier, row)
        self._now, self._floating = [row], []

    def _hear_former(self, row: PositionRow) -> None:
        """Words that the text calls former, with their day: an old statement in a later article."""
        told = holders_side(row) and row.position.stated is not None and self._now
        if told and all(differ(row, one) for one in self._now) and any(surely_before(row, one) for one in self._now):
            self._resurface(row)

    def _resurface(self, row: PositionRow) -> None:
        """Old words in a later article; if nobody knew of them, they tell of a change that nobody saw."""
        self._add("resurfaced", "dates", self._last(), row)
        known = any(not differ(row, one) for one in self._heard.values()) or any(
            shift.kind == "changed_mind" and not differ(row, shift.earlier) for shift in self.shifts
        )
        since = [one for one in (*self._heard.values(), *self._now) if surely_before(row, one) and differ(row, one)]
        if since and not known:
            first = min(since, key=lambda one: (said_by_then(one) or dt.date.max, one.article.id, one.position.id))
            self._add("changed_mind", "dates", row, first)

    def _set_aside(self, row: PositionRow) -> PositionRow | None:
        """The holder's own stance that the same article calls former, where it differs from ``row``."""
        if not self._former:
            return None
        former = self._former.get((row.article.reading, row.article.id), [])
        return next((one for one in former if voice(one.position) == "own" and differ(row, one)), None)

    def _hear_claim(self, row: PositionRow) -> None:
        if any(not differ(row, one) and not two_speakers(row, one) for one in self._claims):
            return
        copied = next((one for one in self._claims if differ(row, one) and _retold(one, row)), None)
        if copied is not None:
            self._add("changed_reporter", "voices", copied, row)
        elif self._now and all(differ(row, one) and origin_of(row) != origin_of(one) for one in self._now):
            before = next((one for one in self._now if surely_before(row, one)), None)
            if before is not None:
                self._add("resurfaced", "dates", before, row)
            else:
                self._add("changed_reporter", "voices", self._now[-1], row)
        self._claims.append(row)


def _contradicted(row: PositionRow, claims: Sequence[PositionRow]) -> list[PositionRow]:
    """The claims that the holder's own voice contradicts soon after they were made."""
    then = said_by_then(row)
    if then is None or voice(row.position) != "own" or row.position.vote is not None:
        return []
    days = ((one, said_by_then(one)) for one in claims)
    return [one for one, claimed in days if claimed is not None and claimed <= then <= claimed + WINDOW]


def _retold(one: PositionRow, other: PositionRow) -> bool:
    """True where another article has one report's words, and not those of another mouth or of another day."""
    if origin_of(one) != origin_of(other) or one.article.id == other.article.id or two_speakers(one, other):
        return False
    days = {row.position.stated for row in (one, other) if row.position.stated}
    return len(days) < 2


def _corrects(row: PositionRow, one: PositionRow) -> bool:
    """True where the outlet itself tells the words of one day otherwise in a later article."""
    same_outlet = row.article.outlet is not None and row.article.outlet == one.article.outlet
    return same_outlet and came_out_later(row, one)


def _two_voices(one: PositionRow, other: PositionRow) -> bool:
    """True where two named voices of the holder speak within ``TURN``; a vote is nobody's voice alone."""
    if one.position.vote or other.position.vote or not two_speakers(one, other):
        return False
    first, second = said_by_then(one), said_by_then(other)
    return first is not None and second is not None and abs(first - second) <= TURN
