"""What a database's complaint means to a user: every driver error becomes one of the ledger's own, with a remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import LedgerError, LedgerFull, LedgerReadOnly

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_NOT_A_LEDGER = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
# SQLSTATEs of PostgreSQL.
_FULL_STATES = {"53100"}  # disk_full
_READ_ONLY_STATES = {"25006", "42501"}  # read_only_sql_transaction, insufficient_privilege
_LOCKED_STATES = {"55P03", "40001", "40P01"}  # lock_not_available, serialization_failure, deadlock_detected
_GONE = ("08", "57P", "53300")  # connection lost, shut down or starting, too many connections


def full(place: str) -> LedgerFull:
    """The disk ran out."""
    return LedgerFull(
        "the disk is full; nothing of the current article was kept, everything before it was",
        place=place,
        remedy="Free some space, then run the same command again: finished articles are skipped.",
    )


def read_only(place: str) -> LedgerReadOnly:
    """The file, its folder or the connection cannot be written."""
    if "://" in place:
        return LedgerReadOnly(
            "this user may not do so, or the server takes no writes",
            place=place,
            remedy="Give the user the right (GRANT), and name the server that takes writes, not a copy of it.",
        )
    return LedgerReadOnly(
        "the ledger or its folder cannot be written",
        place=place,
        remedy="Check the permissions of the file and of its folder (SQLite needs both), or name another "
        "file with --ledger.",
    )


def locked(place: str) -> LedgerError:
    """Another process holds the ledger for longer than we wait."""
    return LedgerError(
        "another process is writing to the ledger and did not finish in time",
        place=place,
        remedy="Wait for it to end (or end it), then run the same command again.",
    )


def unreachable(error: BaseException, place: str) -> LedgerError:
    """The server does not answer, does not know the database, or does not let this user in."""
    words = " ".join(str(error).split())
    return LedgerError(
        f"the database server cannot be used: {words}",
        place=place,
        remedy="Check that it runs and is reached from here, and the URL's host, port, user, password and name.",
    )


def not_a_ledger(place: str) -> LedgerError:
    """The file is no database, or a damaged one."""
    return LedgerError(
        "this is no ledger: the file is not an SQLite database, or it is damaged",
        place=place,
        remedy="Name the right file with --ledger, or restore it from a copy.",
    )


def _sqlite(error: sqlite3.Error, place: str) -> LedgerError:
    # Extended codes carry the primary code in their low byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return full(place)
    if code in _LOCKED:
        return locked(place)
    if code in _READ_ONLY:
        return read_only(place)
    if code in _NOT_A_LEDGER:
        return not_a_ledger(place)
    return _other(error, place)


def _server(error: BaseException, place: str) -> LedgerError:
    state = getattr(error, "sqlstate", None)
    if state in _FULL_STATES:
        return full(place)
    if state in _READ_ONLY_STATES:
        return read_only(place)
    if state in _LOCKED_STATES:
        return locked(place)
    # Without a state no session came about: nobody listens there, no such database, a wrong password.
    if isinstance(error, TimeoutError) or (state or "08").startswith(_GONE):
        return unreachable(error, place)
    return _other(error, place)


def _other(error: BaseException, place: str) -> LedgerError:
    return LedgerError(
        f"the database refused: {error}",
        place=place,
        remedy="Check the disk and the file; if they are sound, please report this message.",
    )


def translate(error: BaseException, place: str) -> LedgerError:
    """The ledger's own error for one that a database driver or SQLAlchemy raised."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _sqlite(cause, place)
    return _server(cause or error, place)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise a ``LedgerError`` of the right kind for any fault of the database within the block.

    Raises:
        LedgerError: or ``LedgerFull``, ``LedgerReadOnly``; ``place`` names the ledger.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise translate(error, place) from error
