"""Where a test's ledgers lie: in files, or, with ``--database both``, on a real PostgreSQL server too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgresql import server

Place = Callable[[str], str]
"""Gives the file's path or the database's URL for a name, the same one for the same name within a test."""

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(SQLITE, POSTGRESQL, "both"),
        default=SQLITE,
        help="where the tests keep ledgers: SQLite files, a PostgreSQL server that is started for them, or both",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for a place of a ledger runs on each of the databases; a module may be ``FILES_ONLY``."""
    chosen = SQLITE if getattr(metafunc.module, "FILES_ONLY", False) else metafunc.config.getoption("--database")
    if "new_place" in metafunc.fixturenames and chosen != SQLITE:
        databases = (SQLITE, POSTGRESQL) if chosen == "both" else (chosen,)
        metafunc.parametrize("new_place", databases, indirect=True)


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a server, with ``%s`` for the database's name; tests are skipped where there is none or none asked."""
    if request.config.getoption("--database") == SQLITE:
        pytest.skip("needs --database postgresql or both")
    with ExitStack() as stack:
        try:
            url = os.environ.get("ONRECORD_TEST_DATABASE") or stack.enter_context(server())
        except LookupError as error:
            pytest.skip(str(error))
        yield url


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A new place for each name: a file in the test's folder, or an empty database."""
    if getattr(request, "param", SQLITE) == SQLITE:
        yield lambda name: str(tmp_path / name)
        return
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    url = request.getfixturevalue("postgresql")
    with ExitStack() as stack:
        known: dict[str, str] = {}

        def made(name: str) -> str:
            if name not in known:
                known[name] = stack.enter_context(database(url))
            return known[name]

        yield made


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """The URL of an empty database, which is gone afterwards."""
    import psycopg  # noqa: PLC0415 - an extra, for those alone who ask for it

    name = f"t{uuid4().hex}"
    with psycopg.connect(server_url % "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server_url % name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
