"""How a ledger is found, checked, created and brought to the present schema.

SQLite keeps its rollback journal (not WAL): the ledger is one file whenever nobody is in the middle of a write, also
after the writer was killed, and it can be opened from a read-only disk and by Datasette as it is. Every transaction
that writes starts with ``BEGIN IMMEDIATE``, so that two writers wait for each other instead of failing half-way.
``servers`` says the same of PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text

from onrecord.errors import LedgerError, LedgerReadOnly, LedgerTooNew
from onrecord.ledger import servers, word_index
from onrecord.ledger.faults import read_only, translated
from onrecord.ledger.schema import HEAD, VERSION_TABLE

State = Literal["empty", "older", "current", "newer", "foreign"]

MIGRATIONS = Path(__file__).parent / "migrations"


def engine_for(place: str | os.PathLike[str], *, create: bool, readonly: bool, patience: float) -> Engine:
    """An engine for the ledger at ``place`` (a file or a URL); ``patience`` seconds are waited for a locked file.

    Raises:
        LedgerError: no such file and ``create`` is False, a folder, an unusable URL.
        LedgerReadOnly: the file would have to be created where nothing can be written.
        SetupError: the URL's database driver is not installed.
    """
    if servers.is_url(place):
        return servers.take(str(place), patience=patience)
    path = Path(place).expanduser()
    _check_file(path, create and not readonly)
    mode = "rwc" if create and not readonly else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "connect", _prepare_readonly if readonly else _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError("this is a folder", place=str(path), remedy="Name a file in it, such as onrecord.db.")
    if path.exists():
        return
    if not create:
        raise LedgerError(
            "there is no ledger here",
            place=str(path),
            remedy="Read some articles first (`onrecord read … --ledger FILE`), or name the file with --ledger.",
        )
    if not path.absolute().parent.is_dir():
        raise LedgerError(
            "the folder for the ledger does not exist", place=str(path), remedy="Create the folder first."
        )
    if not os.access(path.absolute().parent, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise read_only(str(path))


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_readonly(connection: sqlite3.Connection, record: Any) -> None:
    # Not mode=ro: a ledger whose writer was killed must first be rolled back, which needs a writable handle.
    _prepare(connection, record)
    connection.execute("PRAGMA query_only = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def release(engine: Engine) -> None:
    """Let go of the file, or of the server once nobody else here uses it."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
    else:
        servers.release(engine)


def reading(engine: Engine) -> Engine:
    """The same engine, whose transactions only read."""
    return engine if engine.dialect.name == "sqlite" else servers.reading(engine)


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def state(connection: Connection) -> State:
    """Whether the database is a ledger, and of which age."""
    tables = inspect(connection)
    if not tables.has_table(VERSION_TABLE):
        return "foreign" if tables.get_table_names() else "empty"
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if found == HEAD:
        return "current"
    return "older" if found in _known_revisions() else "newer"


def _config() -> Any:
    from alembic.config import Config  # noqa: PLC0415 - half of a query's start-up, needed only to migrate

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def migrate(connection: Connection) -> None:
    """Bring the database to the present schema and index what it holds, within the caller's transaction."""
    from alembic import command  # noqa: PLC0415

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    word_index.fill(connection)


def check(engine: Engine, place: str, *, create: bool, readonly: bool) -> None:
    """Make sure that the ledger can be used as asked; create or migrate it where that is wanted and possible.

    Raises:
        LedgerTooNew: a newer onrecord wrote it.
        LedgerReadOnly: it cannot be written, and ``readonly`` is False.
        LedgerError: it is no ledger, or an older one opened with ``readonly``.
    """
    with translated(place):
        with reading(engine).connect() as connection:
            found = state(connection)
        _refuse(found, place, create=create and not readonly)
        if readonly:
            _refuse_older(found, place)
        elif engine.dialect.name == "sqlite":
            _bring_up_to_date(engine)
            _prove_writable(engine)
        else:
            _check_server(engine, place, found)


def _bring_up_to_date(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        # Asked again under the write lock: another process may have created it meanwhile.
        if state(connection) in ("empty", "older"):
            migrate(connection)


def _prove_writable(engine: Engine) -> None:
    # A transaction can be opened on a file that cannot be written; only a write, here undone, meets the refusal.
    with writing(engine).connect() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = version_num"))
        connection.rollback()


def _check_server(engine: Engine, place: str, found: State) -> None:
    # A page of the desk opens the ledger for every request: it must not wait for whoever is writing.
    if found != "current":
        _bring_up_to_date(engine)
    with engine.connect() as connection:
        servers.prove_writable(connection, place)


def _refuse(found: State, place: str, *, create: bool) -> None:
    if found == "newer":
        raise LedgerTooNew(
            f"the ledger was written by a newer onrecord (this one knows schemas up to {HEAD})",
            place=place,
            remedy="Upgrade onrecord (pip install --upgrade onrecord), or use another ledger.",
        )
    if found == "foreign" or (found == "empty" and not create):
        raise LedgerError(
            "this database is no onrecord ledger",
            place=place,
            remedy="Name the right file with --ledger; onrecord does not write into other databases.",
        )


def _refuse_older(found: State, place: str) -> None:
    if found == "older":
        raise LedgerReadOnly(
            "the ledger is of an older schema and must be brought up to date first",
            place=place,
            remedy="Run any `onrecord read` with this --ledger once, where the file can be written.",
        )
