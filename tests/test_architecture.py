"""What keeps the code easy to read: short files, short functions, and a command that starts at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MAX_FILE = 500
MAX_FUNCTION = 60
HEAVY = ("spacy", "sqlalchemy", "alembic", "trafilatura", "htmldate", "lxml", "numpy", "rich", "yaml")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_are_short_and_documented(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < MAX_FILE
    tree = ast.parse(source)
    assert not source.strip() or ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno + 1 < MAX_FUNCTION, f"{node.name} is too long"
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node in tree.body and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("program", ["import onrecord", "from onrecord.cli import main; main(['--help'])"])
def test_what_shows_help_loads_nothing_heavy(program: str) -> None:
    whole = f"import sys; {program}; print(*(m for m in {HEAVY!r} if m in sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
