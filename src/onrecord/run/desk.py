"""The desk: one ledger that many requests look at, and what it holds, kept in memory while it stays as it is.

A ``Ledger`` belongs to one thread, so each request opens its own; what all of them ask again and again (every current
position, and what follows from it) is held in a ``Snapshot``, which is made anew only when the ledger has changed.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from onrecord.errors import LedgerReadOnly
from onrecord.ledger import ConditionEntry, IssueRow, Ledger, PositionRow, condition_log, dossiers, issues, positions
from onrecord.ledger.version import Version, version
from onrecord.records import Dossier
from onrecord.settings import Settings

Made = TypeVar("Made")
KEPT = 128
"""How many answers a snapshot keeps; the one asked for longest ago goes first."""

Rows = tuple[PositionRow, ...]


@dataclass(slots=True)
class _Answers:
    """Answers that were worked out before, by their questions; the lock is held while one is made."""

    made: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)
    lock: threading.RLock = field(default_factory=threading.RLock)


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
    def by_cell(self) -> Mapping[tuple[str | None, str, str], Rows]:
        """The rows of each dossier, holder and issue."""
        return _grouped(self.rows, lambda row: (row.article.dossier, row.position.holder, row.position.issue))

    def dossier(self, dossier_id: str) -> Dossier | None:
        """The dossier with this id; None where the ledger has none."""
        return next((one for one in self.dossiers if one.id == dossier_id), None)

    def chosen(self, actors: Sequence[str] = (), issues: Sequence[str] = (), dossier: str | None = None) -> Rows:
        """The rows of these holders, issues and dossier, each left open where it is empty."""
        rows = self.rows if dossier is None else self.by_dossier.get(dossier, ())
        if actors:
            rows = tuple(row for row in rows if row.position.holder in actors)
        return tuple(row for row in rows if row.position.issue in issues) if issues else rows

    def once(self, question: Hashable, make: Callable[[], Made]) -> Made:
        """The answer to ``question``, made the first time it is asked of this snapshot.

        ``question`` must name all that the answer depends on beside the snapshot itself.
        """
        answers = self._answers
        with answers.lock:
            if question in answers.made:
                answers.made.move_to_end(question)
            else:
                answers.made[question] = make()
                while len(answers.made) > KEPT:
                    answers.made.popitem(last=False)
            return cast(Made, answers.made[question])


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
            if self._snapshot is None or self._snapshot.version != now:
                self._snapshot = _loaded(ledger, now)
            return self._snapshot


def _loaded(ledger: Ledger, now: Version) -> Snapshot:
    return Snapshot(
        now, tuple(positions(ledger)), tuple(dossiers(ledger)), tuple(issues(ledger)), tuple(condition_log(ledger))
    )
