"""``onrecord quotes``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

RUN = CliRunner()
ARTICLE = (
    'LIMA, May 3 - Peru will close the pass, Prime Minister Ana Ruiz said. "We have no choice," she told reporters.\n'
)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "pass.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def test_table_names_speakers(article: str) -> None:
    done = RUN.invoke(app, ["quotes", article])
    assert done.exit_code == 0
    assert "Ana Ruiz" in done.stdout
    assert "We have no choice" in done.stdout


def test_jsonl_has_a_statement_a_line(article: str) -> None:
    done = RUN.invoke(app, ["quotes", article, "--format", "jsonl"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["indirect", "direct"]


def test_html_is_a_page(article: str) -> None:
    done = RUN.invoke(app, ["quotes", article, "--format", "html"])
    assert done.stdout.startswith("<!doctype html>")
    assert 'class="direct"' in done.stdout


def test_a_missing_file_is_an_error() -> None:
    assert RUN.invoke(app, ["quotes", "no-such-file.txt"]).exit_code != 0


def test_an_article_without_statements_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("Rain fell on the hills for most of the day and the river rose by a hand.\n", encoding="utf-8")
    done = RUN.invoke(app, ["quotes", str(path)])
    assert done.exit_code == 0
    assert "No statement" in done.stderr
