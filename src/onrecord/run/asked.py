"""Where questions are asked: an open ledger, the path of one, or a desk's snapshot, which keeps what was answered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict, TypeVar

from onrecord.ledger import Ledger, PositionFilter, PositionRow, positions
from onrecord.run.desk import Cell, Snapshot

Where = Ledger | Snapshot | str | os.PathLike[str]
Record = Ledger | Snapshot
Ids = str | Sequence[str] | None
Made = TypeVar("Made")


class Asked(TypedDict):
    """Whose stances on what a question of ``run.ask`` is about, under the ledger's ids; an empty field asks for all."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    dossier: str | None


@contextmanager
def opened(where: Where) -> Iterator[Record]:
    """The record that is meant; a path's ledger is closed at the end."""
    if isinstance(where, Ledger | Snapshot):
        yield where
    else:
        with Ledger.open(where, readonly=True) as ledger:
            yield ledger


def ids(given: Ids) -> tuple[str, ...]:
    """What was given as ids: none, one or several."""
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def rows_of(record: Record, actors: Ids, issues: Ids, dossier: str | None) -> Sequence[PositionRow]:
    """The rows of these holders and issues in a dossier, each left open where it is empty."""
    if isinstance(record, Snapshot):
        return record.chosen(ids(actors), ids(issues), dossier)
    return positions(record, PositionFilter(actors=ids(actors), issues=ids(issues), dossier=dossier))


def once(record: Record, question: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """The answer, which a snapshot is not asked for twice."""
    return record.once(question, make) if isinstance(record, Snapshot) else make()


def of_cells(
    record: Record,
    question: str,
    make: Callable[[Sequence[PositionRow]], tuple[Made, ...]],
    *,
    actors: Ids,
    issues: Ids,
    dossier: str | None,
) -> list[Made] | None:
    """The answers on each holder and issue, which a snapshot keeps.

    None for a ledger, and where the rows of one holder and issue lie in several dossiers, to be seen as one.
    """
    if not isinstance(record, Snapshot) or not record.in_one_cell(dossier):
        return None
    found = record.each_cell(question, make, dossier)
    return [one for key in cells_of(found, actors, issues) for one in found[key]]


def cells_of(cells: Iterable[Cell], actors: Ids, issues: Ids) -> Iterator[Cell]:
    """The cells of these holders and issues, each left open where it is empty."""
    holders, questions = ids(actors), ids(issues)
    for cell in cells:
        _, holder, issue = cell
        if (not holders or holder in holders) and (not questions or issue in questions):
            yield cell
