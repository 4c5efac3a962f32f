"""No file for spreadsheets that onrecord writes, by command or page, holds a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from onrecord.cli import main
from onrecord.cli.app import app
from onrecord.export.csv_file import csv_line, guarded
from tests.databases import Place
from tests.web import hostile

SOURCES = Path(__file__).parents[2] / "src/onrecord"
FORMULA = re.compile(r"[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")

COMMANDS = {
    "changes": ["--format", "csv"],
    "conflicts": ["--format", "csv"],
    "corroboration": ["--format", "csv"],
    "digest": ["--format", "csv", "--since", "2026-01-01"],
    "export": ["--format", "csv"],
    "network": ["--format", "csv"],
    "pledges": ["--format", "csv"],
    "search": ["told", "--format", "csv"],
    "timeline": ["ALB", "--format", "csv"],
    "whatif": ["--format", "csv"],
    "conditions": ["list", "--format", "csv"],
}


@pytest.fixture(scope="module")
def ledger(lasting_place: Place) -> str:
    path = lasting_place("hostile.db")
    hostile.write(path)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_a_formula(ledger: str, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, *COMMANDS[command], "--ledger", str(ledger)]) == 0
    written = capsys.readouterr().out
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert len(cells) > 5
    assert [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []


def commands(of: typer.Typer) -> Iterator[list[str]]:
    """The names of every command, those of groups after the group's."""
    for one in of.registered_commands:
        assert one.callback is not None
        yield [one.name or one.callback.__name__]
    for group in of.registered_groups:
        assert group.typer_instance is not None
        yield from ([str(group.typer_instance.info.name), *rest] for rest in commands(group.typer_instance))


def test_every_command_that_writes_such_files_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    writing = []
    for names in commands(app):
        assert main([*names, "--help"]) == 0
        if re.search(r"\bcsv\b", capsys.readouterr().out, re.IGNORECASE):
            writing.append(names)
    assert {name for name, *_ in writing} == set(COMMANDS)
    assert all(COMMANDS[name][: len(rest)] == rest for name, *rest in writing)


@pytest.mark.parametrize("words", hostile.FORMULAS)
def test_words_that_begin_like_a_formula_become_words(words: str) -> None:
    assert guarded(words) == f"'{words}"


@pytest.mark.parametrize("value", ["a=1", "", " =1", "1-2", -1, -0.5, None, 3])
def test_other_values_stay(value: object) -> None:
    assert guarded(value) == value


def test_a_cell_cannot_end_itself() -> None:
    line = csv_line([guarded('a";=1+1'), guarded("b\r\n=2"), "c"])
    assert next(csv.reader(io.StringIO(line, newline=""))) == ['a";=1+1', "b\r\n=2", "c"]


def test_there_is_one_place_that_writes_cells() -> None:
    writers = [one.name for one in SOURCES.rglob("*.py") if re.search(r"csv\.(Dict)?[wW]riter", one.read_text("utf-8"))]
    assert writers == ["csv_file.py"]
    for one in SOURCES.rglob("*.py"):
        text = one.read_text("utf-8")
        if "csv_line(" in text and one.name != "csv_file.py":
            assert "guarded" in text, one
