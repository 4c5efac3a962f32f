"""Every command and every piece of Python that a page shows is run, and ends as the page says."""

from __future__ import annotations

import io
import sqlite3
import sys
from contextlib import closing, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.docs.conftest import ROOT
from tests.docs.runner import run

sys.path.insert(0, str(ROOT))
from docs.generators.blocks import CUT, Block, blocks, commands
from docs.generators.session import DEMO_LEDGER, checkout, failure, why_not_run

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"console", "python", "yaml", "json", "text", "sql", "r"}
RUN = [
    page for page in PAGES if any(b.language in {"console", "python", "sql"} for b in blocks(page.read_text("utf-8")))
]


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", RUN, ids=_named)
@pytest.mark.sqlite_file("the commands of the pages name one")
def test_a_page_does_what_it_shows(
    page: Path, tmp_path: Path, demo_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = checkout(tmp_path, demo_ledger)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"__name__": "__page__"}
    for block in blocks(page.read_text("utf-8")):
        if block.file is not None:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.language == "console" and not block.not_run:
            _run_commands(block, folder)
        elif block.language == "sql":
            _ask(block, folder / DEMO_LEDGER)
        elif block.language == "python" and not block.not_run:
            with redirect_stdout(io.StringIO()):
                exec(compile(block.text, f"{page.name}:{block.line}", "exec"), names)


def _ask(block: Block, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        for question in block.text.split(";"):
            connection.execute(question).fetchall()


def _run_commands(block: Block, folder: Path) -> None:
    for command in commands(block):
        if why_not_run(command.text):
            continue
        code, output = run(command.text, folder)
        assert code == command.expected, failure(command, code, output)
        if command.output and command.output != (CUT,):
            assert output.strip(), f"line {command.line}: $ {command.text}\nshows an output, and printed nothing"


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_blocks_say_what_they_are(page: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        place = f"{_named(page)}:{block.line}"
        assert block.language in LANGUAGES, f"{place}: the fence says {block.language!r}"
        if block.language == "console":
            assert block.lines[0].startswith("$ "), f"{place}: a console block starts with a command"
        assert not any(line.startswith("$ ") for line in block.lines) or block.language == "console", place
