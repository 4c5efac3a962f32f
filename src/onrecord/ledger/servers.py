"""How a ledger on a PostgreSQL server is reached: its URL, one pool of connections a URL, writers that take turns.

A transaction that writes first takes the ledger's advisory lock, so that writers wait for each other as they do for an
SQLite file, and readings are numbered in the order in which they were committed. Whoever reads takes no lock and sees
one moment.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from onrecord.errors import LedgerError, SetupError
from onrecord.ledger.faults import read_only

WRITE_LOCK: Final = int.from_bytes(b"onrecord", "big")
"""The number of the advisory lock; PostgreSQL keeps advisory locks apart by database."""

POOL: Final = 5
OVERFLOW: Final = 15

_engines: dict[str, Engine] = {}
_users: dict[str, int] = {}
_guard = Lock()


def is_url(place: object) -> bool:
    """True for a database URL, False for a file."""
    return isinstance(place, str) and "://" in place


def without_password(place: str) -> str:
    """A URL as it may be shown; a file's name as it is."""
    if not is_url(place):
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return "the ledger's URL"


def take(place: str, *, patience: float) -> Engine:
    """The engine of a URL, one for all who use it at the same time; give it back with ``release``.

    Raises:
        LedgerError: the URL cannot be used. SetupError: the driver is not installed.
    """
    url = _psycopg(place)
    key = url.render_as_string(hide_password=False)
    with _guard:
        if key not in _engines:
            _engines[key] = _engine(url, patience)
        _users[key] = _users.get(key, 0) + 1
        return _engines[key].execution_options(patience=patience)


def release(engine: Engine) -> None:
    """Give an engine back; the last to do so closes its connections."""
    key = engine.url.render_as_string(hide_password=False)
    with _guard:
        _users[key] -= 1
        if _users[key] == 0:
            del _users[key]
            _engines.pop(key).dispose()


def _psycopg(place: str) -> URL:
    try:
        url = make_url(place)
    except ArgumentError:
        raise _unusable() from None
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise _unusable()
    return url.set(drivername="postgresql+psycopg")


def _unusable() -> LedgerError:
    remedy = "Write it as postgresql://user@host/name; for an SQLite file give its path alone."
    return LedgerError("this is no database URL that onrecord can use", remedy=remedy)


def _engine(url: URL, patience: float) -> Engine:
    try:
        engine = create_engine(
            url,
            pool_size=POOL,
            max_overflow=OVERFLOW,
            pool_timeout=max(patience, 1.0),
            pool_pre_ping=True,  # a server that was restarted meanwhile is no fault
            connect_args={
                "connect_timeout": max(int(patience), 2),
                "application_name": "onrecord",
                "client_encoding": "UTF8",
            },
        )
    except ModuleNotFoundError as error:
        raise SetupError(
            f"a ledger on a server needs {error.name}, which is not installed",
            remedy="Install it: pip install 'onrecord[server]'",
        ) from error
    place = url.render_as_string(hide_password=True)
    event.listen(engine, "connect", lambda connection, _: _check_encoding(connection, place), insert=True)
    event.listen(engine, "begin", _begin)
    return engine


def _check_encoding(connection: DBAPIConnection, place: str) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        message = f"the database's encoding is {encoding}, which cannot hold every text"
        remedy = "Make another: CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0."
        raise LedgerError(message, place=place, remedy=remedy)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("writes", False):
        limit = f"{max(int(options['patience'] * 1000), 1)}ms"
        query = text("SELECT set_config('lock_timeout', :limit, true), pg_advisory_xact_lock(:lock)")
        connection.execute(query, {"limit": limit, "lock": WRITE_LOCK})


def reading(engine: Engine) -> Engine:
    """The same engine, whose transactions see one moment and cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def prove_writable(connection: Connection, place: str) -> None:
    """Make sure that a ledger of the present schema can be written.

    Raises:
        LedgerReadOnly: the server is a copy that follows another, or the user lacks the right.
    """
    query = "SELECT has_table_privilege('articles', 'INSERT') AND current_setting('transaction_read_only') = 'off'"
    if not connection.execute(text(query)).scalar_one():
        raise read_only(place)
