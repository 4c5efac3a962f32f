"""Who contradicts whom: stances of one holder that cannot both hold, from two origins or two mouths at one time.

A conflict has two sides, each with every row that is on it: ten outlets against one are one conflict, not ten.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.analysis.stance import CONFLICT_STEPS, WINDOW, conflict, distance, origin_of, origins, two_speakers
from onrecord.analysis.voices import holders_side, voice
from onrecord.ledger.rows import PositionRow
from onrecord.records import Level

ConflictKind = Literal["claim", "speakers", "origins"]
"""``claim``: another's claim against the holder's side. ``speakers``: two named voices of the holder. ``origins``: two
reports of what the holder said (an unnamed official's word against a named one's is one of them), or two claims."""

_COMPARED: Final = 6
"""With how many rows of an incompatible level, back in time, a row is compared: more only add to the same sides."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two stances: the row that stands for it, and all that are on it, the first dated first."""

    row: PositionRow
    rows: tuple[PositionRow, ...]

    @property
    def level(self) -> Level:
        """The level of this side."""
        return self.row.position.level

    @property
    def origins(self) -> tuple[str, ...]:
        """The different origins that report it."""
        return origins(self.rows)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two stances that cannot both hold. For a claim ``one`` is the holder's side and ``other`` the claim."""

    kind: ConflictKind
    holder: str
    issue: str
    one: Side
    other: Side

    @property
    def first(self) -> dt.date | None:
        """The first day of either side."""
        return min((row.date for row in (*self.one.rows, *self.other.rows) if row.date), default=None)

    @property
    def last(self) -> dt.date | None:
        """The last day of either side."""
        return max((row.date for row in (*self.one.rows, *self.other.rows) if row.date), default=None)

    @property
    def seen(self) -> dt.date | None:
        """The last day on which an article of either side came out."""
        days = [row.seen for row in (*self.one.rows, *self.other.rows)]
        return max((day for day in days if day), default=None)


def conflicts(
    rows: Iterable[PositionRow], *, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Conflict, ...]:
    """The conflicts some part of which lies from ``since`` to ``until``, the latest first."""
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if row.date is not None and not row.position.superseded:
            groups[row.position.holder, row.position.issue].append(row)
    found = (one for key in sorted(groups) if _reaches(groups[key], since) for one in _of_group(groups[key]))
    return within(found, since=since, until=until)


def within(
    found: Iterable[Conflict], *, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Conflict, ...]:
    """The conflicts some part of which lies from ``since`` to ``until``, the latest first."""
    wanted = [
        one
        for one in found
        if (since is None or (one.last is not None and one.last >= since))
        and (until is None or (one.first is not None and one.first <= until))
    ]
    return tuple(sorted(wanted, key=_latest_first))


def _latest_first(one: Conflict) -> tuple[object, ...]:
    # The ids last, so that a tie is decided the same way, whatever else the conflicts were found among.
    ids = (one.one.row.position.id, one.other.row.position.id)
    return (-(one.last or dt.date.min).toordinal(), one.holder, one.issue, one.kind, *ids)


def _reaches(rows: Iterable[PositionRow], since: dt.date | None) -> bool:
    return since is None or any(_day(row) >= since for row in rows)


def around(rows: Iterable[PositionRow], some: Iterable[PositionRow]) -> list[PositionRow]:
    """Of the rows of one holder on one issue, those that can be in one conflict with any of ``some`` of them.

    No conflict reaches over more than ``WINDOW`` of days without a row.
    """
    wanted = frozenset(map(id, some))
    dated = sorted((row for row in rows if row.date is not None), key=_day)
    found: list[PositionRow] = []
    stretch: list[PositionRow] = []
    for row in dated:
        if stretch and _day(stretch[-1]) + WINDOW < _day(row):
            found += stretch if any(id(one) in wanted for one in stretch) else ()
            stretch = []
        stretch.append(row)
    return found + (stretch if any(id(one) in wanted for one in stretch) else [])


