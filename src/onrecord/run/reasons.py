"""Why a position is on record, for every face that looks at a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.analysis.stance import prevailing
from onrecord.errors import InputError
from onrecord.export.why import Why, explain
from onrecord.ledger import IssueRow, Ledger, PositionRow, position, position_ids, reading_of, review_log
from onrecord.ledger.linked import links
from onrecord.run.desk import Desk

_LINKED: Final = 500
"""Articles of a cell whose links are looked up: SQLite takes a limited number of parameters."""


def position_row(desk: Desk, position_id: str) -> PositionRow | None:
    """The position with this id, also one that only an earlier reading recorded; None where there is none."""
    row = desk.snapshot().by_id.get(position_id)
    if row is not None:
        return row
    with desk.reading() as ledger:
        return position(ledger, position_id) if position_id in position_ids(ledger, position_id) else None


def position_like(desk: Desk, id_prefix: str) -> PositionRow:
    """The position whose id is this, or else starts so.

    Raises:
        InputError: no position's id starts so, or the ids of several do.
    """
    row = position_row(desk, id_prefix)
    if row is not None:
        return row
    with desk.reading() as ledger:
        if not position_ids(ledger, id_prefix):
            raise InputError(f"no position has an id that starts with {id_prefix!r}", remedy="List positions for ids.")
        return position(ledger, id_prefix)


def why(desk: Desk, row: PositionRow) -> Why:
    """The words of a position in their context, what it rests on, and what speaks against it."""
    snapshot = desk.snapshot()
    dossier, issue = row.article.dossier, row.position.issue
    with desk.reading() as ledger:
        rows = snapshot.by_cell.get((dossier, row.position.holder, issue), ())
        return explained(ledger, row, rows, _question(snapshot.issues, dossier, issue))


def explained(ledger: Ledger, row: PositionRow, rows: Sequence[PositionRow], asked: str) -> Why:
    """The same for whoever has the rows of its cell, latest first, and the question of its issue."""
    return explain(
        row,
        rows,
        reading_of(ledger, row.article.reading).article,
        asked,
        links(ledger, [other.article.id for other in rows[:_LINKED]]),
        decisions=review_log(ledger, position=row.position.id),
    )


def _question(issues: Iterable[IssueRow], dossier: str | None, issue: str) -> str:
    """What an issue of a dossier asks; empty where the ledger does not know it."""
    return next((row.issue.question for row in issues if (row.dossier, row.issue.id) == (dossier, issue)), "")


def standing(rows: Iterable[PositionRow]) -> list[PositionRow]:
    """Of each issue the row that prevails, or the latest where the texts themselves call all of them former."""
    groups: dict[str, list[PositionRow]] = {}
    for row in rows:
        groups.setdefault(row.position.issue, []).append(row)
    return [prevailing(group) or group[0] for _, group in sorted(groups.items())]
