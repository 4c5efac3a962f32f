"""Who stands where: the actor × issue matrix."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.analysis.stance import contested, origin_of, prevailing, supporting
from onrecord.ledger.rows import PositionRow
from onrecord.records import Level


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one actor stands on one issue.

    ``level`` prevails (see ``stance.prevailing``) and ``decided_by`` is the id of the position that says so, of
    ``date``; all three are None where every position is superseded. ``positions`` counts all rows, ``origins`` the
    different original reports of those not superseded, ``agreeing`` those of them that report the level that
    prevails, or one a step from it. ``contested``: reports of different origin give levels that
    cannot both hold. ``conditional``: the prevailing position has conditions. ``anonymous_only``: none of the
    positions that stand comes from a named source.
    """

    actor: str
    issue: str
    level: Level | None
    decided_by: str | None
    date: dt.date | None
    positions: int
    origins: int
    agreeing: int
    contested: bool
    conditional: bool
    anonymous_only: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors and issues, sorted, and the cells that hold anything, by actor and then issue."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, actor: str, issue: str) -> Cell | None:
        """The cell of this actor and issue; None where nothing is known."""
        return next((one for one in self.cells if (one.actor, one.issue) == (actor, issue)), None)


def matrix(rows: Iterable[PositionRow], *, issues: Sequence[str] = ()) -> Matrix:
    """The matrix of these rows; ``issues`` gives an order to columns, those it does not name come after."""
    groups: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        groups[row.position.holder, row.position.issue].append(row)
    return ordered([cell(*key, some) for key, some in groups.items()], issues=issues)


def ordered(cells: Iterable[Cell], *, issues: Sequence[str] = ()) -> Matrix:
    """The matrix of these cells; ``issues`` gives an order to columns, those it does not name come after."""
    kept = list(cells)
    found = {one.issue for one in kept}
    columns = [issue for issue in dict.fromkeys(issues) if issue in found]
    columns += sorted(found - set(columns))
    place = {issue: number for number, issue in enumerate(columns)}
    return Matrix(
        actors=tuple(sorted({one.actor for one in kept})),
        issues=tuple(columns),
        cells=tuple(sorted(kept, key=lambda one: (one.actor, place[one.issue]))),
    )


def cell(actor: str, issue: str, rows: Sequence[PositionRow], *, contradict: bool | None = None) -> Cell:
    """The cell of these rows, which are all of one actor and one issue.

    ``contradict`` says whether any two of the rows conflict, where that is known.
    """
    decided = prevailing(rows)
    standing = [row for row in rows if not row.position.superseded]
    return Cell(
        actor=actor,
        issue=issue,
        level=decided.position.level if decided else None,
        decided_by=decided.position.id if decided else None,
        date=decided.date if decided else None,
        positions=len(rows),
        origins=len({origin_of(row) for row in standing}),
        agreeing=len({origin_of(row) for row in supporting(decided, standing)}) if decided else 0,
        contested=contested(standing) if contradict is None else contradict,
        conditional=bool(decided and decided.position.conditions),
        anonymous_only=bool(standing) and all(row.position.anonymous for row in standing),
    )
