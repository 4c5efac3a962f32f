"""Opening what is there, what is not, and what should not be opened; faults of the disk."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, event

from onrecord.errors import LedgerError, LedgerFull, LedgerReadOnly, LedgerTooNew, SetupError
from onrecord.ledger import Ledger
from tests.ledger.samples import RUN, one_position, reading

pytestmark = pytest.mark.sqlite_file("how one is found, checked and opened")

NOBODY = 65534


def test_a_missing_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(tmp_path / "none.db")
    assert "none.db" in str(caught.value)
    assert "onrecord read" in caught.value.remedy
    assert not (tmp_path / "none.db").exists()


def test_reading_never_creates(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path / "none.db", create=True, readonly=True)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path / "no" / "ledger.db", create=True)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes, and no database at all. " * 50, "utf-8")
    with pytest.raises(LedgerError, match="not an SQLite database"):
        Ledger.open(path, create=True)
    assert path.read_text("utf-8").startswith("These are notes")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="no onrecord ledger"):
        Ledger.open(path, create=True)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerError):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.write(RUN, reading())


def test_a_newer_ledger_is_refused_and_untouched(tmp_path: Path) -> None:
    path = _with_one(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE onrecord_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(LedgerTooNew, match="newer onrecord") as caught:
            Ledger.open(path, readonly=readonly)
        assert "Upgrade" in caught.value.remedy
    assert path.read_bytes() == before


def test_reading_only_refuses_to_write(tmp_path: Path) -> None:
    path = _with_one(tmp_path)
    before = path.read_bytes()
    with Ledger.open(path, readonly=True) as ledger:
        assert list(ledger.readings()) == [reading()]
        with pytest.raises(LedgerReadOnly):
            ledger.write(RUN, one_position("a2"))
    assert path.read_bytes() == before


def test_an_unwritable_file_is_read_and_not_written() -> None:
    with _unprivileged() as folder:
        path = _with_one(folder)
        path.chmod(stat.S_IRUSR)
        with Ledger.open(path, readonly=True) as ledger:
            assert len(list(ledger.readings())) == 1
        with pytest.raises(LedgerReadOnly, match="cannot be written"):
            Ledger.open(path)


def test_an_unwritable_folder() -> None:
    with _unprivileged() as folder:
        path = _with_one(folder)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        with pytest.raises(LedgerReadOnly):
            Ledger.open(folder / "new.db", create=True)
        with Ledger.open(path, readonly=True) as ledger:
            assert len(list(ledger.readings())) == 1
        with pytest.raises(LedgerReadOnly):
            Ledger.open(path)
        folder.chmod(stat.S_IRWXU)


def test_a_full_disk_keeps_nothing_of_the_article_and_all_before_it(tmp_path: Path) -> None:
    path = _with_one(tmp_path)
    long = one_position("long" * 200_000)
    with _no_more_pages(40), Ledger.open(path) as ledger:
        with pytest.raises(LedgerFull, match="disk is full") as caught:
            ledger.write(RUN, long)
        assert "Free some space" in caught.value.remedy
        assert list(ledger.readings()) == [reading()]
    with Ledger.open(path) as ledger:
        assert ledger.write(RUN, long)
        assert list(ledger.readings()) == [reading(), long]


def test_a_disk_too_full_for_a_new_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with _no_more_pages(5), pytest.raises(LedgerFull):
        Ledger.open(path, create=True)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.write(RUN, reading())


def test_a_locked_ledger_says_so_and_can_be_read_before_the_commit(tmp_path: Path) -> None:
    path = _with_one(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process") as caught:
            Ledger.open(path, patience=0.05)
        assert "Wait" in caught.value.remedy
        with Ledger.open(path, readonly=True, patience=0.05) as ledger:
            assert len(list(ledger.readings())) == 1


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = _with_one(tmp_path)
    with Ledger.open(path) as one, Ledger.open(path) as two:
        for number in range(5):
            assert one.write(RUN, one_position(f"one{number}"))
            assert two.write(RUN, one_position(f"two{number}"))
            assert not two.write(RUN, one_position(f"one{number}"))
    with Ledger.open(path, readonly=True) as ledger:
        assert len(list(ledger.readings())) == 11


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "what?.db", "a#b.db", "ledger-é.db"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    with Ledger.open(tmp_path / name, create=True) as ledger:
        assert ledger.write(RUN, reading())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_url_without_the_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SetupError) as caught:
        Ledger.open("postgresql://user:secret@localhost/none")
    assert "onrecord[server]" in caught.value.remedy


@pytest.mark.parametrize("url", ["nonsense://user:secret@localhost/none", "mysql://user:secret@localhost/none", "://"])
def test_a_url_of_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(url)
    assert "secret" not in str(caught.value)


def _with_one(folder: Path) -> Path:
    path = folder / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.write(RUN, reading())
    return path


@contextmanager
def _no_more_pages(limit: int) -> Iterator[None]:
    """Every database opened within holds no more than ``limit`` pages, as if the disk ended there."""

    def cap(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit}")

    event.listen(Engine, "connect", cap)
    try:
        yield
    finally:
        event.remove(Engine, "connect", cap)


@contextmanager
def _unprivileged() -> Iterator[Path]:
    """A folder, and no more rights than its owner: as root every permission holds, so be nobody within the block."""
    with TemporaryDirectory() as name:
        if os.geteuid() != 0:
            yield Path(name)
            return
        os.chown(name, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)
