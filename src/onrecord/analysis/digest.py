"""What a desk officer reads in the morning: everything that articles since a day added, each with its source."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.changes import changes
from onrecord.analysis.changes import within as shifts_in_order
from onrecord.analysis.conflicts import Conflict, conflicts
from onrecord.analysis.conflicts import within as conflicts_in_order
from onrecord.analysis.corroboration import Source, Standing, sources_of, standing_of
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.propositions import Proposition, Propositions, Use
from onrecord.analysis.shift import Shift
from onrecord.analysis.stance import AGREE_STEPS, about_the_same, apart, supporting
from onrecord.analysis.voices import denies, holders_side
from onrecord.ledger.rows import PositionRow

Pair = tuple[str, str]
"""A holder and an issue."""

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


@dataclass(frozen=True, slots=True)
class Background:
    """What the news of some days is held against: all that is on record of the holders and issues that had any.

    ``fresh`` are the rows of these days. By holder and issue, ``rows`` are all that were seen by the last of them, and
    ``first`` those that ``first_told`` picks. ``shifts`` and ``conflicts`` may hold more than what is new.
    """

    fresh: Sequence[PositionRow]
    rows: Mapping[Pair, Sequence[PositionRow]]
    first: Mapping[Pair, Sequence[PositionRow]]
    shifts: Iterable[Shift]
    conflicts: Iterable[Conflict]


def digest(
    rows: Iterable[PositionRow], known: Propositions, pledges: Iterable[Pledge], since: dt.date, until: dt.date
) -> Digest:
    """What articles published from ``since`` to ``until`` (both inclusive) add to the rest of ``rows``.

    An article without a date counts by the day of the words; without either it is left out.
    """
    dated = [(day, row) for row in rows if (day := row.seen) is not None and day <= until]
    fresh = [row for day, row in dated if day >= since]
    groups: dict[Pair, list[PositionRow]] = {pair_of(row): [] for row in fresh}
    for _, row in dated:
        if pair_of(row) in groups:
            groups[pair_of(row)].append(row)
    touched = [row for some in groups.values() for row in some]
    first = {pair: first_told(some) for pair, some in groups.items()}
    background = Background(fresh, groups, first, changes(touched), conflicts(touched))
    return news(background, known, pledges, since, until)


def news(
    background: Background, known: Propositions, pledges: Iterable[Pledge], since: dt.date, until: dt.date
) -> Digest:
    """The digest of these days where what they are held against was worked out before."""
    fresh = background.fresh
    ids = {(row.article.reading, row.position.id) for row in fresh}
    shifts = (one for one in background.shifts if (one.later.article.reading, one.later.position.id) in ids)
    contradictions = (one for one in background.conflicts if one.seen is not None and one.seen >= since)
    return Digest(
        since=since,
        until=until,
        articles=len({row.article.id for row in fresh}),
        positions=tuple(_positions(background, since)),
        shifts=shifts_in_order(shifts),
        conditions=tuple(_conditions(known, background, since)),
        conflicts=conflicts_in_order(contradictions),
        pledges=tuple(
            one for one in pledges if one.state == "expired" and one.expires and since <= one.expires <= until
        ),
    )


def pair_of(row: PositionRow) -> Pair:
    """Whose stance on what it is."""
    return row.position.holder, row.position.issue


def first_told(rows: Iterable[PositionRow]) -> tuple[PositionRow, ...]:
    """Of each stance of one holder on one issue, the row in which a reader could know of it first."""
    found: dict[tuple[object, ...], tuple[dt.date, PositionRow]] = {}
    for row in rows:
        day = row.seen
        if day is None or row.position.superseded:
            continue
        # What is taken for neutral stands beside other levels in another way where its words deny something.
        stance = (*_stance(row), row.position.level == "neutral" and denies(row.position))
        if stance not in found or day < found[stance][0]:
            found[stance] = day, row
    return tuple(row for _, row in found.values())


def _positions(background: Background, since: dt.date) -> Iterable[NewPosition]:
    """The stances that none before them told."""
    groups: dict[Pair, list[PositionRow]] = defaultdict(list)
    for row in background.fresh:
        if not row.position.superseded:
            groups[pair_of(row)].append(row)
    for pair in sorted(groups):
        before = [row for row in background.first[pair] if (row.seen or since) < since]
        new = [row for row in groups[pair] if not any(_known(row, one) for one in before)]
        yield from _stances(new, background.rows[pair])


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


def _conditions(known: Propositions, background: Background, since: dt.date) -> Iterable[NewCondition]:
    pairs = {pair_of(row) for row in background.fresh if row.position.conditions}
    conditional = (row for pair in pairs for row in background.rows[pair] if row.position.conditions)
    standing = {(row.article.reading, row.position.id) for row in conditional if not row.position.superseded}
    for proposition in known.all:
        uses = [use for use in proposition.uses if (use.row.article.reading, use.row.position.id) in standing]
        if not any(_use_seen(use)[0] >= since for use in uses):
            continue
        first: dict[Pair, Use] = {}
        for use in sorted(uses, key=_use_seen):
            first.setdefault(pair_of(use.row), use)
        yield from (NewCondition(proposition, use) for _, use in sorted(first.items()) if _use_seen(use)[0] >= since)


def _use_seen(use: Use) -> tuple[dt.date, str]:
    return use.row.seen or dt.date.max, use.row.position.id
