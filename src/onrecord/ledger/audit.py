"""The audit log of a shared desk: who did what, when and from where. It only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select

from onrecord.ledger.account_tables import audit as _table
from onrecord.ledger.ledger import Ledger

LONGEST: Final = 400
"""Characters that are kept of a detail or a target: a log is no place for somebody else's essay."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts, and from where: a network address, or "command line"."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry. ``at`` is in UTC, ISO 8601; ``target`` is the account or page that was acted on."""

    number: int
    at: str
    by: str
    origin: str
    action: str
    target: str
    detail: str


def moment(ahead: timedelta = timedelta()) -> str:
    """Now, or so much later, as the log writes it: in this form later moments sort after earlier ones."""
    return (datetime.now(UTC) + ahead).isoformat(timespec="milliseconds")


def note(connection: Connection, doer: Doer, action: str, target: str = "", detail: str = "") -> None:
    """Append an entry within the transaction of what it is about: both are kept, or neither."""
    row = {
        "at": moment(),
        "by": doer.name[:LONGEST],
        "origin": doer.origin[:LONGEST],
        "action": action,
        "target": target[:LONGEST],
        "detail": detail[:LONGEST],
    }
    connection.execute(insert(_table), row)


def noted(ledger: Ledger, doer: Doer, action: str, target: str = "", detail: str = "") -> None:
    """Append an entry on something that changed nothing else in the ledger."""
    with ledger.writing() as connection:
        note(connection, doer, action, target, detail)


def audit(
    ledger: Ledger, *, before: int | None = None, by: str | None = None, action: str | None = None, limit: int = 100
) -> list[AuditEntry]:
    """Entries, latest first: those with a smaller number than ``before``, of one person, of one action."""
    query = select(_table).order_by(_table.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(_table.c.number < before)
    if by is not None:
        query = query.where(_table.c.by == by)
    if action is not None:
        query = query.where(_table.c.action == action)
    with ledger.reading() as connection:
        return [AuditEntry(**row) for row in connection.execute(query).mappings()]


def since(connection: Connection, action: str, *, target: str | None = None, origin: str | None = None, at: str) -> int:
    """How many entries of an action there are from a moment on, of a target or an origin."""
    query = select(func.count()).select_from(_table).where(_table.c.action == action, _table.c.at >= at)
    if target is not None:
        query = query.where(_table.c.target == target)
    if origin is not None:
        query = query.where(_table.c.origin == origin)
    return connection.execute(query).scalar_one()
