"""The desk: one ledger that many requests look at, and what it holds, kept in memory while it stays as it is.

A ``Ledger`` belongs to one thread, so each request opens its own; what all of them ask again and again (every current
position, and what follows from it) is held in a ``Snapshot``, which is made anew only when the ledger has changed.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from onrecord.errors import LedgerReadOnly
from onrecord.ledger import ConditionEntry, IssueRow, Ledger, PositionRow, condition_log, dossiers, issues, positions
from onrecord.ledger.review_history import touched_since
from onrecord.ledger.standing import positions_of
from onrecord.ledger.version import Version, current_readings, version
from onrecord.records import Dossier
from onrecord.run.names import asking
from onrecord.settings import Settings

Made = TypeVar("Made")
KEPT = 128
"""How many answers a snapshot keeps; the one asked for longest ago goes first."""

Rows = tuple[PositionRow, ...]
Cell = tuple[str | None, str, str]
"""A dossier, a holder and an issue."""


@dataclass(slots=True)
class _Answers:
    """Answers that were worked out before, by their questions.

    ``of_cells`` outlives a snapshot: the answer on a cell holds as long as the cell's rows are the same.
    """

    of_cells: dict[Hashable, tuple[Rows, Hashable, object]] = field(default_factory=dict)
    _made: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _locks: dict[Hashable, threading.RLock] = field(default_factory=dict)

    def alone(self, question: Hashable) -> threading.RLock:
        """The lock under which a question is answered: nobody waits who asks another."""
        with self._lock:
            return self._locks.setdefault(question, threading.RLock())

    def known(self, question: Hashable) -> tuple[object] | None:
        """The answer that is kept, in a tuple of its own; None where there is none."""
        with self._lock:
            if question not in self._made:
                return None
            self._made.move_to_end(question)
            return (self._made[question],)

    def keep(self, question: Hashable, answer: object) -> object:
        """Keep an answer, and no more than ``KEPT`` of them."""
        with self._lock:
            self._made[question] = answer
            while len(self._made) > KEPT:
                gone, _ = self._made.popitem(last=False)
                self._locks.pop(gone, None)
        return answer


@dataclass(frozen=True)
class Snapshot:
    """What the ledger holds at one moment, judgements of people applied; indices are made when first asked for.

    ``rows`` are all current positions, latest first (as ``ledger.positions`` orders them); one article that was read
    for two dossiers has its rows once for each.
    """

    version: Version
    rows: Rows
    dossiers: tuple[Dossier, ...]
    issues: tuple[IssueRow, ...]
    condition_log: tuple[ConditionEntry, ...]
    _answers: _Answers = field(default_factory=_Answers, repr=False, compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, PositionRow]:
        """The row of each position's id."""
        return {row.position.id: row for row in reversed(self.rows)}

    @cached_property
    def by_holder(self) -> Mapping[str, Rows]:
        """The rows of each holder."""
        return _grouped(self.rows, lambda row: row.position.holder)

    @cached_property
    def by_issue(self) -> Mapping[tuple[str | None, str], Rows]:
        """The rows of each dossier and issue."""
        return _grouped(self.rows, lambda row: (row.article.dossier, row.position.issue))

    @cached_property
    def by_article(self) -> Mapping[str, Rows]:
        """The rows of each article's id."""
        return _grouped(self.rows, lambda row: row.article.id)

    @cached_property
    def by_dossier(self) -> Mapping[str | None, Rows]:
        """The rows of each dossier."""
        return _grouped(self.rows, lambda row: row.article.dossier)

    @cached_property
    def by_cell(self) -> Mapping[Cell, Rows]:
        """The rows of each dossier, holder and issue."""
        return _grouped(self.rows, lambda row: (row.article.dossier, row.position.holder, row.position.issue))

    def dossier(self, dossier_id: str) -> Dossier | None:
        """The dossier with this id; None where the ledger has none."""
        return next((one for one in self.dossiers if one.id == dossier_id), None)

    def issues_of(self, dossier: str | None) -> tuple[IssueRow, ...]:
        """The issues of a dossier, or all of them where none is named."""
        return self.issues if dossier is None else tuple(row for row in self.issues if row.dossier == dossier)

    @cached_property
    def question(self) -> Callable[[str, str | None], str]:
        """What an issue asks: that of the dossier, or of any where none is named; empty where it is unknown."""
        return asking(self.issues)

    def in_one_cell(self, dossier: str | None) -> bool:
        """Whether all rows of a holder and issue lie in one cell: not where several dossiers ask the same, unnamed."""
        return dossier is not None or self._apart

    @cached_property
    def _apart(self) -> bool:
        return len({key[1:] for key in self.by_cell}) == len(self.by_cell)

    @cached_property
    def by_day(self) -> Sequence[tuple[dt.date, int]]:
        """The day on which a reader could know of each dated row, with its place among ``rows``, in order."""
        return sorted((day, place) for place, row in enumerate(self.rows) if (day := row.seen) is not None)

    def seen(self, since: dt.date, until: dt.date) -> Iterator[PositionRow]:
        """The rows that a reader could know of first on these days (both inclusive), as ``rows`` orders them."""
        first, end = bisect_left(self.by_day, (since, -1)), bisect_left(self.by_day, (until, len(self.rows)))
        return (self.rows[place] for place in sorted(place for _, place in self.by_day[first:end]))

    def chosen(self, actors: Sequence[str] = (), issues: Sequence[str] = (), dossier: str | None = None) -> Rows:
        """The rows of these holders, issues and dossier, each left open where it is empty."""
        rows = self.rows if dossier is None else self.by_dossier.get(dossier, ())
        if actors:
            rows = tuple(row for row in rows if row.position.holder in actors)
        return tuple(row for row in rows if row.position.issue in issues) if issues else rows

    def once(self, question: Hashable, make: Callable[[], Made]) -> Made:
        """The answer to ``question``, made the first time it is asked of this snapshot.

        ``question`` must name all that the answer depends on beside the snapshot itself. Two modules may use the same
        words for different questions: the one where ``make`` is written is a part of it.
        """
        answers = self._answers
        question = (getattr(make, "__module__", ""), question)
        with answers.alone(question):
            known = answers.known(question)
            return cast(Made, known[0] if known else answers.keep(question, make()))

    def each_cell(
        self, question: str, make: Callable[[Rows], Made], dossier: str | None = None, *, given: Hashable = None
    ) -> dict[Cell, Made]:
        """The answer on every cell (of one dossier, or of all), made anew only where its rows are others than before.

        ``make`` must depend on the rows alone, and on what is ``given``: of each question only the last answer is kept.
        """
        answers, found = self._answers, {}
        with answers.alone(("cells", question)):
            for key, rows in self.by_cell.items():
                if dossier in (None, key[0]):
                    known = answers.of_cells.get((question, key))
                    if known is None or known[0] != rows or known[1] != given:
                        known = answers.of_cells[question, key] = (rows, given, make(rows))
                    found[key] = cast(Made, known[2])
        return found

    def followed_by(self, later: Snapshot) -> Snapshot:
        """A later snapshot of the same ledger, which knows what this one worked out on cells."""
        later._answers.of_cells = self._answers.of_cells
        return later


