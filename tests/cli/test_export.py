"""``onrecord export``: the formats, and a file that is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.errors import InputError
from onrecord.export.contract import reading_to_json
from onrecord.export.files import write_whole
from onrecord.ledger import Ledger
from tests.databases import Place
from tests.ledger.samples import LATER, RUN, one_position, reading


@pytest.fixture
def ledger(new_place: Place) -> str:
    path = new_place("onrecord.db")
    with Ledger.open(path, create=True) as made:
        made.write(RUN, reading())
        made.write(RUN, one_position("b1", "=HYPERLINK(1)", "open"))
        made.write(LATER, one_position("b1", "=HYPERLINK(1)", "doubts"))
    return path


WANTED = [reading_to_json(reading()), reading_to_json(one_position("b1", "=HYPERLINK(1)", "doubts"))]


def test_jsonl_is_the_contract_a_line_an_article(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--ledger", ledger]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == WANTED


@pytest.mark.parametrize("arguments", [["--json"], ["--format", "json"]])
def test_json_is_one_array_of_the_same(ledger: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *arguments, "--ledger", ledger]) == 0
    assert json.loads(capsys.readouterr().out) == WANTED


def test_an_empty_ledger_is_an_empty_array(new_place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    Ledger.open(new_place("x.db"), create=True).close()
    assert main(["export", "--json", "--ledger", new_place("x.db")]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_csv_runs_no_formula(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "positions.csv"
    assert main(["export", "--format", "csv", "--out", str(out), "--ledger", ledger]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(out) in captured.err
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"), newline="")))
    found = {row["id"]: row for row in rows}
    assert found["p-b1"]["holder"] == "'=HYPERLINK(1)"
    assert found["p-b1"]["evidence"] == "'=HYPERLINK(1) doubts"
    assert found["p-a1-refuses"]["contribution_quantity"] == "1"
    assert found["p-a1-offers"]["conditions"] == "if: the council agreed on a mandate; only_if: on a mandate"
    assert found["p-a1-offers"]["superseded"] == "true"
    assert found["p-a1-offers"]["stated"] == ""
    assert len(rows) == 3


def test_several_dossiers_must_be_told_apart(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(ledger) as record:
        record.write(replace(RUN, id="run-3", dossier="harbour"), one_position("b1", "GRC", "open"))
    assert main(["export", "--ledger", ledger]) == 2
    assert "Choose one with --dossier" in capsys.readouterr().err
    assert main(["export", "--dossier", "harbour", "--ledger", ledger]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["positions"][0]["holder"] == "GRC"


def test_a_file_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("before", "utf-8")

    def breaks() -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="No space left"):
        write_whole(out, breaks())
    assert out.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_new_file_gets_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new.txt", tmp_path / "old.txt"
    old.touch(mode=0o600)
    mask = os.umask(0o022)
    try:
        write_whole(new, ["x"])
        write_whole(old, ["x"])
    finally:
        os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o644
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


def test_a_link_is_followed_and_a_device_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.touch()
    link.symlink_to(target)
    write_whole(link, ["through"])
    assert link.is_symlink()
    assert target.read_text("utf-8") == "through"
    write_whole(Path(os.devnull), ["gone"])


@pytest.mark.parametrize("where", [".", "no/such/folder/out.csv"])
def test_a_place_that_cannot_be_written_is_code_2(
    ledger: str, tmp_path: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--out", str(tmp_path / where), "--ledger", ledger]) == 2
    assert "cannot be written" in capsys.readouterr().err
