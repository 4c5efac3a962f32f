"""Killed at any moment and run again, the ledger ends as if nothing had happened."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.records import Problem
from tests.ledger.samples import DOSSIER, RUN, one_position, reading

pytestmark = pytest.mark.sqlite_file("its journal; a run that is killed on a server is looked at in tests/run")

ARTICLES = 50


def read_all(path: Path, *, slowly: bool = False) -> None:
    """What a run does: every article in order, those that are there already left out."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        ledger.write_problems(RUN, [Problem("unreadable", "no", "x.txt")])
        for number in range(ARTICLES):
            made = reading(f"a{number}") if number % 2 else one_position(f"a{number}")
            if ledger.has(RUN.id, made.article):
                continue
            ledger.write(RUN, made)
            if slowly:
                time.sleep(0.002)


def dump(path: Path) -> list[str]:
    """All that the ledger holds, but for the moment at which a run was first seen."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE runs SET first_seen = ''")
        return list(connection.iterdump())


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3])
def test_killed_and_run_again_ends_the_same(tmp_path: Path, after: float) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    read_all(whole)
    program = f"from pathlib import Path; from {__name__} import read_all; read_all(Path({str(broken)!r}), slowly=True)"
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", program], cwd=root) as process:
        deadline = time.monotonic() + 30
        while not broken.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    read_all(broken)
    assert dump(broken) == dump(whole)


def test_a_ledger_left_in_the_middle_of_a_write_can_be_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.write(RUN, reading())
    # A writer whose cache spills has changed the file before its commit; killed then, it leaves a hot journal.
    program = f"""
import os, signal, sqlite3
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM conditions")
connection.execute("UPDATE texts SET text = text || hex(randomblob(200000))")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program], check=False)
    assert Path(f"{path}-journal").exists()
    with Ledger.open(path, readonly=True) as ledger:
        assert list(ledger.readings()) == [reading()]
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]
