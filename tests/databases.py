"""Where a test's ledgers lie: in files, or, with ``--database both``, on a real PostgreSQL server too.

Whatever opens a ledger asks ``new_place`` (or ``lasting_place``, for ledgers that several tests look at) where it is to
lie, and so runs on each database. A test about the file itself is marked ``sqlite_file("why")``; any other that opens a
file while PostgreSQL is asked for fails, so that none is passed over in silence.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from onrecord.ledger import opening
from tests.postgresql import server

if TYPE_CHECKING:
    import psycopg

SQLITE, POSTGRESQL = "sqlite", "postgresql"
MARKER = "sqlite_file"
_CHECK = opening._check_file


class Place(Protocol):
    """Gives the file's path or the database's URL for a name, the same one for the same name."""

    def __call__(self, name: str) -> str:
        """Where there is nothing yet, when it is first asked for."""
        ...

    def copy(self, source: str, name: str) -> str:
        """A new place which holds what lies at ``source``; nobody may have that open."""
        ...

    def passing(self, source: str) -> AbstractContextManager[str]:
        """A context with a copy of what lies at ``source``, for a test that needs many of them."""
        ...

    def remove(self, place: str) -> None:
        """Take it away from under whoever looks at it."""
        ...


class Files:
    """Places in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> str:
        return str(self.folder / name)

    def copy(self, source: str, name: str) -> str:
        """A copy of a file."""
        return str(shutil.copy(source, self.folder / name))

    @contextmanager
    def passing(self, source: str) -> Iterator[str]:
        """A copy of a file, in a folder of its own."""
        with TemporaryDirectory() as folder:
            yield str(shutil.copy(source, Path(folder) / "passing.db"))

    def remove(self, place: str) -> None:
        """Delete a file."""
        Path(place).unlink()


class Databases:
    """Places on a server, which are gone when ``stack`` is closed."""

    def __init__(self, server_url: str, stack: ExitStack) -> None:
        self._server = server_url
        self._stack = stack
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        return self.copy("template1", name)

    def copy(self, source: str, name: str) -> str:
        """A copy of a database."""
        if name not in self._known:
            self._known[name] = self._stack.enter_context(self.passing(source))
        return self._known[name]

    def passing(self, source: str) -> AbstractContextManager[str]:
        """A copy of a database."""
        return database(self._server, _name(source))

    def remove(self, place: str) -> None:
        """Drop a database."""
        with _administering(self._server) as connection:
            connection.execute(f"DROP DATABASE {_name(place)} WITH (FORCE)")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(SQLITE, POSTGRESQL, "both"),
        default=SQLITE,
        help="where the tests keep ledgers: SQLite files, a PostgreSQL server that is started for them, or both",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for a place of a ledger runs on each of the databases."""
    chosen = metafunc.config.getoption("--database")
    about_files = metafunc.definition.get_closest_marker(MARKER) is not None
    if "which_database" in metafunc.fixturenames and chosen != SQLITE and not about_files:
        databases = (SQLITE, POSTGRESQL) if chosen == "both" else (chosen,)
        metafunc.parametrize("which_database", databases, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where PostgreSQL alone is asked for, tests about the file of a ledger have nothing to look at."""
    if config.getoption("--database") == POSTGRESQL:
        for item in items:
            marker = item.get_closest_marker(MARKER)
            if marker is not None:
                item.add_marker(pytest.mark.skip(reason=f"is about the file of SQLite: {marker.args[0]}"))


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


@pytest.fixture(scope="session")
def which_database(request: pytest.FixtureRequest) -> str:
    """On which database a test runs."""
    return str(getattr(request, "param", SQLITE))


@pytest.fixture
def new_place(
    request: pytest.FixtureRequest, which_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """Places that are the test's own: files in its folder, or databases."""
    if which_database == POSTGRESQL:  # what lies beside a ledger's file lies in a cache where there is no file
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("ONRECORD_JOBS", str(tmp_path / "jobs"))
    with _places(request, which_database, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def lasting_place(
    request: pytest.FixtureRequest, which_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """Places that stay until the last test, for ledgers that none of them writes to."""
    folder = tmp_path_factory.mktemp("lasting")
    with pytest.MonkeyPatch.context() as patched, _places(request, which_database, folder) as made:
        if which_database == POSTGRESQL:
            patched.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        yield made


@contextmanager
def _places(request: pytest.FixtureRequest, which_database: str, folder: Path) -> Iterator[Place]:
    if which_database == SQLITE:
        yield Files(folder)
        return
    with ExitStack() as stack:
        yield Databases(request.getfixturevalue("postgresql"), stack)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where PostgreSQL alone is asked for, a test that opens a file without being about files has been forgotten."""
    forgotten = item.config.getoption("--database") == POSTGRESQL and item.get_closest_marker(MARKER) is None
    setattr(opening, "_check_file", _refused if forgotten else _CHECK)  # noqa: B010 - mypy knows it for a function


def _refused(path: Path, create: bool) -> None:
    raise AssertionError(f"{path} is opened as a file (create={create}): ask new_place, or mark the test {MARKER}")


@contextmanager
def database(server_url: str, template: str = "template1") -> Iterator[str]:
    """The URL of a database like another, which is gone afterwards."""
    name = f"t{uuid4().hex}"
    with _administering(server_url) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            # As a ledger's place is shown.
            yield make_url(server_url % name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administering(server_url: str) -> psycopg.Connection[Any]:
    import psycopg  # noqa: PLC0415 - an extra, for those alone who ask for it

    return psycopg.connect(server_url % "postgres", autocommit=True)


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
