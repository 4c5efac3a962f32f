"""``onrecord actors``, and persons learned from one read to the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from tests.databases import Place

RUN = CliRunner()
FIRST = "LISBON, May 4 2025 - Portuguese Foreign Ministry spokeswoman Inês Falcato said the port would open."
LATER = "PORTO, June 9 2025 - Inês Falcato said the port would stay open."
DOSSIER = """\
id: port
title: The port
issues: [{id: port-opens, kind: proposal, question: "Should the port open?", aliases: [port]}]
"""


def run(*words: str) -> str:
    done = RUN.invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, text in enumerate((FIRST, LATER), 1):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "port.yaml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def told(ledger: str) -> list[tuple[Any, Any]]:
    found = json.loads(run("statements", "--ledger", ledger, "--json"))
    return [(one["speaker"], one["on_behalf_of"]) for one in found]


def test_who_was_introduced_once_is_known_later(folder: Path, new_place: Place) -> None:
    ledger = new_place("l.db")
    run("read", str(folder / "1.txt"), "--ledger", ledger)
    found = json.loads(run("actors", "learned", "--ledger", ledger, "--json"))
    assert [(one["person"], one["actor"], one["office"]) for one in found] == [("Inês Falcato", "PRT", "spokesperson")]
    assert "Inês Falcato" in found[0]["evidence"]
    run("read", str(folder / "2.txt"), "--ledger", ledger)
    assert told(ledger) == [("Inês Falcato", "PRT")] * 2


def test_who_asks_the_ledger_of_whom_it_learned(
    folder: Path, new_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_place("l.db")
    run("read", str(folder / "1.txt"), "--ledger", ledger)
    asked = ("who", "Inês Falcato", "--on", "2025-06-09", "--json")
    told = json.loads(run(*asked, "--ledger", ledger))["mention"]
    assert (told["person"], told["speaks_for"]) == ("Inês Falcato", "PRT")
    monkeypatch.setenv("ONRECORD_LEDGER", str(folder / "none.db"))
    stranger = json.loads(run(*asked))["mention"]
    assert stranger is None or stranger["speaks_for"] is None
    monkeypatch.setenv("ONRECORD_LEDGER", ledger)
    assert json.loads(run(*asked))["mention"] == told


def test_in_one_read_or_two_and_read_again_it_is_the_same(folder: Path, new_place: Place) -> None:
    one, two = new_place("one.db"), new_place("two.db")
    run("read", str(folder / "1.txt"), str(folder / "2.txt"), "--ledger", one)
    for text in ("1.txt", "2.txt", "2.txt", "1.txt"):
        run("read", str(folder / text), "--ledger", two)
    assert told(one) == told(two)
    learned = [json.loads(run("actors", "learned", "--ledger", ledger, "--json")) for ledger in (one, two)]
    assert learned[0] == learned[1]


def test_without_a_ledger_nothing_is_learned(folder: Path, new_place: Place) -> None:
    lines = run("read", str(folder / "1.txt"), str(folder / "2.txt"), "--format", "jsonl").splitlines()
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    assert [row["statements"][0]["on_behalf_of"] for row in rows] == ["PRT", None]


def test_judging_listing_and_undoing(folder: Path, new_place: Place) -> None:
    ledger = new_place("l.db")
    run("read", str(folder / "1.txt"), "--ledger", ledger)
    run("actors", "same", "EU", "EC", "--why", "one voice", "--by", "ada", "--ledger", ledger)
    found = json.loads(run("actors", "list", "--ledger", ledger, "--json"))
    assert [(one["verdict"], one["one"], one["other"], one["by"], one["why"]) for one in found] == [
        ("same", "EU", "EC", "ada", "one voice")
    ]
    assert "one voice" in run("actors", "list", "--ledger", ledger)
    run("actors", "undo", "1", "--ledger", ledger)
    assert "undone" in run("actors", "list", "--ledger", ledger)
    run("actors", "not-same", "EU", "EC", "--ledger", ledger)


def test_an_unknown_id_is_refused(folder: Path, new_place: Place) -> None:
    ledger = new_place("l.db")
    run("read", str(folder / "1.txt"), "--ledger", ledger)
    done = RUN.invoke(app, ["actors", "same", "EU", "NOWHERE", "--ledger", ledger])
    assert done.exit_code != 0
    assert "NOWHERE" in str(done.exception)
