"""A ledger on PostgreSQL: what differs from a file, and must not be felt. Runs with ``--database postgresql``."""

from __future__ import annotations

import importlib
import pkgutil
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

import onrecord.ledger
from onrecord.errors import LedgerError, LedgerReadOnly, LedgerTooNew
from onrecord.ledger import (
    Ledger,
    holders,
    judge,
    judgements,
    opening,
    problems,
    schema,
    search_tables,
    servers,
    statements,
)
from onrecord.records import Problem, Statement
from tests.databases import database
from tests.ledger.samples import DOSSIER, LATER, RUN, one_position, reading

if TYPE_CHECKING:
    import psycopg

ODD = ("Zagreb", "abe", "Éire", "eire", "z-index", "z index", "Ångström", "α", "_x", "ß", "ss")
"""Names that languages sort each in their own way."""


@pytest.fixture
def url(postgresql: str) -> Iterator[str]:
    """An empty database."""
    with database(postgresql) as made:
        yield made


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url, create=True) as opened:
        opened.write_dossier(DOSSIER)
        opened.write(RUN, reading())
        yield opened


def directly(url: str) -> psycopg.Connection[Any]:
    """A connection beside the ledger's own."""
    import psycopg  # noqa: PLC0415 - an extra

    return psycopg.connect(url, autocommit=True)


def test_the_migrations_build_the_tables_of_the_code(ledger: Ledger) -> None:
    for module in pkgutil.iter_modules(onrecord.ledger.__path__, "onrecord.ledger."):
        importlib.import_module(module.name)
    with ledger.reading() as connection:
        options = {"version_table": schema.VERSION_TABLE, "compare_type": True, "include_name": _described}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []


def _described(name: str | None, kind: str, _parents: object) -> bool:
    """All but the index of words, which each database makes in its own way: see ``word_index``."""
    return kind != "table" or name not in search_tables.INDEXES


def test_every_text_sorts_by_code_points(ledger: Ledger) -> None:
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables "
        "USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' "
        "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    with ledger.reading() as connection:
        assert connection.execute(query).all() == []
        assert connection.execute(text("SELECT 'a' < 'B'")).scalar()  # the database itself sorts as people do
    for number, name in enumerate(ODD):
        ledger.write(RUN, one_position(f"o{number}", holder=name))
        ledger.write_problems(RUN, [Problem("unreadable", "no", name)])
    with ledger.reading() as connection:
        sources = connection.execute(select(schema.problems.c.source).order_by(schema.problems.c.source)).scalars()
        found = [one for one in sources if one in ODD]
    assert found == sorted(ODD)
    assert set(ODD) < set(holders(ledger))
    assert [row.problem.source for row in problems(ledger) if row.problem.source in ODD] == sorted(ODD)


def test_names_are_found_in_either_case(ledger: Ledger) -> None:
    good = reading("e1")
    spoken = tuple(
        replace(one, id=f"e-{n}", speaker="Élodie Éclair", nested_in=None) for n, one in enumerate(good.statements)
    )
    ledger.write(RUN, replace(good, statements=spoken, positions=()))
    for asked, count in (
        ("élodie", 0),
        ("Élodie", 2),
        ("éCLAIR", 0),
        ("ÉCLAIR", 2),
        ("LODIE", 2),
        ("%", 0),
        ("\x00", 0),
    ):
        assert len(statements(ledger, speaker=asked, article="e1")) == count, asked


def test_what_no_database_holds_is_replaced_or_refused(ledger: Ledger) -> None:
    judge(ledger, "same", "ALB", "GRC", by="a\x00b", why="\ud800")
    (entry,) = judgements(ledger)
    assert (entry.by, entry.why) == ("a\ufffdb", "\ufffd")
    text_of = "NUL \x00 here"
    bad = one_position("bad")
    with pytest.raises(LedgerError, match="no text stands at 4"):
        ledger.write(RUN, replace(bad, article=replace(bad.article, text=text_of, body=()), positions=()))


def test_dates_and_numbers_come_back(ledger: Ledger) -> None:
    early = replace(one_position("d"), article=replace(one_position("d").article, published=date(1, 1, 1)))
    late = replace(one_position("e"), article=replace(one_position("e").article, published=date(9999, 12, 31)))
    for one in (early, late):
        ledger.write(RUN, one)
    assert list(ledger.readings())[1:] == [early, late]


def test_the_views_are_there(ledger: Ledger) -> None:
    ledger.write(LATER, one_position("a1", holder="MKD"))
    with ledger.reading() as connection:
        found = connection.execute(text("SELECT date, holder, question, level FROM positions_readable")).all()
        assert [tuple(row) for row in found] == [(date(2026, 1, 5), "MKD", DOSSIER.issues[0].question, "opposes")]
        for view in ("current_readings", "current_articles", "current_statements", "current_positions"):
            connection.execute(text(f"SELECT * FROM {view}")).all()


