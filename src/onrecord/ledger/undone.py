"""Which entries of an append-only log still count."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ledger.coding import Row


def no_longer_counting(rows: Sequence[Row]) -> set[int]:
    """The numbers of a log's entries, given in order, that a later entry undoes."""
    undone: set[int] = set()
    for row in reversed(rows):  # a later undo may itself be undone
        if row["verdict"] == "undo" and row["number"] not in undone:
            undone.add(row["undoes"])
    return undone
