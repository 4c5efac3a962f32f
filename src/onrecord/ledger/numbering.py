"""Numbers of rows that have no gaps: a server's own counter goes on after what an interrupted transaction took back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select


def add_numbered(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Insert a row under the number after the last, which it returns; its transaction must hold the write lock."""
    (column,) = table.primary_key
    last = connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
    connection.execute(insert(table), {**row, column.name: last + 1})
    return int(last) + 1