def test_writers_take_turns_and_readings_are_numbered_as_they_came(url: str) -> None:
    faults: list[BaseException] = []

    def create_and_write(writer: int) -> None:
        try:
            with Ledger.open(url, create=True, patience=60) as opened:
                for number in range(5):
                    assert opened.write(RUN, one_position(f"w{writer}-{number}"))
        except BaseException as error:  # a thread's own would be lost
            faults.append(error)

    threads = [threading.Thread(target=create_and_write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Ledger.open(url, readonly=True) as opened:
        found = [one.article.id for one in opened.readings()]
    assert len(found) == 20
    for writer in range(4):
        assert [one for one in found if one.startswith(f"w{writer}-")] == [f"w{writer}-{n}" for n in range(5)]


def test_who_reads_waits_for_nobody_and_sees_one_moment(ledger: Ledger, url: str) -> None:
    with Ledger.open(url, patience=0.2) as other, ledger.writing() as connection:
        connection.execute(text("UPDATE dossiers SET title = 'half done'"))
        with other.reading() as watching:
            assert watching.execute(text("SELECT title FROM dossiers")).scalar() == DOSSIER.title
        with pytest.raises(LedgerError, match="another process is writing"):
            other.write_dossier(DOSSIER)
        Ledger.open(url, patience=0.2).close()  # opening waits for nobody either
    with ledger.reading() as watching:
        assert watching.execute(text("SELECT title FROM dossiers")).scalar() == "half done"
        with Ledger.open(url) as other:
            other.write_dossier(DOSSIER)
        assert watching.execute(text("SELECT title FROM dossiers")).scalar() == "half done"
        with pytest.raises(Exception, match="read-only"):
            watching.execute(text("DELETE FROM conditions"))


def test_a_fault_half_way_stores_nothing(ledger: Ledger) -> None:
    good = reading("twice")
    with pytest.raises(LedgerError):
        ledger.write(RUN, replace(good, positions=(good.positions[0], good.positions[0])))
    assert [one.article.id for one in ledger.readings()] == ["a1"]
    assert ledger.write(RUN, good)


def test_a_connection_that_was_cut_is_made_anew(ledger: Ledger, url: str) -> None:
    with closing(directly(url)) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'")
        assert len(list(ledger.readings())) == 1
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'"
        with pytest.raises(LedgerError, match="server cannot be used"), ledger.reading() as watching:
            connection.execute(cut)
            watching.execute(text("SELECT 1"))
    assert ledger.write(RUN, one_position("after"))


def test_a_user_without_the_right_only_reads(ledger: Ledger, url: str) -> None:
    with closing(directly(url)) as connection:
        connection.execute("CREATE ROLE weak LOGIN")
        try:
            weak = url.replace("onrecord@", "weak@")
            for readonly in (False, True):
                with pytest.raises(LedgerReadOnly, match="may not do so"):
                    Ledger.open(weak, readonly=readonly)
            connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO weak")
            with pytest.raises(LedgerReadOnly, match="may not do so"):
                Ledger.open(weak)
            with Ledger.open(weak, readonly=True) as opened:
                assert len(list(opened.readings())) == 1
        finally:
            connection.execute("DROP OWNED BY weak")
            connection.execute("DROP ROLE weak")


def test_ledgers_of_one_url_share_their_connections(ledger: Ledger, url: str) -> None:
    with Ledger.open(url.replace("postgresql:", "postgresql+psycopg:"), readonly=True) as other:
        assert other._engine.pool is ledger._engine.pool
    assert len(list(ledger.readings())) == 1  # closing one leaves the other
    ledger.close()
    ledger.close()
    assert servers._engines == {}


def test_a_place_is_shown_without_its_password(url: str) -> None:
    with Ledger.open(url.replace("onrecord@", "onrecord:hunter2@"), create=True) as opened:
        assert "hunter2" not in opened.place
        assert "***" in opened.place


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("?host=", "?host=/no/such/folder&x="), "server cannot be used"),
        (("onrecord@", "nobody_of_this_name@"), "server cannot be used"),
        (("postgresql://onrecord@/t", "postgresql://onrecord@/no_t"), "does not exist"),
    ],
)
def test_a_server_that_is_not_there_says_what_to_check(url: str, change: tuple[str, str], words: str) -> None:
    with pytest.raises(LedgerError, match=words) as caught:
        Ledger.open(url.replace(*change).replace("&x=", "&application_name="), patience=2)
    assert "Check that it runs" in caught.value.remedy
    assert servers._engines == {}


def test_databases_that_are_no_ledger(url: str, postgresql: str) -> None:
    with pytest.raises(LedgerError, match="no onrecord ledger"):
        Ledger.open(url)
    with closing(directly(url)) as connection:
        connection.execute("CREATE TABLE theirs (x int)")
        with pytest.raises(LedgerError, match="no onrecord ledger"):
            Ledger.open(url, create=True)
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)
    with closing(directly(postgresql % "postgres")) as connection:
        connection.execute(
            "CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc"
        )
        try:
            with pytest.raises(LedgerError, match="SQL_ASCII"):
                Ledger.open(postgresql % "ascii", create=True)
        finally:
            connection.execute("DROP DATABASE ascii")


def test_a_newer_ledger_is_refused_and_an_older_one_brought_up(url: str) -> None:
    engine = servers.take(url, patience=5)
    with engine.begin() as connection:
        config = opening._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    servers.release(engine)
    with pytest.raises(LedgerReadOnly, match="older schema"):
        Ledger.open(url, readonly=True)
    with Ledger.open(url) as opened:
        assert opened.write(RUN, reading())
    with closing(directly(url)) as connection:
        connection.execute("UPDATE onrecord_version SET version_num = '9999'")
    with pytest.raises(LedgerTooNew):
        Ledger.open(url)


def test_an_edge_of_a_text_is_code_points(ledger: Ledger) -> None:
    (found,) = ledger.readings()
    assert all(isinstance(one, Statement) for one in found.statements)
    assert found == reading()
