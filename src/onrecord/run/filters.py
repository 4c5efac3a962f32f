"""Which part of the record is wanted: one set of filters for pages, REST and tools, named as the commands' options are.

Some filters look at rows (whose, on what, when, in which words), others at where a holder stands on an issue by all
rows that are left (level, corroboration, contradiction). ``rows`` and ``field`` say which applies to what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from onrecord.analysis.matrix import Cell, Matrix, cell, matrix, ordered
from onrecord.analysis.stance import contradiction
from onrecord.errors import InputError
from onrecord.ledger import PositionRow
from onrecord.lexicons.places import belongs, in_region, memberships, regions
from onrecord.records import LADDER, Level
from onrecord.run.asked import Asked
from onrecord.run.desk import Cell as CellKey
from onrecord.run.desk import Rows, Snapshot
from onrecord.run.names import name_of

Made = TypeVar("Made")
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no"})
_NAMES: Final = {"actor": "actors", "issue": "issues", "level": "levels", "region": "regions"}
"""Query names that differ from the field's: an option that may be repeated is named in the singular."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted; an empty field asks for nothing.

    ``on`` looks at the record as it was at the end of that day: what had been published by then. ``since`` and
    ``until`` (inclusive) look at the date of a row. ``regions`` are the UN's, ``member_of`` names organisations whose
    members are wanted (on the day ``on`` where it is given): a holder must be in one of each. ``min_origins``,
    ``anonymous`` (from unnamed sources only) and ``contested`` look at the holder's cell. ``text`` stands in the
    evidence, the speaker's name or the article's title.
    """

    dossier: str | None = None
    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    on: dt.date | None = None
    regions: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    min_confidence: float = 0.0
    min_origins: int = 0
    anonymous: bool | None = None
    contested: bool | None = None
    text: str = ""

    @classmethod
    def of(cls, query: Iterable[tuple[str, str]]) -> Filters:
        """The filters that the pairs of a query string name; other names and empty values are passed over.

        Raises:
            InputError: a value that its filter cannot use; ``place`` is the name.
        """
        given: dict[str, list[str]] = {}
        for name, value in query:
            if value.strip():
                given.setdefault(name.replace("-", "_"), []).append(value.strip())
        found: dict[str, Any] = {}
        for one in fields(cls):
            name = _query_name(one.name)
            if name in given:
                found[one.name] = _read(one.name, name, given[name])
        return cls(**found)

    def query(self) -> list[tuple[str, str]]:
        """The pairs of a query string that ``of`` reads as these filters."""
        pairs: list[tuple[str, str]] = []
        for one in fields(self):
            value, empty = getattr(self, one.name), one.default
            if value == empty:
                continue
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(_query_name(one.name), _written(each)) for each in values]
        return pairs

    def without(self, *names: str) -> Filters:
        """These filters, with the fields of these names left open."""
        open_again: dict[str, Any] = {one.name: one.default for one in fields(self) if one.name in names}
        return replace(self, **open_again)

    def asked(self) -> Asked:
        """Whose stances on what, as the functions of ``run.ask`` take it."""
        return Asked(actors=self.actors, issues=self.issues, dossier=self.dossier)

    def rows(self, snapshot: Snapshot) -> Rows:
        """The rows that pass every filter, latest first; those on cells ask of the cell that a row belongs to."""
        chosen = self._scoped(snapshot)
        if self.levels:
            chosen = tuple(row for row in chosen if row.position.level in self.levels)
        if self._looks_at_cells:
            cells = {(cell.actor, cell.issue): cell for cell in self.without("levels").field(snapshot).cells}
            chosen = tuple(row for row in chosen if (row.position.holder, row.position.issue) in cells)
        return chosen

    def passes(self, row: PositionRow) -> bool:
        """Whether a row passes, whatever its cell is like: for rows that are no part of the record."""
        level = not self.levels or row.position.level in self.levels
        return level and self.dossier in (None, row.article.dossier) and all(test(row) for test in self._tests())

    def field(self, snapshot: Snapshot) -> Matrix:
        """Who stands where, by the rows in scope: the cells that pass every filter, of dossiers' issues in order."""
        return snapshot.once(("field", self), lambda: self._field(snapshot))

    def _field(self, snapshot: Snapshot) -> Matrix:
        order = [row.issue.id for row in snapshot.issues_of(self.dossier)]
        known = self.of_cells(snapshot, "cell", _cell)
        if known is None and snapshot.in_one_cell(self.dossier):
            known = dict(self._looked_into(snapshot))
        made = matrix(self._scoped(snapshot), issues=order) if known is None else ordered(known.values(), issues=order)
        cells = tuple(cell for cell in made.cells if self.keeps(cell))
        actors = {cell.actor for cell in cells}
        return Matrix(tuple(one for one in made.actors if one in actors), made.issues, cells)

    def of_cells(self, snapshot: Snapshot, question: str, make: Callable[[Rows], Made]) -> dict[CellKey, Made] | None:
        """The answers on the cells in scope, as ``Snapshot.each_cell`` has them, whatever is asked of stances.

        None where a filter looks into a cell, and where the cells of several dossiers may have to be seen as one.
        """
        within = (self.since, self.until, self.on, self.text or None, self.min_confidence or None)
        if not snapshot.in_one_cell(self.dossier) or any(one is not None for one in within):
            return None
        known = snapshot.each_cell(question, make, self.dossier)
        tests = list(self._tests())
        return {key: one for key, one in known.items() if all(test(snapshot.by_cell[key][0]) for test in tests)}

    def _looked_into(self, snapshot: Snapshot) -> Iterator[tuple[CellKey, Cell]]:
        """The cells by the rows that are left of each: worked out only where some row of it is not."""
        whole, tests = snapshot.each_cell("cell", _cell, self.dossier), list(self._tests())
        pairs = snapshot.each_cell("contradiction", contradiction, self.dossier)
        for key, known in whole.items():
            left = rows = snapshot.by_cell[key]
            for test in tests:
                left = tuple(filter(test, left))
            if left:
                yield key, known if len(left) == len(rows) else _cell(left, _contradict(left, pairs[key]))

    @property
    def whole(self) -> bool:
        """Whether all rows of what is in scope pass: no filter looks at levels or at what a stance rests on."""
        return not self.levels and not self._looks_at_cells

    @property
    def _looks_at_cells(self) -> bool:
        return bool(self.min_origins) or self.anonymous is not None or self.contested is not None

    def keeps(self, cell: Cell) -> bool:
        """Whether a holder's stance passes the filters on stances."""
        return (
            (not self.levels or cell.level in self.levels)
            and cell.agreeing >= self.min_origins
            and self.anonymous in (None, cell.anonymous_only)
            and self.contested in (None, cell.contested)
        )

    def _scoped(self, snapshot: Snapshot) -> Rows:
        rows = snapshot.rows if self.dossier is None else snapshot.by_dossier.get(self.dossier, ())
        if self.dossier is not None and len(self.issues) == 1:
            rows = snapshot.by_issue.get((self.dossier, self.issues[0]), ())
        for test in self._tests():
            rows = tuple(filter(test, rows))
        return rows

    def _tests(self) -> Iterable[Callable[[PositionRow], bool]]:
        """One test of a row for each filter on rows that asks for something."""
        if self.actors:
            asked = {one.casefold() for one in self.actors}
            yield lambda row: bool(asked & {row.position.holder.casefold(), name_of(row.position.holder).casefold()})
        if self.issues:
            yield lambda row: row.position.issue in self.issues
        if self.regions or self.member_of:
            yield lambda row: self._belongs(row.position.holder)
        if self.min_confidence > 0:
            yield lambda row: row.position.confidence >= self.min_confidence
        if self.text:
            words = self.text.casefold()
            yield lambda row: any(words in one.casefold() for one in _searched(row))
        if self.since is not None or self.until is not None:
            first, last = self.since or dt.date.min, self.until or dt.date.max
            yield lambda row: (day := row.date) is not None and first <= day <= last
        if self.on is not None:
            on = self.on
            yield lambda row: (day := row.seen) is not None and day <= on

    def _belongs(self, holder: str) -> bool:
        inside = not self.regions or any(in_region(holder, one) for one in self.regions)
        return inside and (not self.member_of or any(belongs(holder, one, self.on) for one in self.member_of))


