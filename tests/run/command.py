"""The real command, in this process or its own, and small articles to give it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from onrecord.cli import main
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from tests.databases import Place

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())")

DOSSIER = """\
id: strait
title: Who joins the escort mission in the strait
issues:
- id: send
  kind: action
  question: "Will it send ships to the escort mission in the strait?"
  aliases: [escort mission, escorts in the strait, ships for the strait]
- id: mission
  kind: proposal
  question: "Is it in favour of the escort mission in the strait?"
  aliases: [escort mission, mission in the strait]
"""

REFUSAL = (
    "OSLO, Feb 3, 2026 - Norway will not send ships to the escort mission in the strait, "
    "Foreign Minister Espen Barth Eide told reporters on Tuesday.\n"
)
OFFER = (
    "DHAKA, Feb 4, 2026 - Bangladesh will send two ships to the escort mission in the strait, "
    "the foreign ministry said in a statement on Wednesday.\n"
)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, the data on stdout and the words on stderr."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout, a line each."""
        return [json.loads(line) for line in self.out.splitlines()]


class Onrecord:
    """Runs the command in this process, so that the language model is loaded once."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path, place: Place) -> None:
        self._capsys = capsys
        self.folder = folder
        self.place = place
        self.ledger = place("ledger.db")
        self.dossier = folder / "dossier.yaml"
        self.dossier.write_text(DOSSIER, "utf-8")

    def __call__(self, *arguments: object) -> Ended:
        self._capsys.readouterr()
        code = main([str(one) for one in arguments])
        out, err = self._capsys.readouterr()
        return Ended(code, out, err)

    def read(self, *paths: object) -> Ended:
        """``onrecord read`` to JSON lines and into the ledger."""
        return self("read", *paths, "--dossier", self.dossier, "--format", "jsonl", "--ledger", self.ledger)

    def has_ledger(self) -> bool:
        """Whether anything was kept."""
        try:
            Ledger.open(self.ledger, readonly=True).close()
        except LedgerError:
            return False
        return True

    def problems(self) -> list[dict[str, Any]]:
        """The ledger's rows of problems."""
        found: list[dict[str, Any]] = json.loads(self("problems", "--json", "--ledger", self.ledger).out)
        return found


def in_own_process(
    *arguments: object, stdin: bytes = b"", environment: dict[str, str] | None = None, cwd: Path | None = None
) -> Ended:
    """Runs the command as a process of its own."""
    done = subprocess.run(
        [*COMMAND, *(str(one) for one in arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def dump(place: str, *, without: Sequence[str] = ("runs.first_seen",)) -> list[str]:
    """All that a ledger holds but for these columns, table by table; it stays as it is."""
    with _opened(place) as connection:
        return [line for table in _tables(connection) for line in _lines(connection, table, without)]


def _lines(connection: Connection, table: str, without: Sequence[str]) -> list[str]:
    rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings().all()
    return sorted(
        f"{table}: { ({name: row[name] for name in row if f'{table}.{name}' not in without}) }" for row in rows
    )


def counts(place: str) -> dict[str, int]:
    """How many rows each table of a ledger holds."""
    with _opened(place) as connection:
        count = 'SELECT count(*) FROM "{}"'
        return {one: connection.execute(text(count.format(one))).scalar_one() for one in _tables(connection)}


@contextmanager
def _opened(place: str) -> Iterator[Connection]:
    with Ledger.open(place, readonly=True) as ledger, ledger.reading() as connection:
        yield connection


def _tables(connection: Connection) -> list[str]:
    # Not the shadows in which SQLite's full-text index keeps itself.
    return sorted(one for one in inspect(connection).get_table_names() if not re.search("_words_[a-z]+$", one))
