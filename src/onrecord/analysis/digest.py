"""What a desk officer reads in the morning: everything that articles since a day added, each with its source."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.changes import changes
from onrecord.analysis.conflicts import Conflict, conflicts
from onrecord.analysis.corroboration import Source, Standing, sources_of, standing_of
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.propositions import Proposition, Propositions, Use
from onrecord.analysis.shift import Shift
from onrecord.analysis.stance import AGREE_STEPS, about_the_same, apart, supporting
from onrecord.analysis.voices import holders_side
from onrecord.ledger.rows import PositionRow

Caution = Literal["single_source", "anonymous_only", "second_hand_only"]


@dataclass(frozen=True, slots=True)
class NewPosition:
    """A stance that was not on record before. ``row`` states it best; ``sources`` are all origins that report it.

    ``cautions`` say on how little it rests.
    """

    row: PositionRow
    sources: tuple[Source, ...]
    standing: Standing
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class NewCondition:
    """A proposition on which a holder's stance has not hung before, with the position that says so."""

    proposition: Proposition
    use: Use


@dataclass(frozen=True, slots=True)
class Digest:
    """The news of the days from ``since`` to ``until``; ``articles`` counts those that hold a position.

    ``positions``, ``conditions`` and ``shifts`` are by holder and issue; ``pledges`` are those that expired in these
    days.
    """

    since: dt.date
    until: dt.date
    articles: int
    positions: tuple[NewPosition, ...]
    shifts: tuple[Shift, ...]
    conditions: tuple[NewCondition, ...]
    conflicts: tuple[Conflict, ...]
    pledges: tuple[Pledge, ...]

    @property
    def warnings(self) -> tuple[NewPosition, ...]:
        """The new positions that rest on one origin, on unnamed persons, or on others' words alone."""
        return tuple(one for one in self.positions if one.cautions)


def digest(
    rows: Sequence[PositionRow],
    known: Propositions,
    pledges: Iterable[Pledge],
    since: dt.date,
    until: dt.date,
    *,
    before: tuple[Sequence[Shift], Sequence[Conflict]] | None = None,
) -> Digest:
    """What articles published from ``since`` to ``until`` (both inclusive) add to the rest of ``rows``.

    An article without a date counts by the day of the words; without either it is left out. ``before`` are the changes
    and conflicts of all ``rows``, where they were worked out before: used if no row is left out.
    """
    dated = [(day, row) for row in rows if (day := row.seen) is not None and day <= until]
    record = [row for _, row in dated]
    fresh = [row for day, row in dated if day >= since]
    ids = {(row.article.reading, row.position.id) for row in fresh}
    usable = before if len(record) == len(rows) else None
    touched = record if usable is not None else _touched(record, fresh)
    shifts, contradictions = usable or (changes(touched), conflicts(touched))
    return Digest(
        since=since,
        until=until,
        articles=len({row.article.id for row in fresh}),
        positions=tuple(_positions(touched, frozenset(map(id, fresh)))),
        shifts=tuple(one for one in shifts if (one.later.article.reading, one.later.position.id) in ids),
        conditions=tuple(_conditions(known, record, since)),
        conflicts=tuple(one for one in contradictions if one.seen is not None and one.seen >= since),
        pledges=tuple(
            one for one in pledges if one.state == "expired" and one.expires and since <= one.expires <= until
        ),
    )


def _touched(record: Iterable[PositionRow], fresh: Iterable[PositionRow]) -> list[PositionRow]:
    """What is on record of those holders and issues of whom there is news."""
    about = {(row.position.holder, row.position.issue) for row in fresh}
    return [row for row in record if (row.position.holder, row.position.issue) in about]


def _positions(record: Iterable[PositionRow], news: frozenset[int]) -> Iterable[NewPosition]:
    """The stances that none before them told; ``news`` are the rows of these days, by identity."""
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in record:
        if not row.position.superseded:
            groups[row.position.holder, row.position.issue].append(row)
    for key in sorted(groups):
        if not any(id(row) in news for row in groups[key]):
            continue
        fresh: list[PositionRow] = []
        before: dict[tuple[object, ...], PositionRow] = {}  # one of each kind: how many report it does not matter here
        for row in groups[key]:
            if id(row) in news:
                fresh.append(row)
            else:
                before[_stance(row)] = row
        new = [row for row in fresh if not any(_known(row, one) for one in before.values())]
        yield from _stances(new, groups[key])


def _stance(row: PositionRow) -> tuple[object, ...]:
    one = row.position
    return one.level, one.otherwise, one.contribution and one.contribution.kind, holders_side(row)


def _known(row: PositionRow, before: PositionRow) -> bool:
    """A stance is known once it was on record, or nearly it; the holder's own word for it is news after a claim."""
    return (
        about_the_same(row, before)
        and not apart(row.position, before.position, AGREE_STEPS + 1)
        and (holders_side(before) or not holders_side(row))
    )


def _stances(new: Sequence[PositionRow], rows: Sequence[PositionRow]) -> Iterable[NewPosition]:
    groups: dict[tuple[object, ...], list[PositionRow]] = defaultdict(list)
    for row in new:
        groups[_stance(row)].append(row)
    for some in groups.values():
        best = max(some, key=lambda row: (row.position.speaker is not None, row.position.confidence, row.position.id))
        agreeing = supporting(best, rows)
        sources, standing = sources_of(agreeing), standing_of(agreeing)
        yield NewPosition(best, sources, standing, _cautions(sources, standing))


def _cautions(sources: Sequence[Source], standing: Standing) -> tuple[Caution, ...]:
    found: list[Caution] = ["single_source"] if len(sources) < 2 else []
    if standing == "anonymous":
        found.append("anonymous_only")
    if standing == "second_hand":
        found.append("second_hand_only")
    return tuple(found)


def _conditions(known: Propositions, record: Iterable[PositionRow], since: dt.date) -> Iterable[NewCondition]:
    standing = {(row.article.reading, row.position.id) for row in record if not row.position.superseded}
    news = (one for one in known.all if any((use.row.seen or dt.date.min) >= since for use in one.uses))
    for proposition in news:
        first: dict[tuple[str, str], Use] = {}
        for use in sorted(proposition.uses, key=_use_seen):
            if (use.row.article.reading, use.row.position.id) in standing:
                first.setdefault((use.row.position.holder, use.row.position.issue), use)
        for _, use in sorted(first.items()):
            if (use.row.seen or dt.date.min) >= since:
                yield NewCondition(proposition, use)


def _use_seen(use: Use) -> tuple[dt.date, str]:
    return use.row.seen or dt.date.max, use.row.position.id