def _cell(rows: Rows, contradict: bool | None = None) -> Cell:
    return cell(rows[0].position.holder, rows[0].position.issue, rows, contradict=contradict)


def _contradict(rows: Rows, pair: tuple[PositionRow, PositionRow] | None) -> bool | None:
    """Whether any of these rows contradict each other, told by two rows of the whole cell that do; None: perhaps."""
    if pair is None:
        return False
    return True if sum(row is pair[0] or row is pair[1] for row in rows) == 2 else None


def _searched(row: PositionRow) -> Iterable[str]:
    yield from (row.position.evidence.quote, row.position.speaker or "", row.article.title or "")


def _query_name(field_name: str) -> str:
    return next((name for name, one in _NAMES.items() if one == field_name), field_name)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(field_name: str, name: str, values: list[str]) -> object:
    last = values[-1]
    if field_name in ("actors", "issues"):
        return tuple(dict.fromkeys(values))
    if field_name in ("regions", "member_of"):
        known, what = (regions(), "region") if field_name == "regions" else (memberships(), "organisation")
        return tuple(dict.fromkeys(_known(name, one, known, what) for one in values))
    if field_name == "levels":
        return tuple(dict.fromkeys(_level(name, one) for one in values))
    if field_name in ("since", "until", "on"):
        return _day(name, last)
    if field_name in ("min_confidence", "min_origins"):
        return _number(name, last, whole=field_name == "min_origins")
    if field_name in ("anonymous", "contested"):
        return _truth(name, last)
    return last


def _level(name: str, value: str) -> Level:
    if value not in LADDER:
        raise InputError(f"{value!r} is no level", place=name, remedy=f"Give one of {', '.join(LADDER)}.")
    return value


def _known(name: str, value: str, known: Iterable[str], what: str) -> str:
    found = next((one for one in known if one.casefold() == value.casefold()), None)
    if found is None:
        raise InputError(f"{value!r} is no {what} whose members are known", place=name, remedy=f"{', '.join(known)}.")
    return found


def _day(name: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{value!r} is no date", place=name, remedy="Write it as 2026-01-31.") from None


def _number(name: str, value: str, *, whole: bool) -> float | int:
    try:
        number = int(value) if whole else float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= (10_000 if whole else 1):  # also refuses what is no number, such as nan
        remedy = "Give a whole number from 0 on." if whole else "Give a number from 0 to 1."
        raise InputError(f"{value!r} is out of range", place=name, remedy=remedy)
    return number


def _truth(name: str, value: str) -> bool:
    if value.lower() not in _TRUE | _FALSE:
        raise InputError(f"{value!r} is neither yes nor no", place=name, remedy="Give yes or no.")
    return value.lower() in _TRUE