def kind_of(one: PositionRow, other: PositionRow) -> ConflictKind:
    """What sort of contradiction two conflicting rows are."""
    if (voice(one.position) == "other") != (voice(other.position) == "other"):
        return "claim"
    return "speakers" if holders_side(one) and holders_side(other) and two_speakers(one, other) else "origins"


def _of_group(rows: Sequence[PositionRow]) -> Iterator[Conflict]:
    """The conflicts of one holder on one issue."""
    by_sort: dict[tuple[ConflictKind, Level, Level], list[tuple[PositionRow, PositionRow]]] = defaultdict(list)
    for one, other in _pairs(rows):
        kind = kind_of(one, other)
        first, second = sorted((one, other), key=lambda row: _place(row, kind))
        by_sort[kind, first.position.level, second.position.level].append((first, second))
    for (sort, _, _), pairs in by_sort.items():
        for cluster in _clusters(pairs):
            yield _conflict(sort, cluster)


def _place(row: PositionRow, kind: ConflictKind) -> tuple[object, ...]:
    return (kind == "claim" and voice(row.position) == "other", row.position.level)


def _pairs(rows: Sequence[PositionRow]) -> Iterator[tuple[PositionRow, PositionRow]]:
    """Conflicting pairs, each row with a few before it of every level that is far enough from its own."""
    recent: dict[tuple[Level, Level | None], dict[object, deque[PositionRow]]] = defaultdict(dict)
    different = {_what_counts(row): row for row in sorted(rows, key=_order, reverse=True)}
    for row in sorted(different.values(), key=_order):
        one = row.position
        oldest = _day(row) - WINDOW
        for before in recent.values():
            if distance(next(iter(before.values()))[-1].position, one) >= CONFLICT_STEPS:
                near = (other for some in before.values() for other in some if _day(other) >= oldest)
                yield from ((other, row) for other in near if conflict(other, row))
        kind = (voice(one), one.contribution and one.contribution.kind)
        recent[one.level, one.otherwise].setdefault(kind, deque(maxlen=_COMPARED)).append(row)


def _what_counts(row: PositionRow) -> tuple[object, ...]:
    one = row.position
    kind = one.contribution.kind if one.contribution else None
    return (
        origin_of(row),
        row.date,
        one.stated,
        one.level,
        one.otherwise,
        kind,
        one.speaker,
        voice(one),
        one.reported_by,
    )


def _order(row: PositionRow) -> tuple[dt.date, str, str]:
    return row.date or dt.date.max, row.article.id, row.position.id


def _clusters(pairs: list[tuple[PositionRow, PositionRow]]) -> Iterator[list[tuple[PositionRow, PositionRow]]]:
    """The pairs in turn, parted where more than ``WINDOW`` passes between one and the next."""
    dated = sorted(pairs, key=lambda pair: (max(_order(pair[0]), _order(pair[1])), _order(pair[0]), _order(pair[1])))
    cluster: list[tuple[PositionRow, PositionRow]] = []
    for pair in dated:
        if cluster and max(_day(one) for one in cluster[-1]) + WINDOW < min(_day(one) for one in pair):
            yield cluster
            cluster = []
        cluster.append(pair)
    yield cluster


def _day(row: PositionRow) -> dt.date:
    return row.date or dt.date.max


def _conflict(kind: ConflictKind, pairs: Sequence[tuple[PositionRow, PositionRow]]) -> Conflict:
    one, other = _side(first for first, _ in pairs), _side(second for _, second in pairs)
    return Conflict(kind, one.row.position.holder, one.row.position.issue, one, other)


def _side(rows: Iterable[PositionRow]) -> Side:
    ordered = sorted({_order(row): row for row in rows}.values(), key=_order)
    best = max(ordered, key=lambda row: (row.position.speaker is not None, row.position.confidence, row.position.id))
    return Side(best, tuple(ordered))
