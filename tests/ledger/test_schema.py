"""The tables, their migrations, and what a user of Datasette or of SQL sees."""

from __future__ import annotations

import asyncio
import importlib
import io
import pkgutil
import re
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import onrecord.ledger
from onrecord.ledger import Ledger, opening, schema
from onrecord.ledger.search_tables import INDEXES
from tests.ledger.samples import DOSSIER, LATER, RUN, one_position, reading

pytestmark = pytest.mark.sqlite_file("its tables as others read them; a server is looked at in test_servers")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.db"
    with Ledger.open(file, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        ledger.write(RUN, reading())
        ledger.write(RUN, one_position("a2", holder="GRC"))
        ledger.write(LATER, one_position("a2", holder="MKD"))
    return file


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_the_migrations_build_the_tables_of_the_code(path: Path) -> None:
    for module in pkgutil.iter_modules(onrecord.ledger.__path__, "onrecord.ledger."):
        importlib.import_module(module.name)  # tables stand in several
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": schema.VERSION_TABLE, "compare_type": True, "include_name": _ours}
        )
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Not the search's indexes, which each database keeps in its own way."""
    return kind != "table" or name is None or not name.startswith(INDEXES)


def test_the_head_of_the_migrations_is_the_version_of_the_code() -> None:
    scripts = ScriptDirectory(str(opening.MIGRATIONS))
    assert scripts.get_heads() == [schema.HEAD]


def test_the_schema_can_be_written_out_for_postgresql() -> None:
    written = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written})
    with Operations.context(context):
        for script in reversed(list(ScriptDirectory(str(opening.MIGRATIONS)).walk_revisions())):
            script.module.upgrade()
    assert "string_agg" in written.getvalue()
    assert "group_concat" not in written.getvalue()
    assert "reading SERIAL NOT NULL" in written.getvalue()
    made = re.findall(r"^CREATE TABLE .*?^\)|^ALTER TABLE .*?;", written.getvalue(), re.MULTILINE | re.DOTALL)
    assert len(made) > 10
    assert not re.findall(r"\bTEXT\b(?! COLLATE)", "\n".join(made)), "use ledger.words.Words: it sorts alike everywhere"


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{file}")
    config = opening._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with Ledger.open(file) as ledger:
        ledger.write(RUN, reading())
        assert next(ledger.readings()) == reading()
    assert rows(file, "SELECT count(*) FROM learned_actors") == [(1,)]


def test_the_file_is_alone_after_closing_and_while_open(path: Path) -> None:
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with Ledger.open(path) as ledger:
        ledger.write(RUN, one_position("a3"))
        assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_no_foreign_key_is_broken(path: Path) -> None:
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_the_readable_view_shows_the_latest_with_outlet_date_and_evidence(path: Path) -> None:
    found = rows(
        path,
        "SELECT date, outlet, holder, question, level, conditions, evidence FROM positions_readable ORDER BY holder",
    )
    question = DOSSIER.issues[0].question
    assert found == [
        (
            "2026-01-05",
            "The Ferryman",
            "ALB",
            question,
            "rules_out",
            None,
            "Albania “will not send” a single monitor 🛶 to the lake",
        ),
        (
            "2026-01-06",
            "The Ferryman",
            "GRC",
            question,
            "open",
            "if: the council agreed on a mandate; only_if: on a mandate",
            "Greece would join",
        ),
        ("2026-01-05", "The Ferryman", "MKD", question, "opposes", None, "MKD opposes"),
    ]


def test_the_views_show_the_latest_run_of_each_article(path: Path) -> None:
    assert rows(path, "SELECT article, run FROM current_positions GROUP BY 1, 2 ORDER BY 1") == [
        ("a1", "run-1"),
        ("a2", "run-2"),
    ]
    assert rows(path, "SELECT count(*) FROM current_statements") == [(2,)]
    assert rows(path, "SELECT id, run FROM current_articles WHERE text LIKE '%lake%'") == [("a1", "run-1")]
    assert rows(path, "SELECT count(*) FROM positions") == [(4,)]


@pytest.mark.parametrize("immutable", [False, True])
def test_datasette_opens_it_as_it_is(path: Path, immutable: bool) -> None:
    with warnings.catch_warnings():
        # Datasette's own imports (pkg_resources, asyncio calls) warn on newer Pythons; that is not ours to mend.
        warnings.simplefilter("ignore")
        from datasette.app import Datasette  # noqa: PLC0415

        async def pages() -> list[tuple[int, Any]]:
            files = {"immutables": [str(path)]} if immutable else {"files": [str(path)]}
            datasette = Datasette(**files)
            await datasette.invoke_startup()
            found = []
            for page in ("ledger/positions_readable", "ledger/positions", "ledger/articles"):
                answer = await datasette.client.get(f"/{page}.json?_shape=array")
                found.append((answer.status_code, answer.json()))
                html = await datasette.client.get(f"/{page}")
                assert html.status_code == 200
            return found

        found = asyncio.run(pages())
    assert [status for status, _ in found] == [200, 200, 200]
    assert {row["holder"] for row in found[0][1]} == {"ALB", "GRC", "MKD"}
    assert [one.name for one in path.parent.iterdir()] == [path.name]
