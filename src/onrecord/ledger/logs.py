"""What the logs of people's decisions share: how an entry is appended, and which may be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from onrecord.errors import InputError
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.numbering import add_numbered


def append(ledger: Ledger, log: Table, **row: Any) -> int:
    """Append an entry to a log, with the moment (UTC, ISO 8601); returns its number."""
    row["at"] = datetime.now(UTC).isoformat(timespec="seconds")
    with ledger.writing() as connection:
        return add_numbered(connection, log, row)


def check_undoable(ledger: Ledger, undone: Mapping[int, bool], number: int, *, what: str, listed: str) -> None:
    """Refuse to undo an entry that is not there or no longer counts; ``undone`` says of each entry whether it does not.

    Raises:
        InputError: it cannot be undone; the remedy is ``listed``, the command that shows the numbers.
    """
    if undone.get(number, True):
        state = "is undone already" if number in undone else "is not there"
        raise InputError(f"{what} {number} {state}", place=ledger.place, remedy=f"See their numbers: {listed}")