Key = TypeVar("Key", bound=Hashable)


def _grouped(rows: Iterable[PositionRow], key: Callable[[PositionRow], Key]) -> dict[Key, Rows]:
    found: dict[Key, list[PositionRow]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {one: tuple(some) for one, some in found.items()}


class Desk:
    """One ledger and how to read into it. Safe to be used by several threads at once."""

    def __init__(self, place: str | os.PathLike[str], settings: Settings | None = None) -> None:
        """Open a desk on a ledger, which is made where there is none, and brought to the present schema.

        Raises:
            LedgerError: the ledger cannot be used.
        """
        self.place = place
        self.settings = settings or Settings.from_environment()
        self.readonly = False
        self.renewed: Callable[[Snapshot], object] | None = None
        """What is told of each new snapshot, if anything is."""
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        try:
            with Ledger.open(place, create=True):
                pass
        except LedgerReadOnly:  # a ledger on a read-only disk can be looked at all the same
            with Ledger.open(place, readonly=True):
                self.readonly = True

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """The ledger for this thread, for queries only."""
        with Ledger.open(self.place, readonly=True) as ledger:
            yield ledger

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger for this thread, to be written.

        Raises:
            LedgerReadOnly: it cannot be.
        """
        with Ledger.open(self.place) as ledger:
            yield ledger

    def snapshot(self) -> Snapshot:
        """What the ledger holds now; loaded only where it has changed since it was last asked for."""
        with self.reading() as ledger, self._lock:
            now = version(ledger)
            held = self._snapshot
            if held is None or held.version != now:
                self._snapshot = held = _renewed(ledger, held, now)
                if self.renewed is not None:
                    self.renewed(held)
            return held


def _renewed(ledger: Ledger, held: Snapshot | None, now: Version) -> Snapshot:
    rows = _whole(ledger) if held is None or held.version.judgements != now.judgements else _changed(ledger, held, now)
    later = Snapshot(now, rows, tuple(dossiers(ledger)), tuple(issues(ledger)), tuple(condition_log(ledger)))
    return later if held is None else held.followed_by(later)


def _whole(ledger: Ledger) -> Rows:
    return tuple(positions(ledger))


def _changed(ledger: Ledger, held: Snapshot, now: Version) -> Rows:
    """The rows of before, with those of readings that are new, or on which somebody decided, loaded anew."""
    old = held.version
    stale = frozenset(touched_since(ledger, old.reviews) if now.reviews != old.reviews else ())
    rows: Iterable[PositionRow] = held.rows
    if now.readings != old.readings:
        current = current_readings(ledger)
        stale |= {reading for reading in current if reading > old.readings}
        # An earlier reading is seen again, or no more, only where its article was read anew.
        rows = (row for row in rows if row.article.reading in current)
    else:
        current = stale & current_readings(ledger) if stale else stale
    kept = [row for row in rows if row.article.reading not in stale]
    return tuple(sorted((*kept, *positions_of(ledger, stale & current)), key=_order))


def _order(row: PositionRow) -> tuple[bool, int, int]:
    """The order of ``ledger.positions``; rows of one day and reading stay as they were loaded, in the text's order."""
    day = row.date
    return day is None, -day.toordinal() if day else 0, row.article.reading
