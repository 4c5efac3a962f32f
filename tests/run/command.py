"""The real command, in this process or its own, and small articles to give it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main

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

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys = capsys
        self.folder = folder
        self.ledger = folder / "ledger.db"
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


def dump(path: Path, *, without: Sequence[str] = ("runs.first_seen",)) -> list[str]:
    """All that a ledger holds but for these columns; the file stays as it is."""
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(path)) as connection:
            connection.backup(copy)
        for column in without:
            table, name = column.split(".")
            copy.execute(f"UPDATE {table} SET {name} = ''")
        return list(copy.iterdump())


def counts(path: Path) -> dict[str, int]:
    """How many rows each table of a ledger holds."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
