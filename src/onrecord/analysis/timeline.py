"""One holder's record in order of time, each report once, with what it changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.corroboration import seen
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.shift import Shift
from onrecord.analysis.stance import origin_of
from onrecord.analysis.voices import Voice, voice
from onrecord.ledger.rows import PositionRow

Dated = Literal["stated", "published", "unknown"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One stance as one original report has it. ``rows`` are all articles that carry it; ``row`` the first published.

    ``dated`` says what ``date`` is: the day of the words, the day of the article, or not known. ``shift`` is what this
    report changed, and ``pledge`` the promise that it gives or renews last, where there is one.
    """

    row: PositionRow
    rows: tuple[PositionRow, ...]
    dated: Dated
    voice: Voice
    shift: Shift | None
    pledge: Pledge | None

    @property
    def date(self) -> dt.date | None:
        """The day that ``dated`` speaks of."""
        return self.row.date


def timeline(
    rows: Iterable[PositionRow], shifts: Iterable[Shift] = (), pledges: Iterable[Pledge] = ()
) -> tuple[Entry, ...]:
    """The entries, oldest first; those without any date come last."""
    groups: dict[tuple[object, ...], list[PositionRow]] = defaultdict(list)
    for row in sorted(rows, key=seen):
        groups[_same_report(row)].append(row)
    changed = {_id(one.later): one for one in shifts}
    promised = {_id(one.row): one for one in pledges}
    made = [_entry(some, changed, promised) for some in groups.values()]
    return tuple(sorted(made, key=lambda one: (one.date or dt.date.max, one.row.position.issue, one.row.position.id)))


def _same_report(row: PositionRow) -> tuple[object, ...]:
    one = row.position
    kind = one.contribution.kind if one.contribution else None
    whose = (one.speaker, one.speaker_role, one.reported_by, one.anonymous)
    return (one.holder, one.issue, origin_of(row), one.level, one.otherwise, one.stated, one.superseded, kind, whose)


def _id(row: PositionRow) -> tuple[int, str]:
    return row.article.reading, row.position.id


def _entry(
    rows: Sequence[PositionRow], changed: dict[tuple[int, str], Shift], promised: dict[tuple[int, str], Pledge]
) -> Entry:
    first = rows[0]
    dated: Dated = "stated" if first.position.stated else "published" if first.article.published else "unknown"
    return Entry(
        row=first,
        rows=tuple(rows),
        dated=dated,
        voice=voice(first.position),
        shift=next((changed[_id(row)] for row in rows if _id(row) in changed), None),
        pledge=next((promised[_id(row)] for row in rows if _id(row) in promised), None),
    )
